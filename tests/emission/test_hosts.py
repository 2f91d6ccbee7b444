"""What is emitted for a service of which some operations name in their host what they act on."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docbind.disk.source import find_services
from docbind.model.spec import ServiceSpec
from docbind.pipeline import understand
from emission.package import files_of, write_package

PAGE = """
.. _{label}:

{title}
{line}

URI
---

{uri}

Example Request
---------------

.. code-block:: text

   {uri} HTTP/1.1
   Host: {host}

Returned Values
---------------

Normal: 204
"""

OWN = "workshop.region.example.com"
NAMING = (
    ("Emptying a Drawer", "DELETE /", f"oakdrawer.{OWN}"),
    ("Listing Drawers", "GET /", OWN),
)
OTHERS = tuple((f"Removing a {thing}", f"DELETE /v1/{thing}s/{{{thing}_id}}", OWN) for thing in ("saw", "nail", "peg"))


def workshop(folder: Path, *operations: tuple[str, str, str]) -> ServiceSpec:
    """The service that these pages document, each with its title, its request and the host in its example."""
    (folder / "workshop").mkdir(parents=True)
    for number, (title, uri, host) in enumerate(operations):
        text = PAGE.format(label=f"work_{number}", title=title, line="=" * len(title), uri=uri, host=host)
        (folder / "workshop" / f"page_{number}.rst").write_text(text, encoding="utf-8")
    (service,) = understand(find_services([folder / "workshop"], None).value, lambda words: None).value
    return service.spec


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("workshop")
    write_package(folder, "workshop_sdk", workshop(folder / "pages", *NAMING, *OTHERS))
    sys.path.insert(0, str(folder))
    yield importlib.import_module("workshop_sdk.workshop")
    sys.path.remove(str(folder))


def hosts(sdk: Any) -> dict[str, str]:
    return {name: getattr(sdk.operations, name).__host__ for name in ("EmptyDrawer", "ListDrawers", "RemoveSaw")}


def test_only_the_operations_at_such_a_host_say_so(sdk: Any) -> None:
    assert hosts(sdk) == {"EmptyDrawer": "workshop", "ListDrawers": "workshop", "RemoveSaw": ""}
    assert sdk.Workshop.service.signature == "SDK-HMAC-SHA256"


def test_what_the_host_names_is_a_required_argument(sdk: Any) -> None:
    drawer = inspect.signature(sdk.Workshop.empty_drawer).parameters["drawer"]
    assert drawer.default is inspect.Parameter.empty
    assert "drawer" not in inspect.signature(sdk.Workshop.list_drawers).parameters


def test_the_fake_tells_what_the_host_names_and_has_credentials_for_all(sdk: Any) -> None:
    fake = importlib.import_module("workshop_sdk.testing").Documented(sdk.Workshop)
    fake.client.empty_drawer(drawer="oak")
    fake.client.remove_saw(saw_id="s")
    assert [(call.operation, call.bucket, call.path) for call in fake.calls] == [
        (sdk.operations.EmptyDrawer, "oak", {}),
        (sdk.operations.RemoveSaw, "", {"saw_id": "s"}),
    ]


@pytest.mark.parametrize("label", ["{door}", "<door>", "d\u00f6\u00f6r", "d_r"])
def test_of_a_page_no_more_than_a_plain_label_is_taken(label: str, tmp_path: Path) -> None:
    shed = f"{label}.region.example.com"
    pages = (("Emptying a Drawer", "DELETE /", f"oakdrawer.{shed}"), ("Listing Drawers", "GET /", shed))
    spec = workshop(tmp_path, *pages, *OTHERS)
    assert [one.host for one in spec.operations[:1]] == ["workshop"]
    assert "drawer: str = at.host()" in files_of(spec)["workshop/operations.py"]


def test_a_service_with_hardly_any_other_operations_is_signed_as_a_whole(tmp_path: Path) -> None:
    many = [(f"Emptying a Drawer{letter}", "DELETE /", f"oakdrawer.{OWN}") for letter in "ABCDEFG"]
    written = files_of(workshop(tmp_path, *NAMING, *many, *OTHERS[:1]))
    assert 'signature="OBS"' in written["workshop/client.py"]
    assert "__host__" not in written["workshop/operations.py"]
