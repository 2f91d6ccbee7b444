"""Logins, their renewal, keys and signatures, and where services are found."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import random
import string
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from sample_sdk import errors
from sample_sdk._core.redaction import Secret
from sample_sdk._core.signing import signature_headers
from sample_sdk.auth import AkSk, ApplicationCredential, Password, Session, Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")


class Identity:
    """An identity service and a service that takes its newest token only."""

    def __init__(self, *, life: float = 86_400, skew: float = 0, catalog: Any = (), refuse_logins: int = 0) -> None:
        self.life = life
        self.skew = skew
        self.catalog = catalog
        self.refuse_logins = refuse_logins
        self.logins: list[Any] = []
        self.tokens: list[str] = []
        self.refused: set[str] = set()
        self._lock = threading.Lock()

    def answer(self, received: Received, _: object = None) -> Answer:
        if received.path == "/v3/auth/tokens":
            return self._login(received)
        if received.headers.get("x-auth-token") in set(self.tokens) - self.refused:
            return Answer(200, [])
        return Answer(401, {"error_code": "APIGW.0301", "error_msg": "Incorrect IAM authentication information"})

    def _login(self, received: Received) -> Answer:
        with self._lock:
            self.logins.append(received.json())
            if len(self.logins) <= self.refuse_logins:
                return Answer(401, {"error": {"code": 401, "message": "wrong user or password"}})
            self.tokens.append(f"token-{len(self.logins)}")
            now = datetime.now(UTC) + timedelta(seconds=self.skew)
            body = {
                "token": {
                    "expires_at": (now + timedelta(seconds=self.life)).isoformat().replace("+00:00", "Z"),
                    "project": {"id": "project-of-login", "name": "eu-de"},
                    "catalog": self.catalog,
                }
            }
            return Answer(201, body, {"x-subject-token": self.tokens[-1], "date": format_datetime(now, usegmt=True)})


def password(server: Loopback, **options: Any) -> Password:
    return Password("someone", "canary", domain_name="OTC-1", auth_url=f"{server.url}/v3", **options)


def test_a_login_is_made_once_and_tells_the_project(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", project_id="")
    for _ in range(3):
        assert door.send(GET) == []
    assert len(identity.logins) == 1
    assert identity.logins[0] == {
        "auth": {
            "identity": {
                "methods": ["password"],
                "password": {"user": {"name": "someone", "password": "canary", "domain": {"name": "OTC-1"}}},
            },
            "scope": {"project": {"name": "eu-de", "domain": {"name": "OTC-1"}}},
        }
    }
    assert server.received[1].path == "/v2/project-of-login/fgs/triggers/urn"
    assert server.received[1].headers["x-auth-token"] == "token-1"


@pytest.mark.parametrize(
    ("options", "region", "client_project", "scope"),
    [
        ({"project_id": "p9"}, "eu-de", "", {"project": {"id": "p9"}}),
        ({"project_name": "eu-de_team"}, "", "", {"project": {"name": "eu-de_team", "domain": {"name": "OTC-1"}}}),
        ({"project_name": "eu-de_team"}, "eu-de", "p8", {"project": {"id": "p8"}}),
        ({}, "", "", {"domain": {"name": "OTC-1"}}),
    ],
)
def test_what_a_login_is_for(
    open_door: OpenDoor, server: Loopback, options: Any, region: str, client_project: str, scope: Any
) -> None:
    identity = Identity()
    server.behave(identity.answer)
    open_door(auth=password(server, **options), region=region, project_id=client_project).send(GET)
    assert identity.logins[0]["auth"]["scope"] == scope


def test_application_credentials(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    credential = ApplicationCredential("the-id", "canary", auth_url=server.url)
    open_door(auth=credential, project_id="").send(GET)
    assert identity.logins[0] == {
        "auth": {
            "identity": {
                "methods": ["application_credential"],
                "application_credential": {"id": "the-id", "secret": "canary"},
            }
        }
    }


def test_r15_a_hundred_threads_renew_an_expired_token_once(server: Loopback) -> None:
    identity = Identity()
    together = threading.Barrier(100)

    def answer(received: Received, _: object) -> Answer:
        if received.headers.get("x-auth-token") == "token-1" and "token-1" in identity.refused:
            together.wait(30)
        return identity.answer(received)

    server.behave(answer)
    credentials = password(server)
    with FunctionGraph(
        auth=credentials, endpoint=server.url, insecure=True, region="eu-de", project_id="p", max_connections=100
    ) as client:
        client.send(GET)
        identity.refused.add("token-1")
        with ThreadPoolExecutor(100) as threads:
            outcomes = list(threads.map(lambda _: client.send(GET), range(100)))
    assert outcomes == [[]] * 100
    assert len(identity.logins) == 2
    assert sum(one.method == "GET" for one in server.received) == 1 + 200


def test_r15_a_hundred_tasks_renew_an_expired_token_once(server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)

    async def run() -> list[Any]:
        async with AsyncFunctionGraph(
            auth=password(server), endpoint=server.url, insecure=True, region="eu-de", project_id="p"
        ) as client:
            await client.send(GET)
            identity.refused.add("token-1")
            return await asyncio.gather(*(client.send(GET) for _ in range(100)))

    assert asyncio.run(run()) == [[]] * 100
    assert len(identity.logins) == 2


def test_r15_no_storm_when_the_renewal_fails(server: Loopback) -> None:
    logins = 0
    everyone_refused = threading.Barrier(50)

    def answer(received: Received, _: object) -> Answer:
        nonlocal logins
        if received.method == "POST":
            logins += 1
            time.sleep(0.5)
            return Answer(401, {"error": {"code": 401, "message": "locked out"}})
        return Answer(200, [])

    server.behave(answer)
    credentials = password(server)

    def call(_: int) -> str:
        with FunctionGraph(
            auth=credentials, endpoint=server.url, insecure=True, region="eu-de", project_id="p"
        ) as client:
            everyone_refused.wait(30)
            try:
                client.send(GET)
            except errors.Unauthorized as error:
                return str(error)
        return "no error"

    with ThreadPoolExecutor(50) as threads:
        outcomes = list(threads.map(call, range(50)))
    assert set(outcomes) == {"login: status 401, 401: locked out"}
    assert logins <= 2, "those that came while a login was under way share its failure"


def test_r15_no_storm_of_tasks_when_the_renewal_fails(server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        if received.method == "POST":
            time.sleep(0.2)
            return Answer(401, {"error": {"code": 401, "message": "locked out"}})
        return Answer(200, [])

    server.behave(answer)

    async def run() -> list[object]:
        async with AsyncFunctionGraph(
            auth=password(server), endpoint=server.url, insecure=True, region="eu-de", project_id="p"
        ) as client:
            return await asyncio.gather(*(client.send(GET) for _ in range(100)), return_exceptions=True)

    assert {str(one) for one in asyncio.run(run())} == {"login: status 401, 401: locked out"}
    assert [one.method for one in server.received] == ["POST"]


def test_r16_a_token_is_renewed_before_its_end(open_door: OpenDoor, server: Loopback) -> None:
    identity, clock = Identity(life=3_600), FakeClock()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", clock=clock)
    for seconds, logins in ((0, 1), (3_299, 1), (2, 2), (3_299, 2)):
        clock.time += seconds
        door.send(GET)
        assert len(identity.logins) == logins


@pytest.mark.parametrize("skew", [-600, 600, -86_400 * 365])
def test_r16_the_services_clock_counts(open_door: OpenDoor, server: Loopback, skew: float) -> None:
    identity, clock = Identity(life=1_000, skew=skew), FakeClock()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", clock=clock)
    for seconds, logins in ((0, 1), (890, 1), (20, 2)):
        clock.time += seconds
        door.send(GET)
        assert len(identity.logins) == logins


def test_r16_a_token_of_a_short_life_is_not_renewed_on_every_call(open_door: OpenDoor, server: Loopback) -> None:
    identity, clock = Identity(life=50), FakeClock()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", clock=clock)
    for _ in range(40):
        clock.time += 1
        door.send(GET)
    assert len(identity.logins) == 1


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"token": 7}', b'{"token": {"expires_at": "soon", "catalog": 5}}']
)
def test_an_odd_answer_to_a_login_is_enough_with_a_token(open_door: OpenDoor, server: Loopback, content: bytes) -> None:
    server.behave(
        lambda received, _: (
            Answer(201, content, {"x-subject-token": "t"}) if received.method == "POST" else Answer(200, [])
        )
    )
    assert open_door(auth=password(server), region="eu-de").send(GET) == []


def test_a_login_without_a_token_is_an_error(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(201, {}))
    with pytest.raises(errors.ResponseError, match="without a token"):
        open_door(auth=password(server), region="eu-de").send(GET)


def test_r17_a_service_that_refuses_for_ever_is_asked_twice(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()

    def answer(received: Received, _: object) -> Answer:
        return identity.answer(received) if received.method == "POST" else Answer(401, {"error_msg": "no"})

    server.behave(answer)
    with pytest.raises(errors.Unauthorized, match="no"):
        open_door(auth=password(server), region="eu-de").send(GET)
    assert [one.method for one in server.received] == ["POST", "GET", "POST", "GET"]


def test_r17_a_given_token_is_not_renewed(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(401))
    with pytest.raises(errors.Unauthorized):
        open_door(auth=Token("t")).send(GET)
    assert len(server.received) == 1


def test_a_refused_login_is_an_error_and_no_call_is_sent(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity(refuse_logins=1)
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de")
    with pytest.raises(errors.Unauthorized, match="login: status 401, 401: wrong user or password"):
        door.send(GET)
    assert [one.method for one in server.received] == ["POST"]
    assert door.send(GET) == [], "the next call tries again"


def test_a_login_is_shared_by_the_clients_of_the_same_credentials(server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    credentials = password(server)
    for _ in range(3):
        with FunctionGraph(auth=credentials, endpoint=server.url, insecure=True, region="eu-de") as client:
            client.send(GET)
    assert len(identity.logins) == 1


# --- keys ----------------------------------------------------------------------------------------------------------


def test_r37_the_signature_of_the_test_vector() -> None:
    signed = signature_headers(
        access_key="AKTEST",
        secret_key=Secret("SKTEST"),
        method="GET",
        host="functiongraph.eu-de.otc.t-systems.com",
        path="/v2/p1/fgs/functions",
        query="maxitems=10",
        headers={"content-type": "application/json"},
        content=b"",
        moment=datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC).timestamp(),
    )
    assert signed == {
        "x-sdk-date": "20261123T010203Z",
        "authorization": (
            "SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=content-type;host;x-sdk-date, "
            "Signature=f09144cd75aa0296c992bb42cff0b3f2ef395c852f47ce1666d710ccec2cd3ba"
        ),
    }


def expected_signature(secret: str, received: Received) -> str:
    """Sign a request as its receiver sees it, after the published description, apart from the code under test."""
    algorithm, _, rest = received.headers["authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    names = parts["SignedHeaders"].split(";")
    path = "/".join(quote(segment, safe="~") for segment in unquote(received.path).split("/")) + "/"
    pairs = sorted(
        (unquote(name), unquote(value))
        for name, _, value in (one.partition("=") for one in received.query.split("&") if one)
    )
    query = "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in pairs)
    lines = "".join(f"{name}:{received.headers[name]}\n" for name in names)
    unsigned = received.headers.get("x-sdk-content-sha256") if received.body else None
    payload = unsigned or hashlib.sha256(received.body).hexdigest()
    canonical = "\n".join([received.method, path, query, lines, ";".join(names), payload])
    date = received.headers["x-sdk-date"]
    text = f"{algorithm}\n{date}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def test_r37_random_requests_are_signed_as_they_arrive(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    door = open_door(auth=AkSk("ak", "canary", security_token="sts"), validate="off")
    rng = random.Random(7)
    for _ in range(30):
        text = "".join(rng.choices(string.printable[:-5] + "äß€😀/?&=%+~", k=12))
        door.send(
            op.ExecuteFunctionSynchronously(function_urn=text, body={text: text}),
            extra_query={text: [text, "b", ""], "A": text},
        )
    assert len(server.received) == 30
    for received in server.received:
        assert received.headers["authorization"].endswith(f"Signature={expected_signature('canary', received)}")
        assert (
            "SignedHeaders=accept;content-type;host;x-project-id;x-sdk-date;x-security-token,"
            in received.headers["authorization"]
        )
        assert received.headers["x-project-id"] == "p1"
        assert "x-auth-token" not in received.headers


def test_r37_bodies_that_are_no_json_are_not_signed(open_door: OpenDoor, server: Loopback) -> None:
    from sample_sdk._core import Request, at

    class Upload(Request[None]):
        method = "PUT"
        uri = "/upload"
        responses = {204: None}

        body: bytes | None = at.whole_body(default=None)

    server.answer(Answer(204))
    door = open_door(auth=AkSk("ak", "canary"))
    pieces: Any = iter([b"one"])
    for body in (b"bytes", pieces, None):
        door.send(Upload(body=body))
    assert [one.headers.get("x-sdk-content-sha256") for one in server.received] == [
        "UNSIGNED-PAYLOAD",
        "UNSIGNED-PAYLOAD",
        "UNSIGNED-PAYLOAD",
    ]
    for received in server.received:
        assert received.headers["authorization"].endswith(f"Signature={expected_signature('canary', received)}")


def test_r37_every_attempt_is_signed_anew(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(Answer(503, headers={"retry-after": "5"}), Answer(200, []))
    open_door(auth=AkSk("ak", "canary"), clock=clock).send(GET)
    assert [one.headers["x-sdk-date"] for one in server.received] == ["20261123T010203Z", "20261123T010208Z"]


# --- sessions and endpoints ----------------------------------------------------------------------------------------


class FakeSession:
    """What keystoneauth's sessions look like from outside."""

    def __init__(self, url: str | None) -> None:
        self.url = url
        self.token = 1
        self.asked: list[Any] = []

    def get_token(self) -> str:
        return f"session-{self.token}"

    def get_endpoint(self, **wanted: Any) -> str | None:
        self.asked.append(wanted)
        return self.url

    def get_project_id(self) -> str:
        return "project-of-session"

    def invalidate(self) -> bool:
        self.token += 1
        return True


