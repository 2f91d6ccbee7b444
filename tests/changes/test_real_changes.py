"""Real changes of real references: everything that is expected is said with its impact, and nothing that must not be said."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import docbind, tree
from docbind.disk.source import find_services
from docbind.model.change import Change
from docbind.namelock import parse_lock
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


@pytest.mark.parametrize("name", [pair["id"] for pair in PAIRS if pair["id"] not in LARGE])
def test_no_name_moves_and_what_no_page_changed_stays_as_it_was(name: str, tmp_path: Path) -> None:
    """The old pages are built, then the new ones over them, as a repository that vendors the output does."""
    pages, sdk = tmp_path / "pages", tmp_path / "sdk"
    emitted = sdk / "otc" / "service"
    states = []
    for state in ("old", "new"):
        shutil.rmtree(pages, ignore_errors=True)
        shutil.copytree(CHANGES / name / state, pages)
        ran = docbind("build", pages, "--service", "service", "--out", sdk, cwd=tmp_path)
        assert ran.code == 0, ran.err
        states.append((locked(emitted), classes(emitted / "operations.py"), tree(pages), ran.err))
    (old_lock, old_code, old_pages, _), (new_lock, new_code, new_pages, told) = states
    gone = {subject for subject, reserved in old_lock.items() if not reserved and new_lock.get(subject, True)}
    assert gone <= set(new_lock), "a published name is not even reserved"
    assert all(subject[1] in told for subject in gone)
    untouched = {path for path, content in new_pages.items() if old_pages.get(path) == content}
    kept = {
        class_name
        for class_name, page in pages_of(emitted / "client.py").items()
        if any(path.endswith(page) for path in untouched)
    }
    changed = {class_name for class_name in new_code if new_code[class_name] != old_code.get(class_name)}
    assert not changed & kept, "the code of an operation differs whose page is the same"


def locked(emitted: Path) -> dict[tuple[str, str], bool]:
    """The kind and name of each line of the lock, and whether it is only reserved."""
    lock = parse_lock((emitted / "names.lock").read_text(encoding="utf-8"), "names.lock").value
    return {(entry.kind.value, entry.name): entry.reserved for entry in lock.entries}


def classes(module: Path) -> dict[str, str]:
    """The text of each class of a module, by its name in lower case."""
    text = module.read_text(encoding="utf-8")
    found = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    return {node.name.lower(): ast.get_source_segment(text, node) or "" for node in found}


def pages_of(client: Path) -> dict[str, str]:
    """The page of each operation, as its method's docstring tells it, by the method's name without underscores."""
    methods = (
        node for node in ast.walk(ast.parse(client.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    named = ((node.name, re.search(r"\(([^()\s]+\.rst):\d+\)", ast.get_docstring(node) or "")) for node in methods)
    return {name.replace("_", ""): found[1] for name, found in named if found}
