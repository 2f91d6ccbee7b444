"""Which project a path names, which one a call is authorized for, and what only the caller can name."""

from __future__ import annotations

from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import Request, at
from sample_sdk._core.targets import TARGETS
from sample_sdk.auth import AkSk, ApplicationCredential, Credentials, Session, Token

from core.doors import OpenDoor
from core.loopback import Answer, Loopback
from core.test_auth import GET, Identity, password
from docbind.dialect import targets


class DeleteProject(Request[None]):
    """Delete a project."""

    method = "DELETE"
    uri = "/v3/projects/{project_id}"
    responses = {200: None}

    project_id: str = at.path()


class ListQuotas(Request[None]):
    """List what one project may use, asked in another one."""

    method = "GET"
    uri = "/v2.1/{project_id}/os-quota-sets/{project_id}"
    responses = {200: None}

    project_id: str = at.path()


def operation(method_: str, uri_: str, **members: Any) -> Request[None]:
    """Write an operation by hand and fill in its members."""

    class Handwritten(Request[None]):
        method = method_
        uri = uri_
        responses = {200: None}

        thing_id: str = at.path()

    return Handwritten(thing_id="t1", **members)


# --- what a call is about --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("validate", ["default", "strict", "off"])
@pytest.mark.parametrize("value", [None, "", " ", "\t", "\u00a0 "], ids=repr)
def test_r39_a_project_that_a_call_is_about_is_never_the_clients(
    open_door: OpenDoor, server: Loopback, value: Any, validate: str
) -> None:
    door = open_door(project_id="p1")
    for request in (DeleteProject(project_id=value), ListQuotas(project_id=value)):
        with pytest.raises((errors.InvalidArgument, errors.ValidationError), match="project_id"):
            door.send(request, validate=validate)
    assert server.received == []


def test_r39_a_project_that_a_call_is_about_changes_nothing_else(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", project_id="p1")
    door.send(DeleteProject(project_id="other"))
    door.send(ListQuotas(project_id="other"))
    door.send(GET)
    assert [login["auth"]["scope"] for login in identity.logins] == [{"project": {"id": "p1"}}]
    assert [one.path for one in server.received if one.path != "/v3/auth/tokens"] == [
        "/v3/projects/other",
        "/v2.1/p1/os-quota-sets/other",
        "/v2/p1/fgs/triggers/urn",
    ]


def test_r39_signed_calls_about_a_project_are_for_the_clients(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200))
    open_door(auth=AkSk("ak", "canary"), project_id="p1").send(DeleteProject(project_id="other"))
    assert server.received[0].headers["x-project-id"] == "p1"


@pytest.mark.parametrize(
    ("method", "uri"),
    [
        ("DELETE", "/v3/projects/{project_id}"),
        ("GET", "/v3/projects/{project_id}"),
        ("POST", "/v1/projects/{project_id}:undelete"),
        ("PUT", "/v3/projects/{project_id}/groups/{thing_id}/roles/{thing_id}"),
        ("POST", "/v1/tenants/{project_id}/action"),
        ("PUT", "/v1/projects/{project_id}/quotas"),
        ("DELETE", "/v2.0/quotas/{project_id}"),
        ("GET", "/v2.1/{project_id}/os-quota-sets/{project_id}"),
    ],
)
def test_r40_what_an_operation_by_hand_is_about_is_not_filled_in(
    open_door: OpenDoor, server: Loopback, method: str, uri: str
) -> None:
    with pytest.raises(errors.InvalidArgument, match=r"project_id: .* declare one .* `project_id: str = at\.path\(\)`"):
        open_door(project_id="p1").send(operation(method, uri))
    assert server.received == []


@pytest.mark.parametrize(
    ("method", "uri", "sent"),
    [
        ("DELETE", "/v1/{project_id}/things/{thing_id}", "/v1/p1/things/t1"),
        ("PUT", "/v1/{project_id}/quotas", "/v1/p1/quotas"),
        ("POST", "/things/v1/{project_id}/things", "/things/v1/p1/things"),
        ("DELETE", "/api/v3/projects/{project_id}/things/{thing_id}", "/api/v3/projects/p1/things/t1"),
        ("POST", "/api/v3/projects/{project_id}/things", "/api/v3/projects/p1/things"),
    ],
)
def test_r40_the_scope_of_an_operation_by_hand_is_filled_in(
    open_door: OpenDoor, server: Loopback, method: str, uri: str, sent: str
) -> None:
    server.answer(Answer(200))
    open_door(project_id="p1").send(operation(method, uri))
    assert [one.path for one in server.received] == [sent]


def test_a_scope_that_is_declared_is_the_callers(open_door: OpenDoor, server: Loopback) -> None:
    class ListThings(Request[None]):
        method = "GET"
        uri = "/v1/{project_id}/things"
        responses = {200: None}

        project_id: str = at.path()

    server.answer(Answer(200))
    door = open_door(project_id="p1")
    door.send(ListThings(project_id="p2"))
    with pytest.raises(errors.InvalidArgument, match="project_id"):
        door.send(ListThings(project_id=None), validate="off")  # type: ignore[arg-type]  # what the test is about
    assert [one.path for one in server.received] == ["/v1/p2/things"]


def test_the_run_time_and_the_generator_agree() -> None:
    assert tuple(row.pattern for row in targets.TARGETS) == TARGETS


# --- what a call is authorized for -----------------------------------------------------------------------------------


