"""What users do wrong, and what they are told: never anything but the errors of the package, before anything is sent."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_sdk import errors
from sample_sdk._core import Request
from sample_sdk._core.visible import visible
from sample_sdk.auth import AkSk, ApplicationCredential, Password, Session, Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op
from sample_sdk.hooks import Attempt, Hook

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback

CANARY = "canary-3f9a1c"
GET = op.ListAllTriggersOfFunction(function_urn="urn")
BASE: dict[str, Any] = {"auth": Token("t"), "region": "eu-de", "project_id": "p"}


class OnlyBlocking(httpx2.BaseTransport):
    """A transport of one kind."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=[])


class OnlyAsynchronous(httpx2.AsyncBaseTransport):
    """A transport of the other kind."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=[])


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("auth", CANARY, r"auth: credentials are needed, such as Token\(…\).* or a session with get_token"),
        ("auth", Token, "auth: .*not the class Token"),
        ("auth", {"username": CANARY}, "auth: .*not an object of type dict"),
        ("region", 5, "region: a text is needed, not an object of type int"),
        ("project_id", b"p", "project_id: a text is needed"),
        ("endpoint", b"https://host", "endpoint: a text is needed, not an object of type bytes"),
        ("endpoint", "https://[", "endpoint: it is no URL"),
        ("endpoint", f"https://{'a' * 64}.example", "endpoint: .* is no name of a host"),
        ("endpoint", f"https://{'a.' * 130}example", "endpoint: .* is no name of a host"),
        ("endpoint", "https://ho%73t", "endpoint: .* is no name of a host"),
        ("hooks", None, "hooks: a list of hooks is needed, not None"),
        ("hooks", Hook(), "hooks: a list of hooks is needed, not an object of type Hook"),
        ("hooks", [Hook], "hooks: each must be an object of a class that is made from Hook, not the class Hook"),
        ("timeout", "3", "timeout: a number of seconds above 0"),
        ("timeout", 10**400, "timeout: at most 100000000 seconds"),
        ("validate", "x", "validate: 'default', 'strict', 'warn' or 'off' is needed"),
        ("validate", ["strict"], "validate: 'default', 'strict', 'warn' or 'off' is needed"),
        ("max_attempts", "3", "max_attempts: a whole number of at least 1 is needed"),
        ("max_attempts", 0, "max_attempts: a whole number of at least 1 is needed, not 0"),
        ("max_attempts", True, "max_attempts: a whole number"),
        ("response_limit", 1.5, "response_limit: a whole number"),
        ("max_connections", -1, "max_connections: a whole number of at least 1 is needed, not -1"),
        ("insecure", "no", "insecure: True or False is needed"),
        ("proxy", "proxy.example:3128", "proxy: a URL with scheme and host is needed, as http://proxy.example:3128"),
        ("proxy", "proxy.example", "proxy: a URL with scheme and host"),
        ("proxy", f"ftp://u:{CANARY}@proxy.example", "proxy: a URL with scheme and host"),
        ("proxy", f"http://u:{CANARY}@proxy.example:port", "proxy: a URL with scheme and host"),
        ("proxy", 3128, "proxy: a text is needed"),
        ("clock", 5, "clock: an object with now, today, sleep, sleep_async is needed"),
        ("transport", 5, "transport: the .* client takes .* transport of httpx2"),
        ("transport", httpx2.MockTransport, "transport: .*not the class MockTransport"),
        ("cloud", 5, "cloud: a text is needed"),
    ],
)
def test_r83_options_of_a_wrong_type_are_told_when_a_client_is_made(
    open_door: OpenDoor, server: Loopback, option: str, value: Any, told: str
) -> None:
    with pytest.raises(errors.SdkError, match=told) as caught:
        open_door(**{option: value, **({"auth": None} if option == "cloud" else {})})
    assert isinstance(caught.value, errors.ConfigurationError | errors.InvalidArgument)
    assert CANARY not in str(caught.value)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    own = [frame.locals or {} for frame in told.stack if "sample_sdk" in frame.filename]
    assert [name for values in own for name, shown in values.items() if CANARY in shown and name != "options"] == []
    assert server.received == []


def test_r83_a_transport_of_the_other_kind_is_told() -> None:
    asynchronous: Any = OnlyAsynchronous()
    blocking: Any = OnlyBlocking()
    with pytest.raises(errors.ConfigurationError, match="the blocking client takes a blocking transport"):
        FunctionGraph(**BASE, transport=asynchronous)
    with pytest.raises(errors.ConfigurationError, match="the asynchronous client takes an asynchronous transport"):
        AsyncFunctionGraph(**BASE, transport=blocking)
    assert FunctionGraph(**BASE, transport=blocking).send(GET) == []
    assert asyncio.run(AsyncFunctionGraph(**BASE, transport=asynchronous).send(GET)) == []


@pytest.mark.parametrize("option", ["auth", "cloud", "region", "project_id", "endpoint", "proxy", "clock", "transport"])
def test_none_says_nothing_where_a_value_need_not_be_given(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OS_TOKEN", "of the environment")
    monkeypatch.delenv("OS_CLOUD", raising=False)
    monkeypatch.delenv("OS_ACCESS_KEY", raising=False)
    assert isinstance(FunctionGraph(**{**BASE, option: None}), FunctionGraph)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"project_id": 5}, "project_id: a text is needed"),
        ({"scope_project_id": 10**5000}, "scope_project_id: a text is needed"),
        ({"extra_headers": [("X-A", "b")]}, "extra_headers: a dict is needed"),
        ({"extra_headers": {5: "b"}}, "extra_headers: a dict is needed, whose names are texts"),
        ({"extra_query": "a=b"}, "extra_query: a dict is needed"),
        ({"extra_query": {"a": object()}}, "a: a object has no form as text"),
        ({"extra_query": {"a": "x" * 70_000}}, "its arguments make a URL of .* characters; 65536 can be sent"),
        ({"extra_query": {"a": 10**5000}}, "a: the number is too large"),
        ({"extra_body": None}, "extra_body: a dict is needed"),
        ({"timeout": "3"}, "timeout"),
        ({"validate": "x"}, "validate"),
    ],
)
def test_r83_options_of_a_call_that_cannot_be_are_told(
    open_door: OpenDoor, server: Loopback, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(errors.InvalidArgument, match=told):
        open_door().send(GET, **options)
    assert server.received == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: Token(5),
        lambda: Token(""),
        lambda: AkSk("ak", None),
        lambda: AkSk("", "sk"),
        lambda: AkSk(b"ak", CANARY),
        lambda: Token(CANARY, region=5),
        lambda: Password(5, CANARY),
        lambda: Password("someone", CANARY, domain_name="d", user_id=None),
        lambda: ApplicationCredential(5, CANARY),
        lambda: Password("someone", 5),
        lambda: Password("someone", "p", domain_name=None),
        lambda: ApplicationCredential(["id"], "secret"),
        lambda: ApplicationCredential("id", CANARY, project_id=5),
        lambda: ApplicationCredential("", CANARY),
        lambda: ApplicationCredential("id", ""),
        lambda: Password("someone", CANARY, domain_name="d", project_id=["p"]),
        lambda: Password("someone", CANARY, domain_name="d", auth_url=5),
        lambda: Session("session"),
    ],
)
def test_r83_credentials_of_a_wrong_type_are_told(make: Callable[[], Any]) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        make()
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    own = [frame for frame in told.stack if "sample_sdk" in frame.filename]
    assert own
    assert [frame.name for frame in own if CANARY in str(frame.locals)] == []


def test_what_python_itself_refuses_is_a_type_error(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door()
    for wrong in (None, op.ListAllTriggersOfFunction, {"function_urn": "urn"}):
        with pytest.raises(TypeError, match="a request is needed"):
            door.send(wrong)
    with pytest.raises(TypeError, match="has no argument 'function_name'; did you mean 'function_urn'"):
        op.ListAllTriggersOfFunction(function_name="urn")  # type: ignore[call-arg]  # on purpose
    with pytest.raises(TypeError, match="there is no argument 'timeuot'; did you mean 'timeout'"):
        door.send(GET, timeuot=3)
    assert server.received == []


# --- any value at any door -----------------------------------------------------------------------------------------


def _itself() -> list[Any]:
    cycle: list[Any] = []
    cycle.append(cycle)
    return cycle


def _deep() -> dict[str, Any]:
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"a": deep}
    return deep


ODD_VALUES: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        1.5,
        float("nan"),
        float("inf"),
        10**5000,
        b"\xff",
        "",
        "\ud800",
        "\n",
        "\u202e",
        "x" * 70_000,
    ),
    *(object, object(), len, Path("/"), range(3), {1, 2}, {1: 2}, {b"a": b"b"}, {"\ud800": 1}, _itself(), _deep()),
    *({"a": _itself()}, {"a": 10**5000}, {"a": float("nan")}, "http://[", "https://h:99999", "socks5://x", ".."),
]
ODD = st.sampled_from(ODD_VALUES)
ANY = st.one_of(ODD, st.text(), st.integers(), st.floats(), st.binary(), st.lists(ODD, max_size=2))


def test_r83_no_value_of_a_wait_or_of_a_list_leads_to_another_error() -> None:
    client = FunctionGraph(**BASE, transport=httpx2.MockTransport(answering), clock=FakeClock())
    show = op.ListFunctions()
    for value in ODD_VALUES:
        for call in (
            lambda one: client.wait(show, field=one, until="x", timeout=1),
            lambda one: client.wait(show, field="status", until=one, timeout=1, validate="off"),
            lambda one: client.wait(show, field="status", until="x", unless=one, timeout=1, validate="off"),
            lambda one: client.wait(show, field="status", until="x", timeout=one and 1e-9, validate="off"),
            lambda one: client.wait(one, field="status", until="x", timeout=1),
            lambda one: client.wait_until_gone(one, timeout=1),
            lambda one: client.list_functions().all(limit=one),
            lambda one: client.stream(one).__enter__(),
            lambda one: list(client.paginate(one)),
        ):
            refused_or_done(lambda call=call, value=value: call(value))  # type: ignore[misc]  # lambdas have no types


def refused_or_done(call: Callable[[], Any]) -> None:
    """Make a call; only errors of the package, and `TypeError`, may leave it, and their texts can be made."""
    try:
        call()
    except (errors.SdkError, TypeError) as error:
        assert visible(text := str(error)) == text or isinstance(error, errors.ValidationError | TypeError)
        repr(error)


def answering(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json=[])


@settings(max_examples=150, deadline=None)
@given(
    option=st.sampled_from(
        [
            "auth",
            "region",
            "project_id",
            "endpoint",
            "timeout",
            "validate",
            "max_attempts",
            "response_limit",
            "proxy",
            "insecure",
            "hooks",
            "clock",
        ]
    ),
    value=ANY,
)
def test_r83_no_value_of_an_option_leads_to_another_error(option: str, value: Any) -> None:
    def blocking() -> None:
        FunctionGraph(**{**BASE, "transport": httpx2.MockTransport(answering), option: value}).send(GET)

    def asynchronous() -> None:
        client = AsyncFunctionGraph(**{**BASE, "transport": httpx2.MockTransport(answering), option: value})
        asyncio.run(client.send(GET))

    refused_or_done(blocking)
    refused_or_done(asynchronous)


@settings(max_examples=150, deadline=None)
@given(
    option=st.sampled_from(
        ["timeout", "validate", "project_id", "scope_project_id", "extra_headers", "extra_query", "extra_body"]
    ),
    value=st.one_of(ANY, st.dictionaries(st.one_of(st.text(), st.integers()), ANY, max_size=2)),
)
def test_r83_no_value_of_an_option_of_a_call_leads_to_another_error(option: str, value: Any) -> None:
    client = FunctionGraph(**BASE, transport=httpx2.MockTransport(answering))
    options: dict[str, Any] = {option: value}
    refused_or_done(lambda: client.send(op.ConfigureAsynchronousExecutionNotification(function_urn="u"), **options))
    refused_or_done(lambda: client.with_options(**options).send(GET))


@pytest.mark.filterwarnings("ignore::sample_sdk.errors.ValidationWarning")
@settings(max_examples=200, deadline=None)
@given(
    request=st.sampled_from(
        [
            (op.ListAllTriggersOfFunction, "function_urn"),
            (op.ConfigureAsynchronousExecutionNotification, "destination_config"),
            (op.ConfigureAsynchronousExecutionNotification, "max_async_retry_attempts"),
            (op.ExecuteFunctionSynchronously, "body"),
            (op.ListFunctions, "marker"),
        ]
    ),
    mode=st.sampled_from(["default", "strict", "warn", "off"]),
    value=ANY,
)
def test_r83_no_value_of_an_argument_leads_to_another_error(request: Any, mode: Any, value: Any) -> None:
    operation, argument = request
    needed = {} if operation is op.ListFunctions or argument == "function_urn" else {"function_urn": "urn"}
    client = FunctionGraph(**BASE, transport=httpx2.MockTransport(answering))
    refused_or_done(lambda: client.send(operation(**needed, **{argument: value}), validate=mode))


# --- other people's code -------------------------------------------------------------------------------------------


class HookError(Exception):
    """A bug of the user."""


@pytest.mark.parametrize("method", ["before", "after", "error"])
def test_r83_what_a_hook_raises_passes_as_it_is(open_door: OpenDoor, server: Loopback, method: str) -> None:
    def breaking(self: Hook, attempt: Attempt) -> None:
        raise HookError

    hook = type("Breaking", (Hook,), {method: breaking})()
    server.answer(Answer(200, []))
    if method == "error":
        server.behave(lambda received, connection: None)
    with pytest.raises(HookError):
        open_door(hooks=[hook], max_attempts=1).send(GET)
    assert len(server.received) == (0 if method == "before" else 1)


class Export(Request[bytes]):
    """Answers with bytes."""

    method = "GET"
    uri = "/export"
    responses = {200: bytes}


def test_a_hook_that_raises_leaves_no_stream_open(open_door: OpenDoor, server: Loopback, tmp_path: Path) -> None:
    class Once(Hook):
        raised = False

        def after(self, attempt: Attempt) -> None:
            if not self.raised:
                self.raised = True
                raise HookError

    server.answer(Answer(200, b"bytes"))
    door = open_door(hooks=[Once()], max_connections=1, timeout=10)
    with pytest.raises(HookError):
        door.download(Export(), tmp_path / "file")
    door.download(Export(), tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"bytes"


# --- sessions ------------------------------------------------------------------------------------------------------


class FailingSession:
    """A session whose method `fails` raises."""

    def __init__(self, fails: str, failure: Exception) -> None:
        self.fails = fails
        self.failure = failure

    def _asked(self, name: str, answer: Any) -> Any:
        password = CANARY
        if name == self.fails:
            raise self.failure
        return answer and password and answer

    def get_token(self) -> Any:
        return self._asked("get_token", "token")

    def get_endpoint(self, **wanted: Any) -> Any:
        return self._asked("get_endpoint", None)

    def get_project_id(self) -> Any:
        return self._asked("get_project_id", "p")

    def invalidate(self) -> Any:
        return self._asked("invalidate", True)


def keystone(name: str, *arguments: Any, **named: Any) -> Exception:
    from keystoneauth1 import exceptions

    made: Exception = getattr(exceptions, name)(*arguments, **named)
    return made


SESSION_FAILURES = [
    (lambda: keystone("Unauthorized", "no entry", request_id="req-7"), errors.Unauthorized),
    (lambda: keystone("InternalServerError", "broken"), errors.ServerError),
    (lambda: keystone("NotFound", "nothing here"), errors.ConfigurationError),
    (lambda: keystone("ConnectFailure", "no route"), errors.ConnectionFailed),
    (lambda: keystone("SSLError", "unknown authority"), errors.CertificateError),
    (lambda: keystone("ConnectTimeout", "too slow"), errors.RequestTimeout),
    (lambda: keystone("MissingAuthPlugin"), errors.ConfigurationError),
    (lambda: keystone("AuthorizationFailure"), errors.ConfigurationError),
    (lambda: RuntimeError("of the session"), errors.ConfigurationError),
]


@pytest.mark.parametrize(("make", "kind"), SESSION_FAILURES)
@pytest.mark.parametrize("fails", ["get_token", "get_endpoint", "get_project_id", "invalidate"])
def test_r83_what_a_session_raises_is_wrapped_with_its_cause(
    open_door: OpenDoor, server: Loopback, make: Callable[[], Exception], kind: type[errors.SdkError], fails: str
) -> None:
    failure = make()
    server.answer(Answer(401))
    where = {"endpoint": ""} if fails == "get_endpoint" else {}
    door = open_door(auth=FailingSession(fails, failure), project_id="", region="eu-de", **where)
    with pytest.raises(kind) as caught:
        door.send(GET)
    error = caught.value
    assert error.__cause__ is failure
    assert str(failure) in str(error)
    assert getattr(error, "sent", False) is False
    assert getattr(error, "request_id", "req-7") in ("req-7", "")
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert CANARY not in "\n".join(line for line in told.splitlines() if "CANARY" not in line)
    assert len(server.received) == (1 if fails == "invalidate" else 0)


def test_a_cause_that_shows_the_token_is_not_kept(open_door: OpenDoor, server: Loopback) -> None:
    session = FailingSession("", RuntimeError(f"token {CANARY} is refused"))
    session.get_token = lambda: CANARY  # type: ignore[method-assign]  # this session gives the canary itself
    session.fails = "invalidate"
    server.answer(Answer(401))
    with pytest.raises(errors.ConfigurationError, match=r"token \*\*\* is refused") as caught:
        open_door(auth=session).send(GET)
    assert caught.value.__cause__ is None
    told = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert [line for line in told.splitlines() if CANARY in line and "CANARY" not in line] == []


@pytest.mark.parametrize("token", [None, "", 5, b"token"])
def test_r83_a_session_without_a_token_is_told(open_door: OpenDoor, server: Loopback, token: Any) -> None:
    session = FailingSession("", RuntimeError())
    session.get_token = lambda: token  # type: ignore[method-assign]  # as sessions may be
    with pytest.raises(errors.ConfigurationError, match="the session gave no token"):
        open_door(auth=session).send(GET)
    assert server.received == []


def test_a_login_that_is_not_there_does_not_end_a_wait_until_something_is_gone(
    open_door: OpenDoor, server: Loopback
) -> None:
    server.answer(Answer(404, {"error": {"code": 404, "message": "not here"}}))
    credentials = Password("someone", "p", domain_name="OTC-1", auth_url=server.url)
    with pytest.raises(errors.ConfigurationError, match="login: status 404, there is no identity service at http"):
        open_door(auth=credentials).wait_until_gone(GET, timeout=5)
