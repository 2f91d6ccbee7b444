"""Structures that no field refers to: the examples tell whose they are.

A table describes the field that nothing else describes where the examples show only its rows in that field, two of them at least or all there are, and where no
other unclaimed table of the page and direction would do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from docbind.model.spec import (
    Direction,
    Example,
    JsonObject,
    JsonValue,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    Operation,
    Struct,
    TypeRef,
    Unknown,
)
from docbind.stages.link.witness import pairs

Place = tuple[str, str]
"""A field: the id of its structure, and its name on the wire."""


def adopted(
    operations: tuple[Operation, ...], models: tuple[Model, ...], unused: tuple[Struct, ...]
) -> Mapping[Place, Struct]:
    """For each field that nothing describes, the one unused structure that the examples show in it."""
    by_page: dict[str, list[Struct]] = {}
    for struct in unused:
        by_page.setdefault(struct.owner, []).append(struct)
    by_id = {model.id: model for model in models}
    seen: dict[Place, set[str]] = {}
    for operation in operations:
        for body, example in pairs(operation):
            _walk(body.type, example, by_id, seen)
    found: dict[Place, Struct] = {}
    for place, keys in seen.items():
        model = by_id[place[0]]
        fitting = [struct for struct in by_page.get(model.owner, ()) if _fits(struct, model.direction, keys)]
        if len(fitting) == 1:
            found[place] = fitting[0]
    return {place: struct for place, struct in found.items() if _named_once(struct, found)}


def _fits(struct: Struct, direction: Direction, keys: set[str]) -> bool:
    names = {field.wire_name for field in struct.fields}
    sides = {struct.direction, direction}
    return (
        struct.shape is None
        and (len(sides) == 1 or Direction.BOTH in sides)
        and keys <= names
        and (len(keys) > 1 or keys == names)
    )


def _named_once(struct: Struct, found: Mapping[Place, Struct]) -> bool:
    """Fields of several names cannot all be meant."""
    return len({name for (_, name), other in found.items() if other is struct}) == 1


def _walk(root: TypeRef, example: Example, models: Mapping[str, Model], seen: dict[Place, set[str]]) -> None:
    """Collect the keys of the objects in the fields that nothing describes."""
    queue: deque[tuple[TypeRef, JsonValue, Place | None]] = deque([(root, example.value, None)])
    while queue:
        type_ref, value, place = queue.popleft()
        match type_ref:
            case ListOf(item=item):
                queue.extend((item, inner, place) for inner in _items(value))
            case MapOf(value=inner_type) if isinstance(value, JsonObject):
                queue.extend((inner_type, inner, None) for _, inner in value.members)
            case ModelRef(id=identity):
                types = {field.wire_name: field.type for field in models[identity].fields}
                for one in _items(value):
                    if isinstance(one, JsonObject):
                        queue.extend((types[key], inner, (identity, key)) for key, inner in one.members if key in types)
            case Unknown() if place is not None:
                keys = {key for one in _items(value) if isinstance(one, JsonObject) for key, _ in one.members}
                if keys:
                    seen.setdefault(place, set()).update(keys)
            case _:
                continue


def _items(value: JsonValue) -> Iterable[JsonValue]:
    return value if isinstance(value, tuple) else (value,)
