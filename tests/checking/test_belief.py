"""Whether a documented limit stays in force where request examples speak against it."""

from __future__ import annotations

import pytest

from checking.services import (
    INTEGER,
    STRING,
    answer,
    creating,
    found,
    length,
    limits,
    model,
    one_of,
    only,
    operation,
    request,
    response,
    row,
    rules,
    service,
    span,
)
from docbind.model.diagnostic import Severity
from docbind.model.rules import Reason, Rule
from docbind.model.spec import Carrier, Constraint, ModelRef, ServiceSpec
from docbind.stages.check import check

PROSE = Carrier.PROSE
LIST = Carrier.LIST
LINE = Carrier.LINE


def showing(constraint: Constraint, *values: object) -> ServiceSpec:
    """A service whose request has one row with this limit, and one example for each value."""
    type = INTEGER if all(isinstance(value, int) for value in values) else STRING
    examples = (request({"it": value}, line=50 + index) for index, value in enumerate(values))
    return creating(*examples, rows=(row("it", type, constraint, line=21),))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        (limits(1, 9, LINE), (99,)),
        (limits(1, 9, LINE), (99, 98, 5)),
        (limits(1, 9, PROSE), (99, 5, 6)),
        (length(1, 3, LINE), ("long-name",)),
        (one_of("TCP", "UDP"), ("ICMP", "TCP")),
        (one_of("TCP", "UDP"), ("tcp", "TCP", "UDP")),
        (one_of("TCP", "UDP"), ("TCP,", " UDP")),
    ],
)
def test_a_limit_that_outweighs_the_examples_stays(constraint: Constraint, values: tuple[object, ...]) -> None:
    spec = showing(constraint, *values)
    assert rules(spec) == (constraint,)
    assert {code for code, _ in found(spec)} == {"example-value"}


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        (limits(1, 9, LINE), (99, 98)),
        (limits(1, 9, PROSE), (0,)),
        (limits(1, 9, PROSE), (0, 5)),
        (length(8, 8, PROSE), ("name",)),
        (one_of("TCP", "UDP"), ("ICMP",)),
        (one_of("Hive SQL", "Spark SQL"), ("HiveSQL",)),
        (one_of("TCP", "UDP"), ("tcp", "TCP")),
        (one_of("TCP", "UDP", carrier=LINE), ("tcp",)),
    ],
)
def test_a_limit_that_the_examples_outweigh_becomes_words(constraint: Constraint, values: tuple[object, ...]) -> None:
    spec = showing(constraint, *values)
    assert rules(spec) == ()
    remarks = check(spec).value.models[0].fields[0].remarks
    assert [(remark.reason, remark.evidence) for remark in remarks] == [("contradicted", constraint.evidence)]
    assert {code for code, _ in found(spec)} == {"example-against-limit"}


def test_a_limit_that_is_no_longer_enforced_is_reported_once_with_row_and_further_examples() -> None:
    finding = only(showing(limits(1, 9, PROSE), 0, 10))
    assert (finding.severity, finding.span, finding.related) == (Severity.WARNING, span(50), (span(21), span(51)))


def test_the_same_value_twice_is_one_witness() -> None:
    constraint = limits(1, 9, LINE)
    assert rules(showing(constraint, 99, 99, 99)) == (constraint,)


def test_placeholders_are_no_witnesses() -> None:
    constraint = length(8, 8, PROSE)
    assert rules(showing(constraint, "", "xxx", "{name}")) == (constraint,)


def test_responses_speak_for_a_limit_and_never_against_it() -> None:
    constraint = one_of("TCP", "UDP")
    shared = model("body", row("it", STRING, constraint))

    def with_response(*values: str) -> ServiceSpec:
        examples = (request({"it": "ICMP"}), *(response({"it": value}) for value in values))
        return service(
            (operation(*examples, sends=ModelRef("body"), answers=(answer(200, ModelRef("body")),)),), shared
        )

    assert rules(with_response("TCP")) == (constraint,)
    assert rules(with_response("GRE")) == ()
    only_responses = service((operation(response({"it": "GRE"}), answers=(answer(200, ModelRef("body")),)),), shared)
    assert rules(only_responses) == (constraint,)


def test_the_limit_of_one_row_falls_alone() -> None:
    constraint = limits(1, 9, PROSE)
    rows = (row("first", INTEGER, constraint), row("second", INTEGER, constraint))
    checked = check(creating(request({"first": 0, "second": 5}), rows=rows)).value
    assert [field.constraints for field in checked.models[0].fields] == [(), (constraint,)]


def test_types_and_mandatory_columns_stay_against_all_examples_and_are_told() -> None:
    rows = (row("size", INTEGER, required=True), row("name", STRING, required=True))
    spec = creating(request({"size": "big"}), request({"size": "small"}), rows=rows)
    size, name = check(spec).value.models[0].fields
    assert (size.type, size.presence, name.presence) == (rows[0].type, rows[0].presence, rows[1].presence)
    assert [(one.rule, one.reason) for one in size.objections] == [(Rule.TYPE, Reason.OTHER_SCALAR)]
    assert [(one.rule, one.reason) for one in name.objections] == [(Rule.REQUIRED, Reason.EXAMPLE)]
