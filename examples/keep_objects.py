"""Keep files in a bucket: upload them with metadata of one's own, list them, and download one again."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from otc.obs import ObjectStorageService
from otc.obs import operations as op


def upload(storage: ObjectStorageService, bucket: str, files: Iterable[Path], *, author: str) -> None:
    """Upload files under `reports/`, each with the name of its author."""
    for file in files:
        stored = storage.upload_object(
            bucket=bucket, object_name=f"reports/{file.name}", body=file, metadata={"author": author}
        )
        print("uploaded", file.name, stored.etag)


def main(storage: ObjectStorageService, bucket: str, files: Iterable[Path], target: Path) -> None:
    """Upload the files, print what the bucket holds, and download the newest report."""
    storage.create_bucket(bucket=bucket, location="eu-de")
    upload(storage, bucket, files, author="accounting")
    reports = storage.list_objects(bucket=bucket, prefix="reports/").all(limit=1000)
    for report in reports:
        print(report.key, report.size)
    newest = max(reports, key=lambda report: report.last_modified or "", default=None)
    if newest is not None and newest.key:
        storage.download(op.DownloadObject(bucket=bucket, object_name=newest.key), target)
        print("downloaded", newest.key)


if __name__ == "__main__":
    with ObjectStorageService(cloud="otc") as objects:
        main(objects, "my-reports", map(Path, sys.argv[1:]), Path("newest"))
