"""What a client does with a request that breaks rules: what is refused, what is told and sent, and how it is told."""

from __future__ import annotations

import logging
from typing import Any, Literal

import pytest
from sample_sdk import errors
from sample_sdk._core import NULL, Model, Request, at, field
from sample_sdk._core.near_misses import near_miss
from sample_sdk._core.validation import check, check_structure
from sample_sdk._core.violation import Violation
from sample_sdk.hooks import Hook

from core.doors import OpenDoor
from core.loopback import Answer, Loopback


class Disk(Model):
    __undocumented__ = ("Size", "siize")

    size: int = field(ge=10, le=100)
    disk_type: Literal["SSD", "SATA"] | str | None = field(default=None, one_of=("SSD", "SATA"), told=("one_of",))
    label: str | None = field(default=None, min_length=1, max_length=8)
    count: int | None = field(default=None, ge=1)
    shared: bool | None = field(default=None)


class Create(Request[Any]):
    method = "POST"
    uri = "/boxes/{box_id}"
    responses = {200: Any}

    box_id: str = at.path()
    limit: int | None = at.query(default=None, ge=1)
    name: str = at.body(max_length=8)
    mode: Literal["fast", "steady"] | str | None = at.body(default=None, one_of=("fast", "steady"))
    action: Literal["open", "close"] | str | None = at.body(default=None, one_of=("open", "close"), closed=True)
    disk: Disk | None = at.body(default=None)
    owner: str = at.body(told=("required",))
    note: str | None = at.body(default=None, max_length=3, told=("max_length",))


GOOD: dict[str, Any] = {"name": "crate", "owner": "me"}


def outcome(changes: dict[str, Any], **places: Any) -> dict[str, bool]:
    """Return each broken rule by its path, with whether it is refused."""
    payload = {key: value for key, value in {**GOOD, **changes}.items() if value is not ...}
    return {f"{one.path} {one.rule}": one.refused for one in check(Create, payload, **places)}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"name": ...}, {"name required": True}),
        ({"name": None}, {"name required": False}),
        ({"owner": ...}, {"owner required": False}),
        ({"nmae": "x"}, {"nmae unknown": False}),  # the name that it could be a slip of is there as well
        ({"name": ..., "Name": "x"}, {"name required": True, "Name unknown": True}),
        ({"acton": "open"}, {"acton unknown": True}),
        ({"actions": "open"}, {"actions unknown": False}),
        ({"acton": ""}, {"acton unknown": False}),
        ({"since_yesterday": False}, {"since_yesterday unknown": False}),
        ({"since_yesterday": 1}, {"since_yesterday unknown": False}),
        ({"mode": "turbo"}, {"mode one_of": False}),
        ({"mode": "Fast"}, {"mode one_of": True}),
        ({"mode": "stedy"}, {"mode one_of": True}),
        ({"action": "lock"}, {"action one_of": True}),
        ({"action": ""}, {}),
        ({"note": "long"}, {"note max_length": False}),
        ({"name": 7}, {"name type": False}),
        ({"name": ["a"]}, {"name type": True}),
        ({"disk": []}, {}),
        ({"disk": [1]}, {"disk type": True}),
        ({"disk": {}}, {"disk.size required": False}),
        ({"disk": {"inner": {}}}, {}),
        ({"disk": {"shared": False}}, {"disk.size required": False}),
        ({"disk": {"count": 0}}, {"disk.size required": False, "disk.count minimum": False}),
        ({"disk": {"size": 0, "label": ""}}, {"disk.size minimum": False}),
        ({"disk": {"size": 0, "label": "x"}}, {"disk.size minimum": True}),
        ({"disk": {"size": "70"}}, {"disk.size type": False}),
        ({"disk": {"size": "700"}}, {"disk.size type": False, "disk.size maximum": True}),
        ({"disk": {"size": "big"}}, {"disk.size type": True}),
        ({"disk": {"size": 20.0}}, {"disk.size type": False}),
        ({"disk": {"size": 20.5}}, {"disk.size type": True}),
        ({"disk": {"size": 20, "shared": "true"}}, {"disk.shared type": False}),
        ({"disk": {"size": 20, "shared": "maybe"}}, {"disk.shared type": True}),
        ({"disk": {"size": 20, "count": 0}}, {"disk.count minimum": False}),
        ({"disk": {"size": 20, "disk_type": "SDD"}}, {"disk.disk_type one_of": False}),
        ({"disk": {"siize": 20}}, {"disk.size required": True, "disk.siize unknown": False}),
        ({"disk": {"Size": 20}}, {"disk.Size unknown": False}),
        ({"disk": {"SIZE": 20}}, {"disk.size required": True, "disk.SIZE unknown": True}),
        ({"disk": {"sizze": 20}}, {"disk.size required": True, "disk.sizze unknown": True}),
    ],
)
def test_what_is_refused_and_what_is_told(changes: dict[str, Any], found: dict[str, bool]) -> None:
    assert outcome(changes) == found


