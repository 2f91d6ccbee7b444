"""A Type cell → TypeRef, and the facts that come with its spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docbind.dialect.types import TYPE_NOISE, TypeMeaning
from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import Cell, Link
from docbind.model.spec import (
    Carrier,
    Constraint,
    Evidence,
    Format,
    Length,
    ListOf,
    MapOf,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.phrases.cells import REFERENCE, cell_words, links, marked_words, quote, squeeze, texts
from docbind.phrases.grammar import DEEPEST_TYPE, TooDeepError, TypeParser, UnreadError, type_word
from docbind.phrases.rows import Phrases

LONGEST_TYPE = 600
"""Characters of a Type cell that are read as a type; real ones stay under 200."""

_NOISE = Phrases(TYPE_NOISE)
_LAST_WORD = re.compile(r"[A-Za-z]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeReading:
    """What a Type cell says: the type, and the facts that come with its spelling (`String(64)`, `datetime`)."""

    type: TypeRef
    constraints: tuple[Constraint, ...] = ()


def is_type_word(text: str) -> bool:
    """Whether `text` is a type by its own words, such as `Integer` or `Array of strings`: one that would be wrong in any other column."""
    if not text.strip() or len(text) > LONGEST_TYPE:
        return False
    parser = TypeParser(squeeze(text.replace(REFERENCE, " ")), (), field_name="")
    try:
        parser.whole_type()
    except (UnreadError, TooDeepError):
        return False
    return not parser.names_a_structure


def read_type(cell: Cell, *, field_name: str) -> Outcome[TypeReading]:
    """Reads the type. Structures stay `Reference`s for `link` to resolve; words that are no type become `Unknown` and are reported."""
    shown = cell_words(cell)
    if len(shown) > LONGEST_TYPE:
        return Outcome(value=TypeReading(type=Unknown(quote(shown))), diagnostics=(_too_deep(shown, cell),))
    marked = squeeze(_NOISE.without(_joined(marked_words(text.runs) for text in texts(cell.blocks))))
    targets = links(cell.blocks)
    parser = TypeParser(marked, targets, field_name=field_name)
    try:
        found = parser.whole_type()
    except TooDeepError:
        return Outcome(value=TypeReading(type=Unknown(quote(shown))), diagnostics=(_too_deep(shown, cell),))
    except UnreadError:
        guess = _around_a_reference(marked, targets, shown, field_name)
        if guess is not None:
            return Outcome(value=TypeReading(type=guess))
        return Outcome(value=TypeReading(type=Unknown(quote(shown))), diagnostics=(_unknown(shown, cell),))
    evidence = Evidence(quote=quote(shown), carrier=Carrier.TYPE, span=cell.span)
    return Outcome(
        value=TypeReading(type=found, constraints=_facts(parser, evidence) if isinstance(found, Scalar) else ())
    )


def _joined(paragraphs: Iterable[str]) -> str:
    """The paragraphs of a cell on one line; a word that is cut inside a bracket (`Map<String,Stri` and `ng>`) is made whole."""
    line = ""
    for paragraph in paragraphs:
        last = _LAST_WORD.search(line)
        is_cut = (
            last is not None
            and sum(map(line.count, "<[(")) > sum(map(line.count, ">])"))
            and last.group().lower() != "of"
            and type_word(last.group()) is None
        )
        line += paragraph.strip() if is_cut else f" {paragraph}"
    return line


def _facts(parser: TypeParser, evidence: Evidence) -> tuple[Constraint, ...]:
    """The facts that the spelling of a scalar carries."""
    facts: list[Constraint] = []
    if parser.length:
        facts.append(Length(minimum=None, maximum=parser.length, evidence=evidence))
    if parser.format:
        facts.append(Format(name=parser.format, evidence=evidence))
    return tuple(facts)


def _unknown(shown: str, cell: Cell) -> Diagnostic:
    what = f'"{quote(shown)}" is no type that is known' if shown else "the type cell is empty"
    return Diagnostic(
        code="unknown-type",
        severity=Severity.WARNING,
        message=f"{what}; the field takes any JSON value",
        span=cell.span,
        help="correct the cell, or add the spelling to dialect/types.py",
    )


def _too_deep(shown: str, cell: Cell) -> Diagnostic:
    return Diagnostic(
        code="type-too-deep",
        severity=Severity.WARNING,
        message=f'"{quote(shown)}" is longer or nests deeper than a type may ({DEEPEST_TYPE} levels); the field takes any JSON value',
        span=cell.span,
        help="describe the inner levels as a structure of its own",
    )


def _around_a_reference(marked: str, targets: tuple[Link, ...], shown: str, field_name: str) -> TypeRef | None:
    """The type of a cell that follows no grammar but points to a structure: the words before the reference say whether it is a list or a map."""
    before, mark, _ = marked.partition(REFERENCE)
    if not mark or not targets:
        return None
    found: TypeRef = Reference(phrase=quote(shown), type_labels=(targets[0].target,), field_name=field_name)
    for word in reversed(re.findall(r"[A-Za-z]+", before)):
        row = type_word(word)
        if row is not None and row.meaning is TypeMeaning.LIST:
            return ListOf(found)
        if row is not None and row.meaning is TypeMeaning.MAP and "<" in before:
            return MapOf(found)
    return found
