"""The emitted client of object storage against a real S3, moto in server mode: both clients, and both places of a
bucket.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from built import BuiltService, built
from callers import KINDS, Kind
from command import PROJECT
from servers.environments import environment
from servers.process import free_port, serving

pytestmark = pytest.mark.servers

HERE = Path(__file__).parent
HOST = "obs.store.test"
ACCESS_KEY, SECRET_KEY = "AKTEST", "SKTEST"
KEY = "jars/käse 2026/größe+1.txt"
CONTENT = b"plum and quince"

CORPUS = PROJECT.parent / "shared" / "corpus" / "object-storage-service"
PAGES = {"pages of the tests": PROJECT / "specs" / "obs", "pages of the vendor": CORPUS}
OPERATIONS = {
    "create": ("CreateBucket",),
    "buckets": ("ListBuckets",),
    "list": ("ListObjects", "ListObjectsInBucket"),
    "tag": ("ConfigureBucketTags", "ConfigureTagsForBucket"),
    "tags": ("GetBucketTags",),
    "upload": ("UploadObject", "UploadObjectPut"),
    "download": ("DownloadObject",),
    "head": ("GetObjectMetadata",),
    "copy": ("CopyObject",),
    "delete": ("DeleteObject",),
    "delete several": ("DeleteObjects",),
    "initiate": ("InitiateMultipartUpload",),
    "part": ("UploadPart", "UploadParts"),
    "complete": ("CompleteMultipartUpload",),
    "drop": ("DeleteBucket", "DeleteBuckets"),
}
"""What the test does, and how the two sets of pages call it."""


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The URL of the server."""
    programs, port = environment("moto", ("moto[server]==5.2.5",)), free_port()
    known = {"MOTO_S3_CUSTOM_ENDPOINTS": f"http://{HOST}"}
    command = (programs / "python", HERE / "moto_store.py", str(port), HOST)
    with serving(command, port=port, env=known, ready="/ready") as url:
        yield url


@pytest.fixture(scope="module", params=sorted(PAGES))
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltService]:
    if not PAGES[request.param].is_dir():
        pytest.skip("the corpus is not here")
    folder = tmp_path_factory.mktemp("storage")
    pages = folder / "object-storage"
    shutil.copytree(PAGES[request.param], pages)
    with built(pages, folder, f"storage_of_{request.param.rpartition(' ')[2]}") as found:
        yield found


class Shop:
    """One client, and the operations by what they do."""

    def __init__(self, service: BuiltService, kind: Kind, **options: Any) -> None:
        self.service = service
        package = service.module("client")
        name = service.client.__name__
        self.runner = asyncio.Runner() if kind == "asynchronous" else None
        self.client: Any = getattr(package, f"Async{name}" if self.runner else name)(**options)

    def request(self, what: str, **arguments: Any) -> Any:
        module = self.service.module("operations")
        (found,) = (getattr(module, name) for name in OPERATIONS[what] if hasattr(module, name))
        return found(**arguments)

    def exchange(self, what: str, *, checked: bool = True, **arguments: Any) -> Any:
        """Send a request; give the answer with what came around it."""
        validate = "default" if checked else "off"
        return self._waited(lambda: self.client.exchange(self.request(what, **arguments), validate=validate))

    def items(self, what: str, **arguments: Any) -> list[Any]:
        """All records of a list, whatever page they are on."""
        pager = self.client.paginate(self.request(what, **arguments))
        if self.runner is None:
            return list(pager)

        async def collect() -> list[Any]:
            return [item async for item in pager]

        return self.runner.run(collect())

    def download(self, path: Path, **arguments: Any) -> None:
        self._waited(lambda: self.client.download(self.request("download", **arguments), path))

    def close(self) -> None:
        self._waited(self.client.close)
        if self.runner is not None:
            self.runner.close()

    def _waited(self, call: Any) -> Any:
        if self.runner is None:
            return call()

        async def wait() -> Any:
            return await call()

        return self.runner.run(wait())


