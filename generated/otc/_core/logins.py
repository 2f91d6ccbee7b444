"""Logins at the identity service: who logs in, for what, and when again."""

from __future__ import annotations

import copy
import re
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Self

from .answers import api_error, json_or_bytes, request_id_of
from .attempting import Authorization, attempted
from .conversation import Alone, Conversation, Work
from .credentials import Credentials, Situation, check_texts, text_problem, variable
from .endpoints import identity_origin, region_of_project
from .errors import ConfigurationError, RequestTimeout, SdkError, Unauthorized
from .grants import Grant, LoginState, grant_of
from .json_values import as_list, as_object
from .redaction import Headers, Redactor, Secret
from .wire import Answer, Call, Origin, json_bytes

_NOTHING_THERE = (404, 410)
_RECEIPT = "openstack-auth-receipt"
"""The header of an answer to those who have shown one factor of several."""
_FACTOR = re.compile(r"[a-z0-9_]{1,40}")


class Login(Credentials):
    """Logs in at the identity service, keeps the token, and renews it before its end and when it is refused."""

    __slots__ = ("_auth_url", "_states", "project_id", "region")

    def __init__(self, *, auth_url: str, project_id: str, region: str) -> None:
        check_texts(type(self).__name__, auth_url=auth_url, project_id=project_id, region=region)
        self._auth_url = auth_url
        self._states: dict[tuple[Origin, str], LoginState] = {}
        self.project_id = project_id
        self.region = region

    @abstractmethod
    def _identity(self) -> Conversation[dict[str, Any]]:
        """Return the part of the login that says who logs in."""

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

    def origin(self, situation: Situation) -> Origin:
        """Return where the identity service is."""
        return identity_origin(self._auth_url, situation.region, insecure=situation.insecure)

    def _state(self, situation: Situation) -> LoginState:
        return self._states.setdefault((self.origin(situation), situation.project_id), LoginState())

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
        call = yield from self._login_call(situation)
        answer, attempts = yield from attempted(
            call, situation.limits, situation.policy, self._login_authorization(situation)
        )
        assert isinstance(answer, Answer)
        if answer.status == 401 and _RECEIPT in answer.headers:
            raise _more_is_asked(answer, attempts, Redactor(self.secrets()))
        if answer.status in _NOTHING_THERE:
            # Not found is never what the call asks for, and a wait until something is gone would take it for that.
            raise ConfigurationError(f"login: status {answer.status}, there is no identity service at {call.origin}")
        if answer.status not in (200, 201):
            raise api_error(call.operation, answer, hide=Redactor(self.secrets()), attempts=attempts)
        clock = situation.limits.clock
        return grant_of(answer, now=clock.now(), today=clock.today())

    def _login_authorization(self, situation: Situation) -> Authorization | None:
        """Return how the login itself is authorized; None where what it says is enough."""
        return None

    def _login_call(self, situation: Situation) -> Conversation[Call]:
        scope = self._scope(situation)  # first: what raises later shows no secret in a traceback's variables
        content: dict[str, Any] = {"identity": (yield from self._identity())}
        if scope is not None:
            content["scope"] = scope
        return Call(
            method="POST",
            origin=self.origin(situation),
            path="/v3/auth/tokens",
            headers=Headers({"content-type": "application/json", "accept": "application/json"}.items()),
            content=json_bytes({"auth": content}),
            operation="login",
            repeatable=True,
            hide=Redactor(self.secrets()),
        )


def _more_is_asked(answer: Answer, attempts: int, hide: Redactor) -> Unauthorized:
    """Make the error of a login that was right, and not enough."""
    ways = as_list(as_object(json_or_bytes(answer)).get("required_auth_methods"))
    factors = sorted({str(one) for way in ways for one in as_list(way) if _FACTOR.fullmatch(str(one))})
    asked = ", ".join(factors) or "a second factor"
    message = f"the identity service asks for {asked}; give passcode= with the password"
    return Unauthorized(
        status=answer.status,
        message=message,
        operation="login",
        request_id=request_id_of(answer.headers, hide),
        headers=answer.headers,
        body=answer.body,
        attempts=attempts,
    )


def domain_of(name: str, id: str) -> dict[str, str]:
    """Return how a login names an account; empty where it has neither name nor ID."""
    return {"id": id} if id else {"name": name} if name else {}


def _as_passcode(code: object) -> str:
    """Check what a function of the user returned: users without a type checker return anything."""
    if not isinstance(code, str) or not code:
        raise ConfigurationError(f"passcode: the function returned no text, but {type(code).__name__}")
    return code


