"""What speaks against a rule that stays: examples, other tables, and kinds of values that grow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checking.services import (
    INTEGER,
    STRING,
    answer,
    creating,
    evidence,
    length,
    limits,
    model,
    one_of,
    operation,
    request,
    response,
    row,
    service,
    span,
)
from docbind.dialect.grades import Effect
from docbind.grading import effect_of
from docbind.model.rules import Objection, Reason, Rule
from docbind.model.spec import (
    Carrier,
    Default,
    Field,
    ListOf,
    Location,
    Model,
    ModelRef,
    Parameter,
    ServiceSpec,
    Unknown,
)
from docbind.stages.check import check


def objections(field: Field) -> list[tuple[Rule, Reason]]:
    return [(one.rule, one.reason) for one in field.objections]


def checked(spec: ServiceSpec) -> tuple[Model, ...]:
    return check(spec).value.models


def test_a_limit_that_outweighs_an_example_is_no_rule_on_the_side_that_the_example_breaks() -> None:
    spec = creating(request({"it": 99}), rows=(row("it", INTEGER, limits(1, 9)),))
    (field,) = checked(spec)[0].fields
    assert objections(field) == [(Rule.MAXIMUM, Reason.EXAMPLE)]
    assert (effect_of(field, Rule.MAXIMUM), effect_of(field, Rule.MINIMUM)) == (Effect.PASS, Effect.REFUSE)


def test_an_answer_is_a_witness_for_a_structure_that_callers_send() -> None:
    shared = model("body", row("it", INTEGER, limits(1, 9), required=True))
    sent = operation(
        request({"it": 5}),
        response({"other": 1}),
        response({"it": 12}),
        sends=ModelRef("body"),
        answers=(answer(200, ModelRef("body")),),
    )
    (field,) = checked(service((sent,), shared))[0].fields
    assert objections(field) == [(Rule.MAXIMUM, Reason.EXAMPLE)], "what an answer leaves out says nothing of requests"


def test_names_that_only_examples_send_are_no_slips() -> None:
    spec = creating(request({"apiversion": "v1"}), rows=(row("apiVersion", STRING),))
    assert checked(spec)[0].undocumented == ("apiversion",)


def test_a_name_that_an_example_sends_in_another_case_is_known_wherever_the_field_is() -> None:
    sends = operation(request({"apiversion": "v1"}), sends=ModelRef("body"))
    other = replace(operation(sends=ModelRef("other")), id="other")
    models = (model("body", row("apiVersion", STRING)), model("other", row("apiVersion", STRING), row("kind", STRING)))
    assert [one.undocumented for one in checked(service((sends, other), *models))] == [("apiversion",)] * 2


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [
        (one_of("A", "B"), one_of("A", "C"), [Rule.ONE_OF]),
        (one_of("A", "B"), one_of("A"), []),
        (one_of("A", "B"), one_of("X", "Y"), []),
        (limits(1, 9), limits(1, 12), [Rule.MAXIMUM]),
        (limits(1, 9), limits(0, 9), [Rule.MINIMUM]),
        (limits(1, 9), limits(2, 8), []),
        (limits(1, 9), limits(None, None), []),
        (length(1, 9), limits(1, 12), []),
    ],
)
def test_a_structure_of_the_same_name_that_allows_more(own: object, other: object, found: list[Rule]) -> None:
    type = STRING if own == one_of("A", "B") else INTEGER
    first = replace(model("first", row("it", type, own)), name="box", root=False)  # type: ignore[arg-type]  # a constraint
    second = replace(model("second", row("it", type, other, line=77)), name="box", root=False)  # type: ignore[arg-type]  # a constraint
    body = model("body", row("first", ModelRef("first")), row("second", ModelRef("second")))
    models = checked(service((operation(sends=ModelRef("body")),), body, first, second))
    (field,) = next(one for one in models if one.id == "first").fields
    assert objections(field) == [(rule, Reason.ELSEWHERE) for rule in found]


def test_values_of_a_kind_that_grows_are_told() -> None:
    rows = (row("engine_version", STRING, one_of("5.7", "8.0")), row("conversion", STRING, one_of("a", "b")))
    version, conversion = checked(creating(rows=rows))[0].fields
    assert objections(version) == [(Rule.ONE_OF, Reason.OPEN_ENDED)]
    assert objections(conversion) == []


def test_a_mandatory_member_with_a_default_is_told_where_it_is_missing() -> None:
    default = Default(value=0, evidence=evidence("The default value is 0."))
    plain, defaulted = row("plain", INTEGER, required=True), replace(row("it", INTEGER, required=True), default=default)
    first, second = checked(creating(rows=(plain, defaulted)))[0].fields
    assert (effect_of(first, Rule.REQUIRED), effect_of(second, Rule.REQUIRED)) == (Effect.REFUSE, Effect.TELL)
    assert objections(second) == [(Rule.REQUIRED, Reason.DEFAULTED)]


def test_what_the_own_words_say_stays_beside_what_examples_show() -> None:
    own = tuple(Objection(rule=rule, reason=Reason.SO_FAR, span=span(9)) for rule in (Rule.ONE_OF, Rule.PATTERN))
    field = replace(row("it", STRING, one_of("A", "B", carrier=Carrier.LINE)), objections=own)
    (kept,) = checked(creating(rows=(field,)))[0].fields
    assert objections(kept) == [(Rule.ONE_OF, Reason.SO_FAR)], "nothing objects to a rule that is not stated"
    assert effect_of(kept, Rule.ONE_OF) is Effect.SLIPS
    (shown,) = checked(creating(request({"it": "C"}), rows=(field,)))[0].fields
    assert effect_of(shown, Rule.ONE_OF) is Effect.PASS, "an example says more than a word about today"


def test_an_object_that_the_description_shows_as_a_list_is_told() -> None:
    inner = model("taint", row("key", STRING))
    shown = replace(row("taints", ModelRef("taint")), text='Example:\n\n"taints": [{"key": "a"}]')
    listed = replace(row("rules", ListOf(ModelRef("taint"))), text='For example, "rules": {"key": "a"}')
    untyped = replace(row("rows", Unknown("Object")), text='Example: "rows": [{"key": "a"}]')
    anything = replace(row("more", Unknown("Array")), text='Example: "more": [{"key": "a"}]')
    body = model("body", shown, listed, untyped, anything)
    models = checked(service((operation(sends=ModelRef("body")),), body, inner))
    assert [objections(field) for field in models[0].fields] == [[(Rule.TYPE, Reason.EXAMPLE)]] * 3 + [[]]


@pytest.mark.parametrize(
    ("carrier", "effect"), [(Carrier.LINE, Effect.REFUSE), (Carrier.LIST, Effect.SLIPS), (Carrier.PROSE, Effect.SLIPS)]
)
def test_an_enumeration_is_as_closed_as_its_statement(carrier: Carrier, effect: Effect) -> None:
    assert effect_of(row("it", STRING, one_of("A", carrier=carrier)), Rule.ONE_OF) is effect


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("DELETE", "/v1/{project_id}/things", []),
        ("DELETE", "/v1/{project_id}/things/{thing_id}", [(Rule.REQUIRED, Reason.EXAMPLE)]),
        ("PUT", "/v1/{project_id}/things", [(Rule.REQUIRED, Reason.EXAMPLE)]),
    ],
)
def test_an_example_that_is_cut_short_excuses_nobody_from_naming_what_is_removed(
    method: str, path: str, found: list[tuple[Rule, Reason]]
) -> None:
    which = Parameter(location=Location.QUERY, field=row("which", STRING, required=True))
    shown = request(url=f"https://endpoint{path}", method=method)
    (checked_one,) = check(service((operation(shown, method=method, path=path, parameters=(which,)),))).value.operations
    assert objections(checked_one.parameters[0].field) == found
