"""The limits of a field as they were and as they are: added, removed, tightened, loosened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docbind.model.change import ChangeKind
from docbind.model.spec import Constraint, Field, Format, Items, Length, OneOf, Pattern, Range, ScalarValue

from .wording import is_still_said

UNITS = {Length: "characters", Items: "items", Range: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """One change of a limit: whether the new one refuses something that the old one let pass, and whether it is enforced at all."""

    kind: ChangeKind
    tightened: bool
    old: str
    new: str
    enforced: bool = True


def limit_changes(old: Field, new: Field) -> Iterator[LimitChange]:
    """The limits of a kind are compared with those of the same kind. One that the other state has in words that were not read as a limit did not change."""
    for kind in (Length, Range, Items, Pattern, OneOf, Format):
        was = next((found for found in old.constraints if isinstance(found, kind)), None)
        now = next((found for found in new.constraints if isinstance(found, kind)), None)
        if was is None and now is not None and is_still_said(now, old):
            continue
        if now is None and was is not None and is_still_said(was, new):
            continue
        yield from _change(was, now)


def _change(old: Constraint | None, new: Constraint | None) -> Iterator[LimitChange]:
    match old, new:
        case None, None:
            return
        case (Format() | None, Format() | None):
            was, now = _shown(old), _shown(new)
            if was != now:
                yield LimitChange(kind=ChangeKind.CONSTRAINT_CHANGED, tightened=False, old=was, new=now, enforced=False)
        case None, _:
            yield LimitChange(kind=ChangeKind.CONSTRAINT_ADDED, tightened=True, old="", new=_shown(new))
        case _, None:
            yield LimitChange(kind=ChangeKind.CONSTRAINT_REMOVED, tightened=False, old=_shown(old), new="")
        case OneOf(values=was_values), OneOf(values=now_values):
            yield from _values(was_values, now_values)
        case Pattern(regex=was_regex), Pattern(regex=now_regex):
            if _ordered(was_regex) != _ordered(now_regex):
                yield LimitChange(kind=ChangeKind.CONSTRAINT_CHANGED, tightened=True, old=was_regex, new=now_regex)
        case (Length() | Range() | Items()), (Length() | Range() | Items()):
            if _bounds(old) != _bounds(new):
                yield LimitChange(
                    kind=ChangeKind.CONSTRAINT_CHANGED,
                    tightened=_is_tighter(old, new),
                    old=_shown(old),
                    new=_shown(new),
                )


def _values(old: tuple[ScalarValue, ...], new: tuple[ScalarValue, ...]) -> Iterator[LimitChange]:
    was = {(type(value).__name__, value): value for value in old}
    now = {(type(value).__name__, value): value for value in new}
    gone, come = was.keys() - now.keys(), now.keys() - was.keys()
    if gone:
        names = ", ".join(str(value) for key, value in was.items() if key in gone)
        yield LimitChange(kind=ChangeKind.ENUM_VALUE_REMOVED, tightened=True, old=names, new="")
    if come:
        names = ", ".join(str(value) for key, value in now.items() if key in come)
        yield LimitChange(kind=ChangeKind.ENUM_VALUE_ADDED, tightened=False, old="", new=names)


Bound = tuple[int | float, bool]
"""A limit, and whether it is excluded itself."""


def _bounds(limit: Length | Range | Items) -> tuple[Bound | None, Bound | None]:
    lowest_out = isinstance(limit, Range) and limit.exclusive_minimum
    highest_out = isinstance(limit, Range) and limit.exclusive_maximum
    return (
        (limit.minimum, lowest_out) if limit.minimum is not None else None,
        (limit.maximum, highest_out) if limit.maximum is not None else None,
    )


def _is_tighter(old: Length | Range | Items, new: Length | Range | Items) -> bool:
    (was_low, was_high), (now_low, now_high) = _bounds(old), _bounds(new)
    from_below = now_low is not None and (was_low is None or now_low > was_low)
    from_above = now_high is not None and (
        was_high is None or (now_high[0], not now_high[1]) < (was_high[0], not was_high[1])
    )
    return from_below or from_above


def _shown(limit: Constraint | None) -> str:
    match limit:
        case None:
            return ""
        case OneOf(values=values):
            return "one of " + ", ".join(map(str, values))
        case Pattern(regex=regex):
            return regex
        case Format(name=name):
            return name
        case _:
            low, high = limit.minimum, limit.maximum
            numbers = f"{'' if low is None else low}..{'' if high is None else high}"
            return f"{numbers} {UNITS[type(limit)]}".strip()


def _ordered(regex: str) -> str:
    """A regular expression whose sets of characters list them in one order."""
    return re.sub(r"(?<!\\)\[(\^?)((?:\\.|[^\]\\])+)\]", _ordered_set, regex)


def _ordered_set(found: re.Match[str]) -> str:
    members = re.findall(r"(?:\\.|[^\\])-(?:\\.|[^\\])|\\.|[^\\]", found.group(2))
    return f"[{found.group(1)}{''.join(sorted(set(members)))}]"
