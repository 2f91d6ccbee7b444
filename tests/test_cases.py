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
from projection import projection

CASES = Path(__file__).parent / "cases"
SLUGS = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())

KNOWN_DEFECTS: dict[str, str] = {
    "wrapper-of-an-error-shown-by-its-example": "the example of any error has the status 400, its body the status 0, so they never meet",
}
"""Cases whose golden files say what should come out and does not yet, with the reason."""


def understood(case: Path) -> dict[str, str]:
    """The golden files of a case as they should be now."""
    found = find_services(sorted(case.glob("pages*")), None)
    outcome = understand(found.value, lambda words: None)
    sources = {source.path: source.text for service in outcome.value for source in service.sources}
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


def test_no_known_defect_is_without_a_case() -> None:
    assert set(KNOWN_DEFECTS) <= set(SLUGS)
