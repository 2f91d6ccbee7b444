"""Models of equal name and shape → one model. Request and response copies are one where they do not differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docbind.model.spec import (
    Body,
    Constraint,
    Direction,
    Field,
    Format,
    Items,
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
    TypeRef,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The operations and models after equal models have become one; `kept` tells which one each has become."""

    operations: tuple[Operation, ...]
    models: tuple[Model, ...]
    kept: Mapping[str, str]


def share(operations: tuple[Operation, ...], models: tuple[Model, ...]) -> Shared:
    """Finds the coarsest grouping in which two models are one exactly if their names, fields and the models behind them are; keeps the first of each group."""
    models = _reachable(operations, models)
    errors = _error_bodies(operations)
    named = tuple(replace(model, name="ErrorBody") if model.id in errors else model for model in models)
    groups = _groups(named, errors)
    first: dict[int, Model] = {}
    directions: dict[int, set[Direction]] = {}
    for model in named:
        group = groups[model.id]
        first.setdefault(group, model)
        directions.setdefault(group, set()).add(model.direction)
    kept = {identity: first[group].id for identity, group in groups.items()}
    shared = []
    for group, model in first.items():
        seen = directions[group]
        direction = next(iter(seen)) if len(seen) == 1 else Direction.BOTH
        fields = tuple(replace(field, type=_renamed(field.type, kept)) for field in model.fields)
        shared.append(replace(model, fields=fields, direction=direction))
    return Shared(
        operations=tuple(_operation(operation, kept) for operation in operations), models=tuple(shared), kept=kept
    )


def _reachable(operations: tuple[Operation, ...], models: tuple[Model, ...]) -> tuple[Model, ...]:
    """The models that some operation still leads to."""
    by_id = {model.id: model for model in models}
    queue = [
        identity
        for operation in operations
        for type_ref in (
            *(body.type for body in (operation.request, *(response.body for response in operation.responses)) if body),
            *(parameter.field.type for parameter in operation.parameters),
            *(header.type for response in operation.responses for header in response.headers),
        )
        for identity in _models_in(type_ref)
    ]
    reached: set[str] = set()
    while queue:
        identity = queue.pop()
        if identity not in reached:
            reached.add(identity)
            queue += [inner for field in by_id[identity].fields for inner in _models_in(field.type)]
    return tuple(model for model in models if model.id in reached)


def _error_bodies(operations: tuple[Operation, ...]) -> frozenset[str]:
    found: set[str] = set()
    good: set[str] = set()
    for operation in operations:
        for response in operation.responses:
            if response.body is not None and isinstance(response.body.type, ModelRef):
                (found if response.status == 0 or response.status >= 400 else good).add(response.body.type.id)
    return frozenset(found - good)


def _groups(models: tuple[Model, ...], errors: frozenset[str]) -> dict[str, int]:
    """Model id → number of its group: refined until no group splits any more."""
    own = {model.id: _signature(model, errors) for model in models}
    references = {model.id: tuple(ref for field in model.fields for ref in _models_in(field.type)) for model in models}
    colours: dict[str, int] = dict.fromkeys(own, 0)
    count = 0
    while True:
        numbers: dict[tuple[object, ...], int] = {}
        fresh: dict[str, int] = {}
        for identity, signature in own.items():
            key = (signature, tuple(colours[ref] for ref in references[identity]))
            fresh[identity] = numbers.setdefault(key, len(numbers))
        colours = fresh
        if len(numbers) == count:
            return colours
        count = len(numbers)


def _signature(model: Model, errors: frozenset[str]) -> tuple[object, ...]:
    """What must be equal besides the models behind the fields. A body without a documented name is its operation's own; an error body is everyone's."""
    identity = model.id if model.root and model.id not in errors else model.name
    return (identity, model.open, tuple(_field_signature(field) for field in model.fields))


def _field_signature(field: Field) -> tuple[object, ...]:
    return (
        field.wire_name,
        _skeleton(field.type),
        field.presence.kind is PresenceKind.REQUIRED,
        tuple(_constraint_signature(constraint) for constraint in field.constraints),
        field.default.value if field.default is not None else None,
        field.marks,
    )


def _constraint_signature(constraint: Constraint) -> tuple[object, ...]:
    match constraint:
        case Length() | Items():
            return (type(constraint).__name__, constraint.minimum, constraint.maximum)
        case Range():
            return (
                "Range",
                constraint.minimum,
                constraint.maximum,
                constraint.exclusive_minimum,
                constraint.exclusive_maximum,
            )
        case Pattern(regex=regex):
            return ("Pattern", regex)
        case OneOf(values=values):
            return ("OneOf", tuple((type(value).__name__, value) for value in values))
        case Format(name=name):
            return ("Format", name)


def _skeleton(type_ref: TypeRef) -> TypeRef:
    match type_ref:
        case ListOf(item=inner):
            return ListOf(_skeleton(inner))
        case MapOf(value=inner):
            return MapOf(_skeleton(inner))
        case ModelRef():
            return ModelRef("")
        case _:
            return type_ref


def _models_in(type_ref: TypeRef) -> Iterator[str]:
    match type_ref:
        case ListOf(item=inner) | MapOf(value=inner):
            yield from _models_in(inner)
        case ModelRef(id=identity):
            yield identity
        case _:
            return


def _renamed(type_ref: TypeRef, kept: dict[str, str]) -> TypeRef:
    match type_ref:
        case ListOf(item=inner):
            return ListOf(_renamed(inner, kept))
        case MapOf(value=inner):
            return MapOf(_renamed(inner, kept))
        case ModelRef(id=identity):
            return ModelRef(kept[identity])
        case _:
            return type_ref


def _operation(operation: Operation, kept: dict[str, str]) -> Operation:
    def body(found: Body | None) -> Body | None:
        return replace(found, type=_renamed(found.type, kept)) if found is not None else None

    return replace(
        operation,
        request=body(operation.request),
        responses=tuple(
            replace(
                response,
                body=body(response.body),
                headers=tuple(replace(field, type=_renamed(field.type, kept)) for field in response.headers),
            )
            for response in operation.responses
        ),
        parameters=tuple(
            replace(parameter, field=replace(parameter.field, type=_renamed(parameter.field.type, kept)))
            for parameter in operation.parameters
        ),
    )