@pytest.fixture(params=["virtual", "path"])
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=KINDS)
def shop(request: pytest.FixtureRequest, style: str, service: BuiltService, store: str) -> Iterator[Shop]:
    """A client with keys; where the bucket stands in the host, the server is reached as a proxy is."""
    keys = service.root_module("auth").AkSk(ACCESS_KEY, SECRET_KEY)
    where = {"endpoint": store} if style == "path" else {"endpoint": f"http://{HOST}", "proxy": store}
    with ExitStack() as stack:
        opened = Shop(service, request.param, auth=keys, insecure=True, addressing_style=style, **where)
        stack.callback(opened.close)
        yield opened


@pytest.fixture
def bucket(shop: Shop, request: pytest.FixtureRequest) -> str:
    """An empty bucket, of the test's own."""
    name = f"jars-{hashlib.sha1(request.node.nodeid.encode()).hexdigest()[:12]}"
    shop.exchange("create", bucket=name)
    return name


def keys_of(shop: Shop, bucket: str, **arguments: Any) -> list[str]:
    return [found.key for found in shop.items("list", bucket=bucket, **arguments)]


def digest(content: bytes) -> str:
    return base64.b64encode(hashlib.md5(content).digest()).decode()


def test_a_bucket_comes_and_goes(shop: Shop, bucket: str, service: BuiltService) -> None:
    errors = service.root_module("errors")
    assert bucket in [found.name for found in shop.items("buckets")]
    shop.exchange("upload", bucket=bucket, object_name=KEY, body=CONTENT)
    with pytest.raises(errors.Conflict, match="BucketNotEmpty"):
        shop.exchange("drop", bucket=bucket)
    shop.exchange("delete", bucket=bucket, object_name=KEY)
    assert shop.exchange("drop", bucket=bucket).status == 204
    with pytest.raises(errors.NotFound, match="NoSuchBucket"):
        shop.items("list", bucket=bucket)


def test_an_object_is_stored_and_read(shop: Shop, bucket: str, service: BuiltService, tmp_path: Path) -> None:
    errors = service.root_module("errors")
    stored = shop.exchange("upload", bucket=bucket, object_name=KEY, body=CONTENT, content_md5=digest(CONTENT))
    tag = stored.headers["etag"]
    assert tag == f'"{hashlib.md5(CONTENT).hexdigest()}"'
    assert keys_of(shop, bucket) == [KEY]
    assert shop.exchange("download", bucket=bucket, object_name=KEY).value == CONTENT
    shop.download(tmp_path / "plum", bucket=bucket, object_name=KEY)
    assert (tmp_path / "plum").read_bytes() == CONTENT
    known = shop.exchange("head", bucket=bucket, object_name=KEY)
    assert (known.headers["etag"], known.headers["content-length"]) == (tag, str(len(CONTENT)))
    part = shop.exchange("download", bucket=bucket, object_name=KEY, range="bytes=5-7")
    assert (part.status, part.value) == (206, b"and")
    with pytest.raises(errors.NotModified) as caught:
        shop.exchange("download", bucket=bucket, object_name=KEY, if_none_match=tag)
    assert caught.value.headers["etag"] == tag
    with pytest.raises(errors.NotFound, match="NoSuchKey"):
        shop.exchange("download", bucket=bucket, object_name="jars")


def test_answers_tell_what_their_headers_say(shop: Shop, bucket: str, service: BuiltService) -> None:
    if service.root != "storage_of_tests":
        pytest.skip("the pages of the vendor have no table of these headers")
    stored = shop.exchange("upload", bucket=bucket, object_name=KEY, body=CONTENT, metadata={"color": "red"}).value
    known = shop.exchange("head", bucket=bucket, object_name=KEY).value
    assert stored.etag == known.etag == f'"{hashlib.md5(CONTENT).hexdigest()}"'
    assert (known.content_length, known.metadata) == (len(CONTENT), {"color": "red"})


