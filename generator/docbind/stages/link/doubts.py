"""Fields whose table lists less than half of what the examples show in them, while one other table of the page lists all of it: that one is meant.

Only tables that no field refers to are asked, and of the message's own side. A link is doubted like a name: both are copied.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from docbind.model.diagnostic import Diagnostic, Severity
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
)
from docbind.stages.link.adoption import Place
from docbind.stages.link.witness import pairs


def doubted(
    operations: tuple[Operation, ...], models: tuple[Model, ...], unused: tuple[Struct, ...]
) -> Mapping[Place, Struct]:
    """For each field whose structure the examples speak against, the one unused structure that they speak for."""
    by_page: dict[str, list[Struct]] = {}
    for struct in unused:
        by_page.setdefault(struct.owner, []).append(struct)
    by_id = {model.id: model for model in models}
    shown: dict[tuple[Place, str], set[str]] = {}
    for operation in operations:
        for body, example in pairs(operation):
            _walk(body.type, example, by_id, shown)
    found: dict[Place, Struct] = {}
    for (place, identity), keys in shown.items():
        holder = by_id[place[0]]
        known = {field.wire_name for field in by_id[identity].fields}
        if len(keys & known) * 2 >= len(keys) or len(keys) < 2:
            continue
        fitting = [struct for struct in by_page.get(holder.owner, ()) if _lists(struct, holder.direction, keys)]
        if len(fitting) == 1:
            found[place] = fitting[0]
    claimed = [struct.id for struct in found.values()]
    return {place: struct for place, struct in found.items() if claimed.count(struct.id) == 1}


def mistaken(name: str, struct: Struct) -> Diagnostic:
    """What is said of a field whose own table is not the one that its words lead to."""
    return Diagnostic(
        code="table-mistaken",
        severity=Severity.NOTE,
        message=f"the table of {name!r} by its words lists less than half of what the examples show in it; this one lists all of that, and is taken",
        span=struct.span,
        help="link the field's type to this table",
    )


def _lists(struct: Struct, direction: Direction, keys: set[str]) -> bool:
    sides = {struct.direction, direction}
    return (
        struct.shape is None
        and (len(sides) == 1 or Direction.BOTH in sides)
        and keys <= {field.wire_name for field in struct.fields}
    )


def _walk(
    root: TypeRef, example: Example, models: Mapping[str, Model], shown: dict[tuple[Place, str], set[str]]
) -> None:
    """Collect the keys of the objects in each field that has a structure."""
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
                    if not isinstance(one, JsonObject):
                        continue
                    if place is not None:
                        shown.setdefault((place, identity), set()).update(key for key, _ in one.members)
                    queue.extend((types[key], inner, (identity, key)) for key, inner in one.members if key in types)
            case _:
                continue


def _items(value: JsonValue) -> Iterable[JsonValue]:
    return value if isinstance(value, tuple) else (value,)
