"""A documented JSON value against the type that the tables give it: every place where the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from docbind.dialect.samples import SAMPLES
from docbind.model.spec import (
    Constraint,
    Field,
    JsonObject,
    JsonValue,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    PresenceKind,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.phrases.rows import Phrases
from docbind.stages.check.limits import breaks, breaks_items, is_of_kind, is_other_notation

_SAMPLES = Phrases(SAMPLES)

LONGEST_SAMPLE = 200
"""Characters of a value that may be a placeholder; longer ones are real."""


class Fault(Enum):
    """How a value differs from what the tables say of its place."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    TYPE = "type"
    NOTATION = "notation"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Place:
    """A field by its owner (`model:…` or `operation:…`) and its position there."""

    owner: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """One difference. `path` leads to it by wire names; `field` is the row it is about, if one is; `constraint` the one that a `VALUE` breaks."""

    fault: Fault
    path: str
    value: JsonValue
    expected: TypeRef | None = None
    place: Place | None = None
    field: Field | None = None
    constraint: Constraint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A value that keeps a constraint of its field: evidence for it."""

    place: Place
    constraint: Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A value still to be compared; `outer` tells that it is the field's own value, no item of it."""

    type: TypeRef
    value: JsonValue
    path: str
    place: Place | None
    field: Field | None
    outer: bool


def is_sample(value: JsonValue) -> bool:
    """Whether a value only stands in the place of a real one: `xxx`, `***`, `{id}`, an empty string."""
    return isinstance(value, str) and len(value) <= LONGEST_SAMPLE and _SAMPLES.whole(value) is not None


def compare(value: JsonValue, type: TypeRef, models: Mapping[str, Model], *, path: str = "") -> tuple[Mismatch | Kept, ...]:
    """Compares a whole body, in the order of the value."""
    return tuple(_walk(_Node(type=type, value=value, path=path, place=None, field=None, outer=True), models))


def compare_field(value: JsonValue, field: Field, place: Place, models: Mapping[str, Model], *, path: str) -> tuple[Mismatch | Kept, ...]:
    """Compares the value of one field."""
    return tuple(_walk(_Node(type=field.type, value=value, path=path, place=place, field=field, outer=True), models))


def _walk(root: _Node, models: Mapping[str, Model]) -> Iterator[Mismatch | Kept]:
    """Compares without recursion: a page may nest its structures, and an example its values, deeper than Python's stack."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        found: list[_Node] = []
        yield from _compare_node(node, models, found)
        waiting += reversed(found)


def _compare_node(node: _Node, models: Mapping[str, Model], inner: list[_Node]) -> Iterator[Mismatch | Kept]:
    """Compares one value, and appends those inside it to `inner`."""
    value = node.value
    if value is None:
        return
    match node.type:
        case Scalar():
            yield from _compare_scalar(node, node.type)
        case ListOf(item=item):
            if not isinstance(value, tuple):
                yield from _wrong_type(node)
                return
            if node.outer:
                yield from _compare_count(node, len(value))
            inner += (_Node(type=item, value=one, path=f"{node.path}[{index}]", place=node.place, field=node.field, outer=False) for index, one in enumerate(value))
        case MapOf(value=each):
            if not isinstance(value, JsonObject):
                yield from _wrong_type(node)
                return
            inner += (_Node(type=each, value=one, path=f"{node.path}.{key}", place=node.place, field=node.field, outer=False) for key, one in value.members)
        case ModelRef(id=id):
            model = models.get(id)
            if model is None:
                return
            if not isinstance(value, JsonObject):
                yield from _wrong_type(node)
                return
            yield from _compare_object(node, model, value, inner)
        case Unknown() | Reference():
            return
        case _:
            assert_never(node.type)


def _compare_object(node: _Node, model: Model, value: JsonObject, inner: list[_Node]) -> Iterator[Mismatch]:
    prefix = f"{node.path}." if node.path else ""
    owner = f"model:{model.id}"
    positions = {field.wire_name: position for position, field in enumerate(model.fields)}
    given = {key for key, _ in value.members}
    for position, field in enumerate(model.fields):
        if field.presence.kind is PresenceKind.REQUIRED and field.wire_name not in given:
            yield Mismatch(fault=Fault.ABSENT, path=f"{prefix}{field.wire_name}", value=None, place=Place(owner, position), field=field)
    for key, one in value.members:
        at = positions.get(key)
        if at is None:
            yield Mismatch(fault=Fault.UNKNOWN, path=f"{prefix}{key}", value=one, place=Place(owner, -1))
            continue
        field = model.fields[at]
        inner.append(_Node(type=field.type, value=one, path=f"{prefix}{key}", place=Place(owner, at), field=field, outer=True))


def _compare_scalar(node: _Node, type: Scalar) -> Iterator[Mismatch | Kept]:
    if is_sample(node.value):
        return
    if not is_of_kind(type.kind, node.value):
        if is_other_notation(type.kind, node.value):
            yield Mismatch(fault=Fault.NOTATION, path=node.path, value=node.value, expected=type, place=node.place, field=node.field)
        else:
            yield from _wrong_type(node)
        return
    for constraint in node.field.constraints if node.field is not None else ():
        yield from _verdict(node, constraint, broken=breaks(constraint, node.value))


def _compare_count(node: _Node, count: int) -> Iterator[Mismatch | Kept]:
    for constraint in node.field.constraints if node.field is not None else ():
        yield from _verdict(node, constraint, broken=breaks_items(constraint, count))


def _verdict(node: _Node, constraint: Constraint, *, broken: bool) -> Iterator[Mismatch | Kept]:
    if broken:
        yield Mismatch(fault=Fault.VALUE, path=node.path, value=node.value, place=node.place, field=node.field, constraint=constraint)
    elif node.place is not None:
        yield Kept(place=node.place, constraint=constraint)


def _wrong_type(node: _Node) -> Iterator[Mismatch]:
    yield Mismatch(fault=Fault.TYPE, path=node.path, value=node.value, expected=node.type, place=node.place, field=node.field)
