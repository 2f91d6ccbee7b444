"""Metamorphic: real pages, rewritten as another author might have written them, are read the same.

Each rewriting keeps every word's meaning: tables in the other of the two notations, columns in another order or under other titles, captions as lines or list
items, headings and request lines in other forms. `DOCBIND_WHOLE_CORPUS=1` rewrites three services of different dialects instead of a small one; all of them would take longer
than everything else together.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from docbind.disk.source import find_services
from docbind.pipeline import understand
from docbind.views.fields import Row, fields

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SERVICES = (
    ["anti-ddos", "volume-backup-service", "vpc-endpoint"]
    if os.environ.get("DOCBIND_WHOLE_CORPUS") == "1"
    else ["vpc-endpoint"]
)

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the references of the corpus do not lie beside this checkout"
)

Rewriting = Callable[[str], str]

# --- tables --------------------------------------------------------------------------------------------------------

_GRID = re.compile(r"^( *)\+[-+]+\+$")
_SIMPLE = re.compile(r"^( *)=+(?: +=+)+$")
_BLOCK = ("- ", "* ", "+ ", "..", "#")
"""What a cell begins with that only a grid can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A table as it is written: its rows, the titles first; a cell is its lines."""

    indent: str
    rows: tuple[tuple[tuple[str, ...], ...], ...]


def split(text: str) -> list[str | Written]:
    """The lines of a page, and in place of those of each table the table; a table that is not understood stays lines."""
    lines = text.split("\n")
    found: list[str | Written] = []
    at = 0
    while at < len(lines):
        grid, simple = _GRID.match(lines[at]), _SIMPLE.match(lines[at].rstrip())
        end = at + 1
        if grid:
            while end < len(lines) and re.match(rf"{grid.group(1)}[+|]", lines[end]):
                end += 1
        elif simple:
            borders = [index for index in range(at, len(lines)) if lines[index].rstrip() == lines[at].rstrip()][:3]
            end = borders[-1] + 1 if len(borders) == 3 else end
        table = _of_grid(lines[at:end], grid.group(1)) if grid else None
        table = _of_simple(lines[at:end], simple.group(1)) if simple and end > at + 1 else table
        found += [table] if table is not None else lines[at:end]
        at = end
    return found


def _of_grid(lines: list[str], indent: str) -> Written | None:
    block = [line[len(indent) :] for line in lines]
    cuts = [at for at, letter in enumerate(block[0]) if letter == "+"]
    rows: list[tuple[tuple[str, ...], ...]] = []
    cells: list[list[str]] = [[] for _ in cuts[1:]]
    for line in block[1:]:
        if len(line) != len(block[0]) or any(line[cut] not in "+|" for cut in cuts):
            return None
        if re.fullmatch(r"\+[-=+]+\+", line):
            rows.append(tuple(map(_bare, cells)))
            cells = [[] for _ in cuts[1:]]
            continue
        for cell, left, right in zip(cells, cuts, cuts[1:], strict=False):
            cell.append(line[left + 2 : right].rstrip())
    return Written(indent=indent, rows=tuple(rows))


def _of_simple(lines: list[str], indent: str) -> Written | None:
    block = [line[len(indent) :] for line in lines]
    starts = [match.start() for match in re.finditer(r"=+", block[0])]
    rows = []
    for line in block:
        if line.rstrip() == block[0].rstrip():
            continue
        cells = [line[left:right].strip() for left, right in zip(starts, [*starts[1:], None], strict=True)]
        if not cells[0]:
            return None
        rows.append(tuple(("",) if cell == "\\" else (cell,) for cell in cells))
    return Written(indent=indent, rows=tuple(rows))


def _bare(lines: list[str]) -> tuple[str, ...]:
    """The lines of a cell without the empty ones around them."""
    return tuple("\n".join(lines).strip("\n").split("\n"))


def as_grid(table: Written) -> list[str]:
    widths = [max(len(line) for row in table.rows for line in row[at]) for at in range(len(table.rows[0]))]
    written = ["+" + "+".join("-" * (width + 2) for width in widths) + "+"]
    for number, row in enumerate(table.rows):
        for at in range(max(map(len, row))):
            cells = ((cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(row, widths, strict=True))
            written.append("| " + " | ".join(cells) + " |")
        written.append("+" + "+".join(("-" if number else "=") * (width + 2) for width in widths) + "+")
    return [table.indent + line for line in written]


def as_simple(table: Written) -> list[str]:
    if any(len(cell) > 1 or cell[0].startswith(_BLOCK) for row in table.rows for cell in row):
        return as_grid(table)
    widths = [max(2, *(len(row[at][0]) for row in table.rows)) for at in range(len(table.rows[0]))]
    border = " ".join("=" * width for width in widths)
    rows = [
        " ".join((cell[0] or "\\").ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table.rows
    ]
    return [table.indent + line for line in (border, rows[0], border, *rows[1:], border)]


def tables(change: Callable[[Written], Written], lay_out: Callable[[Written], list[str]] = as_grid) -> Rewriting:
    """Every table of a page changed and laid out anew."""

    def rewrite(text: str) -> str:
        lines: list[str] = []
        for piece in split(text):
            lines += [piece] if isinstance(piece, str) else lay_out(change(piece))
        return "\n".join(lines)

    return rewrite


def _titles(table: Written) -> tuple[str, ...]:
    return tuple(" ".join(cell) for cell in table.rows[0])


def titled(words: dict[str, str]) -> Callable[[Written], Written]:
    def change(table: Written) -> Written:
        if _titles(table)[0] not in ("Parameter", "Name"):
            return table
        head = tuple((words.get(title, title),) for title in _titles(table))
        return Written(indent=table.indent, rows=(head, *table.rows[1:]))

    return change


def description_second(table: Written) -> Written:
    if _titles(table)[-1] != "Description" or _titles(table)[0] not in ("Parameter", "Name"):
        return table
    return Written(indent=table.indent, rows=tuple((row[0], row[-1], *row[1:-1]) for row in table.rows))


def answered(words: dict[str, str]) -> Callable[[Written], Written]:
    def change(table: Written) -> Written:
        if "Mandatory" not in _titles(table):
            return table
        at = _titles(table).index("Mandatory")
        rows = (
            tuple(
                (words.get(cell[0], cell[0]),) if place == at and len(cell) == 1 else cell
                for place, cell in enumerate(row)
            )
            for row in table.rows[1:]
        )
        return Written(indent=table.indent, rows=(table.rows[0], *rows))

    return change


# --- captions, headings, request lines -----------------------------------------------------------------------------

_CAPTION = re.compile(r"^( *)\.\. table:: (?:\*\*Table \d+\*\* ?)?(.*)$")


def uncaptioned(text: str) -> str:
    """Each caption as a line before its table."""
    lines = text.split("\n")
    written: list[str] = []
    at = 0
    while at < len(lines):
        caption = _CAPTION.match(lines[at])
        if caption is None or not caption.group(2).strip():
            written.append(lines[at])
            at += 1
            continue
        written.append(caption.group(1) + caption.group(2).strip())
        at += 1
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(caption.group(1) + "   ")):
            written.append(lines[at][3:] if lines[at].strip() else "")
            at += 1
    return "\n".join(written)


def headed(words: dict[str, str]) -> Rewriting:
    def rewrite(text: str) -> str:
        def other(heading: re.Match[str]) -> str:
            title = words.get(heading.group(1), heading.group(1))
            return f"{title}\n{'-' * len(title)}"

        return re.sub(r"^(.+)\n-{3,}$", other, text, flags=re.MULTILINE)

    return rewrite


def requested(form: str) -> Rewriting:
    """The only request line of a page's section on the URI in another form, where it stands in a paragraph of its own."""
    line = re.compile(r"^(GET|PUT|POST|DELETE) (/\S*)$", re.MULTILINE)

    def rewrite(text: str) -> str:
        section = re.search(r"^URI\n-+\n(.*?)(?=^[^\n]+\n-{3,}$|\Z)", text, flags=re.MULTILINE | re.DOTALL)
        if section is None or len(line.findall(section.group(1))) != 1:
            return text
        changed = line.sub(lambda found: form.format(*found.groups()), section.group(1))
        return text[: section.start(1)] + changed + text[section.end(1) :]

    return rewrite


