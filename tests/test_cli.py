"""The command as people meet it: what it says of bad pages and wrong use, what it exits with, and what it builds all the same."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from command import PROJECT, Ran, docbind, tree
from garden import ADDING_A_BED, GARDEN, NAME, SETTINGS, page, project, write_pages

BROKEN_TABLE = """\
   +-----------+-----------+--------+-------------+
   | Parameter | Mandatory | Type   | Description |
   +===========+===========+========+=============+
   | plot      | Yes       | String | Its plot. |
   +-----------+-----------+--------+-------------+"""


def with_broken_table() -> str:
    lines = page("Digging", "POST /v1/digs", NAME).split("\n")
    return "\n".join([*lines[:17], *BROKEN_TABLE.split("\n"), *lines[22:]])


BAD_PAGES: dict[str, str | bytes] = {
    "adding_a_bed.rst": ADDING_A_BED,
    "digging.rst": with_broken_table(),
    "empty.rst": "",
    "latin.rst": "Gr\u00fcn\n".encode("latin-1"),
    "sowing.rst": page("Sowing", "POST /v1/seeds", ("seed", "Yes", "Whatever grows", "What to sow.")),
    "watering.rst": page("Watering", "POST /v1/water", ("soil", "No", ":ref:`Soil <nowhere>` object", "Soil.")),
}
FINDINGS = {
    ("garden/digging.rst", 21): ("error", "table-malformed", "the table and all its rows are left out"),
    ("garden/latin.rst", 1): ("error", "page-not-utf8", "the page was left out"),
    ("garden/sowing.rst", 21): ("warning", "unknown-type", "the field takes any JSON value"),
    ("garden/watering.rst", 21): ("warning", "reference-dangling", "the field takes any JSON value"),
}
"""What is wrong with these pages: severity, code, and the words that say what was lost."""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project some of whose pages are bad."""
    return project(tmp_path_factory.mktemp("bad"), BAD_PAGES)


