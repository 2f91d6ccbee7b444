"""A documented JSON value against the type that the tables give it: every place where the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias, assert_never

from docbind.dialect.samples import SAMPLES
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import (
    Constraint,
    Field,
    Format,
    Items,
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


@dataclass(frozen=True, slots=True)
class Place:
    """A row by its owner (`model:…` or `operation:…`) and its position there."""

    owner: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a value stands: its path by wire names, and the row that describes it, or the table where no row does."""

    path: str
    span: SourceSpan
    place: Place | None = None
    field: Field | None = None

    def inside(self, step: str) -> Site:
        """The site of an item or of a map's value, which the same row describes."""
        return replace(self, path=f"{self.path}{step}" if self.path else step.removeprefix("."))


class Fault(Enum):
    """How a value differs from what the tables say of its place."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    TYPE = "type"
    NOTATION = "notation"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """One difference. `expected` is the type that a `TYPE` or `NOTATION` misses, `constraint` the one that a `VALUE` breaks.

    `candidates` are the documented names that an `UNKNOWN` one may be a slip of, because the example has none of them.
    """

    fault: Fault
    site: Site
    value: JsonValue = None
    expected: TypeRef | None = None
    constraint: Constraint | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A value that keeps a constraint of its row: evidence for it. Of a list whose items are counted, the count."""

    place: Place
    constraint: Constraint
    value: JsonValue


Observation: TypeAlias = Mismatch | Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A value still to be compared; `outer` tells that it is the row's own value, no item of it."""

    type: TypeRef
    value: JsonValue
    site: Site
    outer: bool


def model_owner(model: Model) -> str:
    """The owner of a structure's fields in a `Place`."""
    return f"model:{model.id}"


def is_sample(value: JsonValue) -> bool:
    """Whether a value only stands in the place of a real one: `xxx`, `***`, `{id}`, an empty string."""
    return isinstance(value, str) and len(value) <= LONGEST_SAMPLE and _SAMPLES.whole(value) is not None


def compare(value: JsonValue, type: TypeRef, site: Site, models: Mapping[str, Model]) -> Iterator[Observation]:
    """Compares a whole body or the value of one row, in the order of the value.

    Works without recursion: a page may nest its structures, and an example its values, deeper than Python's stack.
    """
    waiting = [_Node(type=type, value=value, site=site, outer=True)]
    while waiting:
        inner: list[_Node] = []
        yield from _compare_node(waiting.pop(), models, inner)
        waiting += reversed(inner)


def _compare_node(node: _Node, models: Mapping[str, Model], inner: list[_Node]) -> Iterator[Observation]:
    """Compares one value, and appends those inside it to `inner`."""
    match node.type, node.value:
        case (_, None) | (Unknown() | Reference(), _):
            return
        case Scalar() as scalar, _:
            yield from _compare_scalar(node, scalar)
        case ListOf(item=item), tuple() as items:
            if node.outer:
                yield from _compare_count(node, len(items))
            inner += (
                _Node(type=item, value=one, site=node.site.inside(f"[{index}]"), outer=False)
                for index, one in enumerate(items)
            )
        case MapOf(value=item), JsonObject(members=members):
            inner += (
                _Node(type=item, value=one, site=node.site.inside(f".{key}"), outer=False) for key, one in members
            )
        case ModelRef(id=id), JsonObject() as value if id in models:
            yield from _compare_object(node.site.path, models[id], value, inner)
        case (ListOf() | MapOf() | ModelRef()), _:
            if not (isinstance(node.type, ModelRef) and node.type.id not in models):
                yield from _wrong_type(node)
        case _:
            assert_never(node.type)


def _compare_object(path: str, model: Model, value: JsonObject, inner: list[_Node]) -> Iterator[Mismatch]:
    prefix = f"{path}." if path else ""
    owner = model_owner(model)
    given = {key for key, _ in value.members}
    rows = {field.wire_name: (position, field) for position, field in enumerate(model.fields)}
    missing = tuple(name for name in rows if name not in given)
    for name in missing:
        position, field = rows[name]
        if field.presence.kind is PresenceKind.REQUIRED:
            site = Site(path=f"{prefix}{name}", span=field.span, place=Place(owner, position), field=field)
            yield Mismatch(fault=Fault.ABSENT, site=site)
    for key, one in value.members:
        if key in rows:
            position, field = rows[key]
            site = Site(path=f"{prefix}{key}", span=field.span, place=Place(owner, position), field=field)
            inner.append(_Node(type=field.type, value=one, site=site, outer=True))
        elif not model.open:
            site = Site(path=f"{prefix}{key}", span=model.span, place=Place(owner, -1))
            yield Mismatch(fault=Fault.UNKNOWN, site=site, value=one, candidates=missing)


def _compare_scalar(node: _Node, type: Scalar) -> Iterator[Observation]:
    if is_of_kind(type.kind, node.value):
        if not is_sample(node.value):
            for constraint in _constraints(node.site):
                if not isinstance(constraint, (Items, Format)):
                    yield from _verdict(node.site, constraint, node.value, broken=breaks(constraint, node.value))
    elif is_other_notation(type.kind, node.value):
        yield Mismatch(fault=Fault.NOTATION, site=node.site, value=node.value, expected=type)
    else:
        yield from _wrong_type(node)


def _compare_count(node: _Node, count: int) -> Iterator[Observation]:
    for constraint in _constraints(node.site):
        if isinstance(constraint, Items):
            yield from _verdict(node.site, constraint, count, broken=breaks_items(constraint, count))


def _constraints(site: Site) -> tuple[Constraint, ...]:
    return site.field.constraints if site.field is not None else ()


def _verdict(site: Site, constraint: Constraint, value: JsonValue, *, broken: bool) -> Iterator[Observation]:
    if broken:
        yield Mismatch(fault=Fault.VALUE, site=site, value=value, constraint=constraint)
    elif site.place is not None:
        yield Kept(place=site.place, constraint=constraint, value=value)


def _wrong_type(node: _Node) -> Iterator[Mismatch]:
    """A placeholder stands for any value, also for an object."""
    if not is_sample(node.value):
        yield Mismatch(fault=Fault.TYPE, site=node.site, value=node.value, expected=node.type)
