"""Limits: which bounds the sentences of a cell state for the field's own value, and what makes each of them doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from docbind.dialect.limits import (
    JOINED_VALUES,
    LIMITS,
    OTHER_LENGTHS,
    RANGE_LEADS,
    RANGE_LINES,
    SLOTS,
    UNION_AFTER,
    UNION_BEFORE,
    ZERO_BASED,
    LimitPhrase,
    Measure,
)
from docbind.dialect.parts import PartKind
from docbind.dialect.subjects import (
    FOREIGN_SUBJECTS,
    ITEM_SUBJECTS,
    OTHER_REQUIREMENTS,
    PARTIAL_COUNTS,
)
from docbind.model.spec import Carrier, Evidence, Kind, ListOf, MapOf, ModelRef, Reference, Scalar, TypeRef, Unknown
from docbind.phrases.cells import quote
from docbind.phrases.constraints.conditions import holds_sometimes, is_one_case
from docbind.phrases.constraints.subject import clause, counts_items, is_about, name_words, stems
from docbind.phrases.constraints.units import declared_unit, units_disagree
from docbind.phrases.names import snake_case
from docbind.phrases.numbers import number
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_LIMITS = {
    own: Phrases((row for row in LIMITS if row.measure not in others), SLOTS)
    for own, others in (
        (Measure.LENGTH, (Measure.VALUE, Measure.ITEMS)),
        (Measure.VALUE, (Measure.ITEMS, Measure.BYTES)),
        (Measure.ITEMS, (Measure.VALUE,)),
    )
}
"""The rows that may claim the words of a limit, by what limits of the field measure: `1 to 20 tags` is no range of a number."""

_NUMBER_LISTS = Phrases(
    (row for row in LIMITS if row.line or (row.measure is not Measure.VALUE and "{noun}" in row.pattern)), SLOTS
)
"""The rows for a list of numbers, whose range is more likely one of its items than of their count."""

_RANGE_LEADS = Phrases(RANGE_LEADS)
_RANGE_LINES = Phrases(RANGE_LINES, SLOTS)
_PARTIAL = Phrases(PARTIAL_COUNTS)
_LENGTHS = Phrases(OTHER_LENGTHS)
_ITEM_SUBJECTS = Phrases(ITEM_SUBJECTS)
_FOREIGN = Phrases(FOREIGN_SUBJECTS)
_ZERO_BASED = Phrases(ZERO_BASED)
_UNION_BEFORE = Phrases(UNION_BEFORE)
_UNION_AFTER = Phrases(UNION_AFTER)
_IMPLIED = Phrases((row for row in LIMITS if row.least is not None), SLOTS)
_REQUIREMENTS = Phrases(OTHER_REQUIREMENTS)
_JOINED = Phrases(JOINED_VALUES)
_ALIKE = 4
"""Letters by which a name and an abbreviation of it begin alike: `password` and `adminPass`."""

_OF_SOMETHING = " of the "
_DIGIT = re.compile(
    r"\d|\b(?:empty|blank|negative|nonnegative|positive|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One statement of one or two bounds. `doubt` names why it is not enforced, empty where it is.

    `by_type` tells that the words leave it to the field's type what is measured: `Minimum: 1`; `implied` that
    they mean a number and give none: `cannot be empty`.
    """

    measure: Measure
    low: int | float | None
    high: int | float | None
    open_low: bool
    open_high: bool
    line: bool
    doubt: str
    evidence: Evidence
    by_type: bool = False
    implied: bool = False


def own_measure(type: TypeRef) -> Measure | None:
    """What a limit on a field of this type measures; `None` for types whose limits are not about the value itself."""
    match type:
        case Scalar(kind=Kind.STRING):
            return Measure.LENGTH
        case Scalar(kind=Kind.INTEGER | Kind.LONG | Kind.NUMBER):
            return Measure.VALUE
        case Scalar():
            return None
        case ListOf():
            return Measure.ITEMS
        case MapOf() | ModelRef() | Unknown() | Reference():
            return None
        case _:
            assert_never(type)


