"""The service while it is corrected: its operations and structures by id, and the lists of fields that an
erratum may touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from docbind.model.erratum import Part, Place
from docbind.model.spec import (
    Body,
    Direction,
    Field,
    ListOf,
    Location,
    MapOf,
    Model,
    ModelRef,
    Operation,
    Parameter,
    Response,
    ServiceSpec,
    TypeRef,
)

MADE = "#erratum"
"""What tells the ids of structures that errata have made; no page's label has it."""


@dataclass(slots=True)
class Draft:
    """`operations` and `models` keep the order of the service; `made` counts the structures that errata have made."""

    spec: ServiceSpec
    operations: dict[str, Operation]
    models: dict[str, Model]
    made: int = 0

    @classmethod
    def of(cls, spec: ServiceSpec) -> Draft:
        return cls(
            spec=spec,
            operations={operation.id: operation for operation in spec.operations},
            models={model.id: model for model in spec.models},
        )

    def add_model(self, model: Model) -> ModelRef:
        """Takes a new structure in, under an id of its own."""
        self.made += 1
        identity = f"{model.id}{MADE}{self.made}"
        self.models[identity] = replace(model, id=identity)
        return ModelRef(identity)

    def uses(self, model: str) -> frozenset[tuple[str, str]]:
        """Where a structure travels: operations by id, each with what of it leads there."""
        return frozenset(
            (one.id, use)
            for one in self.operations.values()
            for use, types in _by_use(one)
            if model in self.reached(types)
        )

    def reached(self, types: Iterable[TypeRef]) -> set[str]:
        """The ids of the structures in and behind these types."""
        queue = [identity for type_ref in types for identity in models_in(type_ref)]
        found: set[str] = set()
        while queue:
            identity = queue.pop()
            if identity not in found and identity in self.models:
                found.add(identity)
                queue += [inner for field in self.models[identity].fields for inner in models_in(field.type)]
        return found

    def finished(self) -> ServiceSpec:
        """The corrected service: the structures that an operation still leads to, each with the directions in
        which it travels. A request whose last field is gone has no body.
        """
        filled = {model.id for model in self.spec.models if model.fields}
        for operation in self.operations.values():
            body = operation.request.type if operation.request is not None else None
            if isinstance(body, ModelRef) and body.id in filled and not self.models[body.id].fields:
                self.operations[operation.id] = replace(operation, request=None)
        sent = self.reached(type_ref for one in self.operations.values() for type_ref in _sent(one))
        answered = self.reached(type_ref for one in self.operations.values() for type_ref in _answered(one))
        models = tuple(
            replace(model, direction=_direction(model, sent, answered))
            for model in self.models.values()
            if model.id in sent | answered
        )
        unused = tuple(struct for struct in self.spec.unused if struct.id not in sent | answered)
        return replace(self.spec, operations=tuple(self.operations.values()), models=models, unused=unused)


def _direction(model: Model, sent: set[str], answered: set[str]) -> Direction:
    """Nothing is taken from what the pages say; what errata lead to from elsewhere is added.

    What errata have made travels as it is used.
    """
    if MADE in model.id and not (model.id in sent and model.id in answered):
        return Direction.REQUEST if model.id in sent else Direction.RESPONSE
    missing = (model.direction is Direction.RESPONSE and model.id in sent) or (
        model.direction is Direction.REQUEST and model.id in answered
    )
    return Direction.BOTH if missing else model.direction


def types_of(operation: Operation) -> Iterator[TypeRef]:
    yield from _sent(operation)
    yield from _answered(operation)


def _sent(operation: Operation) -> Iterator[TypeRef]:
    yield from (parameter.field.type for parameter in operation.parameters)
    if operation.request is not None:
        yield operation.request.type


def _answered(operation: Operation) -> Iterator[TypeRef]:
    for response in operation.responses:
        yield from (header.type for header in response.headers)
        if response.body is not None:
            yield response.body.type


def use_of(place: Place) -> str:
    """What of an operation a place is in, as `Draft.uses` tells it."""
    if place.part is Part.RESPONSE:
        return f"response {place.status}"
    return "request" if place.part is Part.BODY else "parameters"