def test_sessions_give_token_endpoint_and_project(open_door: OpenDoor, server: Loopback) -> None:
    session = FakeSession(f"{server.url}/v2/0c4f")
    server.answer(Answer(401), Answer(200, []))
    door = open_door(auth=session, endpoint="", project_id="", region="eu-de")
    assert door.send(GET) == []
    assert [one.headers["x-auth-token"] for one in server.received] == ["session-1", "session-2"]
    assert {one.path for one in server.received} == {"/v2/project-of-session/fgs/triggers/urn"}
    assert session.asked == [{"service_type": "functiongraph", "interface": "public", "region_name": "eu-de"}]
    assert isinstance(Session(session), Session)


def catalog(*lines: tuple[str, str, str, str]) -> list[Any]:
    return [
        {"type": kind, "endpoints": [{"region": region, "interface": interface, "url": url}]}
        for kind, region, interface, url in lines
    ]


def test_the_catalog_says_where_a_service_is(open_door: OpenDoor, server: Loopback) -> None:
    lines = catalog(
        ("compute", "eu-de", "public", "https://compute.invalid"),
        ("functiongraph", "eu-nl", "public", "https://functiongraph.invalid"),
        ("functiongraph", "eu-de", "internal", "https://internal.invalid"),
        ("functiongraph", "eu-de", "public", f"{server.url}/v2/0c4f"),
    )
    server.behave(Identity(catalog=lines).answer)
    open_door(auth=password(server), region="eu-de", endpoint="", project_id="").send(GET)
    assert server.received[1].path == "/v2/project-of-login/fgs/triggers/urn"


