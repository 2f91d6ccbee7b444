"""Where a cell's own words let more pass than the rules that are read from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docbind.dialect.latitude import LATITUDES, SO_FAR
from docbind.grading import rules_of
from docbind.model.rules import Objection, Reason, Rule
from docbind.model.spec import Constraint, OneOf
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_LATITUDES = Phrases(LATITUDES)
_SO_FAR = Phrases(SO_FAR)
_HEADS = re.compile(r"(?:^|(?<=[;:] ))([^\s;:]+): ")
"""Words that others explain: `60: a minute; 3600: an hour`."""


def read_latitude(sentences: Iterable[Sentence], constraints: tuple[Constraint, ...]) -> tuple[Objection, ...]:
    """Return what the sentences say against the constraints of their cell, one objection for each rule."""
    stated = {rule for constraint in constraints for rule in rules_of(constraint)}
    if not stated:
        return ()
    found: dict[Rule, Objection] = {}
    said = tuple(sentences)
    for objection in (*_respelled(said, constraints), *_explained(said, constraints), *_objections(said)):
        if objection.rule in stated:
            found.setdefault(objection.rule, objection)
    return tuple(found.values())


def _respelled(sentences: tuple[Sentence, ...], constraints: Iterable[Constraint]) -> Iterator[Objection]:
    """A listed value that a sentence names in another case: which of the two the service takes, nobody can tell.

    In small letters it is a common word.
    """
    values = [value for one in constraints if isinstance(one, OneOf) for value in one.values if isinstance(value, str)]
    for value in filter(None, values):
        named = re.compile(
            rf"\b(?:(?:can|must)(?: only)? be|set to|supported:)(?: \S+(?: \([^()]*\))?(?:,| or))* [\"']?({re.escape(value)})[\"']?(?=[.,;]|$| or | \()",
            re.IGNORECASE,
        )
        for sentence in sentences:
            found = (match.group(1) for match in named.finditer(sentence.plain))
            if any(word not in values and not (word.isalpha() and word.islower()) for word in found):
                yield Objection(rule=Rule.ONE_OF, reason=Reason.OTHER_WORDS, span=sentence.line.span)


def _explained(sentences: tuple[Sentence, ...], constraints: Iterable[Constraint]) -> Iterator[Objection]:
    """A sentence that explains two listed values or more, and beside them one that is not listed: `Options: 60:
    a minute; 3600: an hour`.
    """
    values = {str(value) for one in constraints if isinstance(one, OneOf) for value in one.values}
    for sentence in sentences if values else ():
        heads = _HEADS.findall(sentence.plain)
        known = [at for at, head in enumerate(heads) if head in values]
        if len(known) > 1 and any(head not in values for head in heads[known[0] :]):
            yield Objection(rule=Rule.ONE_OF, reason=Reason.OTHER_WORDS, span=sentence.line.span)


def _objections(sentences: tuple[Sentence, ...]) -> Iterator[Objection]:
    """What lets any value pass goes before what is said of today."""
    for sentence in sentences:
        for _, row in _LATITUDES.all(sentence.plain):
            for rule in row.rules:
                yield Objection(rule=rule, reason=row.reason, span=sentence.line.span)
    for sentence in sentences:
        if _SO_FAR.anywhere(sentence.plain):
            yield Objection(rule=Rule.ONE_OF, reason=Reason.SO_FAR, span=sentence.line.span)
