"""Sends a call until it is answered for good: renews refused credentials once, and tries again where that is safe and promising."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .answers import request_id_of
from .conversation import Conversation, Discard, Exchange, Pause
from .encoding import added_headers, check_headers
from .errors import RequestTimeout, TransportError
from .hooks import Attempt, Hook
from .redaction import Redactor
from .retrying import Quota, wait_after_answer, wait_after_failure
from .timing import Limits
from .visible import visible
from .wire import Answer, Call, shown_query

if TYPE_CHECKING:
    from .transport import AsyncIncoming, Incoming

Reading: TypeAlias = "Answer | Incoming | AsyncIncoming"

_LOG = logging.getLogger(__name__.partition("._core")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How often a client tries, what all its calls may retry together, and what is called around each attempt."""

    max_attempts: int
    hooks: tuple[Hook, ...]
    quota: Quota = field(default_factory=Quota)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorization:
    """How each attempt is authorized, and what is done when that was refused: `renew` tells whether to try again."""

    authorize: Callable[[Call], Conversation[Call]]
    renew: Callable[[Call], Conversation[bool]]
    secrets: Callable[[], tuple[str, ...]] = tuple
    """What must not be shown, as far as it is known by now."""


def attempted(
    call: Call, limits: Limits, policy: Policy, authorization: Authorization | None = None, *, stream: bool = False
) -> Conversation[tuple[Reading, int]]:
    """Send a call; gives the last answer, be it a success or not, and the number of attempts.

    Raises the `TransportError` of the last attempt where no answer came.
    """
    attempt, renewed, reached = 0, False, False
    while True:
        attempt += 1
        authorized = (yield from authorization.authorize(call)) if authorization else call
        check_headers(authorized)
        hide = call.hide.and_also(authorization.secrets() if authorization else ())
        outcome = yield from _attempt(authorized, limits, policy, attempt, stream, hide)
        if not isinstance(outcome, TransportError | Answer) or (isinstance(outcome, Answer) and outcome.status < 400):
            policy.quota.succeeded(retried=attempt > 1)
            return outcome, attempt
        if isinstance(outcome, Answer) and outcome.status == 401 and authorization and call.replayable and not renewed:
            renewed = True
            if (yield from authorization.renew(authorized)):
                attempt -= 1
                continue
        reached = reached or isinstance(outcome, Answer) or outcome.sent
        seconds = _wait(call, outcome, attempt, limits, policy)
        if seconds is not None:
            yield Pause(seconds)
        elif isinstance(outcome, Answer):
            return outcome, attempt
        else:
            outcome.attempts, outcome.sent = attempt, reached
            raise outcome


def _attempt(
    call: Call, limits: Limits, policy: Policy, number: int, stream: bool, hide: Redactor
) -> Conversation[Reading | TransportError]:
    """Make one attempt; a failure on the way is given, not raised."""
    attempt = Attempt(
        operation=call.operation,
        method=call.method,
        url=call.shown_url,
        query=shown_query(call.query),
        number=number,
    )
    for hook in policy.hooks:
        hook.before(attempt)
    begun = limits.clock.now()
    outcome: Reading | TransportError
    try:
        outcome = yield Exchange(call.with_headers(added_headers(attempt.headers)), limits, stream)
    except TransportError as failure:
        failure.attempts = number
        outcome = failure
    except BaseException as interruption:
        _tell_failure(attempt, interruption, limits.clock.now() - begun, policy)
        raise
    seconds = limits.clock.now() - begun
    if isinstance(outcome, TransportError):
        _tell_failure(attempt, outcome, seconds, policy)
    else:
        try:
            _tell_answer(attempt, outcome, seconds, policy, hide)
        except BaseException:
            if not isinstance(outcome, Answer):
                yield Discard(outcome)
            raise
    return outcome


def _wait(call: Call, outcome: Answer | TransportError, attempt: int, limits: Limits, policy: Policy) -> float | None:
    """Give the seconds until the next attempt; None where this one was the last."""
    if attempt >= policy.max_attempts:
        return None
    if isinstance(outcome, TransportError):
        seconds = wait_after_failure(call, outcome, attempt)
    else:
        seconds = wait_after_answer(call, outcome, attempt, limits.clock.today())
    if seconds is None or not _in_time(seconds, limits) or not policy.quota.take():
        return None
    return seconds


def _in_time(seconds: float, limits: Limits) -> bool:
    try:
        left = limits.left()
    except RequestTimeout:
        return False
    return left is None or seconds < left


def _tell_answer(attempt: Attempt, outcome: Reading, seconds: float, policy: Policy, hide: Redactor) -> None:
    attempt.status, attempt.seconds = outcome.status, seconds
    attempt.request_id = request_id_of(outcome.headers, hide)
    _log(attempt, outcome.status)
    for hook in policy.hooks:
        hook.after(attempt)


def _tell_failure(attempt: Attempt, failure: BaseException, seconds: float, policy: Policy) -> None:
    attempt.failure, attempt.seconds = failure, seconds
    # How often it was tried stands in the line already.
    _log(attempt, visible(BaseException.__str__(failure)) or type(failure).__name__)
    for hook in policy.hooks:
        hook.error(attempt)


def _log(attempt: Attempt, outcome: object) -> None:
    _LOG.debug(
        "%s %s %s attempt %d: %s after %.3f s",
        attempt.operation,
        attempt.method,
        attempt.url,
        attempt.number,
        outcome,
        attempt.seconds,
    )
