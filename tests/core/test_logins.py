"""Logins with a second factor, by user ID, and through an agency of another account."""

from __future__ import annotations

import logging
import threading
import traceback
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.auth import Agency, AkSk, ApplicationCredential, Password, Session, Token
from sample_sdk.functiongraph import operations as op

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received
from core.test_auth import FakeSession, Identity, catalog

GET = op.ListAllTriggersOfFunction(function_urn="urn")
CODE = "012345"
CANARY = "canary-77ab"


def with_passcode(server: Loopback, passcode: Any, **options: Any) -> Password:
    known = {"domain_name": "OTC-1", "auth_url": server.url, **options}
    return Password("someone", CANARY, passcode=passcode, **known)


def test_r81_a_passcode_is_the_second_factor(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    open_door(auth=with_passcode(server, CODE), region="eu-de").send(GET)
    user = {"name": "someone", "domain": {"name": "OTC-1"}}
    assert identity.logins[0]["auth"]["identity"] == {
        "methods": ["password", "totp"],
        "password": {"user": {**user, "password": CANARY}},
        "totp": {"user": {**user, "passcode": CODE}},
    }


def test_r81_a_user_can_be_named_by_its_id(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    password = Password(password=CANARY, user_id="u1", passcode=CODE, auth_url=server.url)
    open_door(auth=password, region="eu-de", project_id="p1").send(GET)
    assert identity.logins[0]["auth"]["identity"] == {
        "methods": ["password", "totp"],
        "password": {"user": {"id": "u1", "password": CANARY}},
        "totp": {"user": {"id": "u1", "passcode": CODE}},
    }
    assert identity.logins[0]["auth"]["scope"] == {"project": {"id": "p1"}}
    unknown = Password(password=CANARY, user_id="u1", auth_url=server.url)
    with pytest.raises(errors.ConfigurationError, match=r"what the login is for is not known: give project_id="):
        open_door(auth=unknown, region="eu-de", project_id="").send(GET)


def test_r81_a_passcode_is_shown_at_one_login_only(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=with_passcode(server, CODE), region="eu-de")
    door.send(GET)
    identity.refused.add("token-1")
    with pytest.raises(errors.ConfigurationError, match=r"good for one login, .* give a function"):
        door.send(GET)
    assert len(identity.logins) == 1


def test_r81_a_passcode_of_a_failed_login_can_be_shown_again(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity(refuse_logins=1)
    server.behave(identity.answer)
    door = open_door(auth=with_passcode(server, CODE), region="eu-de")
    with pytest.raises(errors.Unauthorized):
        door.send(GET)
    assert door.send(GET) == []


def test_r81_a_function_gives_a_new_passcode_for_each_login(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    codes = iter(["000001", "000002"])
    threads: list[threading.Thread] = []

    def ask() -> str:
        threads.append(threading.current_thread())
        return next(codes)

    door = open_door(auth=with_passcode(server, ask), region="eu-de")
    door.send(GET)
    identity.refused.add("token-1")
    assert door.send(GET) == []
    shown = [login["auth"]["identity"]["totp"]["user"]["passcode"] for login in identity.logins]
    assert shown == ["000001", "000002"]
    assert (threading.main_thread() in threads) is (door.kind == "blocking"), "an event loop is not held up"


@pytest.mark.parametrize("answer", ["", None, 123456])
def test_r81_a_function_that_gives_no_passcode(open_door: OpenDoor, server: Loopback, answer: Any) -> None:
    with pytest.raises(errors.ConfigurationError, match="passcode: the function returned no text"):
        open_door(auth=with_passcode(server, lambda: answer), region="eu-de").send(GET)
    assert server.received == []


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({}, "either the name or the ID"),
        ({"username": "u", "user_id": "u1", "password": CANARY}, "not both"),
        ({"username": "u", "domain_name": "d"}, "password: none"),
        ({"username": "u", "password": CANARY}, "unique in an account only"),
        ({"user_id": 7, "password": "p"}, "user_id"),
        ({"user_id": "u1", "password": "p", "passcode": 12345}, "passcode"),
        ({"user_id": "u1", "password": "p", "project_domain_id": b"d"}, "project_domain_id"),
    ],
)
def test_r81_a_user_that_is_not_named_is_refused_when_the_credentials_are_made(options: Any, problem: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=problem) as caught:
        Password(**options)
    assert CANARY not in "".join(
        traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack.format()[1:]
    )


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ({"required_auth_methods": [["password", "totp"]]}, "password, totp"),
        ({"required_auth_methods": ["\u202e", {"a": 1}]}, "a second factor"),
        ([], "a second factor"),
    ],
)
def test_r81_where_a_second_factor_is_asked_for_the_error_says_so(
    open_door: OpenDoor, server: Loopback, body: Any, asked: str
) -> None:
    server.answer(Answer(401, body, {"openstack-auth-receipt": CANARY, "x-openstack-request-id": "r-1"}))
    password = Password("someone", CANARY, domain_name="OTC-1", auth_url=server.url)
    with pytest.raises(errors.Unauthorized) as caught:
        open_door(auth=password, region="eu-de").send(GET)
    assert f"login: status 401, the identity service asks for {asked}; give passcode= with" in str(caught.value)
    assert CANARY not in str(caught.value)


