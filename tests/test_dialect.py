"""Every row of the dialect claims its own example, and is the first row that does: a spelling that an earlier row swallows would never be read."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import docbind.dialect
from docbind.dialect.defaults import VALUE_SLOTS
from docbind.dialect.limits import SLOTS
from docbind.phrases.rows import PatternRow, Phrases

WHOLE, BEGINNING, ANYWHERE = "whole", "beginning", "anywhere"

MATCHED: dict[str, str] = {
    "captions.ROOT_CAPTIONS": WHOLE,
    "captions.STRUCT_CAPTIONS": WHOLE,
    "captions.VARIANT_CAPTIONS": WHOLE,
    "columns.COLUMNS": WHOLE,
    "conditions.CASE_LABELS": BEGINNING,
    "conditions.CASE_OPENINGS": BEGINNING,
    "conditions.FACT_LABELS": BEGINNING,
    "defaults.DEFAULTED_NOUNS": WHOLE,
    "defaults.DEFAULT_LABELS": BEGINNING,
    "defaults.NO_DEFAULT": WHOLE,
    "defaults.NULL_WORDS": WHOLE,
    "enumerations.ITEM_LABELS": WHOLE,
    "enumerations.NO_VALUES": WHOLE,
    "enumerations.VALUE_TEMPLATES": WHOLE,
    "headings.HEADINGS": WHOLE,
    "leads.LEADS": WHOLE,
    "subjects.COUNTED_ITEMS": WHOLE,
    "subjects.OWN_SUBJECTS": WHOLE,
    "limits.UNIT_WORDS": WHOLE,
    "limits.VALUE_CASES": BEGINNING,
    "marks.NOT_SECRET": WHOLE,
    "mentions.MENTIONS": ANYWHERE,
    "marks.SECRET_NAMES": WHOLE,
    "paging.QUERYING_SEGMENTS": WHOLE,
    "paging.QUERYING_TITLES": BEGINNING,
    "parts.FACT_LINES": WHOLE,
    "parts.PART_HEADINGS": BEGINNING,
    "presence.PRESENCE_WORDS": WHOLE,
    "prose.IDLE_LABELS": WHOLE,
    "rows.HOST_NAMES": WHOLE,
    "rows.ROW_NAMES": WHOLE,
    "s3.BODY_LINES": WHOLE,
    "s3.BUCKET_HOSTS": WHOLE,
    "s3.COLLECTIONS": WHOLE,
    "s3.ERROR_COLUMNS": WHOLE,
    "s3.FACT_LINES": WHOLE,
    "s3.FIXED_VALUES": WHOLE,
    "s3.HEADER_FAMILIES": WHOLE,
    "s3.LISTINGS": WHOLE,
    "s3.NO_ELEMENT": WHOLE,
    "s3.S3_HEADINGS": WHOLE,
    "s3.STAND_INS": WHOLE,
    "s3.TYPE_SPELLINGS": WHOLE,
    "samples.SAMPLES": WHOLE,
    "states.BESIDE_RESOURCE": WHOLE,
    "states.RESOURCE_STATES": WHOLE,
    "states.STATE_FIELDS": WHOLE,
    "targets.KEPT_PROJECTS": WHOLE,
    "targets.TARGETS": WHOLE,
    "types.PLURAL_STRUCTURES": WHOLE,
    "types.STRUCTURE_WORDS": WHOLE,
    "types.TYPE_WORDS": WHOLE,
}
"""How a table is matched, where it is not searched anywhere in the text."""

APPLIED_IN_TURN = frozenset(("repairs.REPAIRS",))
"""Tables whose rows are all applied, one after the other: a row need not be the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the dialect, by its module and name."""

    name: str
    rows: tuple[PatternRow, ...]


def _tables() -> Iterator[Table]:
    for module in pkgutil.iter_modules(docbind.dialect.__path__):
        for name, value in vars(importlib.import_module(f"docbind.dialect.{module.name}")).items():
            place = f"{module.name}.{name}"
            if (
                name.isupper()
                and isinstance(value, tuple)
                and all(hasattr(row, "pattern") and hasattr(row, "example") for row in value)
            ):
                yield Table(name=place, rows=value)


TABLES = {table.name: table for table in _tables()}

ROWS = [
    pytest.param(table, index, id=f"{table.name}[{index}]")
    for table in TABLES.values()
    if table.name not in APPLIED_IN_TURN
    for index in range(len(table.rows))
]


def _claimed(table: Table, text: str) -> PatternRow | None:
    phrases = Phrases(table.rows, {**SLOTS, **VALUE_SLOTS})
    how = MATCHED.get(table.name, ANYWHERE)
    if how == WHOLE:
        return phrases.whole(text)
    found = phrases.at(text) if how == BEGINNING else phrases.first(text)
    return found[1] if found else None


@pytest.mark.parametrize(("table", "index"), ROWS)
def test_a_row_is_the_first_that_claims_its_example(table: Table, index: int) -> None:
    row = table.rows[index]
    assert _claimed(table, row.example) is row


def test_a_row_that_is_applied_in_turn_finds_its_example() -> None:
    for name in APPLIED_IN_TURN:
        for row in TABLES[name].rows:
            assert re.search(row.pattern, row.example), row.example


def test_every_table_named_here_exists() -> None:
    assert set(MATCHED) <= set(TABLES)


def test_no_two_rows_of_a_table_say_the_same() -> None:
    for table in (table for name, table in TABLES.items() if name not in APPLIED_IN_TURN):
        patterns = [row.pattern for row in table.rows]
        assert len(patterns) == len(set(patterns)), table.name
