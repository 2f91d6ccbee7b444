"""Where a service is: as the catalog of a login says, or an error that says what the catalog has; its usual host only
without a login.
"""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from sample_sdk import errors
from sample_sdk.auth import AkSk, Token
from sample_sdk.functiongraph import FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received
from core.test_auth import FakeSession, Identity, catalog, password
from core.test_rivals import keystone, real_session

GET = op.ListAllTriggersOfFunction(function_urn="urn")

MISSING = (
    "functiongraph is not in the service catalog that came with the login "
    "(type functiongraph; region eu-de; interface public). "
)
HOW = (
    "say where it is with endpoint=, such as 'https://functiongraph.eu-de.otc.t-systems.com', its usual place in the "
    "public cloud, or with functiongraph_endpoint_override in clouds.yaml."
)
ELSEWHERE: list[tuple[str, Any, str]] = [
    (
        "other services",
        catalog(
            ("image", "eu-de", "public", "https://i.invalid"),
            ("compute", "eu-de", "public", "https://c.invalid"),
            ("dns", "eu-nl", "public", "https://d.invalid"),
        ),
        f"The catalog has compute, image. S{HOW[1:]}",
    ),
    (
        "other regions",
        catalog(
            ("functiongraph", "eu-nl", "public", "https://f.invalid"),
            ("functiongraph", "eu-ch2", "public", "https://g.invalid"),
        ),
        f"The catalog has it in eu-ch2, eu-nl. Give region=, or {HOW}",
    ),
    (
        "another interface",
        catalog(("functiongraph", "eu-de", "internal", "https://f.invalid")),
        "The catalog has it with the interface internal only. "
        f"Choose it with `interface` in clouds.yaml or OS_INTERFACE, or {HOW}",
    ),
    (
        "an empty URL",
        catalog(("functiongraph", "eu-de", "public", "")),
        f"It names no service that can be read, as where a login is for no project. S{HOW[1:]}",
    ),
    ("nothing", [], f"It names no service that can be read, as where a login is for no project. S{HOW[1:]}"),
    (
        "names that are none",
        catalog(
            ("\x1b[31mred\u202e", "eu-de", "public", "https://x.invalid"), ("a" * 99, "eu-de", "public", "https://x")
        ),
        f"The catalog has nothing with a readable name. S{HOW[1:]}",
    ),
]


@pytest.mark.parametrize(("lines", "rest"), [row[1:] for row in ELSEWHERE], ids=[row[0] for row in ELSEWHERE])
def test_r75_a_service_that_is_not_in_the_catalog_is_an_error_that_says_how_to_go_on(
    open_door: OpenDoor, server: Loopback, lines: Any, rest: str
) -> None:
    server.behave(Identity(catalog=lines).answer)
    door = open_door(auth=password(server), region="eu-de", endpoint="", project_id="")
    with pytest.raises(errors.ConfigurationError) as caught:
        door.send(GET)
    assert str(caught.value) == MISSING + rest
    assert [one.method for one in server.received] == ["POST"], "the token went nowhere"


def test_r75_several_places_need_a_region(open_door: OpenDoor, server: Loopback) -> None:
    lines = catalog(
        ("functiongraph", "eu-de", "public", "https://f.invalid"),
        ("functiongraph", "eu-nl", "public", "https://g.invalid"),
    )
    server.behave(Identity(catalog=lines).answer)
    with pytest.raises(errors.ConfigurationError, match=r"in several places: eu-de, eu-nl\. Give region=, or say"):
        open_door(auth=password(server, project_name="some"), region="", endpoint="", project_id="").send(GET)


def test_r75_a_long_catalog_is_cut(server: Loopback) -> None:
    lines = catalog(*((f"type{n:03}", "eu-de", "public", "https://x.invalid") for n in range(500)))
    server.behave(Identity(catalog=lines).answer)
    client = FunctionGraph(auth=password(server), region="eu-de", insecure=True)
    with client, pytest.raises(errors.ConfigurationError, match=r"type058, type059 and 440 more\. Say"):
        client.send(GET)


