"""Files of errata that nobody vouches for: whatever they hold, the command says what is wrong and where, and
builds all the rest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from command import docbind
from docbind.disk.errata import ErrataFolder
from docbind.disk.source import find_services
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.pipeline import understand
from docbind.views import report
from docbind.views.fields import fields
from errata.writing import erratum, write_errata
from garden import project

ADDING = "POST /v1/beds"
HOLDS = erratum(operation=ADDING, field="body name", max_length=7)

WRONG_FILES: dict[str, tuple[str, str]] = {
    "no TOML": ("[[erratum]\n", "errata.toml:1: error[errata-unread]: the file is no TOML"),
    "no TOML in a later line": (f"{HOLDS}\nreason = \n", "errata.toml:7: error[errata-unread]: the file is no TOML"),
    "no list": ("[erratum]\nreason = 'x'\n", "errata.toml:1: error[errata-unread]: `erratum` is no list"),
    "tables of another name": (f"[[errata]]\n{HOLDS}", "errata.toml:1: error[erratum-invalid]: `errata` belongs to no"),
    "numbers of thousands of digits": (f"x = {'9' * 10_000}\n", "error[errata-unread]: the file is no TOML"),
    "nesting without end": (f"x = {'[' * 50_000}\n", "error[errata-unread]: the file is no TOML"),
    "too many errata": (HOLDS * 2001, "error[errata-unread]"),
    "too much text": ("#" * 300_000, "error[errata-unread]: the file has more than 256 KiB"),
    "a NUL": (f"{HOLDS}\0", "error[errata-unread]"),
    "errata that are no tables": (
        "erratum = [1, 'x']\n",
        "errata.toml:1: error[erratum-invalid]: an erratum is no table",
    ),
}

WRONG_ERRATA: dict[str, tuple[str, str]] = {
    "no reason": ("[[erratum]]\nleave_out = true\npage = 'x.rst'\n", "no `reason`"),
    "an empty reason": (erratum(reason=" ", operation=ADDING, leave_out=True), "`reason` must be one line"),
    "a reason of other type": (erratum(reason=7, operation=ADDING, leave_out=True), "`reason` must be one line"),
    "control characters": (erratum(reason="\x1b[2J", operation=ADDING, leave_out=True), "`reason` must be one line"),
    "text that changes direction": (
        erratum(reason="a\u202eb", operation=ADDING, leave_out=True),
        "`reason` must be one",
    ),
    "a slip": (erratum(operaton=ADDING, leave_out=True), "Did you mean `operation`?"),
    "a key of nothing": (erratum(operation=ADDING, leave_out=True, zzzzzz=1), "The keys are reason, operation"),
    "a key of control characters": ('[[erratum]]\nreason = "x"\n"\\u001b[2J" = 1\n', "is no key of an erratum"),
    "no verb": (erratum(operation=ADDING), "does not say what it corrects"),
    "no address": (erratum(field="body name", required=True), "does not say where"),
    "a stray key": (erratum(operation=ADDING, leave_out=True, maximum=1), "`maximum` says nothing beside `leave_out`"),
    "no method": (erratum(operation="/v1/beds", leave_out=True), "`operation` must be a method and a path"),
    "no place": (erratum(operation=ADDING, field="bdy name", required=True), "`field` names no field"),
    "a place without a field": (erratum(operation=ADDING, field="body", required=True), "`field` names no field"),
    "a status of none": (erratum(operation=ADDING, response=20, status=200), "`response` must be a documented status"),
    "truth as a number": (erratum(operation=ADDING, field="body name", required=1), "`required` must be true or false"),
    "a number as truth": (erratum(operation=ADDING, field="body name", maximum=True), "`maximum` must be a number"),
    "a bound of less than nothing": (erratum(operation=ADDING, field="body name", max_length=-1), "a whole number"),
    "no number": ("[[erratum]]\nreason='x'\npage='x'\nfield='body x'\nmaximum = nan\n", "`maximum` must be a number"),
    "an endless number": ("[[erratum]]\nreason='x'\npage='x'\nfield='body x'\nminimum = inf\n", "must be a number"),
    "a date": ("[[erratum]]\nreason='x'\npage='x'\nfield='body x'\nvalues = [2020-01-01]\n", "`values` must be a list"),
    "nested values": (erratum(operation=ADDING, field="body name", values=[["a"]]), "`values` must be a list"),
    "no pattern": (
        erratum(operation=ADDING, field="body name", pattern="(["),
        "`pattern` must be a regular expression",
    ),
    "a pattern without end": (
        erratum(operation=ADDING, field="body name", pattern="(a+)+b"),
        "a text could be made on which the `pattern` of name takes very long",
    ),
    "no rule": (erratum(operation=ADDING, field="body name", waive=["max"]), "`waive` must be a list of rules"),
    "a type without end": (
        erratum(operation=ADDING, field="body name", type="list of " * 30 + "any"),
        "`type` must be",
    ),
    "a structure of nothing": (erratum(operation=ADDING, field="body name", type="Nothing"), "no structure is called"),
    "two moves": (erratum(operation=ADDING, field="body name", rename="a", move="query a"), "not several of these"),
    "a path that leaves": (erratum(add_operation="GET /v1/../x"), "`add_operation` must be a method and a path"),
    "a path with a query": (erratum(add_operation="GET /v1/x?y=1"), "`add_operation` must be a method and a path"),
    "a path that is code": (erratum(add_operation='GET /v1/"+evil+"'), "`add_operation` must be a method and a path"),
    "no media type": (erratum(operation=ADDING, media_type="json\r\nX: y"), "`media_type` must be a media type"),
    "a dot at the end": (erratum(operation=ADDING, add="body name.", type="string"), "ends with a dot"),
    "an object that is text": (erratum(operation=ADDING, add="body name.x", type="string"), "is no object"),
    "a name in its own place": (erratum(operation=ADDING, field="body name", rename="name"), "there is a field 'name'"),
}


def understood(home: Path) -> tuple[tuple[Diagnostic, ...], str]:
    """What is found in the project, and the flat rows of its operations; nothing but errors of errata may be found."""
    folder = ErrataFolder(path=home / "errata", shown="errata")
    services = find_services((home / "specs",), None, folder)
    outcome = understand(services.value, lambda words: None)
    rows = json.dumps([fields(service.spec) for service in outcome.value])
    assert not services.diagnostics
    assert {one.severity for one in outcome.diagnostics if "errat" not in one.code} <= {Severity.NOTE}
    return tuple(one for one in outcome.diagnostics if one.severity is Severity.ERROR), rows


def told(errors: Iterable[Diagnostic]) -> str:
    """The errors as the command prints them."""
    text = report.text(errors, {})
    assert all(character.isprintable() or character == "\n" for character in text)
    return text


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    text, said = WRONG_FILES[name]
    home = project(tmp_path)
    write_errata(home / "specs/garden/errata.toml", text)
    errors, rows = understood(home)
    assert said in told(errors)
    assert '"name": "name"' in rows


@pytest.mark.parametrize("name", WRONG_ERRATA)
def test_a_wrong_erratum_is_left_out_and_the_others_hold(name: str, tmp_path: Path) -> None:
    text, said = WRONG_ERRATA[name]
    home = project(tmp_path)
    write_errata(home / "specs/garden/errata.toml", text, HOLDS)
    errors, rows = understood(home)
    assert said in told(errors)
    assert {(one.code, one.span.path) for one in errors} <= {
        (code, "garden/errata.toml") for code in ("erratum-invalid", "erratum-lost")
    }
    assert '"max_length": 7' in rows


def as_link(path: Path) -> None:
    target = write_errata(path.parent.parent / "elsewhere.toml", HOLDS)
    path.symlink_to(target)


def as_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def as_lost_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def as_sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 10**9)


def as_utf16(path: Path) -> None:
    path.write_bytes(HOLDS.encode("utf-16"))


@pytest.mark.parametrize("place", ["specs/garden/errata.toml", "errata/garden.toml"])
@pytest.mark.parametrize(
    "make",
    [as_link, as_lost_link, as_endless, os.mkfifo, os.mkdir, as_sparse, as_utf16],
    ids=lambda make: make.__name__,
)
def test_what_is_no_file_is_not_opened(make: Callable[[Path], None], place: str, tmp_path: Path) -> None:
    home = project(tmp_path)
    path = home / place
    path.parent.mkdir(exist_ok=True)
    make(path)
    (error,), rows = understood(home)
    assert (error.code, error.message.endswith("no erratum in it holds")) == ("errata-unread", True)
    assert error.span.path == place.removeprefix("specs/")
    assert "max_length" not in rows


def test_the_rest_is_built(tmp_path: Path) -> None:
    home = project(tmp_path)
    write_errata(home / "specs/garden/errata.toml", *(text for text, _ in WRONG_ERRATA.values()), HOLDS)
    os.mkfifo(write_errata(home / "errata/other.toml").with_name("garden.toml"))
    ran = docbind("build", cwd=home)
    assert ran.code == 1
    assert ran.err.count("error[erratum-invalid]") >= 30
    assert ran.err.count("error[errata-unread]") == 1
    assert "max_length=7" in (home / "sdk/garden_sdk/garden/operations.py").read_text(encoding="utf-8")


def test_hostile_words_reach_the_code_as_words_alone(tmp_path: Path) -> None:
    home = project(tmp_path)
    words = 'x"""; exit() #'
    write_errata(
        home / "specs/garden/errata.toml",
        erratum(reason=words, operation=ADDING, field="body name", values=[words, "\\"], pattern="[^'\\\\]*\\\\?"),
        erratum(reason=words, operation=ADDING, add=f"body {words}", type="string", description=words),
        erratum(reason=words, add_operation="GET /v1/{a}/b", title=words, description=words),
    )
    ran = docbind("build", cwd=home)
    assert ran.code == 0, ran.told
    assert docbind("check", cwd=home).code == 0