class Password(Login):
    """A user's name, or `user_id`, and password, with a passcode where the user has a second factor.

    The token is for the project of the call or client, else for `project_id` or `project_name`, else for the region's own project.
    `domain_name` (or `domain_id`) is the account that the user belongs to, `project_domain_name` (or
    `project_domain_id`) that of the project where it is another one. A `passcode` is good for one login; a function
    that returns a new one is called at each, in a thread of its own where the client is asynchronous.

    Raises:
        ConfigurationError: It is not said who the user is.
    """

    __slots__ = (
        "_domain",
        "_passcode",
        "_password",
        "_project_domain",
        "_project_name",
        "_shown",
        "_user_id",
        "_username",
    )

    def __init__(
        self,
        username: str = "",
        password: str = "",
        *,
        user_id: str = "",
        passcode: str | Callable[[], str] = "",
        domain_name: str = "",
        domain_id: str = "",
        project_id: str = "",
        project_name: str = "",
        project_domain_name: str = "",
        project_domain_id: str = "",
        region: str = "",
        auth_url: str = "",
    ) -> None:
        problem = text_problem(
            "Password",
            username=username,
            password=password,
            user_id=user_id,
            passcode="" if callable(passcode) else passcode,
            domain_name=domain_name,
            domain_id=domain_id,
            project_name=project_name,
            project_domain_name=project_domain_name,
            project_domain_id=project_domain_id,
            project_id=project_id,
            region=region,
            auth_url=auth_url,
        )
        if problem:
            del password, passcode  # a traceback that tells variables is not to tell secrets
            raise ConfigurationError(problem)
        super().__init__(auth_url=auth_url, project_id=project_id, region=region or region_of_project(project_name))
        self._username = username
        self._user_id = user_id
        self._password = Secret(password)
        self._passcode = Secret(passcode)
        self._shown = Secret("")
        self._domain = domain_of(domain_name, domain_id)
        self._project_domain = domain_of(project_domain_name, project_domain_id) or self._domain
        self._project_name = project_name
        missing = not password
        del password, passcode  # a traceback that tells variables is not to tell secrets
        if bool(username) == bool(user_id):
            raise ConfigurationError("either the name or the ID of the user is needed, not both: username or user_id")
        if missing:
            raise ConfigurationError("password: none is given")
        if username and not self._domain:
            raise ConfigurationError("a user's name is unique in an account only: give domain_name or domain_id")

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_USERNAME and OS_USER_DOMAIN_NAME (or OS_DOMAIN_NAME, or their IDs), or OS_USER_ID, OS_PASSWORD, and
        where they are set OS_PASSCODE, OS_PROJECT_ID, OS_PROJECT_NAME, OS_PROJECT_DOMAIN_NAME (or
        OS_PROJECT_DOMAIN_ID), OS_REGION_NAME and OS_AUTH_URL.
        """
        user_id = variable("OS_USER_ID", "")
        return cls(
            "" if user_id else variable("OS_USERNAME"),
            variable("OS_PASSWORD"),
            user_id=user_id,
            passcode=variable("OS_PASSCODE", ""),
            domain_name=variable("OS_USER_DOMAIN_NAME", "") or variable("OS_DOMAIN_NAME", ""),
            domain_id=variable("OS_USER_DOMAIN_ID", "") or variable("OS_DOMAIN_ID", ""),
            project_id=variable("OS_PROJECT_ID", ""),
            project_name=variable("OS_PROJECT_NAME", ""),
            project_domain_name=variable("OS_PROJECT_DOMAIN_NAME", ""),
            project_domain_id=variable("OS_PROJECT_DOMAIN_ID", ""),
            region=variable("OS_REGION_NAME", ""),
            auth_url=variable("OS_AUTH_URL", ""),
        )

    def _identity(self) -> Conversation[dict[str, Any]]:
        passcode = yield from self._new_passcode()
        who = {"id": self._user_id} if self._user_id else {"name": self._username, "domain": self._domain}
        identity: dict[str, Any] = {
            "methods": ["password"],
            "password": {"user": {**who, "password": self._password.reveal()}},
        }
        if passcode.reveal():
            identity["methods"].append("totp")
            identity["totp"] = {"user": {**who, "passcode": passcode.reveal()}}
        return identity

    def _new_passcode(self) -> Conversation[Secret[str]]:
        """Return the passcode for one login; raises `ConfigurationError` where the only one has been used."""
        if callable(self._passcode.reveal()):
            self._shown = Secret((yield Work(self._asked)))
            return self._shown
        if self._spent():
            raise ConfigurationError(
                "passcode: it was good for one login, and another one is needed; give a function that returns a new one"
            )
        return Secret(str(self._passcode.reveal()))

    def _asked(self) -> str:
        source = self._passcode.reveal()
        return _as_passcode(source() if callable(source) else source)

    def _spent(self) -> bool:
        return bool(self._shown.reveal()) and self._shown.reveal() == self._passcode.reveal()

    def _log_in(self, situation: Situation) -> Conversation[Grant]:
        grant = yield from super()._log_in(situation)
        code = self._passcode.reveal()
        if isinstance(code, str):
            self._shown = Secret(code)
        return grant

    def _scope(self, situation: Situation) -> dict[str, Any]:
        if situation.project_id:
            return {"project": {"id": situation.project_id}}
        name = self._project_name or situation.region
        if name and self._project_domain:
            return {"project": {"name": name, "domain": self._project_domain}}
        if not self._domain:
            raise ConfigurationError(
                "what the login is for is not known: give project_id=, or with user_id the domain_name too"
            )
        return {"domain": self._domain}

    def check_scope(self, project_id: str) -> None:
        """Raise nothing: there is a token for every project, each of its own login."""

    def secrets(self) -> tuple[str, ...]:
        code = self._passcode.reveal()
        codes = (self._shown.reveal(), code if isinstance(code, str) else "")
        return (self._password.reveal(), *codes, *super().secrets())


class ApplicationCredential(Login):
    """An application credential: its ID and secret."""

    __slots__ = ("_id", "_secret")

    def __init__(self, id: str, secret: str, *, project_id: str = "", region: str = "", auth_url: str = "") -> None:
        problem = text_problem(
            "ApplicationCredential", id=id, secret=secret, project_id=project_id, region=region, auth_url=auth_url
        )
        if not problem and not (id and secret):
            problem = "ApplicationCredential: id and secret are needed"
        if problem:
            del secret  # a traceback that tells variables is not to tell secrets
            raise ConfigurationError(problem)
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

    def _identity(self) -> Conversation[dict[str, Any]]:
        credential = {"id": self._id, "secret": self._secret.reveal()}
        return {"methods": ["application_credential"], "application_credential": credential}
        yield

    def secrets(self) -> tuple[str, ...]:
        return (self._secret.reveal(), *super().secrets())
