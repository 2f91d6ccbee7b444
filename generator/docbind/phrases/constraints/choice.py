"""Which of a cell's enumerations is the field's: the most explicit one, if nothing in the cell speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docbind.dialect.enumerations import NOT_ENUMERATED
from docbind.model.spec import Carrier, Evidence, Kind, ListOf, OneOf, Reference, Remark, Scalar, ScalarValue, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.constraints.alternatives import alternatives
from docbind.phrases.constraints.enumerations import listed
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Part, Sentence
from docbind.phrases.values import Word, scalar

_NOT_ENUMERATED = Phrases(NOT_ENUMERATED)

PROSE_STRENGTH = 1
"""A sentence that names all values counts less than a list that is announced, and more than a list and nothing else."""

ANNOUNCED = 2
"""The strength of a list whose lead says that values follow."""

EXPLICIT = 3
"""The strength of a list whose lead announces nothing but values."""

_NOTHING = frozenset(("none", "n/a", "null", "-", "--", "no", "unlimited"))
_IDENTIFIER = re.compile(r"(?:^|_|[a-z])(?:id|Id|ID|ids|Ids|urn|uuid)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    values: tuple[ScalarValue, ...]
    strength: int
    doubt: str
    pure: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceReading:
    """The enumeration, if there is one, and the lines of the page that say nothing else than it."""

    constraint: OneOf | None
    remarks: tuple[Remark, ...]
    consumed: frozenset[int] = frozenset()


def read_choice(
    parts: tuple[Part, ...], sentences: tuple[Sentence, ...], type: TypeRef, wire_name: str
) -> ChoiceReading:
    """The values that the field may take; of its items, where it is a list of scalars. A Boolean's `true` and `false` are none."""
    kind = _kind(type)
    if kind is None:
        return ChoiceReading(constraint=None, remarks=())
    found = [
        choice
        for choice in (*_from_lists(parts, kind, wire_name), *_from_sentences(sentences, kind, wire_name))
        if _is_choice(choice, type, wire_name)
    ]
    if not found:
        return ChoiceReading(constraint=None, remarks=())
    best = max(choice.strength for choice in found)
    leading = [choice for choice in found if choice.strength == best]
    doubt = next((choice.doubt for choice in leading if choice.doubt), "")
    chosen = max(leading, key=lambda choice: len(choice.values))
    if not doubt and any(not set(choice.values) <= set(chosen.values) for choice in leading):
        doubt = "contradicted"
    if (
        not doubt
        and best < EXPLICIT
        and isinstance(type, Scalar)
        and any(_NOT_ENUMERATED.anywhere(sentence.plain) for sentence in sentences)
    ):
        doubt = "unclear"
    if doubt:
        return ChoiceReading(
            constraint=None, remarks=tuple(Remark(reason=doubt, evidence=choice.evidence) for choice in leading)
        )
    consumed = frozenset(choice.evidence.span.first_line for choice in leading if choice.pure)
    return ChoiceReading(
        constraint=OneOf(values=chosen.values, evidence=chosen.evidence), remarks=(), consumed=consumed
    )


def _is_choice(choice: _Choice, type: TypeRef, wire_name: str) -> bool:
    """Whether values can be all there are: not `None` alone, nor the special values of an identifier, nor unannounced items of an unknown list."""
    if len(choice.values) == 1 and str(choice.values[0]).lower() in _NOTHING:
        return False
    if choice.strength < ANNOUNCED and isinstance(type, ListOf) and not isinstance(type.item, Scalar):
        return False
    return choice.strength >= ANNOUNCED or not _IDENTIFIER.search(wire_name)


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
            pure=not found.explained,
            evidence=Evidence(quote=quote(f"{found.lead} {shown}"), carrier=Carrier.LIST, span=found.span),
        )


def _from_sentences(sentences: tuple[Sentence, ...], kind: Kind, wire_name: str) -> Iterable[_Choice]:
    for sentence in sentences:
        for found in alternatives(sentence, kind, wire_name):
            yield _Choice(
                values=_typed(found.values, kind),
                strength=PROSE_STRENGTH,
                doubt=found.doubt,
                pure=False,
                evidence=Evidence(quote=quote(sentence.plain), carrier=Carrier.PROSE, span=sentence.line.span),
            )


def _typed(values: tuple[Word, ...], kind: Kind) -> tuple[ScalarValue, ...]:
    typed = (scalar(value, kind) for value in values)
    return tuple(dict.fromkeys(value for value in typed if value is not None))
