"""One constraint against one value: does the value keep it? The rules are those of the emitted validators."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from docbind.model.spec import Constraint, Format, Items, JsonValue, Kind, Length, OneOf, Pattern, Range

LONGEST_MATCHED = 128
"""Characters of a value that a documented pattern is tried on."""

MOST_CHOICES = 3
"""Quantifiers of a pattern that is tried: as many nested loops over the value are what it may cost."""

_CHARACTER = r"(?:\[(?:\\.|[^\]\\])+\]|\\[\w.\-/]|[^\\()\[\]{}*+?|^$])"
_ONE_OF_CHARACTERS = rf"(?:{_CHARACTER}|\({_CHARACTER}(?:\|{_CHARACTER})*\))"
_HARMLESS = re.compile(rf"\^?(?:{_ONE_OF_CHARACTERS}(?:[*+?]|\{{\d+(?:,\d*)?\}})?)*\$?")
_CHOICE = re.compile(r"[*+?]|\{\d+,\d*\}")


def breaks(constraint: Constraint, value: JsonValue) -> bool:
    """Whether a scalar breaks a constraint. A constraint that does not speak of such a value is not broken."""
    match constraint:
        case Length(minimum=minimum, maximum=maximum):
            return isinstance(value, str) and not _within(len(value), minimum, maximum)
        case Range():
            return _is_number(value) and not _in_range(constraint, value)
        case OneOf(values=values):
            return isinstance(value, (bool, int, float, str)) and not any(_same(value, one) for one in values)
        case Pattern(regex=regex):
            return isinstance(value, str) and len(value) <= LONGEST_MATCHED and not _matches(regex, value)
        case Items() | Format():
            return False
        case _:
            assert_never(constraint)


def breaks_items(constraint: Constraint, count: int) -> bool:
    """Whether a list of `count` items breaks a constraint."""
    return isinstance(constraint, Items) and not _within(count, constraint.minimum, constraint.maximum)


def is_pattern(regex: str) -> bool:
    """Whether Python can compile the regular expression."""
    return _compiled(regex) is not None


def is_of_kind(kind: Kind, value: JsonValue) -> bool:
    """Whether a JSON scalar has the documented kind, as the emitted validators see it."""
    match kind:
        case Kind.STRING | Kind.BINARY:
            return isinstance(value, str)
        case Kind.INTEGER | Kind.LONG:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case Kind.BOOLEAN:
            return isinstance(value, bool)
        case _:
            assert_never(kind)


_WRITTEN_OTHERWISE = {
    Kind.INTEGER: re.compile(r"\s*[+-]?\d+(?:\.0+)?\s*", re.ASCII),
    Kind.LONG: re.compile(r"\s*[+-]?\d+(?:\.0+)?\s*", re.ASCII),
    Kind.NUMBER: re.compile(r"\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*", re.ASCII),
    Kind.BOOLEAN: re.compile(r"\s*(?:true|false)\s*", re.IGNORECASE),
}


def is_other_notation(kind: Kind, value: JsonValue) -> bool:
    """Whether a value is of the documented kind but for its notation: `"80"`, `"true"`, `80.0`."""
    pattern = _WRITTEN_OTHERWISE.get(kind)
    if pattern is None:
        return False
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def spelling(value: JsonValue) -> str:
    """A value without its case and punctuation: what two spellings of one word have in common."""
    return re.sub(r"[\W_]+", "", str(value)).casefold() if isinstance(value, str) else ""


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _within(size: int, minimum: int | None, maximum: int | None) -> bool:
    return (minimum is None or size >= minimum) and (maximum is None or size <= maximum)


def _in_range(constraint: Range, value: JsonValue) -> bool:
    if not isinstance(value, (int, float)):
        return True
    low, high = constraint.minimum, constraint.maximum
    above = low is None or value > low or (value == low and not constraint.exclusive_minimum)
    below = high is None or value < high or (value == high and not constraint.exclusive_maximum)
    return above and below


def _same(left: bool | int | float | str, right: bool | int | float | str) -> bool:
    """Equal as JSON: `true` is not `1`."""
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _matches(regex: str, value: str) -> bool:
    """Whether the whole value matches. A pattern that could take long on a hostile page is not tried, and counts as matched."""
    compiled = _compiled(regex) if _is_harmless(regex) else None
    return compiled is None or compiled.fullmatch(value) is not None


def _is_harmless(regex: str) -> bool:
    """Whether a pattern is a plain sequence of characters and sets of them, with few quantifiers."""
    return len(_CHOICE.findall(regex)) <= MOST_CHOICES and _HARMLESS.fullmatch(regex) is not None


@lru_cache(maxsize=1024)
def _compiled(regex: str) -> re.Pattern[str] | None:
    try:
        return re.compile(regex)
    except (re.error, OverflowError, RecursionError):
        return None
