"""Errata through the command: where they may lie, that whatever is made of the pages heeds them, and what a
violation says of its source.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command import docbind, tree
from docbind.dialect.findings import FINDINGS
from errata.writing import erratum, write_errata
from garden import GARDEN, SETTINGS, project, write_pages

ADDING = "POST /v1/beds"
LONGER = erratum(operation=ADDING, field="body name", max_length=3, reason="The sign has three letters.")
MISSPELT = erratum(operation=ADDING, field="body nane", required=False)
STALE = erratum(operation=ADDING, field="body name", required=True)
OWN = Path("specs/garden/errata.toml")


def evidence(home: Path, entry: str) -> object:
    found = json.loads((home / "sdk/garden_sdk/garden/evidence.json").read_text(encoding="utf-8"))
    return found[entry]


def printed(home: Path, code: str) -> list[str]:
    """What code prints that uses the SDK."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home / "sdk", capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_a_violation_names_the_erratum_and_its_reason(home: Path) -> None:
    loosened = erratum(operation=ADDING, field="body size", type="integer", reason="It is counted.")
    added = erratum(operation=ADDING, add="body size", type="string", required=True, reason="It is needed.")
    write_errata(home / OWN, LONGER, added, loosened)
    assert docbind("build", cwd=home).code == 0
    code = (
        "from garden_sdk.garden import validators\n"
        "for found in validators.check_add_bed({'name': 'Rose', 'size': 'x'}) + validators.check_add_bed({'name': 'a'}):\n"
        "    print(found.path, found.rule, found.source)\n"
    )
    assert printed(home, code) == [
        'name max_length garden/errata.toml:2 ("The sign has three letters.")',
        'size type garden/errata.toml:15 ("It is counted.")',
        'size required garden/errata.toml:8 ("It is needed.")',
    ]


def test_an_erratum_of_the_project_corrects_pages_that_lie_elsewhere(tmp_path: Path) -> None:
    checkout = write_pages(tmp_path / "checkout/garden/api-ref/source", GARDEN)
    home = tmp_path / "home"
    write_pages(home, {"pyproject.toml": SETTINGS.replace('"specs"', '"../checkout/garden"')})
    write_errata(home / "errata/garden.toml", LONGER)
    before = tree(tmp_path / "checkout")
    assert docbind("build", cwd=home).code == 0
    assert evidence(home, "AddBed.name") == {
        "": ["adding_a_bed.rst", 21, ""],
        "max_length": ["errata/garden.toml", 2, "The sign has three letters."],
    }
    assert tree(tmp_path / "checkout") == before
    for command in (("lint",), ("lint", checkout.parents[1]), ("explain", checkout / "adding_a_bed.rst")):
        assert "errata/garden.toml:2" in docbind(*command, cwd=home).out
    rows = docbind("export", "fields", "--out", "-", cwd=home).out
    assert '"max_length": 3' in rows
    assert '"max_length": 3' not in docbind("export", "fields", checkout, "--out", "-", cwd=tmp_path).out


def test_the_folder_may_have_another_name(home: Path) -> None:
    settings = f'{SETTINGS}errata = "corrections"\n'
    (home / "pyproject.toml").write_text(settings, encoding="utf-8")
    ran = docbind("build", cwd=home)
    assert (ran.code, "pyproject.toml:5: tool.docbind.errata: corrections is no folder" in ran.err) == (2, True)
    write_errata(home / "corrections/garden.toml", LONGER)
    assert docbind("build", cwd=home).code == 0
    assert "max_length" in str(evidence(home, "AddBed.name"))


def test_both_files_hold_the_service_s_own_first(home: Path) -> None:
    write_errata(home / OWN, erratum(operation=ADDING, add="body size", type="integer"))
    write_errata(home / "errata/garden.toml", erratum(operation=ADDING, field="body size", maximum=9))
    assert docbind("build", cwd=home).code == 0
    assert "size: int | None = at.body(default=None, le=9)" in (home / "sdk/garden_sdk/garden/operations.py").read_text(
        encoding="utf-8"
    )


def test_the_name_of_a_parameter_may_hold_dots(home: Path) -> None:
    write_errata(
        home / OWN,
        erratum(operation=ADDING, add="query soil.kind", type="string"),
        erratum(operation=ADDING, field="query soil.kind", required=True),
    )
    assert docbind("build", cwd=home).code == 0
    assert evidence(home, "AddBed.soil.kind") == {
        "": ["garden/errata.toml", 2, "Said so."],
        "required": ["garden/errata.toml", 8, "Said so."],
    }


def test_a_file_for_a_service_that_is_not_there_is_told(home: Path) -> None:
    write_errata(home / "errata/gardn.toml", LONGER)
    (home / "errata/README.md").write_text("Ours.\n", encoding="utf-8")
    ran = docbind("build", cwd=home)
    assert ran.code == 1
    assert "errata/gardn.toml:1: error[erratum-lost]: no service is called 'gardn'" in ran.err
    assert "help: name the file after a service: garden.toml" in ran.err
    assert ran.err.count("error[") == 1


