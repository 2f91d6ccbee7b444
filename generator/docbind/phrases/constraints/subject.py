"""Whom a clause speaks of: the field itself, or something else that its description mentions."""

from __future__ import annotations

import re

from docbind.dialect.subjects import COUNTED_ITEMS, OWN_SUBJECTS
from docbind.phrases.rows import Phrases

STEM = 6
"""Letters by which two forms of a noun are the same."""

_OWN = Phrases(OWN_SUBJECTS)
_COUNTED = Phrases(COUNTED_ITEMS)
_CLAUSES = re.compile(
    r"[;:(]|, (?:and|but|which|that|or)(?: |$)|\bthat |, (?=(?:the (?:value|parameter)|its?|this|ranging)\b)| and (?=the value\b)",
    re.IGNORECASE,
)


def clause(before: str) -> str:
    """The words of the last clause of `before`, the one that leads to a fact."""
    return _CLAUSES.split(before)[-1]


def stems(text: str) -> frozenset[str]:
    """The words of a text, plurals and endings dropped."""
    return frozenset(_stem(word) for word in re.findall(r"[A-Za-z]+", text))


def name_words(wire_name: str) -> frozenset[str]:
    """The words of a wire name, whatever case it is written in."""
    return frozenset(_stem(word) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", wire_name))


def is_about(words: str, wire_name: str) -> bool:
    """Whether a clause names nothing, or something that the field is called."""
    nouns = [word for word in re.findall(r"[A-Za-z]+", words) if _OWN.whole(word) is None]
    return not nouns or not name_words(wire_name).isdisjoint(_stem(noun) for noun in nouns)


def counts_items(noun: str, wire_name: str) -> bool:
    """Whether a noun after a number counts the items of the list of this name."""
    return any(_COUNTED.whole(word) is not None for word in noun.split()) or not name_words(wire_name).isdisjoint(
        stems(noun)
    )


def _stem(word: str) -> str:
    return word.lower().rstrip("s")[:STEM]
