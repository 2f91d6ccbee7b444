"""A table of these pages → rows as the common row reader takes them, and what their descriptions say of type, parent and children.

Types, parents and children stand in lines of the description (`Type: string`, `Parent: Rule`); they move into a type column, or out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from docbind.dialect.columns import Column
from docbind.dialect.s3 import (
    COUNTED,
    FACT_LINES,
    HEADER_FAMILIES,
    NO_ELEMENT,
    PARENT_SENTENCES,
    TYPE_SPELLINGS,
    RowFact,
)
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.page import Block, Cell, Paragraph, Plain, Row, Table, Text
from docbind.model.spec import Field, Kind, MapOf, Scalar
from docbind.phrases.cells import links, squeeze, texts
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.outline import Placed
from docbind.stages.interpret.rows import Rows, TableRow, cell_words, columns_of, is_parameter_table, read_rows
from docbind.stages.interpret.s3.elements import ElementPath

_FACTS = Phrases(FACT_LINES)
_PARENT_SENTENCES = Phrases(PARENT_SENTENCES)
_NO_ELEMENT = Phrases(NO_ELEMENT)
_SPELLINGS = Phrases(TYPE_SPELLINGS)
_COUNTED = Phrases(COUNTED)
_FAMILIES = Phrases(HEADER_FAMILIES)

LONGEST_FACT = 600
"""Characters of a line or sentence that are read for facts."""

_PATH = re.compile(r"(?:the )?([A-Za-z_][\w\-]*(?:\s*\.\s*[A-Za-z_][\w\-]*)*)")
_BETWEEN = re.compile(r"\s*(?:[,|/]|\bor\b|\band\b)\s*")
_PREFIXED = re.compile(r"[A-Za-z0-9\-]{2,}\*")
_NAME = re.compile(r"[A-Za-z_][\w\-]*")
_STRAY_SPACE = re.compile(r"\s*([\-_.])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """One row of a table of elements. `parents` are the stated places of the element, each as far up as stated; `children` every name that it may hold.

    `things` are the nouns, in the singular, of which its description says that there may be several.
    `typed` tells whether its type is stated, `dotted` whether its name itself says where it stands (`CommonPrefixes.Prefix`).
    """

    field: Field
    typed: bool
    dotted: bool
    parents: tuple[ElementPath, ...]
    is_root: bool
    children: tuple[str, ...]
    things: tuple[str, ...]
    labels: tuple[str, ...]
    table: int

    @property
    def name(self) -> str:
        return self.field.wire_name


@dataclass(slots=True)
class _Facts:
    """What the lines of one description say."""

    type_words: str = ""
    parents: list[ElementPath] = field(default_factory=list)
    is_root: bool = False
    children: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterTable:
    """A table of parameters or headers."""

    placed: Placed
    table: Table
    rows: Rows


def parameter_table(
    placed: Placed, table: Table, *, headers: bool
) -> tuple[ParameterTable | None, tuple[Diagnostic, ...]]:
    """The parameters or headers of a table; None where it lists none. Of `headers`, a row may describe any number."""
    columns = columns_of(table)
    if not is_parameter_table(columns):
        return None, ()
    columns = _with_type(columns, table)
    name = columns[Column.NAME]
    plain = [_plain(row, columns)[0] for row in _rows(table, columns)]
    families = {row: words for row in plain if _FAMILIES.whole(words := cell_words(row.cells[name])) is not None}
    kept = [row for row in plain if row not in families or (headers and _PREFIXED.fullmatch(families[row]))]
    rows, diagnostics = read_rows(replace(table, rows=tuple(kept)), columns, frozenset())
    read = tuple(_as_family(row) if row.field.wire_name.endswith("*") else row for row in rows.rows)
    found = ParameterTable(placed=placed, table=table, rows=replace(rows, rows=read))
    return found, (*diagnostics, *(_left_out(row, name) for row in families if row not in kept))


def element_rows(table: Table, number: int) -> tuple[tuple[ElementRow, ...], tuple[Diagnostic, ...]]:
    """The rows of a table of elements, in which a name may stand more than once; a table that lists none has none."""
    columns = columns_of(table)
    if not is_parameter_table(columns):
        return (), ()
    columns = _with_type(columns, table)
    found: list[ElementRow] = []
    diagnostics: list[Diagnostic] = []
    for row in _rows(table, columns):
        plain, facts = _plain(row, columns)
        rows, problems = read_rows(replace(table, rows=(plain,)), columns, frozenset())
        diagnostics += problems
        text = row.cells[columns[Column.DESCRIPTION]].blocks if Column.DESCRIPTION in columns else ()
        found += [_element(one, text, facts, number) for one in rows.rows]
    return tuple(found), tuple(diagnostics)


def _element(row: TableRow, description: tuple[Block, ...], facts: _Facts, number: int) -> ElementRow:
    *above, name = _names(row.field.wire_name)
    parents = list(facts.parents)
    if above and not any(parent[-len(above) :] == tuple(above) for parent in parents):
        parents.append(tuple(above))
    words = [squeeze(text.plain)[:LONGEST_FACT] for text in texts(description)]
    children = [*facts.children, *(name for sentence in words for name in _said_children(sentence))]
    things = [found["things"] for sentence in words for found, _ in _COUNTED.all(sentence)]
    return ElementRow(
        field=replace(row.field, wire_name=name),
        typed=row.typed,
        dotted=bool(above),
        parents=tuple(dict.fromkeys(parents)),
        is_root=facts.is_root,
        children=tuple(dict.fromkeys(children)),
        things=tuple(dict.fromkeys(_singular(thing) for thing in things)),
        labels=tuple(link.target for link in links(description)),
        table=number,
    )


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\s*\.\s*", dotted) if part) or (dotted,)


def _said_children(sentence: str) -> Iterable[str]:
    for match, _ in _PARENT_SENTENCES.all(sentence):
        yield from _NAME.findall(match["words"])


def _singular(noun: str) -> str:
    noun = noun.lower()
    return re.sub(r"ies$", "y", noun) if noun.endswith("ies") else re.sub(r"(?<=[^s])s$", "", noun)


# --- one row ---------------------------------------------------------------------------------------------------------


def _with_type(columns: dict[Column, int], table: Table) -> dict[Column, int]:
    """The columns of a table's plain rows: where none holds types, they stand behind the last."""
    return {Column.TYPE: len(table.header), **columns}


