"""Keys of the examples that no row names, while a table that no field refers to describes them: the field is
added.

A table belongs to such a key where its caption says the key's name first and it lists most of what the
examples show in the key, or where it lists all of that, two rows at least; and where no other unused table of
the page and direction would do. What is added need not be sent.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.spec import (
    UNSTATED,
    Direction,
    Example,
    Field,
    JsonObject,
    JsonValue,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    Operation,
    Reference,
    Struct,
    TypeRef,
)
from docbind.stages.link.adoption import Place, items
from docbind.stages.link.witness import pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A field without a row: the structure that describes it, whether it holds a list of these, and the example
    that shows it.
    """

    struct: Struct
    is_list: bool
    example: SourceSpan

    def field(self, name: str) -> Field:
        """The field of that name."""
        inner = Reference(phrase="Object", field_name=name)
        type_ref: TypeRef = ListOf(inner) if self.is_list else inner
        return Field(wire_name=name, type=type_ref, presence=UNSTATED, text="", span=self.struct.span)

    def diagnostic(self, name: str) -> Diagnostic:
        """What is said of it."""
        return Diagnostic(
            code="field-without-row",
            severity=Severity.WARNING,
            message=f"no row names {name!r}, which an example shows, and a table that no field refers to describes it; it is taken as its field",
            span=self.struct.span,
            related=(self.example,),
            help="add a row for the field, and link it to this table",
        )


@dataclass(slots=True)
class _Shown:
    """What the examples show in one key that no row names."""

    example: SourceSpan
    keys: set[str] = field(default_factory=set)
    is_list: bool = False


def added(
    operations: tuple[Operation, ...], models: tuple[Model, ...], unused: tuple[Struct, ...]
) -> Mapping[Place, Addition]:
    """For each key that no row names, the one unused structure that describes it."""
    by_page: dict[str, list[Struct]] = {}
    for struct in unused:
        by_page.setdefault(struct.owner, []).append(struct)
    by_id = {model.id: model for model in models}
    seen: dict[Place, _Shown] = {}
    for operation in operations:
        for body, example in pairs(operation):
            if _is_of(operation, example):
                _walk(body.type, example, by_id, seen)
    found: dict[Place, Addition] = {}
    for place, shown in seen.items():
        model = by_id[place[0]]
        fitting = [
            struct
            for struct in by_page.get(model.owner, ())
            if {struct.direction, model.direction} in ({model.direction}, {model.direction, Direction.BOTH})
            and _describes(struct, place[1], shown.keys)
        ]
        if len(fitting) == 1:
            found[place] = Addition(struct=fitting[0], is_list=shown.is_list, example=shown.example)
    claimed = [addition.struct.id for addition in found.values()]
    return {place: addition for place, addition in found.items() if claimed.count(addition.struct.id) == 1}


def _is_of(operation: Operation, example: Example) -> bool:
    """Pages also show the calls that go before their own."""
    if example.method not in ("", operation.method):
        return False
    last = re.sub(r"[?#].*", "", example.url).rstrip("/").rpartition("/")[2]
    own = operation.path.rstrip("/").rpartition("/")[2]
    return not last or "{" in own or last == own


def _describes(struct: Struct, key: str, keys: set[str]) -> bool:
    names = {one.wire_name for one in struct.fields}
    if struct.shape is not None:
        return False
    captioned = any(name.lower() == key.lower() for name in struct.names[:1])
    return (captioned and len(keys & names) * 2 > len(keys)) or (len(keys) > 1 and keys <= names)


def _walk(root: TypeRef, example: Example, models: Mapping[str, Model], seen: dict[Place, _Shown]) -> None:
    queue: deque[tuple[TypeRef, JsonValue]] = deque([(root, example.value)])
    while queue:
        type_ref, value = queue.popleft()
        match type_ref:
            case ListOf(item=item):
                queue.extend((item, inner) for inner in items(value))
            case MapOf(value=inner_type) if isinstance(value, JsonObject):
                queue.extend((inner_type, inner) for _, inner in value.members)
            case ModelRef(id=identity):
                types = {one.wire_name: one.type for one in models[identity].fields}
                for key, inner in _members(value):
                    if key in types:
                        queue.append((types[key], inner))
                    elif keys := {name for name, _ in _members(inner)}:
                        shown = seen.setdefault((identity, key), _Shown(example.span))
                        shown.keys |= keys
                        shown.is_list = isinstance(inner, tuple)
            case _:
                continue


def _members(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    for item in items(value):
        if isinstance(item, JsonObject):
            yield from item.members
