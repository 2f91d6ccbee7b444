"""The methods that wait for documented states: their names, what they take, and that they work as emitted."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docbind.model.names import LockEntry, LockKind, NameLock
from docbind.model.progress import ResourceStates
from docbind.model.spec import Direction, ModelRef, Operation
from emission.building import field, methods, model, named, operation, path, response, span, spec
from emission.package import files_of, write_package

BED = model("bed", "", field("status"), direction=Direction.RESPONSE, root=True)
SHED = model("shed", "", field("phase"), direction=Direction.RESPONSE, root=True)


def shows(what: str, field_name: str, settled: tuple[str, ...], failed: tuple[str, ...] = ()) -> Operation:
    found = ResourceStates(field=field_name, settled=settled, failed=failed, span=span())
    return operation(
        f"Querying a {what}",
        path("thing"),
        uri=f"/v1/{{project_id}}/{what.lower()}s/{{thing}}",
        responses=(response(200, ModelRef(what.lower())),),
        states=found,
    )


GARDEN = spec(
    shows("Bed", "status", ("ACTIVE", "SHELVED_OFFLOADED"), ("ERROR",)),
    shows("Shed", "phase", ("Active", "inUse")),
    models=(BED, SHED),
)


def test_operations_that_document_a_state_share_its_method() -> None:
    found = [(waiter.method, waiter.state, len(waiter.operations)) for waiter in named(GARDEN).waiters]
    assert found == [
        ("wait_until_active", "active", 2),
        ("wait_until_in_use", "in_use", 1),
        ("wait_until_shelved_offloaded", "shelved_offloaded", 1),
    ]


def test_what_waits_says_for_what_and_how_it_ends() -> None:
    files = files_of(GARDEN)
    operations = " ".join(files["shelf/operations.py"].split())
    assert 'class GetBed(StatefulRequest[m.GetBedResponse, Literal["active", "shelved_offloaded"]]):' in operations
    assert 'progress = Progress(field="status", until=("ACTIVE", "SHELVED_OFFLOADED"), unless=("ERROR",))' in operations
    client = " ".join(files["shelf/client.py"].split())
    assert 'def wait_until_active( self, request: StatefulRequest[R, Literal["active"]], *, timeout' in client
    assert 'return await self.wait_until(request, "in_use", timeout=timeout, **options)' in client
    assert "request: What to send again and again: `op.GetBed` or `op.GetShed`." in client
    assert "WaitFailed: The state is `ERROR`." in client
    assert (
        "An answer with `status`; `wait_until_active` and `wait_until_shelved_offloaded` wait for its state." in client
    )


def test_no_operation_is_called_like_a_waiter() -> None:
    one = operation("Wait Until Active", method="POST")
    assert methods(spec(one)) == {one.id: "wait_until_active_"}


def test_a_published_method_keeps_its_name_and_the_state_has_none() -> None:
    one = operation("Something Else", method="POST")
    entry = LockEntry(kind=LockKind.METHOD, name="wait_until_active", key=("POST", one.path, one.id), members=())
    names = named(replace(GARDEN, operations=(*GARDEN.operations, one)), NameLock(entries=(entry,)))
    assert names.operations[one.id].method == "wait_until_active"
    assert [waiter.state for waiter in names.waiters] == ["in_use", "shelved_offloaded"]


def test_no_operation_hides_the_class_of_those_that_tell_states() -> None:
    one = operation("Stateful Request", method="POST")
    assert "class StatefulRequest(" not in files_of(spec(one))["shelf/operations.py"]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[ModuleType]:
    write_package(tmp_path, "waiters_sdk", GARDEN)
    sys.path.insert(0, str(tmp_path))
    yield importlib.import_module("waiters_sdk.shelf")
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "waiters_sdk"]:
        del sys.modules[name]


def test_emitted_waiters_wait(shelf: ModuleType) -> None:
    fake: Any = importlib.import_module("waiters_sdk.testing").Documented
    errors: Any = importlib.import_module("waiters_sdk.errors")
    op: Any = shelf.operations
    garden = fake(shelf.Shelf)
    assert garden.client.wait_until_active(op.GetBed(thing="b")).status == "ACTIVE"
    assert garden.client.wait_until_in_use(op.GetShed(thing="s")).phase == "inUse"
    garden.answers[op.GetBed] = [(200, {"status": "DIGGING"}), (200, {"status": "ERROR"})]
    with pytest.raises(errors.WaitFailed, match="status is 'ERROR'"):
        garden.client.wait_until_shelved_offloaded(op.GetBed(thing="b"))
    with pytest.raises(errors.ConfigurationError, match="GetShed documents no state 'shelved_offloaded'"):
        garden.client.wait_until_shelved_offloaded(op.GetShed(thing="s"))
    waits = fake(shelf.AsyncShelf).client.wait_until_active(op.GetShed(thing="s"), timeout=60, validate="off")
    assert asyncio.run(waits).phase == "Active"