def _rows(table: Table, columns: dict[Column, int]) -> Iterator[Row]:
    """The rows with a cell, be it empty, for every column."""
    for row in table.rows:
        missing = max(columns.values()) + 1 - len(row.cells)
        yield replace(row, cells=(*row.cells, *[Cell(blocks=(), span=row.span)] * missing))


def _plain(row: Row, columns: dict[Column, int]) -> tuple[Row, _Facts]:
    """The row with its type in the type column, its name without stray spaces, and its description without the lines that state facts."""
    cells = list(row.cells)
    facts = _Facts()
    name, type_at, text = columns[Column.NAME], columns[Column.TYPE], columns.get(Column.DESCRIPTION)
    if text is not None:
        cells[text] = replace(cells[text], blocks=_description(cells[text].blocks, facts))
    cells[name] = _worded(_STRAY_SPACE.sub(r"\1", cell_words(cells[name])), cells[name].span)
    stated = cell_words(cells[type_at])
    words, rest = _type_words(stated or facts.type_words)
    if words != stated:
        cells[type_at] = _worded(words, cells[type_at].span)
    if rest and text is not None:
        cells[text] = replace(cells[text], blocks=(*cells[text].blocks, *_worded(rest, cells[text].span).blocks))
    return replace(row, cells=tuple(cells)), facts


def _description(blocks: tuple[Block, ...], facts: _Facts) -> tuple[Block, ...]:
    """The blocks that are no facts; the facts are added to `facts`."""
    kept: list[Block] = []
    for block in blocks:
        found = _FACTS.whole_match(squeeze(block.text.plain)[:LONGEST_FACT]) if isinstance(block, Paragraph) else None
        if found is None:
            kept.append(block)
            continue
        match, line = found
        words = match["words"]
        match line.meaning:
            case RowFact.TYPE:
                facts.type_words = facts.type_words or words
            case RowFact.PARENT:
                facts.is_root = facts.is_root or _NO_ELEMENT.whole(words.rstrip(".")) is not None
                facts.parents += [] if facts.is_root else _parents(words)
            case RowFact.CHILDREN:
                facts.children += _NAME.findall(words)
    return tuple(kept)


def _parents(words: str) -> list[ElementPath]:
    paths = (_PATH.match(piece.strip(" .")) for piece in _BETWEEN.split(words))
    return [_names(path[1]) for path in paths if path]


def _type_words(words: str) -> tuple[str, str]:
    """A stated type in the common vocabulary, and what is said behind it."""
    words = words.rstrip(". ")
    found = _SPELLINGS.whole_match(words[:LONGEST_FACT])
    if found is None:
        return words, ""
    match, spelling = found
    if spelling.words:
        return spelling.words, ""
    known = _SPELLINGS.whole(match["type"])
    return (known.words if known is not None else match["type"]), match["rest"]


def _worded(words: str, span: SourceSpan) -> Cell:
    return Cell(blocks=(Paragraph(text=Text(runs=(Plain(words),), span=span)),) if words else (), span=span)


def _as_family(row: TableRow) -> TableRow:
    """The row as a map, by what their names have behind the common beginning. What is said of one value is said of none of the map's."""
    return replace(row, field=replace(row.field, type=MapOf(Scalar(Kind.STRING)), constraints=(), default=None))


def _left_out(row: Row, name: int) -> Diagnostic:
    return Diagnostic(
        code="header-family",
        severity=Severity.WARNING,
        message=f"{cell_words(row.cells[name])!r} stands for any number of headers, which no parameter can; it is left out",
        span=row.span,
        help="nothing, if callers are to give such headers by themselves; else document each by its name",
    )
