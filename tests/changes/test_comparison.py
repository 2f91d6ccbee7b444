"""What is paired with what, what is said of pages and whole services, and how the command says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from changes.states import changes, page, table, told
from command import Ran, docbind
from garden import write_pages

BED = page()
BEDS = {"adding_a_bed.rst": BED}
KEYS = ("Parameter", "Mandatory", "Type", "Description")


def keys(title: str, *rows: tuple[str, ...]) -> str:
    """A page without an operation: it lists the keys of a free list of names and values."""
    return "\n".join([".. _keys:", "", title, "=" * len(title), "", table("Keys", rows, KEYS)])


def test_a_page_that_moves_is_no_other_operation(tmp_path: Path) -> None:
    index = {"index.rst": "Garden\n======\n\nAll about it.\n"}
    found = changes(tmp_path, {**index, "old_place/bed.rst": BED}, {**index, "new_place/plot.rst": BED})
    assert told(found) == ["doc-only page-moved garden/old_place/bed.rst -> garden/new_place/plot.rst"]


def test_a_page_that_moves_with_another_title_is_found_by_its_label(tmp_path: Path) -> None:
    row = ("bed.soil", "No", "String", "Soil.")
    old, new = keys("Keys of a Bed", row), keys("Names in a Bed", row)
    found = changes(tmp_path, {**BEDS, "a.rst": old}, {**BEDS, "b.rst": new})
    assert told(found) == [
        "doc-only page-moved garden/a.rst -> garden/b.rst",
        "doc-only description-changed  -> Names in a Bed",
    ]


def test_operations_come_and_go_with_their_pages(tmp_path: Path) -> None:
    plot = page("Listing Plots", "GET /v1/plots", label="listing_plots", request=())
    assert told(changes(tmp_path / "1", BEDS, {**BEDS, "plots.rst": plot})) == [
        "non-breaking operation-added",
        "doc-only page-added  -> Listing Plots",
    ]
    assert told(changes(tmp_path / "2", {**BEDS, "plots.rst": plot}, BEDS)) == [
        "breaking operation-removed",
        "doc-only page-removed Listing Plots -> ",
    ]


def test_an_operation_stays_while_one_of_its_pages_does(tmp_path: Path) -> None:
    twin = page(label="adding_a_bed_again")
    assert told(changes(tmp_path, {**BEDS, "again.rst": twin}, BEDS)) == ["doc-only page-removed Adding a Bed -> "]


def test_a_structure_that_operations_share_is_told_for_each(tmp_path: Path) -> None:
    def pages(kind: str) -> Mapping[str, str]:
        crop = table("Crop", (("weight", "No", kind, "Its weight."),), KEYS)
        rows = (("crop", "No", "Crop object", "What grows."),)
        return {
            "bed.rst": page(request=rows, more=crop),
            "plot.rst": page("Adding a Plot", "POST /v1/plots", label="adding_a_plot", request=rows, more=crop),
        }

    found = changes(tmp_path, pages("Integer"), pages("String"))
    assert [(change.operation, change.path) for change in found] == [
        ("POST /v1/beds/{garden_id}", "crop.weight"),
        ("POST /v1/plots", "crop.weight"),
    ]


def test_a_structure_that_holds_itself_ends(tmp_path: Path) -> None:
    def nested(kind: str) -> Mapping[str, str]:
        rows = (("branches", "No", "Array of Branch objects", "Its branches."), ("age", "No", kind, "Its age."))
        return {
            "bed.rst": page(request=(("tree", "No", "Branch object", "A tree."),), more=table("Branch", rows, KEYS))
        }

    found = changes(tmp_path, nested("Integer"), nested("String"))
    assert {change.path for change in found} >= {"tree.age"}
    assert {change.kind.value for change in found} == {"type-changed"}


def test_tables_that_no_operation_uses_are_compared_where_they_stand(tmp_path: Path) -> None:
    soil = ("bed.soil", "No", "String", "Soil.\n\nEnumeration values:\n\n-  **sand**\n-  **clay**")
    less = ("bed.soil", "No", "String", "Soil.\n\nEnumeration values:\n\n-  **sand**")
    gone = ("bed.agent", "Yes", "Boolean", "Whether somebody waters.")
    come = ("bed.prefix", "No", "String", "What its name begins with.")
    old, new = keys("Keys of a Bed", soil, gone), keys("Keys of a Bed", less, come)
    assert told(changes(tmp_path, {**BEDS, "keys.rst": old}, {**BEDS, "keys.rst": new})) == [
        "breaking param-removed structure bed.agent Boolean, mandatory -> ",
        "breaking enum-value-removed structure bed.soil clay -> ",
        "non-breaking param-added structure bed.prefix  -> String, optional",
    ]


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("states")
    note = ("note", "No", "String", "A note.")
    name = ("name", "Yes", "String", "Its name.")
    write_pages(folder / "old", {"bed.rst": page(request=(name, note))})
    write_pages(folder / "more", {"bed.rst": page(request=(name, note, ("colour", "No", "String", "Its colour.")))})
    write_pages(folder / "less", {"bed.rst": page(request=(name,))})
    write_pages(folder / "two" / "beds", {"bed.rst": page(request=(name, note))})
    write_pages(folder / "two" / "plots", {"plot.rst": page("Adding a Plot", "POST /v1/plots", label="plot")})
    write_pages(folder / "one" / "beds", {"bed.rst": page(request=(name, note))})
    write_pages(folder / "one" / "trees", {"tree.rst": page("Adding a Tree", "POST /v1/trees", label="tree")})
    write_pages(folder / "broken", {"bed.rst": b"\xff\xfe\x00"})
    return folder


def diff(states: Path, *arguments: str) -> Ran:
    return docbind("diff", *arguments, cwd=states)


@pytest.mark.parametrize(
    ("new", "arguments", "code"),
    [
        ("less", (), 0),
        ("less", ("--fail-on", "breaking"), 1),
        ("more", ("--fail-on", "breaking"), 0),
        ("more", ("--fail-on", "non-breaking"), 1),
        ("old", ("--fail-on", "doc-only"), 0),
    ],
)
def test_it_fails_on_what_is_asked_for(states: Path, new: str, arguments: tuple[str, ...], code: int) -> None:
    assert diff(states, "old", new, *arguments).code == code


def test_text_names_the_place_the_impact_and_the_version(states: Path) -> None:
    ran = diff(states, "old", "less", "--quiet")
    assert ran.out.splitlines() == [
        "less/bed.rst:14: breaking: request note is gone: String, optional (POST /v1/beds/{garden_id})",
        "1 breaking: major version",
    ]
    assert diff(states, "old", "old").out == "no change\n"


def test_json_is_a_verdict_and_its_changes(states: Path) -> None:
    assert json.loads(diff(states, "old", "more", "--format", "json").out) == {
        "version": 1,
        "verdict": "non-breaking",
        "semver": "minor",
        "counts": {"breaking": 0, "non-breaking": 1, "doc-only": 0},
        "changes": [
            {
                "service": "more",
                "op": "POST /v1/beds/{garden_id}",
                "change": "param-added",
                "severity": "non-breaking",
                "where": "request",
                "path": "colour",
                "new": "String, optional",
                "page": "more/bed.rst",
                "line": 28,
            }
        ],
    }


def test_markdown_is_a_section_of_a_changelog(states: Path) -> None:
    assert diff(states, "old", "less", "--format", "markdown", "--service", "beds").out == (
        "## beds: breaking (major version)\n\n### Breaking changes\n\n"
        "- request `note` is gone: `String, optional` (`POST /v1/beds/{garden_id}`)\n"
    )


def test_services_are_paired_by_their_names(states: Path) -> None:
    found = json.loads(diff(states, "two", "one", "--format", "json").out)["changes"]
    assert [(change["service"], change["change"]) for change in found] == [
        ("plots", "service-removed"),
        ("trees", "service-added"),
    ]


def test_a_page_that_cannot_be_read_is_an_error_not_only_a_loss(states: Path) -> None:
    ran = diff(states, "old", "broken")
    assert ran.code == 1
    assert "page-not-utf8" in ran.err


def test_a_folder_without_pages_is_wrong_use(states: Path) -> None:
    (states / "empty").mkdir(exist_ok=True)
    for arguments in (("old", "empty"), ("missing", "old")):
        ran = diff(states, *arguments)
        assert (ran.code, ran.out) == (2, "")


def test_words_of_pages_are_shown_safely(tmp_path: Path) -> None:
    write_pages(tmp_path / "old", {"bed.rst": page()})
    row = ("::error::x\u202e<b>`a`|[l](u)", "No", "String", "Whatever.")
    write_pages(tmp_path / "new", {"bed.rst": page(request=(("name", "Yes", "String", "Its name."), row))})
    for style in ("text", "json", "markdown"):
        out = docbind("diff", "old", "new", "--format", style, cwd=tmp_path).out
        assert "\u202e" not in out
        assert not [line for line in out.splitlines() if line.startswith("::")]
