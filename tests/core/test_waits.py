"""What a wait promises: its time, its field and states, its errors, its options."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from typing import Any, Literal

import pytest
from sample_sdk import errors
from sample_sdk._core import JobRequest, Model, Progress, Request, StatefulRequest, at, field
from sample_sdk.auth import Password
from sample_sdk.functiongraph import AsyncFunctionGraph
from sample_sdk.hooks import Hook

from core.clocks import FakeClock
from core.doors import OpenDoor, door_to
from core.loopback import Answer, Loopback, Received

States = Literal["ACTIVE", "BUILD", "ERROR", "SHUTOFF", "VERIFY_RESIZE"]


class Address(Model):
    addr: str | None = field(default=None)


class Server(Model):
    id: str | None = field(default=None)
    status: States | str | None = field(default=None)
    vm_state: str | None = field(default=None, wire="OS-EXT-STS:vm_state")
    locked: bool | None = field(default=None)
    metadata: dict[str, str] | None = field(default=None)
    fault: Any = field(default=None)
    addresses: list[Address] | None = field(default=None)


class ServerBody(Model):
    server: Server | None = field(default=None)


class ShowServer(StatefulRequest[ServerBody, Literal["active", "shutoff", "verify_resize"]]):
    method = "GET"
    uri = "/v2.1/{project_id}/servers/{server_id}"
    responses = {200: ServerBody}
    progress = Progress(field="server.status", until=("ACTIVE", "SHUTOFF", "VERIFY_RESIZE"), unless=("ERROR",))

    server_id: str = at.path()


class ShowAnything(Request[Any]):
    method = "GET"
    uri = "/v1/{project_id}/anything"
    responses = {200: Any}


class ShowJob(JobRequest[Server]):
    method = "GET"
    uri = "/v1/{project_id}/jobs/{job_id}"
    responses = {200: Server}
    progress = Progress(field="status", until=("ACTIVE",), unless=("ERROR",))

    job_id: str = at.path()


SHOW = ShowServer(server_id="s")
ACTIVE: dict[str, Any] = {"field": "server.status", "until": "ACTIVE"}


def server_in(*states: str) -> list[Answer]:
    return [Answer(200, {"server": {"status": state}}) for state in states]


# --- time -----------------------------------------------------------------------------------------------------------


def silent(server: Loopback) -> None:
    server.behave(lambda received, connection: server.stopping.wait(60) and None)


def dripping(server: Loopback) -> None:
    def behaviour(received: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
        while not server.stopping.wait(0.05):
            connection.sendall(b" ")

    server.behave(behaviour)


def slow_login(server: Loopback) -> None:
    def behaviour(received: Received, connection: socket.socket) -> Answer | None:
        if received.method == "POST":
            server.stopping.wait(60)
            return None
        return server_in("BUILD")[0]

    server.behave(behaviour)


WAITS: dict[str, Any] = {
    "wait": lambda door, **options: door.wait(SHOW, **ACTIVE, **options),
    "wait for a job": lambda door, **options: door.wait(ShowJob(job_id="j"), **options),
    "wait_until": lambda door, **options: door.wait_until(SHOW, "active", **options),
    "wait_until_gone": lambda door, **options: door.wait_until_gone(SHOW, **options),
}


@pytest.mark.parametrize("trouble", [silent, dripping, slow_login])
@pytest.mark.parametrize("what", WAITS)
def test_r70_a_wait_ends_with_its_time_whatever_the_service_does(
    open_door: OpenDoor, server: Loopback, what: str, trouble: Any
) -> None:
    trouble(server)
    login = Password("someone", "secret", domain_name="OTC-1", auth_url=f"{server.url}/v3")
    door = open_door(region="eu-de", **({"auth": login} if trouble is slow_login else {}))
    begun = time.monotonic()
    with pytest.raises(errors.WaitTimeout, match=r"no answer came after 1 seconds") as caught:
        WAITS[what](door, timeout=1)
    assert time.monotonic() - begun < 20
    assert isinstance(caught.value, TimeoutError)
    assert not isinstance(caught.value, errors.RequestTimeout)
    assert isinstance(caught.value.__cause__, errors.RequestTimeout)


def test_r70_the_end_of_a_wait_tells_what_was_seen_last(open_door: OpenDoor, server: Loopback) -> None:
    def behaviour(received: Received, connection: socket.socket) -> Answer | None:
        if len(server.received) == 1:
            return server_in("BUILD")[0]
        server.stopping.wait(60)
        return None

    server.behave(behaviour)
    with pytest.raises(
        errors.WaitTimeout, match=r"server.status is 'BUILD' after 2 seconds; the last call failed: "
    ) as caught:
        open_door().wait(SHOW, **ACTIVE, timeout=2)
    assert caught.value.state == "BUILD"
    assert caught.value.answer.server.status == "BUILD"


def test_r70_the_retries_of_a_look_end_with_the_wait(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(503, headers={"retry-after": "5"}))
    clock = FakeClock()
    with pytest.raises(errors.WaitTimeout, match=r"no answer came after 8 seconds; the last call failed: .*status 503"):
        open_door(clock=clock).wait(SHOW, **ACTIVE, timeout=8)
    assert 5 < sum(clock.waits) < 8


def test_r70_the_last_look_is_shortly_before_the_end(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(*server_in("BUILD"))
    with pytest.raises(errors.WaitTimeout):
        open_door(clock=clock).wait(SHOW, **ACTIVE, timeout=30)
    assert sum(clock.waits) == 29


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), True, "3"])
@pytest.mark.parametrize("what", WAITS)
def test_r70_what_is_no_time_is_refused(open_door: OpenDoor, server: Loopback, what: str, timeout: Any) -> None:
    with pytest.raises(errors.InvalidArgument, match=r"timeout: .+ None"):
        WAITS[what](open_door(), timeout=timeout)
    assert server.received == []


def test_r70_none_waits_for_ever(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(*server_in(*["BUILD"] * 300, "ACTIVE"))
    assert open_door(clock=clock).wait(SHOW, **ACTIVE, timeout=None).server.status == "ACTIVE"
    assert sum(clock.waits) > 3_600


def test_r70_a_cancelled_wait_ends_at_once_and_leaves_no_half_read_connection(server: Loopback) -> None:
    silent(server)
    with door_to("asynchronous", server.url) as door:

        async def cancelled() -> None:
            client: AsyncFunctionGraph = door.client
            wait = asyncio.ensure_future(client.wait(SHOW, **ACTIVE, timeout=60))
            while not server.received:
                await asyncio.sleep(0.01)
            wait.cancel()
            with pytest.raises(asyncio.CancelledError):
                await wait
            server.answer(*server_in("ACTIVE"))
            assert (await client.wait(SHOW, **ACTIVE, timeout=60)).server is not None

        assert door.runner is not None
        door.runner.run(cancelled())
    assert [one.connection for one in server.received] == [1, 2]


def test_r70_a_login_that_one_wait_had_no_time_for_fails_no_other_call(server: Loopback) -> None:
    """Another thread waits for the same login, and has more time."""
    asked = threading.Event()

    def behaviour(received: Received, connection: socket.socket) -> Answer | None:
        if received.method != "POST":
            return server_in("ACTIVE")[0]
        if not asked.is_set():
            asked.set()
            server.stopping.wait(60)
            return None
        return Answer(201, {"token": {}}, {"x-subject-token": "token"})

    server.behave(behaviour)
    login = Password("someone", "secret", domain_name="OTC-1", auth_url=f"{server.url}/v3")
    outcome: list[object] = []
    with door_to("blocking", server.url, auth=login, region="eu-de") as door:

        def hasty() -> None:
            with pytest.raises(errors.WaitTimeout):
                door.wait(SHOW, **ACTIVE, timeout=1)
            outcome.append("over")

        thread = threading.Thread(target=hasty)
        thread.start()
        assert asked.wait(30)
        assert door.send(SHOW, timeout=60).server.status == "ACTIVE"
        thread.join()
    assert outcome == ["over"]


# --- the field and the states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("server.statuss", "'server.statuss' is not documented in the answer; did you mean 'server.status'?"),
        ("status", "did you mean 'server.status'?"),
        ("server.vm_state", "did you mean 'server.OS-EXT-STS:vm_state'?"),
        ("sever.status", "did you mean 'server.status'?"),
        ("colour", "'colour' is not documented in the answer"),
        ("server", "'server' is an object, which tells no state; did you mean 'server.id'?"),
        ("server.addresses", "'server.addresses' is a list, which tells no state"),
        ("server.addresses.addr", "'server.addresses' is a list and has no 'addr'"),
        ("server.status.code", "'server.status' is a scalar and has no 'code'"),
        ("server.metadata", "'server.metadata' is an object, which tells no state"),
        ("server.", "'server.' is not documented"),
    ],
)
def test_r71_a_field_that_no_answer_has_is_refused_at_once(
    open_door: OpenDoor, server: Loopback, path: str, says: str
) -> None:
    with pytest.raises(errors.ValidationError) as caught:
        open_door().wait(SHOW, field=path, until="ACTIVE")
    assert says in str(caught.value)
    assert (caught.value.operation, caught.value.violations[0].rule) == ("ShowServer", "unknown")
    assert server.received == []


@pytest.mark.parametrize("path", ["server.metadata.phase", "server.fault.code", "server.fault"])
def test_r71_below_what_the_pages_leave_open_any_name_goes(open_door: OpenDoor, server: Loopback, path: str) -> None:
    server.answer(Answer(200, {"server": {"metadata": {"phase": "ready"}, "fault": {"code": "ready"}}}))
    timeout = 1 if path == "server.fault" else 60
    door = open_door(clock=FakeClock())
    if path == "server.fault":
        with pytest.raises(errors.WaitTimeout, match=r"server.fault is not told"):
            door.wait(SHOW, field=path, until="ready", timeout=timeout)
    else:
        door.wait(SHOW, field=path, until="ready", timeout=timeout)
    assert server.received


def test_r71_an_answer_without_documentation_is_waited_for_by_any_field(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"a": {"b": True}}))
    assert open_door().wait(ShowAnything(), field="a.b", until="true") == {"a": {"b": True}}


def test_r71_who_switches_the_checks_off_may_wait_for_any_field(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"server": {"new": "ready"}}))
    found = open_door().wait(SHOW, field="server.new", until="ready", validate="off")
    assert found.server.extra == {"new": "ready"}


@pytest.mark.parametrize("states", [{"until": "ACTVE"}, {"until": "active"}, {"until": "ACTIVE", "unless": "EROR"}])
def test_r71_a_slip_of_a_documented_state_is_refused(open_door: OpenDoor, server: Loopback, states: Any) -> None:
    with pytest.raises(
        errors.ValidationError, match=r"is not documented for server.status; did you mean '(ACTIVE|ERROR)'"
    ):
        open_door().wait(SHOW, field="server.status", **states)
    assert server.received == []


def test_r71_another_state_than_the_documented_is_told(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []

    class Telling(Hook):
        def violated(self, operation: str, violations: Any) -> None:
            told.extend((operation, one.path, one.rule, one.refused) for one in violations)

    server.answer(*server_in("BUILD", "HIBERNATED"))
    door = open_door(clock=FakeClock(), hooks=[Telling()])
    with caplog.at_level(logging.WARNING, logger="sample_sdk"):
        assert door.wait(SHOW, field="server.status", until="HIBERNATED").server.status == "HIBERNATED"
    assert told == [("ShowServer", "until", "one_of", False)]
    assert "until: 'HIBERNATED' is not documented for server.status" in caplog.text
    with pytest.raises(errors.ValidationError):
        door.wait(SHOW, field="server.status", until="HIBERNATED", validate="strict")


def test_r71_whoever_gives_two_spellings_means_both(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*server_in("Active"))
    wanted = {"ACTIVE", "active", "Active"}
    assert open_door().wait(SHOW, field="server.status", until=wanted).server.status == "Active"


@pytest.mark.parametrize("states", [{"until": 1}, {"until": [1]}, {"until": "A", "unless": 3}])
def test_r71_states_are_text(open_door: OpenDoor, states: Any) -> None:
    with pytest.raises(errors.ConfigurationError, match="is a state or several, as text"):
        open_door().wait(SHOW, field="server.status", **states)


def test_r71_states_that_no_answer_tells_are_refused(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"server": {}}))
    door = open_door()
    for until, told in (("", "give field= and until="), (["ACTIVE", ""], "an empty text, which no answer tells")):
        with pytest.raises(errors.ConfigurationError, match=told):
            door.wait(SHOW, field="server.status", until=until)
    for state in (5, None, ["ACTIVE"]):
        with pytest.raises(errors.ConfigurationError, match="wait_until: a state is a text, not an object of type"):
            door.wait_until(SHOW, state)  # type: ignore[arg-type]  # on purpose
    assert server.received == []


# --- errors ---------------------------------------------------------------------------------------------------------


def test_r72_what_a_wait_concludes_is_a_wait_error(open_door: OpenDoor, server: Loopback) -> None:
    assert issubclass(errors.WaitError, errors.SdkError)
    assert not issubclass(errors.WaitTimeout, errors.WaitFailed)
    server.answer(*server_in("BUILD", "ERROR"))
    with pytest.raises(errors.WaitError, match=r"server.status is 'ERROR'") as failed:
        open_door(clock=FakeClock()).wait(SHOW, **ACTIVE, unless="ERROR")
    assert type(failed.value) is errors.WaitFailed
    assert (failed.value.state, failed.value.answer.server.status) == ("ERROR", "ERROR")
    server.answer(*server_in("BUILD"))
    with pytest.raises(errors.WaitError) as late:
        open_door(clock=FakeClock()).wait(SHOW, **ACTIVE, timeout=5)
    assert type(late.value) is errors.WaitTimeout


@pytest.mark.parametrize(("status", "error"), [(400, "BadRequest"), (401, "Unauthorized"), (403, "Forbidden")])
def test_r72_a_refused_call_ends_a_wait_as_its_own_error(
    open_door: OpenDoor, server: Loopback, status: int, error: str
) -> None:
    server.answer(Answer(status))
    with pytest.raises(getattr(errors, error)):
        open_door(clock=FakeClock()).wait(SHOW, **ACTIVE)


@pytest.mark.parametrize("what", ["status 500", "status 429", "a broken connection"])
def test_r72_failures_in_between_do_not_end_a_wait(open_door: OpenDoor, server: Loopback, what: str) -> None:
    """Before the first answer five calls in a row may fail, and twenty after it; here each call is two attempts."""

    def behaviour(received: Received, connection: socket.socket) -> Answer | None:
        answered = {11: "BUILD", 52: "BUILD", 93: "ACTIVE"}.get(len(server.received))
        if answered is not None:
            return server_in(answered)[0]
        return None if what == "a broken connection" else Answer(500 if what == "status 500" else 429)

    server.behave(behaviour)
    door = open_door(clock=FakeClock(), max_attempts=2)
    assert door.wait(SHOW, **ACTIVE).server.status == "ACTIVE"
    assert len(server.received) == 93


def test_r72_a_service_that_fails_for_minutes_ends_a_wait(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*server_in("BUILD"), Answer(502))
    with pytest.raises(errors.ServerError):
        open_door(clock=FakeClock(), max_attempts=1).wait(SHOW, **ACTIVE)
    assert len(server.received) == 22


@pytest.mark.parametrize("what", WAITS)
def test_r72_failures_that_persist_end_a_wait(open_door: OpenDoor, server: Loopback, what: str) -> None:
    server.answer(Answer(500, {"error_code": "X.1"}))
    clock = FakeClock()
    with pytest.raises(errors.ServerError, match=r"X\.1"):
        WAITS[what](open_door(clock=clock, max_attempts=1), timeout=3_600)
    assert len(server.received) == 6
    assert sum(clock.waits) < 60


# --- named states ---------------------------------------------------------------------------------------------------


def test_r73_a_documented_state_is_waited_for_by_its_name(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*server_in("BUILD", "VERIFY_RESIZE"))
    assert open_door(clock=FakeClock()).wait_until(SHOW, "verify_resize").server.status == "VERIFY_RESIZE"


@pytest.mark.parametrize("told", ["ACTIVE", "Active", "active"])
def test_r73_the_case_of_a_named_state_does_not_count(open_door: OpenDoor, server: Loopback, told: str) -> None:
    server.answer(*server_in(told))
    assert open_door().wait_until(SHOW, "active").server.status == told


def test_r73_a_documented_failure_ends_the_wait_for_a_named_state(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*server_in("BUILD", "ERROR"))
    with pytest.raises(errors.WaitFailed, match=r"server.status is 'ERROR'"):
        open_door(clock=FakeClock()).wait_until(SHOW, "active")
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("request_", "state", "says"),
    [
        (SHOW, "actve", "documents no state 'actve' but 'ACTIVE', 'SHUTOFF', 'VERIFY_RESIZE'"),
        (SHOW, "error", "documents no state 'error' but"),
        (ShowAnything(), "active", "ShowAnything documents no states"),
    ],
)
def test_r73_a_state_that_is_not_documented_has_no_name(
    open_door: OpenDoor, server: Loopback, request_: Any, state: str, says: str
) -> None:
    with pytest.raises(errors.ConfigurationError, match=says):
        open_door().wait_until(request_, state)
    assert server.received == []


@pytest.mark.parametrize("what", WAITS)
def test_r73_waits_take_the_options_of_calls(open_door: OpenDoor, server: Loopback, what: str) -> None:
    gone = what == "wait_until_gone"
    server.answer(Answer(404) if gone else Answer(200, {"status": "ACTIVE", "server": {"status": "ACTIVE"}}))
    WAITS[what](open_door(), project_id="other", extra_headers={"x-trace": "7"}, extra_query={"a": 1}, validate="warn")
    (call,) = server.received
    assert call.target.startswith(("/v2.1/other/servers/s?a=1", "/v1/other/jobs/j?a=1"))
    assert call.headers["x-trace"] == "7"


@pytest.mark.parametrize("what", WAITS)
def test_r73_other_options_are_refused(open_door: OpenDoor, server: Loopback, what: str) -> None:
    with pytest.raises(TypeError, match="there is no argument 'projectid'; did you mean 'project_id'"):
        WAITS[what](open_door(), projectid="other")
    assert server.received == []
