"""What is tried again, how often, after how long, and what never is."""

from __future__ import annotations

import io
import socket
import threading
from email.utils import formatdate
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import Request, at
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")
PUT = op.ConfigureAsynchronousExecutionNotification(function_urn="urn", max_async_retry_attempts=1)
DELETE = op.DeleteFunctionOrFunctionVersion(function_urn="urn")
POST = op.ExecuteFunctionSynchronously(function_urn="urn", body={"k": "v"})


class Upload(Request[None]):
    """A request whose body is a stream."""

    method = "PUT"
    uri = "/upload"
    responses = {204: None}

    body: bytes = at.whole_body()


class Exists(Request[None]):
    """A request that no page of the sample documents."""

    method = "HEAD"
    uri = "/object"
    responses = {200: None}


def reset(received: Received, connection: socket.socket) -> None:
    """Break the connection instead of answering."""


@pytest.mark.parametrize("request_", [GET, PUT, DELETE, Exists()], ids=["GET", "PUT", "DELETE", "HEAD"])
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_r01_idempotent_methods_are_tried_again(
    open_door: OpenDoor, server: Loopback, request_: Any, status: int
) -> None:
    clock = FakeClock()
    good = Answer(200, b"" if isinstance(request_, Exists) else [] if request_ is GET else {})
    server.answer(Answer(status), Answer(status), good)
    assert open_door(clock=clock).exchange(request_).attempts == 3
    assert len(server.received) == 3
    assert len({(one.method, one.target, one.body) for one in server.received}) == 1


