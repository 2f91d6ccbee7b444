"""Where the parameter of each row of a request travels: path, query, header or body."""

from __future__ import annotations

from collections.abc import Iterable

from docbind.dialect.rows import RowKind
from docbind.model.spec import Location, PresenceKind
from docbind.stages.interpret.containers import references
from docbind.stages.interpret.placement import Place, SortedTable
from docbind.stages.interpret.rows import TableRow
from docbind.stages.interpret.uri import Route

BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})

_STATED_LOCATIONS: dict[str, Location | None] = {
    "query": Location.QUERY,
    "header": Location.HEADER,
    "body": None,
    "form": None,
    "path": Location.PATH,
    "uri": Location.PATH,
    "url": Location.PATH,
}
"""What a column "In" may say (`query`, `Request header`, `URI path`), the most telling word first; None is the
body.

Other words say nothing.
"""


def location_of(
    table: SortedTable, row: TableRow, route: Route, *, placeholder: str, known_path: bool, body: bool
) -> Location | None:
    """Where one row's parameter travels; None is the body.

    `placeholder` is the part of the path that it names, if any, which is a `known_path` where an earlier row
    describes it; `body` tells that the request has a table for its body.
    """
    if row.kind is not RowKind.FIELD:
        return None
    for word, stated in _STATED_LOCATIONS.items():
        if word in row.location:
            return stated
    name = row.field.wire_name
    header = row.names_a_header
    match table.place:
        case Place.HEADER:
            return Location.HEADER
        case Place.PATH | Place.QUERY | Place.URI_MIXED:
            if placeholder and not (table.place is Place.QUERY and known_path):
                return Location.PATH
            if name in route.query or table.place is Place.QUERY:
                return Location.QUERY
            if header and table.place is Place.URI_MIXED:
                return Location.HEADER
            required = row.field.presence.kind is PresenceKind.REQUIRED
            return None if route.method in BODY_METHODS and required and not body else Location.QUERY
        case Place.REQUEST_MIXED:
            if header:
                return Location.HEADER
            if placeholder and not known_path:
                return Location.PATH
            if name in route.query:
                return Location.QUERY
            if route.method in ("GET", "HEAD") and not any(references(row.field.type)):
                return Location.QUERY
            return None
        case _:
            return None


def has_body_table(tables: Iterable[SortedTable]) -> bool:
    """Is one of the tables of a request for its body?"""
    return any(
        table.place in (Place.BODY, Place.FORM) or (table.place is Place.REQUEST_MIXED and table.rows is not None)
        for table in tables
    )
