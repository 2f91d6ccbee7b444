"""Images at a real Glance: uploaded from every kind of source, patched, downloaded, deleted; and what goes wrong on
the way.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.images import Images, image_package
from servers.glance import TOKEN, running_glance

pytestmark = pytest.mark.servers

CONTENT = bytes(range(256)) * 8_192
PIECE = len(CONTENT) // 4


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    with image_package(tmp_path_factory.mktemp("client")) as built:
        yield built


@pytest.fixture(scope="module")
def glance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_glance(tmp_path_factory.mktemp("glance")) as url:
        yield url


@pytest.fixture(params=["blocking", "asynchronous"])
def images(request: pytest.FixtureRequest, package: ModuleType, glance: str) -> Iterator[Images]:
    opened = Images(package, request.param, glance, TOKEN)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "image.raw"
    made.write_bytes(CONTENT)
    return made


def pieces() -> Iterator[bytes]:
    for begin in range(0, len(CONTENT), PIECE):
        yield CONTENT[begin : begin + PIECE]


async def later() -> AsyncIterator[bytes]:
    for piece in pieces():
        await asyncio.sleep(0)
        yield piece


def queued(images: Images) -> str:
    """Return the ID of a new image without data."""
    made = images.call("create_image", name="small", disk_format="raw", container_format="bare")
    assert made.status == "queued"
    return str(made.id)


SOURCES: dict[str, Callable[[Images, Path], Any]] = {
    "bytes": lambda images, path: CONTENT,
    "open file": lambda images, path: path.open("rb"),
    "path": lambda images, path: path,
    "generator": lambda images, path: pieces() if images.kind == "blocking" else later(),
    "generator of a stated size": lambda images, path: images.upload(pieces(), size=len(CONTENT)),
}


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("source", SOURCES)
def test_an_image_is_uploaded_patched_downloaded_and_deleted(images: Images, path: Path, source: str) -> None:
    image_id = queued(images)
    images.call("upload_image_data", image_id=image_id, body=SOURCES[source](images, path))
    image = images.call("get_image", image_id=image_id)
    assert (image.status, image.size) == ("active", len(CONTENT))
    assert image.os_hash_value == hashlib.new(image.os_hash_algo, CONTENT).hexdigest()
    operation = images.models.UpdateImageRequest
    patch = [operation(op="replace", path="/name", value="smaller"), operation(op="add", path="/flavour", value="x")]
    assert images.call("update_image", image_id=image_id, body=patch).extra["flavour"] == "x"
    patched = images.call("update_image", image_id=image_id, body=[operation(op="remove", path="/flavour")])
    assert (patched.name, "flavour" in patched.extra) == ("smaller", False)
    assert images.call("download_image_data", image_id=image_id) == CONTENT
    target = path.with_name("downloaded")
    images.call("download", images.operations.DownloadImageData(image_id=image_id), target)
    assert target.read_bytes() == CONTENT
    images.call("delete_image", image_id=image_id)
    with pytest.raises(images.errors.NotFound):
        images.call("get_image", image_id=image_id)


def test_what_is_uploaded_otherwise_has_another_digest(images: Images) -> None:
    """The comparison of the test above can fail: one byte more is seen."""
    image_id = queued(images)
    images.call("upload_image_data", image_id=image_id, body=CONTENT + b"\0")
    image = images.call("get_image", image_id=image_id)
    assert image.os_hash_value != hashlib.new(image.os_hash_algo, CONTENT).hexdigest()


def test_an_upload_that_is_cut_off_leaves_the_image_without_data(images: Images) -> None:
    image_id = queued(images)
    for source in (images.upload(pieces(), size=len(CONTENT) + 1), images.upload(pieces(), size=len(CONTENT) - 1)):
        with pytest.raises(images.errors.UploadFailed) as caught:
            images.call("upload_image_data", image_id=image_id, body=source)
        assert caught.value.sent
    assert images.call("get_image", image_id=image_id).status == "queued"
    images.call("upload_image_data", image_id=image_id, body=CONTENT)
    assert images.call("get_image", image_id=image_id).status == "active"


def test_data_of_another_kind_are_refused(images: Images) -> None:
    image_id = queued(images)
    with pytest.raises(images.errors.Unprocessable) as caught:
        images.call("upload_image_data", image_id=image_id, body=images.upload(CONTENT, media_type="text/plain"))
    assert caught.value.status == 415
