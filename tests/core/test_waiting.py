"""Waiting for what a service works on."""

from __future__ import annotations

from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import JobRequest, Model, Progress, Request, at, field

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback


class Job(Model):
    status: str | None = field(default=None)


class ShowJob(Request[Job]):
    method = "GET"
    uri = "/v1/jobs/{job_id}"
    responses = {200: Job}

    job_id: str = at.path()


class ShowDocumentedJob(JobRequest[Job]):
    method = "GET"
    uri = "/v1/jobs/{job_id}"
    responses = {200: Job}
    progress = Progress(field="status", until=("SUCCESS",), unless=("FAIL",))

    job_id: str = at.path()


SHOW = ShowJob(job_id="j")
ASK: dict[str, Any] = {"field": "status", "until": "SUCCESS", "unless": {"FAIL"}}


def states(*names: str) -> list[Answer]:
    return [Answer(200, {"status": name}) for name in names]


def test_r33_the_answer_with_the_state_is_given(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(*states("INIT", "RUNNING", "SUCCESS"))
    job = open_door(clock=clock).wait(SHOW, **ASK)
    assert (job.status, clock.waits) == ("SUCCESS", [1.0, 1.5])


def test_r33_a_state_that_never_ends_is_given_up(open_door: OpenDoor, server: Loopback) -> None:
    clock = FakeClock()
    server.answer(*states("RUNNING"))
    with pytest.raises(errors.WaitTimeout, match="status is 'RUNNING' after 600 seconds") as caught:
        open_door(clock=clock).wait(SHOW, **ASK, timeout=600)
    assert caught.value.answer.status == "RUNNING"
    assert isinstance(caught.value, TimeoutError)
    assert sum(clock.waits) <= 600
    assert max(clock.waits) == 15.0
    assert len(server.received) < 60


@pytest.mark.parametrize(
    "odd", [Answer(200, {"status": "NEVER_HEARD_OF"}), Answer(200, {}), Answer(200, {"status": ["x"]})]
)
def test_r33_an_unknown_state_is_on_the_way(open_door: OpenDoor, server: Loopback, odd: Answer) -> None:
    server.answer(odd, odd, *states("SUCCESS"))
    assert open_door(clock=FakeClock()).wait(SHOW, **ASK).status == "SUCCESS"


def test_r33_an_unwanted_state_ends_the_wait(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*states("RUNNING", "FAIL"))
    with pytest.raises(errors.WaitFailed, match="status is 'FAIL'") as caught:
        open_door(clock=FakeClock()).wait(SHOW, **ASK)
    assert not isinstance(caught.value, errors.WaitTimeout)
    assert len(server.received) == 2


def test_r33_what_was_just_made_may_be_unknown_for_a_moment(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(404), Answer(404), *states("SUCCESS"))
    assert open_door(clock=FakeClock()).wait(SHOW, **ASK).status == "SUCCESS"


def test_r33_what_stays_unknown_is_an_error(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(404))
    with pytest.raises(errors.NotFound):
        open_door(clock=FakeClock()).wait(SHOW, **ASK)
    assert len(server.received) == 6


def test_r33_what_vanishes_is_an_error(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*states("RUNNING"), Answer(404))
    with pytest.raises(errors.NotFound):
        open_door(clock=FakeClock()).wait(SHOW, **ASK)
    assert len(server.received) == 2


def test_r33_waiting_until_something_is_gone(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*states("DELETING", "DELETING"), Answer(404))
    open_door(clock=FakeClock()).wait_until_gone(SHOW)
    assert len(server.received) == 3
    server.answer(*states("DELETING"))
    with pytest.raises(errors.WaitTimeout, match="still there after 60 seconds"):
        open_door(clock=FakeClock()).wait_until_gone(SHOW, timeout=60)


@pytest.mark.parametrize("ask", [{"until": ()}, {"until": {"A", "B"}, "unless": "B"}])
def test_waits_that_can_never_end_well_are_refused(open_door: OpenDoor, server: Loopback, ask: Any) -> None:
    with pytest.raises(errors.ConfigurationError, match="wait"):
        open_door().wait(SHOW, field="status", **ask)
    assert server.received == []


def test_a_documented_job_says_itself_when_it_is_done(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*states("INIT", "RUNNING", "SUCCESS"))
    assert open_door(clock=FakeClock()).wait(ShowDocumentedJob(job_id="j")).status == "SUCCESS"
    server.answer(*states("RUNNING", "FAIL"))
    with pytest.raises(errors.WaitFailed, match="status is 'FAIL'"):
        open_door(clock=FakeClock()).wait(ShowDocumentedJob(job_id="j"))


def test_what_the_caller_says_of_a_documented_job_counts(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*states("RUNNING", "SUCCESS"))
    door = open_door(clock=FakeClock())
    assert door.wait(ShowDocumentedJob(job_id="j"), field="status", until="RUNNING").status == "RUNNING"


def test_what_is_waited_for_must_be_known(open_door: OpenDoor, server: Loopback) -> None:
    with pytest.raises(errors.ConfigurationError, match="ShowJob does not tell what to wait for"):
        open_door(clock=FakeClock()).wait(SHOW)
    assert server.received == []
