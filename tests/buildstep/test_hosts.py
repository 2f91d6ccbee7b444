"""What others call by name: the hooks for pre-commit, the action, and the workflow that opens pull requests; run as their hosts run them, on real repositories."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from buildstep.actions import Runner, load
from command import PROJECT, docbind, tree
from garden import ADDING_A_BED, GARDEN, NAME, SETTINGS, page, write_pages
from garden import project as garden_project
from installed import make_environment, make_wheel, run
from upstream.repositories import ISOLATED, Upstream, service_toml

NEEDED = ("hatchling", "pip", "pre_commit", "check_jsonschema")
if any(importlib.util.find_spec(name) is None for name in NEEDED) or os.name == "nt":
    pytest.skip("needs bash, and: python -m pip install --group dev", allow_module_level=True)

TEMPLATES = PROJECT / "templates" / "project"
REUSABLE = PROJECT / ".github" / "workflows" / "regenerate.yml"
ACTION = PROJECT / "action.yml"
HOOKS = PROJECT / ".pre-commit-hooks.yaml"
BRANCH = "docbind/regenerate"
SPADES = page("Adding a Bed", "POST /v1/beds", NAME, ("spade", "Yes", "String", "Its spade."))
RAKES = page("Adding a Bed", "POST /v1/beds", NAME, ("rake", "Yes", "String", "Its rake."))

GH = """\
#!{python}
# Stands for GitHub's command: keeps the pull request of a branch in a file.
import json, pathlib, sys

kept = pathlib.Path({kept!r})
state = json.loads(kept.read_text()) if kept.exists() else {{"calls": [], "open": False}}
arguments = sys.argv[1:]
state["calls"].append(arguments[1])
if arguments[:2] == ["pr", "list"]:
    print("7" if state["open"] else "", end="")
else:
    state["open"] = True
    for option, value in zip(arguments, arguments[1:]):
        if option.startswith("--"):
            state[option] = value
    state["body"] = pathlib.Path(state["--body-file"]).read_text()
kept.write_text(json.dumps(state))
"""


@pytest.mark.parametrize("path", [REUSABLE, TEMPLATES / "check.yml", TEMPLATES / "regenerate.yml"], ids=str)
def test_workflows_are_what_github_reads(path: Path) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "github-workflows", path, cwd=PROJECT)


def test_the_action_is_what_github_reads() -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "github-actions", ACTION, cwd=PROJECT)


def test_the_hooks_are_what_pre_commit_reads() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS, cwd=PROJECT)
    run(sys.executable, "-m", "pre_commit", "validate-config", TEMPLATES / "pre-commit.yaml", cwd=PROJECT)


def test_both_ways_to_regenerate_do_the_same() -> None:
    text = (TEMPLATES / "regenerate.yml").read_text(encoding="utf-8").replace("@docbind@", "docbind")
    assert text.endswith(text[text.index("permissions: {}") :])
    assert REUSABLE.read_text(encoding="utf-8").endswith(text[text.index("permissions: {}") :])


# --- GitHub --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with docbind's wheel, which stands for the registry."""
    folder = tmp_path_factory.mktemp("wheels")
    make_wheel(folder)
    return folder


