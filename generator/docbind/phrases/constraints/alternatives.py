"""Enumerations told in a sentence: `The value can be A, B, or C.`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.dialect.defaults import VALUE_SLOTS
from docbind.dialect.enumerations import (
    ENUMERATED_NOUNS,
    EXPLAINED_VALUES,
    NO_VALUES,
    ONLY_SUPPORTED,
    ONLY_VALUES,
    OPEN_LISTS,
    PROSE_LEADS,
)
from docbind.dialect.parts import PartKind
from docbind.model.spec import Kind
from docbind.phrases.constraints.conditions import holds_sometimes, is_one_case
from docbind.phrases.constraints.subject import clause, is_about
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, Sentence, unmarked
from docbind.phrases.values import Word, is_plain_value, scalar, spread, without_aside, word

_LEADS = Phrases(PROSE_LEADS)
_EXPLAINED = Phrases(EXPLAINED_VALUES)
_ONLY = Phrases(ONLY_VALUES, VALUE_SLOTS)
_SUPPORTED = Phrases(ONLY_SUPPORTED)
_OPEN = Phrases(OPEN_LISTS)
_NOUNS = Phrases(ENUMERATED_NOUNS)
_NO_VALUES = Phrases(NO_VALUES)

_VALUE = re.compile(
    r"(-?\d{1,3}(?:,\d{3})+(?!\d|,\d)|\ue001[^\ue001\ue002]*\ue002|\"[^\"]*\"|“[^”]*”|'[^']*'|[^\s,;()\"“”\ue001\ue002]+)"
)
_ASIDE = re.compile(r" ?\([^()]{0,160}\)")
_MARKED_ASIDE = re.compile(rf"{MARK_OFF} ?\(")
_JOINT = re.compile(r"(?:,|;)? (?:or|and|and/or) |, ?|/(?=[\ue001\"'])|; ")
_END = re.compile(
    r"[.,;:]?$|\. |,? (?:and )?(?:the |its )?default|,? (?:indicating|representing|respectively|which|meaning|where)\b|,? and is "
)
_END_AFTER_JOINT = re.compile(
    r"(?:the |its )?default\b|is \S+ by default|indicating\b|representing\b|respectively\b|which\b|meaning\b|where\b"
)
_LOST_ITEM = "- "
"""What a sentence begins with that was an item of a list before the page lost its lines: it says something of a part of the value."""

_LAST_JOINT = re.compile(r"\b(?:or|and)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """The values that one sentence names; `explained` tells that it explains each and calls them no values."""

    values: tuple[Word, ...]
    doubt: str
    sentence: Sentence
    explained: bool = False


def alternatives(sentence: Sentence, kind: Kind, wire_name: str) -> Iterator[Alternatives]:
    """The enumeration that a sentence states of this field, if its remainder is nothing but values and joints."""
    text = sentence.marked
    opens = unmarked(sentence.line.marked).startswith(unmarked(sentence.before))
    only = _ONLY.first(text) or (_SUPPORTED.first(text) if opens else None)
    if only is not None:
        value = word(only[0].group("value"))
        if (value.sure or is_plain_value(value.text)) and scalar(value, kind) is not None:
            yield Alternatives(values=(value,), doubt=_doubt(sentence, wire_name), sentence=sentence)
            return
    if sentence.line.part is PartKind.RANGE and sentence.alone:
        values = values_of(text)
        if len(values) > 1 and all(scalar(value, kind) is not None for value in values):
            yield Alternatives(values=values, doubt=_doubt(sentence, wire_name), sentence=sentence)
            return
    if text.startswith(_LOST_ITEM):
        return
    explained = _explained(text) or _in_asides(text) if opens else ()
    if len(explained) > 1 and all(_is_one_of_few(value, kind) for value in explained):
        yield Alternatives(values=explained, doubt=_doubt(sentence, wire_name), sentence=sentence, explained=True)
        return
    for match, _ in _LEADS.all(text):
        if not _is_own(clause(unmarked(text[: match.start()])), wire_name):
            continue
        values = _values(text, match.end(), line=text[match.end() - 2 : match.end()].strip() == ":")
        if len(values) > 1 and all(scalar(value, kind) is not None for value in values):
            yield Alternatives(values=values, doubt=_doubt(sentence, wire_name), sentence=sentence)
            return


def _explained(text: str) -> tuple[Word, ...]:
    """The values of a sentence that explains one after the other, all of them in bold, and says nothing before the first."""
    found = list(_EXPLAINED.all(text))
    if not found or found[0][0].start() or text.count(MARK_ON) != len(found):
        return ()
    return tuple(Word(text=unmarked(match.group("value")).strip(" ,.;"), sure=True) for match, _ in found)


def _in_asides(text: str) -> tuple[Word, ...]:
    """The values of a sentence that is nothing but bold values, each explained in parentheses: `**0** (off),
    **1** (on)`.
    """
    values = _values(text, 0, line=False) if text.startswith(MARK_ON) else ()
    return values if len(_MARKED_ASIDE.findall(text)) == len(values) else ()


def _is_one_of_few(value: Word, kind: Kind) -> bool:
    """Whether an explained value can be one of all: numbers other than 0 and 1 are more likely special ones among many, and a letter is one of a format."""
    typed = scalar(value, kind)
    return typed in (0, 1) if kind is not Kind.STRING else len(value.text) > 1 or value.text.isdigit()


def values_of(line: str) -> tuple[Word, ...]:
    """The values that a line consists of, or nothing where it says anything else."""
    return _values(line, 0, line=True)


def _is_own(subject: str, wire_name: str) -> bool:
    """Whether the words before the values name this field: by its name, by nothing, or by a noun such as `operation` that is of nothing else."""
    return is_about(subject, wire_name) or (" of " not in subject and _NOUNS.anywhere(subject))


def _values(text: str, at: int, *, line: bool) -> tuple[Word, ...]:
    """The values from `at` on, or nothing where something else is among them.

    After a colon they may be joined by commas alone, and where they are bold and each is explained in parentheses.
    """
    values: list[Word] = []
    joined_last = line
    explained = True
    while True:
        match = _VALUE.match(text, at)
        if not match:
            return ()
        raw = match.group()
        found = word(raw)
        found = replace(found, text=without_aside(found.text))
        if (
            not found.text
            or _NO_VALUES.whole(found.text)
            or (not found.sure and not is_plain_value(found.text))
            or (values and found.sure != values[0].sure)
        ):
            return ()
        several = spread(found)
        values += several
        joined_last = joined_last or len(several) > 1
        at = match.end()
        if not found.sure and raw.endswith((".", ":")):
            return tuple(values) if joined_last and raw.endswith(".") else ()
        aside = _ASIDE.match(text, at)
        at = aside.end() if aside else at
        explained = explained and found.sure and aside is not None
        joint = _JOINT.match(text, at)
        if joint and _VALUE.match(text, joint.end()) and not _END_AFTER_JOINT.match(text, joint.end()):
            joined_last = joined_last or bool(_LAST_JOINT.search(joint.group()))
            at = joint.end()
            continue
        return tuple(values) if (joined_last or explained) and _END.match(text, at) else ()


def _doubt(sentence: Sentence, wire_name: str) -> str:
    if _OPEN.anywhere(sentence.plain):
        return "unclear"
    return "conditional" if holds_sometimes(sentence, wire_name) or is_one_case(sentence) else ""
