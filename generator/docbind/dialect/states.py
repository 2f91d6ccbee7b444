"""Words by which the state of a resource is recognised, and what its states mean.

Names and states are compared as their words in lower case: `OS-EXT-STS:vm_state` is "os ext sts vm state".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase


class StateMeaning(Enum):
    """What a documented state says of a resource. A state that no row claims is on the way, or nothing to wait for."""

    SETTLED = "settled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A spelling of states of one meaning."""

    pattern: str
    meaning: StateMeaning
    example: str


STATE_FIELDS: tuple[Phrase, ...] = (
    Phrase(pattern="status|state|phase", example="status"),
    Phrase(pattern="provisioning status", example="provisioning status"),
    Phrase(pattern=r"\w+ (?:status|state|phase)", example="trigger status"),
)
"""Fields that tell the state of a resource; where an answer has fields of several rows, those of the first one count."""

BESIDE_RESOURCE: tuple[Phrase, ...] = (
    Phrase(pattern=r"(?:request|trace) ?id", example="request id"),
    Phrase(pattern="job id|order id", example="job id"),
)
"""Fields of an answer that stand beside the one object that is the resource."""

RESOURCE_STATES: tuple[State, ...] = (
    State(pattern=r"(?:\w+ )*(?:fail|failed|failure|error)", meaning=StateMeaning.FAILED, example="create failed"),
    State(pattern="abort|aborted|crashed", meaning=StateMeaning.FAILED, example="aborted"),
    State(pattern="active|inactive", meaning=StateMeaning.SETTLED, example="active"),
    State(pattern="available|ready|normal|ok|healthy|stable", meaning=StateMeaning.SETTLED, example="available"),
    State(pattern="running|online|up|enabled|in use", meaning=StateMeaning.SETTLED, example="running"),
    State(pattern="stopped|shutoff|shut off|down|offline|disabled", meaning=StateMeaning.SETTLED, example="shutoff"),
    State(pattern="paused|suspended|frozen|freezed", meaning=StateMeaning.SETTLED, example="suspended"),
    State(
        pattern="shelved|shelved offloaded|rescued|resized|verify resize",
        meaning=StateMeaning.SETTLED,
        example="verify resize",
    ),
    State(pattern="deleted|soft deleted|terminated", meaning=StateMeaning.SETTLED, example="deleted"),
    State(
        pattern="success|succeeded|successful|complete|completed|finished",
        meaning=StateMeaning.SETTLED,
        example="completed",
    ),
    State(pattern="accepted|rejected", meaning=StateMeaning.SETTLED, example="accepted"),
    State(pattern="deployed|released|published", meaning=StateMeaning.SETTLED, example="deployed"),
    State(
        pattern="mounted|unmounted|attached|detached|bound|unbound|connected|disconnected",
        meaning=StateMeaning.SETTLED,
        example="mounted",
    ),
)
"""What the documented states of a resource mean: in a settled one it stays by itself, and after a failed one it gets
to no other.
"""
