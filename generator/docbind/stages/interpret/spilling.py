"""Flat tables that list the fields of an inner object as siblings of its own row: the examples tell where they belong.

A container row that nothing else on the page describes takes the rows that the examples show inside it and never beside it. Where the examples show nothing beside it and
most rows inside it, it is the wrapper of the whole table, and takes the rows that no example shows as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Example, Field, JsonObject, JsonValue
from docbind.stages.interpret.containers import inlined, is_unlinked, references


@dataclass(frozen=True, slots=True, kw_only=True)
class SpilledStruct:
    """The fields that a flat table lists behind their container's row."""

    id: str
    name: str
    fields: tuple[Field, ...]
    span: SourceSpan


def gathered(
    fields: tuple[Field, ...], examples: tuple[Example, ...], described: set[str]
) -> tuple[tuple[Field, ...], tuple[SpilledStruct, ...]]:
    """(the fields of the table's own level, the structures that the rows behind them describe). `described` are the names of the page's structure tables."""
    return _level(fields, tuple(example.value for example in examples), described)


def _level(
    fields: tuple[Field, ...], values: tuple[JsonValue, ...], described: set[str]
) -> tuple[tuple[Field, ...], tuple[SpilledStruct, ...]]:
    objects = tuple(value for value in values if isinstance(value, JsonObject))
    beside = {key for value in objects for key, _ in value.members}
    own = list(fields)
    moved: set[int] = set()
    structs: list[SpilledStruct] = []
    for field in fields:
        if id(field) in moved or _is_described(field, described):
            continue
        inside = tuple(_inside(objects, field.wire_name))
        only_inside = {key for value in inside for key, _ in value.members} - beside
        if not only_inside or not any(other.wire_name in only_inside for other in own if other is not field):
            continue
        only_inside |= {
            key for value in inside for _, inner in value.members for item in _objects(inner) for key, _ in item.members
        } - beside
        members = tuple(other for other in own if other is not field and other.wire_name in only_inside)
        if beside == {field.wire_name} and len(members) * 2 >= len(own) - 1:
            members = tuple(other for other in own if other is not field)
        inner_fields, inner_structs = _level(members, inside, described)
        span = members[0].span
        identity = f"{span.path}:{span.first_line}:{field.wire_name}"
        structs += [SpilledStruct(id=identity, name=field.wire_name, fields=inner_fields, span=span), *inner_structs]
        moved.update(map(id, members))
        own = [
            replace(other, type=inlined(other.type, identity)) if other is field else other
            for other in own
            if id(other) not in moved
        ]
    return tuple(own), tuple(structs)


def _is_described(field: Field, described: set[str]) -> bool:
    """Is it no container, or one that a link leads from or a table of the page names? A name that only other pages know describes nothing here."""
    if not is_unlinked(field.type) or field.wire_name in described:
        return True
    return any(reference.text_labels or reference.name in described for reference in references(field.type))


def _inside(objects: tuple[JsonObject, ...], name: str) -> Iterator[JsonObject]:
    for value in objects:
        for key, inner in value.members:
            if key == name:
                yield from _objects(inner)


def _objects(value: JsonValue) -> Iterator[JsonObject]:
    if isinstance(value, JsonObject):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, JsonObject):
                yield item
