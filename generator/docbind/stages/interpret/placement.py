"""What each table of an operation's page lists: parameters of which place, a body, a structure, or nothing of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from docbind.dialect.captions import FILLER_WORDS, NAME_LIKE, STRUCT_CAPTIONS, VARIANT_CAPTIONS, Purpose
from docbind.dialect.columns import Column
from docbind.dialect.headings import Role
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.page import Table
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.containers import references
from docbind.stages.interpret.outline import Placed, caption_key, root_purpose
from docbind.stages.interpret.rows import Rows, cell_words, columns_of, is_parameter_table, read_rows
from docbind.stages.interpret.uri import request_lines

_STRUCT_CAPTIONS = Phrases(STRUCT_CAPTIONS)
_VARIANT_CAPTIONS = Phrases(VARIANT_CAPTIONS)


class Place(Enum):
    """Where the rows of a table belong. The two `MIXED` ones are split row by row."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    FORM = "form"
    URI_MIXED = "uri"
    REQUEST_MIXED = "request"
    RESPONSE = "response"
    RESPONSE_HEADER = "response header"
    STRUCT = "structure"
    VARIANT = "variant of another table"
    STATUS = "status codes"
    NONE = "no parameter table"


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedTable:
    """A table, where it stands, what it lists, and its rows (None where it lists no parameters)."""

    placed: Placed
    table: Table
    place: Place
    rows: Rows | None
    names: tuple[str, ...]
    error: bool


def sort_tables(placed: Iterable[Placed]) -> tuple[tuple[SortedTable, ...], tuple[Diagnostic, ...]]:
    """Reads every table of a page and decides what each lists."""
    placed = tuple(placed)
    tables = [(item, item.block) for item in placed if isinstance(item.block, Table)]
    structures = frozenset(name.lower() for item, table in tables for name in struct_names(item, table))
    diagnostics: list[Diagnostic] = []
    read: list[tuple[Placed, Table, Rows | None]] = []
    for item, table in tables:
        columns = columns_of(table)
        if not is_parameter_table(columns):
            diagnostics += _unknown_columns(item, table, columns)
            read.append((item, table, None))
            continue
        rows, found = read_rows(table, columns, structures)
        diagnostics += found
        read.append((item, table, rows))
    sorter = _Sorter(read)
    return tuple(sorter.sorted()), tuple(diagnostics)


def struct_names(placed: Placed, table: Table) -> tuple[str, ...]:
    """What the words around a table may call the structure it describes, most likely first."""
    names: list[str] = []
    for words in (table.caption, placed.before if not table.caption else "", *reversed(placed.leads)):
        key = caption_key(words)
        if not key or root_purpose(words) is not None:
            continue
        plain = " ".join(words.replace("\\", "").split()).rstrip(" :.")
        found = _STRUCT_CAPTIONS.whole_match(plain)
        if found:
            names.append(found[0].group("name").strip("*\"'`. "))
        names += [word for word in re.findall(NAME_LIKE, plain) if word.lower() not in FILLER_WORDS]
    return tuple(dict.fromkeys(name for name in names if name))


def variant_of(caption: str) -> str:
    """The use of the call that a caption says its table is for; nothing where it says none."""
    found = _VARIANT_CAPTIONS.whole_match(caption_key(caption))
    return str(found[0].group("use")) if found else ""


