"""What a success is read as, by what the operation documents."""

from __future__ import annotations

import copy
import pickle
import warnings
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk._core import Request, deprecated
from sample_sdk._core.redaction import Secret
from sample_sdk.functiongraph import models as m

from core.doors import OpenDoor
from core.loopback import Answer, Loopback


def asks(documented: dict[int, object]) -> Any:
    """Make a request of an operation with these responses."""

    class Ask(Request[Any]):
        method = "GET"
        uri = "/ask"
        responses = documented

    return Ask()


TAG = m.KvItem(key="k")


@pytest.mark.parametrize(
    ("documented", "status", "body", "expected"),
    [
        ({200: m.KvItem}, 200, b'{"key":"k"}', TAG),
        ({200: m.KvItem}, 202, b'{"key":"k"}', TAG),
        ({202: None, 200: m.KvItem}, 201, b'{"key":"k"}', TAG),
        ({200: m.KvItem, 202: m.ErrorBody}, 202, b'{"error_code":"c"}', m.ErrorBody(error_code="c")),
        ({200: list[m.KvItem]}, 200, b'[{"key":"k"}, 7]', [TAG, 7]),
        ({200: dict[str, m.KvItem]}, 200, b'{"a":{"key":"k"},"b":null}', {"a": TAG, "b": None}),
        ({200: dict[str, m.KvItem]}, 200, b"", {}),
        ({200: dict[str, Any]}, 200, b'{"a":[1]}', {"a": [1]}),
        ({200: list[str]}, 200, b'["a", 5]', ["a", "5"]),
        ({200: str}, 200, b'"text"', "text"),
        ({200: int}, 200, b"5", 5),
        ({200: int}, 200, b"", None),
        ({200: Any}, 200, b'{"a":1}', {"a": 1}),
        ({200: Any}, 200, b"", None),
        ({}, 200, b"[1]", [1]),
        ({200: None}, 200, b"ignored", None),
        ({300: m.KvItem}, 300, b'{"key":"k"}', TAG),
    ],
)
def test_json_answers(
    open_door: OpenDoor, server: Loopback, documented: Any, status: int, body: bytes, expected: Any
) -> None:
    server.answer(Answer(status, body))
    assert open_door().send(asks(documented)) == expected


@pytest.mark.parametrize(
    ("documented", "body", "expected"),
    [
        (bytes, b"\0\xff", b"\0\xff"),
        (str, "ü".encode(), "ü"),
        (Any, b"\0\xff", b"\0\xff"),
        (Any, b'{"a":1}', {"a": 1}),
        (m.KvItem, b'{"key":"k"}', TAG),
    ],
)
def test_answers_of_other_kinds(
    open_door: OpenDoor, server: Loopback, documented: Any, body: bytes, expected: Any
) -> None:
    server.answer(Answer(200, body, {"content-type": "application/octet-stream"}))
    assert open_door().send(asks({200: documented})) == expected


@pytest.mark.parametrize(
    ("documented", "body"),
    [(m.KvItem, b"[]"), (dict[str, str], b"[]"), (list[str], b"{}"), (list[m.KvItem], b"7")],
)
def test_r30_another_kind_of_answer_than_the_documented_is_an_error(
    open_door: OpenDoor, server: Loopback, documented: Any, body: bytes
) -> None:
    server.answer(Answer(200, body))
    with pytest.raises(errors.ResponseError, match="is documented"):
        open_door().send(asks({200: documented}))


def test_real_time_passes_between_attempts(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(503, headers={"retry-after": "1"}), Answer(200, {}))
    open_door().send(asks({200: Any}))
    assert len(server.received) == 2


def test_deprecated_functions_warn_and_work() -> None:
    @deprecated("use the other one")
    def old(number: int) -> int:
        """Double."""
        return 2 * number

    with pytest.warns(DeprecationWarning, match="use the other one"):
        assert old(2) == 4
    assert (old.__name__, old.__doc__) == ("old", "Double.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert vars(old)["__deprecated__"] == "use the other one"


def test_r18_secrets_are_given_only_by_name() -> None:
    secret = Secret("canary")
    assert (repr(secret), f"{secret}", secret.reveal()) == ("***", "***", "canary")
    assert copy.deepcopy(secret) is copy.copy(secret) is secret
    with pytest.raises(TypeError):
        pickle.dumps(secret)
