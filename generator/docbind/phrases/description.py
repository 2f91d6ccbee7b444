"""A Description cell → its text, and the facts it states about the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docbind.dialect.containers import OPEN_STRUCTURES
from docbind.dialect.parts import FACT_LINES
from docbind.dialect.presence import ALLOWED_ABSENCE, BLANK_VALUES, DESCRIBED_PRESENCE
from docbind.model.diagnostic import Outcome, SourceSpan
from docbind.model.page import Admonition, Block, BulletList, CodeBlock, Paragraph, Table
from docbind.model.rules import Objection
from docbind.model.spec import (
    Constraint,
    Default,
    ListOf,
    MapOf,
    Mark,
    Presence,
    PresenceKind,
    Reference,
    Remark,
    TypeRef,
    Unknown,
)
from docbind.phrases.cells import links, squeeze
from docbind.phrases.constraints.choice import read_choice
from docbind.phrases.constraints.defaults import read_default
from docbind.phrases.constraints.formats import read_format, read_pattern
from docbind.phrases.constraints.latitude import read_latitude
from docbind.phrases.constraints.limits import bounds
from docbind.phrases.constraints.verdict import settle
from docbind.phrases.inline import InlineField, inline_fields
from docbind.phrases.marks import read_marks
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence, lines, parts, sentences

_PRESENCE = Phrases(DESCRIBED_PRESENCE)
_ABSENCE = Phrases(ALLOWED_ABSENCE)
_BLANK = Phrases(BLANK_VALUES)
_OPEN = Phrases(OPEN_STRUCTURES)
_FACT_LINES = Phrases(FACT_LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionReading:
    """What a description says.

    `text` is all of it without the lines that became facts; `remarks` are limits that are kept as words and
    not enforced, `objections` what its own words say against those that became constraints.

    `absence` is the sentence that allows calls without the field, where there is one. An `open` structure
    takes more members than the page names.
    """

    text: str
    constraints: tuple[Constraint, ...] = ()
    default: Default | None = None
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    objections: tuple[Objection, ...] = ()
    presence: Presence | None = None
    absence: str = ""
    struct_labels: tuple[str, ...] = ()
    inline: tuple[InlineField, ...] = ()
    open: bool = False


def read_description(
    blocks: tuple[Block, ...], type: TypeRef, *, span: SourceSpan, wire_name: str
) -> Outcome[DescriptionReading]:
    """Reads a description. `type` says what a limit without words of its own measures, and how values are spelled."""
    found = parts(blocks)
    said = tuple(sentence for part in found for line in lines(part) for sentence in sentences(line))
    choice = read_choice(found, said, type, wire_name)
    default, default_remarks = read_default(
        said, type, wire_name, listed=choice.constraint.values if choice.constraint else ()
    )
    stated = bounds(said, type, wire_name)
    settled = [
        settle(tuple(bound for bound in stated if bound.measure is measure), said, default)
        for measure in dict.fromkeys(bound.measure for bound in stated)
    ]
    limits = tuple(limit for found_limits, _ in settled for limit in found_limits)
    limit_remarks = tuple(dict.fromkeys(remark for _, found_remarks in settled for remark in found_remarks))
    patterns, pattern_remarks = read_pattern(said, type)
    constraints = (
        *limits,
        *patterns,
        *((choice.constraint,) if choice.constraint else ()),
        *read_format(said, type),
    )
    reading = DescriptionReading(
        text=_text(blocks, choice.idle_lists),
        constraints=constraints,
        default=default,
        marks=read_marks(said, type, wire_name),
        remarks=(*default_remarks, *choice.remarks, *limit_remarks, *pattern_remarks),
        objections=read_latitude(said, constraints),
        presence=_presence(said),
        absence=next((sentence.plain for sentence in said if _allows_absence(sentence, type, wire_name)), ""),
        struct_labels=tuple(dict.fromkeys(link.target for link in links(blocks))),
        inline=inline_fields(blocks) if _is_container(type) else (),
        open=_is_container(type) and any(_OPEN.anywhere(sentence.plain) for sentence in said),
    )
    return Outcome(value=reading)


def _is_container(type: TypeRef) -> bool:
    match type:
        case ListOf(item=item):
            return _is_container(item)
        case MapOf(value=value):
            return _is_container(value)
        case Reference() | Unknown():
            return True
        case _:
            return False


def _presence(said: tuple[Sentence, ...]) -> Presence | None:
    """Whether the field is mandatory, as far as its description says so."""
    for sentence in said:
        if sentence.line.siblings > 1:
            continue
        row = _PRESENCE.first(sentence.plain)
        if row is not None:
            kind = row[1].meaning
            return Presence(kind=kind, words=sentence.plain if kind is PresenceKind.CONDITIONAL else "")
    return None


def _allows_absence(sentence: Sentence, type: TypeRef, wire_name: str) -> bool:
    """Whether a call without the field is right, by a sentence that speaks of the field in any words; `value` by
    itself may be any field's.
    """
    words = sentence.plain
    if wire_name not in ("", "value"):
        own = rf"(?<![\w.-])(?<!each )(?:the )?{re.escape(wire_name)}(?: (?:parameter|field))?(?![\w-])"
        words = re.sub(own, "this parameter", words)
    if _ABSENCE.anywhere(words):
        return True
    return not _is_container(type) and _BLANK.anywhere(words)


# --- text ----------------------------------------------------------------------------------------------------------


def _text(blocks: tuple[Block, ...], idle: frozenset[SourceSpan]) -> str:
    kept = (block for block in blocks if not (isinstance(block, BulletList) and block.span in idle))
    return "\n\n".join(_paragraphs(kept)).strip()


def _paragraphs(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    """The blocks as plain text; a line that is nothing but a fact is left out."""
    for block in blocks:
        match block:
            case Paragraph():
                words = squeeze(block.text.plain)
                if words and _FACT_LINES.whole(words) is None:
                    yield indent + words
            case BulletList():
                items = (list(_paragraphs(item.blocks)) for item in block.items)
                text = "\n".join(_item(words, indent) for words in items if words)
                if text:
                    yield text
            case Admonition():
                yield from _paragraphs(block.blocks, indent)
            case CodeBlock():
                yield "\n".join(indent + line for line in block.text.split("\n"))
            case Table():
                continue


def _item(paragraphs: list[str], indent: str) -> str:
    text = "\n".join(paragraphs).replace("\n", f"\n{indent}  ")
    return f"{indent}- {text}"
