"""What becomes of the pages and tables whose operations are left out, and of tables that only an erratum gives
to a field.
"""

from __future__ import annotations

from dataclasses import replace

from docbind.model.account import Fate, PageAccount, TableAccount
from docbind.model.spec import ServiceSpec, Struct

LEFT_OUT = "left out by an erratum"
STRUCTURE = "structure"


def accounted(before: ServiceSpec, after: ServiceSpec) -> ServiceSpec:
    """The corrected service with its account.

    A page that documented an operation and documents none now is ignored; a table that is used now is
    emitted.
    """
    was = {operation.span.path for operation in before.operations}
    now = {operation.span.path for operation in after.operations} | {model.span.path for model in after.models}
    kept = {_place(struct) for struct in after.unused}
    used = {place for struct in before.unused if (place := _place(struct)) not in kept}
    accounts = tuple(
        (
            _ignored(one)
            if one.path in was - now
            else replace(one, tables=tuple(_used(table, used) for table in one.tables))
        )
        for one in after.accounts
    )
    return replace(after, accounts=accounts)


def _place(found: Struct | TableAccount) -> tuple[str, int]:
    return found.span.path, found.span.first_line


def _used(table: TableAccount, used: set[tuple[str, int]]) -> TableAccount:
    if table.fate is Fate.EMITTED or _place(table) not in used:
        return table
    rows = table.emitted + table.ignored + table.reported
    return replace(table, fate=Fate.EMITTED, reason=STRUCTURE, emitted=rows, ignored=0, reported=0)


def _ignored(account: PageAccount) -> PageAccount:
    tables = tuple(
        (
            replace(table, fate=Fate.IGNORED, reason=LEFT_OUT, emitted=0, ignored=table.emitted + table.ignored)
            if table.fate is Fate.EMITTED
            else table
        )
        for table in account.tables
    )
    return replace(account, fate=Fate.IGNORED, reason=LEFT_OUT, tables=tables)
