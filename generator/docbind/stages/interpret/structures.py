"""Tables → the structures that they describe, with those inside their cells and dotted rows."""

from __future__ import annotations

from collections.abc import Iterator

from docbind.dialect.headings import Role
from docbind.dialect.rows import RowKind
from docbind.model.page import Page, Table
from docbind.model.spec import Direction, Field, ListOf, MapOf, Struct, TypeRef
from docbind.stages.interpret.nesting import NestedStruct, nested
from docbind.stages.interpret.placement import Place, SortedTable
from docbind.stages.interpret.rows import InlineStruct, Rows


def structs_of(page: Page, tables: tuple[SortedTable, ...]) -> tuple[Struct, ...]:
    """The structures that a page's tables describe; on a page without operations, all of its parameter tables."""
    found: list[Struct] = []
    for table in tables:
        if table.rows is not None and table.place is Place.STRUCT:
            found += structs_of_table(page, table, direction_of(table.placed.role))
    return tuple(found)


def direction_of(role: Role) -> Direction:
    """The messages whose structures the tables of a section describe."""
    match role:
        case Role.URI | Role.REQUEST | Role.EXAMPLE_REQUEST:
            return Direction.REQUEST
        case Role.RESPONSE | Role.ERROR_RESPONSE | Role.EXAMPLE_RESPONSE:
            return Direction.RESPONSE
        case _:
            return Direction.BOTH


def table_id(page: Page, table: Table) -> str:
    """The id of the structure that a table describes."""
    return f"{page.id}:{table.span.first_line}"


def structs_of_table(
    page: Page, table: SortedTable, direction: Direction, *, root: bool = False, fields: tuple[Field, ...] | None = None
) -> Iterator[Struct]:
    """The structure of a table, and those that its cells and dotted rows describe inside it."""
    rows = table.rows
    assert rows is not None
    own, inner = nested(
        fields if fields is not None else tuple(row.field for row in rows.rows if row.kind is RowKind.FIELD)
    )
    yield Struct(
        id=table_id(page, table.table),
        names=table.names,
        labels=table.placed.labels,
        fields=own,
        direction=direction,
        owner=page.id,
        span=table.table.span,
        shape=shape_of(rows),
        root=root,
    )
    found: tuple[InlineStruct | NestedStruct, ...] = (*rows.inline, *inner)
    for struct in found:
        yield Struct(
            id=struct.id,
            names=(),
            labels=(),
            fields=struct.fields,
            direction=direction,
            owner=page.id,
            span=struct.span,
        )


def shape_of(rows: Rows) -> TypeRef | None:
    """The type of a table that lists no named fields: the items of a list, the values of a map, or a bare value."""
    if len(rows.rows) != 1:
        return None
    row = rows.rows[0]
    match row.kind:
        case RowKind.ARRAY_ROOT:
            return row.field.type if isinstance(row.field.type, ListOf) else ListOf(row.field.type)
        case RowKind.FREE_KEY:
            return row.field.type if isinstance(row.field.type, MapOf) else MapOf(row.field.type)
        case RowKind.BARE:
            return row.field.type
        case RowKind.FIELD:
            return None
