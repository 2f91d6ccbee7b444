"""Real changes of real references: everything that is expected is said with its impact, and nothing that must not be said."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docbind.disk.source import find_services
from docbind.model.change import Change
from docbind.pipeline import differences, understand
from docbind.views import changelog

CHANGES = Path(__file__).parents[3] / "shared" / "changes"

if not (CHANGES / "expected.json").is_file():
    pytest.skip("the real changes are not here", allow_module_level=True)

PAIRS: list[dict[str, Any]] = json.loads((CHANGES / "expected.json").read_text(encoding="utf-8"))["pairs"]
LARGE = {"01-additive-optional-field", "09-mass-reformat", "10-prose-only"}
"""Pairs of many pages: they are compared where DOCBIND_WHOLE_CORPUS is set."""


def compared(name: str) -> tuple[Change, ...]:
    states = []
    for state in ("old", "new"):
        services = find_services((CHANGES / name / state,), "service")
        states.append(understand(services.value, lambda words: None).value)
    return differences(states[0], states[1], lambda words: None)


def matches(change: Change, wanted: dict[str, Any]) -> bool:
    """Whether a change is what a person expected. Paths were written by hand: the last name of a path must agree, and both names of a renaming."""
    if (change.kind.value, changelog.IMPACTS[change.impact]) != (wanted["change"], wanted["severity"]):
        return False
    if "op" in wanted and change.operation != wanted["op"]:
        return False
    if "page" in wanted and "/" not in wanted["page"] and not change.span.path.endswith("/" + wanted["page"]):
        return False
    if "old" in wanted and wanted["change"].startswith("enum") and change.old != wanted["old"]:
        return False
    names = [_last(name) for name in re.findall(r"[\w.\[\]]+", wanted.get("path", "")) if not name.isdigit()]
    said = [_last(name) for name in (change.path, change.old, change.new)]
    if wanted["change"] == "param-renamed":
        return all(name in said for name in names)
    return not names or said[0] in names


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def expectations() -> Iterator[Any]:
    for pair in PAIRS:
        left_out = pair["id"] in LARGE and not os.environ.get("DOCBIND_WHOLE_CORPUS")
        yield pytest.param(pair, id=pair["id"], marks=pytest.mark.skipif(left_out, reason="many pages"))


@pytest.mark.parametrize("pair", list(expectations()))
def test_what_is_expected_is_said_and_nothing_graver(pair: dict[str, Any]) -> None:
    found = compared(pair["id"])
    missing = [wanted for wanted in pair.get("expect", ()) if not any(matches(change, wanted) for change in found)]
    assert not missing
    gravest = changelog.verdict(found)
    assert (changelog.IMPACTS[gravest] if gravest else "no change") == pair["verdict"]
