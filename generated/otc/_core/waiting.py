"""Waits until something that a service works on has come to its end."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast

from .calling import Aim, Reply, Settings, converse, reply, whole
from .conversation import Conversation, Pause
from .enforcement import act_on
from .errors import (
    CertificateError,
    NotFound,
    RequestTimeout,
    SdkError,
    ServerError,
    TooManyRequests,
    TransportError,
    WaitFailed,
    WaitTimeout,
)
from .goals import GONE, Goal, departures
from .options import CallOptions, OptionsWithoutTimeout
from .request import Request
from .service import Service
from .timing import Unset, checked_timeout

R = TypeVar("R")

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 15.0
_FORGIVEN = 5
"""How often something that was just made may still be unknown, and how often looking may fail before anything was
answered.
"""
_FORGIVEN_LATER = 20
"""How often in a row looking may fail at a service that has answered before: some minutes of them."""
_LAST_LOOK = 1.0
"""Seconds that are kept for a last look before the end, or a tenth of a short wait."""
_AT_ONCE = 0.05
"""Clocks differ by less: what ends so shortly before the end of a wait ends with it."""


class _Watch(Generic[R]):
    """Looks again and again, with pauses that grow, until the time is over."""

    def __init__(
        self,
        settings: Settings,
        service: Service,
        request: Request[R],
        goal: Goal,
        options: OptionsWithoutTimeout,
        timeout: object,
    ) -> None:
        seconds = checked_timeout(timeout)
        assert not isinstance(seconds, Unset)
        self._settings = settings
        self._service = service
        self._request = request
        self._options = cast("CallOptions", options)  # they lack one of its keys, none of which is required
        self._clock = settings.clock
        self._timeout = seconds
        self._aim = Aim(goal, None if seconds is None else settings.clock.now() + seconds)
        self._next_pause = _FIRST_PAUSE
        self._failures = 0
        self._failure: SdkError | None = None
        self._answered = False
        self.operation = type(request).__name__
        self.seen = "no answer came"
        self.answer: R | None = None
        self.state = ""

    def look(self) -> Conversation[Reply[R] | None]:
        """Send the request once; gives the answer, or None where the call failed.

        A failure of the service or on the way is forgiven where it does not persist. Raises `WaitTimeout` where the
        time is over.
        """
        try:
            success = yield from converse(self._settings, self._service, self._request, self._options, aim=self._aim)
            answered = reply(self._request, whole(success))
        except (ServerError, TooManyRequests, TransportError) as failure:
            self._failure = failure
            if isinstance(failure, RequestTimeout) and self._left(_AT_ONCE) <= 0:
                raise self._timed_out() from failure
            self._failures += 1
            forgiven = _FORGIVEN_LATER if self._answered else _FORGIVEN
            if isinstance(failure, CertificateError) or self._failures > forgiven:
                raise
            return None
        self._failures, self._failure, self._answered, self.answer = 0, None, True, answered.value
        return answered

    def pause(self) -> Pause:
        """Give the pause before the next look; raises `WaitTimeout` where the time does not suffice for it."""
        reserve = min(_LAST_LOOK, (self._timeout or 0) / 10)
        left = self._left(reserve)
        if left <= reserve / 10:  # not 0: what is left of a sum of pauses may be a rounding error
            raise self._timed_out() from self._failure
        pause, self._next_pause = Pause(min(self._next_pause, left)), min(self._next_pause * 1.5, _LONGEST_PAUSE)
        return pause

    def _left(self, reserve: float) -> float:
        """Return the seconds that are left but for a reserve."""
        return float("inf") if self._aim.end is None else self._aim.end - self._clock.now() - reserve

    def _timed_out(self) -> WaitTimeout:
        tail = "" if self._failure is None else f"; the last call failed: {self._failure}"
        return WaitTimeout(
            f"{self.operation}: {self.seen} after {self._timeout:g} seconds{tail}", self.answer, self.state
        )


def waiting(
    settings: Settings,
    service: Service,
    request: Request[R],
    goal: Goal,
    options: OptionsWithoutTimeout,
    timeout: object,
) -> Conversation[R]:
    """Send a request until its answer tells the state that is waited for. A state that is neither wanted nor unwanted is on the way."""
    watch = _Watch(settings, service, request, goal, options, timeout)
    if not goal.named:
        mode = options.get("validate", settings.validate)
        act_on(departures(request, goal), type(request).__name__, mode, settings.policy.hooks, settings.told)
    missing = 0
    while True:
        try:
            answered = yield from watch.look()
            if answered is not None:
                watch.state = goal.state_in(answered.value)
                watch.seen = f"{goal.field} is {watch.state!r}" if watch.state else f"{goal.field} is not told"
                if goal.is_reached(watch.state):
                    return answered.value
                if goal.is_lost(watch.state):
                    raise WaitFailed(f"{watch.operation}: {watch.seen}", answered.value, watch.state)
        except NotFound:
            missing += 1
            if watch.state or missing > _FORGIVEN:
                raise
            watch.seen = "it is not found"
        yield watch.pause()


def waiting_for_absence(
    settings: Settings, service: Service, request: Request[Any], options: OptionsWithoutTimeout, timeout: object
) -> Conversation[None]:
    """Send a request until what it asks for is not found."""
    watch = _Watch(settings, service, request, GONE, options, timeout)
    while True:
        try:
            answered = yield from watch.look()
            if answered is not None:
                watch.seen = "it is still there"
        except NotFound:
            return
        yield watch.pause()
