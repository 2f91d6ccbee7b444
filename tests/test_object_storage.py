"""Pages of an object storage, through the command: which operations take a bucket and which a key, and what of them
says so.
"""

from __future__ import annotations

import inspect
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from built import BuiltOperation, BuiltService, built
from command import PROJECT, docbind
from errata.writing import erratum, write_errata

PAGES = PROJECT / "specs" / "obs"
CORPUS = PROJECT.parent / "shared" / "corpus" / "object-storage-service"


def copied(pages: Path, folder: Path) -> Path:
    """The pages in a folder of the test's own: a build writes beside them."""
    target = folder / "storage"
    shutil.copytree(pages, target)
    return target


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltService]:
    folder = tmp_path_factory.mktemp("storage")
    pages = copied(PAGES, folder)
    longest = erratum(
        operation="PUT /{ObjectName}", field="path ObjectName", max_length=1024, reason="The service says so."
    )
    write_errata(pages / "errata.toml", longest)
    with built(pages, folder, "storage_sdk") as found:
        yield found


@pytest.fixture(scope="module", params=["pages of the tests", "pages of the vendor"])
def service(
    request: pytest.FixtureRequest, storage: BuiltService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BuiltService]:
    if request.param == "pages of the tests":
        yield storage
        return
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    folder = tmp_path_factory.mktemp("vendor")
    with built(copied(CORPUS, folder), folder, "vendor_storage_sdk") as found:
        yield found


def operation(service: BuiltService, name: str) -> BuiltOperation:
    (found,) = (one for one in service.operations if one.name == name)
    return found


def test_the_service_says_which_signature_it_wants(service: BuiltService) -> None:
    assert service.client.service.signature == "OBS"


def test_every_operation_but_the_list_of_buckets_takes_a_bucket_that_must_be_given(service: BuiltService) -> None:
    without = [one.name for one in service.operations if not one.placed("host")]
    assert without == ["ListBuckets"]
    for one in service.operations:
        parameters = inspect.signature(getattr(service.client, one.method)).parameters
        if one.name != "ListBuckets":
            assert (parameters["bucket"].default, parameters["bucket"].annotation) == (inspect.Parameter.empty, "str")


def test_keys_are_what_is_left_of_the_path(service: BuiltService) -> None:
    for one in service.operations:
        members = service.root_module("_core.specification").specification_of(one.request).by_name.values()
        slashed = {member.wire for member in members if member.slashes}
        assert slashed == set(one.placed("path")), one.name
        assert one.request.uri == "/" if not slashed else one.request.uri == f"/{{{slashed.pop()}}}"


def test_an_erratum_of_a_key_leaves_its_slashes(storage: BuiltService) -> None:
    upload = operation(storage, "UploadObject").request
    (key,) = (
        one
        for one in storage.root_module("_core.specification").specification_of(upload).by_name.values()
        if one.place == "path"
    )
    assert (key.slashes, key.rules["max_length"]) == (True, 1024)


def test_validators_take_the_bucket_where_there_is_one(storage: BuiltService) -> None:
    check = operation(storage, "DeleteBucket").check
    assert [(one.path, one.rule, str(one.source)) for one in check(host={})] == [
        ("bucket", "required", "deleting_a_bucket.rst:16")
    ]
    assert check(host={"bucket": "jars"}) == ()
    assert "host" not in inspect.signature(operation(storage, "ListBuckets").check).parameters


def test_documentation_says_what_may_come_instead_of_content(storage: BuiltService) -> None:
    assert "NotModified: Status 304." in (storage.client.download_object.__doc__ or "")


@pytest.mark.parametrize("style", ["virtual", "path"])
def test_the_fake_knows_buckets_and_keys(style: str, storage: BuiltService) -> None:
    op = storage.module("operations")
    fake = storage.root_module("testing").Documented(storage.client)
    keys = storage.root_module("auth").AkSk("ak", "sk")
    client: Any = storage.client(auth=keys, region="eu-de", transport=fake.transport, addressing_style=style)
    client.send(op.DeleteBucket(bucket="jars"))
    client.send(op.DeleteObject(bucket="jars", object_name="a/b ü//c"))
    client.send(op.GetBucketTags(bucket="jars"))
    client.send(op.ListBuckets())
    assert [(call.operation, call.bucket, dict(call.path)) for call in fake.calls] == [
        (op.DeleteBucket, "jars", {}),
        (op.DeleteObject, "jars", {"ObjectName": "a/b ü//c"}),
        (op.GetBucketTags, "jars", {}),
        (op.ListBuckets, "", {}),
    ]
    fake.client.delete_bucket(bucket="jars")
    assert fake.calls[-1].bucket == "jars"


def test_views_show_bucket_and_key(tmp_path: Path) -> None:
    pages = copied(PAGES, tmp_path)
    ran = docbind("export", "fields", pages, "--out", "-", cwd=tmp_path)
    rows = {
        (one["method"], one["doc"].rpartition("/")[2]): one["fields"] for one in map(json.loads, ran.out.splitlines())
    }
    placed = [(row["in"], row["name"]) for row in rows["DELETE", "deleting_an_object.rst"]]
    assert placed[:3] == [("host", "bucket"), ("path", "ObjectName"), ("query", "versionId")]
    page = pages / "api-ref/source/objects/deleting_an_object.rst"
    told = docbind("explain", page, cwd=tmp_path).out
    assert "host bucket" in told and "path with slashes ObjectName" in told


def test_a_bucket_that_is_new_in_the_host_is_a_breaking_change(tmp_path: Path) -> None:
    new = copied(PAGES, tmp_path)
    old = tmp_path / "old" / "storage"
    shutil.copytree(new, old)
    page = old / "api-ref/source/buckets/deleting_a_bucket.rst"
    page.write_text(page.read_text(encoding="utf-8").replace("Host: bucketname.", "Host: "), encoding="utf-8")
    ran = docbind("diff", old, new, cwd=tmp_path)
    assert "deleting_a_bucket.rst:16: breaking: host bucket is new: string, mandatory (DELETE /)" in ran.out


def test_names_that_were_published_before_there_were_buckets_stay(tmp_path: Path) -> None:
    pages = copied(PAGES, tmp_path)
    out = tmp_path / "sdk"
    assert docbind("build", pages, "--out", out, cwd=tmp_path).code == 0
    lock = next(tmp_path.rglob("names.lock"))
    text = lock.read_text(encoding="utf-8")
    before = (
        text.replace(" bucket", "")
        .replace("method delete_bucket ", "method drop_bucket ")
        .replace("DeleteBucket ", "DropBucket ")
    )
    lock.write_text(before, encoding="utf-8")
    assert docbind("build", pages, "--out", out, cwd=tmp_path).code == 0
    client = next(out.rglob("obs/client.py")).read_text(encoding="utf-8")
    assert "def drop_bucket(" in client
    assert "def delete_bucket(" not in client
