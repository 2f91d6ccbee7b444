"""Sessions of keystoneauth and openstacksdk as credentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, runtime_checkable

from .conversation import Conversation, Work
from .credentials import Credentials, Situation
from .errors import ConfigurationError
from .grants import Endpoint, catalog_lines
from .redaction import Secret
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


class Session(Credentials):
    """A session of keystoneauth or openstacksdk, or anything with its `get_token` and `get_endpoint`."""

    __slots__ = ("_last", "_session", "project_id", "region")

    def __init__(self, session: SessionLike, *, project_id: str = "", region: str = "") -> None:
        self._session = session
        self._last = Secret("")
        self.project_id = project_id
        self.region = region

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        token = yield Work(self._session.get_token)
        if not token:
            raise ConfigurationError("the session gave no token")
        self._last = Secret(str(token))
        return call.with_headers({"x-auth-token": str(token)})

    def renew(self, call: Call, situation: Situation) -> Conversation[bool]:
        invalidate = getattr(self._session, "invalidate", None)
        if not callable(invalidate):
            return False
        renewed = yield Work(invalidate)
        return bool(renewed)

    def endpoint(self, catalog_types: Sequence[str], region: str, interfaces: Sequence[str]) -> Conversation[str]:
        """Ask the session where a service is; empty where it does not know."""
        interface = interfaces[0] if len(interfaces) == 1 else list(interfaces)
        for name in catalog_types:
            wanted = {"service_type": name, "interface": interface, "region_name": region or None}
            try:
                url = yield Work(partial(self._session.get_endpoint, **wanted))
            except Exception as error:
                # Of keystoneauth, which need not be installed; there are sessions that give None instead.
                if "CatalogException" not in (kind.__name__ for kind in type(error).__mro__):
                    raise
                continue
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
        project = yield Work(get_project_id)
        return str(project or "")

    def secrets(self) -> tuple[str, ...]:
        return (self._last.reveal(),)
