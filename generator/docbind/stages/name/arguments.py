"""The parameters and the body of an operation → the arguments of its method.

The fields of a JSON object, or of the root element of an XML document, are arguments of their own. The body is one
argument `body` where it is no object with documented fields, or where one of its fields has the wire name of a
parameter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docbind.dialect.targets import CLIENT_PLACEHOLDER
from docbind.model.names import MemberName
from docbind.model.spec import Field, Location, Model, ModelRef, OneOf, Operation, Parameter, PresenceKind
from docbind.resources import reserved_names
from docbind.stages.name.members import member_names
from docbind.stages.name.targets import is_target
from docbind.unpacking import is_text

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """See `OperationNames`. `published` are all arguments by wire name, for the lock."""

    parameters: tuple[MemberName | None, ...]
    fields: tuple[MemberName, ...]
    body: MemberName | None
    wires: tuple[tuple[str, MemberName], ...]
    published: tuple[tuple[str, MemberName], ...]


def arguments(
    operation: Operation, models: Mapping[str, Model], published: Mapping[str, str], kept: frozenset[str]
) -> Arguments:
    """The arguments of one operation; `published` are the names that the lock holds for them, by wire name, and `kept`
    is where the service keeps projects, see `kept_projects`.
    """
    reserved = reserved_names().arguments
    sent = [_is_argument(operation, index, kept) for index in range(len(operation.parameters))]
    wires: dict[str, str] = {}
    keys: list[str | None] = []
    seen: set[str] = set()
    for parameter, is_sent in zip(operation.parameters, sent, strict=True):
        wire = parameter.field.wire_name
        renamed = is_sent and parameter.location is Location.PATH and _is_elsewhere(operation, wire, sent)
        key = f"{wire}/path" if renamed else wire
        keys.append(key if is_sent and key not in seen else None)
        seen.add(key)
        if renamed:
            wires[wire] = key
    fields = _body_fields(operation, models, frozenset(key for key in keys if key is not None))
    every = [key for key in keys if key is not None] + [field.wire_name for field in fields]
    whole = operation.request is not None and not fields
    taken = reserved | ({"body"} if whole else frozenset())
    bare = [key for key, one in zip(keys, operation.parameters, strict=True) if key is not None and _is_bare(one)]
    said = [key for key in every if key not in bare]
    held = {published[key] for key in bare if key in published}
    names = dict(zip(said, member_names(said, reserved=taken | held, published=published), strict=True))
    names |= zip(bare, member_names(bare, reserved=taken | set(names.values()), published=published), strict=True)
    return Arguments(
        parameters=tuple(names[key] if key is not None else None for key in keys),
        fields=tuple(names[field.wire_name] for field in fields),
        body=MemberName("body") if whole else None,
        wires=tuple((wire, names[key]) for wire, key in wires.items()),
        published=tuple((key, names[key]) for key in every),
    )


def _is_argument(operation: Operation, index: int, kept: frozenset[str]) -> bool:
    """The client sends its own headers and its project, unless the call is about one; a path parameter without a
    placeholder is not sent; of two equal rows the first counts.
    """
    parameter = operation.parameters[index]
    wire = parameter.field.wire_name
    earlier = operation.parameters[:index]
    match parameter.location:
        case Location.HOST:
            return all(other.location is not Location.HOST for other in earlier)
        case Location.HEADER:
            return wire.lower() not in reserved_names().client_headers and all(
                wire.lower() != other.field.wire_name.lower() for other in earlier if other.location is Location.HEADER
            )
        case Location.PATH:
            placeholders = PLACEHOLDER.findall(operation.path)
            unique = all(wire != other.field.wire_name for other in earlier if other.location is Location.PATH)
            return wire in placeholders and unique and (wire != CLIENT_PLACEHOLDER or is_target(operation, kept))
        case Location.QUERY:
            return all(wire != other.field.wire_name for other in earlier if other.location is Location.QUERY)


def _is_bare(parameter: Parameter) -> bool:
    """Whether it is sent as a name alone, as in `?acl`: callers say nothing by it, so that its name gives way to all
    others.
    """
    values = [rule.values for rule in parameter.field.constraints if isinstance(rule, OneOf)]
    required = parameter.field.presence.kind is PresenceKind.REQUIRED
    return parameter.location is Location.QUERY and required and values == [("",)]


def _is_elsewhere(operation: Operation, wire: str, sent: list[bool]) -> bool:
    """Whether another parameter travels under the same name."""
    return any(
        is_sent and other.location is not Location.PATH and other.field.wire_name == wire
        for other, is_sent in zip(operation.parameters, sent, strict=True)
    )


def _body_fields(operation: Operation, models: Mapping[str, Model], wires: frozenset[str]) -> tuple[Field, ...]:
    """The fields that are arguments of their own; none where the body stays whole."""
    body = operation.request
    if body is None or not isinstance(body.type, ModelRef) or is_text(body, models):
        return ()
    model = models.get(body.type.id)
    if model is None or any(field.wire_name in wires for field in model.fields):
        return ()
    return model.fields
