"""Pages in, specification and findings out: one behaviour per folder of `cases`, and the folder's name is the sentence.

A case holds `pages/<service>/**.rst` (further folders `pages*` are further arguments of the command), `why.md`, and two golden files: `spec.json`, see
`projection`, and `diagnostics.txt`, which is what `docbind lint` prints. `pytest --update` rewrites the golden files; read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docbind.disk.source import find_services
from docbind.pipeline import understand
from docbind.views import report
from docbind.views.fields import fields
from projection import projection

CASES = Path(__file__).parent / "cases"
SLUGS = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())

KNOWN_DEFECTS: dict[str, str] = {}
"""Cases whose golden files say what should come out and does not yet, with the reason."""


def understood(case: Path) -> dict[str, str]:
    """The golden files of a case as they should be now."""
    found = find_services(sorted(case.glob("pages*")), None)
    outcome = understand(found.value, lambda words: None)
    sources = {file.path: file.text for service in outcome.value for file in (*service.sources, *service.errata)}
    return {
        "spec.json": projection(tuple(service.spec for service in outcome.value)),
        "diagnostics.txt": report.text((*found.diagnostics, *outcome.diagnostics), sources),
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_give_what_the_case_says(
    slug: str, update: bool, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if slug in KNOWN_DEFECTS:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_DEFECTS[slug], strict=True))
    monkeypatch.chdir(CASES / slug)  # findings on folders name them as they were given
    case = Path()
    for name, text in understood(case).items():
        if update and slug not in KNOWN_DEFECTS:
            (case / name).write_text(text, encoding="utf-8")
        assert text == (case / name).read_text(encoding="utf-8"), f"{slug}/{name}: not what it was; see --update"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_case_says_why(slug: str) -> None:
    assert re.fullmatch(r"[a-z0-9.]+(-[a-z0-9.]+)+", slug), "the folder's name is a sentence, joined by hyphens"
    assert 12 < len((CASES / slug / "why.md").read_text(encoding="utf-8").split()) < 120


def test_structures_may_be_nested_as_deeply_as_a_page_is_long(tmp_path: Path) -> None:
    """A chain of 300 tables, too long for a folder to read: every structure is found, and the innermost field has its full path."""
    (tmp_path / "garden").mkdir()
    (tmp_path / "garden" / "adding_a_bed.rst").write_text(chain(300), encoding="utf-8")
    outcome = understand(find_services([tmp_path / "garden"], None).value, lambda words: None)
    spec = outcome.value[0].spec
    assert outcome.diagnostics == ()
    assert len(spec.models) == 300
    (operation,) = fields(spec)
    rows = operation["fields"]
    assert isinstance(rows, list)
    assert rows[-1]["name"] == ".".join(f"layer{depth}" for depth in range(300))


def chain(length: int) -> str:
    """A page whose body holds a structure that holds a structure, and so on."""
    page = "Adding a Bed\n============\n\nURI\n---\n\nPOST /v1/beds\n\nRequest Parameters\n------------------\n\n"
    for depth in range(length):
        caption = f"Layer{depth}" if depth else "Request body parameters"
        kind = f":ref:`Layer{depth + 1} <layer_{depth + 1}>` object" if depth + 1 < length else "String"
        border = f"   {'=' * 10} {'=' * 40} ==========="
        rows = (f"   {'Parameter':<10} {'Type':<40} Description", f"   {f'layer{depth}':<10} {kind:<40} Below.")
        page += f".. _layer_{depth}:\n\n.. table:: **Table {depth + 1}** {caption}\n\n"
        page += f"{border}\n{rows[0]}\n{border}\n{rows[1]}\n{border}\n\n"
    return page + "Returned Values\n---------------\n\nNormal: 200\n"


def test_no_known_defect_is_without_a_case() -> None:
    assert set(KNOWN_DEFECTS) <= set(SLUGS)