def test_an_edited_erratum_is_built_and_checked_anew(home: Path) -> None:
    assert docbind("build", cwd=home).code == 0
    assert docbind("check", cwd=home).code == 0
    write_errata(home / OWN, LONGER)
    assert docbind("check", cwd=home).code == 1
    ran = docbind("build", cwd=home)
    assert (ran.code, "(0 of 2 pages parsed)" in ran.err) == (0, True)
    assert docbind("check", cwd=home).code == 0
    write_errata(home / OWN, LONGER.replace("three", "few"))
    assert docbind("build", cwd=home).code == 0
    assert "The sign has few letters." in str(evidence(home, "AddBed.name"))
    assert "nothing changed" in docbind("build", cwd=home).err
    (home / OWN).unlink()
    assert docbind("check", cwd=home).code == 1
    assert docbind("build", cwd=home).code == 0
    assert evidence(home, "AddBed.name") == {"": ["adding_a_bed.rst", 21, ""]}


def test_what_is_told_is_told_again_by_a_build_that_does_nothing(home: Path) -> None:
    write_errata(home / OWN, MISSPELT, STALE)
    first, second = docbind("build", cwd=home), docbind("build", cwd=home)
    assert first.code == second.code == 1
    for ran in (first, second):
        assert "garden/errata.toml:2: error[erratum-lost]: there is no field body nane" in ran.err
        assert "help: did you mean `name`?" in ran.err
        assert "garden/errata.toml:8: warning[erratum-stale]" in ran.err


def test_a_stale_erratum_is_no_error(home: Path) -> None:
    write_errata(home / OWN, STALE)
    ran = docbind("build", cwd=home)
    assert (ran.code, "warning[erratum-stale]" in ran.err) == (0, True)


def test_two_states_are_compared_with_their_errata(tmp_path: Path) -> None:
    old, new = write_pages(tmp_path / "old", GARDEN), write_pages(tmp_path / "new", GARDEN)
    write_errata(new / "errata.toml", LONGER, erratum(operation=ADDING, add="body size", type="string", required=True))
    ran = docbind("diff", old, new, "--service", "garden", cwd=tmp_path)
    assert ran.code == 0, ran.told
    assert "size" in ran.out and "breaking" in ran.out
    assert docbind("diff", new, new, "--service", "garden", cwd=tmp_path).out.count("size") == 0


def test_errata_are_explained(home: Path) -> None:
    added = erratum(add_operation="GET /v1/worms", reason="The console calls it.")
    write_errata(home / OWN, LONGER, added)
    ran = docbind("explain", OWN, cwd=home)
    assert ran.code == 0
    assert ran.out.startswith("GET /v1/worms  (garden/errata.toml:8, ")
    assert "garden/errata.toml:2: note[erratum-applied]: body name of POST /v1/beds: max_length 3" in ran.out
    page = docbind("explain", home / "specs/garden/adding_a_bed.rst", cwd=home).out
    assert 'length at most 3 ("The sign has three letters.", garden/errata.toml:2)' in page
    symbol = docbind("explain", "garden.AddBed.name", cwd=home).out
    assert 'length at most 3 ("The sign has three letters.", garden/errata.toml:2)' in symbol


def test_other_programs_find_the_file(home: Path) -> None:
    write_errata(home / OWN, MISSPELT)
    write_errata(home / "errata/garden.toml", MISSPELT)
    found = json.loads(docbind("lint", "--format", "json", cwd=home).out)
    lost = [one for one in found if one["code"] == "erratum-lost"]
    assert {(home / one["path"]).is_file() for one in lost} == {True}
    assert sorted(one["path"] for one in lost) == ["errata/garden.toml", "specs/garden/errata.toml"]


def test_every_code_is_explained(home: Path) -> None:
    codes = [row.code for row in FINDINGS if row.code.startswith("errat")]
    assert len(codes) == 5
    for code in codes:
        assert docbind("explain", code, cwd=home).out.startswith(f"{code}: ")


def test_a_corrected_media_type_is_sent(home: Path) -> None:
    write_errata(home / OWN, erratum(operation=ADDING, media_type="application/merge-patch+json"))
    assert docbind("build", cwd=home).code == 0
    code = (
        "from garden_sdk.garden import Garden\n"
        "from garden_sdk.testing import Documented\n"
        "fake = Documented(Garden)\n"
        "fake.client.add_bed(name='Rose')\n"
        "print(fake.calls[0].headers['content-type'], fake.calls[0].body)\n"
    )
    assert printed(home, code) == ["application/merge-patch+json {'name': 'Rose'}"]
