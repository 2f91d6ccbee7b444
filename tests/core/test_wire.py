"""What leaves the client: paths, queries, headers, endpoints, redirects, bodies."""

from __future__ import annotations

import datetime
import io
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_sdk import NULL, errors
from sample_sdk._core import Request, at
from sample_sdk._core.wire import path_segment
from sample_sdk.auth import Token
from sample_sdk.functiongraph import FunctionGraph
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback
from core.steady import STEADY

GET = op.ListAllTriggersOfFunction(function_urn="urn")


class Search(Request[Any]):
    """A request with every kind of parameter."""

    method = "GET"
    uri = "/v1/search/{key}/end"
    responses = {200: Any}

    key: str = at.path()
    tags: list[str] | None = at.query(default=None)
    flag: bool | None = at.query(default=None)
    since: str | None = at.query(default=None)
    number: float | None = at.query(default=None)
    trace: str | None = at.header(default=None, wire="X-Trace")


SEGMENTS = [
    "%2e%2e",
    "%2E.",
    "../admin",
    "..\\admin",
    "a/b",
    "a%2fb",
    "a?b=c",
    "a#b",
    "a;b=c",
    "\\",
    "é",
    "😀",
    "a b",
    " ",
    "...",
    "~",
    "{project_id}",
    "x" * 10_000,
]


@pytest.mark.parametrize("value", SEGMENTS)
def test_r20_path_parameters_arrive_as_the_same_one_segment(open_door: OpenDoor, server: Loopback, value: str) -> None:
    server.answer(Answer(200, {}))
    open_door(validate="off").send(Search(key=value))
    segments = server.received[0].path.split("/")
    assert len(segments) == 5
    assert unquote(segments[3]) == value
    assert server.received[0].query == ""


