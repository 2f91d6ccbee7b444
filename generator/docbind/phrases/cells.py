"""The words of a cell: its blocks as text on one line, references marked, white space squeezed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docbind.model.page import Admonition, Block, BulletList, Cell, CodeBlock, Link, Paragraph, Run, Table, Text

REFERENCE = "\ue000"
"""Stands for a reference in flat text; the same character in a page's own words is dropped."""

LONGEST_QUOTE = 200
"""Characters of a page that a message or an unread phrase repeats."""


def squeeze(text: str) -> str:
    """`text` without leading and trailing white space, every run of white space inside as one space."""
    return " ".join(text.split())


def quote(text: str) -> str:
    """`text` on one line, cut where a message would drown in it."""
    words = squeeze(text)
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """The paragraphs of blocks, in order, out of lists and boxes too; code and tables have none."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case BulletList():
                for item in block.items:
                    yield from texts(item.blocks)
            case Admonition():
                yield from texts(block.blocks)
            case CodeBlock() | Table():
                continue


def cell_words(cell: Cell) -> str:
    """All words of a cell on one line."""
    return squeeze(" ".join(text.plain for text in texts(cell.blocks)))


def links(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """The references in blocks, in order."""
    return tuple(run for text in texts(blocks) for run in text.runs if isinstance(run, Link))


def marked_words(runs: Iterable[Run]) -> str:
    """The words of runs, each reference as one `REFERENCE` set off by spaces."""
    return "".join(f" {REFERENCE} " if isinstance(run, Link) else run.text.replace(REFERENCE, "") for run in runs)
