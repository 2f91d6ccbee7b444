"""What messages show of secrets and of odd characters that a service sends, and how long it takes to find them."""

from __future__ import annotations

import base64
import html
import importlib
import inspect
import json
import logging
import pkgutil
import re
import time
import traceback
import urllib.parse
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_sdk import _core, errors
from sample_sdk._core import Request, at
from sample_sdk._core.redaction import Redactor
from sample_sdk.auth import Password, Token
from sample_sdk.functiongraph import operations as op
from sample_sdk.hooks import Attempt, Hook

from core.doors import OpenDoor
from core.loopback import Answer, Loopback

GET = op.ListAllTriggersOfFunction(function_urn="urn")
SECRET = 'pä"s\\s&w<o/rd +1😀'


class CreateUser(Request[None]):
    """A request with a password."""

    method = "POST"
    uri = "/users"
    responses = {204: None}

    password: str = at.body(secret=True)


class DeleteKey(Request[dict[str, Any]]):
    """A request with a secret in its path."""

    method = "GET"
    uri = "/v2/{project_id}/keys/{key}/parts/{part}"
    responses = {200: dict[str, Any]}

    key: str = at.path(secret=True)
    part: str = at.path()


# --- how long it takes ---------------------------------------------------------------------------------------------

HOSTILE = {
    "beginnings of tokens": "eyJ-",
    "tokens without an end": "eyJaaaaaaaaaaaaaaaa",
    "halves of tokens": "eyJaaaaaaaaaaaaaaaa.",
    "short certificates": "MII-",
    "one long certificate": "MII",
    "short tickets": "gAAAA ",
    "escapes": "\\",
    "more escapes": "\\u00",
    "percents": "%25",
    "references": "&#",
    "ampersands": "&amp;",
    "tags": "<Code>",
    "titles": "<title<h1 ",
    "open titles": "<title >",
    "brackets": "[",
    "strings": '""',
    "backslashes in a string": '"\\',
}


