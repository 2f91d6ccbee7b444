"""Which of a cell's enumerations is the field's: the most explicit one, if nothing in the cell speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from docbind.dialect.defaults import VALUE_SLOTS
from docbind.dialect.enumerations import (
    ABSENCE_WORDS,
    IDENTIFIER_NAMES,
    NOT_ENUMERATED,
    OTHER_VALUES,
    VALUE_TEMPLATES,
)
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Carrier, Evidence, Kind, ListOf, OneOf, Reference, Remark, Scalar, ScalarValue, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.constraints.alternatives import alternatives
from docbind.phrases.constraints.enumerations import listed
from docbind.phrases.constraints.items import ANNOUNCED, EXPLICIT
from docbind.phrases.names import snake_case
from docbind.phrases.numbers import number
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, Part, Sentence
from docbind.phrases.values import Word, scalar, word

_MARKED = re.compile(rf"{MARK_ON}([^{MARK_ON}{MARK_OFF}]+){MARK_OFF}")
_NOT_ENUMERATED = Phrases(NOT_ENUMERATED)
_OTHERS = Phrases(OTHER_VALUES, VALUE_SLOTS)
_ABSENCE = Phrases(ABSENCE_WORDS)
_IDENTIFIERS = Phrases(IDENTIFIER_NAMES)
_TEMPLATES = Phrases(VALUE_TEMPLATES)

PROSE_STRENGTH = 1
"""A sentence that names all values counts less than a list that is announced, and more than a list and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """One enumeration of a cell; an `idle` one is a list that says nothing else."""

    values: tuple[ScalarValue, ...]
    strength: int
    doubt: str
    idle: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceReading:
    """The enumeration, if there is one; `idle_lists` are the lists of the page that say nothing beside it."""

    constraint: OneOf | None = None
    remarks: tuple[Remark, ...] = ()
    idle_lists: frozenset[SourceSpan] = frozenset()


def read_choice(
    parts: tuple[Part, ...], sentences: tuple[Sentence, ...], type: TypeRef, wire_name: str
) -> ChoiceReading:
    """The values that the field may take; of its items, where it is a list of scalars. A Boolean's `true` and `false` are none."""
    kind = _kind(type)
    if kind is None:
        return ChoiceReading()
    told = (*_from_lists(parts, kind, wire_name), *_from_sentences(sentences, kind, wire_name))
    found = [choice for choice in told if _is_choice(choice, type, wire_name)]
    if not found:
        return ChoiceReading()
    best = max(choice.strength for choice in found)
    leading = [choice for choice in found if choice.strength == best]
    chosen = max(leading, key=lambda choice: len(choice.values))
    doubt = _doubt(chosen, leading, sentences, type)
    if doubt:
        return ChoiceReading(remarks=tuple(Remark(reason=doubt, evidence=choice.evidence) for choice in leading))
    return ChoiceReading(
        constraint=OneOf(values=_united(chosen, found), evidence=chosen.evidence),
        idle_lists=frozenset(choice.evidence.span for choice in leading if choice.idle),
    )


def _united(chosen: _Choice, found: list[_Choice]) -> tuple[ScalarValue, ...]:
    """The chosen values, and those that the cell's other lists and sentences name beside some of them: what one
    of them allows, the field may take.

    What holds in some cases only adds nothing to a line of the page's generator.
    """
    values = list(chosen.values)
    for other in found:
        reliable = not other.doubt or (other.doubt == "conditional" and chosen.strength < EXPLICIT)
        if reliable and not set(other.values).isdisjoint(chosen.values):
            values += other.values
    return tuple(dict.fromkeys(values))


def _doubt(chosen: _Choice, leading: list[_Choice], sentences: tuple[Sentence, ...], type: TypeRef) -> str:
    """Why the chosen values are not all that the field may take, empty where they are."""
    doubt = next((choice.doubt for choice in leading if choice.doubt), "")
    if doubt:
        return doubt
    if any(not set(choice.values) <= set(chosen.values) for choice in leading):
        return "contradicted"
    if any(_TEMPLATES.whole(value) for value in chosen.values if isinstance(value, str)):
        return "union"
    others = (word(match.group("value")) for sentence in sentences for match, _ in _OTHERS.all(sentence.marked))
    if any(other.sure and other.text not in map(str, chosen.values) for other in others):
        return "union"
    joins = isinstance(type, Scalar) and chosen.strength < EXPLICIT
    if joins and any(_NOT_ENUMERATED.anywhere(sentence.plain) for sentence in sentences):
        return "unclear"
    return ""


def _is_choice(choice: _Choice, type: TypeRef, wire_name: str) -> bool:
    """Whether values can be all there are: not `None` alone, nor the special values of an identifier, nor unannounced items of an unknown list."""
    if len(choice.values) == 1 and _ABSENCE.whole(str(choice.values[0])) is not None:
        return False
    if choice.strength < ANNOUNCED and isinstance(type, ListOf) and not isinstance(type.item, Scalar):
        return False
    return choice.strength >= ANNOUNCED or not _IDENTIFIERS.anywhere(snake_case(wire_name))


def _kind(type: TypeRef) -> Kind | None:
    """The kind of the values, where they can be enumerated at all. A list of nobody knows what is read as one of strings."""
    match type:
        case ListOf(item=Reference(type_labels=(), text_labels=(), name="")):
            return Kind.STRING
        case Scalar(kind=kind) | ListOf(item=Scalar(kind=kind)):
            return None if kind in (Kind.BOOLEAN, Kind.BINARY) else kind
        case _:
            return None


def _from_lists(parts: tuple[Part, ...], kind: Kind, wire_name: str) -> Iterable[_Choice]:
    for found in listed(parts, kind, wire_name):
        shown = ", ".join(value.text for value in found.values)
        yield _Choice(
            values=_typed(found.values, kind),
            strength=found.strength,
            doubt=found.doubt,
            idle=found.strength == EXPLICIT and not found.explained,
            evidence=Evidence(
                quote=quote(f"{found.lead} {shown}"),
                carrier=Carrier.LINE if found.strength == EXPLICIT else Carrier.LIST,
                span=found.span,
            ),
        )


def _from_sentences(sentences: tuple[Sentence, ...], kind: Kind, wire_name: str) -> Iterable[_Choice]:
    for sentence in sentences:
        for found in alternatives(sentence, kind, wire_name):
            if found.explained and any(_is_part(value.text, other) for value in found.values for other in sentences):
                continue
            yield _Choice(
                values=_typed(found.values, kind),
                strength=PROSE_STRENGTH,
                doubt=found.doubt,
                idle=False,
                evidence=Evidence(quote=quote(sentence.plain), carrier=Carrier.PROSE, span=sentence.line.span),
            )


def _is_part(value: str, sentence: Sentence) -> bool:
    """Whether a sentence shows a whole value of which this one is a part: **bed.rose**, where **bed** means one thing and **rose** another."""
    shown = (match.group(1) for match in _MARKED.finditer(sentence.marked))
    return any(
        re.search(rf"(?:^|[.:_]){re.escape(value)}(?:[.:_]|$)", whole) is not None for whole in shown if whole != value
    )


def _typed(values: tuple[Word, ...], kind: Kind) -> tuple[ScalarValue, ...]:
    """The values as the field takes them; numbers without their thousands separators, even where they travel as strings."""
    if all(number(value.text) is not None for value in values):
        values = tuple(replace(value, text=value.text.replace(",", "")) for value in values)
    typed = (scalar(value, kind) for value in values)
    return tuple(dict.fromkeys(value for value in typed if value is not None))