def test_r02_three_attempts_and_no_more(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(Answer(503, {"error_code": "FSS.0503", "error_msg": "busy"}))
    with pytest.raises(errors.ServerError, match="after 3 attempts") as caught:
        open_door(clock=clock).send(GET)
    assert (caught.value.attempts, caught.value.code, len(server.received)) == (3, "FSS.0503", 3)
    assert [0 <= wait <= limit for wait, limit in zip(clock.waits, (0.5, 1.0), strict=True)] == [True, True]


def test_r02_waits_are_jittered(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(Answer(500))
    door = open_door(clock=clock)
    for _ in range(10):
        with pytest.raises(errors.ServerError):
            door.send(GET)
    assert len(set(clock.waits)) == 20


def test_r03_a_broken_connection_is_tried_again(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.behave(reset)
    with pytest.raises(errors.ConnectionFailed) as caught:
        open_door(clock=clock).send(GET)
    assert caught.value.sent
    assert caught.value.attempts == 3
    assert len(server.received) == 3


def test_r04_waiting_never_goes_beyond_the_deadline(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(Answer(503, headers={"retry-after": "50"}))
    with pytest.raises(errors.ServerError):
        open_door(clock=clock).send(GET, timeout=70)
    assert clock.waits == [50.0], "a second wait would end after the deadline"
    assert len(server.received) == 2


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_r05_post_is_not_tried_again(open_door: OpenDoor, server: Loopback, status: int) -> None:
    server.answer(Answer(status))
    with pytest.raises(errors.ApiError):
        open_door(clock=FakeClock()).send(POST)
    assert len(server.received) == 1


def test_r05_post_is_not_tried_again_on_a_broken_connection(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(reset)
    with pytest.raises(errors.ConnectionFailed):
        open_door(clock=FakeClock()).send(POST)
    assert len(server.received) == 1


def test_r05_post_is_tried_again_when_the_service_says_when(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(Answer(503, headers={"retry-after": "2"}), Answer(429, headers={"retry-after": "1"}), Answer(200, {}))
    assert open_door(clock=clock).exchange(POST).attempts == 3
    assert clock.waits == [2.0, 1.0]


def test_r05_post_is_tried_again_when_nothing_was_sent(open_door: OpenDoor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    clock = FakeClock()
    with pytest.raises(errors.ConnectionFailed) as caught:
        open_door(clock=clock, endpoint=f"http://127.0.0.1:{port}").send(POST)
    assert (caught.value.sent, caught.value.attempts, len(clock.waits)) == (False, 3, 2)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3", 3.0),
        ("0", 0.0),
        ("1000000000", 60.0),
        ("9" * 5000, 60.0),
        (formatdate(1_795_395_723 + 7, usegmt=True), 7.0),
        (formatdate(1_795_395_723 - 700, usegmt=True), 0.0),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_r06_retry_after(open_door: OpenDoor, server: Loopback, value: str, expected: float | None) -> None:
    clock = FakeClock()
    server.answer(Answer(503, headers={"retry-after": value}), Answer(200, []))
    open_door(clock=clock).send(GET)
    if expected is None:
        assert 0 <= clock.waits[0] <= 0.5
    else:
        assert clock.waits == [expected]


def test_r06_retry_after_counts_from_the_services_own_time(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    headers = {"retry-after": formatdate(1_000_009, usegmt=True), "date": formatdate(1_000_000, usegmt=True)}
    server.answer(Answer(503, headers=headers), Answer(200, []))
    open_door(clock=clock).send(GET)
    assert clock.waits == [9.0]


def test_r07_a_stream_is_sent_only_once(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door(clock=FakeClock())
    blocking = iter([b"one", b"two"])

    async def asynchronous() -> Any:
        for piece in blocking:
            yield piece

    server.answer(Answer(503))
    with pytest.raises(errors.ServerError):
        door.send(Upload(body=blocking if door.kind == "blocking" else asynchronous()))
    assert [one.body for one in server.received] == [b"onetwo"]


def test_r07_a_file_is_rewound_to_where_it_stood(open_door: OpenDoor, server: Loopback) -> None:
    file = io.BytesIO(b"skipped" + b"content" * 50_000)
    file.seek(7)
    server.answer(Answer(503), Answer(204))
    open_door(clock=FakeClock()).send(Upload(body=file))
    assert [one.body for one in server.received] == [b"content" * 50_000] * 2
    assert [one.headers["content-length"] for one in server.received] == ["350000"] * 2


def test_r08_retries_stay_a_small_part_of_the_calls(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(500))
    door = open_door(clock=FakeClock())
    for _ in range(1_000):
        with pytest.raises(errors.ServerError):
            door.send(GET)
    assert 1_000 < len(server.received) <= 1_500


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Conflict),
        (422, errors.Unprocessable),
        (418, errors.BadRequest),
        (501, errors.ServerError),
    ],
)
def test_r09_refusals_are_typed_and_not_tried_again(
    open_door: OpenDoor, server: Loopback, status: int, kind: type[errors.ApiError]
) -> None:
    body = {"error_code": "FSS.1", "error_msg": "because"}
    server.answer(Answer(status, body, {"x-request-id": "r-1"}))
    with pytest.raises(kind) as caught:
        open_door(clock=FakeClock()).send(GET)
    error = caught.value
    assert (error.status, error.code, error.message, error.request_id) == (status, "FSS.1", "because", "r-1")
    assert type(error) is kind
    assert len(server.received) == 1


def test_r14_a_connection_that_the_server_closed_is_replaced(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, [], {"connection": "close"}))
    door = open_door()
    for _ in range(3):
        assert door.send(GET) == []
    assert [one.connection for one in server.received] == [1, 2, 3]


def test_r14_a_connection_that_breaks_silently_is_replaced(open_door: OpenDoor, server: Loopback) -> None:
    closed = threading.Event()

    def answer_once(received: Received, connection: socket.socket) -> Answer | None:
        if closed.is_set():
            return Answer(200, {})
        connection.sendall(Answer(200, {}).encoded())
        connection.shutdown(socket.SHUT_RDWR)
        closed.set()
        return None

    server.behave(answer_once)
    door = open_door(clock=FakeClock())
    door.send(POST)
    closed.wait(5)
    door.send(POST)
    assert len(server.received) == 2
