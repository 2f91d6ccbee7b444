"""The ways to prove who calls. Credentials show nothing of themselves, cannot be pickled, and may be shared by any number of clients."""

from __future__ import annotations

import copy
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn, Protocol, Self, runtime_checkable

from .answers import api_error
from .attempting import Policy, attempted
from .conversation import Alone, Conversation, Work
from .endpoints import identity_origin, region_of_project
from .errors import ConfigurationError, SdkError
from .grants import Grant, LoginState, grant_of
from .redaction import Headers, Redactor, Secret
from .signing import signature_headers
from .timing import Limits
from .wire import Answer, Call, Origin, json_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What credentials need to know of the call that they authorize: region and project (empty: unknown), and what the call may take."""

    region: str
    project_id: str
    insecure: bool
    limits: Limits
    policy: Policy


class Credentials(ABC):
    """The base of all credentials."""

    __slots__ = ()

    project_id: str
    region: str

    @abstractmethod
    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        """Give the call with what proves who sends it."""

    def renew(self, call: Call, situation: Situation) -> Conversation[bool]:
        """After the service refused the authorized `call`: tell whether a new attempt may fare better."""
        return False
        yield

    def grant(self, situation: Situation) -> Conversation[Grant | None]:
        """Give what the identity service granted, logging in where needed; None where these credentials need no login."""
        return None
        yield

    @abstractmethod
    def secrets(self) -> tuple[str, ...]:
        """Give the texts that must not be shown."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("credentials cannot be pickled")


class Token(Credentials):
    """A token of the identity service that somebody else obtained; it is not renewed."""

    __slots__ = ("_token", "project_id", "region")

    def __init__(self, token: str, *, project_id: str = "", region: str = "") -> None:
        self._token = Secret(token.strip())
        self.project_id = project_id
        self.region = region

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_TOKEN (or OS_AUTH_TOKEN), OS_PROJECT_ID and OS_REGION_NAME."""
        name = "OS_TOKEN" if "OS_TOKEN" in os.environ else "OS_AUTH_TOKEN"
        return cls(_env(name), project_id=_env("OS_PROJECT_ID", ""), region=_env("OS_REGION_NAME", ""))

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        return call.with_headers({"x-auth-token": self._token.reveal()})
        yield

    def secrets(self) -> tuple[str, ...]:
        return (self._token.reveal(),)


class AkSk(Credentials):
    """An access key and its secret key, with which every request is signed; no login is needed.

    Temporary keys come with a `security_token`.
    """

    __slots__ = ("_access_key", "_secret_key", "_security_token", "project_id", "region")

    def __init__(
        self, access_key: str, secret_key: str, *, security_token: str = "", project_id: str = "", region: str = ""
    ) -> None:
        self._access_key = access_key
        self._secret_key = Secret(secret_key)
        self._security_token = Secret(security_token)
        self.project_id = project_id
        self.region = region

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_ACCESS_KEY, OS_SECRET_KEY, and where they are set OS_SECURITY_TOKEN, OS_PROJECT_ID and OS_REGION_NAME."""
        return cls(
            _env("OS_ACCESS_KEY"),
            _env("OS_SECRET_KEY"),
            security_token=_env("OS_SECURITY_TOKEN", ""),
            project_id=_env("OS_PROJECT_ID", ""),
            region=_env("OS_REGION_NAME", ""),
        )

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        own = Headers({"x-project-id": situation.project_id, "x-security-token": self._security_token.reveal()}.items())
        named = call.with_headers(Headers((name, value) for name, value in own.items() if value))
        return named.with_headers(
            signature_headers(
                access_key=self._access_key,
                secret_key=self._secret_key,
                method=call.method,
                host=call.origin.authority,
                path=call.path,
                query=call.query,
                headers=named.headers,
                content=call.content if isinstance(call.content, bytes) else b"" if call.content is None else None,
                moment=situation.limits.clock.today(),
            )
        )
        yield

    def secrets(self) -> tuple[str, ...]:
        return (self._secret_key.reveal(), self._security_token.reveal())


# --- logins --------------------------------------------------------------------------------------------------------


