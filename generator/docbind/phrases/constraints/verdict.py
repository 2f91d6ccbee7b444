"""What a cell's limits add up to: the constraints that always hold, and the ones that stay words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from docbind.dialect.limits import (
    EPOCH_WORDS,
    LIMIT_VARIES,
    MAY_BE_EMPTY,
    SENTINELS,
    STRING_SENTINELS,
    VALUE_CASES,
    Measure,
)
from docbind.model.spec import Constraint, Default, Evidence, Items, Length, Range, Remark
from docbind.phrases.constraints.limits import Bound
from docbind.phrases.numbers import number
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

EARLIEST_EPOCH = 10**9
"""A point in time in seconds is larger than this since 2001; a smaller maximum of a time counts digits or was made up."""

EARLIEST_EPOCH_MILLISECONDS = 10**12

MOST_DIGITS = 32
"""Equal bounds up to this on a number are its count of digits."""

_MAY_BE_EMPTY = Phrases(MAY_BE_EMPTY)
_SENTINELS = Phrases(SENTINELS)
_STRING_SENTINELS = Phrases(STRING_SENTINELS)
_BY_CASE = Phrases(VALUE_CASES)
_EPOCH = Phrases(EPOCH_WORDS)
_VARIES = Phrases(LIMIT_VARIES)


def settle(
    found: tuple[Bound, ...], sentences: tuple[Sentence, ...], default: Default | None
) -> tuple[tuple[Constraint, ...], tuple[Remark, ...]]:
    """Joins the bounds of one cell. A bound that two statements give differently is not enforced, nor any range that the cell's own words leave."""
    remarks = [Remark(reason=bound.doubt, evidence=bound.evidence) for bound in found if bound.doubt]
    sure = [bound for bound in found if not bound.doubt]
    if any(bound.doubt == "union" for bound in found):
        remarks += [Remark(reason="union", evidence=bound.evidence) for bound in sure]
        sure = []
    if not sure:
        return (), _distinct(remarks)
    low, disputed_low = _agreed(sure, low=True)
    high, disputed_high = _agreed(sure, low=False)
    joined = replace(
        sure[0],
        low=low.low if low else None,
        high=high.high if high else None,
        open_low=bool(low and low.open_low),
        open_high=bool(high and high.open_high),
        evidence=_evidence(sure, low, high),
    )
    remarks += [Remark(reason="contradicted", evidence=bound.evidence) for bound in (*disputed_low, *disputed_high)]
    reason = _contradiction(joined, sentences, default) or _exception(joined, found, sentences)
    if reason:
        return (), _distinct([*remarks, *(Remark(reason=reason, evidence=bound.evidence) for bound in sure)])
    constraint = _constraint(_relaxed(joined, sentences))
    return (constraint,) if constraint else (), _distinct(remarks)


def _agreed(found: list[Bound], *, low: bool) -> tuple[Bound | None, list[Bound]]:
    """The bound that all statements of this side agree on, a line's before a sentence's, or those that do not."""
    side = _outspoken([bound for bound in found if (bound.low if low else bound.high) is not None])
    values = {(bound.low, bound.open_low) if low else (bound.high, bound.open_high) for bound in side}
    return (max(side, key=lambda bound: bound.line), []) if len(values) == 1 else (None, side)


def _outspoken(side: list[Bound]) -> list[Bound]:
    """The bounds that give a number; those that only mean one, where there are no others."""
    return [bound for bound in side if not bound.implied] or side


def _evidence(found: list[Bound], low: Bound | None, high: Bound | None) -> Evidence:
    """The words for both bounds: one sentence that states both if there is one, else one after the other."""
    for bound in found:
        if low and high and bound.low == low.low and bound.high == high.high:
            return bound.evidence
    parts = [bound.evidence for bound in (low, high) if bound]
    if len(parts) < 2 or parts[0] == parts[1]:
        return parts[0] if parts else found[0].evidence
    first, last = sorted(parts, key=lambda part: part.span)
    return replace(
        first,
        quote=f"{first.quote} {last.quote}",
        span=replace(first.span, last_line=max(first.span.last_line, last.span.last_line)),
    )


