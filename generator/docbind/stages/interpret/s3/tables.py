"""The tables of an S3 page → parameters, headers, elements and errors; and what becomes of each row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from docbind.dialect.s3 import ERROR_COLUMNS, ErrorColumn, S3Role
from docbind.model.account import Fate, TableAccount
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.page import Row
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.rows import cell_words, columns_of, is_parameter_table
from docbind.stages.interpret.s3.rows import ElementRow, ParameterTable, element_rows, parameter_table
from docbind.stages.interpret.s3.sections import Listed, Sections

_ERROR_COLUMNS = Phrases(ERROR_COLUMNS)
_STATUS = re.compile(r"[1-5]\d\d\b")

REASONS: dict[S3Role, str] = {
    S3Role.REQUEST_PARAMETERS: "query",
    S3Role.REQUEST_HEADERS: "header",
    S3Role.REQUEST_ELEMENTS: "body",
    S3Role.RESPONSE_HEADERS: "response header",
    S3Role.RESPONSE_ELEMENTS: "response",
    S3Role.ERRORS: "status codes",
}
NO_PARAMETERS = "no parameter table"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTable:
    """A table of elements; `number` counts the page's."""

    listed: Listed
    number: int
    rows: tuple[ElementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorTable:
    """A table of errors: (status, the row's words) for each row that names a status."""

    listed: Listed
    answers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadTable:
    """A table that lists nothing of the operation."""

    listed: Listed


ReadTable: TypeAlias = ParameterTable | ElementTable | ErrorTable | UnreadTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table of a page, in its order, with the role of its section."""

    read: tuple[tuple[S3Role | None, ReadTable], ...]

    def parameters(self, role: S3Role) -> tuple[ParameterTable, ...]:
        return tuple(table for known, table in self.read if known is role and isinstance(table, ParameterTable))

    def elements(self, role: S3Role) -> tuple[ElementTable, ...]:
        return tuple(table for known, table in self.read if known is role and isinstance(table, ElementTable))

    def errors(self) -> tuple[ErrorTable, ...]:
        return tuple(table for _, table in self.read if isinstance(table, ErrorTable))


def read_tables(page: Sections, *, form: bool) -> tuple[Tables, tuple[Diagnostic, ...]]:
    """Reads every table. `form` tells that the request's elements are fields of a form, not of XML."""
    read: list[tuple[S3Role | None, ReadTable]] = []
    diagnostics: list[Diagnostic] = []
    for number, listed in enumerate(page.listed):
        table, found = _read(listed, number, form)
        read.append((listed.role, table))
        diagnostics += found
    return Tables(read=tuple(read)), tuple(diagnostics)


def accounts(tables: Tables, placed: frozenset[ElementRow]) -> tuple[TableAccount, ...]:
    """What became of each table of a page with operations; `placed` are the rows of elements that describe one."""
    return tuple(_account(role, table, placed) for role, table in tables.read)


def ignored(page: Sections) -> tuple[TableAccount, ...]:
    """The tables of a page without operations."""
    return tuple(_left_out(None, listed) for listed in page.listed)


def _left_out(role: S3Role | None, listed: Listed) -> TableAccount:
    """A table that is not read: reported where its section is about parameters, else ignored."""
    rows = len(listed.table.rows)
    if role in REASONS:
        return TableAccount(
            span=listed.table.span, fate=Fate.REPORTED, reason="columns unknown", emitted=0, ignored=0, reported=rows
        )
    return TableAccount(
        span=listed.table.span, fate=Fate.IGNORED, reason=NO_PARAMETERS, emitted=0, ignored=rows, reported=0
    )


def _read(listed: Listed, number: int, form: bool) -> tuple[ReadTable, tuple[Diagnostic, ...]]:
    found: ReadTable | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    match listed.role:
        case S3Role.REQUEST_ELEMENTS | S3Role.RESPONSE_ELEMENTS if not (
            form and listed.role is S3Role.REQUEST_ELEMENTS
        ):
            if is_parameter_table(columns_of(listed.table)):
                rows, diagnostics = element_rows(listed.table, number)
                found = ElementTable(listed=listed, number=number, rows=rows)
        case S3Role.ERRORS:
            answers = tuple(_errors(listed))
            found = ErrorTable(listed=listed, answers=answers) if answers else None
        case role if role in REASONS:
            of_headers = role in (S3Role.REQUEST_HEADERS, S3Role.RESPONSE_HEADERS)
            found, diagnostics = parameter_table(listed.placed, listed.table, headers=of_headers)
        case _:
            return UnreadTable(listed=listed), ()
    return (found, diagnostics) if found is not None else (UnreadTable(listed=listed), (_unknown_columns(listed),))


def _unknown_columns(listed: Listed) -> Diagnostic:
    words = ", ".join(cell_words(cell) or "(empty)" for cell in listed.table.header)
    return Diagnostic(
        code="columns-unknown",
        severity=Severity.WARNING,
        message=f"the columns {words[:120]!r} are none of a table under {listed.placed.heading[:60]!r}; its {len(listed.table.rows)} rows are left out",
        span=listed.table.span,
        help="name the columns Element, Parameter or Header, Type, Mandatory and Description; for errors, Error Code and HTTP Status Code",
    )


def _errors(listed: Listed) -> Iterable[tuple[int, str]]:
    columns: dict[ErrorColumn, int] = {}
    for at, cell in enumerate(listed.table.header):
        found = _ERROR_COLUMNS.whole(cell_words(cell))
        if found is not None:
            columns.setdefault(found.meaning, at)
    for row in listed.table.rows:
        status = _STATUS.match(_words(row, columns, ErrorColumn.STATUS))
        if status:
            parts = (_words(row, columns, column) for column in (ErrorColumn.CODE, ErrorColumn.TEXT))
            yield int(status[0]), ": ".join(part for part in parts if part)


def _words(row: Row, columns: dict[ErrorColumn, int], column: ErrorColumn) -> str:
    at = columns.get(column, len(row.cells))
    return cell_words(row.cells[at]) if at < len(row.cells) else ""


def _account(role: S3Role | None, table: ReadTable, placed: frozenset[ElementRow]) -> TableAccount:
    if isinstance(table, UnreadTable):
        return _left_out(role, table.listed)
    listed = table.table if isinstance(table, ParameterTable) else table.listed.table
    rows = len(listed.rows)
    match table:
        case ParameterTable(rows=found):
            emitted, silent = len(found.rows), 0
        case ElementTable(rows=elements):
            emitted, silent = sum(row in placed for row in elements), 0
        case ErrorTable(answers=answers):
            emitted, silent = len(answers), rows - len(answers)
        case _:
            assert_never(table)
    reported = rows - emitted - silent
    fate = Fate.EMITTED if emitted else Fate.REPORTED if reported else Fate.IGNORED
    reason = REASONS.get(role, NO_PARAMETERS) if role is not None else NO_PARAMETERS
    return TableAccount(span=listed.span, fate=fate, reason=reason, emitted=emitted, ignored=silent, reported=reported)
