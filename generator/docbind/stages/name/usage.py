"""Where each structure is used: which operations reach it on which side, through which fields, and whether anything refers to it as a class."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docbind.model.spec import Direction, ListOf, MapOf, Model, ModelRef, Operation, TypeRef
from docbind.unpacking import is_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One operation's use of a structure. `path` are the structures and fields on the shortest way from the body; `status` is 0 for a request."""

    operation: str
    side: Direction
    status: int
    path: tuple[str, ...]
    parent: str


def uses(
    operations: tuple[Operation, ...], models: Mapping[str, Model], flattened: frozenset[str]
) -> dict[str, tuple[Use, ...]]:
    """The uses of every structure that becomes a class, by `Model.id`. `flattened` are operations whose body's fields are arguments."""
    found: dict[str, dict[tuple[str, Direction, int], Use]] = {}
    for operation in operations:
        for side, status, body in _bodies(operation, models):
            open_fields: deque[tuple[TypeRef, tuple[str, ...], str]] = deque()
            if side is Direction.REQUEST and operation.id in flattened and isinstance(body, ModelRef):
                open_fields.extend((field.type, (field.wire_name,), "") for field in models[body.id].fields)
            else:
                open_fields.append((body, (), ""))
            _reach(open_fields, operation.id, side, status, models, found)
        parameters: deque[tuple[TypeRef, tuple[str, ...], str]] = deque(
            (parameter.field.type, (parameter.field.wire_name,), "") for parameter in operation.parameters
        )
        _reach(parameters, operation.id, Direction.REQUEST, 0, models, found)
    return {identity: tuple(by_use.values()) for identity, by_use in found.items()}


def _bodies(operation: Operation, models: Mapping[str, Model]) -> Iterator[tuple[Direction, int, TypeRef]]:
    if operation.request is not None and not is_text(operation.request, models):
        yield Direction.REQUEST, 0, operation.request.type
    for response in operation.responses:
        if response.body is not None and not is_text(response.body, models):
            yield Direction.RESPONSE, response.status, response.body.type


def _reach(
    waiting: deque[tuple[TypeRef, tuple[str, ...], str]],
    operation: str,
    side: Direction,
    status: int,
    models: Mapping[str, Model],
    found: dict[str, dict[tuple[str, Direction, int], Use]],
) -> None:
    """Breadth first, so that the first way to a structure is a shortest one; a structure may contain itself."""
    while waiting:
        type_ref, path, parent = waiting.popleft()
        identity = _model_in(type_ref)
        if identity is None or identity not in models:
            continue
        by_use = found.setdefault(identity, {})
        if (operation, side, status) in by_use:
            continue
        by_use[operation, side, status] = Use(operation=operation, side=side, status=status, path=path, parent=parent)
        waiting.extend(
            (field.type, (*path, field.wire_name), models[identity].name) for field in models[identity].fields
        )


def _model_in(type_ref: TypeRef) -> str | None:
    while isinstance(type_ref, ListOf | MapOf):
        type_ref = type_ref.item if isinstance(type_ref, ListOf) else type_ref.value
    return type_ref.id if isinstance(type_ref, ModelRef) else None
