"""Page → Fragment: what one page says, with references to other tables still open. Reads no second page and guesses nothing."""

from __future__ import annotations

from docbind.dialect.folders import GUIDE_FOLDERS
from docbind.dialect.headings import Role
from docbind.model.account import Fate, PageAccount, RowAccount, TableAccount
from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import Page, Paragraph, Table
from docbind.model.spec import Fragment, Operation, Struct
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.account import lost_tables
from docbind.stages.interpret.echoes import without_echoes
from docbind.stages.interpret.examples import examples
from docbind.stages.interpret.mentions import with_mentions
from docbind.stages.interpret.operation import Assembled, assemble
from docbind.stages.interpret.outline import Placed, outline
from docbind.stages.interpret.parts import parts
from docbind.stages.interpret.placement import Place, SortedTable, sort_tables
from docbind.stages.interpret.s3 import has_request_syntax, interpret_s3
from docbind.stages.interpret.structures import structs_of
from docbind.stages.interpret.uri import routes
from docbind.stages.interpret.variants import united

__all__ = ["interpret"]

_GUIDE_FOLDERS = Phrases(GUIDE_FOLDERS)


def interpret(page: Page) -> Outcome[Fragment]:
    """The page's operations and structures. A page that documents none is no error: its tables may describe structures that other pages use."""
    placed = outline(page)
    uri = tuple(item for item in placed if item.role is Role.URI)
    guide = any(_GUIDE_FOLDERS.anywhere(folder.lower()) for folder in page.span.path.split("/")[:-1])
    if not guide and not uri and has_request_syntax(placed):
        return interpret_s3(page, placed)
    sections = () if guide else parts(page)
    if sections:
        return _joined(page, placed, sections)
    found, problems = ((), ()) if guide else routes(uri)
    tables, diagnostics = sort_tables(placed)
    if not found:
        missing = () if guide or problems else _uri_without_route(uri)
        fragment = Fragment(
            page_id=page.id,
            labels=page.labels,
            operations=(),
            structs=structs_of(page, _all_structs(tables)),
            account=_account(page, tables, _no_operation(page, guide, problems)),
            remarks=diagnostics,
        )
        return Outcome(value=fragment, diagnostics=(*problems, *missing))
    samples, remarks = examples(placed)
    tables, echoes = without_echoes(with_mentions(tables, placed), found, samples)
    built: Assembled = assemble(page, placed, found, united(tables), samples)
    fragment = Fragment(
        page_id=page.id,
        labels=page.labels,
        operations=built.operations,
        structs=built.structs,
        account=_account(page, tables, None),
    )
    return Outcome(value=fragment, diagnostics=(*problems, *diagnostics, *echoes, *remarks, *built.diagnostics))


def _joined(page: Page, placed: tuple[Placed, ...], sections: tuple[Page, ...]) -> Outcome[Fragment]:
    """The operations of a page's sections. Tables outside of these may describe structures of all of them."""
    operations: list[Operation] = []
    structs: list[Struct] = []
    diagnostics: list[Diagnostic] = []
    told: list[SortedTable] = []
    for section in sections:
        inner = outline(section)
        found, problems = routes(
            item for item in inner if item.role is Role.URI or (isinstance(item.block, Table) and not item.leads)
        )
        tables, oddities = sort_tables(inner)
        samples, remarks = examples(inner)
        tables, echoes = without_echoes(with_mentions(tables, inner), found, samples)
        built = assemble(section, inner, found, united(tables), samples, alone=False)
        told += tables
        operations += built.operations
        structs += built.structs
        diagnostics += (*problems, *oddities, *echoes, *remarks, *built.diagnostics)
    spans = {item.table.span for item in told}
    outside, oddities = sort_tables(placed)
    others = tuple(item for item in outside if item.table.span not in spans)
    structs += structs_of(page, _all_structs(others))
    fragment = Fragment(
        page_id=page.id,
        labels=page.labels,
        operations=tuple(operations),
        structs=tuple(structs),
        account=_account(page, tuple(sorted((*told, *others), key=lambda item: item.table.span)), None),
        remarks=tuple(oddity for oddity in oddities if any(oddity.span in item.table.span for item in others)),
    )
    return Outcome(value=fragment, diagnostics=tuple(diagnostics))


def _all_structs(tables: tuple[SortedTable, ...]) -> tuple[SortedTable, ...]:
    """On a page without operations every parameter table may be a structure that another page refers to."""
    return tuple(
        SortedTable(
            placed=item.placed, table=item.table, place=Place.STRUCT, rows=item.rows, names=item.names, error=False
        )
        for item in tables
        if item.rows is not None
    )


def _uri_without_route(uri: tuple[Placed, ...]) -> tuple[Diagnostic, ...]:
    if not uri:
        return ()
    first = uri[0].block
    span = first.text.span if isinstance(first, Paragraph) else first.span
    return (
        Diagnostic(
            code="uri-missing",
            severity=Severity.WARNING,
            message="the URI section states no METHOD and path; the page gives no operation",
            span=span,
            help="write the URI as METHOD /path/{placeholder}",
        ),
    )


def _no_operation(page: Page, guide: bool, problems: tuple[Diagnostic, ...]) -> tuple[Fate, str]:
    """Why a page gives no operation, and whether that was already reported as a loss."""
    if page.unread:
        return Fate.REPORTED, "unreadable page"
    if problems:
        return Fate.REPORTED, "unusable URI"
    return Fate.IGNORED, "usage guide" if guide else "no operation"


def _account(page: Page, tables: tuple[SortedTable, ...], without: tuple[Fate, str] | None) -> PageAccount:
    """What became of a page and its tables; `without` tells why it gives no operation."""
    fate, reason = without or (Fate.EMITTED, "")
    found = (*(_table_account(item) for item in tables), *lost_tables(page))
    return PageAccount(path=page.span.path, fate=fate, reason=reason, tables=found)


def _table_account(item: SortedTable) -> TableAccount:
    rows = item.rows
    if rows is None:
        return TableAccount(
            span=item.table.span,
            fate=Fate.IGNORED,
            reason=item.place.value,
            ignored=len(item.table.rows),
        )
    return TableAccount(
        span=item.table.span,
        fate=Fate.EMITTED,
        reason=item.place.value,
        rows=(
            *(RowAccount(span=row.field.span, name=row.field.wire_name) for row in rows.rows),
            *(RowAccount(span=span, name="") for span in rows.left_out),
        ),
    )
