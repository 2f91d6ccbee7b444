"""ServiceSpecs → the account: what became of every page, table and row that was read; in words, and as a page of figures per service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docbind.model.account import Fate, PageAccount
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Field, Format, ServiceSpec

COLUMNS = (
    "service",
    "pages",
    "operations",
    "rows",
    "emitted",
    "ignored",
    "reported",
    "structures",
    "constraints",
    "kept as words",
    "examples",
    "errors",
    "warnings",
    "notes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many things there are, and how many were emitted, ignored (by reason) and reported (by reason). The parts add up to the whole."""

    total: int
    emitted: int
    ignored: tuple[tuple[str, int], ...]
    reported: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    pages: Tally
    tables: Tally
    rows: Tally


def account(specs: Iterable[ServiceSpec]) -> Account:
    """The sums over all pages of the services."""
    pages = [page for spec in specs for page in spec.accounts]
    return Account(
        pages=_tally((page.fate, page.reason, 1) for page in pages),
        tables=_tally((table.fate, table.reason, 1) for page in pages for table in page.tables),
        rows=_tally(part for page in pages for part in _rows(page)),
    )


def lines(found: Account) -> str:
    """The account in words, one line each for pages, tables and rows."""
    return "".join(
        f"{name:<7}{tally.total:>7}: {tally.emitted} emitted{_reasons('ignored', tally.ignored)}{_reasons('reported', tally.reported)}\n"
        for name, tally in (("pages", found.pages), ("tables", found.tables), ("rows", found.rows))
    )


def _rows(page: PageAccount) -> Iterable[tuple[Fate, str, int]]:
    for table in page.tables:
        yield Fate.EMITTED, "", table.emitted
        yield Fate.IGNORED, table.reason if table.fate is Fate.IGNORED else "described in another table", table.ignored
        yield Fate.REPORTED, table.reason if table.fate is Fate.REPORTED else "unread or repeated", table.reported


def _tally(parts: Iterable[tuple[Fate, str, int]]) -> Tally:
    counts: dict[Fate, Counter[str]] = {fate: Counter() for fate in Fate}
    for fate, reason, count in parts:
        if count:
            counts[fate][reason] += count
    return Tally(
        total=sum(sum(counter.values()) for counter in counts.values()),
        emitted=sum(counts[Fate.EMITTED].values()),
        ignored=tuple(sorted(counts[Fate.IGNORED].items())),
        reported=tuple(sorted(counts[Fate.REPORTED].items())),
    )


def _reasons(fate: str, parts: tuple[tuple[str, int], ...]) -> str:
    if not parts:
        return ""
    total = sum(count for _, count in parts)
    return f", {total} {fate} (" + ", ".join(f"{count} {reason}" for reason, count in parts) + ")"


def reading(specs: Sequence[ServiceSpec], diagnostics: Iterable[Diagnostic], command: str) -> str:
    """One row per service and their sum, then the account; `command` is how the page was made."""
    found = Counter((diagnostic.span.path.split("/")[0], diagnostic.severity) for diagnostic in set(diagnostics))
    rows = [_row(spec, found) for spec in specs]
    total: list[str | int] = ["**all**", *(sum(int(row[column]) for row in rows) for column in range(1, len(COLUMNS)))]
    table: list[Sequence[str | int]] = [list(COLUMNS), ["---", *["---:"] * (len(COLUMNS) - 1)], *rows, total]
    body = "".join("| " + " | ".join(str(cell) for cell in row) + " |\n" for row in table)
    return (
        "# How the pages were read\n\n"
        f"Made by `{command}`. Rows are those of all tables; `kept as words` are limits that hold only under a condition, or that the page\n"
        "contradicts: they are documentation and not enforced. `docbind lint` lists every finding with its page and line.\n\n"
        f"{body}\n## The account\n\n```\n{lines(account(specs))}```\n"
    )


def _row(spec: ServiceSpec, found: Counter[tuple[str, Severity]]) -> list[str | int]:
    rows = account((spec,)).rows
    fields = [*_fields(spec)]
    return [
        spec.info.id,
        len(spec.accounts),
        len(spec.operations),
        rows.total,
        rows.emitted,
        sum(count for _, count in rows.ignored),
        sum(count for _, count in rows.reported),
        len(spec.models),
        sum(not isinstance(constraint, Format) for field in fields for constraint in field.constraints),
        sum(len(field.remarks) for field in fields),
        sum(len(operation.examples) for operation in spec.operations),
        *(found[spec.info.id, severity] for severity in sorted(Severity, reverse=True)),
    ]


def _fields(spec: ServiceSpec) -> Iterable[Field]:
    for operation in spec.operations:
        for parameter in operation.parameters:
            yield parameter.field
    for model in spec.models:
        yield from model.fields
