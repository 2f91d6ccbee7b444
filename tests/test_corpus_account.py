"""Nothing is lost silently: what the program says it did with every page, table and row of real references adds up to what is there.

What is there is counted by a scan of the text that shares no code with the reader. The references are no part of the project; they are read where a checkout of
them lies beside it. `DOCBIND_WHOLE_CORPUS=1` counts all services instead of three of different dialects.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docbind.disk.source import find_services
from docbind.model.account import Fate
from docbind.model.spec import ServiceSpec
from docbind.pipeline import understand
from docbind.views.account import account

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SAMPLE = ("anti-ddos", "elastic-volume-service", "function-graph")
SERVICES = sorted(path.name for path in CORPUS.glob("*/")) if os.environ.get("DOCBIND_WHOLE_CORPUS") == "1" else SAMPLE

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the references of the corpus do not lie beside this checkout"
)

GRID_BORDER = re.compile(r"\s*\+[-=+]+\+\s*")
SIMPLE_BORDER = re.compile(r"\s*=+(?: +=+)+\s*")
CODE = re.compile(r"\s*\.\. code-block::.*|(?!\s*\.\. ).*::")


@pytest.fixture(scope="module", params=SERVICES)
def service(request: pytest.FixtureRequest) -> ServiceSpec:
    found = find_services([CORPUS / str(request.param)], None)
    return understand(found.value, lambda words: None).value[0].spec


def test_every_page_table_and_row_is_accounted_for(service: ServiceSpec) -> None:
    counted = {
        f"{service.info.id}/{path.relative_to(CORPUS / service.info.id)}": tables(path) for path in pages(service)
    }
    told = {
        page.path: [table.emitted + table.ignored + table.reported for table in page.tables]
        for page in service.accounts
    }
    assert told == counted


def test_the_sums_that_are_printed_add_up(service: ServiceSpec) -> None:
    counted = [tables(path) for path in pages(service)]
    totals = (len(counted), sum(map(len, counted)), sum(map(sum, counted)))
    sums = account([service])
    assert (sums.pages.total, sums.tables.total, sums.rows.total) == totals
    for tally in (sums.pages, sums.tables, sums.rows):
        parts = (*tally.ignored, *tally.reported)
        assert tally.emitted + sum(count for _, count in parts) == tally.total
        assert all(reason for reason, _ in parts), "ignored or reported for no reason"


def test_a_page_is_emitted_where_an_operation_or_a_structure_of_it_is(service: ServiceSpec) -> None:
    emitted = {page.path for page in service.accounts if page.fate is Fate.EMITTED}
    operations = {operation.span.path for operation in service.operations}
    structures = {page.path for page in service.accounts if any(table.fate is Fate.EMITTED for table in page.tables)}
    assert emitted == operations | structures


# --- the independent count ---------------------------------------------------------------------------------------------


def pages(service: ServiceSpec) -> list[Path]:
    return sorted((CORPUS / service.info.id).rglob("*.rst"))


def tables(path: Path) -> list[int]:
    """How many rows each table of a page has below its header, in the order of the page."""
    return list(row_counts(path.read_text(encoding="utf-8").split("\n")))


def row_counts(lines: list[str]) -> Iterator[int]:
    at = 0
    while at < len(lines):
        if CODE.fullmatch(lines[at]):
            at = after_code(lines, at)
        elif GRID_BORDER.fullmatch(lines[at]):
            first, at = at, after_grid(lines, at)
            yield grid_rows(lines[first:at])
        elif SIMPLE_BORDER.fullmatch(lines[at]):
            first, at = at, after_simple(lines, at)
            yield simple_rows(lines[first:at])
        else:
            at += 1


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def after_code(lines: list[str], at: int) -> int:
    """The first line behind a code block: the next one that is indented no deeper than its lead."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > indent(lines[at])):
        end += 1
    return end


def after_grid(lines: list[str], at: int) -> int:
    while at < len(lines) and lines[at].lstrip().startswith(("+", "|")):
        at += 1
    return at


def grid_rows(table: list[str]) -> int:
    """Every row ends with a border; the first border is above the header, and the header's own is of equals signs."""
    return sum(1 for line in table if GRID_BORDER.fullmatch(line) and "=" not in line) - 1


def after_simple(lines: list[str], at: int) -> int:
    """The first line behind a simple table: behind its third border, or its second where it has no header."""
    ends = [index for index in range(at, len(lines)) if SIMPLE_BORDER.fullmatch(lines[index])][:3]
    return ends[-1] + 1


def simple_rows(table: list[str]) -> int:
    """A row begins where the first column is not empty."""
    borders = [index for index, line in enumerate(table) if SIMPLE_BORDER.fullmatch(line)]
    margin = indent(table[0])
    return sum(
        1 for line in table[borders[-2] + 1 : borders[-1]] if line.strip() and not line[margin : margin + 1].isspace()
    )
