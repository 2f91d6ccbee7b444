"""A description cell as statements: its parts (`Definition`, `Constraints`, `Range`, `Default Value`), their lines and sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.dialect.parts import PART_HEADINGS, PartKind
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import (
    Admonition,
    Block,
    BulletList,
    CodeBlock,
    Link,
    ListItem,
    Literal,
    Paragraph,
    Plain,
    Run,
    Strong,
    Table,
    Text,
)
from docbind.phrases.cells import squeeze
from docbind.phrases.rows import Phrases

MARK_ON, MARK_OFF = "\ue001", "\ue002"
"""Stand before and after words in bold or in literal type; the same characters in a page's own words are dropped."""

LONGEST_LINE = 4000
"""Characters of one paragraph that are read for facts."""

MOST_LINES = 400
"""Paragraphs of one cell that are read for facts."""

_HEADINGS = Phrases(PART_HEADINGS)
_MARKS = re.compile("[\ue000-\ue002]")
_BOUNDARY = re.compile(
    r"[.!?][\"”')\ue002]*(?:\s+(?=[A-Z0-9\"“'(\[\ue001-])|(?=(?:The|This|If|It|Value|Default|Unit|When|Range|Minimum|Maximum|Enter|Options)\s))|(?<=\d)\ue002?\s(?=(?:If|The|This|When|Default|Unit)\s)"
)
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|min|max|approx|fig|cf)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of a cell, `BODY` where the cell names none."""

    kind: PartKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph: its words with marks, where it stands, and which words lead to it if it is a list's item."""

    marked: str
    part: PartKind
    span: SourceSpan
    lead: str = ""
    siblings: int = 0
    boxed: bool = False

    @property
    def plain(self) -> str:
        return unmarked(self.marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a line. `alone` tells whether it is all that the line says; `before` is the sentence before it."""

    marked: str
    line: Line
    alone: bool
    before: str = ""

    @property
    def plain(self) -> str:
        return unmarked(self.marked)


def unmarked(text: str) -> str:
    """`text` without marks."""
    return squeeze(_MARKS.sub("", text))


def marked(text: Text) -> str:
    """The words of a paragraph on one line, with marks around bold and literal words."""
    return squeeze("".join(_marked_run(run) for run in text.runs))


def _marked_run(run: Run) -> str:
    words = _MARKS.sub("", run.text)
    match run:
        case Strong() | Literal():
            return f"{MARK_ON}{words.strip()}{MARK_OFF}" if words.strip() else " "
        case Plain() | Link():
            return words


# --- parts ---------------------------------------------------------------------------------------------------------


def parts(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """Splits a cell at the headings of its parts.

    Where a cell has a `Definition`, or a list whose items are parts, every heading opens a part that lasts until the next one or the next item.
    Elsewhere only a heading in bold counts, and one that is followed by words of its own line lasts for that line.
    """
    found: list[Part] = []
    kind = PartKind.BODY
    defined = any(heading is not None and heading.kind is PartKind.DEFINITION for heading in map(_heading, blocks))
    for block in blocks:
        if isinstance(block, BulletList) and _lists_parts(block):
            for item in block.items:
                found += _pieces(item.blocks, PartKind.BODY, defined=True)[0]
            continue
        pieces, kind = _pieces((block,), kind, defined=defined)
        found += pieces
    return _joined(found)


def _lists_parts(block: BulletList) -> bool:
    """Whether some item is a heading and says something; where nothing else is one, `default` is a value like the others."""
    headings = [
        heading
        for item in block.items
        for heading in (_heading(item.blocks[0]) if item.blocks else None,)
        if heading is not None and (heading.rest is not None or len(item.blocks) > 1)
    ]
    return any(heading.kind is not PartKind.DEFAULT or "value" in heading.words for heading in headings)


def _pieces(blocks: tuple[Block, ...], kind: PartKind, *, defined: bool) -> tuple[list[Part], PartKind]:
    """The blocks as pieces of parts, and the part that is open after them."""
    found: list[Part] = []
    for block in blocks:
        heading = _heading(block)
        if heading is None or not (defined or heading.bold):
            found.append(Part(kind=kind, blocks=(block,)))
            continue
        if heading.rest is not None:
            found.append(Part(kind=heading.kind, blocks=(heading.rest,)))
        kind = heading.kind if defined or heading.rest is None else kind
    return found, kind


def _joined(pieces: list[Part]) -> tuple[Part, ...]:
    """Neighbouring pieces of one kind as one part."""
    found: list[Part] = []
    for piece in pieces:
        if found and found[-1].kind is piece.kind:
            found[-1] = Part(kind=piece.kind, blocks=found[-1].blocks + piece.blocks)
        else:
            found.append(piece)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """The part that a paragraph opens, its own words in small letters, and what the paragraph says beyond them."""

    kind: PartKind
    words: str
    bold: bool
    rest: Paragraph | None


def _heading(block: Block) -> _Heading | None:
    if not isinstance(block, Paragraph):
        return None
    words = marked(block.text)
    found = _HEADINGS.at(words[:80])
    if found is None:
        return None
    match, row = found
    bold = words.startswith(MARK_ON)
    if not words[match.end() :].strip():
        return _Heading(kind=row.meaning, words=match.group().lower(), bold=bold, rest=None)
    return _Heading(
        kind=row.meaning,
        words=match.group().lower(),
        bold=bold,
        rest=replace(block, text=_cut(block.text, match.group())),
    )


def _cut(text: Text, heading: str) -> Text:
    """`text` without the words of `heading` at its beginning."""
    left = len("".join(unmarked(heading).split()))
    runs: list[Run] = []
    for run in text.runs:
        words = run.text
        while left and words:
            if not words[0].isspace():
                left -= 1
            words = words[1:]
        if words:
            runs.append(run if words == run.text else replace(run, text=words))
    return replace(text, runs=tuple(runs))


# --- lines and sentences -------------------------------------------------------------------------------------------


def lines(part: Part) -> tuple[Line, ...]:
    """The paragraphs of a part in order, list items and boxes included."""
    found: list[Line] = []
    for line in _lines(part.blocks, Line(marked="", part=part.kind, span=_NOWHERE)):
        found.append(line)
        if len(found) == MOST_LINES:
            break
    return tuple(found)


_NOWHERE = SourceSpan(path="", first_line=0, last_line=0)


def _lines(blocks: tuple[Block, ...], place: Line) -> Iterator[Line]:
    last = ""
    for block in blocks:
        match block:
            case Paragraph():
                words = marked(block.text)[:LONGEST_LINE]
                if words:
                    yield replace(place, marked=words, span=block.text.span)
                    last = words
            case BulletList():
                for item in block.items:
                    lead = place.lead + "\n" + last if place.lead else last
                    yield from _lines(item.blocks, replace(place, lead=lead[-LONGEST_LINE:], siblings=len(block.items)))
            case Admonition():
                yield from _lines(block.blocks, replace(place, boxed=True))
            case CodeBlock() | Table():
                continue


def sentences(line: Line) -> tuple[Sentence, ...]:
    """The sentences of a line; never split inside marked words or after an abbreviation."""
    pieces: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(line.marked):
        piece = line.marked[start : boundary.end()]
        if piece.count(MARK_ON) != piece.count(MARK_OFF) or _ABBREVIATION.search(
            line.marked[start : boundary.start() + 1]
        ):
            continue
        pieces.append(piece.strip())
        start = boundary.end()
    pieces.append(line.marked[start:].strip())
    pieces = [piece for piece in pieces if piece]
    return tuple(
        Sentence(marked=piece, line=line, alone=len(pieces) == 1, before=pieces[index - 1] if index else "")
        for index, piece in enumerate(pieces)
    )


def item_words(item: ListItem) -> str:
    """The marked words of a list item's first paragraph."""
    first = item.blocks[0] if item.blocks else None
    return marked(first.text)[:LONGEST_LINE] if isinstance(first, Paragraph) else ""
