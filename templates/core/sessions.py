"""Sessions of keystoneauth and openstacksdk as credentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, runtime_checkable

from .conversation import Conversation, Work
from .credentials import Credentials, Situation, check_texts
from .errors import CertificateError, ConfigurationError, ConnectionFailed, RequestTimeout, SdkError, error_class
from .grants import Endpoint, catalog_lines
from .redaction import Redactor, Secret
from .visible import visible
from .wire import Call


@runtime_checkable
class SessionLike(Protocol):
    """What is asked of a session of keystoneauth or openstacksdk."""

    def get_token(self) -> str | None:
        """Give a valid token."""
        ...

    def get_endpoint(self, **kwargs: Any) -> str | None:
        """Give the URL of a service."""
        ...


def is_session(value: object) -> bool:
    """Tell whether a value can be asked for tokens and endpoints."""
    return isinstance(value, SessionLike) and not isinstance(value, type)


class Session(Credentials):
    """A session of keystoneauth or openstacksdk, or anything with its `get_token` and `get_endpoint`."""

    __slots__ = ("_last", "_session", "project_id", "region")

    def __init__(self, session: SessionLike, *, project_id: str = "", region: str = "") -> None:
        if not is_session(session):
            kind = type(session).__name__
            raise ConfigurationError(
                f"Session: a session has get_token and get_endpoint, and an object of type {kind} has not"
            )
        check_texts("Session", project_id=project_id, region=region)
        self._session = session
        self._last = Secret("")
        self.project_id = project_id
        self.region = region

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        token = yield from self._asked(self._session.get_token)
        if not token:
            raise ConfigurationError("the session gave no token")
        if not isinstance(token, str):
            raise ConfigurationError(f"the session gave no token, but an object of type {type(token).__name__}")
        self._last = Secret(token)
        return call.with_headers({"x-auth-token": token})

    def renew(self, call: Call, situation: Situation) -> Conversation[bool]:
        invalidate = getattr(self._session, "invalidate", None)
        if not callable(invalidate):
            return False
        renewed = yield from self._asked(invalidate)
        return bool(renewed)

    def endpoint(self, catalog_types: Sequence[str], region: str, interfaces: Sequence[str]) -> Conversation[str]:
        """Ask the session where a service is; empty where it does not know."""
        interface = interfaces[0] if len(interfaces) == 1 else list(interfaces)
        for name in catalog_types:
            wanted = {"service_type": name, "interface": interface, "region_name": region or None}
            url = yield from self._asked(partial(self._session.get_endpoint, **wanted), or_none="CatalogException")
            if url:
                return str(url)
        return ""

    def catalog(self) -> Conversation[tuple[Endpoint, ...]]:
        """Ask the session what its catalog has; nothing where it does not tell, as only those of keystoneauth do."""
        session: Any = self._session

        def read() -> object:
            return session.auth.get_access(session).service_catalog.catalog

        try:
            found = yield Work(read)
        except Exception:  # an error message is made of it, which does without
            return ()
        return tuple(catalog_lines(found))

    def project(self) -> Conversation[str]:
        """Ask the session for its project; empty where it does not know."""
        get_project_id: Callable[[], object] | None = getattr(self._session, "get_project_id", None)
        if not callable(get_project_id):
            return ""
        project = yield from self._asked(get_project_id)
        return str(project or "")

    def _asked(self, question: Callable[[], object], *, or_none: str = "") -> Conversation[Any]:
        """Ask the session; what it raises becomes an error of ours, or None where it is of the class `or_none`."""
        try:
            answer = yield Work(question)
            return answer
        except Exception as error:
            # Of keystoneauth, which need not be installed; there are sessions that give None instead.
            if or_none in (kind.__name__ for kind in type(error).__mro__):
                return None
            problem = session_error(error, Redactor(self.secrets()))
        raise problem

    def secrets(self) -> tuple[str, ...]:
        return (self._last.reveal(),)


def session_error(failure: Exception, hide: Redactor) -> SdkError:
    """Return our error for what a session raised, which is its cause where it shows no secret.

    The cause keeps no traceback: its frames hold what the session logged in with.
    """
    if isinstance(failure, SdkError):
        return failure
    kinds = {kind.__name__ for kind in type(failure).__mro__}
    words = hide(str(failure))
    told = f"the session failed, {type(failure).__name__}: {words}"
    status = getattr(failure, "http_status", None)
    made: SdkError
    if "ConnectTimeout" in kinds or isinstance(failure, TimeoutError):
        made = RequestTimeout(told, limit="login", sent=False)
    elif "SSLError" in kinds:
        made = CertificateError(told, sent=False)
    # Not found is never what a call asks for, and a wait until something is gone would take it for that.
    elif isinstance(status, int) and status >= 400 and status not in (404, 410):
        request_id = visible(hide(str(getattr(failure, "request_id", None) or ""), most=200))
        made = error_class(status)(status=status, message=visible(words), request_id=request_id, operation="session")
    elif kinds & {"ConnectionError", "ConnectFailure"}:
        made = ConnectionFailed(told, sent=False)
    else:
        made = ConfigurationError(told)
    if words == str(failure):
        failure.__cause__ = failure.__context__ = None
        made.__cause__ = failure.with_traceback(None)
    return made