def test_a_service_in_one_region_needs_no_region(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(Identity(catalog=catalog(("functiongraph", "eu-de", "public", server.url))).answer)
    open_door(auth=password(server, project_name="some"), region="", endpoint="").send(GET)
    assert [one.method for one in server.received] == ["POST", "GET"]


@pytest.mark.parametrize("url", ["http://evil.invalid", "https://user@evil.invalid", "https://ho st"])
def test_r25_catalogs_are_not_trusted_either(server: Loopback, url: str) -> None:
    server.behave(Identity(catalog=catalog(("functiongraph", "eu-de", "public", url))).answer)
    credentials = Session(FakeSession(url))
    with (
        FunctionGraph(auth=credentials, region="eu-de") as client,
        pytest.raises(errors.InvalidArgument, match="catalog"),
    ):
        client.send(GET)


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("eu-de", "functiongraph.eu-de.otc.t-systems.com"),
        ("eu-nl", "functiongraph.eu-nl.otc.t-systems.com"),
        ("eu-ch2", "functiongraph.eu-ch2.sc.otc.t-systems.com"),
    ],
)
def test_the_usual_hosts(region: str, host: str) -> None:
    import httpx2

    hosts = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        hosts.append(request.url.host)
        return httpx2.Response(200, json=[])

    transport = httpx2.MockTransport(answer)
    FunctionGraph(auth=Token("t"), region=region, project_id="p", transport=transport).send(GET)
    assert hosts == [host]


