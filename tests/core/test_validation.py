"""Requests against the documented rules: every violation at once, with path, rule, words and place in the pages."""

from __future__ import annotations

import json
import pickle
from importlib import resources
from typing import Any

import pytest
from sample_sdk import NULL
from sample_sdk._core import Model, Request, at, field
from sample_sdk._core.validation import check, check_structure
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op
from sample_sdk.functiongraph import validators

PAGE = "configuring_asynchronous_execution_notification.rst"
EXAMPLES = json.loads(resources.files("sample_sdk.functiongraph").joinpath("examples.json").read_text())


class Leaf(Model):
    code: str | None = field(default=None, wire="Code", pattern="[a-z]+")
    secret: str | None = field(default=None, secret=True, max_length=3)
    number: float | None = field(default=None, gt=0, lt=1)


class Everything(Request[None]):
    method = "POST"
    uri = "/v1/{project_id}/{name}"
    responses = {204: None}

    name: str = at.path(min_length=2)
    limit: int | None = at.query(default=None, ge=1, le=100)
    flag: bool | None = at.query(default=None)
    dim: list[str] | None = at.query(default=None, first_number=0, max_length=2, max_items=2)
    trace: str | None = at.header(default=None, wire="X-Trace", max_length=4)
    leaves: list[Leaf] | None = at.body(default=None, min_items=1, max_items=2)
    by_key: dict[str, Leaf] | None = at.body(default=None)
    tags: list[str] | None = at.body(default=None, one_of=("a", "b"), max_length=1)
    matrix: list[list[int]] | None = at.body(default=None, max_items=2, le=9)
    anything: Any = at.body(default=None)
    number: float | None = at.body(default=None)
    count: int = at.body(wire="Count")


def rules(found: tuple[Any, ...]) -> dict[str, str]:
    return {violation.path: violation.rule for violation in found}


def test_the_first_operation_reports_exactly_what_is_wrong_with_it() -> None:
    found = validators.check_configure_asynchronous_execution_notification(
        {
            "max_async_event_age_in_seconds": 0,
            "max_async_retry_attempts": 4,
            "destination_config": {"on_failure": {"destination": "OBX"}},
            "enable_async_status_logs": True,
        },
        path={"function_urn": "urn:fss:eu-de:0c4f:function:default:test:latest", "project_id": "0c4f"},
    )
    assert [(one.path, one.rule, one.message, str(one.source)) for one in found] == [
        (
            "max_async_event_age_in_seconds",
            "minimum",
            "max_async_event_age_in_seconds: 0, at least 1 allowed",
            f'{PAGE}:50 ("Minimum: **1**")',
        ),
        (
            "max_async_retry_attempts",
            "maximum",
            "max_async_retry_attempts: 4, at most 3 allowed",
            f'{PAGE}:58 ("Maximum: **3**")',
        ),
        (
            "destination_config.on_failure.destination",
            "one_of",
            "destination_config.on_failure.destination: 'OBX' is not documented; did you mean 'OBS'?",
            f'{PAGE}:90 ("Enumeration values:")',
        ),
        (
            "enable_async_status_logs",
            "unknown",
            "enable_async_status_logs: 'enable_async_status_logs' is not documented; did you mean 'enable_async_status_log'?",
            f"{PAGE}:16",
        ),
    ]


def test_the_same_violations_are_found_in_typed_requests() -> None:
    request = op.ConfigureAsynchronousExecutionNotification(
        function_urn="urn",
        max_async_event_age_in_seconds=0,
        max_async_retry_attempts=4,
        destination_config=m.FuncAsyncDestinationConfig(on_failure=m.FuncDestinationConfig(destination="OBX")),
    )
    assert rules(check_structure(request)) == {
        "max_async_event_age_in_seconds": "minimum",
        "max_async_retry_attempts": "maximum",
        "destination_config.on_failure.destination": "one_of",
    }


@pytest.mark.parametrize("operation", sorted(EXAMPLES))
def test_documented_examples_break_no_rule(operation: str) -> None:
    for example in EXAMPLES[operation]["requests"]:
        assert check(getattr(op, operation), example["body"]) == ()


