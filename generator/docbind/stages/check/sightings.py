"""Every documented example of a service, compared with what the tables say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docbind.dialect.samples import ERROR_KEYS
from docbind.model.spec import (
    Body,
    Example,
    ExampleKind,
    JsonObject,
    JsonValue,
    Kind,
    ListOf,
    Location,
    Model,
    ModelRef,
    Operation,
    PresenceKind,
    Scalar,
    ServiceSpec,
    TypeRef,
)
from docbind.stages.check.limits import is_other_notation
from docbind.stages.check.oddities import UNDOCUMENTED_BODY, Oddity, other_method, other_path, other_status
from docbind.stages.check.request_line import RequestLine, is_elsewhere, path_values, read_request_line
from docbind.stages.check.values import Fault, Kept, Mismatch, Observation, Place, Site, compare, is_sample

LONGEST_NUMBER = 300
"""Digits of a number in a request line that is read as one."""

ANY_ERROR = 0
"""The status of a response that stands for every error without one of its own."""

_NUMBERED = re.compile(r"(?:\.\d+|\[\d*\])$")
"""How a query name is numbered where the parameter may be sent several times: `dim.0`, `tags[]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One example, where its values leave the tables, and where they keep a constraint."""

    operation: Operation
    example: Example
    mismatches: tuple[Mismatch, ...]
    kept: tuple[Kept, ...]
    oddities: tuple[Oddity, ...]


def operation_owner(operation: Operation) -> str:
    """The owner of an operation's parameters in a `Place`."""
    return f"operation:{operation.id}"


def sightings(spec: ServiceSpec, models: Mapping[str, Model]) -> Iterator[Sighting]:
    """Each example of each operation, in their order."""
    error_keys = _error_keys(spec.operations, models)
    for operation in spec.operations:
        for example in operation.examples:
            match example.kind:
                case ExampleKind.REQUEST:
                    yield _request(operation, example, models)
                case ExampleKind.RESPONSE:
                    yield _response(operation, example, models, error_keys)


# --- requests --------------------------------------------------------------------------------------------------------


def _request(operation: Operation, example: Example, models: Mapping[str, Model]) -> Sighting:
    found: list[Observation] = []
    oddities: list[Oddity] = []
    if example.method and example.method != operation.method:
        oddities.append(other_method(operation, example))
    if example.method:
        line = read_request_line(example.url)
        values = path_values(operation, line.path)
        if values is None:
            oddities.append(other_path(operation, line.path))
            if is_elsewhere(operation, line.path):
                return _sighting(operation, example, (), oddities)
        else:
            found += _path(operation, values, models)
            found += _query(operation, line, models)
    if example.has_value:
        if operation.request is not None:
            found += _body(example, operation.request, models)
        elif not _is_empty(example.value):
            oddities.append(UNDOCUMENTED_BODY)
    return _sighting(operation, example, found, oddities)


def _path(
    operation: Operation, values: tuple[tuple[str, str], ...], models: Mapping[str, Model]
) -> Iterator[Observation]:
    sites = _sites(operation, Location.PATH)
    for name, text in values:
        if name in sites:
            yield from _outside_of_body(text, *sites[name], models)


def _query(operation: Operation, line: RequestLine, models: Mapping[str, Model]) -> Iterator[Observation]:
    """What a request line leaves out is a witness as much as what it says, also where it has no query string."""
    sites = _sites(operation, Location.QUERY)
    pairs = tuple((name if name in sites else _NUMBERED.sub("", name), text) for name, text in line.query)
    written = {name for name, _ in pairs}
    missing = tuple(name for name in sites if name not in written)
    for name in missing:
        site, _ = sites[name]
        if site.field is not None and site.field.presence.kind is PresenceKind.REQUIRED:
            yield Mismatch(fault=Fault.ABSENT, site=site)
    for name, text in pairs:
        if name in sites:
            yield from _parameter([other for given, other in pairs if given == name], text, *sites[name], models)
        elif not is_sample(name):
            site = Site(path=f"query {name}", span=operation.span, place=Place(operation_owner(operation), -1))
            yield Mismatch(fault=Fault.UNKNOWN, site=site, value=text, candidates=missing)


def _parameter(
    texts: list[str], text: str, site: Site, type: TypeRef, models: Mapping[str, Model]
) -> Iterator[Observation]:
    """One value of a query parameter; `texts` are all that the line gives it, and several are a list."""
    if isinstance(type, Scalar) and len(texts) > 1:
        yield Mismatch(fault=Fault.TYPE, site=site, value=tuple(texts), expected=type)
    else:
        yield from _outside_of_body(text, site, type, models)


def _sites(operation: Operation, location: Location) -> dict[str, tuple[Site, TypeRef]]:
    """The parameters at a location by name: where they stand, and their types."""
    owner = operation_owner(operation)
    found: dict[str, tuple[Site, TypeRef]] = {}
    for position, parameter in enumerate(operation.parameters):
        if parameter.location is location:
            field = parameter.field
            path = f"{location.value} {field.wire_name}"
            site = Site(path=path, span=field.span, place=Place(owner, position), field=field)
            found[field.wire_name] = (site, field.type)
    return found


def _outside_of_body(text: str, site: Site, type: TypeRef, models: Mapping[str, Model]) -> Iterator[Observation]:
    """Outside of the body everything is text: what spells a value of the documented type is one."""
    if is_sample(text) or "%" in text:
        return
    match type:
        case Scalar(kind=kind):
            yield from compare(_spelled(kind, text), type, site, models)
        case ListOf(item=Scalar(kind=kind) as item):
            for one in text.split(","):
                yield from compare(_spelled(kind, one), item, site, models)
        case _:
            return


def _spelled(kind: Kind, text: str) -> JsonValue:
    """The value that a text spells outside of a body; the text itself where it spells none of this kind."""
    if kind in (Kind.STRING, Kind.BINARY) or len(text) > LONGEST_NUMBER or not is_other_notation(kind, text):
        return text
    if kind is Kind.BOOLEAN:
        return text.strip().lower() == "true"
    return float(text) if kind is Kind.NUMBER else int(text.partition(".")[0])


# --- responses -------------------------------------------------------------------------------------------------------


def _response(
    operation: Operation, example: Example, models: Mapping[str, Model], error_keys: frozenset[str]
) -> Sighting:
    documented = {response.status for response in operation.responses}
    is_undocumented = 0 < example.status < 300 and bool(documented) and example.status not in documented
    body = _documented_body(operation, example.status) if example.has_value else None
    if body is not None and _is_other_error(example.value, body, models, error_keys):
        body = None
    found = tuple(_body(example, body, models)) if body is not None else ()
    if example.status >= 300 and example.status not in documented:
        found = tuple(_without_keys(found, _success_keys(operation, models)))
    return _sighting(operation, example, found, [other_status(example)] if is_undocumented else [])


def _documented_body(operation: Operation, status: int) -> Body | None:
    """The body that is documented for a status: its own, for an error that of any error, for a success that of the only success with one."""
    bodies = {one.status: one.body for one in operation.responses if one.body is not None}
    if status in bodies:
        return bodies[status]
    if status >= 300:
        return bodies.get(ANY_ERROR)
    good = list(dict.fromkeys(one.body for one in operation.responses if one.is_success and one.body is not None))
    return good[0] if len(good) == 1 else None


def _success_keys(operation: Operation, models: Mapping[str, Model]) -> frozenset[str]:
    bodies = (one.body for one in operation.responses if one.is_success and one.body is not None)
    return frozenset(key for body in bodies for key in _root_keys(body, models))


def _without_keys(found: Iterable[Observation], keys: frozenset[str]) -> Iterator[Observation]:
    """An error that one table describes together with the success may have the keys of the success as well."""
    return (
        one for one in found if not (isinstance(one, Mismatch) and one.fault is Fault.UNKNOWN and one.site.path in keys)
    )


def _is_other_error(value: JsonValue, body: Body, models: Mapping[str, Model], error_keys: frozenset[str]) -> bool:
    """Whether an example is an error, and not of the shape that is documented for its status: it stands among the successes, or is a general one."""
    if not isinstance(value, JsonObject) or not value.members:
        return False
    keys = {key for key, _ in value.members}
    return {key.lower() for key in keys} <= error_keys and keys.isdisjoint(_root_keys(body, models))


def _error_keys(operations: Iterable[Operation], models: Mapping[str, Model]) -> frozenset[str]:
    """The keys at the root of the errors of this service and of all, in lower case."""
    bodies = (
        one.body
        for operation in operations
        for one in operation.responses
        if one.status >= 400 or one.status == ANY_ERROR
    )
    documented = (key for body in bodies if body is not None for key in _root_keys(body, models))
    return frozenset(key.lower() for key in (*ERROR_KEYS, *documented))


def _root_keys(body: Body, models: Mapping[str, Model]) -> frozenset[str]:
    if not isinstance(body.type, ModelRef) or body.type.id not in models:
        return frozenset()
    return frozenset(field.wire_name for field in models[body.type.id].fields)


# --- both ------------------------------------------------------------------------------------------------------------


def _body(example: Example, body: Body, models: Mapping[str, Model]) -> Iterator[Observation]:
    return compare(example.value, body.type, Site(path="", span=body.span), models)


def _sighting(operation: Operation, example: Example, found: Iterable[Observation], oddities: list[Oddity]) -> Sighting:
    observations = tuple(found)
    return Sighting(
        operation=operation,
        example=example,
        mismatches=tuple(one for one in observations if isinstance(one, Mismatch)),
        kept=tuple(one for one in observations if isinstance(one, Kept)),
        oddities=tuple(oddities),
    )


def _is_empty(value: JsonValue) -> bool:
    return value is None or value == () or (isinstance(value, JsonObject) and not value.members)
