"""Flat tables that list the fields of an inner object as siblings of its own row: the examples tell where they
belong.

A container row that nothing else describes takes the rows that the examples show inside it and never beside
it. Of rows that no example of the message shows, it takes

- those that the examples of the other message, the answer of a request, show inside the same container and never beside it;
- those that stand between its own row and the last one that is known to be inside it: a table lists an object in one piece;
- all, where the examples show nothing beside it and most rows inside it: it is the wrapper of the whole table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    fields: tuple[Field, ...],
    examples: tuple[Example, ...],
    described: set[str],
    others: tuple[Example, ...] = (),
) -> tuple[tuple[Field, ...], tuple[SpilledStruct, ...]]:
    """(the fields of the table's own level, the structures that the rows behind them describe).

    `described` are the names of the page's structure tables, `others` the examples of the message that goes
    the other way.
    """
    shown = _Shown(_objects_of(example.value for example in examples), _objects_of(example.value for example in others))
    return _level(fields, shown, described)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the examples of the message itself show at one level, and those of the other message."""

    own: tuple[JsonObject, ...]
    others: tuple[JsonObject, ...]

    def inside(self, name: str) -> _Shown:
        """The same of the objects in a container.

        The other message tells nothing where this one shows the container without an object.
        """
        plain = any(key == name and not _speaks_of_objects(value) for item in self.own for key, value in item.members)
        own, others = tuple(_inside(self.own, name)), tuple(_inside(self.others, name))
        return _Shown(own, () if plain else others)

    def beside(self) -> tuple[set[str], set[str]]:
        """The keys at this level: in the message itself, and in either."""
        own = _keys(self.own)
        return own, own | _keys(self.others)


def _level(
    fields: tuple[Field, ...], shown: _Shown, described: set[str]
) -> tuple[tuple[Field, ...], tuple[SpilledStruct, ...]]:
    here, anywhere = shown.beside()
    own = list(fields)
    moved: set[int] = set()
    structs: list[SpilledStruct] = []
    for field in fields:
        if id(field) in moved or _is_described(field, described):
            continue
        inside = shown.inside(field.wire_name)
        first = (_keys(inside.own) - here) | (_keys(inside.others) - anywhere)
        if not any(other.wire_name in first for other in own if other is not field):
            continue
        known = first | (_deeper(inside.own) - here) | (_deeper(inside.others) - anywhere)
        members = _members(own, field, known, anywhere)
        if here == {field.wire_name} and len(members) * 2 >= len(own) - 1:
            members = tuple(other for other in own if other is not field and other.wire_name not in anywhere)
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
    """Is it no container, or one that a link leads from or a table of the page names?

    A name that only other pages know describes nothing here.
    """
    if not is_unlinked(field.type) or field.wire_name in described:
        return True
    return any(reference.text_labels or reference.name in described for reference in references(field.type))


def _members(own: list[Field], container: Field, known: set[str], beside: set[str]) -> tuple[Field, ...]:
    """The rows that are known to be inside a container, and those between its own row and the last of these,
    unless the examples show one of them beside it.
    """
    opens = next(index for index, field in enumerate(own) if field is container)
    inside = [index for index, field in enumerate(own) if field is not container and field.wire_name in known]
    between = range(opens + 1, inside[-1])
    in_one_piece = inside[0] > opens and not any(own[index].wire_name in beside - known for index in between)
    return tuple(field for index, field in enumerate(own) if index in inside or (in_one_piece and index in between))


def _keys(objects: Iterable[JsonObject]) -> set[str]:
    return {key for value in objects for key, _ in value.members}


def _deeper(objects: Iterable[JsonObject]) -> set[str]:
    """The keys of the objects inside these."""
    return _keys(_objects_of(inner for value in objects for _, inner in value.members))


def _inside(objects: Iterable[JsonObject], name: str) -> Iterator[JsonObject]:
    for value in objects:
        for key, inner in value.members:
            if key == name:
                yield from _objects(inner)


def _objects_of(values: Iterable[JsonValue]) -> tuple[JsonObject, ...]:
    return tuple(item for value in values for item in _objects(value))


def _objects(value: JsonValue) -> Iterator[JsonObject]:
    if isinstance(value, JsonObject):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, JsonObject):
                yield item


def _speaks_of_objects(value: JsonValue) -> bool:
    """Is it an object, a list of them, or empty, and no plain value?"""
    return isinstance(value, JsonObject) or value in (None, ()) or bool(tuple(_objects(value)))
