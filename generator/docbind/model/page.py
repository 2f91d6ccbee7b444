"""A page as written: sections, paragraphs, lists, tables and code, before anyone asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from docbind.model.diagnostic import SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A page's bytes, decoded; `path` is relative to the folder that was read, with `/`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without markup (emphasis counts as none: pages use it inside URIs and names)."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold: on these pages mostly a value or a name."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Words between double back-ticks."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: the words shown, and the label they point to (lower case, as docutils makes it)."""

    text: str
    target: str


Run: TypeAlias = Plain | Strong | Literal | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The runs of one paragraph, in order."""

    runs: tuple[Run, ...]
    span: SourceSpan

    @property
    def plain(self) -> str:
        """All words in order, without markup."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: Text
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    text: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    blocks: tuple[Block, ...]
    span: SourceSpan
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """A list, bulleted or numbered."""

    items: tuple[ListItem, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Admonition:
    """A note, an important or a caution box."""

    blocks: tuple[Block, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    blocks: tuple[Block, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its own labels and caption ("Table 3 FuncCode" without the number); `number` is the number the caption names, 0 without one."""

    caption: str
    number: int
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    span: SourceSpan
    labels: tuple[str, ...] = ()


Block: TypeAlias = Paragraph | CodeBlock | BulletList | Admonition | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    span: SourceSpan
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document. `id` is its own label (the one on its title), or its path where it has none.

    `lost_tables` are the places of tables that the parser could not read; `unread` says that it could not read the page at all.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    span: SourceSpan
    labels: tuple[str, ...] = ()
    lost_tables: tuple[SourceSpan, ...] = ()
    unread: bool = False
