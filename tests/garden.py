"""A small project with the pages of a garden, for tests that need some service and say what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Cells = tuple[str, str, str, str]

NAME: Cells = ("name", "Yes", "String", "Name of the bed.")
SETTINGS = '[tool.docbind]\nspecs = "specs"\nout = "sdk"\npackage = "garden_sdk"\n'


def page(title: str, uri: str, *rows: Cells) -> str:
    """A page whose rows are those of the body; the first of them stands in line 21."""
    cells: list[Cells] = [("Parameter", "Mandatory", "Type", "Description"), *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    rule = "   " + " ".join("=" * width for width in widths)
    lines = ["   " + " ".join(map(str.ljust, row, widths)).rstrip() for row in cells]
    label = title.lower().replace(" ", "_")
    return "\n".join(
        [
            f":original_name: {label}.html",
            "",
            f".. _{label}:",
            "",
            title,
            "=" * len(title),
            "",
            "URI",
            "---",
            "",
            uri,
            "",
            "Request Parameters",
            "------------------",
            "",
            ".. table:: **Table 1** Request body parameters",
            "",
            rule,
            lines[0],
            rule,
            *lines[1:],
            rule,
            "",
            "Returned Values",
            "---------------",
            "",
            "Normal: 200",
            "",
        ]
    )


ADDING_A_BED = page("Adding a Bed", "POST /v1/beds", NAME)
REMOVING_A_BED = page("Removing a Bed", "POST /v1/beds/{bed_id}/removal", ("reason", "No", "String", "Why."))
GARDEN = {"adding_a_bed.rst": ADDING_A_BED, "removing_a_bed.rst": REMOVING_A_BED}


def write_pages(folder: Path, pages: Mapping[str, str | bytes]) -> Path:
    """Write pages, by their names, into a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pages.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def project(folder: Path, pages: Mapping[str, str | bytes] = GARDEN, settings: str = SETTINGS) -> Path:
    """A project whose configuration builds the service `garden` of these pages into `sdk/garden_sdk`."""
    write_pages(folder / "specs" / "garden", pages)
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    return folder
