"""Logins at the identity service: who logs in, for what, and when again."""

from __future__ import annotations

import copy
from abc import abstractmethod
from typing import Any, Self

from .answers import api_error
from .attempting import attempted
from .conversation import Alone, Conversation
from .credentials import Credentials, Situation, check_texts, variable
from .endpoints import identity_origin, region_of_project
from .errors import ConfigurationError, RequestTimeout, SdkError
from .grants import Grant, LoginState, grant_of
from .redaction import Headers, Redactor, Secret
from .wire import Answer, Call, Origin, json_bytes

_NOTHING_THERE = (404, 410)


class _Login(Credentials):
    """Logs in at the identity service, keeps the token, and renews it before its end and when it is refused."""

    __slots__ = ("_auth_url", "_states", "project_id", "region")

    def __init__(self, *, auth_url: str, project_id: str, region: str) -> None:
        check_texts(type(self).__name__, auth_url=auth_url, project_id=project_id, region=region)
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
            # Who logged in may have had less time than the others have: that it was over says nothing to them.
            if state.flights != flight and state.failure is not None and not isinstance(state.failure, RequestTimeout):
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
        if answer.status in _NOTHING_THERE:
            # Not found is never what the call asks for, and a wait until something is gone would take it for that.
            raise ConfigurationError(f"login: status {answer.status}, there is no identity service at {call.origin}")
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
            hide=Redactor(self.secrets()),
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
        check_texts("Password", username=username, password=password, domain_name=domain_name, domain_id=domain_id)
        check_texts("Password", project_name=project_name, region=region)
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
            variable("OS_USERNAME"),
            variable("OS_PASSWORD"),
            domain_name=variable("OS_USER_DOMAIN_NAME", "") or variable("OS_DOMAIN_NAME", ""),
            domain_id=variable("OS_USER_DOMAIN_ID", "") or variable("OS_DOMAIN_ID", ""),
            project_id=variable("OS_PROJECT_ID", ""),
            project_name=variable("OS_PROJECT_NAME", ""),
            region=variable("OS_REGION_NAME", ""),
            auth_url=variable("OS_AUTH_URL", ""),
        )

    def _identity(self) -> dict[str, Any]:
        user = {"name": self._username, "password": self._password.reveal(), "domain": self._domain}
        return {"methods": ["password"], "password": {"user": user}}

    def _scope(self, situation: Situation) -> dict[str, Any]:
        if situation.project_id:
            return {"project": {"id": situation.project_id}}
        name = self._project_name or situation.region
        return {"project": {"name": name, "domain": self._domain}} if name else {"domain": self._domain}

    def check_scope(self, project_id: str) -> None:
        """Raise nothing: there is a token for every project, each of its own login."""

    def secrets(self) -> tuple[str, ...]:
        return (self._password.reveal(), *super().secrets())


class ApplicationCredential(_Login):
    """An application credential: its ID and secret."""

    __slots__ = ("_id", "_secret")

    def __init__(self, id: str, secret: str, *, project_id: str = "", region: str = "", auth_url: str = "") -> None:
        check_texts("ApplicationCredential", id=id, secret=secret)
        super().__init__(auth_url=auth_url, project_id=project_id, region=region)
        self._id = id
        self._secret = Secret(secret)

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_APPLICATION_CREDENTIAL_ID and OS_APPLICATION_CREDENTIAL_SECRET, and where they are set
        OS_PROJECT_ID, OS_REGION_NAME and OS_AUTH_URL."""
        return cls(
            variable("OS_APPLICATION_CREDENTIAL_ID"),
            variable("OS_APPLICATION_CREDENTIAL_SECRET"),
            project_id=variable("OS_PROJECT_ID", ""),
            region=variable("OS_REGION_NAME", ""),
            auth_url=variable("OS_AUTH_URL", ""),
        )

    def _identity(self) -> dict[str, Any]:
        credential = {"id": self._id, "secret": self._secret.reveal()}
        return {"methods": ["application_credential"], "application_credential": credential}

    def secrets(self) -> tuple[str, ...]:
        return (self._secret.reveal(), *super().secrets())