@pytest.fixture(scope="module")
def environment(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a step: a Python of its own, and what pip needs to find everything without the network."""
    folder = tmp_path_factory.mktemp("machine")
    programs = make_environment(next(wheels.glob("*.whl")), folder / "venv")
    return {
        **{name: value for name, value in ISOLATED.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "RUNNER_TEMP": str(folder),
        "GITHUB_ACTION_PATH": str(PROJECT),
    }


class Hosted:
    """A repository of an SDK whose pages come from another one; each run of the workflow gets a fresh clone, and `gh` that only writes down what it is told."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.pages = Upstream(folder / "pages")
        self.pages.commit(GARDEN)
        self.origin = folder / "origin.git"
        self._clones = 0
        programs = folder / "programs"
        write_pages(programs, {"gh": GH.format(python=sys.executable, kept=str(folder / "gh.json"))})
        (programs / "gh").chmod(0o755)
        self.environment = {**environment, "PATH": f"{programs}{os.pathsep}{environment['PATH']}"}
        work = Upstream(folder / "work")
        service_toml(work.folder / "specs" / "garden", git=self.pages.url)
        (work.folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
        for command in ("pull", "build"):
            assert docbind(command, cwd=work.folder, environment=ISOLATED).code == 0
        work.commit_all()
        work.git("clone", "--quiet", "--bare", ".", str(self.origin))

    @property
    def told(self) -> dict[str, str]:
        kept = self.folder / "gh.json"
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}

    def clone(self, branch: str = "main") -> Path:
        self._clones += 1
        place = self.folder / f"clone{self._clones}"
        self.git(f"clone --quiet --branch {branch} file://{self.origin} {place}")
        return place

    def git(self, command: str) -> str:
        return run_git(command.split(), self.folder)

    def regenerate(self) -> str:
        runner = Runner(checkout=self.clone(), environment=self.environment, context={"github.token": "t"})
        done = runner.run(load(REUSABLE)["jobs"]["regenerate"])
        assert done.returncode == 0, done.stdout
        return done.stdout


def run_git(arguments: list[str], folder: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=ISOLATED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_pages_change_and_a_pull_request_tells_what_that_means(environment: dict[str, str], tmp_path: Path) -> None:
    hosted = Hosted(tmp_path, environment)
    main = hosted.git(f"ls-remote {hosted.origin} main")

    assert "The pages have not changed." in hosted.regenerate()
    assert hosted.told == {}

    hosted.pages.commit(GARDEN | {"adding_a_bed.rst": SPADES})
    hosted.regenerate()
    assert hosted.told["calls"] == ["list", "create"]
    assert (hosted.told["--base"], hosted.told["--head"]) == ("main", BRANCH)
    assert "## garden: breaking (major version)" in hosted.told["body"]
    assert "`spade`" in hosted.told["body"]
    proposed = hosted.clone(BRANCH)
    assert docbind("check", cwd=proposed).code == 0
    assert "spade: str" in (proposed / "sdk/garden_sdk/garden/operations.py").read_text(encoding="utf-8")
    assert hosted.git(f"ls-remote {hosted.origin} main") == main

    # Nothing new since: neither the branch nor the pull request is touched.
    place = hosted.git(f"ls-remote {hosted.origin} {BRANCH}")
    assert f"{BRANCH} holds the same already." in hosted.regenerate()
    assert hosted.told["calls"] == ["list", "create"]
    assert hosted.git(f"ls-remote {hosted.origin} {BRANCH}") == place

    hosted.pages.commit(GARDEN | {"adding_a_bed.rst": RAKES})
    hosted.regenerate()
    assert hosted.told["calls"] == ["list", "create", "list", "edit"]
    assert "`rake`" in hosted.told["body"]
    assert "`spade`" not in hosted.told["body"]


def test_pages_that_cannot_be_fetched_fail_the_job(environment: dict[str, str], tmp_path: Path) -> None:
    hosted = Hosted(tmp_path, environment)
    hosted.pages.folder.rename(tmp_path / "gone")
    runner = Runner(checkout=hosted.clone(), environment=hosted.environment)
    done = runner.run(load(REUSABLE)["jobs"]["regenerate"])
    assert done.returncode == 2
    assert "docbind: garden: " in done.stdout
    assert "there is no git repository" in done.stdout
    assert hosted.told == {}


def test_a_page_that_cannot_be_read_does_not_keep_the_others_back(environment: dict[str, str], tmp_path: Path) -> None:
    hosted = Hosted(tmp_path, environment)
    hosted.pages.commit(GARDEN | {"adding_a_bed.rst": SPADES, "broken.rst": b"Gr\xfcn\n"})
    assert "broken.rst:1" in hosted.regenerate()
    assert hosted.told["calls"] == ["list", "create"]


@pytest.mark.parametrize("how", ["the action", "what init writes"])
def test_github_proves_that_the_sdk_is_current(environment: dict[str, str], tmp_path: Path, how: str) -> None:
    home = garden_project(tmp_path / "garden")
    assert docbind("init", cwd=home).code == 0
    assert docbind("build", cwd=home).code == 0
    if how == "the action":
        job = load(ACTION)["runs"]
        context = {"inputs.working-directory": "."}
    else:
        job = load(home / ".github/workflows/docbind-check.yml")["jobs"]["check"]
        context = {}
    runner = Runner(checkout=home, environment=environment, context=context)
    done = runner.run(job)
    assert done.returncode == 0, done.stdout
    (home / "specs/garden/adding_a_bed.rst").write_text(SPADES, encoding="utf-8")
    done = runner.run(job)
    assert done.returncode == 1
    assert "::error" in done.stdout
    assert "run docbind build" in done.stdout


# --- pre-commit ------------------------------------------------------------------------------------------------------------


def test_pre_commit_holds_back_what_is_not_current(tmp_path: Path) -> None:
    hooks = Upstream(tmp_path / "hooks")
    for name in ("generator", "templates"):
        for path, content in tree(PROJECT / name).items():
            write_pages((hooks.folder / name / path).parent, {Path(path).name: content})
    files = ("pyproject.toml", "README.md", "LICENSE", HOOKS.name)
    write_pages(hooks.folder, {name: (PROJECT / name).read_bytes() for name in files})
    revision = hooks.commit_all()
    home = Upstream(tmp_path / "garden")
    garden_project(home.folder)
    assert docbind("build", cwd=home.folder).code == 0
    config = f"repos:\n- repo: {hooks.url}\n  rev: {revision}\n  hooks:\n  - id: docbind-check\n  - id: docbind-build\n"
    (home.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    home.commit_all()
    assert pre_commit(home.folder, tmp_path, "docbind-check") == 0
    assert pre_commit(home.folder, tmp_path, "docbind-build") == 0
    (home.folder / "specs/garden/adding_a_bed.rst").write_text(ADDING_A_BED.replace("Name", "Label"), encoding="utf-8")
    home.git("add", "--all")
    assert pre_commit(home.folder, tmp_path, "docbind-check") == 1
    assert pre_commit(home.folder, tmp_path, "docbind-build") == 1, "a commit lacks what the hook has just written"
    home.git("add", "--all")
    assert pre_commit(home.folder, tmp_path, "docbind-check") == 0


def pre_commit(folder: Path, kept: Path, hook: str) -> int:
    """Runs a hook on all files; its environment is made without the network, and borrows docbind's dependencies."""
    offline = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", hook],
        cwd=folder,
        env={
            **ISOLATED,
            **offline,
            "PRE_COMMIT_HOME": str(kept / "pre-commit"),
            "PYTHONPATH": sysconfig.get_path("purelib"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode
