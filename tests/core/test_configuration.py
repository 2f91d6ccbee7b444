"""clouds.yaml and the OS_* variables: every key is honoured, has no meaning here, or is refused with its name and
place.
"""

from __future__ import annotations

import logging
import re
import ssl
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core.cloud_keys import (
    HONOURED,
    KNOWN,
    LOGINS,
    OF_A_SERVICE_HONOURED,
    OF_A_SERVICE_REFUSED,
    OF_A_SERVICE_WITHOUT_MEANING,
    OTHER_NAMES,
    REFUSED,
    WITHOUT_MEANING,
)
from sample_sdk.auth import Password, from_env
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.loopback import Answer, Loopback
from core.test_auth import Identity, catalog
from core.test_tls import CERTIFICATE, Serve, serve

__all__ = ["serve"]

GET = op.ListAllTriggersOfFunction(function_urn="urn")
CANARY = "canary-5b1e"

pytest.importorskip("yaml")


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A folder and an environment in which nothing is configured."""
    import os

    for variable in [name for name in os.environ if name.startswith("OS_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    yield


Said = Callable[..., dict[str, Any]]


@pytest.fixture(params=["clouds.yaml", "environment"])
def said(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Configure a cloud with a password, in a file or by variables, and what is said beside or instead; gives the
    options of a client for it."""

    def say(**keys: str) -> dict[str, Any]:
        password = {"username": "someone", "password": CANARY, "user_domain_name": "OTC-1"}
        values = {name: value for name, value in {**password, "region_name": "eu-de", **keys}.items() if value}
        if request.param == "environment":
            for name, value in values.items():
                monkeypatch.setenv(f"OS_{name.upper()}", value)
            return {}
        lines = "".join(f"    {name}: {value}\n" for name, value in values.items())
        (tmp_path / "clouds.yaml").write_text(f"clouds:\n  otc:\n{lines}")
        return {"cloud": "otc"}

    return say


def place(options: dict[str, Any], key: str) -> str:
    """How messages call a key: with its file and cloud, or as the variable."""
    return f"{key} of cloud 'otc' in " if options else f"OS_{key.upper()}"


@pytest.fixture(params=[FunctionGraph, AsyncFunctionGraph])
def client(request: pytest.FixtureRequest) -> Any:
    return request.param


VALUES = {
    "application_credential_id": None,
    "application_credential_secret": None,
    "cert": None,
    "domain_id": None,
    "domain_name": None,
    "key": None,
    "passcode": "012345",
    "auth_methods": "password",
    "auth_type": "v3password",
    "auth_url": "https://iam.invalid/v3",
    "cacert": str(CERTIFICATE),
    "identity_api_version": "3",
    "insecure": "false",
    "verify": "true",
    "interface": "public",
    "profile": "otc",
    "regions": None,
    "region_name": "eu-nl",
    "api_timeout": "30",
}
"""Values that make sense; of None, that another test is about the key."""


@pytest.mark.parametrize("key", sorted(KNOWN - REFUSED.keys()))
def test_r77_keys_that_are_honoured_or_without_meaning_are_taken(said: Said, key: str) -> None:
    value = VALUES.get(key, "value")
    if value is not None:
        FunctionGraph(
            **said(**{key: value}, **({"sk": "value"} if key == "ak" else {"ak": "value"} if key == "sk" else {}))
        )


@pytest.mark.parametrize("key", [*sorted(REFUSED), *(f"functiongraph_{end}" for end in OF_A_SERVICE_REFUSED)])
def test_r77_keys_that_cannot_be_honoured_are_refused_by_name_and_place(said: Said, client: Any, key: str) -> None:
    options = said(**{key: CANARY})
    with pytest.raises(errors.ConfigurationError) as caught:
        client(**options)
    assert str(caught.value).startswith(place(options, key))
    assert CANARY not in str(caught.value)


def test_r77_every_key_has_one_meaning() -> None:
    assert not HONOURED & WITHOUT_MEANING
    assert not (HONOURED | WITHOUT_MEANING) & REFUSED.keys()
    assert HONOURED | WITHOUT_MEANING | REFUSED.keys() == KNOWN
    assert not OTHER_NAMES.keys() & KNOWN
    assert set(OTHER_NAMES.values()) <= KNOWN


