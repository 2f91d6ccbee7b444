"""Time limits, size limits, and bodies that cannot be read."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import socket
import threading
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.auth import Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")
PUT = op.ConfigureAsynchronousExecutionNotification(function_urn="urn")
EXPORT = op.ExportFunction(function_urn="urn")
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def test_r10_a_service_that_never_answers(open_door: OpenDoor, server: Loopback) -> None:
    def silent(received: Received, connection: socket.socket) -> None:
        server.stopping.wait(20)

    server.behave(silent)
    with pytest.raises(errors.RequestTimeout) as caught:
        open_door(max_attempts=1).send(GET, timeout=0.3)
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.sent


def test_r10_a_body_that_drips(open_door: OpenDoor, server: Loopback) -> None:
    def dripping(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"content-length: 1000\r\n\r\n")
        while not server.stopping.wait(0.05):
            connection.sendall(b" ")

    server.behave(dripping)
    with pytest.raises(errors.RequestTimeout):
        open_door(max_attempts=1).send(GET, timeout=0.5)


def test_r10_headers_that_drip(open_door: OpenDoor, server: Loopback) -> None:
    def dripping(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"x-filler: ")
        while not server.stopping.wait(0.05):
            connection.sendall(b"x")

    server.behave(dripping)
    with pytest.raises(errors.RequestTimeout):
        open_door(max_attempts=1).send(GET, timeout=0.5)


def test_r10_a_body_that_stops_in_the_middle(open_door: OpenDoor, server: Loopback) -> None:
    def stopping(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"content-length: 1000\r\n\r\n[")

    server.behave(stopping)
    with pytest.raises(errors.ConnectionFailed):
        open_door(max_attempts=1).send(GET)


ONE_CONNECTION: Any = {"auth": Token("t"), "project_id": "p", "insecure": True, "max_connections": 1}


def test_r10_no_free_connection_in_time(server: Loopback) -> None:
    """A call that waits for its turn has a time limit too, and nothing of it was sent."""
    waiting = threading.Event()

    def slow(received: Received, connection: socket.socket) -> Answer:
        waiting.set()
        server.stopping.wait(1)
        return Answer(200, [])

    server.behave(slow)

    async def asynchronous() -> None:
        async with AsyncFunctionGraph(**ONE_CONNECTION, endpoint=server.url) as client:
            first = asyncio.create_task(client.send(GET))
            await asyncio.to_thread(waiting.wait, 10)
            with pytest.raises(errors.RequestTimeout):
                await client.send(GET, timeout=0.2)
            assert await first == []

    with FunctionGraph(**ONE_CONNECTION, endpoint=server.url) as client, ThreadPoolExecutor(1) as thread:
        first = thread.submit(client.send, GET)
        waiting.wait(10)
        with pytest.raises(errors.RequestTimeout) as caught:
            client.send(GET, timeout=0.2)
        assert not caught.value.sent
        assert first.result() == []
    assert len(server.received) == 1
    waiting.clear()
    asyncio.run(asynchronous())
    assert len(server.received) == 2


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), "5", True])
def test_r11_a_timeout_that_is_none_is_refused_before_anything_is_sent(
    open_door: OpenDoor, server: Loopback, timeout: Any
) -> None:
    with pytest.raises(ValueError, match="timeout"):
        open_door().send(GET, timeout=timeout)
    with pytest.raises(ValueError, match="timeout"):
        open_door(timeout=timeout)
    assert server.received == []


def test_r11_none_waits_as_long_as_it_takes(open_door: OpenDoor, server: Loopback) -> None:
    def late(received: Received, connection: socket.socket) -> Answer:
        time.sleep(0.3)
        return Answer(200, [])

    server.behave(late)
    door = open_door(timeout=0.1, max_attempts=1)
    assert door.send(GET, timeout=None) == []
    with pytest.raises(errors.RequestTimeout):
        door.send(GET)


def test_r28_a_body_that_announces_too_much(open_door: OpenDoor, server: Loopback) -> None:
    def huge(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"content-length: 10000000000\r\n\r\n[")

    server.behave(huge)
    with pytest.raises(errors.ResponseTooLarge):
        open_door().send(GET)


def test_r28_a_body_that_never_ends(open_door: OpenDoor, server: Loopback) -> None:
    def endless(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"transfer-encoding: chunked\r\n\r\n")
        while not server.stopping.is_set():
            connection.sendall(b"2000\r\n" + b" " * 0x2000 + b"\r\n")

    server.behave(endless)
    with pytest.raises(errors.ResponseTooLarge):
        open_door(response_limit=1_000_000).send(GET)


def test_r28_the_limit_itself_is_fine(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, b"[" + b" " * 998 + b"]"))
    assert open_door(response_limit=1_000).send(GET) == []
    with pytest.raises(errors.ResponseTooLarge):
        open_door(response_limit=999).send(GET)


PACKED = {"gzip": gzip.compress, "deflate": zlib.compress, "x-gzip": gzip.compress}


@pytest.mark.parametrize("coding", sorted(PACKED))
@pytest.mark.parametrize("status", [200, 400, 302])
def test_r29_a_small_body_that_unpacks_to_a_huge_one(
    open_door: OpenDoor, server: Loopback, coding: str, status: int
) -> None:
    bomb = PACKED[coding](b" " * 100_000_000)
    server.answer(Answer(status, bomb, {"content-encoding": coding}))
    door = open_door(response_limit=1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(errors.ResponseTooLarge):
            door.send(GET)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("coding", [", ".join(["gzip"] * 20), "br", "zstd", "gzip, br", "x" * 10_000])
def test_r29_codings_that_were_not_asked_for(open_door: OpenDoor, server: Loopback, coding: str) -> None:
    server.answer(Answer(200, b"[]", {"content-encoding": coding}))
    with pytest.raises(errors.ResponseError, match="coded"):
        open_door().send(GET)
    assert server.received[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"[]")),
        ("gzip", gzip.compress(b"[") + gzip.compress(b"]")),
        ("deflate", zlib.compress(b"[]")),
        ("deflate", zlib.compress(b"[]")[2:-4]),
        ("identity", b"[]"),
        ("gzip", b""),
    ],
    ids=["gzip", "gzip in two parts", "deflate", "deflate without its header", "identity", "empty"],
)
def test_packed_bodies_are_read(open_door: OpenDoor, server: Loopback, coding: str, body: bytes) -> None:
    server.answer(Answer(200, body, {"content-encoding": coding}))
    assert open_door().send(GET) == []


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(b"[]" + b"x" * 100)[:-9]], ids=["none", "cut off"])
def test_damaged_packed_bodies_are_typed_errors(open_door: OpenDoor, server: Loopback, body: bytes) -> None:
    server.answer(Answer(200, body, {"content-encoding": "gzip"}))
    with pytest.raises(errors.ResponseError, match="packed body"):
        open_door().send(GET)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
        b"<html><body>Bad gateway</body></html>",
        b"\xff\xfe\xfd",
        b'{"functions": [}',
        b'"text"',
        b"[]",
        b"null",
        b"7",
    ],
)
def test_r30_bodies_that_are_no_json_object(open_door: OpenDoor, server: Loopback, body: bytes) -> None:
    server.answer(Answer(200, body))
    with pytest.raises(errors.ResponseError) as caught:
        open_door().send(PUT)
    assert caught.value.status == 200
    assert caught.value.body == body
    assert len(str(caught.value)) < 2_000
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"func_urn": "a", "func_urn": "b"}', {"func_urn": "b"}),
        (b'\xef\xbb\xbf{"func_urn": "b"}', {"func_urn": "b"}),
        ('{"func_urn": "ü"}'.encode("utf-16"), {"func_urn": "ü"}),
        (b"", {}),
        (b"  ", {}),
        (b'{"n": NaN}', None),
    ],
)
def test_r30_odd_json_is_read(open_door: OpenDoor, server: Loopback, body: bytes, expected: Any) -> None:
    server.answer(Answer(200, body))
    config = open_door().send(PUT)
    assert isinstance(config, m.AsyncInvokeConfig)
    assert expected is None or config.to_dict() == expected


def test_r30_empty_answers(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    door = open_door()
    assert door.send(PUT) == m.AsyncInvokeConfig()
    assert door.send(GET) == []
    assert door.send(EXPORT) == b""
    assert door.send(op.DeleteFunctionOrFunctionVersion(function_urn="x")) is None


def test_a_body_where_none_is_documented_is_ignored(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"job": 1}))
    reply = open_door().exchange(op.DeleteFunctionOrFunctionVersion(function_urn="x"))
    assert reply.value is None
    assert json.loads(reply.body) == {"job": 1}, "those who ask for it get what no page documents"
    assert "job" not in repr(reply)


@pytest.mark.parametrize("status", [500, 404])
def test_r30_error_pages_are_errors_of_the_status(open_door: OpenDoor, server: Loopback, status: int) -> None:
    server.answer(Answer(status, b"<html>" + b"x" * 100_000, {"content-type": "text/html"}))
    with pytest.raises(errors.ApiError) as caught:
        open_door(clock=FakeClock()).send(GET)
    assert (caught.value.status, caught.value.message) == (status, "")


def test_r35_a_download_is_there_only_when_it_is_whole(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    target = tmp_path / "function.zip"
    target.write_bytes(b"before")

    def interrupted(received: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n" + b"x" * 500)

    server.behave(interrupted)
    with pytest.raises(errors.ConnectionFailed):
        open_door().download(EXPORT, target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["function.zip"]


def test_r35_names_of_the_service_are_not_used(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    server.answer(Answer(200, content, {"content-disposition": "attachment; filename=../../x"}))
    door = open_door(response_limit=1_000)
    door.download(EXPORT, tmp_path / "function.zip")
    assert (tmp_path / "function.zip").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["function.zip"]


def test_r35_a_refused_download_is_an_error(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    server.answer(Answer(404, {"error_code": "FSS.1051"}))
    with pytest.raises(errors.NotFound) as caught:
        open_door().download(EXPORT, str(tmp_path / "function.zip"))
    assert caught.value.code == "FSS.1051"
    assert json.loads(caught.value.body) == {"error_code": "FSS.1051"}
    assert list(tmp_path.iterdir()) == []
