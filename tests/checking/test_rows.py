"""What a row says against itself: such a limit becomes words, such a default is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checking.services import (
    BOOLEAN,
    INTEGER,
    STRING,
    creating,
    evidence,
    found,
    in_path,
    length,
    limits,
    list_of,
    one_of,
    operation,
    row,
    rules,
    service,
    span,
)
from docbind.model.diagnostic import Severity
from docbind.model.spec import Carrier, Constraint, Field, Items, Pattern, Range, TypeRef
from docbind.stages.check import check


def pattern(regex: str) -> Pattern:
    return Pattern(regex=regex, evidence=evidence(f"matches {regex}"))


def open_range(minimum: int, maximum: int) -> Range:
    return replace(limits(minimum, maximum), exclusive_minimum=True, exclusive_maximum=True)


@pytest.mark.parametrize(
    "field",
    [
        row("it", STRING, length(1, 8), default="name"),
        row("it", STRING, pattern("[a-z]+"), one_of("a", "b"), default="a"),
        row("it", INTEGER, limits(0, 9), default=0),
        row("it", INTEGER, limits(None, 9), limits(0, None)),
        row("it", INTEGER, limits(0, 9, Carrier.LINE), limits(0, 9, Carrier.PROSE)),
        row("it", list_of(STRING), Items(minimum=0, maximum=3, evidence=evidence()), one_of("a", "b")),
        row("it", BOOLEAN, one_of(True, False), default=False),
        row("it", STRING, pattern("[a-z]+"), pattern(".{2,4}")),
    ],
)
def test_a_row_that_holds_together_is_left_alone(field: Field) -> None:
    spec = creating(rows=(field,))
    assert check(spec).value == spec
    assert found(spec) == []


@pytest.mark.parametrize(
    ("type", "constraint"),
    [
        (STRING, length(9, 1)),
        (STRING, length(None, -1)),
        (INTEGER, limits(9, 1)),
        (INTEGER, open_range(4, 4)),
        (STRING, one_of()),
        (INTEGER, one_of("one", "two")),
        (BOOLEAN, one_of(0, 1)),
        (STRING, pattern("[a-z")),
        (list_of(STRING), Items(minimum=3, maximum=2, evidence=evidence())),
    ],
)
def test_a_limit_that_no_value_can_keep_becomes_words(type: TypeRef, constraint: Constraint) -> None:
    spec = creating(rows=(row("it", type, constraint),))
    assert rules(spec) == ()
    assert found(spec) == [("limit-impossible", 7)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (limits(1, 9), limits(1, 8)),
        (length(1, 64), length(0, 64)),
        (one_of("a", "b"), one_of("a", "c")),
    ],
)
def test_two_limits_of_one_kind_that_differ_become_words(left: Constraint, right: Constraint) -> None:
    type = INTEGER if isinstance(left, Range) else STRING
    spec = creating(rows=(row("it", type, left, right),))
    assert rules(spec) == ()
    assert found(spec) == [("limits-disagree", 7), ("limits-disagree", 7)]


def test_a_list_is_believed_against_the_limit_that_one_of_its_values_breaks() -> None:
    listed = one_of(-1, 5)
    spec = creating(rows=(row("it", INTEGER, limits(1, 9), listed),))
    assert rules(spec) == (listed,)
    assert found(spec) == [("limit-against-list", 7)]


@pytest.mark.parametrize(
    "field",
    [
        row("it", INTEGER, limits(1, 9), default=-1),
        row("it", STRING, length(2, 9), default="a"),
        row("it", STRING, one_of("DESC", "ASC"), default="desc"),
        row("it", STRING, pattern("[a-z]+"), default="A"),
        row("it", BOOLEAN, one_of(True), default=False),
    ],
)
def test_a_limit_that_the_default_breaks_becomes_words_and_the_default_stays(field: Field) -> None:
    outcome = check(creating(rows=(field,)))
    (checked,) = outcome.value.models[0].fields
    assert (checked.constraints, checked.default) == ((), field.default)
    assert [remark.reason for remark in checked.remarks] == ["contradicted"]
    assert [(one.code, one.severity) for one in outcome.diagnostics] == [("default-outside-limit", Severity.WARNING)]


def test_a_default_of_another_type_is_none_and_says_nothing_of_the_limits() -> None:
    field = row("it", INTEGER, limits(1, 9), default="many")
    outcome = check(creating(rows=(field,)))
    (checked,) = outcome.value.models[0].fields
    assert (checked.constraints, checked.default) == (field.constraints, None)
    assert [one.code for one in outcome.diagnostics] == ["default-of-other-type"]
    assert [remark.evidence.quote for remark in checked.remarks] == ["the default"]


def test_parameters_outside_of_the_body_are_settled_as_well() -> None:
    field = row("limit", INTEGER, limits(9, 1), line=21)
    outcome = check(service((operation(parameters=(in_path(field),)),)))
    assert outcome.value.operations[0].parameters[0].field.constraints == ()
    assert [(one.code, one.related) for one in outcome.diagnostics] == [("limit-impossible", (span(21),))]


def test_a_pattern_that_could_take_for_ever_is_not_tried_on_a_default() -> None:
    field = row("it", STRING, pattern("(a|aa)+b"), pattern("(a*)*b"), pattern("a*" * 40 + "b"), default="a" * 100)
    assert check(creating(rows=(field,))).value.models[0].fields == (field,)


@pytest.mark.parametrize("regex", ["^([a-z]|[A-Z]|_){1,8}$", r"[\w-]+\.[a-z]*", "al([0-9]){4}"])
def test_a_pattern_of_characters_is_tried_on_a_default(regex: str) -> None:
    spec = creating(rows=(row("it", STRING, pattern(regex), default="!"),))
    assert found(spec) == [("default-outside-limit", 7)]
