"""The same as other programs do: signatures as the vendor's own SDK makes them, real sessions of keystoneauth, and both HTTP libraries."""

from __future__ import annotations

import asyncio
import json
import random
import string
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
import pytest
from sample_sdk._core import Request, at
from sample_sdk.auth import AkSk
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

TRIGGERS = op.ListAllTriggersOfFunction(function_urn="urn")

# --- huaweicloudsdkcore --------------------------------------------------------------------------------------------

ODD = string.printable[:-5] + "äß€😀/?&=%+~;:@,!*'()[]\\ "


class Anything(Request[Any]):
    """A request with parameters in every place."""

    uri = "/v1/{project_id}/things/{name}/end"
    responses = {200: Any}

    name: str = at.path()
    tags: list[str] | None = at.query(default=None)
    flag: bool | None = at.query(default=None, wire="Flag")
    x_note: str | None = at.header(default=None, wire="X-Note")


class Get(Anything):
    method = "GET"


class Put(Anything):
    method = "PUT"

    body: Any = at.whole_body(default=None)


class Post(Anything):
    method = "POST"

    body: bytes | None = at.whole_body(default=None, media_type="application/zip")


class Form(Anything):
    method = "POST"

    file: bytes | None = at.form(default=None)


def random_text(rng: random.Random, alphabet: str = ODD) -> str:
    text = "".join(rng.choices(alphabet, k=rng.randint(1, 20))).strip()
    return text if text.strip(".") else f"a{text}"


def random_call(rng: random.Random) -> tuple[Request[Any], dict[str, Any]]:
    given: dict[str, Any] = {
        "name": random_text(rng),
        "tags": rng.choice([None, [], [random_text(rng) for _ in range(rng.randint(1, 4))]]),
        "flag": rng.choice([None, True, False]),
        "x_note": rng.choice([None, random_text(rng, string.ascii_letters + " ,;=")]),
    }
    value = rng.choice([{}, [1, "é"], {"text": random_text(rng), "nested": {"list": [None, True, 1.5]}}, "text", None])
    request: Request[Any] = rng.choice(
        [
            lambda: Get(**given),
            lambda: Put(**given, body=value),
            lambda: Post(**given, body=rng.choice([None, b"", b"\0\xff"])),
            lambda: Form(**given, file=b"\0\xff"),
        ]
    )()
    pairs = {random_text(rng): rng.choice([random_text(rng), "", 7, True]) for _ in range(rng.randint(0, 4))}
    headers = {"X-A-b": random_text(rng, string.ascii_letters), "x_not_signed": "1"} if rng.random() < 0.5 else {}
    return request, {"extra_query": pairs, "extra_headers": headers, "validate": "off"}


def vendors_authorization(sent: httpx2.Request) -> str:
    """Sign what was sent once more, with the vendor's SDK."""
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkcore.sdk_request import SdkRequest
    from huaweicloudsdkcore.signer.signer import Signer

    names = sent.headers["authorization"].partition("SignedHeaders=")[2].partition(",")[0].split(";")
    path, _, query = sent.url.raw_path.decode().partition("?")
    request = SdkRequest(
        method=sent.method,
        host=sent.headers["host"],
        resource_path=path,
        query_params=parse_qsl(query, keep_blank_values=True),
        # The vendor's knows `Content-Type` in this spelling alone, and adds the other one itself.
        header_params={
            name.title() if name == "content-type" else name: sent.headers[name]
            for name in names
            if name != "x-sdk-content-sha256"
        },
        body=sent.content,
    )
    signed: str = Signer(BasicCredentials("access", "secret", "p")).sign(request).header_params["Authorization"]
    return signed


@pytest.mark.parametrize("asynchronous", [False, True])
def test_r37_random_requests_are_signed_as_the_vendors_sdk_signs_them(asynchronous: bool) -> None:
    pytest.importorskip("huaweicloudsdkcore")
    sent: list[httpx2.Request] = []

    def keep(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={})

    rng = random.Random(500)
    calls = [random_call(rng) for _ in range(500)]
    settings: dict[str, Any] = {
        "auth": AkSk("access", "secret", security_token="temporary"),
        "region": "eu-de",
        "project_id": "p",
        "transport": httpx2.MockTransport(keep),
        "clock": FakeClock(),
    }
    if asynchronous:
        asyncio.run(send_all(AsyncFunctionGraph(**settings), calls))
    else:
        client = FunctionGraph(**settings)
        for request, options in calls:
            client.send(request, **options)
    assert len(sent) == 500
    assert {request.method for request in sent} == {"GET", "PUT", "POST"}
    for request in sent:
        assert request.headers["authorization"] == vendors_authorization(request), request.url


async def send_all(client: AsyncFunctionGraph, calls: list[tuple[Request[Any], dict[str, Any]]]) -> None:
    for request, options in calls:
        await client.send(request, **options)


