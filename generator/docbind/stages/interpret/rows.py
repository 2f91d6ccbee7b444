"""A parameter table → its rows as fields; the words of each cell are read by `phrases`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.dialect.columns import COLUMNS, Column
from docbind.dialect.headers import STANDARD_HEADERS
from docbind.dialect.rows import ROW_NAMES, RowKind
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.page import Block, BulletList, Cell, CodeBlock, Paragraph, Plain, Row, Table, Text
from docbind.model.spec import (
    UNSTATED,
    Carrier,
    Constraint,
    Field,
    Kind,
    Presence,
    PresenceKind,
    Range,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.phrases import (
    DescriptionReading,
    InlineField,
    is_presence_word,
    is_type_word,
    read_description,
    read_presence,
    read_type,
)
from docbind.phrases.cells import links
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.containers import references, with_reference

_COLUMNS = Phrases(COLUMNS)
_ROW_NAMES = Phrases(ROW_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: what kind, its field, and what the table's own location column says (lower case, or nothing)."""

    kind: RowKind
    field: Field
    location: str
    typed: bool

    @property
    def names_a_header(self) -> bool:
        """A scalar whose name says "header" by itself: `X-…`, or a standard one in the spelling of headers (`Date`; a parameter may be called `date`)."""
        name = self.field.wire_name
        if self.kind is not RowKind.FIELD or next(references(self.field.type), None) is not None:
            return False
        standard = name.lower() in STANDARD_HEADERS and ("-" in name or name[0].isupper())
        return standard or name.lower().startswith("x-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a table gave: its rows, those that could not be read or were the same row twice, and the structures
    found inside cells.
    """

    rows: tuple[TableRow, ...]
    left_out: tuple[SourceSpan, ...]
    inline: tuple[InlineStruct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineStruct:
    """A structure described by the bullets of one cell; `id` is unique on the page."""

    id: str
    name: str
    fields: tuple[Field, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherColumn:
    """A column whose words are kept in the descriptions and mean nothing else; `column` is what its heading
    says, if that is known.
    """

    at: int
    heading: str
    column: Column | None

    @property
    def lead(self) -> str:
        return "" if self.column is Column.DESCRIPTION or not self.heading else f"{self.heading}: "

    @property
    def is_loss(self) -> bool:
        """Could the column say more than its words do in a description?"""
        return self.column not in (Column.DESCRIPTION, Column.EXAMPLE)


def columns_of(table: Table) -> dict[Column, int]:
    """Which column holds what, by the header's words; empty where no column names parameters."""
    found: dict[Column, int] = {}
    for index, cell in enumerate(table.header):
        column = _column(cell_words(cell))
        if column is not None and column not in found:
            found[column] = index
    if Column.SETTING in found and Column.NAME not in found:
        found[Column.NAME if _is_schema(found) else Column.CATALOGUE] = found.pop(Column.SETTING)
    return found


def further_columns(table: Table, columns: dict[Column, int]) -> tuple[FurtherColumn, ...]:
    """The columns that no reading takes: a second one of a kind, examples, and those of unknown headings.

    Empty ones are none.
    """
    read = {at for column, at in columns.items() if column is not Column.SETTING}
    found: list[FurtherColumn] = []
    for index, cell in enumerate(table.header):
        filled = any(cell_words(row.cells[index]) for row in table.rows if index < len(row.cells))
        if index not in read and filled:
            found.append(FurtherColumn(at=index, heading=cell_words(cell), column=_column(cell_words(cell))))
    return tuple(found)


def _is_schema(columns: dict[Column, int]) -> bool:
    """Whether a table of `Parameter Name`s describes a message: a list of settings tells their defaults and ranges, and never whether they must be sent."""
    if Column.CATALOGUE in columns:
        return False
    typed = Column.TYPE in columns and Column.RANGE not in columns and Column.DEFAULT not in columns
    return Column.PRESENCE in columns or typed


def is_parameter_table(columns: dict[Column, int]) -> bool:
    """Does the table list named parameters (not status codes, a catalogue or free data)?"""
    if Column.NAME not in columns or Column.CATALOGUE in columns or Column.STATUS in columns:
        return False
    return bool({Column.TYPE, Column.DESCRIPTION, Column.PRESENCE} & set(columns))


def cell_words(cell: Cell) -> str:
    """All words of a cell on one line, without markup."""
    return " ".join(" ".join(_plain(block) for block in cell.blocks).split())


def read_rows(
    table: Table, columns: dict[Column, int], structures: frozenset[str]
) -> tuple[Rows, tuple[Diagnostic, ...]]:
    """Every row of a parameter table. `structures` are the names (lower case) that captions of the page give: a type cell may be just such a name."""
    diagnostics: list[Diagnostic] = []
    rows: list[TableRow] = []
    inline: list[InlineStruct] = []
    seen: dict[str, Field] = {}
    left_out: list[SourceSpan] = []
    above = ""
    further = further_columns(table, columns)
    diagnostics += (_unread_column(column, table.span) for column in further if column.is_loss)
    for row in table.rows:
        reading = _RowReader(row, columns, further, structures)
        above = reading.own_name() or above
        found = reading.read(above)
        diagnostics += reading.diagnostics
        if found is None:
            left_out.append(row.span)
            continue
        name = found.field.wire_name
        if found.kind is RowKind.FIELD and name in seen:
            left_out.append(row.span)
            diagnostics.append(_twice(found.field, seen[name]))
            continue
        seen[name] = found.field
        rows.append(found)
        inline += reading.inline
    return Rows(rows=tuple(rows), left_out=tuple(left_out), inline=tuple(inline)), tuple(diagnostics)


def squeezed(name: str) -> str:
    """A name without the spaces that line breaking put around its `_`, `-` and `.`."""
    name = " ".join(name.split()).strip("\"'`")
    return re.sub(r"\s*([_.])\s*", r"\1", name) if re.fullmatch(r"[\w.\-: ]+", name) else name


def _column(words: str) -> Column | None:
    words = re.sub(r"[*:]", "", words.lower()).strip()
    row = _COLUMNS.whole(words)
    return row.column if row is not None else None


def _plain(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return text.plain
        case CodeBlock(text=code):
            return code
        case BulletList(items=items):
            return " ".join(_plain(inner) for item in items for inner in item.blocks)
        case Table():
            return " ".join(cell_words(cell) for row in block.rows for cell in row.cells)
        case _:
            return " ".join(_plain(inner) for inner in block.blocks)


def _unread_column(column: FurtherColumn, table: SourceSpan) -> Diagnostic:
    why = "is not known" if column.column is None else f"is a second one of the kind {column.column.value!r}"
    return Diagnostic(
        code="columns-unknown",
        severity=Severity.WARNING,
        message=f"the column {column.heading[:60]!r} {why}; its words are kept in the descriptions and mean nothing else",
        span=table,
        help="name the column Mandatory, Type, Description, Default Value, Value Range or Constraint, each once",
    )


def _twice(field: Field, first: Field) -> Diagnostic:
    same = (field.type, field.presence) == (first.type, first.presence)
    return Diagnostic(
        code="row-repeated",
        severity=Severity.NOTE if same else Severity.WARNING,
        message=f"{field.wire_name!r} stands in this table twice"
        + ("" if same else " and says different things; the first row counts"),
        span=field.span,
        related=(first.span,),
        help="remove one of the rows",
    )


class _RowReader:
    """One row, cell by cell."""

    def __init__(
        self,
        row: Row,
        columns: dict[Column, int],
        further: tuple[FurtherColumn, ...],
        structures: frozenset[str],
    ) -> None:
        self.row = row
        self.further = further
        self.structures = structures
        self.columns = columns
        self.diagnostics: list[Diagnostic] = []
        self.inline: list[InlineStruct] = []

    def own_name(self) -> str:
        """What the name column says; nothing in the rows of a `Sub-Parameter` column below the one that names the parameter."""
        return squeezed(self._words(Column.NAME))

    def read(self, above: str) -> TableRow | None:
        """The row, whose `Sub-Parameter`, if any, is a field inside the parameter named in this row or `above` it."""
        name = self.own_name()
        inside = squeezed(self._words(Column.SUB_NAME))
        if above and inside and _kind(inside) is RowKind.FIELD:
            name = f"{above}.{inside}"
        if not name:
            self._unnamed()
            return None
        kind = _kind(name)
        type_cell, presence_cell = self._cell(Column.TYPE), self._cell(Column.PRESENCE)
        if (
            type_cell is not None
            and presence_cell is not None
            and is_presence_word(cell_words(type_cell))
            and is_type_word(cell_words(presence_cell))
        ):
            type_cell, presence_cell = presence_cell, type_cell
        type_ref: TypeRef = Scalar(Kind.STRING)
        constraints: tuple[Constraint, ...] = ()
        typed = type_cell is not None and bool(cell_words(type_cell))
        if type_cell is not None and typed:
            type_ref, constraints = self._type(type_cell, name)
        description = read_description(self._description(), type_ref, span=self.row.span, wire_name=name)
        if not typed:
            type_ref, description = self._untyped(description, name)
        self.diagnostics += description.diagnostics
        said = description.value
        presence = _agreed(self._presence(presence_cell), said.presence, said.absence)
        labels = tuple(dict.fromkeys((*self._name_labels(), *said.struct_labels)))
        type_ref = self._with_text_evidence(type_ref, name, labels, tuple(self._inline(field) for field in said.inline))
        if said.open:
            type_ref = with_reference(type_ref, lambda found: replace(found, open=True))
        field = Field(
            wire_name=name,
            type=type_ref,
            presence=presence,
            text="\n\n".join(filter(None, (said.text, *self._asides()))),
            span=self.row.span,
            constraints=constraints + said.constraints,
            default=said.default,
            marks=said.marks,
            remarks=said.remarks,
            notation=cell_words(type_cell) if type_cell is not None else "",
            objections=said.objections,
        )
        return TableRow(kind=kind, field=field, location=self._words(Column.LOCATION).lower(), typed=typed)

    def _type(self, cell: Cell, name: str) -> tuple[TypeRef, tuple[Constraint, ...]]:
        reading = read_type(cell, field_name=name)
        words = cell_words(cell)
        if isinstance(reading.value.type, Unknown) and words.lower() in self.structures:
            return Reference(phrase=words, name=words, field_name=name), ()
        self.diagnostics += reading.diagnostics
        return reading.value.type, reading.value.constraints

    def _untyped(self, as_text: Outcome[DescriptionReading], name: str) -> tuple[TypeRef, Outcome[DescriptionReading]]:
        """A row without a type is a string, unless its description only makes sense for a number: it gives a range or a numeric default, and no length.

        Lines such as `Minimum: 1` say nothing here: on strings they are lengths.
        """
        number = Scalar(Kind.INTEGER)
        as_number = read_description(self._description(), number, span=self.row.span, wire_name=name)
        said = as_number.value
        ranged = any(
            isinstance(constraint, Range) and constraint.evidence.carrier is not Carrier.LINE
            for constraint in said.constraints
        )
        counted = said.default is not None and isinstance(said.default.value, int)
        numeric = (ranged or counted) and not as_text.value.constraints
        return (number, as_number) if numeric else (Scalar(Kind.STRING), as_text)

    def _name_labels(self) -> tuple[str, ...]:
        """Labels that the name itself links to: some tables link the structure there."""
        cell = self._cell(Column.NAME)
        return tuple(link.target for link in links(cell.blocks)) if cell is not None else ()

    def _presence(self, cell: Cell | None) -> Presence:
        if cell is None:
            return UNSTATED
        reading = read_presence(cell)
        self.diagnostics += reading.diagnostics
        return reading.value

    def _inline(self, said: InlineField) -> Field:
        """A field that a bullet of the cell describes; without a type in parentheses it takes any JSON value."""
        type_ref: TypeRef = Unknown("")
        if said.type:
            cell = Cell(blocks=(Paragraph(text=Text(runs=(Plain(said.type),), span=said.span)),), span=said.span)
            reading = read_type(cell, field_name=said.wire_name)
            self.diagnostics += reading.diagnostics
            type_ref = reading.value.type
        return Field(wire_name=said.wire_name, type=type_ref, presence=UNSTATED, text=said.text, span=said.span)

    def _with_text_evidence(
        self, type_ref: TypeRef, name: str, labels: tuple[str, ...], fields: tuple[Field, ...]
    ) -> TypeRef:
        """A container's structure may be named by the description: by a link, or by bullets that list its fields."""
        inline = ""
        if fields and any(references(type_ref)):
            inline = f"{self.row.span.path}:{self.row.span.first_line}:{name}"
            self.inline.append(InlineStruct(id=inline, name=name, fields=fields, span=self.row.span))
        return with_reference(
            type_ref,
            lambda found: replace(found, text_labels=labels, field_name=found.field_name or name, inline=inline),
        )

    def _description(self) -> tuple[Block, ...]:
        cell = self._cell(Column.DESCRIPTION)
        blocks: tuple[Block, ...] = cell.blocks if cell is not None else ()
        for column, lead in (
            (Column.CONSTRAINT, ""),
            (Column.RANGE, "Value range: "),
            (Column.DEFAULT, "Default value: "),
        ):
            extra = self._cell(column)
            words = cell_words(extra) if extra is not None else ""
            if extra is not None and words not in ("", "-", "N/A", "None"):
                blocks += (Paragraph(text=Text(runs=(Plain(lead + words),), span=extra.span)),)
        return blocks

    def _asides(self) -> Iterator[str]:
        """What the columns say that no reading takes."""
        for column in self.further:
            words = cell_words(self.row.cells[column.at]) if column.at < len(self.row.cells) else ""
            if words not in ("", "-", "N/A", "None"):
                yield column.lead + words

    def _cell(self, column: Column) -> Cell | None:
        index = self.columns.get(column)
        return self.row.cells[index] if index is not None and index < len(self.row.cells) else None

    def _words(self, column: Column) -> str:
        cell = self._cell(column)
        return cell_words(cell) if cell is not None else ""

    def _unnamed(self) -> None:
        words = " ".join(cell_words(cell) for cell in self.row.cells).strip()
        self.diagnostics.append(
            Diagnostic(
                code="row-unnamed",
                severity=Severity.WARNING,
                message="a row without a name" + (f" ({words[:60]!r})" if words else "") + "; it is left out",
                span=self.row.span,
                help="name the parameter in the first column",
            )
        )


def _agreed(column: Presence, description: Presence | None, absence: str) -> Presence:
    """What the column says, refined by the description: a condition beside a No, or the only statement there is. `absence` is a sentence by which a call without
    the field is right, so that a Yes cannot be meant for all calls.
    """
    if column.kind is PresenceKind.REQUIRED:
        return Presence(kind=PresenceKind.CONDITIONAL, words=absence, beside_yes=True) if absence else column
    if description is None:
        return column
    if column.kind is PresenceKind.OPTIONAL and description.kind is PresenceKind.REQUIRED:
        return column
    return description


def _kind(name: str) -> RowKind:
    row = _ROW_NAMES.whole(name)
    return row.kind if row is not None else RowKind.FIELD
