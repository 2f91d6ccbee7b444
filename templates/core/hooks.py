"""What a client tells of its attempts, before and after each, to those who want to count, time or trace them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .violation import Violation


@dataclass(slots=True, kw_only=True, eq=False, weakref_slot=True)
class Attempt:
    """One attempt of a call, the same object before and after it. It holds no secret: `url` has no query, and `query` shows names without values.

    `number` counts from one. `status` is 0 until the service has answered; `seconds` is how long that, or the failure, took.
    """

    operation: str
    method: str
    url: str
    query: str
    number: int
    headers: dict[str, str] = field(default_factory=dict[str, str])
    """What hooks want to send along, by name, as for tracing. The client's own headers cannot be replaced."""
    status: int = 0
    seconds: float = 0.0
    request_id: str = ""
    """How the service calls the request, where it said so."""
    failure: BaseException | None = None
    """Why there is no answer: a `TransportError`, or what interrupted the attempt."""


class Hook:
    """Is called around every attempt of a call, and before the first one where the request breaks rules.

    Override what you need; what a hook raises ends the call.
    """

    def before(self, attempt: Attempt) -> None:
        """The attempt is about to be made, and `attempt.headers` may be added to."""

    def after(self, attempt: Attempt) -> None:
        """The service has answered, be it with a success or with a refusal."""

    def error(self, attempt: Attempt) -> None:
        """No answer came; `attempt.failure` says why."""

    def violated(self, operation: str, violations: tuple[Violation, ...]) -> None:
        """The request breaks these rules and is sent all the same: the pages do not say enough to refuse it."""