@pytest.mark.parametrize("region", ["eu-de.evil.example/", "EU-DE", "eu-de/", "@evil", "é"])
def test_regions_are_no_way_to_another_host(region: str) -> None:
    with pytest.raises(errors.InvalidArgument, match="region"):
        FunctionGraph(auth=Token("t"), region=region, project_id="p").send(GET)


@pytest.mark.parametrize(
    ("options", "missing"),
    [({"project_id": "p"}, "region"), ({"region": "eu-de"}, "project")],
)
def test_what_is_missing_is_told(options: Any, missing: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=f"the {missing} is not known"):
        FunctionGraph(auth=Token("t"), **options).send(GET)


# --- configuration -------------------------------------------------------------------------------------------------

VARIABLES = ("OS_CLOUD", "OS_ACCESS_KEY", "OS_SECRET_KEY", "OS_TOKEN", "OS_AUTH_TOKEN", "OS_USERNAME", "OS_PASSWORD")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for variable in (*VARIABLES, "OS_APPLICATION_CREDENTIAL_ID", "OS_REGION_NAME", "OS_PROJECT_ID", "OS_AUTH_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return monkeypatch


def test_without_credentials_the_ways_to_give_them_are_told(environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.ConfigurationError, match="OS_CLOUD, OS_ACCESS_KEY, OS_TOKEN"):
        FunctionGraph()
    with pytest.raises(errors.ConfigurationError, match="not both"):
        FunctionGraph(auth=Token("t"), cloud="otc")


def test_credentials_of_the_environment(environment: pytest.MonkeyPatch, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    for name, value in {
        "OS_USERNAME": "someone",
        "OS_PASSWORD": "canary",
        "OS_USER_DOMAIN_NAME": "OTC-1",
        "OS_AUTH_URL": f"{server.url}/v3",
        "OS_REGION_NAME": "eu-de",
    }.items():
        environment.setenv(name, value)
    with FunctionGraph(endpoint=server.url, insecure=True) as client:
        assert client.send(GET) == []
    environment.setenv("OS_ACCESS_KEY", "ak")
    with pytest.raises(errors.ConfigurationError, match="OS_SECRET_KEY"):
        FunctionGraph()


CLOUDS = """
clouds:
  otc-prod:
    region_name: eu-de
    auth:
      auth_url: {url}/v3
      username: someone
      user_domain_name: OTC-1
      project_name: eu-de_team
  keys:
    region_name: eu-nl
    ak: ak
    sk: canary
    auth:
      project_id: p5
"""
SECURE = """
clouds:
  otc-prod:
    auth:
      password: canary
"""


class TestClouds:
    """clouds.yaml, where PyYAML is installed."""

    @pytest.fixture(autouse=True)
    def files(self, environment: pytest.MonkeyPatch, tmp_path: Path, server: Loopback) -> None:
        pytest.importorskip("yaml")
        (tmp_path / "clouds.yaml").write_text(CLOUDS.format(url=server.url))
        (tmp_path / "secure.yaml").write_text(SECURE)

    @pytest.mark.parametrize("by_variable", [True, False])
    def test_a_cloud_with_a_password(
        self, server: Loopback, environment: pytest.MonkeyPatch, by_variable: bool
    ) -> None:
        identity = Identity()
        server.behave(identity.answer)
        if by_variable:
            environment.setenv("OS_CLOUD", "otc-prod")
        with FunctionGraph(cloud="" if by_variable else "otc-prod", endpoint=server.url, insecure=True) as client:
            assert server.received == []
            client.send(GET)
        assert identity.logins[0]["auth"]["scope"]["project"]["name"] == "eu-de_team"
        assert identity.logins[0]["auth"]["identity"]["password"]["user"]["password"] == "canary"

    def test_a_cloud_with_keys(self, server: Loopback) -> None:
        server.answer(Answer(200, []))
        with FunctionGraph(cloud="keys", endpoint=server.url, insecure=True) as client:
            client.send(GET)
        assert server.received[0].headers["x-project-id"] == "p5"
        assert "Access=ak" in server.received[0].headers["authorization"]

    def test_a_cloud_that_is_not_there(self) -> None:
        with pytest.raises(errors.ConfigurationError, match="it has otc-prod, keys"):
            FunctionGraph(cloud="other")

    @pytest.mark.parametrize(
        "content", ["clouds: [", "- 1", "clouds: {otc-prod: 7}", "!!python/object/apply:os.system [x]"]
    )
    def test_files_that_say_nothing(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "clouds.yaml").write_text(content)
        (tmp_path / "secure.yaml").unlink()
        with pytest.raises(errors.ConfigurationError):
            FunctionGraph(cloud="otc-prod")


def test_a_cloud_without_clouds_yaml(environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.ConfigurationError, match=r"there is no clouds\.yaml"):
        FunctionGraph(cloud="otc-prod")


def test_a_login_is_tried_again_where_the_identity_service_is_in_trouble(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    trouble = [Answer(503), Answer(500)]

    def answer(received: Received, _: object) -> Answer:
        return trouble.pop() if received.method == "POST" and trouble else identity.answer(received)

    server.behave(answer)
    assert open_door(auth=password(server), region="eu-de", clock=FakeClock()).send(GET) == []
    assert [one.method for one in server.received] == ["POST", "POST", "POST", "GET"]
