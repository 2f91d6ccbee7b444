"""Logins at a real Keystone, its catalog, and what happens when it takes a token back."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from otc import errors
from otc._core.service import Service
from otc.auth import ApplicationCredential, Password, Token
from otc.functiongraph import operations as op

from core.loopback import Loopback
from emitted import clients
from servers.keystone import PASSWORD, REGION, Keystone

pytestmark = pytest.mark.servers

GET = op.ListTriggers(function_urn="urn")
SECRET = "canary-of-a-user"


def admin(keystone: Keystone, **options: Any) -> Password:
    known = {"domain_name": "Default", "project_name": "admin", "region": REGION, "auth_url": keystone.url}
    return Password("admin", PASSWORD, **{**known, **options})


def by_id(keystone: Keystone, user_id: str, **options: Any) -> Password:
    return Password(user_id=user_id, password=SECRET, project_id=keystone.project_id, auth_url=keystone.url, **options)


@pytest.fixture
def user_id(keystone: Keystone) -> str:
    """A new user of the administrator's project."""
    return keystone.user(f"user-{uuid4().hex[:8]}", SECRET)


def test_a_login_finds_the_service_in_the_catalog(open_client: Any, keystone: Keystone, functions: Loopback) -> None:
    client = open_client("functiongraph", auth=admin(keystone))
    assert client.send(GET) == []
    assert functions.received[-1].path == f"/v2/{keystone.project_id}/fgs/triggers/urn"


def test_a_user_can_be_named_by_its_id(open_client: Any, keystone: Keystone, functions: Loopback, user_id: str) -> None:
    assert open_client("functiongraph", auth=by_id(keystone, user_id)).send(GET) == []


def test_a_wrong_password_is_refused_and_not_repeated(
    open_client: Any, keystone: Keystone, functions: Loopback
) -> None:
    before = len(functions.received)
    with pytest.raises(errors.Unauthorized, match="login: status 401") as caught:
        wrong = Password("admin", SECRET, domain_name="Default", project_name="admin", auth_url=keystone.url)
        open_client("functiongraph", auth=wrong).send(GET)
    assert SECRET not in f"{caught.value} {vars(caught.value)}"
    assert len(functions.received) == before


def test_a_revoked_token_is_replaced(open_client: Any, keystone: Keystone, functions: Loopback, user_id: str) -> None:
    client = open_client("functiongraph", auth=by_id(keystone, user_id))
    client.send(GET)
    first = functions.received[-1].headers["x-auth-token"]
    keystone.ask("DELETE", "/v3/auth/tokens", headers={"x-subject-token": first})
    assert client.send(GET) == []
    assert functions.received[-1].headers["x-auth-token"] != first
    assert functions.received[-2].headers["x-auth-token"] == first


def test_an_application_credential(open_client: Any, keystone: Keystone, functions: Loopback) -> None:
    made = {"application_credential": {"name": uuid4().hex, "unrestricted": False}}
    whose = keystone.ask("GET", "/v3/auth/tokens", headers={"x-subject-token": keystone.token})["token"]["user"]["id"]
    known = keystone.ask("POST", f"/v3/users/{whose}/application_credentials", made)["application_credential"]
    credential = ApplicationCredential(known["id"], known["secret"], region=REGION, auth_url=keystone.url)
    assert open_client("functiongraph", auth=credential).send(GET) == []


def test_a_service_that_the_catalog_lacks_is_an_error(
    open_client: Any, keystone: Keystone, functions: Loopback, user_id: str
) -> None:
    before = len(functions.received)
    credentials = by_id(keystone, user_id)
    with pytest.raises(errors.ConfigurationError, match=r"The catalog has it in eu-de\. Give region=, or say"):
        open_client("functiongraph", auth=credentials, region="eu-nl").send(GET)
    assert len(functions.received) == before


