"""Models: construction, reading what services send, and writing it back without loss."""

from __future__ import annotations

import copy
import json
import pickle
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_sdk import NULL, replace
from sample_sdk._core import reserved
from sample_sdk._core.client import AsyncClient, Client
from sample_sdk._core.declare import field
from sample_sdk._core.model import Model
from sample_sdk._core.request import PagedRequest, Request
from sample_sdk._core.validation import check_structure
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op

from core.steady import STEADY

ODD = {
    "func_urn": None,
    "max_async_event_age_in_seconds": "5",
    "max_async_retry_attempts": "many",
    "enable_async_status_log": "true",
    "created_time": 1614866402,
    "destination_config": {"on_failure": {"destination": "KAFKA", "depth": 1}, "on_success": None},
    "not_documented": {"a": [1, None]},
}


def test_r31_response_with_new_enum_value_unknown_field_null_and_other_types_loses_nothing() -> None:
    config = m.AsyncInvokeConfig.from_dict(ODD)
    assert config.func_urn is None
    assert config.max_async_event_age_in_seconds == 5
    assert config.max_async_retry_attempts == "many"  # type: ignore[comparison-overlap]  # the service sent a text
    assert config.enable_async_status_log is True
    assert config.created_time == "1614866402"
    assert config.destination_config is not None
    assert config.destination_config.on_failure is not None
    assert config.destination_config.on_failure.destination == "KAFKA"
    assert config.destination_config.on_failure.extra == {"depth": 1}
    assert config.extra == {"not_documented": {"a": [1, None]}}
    assert json.dumps(config.to_dict()) == json.dumps(ODD)


def test_r31_departures_from_the_pages_are_told() -> None:
    found = {violation.path: violation.rule for violation in check_structure(m.AsyncInvokeConfig.from_dict(ODD))}
    assert found == {
        "max_async_retry_attempts": "type",
        "destination_config.on_failure.destination": "one_of",
    }


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["5", "-5", "1.5", "true", "False", "1e5", "05", "+5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
MODELS = [
    value for value in vars(m).values() if isinstance(value, type) and issubclass(value, Model) and value is not Model
]


@STEADY
@given(data=st.data(), model=st.sampled_from(MODELS))
def test_any_object_round_trips_byte_for_byte(data: st.DataObject, model: type[Model]) -> None:
    names = list(typing.get_type_hints(model))
    payload = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), json_values))
    assert json.dumps(model.from_dict(payload).to_dict(), sort_keys=True) == json.dumps(payload, sort_keys=True)


def test_lists_of_converted_scalars_keep_what_was_not_changed() -> None:
    vpc = m.FuncVpc.from_dict({"security_groups": [1, "two", 3]})
    assert vpc.security_groups == ["1", "two", "3"]
    vpc.security_groups.append("4")
    vpc.security_groups[2] = "five"
    assert vpc.to_dict() == {"security_groups": [1, "two", "five", "4"]}


def test_assigning_replaces_what_was_converted() -> None:
    config = m.AsyncInvokeConfig.from_dict({"max_async_retry_attempts": "3"})
    config.max_async_retry_attempts = 3
    assert config.to_dict() == {"max_async_retry_attempts": 3}


def test_none_is_not_sent_and_null_is() -> None:
    config = m.AsyncInvokeConfig(func_urn=NULL, created_time=None, last_modified="x")
    assert config.func_urn is None
    assert config.to_dict() == {"func_urn": None, "last_modified": "x"}
    config.func_urn = None
    config.last_modified = NULL
    assert config.to_dict() == {"last_modified": None}


def test_missing_required_members_are_no_error_of_construction() -> None:
    assert m.FuncVpc().to_dict() == {}  # type: ignore[call-arg]  # left out on purpose


@pytest.mark.parametrize("structure", [m.FuncVpc, op.CreateFunction])
def test_unknown_argument_names_the_one_that_is_meant(structure: Any) -> None:
    name = {"FuncVpc": "vpc_idd", "CreateFunction": "memorysize"}[structure.__name__]
    meant = {"FuncVpc": "vpc_id", "CreateFunction": "memory_size"}[structure.__name__]
    with pytest.raises(TypeError, match=f"did you mean '{meant}'"):
        structure(**{name: 1})
    with pytest.raises(AttributeError):
        setattr(structure(), name, 1)


def test_equality_copies_and_pickles() -> None:
    config = m.AsyncInvokeConfig.from_dict(ODD)
    for other in (copy.copy(config), copy.deepcopy(config), pickle.loads(pickle.dumps(config)), replace(config)):
        assert other == config
        assert json.dumps(other.to_dict()) == json.dumps(ODD)
    shallow = copy.copy(config)
    shallow.func_urn = "changed"
    assert config.func_urn is None
    assert shallow != config
    assert replace(config, func_urn="changed").func_urn == "changed"
    assert config != m.ErrorBody()
    with pytest.raises(TypeError, match="func_urn"):
        replace(config, funcurn="x")


def test_null_stays_the_one_null_through_copies_and_pickles() -> None:
    assert pickle.loads(pickle.dumps(NULL)) is NULL
    assert copy.deepcopy(NULL) is NULL
    assert not NULL


def test_reprs_show_values_but_no_secrets() -> None:
    function = m.CreateFunctionResponse(
        func_name="f", encrypted_user_data="canary", func_vpc=m.FuncVpc(vpc_id="v", subnet_id="s")
    )
    function.extra["token"] = "canary"
    assert repr(function) == (
        "CreateFunctionResponse(func_name='f', encrypted_user_data=***, func_vpc=FuncVpc(vpc_id='v', subnet_id='s'), extra=<'token'>)"
    )


def test_a_class_made_without_a_class_statement_has_its_own_members() -> None:
    m.FuncDestinationConfig.from_dict({})
    made: Any = type(Model)(
        "Made", (m.FuncDestinationConfig,), {"note": field(default=None), "__annotations__": {"note": "str | None"}}
    )
    assert made(note="a", destination="SMN").to_dict() == {"note": "a", "destination": "SMN"}


def test_every_emitted_class_resolves_its_annotations() -> None:
    for module in (m, op):
        classes = [
            value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__
        ]
        assert classes
        for emitted in classes:
            assert typing.get_type_hints(emitted)


@pytest.mark.parametrize(
    ("names", "owners"),
    [
        (reserved.MODEL_NAMES, [Model]),
        (reserved.ARGUMENT_NAMES, [Request, PagedRequest]),
        (reserved.CLIENT_NAMES, [Client, AsyncClient]),
    ],
)
def test_reserved_names_are_complete(names: frozenset[str], owners: list[type]) -> None:
    for owner in owners:
        public = {name for name in dir(owner) if not name.startswith("_")}
        annotated = {
            name for base in owner.__mro__ for name in getattr(base, "__annotations__", {}) if not name.startswith("_")
        }
        assert public | annotated <= names


def test_reserved_argument_names_leave_room_for_the_options() -> None:
    from sample_sdk._core.options import CallOptions, ExtraOptions

    yielding = set(typing.get_type_hints(CallOptions)) - set(typing.get_type_hints(ExtraOptions))
    assert set(typing.get_type_hints(ExtraOptions)) <= reserved.ARGUMENT_NAMES
    assert {name for names in reserved.OPTIONS_WITHOUT for name in names} == yielding
    for names, type_name in reserved.OPTIONS_WITHOUT.items():
        options = __import__("sample_sdk._core", fromlist=[type_name])
        assert not names & set(typing.get_type_hints(getattr(options, type_name)))
