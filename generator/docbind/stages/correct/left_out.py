"""What becomes of the pages whose operations are all left out."""

from __future__ import annotations

from dataclasses import replace

from docbind.model.spec import Fate, PageAccount, ServiceSpec

REASON = "left out by an erratum"


def without_pages(before: ServiceSpec, after: ServiceSpec) -> ServiceSpec:
    """The service with an account in which the pages that documented an operation and document none now are ignored."""
    was = {operation.span.path for operation in before.operations}
    now = {operation.span.path for operation in after.operations} | {model.span.path for model in after.models}
    accounts = tuple(_ignored(one) if one.path in was - now else one for one in after.accounts)
    return replace(after, accounts=accounts)


def _ignored(account: PageAccount) -> PageAccount:
    tables = tuple(
        (
            replace(table, fate=Fate.IGNORED, reason=REASON, emitted=0, ignored=table.emitted + table.ignored)
            if table.fate is Fate.EMITTED
            else table
        )
        for table in account.tables
    )
    return replace(account, fate=Fate.IGNORED, reason=REASON, tables=tables)
