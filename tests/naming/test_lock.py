"""Published names never move by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docbind.model.diagnostic import Severity
from docbind.model.names import NameLock, Names
from docbind.model.spec import Direction, Model, ModelRef, ServiceSpec
from docbind.namelock import parse_lock, render_lock
from docbind.stages.name import name
from emission.building import NUMBER, body, classes, field, methods, model, named, operation, query, response, spec
from emission.parts import LIBRARY


def lock_of(service: ServiceSpec, *lines: str) -> NameLock:
    """The lock that a first run leaves behind, with further lines."""
    text = render_lock(named(service).lock) + "".join(f"{line}\n" for line in lines)
    parsed = parse_lock(text, "names.lock")
    assert not parsed.diagnostics
    return parsed.value


def names_of(names: Names) -> tuple[object, object]:
    return dict(names.operations), dict(names.models)


RULE = operation("Creating a Rule", query("page size"), method="POST", uri="/v1/rules", label="rule_1")


def test_a_second_run_gives_the_same_names_and_the_same_text() -> None:
    first = named(LIBRARY)
    lock = lock_of(LIBRARY)
    second = named(LIBRARY, lock)
    assert names_of(second) == names_of(first)
    assert render_lock(second.lock) == render_lock(lock) == render_lock(first.lock)


def test_the_text_is_sorted_and_says_what_each_name_stands_for() -> None:
    text = render_lock(named(spec(RULE)).lock)
    assert text.splitlines()[2:] == ["method create_rule POST /v1/rules rule_1 | page%20size"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Making a Regulation"},
        {"id": "other_label"},
        {"path": "/v2/rules"},
        {"method": "PUT"},
        {"title": "Making a Regulation", "path": "/v1/regulations", "method": "PUT"},
        {"folder": ("elsewhere",)},
    ],
    ids=str,
)
def test_a_method_keeps_its_name_through_changes_of_its_page(change: dict[str, str]) -> None:
    changed = replace(RULE, **change)  # type: ignore[arg-type]  # every value is of its field's type
    assert methods(spec(changed), lock_of(spec(RULE))) == {changed.id: "create_rule"}


def test_a_newcomer_of_the_same_title_takes_the_longer_name() -> None:
    newcomer = operation("Creating a Rule", method="POST", uri="/v2/rules", label="rule_2")
    assert methods(spec(newcomer, RULE), lock_of(spec(RULE))) == {"rule_1": "create_rule", "rule_2": "create_rule_v2"}


def test_a_vanished_name_stays_reserved_and_is_reported() -> None:
    newcomer = operation("Creating a Rule", method="POST", uri="/v2/regulations", label="rule_2")
    outcome = name(spec(newcomer), lock_of(spec(RULE)))
    assert outcome.value.operations["rule_2"].method == "create_rule_v2"
    assert [(finding.code, finding.severity) for finding in outcome.diagnostics] == [
        ("name-vanished", Severity.WARNING)
    ]
    text = render_lock(outcome.value.lock)
    assert "reserved method create_rule POST /v1/rules rule_1 | page%20size\n" in text

    again = name(spec(newcomer, RULE), parse_lock(text, "names.lock").value)
    assert again.value.operations["rule_1"].method == "create_rule", "what comes back has its old name"
    assert "reserved" not in render_lock(again.value.lock).splitlines()[-1]


def test_a_vanished_name_is_reported_once() -> None:
    first = name(spec(), lock_of(spec(RULE)))
    assert [
        finding.code for finding in name(spec(), parse_lock(render_lock(first.value.lock), "x").value).diagnostics
    ] == []


# --- renames -----------------------------------------------------------------------------------------------------------


def test_an_alias_renames_and_keeps_the_old_name_usable() -> None:
    found = named(spec(RULE), lock_of(spec(RULE), "alias method create_rule add_rule")).operations["rule_1"]
    assert (found.method, found.class_name) == ("add_rule", "AddRule")
    assert found.former == (("create_rule", "CreateRule"),)


def test_renames_add_up() -> None:
    lock = lock_of(spec(RULE), "alias method create_rule add_rule", "alias method add_rule append_rule")
    found = named(spec(RULE), lock).operations["rule_1"]
    assert found.method == "append_rule"
    assert [old for old, _ in found.former] == ["add_rule", "create_rule"]
    again = named(spec(RULE), parse_lock(render_lock(named(spec(RULE), lock).lock), "x").value)
    assert again.operations["rule_1"] == found


def test_nothing_new_takes_a_former_name() -> None:
    lock = lock_of(spec(RULE), "alias method create_rule add_rule")
    newcomer = operation("Creating a Rule", method="POST", uri="/v2/rules", label="rule_2")
    assert methods(spec(RULE, newcomer), lock)["rule_2"] == "create_rule_v2"


def test_aliases_in_a_circle_end() -> None:
    lock = lock_of(spec(RULE), "alias method create_rule b", "alias method b create_rule")
    assert methods(spec(RULE), lock)["rule_1"] in ("b", "create_rule")


def test_an_alias_that_leads_nowhere_is_reported() -> None:
    outcome = name(spec(RULE), lock_of(spec(RULE), "alias method make_rule build_rule"))
    assert [finding.code for finding in outcome.diagnostics] == ["alias-idle"]


def test_a_class_is_renamed_too() -> None:
    lock = lock_of(LIBRARY, "alias class Book Volume")
    found = named(LIBRARY, lock).models["book"]
    assert (found.class_name, found.former) == ("Volume", ("Book",))


# --- structures --------------------------------------------------------------------------------------------------------


def disks(*structures: Model) -> ServiceSpec:
    operations = [
        operation(
            "Adding a Disk",
            method="POST",
            uri=f"/{item.id}",
            label=item.id,
            folder=("s", item.id),
            request=body(ModelRef(f"root {item.id}")),
        )
        for item in structures
    ]
    roots = [model(f"root {item.id}", "", field("disk", ModelRef(item.id)), root=True) for item in structures]
    return spec(*operations, models=(*structures, *roots))


DISK = model("disk", "Disk", field("size", NUMBER), field("kind"), field("name"))


@pytest.mark.parametrize(
    "changed",
    [
        replace(DISK, fields=(*DISK.fields, field("added"))),
        replace(DISK, fields=DISK.fields[:2]),
        replace(DISK, name="Volume"),
        replace(DISK, owner="other", span=replace(DISK.span, path="moved.rst", first_line=99)),
    ],
    ids=["a field more", "a field less", "another caption", "another page"],
)
def test_a_class_keeps_its_name_through_changes_of_its_table(changed: Model) -> None:
    assert classes(disks(changed), lock_of(disks(DISK)))["disk"] == "Disk"


def test_a_second_shape_of_a_published_name_takes_the_longer_name() -> None:
    other = model("image", "Disk", field("format"), field("checksum"))
    found = classes(disks(other, DISK), lock_of(disks(DISK)))
    assert found["disk"] == "Disk"
    assert found["image"] != "Disk"


def test_members_keep_their_names_when_a_closer_spelling_appears() -> None:
    before = model("one", "Thing", field("fooBar"), direction=Direction.RESPONSE)
    after = replace(before, fields=(*before.fields, field("foo_bar")))

    def service(structure: Model) -> ServiceSpec:
        return spec(
            operation("Querying Things", label="q", responses=(response(200, ModelRef("one")),)), models=(structure,)
        )

    found = named(service(after), lock_of(service(before)))
    assert found.models["one"].members == ("foo_bar", "foo_bar_plain")
    again = named(service(after), parse_lock(render_lock(found.lock), "x").value)
    assert again.models["one"].members == found.models["one"].members


# --- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "method",
        "method create_rule",
        "method Create POST /x label |",
        "method import POST /x label |",
        "method a-b POST /x label |",
        "class lower Thing request x - |",
        "class None Thing request x - |",
        "method create_rule POST /x label | wire=not-a-name",
        "method create_rule POST /x label | wire=class",
        "alias method one",
        "alias method one one",
        "alias thing one two",
        "alias method os;system two",
        "method \u0455end POST /x label |",
    ],
)
def test_a_line_that_is_not_understood_is_an_error_with_its_place(line: str) -> None:
    outcome = parse_lock(f"# comment\n\n{line}\n", "shelf/names.lock")
    assert outcome.value == NameLock()
    (finding,) = outcome.diagnostics
    assert (finding.code, finding.severity, str(finding.span)) == ("lock-line", Severity.ERROR, "shelf/names.lock:3")


@pytest.mark.parametrize("text", ["\n", "# Ours.\n", " \n# Names\n"])
def test_a_lock_that_lost_everything_is_an_error(text: str) -> None:
    (finding,) = parse_lock(text, "shelf/names.lock").diagnostics
    assert (finding.code, finding.severity) == ("lock-line", Severity.ERROR)


def test_comments_stay_where_a_person_put_them() -> None:
    former = render_lock(named(LIBRARY).lock)
    lines = former.splitlines()
    head, first, last = lines[:2], lines[2], lines[-1]
    text = "\n".join(
        [*head, "# Above the first.", first, "", "# Above the last.", "#  In two lines.", last, "# At the end.", ""]
    )
    kept = render_lock(named(LIBRARY, parse_lock(text, "names.lock").value).lock, text)
    assert [line for line in kept.splitlines() if line not in lines] == [
        "# Above the first.",
        "# Above the last.",
        "#  In two lines.",
        "# At the end.",
    ]
    assert f"# Above the first.\n{first}\n" in kept
    assert f"#  In two lines.\n{last}\n" in kept
    assert render_lock(parse_lock(kept, "names.lock").value, kept) == kept


def test_a_comment_outlives_the_line_that_it_stood_above() -> None:
    former = render_lock(named(LIBRARY).lock)
    assert "# Why.\n" in render_lock(NameLock(), former + "# Why.\nalias method one two\n")


def test_a_name_that_stands_twice_is_an_error() -> None:
    outcome = parse_lock("method a GET /x l |\nmethod a GET /y m |\n", "names.lock")
    assert len(outcome.value.entries) == 1
    assert [finding.span.first_line for finding in outcome.diagnostics] == [2]


@pytest.mark.parametrize("wire", ["a b", "a=b", "a|b", "\u4e2d", "%41", "\ud800", "#", "|", "=", ""])
def test_any_wire_name_survives_the_file(wire: str) -> None:
    service = spec(operation("Querying Books", query(wire), query("plain"), label="label with space"))
    first = named(service)
    assert named(service, lock_of(service)) == first


def test_bodies_keep_their_classes_when_their_method_is_renamed() -> None:
    lock = lock_of(LIBRARY, "alias method list_books list_volumes")
    found = named(LIBRARY, lock)
    assert found.operations["list"].method == "list_volumes"
    assert found.models["books"].class_name == "ListBooksResponse"
    again = named(LIBRARY, parse_lock(render_lock(found.lock), "x").value)
    assert names_of(again) == names_of(found)
