"""Documented names that Python, this package or another library uses itself are members like all others, and shadow nothing."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from docbind.model.spec import Direction, ModelRef
from emission.building import body, field, model, operation, response, spec
from emission.package import write_package

WIRES = (
    *("json", "copy", "self", "class", "model_config", "os-extended-volumes:volumes_attached"),
    *("extra", "to_dict", "from_dict", "dict", "schema", "validate", "timeout", "project_id", "options", "body"),
    *("scope_project_id", "scopeProjectId"),
    *("method", "uri", "responses", "paging", "progress", "send", "None", "True", "type", "id", "str", "list"),
    *("__class__", "__values__", "__extra__", "__os_type", "_private", "extra_body", "transport", "replace"),
)
FIELDS = [field(wire) for wire in WIRES]
THING = model("thing", "Thing", *FIELDS, direction=Direction.BOTH)
MADE = model("made", "", *FIELDS, direction=Direction.REQUEST, root=True)
ANSWER = model("answer", "", *FIELDS, field("thing", ModelRef("thing")), direction=Direction.RESPONSE, root=True)
PAYLOAD: dict[str, Any] = {wire: f"value of {wire}" for wire in WIRES}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    made = operation(
        "Creating a Thing",
        method="POST",
        request=body(ModelRef("made")),
        responses=(response(200, ModelRef("answer")),),
    )
    folder = tmp_path_factory.mktemp("shadowing")
    write_package(folder, "shadowing_sdk", spec(made, models=(THING, MADE, ANSWER)))
    sys.path.insert(0, str(folder))
    yield importlib.import_module("shadowing_sdk.shelf")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "shadowing_sdk"]:
        del sys.modules[name]


def keywords(structure: type[Any]) -> dict[str, str]:
    """The Python names of a class's members, by wire name."""
    core = importlib.import_module("shadowing_sdk._core.specification")
    return {wire: member.name for wire, member in core.specification_of(structure).by_wire.items()}


def test_models_hold_every_name(service: ModuleType) -> None:
    thing = service.models.Thing
    names = keywords(thing)
    assert set(names) == set(WIRES)
    built = thing(**{names[wire]: value for wire, value in PAYLOAD.items()})
    assert built.to_dict() == PAYLOAD
    assert {wire: getattr(built, name) for wire, name in names.items()} == PAYLOAD
    assert thing.from_dict(PAYLOAD) == built
    for other in (copy.copy(built), copy.deepcopy(built), pickle.loads(pickle.dumps(built))):
        assert other == built
    for name in names.values():
        setattr(built, name, "changed")
    assert set(built.to_dict().values()) == {"changed"}
    assert built.extra == {}
    assert type(built) is thing


def test_methods_take_every_name(service: ModuleType, tmp_path: Path) -> None:
    sent: list[Any] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(json.loads(request.content))
        return httpx2.Response(200, json={**PAYLOAD, "thing": PAYLOAD, "new": 1})

    token = importlib.import_module("shadowing_sdk.auth").Token("t")
    client = service.Shelf(auth=token, region="eu-de", project_id="p", transport=httpx2.MockTransport(answer))
    names = keywords(service.operations.CreateThing)
    given = client.create_thing(**{names[wire]: value for wire, value in PAYLOAD.items()}, extra_body={"more": 1})
    assert sent == [{**PAYLOAD, "more": 1}]
    assert given.to_dict() == {**PAYLOAD, "thing": PAYLOAD, "new": 1}
    assert given.extra == {"new": 1}
    assert given.thing.to_dict() == PAYLOAD


def test_plain_names_stay_plain(service: ModuleType) -> None:
    names = keywords(service.models.Thing)
    assert {wire: names[wire] for wire in ("json", "copy", "model_config", "schema", "type", "id")} == {
        wire: wire for wire in ("json", "copy", "model_config", "schema", "type", "id")
    }
    assert names["os-extended-volumes:volumes_attached"] == "os_extended_volumes_volumes_attached"
    assert names["class"] == "class_"
    assert names["self"] == "self_"