def _unknown_columns(placed: Placed, table: Table, columns: dict[Column, int]) -> Iterator[Diagnostic]:
    """A table that is announced as the parameters of a message, whose columns nobody knows, is a loss."""
    purpose, own = _purpose(placed, table)
    if not own or purpose in (None, Purpose.STATUS) or placed.role not in _MESSAGES:
        return
    if Column.STATUS in columns or Column.CATALOGUE in columns or request_lines(table):
        return
    words = ", ".join(cell_words(cell) or "(empty)" for cell in table.header)
    yield Diagnostic(
        code="columns-unknown",
        severity=Severity.WARNING,
        message=f"the columns {words[:120]!r} are none of a parameter table; its {len(table.rows)} rows are left out",
        span=table.span,
        help="name the columns Parameter, Mandatory, Type and Description",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _References:
    """The labels that rows of the page refer to, from type cells and from descriptions of containers; and the names containers give."""

    typed: frozenset[str]
    described: frozenset[str]
    names: frozenset[str]


class _Sorter:
    def __init__(self, read: list[tuple[Placed, Table, Rows | None]]) -> None:
        self.read = read
        self.references = _collect(rows for _, _, rows in read if rows is not None)
        self.rooted: set[tuple[Role, int, bool]] = set()

    def sorted(self) -> Iterator[SortedTable]:
        for placed, table, rows in self.read:
            place, error = self._place(placed, table, rows)
            only_headers = place is Place.REQUEST_MIXED and rows and all(row.names_a_header for row in rows.rows)
            if place in (Place.RESPONSE, Place.BODY, Place.FORM, Place.REQUEST_MIXED) and not only_headers:
                self.rooted.add((placed.role, placed.status, error))
            yield SortedTable(
                placed=placed, table=table, place=place, rows=rows, names=struct_names(placed, table), error=error
            )

    def _place(self, placed: Placed, table: Table, rows: Rows | None) -> tuple[Place, bool]:
        if rows is None:
            return (Place.STATUS if Column.STATUS in columns_of(table) else Place.NONE), placed.error
        purpose, own = _purpose(placed, table)
        error = (placed.error or purpose is Purpose.ABNORMAL) and purpose is not Purpose.NORMAL
        if self._is_struct(placed, table, purpose, own, error):
            return (Place.VARIANT if self._is_variant(placed, table, error) else Place.STRUCT), error
        match placed.role:
            case Role.URI:
                return _URI_PLACES.get(purpose, Place.URI_MIXED), error
            case Role.REQUEST:
                return _REQUEST_PLACES.get(purpose, Place.REQUEST_MIXED), error
            case Role.RESPONSE | Role.ERROR_RESPONSE:
                return (Place.RESPONSE_HEADER if purpose is Purpose.HEADER else Place.RESPONSE), error
            case _:
                return Place.STRUCT, error

    def _is_struct(self, placed: Placed, table: Table, purpose: Purpose | None, own: bool, error: bool) -> bool:
        """Is the table a structure that some field holds, rather than the fields of the message itself?

        The first table of a message whose caption says so is the message, even where a field inside refers back to it.
        Otherwise a table that a row refers to is a structure; and so is a further table that only a name connects. `own` tells that the table's
        own caption or lead says its purpose, not only the lead of a list around it.
        """
        rooted = (placed.role, placed.status, error) in self.rooted
        if purpose is not None and own and (purpose is not Purpose.GENERIC or not rooted):
            return False
        labels = set(placed.labels)
        if labels & self.references.typed or labels & self.references.described:
            return True
        names = struct_names(placed, table)
        if purpose is not None and not own:
            return rooted and bool(names)
        if purpose is Purpose.GENERIC:
            return placed.role is not Role.URI and not table.caption and bool(names)
        if placed.role is Role.URI:
            return False
        if rooted:
            return True
        announced = {root_purpose(words) for words in (placed.before, *placed.leads)} - {None}
        rows_here = {
            row.field.wire_name.lower() for _, other, rows in self.read if other is table and rows for row in rows.rows
        }
        return not announced and bool({name.lower() for name in names} & (self.references.names - rows_here))

    def _is_variant(self, placed: Placed, table: Table, error: bool) -> bool:
        """Does a further table list the fields of the request for another use of the call?

        Nothing refers to it, and its caption names no field.
        """
        names = {name.lower() for name in struct_names(placed, table)}
        referred = set(placed.labels) & (self.references.typed | self.references.described)
        return (
            placed.role is Role.REQUEST
            and (placed.role, placed.status, error) in self.rooted
            and bool(variant_of(table.caption))
            and not referred
            and not names & self.references.names
        )


_MESSAGES = frozenset((Role.URI, Role.REQUEST, Role.RESPONSE, Role.ERROR_RESPONSE))

_URI_PLACES: dict[Purpose | None, Place] = {
    Purpose.PATH: Place.PATH,
    Purpose.QUERY: Place.QUERY,
    Purpose.HEADER: Place.HEADER,
    Purpose.BODY: Place.BODY,
    Purpose.FORM: Place.FORM,
}

_REQUEST_PLACES: dict[Purpose | None, Place] = {
    Purpose.PATH: Place.PATH,
    Purpose.QUERY: Place.QUERY,
    Purpose.HEADER: Place.HEADER,
    Purpose.BODY: Place.BODY,
    Purpose.FORM: Place.FORM,
}


def _purpose(placed: Placed, table: Table) -> tuple[Purpose | None, bool]:
    """(what is announced, whether the table's own words do it): its caption; without one the line before and the lead of its list item; then the leads
    of the lists around it, and the section's own heading."""
    if table.caption:
        return root_purpose(table.caption), True
    for depth, words in enumerate((placed.before, *reversed(placed.leads))):
        purpose = root_purpose(words)
        if purpose is not None:
            return purpose, depth <= 1
    if struct_names(placed, table):
        return None, False
    heading = root_purpose(placed.heading)
    return (heading, True) if heading is not Purpose.GENERIC else (None, False)


def _collect(tables: Iterable[Rows]) -> _References:
    typed: set[str] = set()
    described: set[str] = set()
    names: set[str] = set()
    for rows in tables:
        for row in rows.rows:
            for reference in references(row.field.type):
                typed.update(reference.type_labels)
                described.update(reference.text_labels)
                names.update(name.lower() for name in (row.field.wire_name, reference.name) if name)
    return _References(typed=frozenset(typed), described=frozenset(described), names=frozenset(names))
