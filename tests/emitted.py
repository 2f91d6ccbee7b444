"""The emitted package in `generated/`, by its public names."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import UnionType
from typing import Any, Union, get_args, get_origin

from command import GENERATED

PACKAGE = GENERATED / "otc"
SERVICES = tuple(sorted(path.parent.name for path in PACKAGE.glob("*/operations.py")))


@cache
def operations(service: str) -> dict[tuple[str, str], type[Any]]:
    """The classes of a service's operations, by method and URI."""
    module = import_module(f"otc.{service}.operations")
    values: list[Any] = [value for value in vars(module).values() if isinstance(value, type)]
    return {(one.method, one.uri): one for one in values if one.__module__ == module.__name__}


@cache
def clients(service: str) -> tuple[type[Any], type[Any]]:
    """The blocking and the asynchronous client of a service."""
    package = import_module(f"otc.{service}")
    (name,) = (name for name in package.__all__ if name[0].isupper() and not name.startswith("Async"))
    return getattr(package, name), getattr(package, f"Async{name}")


def method_name(operation: type[Any]) -> str:
    """The name of the clients' method that sends an operation."""
    client, _ = clients(operation.__module__.split(".")[1])
    methods: list[str] = [name for name in vars(client) if _plain(name) == _plain(operation.__name__)]
    assert len(methods) == 1, f"{operation.__name__} has the methods {methods}"
    return methods[0]


def keyword_of(operation: type[Any], wire_name: str) -> str:
    """The keyword that a parameter has in the clients' method, by its name on the wire."""
    (keyword,) = (keyword for keyword in keywords(operation) if _plain(keyword) == _plain(wire_name))
    return keyword


def keywords(operation: type[Any]) -> tuple[str, ...]:
    """The keywords of the clients' method that sends an operation, without its options."""
    client, _ = clients(operation.__module__.split(".")[1])
    parameters = inspect.signature(getattr(client, method_name(operation))).parameters.values()
    return tuple(one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY)


def as_argument(annotation: Any, value: object) -> object:
    """JSON as what an annotation asks for: structures where it names some."""
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    for kind in kinds:
        if hasattr(kind, "from_dict") and isinstance(value, Mapping):
            return kind.from_dict(value)
        inner = get_args(kind)
        if get_origin(kind) is list and isinstance(value, list):
            return [as_argument(inner[0], one) for one in value]
        if get_origin(kind) is dict and isinstance(value, Mapping):
            return {name: as_argument(inner[1], one) for name, one in value.items()}
    return value


def as_json(value: Any) -> Any:
    """What was parsed, as JSON again."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return [as_json(one) for one in value] if isinstance(value, list) else value


def same_json(left: object, right: object) -> bool:
    """Whether two values are the same JSON: 1, 1.0 and true are three values, and members have no order."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
