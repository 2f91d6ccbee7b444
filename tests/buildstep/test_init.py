"""`docbind init`: what it finds and writes, and that it replaces nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from command import Ran, docbind, tree
from garden import GARDEN, SETTINGS, write_pages

CHECK = ".github/workflows/docbind-check.yml"
REGENERATE = ".github/workflows/docbind-regenerate.yml"
HOOKS = ".pre-commit-config.yaml"
GIT = 'git = "https://pages.example/garden.git"\n'
WORDS = {"garden.rst": "Gardens\n=======\n\nAll about them.\n"}


def init(home: Path, *arguments: str) -> Ran:
    home.mkdir(exist_ok=True)
    return docbind("init", *arguments, cwd=home)


def configuration(home: Path) -> dict[str, Any]:
    tool: dict[str, Any] = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return tool


def test_a_project_with_pages_is_built_after_it(tmp_path: Path) -> None:
    home = tmp_path / "project"
    write_pages(home / "docs/apis/garden/api-ref/source", GARDEN)
    ran = init(home, "--package", "garden_sdk", "--out", "src")
    assert (ran.code, ran.out) == (0, "")
    assert "1 service: garden; next: docbind build" in ran.err
    assert configuration(home) == {"docbind": {"specs": "docs/apis", "out": "src", "package": "garden_sdk"}}
    assert sorted(tree(home)) == [
        CHECK,
        HOOKS,
        "docs/apis/garden/api-ref/source/adding_a_bed.rst",
        "docs/apis/garden/api-ref/source/removing_a_bed.rst",
        "pyproject.toml",
    ]
    assert docbind("build", cwd=home).code == 0
    assert docbind("check", cwd=home).code == 0
    assert (home / "src/garden_sdk/garden/client.py").is_file()


def test_it_says_where_wrong_pages_are_corrected(tmp_path: Path) -> None:
    home = tmp_path / "project"
    write_pages(home / "specs/garden", GARDEN)
    ran = init(home)
    assert "where a page is wrong: say what is so in errata/<service>.toml, or in errata.toml" in ran.err
    assert "stated in errata/<service>.toml" in (home / "pyproject.toml").read_text(encoding="utf-8")


PLACES = {
    "services in one folder": (("pages/garden/api-ref/source", "pages/shed/api-ref/source"), (), "pages"),
    "a service beside other pages": (("docs/garden/api-ref/source",), ("docs/guide",), "docs/garden"),
    "services in several folders": (("a/garden/api-ref/source", "b/api-ref/source"), (), ["a", "b"]),
    "the project is a checkout of pages": (("api-ref/source",), (), "."),
    "pages that nothing marks": (("docs/reference",), ("docs/guide",), "docs/reference"),
    "pages that nothing marks, of several services": (("docs/api/garden", "docs/api/shed"), (), "docs/api"),
    "no pages at all": ((), ("docs/guide",), "specs"),
    "what is hidden, or made by a tool": ((".cache/garden/api-ref/source", "env/garden"), (), "specs"),
}


@pytest.mark.parametrize("where", PLACES)
def test_pages_are_found(tmp_path: Path, where: str) -> None:
    services, others, specs = PLACES[where]
    for folder in services:
        write_pages(tmp_path / folder, GARDEN)
    for folder in others:
        write_pages(tmp_path / folder, WORDS)
    write_pages(tmp_path / "env", {"pyvenv.cfg": ""})
    assert init(tmp_path).code == 0
    assert configuration(tmp_path)["docbind"]["specs"] == specs


def test_pages_may_be_named(tmp_path: Path) -> None:
    write_pages(tmp_path / "one", GARDEN)
    write_pages(tmp_path / "two", GARDEN)
    assert init(tmp_path, "two", "./one").code == 0
    assert configuration(tmp_path)["docbind"]["specs"] == ["two", "one"]


def test_what_is_there_already_is_kept_to_the_byte(tmp_path: Path) -> None:
    project = '# Ours\r\n[project]\r\nname = "garden"  # kept\r\nversion = "1"\r\n\r\n[tool.black]\r\nline-length = 99'
    files = {"pyproject.toml": project, HOOKS: "repos: []\n", CHECK: "name: ours\n"}
    for path, text in files.items():
        write_pages((tmp_path / path).parent, {Path(path).name: text})
    ran = init(tmp_path)
    assert ran.code == 0
    assert tree(tmp_path)["pyproject.toml"].decode().startswith(project + "\r\n\r\n[tool.docbind]\r\n")
    assert configuration(tmp_path)["docbind"]["package"] == "otc"
    assert (tree(tmp_path)[HOOKS], tree(tmp_path)[CHECK]) == (b"repos: []\n", b"name: ours\n")
    assert f"{HOOKS}: left as it is; add this yourself:\n    # https://pre-commit.com" in ran.err
    assert "        entry: docbind check\n" in ran.err


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    write_pages(tmp_path / "specs/garden", GARDEN)
    assert init(tmp_path).code == 0
    before = tree(tmp_path)
    ran = init(tmp_path)
    assert ran.code == 0
    assert ran.err.count("names docbind already; left as it is") == 3
    assert tree(tmp_path) == before


def test_a_file_that_cannot_be_added_to_is_left_and_told(tmp_path: Path) -> None:
    write_pages(tmp_path, {"pyproject.toml": "tool = {black = {line-length = 99}}\n"})
    ran = init(tmp_path)
    assert ran.code == 0
    assert "pyproject.toml: left as it is; add this yourself:\n    [tool.docbind]\n" in ran.err
    assert tree(tmp_path)["pyproject.toml"] == b"tool = {black = {line-length = 99}}\n"


def test_where_hatch_builds_the_project_releases_are_checked(tmp_path: Path) -> None:
    write_pages(tmp_path, {"pyproject.toml": '[build-system]\nbuild-backend = "hatchling.build"\n'})
    assert init(tmp_path).code == 0
    (needed,) = configuration(tmp_path)["hatch"]["build"]["hooks"]["docbind"]["dependencies"]
    assert needed.startswith("docbind")


def test_where_pages_are_fetched_they_are_fetched_each_week(tmp_path: Path) -> None:
    write_pages(tmp_path / "specs/garden", {"service.toml": GIT})
    ran = init(tmp_path)
    assert ran.code == 0
    assert "next: docbind pull, for the pages of garden; then docbind build" in ran.err
    assert {CHECK, HOOKS, REGENERATE} < set(tree(tmp_path))


def test_what_is_written_asks_for_the_docbind_that_wrote_it(tmp_path: Path) -> None:
    assert init(tmp_path).code == 0
    (hook,) = yaml.safe_load((tmp_path / HOOKS).read_text(encoding="utf-8"))["repos"][0]["hooks"]
    version = docbind("--version", cwd=tmp_path).out.split()[-1]
    assert hook["additional_dependencies"] == [f"docbind=={version}"]
    assert f'pip install "docbind=={version}"' in (tmp_path / CHECK).read_text(encoding="utf-8")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / HOOKS).mkdir()
    ran = init(tmp_path)
    assert (ran.code, f"{HOOKS}: Is a directory; nothing was written" in ran.err) == (2, True), ran.err
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("project", "arguments", "said"),
    [
        ("", ("--package", "Garden SDK"), "package 'Garden SDK' is no import path"),
        ("", ("../elsewhere",), "../elsewhere is not in this folder"),
        ("[tool\n", (), "pyproject.toml: cannot be read"),
        (SETTINGS, ("--package", "other"), "pyproject.toml has [tool.docbind] already: change it there"),
        (SETTINGS + 'outt = "x"\n', (), "pyproject.toml:5: tool.docbind has no option 'outt'; did you mean 'out'?"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    tmp_path: Path, project: str, arguments: tuple[str, ...], said: str
) -> None:
    write_pages(tmp_path, {"pyproject.toml": project})
    ran = init(tmp_path, *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert tree(tmp_path) == {"pyproject.toml": project.encode()}
