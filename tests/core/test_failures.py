"""What errors tell: which limit was reached, who failed, what it was about, and whether the service may have the
request.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import pickle
import socket
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_sdk import errors
from sample_sdk._core import Request
from sample_sdk._core.visible import visible
from sample_sdk.auth import Password, Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor, door_to
from core.loopback import Answer, Loopback, Received

CANARY = "canary-3f9a1c"
GET = op.ListAllTriggersOfFunction(function_urn="urn")
NAME = "ListAllTriggersOfFunction"


def silent(server: Loopback) -> Any:
    def behave(received: Received, connection: socket.socket) -> None:
        server.stopping.wait(20)

    return behave


# --- time limits ---------------------------------------------------------------------------------------------------


def test_r84_a_timeout_says_that_the_whole_call_took_too_long(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(silent(server))
    with pytest.raises(errors.RequestTimeout) as caught:
        open_door(max_attempts=1).send(GET, timeout=0.3)
    error = caught.value
    assert str(error) == (
        f"{NAME}: {server.url}: no answer in time: the 0.3 seconds for the whole call are over, after 1 attempt"
    )
    assert (error.limit, error.seconds, error.attempts, error.sent) == ("call", 0.3, 1, True)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.limit, again.seconds, again.attempts) == (str(error), "call", 0.3, 1)


@pytest.mark.parametrize(
    ("failure", "told", "limit", "seconds", "sent"),
    [
        (httpx2.ConnectTimeout, "no connection in 10 seconds, the limit for connecting", "connect", 10, False),
        (
            httpx2.ReadTimeout,
            "no answer in time: the service said nothing in 60 seconds, the limit of silence",
            "silence",
            60,
            True,
        ),
        (
            httpx2.WriteTimeout,
            "no answer in time: the service took nothing of the request in 60 seconds, the limit of silence",
            "silence",
            60,
            True,
        ),
        (httpx2.PoolTimeout, "none of the 7 connections was free in 120 seconds", "pool", 120, False),
    ],
)
def test_r84_a_timeout_says_which_limit_was_reached_and_how_often_it_was_tried(
    open_door: OpenDoor, failure: type[Exception], told: str, limit: str, seconds: float, sent: bool
) -> None:
    def failing(request: httpx2.Request) -> httpx2.Response:
        raise failure("in the library's words")

    door = open_door(
        transport=httpx2.MockTransport(failing), endpoint="https://host", clock=FakeClock(), max_connections=7
    )
    with pytest.raises(errors.RequestTimeout) as caught:
        door.send(GET)
    error = caught.value
    assert str(error) == f"{NAME}: https://host: {told}, after 3 attempts"
    assert (error.limit, error.seconds, error.attempts, error.sent) == (limit, seconds, 3, sent)


def test_r84_a_timeout_says_that_another_calls_login_took_too_long(server: Loopback) -> None:
    waiting = threading.Event()

    def slow(received: Received, connection: socket.socket) -> Answer:
        if received.path == "/v3/auth/tokens":
            waiting.set()
            server.stopping.wait(1)
            return Answer(201, {}, {"x-subject-token": "t"})
        return Answer(200, [])

    server.behave(slow)

    def options() -> Any:
        credentials = Password("someone", "p", domain_name="OTC-1", auth_url=server.url)
        return {"auth": credentials, "endpoint": server.url, "insecure": True, "project_id": "p"}

    with FunctionGraph(**options()) as client, ThreadPoolExecutor(1) as thread:
        first = thread.submit(client.send, GET)
        waiting.wait(10)
        with pytest.raises(errors.RequestTimeout) as blocking:
            client.send(GET, timeout=0.2)
        first.result()
    waiting.clear()

    async def run() -> errors.RequestTimeout:
        async with AsyncFunctionGraph(**options()) as client:
            first = asyncio.create_task(client.send(GET))
            await asyncio.to_thread(waiting.wait, 10)
            with pytest.raises(errors.RequestTimeout) as caught:
                await client.send(GET, timeout=0.2)
            await first
            return caught.value

    for error in (blocking.value, asyncio.run(run())):
        assert str(error).startswith(f"{NAME}: another call's login took longer than the 0.2 seconds")
        assert (error.limit, error.seconds, error.sent) == ("login", 0.2, False)


def test_r84_what_was_answered_once_may_have_arrived(open_door: OpenDoor) -> None:
    """Whether the service may have the request is said of all attempts together."""
    attempts = iter([lambda: httpx2.Response(503), None, None])

    def failing(request: httpx2.Request) -> httpx2.Response:
        answer = next(attempts)
        if answer is None:
            raise httpx2.ConnectError("refused")
        return answer()

    door = open_door(transport=httpx2.MockTransport(failing), endpoint="https://host", clock=FakeClock())
    with pytest.raises(errors.ConnectionFailed, match="after 3 attempts") as caught:
        door.send(GET)
    assert caught.value.sent


# --- proxies -------------------------------------------------------------------------------------------------------


def through(server: Loopback) -> str:
    return server.url.replace("http://", f"http://user:{CANARY}@")


def nothing_of_the_proxys_password(error: BaseException) -> bool:
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in told.stack if "sample_sdk" in frame.filename]
    return CANARY not in str(error) and not any(CANARY in str(frame.locals) for frame in frames)


@pytest.mark.parametrize("status", [407, 502])
def test_r85_a_proxy_that_refuses_is_named(open_door: OpenDoor, server: Loopback, status: int) -> None:
    server.answer(Answer(status, b"", {"connection": "close"}))
    door = open_door(endpoint="https://service.invalid", proxy=through(server), max_attempts=1)
    with pytest.raises(errors.ConnectionFailed) as caught:
        door.send(GET)
    assert f"https://service.invalid: the proxy {server.url} refused to connect, {status}" in str(caught.value)
    assert not caught.value.sent
    assert nothing_of_the_proxys_password(caught.value)
    assert server.received[0].method == "CONNECT"


def test_r85_a_proxy_that_wants_to_know_who_asks_is_named(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(407, b"<html><title>Authenticate</title>"))
    door = open_door(endpoint="http://service.invalid", proxy=through(server), max_attempts=1)
    with pytest.raises(errors.ConnectionFailed) as caught:
        door.send(GET)
    assert str(caught.value) == f"{NAME}: http://service.invalid: the proxy {server.url} refused, status 407"
    assert not caught.value.sent


@pytest.mark.parametrize("where", ["option", "environment"])
@pytest.mark.parametrize("endpoint", ["https://service.invalid", "http://service.invalid"])
def test_r85_a_proxy_that_is_not_there_is_named(
    open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch, where: str, endpoint: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    proxy = f"http://user:{CANARY}@127.0.0.1:{port}"
    if where == "environment":
        for name in ("HTTPS_PROXY", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy)
    door = open_door(endpoint=endpoint, max_attempts=1, **({"proxy": proxy} if where == "option" else {}))
    with pytest.raises(errors.ConnectionFailed) as caught:
        door.send(GET)
    assert f"no connection through the proxy http://127.0.0.1:{port}, " in str(caught.value)
    assert not caught.value.sent
    assert nothing_of_the_proxys_password(caught.value)


def test_r85_a_connection_that_breaks_behind_a_proxy_may_have_sent(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(lambda received, connection: None)
    door = open_door(endpoint="http://service.invalid", proxy=through(server), max_attempts=1)
    with pytest.raises(errors.ConnectionFailed, match=r"through the proxy http://127\.0\.0\.1") as caught:
        door.send(GET)
    assert caught.value.sent


def test_r85_a_proxy_of_the_environment_that_cannot_be_is_told_without_its_password(
    open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for proxy in (f"ftp://user:{CANARY}@proxy.example", f"socks5://user:{CANARY}@proxy.example"):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        with pytest.raises(errors.ConfigurationError, match=r"proxy: .*(HTTPS_PROXY|pip install)") as caught:
            open_door(endpoint="https://service.invalid").send(GET)
        assert nothing_of_the_proxys_password(caught.value)


def test_r85_a_proxy_that_says_nothing_is_named(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(silent(server))
    for endpoint in ("http://service.invalid", "https://service.invalid"):
        door = open_door(endpoint=endpoint, proxy=through(server), max_attempts=1)
        with pytest.raises(errors.RequestTimeout) as caught:
            door.send(GET, timeout=0.3)
        told = (
            f"{endpoint} through the proxy {server.url}: no answer in time: the 0.3 seconds for the whole call are over"
        )
        assert told in str(caught.value)
        assert nothing_of_the_proxys_password(caught.value)


def test_r84_a_handshake_that_takes_too_long_has_sent_nothing(open_door: OpenDoor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door = open_door(endpoint=f"https://127.0.0.1:{listener.getsockname()[1]}", max_attempts=1)
        with pytest.raises(errors.RequestTimeout) as caught:
            door.send(GET, timeout=0.5)
    assert (caught.value.limit, caught.value.seconds, caught.value.sent) == ("call", 0.5, False)


# --- bodies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>", "502 Bad Gateway"),
        ("<html><TITLE lang='en'>\n Sorry &amp; \n good bye </TITLE>", "Sorry & good bye"),
        ("<html><body><h1 class='x'>Out of order</h1>", "Out of order"),
        ("<html><title></title><h1>Out of order</h1>", "Out of order"),
        ("<html><body>Out of order", ""),
    ],
)
def test_r85_pages_for_people_give_their_title(open_door: OpenDoor, server: Loopback, page: str, title: str) -> None:
    server.answer(Answer(400, page.encode(), {"content-type": "text/html"}))
    with pytest.raises(errors.BadRequest) as caught:
        open_door().send(GET)
    assert caught.value.message == title
    assert str(caught.value) == f"{NAME}: status 400, {title or 'no reason given'}"
    server.answer(Answer(200, b"\n" + page.encode(), {"content-type": "text/html"}))
    with pytest.raises(errors.ResponseError) as instead:
        open_door().send(GET)
    assert f"the body cannot be read, it is no JSON{f' but a page for people: {title!r}' if title else ': '}" in str(
        instead.value
    )


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        (b'[{"trigger_id": "t', {}, "the body cannot be read, it is no JSON: "),
        ('["Größe"]'.encode("latin-1"), {}, "the body cannot be read, it is no JSON in UTF-8: "),
        (b"[" * 100_000, {}, "the body cannot be read, it is nested too deeply: "),
        (b"not packed at all", {"content-encoding": "gzip"}, "the packed body is damaged"),
        (gzip.compress(b"[]" * 1_000, mtime=0)[:-9], {"content-encoding": "gzip"}, "the packed body ends too early"),
        (b"[]", {"content-encoding": "br"}, "the body is coded as 'br', which was not asked for"),
        (b" " * 2_000, {}, "the body is larger than 1000 bytes"),
        (gzip.compress(b" " * 2_000, mtime=0), {"content-encoding": "gzip"}, "the body is larger than 1000 bytes"),
    ],
)
def test_r85_a_damaged_body_names_the_operation(
    open_door: OpenDoor, server: Loopback, body: bytes, headers: dict[str, str], told: str
) -> None:
    server.answer(Answer(200, body, headers))
    limit = {"response_limit": 1_000} if "larger" in told else {}
    with pytest.raises(errors.ResponseError) as caught:
        open_door(**limit).send(GET)
    assert str(caught.value).startswith(f"{NAME}: status 200, ")
    assert told in str(caught.value)
    assert caught.value.status == 200


# --- any answer ----------------------------------------------------------------------------------------------------


class Anything(Request[Any]):
    """An operation that answers with anything."""

    method = "GET"
    uri = "/anything"
    responses = {200: list[dict[str, str]]}


PIECES = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 401 \r\n", b"HTTP/1.1 999 ?\r\n", b"HTTP/9 200\r\n", b"\r\n", b"\r\n\r\n"),
        *(b"content-length: 3\r\n", b"content-length: -1\r\n", b"content-length: 99999999999\r\n", b"x: \xff\xfe\r\n"),
        *(b"transfer-encoding: chunked\r\n", b"3\r\n[1]\r\n0\r\n\r\n", b"zz\r\n", b"content-encoding: gzip\r\n"),
        *(b"content-type: application/json; charset=utf-99\r\n", b"location: http://[\r\n", b"retry-after: x\r\n"),
        *(
            b"[1]",
            b"[{}]",
            b'{"error": {"code": []}}',
            b"\x1f\x8b\x08\x00",
            b"\xff\xfe[\x00",
            b"\x00" * 10,
            b"date: 0\r\n",
        ),
    ]
)


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=8), beginning=st.booleans())
def test_r83_no_answer_leads_to_another_error(pieces: list[bytes], beginning: bool) -> None:
    """Neither one of HTTP's own, nor one that breaks HTTP."""
    answer = (b"HTTP/1.1 200 OK\r\n" if beginning else b"") + b"".join(pieces)

    def behave(received: Received, connection: socket.socket) -> None:
        connection.sendall(answer)

    with Loopback() as server:
        server.behave(behave)
        for kind in ("blocking", "asynchronous"):
            with door_to(kind, server.url, max_attempts=1, timeout=5, auth=Token("t")) as door:
                for request in (Anything(), GET):
                    try:
                        door.exchange(request)
                    except errors.SdkError as error:
                        assert visible(str(error)) == str(error)


@settings(max_examples=150, deadline=None)
@given(
    status=st.sampled_from([200, 201, 204, 300, 304, 400, 401, 404, 418, 500]),
    body=st.one_of(
        st.binary(max_size=60),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
            lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
    ),
    headers=st.dictionaries(
        st.sampled_from(["content-type", "x-request-id", "retry-after", "location", "date"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20),
    ),
)
def test_r83_no_status_and_no_body_leads_to_another_error(status: int, body: bytes, headers: dict[str, str]) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        return httpx2.Response(status, content=body, headers=raw)

    options: Any = {"auth": Token("t"), "region": "eu-de", "project_id": "p", "clock": FakeClock()}
    client = FunctionGraph(**options, transport=httpx2.MockTransport(answer))
    other = AsyncFunctionGraph(**options, transport=httpx2.MockTransport(answer))
    for request in (Anything(), GET, op.ListFunctions()):
        for send in (client.exchange, lambda one: asyncio.run(other.exchange(one))):
            try:
                send(request)
            except errors.SdkError as error:
                assert visible(str(error)) == str(error)
