"""What documented examples say against the tables: one located message per kind of difference."""

from __future__ import annotations

import pytest

from checking.services import (
    BOOLEAN,
    INTEGER,
    STRING,
    answer,
    creating,
    evidence,
    found,
    length,
    limits,
    list_of,
    model,
    one_of,
    only,
    operation,
    request,
    response,
    row,
    service,
    span,
)
from docbind.model.diagnostic import Severity
from docbind.model.spec import Field, Items, MapOf, ModelRef, ServiceSpec, TypeRef, Unknown


def test_an_example_that_keeps_to_the_tables_gives_nothing() -> None:
    rows = (row("name", STRING, length(1, 8), required=True), row("size", INTEGER, limits(1, 9)), row("kind"))
    assert found(creating(request({"name": "a", "size": 9, "kind": None}), rows=rows)) == []


def test_a_key_without_a_row_is_reported_at_the_example_with_the_table_beside_it() -> None:
    finding = only(creating(request({"names": "a"}), rows=(row("name"),)))
    assert (finding.code, finding.severity, finding.span, finding.related) == (
        "example-unknown-key",
        Severity.WARNING,
        span(50),
        (span(10),),
    )
    assert "names (name?)" in finding.message


def test_a_mandatory_parameter_that_the_example_lacks_is_reported_with_its_row() -> None:
    finding = only(creating(request({}), rows=(row("name", required=True, line=21),)))
    assert (finding.code, finding.severity, finding.related) == (
        "example-required-absent",
        Severity.WARNING,
        (span(21),),
    )


def test_many_differences_of_one_kind_are_one_message_that_names_three() -> None:
    finding = only(creating(request({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}), rows=()))
    assert "5 keys" in finding.message
    assert "a; b; c; and 2 more" in finding.message


def test_the_items_of_a_list_repeat_a_difference_without_another_mention() -> None:
    spec = service(
        (operation(request([{"x": 1}, {"x": 2}, {"x": 3}]), sends=list_of(ModelRef("item"))),),
        model("item", row("name")),
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
    rows = (row("name", STRING, length(20, 30)), row("kind", STRING, one_of("a", "b")), row("tags", list_of(STRING)))
    assert found(creating(request(dict.fromkeys(("name", "kind", "tags"), placeholder)), rows=rows)) == []


@pytest.mark.parametrize("real", ['{"a": 1}', "[1, 2]", "a-name-that-is-too-long"])
def test_a_text_of_json_is_no_placeholder(real: str) -> None:
    assert found(creating(request({"name": real}), rows=(row("name", STRING, length(1, 4)),))) == [
        ("example-value", 50)
    ]


def test_wrong_values_are_found_at_every_depth_and_called_by_their_wire_path() -> None:
    inner = model("inner", row("port", INTEGER, limits(1, 9)))
    rows = (row("rules", MapOf(list_of(ModelRef("inner")))),)
    spec = service(
        (operation(request({"rules": {"a.b": [{"port": 1}, {"port": 99}]}}), sends=ModelRef("body")),),
        model("body", *rows),
        inner,
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


def answering(value: object, *rows: Field, status: int = 200) -> ServiceSpec:
    """A service of one operation whose success is an object of these rows, with one response example."""
    answers = (answer(200, ModelRef("thing")), answer(404, ModelRef("error")))
    models = (model("thing", *rows), model("error", row("error_code"), row("reason")))
    return service((operation(response(value, status), answers=answers),), *models)


def test_a_response_may_leave_out_fields_and_send_null() -> None:
    assert found(answering({"name": None}, row("name", required=True), row("size", required=True))) == []


def test_unknown_keys_of_a_response_are_one_note() -> None:
    finding = only(answering({"name": "a", "x": 1, "y": 2}, row("name")))
    assert (finding.code, finding.severity) == ("example-unknown-key", Severity.NOTE)


def test_a_value_of_a_response_outside_of_its_range_is_a_note() -> None:
    finding = only(answering({"size": 99}, row("size", INTEGER, limits(1, 9))))
    assert (finding.code, finding.severity) == ("example-value", Severity.NOTE)


def test_another_scalar_in_a_response_is_a_note_and_another_shape_a_warning() -> None:
    assert only(answering({"it": 3}, row("it"))).severity is Severity.NOTE
    assert only(answering({"it": [3]}, row("it"))).severity is Severity.WARNING


def test_an_error_is_compared_with_the_error_body_of_its_status() -> None:
    assert found(answering({"error_code": "A.1", "reason": "no"}, row("name"), status=404)) == []
    assert "reasn" in only(answering({"error_code": "A.1", "reasn": "no"}, row("name"), status=404)).message


def test_an_error_body_without_a_status_is_that_of_every_error() -> None:
    answers = (answer(200, ModelRef("thing")), answer(0, ModelRef("error")))
    models = (model("thing", row("name")), model("error", row("reason")))

    def showing(value: object, status: int) -> ServiceSpec:
        return service((operation(response(value, status), answers=answers),), *models)

    assert found(showing({"reason": "no"}, 409)) == []
    assert found(showing({"reason": "no"}, 200)) == []
    assert found(showing({"names": "no"}, 409)) == [("example-unknown-key", 60)]
    assert found(showing({"name": "a", "reason": "no"}, 409)) == []
    assert found(showing({"names": "a"}, 201)) == [("example-status", 60), ("example-unknown-key", 60)]


@pytest.mark.parametrize("error", [{"error_code": "A.1", "reason": "no"}, {"error": {"code": 1}}])
def test_an_error_of_another_shape_is_no_contradiction(error: object) -> None:
    assert found(answering(error, row("name"))) == []
    assert found(answering({"badRequest": {"code": 400}}, row("name"), status=404)) == []


def test_a_success_of_an_undocumented_status_is_noted_and_compared_with_the_documented_success() -> None:
    assert found(answering({"x": 1}, row("name"), status=201)) == [("example-status", 60), ("example-unknown-key", 60)]


def test_an_error_of_an_undocumented_status_is_nothing_to_report() -> None:
    assert found(answering({"what": "ever"}, row("name"), status=500)) == []


# --- bodies that no table describes ----------------------------------------------------------------------------------


def test_a_body_without_a_table_is_reported() -> None:
    finding = only(service((operation(request({"name": "a"})),)))
    assert (finding.code, finding.severity) == ("example-body-undocumented", Severity.WARNING)


@pytest.mark.parametrize("empty", [{}, []])
def test_an_empty_body_without_a_table_is_nothing_to_report(empty: object) -> None:
    assert found(service((operation(request(empty)),))) == []
