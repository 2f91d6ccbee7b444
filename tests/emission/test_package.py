"""An emitted package as its users get it: it imports, its types hold, formatters leave it alone, its validators find what the pages forbid."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import traceback
import typing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from docbind.model.spec import ModelRef, ServiceSpec
from emission.building import INFO, body, field, model, operation, spec
from emission.package import rendered, write_package
from emission.parts import LIBRARY

EMPTY = spec(info=replace(INFO, module="empty", class_name="Empty", title="Empty Service"))


def large() -> ServiceSpec:
    """A service whose models are split into sections."""
    things = [
        model(f"m{number}", f"Thing{number}", field("a"), field("b"), field("shared", ModelRef("shared")))
        for number in range(420)
    ]
    operations = [
        operation(
            f"Adding Thing {item.id}",
            method="POST",
            label=item.id,
            uri=f"/{item.id}",
            folder=("s", f"part {number % 3}"),
            request=body(ModelRef(f"root {item.id}")),
        )
        for number, item in enumerate(things)
    ]
    roots = [model(f"root {item.id}", "", field("thing", ModelRef(item.id)), root=True) for item in things]
    return spec(
        *operations,
        models=(*things, *roots, model("shared", "Shared", field("name"))),
        info=replace(INFO, module="large", class_name="Large"),
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("emitted")
    root = write_package(folder, "emitted_sdk", LIBRARY, EMPTY, large())
    sys.path.insert(0, str(folder))
    yield root
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "emitted_sdk"]:
        del sys.modules[name]


def load(package: Path, name: str) -> ModuleType:
    return importlib.import_module(f"{package.name}.{name}")


def modules(package: Path) -> list[str]:
    """Every emitted module of the services."""
    paths = [path for service in ("shelf", "empty", "large") for path in sorted((package / service).rglob("*.py"))]
    return [".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__") for path in paths]


def test_every_module_imports_and_every_annotation_resolves(package: Path) -> None:
    classes = 0
    for name in modules(package):
        module = load(package, name)
        for value in list(vars(module).values()):
            if isinstance(value, type) and value.__module__ == module.__name__:
                typing.get_type_hints(value)
                classes += 1
                for member in vars(value).values():
                    if callable(member) and not isinstance(member, type):
                        typing.get_type_hints(member)
    assert classes > 840


def test_importing_one_service_imports_no_other(package: Path) -> None:
    code = f"import sys, {package.name}.shelf as s; s.Shelf; print(*sorted(n for n in sys.modules if n.startswith('{package.name}.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=package.parent, capture_output=True, text=True, check=True)
    assert f"{package.name}.shelf.client" in done.stdout
    assert f"{package.name}.large" not in done.stdout and f"{package.name}.auth" not in done.stdout


def test_the_root_offers_every_service(package: Path) -> None:
    root = importlib.import_module(package.name)
    assert {"shelf", "empty", "large", "auth", "errors", "hooks", "testing", "NULL", "replace"} <= set(dir(root))
    assert root.shelf.AsyncShelf.__name__ == "AsyncShelf"


def test_split_models_are_one_module_to_their_users(package: Path) -> None:
    found = load(package, "large").models
    assert found.Shared.__module__.endswith(".large.models.shared")
    assert found.Thing0.__module__.endswith(".large.models.part_0")
    assert set(found.__all__) >= {"Shared", "Thing0", "Thing419"}


def test_validators_find_what_the_pages_forbid(package: Path) -> None:
    check = load(package, "shelf.validators").check_add_book
    wrong = {"title": "", "pages": 0, "genre": "nobel", "isbn": "x", "authors": [{"name": 1}], "tilte": "x"}
    assert [str(violation).partition(": ")[0] for violation in check(wrong)] == [
        "title",
        "pages",
        "genre",
        "isbn",
        "authors[0].name",
        "tilte",
    ]
    shown = {violation.path: str(violation) for violation in check(wrong)}
    assert shown["title"].endswith('[page.rst:21 ("1 to 64 characters")]')
    assert "did you mean 'novel'?" in shown["genre"]
    assert shown["tilte"].endswith("[page.rst:3]")


def test_documented_examples_pass(package: Path) -> None:
    examples = json.loads((package / "shelf" / "examples.json").read_text(encoding="utf-8"))
    checks = load(package, "shelf.validators")
    assert checks.check_add_book(examples["AddBook"]["requests"][0]["body"]) == ()


def test_a_request_is_what_a_method_sends(package: Path) -> None:
    operations, models = load(package, "shelf.operations"), load(package, "shelf.models")
    request = operations.AddBook(title="Dune", authors=[models.Author(name="Herbert")], class_="A")
    assert request.title == "Dune" and request.class_ == "A"
    assert models.Book(title="Dune", class_="A", secret_note="x").to_dict() == {
        "title": "Dune",
        "class": "A",
        "secretNote": "x",
    }
    with pytest.raises(TypeError, match="did you mean 'title'"):
        operations.AddBook(tilte="Dune")


@pytest.mark.parametrize("given", [{"title": ""}, {"title": "Dune"}])
def test_the_frames_of_a_client_hold_no_secret_argument(package: Path, given: dict[str, str]) -> None:
    """A method has its arguments as variables, which tools show with a traceback: here of a broken rule, and of a service that is not there."""
    auth = load(package, "auth").Token("token", project_id="p")
    client = load(package, "shelf").Shelf(auth=auth, endpoint="http://127.0.0.1:1", insecure=True, max_attempts=1)
    with pytest.raises(load(package, "errors").SdkError) as caught:
        client.add_book(**given, secret_note="canary")
    frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
    names = [(frame.name, frame.locals or {}) for frame in frames if str(package) in frame.filename]
    assert "add_book" in [name for name, _ in names]
    assert [(name, variables) for name, variables in names if "canary" in str(variables)] == []


# --- tools -------------------------------------------------------------------------------------------------------------


def run(package: Path, *command: str) -> str:
    """The output of a tool over the emitted package; it runs from the package's folder with no configuration of ours."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=package.parent, capture_output=True, text=True, check=False
    )
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


