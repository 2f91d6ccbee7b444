"""Limits that stand in a description's words: what no reader took for a rule, and still binds who calls."""

from __future__ import annotations

import re

from docbind.model.spec import Constraint, Field, Format, Items, Length, OneOf, Pattern, Range

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
RANGE = re.compile(rf"({NUMBER.pattern})\s*(?:to|through|-|–|—|~)\s*({NUMBER.pattern})", re.IGNORECASE)


def is_still_said(limit: Constraint, other: Field) -> bool:
    """Whether the description of the other state holds the numbers or values of a limit: then only the wording changed, by which it was recognised."""
    values: tuple[object, ...]
    match limit:
        case Length(minimum=low, maximum=high) | Range(minimum=low, maximum=high) | Items(minimum=low, maximum=high):
            values = tuple(bound for bound in (low, high) if bound is not None and bound not in (0, 1))
        case OneOf(values=named):
            values = named
        case Pattern() | Format():
            values = ()
    words = [*re.findall(r"[\w.-]*\w", other.text.replace(",", "")), *_in_remarks(other)]
    return bool(values) and all(str(value) in words for value in values)


def worded_range(old: Field, new: Field) -> tuple[str, str, bool] | None:
    """The range that a description states, before and after, and whether it is tighter now; None unless the numbers of one range are all that changed."""
    if NUMBER.sub("#", old.text) != NUMBER.sub("#", new.text):
        return None
    pairs = zip(RANGE.findall(old.text), RANGE.findall(new.text), strict=False)
    changed = [(was, now) for was, now in pairs if was != now]
    if len(changed) != 1:
        return None
    was, now = changed[0]
    (was_low, was_high), (now_low, now_high) = map(_numbers, (was, now))
    return f"{was[0]}..{was[1]}", f"{now[0]}..{now[1]}", now_low > was_low or now_high < was_high


def _numbers(found: tuple[str, str]) -> tuple[float, float]:
    low, high = found
    return float(low.replace(",", "")), float(high.replace(",", ""))


def _in_remarks(field: Field) -> list[str]:
    return [word for remark in field.remarks for word in re.findall(r"[\w.-]*\w", remark.evidence.quote)]
