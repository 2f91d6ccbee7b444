"""Examples as witnesses: whether a field holds one structure or a list of them, where the type's words and every
example disagree.

Pages say `Object` of lists and `Array` of objects (dozens of times each). What travels is what the examples
show, so they are believed, and the contradiction is reported. Pages also describe a map of free keys by a
table with the rows `key` and `value`: it is one where the examples show other keys. What is called an object,
is described by no table and is a plain value or null in every example may be any value; so may the items of a
list whose table is only found by its name, where every example has plain values, and what is called a plain
value and is an object or a list in every example. Items of a list of lists that are objects in every example
are items of one list. An integer of which an example shows a fraction is a number. Nothing else of a type is
changed by an example.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.links import LinkRecord, LinkStep
from docbind.model.spec import (
    Body,
    Direction,
    Example,
    ExampleKind,
    Field,
    JsonObject,
    JsonValue,
    Kind,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    Operation,
    Scalar,
    TypeRef,
    Unknown,
)

KEY_ROWS = frozenset({"key", "value", "key_val", "key_value", "keyval", "key-value", "key_n", "value_n"})
"""Names of rows that may stand for any key and its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    """One field in one example: was it a list, which keys had its object; `plain` tells that there was no object
    at all, only scalars or nulls, `fraction` that one was 0.5.
    """

    is_list: bool
    keys: frozenset[str]
    plain: bool
    fraction: bool
    value: JsonValue
    span: SourceSpan


def witnessed(
    operations: tuple[Operation, ...], models: tuple[Model, ...], links: Iterable[LinkRecord]
) -> tuple[tuple[Model, ...], tuple[Diagnostic, ...]]:
    """The models with the containers that all examples show, and a diagnostic for each that was changed.

    `links` tell how the fields found their structures.
    """
    by_name = {(link.wire_name, link.span) for link in links if link.step is LinkStep.FIELD_NAME}
    by_id = {model.id: model for model in models}
    seen: dict[tuple[str, str], list[_Sighting]] = {}
    for operation in operations:
        for body, example in pairs(operation):
            _walk(body.type, example, by_id, seen)
    diagnostics: list[Diagnostic] = []
    changed: list[Model] = []
    for model in models:
        fields = []
        for field in model.fields:
            sightings = seen.get((model.id, field.wire_name), [])
            values = tuple(sighting.value for sighting in sightings)
            open_type = _opened(field.type, values, sent=model.direction is not Direction.RESPONSE)
            if open_type != field.type:
                diagnostics.append(_no_plain_value(field, sightings[0].span))
                fields.append(replace(field, type=open_type))
                continue
            if sightings and all(sighting.plain for sighting in sightings):
                better = _of_any_value(field.type)
                fraction = next((sighting.span for sighting in sightings if sighting.fraction), None)
                if fraction is not None and (number := _number(better)) != better:
                    better = number
                    diagnostics.append(_fraction(field, fraction))
                named = (field.wire_name, field.span) in by_name and isinstance(better, ListOf)
                if named and all(sighting.is_list for sighting in sightings):
                    better = ListOf(Unknown(""))
                    diagnostics.append(_other_items(field, sightings[0].span))
                fields.append(replace(field, type=better))
                continue
            kinds = {sighting.is_list for sighting in sightings if not sighting.plain}
            better = _corrected(field.type, kinds.pop()) if len(kinds) == 1 else field.type
            if better != field.type:
                diagnostics.append(_contradiction(field, isinstance(better, ListOf), sightings[0].span))
            elif sightings and isinstance(better, ModelRef):
                better = _map_of(better, by_id[better.id], sightings)
            fields.append(replace(field, type=better))
        changed.append(replace(model, fields=tuple(fields)))
    return tuple(changed), tuple(diagnostics)


def pairs(operation: Operation) -> Iterator[tuple[Body, Example]]:
    """The examples of an operation that have a value, each with the body that it is an example of."""
    for example in operation.examples:
        if not example.has_value:
            continue
        if example.kind is ExampleKind.REQUEST:
            if operation.request is not None:
                yield operation.request, example
            continue
        bodies = {response.status: response.body for response in operation.responses}
        body = bodies.get(example.status) or (bodies.get(0) if example.status >= 400 else None)
        if body is not None:
            yield body, example


def _walk(
    root: TypeRef, example: Example, models: dict[str, Model], seen: dict[tuple[str, str], list[_Sighting]]
) -> None:
    queue: deque[tuple[TypeRef, JsonValue]] = deque([(root, example.value)])
    while queue:
        type_ref, value = queue.popleft()
        match type_ref:
            case ListOf(item=item) if isinstance(value, tuple):
                queue.extend((item, inner) for inner in value)
            case ListOf(item=item):
                queue.append((item, value))
            case MapOf(value=inner_type) if isinstance(value, JsonObject):
                queue.extend((inner_type, inner) for _, inner in value.members)
            case ModelRef(id=identity) if isinstance(value, JsonObject):
                fields = {field.wire_name: field for field in models[identity].fields}
                for key, inner in value.members:
                    field = fields.get(key)
                    if field is None:
                        continue
                    if inner not in ((), JsonObject(())):
                        seen.setdefault((identity, key), []).append(_sighting(inner, example.span))
                    queue.append((field.type, inner))
            case ModelRef() if isinstance(value, tuple):
                queue.extend((type_ref, inner) for inner in value)
            case _:
                continue


