"""What became of every table and row, by what of it stands in the linked service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.model.account import Fate, PageAccount, RowAccount, TableAccount
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.spec import Body, Fragment, Model, ModelRef, Operation, Struct
from docbind.stages.link.resolve import Resolver
from docbind.stages.link.share import Shared
from docbind.stages.link.witness import KEY_ROWS

ELSEWHERE = "described in another table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of the pages stands in the service: its rows, the tables that are a body or a type as a whole, and
    the names at the roots of each page's messages.
    """

    rows: frozenset[SourceSpan]
    wholes: frozenset[SourceSpan]
    names: frozenset[tuple[str, str]]


def standing_rows(operations: tuple[Operation, ...], shared: Shared, models: tuple[Model, ...]) -> Standing:
    """What stands in the `shared` models and in `operations`.

    `models` are all, before and after the examples were heard, with the rows of each.
    """
    kept = {model.id for model in shared.models}
    rows = {
        span
        for model in models
        if shared.kept.get(model.id) in kept or {field.wire_name for field in model.fields} <= KEY_ROWS
        for field in model.fields
        for span in (field.span, *field.merged)
    }
    names: set[tuple[str, str]] = set()
    wholes: set[SourceSpan] = set()
    by_id = {model.id: model for model in shared.models}
    for operation in operations:
        page = operation.span.path
        for parameter in operation.parameters:
            rows.update((parameter.field.span, *parameter.field.merged))
            names.add((page, parameter.field.wire_name.lower()))
        for response in operation.responses:
            rows.update(header.span for header in response.headers)
        for body in _bodies(operation):
            own = by_id[body.type.id] if isinstance(body.type, ModelRef) else None
            if own is None or own.span != body.span:
                wholes.add(body.span)
            if own is not None:
                names.update((page, field.wire_name.lower()) for field in own.fields)
    return Standing(rows=frozenset(rows), wholes=frozenset(wholes), names=frozenset(names))


def settled(
    fragments: tuple[Fragment, ...], resolver: Resolver, standing: Standing
) -> tuple[tuple[PageAccount, ...], tuple[Diagnostic, ...]]:
    """The accounts of all pages, and a finding for each row that is nowhere."""
    accounts: list[PageAccount] = []
    diagnostics: list[Diagnostic] = []
    for fragment in fragments:
        structs = {struct.span: struct for struct in fragment.structs if struct.span not in standing.wholes}
        tables: list[TableAccount] = []
        for table in fragment.account.tables:
            struct = structs.get(table.span)
            if not table.rows:
                tables.append(table)
            elif struct is not None and not struct.root and struct.id not in resolver.reached:
                tables.append(_unused(table, struct, fragment, resolver))
                diagnostics += _left_out(tables[-1], struct)
            else:
                is_whole = table.span in standing.wholes or (struct is not None and struct.shape is not None)
                tables.append(_counted(table, standing, is_whole))
                lost = [row for row in table.rows if _fate(row, table, standing, is_whole) is None]
                diagnostics += [_unreached(table)] if 1 < len(lost) == len(table.rows) else map(_lost, lost)
        account = replace(fragment.account, tables=tuple(tables))
        if not fragment.operations and any(table.fate is Fate.EMITTED for table in tables):
            account = replace(account, fate=Fate.EMITTED, reason="structures that operations use")
        accounts.append(account)
    return tuple(accounts), tuple(diagnostics)


def _bodies(operation: Operation) -> Iterator[Body]:
    yield from (
        body for body in (operation.request, *(response.body for response in operation.responses)) if body is not None
    )


def _fate(row: RowAccount, table: TableAccount, standing: Standing, is_whole: bool) -> Fate | None:
    """What became of a row of a table that is used; None for one that is lost and not told yet."""
    if not row.name:
        return Fate.REPORTED
    if (
        row.span in standing.rows
        or row.span in standing.wholes
        or (is_whole and sum(bool(other.name) for other in table.rows) == 1)
    ):
        return Fate.EMITTED
    return Fate.IGNORED if (row.span.path, row.name.lower()) in standing.names else None


def _counted(table: TableAccount, standing: Standing, is_whole: bool) -> TableAccount:
    fates = [_fate(row, table, standing, is_whole) for row in table.rows]
    emitted, ignored = fates.count(Fate.EMITTED), fates.count(Fate.IGNORED)
    counted = replace(table, emitted=emitted, ignored=ignored, reported=len(fates) - emitted - ignored, rows=())
    if emitted:
        return counted
    if ignored:
        return replace(counted, fate=Fate.IGNORED, reason=ELSEWHERE)
    return replace(counted, fate=Fate.REPORTED, reason="rows that are nowhere")


def _unused(table: TableAccount, struct: Struct, fragment: Fragment, resolver: Resolver) -> TableAccount:
    """The account of a structure that nothing refers to."""
    rows = len(table.rows)
    if resolver.is_copy(struct):
        return replace(table, fate=Fate.IGNORED, reason="copy of a structure of the page", ignored=rows, rows=())
    if fragment.operations:
        return replace(table, fate=Fate.REPORTED, reason="structure that no field refers to", reported=rows, rows=())
    return replace(table, fate=Fate.IGNORED, reason="structure that no operation uses", ignored=rows, rows=())


def _left_out(table: TableAccount, struct: Struct) -> Iterable[Diagnostic]:
    if table.fate is Fate.REPORTED:
        yield Diagnostic(
            code="structure-unused",
            severity=Severity.WARNING,
            message=f"no field refers to the structure {(struct.names or ('without a name',))[0]!r}; its {table.reported} rows are left out",
            span=table.span,
            help="link the field's type to this table, or name the field in the caption",
        )


def _unreached(table: TableAccount) -> Diagnostic:
    """What is said of a table none of whose rows stands anywhere, such as a version of a structure that no field
    refers to.
    """
    return Diagnostic(
        code="structure-unused",
        severity=Severity.WARNING,
        message=f"no field came to have the structure of this table; its {len(table.rows)} rows are left out",
        span=table.span,
        help="link the field's type to this table, or name the field in the caption",
    )


def _lost(row: RowAccount) -> Diagnostic:
    return Diagnostic(
        code="row-lost",
        severity=Severity.WARNING,
        message=f"the row {row.name[:60]!r} came to stand in no structure of the model; what it says is left out",
        span=row.span,
        help="give the row a name that tells where it belongs, or move it to the table of its object",
    )
