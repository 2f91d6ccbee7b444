"""ServiceSpecs → the account: what became of every page, table and row that was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from docbind.model.spec import Fate, PageAccount, ServiceSpec


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
        yield Fate.IGNORED, table.reason, table.ignored
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