def _sighting(value: JsonValue, span: SourceSpan) -> _Sighting:
    items = value if isinstance(value, tuple) else (value,)
    keys = frozenset(name for name, _ in value.members) if isinstance(value, JsonObject) else frozenset[str]()
    plain = not any(isinstance(item, (tuple, JsonObject)) for item in items)
    fraction = any(isinstance(item, float) and not item.is_integer() for item in items)
    return _Sighting(
        is_list=isinstance(value, tuple), keys=keys, plain=plain, fraction=fraction, value=value, span=span
    )


def _number(type_ref: TypeRef) -> TypeRef:
    """The type with a number in the place of an integer."""
    match type_ref:
        case ListOf(item=item):
            return ListOf(_number(item))
        case Scalar(kind=Kind.INTEGER | Kind.LONG):
            return Scalar(Kind.NUMBER)
        case _:
            return type_ref


def _opened(type_ref: TypeRef, values: tuple[JsonValue, ...], *, sent: bool) -> TypeRef:
    """The type with any value in place of a plain one that is an object or a list wherever it stands, and with
    one list in place of two around objects.

    Of an answer a list of such values is a list; what is `sent` may be either.
    """
    match type_ref:
        case Scalar():
            shown = [value for value in values if value is not None]
            if not shown or not all(isinstance(value, (tuple, JsonObject)) for value in shown):
                return type_ref
            items = [inner for value in shown if isinstance(value, tuple) for inner in value]
            if sent or not all(isinstance(value, tuple) for value in shown):
                return Unknown("")
            plain = not any(isinstance(inner, (tuple, JsonObject)) for inner in items)
            return ListOf(type_ref if plain else Unknown(""))
        case ListOf(item=item):
            items = [inner for value in values if isinstance(value, tuple) for inner in value]
            objects = bool(items) and all(isinstance(inner, JsonObject) for inner in items)
            if isinstance(item, ListOf) and isinstance(item.item, ModelRef) and objects:
                return item
            if isinstance(item, Scalar) and any(isinstance(inner, (tuple, JsonObject)) for inner in items):
                return ListOf(Unknown(""))
            return ListOf(_opened(item, tuple(items), sent=sent)) if isinstance(item, ListOf) else type_ref
        case MapOf(value=Scalar() as item):
            inside = tuple(inner for value in values if isinstance(value, JsonObject) for _, inner in value.members)
            return MapOf(_opened(item, inside, sent=sent))
        case _:
            return type_ref


def _of_any_value(type_ref: TypeRef) -> TypeRef:
    """What is called an object, and is a plain value or null in every example, may be any value; so may the items of a list."""
    match type_ref:
        case Unknown():
            return Unknown("")
        case ListOf(item=Unknown()):
            return ListOf(Unknown(""))
        case _:
            return type_ref


def _corrected(type_ref: TypeRef, is_list: bool) -> TypeRef:
    match type_ref:
        case ModelRef() if is_list:
            return ListOf(type_ref)
        case Unknown(phrase=phrase) if is_list and phrase:
            return ListOf(Unknown(""))
        case ListOf(item=ModelRef() as item) if not is_list:
            return item
        case ListOf(item=Unknown()) if not is_list:
            return Unknown("Object")
        case _:
            return type_ref


def _map_of(type_ref: ModelRef, model: Model, sightings: list[_Sighting]) -> TypeRef:
    """A map, where the structure only has rows for "a key" and "its value" and no example uses these words as keys."""
    names = {field.wire_name for field in model.fields}
    if not names <= KEY_ROWS or any(sighting.keys & names or sighting.plain for sighting in sightings):
        return type_ref
    value = next((field.type for field in model.fields if "value" in field.wire_name), Scalar(Kind.STRING))
    return MapOf(value)


def _fraction(field: Field, example: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="type-contradicted",
        severity=Severity.NOTE,
        message=f"the type of {field.wire_name!r} says an integer, and an example shows a fraction; the example is believed",
        span=field.span,
        related=(example,),
        help="correct the type cell",
    )


def _other_items(field: Field, example: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="type-contradicted",
        severity=Severity.NOTE,
        message=f"a table is called like {field.wire_name!r}, and every example shows plain values in its list; the table is taken for another field's",
        span=field.span,
        related=(example,),
        help="say in the type cell what the items are",
    )


def _no_plain_value(field: Field, example: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="type-contradicted",
        severity=Severity.NOTE,
        message=f"the type of {field.wire_name!r} allows no objects or lists where every example shows them; the examples are believed",
        span=field.span,
        related=(example,),
        help="correct the type cell, or describe the structure in a table",
    )


def _contradiction(field: Field, is_list: bool, example: SourceSpan) -> Diagnostic:
    says, shows = ("one object", "a list") if is_list else ("a list", "one object")
    return Diagnostic(
        code="type-contradicted",
        severity=Severity.NOTE,
        message=f"the type of {field.wire_name!r} says {says}, and every example shows {shows}; the examples are believed",
        span=field.span,
        related=(example,),
        help="correct the type cell",
    )