def test_a_service_that_nobody_offers_is_an_error_that_tells_what_there_is(
    open_client: Any, keystone: Keystone, functions: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Service(name="names", hosts=("dns",), catalog_types=("dns",))
    for client in clients("functiongraph"):
        monkeypatch.setattr(client, "service", names)
    before = len(functions.received)
    with pytest.raises(errors.ConfigurationError) as caught:
        open_client("functiongraph", auth=admin(keystone)).send(GET)
    assert str(caught.value) == (
        "names is not in the service catalog that came with the login (type dns; region eu-de; interface public). "
        "The catalog has functiongraph, identity. Say where it is with endpoint=, such as "
        "'https://dns.eu-de.otc.t-systems.com', its usual place in the public cloud, "
        "or with dns_endpoint_override in clouds.yaml."
    )
    assert len(functions.received) == before


def test_a_token_given_is_the_users_own_affair(open_client: Any, keystone: Keystone, functions: Loopback) -> None:
    token = Token(keystone.token, project_id="p")
    assert open_client("functiongraph", auth=token, endpoint=functions.url).send(GET) == []


# --- the second factor -----------------------------------------------------------------------------------------------


def passcode(secret: bytes, steps: int = 0) -> str:
    """The code of a moment, as the apps on telephones show it (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(secret, moment, "sha1")
    (number,) = struct.unpack(">I", digest[digest[-1] & 15 :][:4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def second_factor(keystone: Keystone, user_id: str) -> Callable[[], str]:
    """Let the user log in with password and passcode only; gives the passcodes."""
    secret = uuid4().bytes
    blob = base64.b32encode(secret).decode().rstrip("=")
    credential = {"type": "totp", "blob": blob, "user_id": user_id}
    keystone.ask("POST", "/v3/credentials", {"credential": credential})
    options = {"multi_factor_auth_enabled": True, "multi_factor_auth_rules": [["password", "totp"]]}
    keystone.ask("PATCH", f"/v3/users/{user_id}", {"user": {"options": options}})
    return lambda: passcode(secret)


def test_password_and_passcode(
    open_client: Any, keystone: Keystone, functions: Loopback, user_id: str, second_factor: Callable[[], str]
) -> None:
    client = open_client("functiongraph", auth=by_id(keystone, user_id, passcode=second_factor()))
    assert client.send(GET) == []
    keystone.ask(
        "DELETE", "/v3/auth/tokens", headers={"x-subject-token": functions.received[-1].headers["x-auth-token"]}
    )
    with pytest.raises(errors.ConfigurationError, match="good for one login"):
        client.send(GET)


def test_a_function_gives_the_passcodes(
    open_client: Any, keystone: Keystone, functions: Loopback, user_id: str, second_factor: Callable[[], str]
) -> None:
    assert open_client("functiongraph", auth=by_id(keystone, user_id, passcode=second_factor)).send(GET) == []


def test_a_password_alone_or_a_wrong_passcode_is_refused(
    open_client: Any, keystone: Keystone, user_id: str, second_factor: Callable[[], str]
) -> None:
    with pytest.raises(errors.Unauthorized, match=r"login: status 401, .* asks for password, totp; give passcode="):
        open_client("functiongraph", auth=by_id(keystone, user_id)).send(GET)
    wrong = f"{(int(second_factor()) + 1) % 1_000_000:06}"
    with pytest.raises(errors.Unauthorized) as caught:
        open_client("functiongraph", auth=by_id(keystone, user_id, passcode=wrong)).send(GET)
    assert wrong not in str(caught.value)


# --- configuration ---------------------------------------------------------------------------------------------------


def test_clouds_yaml_and_the_environment(
    open_client: Any,
    keystone: Keystone,
    functions: Loopback,
    user_id: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    pytest.importorskip("yaml")
    monkeypatch.chdir(tmp_path)
    auth = f"{{auth_url: {keystone.url}/v3, user_id: {user_id}, project_id: {keystone.project_id}}}"
    (tmp_path / "clouds.yaml").write_text(f"clouds: {{real: {{region_name: {REGION}, auth: {auth}}}}}")
    (tmp_path / "secure.yaml").write_text(f"clouds: {{real: {{auth: {{password: {SECRET}}}}}}}")
    assert open_client("functiongraph", cloud="real").send(GET) == []
    with pytest.raises(errors.ConfigurationError, match=r"The catalog has it with the interface public only\."):
        (tmp_path / "clouds.yaml").write_text(f"clouds: {{real: {{interface: internal, auth: {auth}}}}}")
        open_client("functiongraph", cloud="real").send(GET)
    for name, value in {
        "AUTH_URL": f"{keystone.url}/v3",
        "USERNAME": "admin",
        "PASSWORD": PASSWORD,
        "USER_DOMAIN_ID": "default",
        "PROJECT_NAME": "admin",
        "PROJECT_DOMAIN_NAME": "Default",
        "IDENTITY_API_VERSION": "3",
    }.items():
        monkeypatch.setenv(f"OS_{name}", value)
    assert open_client("functiongraph").send(GET) == []
