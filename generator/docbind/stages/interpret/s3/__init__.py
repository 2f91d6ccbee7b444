"""Pages in the style of S3 (Request Syntax, Request Elements, …) → the same fragments as all others: bodies are XML, and the query string tells operations apart."""

from __future__ import annotations

from collections.abc import Iterator

from docbind.dialect.s3 import S3Role
from docbind.model.account import Fate, PageAccount
from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import Page
from docbind.model.spec import Fragment
from docbind.stages.interpret.account import lost_tables
from docbind.stages.interpret.outline import Placed
from docbind.stages.interpret.s3.exchange import exchanges, is_form
from docbind.stages.interpret.s3.lines import request_lines, without_request_line
from docbind.stages.interpret.s3.operation import Built, build
from docbind.stages.interpret.s3.rows import ElementRow
from docbind.stages.interpret.s3.sections import Sections, has_request_syntax, sections
from docbind.stages.interpret.s3.tables import Tables, accounts, ignored, read_tables

__all__ = ["has_request_syntax", "interpret_s3"]


def interpret_s3(page: Page, placed: tuple[Placed, ...]) -> Outcome[Fragment]:
    """The operations of a page that has a Request Syntax section: usually one, more where several templates differ in method, path or fixed query."""
    found = sections(placed)
    templates = found.messages(S3Role.REQUEST_SYNTAX)
    lines, problems = request_lines((one.heading, one.message) for one in templates)
    tables, diagnostics = read_tables(found, form=any(is_form(one.message) for one in templates))
    if not lines:
        return _without_operation(page, found, problems)
    every = exchanges(lines, found)
    built = [build(page, found, tables, one, tuple(other for other in every if other is not one)) for one in every]
    described = frozenset(row for one in built for row in one.placed)
    fragment = Fragment(
        page_id=page.id,
        labels=page.labels,
        operations=tuple(one.operation for one in built),
        structs=tuple(struct for one in built for struct in one.structs),
        account=PageAccount(
            path=page.span.path, fate=Fate.EMITTED, reason="", tables=(*accounts(tables, described), *lost_tables(page))
        ),
    )
    own = (finding for one in built for finding in one.diagnostics)
    remarks = dict.fromkeys((*problems, *diagnostics, *own, *_unplaced(built, described), *_unused(tables, built)))
    return Outcome(value=fragment, diagnostics=tuple(remarks))


def _without_operation(page: Page, found: Sections, problems: tuple[Diagnostic, ...]) -> Outcome[Fragment]:
    """A page whose templates state no request, or none that can be made."""
    fate, reason = (Fate.REPORTED, "unusable URI") if problems else (Fate.IGNORED, "no operation")
    tables = (*ignored(found), *lost_tables(page))
    account = PageAccount(path=page.span.path, fate=fate, reason=reason, tables=tables)
    fragment = Fragment(page_id=page.id, labels=page.labels, operations=(), structs=(), account=account)
    return Outcome(value=fragment, diagnostics=problems or (without_request_line(found.syntax),))


def _unplaced(built: list[Built], described: frozenset[ElementRow]) -> Iterator[Diagnostic]:
    """What is said of the rows that found a place in none of the operations, once each."""
    seen = set(described)
    for one in built:
        for lost in one.unplaced:
            if lost.row not in seen:
                seen.add(lost.row)
                yield lost.finding


def _unused(tables: Tables, built: list[Built]) -> Iterator[Diagnostic]:
    """What is said of a table of elements that no body of the page has, such as one for the answer to a HEAD."""
    seen = {row for one in built for row in (*one.placed, *(lost.row for lost in one.unplaced))}
    for role in (S3Role.REQUEST_ELEMENTS, S3Role.RESPONSE_ELEMENTS):
        for table in tables.elements(role):
            if seen.isdisjoint(table.rows):
                yield Diagnostic(
                    code="element-unplaced",
                    severity=Severity.WARNING,
                    message=f"no operation of the page has a body with these elements; {len(table.rows)} rows are left out",
                    span=table.listed.table.span,
                    help="show the body in the template, or remove the table",
                )
