"""The run time's edges: clients made from others, lists of versions, usual ports, and answers of too many values."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import hmac
import json
import tracemalloc
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import Model, Request, field
from sample_sdk.auth import AkSk
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received
from core.store import AsyncStore, ListObjects, Store
from core.test_auth import expected_signature

GET = op.ListAllTriggersOfFunction(function_urn="urn")


# --- clients made from others --------------------------------------------------------------------------------------


def test_r89_a_client_made_from_another_closes_nothing_of_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, []))
    door = open_door()
    door.send(GET)
    other = door.client.with_options(timeout=5)
    further = other.with_options(timeout=6)
    assert door._waited(lambda: other.send(GET)) == []
    door._waited(other.close)
    door._waited(other.close)
    assert door.send(GET) == []
    for closed in (other, further):
        with pytest.raises(errors.ClientClosed, match="the client is closed"):
            door._waited(lambda client=closed: client.send(GET))
    assert {one.connection for one in server.received} == {1}


def test_r89_leaving_a_with_block_of_a_client_made_from_another_closes_nothing_of_it(
    open_door: OpenDoor, server: Loopback
) -> None:
    server.answer(Answer(200, []))
    door = open_door()

    async def asynchronous() -> None:
        async with door.client.with_options(timeout=5) as patient:
            await patient.send(GET)

    if door.runner is None:
        with door.client.with_options(timeout=5) as patient:
            patient.send(GET)
    else:
        door.runner.run(asynchronous())
    assert door.send(GET) == []
    assert {one.connection for one in server.received} == {1}


def test_r89_clients_made_from_another_are_closed_with_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, []))
    door = open_door()
    other = door.client.with_options(timeout=5)
    door._waited(lambda: other.send(GET))
    door._waited(door.client.close)
    with pytest.raises(errors.ClientClosed):
        door._waited(lambda: other.send(GET))


# --- lists of versions ---------------------------------------------------------------------------------------------


class Versions(Model):
    """The versions of an API."""

    versions: list[Any] | None = field(default=None)


def lists(path: str, documented: dict[int, object], deed: str = "GET") -> Any:
    class ListVersions(Request[Versions]):
        method = deed
        uri = path
        responses = documented

    return ListVersions()


@pytest.mark.parametrize("path", ["/", "/versions", "/v3", "/v2.0/", "/{api_version}".replace("{api_version}", "v1")])
@pytest.mark.parametrize("documented", [{200: Versions}, {300: Versions}, {200: Versions, 300: Versions}])
def test_r90_the_300_of_a_list_of_versions_is_an_answer(
    open_door: OpenDoor, server: Loopback, path: str, documented: Any
) -> None:
    server.answer(Answer(300, {"versions": [{"id": "v3"}]}, {"location": "http://elsewhere.invalid/v3/"}))
    reply = open_door().exchange(lists(path, documented))
    assert (reply.status, reply.value.versions) == (300, [{"id": "v3"}])
    assert len(server.received) == 1


def test_r90_any_other_300_is_a_redirect(open_door: OpenDoor, server: Loopback) -> None:
    choices = {"choices": [{"id": "v2.1"}]}
    for request, body in (
        (lists("/servers", {200: Versions}), choices),
        (lists("/v2/things", {200: Versions}), choices),
        (lists("/", {200: Versions}, "POST"), choices),
        (lists("/", {200: Versions}), b""),
    ):
        server.answer(Answer(300, body))
        with pytest.raises(errors.UnexpectedRedirect, match="status 300, redirects are not followed"):
            open_door().send(request)


# --- usual ports ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("port", ["", ":80"])
def test_r91_the_host_that_is_signed_is_the_one_that_is_sent(open_door: OpenDoor, server: Loopback, port: str) -> None:
    """The server, which stands behind the proxy's address, verifies the signature with the header that it received."""
    server.answer(Answer(200, []))
    door = open_door(auth=AkSk("ak", "sk"), endpoint=f"http://Service.invalid{port}", proxy=server.url)
    assert door.send(GET) == []
    (received,) = server.received
    assert received.headers["host"] == "service.invalid"
    seen = Received(received.method, "/v2/p1/fgs/triggers/urn", received.headers, received.body, received.connection)
    assert received.headers["authorization"].endswith(expected_signature("sk", seen))