def _by_use(operation: Operation) -> Iterator[tuple[str, list[TypeRef]]]:
    yield "parameters", [parameter.field.type for parameter in operation.parameters]
    yield "request", [operation.request.type] if operation.request is not None else []
    for response in operation.responses:
        types = [header.type for header in response.headers]
        yield f"response {response.status}", [*types, *([response.body.type] if response.body is not None else [])]


def models_in(type_ref: TypeRef) -> Iterator[str]:
    innermost_ = innermost(type_ref)
    if isinstance(innermost_, ModelRef):
        yield innermost_.id


def innermost(type_ref: TypeRef) -> TypeRef:
    """What lists and maps hold in the end."""
    while isinstance(type_ref, (ListOf, MapOf)):
        type_ref = type_ref.item if isinstance(type_ref, ListOf) else type_ref.value
    return type_ref


def with_innermost(type_ref: TypeRef, inner: TypeRef) -> TypeRef:
    """The same lists and maps around another type."""
    match type_ref:
        case ListOf(item=item):
            return ListOf(with_innermost(item, inner))
        case MapOf(value=value):
            return MapOf(with_innermost(value, inner))
        case _:
            return inner


# --- lists of fields -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ModelFields:
    """The fields of a structure."""

    model: str

    def get(self, draft: Draft) -> tuple[Field, ...]:
        return draft.models[self.model].fields

    def put(self, draft: Draft, fields: tuple[Field, ...]) -> None:
        draft.models[self.model] = replace(draft.models[self.model], fields=fields)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of an operation in one location."""

    operation: str
    location: Location

    def get(self, draft: Draft) -> tuple[Field, ...]:
        return tuple(one.field for one in draft.operations[self.operation].parameters if one.location is self.location)

    def put(self, draft: Draft, fields: tuple[Field, ...]) -> None:
        """Parameters of other locations keep their places; what is new comes last."""
        operation = draft.operations[self.operation]
        others = tuple(one for one in operation.parameters if one.location is not self.location)
        before = tuple(one for one in operation.parameters if one.location is self.location)
        known = {one.field.wire_name: one for one in before}
        if len(fields) == len(before):
            known = {field.wire_name: one for field, one in zip(fields, before, strict=True)}
        own = tuple(self._parameter(field, known.get(field.wire_name)) for field in fields)
        kept: tuple[Parameter, ...] = (*others, *own)
        if len(fields) == len(before):
            waiting = iter(own)
            kept = tuple(next(waiting) if one.location is self.location else one for one in operation.parameters)
        draft.operations[self.operation] = replace(operation, parameters=kept)

    def _parameter(self, field: Field, before: Parameter | None) -> Parameter:
        """The parameter of a field, which travels as the one `before` did."""
        return replace(before, field=field) if before is not None else Parameter(location=self.location, field=field)


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of one response."""

    operation: str
    status: int

    def get(self, draft: Draft) -> tuple[Field, ...]:
        return next(
            (one.headers for one in draft.operations[self.operation].responses if one.status == self.status), ()
        )

    def put(self, draft: Draft, fields: tuple[Field, ...]) -> None:
        put_response(draft, self.operation, self.status, lambda response: replace(response, headers=fields))


Fields: TypeAlias = ModelFields | Parameters | Headers


# --- bodies ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BodyOf:
    """The body of an operation's request (`status` None) or of one of its responses."""

    operation: str
    status: int | None

    def get(self, draft: Draft) -> Body | None:
        operation = draft.operations[self.operation]
        if self.status is None:
            return operation.request
        return next((one.body for one in operation.responses if one.status == self.status), None)

    def put(self, draft: Draft, body: Body) -> None:
        if self.status is None:
            draft.operations[self.operation] = replace(draft.operations[self.operation], request=body)
        else:
            put_response(draft, self.operation, self.status, lambda response: replace(response, body=body))


def put_response(draft: Draft, operation: str, status: int, change: Callable[[Response], Response]) -> None:
    """Changes the first response of a status."""
    responses = list(draft.operations[operation].responses)
    for position, response in enumerate(responses):
        if response.status == status:
            responses[position] = change(response)
            break
    draft.operations[operation] = replace(draft.operations[operation], responses=tuple(responses))
