"""Whatever a service looks like, the check ends, gives the same result every time, and gives only documented codes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checking.services import (
    INTEGER,
    STRING,
    answer,
    creating,
    evidence,
    found,
    in_path,
    length,
    limits,
    list_of,
    model,
    one_of,
    operation,
    query,
    request,
    response,
    row,
    service,
)
from docbind.dialect.findings import FINDINGS
from docbind.model.spec import (
    JsonObject,
    JsonValue,
    MapOf,
    ModelRef,
    Pattern,
    Reference,
    ServiceSpec,
    TypeRef,
    Unknown,
)
from docbind.stages.check import check

DEPTH = 700

NAMES = st.sampled_from(["a", "b", "a.b", "", "{x}", "\n", "limit"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(10**400)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
TYPES: st.SearchStrategy[TypeRef] = st.recursive(
    st.sampled_from(
        [STRING, INTEGER, ModelRef("body"), ModelRef("other"), ModelRef("nowhere"), Unknown("?"), Reference(phrase="x")]
    ),
    lambda inner: inner.map(list_of) | inner.map(MapOf),
    max_leaves=2,
)
CONSTRAINTS = st.sampled_from(
    [
        length(2, 1),
        length(None, None),
        length(1, 3),
        limits(5, 1),
        limits(0, 10**400),
        one_of(),
        one_of("a", 1, True, 1.0),
        Pattern(regex="(", evidence=evidence()),
        Pattern(regex="[a-z]*", evidence=evidence()),
    ]
)
FIELDS = st.builds(
    lambda name, of, constraints, required, default: row(name, of, *constraints, required=required, default=default),
    NAMES,
    TYPES,
    st.lists(CONSTRAINTS, max_size=3),
    st.booleans(),
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
)
ROWS = st.lists(FIELDS, max_size=4)
URLS = st.text(max_size=20) | st.sampled_from(["", "https://", "{", "/v1/{a}{b}/{c}?a=1&a=&=&limit=99"])
EXAMPLES = st.builds(request, VALUES, URLS, st.sampled_from(["GET", "", "x"])) | st.builds(
    response, VALUES, st.sampled_from([0, 200, 201, 404, -1])
)


@st.composite
def services(draw: st.DrawFn) -> ServiceSpec:
    examples = draw(st.lists(EXAMPLES, max_size=3))
    models = (model("body", *draw(ROWS)), model("other", *draw(ROWS)))
    operations = tuple(
        operation(
            *examples,
            id=id,
            path=draw(st.sampled_from(["/v1/{a}{b}/{c}", "/", "/{a", "/v1/x"])),
            sends=draw(st.none() | TYPES),
            answers=tuple(
                answer(status, draw(st.none() | TYPES)) for status in draw(st.lists(st.sampled_from([0, 200, 404])))
            ),
            parameters=(*map(query, draw(ROWS)), *map(in_path, draw(ROWS))),
        )
        for id in draw(st.lists(st.sampled_from(["one", "two"]), max_size=3))
    )
    return service(operations, *models)


@settings(max_examples=150, deadline=None)
@given(services())
def test_the_check_ends_with_documented_codes_and_the_same_result_twice(spec: ServiceSpec) -> None:
    outcome = check(spec)
    assert {one.code for one in outcome.diagnostics} <= {finding.code for finding in FINDINGS}
    assert all(one.message.isprintable() for one in outcome.diagnostics)
    assert repr(check(spec)) == repr(outcome)


@settings(max_examples=50, deadline=None)
@given(services())
def test_what_has_been_checked_has_no_contradicting_rows_left(spec: ServiceSpec) -> None:
    codes = {code for code, _ in found(check(spec).value)}
    assert codes.isdisjoint({"limit-impossible", "limits-disagree", "default-outside-limit", "default-of-other-type"})


def test_deep_values_and_chains_of_structures_do_not_overflow_the_stack() -> None:
    chain = tuple(model(f"m{level}", row("next", ModelRef(f"m{level + 1}"))) for level in range(DEPTH))
    value: JsonValue = JsonObject(())
    for _ in range(DEPTH):
        value = JsonObject((("next", value),))
    deep = operation(replace(request({}), value=value), sends=ModelRef("m0"))
    assert found(service((deep,), *chain)) == []


def test_a_structure_that_holds_itself_is_followed_as_far_as_the_example_goes() -> None:
    node = model("body", row("name"), row("children", list_of(ModelRef("body"))))
    example = request({"name": "a", "children": [{"name": "b", "children": [{"nam": "c"}]}]})
    assert found(service((operation(example, sends=ModelRef("body")),), node)) == [("example-unknown-key", 50)]


def test_page_text_stays_on_one_line_of_a_message() -> None:
    spec = creating(request({"evil\n::error::\x1b[31m": "x"}), rows=())
    (finding,) = check(spec).diagnostics
    assert finding.message.isprintable()