class _Login(Credentials):
    """Logs in at the identity service, keeps the token, and renews it before its end and when it is refused."""

    __slots__ = ("_auth_url", "_states", "project_id", "region")

    def __init__(self, *, auth_url: str, project_id: str, region: str) -> None:
        self._auth_url = auth_url
        self._states: dict[tuple[Origin, str], LoginState] = {}
        self.project_id = project_id
        self.region = region

    @abstractmethod
    def _identity(self) -> dict[str, Any]:
        """Give the part of the login that says who logs in."""

    def _scope(self, situation: Situation) -> dict[str, Any] | None:
        """Give the part of the login that says for what; None where the identity says it."""
        return None

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        grant = yield from self._granted(situation, rejected=None)
        return call.with_headers({"x-auth-token": grant.token.reveal()})

    def renew(self, call: Call, situation: Situation) -> Conversation[bool]:
        state = self._state(situation)
        refused = state.grant
        if refused is not None and refused.token.reveal() == call.headers.get("x-auth-token"):
            yield from self._granted(situation, rejected=refused.token)
        return True

    def grant(self, situation: Situation) -> Conversation[Grant | None]:
        grant = yield from self._granted(situation, rejected=None)
        return grant

    def secrets(self) -> tuple[str, ...]:
        grants = [state.grant for state in self._states.values()]
        return tuple(grant.token.reveal() for grant in grants if grant is not None)

    def _origin(self, situation: Situation) -> Origin:
        return identity_origin(self._auth_url, situation.region, insecure=situation.insecure)

    def _state(self, situation: Situation) -> LoginState:
        return self._states.setdefault((self._origin(situation), situation.project_id), LoginState())

    def _granted(self, situation: Situation, rejected: Secret[str] | None) -> Conversation[Grant]:
        """Give the present grant. Where a new one is needed, one caller logs in and all others wait for it, or for its failure."""
        state = self._state(situation)
        grant = state.usable(now=situation.limits.clock.now(), rejected=rejected)
        if grant is not None:
            return grant
        flight = state.flights

        def only_once() -> Conversation[Grant]:
            known = state.usable(now=situation.limits.clock.now(), rejected=rejected)
            if known is not None:
                return known
            if state.flights != flight and state.failure is not None:
                raise copy.copy(state.failure)
            state.grant = None
            try:
                state.grant = yield from self._log_in(situation)
                state.failure = None
            except SdkError as error:
                state.failure = error
                raise
            finally:
                state.flights += 1
            return state.grant

        made: Grant = yield Alone(state, only_once, situation.limits)
        return made

    def _log_in(self, situation: Situation) -> Conversation[Grant]:
        call = self._login_call(situation)
        answer, attempts = yield from attempted(call, situation.limits, situation.policy)
        assert isinstance(answer, Answer)
        if answer.status not in (200, 201):
            raise api_error(call.operation, answer, hide=Redactor(self.secrets()), attempts=attempts)
        clock = situation.limits.clock
        return grant_of(answer, now=clock.now(), today=clock.today())

    def _login_call(self, situation: Situation) -> Call:
        content: dict[str, Any] = {"identity": self._identity()}
        scope = self._scope(situation)
        if scope is not None:
            content["scope"] = scope
        return Call(
            method="POST",
            origin=self._origin(situation),
            path="/v3/auth/tokens",
            headers=Headers({"content-type": "application/json", "accept": "application/json"}.items()),
            content=json_bytes({"auth": content}),
            operation="login",
            repeatable=True,
        )


