"""ServiceSpec → flat rows, one JSON object per operation, for audits and benchmarks.

A field's `name` is its dotted wire path: `tags[].key` for the items of a list, `labels{}.value` for the values of a map, `[].id` where the body itself is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from docbind.model.spec import (
    Body,
    Constraint,
    Field,
    Format,
    Items,
    Kind,
    Length,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Pattern,
    PresenceKind,
    Range,
    Reference,
    Scalar,
    ScalarValue,
    ServiceSpec,
    TypeRef,
    Unknown,
)

Row: TypeAlias = "dict[str, object]"

KIND_NAMES: dict[Kind, str] = {
    Kind.STRING: "string",
    Kind.INTEGER: "integer",
    Kind.LONG: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.BINARY: "string",
}

OBJECT_WORDS = re.compile(
    r"\b(json ?)?(objects?|dict|dictionary|json|map|structures?|structs?|references?)\b", re.IGNORECASE
)
"""What a type phrase says of an object whose fields no table lists."""

ERROR_PLACE = "4xx"
"""How the answer to any error without a stated status is called."""


def fields(spec: ServiceSpec) -> tuple[Row, ...]:
    """One row per operation, in the order of the pages; every value is plain JSON."""
    models = {model.id: model for model in spec.models}
    return tuple(_operation(operation, models) for operation in spec.operations)


def _operation(operation: Operation, models: Mapping[str, Model]) -> Row:
    rows: list[Row] = []
    for parameter in operation.parameters:
        rows += _rows(parameter.location.value, (parameter.field,), models)
    rows += _body("body", operation.request, models)
    for response in operation.responses:
        place = f"response:{response.status or ERROR_PLACE}"
        rows += _body(place, response.body, models)
        for header in response.headers:
            rows += _rows(f"{place}:header", (header,), models)
    return {
        "doc": operation.span.path,
        "method": operation.method,
        "path": operation.path,
        "aliases": list(operation.aliases),
        "deprecated": operation.deprecated,
        "success": [response.status for response in operation.responses if response.is_success],
        "paging": operation.paging.style.value if operation.paging is not None else "none",
        "fields": rows,
    }


def _body(place: str, body: Body | None, models: Mapping[str, Model]) -> Iterator[Row]:
    if body is None:
        return
    if isinstance(body.type, ModelRef):
        yield from _rows(place, models[body.type.id].fields, models)
        return
    shape = _shape(body.type)
    yield {"in": place, "name": shape.suffix, "type": shape.type, "items": shape.items, "required": None}
    for visit in _inner(body.type, "", models, ()):
        yield from _rows(place, (visit.field,), models, visit.prefix, visit.above)


@dataclass(frozen=True, slots=True)
class _Shape:
    type: str
    items: str | None
    suffix: str


def _shape(type_ref: TypeRef) -> _Shape:
    match type_ref:
        case Scalar(kind=kind):
            return _Shape(KIND_NAMES[kind], None, "")
        case ListOf(item=item):
            inner = _shape(item).type
            return _Shape("array", inner if inner != "any" else None, "[]")
        case MapOf():
            return _Shape("map", None, "{}")
        case ModelRef():
            return _Shape("object", None, "")
        case Unknown(phrase=phrase):
            return _Shape("object" if OBJECT_WORDS.search(phrase) else "any", None, "")
        case Reference():
            raise ValueError("a linked service holds no reference")
        case _:
            assert_never(type_ref)


@dataclass(frozen=True, slots=True)
class _Visit:
    """A field that is still to be shown: below which path, and inside which structures."""

    field: Field
    prefix: str
    above: tuple[str, ...]


def _rows(
    place: str, fields: Iterable[Field], models: Mapping[str, Model], prefix: str = "", above: tuple[str, ...] = ()
) -> Iterator[Row]:
    """Each field's own row, then those of what it holds; a structure below a field of its own kind is named and not opened again.

    Structures may be nested deeper than Python recurses, so the way back is a list.
    """
    pending = [_Visit(field, prefix, above) for field in fields][::-1]
    while pending:
        visit = pending.pop()
        name = visit.prefix + visit.field.wire_name
        yield _row(place, name, visit.field)
        pending += list(_inner(visit.field.type, name, models, visit.above))[::-1]


def _row(place: str, name: str, field: Field) -> Row:
    shape = _shape(field.type)
    row: Row = {"in": place, "name": name, "type": shape.type, "items": shape.items, "required": _required(field)}
    for constraint in field.constraints:
        row.update(_facts(constraint))
    if field.default is not None:
        row["default"] = field.default.value
    return row


def _inner(type_ref: TypeRef, name: str, models: Mapping[str, Model], above: tuple[str, ...]) -> Iterator[_Visit]:
    """The fields one structure further in."""
    match type_ref:
        case ListOf(item=item):
            yield from _inner(item, f"{name}[]", models, above)
        case MapOf(value=value):
            yield from _inner(value, f"{name}{{}}", models, above)
        case ModelRef(id=identity) if identity not in above:
            for field in models[identity].fields:
                yield _Visit(field, f"{name}.", (*above, identity))
        case _:
            return


def _required(field: Field) -> bool | None:
    """What the column says; a sentence that excuses some calls leaves its Yes standing."""
    match field.presence.kind:
        case PresenceKind.REQUIRED:
            return True
        case PresenceKind.OPTIONAL:
            return False
        case PresenceKind.CONDITIONAL:
            return field.presence.beside_yes
        case PresenceKind.UNSTATED:
            return None
        case _:
            assert_never(field.presence.kind)


def _facts(constraint: Constraint) -> dict[str, object]:
    match constraint:
        case Length(minimum=minimum, maximum=maximum):
            return _present(min_length=minimum, max_length=maximum)
        case Range(minimum=minimum, maximum=maximum):
            return _present(minimum=minimum, maximum=maximum)
        case Items(minimum=minimum, maximum=maximum):
            return _present(min_items=minimum, max_items=maximum)
        case Pattern(regex=regex):
            return {"pattern": regex}
        case OneOf(values=values):
            return {"enum": list[ScalarValue](values)}
        case Format():
            return {}
        case _:
            assert_never(constraint)


def _present(**facts: int | float | None) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value is not None}
