"""Whether what a sentence states holds always: conditions in the sentence, before its list, at the opening of its line, or as an item's label."""

from __future__ import annotations

from docbind.dialect.conditions import (
    ADVICE_LEADS,
    BY_DEFAULT,
    CASE_LABELS,
    CASE_OPENINGS,
    CONDITIONS,
    FACT_LABELS,
    HEDGES,
)
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_CONDITIONS = Phrases(CONDITIONS)
_HEDGES = Phrases(HEDGES)
_OPENINGS = Phrases(CASE_OPENINGS)
_ADVICE = Phrases(ADVICE_LEADS)
_BY_DEFAULT = Phrases(BY_DEFAULT)
_LABELS = Phrases(CASE_LABELS)
_FACTS = Phrases(FACT_LABELS)


def holds_sometimes(sentence: Sentence, wire_name: str) -> bool:
    """Whether a condition stands with the sentence. That the field itself is left out is none: it only says what a default is."""
    if _conditional(sentence.plain, wire_name) or _HEDGES.anywhere(sentence.plain):
        return True
    if any(_conditional(lead, wire_name) or _ADVICE.anywhere(lead) for lead in sentence.line.lead.split("\n")):
        return True
    return _OPENINGS.at(_without_absence(sentence.line.plain, wire_name)) is not None


def is_lead_conditional(lead: str, wire_name: str) -> bool:
    """Whether the words before a list make all of it hold only sometimes."""
    return _conditional(lead, wire_name)


def is_one_case(sentence: Sentence) -> bool:
    """Whether the sentence stands in an item whose label names a case (`TCP: 1 to 60`), not the fact itself (`Value range: 1 to 60`)."""
    words = sentence.line.plain
    return sentence.line.siblings > 1 and _LABELS.at(words) is not None and _FACTS.at(words) is None


def _conditional(words: str, wire_name: str) -> bool:
    return _CONDITIONS.anywhere(_without_absence(words, wire_name))


def _without_absence(words: str, wire_name: str) -> str:
    """`words` without conditions such as `if this parameter is not specified`, whatever the field is called there."""
    return _BY_DEFAULT.without(words.replace(wire_name, "this parameter") if wire_name else words).strip()
