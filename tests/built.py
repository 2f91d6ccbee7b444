"""A service that a test builds from its pages into a folder of its own, and what the built package tells of itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from command import docbind


@dataclass(frozen=True, slots=True)
class Member:
    """An argument of an operation: its keyword, its name on the wire, and the place that it has in a request."""

    keyword: str
    wire: str
    place: str


class BuiltOperation:
    """The class of an operation, and the methods that send and check it."""

    def __init__(self, service: BuiltService, request: type[Any]) -> None:
        self.service = service
        self.request = request
        self.name = request.__name__

    @cached_property
    def members(self) -> tuple[Member, ...]:
        specification = self.service.root_module("_core.specification").specification_of(self.request)
        return tuple(Member(one.name, one.wire, one.place) for one in specification.by_name.values())

    def placed(self, *places: str) -> dict[str, str]:
        """The keywords of the arguments in these places, by their names on the wire."""
        return {member.wire: member.keyword for member in self.members if member.place in places}

    @property
    def method(self) -> str:
        """The name of the clients' method."""
        return self.service.methods[_plain(self.name)]

    @property
    def check(self) -> Any:
        """The validator."""
        return getattr(self.service.module("validators"), f"check_{self.method}")

    def examples(self, kind: str) -> Sequence[dict[str, Any]]:
        """The `requests` or `responses` that are kept of the page; of those in XML, the body is what the document
        holds.
        """
        kept: Sequence[dict[str, Any]] = self.service.examples.get(self.name, {}).get(kind, ())
        return [self._read(kind, one) for one in kept]

    def _read(self, kind: str, example: dict[str, Any]) -> dict[str, Any]:
        """An example with its documented structure as its body, where that is a document in XML or the headers."""
        structure = self.document if kind == "requests" else self.request.responses.get(example["status"])
        if "body" in example or not hasattr(structure, "__root__"):
            return example
        if structure.__root__ is None:
            headers = {name.lower(): value for name, value in example.get("headers", {}).items()}
            found = self.service.root_module("_core.specification").headers_read(structure, headers)
            return example if found is None else {**example, "body": found, "text": ""}
        xml = self.service.root_module("_core.xml_documents")
        try:
            return {**example, "body": xml.read_document(structure, example.get("text", "").encode())}
        except xml.UnreadableDocument:
            return example

    @property
    def document(self) -> Any:
        """The structure that documents the body where it is XML: the operation, or that of the one argument."""
        core = self.service.root_module("_core.specification")
        whole = [one for one in core.specification_of(self.request).by_name.values() if one.place == "whole"]
        return getattr(whole[0].shape, "model", self.request) if whole else self.request

    @property
    def source(self) -> tuple[str, int]:
        """The page, by as much of its path as tells it apart, and the line that states method and path."""
        page, line, _ = self.service.evidence[self.name][""]
        return page, line

    def __str__(self) -> str:
        return f"{self.service.name}.{self.method}"


class BuiltService:
    """One service of a built SDK; `root` is the SDK's import path, and `pages` the folder that it was built from."""

    def __init__(self, root: str, name: str, pages: Path) -> None:
        self.root = root
        self.name = name
        self.pages = pages

    def root_module(self, name: str) -> Any:
        return import_module(f"{self.root}.{name}")

    def module(self, name: str) -> Any:
        return import_module(f"{self.root}.{self.name}.{name}")

    @property
    def null(self) -> object:
        """What sends null."""
        return self.root_module("_core").NULL

    @cached_property
    def client(self) -> type[Any]:
        """The class of the blocking client."""
        package = import_module(f"{self.root}.{self.name}")
        (name,) = (name for name in package.__all__ if name[0].isupper() and not name.startswith("Async"))
        found: type[Any] = getattr(package, name)
        return found

    @property
    def credentials(self) -> Any:
        """A token, or keys where some operation takes nothing else."""
        auth = self.root_module("auth")
        signed = self.client.service.signature == "OBS" or any(one.request.__host__ for one in self.operations)
        return auth.AkSk("ak", "sk") if signed else auth.Token("t")

    @cached_property
    def methods(self) -> dict[str, str]:
        return {_plain(name): name for name in vars(self.client)}

    @cached_property
    def operations(self) -> tuple[BuiltOperation, ...]:
        module, request = self.module("operations"), self.root_module("_core").Request
        classes = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, request))
        return tuple(BuiltOperation(self, one) for one in classes if one.__module__ == module.__name__)

    @cached_property
    def examples(self) -> Mapping[str, Any]:
        return self._data("examples.json")

    @cached_property
    def evidence(self) -> Mapping[str, Any]:
        return self._data("evidence.json")

    def _data(self, name: str) -> Mapping[str, Any]:
        folder = Path(str(import_module(f"{self.root}.{self.name}").__file__)).parent
        content: Mapping[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
        return content


@contextmanager
def built(pages: Path, folder: Path, package: str) -> Iterator[BuiltService]:
    """Build the SDK `package` of the one service in `pages`, and let it be imported."""
    ran = docbind("build", "--quiet", "--out", folder, "--package", package, pages, cwd=folder)
    assert ran.code in (0, 1), ran.told
    (client,) = (path for path in (folder / package).glob("*/client.py") if path.parent.name != "_core")
    sys.path.insert(0, str(folder))
    try:
        yield BuiltService(package, client.parent.name, pages)
    finally:
        sys.path.remove(str(folder))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
