"""Buckets and keys: who may call, where the bucket stands, how a key travels, and what is signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_sdk import NULL, errors
from sample_sdk._core import check
from sample_sdk.auth import AkSk, ApplicationCredential, Password, Token
from sample_sdk.functiongraph import operations as op

from core.doors import Door, OpenDoor
from core.loopback import Answer, Loopback
from core.store import (
    ACCESS_KEY,
    CABINET_CLIENTS,
    CABINET_HOST,
    CLIENTS,
    HOST,
    SECRET_KEY,
    DeleteBucket,
    DeleteDrawer,
    DeleteLifecycle,
    DeleteShelf,
    GetObject,
    HeadObject,
    InitiateUpload,
    ListBuckets,
    ListDrawers,
    ListObjects,
    PutObject,
    PutTags,
    Store,
    StoreServer,
)

KEYS = AkSk(ACCESS_KEY, SECRET_KEY)
PLUM = '"e2ca8f6d2c0a2ab3f2ea32d8b8bb8d39"'


@pytest.fixture
def kept(server: Loopback) -> StoreServer:
    """The server as a store that believes no signature."""
    behaviour = StoreServer()
    server.behave(behaviour)
    return behaviour


def to_store(open_door: OpenDoor, server: Loopback, style: str, **options: Any) -> Door:
    """Open a door to the store: by its host name through a proxy, so that names need not be resolved, or by its
    address.
    """
    if style == "path":
        return open_door(clients=CLIENTS, **{"auth": KEYS, "addressing_style": "path", **options})
    return open_door(clients=CLIENTS, **{"auth": KEYS, "endpoint": f"http://{HOST}", "proxy": server.url, **options})


@pytest.fixture(params=["virtual", "path"])
def store(request: pytest.FixtureRequest, open_door: OpenDoor, server: Loopback, kept: StoreServer) -> Door:
    return to_store(open_door, server, request.param)


# --- who calls -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["argument", "environment", "clouds.yaml"])
def test_r51_keys_sign_as_the_service_wants_it(
    origin: str,
    open_door: OpenDoor,
    server: Loopback,
    kept: StoreServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    options: dict[str, Any] = {"auth": KEYS}
    if origin == "environment":
        monkeypatch.setenv("OS_ACCESS_KEY", ACCESS_KEY)
        monkeypatch.setenv("OS_SECRET_KEY", SECRET_KEY)
        options = {"auth": None}
    elif origin == "clouds.yaml":
        text = f"clouds:\n  jars:\n    ak: {ACCESS_KEY}\n    sk: {SECRET_KEY}\n    auth: {{project_id: p}}\n"
        (tmp_path / "clouds.yaml").write_text(text)
        monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(tmp_path / "clouds.yaml"))
        options = {"auth": None, "cloud": "jars"}
    store = to_store(open_door, server, "path", **options)
    store.send(PutObject(bucket="jars", object_name="plum", body=b"plum"))
    assert kept.objects == {("jars", "plum"): b"plum"}
    assert server.received[-1].headers["authorization"].startswith(f"OBS {ACCESS_KEY}:")
    server.answer(Answer(204))
    open_door(**options).send(op.DeleteFunctionOrFunctionVersion(function_urn="u"))
    assert server.received[-1].headers["authorization"].startswith(f"SDK-HMAC-SHA256 Access={ACCESS_KEY}, ")


class SomeSession:
    """A session of another library."""

    def get_token(self) -> str:
        raise AssertionError("asked for a token")

    def get_endpoint(self, **kwargs: Any) -> str:
        raise AssertionError("asked for an endpoint")


@pytest.mark.parametrize(
    "auth",
    [
        Token("t"),
        Password("u", "p", domain_name="d"),
        ApplicationCredential("i", "s", region="eu-de"),
        SomeSession(),
    ],
    ids=["token", "password", "application credential", "session"],
)
def test_r52_who_cannot_sign_is_refused_before_anything_is_sent(
    auth: Any, open_door: OpenDoor, server: Loopback
) -> None:
    with pytest.raises(
        errors.ConfigurationError, match=r"^store takes requests signed with access keys, .* auth=AkSk\("
    ):
        open_door(clients=CLIENTS, auth=auth)
    assert server.received == []


def test_r52_a_password_of_the_environment_is_refused_too(open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OS_USERNAME", "u")
    monkeypatch.setenv("OS_PASSWORD", "p")
    monkeypatch.setenv("OS_USER_DOMAIN_NAME", "d")
    with pytest.raises(errors.ConfigurationError, match="OS_ACCESS_KEY and OS_SECRET_KEY"):
        open_door(clients=CLIENTS, auth=None)


def test_requests_to_object_storage_name_no_project(open_door: OpenDoor, server: Loopback, kept: StoreServer) -> None:
    store = to_store(open_door, server, "path", project_id="p1")
    store.send(ListBuckets())
    assert not any("project" in name for name in server.received[0].headers)
    with pytest.raises(errors.InvalidArgument, match=r"^scope_project_id: .* object storage name no project"):
        store.send(ListBuckets(), scope_project_id="p2")
    with pytest.raises(errors.InvalidArgument, match=r"^scope_project_id: .* object storage name no project"):
        store.client.with_options(scope_project_id="p2")
    assert len(server.received) == 1


# --- which bucket ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"validate": "off"}], ids=["checked", "unchecked"])
@pytest.mark.parametrize("given_", [{}, {"bucket": None}, {"bucket": ""}], ids=["nothing", "None", "empty"])
def test_r53_a_bucket_is_always_named(
    given_: dict[str, Any], options: dict[str, Any], store: Door, kept: StoreServer
) -> None:
    with pytest.raises((errors.ValidationError, errors.InvalidArgument), match="bucket: "):
        store.send(DeleteBucket(**given_), **options)
    assert kept.seen == []


@pytest.mark.parametrize("validate", ["default", "strict", "warn", "off"])
@pytest.mark.parametrize("nothing", [None, NULL, [], [None]], ids=["None", "null", "no items", "an item of null"])
@pytest.mark.filterwarnings("ignore::sample_sdk.errors.ValidationWarning")
def test_r43_what_tells_the_operation_cannot_be_taken_away(
    nothing: Any, validate: Any, store: Door, kept: StoreServer
) -> None:
    """`DELETE /?lifecycle` without its parameter deletes the bucket."""
    with pytest.raises((errors.ValidationError, errors.InvalidArgument), match="lifecycle: "):
        store.send(DeleteLifecycle(bucket="jars", lifecycle=nothing), validate=validate)
    assert kept.seen == []


def test_no_media_type_is_stated_where_nothing_is_sent(store: Door, server: Loopback, kept: StoreServer) -> None:
    """The store keeps what is stated as the media type of the object."""
    store.send(InitiateUpload(bucket="jars", object_name="plum"))
    store.send(InitiateUpload(bucket="jars", object_name="plum"), extra_headers={"Content-Type": "image/png"})
    store.send(PutObject(bucket="jars", object_name="plum", body=b""))
    told = [one.headers.get("content-type") for one in server.received]
    assert told == [None, "image/png", "application/octet-stream"]
    assert len(kept.seen) == 3, "each was signed as it was sent"


def test_r53_the_bucket_stands_in_the_host(open_door: OpenDoor, server: Loopback, kept: StoreServer) -> None:
    store = to_store(open_door, server, "virtual")
    store.send(ListObjects(bucket="jars", prefix="p"))
    store.send(PutTags(bucket="jars", object_name="a/b", body="<Tagging/>"))
    store.send(ListBuckets())
    assert [(one.headers["host"], one.target) for one in server.received] == [
        (f"jars.{HOST}", f"http://jars.{HOST}/?prefix=p"),
        (f"jars.{HOST}", f"http://jars.{HOST}/a/b?tagging"),
        (HOST, f"http://{HOST}/"),
    ]
    assert kept.seen == [("GET", "jars", ""), ("PUT", "jars", "a/b"), ("GET", "", "")]


def test_r53_the_bucket_stands_in_the_path_where_the_client_is_told_so(
    open_door: OpenDoor, server: Loopback, kept: StoreServer
) -> None:
    store = to_store(open_door, server, "path")
    store.send(ListObjects(bucket="Jars.2026_", prefix="p"))
    store.send(PutTags(bucket="jars", object_name="a/b", body="<Tagging/>"))
    store.send(ListBuckets())
    assert [one.target for one in server.received] == ["/Jars.2026_?prefix=p", "/jars/a/b?tagging", "/"]
    assert kept.seen == [("GET", "Jars.2026_", ""), ("PUT", "jars", "a/b"), ("GET", "", "")]


NO_NAMES = [
    *("evil.com/", "a@b", "a/b", "a/../b", "..", ".", ".a", "-a", "a:80", "a?b", "a#b", "a b", "a%2fb", "a\\b", "a\nb"),
    *("ü", "[::1]", "a" * 256),
]


@pytest.mark.parametrize("bucket", NO_NAMES)
def test_r53_what_could_lead_elsewhere_is_no_bucket(bucket: str, store: Door, server: Loopback) -> None:
    with pytest.raises(errors.InvalidArgument, match=r"^bucket: .* is no name of a bucket"):
        store.send(DeleteBucket(bucket=bucket))
    assert server.received == []


@pytest.mark.parametrize(
    ("bucket", "scheme", "reason"),
    [
        ("Jars", "http", "cannot begin a host"),
        ("my_jars", "http", "cannot begin a host"),
        ("jars-", "http", "cannot begin a host"),
        ("a..b", "http", "cannot begin a host"),
        ("j" * 64, "http", "cannot begin a host"),
        ("my.jars", "https", "certificates are for one label"),
    ],
)
def test_r53_names_that_no_host_begins_with_are_for_the_path(
    bucket: str, scheme: str, reason: str, open_door: OpenDoor, server: Loopback
) -> None:
    store = to_store(open_door, server, "virtual", endpoint=f"{scheme}://{HOST}")
    with pytest.raises(
        errors.InvalidArgument, match=f"^bucket: .*{reason}.*: give the client addressing_style='path'$"
    ):
        store.send(DeleteBucket(bucket=bucket))
    assert server.received == []


def test_r53_dots_are_fine_where_no_certificate_is(open_door: OpenDoor, server: Loopback, kept: StoreServer) -> None:
    to_store(open_door, server, "virtual").send(DeleteBucket(bucket="my.jars"))
    assert kept.seen == [("DELETE", "my.jars", "")]


@pytest.mark.parametrize(
    ("endpoint", "reason"),
    [
        (
            "http://127.0.0.1:9000",
            r"endpoint: no bucket can stand in front of the address 127\.0\.0\.1:9000: .*='path'",
        ),
        ("http://[::1]:9000", r"endpoint: no bucket can stand in front of the address \[::1\]:9000: .*='path'"),
        (f"http://jars.{HOST}", f"endpoint: jars.{HOST} begins with the bucket already"),
    ],
)
def test_r53_endpoints_in_front_of_which_no_bucket_stands(
    endpoint: str, reason: str, open_door: OpenDoor, server: Loopback
) -> None:
    store = to_store(open_door, server, "virtual", endpoint=endpoint)
    with pytest.raises(errors.ConfigurationError, match=f"^{reason}"):
        store.send(DeleteBucket(bucket="jars"))
    assert server.received == []


def test_r53_a_bucket_may_be_called_like_the_service(open_door: OpenDoor, server: Loopback, kept: StoreServer) -> None:
    to_store(open_door, server, "virtual").send(DeleteBucket(bucket="obs"))
    assert kept.seen == [("DELETE", "obs", "")]


def test_an_unknown_style_is_refused(open_door: OpenDoor) -> None:
    with pytest.raises(errors.ConfigurationError, match="addressing_style: 'virtual' or 'path' is needed"):
        open_door(clients=CLIENTS, auth=KEYS, addressing_style="host")


def test_validators_ask_for_the_bucket() -> None:
    assert [(one.path, one.rule) for one in check(DeleteBucket, host={"bucket": ""})] == [("bucket", "required")]
    assert check(DeleteBucket, host={"bucket": "jars"}) == ()
    assert check(DeleteBucket) == ()


# --- other things than buckets, in a service that is no object storage -----------------------------------------------

UNABLE = [
    Token("t"),
    Password("u", "p", domain_name="d"),
    ApplicationCredential("i", "s", region="eu-de"),
]


def to_cabinet(open_door: OpenDoor, server: Loopback, **options: Any) -> Door:
    """Open a door to the cabinet, by its host name through a proxy."""
    where = {"endpoint": f"http://{CABINET_HOST}", "proxy": server.url}
    return open_door(clients=CABINET_CLIENTS, **{"auth": KEYS, **where, **options})


def test_r53_what_stands_in_front_of_a_host_is_named_by_the_call(
    open_door: OpenDoor, server: Loopback, kept: StoreServer
) -> None:
    cabinet = to_cabinet(open_door, server)
    cabinet.send(DeleteDrawer(file_drawer="oak"))
    cabinet.send(ListDrawers())
    assert [(one.headers["host"], one.target) for one in server.received] == [
        (f"oak.{CABINET_HOST}", f"http://oak.{CABINET_HOST}/?ifEmpty"),
        (CABINET_HOST, f"http://{CABINET_HOST}/"),
    ]
    assert kept.seen == [("DELETE", "oak", ""), ("GET", "", "")]
    open_door(clients=CABINET_CLIENTS, auth=KEYS, addressing_style="path").send(DeleteDrawer(file_drawer="Oak.1"))
    assert kept.seen[2:] == [("DELETE", "Oak.1", "")]


@pytest.mark.parametrize("options", [{}, {"validate": "off"}], ids=["checked", "unchecked"])
@pytest.mark.parametrize("given_", [{}, {"file_drawer": None}, {"file_drawer": ""}], ids=["nothing", "None", "empty"])
def test_r53_without_what_stands_in_front_of_the_host_nothing_is_sent(
    given_: dict[str, Any], options: dict[str, Any], open_door: OpenDoor, server: Loopback
) -> None:
    with pytest.raises((errors.ValidationError, errors.InvalidArgument), match="file_drawer: "):
        to_cabinet(open_door, server).send(DeleteDrawer(**given_), **options)
    assert server.received == []


@pytest.mark.parametrize(
    ("drawer", "endpoint", "error", "message"),
    [
        ("a/b", f"http://{CABINET_HOST}", errors.InvalidArgument, r"^file_drawer: 'a/b' is no name of a file drawer: "),
        ("Oak", f"http://{CABINET_HOST}", errors.InvalidArgument, r"^file_drawer: 'Oak' cannot begin a host"),
        ("my.oak", f"https://{CABINET_HOST}", errors.InvalidArgument, r"^file_drawer: 'my\.oak' has a dot"),
        ("oak", "http://127.0.0.1:1", errors.ConfigurationError, r"^endpoint: no file drawer can stand in front"),
        ("oak", f"http://oak.{CABINET_HOST}", errors.ConfigurationError, r"begins with the file drawer already"),
        ("oak", "http://oak.drawers.store.test", errors.ConfigurationError, r"begins with the file drawer already"),
    ],
)
def test_r53_messages_call_it_as_the_pages_do(
    drawer: str, endpoint: str, error: type[Exception], message: str, open_door: OpenDoor, server: Loopback
) -> None:
    with pytest.raises(error, match=message):
        to_cabinet(open_door, server, endpoint=endpoint).send(DeleteDrawer(file_drawer=drawer))
    assert server.received == []


def test_r53_the_usual_host_is_the_one_that_the_pages_show(open_door: OpenDoor) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(f"{request.url.scheme}://{request.url.host}{request.url.path}")
        return httpx2.Response(204 if request.method == "DELETE" else 200)

    transport = httpx2.MockTransport(answer)
    cabinet = open_door(clients=CABINET_CLIENTS, auth=KEYS, endpoint="", region="eu-de", transport=transport)
    for request in (DeleteDrawer(file_drawer="oak"), ListDrawers(), DeleteShelf(shelf_id="s")):
        cabinet.send(request)
    assert asked == [
        "https://oak.drawers.eu-de.otc.t-systems.com/",
        "https://drawers.eu-de.otc.t-systems.com/",
        "https://cabinet.eu-de.otc.t-systems.com/v1/p1/shelves/s",
    ]


def test_r51_each_operation_of_a_service_is_signed_in_its_own_way(
    open_door: OpenDoor, server: Loopback, kept: StoreServer
) -> None:
    """The server puts the signature of object storage together anew, and believes no other."""
    cabinet = to_cabinet(open_door, server)
    cabinet.send(DeleteDrawer(file_drawer="oak"))
    cabinet.send(ListDrawers())
    assert len(kept.seen) == 2
    server.answer(Answer(204))
    cabinet.send(DeleteShelf(shelf_id="s"))
    assert server.received[-1].headers["authorization"].startswith(f"SDK-HMAC-SHA256 Access={ACCESS_KEY}, ")
    assert server.received[-1].headers["x-project-id"] == "p1"
    assert not any("project" in name for one in server.received[:2] for name in one.headers)


@pytest.mark.parametrize("auth", [*UNABLE, SomeSession()], ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("request_", [DeleteDrawer(file_drawer="oak"), ListDrawers()], ids=["named", "beside"])
def test_r52_who_cannot_sign_is_refused_at_the_calls_that_need_it(
    request_: Any, auth: Any, open_door: OpenDoor, server: Loopback
) -> None:
    cabinet = to_cabinet(open_door, server, auth=auth)
    operation = type(request_).__name__
    with pytest.raises(
        errors.ConfigurationError, match=rf"^{operation} takes requests signed with access keys, .* auth=AkSk\("
    ):
        cabinet.send(request_)
    assert server.received == []


def test_r52_the_other_calls_of_the_service_take_tokens(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    to_cabinet(open_door, server, auth=Token("t")).send(DeleteShelf(shelf_id="s"))
    assert server.received[0].headers["x-auth-token"] == "t"


def test_what_is_signed_for_no_project_refuses_another_one(
    open_door: OpenDoor, server: Loopback, kept: StoreServer
) -> None:
    cabinet = to_cabinet(open_door, server)
    with pytest.raises(errors.InvalidArgument, match=r"^scope_project_id: .* object storage name no project"):
        cabinet.send(DeleteDrawer(file_drawer="oak"), scope_project_id="p2")
    assert server.received == []
    server.answer(Answer(204))
    cabinet.send(DeleteShelf(shelf_id="s"), scope_project_id="p2")
    assert server.received[0].headers["x-project-id"] == "p2"


# --- which object ----------------------------------------------------------------------------------------------------

ODD_KEYS = [
    "a/b/c.txt",
    "käse/größe 1.txt",
    "日本/😀",
    "a//b",
    "/a",
    "//",
    "a/",
    "/",
    "...",
    "a/..b/.c",
    "a?b#c&d=e+f",
    "100%",
    "%2e%2e/%2F",
    "a\\..\\b",
    "~!*'();:@$,[]\"<>^`{|}",
    "{project_id}",
    "-",
    " a ",
]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_r54_keys_arrive_as_they_are(key: str, store: Door, kept: StoreServer) -> None:
    store.send(PutObject(bucket="jars", object_name=key, body=b"plum"))
    assert kept.objects == {("jars", key): b"plum"}
    assert store.send(GetObject(bucket="jars", object_name=key)) == b"plum"
    assert store.send(ListObjects(bucket="jars")).decode() == key


def test_r54_slashes_stay_slashes(store: Door, server: Loopback) -> None:
    store.send(PutObject(bucket="jars", object_name="a b/c%/d", body=b""))
    assert server.received[0].path.endswith("/a%20b/c%25/d")


@pytest.mark.parametrize(
    "key", ["..", ".", "../a", "a/../b", "a/..", "./a", "a/./b", "a/.", "", None, "a\nb", "a\x00", "\ud800"]
)
def test_r54_keys_that_could_be_another_path_are_refused(key: Any, store: Door, server: Loopback) -> None:
    with pytest.raises(errors.InvalidArgument, match=r"^ObjectName: "):
        store.send(PutObject(bucket="jars", object_name=key, body=b""), validate="off")
    assert server.received == []


@pytest.fixture(scope="module")
def lasting() -> Iterator[tuple[Loopback, StoreServer]]:
    with Loopback() as server:
        behaviour = StoreServer()
        server.behave(behaviour)
        yield server, behaviour


@pytest.mark.parametrize("style", ["virtual", "path"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(min_size=1, max_size=40), version=st.none() | st.text(max_size=8))
def test_r54_r55_any_key_arrives_signed_or_is_refused(
    style: str, lasting: tuple[Loopback, StoreServer], key: str, version: str | None
) -> None:
    server, kept = lasting
    kept.objects.clear()
    where = {"endpoint": server.url} if style == "path" else {"endpoint": f"http://{HOST}", "proxy": server.url}
    with Store(auth=KEYS, addressing_style=style, insecure=True, **where) as store:  # type: ignore[arg-type]  # one of two
        try:
            store.send(PutObject(bucket="jars", object_name=key, body=key.encode("utf-8", "replace")))
        except errors.InvalidArgument:
            assert any(not char.isprintable() for char in key) or not {".", ".."}.isdisjoint(key.split("/"))
            assert kept.objects == {}
        else:
            assert list(kept.objects) == [("jars", key)]
            store.send(GetObject(bucket="jars", object_name=key, version_id=version))


def test_another_secret_is_refused_by_the_store(open_door: OpenDoor, server: Loopback, kept: StoreServer) -> None:
    """What R-55 is proved with would notice."""
    store = to_store(open_door, server, "path", auth=AkSk(ACCESS_KEY, "another"))
    with pytest.raises(errors.Forbidden, match="SignatureDoesNotMatch"):
        store.send(ListBuckets())


def test_r55_what_is_signed_is_what_is_sent(store: Door, server: Loopback, kept: StoreServer) -> None:
    """The server puts every signature together anew, from the request as it came."""
    for request in (
        ListBuckets(),
        ListObjects(bucket="jars", prefix="a/b"),
        PutObject(bucket="jars", object_name="a/b ü.txt", body=b"plum"),
        PutTags(bucket="jars", object_name="a/b ü.txt", body="<Tagging/>"),
        GetObject(bucket="jars", object_name="a/b ü.txt", version_id="3/L4+x"),
        HeadObject(bucket="jars", object_name="a/b ü.txt"),
        DeleteBucket(bucket="jars"),
    ):
        store.send(request)
    assert len(kept.seen) == len(server.received) == 7


# --- what has not changed --------------------------------------------------------------------------------------------


def test_r56_an_answer_that_nothing_changed_is_an_outcome_of_its_own(
    store: Door, kept: StoreServer, tmp_path: Path
) -> None:
    store.send(PutObject(bucket="jars", object_name="plum", body=b"plum"))
    reply = store.exchange(GetObject(bucket="jars", object_name="plum"))
    tag = reply.headers["etag"]
    for request in (
        GetObject(bucket="jars", object_name="plum", if_none_match=tag),
        HeadObject(bucket="jars", object_name="plum", if_none_match=tag),
    ):
        with pytest.raises(errors.NotModified, match="status 304") as caught:
            store.send(request)
        assert (caught.value.status, caught.value.headers["etag"], caught.value.body) == (304, tag, b"")
        assert caught.value.attempts == 1
    with pytest.raises(errors.NotModified):
        store.download(GetObject(bucket="jars", object_name="plum", if_none_match=tag), tmp_path / "plum")
    assert not (tmp_path / "plum").exists()
    assert store.send(GetObject(bucket="jars", object_name="plum", if_none_match=PLUM)) == b"plum"


class GetDocumented(GetObject):
    """A page that lists 304 among its answers."""

    responses = {200: bytes, 304: bytes}


def test_r56_a_documented_304_is_no_content(store: Door, server: Loopback) -> None:
    server.answer(Answer(304))
    with pytest.raises(errors.NotModified):
        store.send(GetDocumented(bucket="jars", object_name="plum", if_none_match=PLUM))
