"""What is uploaded: bytes, files, paths and streams, their length and media type, and content that is not what it was
announced to be.
"""

from __future__ import annotations

import io
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from sample_sdk import Upload, errors
from sample_sdk._core import AsyncUploadable, Request, at

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

CONTENT = bytes(range(256)) * 1_000
PIECES = [CONTENT[:100], CONTENT[100:100_000], b"", CONTENT[100_000:]]


class PutData(Request[None]):
    """A request whose body is octets, sent by a method that is tried again."""

    method = "PUT"
    uri = "/data"
    responses = {204: None}

    body: AsyncUploadable = at.whole_body(media_type="application/octet-stream")


class PostData(PutData):
    """The same by a method that is sent once."""

    method = "POST"


class Form(Request[None]):
    """A form with a file."""

    method = "POST"
    uri = "/form"
    responses = {204: None}

    name: str = at.form()
    file: AsyncUploadable = at.form()


class Reader:
    """Reads like a file, and can do nothing else."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int, /) -> bytes:
        return self._file.read(size)


async def later(pieces: list[Any]) -> AsyncIterator[Any]:
    for piece in pieces:
        yield piece


def generated(pieces: list[Any], failure: Exception | None = None) -> Iterator[Any]:
    yield from pieces
    if failure is not None:
        raise failure


SOURCES: dict[str, tuple[Callable[[Path], Any], bool]] = {
    "bytes": (lambda path: CONTENT, True),
    "bytearray": (lambda path: bytearray(CONTENT), True),
    "memoryview": (lambda path: memoryview(CONTENT), True),
    "list of bytes": (lambda path: PIECES, True),
    "open file": (lambda path: path.open("rb"), True),
    "path": (lambda path: path, True),
    "file in memory": (lambda path: io.BytesIO(CONTENT), True),
    "file of a stated size": (lambda path: Upload(path.open("rb"), size=len(CONTENT)), True),
    "path of a stated size": (lambda path: Upload(path, size=len(CONTENT)), True),
    "bytes of a stated size": (lambda path: Upload(CONTENT, size=len(CONTENT)), True),
    "reader": (lambda path: Reader(CONTENT), False),
    "reader of a stated size": (lambda path: Upload(Reader(CONTENT), size=len(CONTENT)), True),
    "generator": (lambda path: generated(PIECES), False),
    "generator of a stated size": (lambda path: Upload(generated(PIECES), size=len(CONTENT)), True),
    "nothing": (lambda path: generated([]), False),
}
"""What may be sent, made of a file with the content, and whether its length is known before."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "image.raw"
    made.write_bytes(CONTENT)
    return made


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("source", SOURCES)
def test_r63_every_source_arrives_whole_and_with_its_length_where_that_is_known(
    open_door: OpenDoor, server: Loopback, path: Path, source: str
) -> None:
    make, known = SOURCES[source]
    server.answer(Answer(204))
    open_door().send(PutData(body=make(path)))
    (received,) = server.received
    assert received.body == (b"" if source == "nothing" else CONTENT)
    assert received.headers.get("content-length") == (str(len(CONTENT)) if known else None)
    assert received.headers.get("transfer-encoding") == (None if known else "chunked")
    assert received.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("size", [None, len(CONTENT)])
def test_r63_an_asynchronous_stream_is_for_the_asynchronous_client(
    open_door: OpenDoor, server: Loopback, size: int | None
) -> None:
    server.answer(Answer(204))
    door = open_door()
    for request in (PutData(body=Upload(later(PIECES), size=size)), Form(name="n", file=later(PIECES))):
        if door.kind == "asynchronous":
            door.send(request)
        else:
            with pytest.raises(errors.InvalidArgument, match="asynchronous client"):
                door.send(request)
    bodies = [one.body for one in server.received]
    assert [CONTENT in body for body in bodies] == ([True, True] if door.kind == "asynchronous" else [])
    assert [one.headers.get("content-length") for one in server.received[:1]] == [
        size and str(size) for _ in bodies[:1]
    ]