class Password(_Login):
    """A user's name and password.

    The token is for the project of the call or client, else for `project_id` or `project_name`, else for the region's own project.
    `domain_name` (or `domain_id`) is the account that the user belongs to.
    """

    __slots__ = ("_domain", "_password", "_project_name", "_username")

    def __init__(
        self,
        username: str,
        password: str,
        *,
        domain_name: str = "",
        domain_id: str = "",
        project_id: str = "",
        project_name: str = "",
        region: str = "",
        auth_url: str = "",
    ) -> None:
        super().__init__(auth_url=auth_url, project_id=project_id, region=region or region_of_project(project_name))
        self._username = username
        self._password = Secret(password)
        self._domain = {"id": domain_id} if domain_id else {"name": domain_name}
        self._project_name = project_name

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_USERNAME, OS_PASSWORD, OS_USER_DOMAIN_NAME (or OS_DOMAIN_NAME, or their IDs), and where they are set
        OS_PROJECT_ID, OS_PROJECT_NAME, OS_REGION_NAME and OS_AUTH_URL."""
        return cls(
            _env("OS_USERNAME"),
            _env("OS_PASSWORD"),
            domain_name=_env("OS_USER_DOMAIN_NAME", "") or _env("OS_DOMAIN_NAME", ""),
            domain_id=_env("OS_USER_DOMAIN_ID", "") or _env("OS_DOMAIN_ID", ""),
            project_id=_env("OS_PROJECT_ID", ""),
            project_name=_env("OS_PROJECT_NAME", ""),
            region=_env("OS_REGION_NAME", ""),
            auth_url=_env("OS_AUTH_URL", ""),
        )

    def _identity(self) -> dict[str, Any]:
        user = {"name": self._username, "password": self._password.reveal(), "domain": self._domain}
        return {"methods": ["password"], "password": {"user": user}}

    def _scope(self, situation: Situation) -> dict[str, Any]:
        if situation.project_id:
            return {"project": {"id": situation.project_id}}
        name = self._project_name or situation.region
        return {"project": {"name": name, "domain": self._domain}} if name else {"domain": self._domain}

    def secrets(self) -> tuple[str, ...]:
        return (self._password.reveal(), *super().secrets())


class ApplicationCredential(_Login):
    """An application credential: its ID and secret."""

    __slots__ = ("_id", "_secret")

    def __init__(self, id: str, secret: str, *, project_id: str = "", region: str = "", auth_url: str = "") -> None:
        super().__init__(auth_url=auth_url, project_id=project_id, region=region)
        self._id = id
        self._secret = Secret(secret)

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_APPLICATION_CREDENTIAL_ID and OS_APPLICATION_CREDENTIAL_SECRET, and where they are set
        OS_PROJECT_ID, OS_REGION_NAME and OS_AUTH_URL."""
        return cls(
            _env("OS_APPLICATION_CREDENTIAL_ID"),
            _env("OS_APPLICATION_CREDENTIAL_SECRET"),
            project_id=_env("OS_PROJECT_ID", ""),
            region=_env("OS_REGION_NAME", ""),
            auth_url=_env("OS_AUTH_URL", ""),
        )

    def _identity(self) -> dict[str, Any]:
        credential = {"id": self._id, "secret": self._secret.reveal()}
        return {"methods": ["application_credential"], "application_credential": credential}

    def secrets(self) -> tuple[str, ...]:
        return (self._secret.reveal(), *super().secrets())


# --- sessions of other libraries -----------------------------------------------------------------------------------


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

    def endpoint(self, catalog_types: tuple[str, ...], region: str) -> Conversation[str]:
        """Ask the session where a service is; empty where it does not know."""
        for name in catalog_types:
            wanted = {"service_type": name, "interface": "public", "region_name": region or None}
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

    def project(self) -> Conversation[str]:
        """Ask the session for its project; empty where it does not know."""
        get_project_id: Callable[[], object] | None = getattr(self._session, "get_project_id", None)
        if not callable(get_project_id):
            return ""
        project = yield Work(get_project_id)
        return str(project or "")

    def secrets(self) -> tuple[str, ...]:
        return (self._last.reveal(),)


def _env(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or default
    if value is None:
        raise ConfigurationError(f"the environment variable {name} is not set")
    return value


def from_env() -> Credentials:
    """Read whichever credentials the OS_* variables describe: keys, token, application credential, or password."""
    ways: Mapping[str, Callable[[], Credentials]] = {
        "OS_ACCESS_KEY": AkSk.from_env,
        "OS_TOKEN": Token.from_env,
        "OS_AUTH_TOKEN": Token.from_env,
        "OS_APPLICATION_CREDENTIAL_ID": ApplicationCredential.from_env,
        "OS_USERNAME": Password.from_env,
    }
    for variable, read in ways.items():
        if os.environ.get(variable):
            return read()
    raise ConfigurationError(
        f"no credentials: give auth= or cloud=, or set one of OS_CLOUD, {', '.join(ways)} in the environment"
    )