@pytest.mark.parametrize("port", ["", ":80"])
def test_r91_the_bucket_that_is_signed_is_the_one_of_the_host_that_is_sent(server: Loopback, port: str) -> None:
    server.answer(Answer(200, b""))
    options: Any = {"auth": AkSk("ak", "sk"), "endpoint": f"http://obs.store.test{port}", "insecure": True}
    with Store(**options, proxy=server.url) as store:
        store.send(ListObjects(bucket="photos"))

    async def asynchronous() -> None:
        async with AsyncStore(**options, proxy=server.url) as other:
            await other.send(ListObjects(bucket="photos"))

    asyncio.run(asynchronous())
    assert len(server.received) == 2
    for received in server.received:
        assert received.headers["host"] == "photos.obs.store.test"
        signed = [f"{name}:{value}" for name, value in sorted(received.headers.items()) if name.startswith("x-obs-")]
        bucket = received.headers["host"].partition(".obs.")[0]
        text = "\n".join([received.method, "", received.headers.get("content-type", ""), "", *signed, f"/{bucket}/"])
        expected = base64.b64encode(hmac.new(b"sk", text.encode(), hashlib.sha1).digest()).decode()
        assert received.headers["authorization"] == f"OBS ak:{expected}"


@pytest.mark.parametrize(
    ("endpoint", "shown"),
    [
        ("https://host:443", "https://host"),
        ("http://host:80", "http://host"),
        ("https://host:80", "https://host:80"),
        ("http://host:443", "http://host:443"),
        ("https://[::1]:443/", "https://[::1]"),
    ],
)
def test_r91_ports_that_go_without_saying_are_not_said(open_door: OpenDoor, endpoint: str, shown: str) -> None:
    assert repr(open_door(endpoint=endpoint).client).endswith(f" {shown}>")


# --- too many values -----------------------------------------------------------------------------------------------


class Some(Request[Any]):
    """An operation that answers with a list of anything."""

    method = "GET"
    uri = "/some"
    responses = {200: list[Any]}


BOMBS = {
    "lists": b"[" + b"[]," * 300_000 + b"[]]",
    "objects": b"[" + b"{}," * 300_000 + b"{}]",
    "numbers": b"[" + b"1," * 300_000 + b"1]",
    "members": b'{"a":' + b'[{"a":1,"b":2}],"c":'.join([b""] * 90_000) + b"1}",
    "texts": b"[" + b'"",' * 300_000 + b'""]',
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("status", [200, 400])
def test_r92_an_answer_of_too_many_values_is_given_up_before_they_are_made(
    open_door: OpenDoor, server: Loopback, bomb: str, status: int
) -> None:
    packed = gzip.compress(BOMBS[bomb])
    assert len(packed) < 10_000
    server.answer(Answer(status, packed, {"content-encoding": "gzip"}))
    door = open_door(response_limit=4_000_000)
    tracemalloc.start()
    with pytest.raises(errors.ResponseTooLarge if status == 200 else errors.BadRequest) as caught:
        door.send(Some())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6 * len(BOMBS[bomb])
    if status == 200:
        assert str(caught.value) == (
            "Some: status 200, the body holds more than 62500 values; a greater response_limit allows more"
        )
    assert isinstance(caught.value, errors.ApiError | errors.ResponseError)
    assert caught.value.body == BOMBS[bomb]


def test_r92_the_limit_follows_the_limit_of_size(open_door: OpenDoor, server: Loopback) -> None:
    some = [{"number": number} for number in range(20_000)]
    server.answer(Answer(200, some))
    with pytest.raises(errors.ResponseTooLarge, match="more than 15625 values"):
        open_door(response_limit=1_000_000).send(Some())
    assert open_door(response_limit=4_000_000).send(Some()) == some


def test_r92_separators_in_texts_are_no_values(open_door: OpenDoor, server: Loopback) -> None:
    texts = [',[{"\\,' * 1_000] * 20
    assert json.dumps(texts).count(",") > 10_000
    server.answer(Answer(200, texts))
    assert open_door(response_limit=500_000).send(Some()) == texts
