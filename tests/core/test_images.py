"""What an emitted client sends to an image service: data as octets, and a JSON patch under a media type of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

from core.images import Images, image_package
from core.loopback import Answer, Loopback

PATCH = "application/openstack-images-v2.1-json-patch"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    with image_package(tmp_path_factory.mktemp("client")) as built:
        yield built


@pytest.fixture(params=["blocking", "asynchronous"])
def images(request: pytest.FixtureRequest, package: ModuleType, server: Loopback) -> Iterator[Images]:
    opened = Images(package, request.param, server.url, "token")
    yield opened
    opened.close()


def test_r67_the_data_of_an_image_travel_as_octets(images: Images, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "image.raw"
    path.write_bytes(b"\0\xff" * 1_000)
    server.answer(Answer(204))
    assert images.call("upload_image_data", image_id="i-1", body=path) is None
    (received,) = server.received
    assert (received.method, received.path) == ("PUT", "/v2/images/i-1/file")
    assert received.body == b"\0\xff" * 1_000
    assert received.headers["content-type"] == "application/octet-stream"
    assert received.headers["content-length"] == "2000"


def test_r67_a_json_patch_is_a_list_under_a_media_type_of_its_own(images: Images, server: Loopback) -> None:
    server.answer(Answer(200, {"id": "i-1", "name": "smaller"}))
    operation = images.models.UpdateImageRequest
    patch = [operation(op="replace", path="/name", value="smaller"), operation(op="remove", path="/flavour")]
    image = images.call("update_image", image_id="i-1", body=patch)
    (received,) = server.received
    assert (received.method, received.path) == ("PATCH", "/v2/images/i-1")
    assert received.json() == [
        {"op": "replace", "path": "/name", "value": "smaller"},
        {"op": "remove", "path": "/flavour"},
    ]
    assert received.headers["content-type"] == PATCH
    assert received.headers["accept"] == "application/json"
    assert image.name == "smaller"


def test_r67_what_is_made_and_deleted_is_answered_by_its_status(images: Images, server: Loopback) -> None:
    server.answer(Answer(201, {"id": "i-1", "status": "queued"}), Answer(204))
    made = images.call("create_image", name="small", disk_format="raw", container_format="bare")
    assert (made.id, made.status) == ("i-1", "queued")
    assert images.call("delete_image", image_id="i-1") is None
    assert server.received[0].headers["content-type"] == "application/json"


def test_r67_the_data_come_as_bytes_as_a_file_or_not_at_all(images: Images, server: Loopback, tmp_path: Path) -> None:
    data = {"content-type": "application/octet-stream"}
    server.answer(Answer(200, b"\0\xff", data), Answer(200, b"\0\xff", data), Answer(204))
    assert images.call("download_image_data", image_id="i-1") == b"\0\xff"
    images.call("download", images.operations.DownloadImageData(image_id="i-1"), tmp_path / "image")
    assert (tmp_path / "image").read_bytes() == b"\0\xff"
    assert images.call("download_image_data", image_id="i-1") is None
    assert server.received[0].headers["accept"] == "*/*"


def test_the_annotations_tell_what_may_be_sent(package: ModuleType) -> None:
    service = import_module(f"{package.__name__}.imageservice")
    methods = (service.ImageService.upload_image_data, service.AsyncImageService.upload_image_data)
    assert [method.__annotations__["body"] for method in methods] == ["Uploadable", "AsyncUploadable"]
    assert get_type_hints(service.operations.UploadImageData)["body"] is bytes, "at run time a mark for content"


GOOD = """
from __future__ import annotations

import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import assert_type

from PACKAGE import Upload, errors
from PACKAGE.imageservice import AsyncImageService, ImageService
from PACKAGE.imageservice import models as m
from PACKAGE.imageservice import operations as op


def pieces() -> Iterator[bytes]:
    yield b"x"


async def later() -> AsyncIterator[bytes]:
    yield b"x"


