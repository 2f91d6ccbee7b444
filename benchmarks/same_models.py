"""The models of an emitted service, written down once more as classes of pydantic and of msgspec.

What they say is taken from the emitted classes: names, types, rules, what is required. The classes stand in the order of their dependencies, so that
the other libraries build each of them once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

PYDANTIC_HEAD = """from __future__ import annotations
from typing import Annotated, Any, Literal
from pydantic import BaseModel, ConfigDict, Field

class Base(BaseModel):
    model_config = ConfigDict(extra="allow", protected_namespaces=(), populate_by_name=True, regex_engine="python-re")
"""
MSGSPEC_HEAD = """from __future__ import annotations
from typing import Annotated, Any, Literal
from msgspec import Meta, Struct, field
"""
_ITEM_RULES = {"min_items": "min_length", "max_items": "max_length"}
"""The rules on lists, with the names that both libraries have for them."""


class Service:
    """One service of an emitted package that lies in `folder`."""

    def __init__(self, folder: Path, package: str, name: str) -> None:
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
        self.folder = folder
        self.package = package
        self.name = name

    def module(self, name: str) -> Any:
        return import_module(f"{self.package}.{self.name}.{name}")

    def core(self, name: str) -> Any:
        return import_module(f"{self.package}._core.{name}")

    @property
    def client(self) -> type[Any]:
        """The class of its blocking client."""
        offered = import_module(f"{self.package}.{self.name}")
        name = next(name for name in offered.__all__ if name[0].isupper() and not name.startswith("Async"))
        found: type[Any] = getattr(offered, name)
        return found

    def operations(self) -> list[type[Any]]:
        """The classes of its operations."""
        request = self.core("request").Request
        return [one for one in _classes(self.module("operations")) if issubclass(one, request)]

    def models(self) -> list[type[Any]]:
        """The classes of its structures, each behind those that it refers to."""
        model = self.core("model").Model
        ordered: dict[type[Any], None] = {}

        def visit(one: type[Any], above: tuple[type[Any], ...]) -> None:
            if one not in ordered and one not in above:
                for inner in self.references(one):
                    visit(inner, (*above, one))
                ordered[one] = None

        for one in _classes(self.module("models")):
            if issubclass(one, model):
                visit(one, ())
        return list(ordered)

    def members(self, structure: type[Any]) -> Iterable[Any]:
        """What the class declares, as the run time sees it."""
        members: Iterable[Any] = self.core("specification").specification_of(structure).by_name.values()
        return members

    def references(self, structure: type[Any]) -> Iterator[type[Any]]:
        """The structures that its members hold."""
        for member in self.members(structure):
            shape = member.shape
            while hasattr(shape, "item") or hasattr(shape, "value"):
                shape = shape.item if hasattr(shape, "item") else shape.value
            if hasattr(shape, "model"):
                yield shape.model


def services_of(folder: Path, package: str) -> list[str]:
    """The services of an emitted package."""
    return sorted(path.parent.name for path in (folder / package).glob("*/operations.py"))


def source(service: Service, library: str, *, requests: bool = False) -> str:
    """A module with all models of the service as classes of `pydantic` or `msgspec`; with `requests`, one for the body of each operation too."""
    structures = [*service.models(), *(service.operations() if requests else ())]
    head = PYDANTIC_HEAD if library == "pydantic" else MSGSPEC_HEAD
    parts = [head, *(_class(service, structure, library) for structure in structures)]
    if library == "pydantic":
        # A structure that holds itself could not be built where it stands.
        parts.append("for one in list(Base.__subclasses__()):\n    one.model_rebuild()\n")
    return "\n".join(parts)


def _class(service: Service, structure: type[Any], library: str) -> str:
    base = "(Base)" if library == "pydantic" else "(Struct, kw_only=True)"
    lines = [f"class {structure.__name__}{base}:"]
    for member in service.members(structure):
        if member.place == "body":
            lines.append(f"    {_member(member, library)}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "    pass"]) + "\n"


def _member(member: Any, library: str) -> str:
    rules = "Field" if library == "pydantic" else "Meta"
    optional = "" if member.required else " | None"
    name = {"alias" if library == "pydantic" else "name": member.wire, **({} if member.required else {"default": None})}
    specifier = "Field" if library == "pydantic" else "field"
    return f"{member.name}: {_annotation(member.shape, member.rules, rules)}{optional} = {specifier}({_keywords(name)})"


def _annotation(shape: Any, rules: Mapping[str, Any], marker: str, *, outermost: bool = True) -> str:
    """Rules hold for every scalar in a value, those on items for the outermost list; a list of values stands for all other rules."""
    if hasattr(shape, "model"):
        return str(shape.model.__name__)
    if hasattr(shape, "item"):
        items = {_ITEM_RULES[name]: value for name, value in rules.items() if name in _ITEM_RULES and outermost}
        return _ruled(f"list[{_annotation(shape.item, rules, marker, outermost=False)}]", items, marker)
    if hasattr(shape, "value"):
        return f"dict[str, {_annotation(shape.value, rules, marker, outermost=False)}]"
    if not hasattr(shape, "exact"):
        return "Any"
    if "one_of" in rules:
        return f"Literal[{', '.join(map(repr, rules['one_of']))}]"
    own = {name: value for name, value in rules.items() if name not in _ITEM_RULES}
    if "pattern" in own:
        own["pattern"] = rf"\A(?:{own['pattern']})\Z"
    return _ruled(str(shape.exact.__name__), own, marker)


def _ruled(annotation: str, rules: Mapping[str, Any], marker: str) -> str:
    return f"Annotated[{annotation}, {marker}({_keywords(rules)})]" if rules else annotation


def _keywords(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items())


def _classes(module: Any) -> list[type[Any]]:
    package = module.__name__
    values = (getattr(module, name) for name in dir(module))
    return [one for one in values if isinstance(one, type) and f"{one.__module__}.".startswith(f"{package}.")]