def _contradiction(bound: Bound, sentences: tuple[Sentence, ...], default: Default | None) -> str:
    """Why the cell's own words leave the range, if they do."""
    if bound.low is not None and bound.high is not None and bound.low > bound.high:
        return "contradicted"
    if bound.measure is Measure.VALUE:
        return _contradicted_value(bound, sentences, default)
    if bound.measure is Measure.LENGTH and any(
        not _inside(bound, len(match.group("value")))
        for sentence in sentences
        for match, _ in _STRING_SENTINELS.all(sentence.plain)
    ):
        return "union"
    if (
        bound.measure is Measure.LENGTH
        and default is not None
        and isinstance(default.value, str)
        and not _inside(bound, len(default.value))
    ):
        return "contradicted"
    return ""


def _exception(joined: Bound, found: tuple[Bound, ...], sentences: tuple[Sentence, ...]) -> str:
    """Whether a limit that holds only sometimes lets more through than the one that is said to hold always."""
    if any(not joined.line and _VARIES.anywhere(sentence.plain) for sentence in sentences):
        return "conditional"
    if _told_by_case(sentences):
        return "conditional"
    for bound in found:
        if bound.doubt == "conditional" and any(
            value is not None and not _inside(joined, value) for value in (bound.low, bound.high)
        ):
            return "conditional"
    return ""


def _told_by_case(sentences: tuple[Sentence, ...]) -> bool:
    """Whether a list says case by case what the value may be; a limit beside it may be one case's too."""
    cases = {
        sentence.line.span for sentence in sentences if sentence.line.siblings > 1 and _BY_CASE.at(sentence.line.plain)
    }
    return len(cases) > 1


def _contradicted_value(bound: Bound, sentences: tuple[Sentence, ...], default: Default | None) -> str:
    if default is not None and isinstance(default.value, (int, float)) and not _inside(bound, default.value):
        return "contradicted"
    if bound.low is not None and bound.low == bound.high and 0 < bound.low <= MOST_DIGITS:
        return "unclear"
    if bound.high is not None and bound.high < EARLIEST_EPOCH_MILLISECONDS:
        for sentence in sentences:
            found = _EPOCH.first(sentence.plain)
            if found and (bound.high < EARLIEST_EPOCH or "m" in found[0].group()[-12:].lower()):
                return "contradicted"
    for value in _sentinels(sentences):
        if not _inside(bound, value):
            return "union"
    return ""


def _sentinels(sentences: Iterable[Sentence]) -> Iterable[int | float]:
    for sentence in sentences:
        for match, _ in _SENTINELS.all(sentence.plain):
            value = number(match.group("value"))
            if value is not None:
                yield value


def _inside(bound: Bound, value: int | float) -> bool:
    above = bound.low is None or value > bound.low or (value == bound.low and not bound.open_low)
    below = bound.high is None or value < bound.high or (value == bound.high and not bound.open_high)
    return above and below


def _relaxed(bound: Bound, sentences: tuple[Sentence, ...]) -> Bound:
    """A least length of 1 means nothing where the cell allows an empty string."""
    if (
        bound.measure is Measure.LENGTH
        and bound.low is not None
        and bound.low > 0
        and any(_MAY_BE_EMPTY.anywhere(sentence.plain) for sentence in sentences)
    ):
        return replace(bound, low=None)
    return bound


def _constraint(bound: Bound) -> Constraint | None:
    if bound.low is None and bound.high is None:
        return None
    match bound.measure:
        case Measure.VALUE:
            return Range(
                minimum=bound.low,
                maximum=bound.high,
                evidence=bound.evidence,
                exclusive_minimum=bound.open_low,
                exclusive_maximum=bound.open_high,
            )
        case Measure.LENGTH:
            minimum, maximum = _counted(bound)
            return Length(minimum=minimum, maximum=maximum, evidence=bound.evidence)
        case Measure.ITEMS:
            minimum, maximum = _counted(bound)
            return Items(minimum=minimum, maximum=maximum, evidence=bound.evidence)
        case Measure.BY_TYPE | Measure.BYTES:
            return None
        case _:
            assert_never(bound.measure)


def _counted(bound: Bound) -> tuple[int | None, int | None]:
    """Both bounds as inclusive counts."""
    low = None if bound.low is None else int(bound.low) + (1 if bound.open_low else 0)
    high = None if bound.high is None else int(bound.high) - (1 if bound.open_high else 0)
    return low, high


def _distinct(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remarks))
