"""Two states of one small reference, written as pages, and what their comparison says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docbind.disk.source import find_services
from docbind.model.change import Change, Impact
from docbind.pipeline import Understood, differences, understand

Row = tuple[str, ...]

REQUEST_HEADER: Row = ("Parameter", "Mandatory", "Type", "Description")
RESPONSE_HEADER: Row = ("Parameter", "Type", "Description")


def table(caption: str, rows: Sequence[Row], header: Row) -> str:
    """A grid table; cells may hold several lines."""
    cells = [[cell.split("\n") for cell in row] for row in (header, *rows)]
    widths = [max(len(line) for row in cells for line in row[column]) for column in range(len(header))]
    rule = "   +" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [f".. table:: **Table 1** {caption}", "", rule]
    for number, row in enumerate(cells):
        for index in range(max(map(len, row))):
            texts = [
                (cell[index] if index < len(cell) else "").ljust(width) for cell, width in zip(row, widths, strict=True)
            ]
            lines.append("   | " + " | ".join(texts) + " |")
        lines.append(rule.replace("-", "=") if number == 0 else rule)
    return "\n".join([*lines, ""])


def page(
    title: str = "Adding a Bed",
    uri: str = "POST /v1/beds/{garden_id}",
    *,
    label: str = "adding_a_bed",
    prose: str = "This API adds a bed.",
    query: Sequence[Row] = (),
    request: Sequence[Row] = (("name", "Yes", "String", "Its name."),),
    response: Sequence[Row] = (("id", "String", "Its ID."),),
    more: str = "",
    normal: str = "200",
) -> str:
    """A page of one operation. `more` are further tables, which stand behind those of the request."""
    parts = [f".. _{label}:", "", title, "=" * len(title), "", "Function", "--------", "", prose, ""]
    parts += ["URI", "---", "", uri, ""]
    parts += [table("Query parameters", query, REQUEST_HEADER)] if query else []
    parts += ["Request Parameters", "------------------", ""]
    parts += [table("Request body parameters", request, REQUEST_HEADER)] if request else []
    parts += [more, "", "Response Parameters", "-------------------", ""]
    parts += [table("Response body parameters", response, RESPONSE_HEADER)] if response else []
    return "\n".join([*parts, "Returned Values", "---------------", "", f"Normal: {normal}", ""])


def changes(folder: Path, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    """What changed from the pages `old` to the pages `new`, given by their paths."""
    before, after = (_understood(folder / name, pages) for name, pages in (("old", old), ("new", new)))
    return differences(before, after, lambda words: None)


def told(found: Sequence[Change]) -> list[str]:
    """Each change in one line: impact, kind, part of the message, path, and what was and is."""
    lines = []
    for change in found:
        states = " -> ".join((change.old, change.new)) if change.old or change.new else ""
        words = (change.impact.name.lower().replace("_", "-"), change.kind.value, change.where, change.path, states)
        lines.append(" ".join(filter(None, words)))
    return lines


def gravest(found: Sequence[Change]) -> Impact | None:
    return max((change.impact for change in found), default=None)


def _understood(folder: Path, pages: Mapping[str, str]) -> tuple[Understood, ...]:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    services = find_services((folder,), "garden")
    assert services.value, services.diagnostics
    return understand(services.value, lambda words: None).value
