"""Rows of a request that are no input of their own: fields of the answer, parts of the path, and the host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from docbind.dialect.headings import Role
from docbind.dialect.rows import HOST_NAMES, HOST_WORDS, RowKind
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Example, ExampleKind, JsonObject, Presence, PresenceKind
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.containers import references
from docbind.stages.interpret.placement import Place, SortedTable
from docbind.stages.interpret.rows import TableRow
from docbind.stages.interpret.uri import Route, stem

_ASKING = frozenset((Place.QUERY, Place.URI_MIXED, Place.REQUEST_MIXED, Place.BODY))
_PATH = frozenset((Place.PATH, Place.URI_MIXED))
_HOST_NAMES = Phrases(HOST_NAMES)
_HOST_WORDS = Phrases(HOST_WORDS)
_BESIDE_PATH = frozenset((Place.QUERY, Place.REQUEST_MIXED, Place.BODY, Place.FORM))


def without_echoes(
    tables: tuple[SortedTable, ...], routes: Iterable[Route], examples: tuple[Example, ...]
) -> tuple[tuple[SortedTable, ...], tuple[Diagnostic, ...]]:
    """The tables without the structures of the answer that stand in the table of a request that has no body,
    without the host in tables of the URI, and where nothing of the path is demanded a second time, unless an
    example sends it twice.
    """
    routes = tuple(routes)
    answered = _structures_of_the_answer(tables) if {route.method for route in routes} <= {"GET", "HEAD"} else set()
    in_path = _described_in_path(tables, routes) - {stem(key) for key in _sent(examples)}
    diagnostics: list[Diagnostic] = []
    found: list[SortedTable] = []
    for table in tables:
        rows = table.rows
        if rows is None:
            found.append(table)
            continue
        kept = rows.rows
        if table.place in _ASKING and answered:
            kept = tuple(row for row in kept if not (row.field.wire_name in answered and _is_container(row)))
            diagnostics += [_of_the_answer(row) for row in rows.rows if row not in kept]
        if table.place in _PATH:
            hosts = [row for row in kept if _is_host(row, routes)]
            kept = tuple(row for row in kept if row not in hosts)
            diagnostics += map(_of_the_host, hosts)
        if table.place in _BESIDE_PATH and table.placed.role is not Role.URI:
            again = [row for row in kept if _is_required(row) and stem(row.field.wire_name) in in_path]
            kept = tuple(_not_demanded(row) if row in again else row for row in kept)
            diagnostics += map(_of_the_path, again)
        standing = {row.field.span for row in kept}
        dropped = tuple(row.field.span for row in rows.rows if row.field.span not in standing)
        found.append(replace(table, rows=replace(rows, rows=kept, left_out=(*rows.left_out, *dropped))))
    return tuple(found), tuple(diagnostics)


def _structures_of_the_answer(tables: Iterable[SortedTable]) -> set[str]:
    return {
        row.field.wire_name
        for table in tables
        if table.rows is not None and table.place is Place.RESPONSE and not table.error
        for row in table.rows.rows
        if _is_container(row)
    }


def _described_in_path(tables: Iterable[SortedTable], routes: Iterable[Route]) -> set[str]:
    """The placeholders, by their stems, that a row of the URI's own tables describes."""
    placeholders = {stem(name) for route in routes for name in re.findall(r"\{([^{}]*)\}", route.path)}
    rows = {
        stem(row.field.wire_name)
        for table in tables
        if table.rows is not None and table.place in _PATH
        for row in table.rows.rows
    }
    return placeholders & rows


def _sent(examples: Iterable[Example]) -> set[str]:
    """The keys that the examples send at the root of a body."""
    return {
        key
        for example in examples
        if example.kind is ExampleKind.REQUEST and isinstance(example.value, JsonObject)
        for key, _ in example.value.members
    }


def _is_container(row: TableRow) -> bool:
    return row.kind is RowKind.FIELD and any(references(row.field.type))


def _is_required(row: TableRow) -> bool:
    return row.kind is RowKind.FIELD and row.field.presence.kind is PresenceKind.REQUIRED


def _is_host(row: TableRow, routes: Iterable[Route]) -> bool:
    """Whether a row of the URI's table describes the server, which no path and no query of the page names."""
    name = row.field.wire_name.strip("{}")
    if not _HOST_NAMES.whole(row.field.wire_name) or not _HOST_WORDS.anywhere(row.field.text):
        return False
    return not any(f"{{{name}}}" in route.path or name in route.query for route in routes)


def _not_demanded(row: TableRow) -> TableRow:
    presence = Presence(kind=PresenceKind.CONDITIONAL, words="the path names it already")
    return replace(row, field=replace(row.field, presence=presence))


def _of_the_answer(row: TableRow) -> Diagnostic:
    return Diagnostic(
        code="row-of-the-answer",
        severity=Severity.WARNING,
        message=f"{row.field.wire_name!r} is a structure of the answer, and a request without a body cannot send it; the row is left out",
        span=row.field.span,
        help="remove the row from the table of the request",
    )


def _of_the_path(row: TableRow) -> Diagnostic:
    return Diagnostic(
        code="row-of-the-path",
        severity=Severity.NOTE,
        message=f"{row.field.wire_name!r} is demanded in the path and once more beside it; it need not be sent twice",
        span=row.field.span,
        help="remove the row, or show in the example request that it is sent",
    )


def _of_the_host(row: TableRow) -> Diagnostic:
    return Diagnostic(
        code="row-of-the-host",
        severity=Severity.NOTE,
        message=f"{row.field.wire_name!r} describes the host, which is the client's endpoint; the row is left out",
        span=row.field.span,
        help="remove the row, or show the host in the URI",
    )