@pytest.mark.parametrize("key", ["a/b/", "a?b#c&d=e+f", "100%", "%2e%2e/%2F", "日本/😀", "~!*'();:@$,[]", "...", " a"])
def test_keys_of_every_kind(key: str, shop: Shop, bucket: str) -> None:
    shop.exchange("upload", bucket=bucket, object_name=key, body=CONTENT)
    assert shop.exchange("download", bucket=bucket, object_name=key).value == CONTENT
    shop.exchange("delete", bucket=bucket, object_name=key)
    assert keys_of(shop, bucket) == []


def test_a_part_of_a_bucket(shop: Shop, bucket: str) -> None:
    tags = [{"Key": "room", "Value": "kitchen"}, {"Key": "shelf", "Value": "upper <&>"}]
    shop.exchange("tag", bucket=bucket, tag_set={"Tag": tags})
    told = shop.exchange("tags", bucket=bucket).value.tag_set.to_dict()
    assert told == {"Tag": tags}


def test_lists_are_read_page_by_page(shop: Shop, bucket: str) -> None:
    for key in ("a/1", "a/2", "b/1"):
        shop.exchange("upload", bucket=bucket, object_name=key, body=b"")
    assert keys_of(shop, bucket, max_keys=1) == ["a/1", "a/2", "b/1"]
    assert keys_of(shop, bucket, prefix="a/") == ["a/1", "a/2"]
    assert keys_of(shop, bucket, marker="a/1") == ["a/2", "b/1"]


def test_objects_are_deleted_together(shop: Shop, bucket: str) -> None:
    for key in ("a/1", "a/ü", "b/1"):
        shop.exchange("upload", bucket=bucket, object_name=key, body=b"")
    deleted = shop.exchange("delete several", bucket=bucket, object=[{"Key": "a/1"}, {"Key": "a/ü"}]).value
    assert sorted(one.key for one in deleted.deleted) == ["a/1", "a/ü"]
    assert keys_of(shop, bucket) == ["b/1"]


def test_an_object_is_copied(shop: Shop, bucket: str) -> None:
    shop.exchange("upload", bucket=bucket, object_name="jars/plum", body=CONTENT)
    shop.exchange("copy", bucket=bucket, destination_object_name=KEY, x_obs_copy_source=f"/{bucket}/jars/plum")
    assert shop.exchange("download", bucket=bucket, object_name=KEY).value == CONTENT


def test_an_upload_in_parts(shop: Shop, bucket: str) -> None:
    """The IDs of moto's uploads are longer than the vendor's pages allow."""
    begun = shop.exchange("initiate", bucket=bucket, object_name=KEY).value
    upload: dict[str, Any] = {"upload_id": begun.upload_id, "checked": False}
    parts = [b"p" * (5 * 1024 * 1024), b"quince"]
    told = []
    for number, part in enumerate(parts, 1):
        stored = shop.exchange("part", bucket=bucket, object_name=KEY, part_number=number, body=part, **upload)
        told.append({"PartNumber": number, "ETag": stored.headers["etag"]})
    done = shop.exchange("complete", bucket=bucket, object_name=KEY, part=told, **upload).value
    assert (done.bucket, done.key) == (bucket, KEY)
    assert shop.exchange("download", bucket=bucket, object_name=KEY).value == b"".join(parts)


def test_another_secret_is_refused(shop: Shop, bucket: str, service: BuiltService, store: str) -> None:
    """What all these tests are proved with would notice."""
    keys = service.root_module("auth").AkSk(ACCESS_KEY, "another")
    other = Shop(service, "blocking", auth=keys, endpoint=store, insecure=True, addressing_style="path")
    with pytest.raises(service.root_module("errors").Forbidden, match="SignatureDoesNotMatch"):
        other.items("list", bucket=bucket)
    other.close()
