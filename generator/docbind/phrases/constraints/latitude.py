"""Where a cell's own words let more pass than the rules that are read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docbind.dialect.latitude import LATITUDES, SO_FAR
from docbind.grading import rules_of
from docbind.model.rules import Objection, Reason, Rule
from docbind.model.spec import Constraint
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_LATITUDES = Phrases(LATITUDES)
_SO_FAR = Phrases(SO_FAR)


def read_latitude(sentences: Iterable[Sentence], constraints: Iterable[Constraint]) -> tuple[Objection, ...]:
    """Return what the sentences say against the constraints of their cell, one objection for each rule."""
    stated = {rule for constraint in constraints for rule in rules_of(constraint)}
    if not stated:
        return ()
    found: dict[Rule, Objection] = {}
    for objection in _objections(tuple(sentences)):
        if objection.rule in stated:
            found.setdefault(objection.rule, objection)
    return tuple(found.values())


def _objections(sentences: tuple[Sentence, ...]) -> Iterator[Objection]:
    """What lets any value pass goes before what is said of today."""
    for sentence in sentences:
        for _, row in _LATITUDES.all(sentence.plain):
            for rule in row.rules:
                yield Objection(rule=rule, reason=row.reason, span=sentence.line.span)
    for sentence in sentences:
        if _SO_FAR.anywhere(sentence.plain):
            yield Objection(rule=Rule.ONE_OF, reason=Reason.SO_FAR, span=sentence.line.span)
