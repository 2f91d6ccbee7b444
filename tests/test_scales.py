"""The scripts in `benchmarks/` that say how far the rules of an emitted package can be believed, run on the one
in `generated/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command import GENERATED, GENERATOR, PROJECT, SPECS, docbind

CORPUS = PROJECT.parent / "shared" / "corpus"
SAMPLE = ("elastic-volume-service", "function-graph", "virtual-private-cloud")
"""Services of different dialects; `DOCBIND_WHOLE_CORPUS=1` takes all of them."""
FUNCTION = "/v2/0123456789abcdef/fgs/functions/urn:fss:eu-de:0123456789abcdef:function:default:mailer"
CREATED = {
    "func_name": "invoice-mailer",
    "runtime": "Python3.9",
    "handler": "mailer.run",
    "timeout": 45,
    "memory_size": 512,
    "code_type": "inline",
    "package": "default",
    "func_vpc": {"vpc_id": "5d0c8a72", "subnet_id": "b61e3f90"},
    "depend_version_list": ["41f7d3ae"],
}
FEWER = {name: value for name, value in CREATED.items() if name != "timeout"}


def script(name: str, *arguments: str | Path) -> str:
    """Run a script; gives what it prints."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "benchmarks" / f"{name}.py"), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def request(method: str, path: str, body: Any = None, **said: Any) -> dict[str, Any]:
    return {
        "kind": "request",
        "source": "an-sdk",
        "file": "a/test",
        "method": method,
        "paths": [path],
        "query": "",
        "modules": ["functiongraph"],
        "body": body,
        **said,
    }


@pytest.fixture
def peers(tmp_path: Path) -> Path:
    """What another SDK sends, and the answers that it expects."""
    file = tmp_path / "peers.jsonl"
    lines = (
        request("POST", "/v2/0123456789abcdef/fgs/functions", CREATED),
        request("POST", "/v2/0123456789abcdef/fgs/functions", FEWER, judged="page"),
        request("PUT", f"{FUNCTION}/async-invoke-config", {"max_async_retry_attempts": 2}),
        request("PUT", f"{FUNCTION}/async-invoke-config", {"max_async_retry_attempts": 9}, judged="ours"),
        request("PUT", f"{FUNCTION}/async-invoke-config", {"__text__": "no JSON"}),
        request("GET", "/v2/0123456789abcdef/fgs/functions", query="marker=0&maxitems=100"),
        request("GET", "/v9/unheard-of"),
        request("GET", f"{FUNCTION}/code", {"func_name": "mailer", "new": [1.0]}, kind="response", status=200),
        request("DELETE", FUNCTION, kind="response", status=204),
    )
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def sdk(tmp_path: Path) -> Path:
    """A copy of the emitted package, to be changed."""
    folder = tmp_path / "sdk"
    shutil.copytree(GENERATED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def tell_all(sdk: Path) -> None:
    """Let no violation of a package stop a request."""
    with (sdk / "otc/_core/violation.py").open("a", encoding="utf-8") as module:
        module.write("\n\nViolation.refused = property(lambda self: False, lambda self, value: None)\n")


def overlook(sdk: Path, rule: str) -> None:
    """Let the checks of a package find nothing that breaks a rule of this name."""
    with (sdk / "otc/_core/validation.py").open("a", encoding="utf-8") as module:
        module.write(
            "\n\n_check_all = check\n\n\ndef check(*arguments, **outside):\n"
            f"    return tuple(one for one in _check_all(*arguments, **outside) if one.rule != {rule!r})\n"
        )


def rows_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


# --- what the cloud accepts ----------------------------------------------------------------------------------------------


def test_what_is_refused_and_what_is_lost_is_counted(peers: Path, tmp_path: Path) -> None:
    lines = script("check_peers", GENERATED, "--peers", peers, "--rows", tmp_path / "rows.jsonl").splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "request all 7",
        "request matched 6",
        "request refused 2",
        "request strict 2",
        "response all 2",
        "response kept 1",
        "response matched 2",
        "response no body documented 1",
        "refused of those judged not refused before: 0 of 3",
        "refused of those judged ours: 1 of 1",
        "refused of those judged page: 1 of 1",
        "refused by default 0.3333, in strict mode 0.3333 of matched requests; by rule {'required': 1, 'maximum': 1}",
    ]
    first, second = rows_of(tmp_path / "rows.jsonl")
    assert first["operation"] == "functiongraph.CreateFunction"
    assert [violation[:2] for violation in first["violations"]] == [["timeout", "required"]]
    assert [violation[:2] for violation in second["violations"]] == [["max_async_retry_attempts", "maximum"]]