REWRITINGS: dict[str, Rewriting] = {
    "grid tables": tables(lambda table: table),
    "simple tables": tables(lambda table: table, as_simple),
    "the description before the type": tables(description_second),
    "other column titles": tables(
        titled({"Parameter": "Field", "Mandatory": "Required", "Type": "Parameter Type", "Description": "Remarks"})
    ),
    "letters for yes and no": tables(answered({"Yes": "M", "No": "O"})),
    "captions as lines": uncaptioned,
    "other headings": headed(
        {
            "Request Parameters": "Request",
            "Response Parameters": "Response Message",
            "Status Codes": "Returned Values",
            "Example Requests": "Sample Request",
            "Example Responses": "Response Example",
        }
    ),
    "the URI in a code block": requested(".. code-block:: text\n\n   {0} {1}"),
    "the URI in a list item": requested("-  URI format\n\n   {0} {1}"),
    "the URI with a host": requested("{0} https://{{Endpoint}}{1}"),
}


def read(folder: Path) -> dict[str, tuple[Row, ...]]:
    """What each page documents, by its place in the service."""
    (service,) = understand(find_services([folder], None).value, lambda words: None).value
    found: dict[str, tuple[Row, ...]] = {}
    for row in fields(service.spec):
        page = str(row["doc"]).partition("/source/")[2]
        rest = {name: value for name, value in row.items() if name != "doc"}
        found[page] = (*found.get(page, ()), rest)
    return found


@pytest.fixture(scope="module", params=SERVICES)
def original(request: pytest.FixtureRequest) -> tuple[Path, dict[str, tuple[Row, ...]]]:
    folder = CORPUS / str(request.param)
    return folder, read(folder)


@pytest.mark.parametrize("name", REWRITINGS)
def test_a_page_that_is_written_otherwise_is_read_the_same(
    name: str, original: tuple[Path, dict[str, tuple[Row, ...]]], tmp_path: Path
) -> None:
    folder, expected = original
    other = tmp_path / folder.name
    shutil.copytree(folder, other)
    changed = 0
    for page in sorted(other.rglob("*.rst")):
        before = page.read_text(encoding="utf-8")
        after = REWRITINGS[name](before)
        changed += after != before
        page.write_text(after, encoding="utf-8")
    assert read(other) == expected
    if not changed:
        pytest.skip(f"no page of {folder.name} is written in the form that is rewritten")
