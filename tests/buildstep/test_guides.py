"""docs/configuration.md, docs/vendoring.md and docs/errata.md: every setting is in its table, and what is shown
works.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from command import PROJECT, docbind, tree
from docbind.dialect.findings import FINDINGS
from docbind.disk.service_info import LIST_SETTINGS, STRING_SETTINGS
from docbind.disk.settings import KEYS
from docbind.errata.keys import KEYS as ERRATA_KEYS
from docbind.errata.keys import RULES
from garden import GARDEN, SETTINGS, project, write_pages
from installed import ran
from upstream.repositories import ISOLATED

CONFIGURATION = (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8")
VENDORING = (PROJECT / "docs" / "vendoring.md").read_text(encoding="utf-8")
ERRATA = (PROJECT / "docs" / "errata.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MINE = "# Ours.\nMINE = 1\n"


def section(heading: str) -> str:
    """The text below a heading that begins so."""
    (found,) = (part for part in CONFIGURATION.split("\n## ") if part.startswith(heading))
    return found


def keys(heading: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z_]+)` \|", section(heading), re.MULTILINE))


def blocks(text: str, language: str) -> list[str]:
    return [found[2] for found in BLOCK.finditer(text) if found[1] == language]


def hook_options() -> tuple[str, ...]:
    pytest.importorskip("hatchling")
    options: tuple[str, ...] = importlib.import_module("docbind.hatch").OWN_OPTIONS
    return options


def test_every_setting_is_explained_and_nothing_else() -> None:
    assert keys("`[tool.docbind]`") == set(KEYS)
    assert keys("`service.toml`") == {*STRING_SETTINGS, *LIST_SETTINGS}
    assert keys("`[tool.hatch") == set(hook_options())


def test_the_defaults_are_what_happens_without_settings(tmp_path: Path) -> None:
    home = project(tmp_path, settings="[tool.docbind]\n")
    assert docbind("build", cwd=home).code == 0
    defaults = dict(re.findall(r"^\| `(\w+)` \| `\"([\w-]+)\"` \|", section("`[tool.docbind]`"), re.MULTILINE))
    assert (home / defaults["specs"] / "garden").is_dir()
    assert (home / defaults["out"] / defaults["package"] / "garden" / "client.py").is_file()


def test_the_shown_configuration_builds(tmp_path: Path) -> None:
    project_settings, service_settings = blocks(CONFIGURATION, "toml")
    write_pages(tmp_path, {"pyproject.toml": project_settings})
    write_pages(tmp_path / "specs/garden", {**GARDEN, "service.toml": service_settings})
    write_pages(tmp_path / "vendor/pages/shed", GARDEN)
    assert docbind("build", cwd=tmp_path).code == 0
    client = (tmp_path / "src/cloud/otc/garden/client.py").read_text(encoding="utf-8")
    assert tomllib.loads(service_settings)["title"] in client
    assert (tmp_path / "src/cloud/otc/shed/client.py").is_file()


def test_the_shown_steps_are_in_the_files_that_they_name() -> None:
    hooks, action, workflow = map(yaml.safe_load, blocks(VENDORING, "yaml"))
    offered = {hook["id"] for hook in yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} < offered
    assert action[0]["uses"].startswith("OWNER/docbind@")
    assert (PROJECT / "action.yml").is_file()
    (job,) = workflow["jobs"].values()
    path = job["uses"].removeprefix("OWNER/docbind/").partition("@")[0]
    called = yaml.safe_load((PROJECT / path).read_text(encoding="utf-8"))
    assert set(job["with"]) <= set(called[True]["workflow_call"]["inputs"])
    assert job["permissions"] == called["jobs"]["regenerate"]["permissions"]


def test_the_shown_addition_works_and_survives(tmp_path: Path) -> None:
    addition, _ = blocks(VENDORING, "python")
    settings = '[tool.docbind]\nspecs = "specs"\nout = "src"\npackage = "cloud.otc"\n'
    write_pages(tmp_path, {"pyproject.toml": settings})
    specs = tmp_path / "specs"
    write_pages(specs / "garden", GARDEN)
    subprocess.run(["cp", "-r", PROJECT / "specs/functiongraph", specs], check=True)
    assert docbind("build", cwd=tmp_path).code == 0
    mine = {
        "src/cloud/otc/functiongraph/extras.py": addition,
        "src/cloud/otc/garden/extras/__init__.py": MINE,
        "src/cloud/otc/extras.py": MINE,
        "src/cloud/README.txt": MINE,
    }
    for path, text in mine.items():
        write_pages((tmp_path / path).parent, {Path(path).name: text})
    code = (
        "from cloud.otc.testing import Documented\n"
        "from cloud.otc.functiongraph.extras import Functions\n"
        "print(Documented(Functions).client.function_names())\n"
    )
    done = ran(sys.executable, "-c", code, cwd=tmp_path / "src")
    assert (done.returncode, done.stdout[:2]) == (0, "['"), done.stderr
    write_pages(specs / "garden", {"adding_a_bed.rst": GARDEN["adding_a_bed.rst"].replace("Adding", "Making")})
    assert docbind("build", cwd=tmp_path).code == 0
    for page in (specs / "garden").glob("*.rst"):
        page.unlink()
    assert docbind("build", cwd=tmp_path).code == 0
    assert not (tmp_path / "src/cloud/otc/garden/client.py").exists()
    assert docbind("check", cwd=tmp_path).code == 0
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in mine} == mine


def test_no_service_takes_the_place_of_additions(tmp_path: Path) -> None:
    project(tmp_path)
    write_pages(tmp_path / "specs/extras", GARDEN)
    assert docbind("build", cwd=tmp_path).code == 0
    assert not (tmp_path / "sdk/garden_sdk/extras").exists()
    assert (tmp_path / "sdk/garden_sdk/service_extras/client.py").is_file()


def test_the_shown_rename_leaves_an_alias(tmp_path: Path) -> None:
    (line,) = (text for text in blocks(VENDORING, "") if text.startswith("alias "))
    project(tmp_path, settings=SETTINGS)
    assert docbind("build", cwd=tmp_path).code == 0
    (lock,) = tmp_path.rglob("names.lock")
    renamed = line.replace("list_vpcs", "add_bed").replace("list_networks", "plant_bed")
    lock.write_text(lock.read_text(encoding="utf-8") + renamed, encoding="utf-8")
    ran_again = docbind("build", cwd=tmp_path)
    assert ran_again.code == 0, ran_again.err
    client = (tmp_path / "sdk/garden_sdk/garden/client.py").read_text(encoding="utf-8")
    assert "def plant_bed(" in client
    assert "def add_bed(" in client
    assert "@deprecated(" in client


def test_the_shown_calls_from_python(tmp_path: Path) -> None:
    _, code = blocks(VENDORING, "python")
    write_pages(tmp_path / "docs/function-graph", GARDEN)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**ISOLATED, "PYTHONPATH": str(PROJECT / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "2 []\n"), done.stderr
    manifest = json.loads(tree(tmp_path)["sdk/otc/.docbind/manifest.json"])
    assert "functiongraph/client.py" in manifest["files"]


def test_every_key_and_finding_of_errata_is_explained() -> None:
    assert sorted(re.findall(r"^\| `([a-z_]+)` \|", ERRATA, re.MULTILINE)) == sorted(ERRATA_KEYS)
    (waive,) = (line for line in ERRATA.split("\n") if line.startswith("| `waive`"))
    assert re.findall(r"`([a-z_]+)`", waive)[1:] == list(RULES)
    codes = set(re.findall(r"^\| `(errat[a-z]+-[a-z]+)` \|", ERRATA, re.MULTILINE))
    assert codes == {row.code for row in FINDINGS if row.code.startswith("errat")}


def test_the_shown_errata_hold(tmp_path: Path) -> None:
    shown = blocks(ERRATA, "toml")
    service = tmp_path / "specs/functiongraph"
    subprocess.run(["cp", "-r", PROJECT / "specs", tmp_path], check=True)
    (service / "errata.toml").write_text("\n".join(shown), encoding="utf-8")
    found = json.loads(docbind("lint", "specs", "--format", "json", cwd=tmp_path).out)
    told = [one for one in found if one["code"].startswith("errat")]
    assert {one["code"] for one in told} == {"erratum-applied"}, told
    assert len({one["line"] for one in told}) == sum(text.count("[[erratum]]") for text in shown)
    assert docbind("build", "specs", "--out", "sdk", "--package", "otc", cwd=tmp_path).code == 0
    code = (
        "from otc.functiongraph import validators\n"
        "for found in validators.check_create_function({'memory_size': 20480}):\n"
        "    if found.path == 'memory_size' and found.rule == 'maximum': print(found.source)\n"
    )
    done = ran(sys.executable, "-c", code, cwd=tmp_path / "sdk")
    reason = tomllib.loads(shown[0])["erratum"][0]["reason"]
    assert done.stdout == f'errata.toml:2 ("{reason}")\n', done.stderr