def echo(received: Received, _: object) -> Answer:
    return Answer(401, {"error": {"message": f"{received.body.decode()} {received.headers}"}})


@pytest.mark.parametrize("passcode", [CANARY * 2, lambda: CANARY * 2], ids=["text", "function"])
def test_r81_r82_no_message_has_a_passcode_or_what_an_agency_logs_in_with(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture, passcode: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    server.behave(echo)
    password = with_passcode(server, passcode)
    for credentials in (password, Agency(password, agency_name="a", domain_name="A")):
        with pytest.raises(errors.Unauthorized) as caught:
            open_door(auth=credentials, region="eu-de").send(GET)
        assert CANARY not in f"{caught.value} {caught.value!r} {vars(caught.value)} {caplog.text}"
        assert caught.value.__context__ is None
        told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        ours = [frame for frame in told.stack if "sample_sdk" in frame.filename]
        leaks = [(one.name, name) for one in ours for name, value in (one.locals or {}).items() if CANARY in value]
        assert leaks == []


# --- agencies --------------------------------------------------------------------------------------------------------


class Agencies(Identity):
    """An identity service that gives agency tokens to those who show a token of its own, or a signature."""

    def _login(self, received: Received) -> Answer:
        if received.json()["auth"]["identity"]["methods"] != ["assume_role"]:
            return super()._login(received)
        self.shown.append(received.headers.get("x-auth-token") or received.headers.get("authorization", "")[:15])
        if self.shown[-1] in self.refused or not self.shown[-1]:
            return Answer(401, {"error": {"message": "no valid token"}})
        return super()._login(received)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.shown: list[str] = []


def own_password(server: Loopback) -> Password:
    return Password("someone", CANARY, domain_name="OTC-1", project_id="p-own", auth_url=f"{server.url}/v3")


def test_r82_an_agency_takes_on_the_role_with_the_users_own_token(open_door: OpenDoor, server: Loopback) -> None:
    identity = Agencies(catalog=catalog(("functiongraph", "eu-de", "public", server.url)))
    server.behave(identity.answer)
    agency = Agency(own_password(server), agency_name="helpers", domain_name="OTC-2", project_name="eu-de_team")
    door = open_door(auth=agency, endpoint="", project_id="", region="")
    assert door.send(GET) == door.send(GET) == []
    own, taken = identity.logins
    assert own["auth"]["scope"] == {"project": {"id": "p-own"}}
    assert taken == {
        "auth": {
            "identity": {
                "methods": ["assume_role"],
                "assume_role": {"domain_name": "OTC-2", "agency_name": "helpers"},
            },
            "scope": {"project": {"name": "eu-de_team", "domain": {"name": "OTC-2"}}},
        }
    }
    assert identity.shown == ["token-1"]
    calls = [one for one in server.received if one.method == "GET"]
    assert {one.headers["x-auth-token"] for one in calls} == {"token-2"}
    assert {one.path for one in calls} == {"/v2/project-of-login/fgs/triggers/urn"}


@pytest.mark.parametrize(
    ("options", "scope"),
    [
        ({"project_id": "p-theirs"}, {"project": {"id": "p-theirs"}}),
        ({"region": "eu-nl"}, {"project": {"name": "eu-nl", "domain": {"id": "d2"}}}),
        ({}, {"domain": {"id": "d2"}}),
    ],
)
def test_r82_what_an_agencys_token_is_for(open_door: OpenDoor, server: Loopback, options: Any, scope: Any) -> None:
    identity = Agencies()
    server.behave(identity.answer)
    agency = Agency(own_password(server), agency_name="helpers", domain_id="d2", **options)
    open_door(auth=agency, project_id="", region="").send(GET)
    assert identity.logins[1]["auth"]["scope"] == scope
    assert identity.logins[1]["auth"]["identity"]["assume_role"] == {"domain_id": "d2", "agency_name": "helpers"}


def test_r82_an_agencys_token_can_be_for_another_project(open_door: OpenDoor, server: Loopback) -> None:
    identity = Agencies()
    server.behave(identity.answer)
    agency = Agency(own_password(server), agency_name="helpers", domain_id="d2", project_id="p-theirs")
    open_door(auth=agency, project_id="").send(GET, scope_project_id="p-other")
    assert identity.logins[0]["auth"]["scope"] == {"project": {"id": "p-own"}}
    assert identity.logins[1]["auth"]["scope"] == {"project": {"id": "p-other"}}


@pytest.mark.parametrize("kind", ["keys", "token", "session", "application credential"])
def test_r82_other_credentials_of_ones_own(open_door: OpenDoor, server: Loopback, kind: str) -> None:
    identity = Agencies()
    server.behave(identity.answer)
    own, shown = {
        "keys": (AkSk("ak", CANARY), "SDK-HMAC-SHA256"),
        "token": (Token("given"), "given"),
        "session": (FakeSession(None), "session-1"),
        "application credential": (ApplicationCredential("id", CANARY, auth_url=server.url), "token-1"),
    }[kind]
    agency = Agency(own, agency_name="helpers", domain_name="OTC-2", auth_url=server.url)
    assert open_door(auth=agency, region="eu-de", project_id="p").send(GET) == []
    assert identity.shown == [shown]


def test_r82_an_agencys_token_is_renewed_before_its_end_and_when_it_is_refused(
    open_door: OpenDoor, server: Loopback
) -> None:
    identity, clock = Agencies(life=3_600), FakeClock()
    server.behave(identity.answer)
    agency = Agency(own_password(server), agency_name="helpers", domain_name="OTC-2")
    door = open_door(auth=agency, region="eu-de", clock=clock)
    door.send(GET)
    assert identity.shown == ["token-1"]
    identity.refused.add("token-2")
    assert door.send(GET) == []
    assert identity.shown == ["token-1", "token-1"], "the user's own token is still good"
    clock.time += 3_599
    assert door.send(GET) == []
    assert identity.shown == ["token-1", "token-1", "token-4"], "both have come to their end"


def test_r82_where_the_own_token_is_refused_the_user_logs_in_again(open_door: OpenDoor, server: Loopback) -> None:
    identity = Agencies()
    server.behave(identity.answer)
    agency = Agency(own_password(server), agency_name="helpers", domain_name="OTC-2")
    door = open_door(auth=agency, region="eu-de")
    door.send(GET)
    identity.refused.update(("token-1", "token-2"))
    assert door.send(GET) == []
    assert identity.shown == ["token-1", "token-1", "token-3"]


def test_r82_a_refused_agency_is_an_error_and_no_call_is_sent(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, connection: Any) -> Answer:
        if "assume_role" in received.body.decode():
            return Answer(403, {"error": {"code": 403, "message": "no permission"}})
        return identity.answer(received)

    identity = Identity()
    server.behave(answer)
    with pytest.raises(errors.Forbidden, match="login: status 403, 403: no permission"):
        open_door(auth=Agency(own_password(server), agency_name="a", domain_name="A"), region="eu-de").send(GET)
    assert all(one.method == "POST" for one in server.received)


@pytest.mark.parametrize(
    ("own", "options", "problem"),
    [
        (Token("t"), {"agency_name": "", "domain_name": "d"}, "agency_name: none"),
        (Token("t"), {"agency_name": b"a", "domain_name": "d"}, "agency_name"),
        (Token("t"), {"agency_name": "a", "domain_id": 7}, "domain_id"),
        (Token("t"), {"agency_name": "a"}, "either domain_name or domain_id"),
        (Token("t"), {"agency_name": "a", "domain_name": "d", "domain_id": "d"}, "either domain_name or domain_id"),
        (Session(FakeSession(None)), {"agency_name": "a", "domain_name": "d"}, "auth_url: with a session"),
    ],
)
def test_r82_an_agency_that_is_not_named_is_refused_at_once(own: Any, options: Any, problem: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=problem):
        Agency(own, **options)