def test_r41_the_project_of_a_call_fills_its_path_alone(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", project_id="p1")
    for project in ("p2", "p3", "p2"):
        door.send(GET, project_id=project)
    other = door.client.with_options(project_id="p4")
    door._waited(lambda: other.send(GET))
    door.send(GET)
    assert [login["auth"]["scope"] for login in identity.logins] == [{"project": {"id": "p1"}}]
    calls = [one for one in server.received if one.method == "GET"]
    assert [one.path.split("/")[2] for one in calls] == ["p2", "p3", "p2", "p4", "p1"]
    assert {one.headers["x-auth-token"] for one in calls} == {"token-1"}


def test_r41_a_login_by_name_is_made_once_too(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=password(server, project_name="eu-de_team"), region="eu-de", project_id="")
    door.send(GET, project_id="p2")
    door.send(GET)
    assert [login["auth"]["scope"]["project"]["name"] for login in identity.logins] == ["eu-de_team"]
    assert [one.path.split("/")[2] for one in server.received if one.method == "GET"] == ["p2", "project-of-login"]


def test_r41_signed_calls_name_the_clients_project(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, []))
    door = open_door(auth=AkSk("ak", "canary"), project_id="p1")
    door.send(GET, project_id="p2")
    assert [(one.path.split("/")[2], one.headers["x-project-id"]) for one in server.received] == [("p2", "p1")]


@pytest.mark.parametrize("option", ["project_id", "scope_project_id"])
@pytest.mark.parametrize("value", [None, "", " "], ids=repr)
def test_r41_no_project_is_not_taken_for_the_clients(
    open_door: OpenDoor, server: Loopback, option: str, value: Any
) -> None:
    door = open_door(project_id="p1")
    with pytest.raises(errors.InvalidArgument, match=f"^{option}: "):
        door.send(GET, **{option: value})
    with pytest.raises(errors.InvalidArgument, match=f"^{option}: "):
        door.client.with_options(**{option: value})
    assert server.received == []


class ListPorts(Request[None]):
    """An operation whose path names no project: it works in that of the token."""

    method = "GET"
    uri = "/v2.0/ports"
    responses = {200: None}


def test_r41_a_project_that_has_no_place_is_refused(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200))
    door = open_door(project_id="p1")
    for refused in (ListPorts(), DeleteProject(project_id="p3")):
        with pytest.raises(errors.InvalidArgument, match="scope_project_id="):
            door.send(refused, project_id="p2")
    other = door.client.with_options(project_id="p2")
    with pytest.raises(errors.InvalidArgument, match="scope_project_id="):
        door._waited(lambda: other.send(ListPorts()))
    assert server.received == []
    door.send(ListPorts(), project_id="p1")
    door._waited(lambda: other.send(DeleteProject(project_id="p3")))
    assert [one.path for one in server.received] == ["/v2.0/ports", "/v3/projects/p3"]


def test_r42_another_scope_needs_another_login(open_door: OpenDoor, server: Loopback) -> None:
    identity = Identity()
    server.behave(identity.answer)
    door = open_door(auth=password(server), region="eu-de", project_id="p1")
    for project in ("p1", "p2", "p1", "p2"):
        door.send(GET, scope_project_id=project)
    other = door.client.with_options(scope_project_id="p2")
    door._waited(lambda: other.send(GET))
    door.send(GET, scope_project_id="p2", project_id="p3")
    assert [login["auth"]["scope"] for login in identity.logins] == [
        {"project": {"id": "p1"}},
        {"project": {"id": "p2"}},
    ]
    calls = [one for one in server.received if one.method == "GET"]
    assert [(one.path.split("/")[2], one.headers["x-auth-token"]) for one in calls] == [
        ("p1", "token-1"),
        ("p2", "token-2"),
        ("p1", "token-1"),
        ("p2", "token-2"),
        ("p2", "token-2"),
        ("p3", "token-2"),
    ]


def test_r42_signed_calls_name_the_scope(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, []))
    door = open_door(auth=AkSk("ak", "canary"), project_id="p1")
    door.send(GET, scope_project_id="p2")
    door.send(GET, scope_project_id="p2", project_id="p3")
    assert [(one.path.split("/")[2], one.headers["x-project-id"]) for one in server.received] == [
        ("p2", "p2"),
        ("p3", "p2"),
    ]


class Around:
    """What is asked of a session."""

    def get_token(self) -> str:
        return "t"

    def get_endpoint(self, **kwargs: Any) -> None:
        return None


@pytest.mark.parametrize(
    ("credentials", "name"),
    [
        (Token("t"), "Token"),
        (Session(Around()), "Session"),
        (ApplicationCredential("id", "canary"), "ApplicationCredential"),
    ],
    ids=["token", "session", "application credential"],
)
def test_r42_credentials_for_one_project_refuse_another_scope(
    open_door: OpenDoor, server: Loopback, credentials: Credentials, name: str
) -> None:
    server.answer(Answer(200, []))
    door = open_door(auth=credentials, project_id="p1")
    with pytest.raises(errors.InvalidArgument, match=f"scope_project_id: .*{name}"):
        door.send(GET, scope_project_id="p2")
    with pytest.raises(errors.InvalidArgument, match=f"scope_project_id: .*{name}"):
        door.client.with_options(scope_project_id="p2")
    assert server.received == []


def test_r42_the_scope_that_is_there_is_no_other_one(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, []))
    door = open_door(auth=Token("t", project_id="p1"), project_id="")
    door.send(GET, scope_project_id="p1")
    assert [one.path.split("/")[2] for one in server.received] == ["p1"]