def test_a_violation_that_is_told_is_none_that_is_refused(peers: Path, sdk: Path) -> None:
    tell_all(sdk)
    told = script("check_peers", sdk, "--peers", peers)
    assert "refused by default 0.0000, in strict mode 0.3333 of matched requests; by rule {}" in told


# --- what is wrong -------------------------------------------------------------------------------------------------------


def test_mistakes_of_each_kind_are_planted_and_judged(peers: Path) -> None:
    table = script("seeded_mistakes", GENERATED, "--peers", peers).splitlines()
    assert table[0] == "3 requests of 3 operations break no rule"
    kinds = {line[:28].strip(): line[28:].split() for line in table[2:-1]}
    assert list(kinds) == [
        "bound exceeded",
        "list for object",
        "mandatory field left out",
        "misspelt field",
        "object for list",
        "text for number",
        "value with a typo",
        "wrong path argument",
        "all",
    ]
    for kind, (seeds, refused, told, silent, *shares) in kinds.items():
        assert int(seeds) > 0, kind
        assert (refused, told, silent, shares) == (seeds, "0", "0", ["100.00%", "100.00%"]), kind


def test_the_same_mistakes_are_planted_in_every_run(peers: Path, sdk: Path, tmp_path: Path) -> None:
    tell_all(sdk)
    runs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for rows in runs:
        script("seeded_mistakes", sdk, "--peers", peers, "--rows", rows)
    assert rows_of(runs[0]) == rows_of(runs[1]) != []


def test_mistakes_are_real_ones(peers: Path, sdk: Path, tmp_path: Path) -> None:
    tell_all(sdk)
    script("seeded_mistakes", sdk, "--peers", peers, "--cap", "1000", "--rows", tmp_path / "rows.jsonl")
    rows = rows_of(tmp_path / "rows.jsonl")
    found = {(row["kind"], row["where"], json.dumps(row["instead"])) for row in rows}
    assert all(row["was"] != row["instead"] for row in rows)
    left_out = {where for kind, where, _ in found if kind == "mandatory field left out"}
    assert "body.memory_size" in left_out
    assert "body.timeout" not in left_out, "the cloud was seen to do without it"
    assert ("list for object", "body.func_vpc", json.dumps([CREATED["func_vpc"]])) in found
    assert ("object for list", "body.depend_version_list", '{"value": "41f7d3ae"}') in found
    assert {("bound exceeded", "body.timeout", "2"), ("bound exceeded", "body.timeout", "259201")} <= found
    assert ("text for number", "body.timeout", '"many"') in found
    assert {row["where"] for row in rows if row["kind"] == "misspelt field"} >= {
        "body.func_name",
        "body.func_vpc.vpc_id",
    }
    typos = {row["instead"] for row in rows if row["kind"] == "value with a typo" and row["was"] == "inline"}
    assert len(typos) == 4
    assert not typos & {"inline", "zip", "obs", "jar", "Custom-Image-Swr"}


def test_what_only_the_client_refuses_counts_as_refused(peers: Path, sdk: Path, tmp_path: Path) -> None:
    tell_all(sdk)
    script("seeded_mistakes", sdk, "--peers", peers, "--rows", tmp_path / "rows.jsonl")
    assert "wrong path argument" not in {row["kind"] for row in rows_of(tmp_path / "rows.jsonl")}


