"""A documented value as a value of the field's type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docbind.dialect.defaults import NO_DEFAULT
from docbind.dialect.enumerations import VALUE_ASIDES
from docbind.model.spec import Kind, ScalarValue
from docbind.phrases.numbers import number
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, unmarked

LONGEST_VALUE = 200
"""Characters of a documented value."""

_NO_DEFAULT = Phrases(NO_DEFAULT)
_ASIDES = Phrases(VALUE_ASIDES)
_BRACKETS = (("[", "]"), ("<", ">"), ("{", "}"))
_QUOTED = re.compile(r"[\"“'](.*)[\"”']")
_WITH_UNIT = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?) ?(?:[A-Za-z%][A-Za-z/%]{0,12})?")
_TOKEN = re.compile(r"[\w./:@+*#${}<>\[\]%&=-]+")
_SLASHED = re.compile(r"(?!N/A)[A-Z][A-Z0-9_]+(?:/[A-Z][A-Z0-9_]+)+")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A value as written: its text, and whether bold or quotation marks say that it is one."""

    text: str
    sure: bool


def word(raw: str) -> Word:
    """Reads a `{value}` of a dialect pattern."""
    text = raw.strip()
    sure = text.startswith(MARK_ON) and text.endswith(MARK_OFF)
    text = unmarked(text).strip()
    quoted = _QUOTED.fullmatch(text)
    if quoted and len(text) > 1:
        return Word(text=quoted.group(1), sure=True)
    return Word(text=text.rstrip(".,;:").strip() if not sure else text.rstrip(",;").strip(), sure=sure)


def without_aside(text: str) -> str:
    """`text` without the remark in parentheses that some pages write into a value: `rose (default)`."""
    return _ASIDES.without(text).strip()


def spread(found: Word) -> tuple[Word, ...]:
    """The values that a word names: `TCP/UDP` in capitals is two."""
    if _SLASHED.fullmatch(found.text) is None:
        return (found,)
    return tuple(Word(text=text, sure=found.sure) for text in found.text.split("/"))


def scalar(found: Word, kind: Kind) -> ScalarValue | None:
    """The value of this kind that the word spells, or `None` where it spells none."""
    text = found.text
    if len(text) > LONGEST_VALUE:
        return None
    match kind:
        case Kind.BOOLEAN:
            return _BOOLEANS.get(text.lower())
        case Kind.INTEGER | Kind.LONG:
            value = _quantity(text)
            return value if isinstance(value, int) else None
        case Kind.NUMBER:
            return _quantity(text)
        case Kind.STRING | Kind.BINARY:
            return text


def _quantity(text: str) -> int | float | None:
    """A number, its unit dropped."""
    match = _WITH_UNIT.fullmatch(text)
    return number(match.group(1)) if match else None


def is_plain_value(text: str) -> bool:
    """Whether a bare word, neither bold nor quoted, can be taken as a value: one token that is no word of a sentence."""
    if any(text.count(opener) != text.count(closer) for opener, closer in _BRACKETS):
        return False
    return (number(text) is not None or _TOKEN.fullmatch(text) is not None) and _NO_DEFAULT.whole(text) is None
