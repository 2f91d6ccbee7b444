"""Which structure a field has where the tables leave it open or are wrong, and the examples tell.

A table describes a field that nothing else describes, or that is called a plain value, where the examples
show only its rows in that field, two of them at least or all there are, and where no other unclaimed table of
the page and direction would do.

A field whose table lists less than half of what the examples show in it has another one: of several that are
called as the field is, or as the table that was taken for it, the one whose rows the examples show; else the
one unclaimed table that lists all that they show. A link is doubted like a name: both are copied.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    Scalar,
    Struct,
    TypeRef,
    Unknown,
)
from docbind.stages.link.witness import pairs

Place = tuple[str, str]
"""A field: the id of its structure, and its name on the wire."""


@dataclass(slots=True)
class _Sight:
    """What the examples show in one field: the keys of its objects, whether they show anything else, and which
    structure it has.
    """

    keys: set[str] = field(default_factory=set)
    plain: bool = False
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoptions:
    """The structure of each field that the examples tell; `mistaken` are those whose own words lead to another one."""

    structs: Mapping[Place, Struct]
    mistaken: frozenset[Place]


def adopted(
    operations: tuple[Operation, ...],
    models: tuple[Model, ...],
    structs: tuple[Struct, ...],
    unused: tuple[Struct, ...],
) -> Adoptions:
    """For each field that nothing describes, the one unused structure that the examples show in it; and for each
    that another structure suits better, that one.
    """
    here, free = _by_page(structs), _by_page(unused)
    by_id = {model.id: model for model in models}
    seen: dict[Place, _Sight] = {}
    for operation in operations:
        for body, example in pairs(operation):
            _walk(body.type, example, by_id, seen)
    found: dict[Place, Struct] = {}
    chosen: dict[Place, Struct] = {}
    for place, sight in seen.items():
        model = by_id[place[0]]
        if sight.plain or (sight.model and not _is_strange(by_id[sight.model], sight.keys)):
            continue
        called = {_stem(place[1])}
        if sight.model:
            called |= {_stem(name) for struct in structs if struct.id == sight.model for name in struct.names}
        rivals = [
            struct
            for struct in here.get(model.owner, ())
            if called & set(map(_stem, struct.names)) and _fits(struct, model.direction, sight.keys)
        ]
        fitting = [struct for struct in free.get(model.owner, ()) if _fits(struct, model.direction, sight.keys)]
        if len(rivals) == 1:
            chosen[place] = rivals[0]
        elif len(fitting) == 1:
            found[place] = fitting[0]
    claimed = {**{place: struct for place, struct in found.items() if _named_once(struct, found)}, **chosen}
    return Adoptions(structs=claimed, mistaken=frozenset(place for place in claimed if seen[place].model))


def mistaken(name: str, struct: Struct) -> Diagnostic:
    """What is said of a field whose table is not the one that its words lead to."""
    return Diagnostic(
        code="table-mistaken",
        severity=Severity.NOTE,
        message=f"the table of {name!r} by its words lists less than half of what the examples show in it; this one lists all of that, and is taken",
        span=struct.span,
        help="link the field's type to this table",
    )


def _by_page(structs: tuple[Struct, ...]) -> dict[str, list[Struct]]:
    found: dict[str, list[Struct]] = {}
    for struct in structs:
        if not struct.root:
            found.setdefault(struct.owner, []).append(struct)
    return found


def _is_strange(model: Model, keys: set[str]) -> bool:
    """Does the structure know less than half of what the examples show?"""
    return 2 * len(keys & {field.wire_name for field in model.fields}) < len(keys)


def _stem(name: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", name.lower()).removesuffix("s")


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


def _walk(root: TypeRef, example: Example, models: Mapping[str, Model], seen: dict[Place, _Sight]) -> None:
    """Collect the keys of the objects in fields."""
    queue: deque[tuple[TypeRef, JsonValue, Place | None]] = deque([(root, example.value, None)])
    while queue:
        type_ref, value, place = queue.popleft()
        match type_ref:
            case ListOf(item=item):
                queue.extend((item, inner, place) for inner in items(value))
            case MapOf(value=inner_type) if isinstance(value, JsonObject) and not isinstance(inner_type, Scalar):
                queue.extend((inner_type, inner, None) for _, inner in value.members)
            case ModelRef(id=identity):
                if place is not None:
                    seen.setdefault(place, _Sight()).model = identity
                types = {field.wire_name: field.type for field in models[identity].fields}
                for one in items(value):
                    if isinstance(one, JsonObject):
                        queue.extend((types[key], inner, (identity, key)) for key, inner in one.members if key in types)
                        if place is not None:
                            seen[place].keys.update(key for key, _ in one.members)
            case Scalar() | MapOf() | Unknown() if place is not None:
                _look(type_ref, value, seen.setdefault(place, _Sight()))
            case _:
                continue


def _look(type_ref: TypeRef, value: JsonValue, sight: _Sight) -> None:
    """Note the keys of objects where no structure is known, and whether an example keeps to a plain type."""
    for one in items(value):
        if isinstance(one, JsonObject):
            sight.keys.update(key for key, _ in one.members)
            scalars = any(not isinstance(inner, (tuple, JsonObject)) for _, inner in one.members)
            sight.plain |= isinstance(type_ref, MapOf) and scalars
        elif one is not None:
            sight.plain |= isinstance(type_ref, Scalar)


def items(value: JsonValue) -> Iterable[JsonValue]:
    """The items of a list, or the one value that it is not."""
    return value if isinstance(value, tuple) else (value,)