# --- keystoneauth --------------------------------------------------------------------------------------------------


def keystone(server: Loopback, **catalog: str) -> Any:
    """A server that is an identity service and all others at once; `catalog` gives the URLs of service types. Each login gives a new token."""
    logins: list[dict[str, Any]] = []

    def answer(received: Received, _: object) -> Answer:
        if received.path == "/v3/auth/tokens":
            logins.append(received.json())
            token = {
                "expires_at": "2999-01-01T00:00:00.000000Z",
                "issued_at": "2026-11-23T00:00:00.000000Z",
                "methods": ["password"],
                "project": {"id": "project-of-login", "name": "n", "domain": {"id": "d", "name": "D"}},
                "user": {"id": "u", "name": "someone", "domain": {"id": "d", "name": "D"}},
                "catalog": [
                    {
                        "type": kind,
                        "id": kind,
                        "name": kind,
                        "endpoints": [
                            {"id": kind, "region": "eu-de", "region_id": "eu-de", "interface": "public", "url": url}
                        ],
                    }
                    for kind, url in catalog.items()
                ],
            }
            return Answer(201, {"token": token}, {"x-subject-token": f"token-{len(logins)}"})
        if received.headers["x-auth-token"] == "token-1" and len(server.received) > 3:
            return Answer(401, {"error": {"message": "expired"}})
        return Answer(200, [{"trigger_id": received.headers["x-auth-token"]}])

    server.behave(answer)
    return logins


def real_session(server: Loopback) -> Any:
    identity = pytest.importorskip("keystoneauth1.identity.v3")
    session = pytest.importorskip("keystoneauth1.session")
    password = identity.Password(
        auth_url=f"{server.url}/v3",
        username="someone",
        password="secret",
        user_domain_name="D",
        project_name="eu-de",
        project_domain_name="D",
    )
    return session.Session(auth=password)


def test_a_real_session_gives_token_endpoint_and_project(open_door: OpenDoor, server: Loopback) -> None:
    logins = keystone(server, functiongraph=f"{server.url}/v2/project-of-login")
    door = open_door(auth=real_session(server), endpoint="", project_id="", region="eu-de")
    told = [door.send(TRIGGERS)[0].trigger_id for _ in range(4)]
    assert told == ["token-1", "token-1", "token-2", "token-2"], "a refused token is renewed by the session"
    assert len(logins) == 2
    assert {one.path for one in server.received[1:]} == {
        "/v3/auth/tokens",
        "/v2/project-of-login/fgs/triggers/urn",
    }


# --- httpx and httpx2 ----------------------------------------------------------------------------------------------

SCENARIO = Path(__file__).with_name("scenario.py")


def outcome_with(library: str, sdk: Path, server: Loopback) -> tuple[list[Any], list[Any]]:
    """What a program that uses one HTTP library is told, and what the server receives of it."""
    server.received.clear()
    done = subprocess.run(
        [sys.executable, str(SCENARIO), library, str(sdk), server.url], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    own = ("user-agent", "host")
    received = [
        (one.method, one.target, {k: v for k, v in one.headers.items() if k not in own}, one.body.decode("latin-1"))
        for one in server.received
    ]
    agents = {one.headers["user-agent"].partition(" ")[2].partition("/")[0] for one in server.received}
    assert agents == {library}
    told: list[Any] = json.loads(done.stdout)
    return told, received


def test_both_http_libraries_send_and_read_the_same(sdk_folder: Path, server: Loopback) -> None:
    pytest.importorskip("httpx")
    statuses = (200, 404, 301, 503, 429, 204)

    def answer(received: Received, connection: Any) -> Answer | None:
        number = int(received.headers.get("x-number", "0"))
        if number % 17 == 16:
            return None
        status = statuses[number % len(statuses)]
        headers = {"location": "https://evil.invalid/"} if status == 301 else {}
        return Answer(status, {"number": number, "path": unquote(received.path)}, headers)

    server.behave(answer)
    told, received = outcome_with("httpx2", sdk_folder, server)
    assert (told, received) == outcome_with("httpx", sdk_folder, server)
    assert len(told) == 240
    kinds = {one[0] for one in told}
    assert {"dict", "NoneType", "NotFound", "UnexpectedRedirect", "ServerError", "TooManyRequests"} <= kinds
    assert "ConnectionFailed" in kinds


def test_without_any_http_library_the_first_call_says_what_is_needed(sdk_folder: Path) -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
sys.modules["httpx2"] = sys.modules["httpx"] = None
from sample_sdk import errors
from sample_sdk.auth import Token
from sample_sdk.functiongraph import FunctionGraph
client = FunctionGraph(auth=Token("t"), region="eu-de", project_id="p")
try:
    client.list_functions().first()
except errors.ConfigurationError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, str(sdk_folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "httpx2 is needed to send requests: pip install httpx2\n"