def test_r77_every_key_is_in_the_table_for_readers() -> None:
    page = (Path(__file__).parents[2] / "docs" / "client.md").read_text()
    rows = {
        row.group(1): set(re.findall(r"`(\w+)`", row.group(2)))
        for row in re.finditer(r"^\| (.+?) \| (.+) \|$", page, re.M)
    }
    after = {f"_{end}" for end in OF_A_SERVICE_HONOURED}
    assert rows["honoured"] == HONOURED
    assert rows["the same by other names"] == set(OTHER_NAMES)
    assert rows["honoured for the service of the client, after its module or catalog type"] >= after
    assert rows["without meaning here"] == WITHOUT_MEANING | {f"_{end}" for end in OF_A_SERVICE_WITHOUT_MEANING}
    assert rows["refused"] == REFUSED.keys() | {f"_{end}" for end in OF_A_SERVICE_REFUSED}


def test_r77_all_that_keystoneauth_knows_is_known_here() -> None:
    loading = pytest.importorskip("keystoneauth1.loading")
    plugins = loading.get_available_plugin_names()
    assert "v3multifactor" in plugins
    for plugin in plugins:
        for option in loading.get_plugin_loader(plugin).get_options():
            names = [option.dest, *(one.dest for one in option.deprecated)]
            assert all(OTHER_NAMES.get(name, name) in KNOWN for name in names), (plugin, names)


@pytest.mark.parametrize("plugin", ["v2password", "none", "v3oidcpassword", "admin_token", "v3totp", CANARY])
def test_r77_other_ways_to_log_in_are_refused_with_those_that_work(said: Said, plugin: str) -> None:
    options = said(auth_type=plugin)
    with pytest.raises(errors.ConfigurationError, match=r"is not supported; .*v3multifactor") as caught:
        FunctionGraph(**options)
    assert str(caught.value).startswith(place(options, "auth_type"))


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"identity_api_version": "2.0"}, "only version 3"),
        ({"interface": "private"}, "the interfaces are public, internal, admin"),
        ({"verify": "perhaps"}, "true or false is needed"),
        ({"api_timeout": "soon"}, "a number of seconds"),
        ({"api_timeout": "-1"}, "a number of seconds"),
        ({"profile": "ovh"}, "neither in a clouds-public.yaml nor one of otc, otc-swiss"),
        ({"auth_methods": "password,kerberos"}, "a password, with or without totp"),
        ({"auth_methods": "v3password,v3totp"}, "(?i)passcode.* is not set"),
        ({"tenant_name": "one", "project_name": "two"}, "another value stands under"),
        ({"domain_name": "OTC-2", "project_name": ""}, "a token is for the account of the user"),
        ({"auth_url": "https://{who}.invalid"}, "in braces"),
        ({"key": str(CERTIFICATE)}, "a key goes with a certificate"),
        ({"passcode": "1", "password": "", "token": CANARY, "auth_type": "token"}, "a passcode goes with a password"),
        ({"ak": CANARY}, "is not set"),
        ({"username": "", "password": ""}, "no credentials|neither keys, token"),
        ({"functiongraph_endpoint_override": "http://fg.invalid"}, "https is needed"),
        ({"functiongraph_endpoint_override": f"https://user:{CANARY}@fg.invalid"}, "user and password do not belong"),
        ({"functiongraph_endpoint_override": "https://fg.invalid/behind/a/proxy"}, "paths come from the operations"),
        ({"functoingraph_endpoint_override": "https://fg.invalid"}, "is 'functiongraph' meant"),
        ({"region_name": "eu-nl,eu-de"}, "no name of a region"),
    ],
)
def test_r77_values_that_cannot_be_honoured_are_refused(said: Said, keys: dict[str, str], problem: str) -> None:
    with pytest.raises(errors.SdkError, match=problem) as caught:
        FunctionGraph(**said(**keys)).send(GET)
    assert isinstance(caught.value, ValueError)
    assert CANARY not in str(caught.value)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in told.stack if "sample_sdk" in frame.filename]
    leaks = [(frame.name, name) for frame in ours for name, value in (frame.locals or {}).items() if CANARY in value]
    assert leaks == [], "a traceback that tells variables tells no secret"


def write(folder: Path, text: str, name: str = "clouds.yaml") -> None:
    (folder / name).write_text(text)