def test_outside_of_the_body_only_a_text_is_empty() -> None:
    assert outcome({}, query={"limit": 0}) == {"limit minimum": True}
    assert outcome({}, query={"limit": ""}) == {}
    for nothing in ("", None):
        assert outcome({}, path={"box_id": nothing}) == {"box_id required": True}


def test_models_are_graded_like_plain_json() -> None:
    request = Create(box_id="b", name="n", owner="o", disk=Disk(size=0, count=0), mode="turbo")
    assert [(one.path, one.refused) for one in check_structure(request)] == [
        ("mode", False),
        ("disk.size", False),
        ("disk.count", False),
    ]
    assert [
        one.refused for one in check_structure(Create(box_id="b", name="n", owner="o", disk=Disk(size=0, label="x")))
    ] == [True]
    assert check_structure(Create(box_id="b", name=NULL, owner="o")) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("volume_tpye", "volume_type"),
        ("VolumeType", "volume_type"),
        ("volumetipes", "volume_type"),
        ("volume", ""),
        ("volume_types", "volume_type"),
        ("di", "id"),
        ("idd", "id"),
        ("ip", ""),
        ("subnet_id2", ""),
        ("x" * 65, ""),
    ],
)
def test_near_misses(word: str, meant: str) -> None:
    assert near_miss(word, ("id", "volume_type", "subnet_id1", "x" * 64)) == meant


def test_versions_are_no_slips_of_each_other() -> None:
    assert near_miss("8.0", ("5.7", "8.1")) == ""
    assert near_miss("v3", ("v2",)) == ""


# --- clients -------------------------------------------------------------------------------------------------------


class Notes(Hook):
    """Writes down what requests break."""

    def __init__(self) -> None:
        self.found: list[tuple[str, tuple[Violation, ...]]] = []

    def violated(self, operation: str, violations: tuple[Violation, ...]) -> None:
        self.found.append((operation, violations))


TOLD = Create(box_id="b", name="n", owner="o", mode="turbo")
REFUSED = Create(box_id="b", name="n", owner="o", mode="turbo", action="lock")


def test_what_is_not_refused_is_told_to_the_log_and_to_hooks_and_sent(
    open_door: OpenDoor, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    notes = Notes()
    server.answer(Answer(200, {}), Answer(200, {}))
    door = open_door(hooks=[notes])
    with caplog.at_level(logging.DEBUG, logger="sample_sdk"):
        door.send(TOLD)
        door.send(TOLD)
    assert len(server.received) == 2
    words = "Create is sent as given: mode: 'turbo' is not documented; allowed are 'fast', 'steady'"
    told = [(record.levelname, record.getMessage()) for record in caplog.records if "as given" in record.getMessage()]
    assert told == [("WARNING", words), ("DEBUG", words)]
    assert [(operation, [one.path for one in found]) for operation, found in notes.found] == [("Create", ["mode"])] * 2


def test_the_error_of_a_refused_request_has_what_would_be_told_too(open_door: OpenDoor, server: Loopback) -> None:
    with pytest.raises(errors.ValidationError) as caught:
        open_door().send(REFUSED)
    assert [(one.path, one.refused) for one in caught.value.violations] == [("mode", False), ("action", True)]
    assert server.received == []


@pytest.mark.parametrize("per_call", [True, False])
def test_strict_refuses_every_violation(open_door: OpenDoor, server: Loopback, per_call: bool) -> None:
    door = open_door() if per_call else open_door(validate="strict")
    with pytest.raises(errors.ValidationError):
        door.send(TOLD, **({"validate": "strict"} if per_call else {}))
    assert server.received == []


def test_one_call_may_go_back_to_the_default(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    open_door(validate="strict").send(TOLD, validate="default")
    assert len(server.received) == 1
