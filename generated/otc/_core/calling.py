"""A call from the request to the documented answer."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from .answers import api_error, decoded, is_success, request_id_of
from .conversation import Conversation, Exchange, Pause
from .credentials import Credentials, Session, Situation
from .encoding import prepared
from .endpoints import catalog_origin, usual_origin
from .errors import (
    ConfigurationError,
    InvalidArgument,
    RequestTimeout,
    SdkError,
    TransportError,
    ValidationError,
    ValidationWarning,
)
from .options import CallOptions, Validate
from .redaction import Headers, Redactor
from .request import Request
from .retrying import Quota, wait_after_answer, wait_after_failure
from .service import Service
from .timing import Clock, Limits, Unset, checked_timeout, limits_for
from .validation import check_structure
from .wire import Answer, Call, Origin, origin_of, shown_query

if TYPE_CHECKING:
    from .transport import AsyncIncoming, Incoming

R = TypeVar("R")
A = TypeVar("A", covariant=True)

Reading: TypeAlias = "Answer | Incoming | AsyncIncoming"

_LOG = logging.getLogger(__name__.partition("._core")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[R]):
    """A successful answer with what came around it; `value` is what the operation documents."""

    value: R
    status: int
    headers: Headers
    request_id: str
    url: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One attempt of a call, for those who observe. `status` is 0 where no answer came; then `failure` says why. `query` shows no values."""

    operation: str
    method: str
    url: str
    query: str
    attempt: int
    status: int
    seconds: float
    request_id: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client was told. Empty texts are unknown."""

    credentials: Credentials
    region: str
    project_id: str
    endpoint: Origin | None
    timeout: float | Unset | None
    validate: Validate
    max_attempts: int
    response_limit: int
    insecure: bool
    clock: Clock
    observe: Callable[[Event], None] | None
    quota: Quota = field(default_factory=Quota)


@dataclass(frozen=True, slots=True, kw_only=True)
class Success(Generic[A]):
    """What a call came to: the answer, and the call that got it at the last attempt."""

    answer: A
    call: Call
    attempts: int
    hide: Redactor


def converse(
    settings: Settings, service: Service, request: Request[Any], options: CallOptions, *, stream: bool = False
) -> Conversation[Success[Reading]]:
    """Send a request until it succeeds or fails for good; raises all that a call may raise."""
    timeout = checked_timeout(options["timeout"] if "timeout" in options else settings.timeout)
    _validate(request, options.get("validate", settings.validate))
    ready = prepared(
        request,
        extra_headers=options.get("extra_headers", {}),
        extra_query=options.get("extra_query", {}),
        extra_body=options.get("extra_body", {}),
    )
    situation = Situation(
        region=settings.region or settings.credentials.region,
        project_id=options.get("project_id", "") or settings.project_id or settings.credentials.project_id,
        insecure=settings.insecure,
        limits=limits_for(timeout, size=settings.response_limit, clock=settings.clock, open_end=stream),
    )
    project_id = (yield from _project(settings, situation)) if ready.needs_project else situation.project_id
    origin = yield from _origin(settings, service, situation)
    call = ready.call(origin, project_id)
    success = yield from _attempts(_Attempts(settings, request, situation, call, ready.hide), stream)
    return success


def reply(request: Request[R], success: Success[Answer]) -> Reply[R]:
    """Read the answer as the operation documents it."""
    answer = success.answer
    value: R = decoded(success.call.operation, answer, request.responses, success.hide)
    return Reply(
        value=value,
        status=answer.status,
        headers=answer.headers,
        request_id=request_id_of(answer),
        url=f"{success.call.origin}{success.call.path}",
        attempts=success.attempts,
    )


def _validate(request: Request[Any], mode: Validate) -> None:
    if mode not in ("strict", "warn", "off"):
        raise InvalidArgument("validate: 'strict', 'warn' or 'off' is needed")
    violations = () if mode == "off" else check_structure(request)
    if violations and mode == "strict":
        raise ValidationError(type(request).__name__, violations)
    for violation in violations:
        warnings.warn(str(violation), ValidationWarning, stacklevel=2)


def _project(settings: Settings, situation: Situation) -> Conversation[str]:
    project_id = situation.project_id
    if not project_id and isinstance(settings.credentials, Session):
        project_id = yield from settings.credentials.project()
    if not project_id:
        grant = yield from settings.credentials.grant(situation)
        project_id = grant.project_id if grant else ""
    if not project_id:
        raise ConfigurationError("the project is not known: give project_id= to the client or the call")
    return project_id


def _origin(settings: Settings, service: Service, situation: Situation) -> Conversation[Origin]:
    if settings.endpoint is not None:
        return settings.endpoint
    if isinstance(settings.credentials, Session):
        url = yield from settings.credentials.endpoint(service.catalog_types, situation.region)
        if url:
            return origin_of(url, what="catalog", insecure=settings.insecure, keep_path=False)
    grant = yield from settings.credentials.grant(situation)
    found = grant and catalog_origin(grant.catalog, service, situation.region, insecure=settings.insecure)
    return found or usual_origin(service.hosts[0], situation.region)


# --- attempts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Attempts:
    """What stays the same over the attempts of a call."""

    settings: Settings
    request: Request[Any]
    situation: Situation
    call: Call
    own_secrets: Redactor

    @property
    def limits(self) -> Limits:
        return self.situation.limits

    def succeeded(self, reading: Reading) -> bool:
        return is_success(reading.status, self.request.responses)

    def error(self, answer: Answer, attempts: int) -> SdkError:
        return api_error(
            self.call.operation,
            answer,
            responses=self.request.responses,
            hide=self.redactor(),
            attempts=attempts,
        )

    def redactor(self) -> Redactor:
        """Credentials may have changed since the call began."""
        return self.own_secrets.and_also(self.settings.credentials.secrets())

    def wait(self, outcome: Answer | TransportError, attempt: int) -> float | None:
        """Give the seconds until the next attempt; None where this one was the last."""
        if attempt >= self.settings.max_attempts:
            return None
        if isinstance(outcome, TransportError):
            seconds = wait_after_failure(self.call, outcome, attempt)
        else:
            seconds = wait_after_answer(self.call, outcome, attempt, self.settings.clock.today())
        if seconds is None or not self._in_time(seconds) or not self.settings.quota.take():
            return None
        return seconds

    def _in_time(self, seconds: float) -> bool:
        try:
            left = self.limits.left()
        except RequestTimeout:
            return False
        return left is None or seconds < left

    def tell(self, attempt: int, begun: float, outcome: Reading | TransportError) -> None:
        failure = str(outcome) if isinstance(outcome, TransportError) else ""
        event = Event(
            operation=self.call.operation,
            method=self.call.method,
            url=f"{self.call.origin}{self.call.path}",
            query=shown_query(self.call.query),
            attempt=attempt,
            status=0 if isinstance(outcome, TransportError) else outcome.status,
            seconds=self.settings.clock.now() - begun,
            request_id=request_id_of(outcome) if isinstance(outcome, Answer) else "",
            failure=failure,
        )
        _LOG.debug(
            "%s %s %s attempt %d: %s after %.3f s",
            event.operation,
            event.method,
            event.url,
            attempt,
            event.failure or event.status,
            event.seconds,
        )
        if self.settings.observe is not None:
            self.settings.observe(event)


def _attempts(attempts: _Attempts, stream: bool) -> Conversation[Success[Reading]]:
    settings, situation = attempts.settings, attempts.situation
    attempt, renewed = 0, False
    while True:
        attempt += 1
        authorized = yield from settings.credentials.authorize(attempts.call, situation)
        outcome = yield from _attempt(attempts, authorized, attempt, stream)
        if not isinstance(outcome, TransportError) and attempts.succeeded(outcome):
            settings.quota.succeeded(retried=attempt > 1)
            return Success(answer=outcome, call=attempts.call, attempts=attempt, hide=attempts.redactor())
        if not isinstance(outcome, TransportError | Answer):
            raise TypeError("only the body of a success is left unread")
        if isinstance(outcome, Answer) and outcome.status == 401 and not renewed and attempts.call.replayable:
            renewed = True
            if (yield from settings.credentials.renew(authorized, situation)):
                attempt -= 1
                continue
        seconds = attempts.wait(outcome, attempt)
        if seconds is None:
            if isinstance(outcome, TransportError):
                outcome.attempts = attempt
                raise outcome
            raise attempts.error(outcome, attempt)
        yield Pause(seconds)


def _attempt(attempts: _Attempts, call: Call, attempt: int, stream: bool) -> Conversation[Reading | TransportError]:
    """Make one attempt; a failure on the way is given, not raised."""
    begun = attempts.settings.clock.now()
    outcome: Reading | TransportError
    try:
        outcome = yield Exchange(call, attempts.limits, stream)
    except TransportError as failure:
        outcome = failure
    attempts.tell(attempt, begun, outcome)
    return outcome
