"""Answers that are read piece by piece, and how long they may take."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import Request, at

from core.clocks import FakeClock
from core.doors import Door, OpenDoor
from core.loopback import Loopback, Received

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n"


class Export(Request[bytes]):
    method = "GET"
    uri = "/v2/{project_id}/functions/{name}/export"
    responses = {200: bytes}

    name: str = at.path()


EXPORT = Export(name="f")


def read(door: Door, **options: Any) -> bytes:
    """Read a stream to its end."""
    if door.runner is None:
        with door.client.stream(EXPORT, **options) as pieces:
            return b"".join(pieces)

    async def collect() -> bytes:
        async with door.client.stream(EXPORT, **options) as pieces:
            return b"".join([piece async for piece in pieces])

    return door.runner.run(collect())


def dripping(server: Loopback, head: bytes, drop: bytes, most: int = 10_000) -> Callable[..., None]:
    """Send the head at once, and then drop after drop, always sooner than any silence is too long."""

    def behaviour(received: Received, connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(most):
            if server.stopping.wait(0.05):
                break
            connection.sendall(drop)

    return behaviour


BODIES = {
    "a body of known length": (HEAD + b"content-length: 100000\r\n\r\n", b"x"),
    "a body without length": (HEAD + b"connection: close\r\n\r\n", b"x"),
    "chunks": (HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "an endless length of a chunk": (HEAD + b"transfer-encoding: chunked\r\n\r\n1;", b"x"),
    "headers": (HEAD + b"x-filler: ", b"x"),
}


@pytest.mark.parametrize("what", BODIES)
def test_r69_a_stream_that_drips_ends_at_its_deadline(open_door: OpenDoor, server: Loopback, what: str) -> None:
    server.behave(dripping(server, *BODIES[what]))
    begun = time.monotonic()
    with pytest.raises(errors.RequestTimeout):
        read(open_door(max_attempts=1), timeout=0.5)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("what", BODIES)
def test_r69_a_download_that_drips_ends_at_its_deadline(
    open_door: OpenDoor, server: Loopback, tmp_path: Path, what: str
) -> None:
    server.behave(dripping(server, *BODIES[what]))
    with pytest.raises(errors.RequestTimeout):
        open_door(max_attempts=1).download(EXPORT, tmp_path / "function.zip", timeout=0.5)
    assert list(tmp_path.iterdir()) == []


def test_r69_the_timeout_of_the_client_holds_for_streams_too(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(dripping(server, *BODIES["a body of known length"]))
    with pytest.raises(errors.RequestTimeout):
        read(open_door(max_attempts=1, timeout=0.5))


@pytest.mark.parametrize("options", [{}, {"timeout": None}])
def test_r69_a_stream_without_timeout_may_take_any_time_while_data_come(
    open_door: OpenDoor, server: Loopback, options: Any
) -> None:
    clock = FakeClock()

    def hourly(received: Received, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"content-length: 5\r\n\r\n")
        for _ in range(5):
            clock.time += 3_600
            connection.sendall(b"x")

    server.behave(hourly)
    assert read(open_door(clock=clock), **options) == b"xxxxx"


def test_r69_a_stream_that_ended_at_its_deadline_leaves_no_half_read_connection(
    open_door: OpenDoor, server: Loopback
) -> None:
    server.behave(dripping(server, *BODIES["a body of known length"]))
    door = open_door(max_attempts=1)
    with pytest.raises(errors.RequestTimeout):
        read(door, timeout=0.5)
    server.behave(dripping(server, HEAD + b"content-length: 2\r\n\r\n", b"ok", most=1))
    assert read(door, timeout=10) == b"ok"