@pytest.mark.parametrize(
    ("value", "segment"),
    [(7, "7"), (True, "true"), (b"a/b", "a%2Fb"), (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001")],
)
def test_r20_path_parameters_may_be_other_scalars(
    open_door: OpenDoor, server: Loopback, value: Any, segment: str
) -> None:
    server.answer(Answer(200, {}))
    open_door().send(Search(key=value))
    assert server.received[0].path == f"/v1/search/{segment}/end"


class Foreign:
    """A value that has no form on the wire; its name is the same in every process."""

    def __repr__(self) -> str:
        return "<foreign>"


REFUSED = [
    "",
    ".",
    "..",
    None,
    "a\0",
    "a\r\nb",
    "a\tb",
    "a\x7f",
    "a\x85",
    "\ud800",
    b"\xff",
    Foreign(),
    {"a": 1},
    ["a"],
]


@pytest.mark.parametrize("validate", ["strict", "off"])
@pytest.mark.parametrize("value", REFUSED, ids=repr)
def test_r20_path_parameters_that_could_be_another_path_are_refused_before_anything_is_sent(
    open_door: OpenDoor, server: Loopback, value: Any, validate: str
) -> None:
    with pytest.raises(ValueError, match="key") as caught:
        open_door().send(Search(key=value), validate=validate)
    assert isinstance(caught.value, errors.SdkError)
    with pytest.raises(ValueError, match="project_id"):
        open_door().send(op.ListFunctions(), project_id=value or "..", validate=validate)
    assert server.received == []


@STEADY
@given(st.text())
def test_r20_any_text_is_one_segment_or_refused(text: str) -> None:
    try:
        segment = path_segment("key", text)
    except errors.InvalidArgument:
        return
    assert segment not in ("", ".", "..")
    assert not set(segment) & set("/?#\\%{} ;") - {"%"}
    assert unquote(segment) == text


def test_r21_query_parameters(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    since: Any = datetime.datetime(2026, 11, 23, 1, 2, 3, tzinfo=datetime.UTC)
    nasty = "&=#+%/?é\r\n"
    open_door().send(
        Search(key="k", tags=["a", nasty], flag=False, since=since, number=1.5),
        extra_query={"none": None, "list": [1, True], "object": {"a": [1]}, nasty: nasty},
    )
    assert server.received[0].query.startswith("tags=a&tags=%26%3D%23%2B%25%2F%3F%C3%A9%0D%0A&flag=false")
    assert parse_qsl(server.received[0].query, keep_blank_values=True) == [
        ("tags", "a"),
        ("tags", nasty),
        ("flag", "false"),
        ("since", "2026-11-23T01:02:03+00:00"),
        ("number", "1.5"),
        ("list", "1"),
        ("list", "true"),
        ("object", '{"a":[1]}'),
        (nasty, nasty),
    ]


class Measure(Request[Any]):
    """A request with a parameter whose values have names of their own."""

    method = "GET"
    uri = "/data"
    responses = {200: Any}

    dim: list[str] = at.query(first_number=0)
    filter: list[int] | None = at.query(default=None, first_number=1)


def test_values_travel_under_numbered_names(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    open_door().send(Measure(dim=["disk,vda", "host"], filter=[7, 8]))
    assert server.received[0].query == "dim.0=disk%2Cvda&dim.1=host&filter.1=7&filter.2=8"


class Patch(Request[Any]):
    """A request whose members are sent as JSON of a media type of its own."""

    __media_type__ = "application/merge-patch+json"
    method = "PATCH"
    uri = "/thing"
    responses = {200: Any}

    name: str = at.body()


def test_a_request_states_the_media_type_of_its_own(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    open_door().send(Patch(name="n"))
    assert server.received[0].headers["content-type"] == "application/merge-patch+json"
    assert server.received[0].body == b'{"name":"n"}'


BAD_HEADERS = ["a\r\nX-Evil: 1", "a\nb", "a\0b", " leading", "trailing ", "é", "x" * 65_536, "\x7f", "a\x1bb"]


class ListSecond(Request[Any]):
    """A request with a parameter of one value."""

    method = "GET"
    uri = "/list"
    responses = {200: Any}

    list_type: int = at.query(default=2, wire="list-type", one_of=(2,), closed=True)
    acl: str = at.query(default="")
    kind: str = at.header(default="SFS", wire="X-Kind")


def test_defaults_are_sent_where_nothing_else_is_said(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    door = open_door()
    request = ListSecond()
    assert (request.list_type, repr(request)) == (2, "ListSecond(list_type=2, acl='', kind='SFS')")
    door.send(request)
    door.send(ListSecond(list_type=3, kind="other"), validate="off")
    assert [one.query for one in server.received] == ["acl&list-type=2", "acl&list-type=3"]
    assert [one.headers["x-kind"] for one in server.received] == ["SFS", "other"]
    with pytest.raises(errors.ValidationError, match="list-type: 3 is not documented"):
        door.send(ListSecond(list_type=3))


@pytest.mark.parametrize("value", BAD_HEADERS, ids=lambda value: repr(value)[:20])
def test_r22_header_values_that_could_begin_another_header_are_refused(
    open_door: OpenDoor, server: Loopback, value: str
) -> None:
    for attempt in (
        lambda door: door.send(Search(key="k", trace=f"{value}")),
        lambda door: door.send(Search(key="k"), extra_headers={"X-Other": value}),
    ):
        with pytest.raises(ValueError, match="header") as caught:
            attempt(open_door())
        assert value.strip() not in str(caught.value)
    assert server.received == []


@pytest.mark.parametrize("name", ["X Evil", "X:Evil", "", "X\r\n", "é"])
def test_r22_header_names_are_checked(open_door: OpenDoor, server: Loopback, name: str) -> None:
    with pytest.raises(errors.InvalidArgument):
        open_door().send(GET, extra_headers={name: "x"})
    assert server.received == []


@pytest.mark.parametrize(
    "name",
    ["Host", "content-length", "Transfer-Encoding", "X-Auth-Token", "Authorization", "X-Sdk-Date", "Connection"],
)
def test_r23_headers_of_the_client_cannot_be_set(open_door: OpenDoor, server: Loopback, name: str) -> None:
    with pytest.raises(errors.InvalidArgument, match="belongs to the client"):
        open_door().send(GET, extra_headers={name: "x"})
    assert server.received == []


def test_documented_and_extra_headers_are_sent(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    open_door().send(Search(key="k", trace="t"), extra_headers={"X-Other": "o", "Content-Type": "application/x"})
    headers = server.received[0].headers
    assert (headers["x-trace"], headers["x-other"], headers["content-type"]) == ("t", "o", "application/x")


LOCATIONS = [
    "/elsewhere",
    "//evil.example",
    "http://127.0.0.1:1/",
    "file:///etc/passwd",
    "",
    "::::",
    "https://evil.example/",
]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", LOCATIONS)
def test_r24_redirects_are_never_followed(open_door: OpenDoor, server: Loopback, status: int, location: str) -> None:
    server.answer(Answer(status, b"", {"location": location}))
    with pytest.raises(errors.UnexpectedRedirect) as caught:
        open_door().send(op.ExecuteFunctionSynchronously(function_urn="urn", body={"k": "v"}))
    assert caught.value.status == status
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://functiongraph.eu-de.otc.t-systems.com",
        "https://user@functiongraph.eu-de.otc.t-systems.com",
        "https://a:b@functiongraph.eu-de.otc.t-systems.com",
        "https://функция.example",
        "https://host/v2",
        "https://host?x=1",
        "https://host#x",
        "https://host:port",
        "https://host:99999",
        "https://ho\r\nst",
        "https://ho st",
        "https://",
        "ftp://host",
        "host",
        "file:///etc/passwd",
        "https:\\\\host",
    ],
)
def test_r25_endpoints_that_could_leak_credentials_are_refused(endpoint: str) -> None:
    with pytest.raises(ValueError, match="endpoint"):
        FunctionGraph(auth=Token("t"), endpoint=endpoint)


@pytest.mark.parametrize(
    ("endpoint", "shown"),
    [
        ("https://host/", "https://host"),
        ("https://HOST:8443", "https://host:8443"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("https://xn--e1afmkfd.example", "https://xn--e1afmkfd.example"),
    ],
)
def test_r25_good_endpoints(endpoint: str, shown: str) -> None:
    assert repr(FunctionGraph(auth=Token("t"), endpoint=endpoint)) == f"<FunctionGraph {shown}>"


# --- bodies --------------------------------------------------------------------------------------------------------


def test_bodies_are_compact_json_with_the_extra_members(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    config = m.FuncAsyncDestinationConfig(on_failure=m.FuncDestinationConfig(destination="SMN"))
    config.extra["later"] = 1
    request = op.ConfigureAsynchronousExecutionNotification(function_urn="urn", destination_config=config)
    open_door().send(request, extra_body={"not_documented_yet": True})
    assert server.received[0].body == (
        b'{"destination_config":{"on_failure":{"destination":"SMN"},"later":1},"not_documented_yet":true}'
    )
    assert server.received[0].headers["content-type"] == "application/json"


def test_requests_without_documented_body_send_none(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    door = open_door()
    door.send(op.DeleteFunctionOrFunctionVersion(function_urn="urn"))
    door.send(op.CreateResourceTags(resource_type="functions", resource_id="id"))
    assert [one.body for one in server.received] == [b"", b"{}"]
    assert server.received[0].headers["content-type"] == "application/json", "the pages ask for it on every request"


class Whole(Request[None]):
    method = "POST"
    uri = "/whole"
    responses = {204: None}

    body: Any = at.whole_body()


class Upload(Request[None]):
    method = "POST"
    uri = "/upload"
    responses = {204: None}

    body: bytes = at.whole_body(media_type="application/zip")


class Form(Request[None]):
    method = "POST"
    uri = "/form"
    responses = {204: None}

    name: str = at.form()
    file: bytes = at.form()
    options: list[m.KvItem] | None = at.form(default=None)


class RenewedSession:
    """A session of another library that has a new token for every refusal."""

    token = 1

    def get_token(self) -> str:
        return f"t-{self.token}"

    def get_endpoint(self, **wanted: Any) -> str | None:
        return None

    def invalidate(self) -> bool:
        self.token += 1
        return True


@pytest.mark.parametrize("body", [[1, "two", None], {"a": 1}, "text", 7, []])
def test_a_body_may_be_any_json(open_door: OpenDoor, server: Loopback, body: Any) -> None:
    server.answer(Answer(204))
    open_door().send(Whole(body=body))
    assert server.received[0].json() == body


def cyclic() -> list[Any]:
    cycle: list[Any] = []
    cycle.append(cycle)
    return cycle


@pytest.mark.parametrize(
    "body", [float("nan"), [float("inf")], Foreign(), b"bytes", {"a": "\ud800"}, {1, 2}, {(1,): 2}], ids=repr
)
def test_values_without_form_in_json_are_refused(open_door: OpenDoor, server: Loopback, body: Any) -> None:
    with pytest.raises(errors.InvalidArgument):
        open_door().send(Whole(body=body))
    assert server.received == []


def test_extra_body_needs_an_object(open_door: OpenDoor, server: Loopback) -> None:
    for request in (Whole(body=[1]), Upload(body=b"x")):
        with pytest.raises(errors.InvalidArgument, match="extra_body"):
            open_door().send(request, extra_body={"a": 1})
    assert server.received == []


def test_bytes_and_streams_are_sent_as_they_are(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    door = open_door()
    door.send(Upload(body=b"\0\xff"))
    pieces: Any = iter([b"one", b"two"])
    door.send(Upload(body=pieces))
    assert [one.body for one in server.received] == [b"\0\xff", b"onetwo"]
    assert {one.headers["content-type"] for one in server.received} == {"application/zip"}
    with pytest.raises(ValueError, match="body"):
        door.send(Upload(body="text"))  # type: ignore[arg-type]  # on purpose
    with pytest.raises(errors.InvalidArgument, match="bytes, an open file or an iterable"):
        door.send(Upload(body=["text"]), validate="off")  # type: ignore[arg-type]  # on purpose


def test_an_asynchronous_stream_needs_the_asynchronous_client(server: Loopback) -> None:
    from core.doors import door_to

    async def pieces() -> Any:
        yield b"one"

    stream: Any = pieces()
    with door_to("blocking", server.url) as door, pytest.raises(errors.InvalidArgument, match="asynchronous"):
        door.send(Upload(body=stream))


def test_forms(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    open_door().send(Form(name='a"b', file=b"\0\r\n--", options=[m.KvItem(key="k")]))
    received = server.received[0]
    media_type, _, boundary = received.headers["content-type"].partition("; boundary=")
    assert media_type == "multipart/form-data"
    parts = received.body.split(f"--{boundary}".encode())
    assert parts[0] == b""
    assert parts[-1] == b"--\r\n"
    assert [part.partition(b"\r\n\r\n")[2] for part in parts[1:-1]] == [
        b'a"b\r\n',
        b'[{"key":"k"}]\r\n',
        b"\0\r\n--\r\n",
    ], "the file is the last part: object storage looks at nothing behind it"
    assert b'name="file"; filename="file"\r\nContent-Type: application/octet-stream' in parts[3]


class Clear(Request[None]):
    method = "DELETE"
    uri = "/beds"
    responses = {204: None}

    name: str = at.query()
    force: bool | None = at.query(default=None)


@pytest.mark.parametrize("validate", ["default", "strict", "warn", "off"])
@pytest.mark.parametrize("nothing", [{}, {"name": None}, {"name": ""}, {"name": " "}, {"name": []}], ids=repr)
@pytest.mark.filterwarnings("ignore::sample_sdk.errors.ValidationWarning")
def test_r43_what_narrows_a_removal_is_named(
    open_door: OpenDoor, server: Loopback, nothing: dict[str, Any], validate: Any
) -> None:
    with pytest.raises((errors.InvalidArgument, errors.ValidationError), match="name: "):
        open_door().send(Clear(**nothing), validate=validate)
    assert server.received == []


class Pull(Request[None]):
    method = "DELETE"
    uri = "/beds/{bed}"
    responses = {204: None}

    bed: str = at.path()
    tool: str = at.query()


def test_r43_what_the_path_names_needs_no_more_names(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    open_door().send(Pull(bed="roses", tool=""))
    assert server.received[0].target == "/beds/roses?tool="


def test_r43_whoever_removes_everything_says_so(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    open_door().send(Clear(name=NULL))
    assert server.received[0].target == "/beds"


def test_files_in_forms_are_read_while_they_are_sent(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1024
    path = tmp_path / 'odd "name".zip'
    path.write_bytes(b"skipped" + content)
    server.answer(Answer(401), Answer(204))
    with path.open("rb") as file:
        file.seek(7)
        open_door(auth=RenewedSession()).send(Form(name="n", file=file))
    assert len(server.received) == 2, "a file is rewound for another attempt"
    for received in server.received:
        assert received.headers["content-length"] == str(len(received.body))
        assert content + b"\r\n--" in received.body
        assert b'filename="odd %22name%22.zip"' in received.body


def test_a_stream_in_a_form_has_no_known_length(open_door: OpenDoor, server: Loopback) -> None:
    class Pipe(io.RawIOBase):
        left = 3

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if self.left == 0 or len(buffer) == 0:
                return 0
            self.left -= 1
            buffer[:5] = b"piece"
            return 5

    server.answer(Answer(204))
    pipe: Any = Pipe()
    open_door().send(Form(name="n", file=pipe))
    assert b"piecepiecepiece\r\n--" in server.received[0].body
    assert server.received[0].headers["transfer-encoding"] == "chunked"


def test_a_file_of_text_is_refused(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("text")
    with path.open() as file:
        source: Any = file
        for request in (Form(name="n", file=source), Upload(body=source)):
            with pytest.raises(errors.InvalidArgument, match="binary mode"):
                open_door().send(request)
    assert server.received == []


def test_what_is_misspelt_is_refused_before_anything_is_sent(open_door: OpenDoor, server: Loopback) -> None:
    """Python takes keywords of any name for the options of a call."""
    door = open_door()
    with pytest.raises(TypeError, match="no argument 'codes'"):
        door.send(op.ExportFunction(function_urn="urn"), codes=True)
    with pytest.raises(TypeError, match="no argument 'timeot'; did you mean 'timeout'"):
        door.send(op.ExportFunction(function_urn="urn"), timeot=5)
    with pytest.raises(TypeError, match="no argument 'pakage_name'; did you mean 'package_name'"):
        door.client.list_functions(pakage_name="default")
    with pytest.raises(TypeError, match="with_options: there is no argument 'max_attempts'"):
        door.client.with_options(max_attempts=1)
    with pytest.raises(TypeError, match="FunctionGraph: there is no argument 'regoin'; did you mean 'region'"):
        open_door(regoin="eu-de")
    assert server.received == []


@pytest.mark.parametrize("mode", ["strict", "warn", "off"])
@pytest.mark.parametrize("per_call", [True, False])
def test_validation_modes(open_door: OpenDoor, server: Loopback, mode: str, per_call: bool) -> None:
    server.answer(Answer(200, {}))
    bad = op.ConfigureAsynchronousExecutionNotification(function_urn="urn", max_async_retry_attempts=9)
    door = open_door() if per_call else open_door(validate=mode)
    options = {"validate": mode} if per_call else {}
    if mode == "strict":
        with pytest.raises(errors.ValidationError, match="at most 3 allowed"):
            door.send(bad, **options)
    elif mode == "warn":
        with pytest.warns(errors.ValidationWarning, match="at most 3 allowed"):
            door.send(bad, **options)
    else:
        door.send(bad, **options)
    assert len(server.received) == (0 if mode == "strict" else 1)


def test_an_unknown_validation_mode_is_refused(open_door: OpenDoor, server: Loopback) -> None:
    with pytest.raises(errors.InvalidArgument):
        open_door().send(GET, validate="sometimes")
    assert server.received == []


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"error_code": "A.1", "error_msg": "m"}, "A.1", "m"),
        ({"errCode": "A.1", "externalMessage": "m"}, "A.1", "m"),
        ({"errCode": "A.1", "errMsg": "m"}, "A.1", "m"),
        ({"errorCode": "A.1", "errorMessage": "m"}, "A.1", "m"),
        ({"error": {"code": "A.1", "message": "m", "title": "t"}}, "A.1", "m"),
        ({"error": {"error_code": "A.1", "error_msg": "m"}}, "A.1", "m"),
        ({"itemNotFound": {"code": "404", "message": "m"}}, "404", "m"),
        ({"badRequest": {"code": 400, "message": "m"}}, "400", "m"),
        ({"error_code": "A.1", "error_message": "m", "is_success": False}, "A.1", "m"),
        ({"message": {"code": "A.1", "details": "m"}}, "A.1", "m"),
        ({"code": "A.1", "message": "m", "request_id": "r-7"}, "A.1", "m"),
        ({"message": "m"}, "", "m"),
        ({"error": "m"}, "", "m"),
        ({"error_code": "A.1", "error_msg": "m", "error_ext_msg": "x"}, "A.1", "m"),
        ({"errors": [{"code": "A.1", "message": "m"}]}, "A.1", "m"),
        ([{"code": "A.1", "message": "m"}], "A.1", "m"),
        (b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>m</Message></Error>", "NoSuchKey", "m"),
        (b"plain words", "", "plain words"),
        (b"", "", ""),
        (b"[" * 100_000, "", None),
        ({"error_code": None, "error_msg": ["odd"]}, "", ""),
    ],
)
def test_refusals_in_every_form_are_read(
    open_door: OpenDoor, server: Loopback, body: Any, code: str, message: str | None
) -> None:
    server.answer(Answer(404, body))
    with pytest.raises(errors.NotFound) as caught:
        open_door().send(GET)
    assert caught.value.code == code
    assert message is None or caught.value.message == message
    assert isinstance(caught.value.details, m.ErrorBody) or not isinstance(body, dict)


def test_request_ids_are_told(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(
        Answer(404, {"code": "A.1", "message": "m", "request_id": "in the body"}),
        Answer(404, {}, {"X-Openstack-Request-Id": "in a header"}),
        Answer(200, [], {"x-request-id": "of a success"}),
    )
    door = open_door()
    for expected in ("in the body", "in a header"):
        with pytest.raises(errors.NotFound, match=expected) as caught:
            door.send(GET)
        assert caught.value.request_id == expected
    reply = door.exchange(GET)
    assert (reply.request_id, reply.status, reply.headers["x-request-id"]) == ("of a success", 200, "of a success")


def test_cookies_are_not_kept(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, [], {"set-cookie": "session=secret"}))
    door = open_door()
    for _ in range(2):
        door.send(GET)
    assert all("cookie" not in one.headers for one in server.received)
