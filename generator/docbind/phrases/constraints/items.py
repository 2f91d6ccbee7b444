"""One item of a list → the value that it begins with, and the words that explain it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docbind.dialect.conditions import FACT_LABELS
from docbind.dialect.enumerations import ITEM_LABELS, NO_VALUES, VALUE_TEMPLATES
from docbind.phrases.numbers import number
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, unmarked
from docbind.phrases.values import Word, without_aside, word

EXPLICIT = 3
"""A list whose lead announces nothing but values: an item is one whatever it looks like."""

ANNOUNCED = 2
"""A list whose lead says that values follow."""

UNANNOUNCED = 0
"""A list, and nothing else."""

_LABELS = Phrases(ITEM_LABELS)
_FACTS = Phrases(FACT_LABELS)
_NO_VALUES = Phrases(NO_VALUES)
_TEMPLATES = Phrases(VALUE_TEMPLATES)

_MARKED = re.compile(rf"{MARK_ON}([^{MARK_ON}{MARK_OFF}]+?):?{MARK_OFF}\s*(.*)$")
_QUOTED = re.compile(r"[\"“']([^\"“”']+)[\"”'],?\s*(.*)$")
_BARE = re.compile(rf"((?:[\w*-]+:){{2,}}[\w*-]+(?=$|\s)|[^\s:(),;\"“”{MARK_ON}{MARK_OFF}]+)\s*(.*)$")
_LABELLED = re.compile(
    rf"([^:：{MARK_ON}{MARK_OFF}]{{1,60}})[:：] ?{MARK_ON}([^\s{MARK_ON}{MARK_OFF}]+){MARK_OFF}[.,;]?$"
)
_EXPLANATION = re.compile(
    r"$|[.,;]$|[:：(=–—]|-\s|(?:,\s*)?(?:indicat|means?\b|meaning\b|represent|refer|which\b|stands for\b|is used\b|specifies\b)"
)
_EXPLANATION_OF_MARKED = re.compile(rf"{_EXPLANATION.pattern}|[,/-]")
_ANOTHER_VALUE = re.compile(rf",? ?(?:or|and)? ?{MARK_ON}|/ ?{MARK_ON}")
_EXPLAINED_WORD = re.compile(
    rf"{MARK_ON}([^{MARK_ON}{MARK_OFF}]{{1,40}}){MARK_OFF} (?:is|specifies|indicates|refers)\b"
)
_PHRASE = re.compile(rf"(?!.* (?:and|or) )[^.:;,{MARK_ON}{MARK_OFF}]{{1,60}}")
_INLINE = re.compile(rf"(?:{MARK_ON}[^{MARK_ON}{MARK_OFF}]{{1,40}}{MARK_OFF}|[\w.-]{{1,40}}): \S")
_MARKED_ITEM = re.compile(
    rf"{MARK_ON}[^{MARK_ON}{MARK_OFF}]{{1,40}}:?{MARK_OFF} ?[:：=(]|{MARK_ON}[^{MARK_ON}{MARK_OFF}]{{1,40}}:{MARK_OFF}"
)
_SEMICOLON = re.compile(r"[;；]\s*(?=\S)")
_EMPTY = re.compile(r"(?:an )?(?:empty string|empty|blank)\b", re.IGNORECASE)

_EMPTY_VALUES = ('""', "''", "“”")

LONGEST_UNEXPLAINED = 3
"""Words of a bare value of several words, where only the lead says that it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A value, and what explains it."""

    value: Word
    explanation: str


def is_inline_item(words: str) -> bool:
    """Whether a sentence looks like an item: `7: manage.`"""
    return _INLINE.match(words) is not None


def inline_items(line: str) -> tuple[str, ...]:
    """The items that one line holds, each a value in bold and a colon: `**1**: on; **0**: off`.

    The line itself where it is nothing like that.
    """
    pieces = tuple(_SEMICOLON.split(line))
    return pieces if len(pieces) > 1 and all(_MARKED_ITEM.match(piece) for piece in pieces) else (line,)


def stands_for_others(words: str) -> bool:
    """Whether an item begins with a template: `rose:xxx (xxx is the garden)`."""
    return _TEMPLATES.whole(unmarked(words).split(" ")[0].strip(".,;")) is not None


def is_empty_item(words: str) -> bool:
    """Whether an item speaks of no value at all: `Empty string: not known`."""
    return _EMPTY.match(words) is not None


def read_item(words: str, strength: int) -> Item | None:
    """The value that an item begins with, or the only one in bold (`Large: **l4**`); what counts as one depends
    on how sure the list's lead is.
    """
    labelled = _LABELLED.match(words)
    if labelled and number(labelled.group(1)) is None:
        return _labelled_item(labelled.group(1), labelled.group(2)) if strength else None
    for pattern in (_MARKED, _QUOTED):
        match = pattern.match(words)
        if match:
            return _sure_item(match.group(1), match.group(2))
    match = _BARE.match(words)
    if match and _EXPLANATION.match(match.group(2)):
        return _bare_item(match.group(1), match.group(2))
    return _phrase_item(words, strength)


def _labelled_item(label: str, value: str) -> Item | None:
    """An item of a label and a value: none where the label names a fact, such as a default or a bound."""
    if _LABELS.whole(label) is not None or _FACTS.at(f"{label}: ") is not None:
        return None
    return Item(value=Word(text=unmarked(value), sure=True), explanation=label)


def _phrase_item(words: str, strength: int) -> Item | None:
    """An item of several bare words, none of which explains the others: a value only where the lead says so."""
    if not strength or not _PHRASE.fullmatch(words) or _NO_VALUES.whole(words) is not None:
        return None
    if strength < EXPLICIT and len(words.split()) > LONGEST_UNEXPLAINED:
        return None
    return Item(value=Word(text=without_aside(unmarked(words)), sure=False), explanation="")


def _sure_item(value: str, rest: str) -> Item | None:
    """An item whose value is bold or in quotation marks."""
    text = without_aside(unmarked(value)).strip(" ,;'\"“”")
    if unmarked(value) in _EMPTY_VALUES and _EXPLANATION_OF_MARKED.match(rest):
        return Item(value=Word(text="", sure=True), explanation=rest)
    if not text or not _EXPLANATION_OF_MARKED.match(rest) or _ANOTHER_VALUE.match(rest):
        return None
    if (" " in text and _NO_VALUES.whole(text) is not None) or _stands_for_others(text, rest):
        return None
    return Item(value=Word(text=text, sure=True), explanation=rest)


def _stands_for_others(value: str, explanation: str) -> bool:
    """Whether a value is a template: by its form, or because its explanation explains a part of it (`2:path`, where **path** is a path)."""
    if _TEMPLATES.whole(value) is not None:
        return True
    parts = (match.group(1) for match in _EXPLAINED_WORD.finditer(explanation))
    return any(part != value and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", value) for part in parts)


def _bare_item(value: str, rest: str) -> Item | None:
    """An item that begins with one word: a value, unless the word only labels what follows."""
    found = word(value)
    explanation = rest.strip(" .,;")
    if (
        not found.text
        or _NO_VALUES.whole(found.text) is not None
        or _TEMPLATES.whole(found.text) is not None
        or (rest and stands_for_others(value + rest))
        or (explanation and _LABELS.whole(found.text) is not None)
    ):
        return None
    return Item(value=found, explanation=explanation)
