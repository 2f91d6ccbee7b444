"""What is reported of a broken rule: where the value stands, what it breaks, and where that is stated."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .evidence import Origin
from .specification import Member
from .violation import Rule, Violation
from .wording import described, shortened

Steps: TypeAlias = "tuple[Steps, str | int] | None"
"""The way to a value: names on the wire and positions in lists, the last one outermost; None is the body itself."""
Found: TypeAlias = list[Violation]
"""What was found so far."""

# --- limits --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: the rule it is reported as, what breaks it, its words and the limit itself."""

    rule: Rule
    breaks: Callable[[Any, Any], bool]
    words: str
    limit: Any


Bounds: TypeAlias = Mapping[str, tuple[Rule, Callable[[Any, Any], bool], str]]
"""Keywords of declarations, each with what a limit of it is made of."""

NUMBER_BOUNDS: Bounds = {
    "ge": ("minimum", operator.lt, "at least"),
    "gt": ("minimum", operator.le, "more than"),
    "le": ("maximum", operator.gt, "at most"),
    "lt": ("maximum", operator.ge, "less than"),
}
LENGTH_BOUNDS: Bounds = {
    "min_length": ("min_length", operator.lt, "at least"),
    "max_length": ("max_length", operator.gt, "at most"),
}
ITEM_BOUNDS: Bounds = {
    "min_items": ("min_items", operator.lt, "at least"),
    "max_items": ("max_items", operator.gt, "at most"),
}


def bounds(member: Member, table: Bounds) -> tuple[Limit, ...]:
    """Give the limits of a table that a member has."""
    given = [(keyword, member.rules.get(keyword)) for keyword in table]
    return tuple(Limit(*table[keyword], limit) for keyword, limit in given if limit is not None)


# --- reports -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """Writes down the violations of one member. Nothing is refused for a rule that the pages speak against."""

    owner: type
    member: Member

    def __call__(self, found: Found, rule: Rule, steps: Steps, words: str, *, refused: bool = True) -> None:
        refused = refused and rule not in self.member.told
        found.append(violation(self.owner, self.member.wire, rule, steps, words, refused=refused))

    def wrong_type(self, found: Found, steps: Steps, expected: str, value: object, *, refused: bool = True) -> None:
        words = f"{expected} expected, not {described(value, self.member.secret)}"
        self(found, "type", steps, words, refused=refused)

    def beyond(self, found: Found, steps: Steps, limit: Limit, subject: str) -> None:
        self(found, limit.rule, steps, f"{subject}, {limit.words} {limit.limit} allowed")

    def quoted(self, value: object) -> str:
        return "***" if self.member.secret else shortened(value)


def violation(owner: type, member: str, rule: Rule, steps: Steps, words: str, *, refused: bool = True) -> Violation:
    """Make a violation of a rule of one of the owner's members, or of the owner itself where there is none."""
    path = _path_of(steps)
    origin = Origin(owner.__module__, owner.__name__, member, rule)
    return Violation(path, rule, f"{path}: {words}", origin, refused)


def _path_of(steps: Steps) -> str:
    """Write a way as `tags[0].key`."""
    if steps is None:
        return "body"
    parts: list[str | int] = []
    while steps is not None:
        steps, step = steps
        parts.append(step)
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(parts))
    return words.removeprefix(".")