def bounds(sentences: tuple[Sentence, ...], type: TypeRef, wire_name: str) -> tuple[Bound, ...]:
    """Every statement of bounds on the field's own value, those that cannot be relied on with their doubt."""
    measure = own_measure(type)
    if measure is None:
        return ()
    unit = declared_unit(sentences, wire_name) if measure is Measure.VALUE else ""
    rows = _NUMBER_LISTS if _is_number_list(type) else _LIMITS[measure]
    found = tuple(bound for sentence in sentences for bound in _bounds(sentence, measure, rows, wire_name, unit))
    if isinstance(type, ListOf):
        return (*_shared_out(found, own_measure(type.item)), *of_each_item(sentences, type, wire_name))
    if measure is Measure.LENGTH and _restates_a_range(found, sentences, wire_name):
        found = tuple(replace(bound, doubt="unclear") if bound.by_type else bound for bound in found)
    if measure is Measure.LENGTH and any(_JOINED.anywhere(sentence.plain) for sentence in sentences):
        return tuple(bound if bound.line else replace(bound, doubt=bound.doubt or "unclear") for bound in found)
    return found


def _restates_a_range(found: tuple[Bound, ...], sentences: tuple[Sentence, ...], wire_name: str) -> bool:
    """Whether lines such as `Maximum: 1000` under a string repeat the range of the number that it spells, and
    tell nothing of its length.
    """
    highest = {bound.high for bound in found if bound.by_type} - {None}
    return bool(highest) and any(
        bound.high in highest
        for sentence in sentences
        for bound in _bounds(sentence, Measure.VALUE, _LIMITS[Measure.VALUE], wire_name, "")
        if not bound.line
    )


def _shared_out(found: tuple[Bound, ...], items: Measure | None) -> tuple[Bound, ...]:
    """The bounds of a list.

    Lines such as `Minimum: 36` are its items' where something else counts these, and where both are the same:
    no list has as many items as an ID has characters. Elsewhere nobody knows what they bound, unless items
    have neither length nor value.
    """
    lines = [bound for bound in found if bound.by_type]
    if items not in (Measure.LENGTH, Measure.VALUE) or not lines:
        return found
    counted = any(bound.line and not bound.by_type for bound in found)
    fixed = {bound.low for bound in lines} & {bound.high for bound in lines} - {None, 0, 1}
    return tuple(_of_items(bound, items, known=counted or bool(fixed)) if bound.by_type else bound for bound in found)


def _of_items(bound: Bound, measure: Measure, *, known: bool) -> Bound:
    return replace(bound, measure=measure) if known else replace(bound, doubt="unclear")


def _is_number_list(type: TypeRef) -> bool:
    return isinstance(type, ListOf) and own_measure(type.item) is Measure.VALUE


def _bounds(
    sentence: Sentence, measure: Measure, rows: Phrases[LimitPhrase], wire_name: str, unit: str
) -> Iterator[Bound]:
    words = sentence.plain
    if not _DIGIT.search(words):
        return
    found = list(rows.all(words))
    if not found and sentence.alone and _states_ranges(sentence):
        found = list(_RANGE_LINES.all(words))
    for match, row in found:
        if _is_own(row, match, measure, words, wire_name):
            yield from _stated(sentence, match, row, measure, wire_name, unit)


def _stated(
    sentence: Sentence, match: re.Match[str], row: LimitPhrase, measure: Measure, wire_name: str, unit: str
) -> Iterator[Bound]:
    """What the words of one row bound, if they hold a number or mean one."""
    low, high = _group(match, "low", "above", "exact"), _group(match, "high", "below", "exact")
    low = row.least if low is None else low
    if low is None and high is None:
        return
    carrier = Carrier.LINE if row.line else Carrier.PROSE
    yield Bound(
        measure=measure,
        low=low,
        high=high,
        open_low=_has(match, "above"),
        open_high=_has(match, "below"),
        line=row.line,
        doubt="" if row.line else _doubt(sentence, row, match, wire_name, unit),
        evidence=Evidence(quote=quote(sentence.plain), carrier=carrier, span=sentence.line.span),
        by_type=row.measure is Measure.BY_TYPE,
        implied=row.least is not None,
    )


