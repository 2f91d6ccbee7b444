"""Plain data where a model is an argument: dicts, lists of them and maps of them, at run time."""

from __future__ import annotations

import pickle
from collections import UserDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from sample_sdk import NULL, errors, replace
from sample_sdk._core import Convertible, JsonObject, Request, at, field
from sample_sdk._core.model import Model
from sample_sdk._core.validation import check_structure

from core.doors import Door
from core.loopback import Answer, Loopback

CODE = "s3cret-code"


class Lid(Model):
    """What closes a jar."""

    turn_count: int | None = field(default=None, wire="turnCount", ge=1)
    pin: str | None = field(default=None, secret=True)


class Jar(Model):
    """What is filled."""

    label: str = field(max_length=10)
    lid: Convertible[Lid | None, JsonObject] = field(default=None)
    from_: str | None = field(default=None, wire="from")


class Box(Model):
    """What may hold another one."""

    box: Convertible[Box | None, JsonObject] = field(default=None)


class Fill(Request[None]):
    """Fill jars."""

    method = "POST"
    uri = "/v1/jars"
    responses = {204: None}

    jar: Convertible[Jar | None, JsonObject] = at.body(default=None)
    row: Convertible[list[Jar] | None, Sequence[Jar | JsonObject]] = at.body(default=None)
    shelves: Convertible[dict[str, list[Jar]] | None, Mapping[str, Sequence[Jar | JsonObject]]] = at.body(default=None)


class Replace(Request[None]):
    """Replace a jar."""

    method = "PUT"
    uri = "/v1/jars"
    responses = {204: None}

    body: Convertible[Jar, JsonObject] = at.whole_body()


def test_r93_plain_data_stand_for_models(open_door: Callable[..., Door], server: Loopback) -> None:
    server.answer(Answer(204))
    door = open_door()
    door.send(
        Fill(
            jar={"label": "plum", "lid": {"turnCount": 2}},
            row=({"label": "pear"}, Jar(label="fig")),
            shelves={"top": [UserDict({"label": "nut", "from": "May"})]},
        )
    )
    door.send(Replace(body={"label": "rye", "from_": "June"}))
    assert [received.json() for received in server.received] == [
        {
            "jar": {"label": "plum", "lid": {"turnCount": 2}},
            "row": [{"label": "pear"}, {"label": "fig"}],
            "shelves": {"top": [{"label": "nut", "from": "May"}]},
        },
        {"label": "rye", "from": "June"},
    ]


def test_r93_members_are_known_by_both_of_their_names() -> None:
    plain = Fill(jar={"label": "plum", "lid": {"turn_count": 2}, "from": "May"})
    assert plain == Fill(jar=Jar(label="plum", lid={"turnCount": 2}, from_="May"))
    assert plain.jar is not None
    assert plain.jar.lid is not None
    assert plain.jar.lid.turn_count == 2


def test_r93_a_member_that_is_named_twice_is_refused() -> None:
    with pytest.raises(TypeError, match="Lid: 'turn_count' and 'turnCount' are one member, and both are given"):
        Fill(jar={"label": "plum", "lid": {"turnCount": 2, "turn_count": 3}})


@pytest.mark.parametrize(
    ("jar", "told"),
    [
        ({"label": "plum", "lid": {"turnCount": 0}}, {("jar.lid.turnCount", "minimum", False)}),
        ({"label": "plum", "lid": {"turnCount": -1}}, {("jar.lid.turnCount", "minimum", True)}),
        ({"label": "plum", "lid": {"turnCount": "2"}}, {("jar.lid.turnCount", "type", False)}),
        ({"label": "plum", "lid": 5}, {("jar.lid", "type", True)}),
        ({"labell": "plum"}, {("jar.label", "required", True), ("jar.labell", "unknown", True)}),
        ({"label": "plum", "colour": "red"}, {("jar.colour", "unknown", False)}),
        ({"label": None}, {("jar.label", "required", False)}),
    ],
)
def test_r93_plain_data_are_checked_as_models_are(jar: JsonObject, told: set[tuple[str, str, bool]]) -> None:
    for request in (Fill(jar=jar), replace(Fill(), jar=jar)):
        assert {(one.path, one.rule, one.refused) for one in check_structure(request)} == told


def test_r93_what_no_page_documents_is_sent(open_door: Callable[..., Door], server: Loopback) -> None:
    server.answer(Answer(204))
    open_door().send(Fill(jar={"label": "plum", "colour": "red", "lid": None}))
    assert server.received[0].json() == {"jar": {"label": "plum", "lid": None, "colour": "red"}}


def test_r93_secrets_in_plain_data_are_hidden(open_door: Callable[..., Door], server: Loopback) -> None:
    request = Fill(jar={"label": "plum", "lid": {"pin": CODE}})
    assert CODE not in repr(request)
    with pytest.raises(TypeError, match="holds a secret"):
        pickle.dumps(request)
    server.answer(Answer(400, {"message": f"wrong pin {CODE}"}))
    with pytest.raises(errors.BadRequest) as caught:
        open_door().send(request)
    assert CODE not in str(caught.value)


def test_r93_plain_data_are_taken_as_they_are_now() -> None:
    jar: dict[str, Any] = {"label": "plum"}
    request = Fill(jar=jar)
    jar["label"] = "pear"
    assert request.jar is not None
    assert request.jar.label == "plum"
    request.jar = {"label": "fig", "lid": NULL}
    assert request.jar.to_dict() == {"label": "fig", "lid": None}


def test_r93_data_that_hold_themselves_are_refused() -> None:
    box: dict[str, Any] = {}
    box["box"] = box
    with pytest.raises(errors.InvalidArgument, match="box: it is nested too deeply"):
        Box(box=box)