def test_r77_slips_are_refused_and_unknown_keys_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "clouds: {otc: {ak: a, sk: b, cacret: x}, mine: {ak: a, sk: b, colour: blue}}")
    with pytest.raises(
        errors.ConfigurationError, match=r"cacret of cloud 'otc' in .*clouds\.yaml: .* is 'cacert' meant"
    ):
        FunctionGraph(cloud="otc")
    with caplog.at_level(logging.WARNING):
        FunctionGraph(cloud="mine")
    assert [record.name for record in caplog.records] == ["sample_sdk"]
    assert "colour of cloud 'mine' in " in caplog.text
    assert "blue" not in caplog.text


def test_r77_a_file_that_is_nested_too_deeply_is_named(tmp_path: Path) -> None:
    write(tmp_path, "clouds: " + "[" * 5_000)
    with pytest.raises(errors.ConfigurationError, match=r"clouds\.yaml: it is nested too deeply"):
        FunctionGraph(cloud="otc")


def test_r77_what_secure_yaml_adds_is_refused_with_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, "clouds: {otc: {ak: a, sk: b}}")
    write(tmp_path, f"clouds: {{otc: {{auth: {{trust_id: {CANARY}}}}}}}", "secure.yaml")
    with pytest.raises(errors.ConfigurationError, match=r"trust_id of cloud 'otc' in .*secure\.yaml: trusts are not"):
        FunctionGraph(cloud="otc")


def test_r77_what_is_written_is_read_as_text(tmp_path: Path, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    write(
        tmp_path,
        f"""
        defaults: &defaults {{auth_url: {server.url}/v3, user-domain-name: OTC-1, passcode: 012345}}
        clouds: {{otc: {{region_name: eu-de, auth: {{<<: *defaults, username: 1e3, password: 0777, project_id: null}}}}}}
        """,
    )
    FunctionGraph(cloud="otc", endpoint=server.url, insecure=True).send(GET)
    told = identity.logins[0]["auth"]["identity"]
    assert told["password"]["user"] == {"name": "1e3", "password": "0777", "domain": {"name": "OTC-1"}}
    assert told["totp"]["user"]["passcode"] == "012345"


# --- where -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "ending"),
    [
        ("functiongraph_endpoint_override", ""),
        ("functiongraph_endpoint", "/v2/$(project_id)s"),
        ("functiongraph_endpoint_override", "/v2.0/c27d5b1e8f6a4093b1d7e65f20a48c39/"),
    ],
)
def test_r80_the_endpoint_of_the_service_is_honoured(said: Said, server: Loopback, key: str, ending: str) -> None:
    server.answer(Answer(200, []))
    others = {"username": "", "password": "", "token": "t", "dns_endpoint_override": "https://dns.invalid/path"}
    options = said(**{key: f"{server.url}{ending}", **others})
    assert FunctionGraph(**options, project_id="p", insecure=True).send(GET) == []
    assert server.received[0].path == "/v2/p/fgs/triggers/urn"


def test_r80_what_a_client_is_told_goes_before(said: Said, server: Loopback) -> None:
    server.answer(Answer(200, []))
    options = said(token="t", username="", password="", functiongraph_endpoint_override="https://fg.invalid")
    assert FunctionGraph(**options, endpoint=server.url, project_id="p", insecure=True).send(GET) == []


LINES = catalog(
    ("functiongraph", "eu-de", "public", "https://public.invalid"),
    ("functiongraph", "eu-de", "internal", "{url}"),
    ("functiongraph", "eu-nl", "admin", "{url}"),
)


def identity_at(server: Loopback) -> None:
    lines = [
        {**line, "endpoints": [{**one, "url": one["url"].format(url=server.url)} for one in line["endpoints"]]}
        for line in LINES
    ]
    server.behave(Identity(catalog=lines).answer)


@pytest.mark.parametrize(
    "keys",
    [
        {"interface": "internal"},
        {"endpoint_type": "internalURL"},
        {"endpoint_type": "internalURL", "interface": "internal"},
        {"functiongraph_interface": "internal", "interface": "admin"},
        {"functiongraph_endpoint_type": "internalURL"},
        {"interface": "admin,internal"},
        {"interface": "admin", "region_name": "eu-nl"},
    ],
)
def test_r80_the_interface_is_honoured(said: Said, server: Loopback, keys: dict[str, str]) -> None:
    identity_at(server)
    assert FunctionGraph(**said(auth_url=server.url, **keys), insecure=True).send(GET) == []


