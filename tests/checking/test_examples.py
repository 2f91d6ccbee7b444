"""What documented examples say against the tables: one located message per kind of difference."""

from __future__ import annotations

import pytest
from checking.services import (
    BOOLEAN,
    INTEGER,
    STRING,
    answer,
    body,
    creating,
    found,
    in_path,
    length,
    limits,
    list_of,
    model,
    one_of,
    only,
    operation,
    query,
    request,
    response,
    row,
    service,
    span,
)

from docbind.model.diagnostic import Severity
from docbind.model.spec import Items, MapOf, ModelRef, TypeRef, Unknown
from docbind.stages.check import check

from checking.services import evidence


def test_an_example_that_keeps_to_the_tables_gives_nothing() -> None:
    rows = (row("name", STRING, length(1, 8), required=True), row("size", INTEGER, limits(1, 9)), row("kind"))
    assert found(creating(request({"name": "a", "size": 9, "kind": None}), rows=rows)) == []


def test_a_key_without_a_row_is_reported_at_the_example_with_the_table_beside_it() -> None:
    finding = only(creating(request({"nmae": "a"}), rows=(row("name"),)))
    assert (finding.code, finding.severity, finding.span, finding.related) == (
        "example-unknown-key",
        Severity.WARNING,
        span(50),
        (span(10),),
    )
    assert "nmae (name?)" in finding.message


def test_a_mandatory_parameter_that_the_example_lacks_is_reported_with_its_row() -> None:
    finding = only(creating(request({}), rows=(row("name", required=True, line=21),)))
    assert (finding.code, finding.severity, finding.related) == ("example-required-absent", Severity.WARNING, (span(21),))


def test_many_differences_of_one_kind_are_one_message_that_names_three() -> None:
    finding = only(creating(request({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}), rows=()))
    assert "5 keys" in finding.message
    assert "a; b; c; and 2 more" in finding.message


def test_the_items_of_a_list_repeat_a_difference_without_another_mention() -> None:
    spec = service(
        (operation(request([{"x": 1}, {"x": 2}, {"x": 3}]), sends=list_of(ModelRef("item"))),), model("item", row("name"))
    )
    assert only(spec).message.endswith(": [0].x")


@pytest.mark.parametrize(
    ("documented", "shown", "words"),
    [
        (STRING, 3, "the number 3, a string documented"),
        (INTEGER, "three", "the string 'three', an integer documented"),
        (INTEGER, True, "true, an integer documented"),
        (BOOLEAN, 1, "the number 1, a boolean documented"),
        (list_of(STRING), {"a": "b"}, "an object, a list documented"),
        (MapOf(STRING), ["a"], "a list, an object documented"),
    ],
)
def test_a_value_of_another_type_is_reported_with_both_types(documented: TypeRef, shown: object, words: str) -> None:
    finding = only(creating(request({"it": shown}), rows=(row("it", documented),)))
    assert (finding.code, finding.severity) == ("example-type", Severity.WARNING)
    assert f"it is {words}" in finding.message


@pytest.mark.parametrize(("documented", "shown"), [(INTEGER, "80"), (INTEGER, 80.0), (BOOLEAN, "True")])
def test_a_number_or_boolean_in_quotation_marks_is_a_note(documented: TypeRef, shown: object) -> None:
    finding = only(creating(request({"it": shown}), rows=(row("it", documented),)))
    assert (finding.code, finding.severity) == ("example-notation", Severity.NOTE)


@pytest.mark.parametrize(
    "placeholder", ["", "xxx", "******", "{id}", "<id>", "string", "Cxxx3", "/home/***/key", "your-name", "…", "$name"]
)
def test_a_placeholder_contradicts_no_rule_and_no_type(placeholder: str) -> None:
    rows = (row("name", STRING, length(20, 30), one_of("a", "b")), row("tags", list_of(STRING)))
    assert found(creating(request({"name": placeholder, "tags": placeholder}), rows=rows)) == []


def test_wrong_values_are_found_at_every_depth_and_called_by_their_wire_path() -> None:
    inner = model("inner", row("port", INTEGER, limits(1, 9)))
    rows = (row("rules", MapOf(list_of(ModelRef("inner")))),)
    spec = service(
        (operation(request({"rules": {"a.b": [{"port": 1}, {"port": 99}]}}), sends=ModelRef("body")),), model("body", *rows), inner
    )
    assert "rules.a.b[1].port is 99" in only(spec).message


def test_the_number_of_items_counts_for_the_outer_list_alone() -> None:
    items = Items(minimum=None, maximum=2, evidence=evidence("at most 2"))
    rows = (row("grid", list_of(list_of(INTEGER)), items),)
    assert found(creating(request({"grid": [[1, 2, 3]]}), rows=rows)) == []
    assert found(creating(request({"grid": [[1], [2], [3]]}), rows=rows)) == [("example-value", 50)]


def test_a_value_of_unknown_type_is_not_compared() -> None:
    assert found(creating(request({"any": {"thing": 1}}), rows=(row("any", Unknown("Object")),))) == []


# --- responses -------------------------------------------------------------------------------------------------------


def answering(*values: object, status: int = 200, rows: tuple[object, ...] = ()) -> object:
    raise NotImplementedError
