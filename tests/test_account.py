"""The account is read off the linked model: what is lost on the way, by whatever slip, is counted and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docbind.model.account import Fate
from docbind.model.page import SourceFile
from docbind.model.spec import Fragment, ServiceInfo, ServiceSpec
from docbind.stages.interpret import interpret
from docbind.stages.link import link
from docbind.stages.read import read
from docbind.views.account import account

INFO = ServiceInfo(id="garden", title="Garden", module="garden", class_name="Garden", hosts=(), catalog_types=())
PAGE = """
Showing a Bed
=============

URI
---

GET /v1/beds/{bed_id}

.. table:: **Table 1** Path parameters

   ========= ========= ====== ===========
   Parameter Mandatory Type   Description
   ========= ========= ====== ===========
   bed_id    Yes       String Bed ID.
   ========= ========= ====== ===========

Response
--------

.. table:: **Table 2** Response body parameters

   ========= ================ ===========
   Parameter Type             Description
   ========= ================ ===========
   id        String           Bed ID.
   plants    Array of objects Plants.
   ========= ================ ===========

.. table:: **Table 3** **plants**

   ========= ====== ===========
   Parameter Type   Description
   ========= ====== ===========
   name      String Name.
   colour    String Colour.
   ========= ====== ===========

Status Codes
------------

200
"""


def fragment() -> Fragment:
    return interpret(read(SourceFile(path="garden/bed.rst", text=PAGE)).value).value


def linked(found: Fragment) -> tuple[ServiceSpec, list[tuple[str, int]]]:
    """The service of one fragment, and the codes and lines of what was told."""
    outcome = link(INFO, (found,))
    return outcome.value, [(one.code, one.span.first_line) for one in outcome.diagnostics]


def without_field(found: Fragment, name: str) -> Fragment:
    structs = tuple(
        replace(struct, fields=tuple(field for field in struct.fields if field.wire_name != name))
        for struct in found.structs
    )
    return replace(found, structs=structs)


def test_every_row_that_stands_in_the_model_is_emitted() -> None:
    spec, told = linked(fragment())
    assert not told
    rows = account([spec]).rows
    assert (rows.total, rows.emitted) == (5, 5)


@pytest.mark.parametrize(("name", "line"), [("id", 26), ("colour", 36)])
def test_a_field_that_a_structure_loses_is_told(name: str, line: int) -> None:
    spec, told = linked(without_field(fragment(), name))
    assert told == [("row-lost", line)]
    rows = account([spec]).rows
    assert (rows.emitted, rows.reported) == (4, (("unread or repeated", 1),))


def test_a_parameter_that_an_operation_loses_is_told() -> None:
    found = fragment()
    operations = tuple(replace(operation, parameters=()) for operation in found.operations)
    spec, told = linked(replace(found, operations=operations))
    assert told == [("row-lost", 15)]
    assert spec.accounts[0].tables[0].fate is Fate.REPORTED


def test_a_structure_that_a_field_no_longer_reaches_is_told() -> None:
    spec, told = linked(without_field(fragment(), "plants"))
    assert told == [("row-lost", 27), ("structure-unused", 30)]
    assert account([spec]).rows.emitted == 2


def test_equal_structures_count_once_each() -> None:
    """A structure that became one with another is not lost."""
    other = interpret(read(SourceFile(path="garden/copy.rst", text=PAGE.replace("/v1/", "/v2/"))).value).value
    outcome = link(INFO, (fragment(), other))
    assert not outcome.diagnostics
    assert account([outcome.value]).rows.emitted == 10
    assert len(outcome.value.models) == 3  # two bodies, and one structure of plants
