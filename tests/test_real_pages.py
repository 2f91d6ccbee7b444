"""The real pages, facts about them, and hostile ones, where they lie beside the checkout in `../shared`."""

from __future__ import annotations

import importlib
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from command import GENERATOR, PROJECT, docbind

SHARED = PROJECT.parent / "shared"
FUNCTION_GRAPH = SHARED / "corpus" / "function-graph"
SCORER = SHARED / "benchmark" / "score.py"
CHECKER = SHARED / "hostile" / "check.py"
LEAST_SCORES = {
    "recall_doc": 0.98,
    "prec_adj": 0.98,
    "nesting": 0.98,
    "type": 0.99,
    "required": 0.99,
    "enum_exact": 0.95,
}
HOSTILE_SAMPLE = ("a06-*", "b08-*", "d11-*", "e01-*", "f04-*", "g08-*")
"""A case of each group: texts, structured slots, names of services, machinery, tables and encodings."""


def needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not path.exists(), reason=f"{path.relative_to(PROJECT.parent)} is not beside the checkout"
    )


@needs(FUNCTION_GRAPH)
def test_function_graph_becomes_a_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = docbind("build", FUNCTION_GRAPH, "--out", tmp_path, "--package", "real_sdk", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "56 operations of 1 service" in ran.err
    monkeypatch.syspath_prepend(str(tmp_path))
    client = importlib.import_module("real_sdk.functiongraph").FunctionGraph
    methods = [name for name, value in vars(client).items() if callable(value) and not name.startswith("_")]
    assert len([name for name in methods if not name.startswith("wait_until_")]) == 56
    for module in ("models", "operations", "validators", "client"):
        importlib.import_module(f"real_sdk.functiongraph.{module}")


@needs(SCORER)
@needs(FUNCTION_GRAPH)
def test_function_graph_is_read_as_independent_facts_say(tmp_path: Path) -> None:
    ran = docbind("export", "fields", FUNCTION_GRAPH, "--out", tmp_path / "fields.jsonl", cwd=tmp_path)
    assert ran.code == 0, ran.err
    command = [SCORER, tmp_path / "fields.jsonl", "--tier", "AB", "--services", "function-graph", "--worst", "0"]
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    (names,) = (line.split() for line in done.stdout.splitlines() if line.startswith("service "))
    (figures,) = (line.split() for line in done.stdout.splitlines() if line.startswith("TOTAL  "))
    total = dict(zip(names, figures, strict=True))
    assert total["ops"] == "46/46"
    below = {name: total[name] for name, least in LEAST_SCORES.items() if float(total[name]) < least}
    assert not below, done.stdout


@needs(CHECKER)
def test_hostile_pages_do_no_harm() -> None:
    chosen = "*" if os.environ.get("DOCBIND_WHOLE_CORPUS") == "1" else ",".join(HOSTILE_SAMPLE)
    build = f"{shlex.quote(sys.executable)} -m docbind build {{src}} --service {{service}} --out {{out}}"
    done = subprocess.run(
        [sys.executable, str(CHECKER), "--cmd", build, "--only", chosen],
        env={**os.environ, "PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
    )
    passed = [line for line in done.stdout.splitlines() if line.startswith("ok ")]
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(passed) >= len(HOSTILE_SAMPLE), done.stdout
