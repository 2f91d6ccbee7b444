"""What emitted methods leave in tracebacks that tell variables: no plain data that may hold a secret."""

from __future__ import annotations

import asyncio
import importlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docbind.model.spec import ListOf, MapOf, Mark, ModelRef
from emission.building import body, field, model, operation, spec
from emission.package import write_package

CANARY = "canary-8c2d"
LOCK = model("lock", "Lock", field("pin", marks=(Mark.SECRET,)))
DOOR = model("door", "Door", field("locks", ListOf(ModelRef("lock"))), field("behind", ModelRef("door")))
KNOB = model("knob", "Knob", field("colour"))
MADE = model(
    "made",
    "",
    field("doors", MapOf(ModelRef("door"))),
    field("code", marks=(Mark.SECRET,)),
    field("knob", ModelRef("knob")),
    root=True,
)
HOUSE = spec(
    operation("Adding a House", method="POST", request=body(ModelRef("made"))),
    operation("Adding Doors", method="POST", uri="/v1/doors", request=body(ListOf(ModelRef("door")))),
    models=(LOCK, DOOR, KNOB, MADE),
)
DOORS = {"front": {"locks": [{"pin": CANARY}]}}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[ModuleType]:
    write_package(tmp_path, "secret_sdk", HOUSE)
    sys.path.insert(0, str(tmp_path))
    yield importlib.import_module("secret_sdk.shelf")
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "secret_sdk"]:
        del sys.modules[name]


def told_by(error: BaseException) -> list[tuple[str, str]]:
    """Return the variables of the package, by function and name, that show the secret."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in told.stack if "secret_sdk" in frame.filename]
    assert frames
    return [(one.name, name) for one in frames for name, value in (one.locals or {}).items() if CANARY in value]


@pytest.mark.parametrize("refused", [True, False], ids=["before it is sent", "by the service"])
def test_r93_plain_data_that_hold_a_secret_show_in_no_traceback(shelf: ModuleType, *, refused: bool) -> None:
    testing: Any = importlib.import_module("secret_sdk.testing")
    errors: Any = importlib.import_module("secret_sdk.errors")
    op: Any = shelf.operations
    answer = 400, {"error_msg": "no"}
    house = {"doors": DOORS, "code": CANARY, "knob": {"colour": 7 if not refused else ["red"]}}
    doors = [{**DOORS["front"], "behind": {"locks": 5 if refused else []}}]

    def failing(client: Any, kind: Any) -> None:
        fake = testing.Documented(kind)
        fake.answers[op.AddHouse] = fake.answers[op.AddDoors] = answer
        for call in (lambda: fake.client.add_house(**house), lambda: fake.client.add_doors(body=doors)):
            with pytest.raises(errors.SdkError) as caught:
                client(call)
            assert isinstance(caught.value, errors.ValidationError if refused else errors.BadRequest)
            assert told_by(caught.value) == []

    async def awaited(call: Any) -> None:
        await call()

    failing(lambda call: call(), shelf.Shelf)
    failing(lambda call: asyncio.run(awaited(call)), shelf.AsyncShelf)


def test_arguments_that_hold_no_secret_stay_in_tracebacks(shelf: ModuleType) -> None:
    text = (Path(str(shelf.__file__)).parent / "client.py").read_text(encoding="utf-8")
    assert text.count("del code, doors") + text.count("del doors, code") == 2, "and not the knob"