def service_files(package: Path) -> list[str]:
    return [str(path) for name in ("shelf", "empty", "large") for path in sorted((package / name).rglob("*.py"))] + [
        str(package / "__init__.py")
    ]


def test_mypy_is_content(package: Path) -> None:
    assert run(
        package,
        "mypy",
        "--strict",
        "--config-file",
        os.devnull,
        "--cache-dir",
        str(package.parent / "cache"),
        package.name,
    ).startswith("0")


@pytest.mark.parametrize(
    "command",
    [
        ("black", "--check", "--line-length", "120", "--config", os.devnull),
        ("ruff", "format", "--check", "--isolated", "--line-length", "120"),
        ("ruff", "check", "--isolated", "--line-length", "120", "--select", "E,F,I,UP,B", "--ignore", "E501"),
    ],
    ids=["black", "ruff format", "ruff check"],
)
def test_formatters_change_nothing(package: Path, command: tuple[str, ...]) -> None:
    assert run(package, *command, *service_files(package)).startswith("0")


def test_files_are_ascii_with_plain_line_ends() -> None:
    for found in rendered(LIBRARY):
        assert found.content.isascii() and b"\r" not in found.content and b"\t" not in found.content
        assert found.content.endswith(b"\n") and not found.content.endswith(b"\n\n")


# --- determinism -------------------------------------------------------------------------------------------------------

DIGEST = """
import hashlib
from emission.package import rendered
from emission.parts import LIBRARY
print(hashlib.sha256(repr(rendered(LIBRARY)).encode()).hexdigest())
"""


def test_the_bytes_depend_on_nothing_but_the_pages() -> None:
    digests = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4711", "C")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_order_of_operations_and_structures_does_not_matter() -> None:
    turned = replace(LIBRARY, operations=LIBRARY.operations[::-1], models=LIBRARY.models[::-1])
    assert rendered(turned) == rendered(LIBRARY)
