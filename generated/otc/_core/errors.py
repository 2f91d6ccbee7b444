"""Everything that a call may raise. All errors are `SdkError`s; no message contains a credential."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .redaction import Headers, Secret
from .violation import Violation
from .visible import visible


class SdkError(Exception):
    """The base of all errors of this package.

    What could hide or reorder words of its message, as control characters that a service sent, is shown as escapes.
    """

    def __str__(self) -> str:
        return visible(super().__str__())


class ConfigurationError(SdkError, ValueError):
    """The client lacks something, or what it was given cannot be used: region, project, endpoint, credentials, clouds.yaml."""


class InvalidArgument(SdkError, ValueError):
    """A value cannot be put on the wire safely, as `..` in a path or a line break in a header. Nothing was sent."""


class ValidationError(SdkError, ValueError):
    """The request breaks documented rules; nothing was sent.

    `violations` are all of them, also those that alone would have been sent.
    """

    def __init__(self, operation: str, violations: tuple[Violation, ...]) -> None:
        super().__init__(operation, violations)
        self.operation = operation
        self.violations = violations

    def __str__(self) -> str:
        return "\n  ".join([f"{self.operation} breaks documented rules:", *map(str, self.violations)])


class ValidationWarning(UserWarning):
    """What `validate="warn"` gives for every broken rule."""


class UnverifiedWarning(UserWarning):
    """What the making of a client gives that does not verify certificates."""


class TotalUnknown(SdkError, TypeError):
    """The number of a list's records is asked for, and its pages or its answer do not tell it."""


# --- failures on the way --------------------------------------------------------------------------------------------


class TransportError(SdkError):
    """The exchange failed on its way. `sent` tells whether the service may have received the request; `attempts` how often it was tried."""

    def __init__(self, message: str, *, sent: bool = True, attempts: int = 1) -> None:
        super().__init__(message)
        self.sent = sent
        self.attempts = attempts

    def __str__(self) -> str:
        return f"{super().__str__()}, after {self.attempts} attempts" if self.attempts > 1 else super().__str__()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuilt, (type(self), self.args, dict(vars(self))))


class ConnectionFailed(TransportError):
    """No connection could be made, or it broke."""


class CertificateError(ConnectionFailed):
    """The service could not prove who it is."""


class ClientClosed(SdkError, RuntimeError):
    """The client was closed before the call."""


class RequestTimeout(TransportError, TimeoutError):
    """The service did not answer in time.

    `limit` names the limit that was reached, and `seconds` is what it allows: `connect` is for one connection,
    `pool` for one to be free, `silence` for the service to say nothing, `login` for another call's login, and `call`
    for the whole call with all its attempts.
    """

    def __init__(
        self, message: str, *, limit: str = "call", seconds: float | None = None, sent: bool = True, attempts: int = 1
    ) -> None:
        super().__init__(message, sent=sent, attempts=attempts)
        self.limit = limit
        self.seconds = seconds

    def __str__(self) -> str:
        return super().__str__() if self.attempts > 1 else f"{super().__str__()}, after 1 attempt"


class UploadFailed(TransportError):
    """The content of the request could not be read to its end, or is not of the size that was announced.

    The service never has all of it; where `sent`, it may have the beginning.
    """


class ResponseError(SdkError):
    """The service answered with something that cannot be read. `status` is its status, `body` what was read of the answer."""

    _body: Secret[bytes] = Secret(b"")

    def __init__(self, message: str, *, status: int, body: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self._body = Secret(body)

    @property
    def body(self) -> bytes:
        """The answer as it came; it may hold what the request said, and does not travel with a pickle."""
        return self._body.reveal()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuilt, (type(self), self.args, {"status": self.status}))


class ResponseTooLarge(ResponseError):
    """The answer is larger than the client accepts."""


class UnexpectedRedirect(ResponseError):
    """The service answered with a redirect; none is ever followed."""


