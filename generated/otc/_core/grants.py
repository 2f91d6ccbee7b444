"""What the identity service grants: a token, how long it may be used, the project it is for, and where the services are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from .answers import json_or_bytes
from .errors import ResponseError, SdkError
from .json_values import as_list, as_object
from .locks import ForkSafeLock
from .redaction import Secret
from .wire import Answer

if TYPE_CHECKING:
    from anyio import Lock
    from anyio.lowlevel import RunVar

_LIFETIME = 86_400.0
"""Seconds that a token is taken to be valid where the answer does not say it in a readable way."""
_EARLY = 300.0
"""A token is renewed so many seconds before its end, or after nine tenths of a short life."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One line of the service catalog."""

    service: str
    region: str
    interface: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A token and what came with it; `usable_until` is a moment of the client's own clock."""

    token: Secret[str]
    usable_until: float
    project_id: str
    catalog: tuple[Endpoint, ...]


def grant_of(answer: Answer, *, now: float, today: float) -> Grant:
    """Read the answer to a login. The token's life is counted from the service's own time, so that a wrong clock here does no harm."""
    token = answer.headers.get("x-subject-token", "")
    if not token:
        raise ResponseError("login: the identity service answered without a token", status=answer.status)
    content = as_object(as_object(json_or_bytes(answer)).get("token"))
    life = _lifetime(content, _date(answer) or today)
    return Grant(
        token=Secret(token),
        usable_until=now + life - min(_EARLY, life / 10),
        project_id=str(as_object(content.get("project")).get("id") or ""),
        catalog=tuple(catalog_lines(content.get("catalog"))),
    )


def _date(answer: Answer) -> float | None:
    try:
        return parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (ValueError, OverflowError):
        return None


def _lifetime(content: Mapping[str, object], today: float) -> float:
    try:
        end = datetime.fromisoformat(str(content.get("expires_at")).replace("Z", "+00:00"))
        seconds = (end if end.tzinfo else end.replace(tzinfo=UTC)).timestamp() - today
    except (ValueError, OverflowError):
        return _LIFETIME
    return min(max(seconds, 0.0), 10 * _LIFETIME)


def catalog_lines(value: object) -> Iterator[Endpoint]:
    """Read a service catalog as the identity service writes it; what is none has no lines."""
    for service in map(as_object, as_list(value)):
        for endpoint in map(as_object, as_list(service.get("endpoints"))):
            yield Endpoint(
                service=str(service.get("type", "")),
                region=str(endpoint.get("region") or endpoint.get("region_id") or ""),
                interface=str(endpoint.get("interface", "")),
                url=str(endpoint.get("url", "")),
            )


class LoginState:
    """The present grant of one login, shared by all clients that use the same credentials; at most one login is under way at a time."""

    __slots__ = ("failure", "flights", "grant", "lock", "loop_lock")

    def __init__(self) -> None:
        self.lock = ForkSafeLock()
        self.loop_lock: RunVar[Lock] | None = None
        self.grant: Grant | None = None
        self.flights = 0
        self.failure: SdkError | None = None

    def usable(self, *, now: float, rejected: Secret[str] | None) -> Grant | None:
        """Give the grant, unless it is over or its token is the one that was just refused."""
        grant = self.grant
        if grant is None or now >= grant.usable_until or (rejected is not None and grant.token is rejected):
            return None
        return grant

    def __repr__(self) -> str:
        return "<LoginState>"