def test_r80_a_list_of_interfaces_in_a_file(tmp_path: Path, server: Loopback) -> None:
    identity_at(server)
    password = "{username: u, password: p, user_domain_name: d}"
    write(tmp_path, f"clouds: {{otc: {{region_name: eu-de, interface: [admin, internalURL], auth: {password}}}}}")
    write(tmp_path, f"clouds: {{otc: {{auth: {{auth_url: {server.url}}}}}}}", "secure.yaml")
    assert FunctionGraph(cloud="otc", insecure=True).send(GET) == []


def test_r76_another_interface_than_the_public_one_needs_a_catalog(said: Said) -> None:
    options = said(token="t", username="", password="", interface="internal", project_id="p")
    with pytest.raises(errors.ConfigurationError, match=r"interface internal is .* none with keys or a token"):
        FunctionGraph(**options).send(GET)


REGIONS = """
clouds:
  two:
    regions: [eu-de, {name: eu-nl, values: {ak: own, functiongraph_endpoint_override: "https://own.invalid"}}]
    auth: {ak: a, sk: b}
  one:
    regions: [{name: eu-nl}]
    auth: {ak: a, sk: b}
  swiss: {profile: otc-swiss, ak: a, sk: b}
  otc: {cloud: otc, ak: a, sk: b}
  public: {profile: mine, ak: a}
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"cloud": "one"}, "<FunctionGraph eu-nl>"),
        ({"cloud": "two", "region": "eu-de"}, "<FunctionGraph eu-de>"),
        ({"cloud": "two", "region": "eu-nl"}, "<FunctionGraph https://own.invalid>"),
        ({"cloud": "two"}, "<FunctionGraph region not known>"),
        ({"cloud": "swiss"}, "<FunctionGraph eu-ch2>"),
        ({"cloud": "otc"}, "<FunctionGraph region not known>"),
        ({"cloud": "otc", "region": "eu-nl"}, "<FunctionGraph eu-nl>"),
        ({"cloud": "public"}, "<FunctionGraph eu-de>"),
    ],
)
def test_r80_regions_and_profiles_are_honoured(tmp_path: Path, options: Any, told: str) -> None:
    write(tmp_path, REGIONS)
    write(tmp_path, "public-clouds: {mine: {region_name: eu-de, ak: of the profile, sk: b}}", "clouds-public.yaml")
    assert str(FunctionGraph(**options)) == told


def test_r80_a_region_that_a_cloud_does_not_have_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, REGIONS)
    with pytest.raises(errors.ConfigurationError, match="'eu-xx' is not among them; they are eu-de, eu-nl"):
        FunctionGraph(cloud="two", region="eu-xx")
    monkeypatch.setenv("OS_CLOUD", "two")
    monkeypatch.setenv("OS_REGION_NAME", "eu-nl")
    assert str(FunctionGraph()) == "<FunctionGraph https://own.invalid>"


def test_r80_the_region_stands_in_the_url_of_the_login(said: Said, server: Loopback) -> None:
    options = said(auth_url=f"{server.url}/{{region_name}}")
    with pytest.raises(errors.InvalidArgument, match=r"auth_url: scheme and host only.*'/eu-de'"):
        FunctionGraph(**options, insecure=True).send(GET)


def test_r80_the_seconds_of_api_timeout_hold_for_calls(said: Said) -> None:
    options = said(api_timeout="7.5")
    assert vars(FunctionGraph(**options))["_driver"].settings.timeout == 7.5
    assert vars(FunctionGraph(**options, timeout=None))["_driver"].settings.timeout is None


# --- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "user", "scope"),
    [
        (
            {"username": "", "user_id": "u1", "project_id": "p1"},
            {"id": "u1", "password": CANARY},
            {"project": {"id": "p1"}},
        ),
        (
            {"project_name": "eu-de_x", "project_domain_name": "OTC-2"},
            {"name": "someone", "password": CANARY, "domain": {"name": "OTC-1"}},
            {"project": {"name": "eu-de_x", "domain": {"name": "OTC-2"}}},
        ),
        (
            {"tenant_name": "eu-de_x", "user_domain_name": "", "default_domain_id": "d0"},
            {"name": "someone", "password": CANARY, "domain": {"id": "d0"}},
            {"project": {"name": "eu-de_x", "domain": {"id": "d0"}}},
        ),
        (
            {"project_name": "eu-de_x", "user_domain_name": "", "domain_id": "d1", "project_domain_id": "d2"},
            {"name": "someone", "password": CANARY, "domain": {"id": "d1"}},
            {"project": {"name": "eu-de_x", "domain": {"id": "d2"}}},
        ),
    ],
)
def test_r80_users_projects_and_their_domains(said: Said, server: Loopback, keys: Any, user: Any, scope: Any) -> None:
    identity = Identity()
    server.behave(identity.answer)
    FunctionGraph(**said(auth_url=server.url, **keys), endpoint=server.url, insecure=True).send(GET)
    told = identity.logins[0]["auth"]
    assert told["identity"]["password"]["user"] == user
    assert told["scope"] == scope


@pytest.mark.parametrize("kind", sorted(set(LOGINS)))
def test_r80_the_kind_of_login_decides_where_there_are_several(said: Said, server: Loopback, kind: str) -> None:
    identity = Identity()
    server.behave(identity.answer)
    everything = {
        "token": "token-0",
        "application_credential_id": "id",
        "application_credential_secret": CANARY,
        "ak": "a",
        "sk": CANARY,
    }
    identity.tokens.append("token-0")
    options = said(auth_type=kind, auth_url=server.url, project_id="p", **everything)
    FunctionGraph(**options, endpoint=server.url, insecure=True).send(GET)
    methods = [login["auth"]["identity"]["methods"] for login in identity.logins]
    expected = {"password": [["password"]], "token": [], "application credential": [["application_credential"]]}
    assert methods == expected[LOGINS[kind]]


def test_r80_credentials_alone_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"USER_ID": "u", "PASSWORD": "p", "PROJECT_ID": "p1", "REGION_NAME": "eu-nl"}.items():
        monkeypatch.setenv(f"OS_{name}", value)
    for credentials in (from_env(), Password.from_env()):
        assert isinstance(credentials, Password)
        assert (credentials.project_id, credentials.region) == ("p1", "eu-nl")
    monkeypatch.setenv("OS_SYSTEM_SCOPE", "all")
    with pytest.raises(errors.ConfigurationError, match="OS_SYSTEM_SCOPE"):
        from_env()


# --- certificates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cacert", "cert"])
def test_r78_a_file_that_is_not_there_is_named_when_the_client_is_made(said: Said, client: Any, name: str) -> None:
    options = said(**{name: "~/nowhere/ca.pem"})
    with pytest.raises(errors.ConfigurationError) as caught:
        client(**options)
    assert str(caught.value).startswith(place(options, name))
    assert str(Path.home() / "nowhere" / "ca.pem") in str(caught.value)


def test_r78_the_authorities_are_honoured(said: Said, serve: Serve, tmp_path: Path) -> None:
    port, token = serve(), {"token": "t", "username": "", "password": "", "project_id": "p"}
    with pytest.raises(errors.CertificateError):
        FunctionGraph(**said(**token), endpoint=f"https://localhost:{port}").send(GET)
    options = said(cacert=str(CERTIFICATE), **token)
    assert FunctionGraph(**options, endpoint=f"https://localhost:{port}").send(GET) == []
    with pytest.raises(errors.CertificateError):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        FunctionGraph(**options, endpoint=f"https://localhost:{port}", verify=context).send(GET)


@pytest.mark.parametrize(
    "keys", [{"insecure": "True"}, {"verify": "false"}, {"insecure": "1", "cacert": str(CERTIFICATE)}]
)
def test_r79_configured_carelessness_is_honoured_with_a_warning(said: Said, serve: Serve, keys: Any) -> None:
    token = {"token": "t", "username": "", "password": "", "project_id": "p"}
    options = said(**token, **keys)
    for _ in range(2):
        with pytest.warns(errors.UnverifiedWarning, match="certificates are not verified") as told:
            client = FunctionGraph(**options, endpoint=f"https://localhost:{serve()}")
        assert [one.filename for one in told] == [__file__]
        assert client.send(GET) == []
    with pytest.raises(errors.CertificateError):
        FunctionGraph(**options, endpoint=f"https://localhost:{serve()}", verify=True).send(GET)