def seconds_for(call: Callable[[], object]) -> float:
    """Return the least time that a call took in five, which is its own."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return min(taken)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_r86_hiding_takes_a_time_in_proportion_to_the_text(piece: str) -> None:
    """Eight times the text may take 24 times as long: in what is quadratic it would be 64 times."""
    hide = Redactor([SECRET, "aaaaaaab" * 50])
    short, long = (piece * (length // len(piece)) for length in (20_000, 160_000))
    assert seconds_for(lambda: hide(long, most=200_000)) < 24 * seconds_for(lambda: hide(short, most=200_000)) + 0.05


def uses_of_patterns() -> dict[str, Callable[[Any], object]]:
    """Every use of a pattern that a module of the run time keeps, by module, name and method."""
    uses: dict[str, Callable[[Any], object]] = {}
    for found in pkgutil.iter_modules(_core.__path__):
        module = importlib.import_module(f"{_core.__name__}.{found.name}")
        for name, pattern in vars(module).items():
            if not isinstance(pattern, re.Pattern):
                continue
            empty: Any = pattern.pattern[:0]
            for method in re.findall(rf"\b{name}\.(\w+)", inspect.getsource(module)):
                call = getattr(pattern, method)
                uses[f"{found.name}.{name}.{method}"] = {
                    "sub": partial(call, empty),
                    "finditer": lambda text, call=call: list(call(text)),
                }.get(method, call)
    # It is put to the URI of a class, which no service sends.
    del uses["targets._TARGET.fullmatch"]
    return uses


def test_r86_every_pattern_takes_a_time_in_proportion_to_the_text() -> None:
    """Of whatever kind of repetition, and with an end that fits to nothing."""
    uses = uses_of_patterns()
    assert {"wire._CONTROL.search", "answers._XML.findall", "secret_search._TOKEN.finditer"} <= uses.keys()
    pieces = [*HOSTILE.values(), *"a1A-_./:=%{[(<&; \\\"'", "{a", "a.", "a-", "a/", "1.", ":a", "<a", "&a", "=a", "v1"]
    for name, use in uses.items():
        for piece in pieces:
            short, long = (piece * (length // len(piece)) + "\x00" for length in (2_000, 16_000))
            try:
                taken = [seconds_for(partial(use, text)) for text in (short, long)]
            except TypeError:
                taken = [seconds_for(partial(use, text.encode())) for text in (short, long)]
            assert taken[1] < 24 * taken[0] + 0.02, (name, piece)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("status", [200, 400])
def test_r86_no_answer_holds_up_a_call(open_door: OpenDoor, server: Loopback, piece: str, status: int) -> None:
    body = (piece * (1_000_000 // len(piece))).encode()
    for media_type in ("application/json", "text/html"):
        server.answer(Answer(status, body, {"content-type": media_type, "x-request-id": "r-1"}))
        begun = time.monotonic()
        with pytest.raises(errors.SdkError) as caught:
            open_door(max_attempts=1).send(CreateUser(password=SECRET) if status == 400 else GET, timeout=20)
        assert time.monotonic() - begun < 5
        assert len(str(caught.value)) < 3_000


# --- what is hidden ------------------------------------------------------------------------------------------------


def in_base64(secret: str) -> list[str]:
    around = [b"x" * before + secret.encode() + b"y" * after for before in range(3) for after in range(3)]
    return [code(one).decode() for one in around for code in (base64.b64encode, base64.urlsafe_b64encode)]


def forms(secret: str) -> list[str]:
    """The ways in which an answer may repeat a text."""
    as_json = json.dumps(secret)
    return [
        secret,
        as_json,
        json.dumps(secret, ensure_ascii=False),
        json.dumps(as_json),
        as_json.replace("/", "\\/"),
        repr(secret),
        urllib.parse.quote(secret, safe=""),
        re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), urllib.parse.quote(secret, safe="")),
        urllib.parse.quote_plus(secret),
        urllib.parse.quote(urllib.parse.quote(secret)),
        urllib.parse.quote(as_json),
        html.escape(secret),
        html.escape(as_json),
        secret.encode("ascii", "xmlcharrefreplace").decode(),
        "".join(f"&#x{ord(one):X};" for one in secret),
        json.dumps(html.escape(secret)),
        *in_base64(secret),
    ]


@pytest.mark.parametrize("form", range(len(forms(SECRET))))
def test_r86_secrets_are_hidden_in_every_form(open_door: OpenDoor, server: Loopback, form: int) -> None:
    echo = forms(SECRET)[form]
    as_json = json.dumps({"code": f"A {echo}", "message": f"of {echo} is wrong", "request_id": echo}).encode()
    bodies = {"application/json": as_json, "text/plain": f"of {echo} is wrong".encode()}
    for media_type, body in bodies.items():
        server.answer(Answer(400, body, {"content-type": media_type}))
        with pytest.raises(errors.BadRequest) as caught:
            open_door().send(CreateUser(password=SECRET))
        error = caught.value
        assert error.message.startswith("of ")
        assert error.message.endswith(" is wrong")
        assert "***" in error.message
        for shown in (error.message, error.code, error.request_id, str(error)):
            assert not any(one in shown for one in (echo, SECRET, "rd +1", "rd%20", "pä", "p\\u00e4"))
        assert error.body == body


@given(secret=st.text(min_size=1, max_size=12), before=st.text(max_size=5), form=st.integers(0, 15))
def test_r86_any_secret_is_hidden_in_every_form(secret: str, before: str, form: int) -> None:
    echo = forms(secret)[form]
    shown = Redactor([secret])(f"{before} {echo}", most=5_000)
    assert shown.count("***") >= 1
    assert secret in "*** " or secret not in shown.removeprefix(before) or secret in before


@pytest.mark.parametrize("length", range(150, 215, 3))
def test_r86_a_secret_across_the_cut_is_not_shown_by_half(open_door: OpenDoor, server: Loopback, length: int) -> None:
    """Of plain text 200 characters are shown."""
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"
    for secret in ("correct-horse-battery-staple", token):
        server.answer(Answer(400, b"." * length + secret.encode() + b" and more" * 100, {"content-type": "text/plain"}))
        with pytest.raises(errors.BadRequest) as caught:
            open_door().send(CreateUser(password="correct-horse-battery-staple"))
        assert len(caught.value.message) == 200
        assert not set(caught.value.message) & set("qzyIbt-J")


def test_r86_tokens_are_hidden_wherever_they_begin() -> None:
    jwt = "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln"
    ticket = "gAAAAA" + "aB3_-" * 20
    for token in ("MIIF" + "aB3+/_-=" * 20, ticket, jwt):
        for around in ("token {}, please", "\\n{}", "x={};", "-{}", '\\"{}\\"', "%22{}%22", "&quot;{}&quot;"):
            assert re.fullmatch(re.escape(around).replace(r"\{\}", r"(.*)"), Redactor()(around.format(token)))
            assert not any(part in Redactor()(around.format(token)) for part in ("aB3", "c2ln", "OiJ"))
        assert "aB3" not in Redactor()(urllib.parse.quote(token, safe=""))


# --- where it is hidden --------------------------------------------------------------------------------------------


class Remembering(Hook):
    """Remembers what hooks are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def after(self, attempt: Attempt) -> None:
        self.told += [attempt.url, attempt.query, attempt.request_id]