def test_a_mistake_that_nobody_tells_is_silent(peers: Path, sdk: Path, tmp_path: Path) -> None:
    overlook(sdk, "unknown")
    script("seeded_mistakes", sdk, "--peers", peers, "--rows", tmp_path / "rows.jsonl")
    verdicts = {(row["verdict"], row["kind"]) for row in rows_of(tmp_path / "rows.jsonl")}
    assert verdicts == {("silent", "misspelt field")}


# --- what the pages show -------------------------------------------------------------------------------------------------


def test_every_example_of_our_own_pages_passes_but_for_masked_values() -> None:
    *masked, counts, rules = script("documented_examples", GENERATED).splitlines()
    assert counts.endswith("4 told, 1 masked, 0 nameless, 0 refused")
    assert rules == "refused by rule {}"
    assert len([line for line in masked if line.startswith("masked: functiongraph.")]) == 1


def test_an_example_that_is_refused_is_listed_with_its_line(sdk: Path, tmp_path: Path) -> None:
    file = sdk / "otc/functiongraph/examples.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"max_instance_num": 40', '"max_instance_num": "many", "x": null'),
        encoding="utf-8",
    )
    listed = script("documented_examples", sdk, "functiongraph", "--rows", tmp_path / "rows.jsonl")
    assert "refused: functiongraph.UpdateFunctionInstanceLimit " in listed
    assert "max_instance_num: an integer expected, not the string 'many'" in listed
    (row,) = (row for row in rows_of(tmp_path / "rows.jsonl") if row["verdict"] == "refused")
    assert [violation[:2] for violation in row["violations"]] == [["max_instance_num", "type"], ["x", "unknown"]]
    tell_all(sdk)
    assert ", 6 told, 0 masked, 0 nameless, 0 refused" in script("documented_examples", sdk)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real pages do not lie beside the checkout")
def test_every_documented_request_is_sent_by_default_unless_it_is_masked(tmp_path: Path) -> None:
    whole = os.environ.get("DOCBIND_WHOLE_CORPUS") == "1"
    pages = [CORPUS] if whole else [CORPUS / name for name in SAMPLE]
    ran = docbind("build", "--quiet", "--out", tmp_path, *pages, cwd=tmp_path)
    assert ran.code in (0, 1), ran.told
    judged = script("documented_examples", tmp_path)
    refused = [line for line in judged.splitlines() if line.startswith("refused: ")]
    assert refused == [], judged


# --- rules to read -------------------------------------------------------------------------------------------------------


def test_rules_are_drawn_with_the_rows_that_state_them() -> None:
    drawn = script("enforced_rules", GENERATED, "--corpus", SPECS, "--number", "1000")
    limit = drawn.partition(
        "functiongraph ConfigureAsynchronousExecutionNotification.max_async_retry_attempts: maximum"
    )[2]
    value, place, table, row = limit.splitlines()[:4]
    assert value == " le = 3"
    assert place.startswith("   configuring_asynchronous_execution_notification.rst:")
    assert table.startswith("   > **Table ")
    assert row.startswith("   > max_async_retry_attempts | No | Integer | ")


def test_as_many_rules_are_drawn_as_asked_for_and_others_with_another_seed() -> None:
    one, same, other = (
        script("enforced_rules", GENERATED, "--number", "5", "--seed", seed) for seed in ("1", "1", "2")
    )
    assert one == same != other
    assert "5 of " in one.splitlines()[-1]


def test_rules_that_are_told_are_not_drawn(sdk: Path) -> None:
    def number(folder: Path) -> int:
        return int(script("enforced_rules", folder).splitlines()[-1].split()[2])

    before = number(sdk)
    file = sdk / "otc/functiongraph/operations.py"
    text = file.read_text(encoding="utf-8")
    assert text.count("at.body(ge=3, le=259200)") == 2
    file.write_text(text.replace("ge=3, le=259200", 'ge=3, le=259200, told=("maximum",)'), encoding="utf-8")
    assert number(sdk) == before - 2