@pytest.fixture(scope="module")
def built(bad: Path) -> Ran:
    """The build of that project."""
    return docbind("build", cwd=bad)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nothing is wrong with."""
    return project(tmp_path_factory.mktemp("good"), {"adding_a_bed.rst": ADDING_A_BED})


# --- bad pages -------------------------------------------------------------------------------------------------------


def test_bad_pages_are_named_by_the_build_and_the_others_are_built(bad: Path, built: Ran) -> None:
    assert built.code == 1
    assert built.out == ""
    for (path, line), (severity, code, lost) in FINDINGS.items():
        (told,) = (found for found in built.err.splitlines() if found.startswith(f"{path}:{line}: "))
        assert f"{severity}[{code}]" in told
        assert lost in told
    assert "2 errors, 2 warnings" in built.err
    assert "4 operations of 1 service" in built.err
    operations = (bad / "sdk/garden_sdk/garden/operations.py").read_text(encoding="utf-8")
    for name, member in (("AddBed", "name: str"), ("Sow", "seed: Any"), ("Water", "soil: dict[str, Any] | None")):
        assert f"class {name}" in operations
        assert f"\n    {member} = at.body(" in operations


def test_check_fails_where_pages_are_bad_though_the_output_is_current(bad: Path, built: Ran) -> None:
    ran = docbind("check", cwd=bad)
    assert (ran.code, ran.out) == (1, "")
    assert "garden/digging.rst:21: error[table-malformed]" in ran.err
    assert "the output is what the pages give" in ran.err


def test_lint_shows_the_line_the_help_and_the_account(bad: Path) -> None:
    ran = docbind("lint", cwd=bad)
    assert (ran.code, ran.err) == (1, "")
    told = ran.out.splitlines()
    for (path, line), (severity, code, lost) in FINDINGS.items():
        (at,) = (number for number, found in enumerate(told) if found.startswith(f"{path}:{line}: {severity}[{code}]"))
        assert lost in told[at]
        if code != "page-not-utf8":
            assert told[at + 1].startswith(f"  {line} | ")
        assert any(found.startswith("  help: ") for found in told[at + 1 : at + 3])
    account = {found.split()[0]: found for found in told if found.split()[0] in ("pages", "tables", "rows")}
    assert "6: 4 emitted" in account["pages"]
    assert "1 reported (1 unreadable page)" in account["pages"]
    assert "1 reported (1 malformed table)" in account["tables"]


def test_lint_as_json(bad: Path) -> None:
    ran = docbind("lint", "--format", "json", cwd=bad)
    found = {(one["path"], one["line"]): (one["severity"], one["code"], one["message"]) for one in json.loads(ran.out)}
    assert (ran.code, ran.err) == (1, "")
    assert found.keys() == {(f"specs/{path}", line) for path, line in FINDINGS}
    for (path, line), (severity, code, lost) in FINDINGS.items():
        assert found[f"specs/{path}", line][:2] == (severity, code)
        assert lost in found[f"specs/{path}", line][2]


def test_lint_as_sarif(bad: Path) -> None:
    ran = docbind("lint", "--format", "sarif", cwd=bad)
    log = json.loads(ran.out)
    (run,) = log["runs"]
    assert (ran.code, log["version"], run["tool"]["driver"]["name"]) == (1, "2.1.0", "docbind")
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules == {code for _, code, _ in FINDINGS.values()}
    assert {(result["level"], result["ruleId"]) for result in run["results"]} == {one[:2] for one in FINDINGS.values()}
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    found = {(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places}
    assert found == {(f"specs/{path}", line) for path, line in FINDINGS}


def test_lint_as_annotations(bad: Path) -> None:
    ran = docbind("lint", "--format", "github", cwd=bad)
    told = ran.out.splitlines()
    assert (ran.code, len(told)) == (1, len(FINDINGS))
    for (path, line), (severity, code, lost) in FINDINGS.items():
        (annotation,) = (found for found in told if f"title={code}::" in found)
        assert annotation.startswith(f"::{severity} file=specs/{path},line={line},")
        assert lost in annotation


def test_export_tells_errors_apart_from_what_it_exports(bad: Path) -> None:
    ran = docbind("export", "fields", "--out", "-", cwd=bad)
    assert ran.code == 1
    assert {json.loads(line)["path"] for line in ran.out.splitlines()} == {
        "/v1/beds",
        "/v1/digs",
        "/v1/seeds",
        "/v1/water",
    }
    assert "garden/digging.rst:21: error[table-malformed]" in ran.err


# --- wrong use ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build", "nowhere"], 2, "nowhere:1: error[folder-missing]"),
        (
            ["build", "empty"],
            2,
            "empty:1: error[no-pages]: the folder holds no page (*.rst); nothing was built from it",
        ),
        (["build", "pyproject.toml"], 2, "pyproject.toml:1: error[folder-missing]: this is no folder"),
        (["build", "--package", "Not-Lower"], 2, "package 'Not-Lower' is no import path"),
        (["build", "specs/garden", "--service", "../up"], 2, "specs/garden:1: error[service-name]: `../up` is no"),
        (["build", "--out", "pyproject.toml"], 2, "pyproject.toml: this is no folder; nothing was written. "),
        (["build", "--out", "pyproject.toml/sdk"], 2, "pyproject.toml/sdk: Not a directory; nothing was written. "),
        (["check", "--package", "1st"], 2, "package '1st' is no import path"),
        (["lint", "nowhere"], 2, "nowhere:1: error[folder-missing]"),
        (["explain", "no-such-thing"], 2, "'no-such-thing' is no finding's code, no page and no emitted name"),
        (["explain", "specs/garden/nowhere.rst"], 2, "'specs/garden/nowhere.rst' is no finding's code, no page"),
        (["export", "spec", "nowhere", "--out", "-"], 2, "nowhere:1: error[folder-missing]"),
        (["export", "spec", "--out", "pyproject.toml/spec.json"], 2, "pyproject.toml"),
        (["export", "fields"], 2, "Missing option '--out'"),
        (["build", "--loudly"], 2, "No such option '--loudly'"),
        (["lint", "--format", "prose"], 2, "'prose' is not one of"),
        (["dig"], 2, "No such command 'dig'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_is_told(arguments: list[str], code: int, said: str, good: Path) -> None:
    (good / "empty").mkdir(exist_ok=True)
    before = tree(good)
    ran = docbind(*arguments, cwd=good)
    assert ran.code == code, ran.told
    assert said in ran.err
    assert ran.out == ""
    assert tree(good) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_output_folder_that_cannot_be_written_is_told(good: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    ran = docbind("build", "--out", closed / "sdk", cwd=good)
    assert ran.code == 2
    assert str(closed) in ran.err
    assert "nothing was written. Make the folder writable" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder in which nobody may create a file")
def test_a_disk_that_does_not_do_it_is_told(good: Path) -> None:
    ran = docbind("build", "--out", "/proc/sdk", cwd=good)
    assert ran.code == 2
    assert "docbind: /proc/sdk: No such file or directory; nothing was written. " in ran.err


def test_a_service_that_is_given_twice_is_built_once(good: Path, tmp_path: Path) -> None:
    write_pages(tmp_path / "garden", GARDEN)
    ran = docbind("build", good / "specs/garden", tmp_path / "garden", "--out", tmp_path / "sdk", cwd=tmp_path)
    assert ran.code == 1
    assert f"{tmp_path}/garden:1: error[service-twice]: {good}/specs/garden is also called garden" in ran.err
    assert "1 operation of 1 service" in ran.err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            SETTINGS + 'outt = "x"\n',
            "pyproject.toml:5: tool.docbind has no option 'outt'; did you mean 'out'?",
        ),
        (
            SETTINGS.replace('"garden_sdk"', '"Garden SDK"'),
            "pyproject.toml:4: tool.docbind.package must be an import path",
        ),
        (
            SETTINGS.replace('"specs"', "7"),
            "pyproject.toml:2: tool.docbind.specs must be a folder or a list of folders",
        ),
        (SETTINGS.replace('"sdk"', "[]"), "pyproject.toml:3: tool.docbind.out must be a folder"),
        (SETTINGS.replace("]", ""), "pyproject.toml: cannot be read: "),
        (SETTINGS.replace('"specs"', '"pages"'), "pages:1: error[folder-missing]"),
        ("[project]\n", "no pages: give a folder, or name one as specs in [tool.docbind] of pyproject.toml"),
    ],
    ids=["key", "package", "specs", "out", "syntax", "missing folder", "no table"],
)
def test_a_wrong_configuration_is_told(settings: str, said: str, tmp_path: Path) -> None:
    folder = project(tmp_path, settings=settings)
    before = tree(folder)
    ran = docbind("build", cwd=folder)
    assert ran.code == 2
    assert said in ran.err
    assert tree(folder) == before


# --- what the other commands say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "build", "check", "lint", "explain", "export", "export fields", "export spec"],
    ids=lambda it: it or "docbind",
)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    ran = docbind(*command.split(), "--help", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: docbind {command}".rstrip())
    assert len(ran.out.splitlines()) > 6


def test_the_version_is_told(tmp_path: Path) -> None:
    ran = docbind("--version", cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("docbind, version ")


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("unknown-type", ["unknown-type: A Type cell names no type", "What to do: "]),
        (
            "specs/functiongraph/api-ref/source/api/function_triggers/deleting_a_trigger.rst",
            [
                "function_triggers/deleting_a_trigger.rst: emitted",
                "DELETE /v2/{project_id}/fgs/triggers/{function_urn}/{trigger_type_code}/{trigger_id}  (line 16, ",
                "  path trigger_id: string, required  (line 41)",
                "tables",
            ],
        ),
        (
            "otc.functiongraph.models.FuncDestinationConfig.destination",
            ["configuring_asynchronous_execution_notification.rst:84: ", "one of OBS, SMN, FunctionGraph"],
        ),
    ],
    ids=["code", "page", "member"],
)
def test_explain(subject: str, said: list[str]) -> None:
    ran = docbind("explain", subject, cwd=PROJECT)
    assert (ran.code, ran.err) == (0, "")
    for words in said:
        assert words in ran.out


@pytest.mark.parametrize("subject", ["AddBed", "add_bed", "garden.add_bed"])
def test_an_operation_is_explained_by_each_of_its_names(subject: str, good: Path) -> None:
    ran = docbind("explain", subject, cwd=good)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == 'garden/adding_a_bed.rst:11: add_bed (AddBed) is POST /v1/beds, "Adding a Bed"\n'


def test_an_argument_of_the_body_can_be_explained(good: Path) -> None:
    ran = docbind("explain", "garden.add_bed.name", cwd=good)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("garden/adding_a_bed.rst:21: ")


def test_export_spec_is_the_model_as_json(good: Path, tmp_path: Path) -> None:
    ran = docbind("export", "spec", "--out", tmp_path / "spec.json", cwd=good)
    (service,) = json.loads((tmp_path / "spec.json").read_text(encoding="utf-8"))
    (operation,) = service["operations"]
    assert (ran.code, ran.told) == (0, "")
    assert (operation["method"], operation["path"], operation["title"]) == ("POST", "/v1/beds", "Adding a Bed")
    assert (operation["span"]["path"], operation["span"]["first_line"]) == ("garden/adding_a_bed.rst", 11)


def test_export_fields_is_one_object_per_operation_and_line(good: Path) -> None:
    ran = docbind("export", "fields", "--out", "-", cwd=good)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "doc": "garden/adding_a_bed.rst",
        "method": "POST",
        "path": "/v1/beds",
        "aliases": [],
        "deprecated": False,
        "success": [200],
        "paging": "none",
        "fields": [{"in": "body", "name": "name", "type": "string", "items": None, "required": True}],
    }


def test_quiet_says_nothing_where_nothing_is_wrong(good: Path, tmp_path: Path) -> None:
    ran = docbind("build", "--quiet", "--out", tmp_path, cwd=good)
    assert (ran.code, ran.told) == (0, "")
    assert docbind("check", "--quiet", "--out", tmp_path, cwd=good) == Ran(code=0, out="", err="")


def test_a_package_may_lie_deeper_and_several_services_share_its_root(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs/garden", GARDEN)
    write_pages(tmp_path / "docs/shed/api-ref/source", {"adding.rst": page("Adding a Tool", "POST /v1/tools", NAME)})
    options = ("--package", "cloud.sdk", "--out", tmp_path)
    assert docbind("build", tmp_path / "docs/garden", *options, cwd=tmp_path).code == 0
    assert docbind("build", tmp_path / "docs/shed", "--service", "tool-shed", *options, cwd=tmp_path).code == 0
    root = (tmp_path / "cloud/sdk/__init__.py").read_text(encoding="utf-8")
    assert "from . import auth, errors, garden, hooks, testing, toolshed" in root
    both = docbind("check", tmp_path / "docs/garden", *options, cwd=tmp_path)
    assert (both.code, both.out) == (0, "")


@pytest.mark.parametrize("package", ["class", "sdk.import"])
def test_a_package_that_no_python_could_import_is_refused(package: str, good: Path, tmp_path: Path) -> None:
    ran = docbind("build", "--package", package, "--out", tmp_path, cwd=good)
    assert ran.code == 2
    assert f"package '{package}' is no import path" in ran.err
    assert not list(tmp_path.iterdir())
