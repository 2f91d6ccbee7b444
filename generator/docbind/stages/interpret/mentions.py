"""Sentences that link a field to its table from elsewhere: a line beside the tables, or the description of
another row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docbind.dialect.mentions import MENTIONS
from docbind.model.page import Link, Paragraph, Text
from docbind.model.spec import Field, Reference
from docbind.phrases.cells import REFERENCE, marked_words, squeeze, texts
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.containers import references, with_reference
from docbind.stages.interpret.outline import Placed
from docbind.stages.interpret.placement import SortedTable

_MENTIONS = Phrases(MENTIONS)


def with_mentions(tables: tuple[SortedTable, ...], placed: Iterable[Placed]) -> tuple[SortedTable, ...]:
    """The tables, each field with the table that a sentence names for it, and without those that its description
    names for other fields.
    """
    labels = {label for table in tables for label in table.placed.labels}
    containers = {
        row.field.wire_name
        for table in tables
        if table.rows is not None
        for row in table.rows.rows
        if any(references(row.field.type))
    }
    told: dict[str, set[str]] = {}
    for text in (*_lines(placed), *_cells(tables)):
        for name, label in _mentions(text):
            if name in containers and label in labels:
                told.setdefault(name, set()).add(label)
    return tuple(_with(table, told) for table in tables) if told else tables


def _with(table: SortedTable, told: Mapping[str, set[str]]) -> SortedTable:
    if table.rows is None:
        return table
    rows = tuple(replace(row, field=_told(row.field, told)) for row in table.rows.rows)
    return replace(table, rows=replace(table.rows, rows=rows))


def _told(field: Field, told: Mapping[str, set[str]]) -> Field:
    own = told.get(field.wire_name, set())
    others = {label for name, labels in told.items() if name != field.wire_name for label in labels} - own

    def linked(reference: Reference) -> Reference:
        labels = tuple(label for label in reference.text_labels if label not in others)
        if not (labels or reference.type_labels or reference.inline) and len(own) == 1:
            labels = tuple(own)
        return replace(reference, text_labels=labels)

    return replace(field, type=with_reference(field.type, linked))


def _lines(placed: Iterable[Placed]) -> Iterator[Text]:
    return (item.block.text for item in placed if isinstance(item.block, Paragraph))


def _cells(tables: Iterable[SortedTable]) -> Iterator[Text]:
    for table in tables:
        for row in table.table.rows:
            for cell in row.cells:
                yield from texts(cell.blocks)


def _mentions(text: Text) -> Iterator[tuple[str, str]]:
    """(the field, the label) of each sentence of a text."""
    targets = [run.target for run in text.runs if isinstance(run, Link)]
    if not targets:
        return
    words = squeeze(marked_words(text.runs))
    for match, _ in _MENTIONS.all(words):
        index = words.count(REFERENCE, 0, match.end()) - 1
        yield match.group("name"), targets[index]