def test_r63_a_path_is_opened_for_every_attempt_and_closed(
    open_door: OpenDoor, server: Loopback, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[IO[Any]] = []
    usual = Path.open

    def watched(self: Path, *arguments: Any, **named: Any) -> IO[Any]:
        opened.append(usual(self, *arguments, **named))
        return opened[-1]

    monkeypatch.setattr(Path, "open", watched)
    server.answer(Answer(503), Answer(204))
    open_door(clock=FakeClock()).send(PutData(body=path))
    assert [one.body for one in server.received] == [CONTENT, CONTENT]
    assert [(file.name, file.closed) for file in opened] == [(str(path), True)] * 2


@pytest.mark.parametrize("name", ["nowhere", ""], ids=["missing", "folder"])
def test_r63_a_path_without_a_file_is_refused_before_anything_is_sent(
    open_door: OpenDoor, server: Loopback, tmp_path: Path, name: str
) -> None:
    with pytest.raises(errors.InvalidArgument, match=r"body: the file .* cannot be sent: "):
        open_door().send(PutData(body=tmp_path / name))
    assert server.received == []


@pytest.mark.parametrize("source", ["text", ["text"], {"a": b"b"}, 7, Upload("text"), Upload(7)], ids=repr)
def test_r63_what_gives_no_bytes_is_refused_before_anything_is_sent(
    open_door: OpenDoor, server: Loopback, source: Any
) -> None:
    door = open_door()
    for options in ({}, {"validate": "off"}):
        with pytest.raises(ValueError, match="body"):
            door.send(PutData(body=source), **options)
    assert server.connections == 0


def test_r64_the_caller_states_the_media_type(open_door: OpenDoor, server: Loopback, path: Path) -> None:
    server.answer(Answer(204))
    door = open_door()
    door.send(PutData(body=Upload(path, media_type="image/svg+xml")))
    door.send(Form(name="n", file=Upload(generated(PIECES), media_type="text/plain")))
    whole, form = server.received
    assert whole.headers["content-type"] == "image/svg+xml"
    assert b'name="file"; filename="file"\r\nContent-Type: text/plain\r\n\r\n' + CONTENT + b"\r\n" in form.body


def test_r64_a_path_in_a_form_brings_its_name_and_length(open_door: OpenDoor, server: Loopback, path: Path) -> None:
    server.answer(Answer(204))
    open_door().send(Form(name="n", file=path))
    (received,) = server.received
    assert (
        b'name="file"; filename="image.raw"\r\nContent-Type: application/octet-stream\r\n\r\n' + CONTENT
        in received.body
    )
    assert received.headers["content-length"] == str(len(received.body))


@pytest.mark.parametrize("media_type", ["text/plain\r\nx-evil: 1", "text/plain\n", "té/xt"])
def test_r64_a_media_type_that_could_begin_another_header_is_refused(
    open_door: OpenDoor, server: Loopback, media_type: str
) -> None:
    door = open_door()
    for request in (
        PutData(body=Upload(b"x", media_type=media_type)),
        Form(name="n", file=Upload(b"x", media_type=media_type)),
    ):
        with pytest.raises(errors.InvalidArgument, match="content-type"):
            door.send(request)
    assert server.connections == 0


def test_r64_a_media_type_is_a_text(open_door: OpenDoor, server: Loopback) -> None:
    wrong: Any = 7
    for request in (PutData(body=Upload(b"x", media_type=wrong)), Form(name="n", file=Upload(b"x", media_type=wrong))):
        with pytest.raises(errors.InvalidArgument, match="a media type is a text, not an object of type int"):
            open_door().send(request)
    assert server.connections == 0


@pytest.mark.parametrize("size", [len(CONTENT) - 1, len(CONTENT) + 1, -1, True, "7"])
def test_r64_a_size_that_is_known_to_be_wrong_is_refused(
    open_door: OpenDoor, server: Loopback, path: Path, size: Any
) -> None:
    door = open_door()
    for source in (CONTENT, path, io.BytesIO(CONTENT)):
        with pytest.raises(errors.InvalidArgument, match=r"bytes are stated|a size is a number"):
            door.send(PutData(body=Upload(source, size=size)))
    assert server.connections == 0


class Fickle(io.BytesIO):
    """A file whose content changes when it has been read in part."""

    def __init__(self, change: int) -> None:
        super().__init__(CONTENT)
        self._change = change

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if self.tell() > len(CONTENT) // 2 and self._change:
            change, self._change = self._change, 0
            place = self.tell()
            if change < 0:
                self.truncate(len(CONTENT) + change)
            else:
                self.seek(0, os.SEEK_END)
                self.write(b"x" * change)
            self.seek(place)
        return piece


BROKEN: dict[str, tuple[Callable[[], Any], bool, str]] = {
    "a file that grows": (lambda: Fickle(1), True, "it is larger than the 256000 bytes"),
    "a file that grows by much": (lambda: Fickle(300_000), True, "it is larger than the 256000 bytes"),
    "a file that shrinks": (lambda: Fickle(-1), True, "it ends after 255999 of the 256000 bytes"),
    "more than stated": (lambda: Upload(generated(PIECES), size=200_000), True, "it is larger than"),
    "less than stated": (lambda: Upload(generated(PIECES), size=256_001), True, "it ends after 256000 of"),
    "a source that fails": (
        lambda: generated([b"one", b"two"], OSError("the disk is gone")),
        True,
        "failed with OSError: the disk is gone",
    ),
    "a source that fails in a stated size": (
        lambda: Upload(generated([b"one", b"two", b"three"], ValueError("x")), size=11),
        True,
        "failed with ValueError: x",
    ),
    "text among bytes": (lambda: generated([b"one", b"two", "three"]), True, "it gives a str where bytes are needed"),
    "a source that fails at once": (lambda: generated([], RuntimeError("none")), False, "failed with RuntimeError"),
    "text from the beginning": (lambda: generated(["one"]), False, "it gives a str where bytes are needed"),
    "nothing where a byte is stated": (lambda: Upload(generated([]), size=1), False, "it ends after 0 of the 1 bytes"),
    "two pieces where one is stated": (lambda: Upload(generated([b"ab", b"c"]), size=2), False, "it is larger than"),
}
"""Content that is not what it seems, whether anything of it is sent before that shows, and what is said of it."""


@pytest.mark.parametrize("request_of", [PutData, PostData])
@pytest.mark.parametrize("source", BROKEN)
def test_r65_what_is_cut_off_or_grown_never_arrives_as_if_it_were_whole(
    open_door: OpenDoor, server: Loopback, request_of: type[PutData], source: str
) -> None:
    make, sent, problem = BROKEN[source]
    door = open_door(clock=FakeClock())
    with pytest.raises(errors.UploadFailed) as caught:
        door.send(request_of(body=make()))
    assert problem in str(caught.value)
    assert caught.value.sent is sent
    assert ("the service may have its beginning" if sent else "given up before anything was sent") in str(caught.value)
    assert caught.value.attempts == 1
    server.answer(Answer(204))
    door.send(request_of(body=b"x"))
    assert [one.body for one in server.received] == [b"x"], "what failed did not arrive, and the next one did"
    connections = int(sent) + 1
    assert server.connections == connections, "what failed is not tried again"
    assert server.received[0].connection == connections, "the half-used connection is not used again"


def test_r65_what_the_service_had_of_an_earlier_attempt_counts(
    open_door: OpenDoor, server: Loopback, path: Path
) -> None:
    def behaviour(received: Received, connection: socket.socket) -> Answer:
        path.unlink()
        return Answer(503)

    server.behave(behaviour)
    with pytest.raises(errors.UploadFailed, match="before anything was sent") as caught:
        open_door(clock=FakeClock()).send(PutData(body=path))
    assert (caught.value.sent, caught.value.attempts) == (True, 2)
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_r65_forms_are_counted_too(open_door: OpenDoor, server: Loopback) -> None:
    for change in (1, -1):
        with pytest.raises(errors.UploadFailed):
            open_door().send(Form(name="n", file=Fickle(change)))
    assert server.received == []


def test_r65_the_cause_is_the_failure_of_the_source_and_the_trace_shows_no_request(
    open_door: OpenDoor, server: Loopback
) -> None:
    door = open_door()
    failure = ValueError("why it failed")
    with pytest.raises(errors.UploadFailed) as caught:
        door.send(PutData(body=generated([b"one", b"two"], failure)))
    assert caught.value.__cause__ is failure
    trace, modules = caught.value.__traceback__, []
    while trace is not None:
        modules.append(trace.tb_frame.f_globals["__name__"].partition(".")[0])
        trace = trace.tb_next
    assert not {"httpx", "httpx2", "httpcore", "httpcore2"} & set(modules)


def test_r65_an_interrupt_of_the_source_is_not_swallowed(open_door: OpenDoor, server: Loopback) -> None:
    class Interrupt(BaseException):
        pass

    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise Interrupt

    with pytest.raises(Interrupt):
        open_door().send(PutData(body=pieces()))
    assert server.received == []


@pytest.mark.parametrize("status", [411, 501])
def test_r66_a_service_that_wants_the_length_is_answered_with_what_to_do(
    open_door: OpenDoor, server: Loopback, status: int
) -> None:
    def behaviour(received: Received, connection: socket.socket) -> Answer:
        known = "content-length" in received.headers
        return Answer(204) if known else Answer(status, {"code": "MissingContentLength", "message": "No length."})

    server.behave(behaviour)
    door = open_door(max_attempts=1)
    with pytest.raises(errors.ApiError) as caught:
        door.send(PutData(body=generated(PIECES)))
    assert caught.value.code == "MissingContentLength"
    assert "No length.; the content was sent in chunks" in str(caught.value)
    assert "Upload(…, size=…)" in str(caught.value)
    door.send(PutData(body=Upload(generated(PIECES), size=len(CONTENT))))
    assert server.received[-1].body == CONTENT


def test_r66_other_refusals_say_what_the_service_says(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(411, {"message": "No length."}))
    door = open_door()
    with pytest.raises(errors.ApiError) as caught:
        door.send(PutData(body=b"x"))
    assert caught.value.message == "No length."