def test_r75_a_login_without_a_catalog_leads_nowhere_either(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        return Answer(201, {"token": {"project": {"id": "p"}}}, {"x-subject-token": "t"})

    server.behave(answer)
    with pytest.raises(errors.ConfigurationError, match="names no service that can be read"):
        open_door(auth=password(server), region="eu-de", endpoint="").send(GET)
    assert len(server.received) == 1


def test_r75_with_its_endpoint_the_call_is_sent(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(Identity(catalog=[]).answer)
    assert open_door(auth=password(server), region="eu-de").send(GET) == []


def test_r75_the_region_of_a_service_goes_before_all_regions(open_door: OpenDoor, server: Loopback) -> None:
    lines = catalog(
        ("functiongraph", "*", "public", "https://everywhere.invalid"), ("functiongraph", "eu-de", "public", server.url)
    )
    server.behave(Identity(catalog=lines).answer)
    assert open_door(auth=password(server), region="eu-de", endpoint="").send(GET) == []


class LostSession(FakeSession):
    """A session of keystoneauth whose catalog lacks the service."""

    def get_endpoint(self, **wanted: Any) -> str | None:
        super().get_endpoint(**wanted)
        raise type("EndpointNotFound", (type("CatalogException", (Exception,), {}),), {})("not found")


@pytest.mark.parametrize("session", [FakeSession(None), LostSession(None)], ids=["None", "EndpointNotFound"])
def test_r75_sessions_that_know_no_endpoint(open_door: OpenDoor, server: Loopback, session: FakeSession) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        open_door(auth=session, region="eu-de", endpoint="", project_id="p").send(GET)
    assert str(caught.value).startswith(MISSING)
    assert HOW[1:] in str(caught.value)
    assert session.asked
    assert server.received == []


def test_r75_a_real_session_says_what_its_catalog_has(open_door: OpenDoor, server: Loopback) -> None:
    keystone(server, compute="https://ecs.invalid", dns="https://dns.invalid")
    with pytest.raises(errors.ConfigurationError) as caught:
        open_door(auth=real_session(server), endpoint="", project_id="", region="eu-de").send(GET)
    assert str(caught.value) == f"{MISSING}The catalog has compute, dns. S{HOW[1:]}"
    keystone(server, functiongraph="https://functiongraph.invalid")
    with pytest.raises(errors.ConfigurationError, match=r"The catalog has it in eu-de\. Give region="):
        open_door(auth=real_session(server), endpoint="", project_id="", region="eu-nl").send(GET)


def hosts_asked(**options: Any) -> list[str]:
    hosts: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        hosts.append(request.url.host)
        token = {
            "project": {"id": "p"},
            "catalog": catalog(("functiongraph", "eu-ch2", "public", "https://fg.invalid")),
        }
        return httpx2.Response(
            200, json={"token": token} if request.method == "POST" else [], headers={"x-subject-token": "t"}
        )

    with FunctionGraph(project_id="p", transport=httpx2.MockTransport(answer), **options) as client:
        client.send(GET)
    return hosts


@pytest.mark.parametrize("credentials", [Token("t"), AkSk("ak", "sk")], ids=lambda one: type(one).__name__)
def test_r76_without_a_login_the_usual_host_of_the_region_is_used(credentials: Any) -> None:
    assert hosts_asked(auth=credentials, region="eu-nl") == ["functiongraph.eu-nl.otc.t-systems.com"]
    assert hosts_asked(auth=credentials, region="eu-ch2") == ["functiongraph.eu-ch2.sc.otc.t-systems.com"]


def test_r76_each_region_has_its_own_identity_service() -> None:
    from sample_sdk.auth import Password

    def login(region: str) -> str:
        return hosts_asked(auth=Password("u", "p", domain_name="d"), region=region, endpoint="https://fg.invalid")[0]

    assert login("eu-de") == "iam.eu-de.otc.t-systems.com"
    assert login("eu-nl") == "iam.eu-nl.otc.t-systems.com"
    assert login("eu-ch2") == "iam-pub.eu-ch2.sc.otc.t-systems.com"