def of_each_item(sentences: tuple[Sentence, ...], type: TypeRef, wire_name: str) -> Iterator[Bound]:
    """What sentences such as `Each tag contains up to 36 characters` state of a list's items, where these are
    strings or numbers.
    """
    measure = own_measure(type.item) if isinstance(type, ListOf) else None
    if measure not in (Measure.LENGTH, Measure.VALUE):
        return
    for sentence in sentences:
        for match, row in _LIMITS[measure].all(sentence.plain):
            subject = _ITEM_SUBJECTS.at(clause(sentence.plain[: match.start()]).strip())
            if (
                row.measure is measure
                and row.least is None
                and subject
                and counts_items(subject[0].group("noun"), wire_name)
            ):
                yield from _stated(sentence, match, row, measure, wire_name, "")


def _states_ranges(sentence: Sentence) -> bool:
    """Whether a line can be a bare range: in a `Range` part, or below words that lead to ranges."""
    return sentence.line.part is PartKind.RANGE or any(
        _RANGE_LEADS.anywhere(lead) for lead in sentence.line.lead.split("\n")
    )


def _has(match: re.Match[str], name: str) -> bool:
    return match.groupdict().get(name) is not None


def _group(match: re.Match[str], *names: str) -> int | float | None:
    groups = match.groupdict()
    for name in names:
        text = groups.get(name)
        if text is not None:
            return number(text)
    return None


# --- whose limit it is ---------------------------------------------------------------------------------------------


def _is_own(row: LimitPhrase, match: re.Match[str], measure: Measure, words: str, wire_name: str) -> bool:
    """Whether the limit is about the value of this field, as far as its words and what it measures tell."""
    if row.line:
        return row.measure in (Measure.BY_TYPE, measure)
    if row.measure is Measure.BYTES:
        return measure is Measure.LENGTH
    if row.measure is not measure:
        return False
    before = clause(words[: match.start()])
    names = name_words(wire_name)
    if row.least is not None and not is_about(before, wire_name):
        return False
    noun = match.groupdict().get("noun")
    if noun is not None:
        return (
            not _FOREIGN.anywhere(before)
            and not _PARTIAL.anywhere(words[match.end() :])
            and counts_items(noun, wire_name)
        )
    thing = match.groupdict().get("thing")
    if thing is not None and not is_about(thing, wire_name):
        return False
    if _FOREIGN.anywhere(before) and names.isdisjoint(stems(before)):
        return False
    return (measure is Measure.LENGTH and _OF_SOMETHING not in before) or is_about(before, wire_name)


# --- whether it always holds ---------------------------------------------------------------------------------------


def _doubt(sentence: Sentence, row: LimitPhrase, match: re.Match[str], wire_name: str, unit: str) -> str:
    """Why a limit in a sentence is not enforced, empty where it is."""
    words = sentence.plain
    if row.measure is Measure.BYTES or units_disagree(match, unit):
        return "unclear"
    if holds_sometimes(sentence, wire_name) or is_one_case(sentence) or _is_requirement_of_another(sentence, wire_name):
        return "conditional"
    if row.least is not None and row.measure is not Measure.VALUE:
        return ""
    if row.measure is Measure.LENGTH and _other_lengths(match, words):
        return "unclear"
    if row.least == 1 and _ZERO_BASED.anywhere(snake_case(wire_name)):
        return "unclear"
    if _UNION_BEFORE.anywhere(words[: match.start()]) or _UNION_AFTER.anywhere(_IMPLIED.without(words[match.end() :])):
        return "union"
    return ""


def _is_requirement_of_another(sentence: Sentence, wire_name: str) -> bool:
    """Whether the words before the sentence's list name what it is about, and that is not the field."""
    found = _REQUIREMENTS.first(sentence.line.lead.split("\n")[-1])
    if found is None:
        return False
    thing = found[0].group("thing").lower()
    names = re.split(r"[^a-z]+", snake_case(wire_name))
    return not any(name and (name.startswith(thing[:_ALIKE]) or thing.startswith(name)) for name in names)


def _other_lengths(match: re.Match[str], words: str) -> bool:
    """Whether the sentence gives another number of characters beside the limit."""
    rest = words[: match.start()] + "; " + words[match.end() :]
    return any(found.group("value") not in match.group() for found, _ in _LENGTHS.all(rest))