def _rebuilt(kind: type[SdkError], arguments: tuple[Any, ...], state: dict[str, Any]) -> SdkError:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error


class WaitError(SdkError):
    """A wait ended without what was waited for.

    `answer` is the last answer of the service, None where there was none; `state` is the last state that one told, or
    empty.
    """

    def __init__(self, message: str, answer: object = None, state: str = "") -> None:
        super().__init__(message)
        self.answer = answer
        self.state = state

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuilt, (type(self), self.args, {"answer": None, "state": self.state}))


class WaitFailed(WaitError):
    """What was waited for will not come: the service tells an unwanted state."""


class WaitTimeout(WaitError, TimeoutError):
    """What was waited for did not come in time. The cause is the failure of the last call, where it failed."""


# --- refusals -------------------------------------------------------------------------------------------------------


class ApiError(SdkError):
    """The service refused the request.

    `status` is the HTTP status, `code` and `message` what the body says (empty where it says nothing), `request_id` what to tell the support,
    `attempts` how often it was tried.
    """

    _answer: Secret[tuple[Headers, bytes, object]] = Secret((Headers(), b"", None))

    def __init__(
        self,
        *,
        status: int,
        code: str = "",
        message: str = "",
        request_id: str = "",
        operation: str = "",
        headers: Headers | None = None,
        body: bytes = b"",
        details: object = None,
        attempts: int = 1,
    ) -> None:
        super().__init__(status, code, message)
        self.status = status
        self.code = code
        self.message = message
        self.request_id = request_id
        self.operation = operation
        self.attempts = attempts
        self._answer = Secret((headers or Headers(), body, details))

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer, by lower-case name."""
        return self._answer.reveal()[0]

    @property
    def body(self) -> bytes:
        """The answer as it came. It may hold what the request said, and like `headers` and `details` does not travel with a pickle."""
        return self._answer.reveal()[1]

    @property
    def details(self) -> object:
        """The structure that is documented for the status; None where there is none."""
        return self._answer.reveal()[2]

    def __str__(self) -> str:
        what = ": ".join(part for part in (self.code, self.message) if part) or "no reason given"
        where = f"{self.operation}: " if self.operation else ""
        tail = f" (request {self.request_id})" if self.request_id else ""
        tries = f", after {self.attempts} attempts" if self.attempts > 1 else ""
        return visible(f"{where}status {self.status}, {what}{tail}{tries}")

    def __reduce__(self) -> tuple[Any, ...]:
        shown = {name: value for name, value in vars(self).items() if name != "_answer"}
        return (_rebuilt, (type(self), self.args, shown))


class NotModified(ApiError):
    """Status 304: what a conditional request asks for has not changed.

    The `headers` are those of the answer, there is no body.
    """


class BadRequest(ApiError):
    """Status 400 or another status below 500 that has no class of its own."""


class Unauthorized(ApiError):
    """Status 401: the credentials are wrong or no longer valid."""


class Forbidden(ApiError):
    """Status 403: the credentials do not suffice."""


class NotFound(ApiError):
    """Status 404 or 410: what is asked for does not exist."""


class MethodNotAllowed(ApiError):
    """Status 405."""


class Conflict(ApiError):
    """Status 409 or 412: the state of the resource does not allow it."""


class Unprocessable(ApiError):
    """Status 413, 415 or 422: the service understood the request and does not accept its content."""


class TooManyRequests(ApiError):
    """Status 429."""


class ServerError(ApiError):
    """Status 500 or above."""


_BY_STATUS: Mapping[int, type[ApiError]] = {
    304: NotModified,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    410: NotFound,
    412: Conflict,
    413: Unprocessable,
    415: Unprocessable,
    422: Unprocessable,
    429: TooManyRequests,
}


def error_class(status: int) -> type[ApiError]:
    """Return the class of error for a status; the base where the status alone is no refusal."""
    usual = ServerError if status >= 500 else BadRequest if status >= 400 else ApiError
    return _BY_STATUS.get(status, usual)
