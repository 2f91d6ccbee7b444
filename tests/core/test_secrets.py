"""Credentials and secret members show up nowhere."""

from __future__ import annotations

import copy
import dataclasses
import gzip
import json
import logging
import pickle
import pprint
import socket
import traceback
import warnings
from typing import Any

import pytest
from sample_sdk import errors, replace
from sample_sdk._core import Model, Request, at, deprecated, field
from sample_sdk._core.redaction import Redactor
from sample_sdk.auth import Agency, AkSk, ApplicationCredential, Credentials, Password, Session, Token
from sample_sdk.functiongraph import FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

CANARY = "canary-3f9a1c"
GET = op.ListAllTriggersOfFunction(function_urn="urn")


class SomeSession:
    def get_token(self) -> str:
        return CANARY

    def get_endpoint(self, **wanted: Any) -> str:
        return ""


CREDENTIALS: list[Credentials] = [
    Token(CANARY),
    AkSk("ak", CANARY, security_token=CANARY),
    Password("someone", CANARY, domain_name="OTC-1", project_id="p"),
    ApplicationCredential("id", CANARY),
    Password("someone", CANARY, domain_name="OTC-1", passcode=CANARY),
    Agency(AkSk("ak", CANARY), agency_name="agency", domain_name="OTC-2"),
    Session(SomeSession()),
]


def shown(thing: object) -> str:
    """Everything that shows an object."""
    ways = [repr(thing), str(thing), f"{thing}", f"{thing!r:>5}", pprint.pformat(thing), pprint.pformat([thing])]
    ways.append(repr(getattr(thing, "__dict__", "")))
    ways += [repr(value) for slot in getattr(type(thing), "__slots__", ()) if (value := getattr(thing, slot, None))]
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        ways.append(repr(dataclasses.asdict(thing)))
    return "\n".join(ways)


@pytest.mark.parametrize("credentials", CREDENTIALS, ids=lambda one: type(one).__name__)
def test_r18_credentials_show_nothing_and_cannot_be_pickled(credentials: Credentials) -> None:
    assert CANARY not in shown(credentials)
    assert copy.copy(credentials) is credentials
    assert copy.deepcopy(credentials) is credentials
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(credentials)


@pytest.mark.parametrize("credentials", CREDENTIALS, ids=lambda one: type(one).__name__)
def test_r18_clients_show_nothing_and_cannot_be_pickled(credentials: Credentials) -> None:
    client = FunctionGraph(auth=credentials, region="eu-de")
    assert CANARY not in shown(client)
    settings = vars(client)["_driver"].settings
    assert CANARY not in shown(settings)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(client)


def credentials_for(kind: int, server: Loopback) -> Credentials:
    return [
        lambda: Token(CANARY),
        lambda: AkSk("ak", CANARY, security_token=CANARY),
        lambda: Password("someone", CANARY, domain_name="OTC-1", auth_url=server.url),
        lambda: ApplicationCredential("id", CANARY, auth_url=server.url),
        lambda: Session(SomeSession()),
    ][kind]()


def echo(received: Received, connection: socket.socket) -> Answer:
    """Refuse, and repeat everything that was received."""
    everything = json.dumps(received.headers) + received.body.decode()
    body = {"error_code": "A.1", "error_msg": everything, "headers": received.headers}
    return Answer(403, body, {"x-request-id": "r-1", "x-echo": CANARY})


def login_then_echo(received: Received, connection: socket.socket) -> Answer:
    if received.path == "/v3/auth/tokens":
        return Answer(201, {"token": {"project": {"id": "p"}}}, {"x-subject-token": CANARY})
    return echo(received, connection)


def breaking(received: Received, connection: socket.socket) -> None:
    """Break the connection."""


