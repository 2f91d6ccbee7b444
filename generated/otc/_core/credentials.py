"""What proves who calls. Credentials show nothing of themselves, cannot be pickled, and may be shared by any number of clients."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NoReturn, Self

from .attempting import Policy
from .conversation import Conversation
from .errors import ConfigurationError, InvalidArgument
from .grants import Grant
from .redaction import Secret
from .service import Service, Signature
from .timing import Limits
from .wire import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What credentials need to know of the call that they authorize: region and project (empty: unknown), how the service wants it signed, and what the call may take."""

    region: str
    project_id: str
    insecure: bool
    limits: Limits
    policy: Policy
    signature: Signature = "SDK-HMAC-SHA256"


class Credentials(ABC):
    """The base of all credentials."""

    __slots__ = ()

    project_id: str
    region: str

    def check_service(self, service: Service) -> None:
        """Raise `ConfigurationError` for a service whose requests these credentials cannot prove to be the caller's."""
        self.check_signature(service.name, service.signature)

    def check_signature(self, what: str, signature: Signature) -> None:
        """Raise `ConfigurationError` where these credentials cannot sign as `what`, a service or an operation, wants it."""
        if signature == "OBS":
            raise ConfigurationError(
                f"{what} takes requests signed with access keys, and {type(self).__name__} has none: give "
                "auth=AkSk(access_key, secret_key), or ak and sk in clouds.yaml, or OS_ACCESS_KEY and OS_SECRET_KEY"
            )

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

    def check_scope(self, project_id: str) -> None:
        """Raise `InvalidArgument` where these credentials cannot authorize a call for another project than theirs."""
        raise InvalidArgument(
            f"scope_project_id: {type(self).__name__} is for one project only; another one needs another client, "
            "or a Password, which logs in for it"
        )

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
        problem = text_problem("Token", token=token, project_id=project_id, region=region)
        if problem:
            del token  # a traceback that tells variables is not to tell secrets
            raise ConfigurationError(problem)
        if not token.strip():
            raise ConfigurationError("Token: token is empty")
        self._token = Secret(token.strip())
        self.project_id = project_id
        self.region = region

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_TOKEN (or OS_AUTH_TOKEN), OS_PROJECT_ID and OS_REGION_NAME."""
        name = "OS_TOKEN" if "OS_TOKEN" in os.environ else "OS_AUTH_TOKEN"
        return cls(variable(name), project_id=variable("OS_PROJECT_ID", ""), region=variable("OS_REGION_NAME", ""))

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        return call.with_headers({"x-auth-token": self._token.reveal()})
        yield

    def secrets(self) -> tuple[str, ...]:
        return (self._token.reveal(),)


def text_problem(owner: str, **texts: object) -> str:
    """Say which of the texts that credentials are made of is none, without its value; empty where all are."""
    odd = [
        f"{name} must be a text, not of type {type(one).__name__}"
        for name, one in texts.items()
        if not isinstance(one, str)
    ]
    return f"{owner}: {odd[0]}" if odd else ""


def check_texts(owner: str, **texts: object) -> None:
    """Raise `ConfigurationError` for what must be a text and is none. A traceback shows them, so that secrets are no matter for it."""
    if problem := text_problem(owner, **texts):
        raise ConfigurationError(problem)


def variable(name: str, default: str | None = None) -> str:
    """Give an environment variable; raises `ConfigurationError` where it is not set, or empty, and there is no default."""
    value = os.environ.get(name) or default
    if value is None:
        raise ConfigurationError(f"the environment variable {name} is not set")
    return value