def use(client: ImageService, path: Path) -> None:
    with open(path, "rb") as file, tempfile.TemporaryFile() as other, tempfile.SpooledTemporaryFile() as third:
        client.upload_image_data(image_id="i", body=file)
        client.upload_image_data(image_id="i", body=other)
        client.upload_image_data(image_id="i", body=third)
        client.upload_image_data(image_id="i", body=Upload(file, media_type="text/plain"))
    client.upload_image_data(image_id="i", body=b"x")
    client.upload_image_data(image_id="i", body=bytearray(b"x"))
    client.upload_image_data(image_id="i", body=memoryview(b"x"))
    client.upload_image_data(image_id="i", body=io.BytesIO(b"x"))
    client.upload_image_data(image_id="i", body=path)
    client.upload_image_data(image_id="i", body=[b"x"])
    client.upload_image_data(image_id="i", body=pieces())
    client.upload_image_data(image_id="i", body=Upload(pieces(), size=1))
    client.send(op.UploadImageData(image_id="i", body=path))
    client.update_image(image_id="i", body=[m.UpdateImageRequest(op="remove", path="/flavour")])
    client.download(op.DownloadImageData(image_id="i"), path)
    assert_type(client.download_image_data(image_id="i"), bytes | None)


async def use_async(client: AsyncImageService, path: Path) -> None:
    await client.upload_image_data(image_id="i", body=later())
    await client.upload_image_data(image_id="i", body=Upload(later(), size=1))
    await client.upload_image_data(image_id="i", body=pieces())
    await client.send(op.UploadImageData(image_id="i", body=later()))
    try:
        await client.upload_image_data(image_id="i", body=path)
    except errors.UploadFailed as error:
        assert_type(error.sent, bool)
"""

BAD = (
    'client.upload_image_data(image_id="i", body="x")',
    'client.upload_image_data(image_id="i", body=["x"])',
    'client.upload_image_data(image_id="i", body=path.open())',
    'client.upload_image_data(image_id="i", body=later())',
    'client.upload_image_data(image_id="i", body=Upload(later()))',
    'client.upload_image_data(image_id="i", body=Upload("x"))',
    'client.upload_image_data(image_id="i", body=7)',
)


@pytest.mark.parametrize("checker", ["mypy", "basedpyright"])
def test_r63_type_checkers_take_every_source_and_nothing_else(
    package: ModuleType, tmp_path: Path, checker: str
) -> None:
    program = Path(sys.executable).with_name(checker)
    if not program.is_file():
        pytest.skip(f"{checker} is not installed")
    good = GOOD.replace("PACKAGE", package.__name__)
    head = f"{good}\n\ndef wrong(client: ImageService, path: Path) -> None:\n"
    (tmp_path / "good.py").write_text(good, encoding="utf-8")
    (tmp_path / "bad.py").write_text(head + "".join(f"    {line}\n" for line in BAD), encoding="utf-8")
    (tmp_path / package.__name__).symlink_to(Path(str(package.__file__)).parent)
    settings = {"include": ["good.py", "bad.py"], "typeCheckingMode": "strict"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    told = _errors_of(checker, program, tmp_path)
    assert {line for name, line in told if name == "good.py"} == set()
    first = head.count("\n") + 1
    assert {line for name, line in told if name == "bad.py"} == set(range(first, first + len(BAD)))


def _errors_of(checker: str, program: Path, folder: Path) -> set[tuple[str, int]]:
    """Return where a type checker finds errors, by file and line."""
    command = {
        "mypy": [program, "--strict", "--no-error-summary", "--cache-dir", folder / "cache", "good.py", "bad.py"],
        "basedpyright": [program, "--outputjson", "--pythonpath", sys.executable],
    }[checker]
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False)
    if checker == "mypy":
        found = re.findall(r"^(\w+\.py):(\d+): error", done.stdout, re.MULTILINE)
        return {(name, int(line)) for name, line in found}
    if not done.stdout.strip().startswith("{"):
        pytest.skip(f"{checker} does not run here")
    diagnostics = json.loads(done.stdout)["generalDiagnostics"]
    return {
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in diagnostics if one["severity"] == "error"
    }