def test_r87_request_ids_and_secrets_in_a_path_are_hidden_wherever_they_are_shown(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hook = Remembering()
    key = "correct/horse battery"
    server.answer(
        Answer(200, {}, {"x-request-id": f"r-{key}"}),
        Answer(400, {}, {"x-request-id": f"r-{key}"}),
        Answer(200, b"no JSON"),
    )
    door = open_door(hooks=[hook])
    reply = door.exchange(DeleteKey(key=key, part="7"))
    with pytest.raises(errors.BadRequest) as refused:
        door.send(DeleteKey(key=key, part="7"))
    with pytest.raises(errors.ResponseError) as unreadable:
        door.send(DeleteKey(key=key, part="7"))
    assert {one.path for one in server.received} == {"/v2/p1/keys/correct%2Fhorse%20battery/parts/7"}
    assert reply.url == f"{server.url}/v2/p1/keys/***/parts/7"
    assert reply.request_id == "r-***" == refused.value.request_id
    assert hook.told[:3] == [f"{server.url}/v2/p1/keys/***/parts/7", "", "r-***"]
    told = [caplog.text, *hook.told, str(refused.value), str(unreadable.value), repr(reply.request_id), reply.url]
    for error in (refused.value, unreadable.value):
        frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
        told += [str(frame.locals) for frame in frames if "sample_sdk" in frame.filename]
    assert [one for one in told if "horse" in one] == []


@pytest.mark.parametrize("token", ["Bär-3f9a1c", "line\nbreak-3f9a1c", "surrogate-\ud800-3f9a1c"])
def test_r87_a_token_that_cannot_be_sent_is_in_no_message(open_door: OpenDoor, server: Loopback, token: str) -> None:
    class GivesToken:
        def get_token(self) -> str:
            return token

        def get_endpoint(self, **wanted: Any) -> None: ...

    for credentials in (Token(token), GivesToken()):
        with pytest.raises(errors.ConfigurationError, match=r"header x-auth-token: .* plain ASCII") as caught:
            open_door(auth=credentials).send(GET)
        told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        assert [f.name for f in told.stack if "sample_sdk" in f.filename and "3f9a1c" in str(f.locals)] == []
        assert "3f9a1c" not in str(caught.value)
        assert caught.value.__context__ is None
    assert server.received == []


def test_r87_a_password_in_the_answer_to_a_login_is_hidden(open_door: OpenDoor, server: Loopback) -> None:
    echo = urllib.parse.quote("correct horse battery")
    server.answer(Answer(401, {"error": {"message": f"no {echo}"}}, {"x-openstack-request-id": f"r-{echo}"}))
    credentials = Password("someone", "correct horse battery", domain_name="OTC-1", auth_url=server.url)
    with pytest.raises(errors.Unauthorized) as caught:
        open_door(auth=credentials).send(GET)
    assert str(caught.value) == "login: status 401, no *** (request r-***)"


# --- odd characters ------------------------------------------------------------------------------------------------

ODD = "\x1b[31m \r\n\u202e\u2066\u200b\u200d\u2028\u3164\u2800\u115f\u1160\uffa0\ufe0f\U000e0101\U000e0041\x9b\ufeff\ue000"
SHOWN = r"\x1b[31m \r\n\u202e\u2066\u200b\u200d\u2028\u3164\u2800\u115f\u1160\uffa0\ufe0f\U000e0101\U000e0041\x9b\ufeff\ue000"


def test_r88_odd_characters_of_a_service_are_shown_as_escapes(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"code": ODD, "message": f"Größe: {ODD} 漢字 😀", "request_id": ODD}, ensure_ascii=False).encode()
    server.answer(Answer(400, body))
    with pytest.raises(errors.BadRequest) as caught:
        open_door().send(GET)
    error = caught.value
    assert str(error) == (f"ListAllTriggersOfFunction: status 400, {SHOWN}: Größe: {SHOWN} 漢字 😀 (request {SHOWN})")
    assert error.message == f"Größe: {SHOWN} 漢字 😀"
    assert error.body == body
    for text in (ODD, f"<html><title>{ODD}</title>"):
        server.answer(Answer(400, text.encode(), {"content-type": "text/plain"}))
        with pytest.raises(errors.BadRequest) as plain:
            open_door().send(GET)
        assert not set(str(plain.value)) & set(ODD.replace("[31m ", ""))
    server.answer(Answer(200, f'"{ODD}'.encode()))
    with pytest.raises(errors.ResponseError) as unreadable:
        open_door().send(GET)
    assert not set(str(unreadable.value)) & set(ODD.replace("[31m ", ""))
    own = "".join(record.getMessage() for record in caplog.records if record.name == "sample_sdk")
    assert own
    assert not set(own) & set(ODD.replace("[31m ", ""))


def test_r88_odd_characters_are_escapes_in_violations_waits_and_logs_too(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    odd = op.ConfigureAsynchronousExecutionNotification(function_urn="u", max_async_retry_attempts="\u3164\u2800x")  # type: ignore[arg-type]  # on purpose
    with pytest.raises(errors.ValidationError) as refused:
        open_door().send(odd)
    assert r"\u3164\u2800x" in str(refused.value)
    assert "\u3164" not in str(refused.value)
    server.answer(Answer(200, {"status": "\u3164\u202e"}))

    class ShowJob(Request[dict[str, Any]]):
        method = "GET"
        uri = "/job"
        responses = {200: dict[str, Any]}

    with pytest.raises(errors.WaitFailed) as failed:
        open_door().wait(ShowJob(), field="status", until="done", unless="\u3164\u202e")
    assert r"\u3164\u202e" in str(failed.value)
    for error in (
        errors.ConnectionFailed("\u202e"),
        errors.ApiError(status=400, message="\u202e"),
        errors.ResponseError("\u202e", status=200),
    ):
        assert r"\u202e" in str(error)