GOOD: dict[str, Any] = {"Count": 1}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (GOOD, {}),
        (None, {"Count": "required"}),
        ({}, {"Count": "required"}),
        ({"Count": None}, {"Count": "required"}),
        ({"Count": True}, {"Count": "type"}),
        ({"Count": 1.0}, {"Count": "type"}),
        ({"Count": "1"}, {"Count": "type"}),
        ([], {"body": "type"}),
        ("text", {"body": "type"}),
        ({"Count": 1, "count": 1}, {"count": "unknown"}),
        ({"Count": 1, "leaves": []}, {}),
        ({"Count": 1, "leaves": [{}] * 3}, {"leaves": "max_items"}),
        (
            {"Count": 1, "leaves": [{"Code": "A"}, {"code": "a"}]},
            {"leaves[0].Code": "pattern", "leaves[1].code": "unknown"},
        ),
        ({"Count": 1, "leaves": {"Code": "a"}}, {"leaves": "type"}),
        ({"Count": 1, "leaves": [7]}, {"leaves[0]": "type"}),
        (
            {"Count": 1, "by_key": {"k": {"number": 0}, "l": {"number": 1}}},
            {"by_key.k.number": "minimum", "by_key.l.number": "maximum"},
        ),
        ({"Count": 1, "tags": ["a", "cc"]}, {"tags[1]": "one_of"}),
        ({"Count": 1, "matrix": [[1], [10]]}, {"matrix[1][0]": "maximum"}),
        ({"Count": 1, "matrix": [[1, 2, 3], [4]]}, {}),
        ({"Count": 1, "anything": [{"x": object}]}, {}),
        ({"Count": 1, "number": 1}, {}),
        ({"Count": 1, "number": float("nan")}, {"number": "type"}),
        ({"Count": 1, "number": float("inf")}, {"number": "type"}),
        ({"Count": 1, "number": None}, {}),
    ],
)
def test_bodies(payload: object, expected: dict[str, str]) -> None:
    assert rules(check(Everything, payload)) == expected


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        ({"path": {}}, {"name": "required"}),
        ({"path": {"name": "x", "project_id": "p"}}, {"name": "min_length"}),
        ({"path": {"name": "xy", "nam": "p"}}, {"nam": "unknown"}),
        ({"query": {"limit": "0", "flag": "TRUE"}}, {"limit": "minimum"}),
        ({"query": {"limit": 101}}, {"limit": "maximum"}),
        ({"query": {"limit": "ten", "flag": "maybe"}}, {"limit": "type", "flag": "type"}),
        ({"query": {"limits": 1}}, {"limits": "unknown"}),
        ({"query": {"dim.0": "a", "dim.1": "b", "limit": 1}}, {}),
        ({"query": {"dim": ["a", "b"]}}, {}),
        ({"query": {"dim.0": "abc", "dim.x": "b"}}, {"dim[0]": "max_length", "dim.x": "unknown"}),
        ({"query": {"dim.0": "a", "dim.1": "b", "dim.2": "c"}}, {"dim": "max_items"}),
        ({"header": {"x-trace": "abcde", "Accept": "x"}}, {"X-Trace": "max_length"}),
        ({"header": {"X-TRACE": 12345}}, {"X-Trace": "max_length"}),
        ({}, {}),
    ],
)
def test_parameters_outside_the_body_are_checked_where_they_are_given(outside: Any, expected: dict[str, str]) -> None:
    assert rules(check(Everything, GOOD, **outside)) == expected


def test_all_violations_of_one_value_are_reported() -> None:
    found = check(Everything, {"Count": 1, "tags": ["cc"]})
    assert [one.rule for one in found] == ["max_length", "one_of"]
    assert found[0].message == "tags[0]: 2 characters, at most 1 allowed"
    assert found[1].message == "tags[0]: 'cc' is not documented; allowed are 'a', 'b'"


def test_a_body_that_is_a_map_or_list() -> None:
    assert check(op.ExecuteFunctionSynchronously, {"any": {"thing": 1}}) == ()
    assert rules(check(op.ExecuteFunctionSynchronously, [1])) == {"body": "type"}
    assert rules(check(op.ExecuteFunctionSynchronously)) == {"body": "required"}


def test_r18_secret_values_are_in_no_message() -> None:
    found = check(Everything, {"Count": 1, "leaves": [{"secret": "canary"}, {"secret": ["canary"]}]})
    assert rules(found) == {"leaves[0].secret": "max_length", "leaves[1].secret": "type"}
    assert "canary" not in "".join(map(str, found))


def test_null_is_taken_where_somebody_says_so() -> None:
    assert check_structure(Everything(name="xy", count=NULL, number=NULL)) == ()


class Unlocking(Request[None]):
    method = "POST"
    uri = "/v1/servers/action"
    responses = {202: None}

    unlock: Any = at.body()


def test_null_is_a_value_where_any_value_will_do() -> None:
    assert check(Unlocking, {"unlock": None}) == check_structure(Unlocking(unlock=NULL)) == ()
    for missing in (check(Unlocking, {}), check_structure(Unlocking(unlock=None))):
        assert rules(missing) == {"unlock": "required"}


class Labels(Model):
    """A structure that takes members beside its documented ones."""

    __open__ = True

    colour: str | None = field(max_length=4)


class Labelling(Request[None]):
    """Sends labels."""

    method = "PUT"
    uri = "/labels"
    responses = {204: None}

    labels: Labels = at.body()


def test_an_open_structure_takes_other_members_and_keeps_the_rules_of_its_own() -> None:
    assert check(Labelling, {"labels": {"colour": "red", "mood": "calm"}}) == ()
    assert rules(check(Labelling, {"labels": {"colour": "scarlet", "mood": "calm"}})) == {"labels.colour": "max_length"}


def test_dicts_may_stand_for_models_and_are_checked_for_unknown_members() -> None:
    request = Everything(name="xy", count=1, leaves=[{"Cod": "a"}])  # type: ignore[list-item]  # on purpose
    assert rules(check_structure(request)) == {"leaves[0].Cod": "unknown"}


def test_a_model_of_another_class_is_no_substitute() -> None:
    request = Everything(name="xy", count=1, leaves=[m.KvItem(key="a")])  # type: ignore[list-item]  # on purpose
    assert rules(check_structure(request)) == {"leaves[0]": "type"}


def test_what_a_service_sent_can_be_sent_back() -> None:
    config = m.FuncAsyncDestinationConfig.from_dict({"on_failure": {"destination": "SMN", "new_member": 1}})
    request = op.ConfigureAsynchronousExecutionNotification(function_urn="urn", destination_config=config)
    assert check_structure(request) == ()


def test_violations_are_values() -> None:
    found = check(Everything, {"Count": "x"})
    assert found == check(Everything, {"Count": "x"})
    assert len({*found, *check(Everything, {"Count": "x"})}) == 1
    assert pickle.loads(pickle.dumps(found)) == found
    assert found[0].source is None, "a class outside of the package has no pages"
    assert str(found[0]) == "Count: an integer expected, not the string 'x'"


def test_long_values_are_cut_in_messages() -> None:
    found = check(Everything, {"Count": 1, "tags": ["z" * 10_000], "matrix": [[10**500]]})
    assert all(len(one.message) < 200 for one in found)
    assert len(found) == 3
