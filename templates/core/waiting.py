"""Waits until something that a service works on has come to its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from .calling import Settings, converse, reply, whole
from .conversation import Conversation, Pause
from .errors import ConfigurationError, NotFound, WaitFailed, WaitTimeout
from .json_values import is_list
from .request import JobRequest, Request
from .service import Service
from .timing import Clock
from .walk import found_at

R = TypeVar("R")

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 15.0
_FORGIVEN = 5
"""How often something that was just made may still be unknown."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is waited for: `field`, a dotted path of wire names, tells one of the states `until`, and none of `unless`."""

    field: str
    until: frozenset[str]
    unless: frozenset[str]

    @classmethod
    def of(cls, request: Request[Any], field: str, until: str | Collection[str], unless: str | Collection[str]) -> Goal:
        """Read what a caller says, else what the operation of a job says of itself; raises `ConfigurationError` where it can never come true."""
        if isinstance(request, JobRequest) and not field:
            progress = request.progress
            field, until, unless = progress.field, until or progress.until, unless or progress.unless
        goal = cls(field, _states(until), _states(unless))
        if not goal.field or not goal.until:
            raise ConfigurationError(
                f"wait: {type(request).__name__} does not tell what to wait for: give field= and until="
            )
        if goal.until & goal.unless:
            raise ConfigurationError("wait: a state cannot be both wanted and unwanted")
        return goal

    def state_in(self, answer: object) -> str:
        """Give the state that an answer tells; empty where it tells none."""
        found = found_at(answer, self.field)
        return "" if found is None or is_list(found) else str(found)


def _states(states: str | Collection[str]) -> frozenset[str]:
    return frozenset((states,) if isinstance(states, str) else states)


class _Patience:
    """The pauses of a wait, which grow, and its end."""

    def __init__(self, timeout: float, clock: Clock) -> None:
        self._timeout = timeout
        self._clock = clock
        self._end = clock.now() + timeout
        self._next = _FIRST_PAUSE

    def pause(self, what: str, answer: object) -> Pause:
        """Give the pause before the next look; raises `WaitTimeout` where the time does not suffice for it."""
        if self._clock.now() + self._next > self._end:
            raise WaitTimeout(f"{what} after {self._timeout:g} seconds", answer)
        pause, self._next = Pause(self._next), min(self._next * 1.5, _LONGEST_PAUSE)
        return pause


def waiting(settings: Settings, service: Service, request: Request[R], goal: Goal, timeout: float) -> Conversation[R]:
    """Send a request until its answer tells the state that is waited for. A state that is neither wanted nor unwanted is on the way."""
    patience, operation = _Patience(timeout, settings.clock), type(request).__name__
    missing, state = 0, ""
    while True:
        answer: R | None = None
        try:
            success = yield from converse(settings, service, request, {})
            answer = reply(request, whole(success)).value
            state = goal.state_in(answer)
            if state in goal.until:
                return answer
            if state in goal.unless:
                raise WaitFailed(f"{operation}: {goal.field} is {state!r}", answer)
        except NotFound:
            missing += 1
            if state or missing > _FORGIVEN:
                raise
        yield patience.pause(f"{operation}: {goal.field} is {state!r}", answer)


def waiting_for_absence(
    settings: Settings, service: Service, request: Request[R], timeout: float
) -> Conversation[None]:
    """Send a request until what it asks for is not found."""
    patience, operation = _Patience(timeout, settings.clock), type(request).__name__
    while True:
        try:
            success = yield from converse(settings, service, request, {})
        except NotFound:
            return
        yield patience.pause(f"{operation}: it is still there", reply(request, whole(success)).value)
