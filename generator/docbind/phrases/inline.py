"""Sub-fields that a cell describes in a bullet list of its own: `name: text` or `name (Type): text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Block, BulletList, ListItem, Paragraph
from docbind.phrases.statements import marked, unmarked
from docbind.phrases.types import is_type_word

_ITEM = re.compile(r"(?P<name>[a-z_@][\w.:-]{0,79}?)\s*(?:\((?P<type>[^()]{1,80})\))?\s*[:：]\s*(?P<text>\S.*)")

_VALUES = re.compile(r"\b(?:values?|options|enumerations?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineField:
    """One sub-field of a container, as its cell describes it; `type` is the phrase in parentheses, empty without one."""

    wire_name: str
    type: str
    text: str
    span: SourceSpan


def inline_fields(blocks: Iterable[Block]) -> tuple[InlineField, ...]:
    """The sub-fields of the first list of several items that all describe one; a capital letter begins a label,
    not a wire name.

    Items without a type behind a sentence on values list what a value may be: of a map's, say.
    """
    before = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            before = block.text.plain
        if isinstance(block, BulletList) and len(block.items) > 1:
            fields = tuple(_fields(block.items))
            if _VALUES.search(before) and not any(field.type for field in fields):
                continue
            if fields and len(fields) == len(block.items) and len({field.wire_name for field in fields}) == len(fields):
                return fields
    return ()


def _fields(items: Iterable[ListItem]) -> Iterator[InlineField]:
    for item in items:
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, Paragraph):
            return
        match = _ITEM.fullmatch(unmarked(marked(first.text)))
        if match is None:
            return
        type_phrase = match.group("type") or ""
        if type_phrase and not is_type_word(type_phrase):
            return
        yield InlineField(wire_name=match.group("name"), type=type_phrase, text=match.group("text"), span=item.span)