BEHAVIOURS = {"echo": echo, "login then echo": login_then_echo, "break": breaking, "no JSON": None}


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("behaviour", sorted(BEHAVIOURS))
def test_r18_r19_r38_failures_show_nothing(
    open_door: OpenDoor, server: Loopback, kind: int, behaviour: str, caplog: pytest.LogCaptureFixture
) -> None:
    if behaviour == "no JSON":
        server.behave(lambda received, _: Answer(200, str(received.headers).encode(), {"x-subject-token": CANARY}))
    else:
        server.behave(BEHAVIOURS[behaviour])  # type: ignore[arg-type]  # the one without behaviour is above
    caplog.set_level(logging.DEBUG)
    for name in ("httpx2", "httpcore2", "httpcore2.http11", "httpcore2.connection", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    door = open_door(auth=credentials_for(kind, server), region="eu-de", max_attempts=1)
    with warnings.catch_warnings(record=True) as warned, pytest.raises(errors.SdkError) as caught:
        warnings.simplefilter("always")
        door.send(op.ExecuteFunctionSynchronously(function_urn="urn", body={"k": "v"}), extra_query={"key": CANARY})
    error = caught.value
    assert CANARY not in shown(error)
    assert CANARY not in str(error.__dict__)
    assert error.__cause__ is None
    assert error.__context__ is None
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    own = [line for line in told.format() if CANARY in line and "extra_query" not in line]
    frames = [frame for frame in told.stack if "sample_sdk" in frame.filename or "httpx" in frame.filename]
    assert frames
    leaks = [
        (frame.name, name)
        for frame in frames
        for name, value in (frame.locals or {}).items()
        # What the caller passed as an option is the caller's; credentials are ours to hide.
        if CANARY in value and name not in ("options",)
    ]
    assert leaks == [], own
    assert CANARY.encode() not in pickle.dumps(error)
    assert type(pickle.loads(pickle.dumps(error))) is type(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert CANARY not in "".join(str(one.message) for one in warned)
    assert CANARY not in caplog.text
    assert CANARY not in "".join(repr(vars(record)) for record in caplog.records)


def test_r19_the_body_is_there_for_those_who_ask(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(echo)
    with pytest.raises(errors.Forbidden) as caught:
        open_door(auth=Token(CANARY)).send(GET)
    assert CANARY in caught.value.body.decode()
    assert caught.value.headers["x-echo"] == CANARY
    assert CANARY not in caught.value.message
    assert "***" in caught.value.message


@pytest.mark.parametrize("problem", ["damaged", "too large", "damaged behind its beginning"])
def test_r18_bodies_that_cannot_be_read_show_nothing(open_door: OpenDoor, server: Loopback, problem: str) -> None:
    def repeat(received: Received, connection: socket.socket) -> Answer | None:
        echoed = json.dumps(received.headers).encode()
        if problem == "too large":
            piece = b"%x\r\n%b\r\n" % (len(echoed), echoed)
            connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + piece * 20)
            return None
        packed = gzip.compress(b"[1, 2, 3]", mtime=0)[:-8] if "behind" in problem else b""
        return Answer(200, packed + echoed, {"content-encoding": "gzip"})

    server.behave(repeat)
    limit = 200 if problem == "too large" else 1_000_000
    with pytest.raises(errors.ResponseError) as caught:
        open_door(auth=Token(CANARY), max_attempts=1, response_limit=limit).send(GET)
    assert CANARY not in shown(caught.value)
    assert caught.value.__context__ is None
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in told.stack if "sample_sdk" in frame.filename]
    assert [(one.name, name) for one in ours for name, value in (one.locals or {}).items() if CANARY in value] == []


def test_r18_a_password_in_an_endpoint_shows_nowhere() -> None:
    for endpoint in (f"https://user:{CANARY}@host", f"https://user:{CANARY} @host", f"https://user:{CANARY}ä@host"):
        with pytest.raises(errors.InvalidArgument) as caught:
            FunctionGraph(auth=Token("t"), endpoint=endpoint)
        told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        leaks = [
            (one.name, name)
            for one in told.stack
            if "sample_sdk" in one.filename
            for name, value in (one.locals or {}).items()
            if CANARY in value and name != "options"  # what the caller passed as an option is the caller's
        ]
        assert leaks == []


class CreateUser(Request[None]):
    """A request with a password."""

    method = "POST"
    uri = "/users"
    responses = {204: None}

    name: str = at.body()
    admin_pass: str = at.body(wire="adminPass", secret=True, max_length=8)


def test_r18_secret_members_show_in_no_repr_and_in_no_echo(open_door: OpenDoor, server: Loopback) -> None:
    request = CreateUser(name="n", admin_pass=CANARY)
    for text in (repr(request), str(request), pprint.pformat(request), f"{request}", repr([request])):
        assert CANARY not in text
    with pytest.raises(TypeError):
        vars(request)
    server.behave(echo)
    door = open_door()
    with pytest.raises(errors.ValidationError) as strict:
        door.send(request)
    assert CANARY not in shown(strict.value)
    with pytest.raises(errors.Forbidden) as refused:
        door.send(request, validate="off")
    assert server.received[0].json()["adminPass"] == CANARY
    assert CANARY not in shown(refused.value)


class Holder(Model):
    """Holds a structure with a secret."""

    users: list[CreateUser] | None = field(default=None)


class Login(Model):
    """A model with a secret."""

    name: str | None = field(default=None)
    password: str | None = field(default=None, secret=True)


def test_r18_what_holds_a_secret_can_be_copied_and_not_pickled() -> None:
    request = CreateUser(name="n", admin_pass=CANARY)
    for thing in (request, Holder(users=[request]), [request]):
        with pytest.raises(TypeError, match="CreateUser holds a secret, admin_pass, and cannot be pickled"):
            pickle.dumps(thing)
        assert copy.copy(thing) == thing
        assert copy.deepcopy(thing) == thing
    holder = Holder(users=[request])
    assert copy.copy(holder).users is holder.users
    deep = copy.deepcopy(holder)
    assert deep.users is not None
    assert deep.users[0] is not request
    assert deep.users[0].admin_pass == CANARY
    harmless = CreateUser(name="n", admin_pass="")
    assert pickle.loads(pickle.dumps(harmless)) == harmless


def test_r18_variables_in_tracebacks_show_no_secret_argument(open_door: OpenDoor, server: Loopback) -> None:
    """But those of the caller's own code do."""
    name: Any = float("nan")
    unsendable = CreateUser(name=name, admin_pass=CANARY)
    door = open_door(validate="off")
    with pytest.raises(errors.InvalidArgument) as refused:
        door.send(unsendable)
    with pytest.raises(TypeError) as misspelt:
        CreateUser(nam="n", admin_pass=CANARY)  # type: ignore[call-arg]  # on purpose
    with pytest.raises(TypeError) as changed:
        replace(unsendable, nam="n", admin_pass=CANARY)
    with pytest.raises(TypeError) as model:
        Login(nam="n", password=CANARY)  # type: ignore[call-arg]  # on purpose
    with pytest.raises(TypeError) as changed_model:
        Login(name="n").__replace__(password=CANARY, nam="n")
    log_in = deprecated("use another one")(lambda password: int(repr(Login(password=password))))
    with pytest.warns(DeprecationWarning), pytest.raises(ValueError) as old:
        log_in(password=CANARY)
    for error in (refused.value, misspelt.value, changed.value, model.value, changed_model.value, old.value):
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        frames = [frame for frame in told.stack if "sample_sdk" in frame.filename]
        assert frames
        assert [(frame.name, frame.locals) for frame in frames if CANARY in str(frame.locals)] == []
        assert error.__context__ is None
    assert server.received == []


def test_r18_logs_tell_calls_without_values(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(Answer(200, []))
    open_door().send(GET, extra_query={"key": CANARY})
    own = [record.getMessage() for record in caplog.records if record.name == "sample_sdk"]
    assert len(own) == 1
    assert own[0].startswith("ListAllTriggersOfFunction GET http://127.0.0.1:")
    assert "attempt 1: 200 after" in own[0]
    assert any(
        record.name.startswith("httpcore2") for record in caplog.records
    ), "the libraries' logs still tell events"


def test_the_libraries_logs_about_other_calls_are_left_alone(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    import httpx2

    caplog.set_level(logging.INFO, logger="httpx2")
    server.answer(Answer(200, []))
    open_door().send(GET)
    with httpx2.Client(verify=False) as other:
        other.get(f"{server.url}/other?visible=1")
    assert [record.getMessage() for record in caplog.records if record.name == "httpx2"] == [
        "HTTP",
        f'HTTP Request: GET {server.url}/other?visible=1 "HTTP/1.1 200 Whatever"',
    ]


@pytest.mark.parametrize(
    "token", ["MIIF" + "aB3+/_-=" * 20, "gAAAAA" + "aB3_-" * 20, "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln"]
)
def test_r19_whatever_looks_like_a_token_is_hidden(token: str) -> None:
    assert Redactor()(f"token {token}, please") == "token ***, please"
    assert Redactor()("a MIIF too short to be one") == "a MIIF too short to be one"
