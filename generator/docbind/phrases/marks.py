"""Remarks about a whole field: deprecated, reserved, read-only by its words; secret by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docbind.dialect.marks import MARKS, NOT_SECRET, SECRET_NAMES
from docbind.model.spec import Kind, Mark, Scalar, TypeRef
from docbind.phrases.names import snake_case
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_MARKS = Phrases(MARKS)
_SECRETS = Phrases(SECRET_NAMES)
_NOT_SECRETS = Phrases(NOT_SECRET)

_OWN = re.compile(r"\b(?:this|the) (?:parameter|field|attribute|header|element)\b", re.IGNORECASE)


def read_marks(sentences: Iterable[Sentence], type: TypeRef, wire_name: str) -> tuple[Mark, ...]:
    """The marks of a field, in the order of `Mark`."""
    found = {mark for sentence in sentences for mark in _spoken(sentence)}
    if isinstance(type, Scalar) and type.kind is Kind.STRING and is_secret_name(wire_name):
        found.add(Mark.SECRET)
    return tuple(mark for mark in Mark if mark in found)


def _spoken(sentence: Sentence) -> Iterable[Mark]:
    """What a sentence says of the field; an item of a list speaks of one value only."""
    if sentence.line.siblings > 1 and not _OWN.search(sentence.plain):
        return
    found = _MARKS.first(sentence.plain)
    if found is not None:
        yield found[1].meaning


def is_secret_name(wire_name: str) -> bool:
    """Whether a field of this name holds something that must not be shown."""
    name = snake_case(wire_name)
    return _SECRETS.whole(name) is not None and _NOT_SECRETS.whole(name) is None
