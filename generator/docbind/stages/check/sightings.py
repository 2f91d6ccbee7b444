"""Every documented example of a service, compared with what the tables say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docbind.model.diagnostic import Severity
from docbind.model.spec import (
    Body,
    Example,
    ExampleKind,
    Field,
    JsonObject,
    JsonValue,
    Kind,
    ListOf,
    Location,
    Model,
    Operation,
    PresenceKind,
    Scalar,
    ServiceSpec,
)
from docbind.stages.check.limits import is_other_notation
from docbind.stages.check.request_line import RequestLine, is_elsewhere, path_values, read_request_line
from docbind.stages.check.values import Fault, Kept, Mismatch, Place, compare, compare_field, is_sample
from docbind.stages.check.wording import quoted

_NUMBERED = re.compile(r"(?:\.\d+|\[\d*\])$")
"""How a query name is numbered where the parameter may be sent several times: `dim.0`, `tags[]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """What is odd about an example as a whole, in the terms of a diagnostic."""

    code: str
    severity: Severity
    words: str
    help: str


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
    for operation in spec.operations:
        for example in operation.examples:
            match example.kind:
                case ExampleKind.REQUEST:
                    yield _request(operation, example, models)
                case ExampleKind.RESPONSE:
                    yield _response(operation, example, models)


# --- requests --------------------------------------------------------------------------------------------------------


def _request(operation: Operation, example: Example, models: Mapping[str, Model]) -> Sighting:
    found: list[Mismatch | Kept] = []
    oddities: list[Oddity] = []
    if example.method:
        line = read_request_line(example.url)
        if example.method != operation.method:
            oddities.append(_other_method(operation, example))
        values = path_values(operation, line.path)
        if values is None:
            oddities.append(_other_path(operation, line.path))
        else:
            found += _path(operation, values, models)
            found += _query(operation, line, models)
        if values is None and is_elsewhere(operation, line.path):
            return _sighting(operation, example, found, oddities)
    if example.has_value:
        if operation.request is not None:
            found += compare(example.value, operation.request.type, models)
        elif not _is_empty(example.value):
            oddities.append(_UNDOCUMENTED_BODY)
    return _sighting(operation, example, found, oddities)


def _path(
    operation: Operation, values: tuple[tuple[str, str], ...], models: Mapping[str, Model]
) -> Iterator[Mismatch | Kept]:
    """A value that fills a placeholder is only compared: whether it is there at all, the path has told."""
    fields = _fields(operation, Location.PATH)
    for name, text in values:
        if name in fields:
            place, row = fields[name]
            yield from _outside_of_body(text, row, place, models, f"path {name}")


def _query(operation: Operation, line: RequestLine, models: Mapping[str, Model]) -> Iterator[Mismatch | Kept]:
    fields = _fields(operation, Location.QUERY)
    pairs = tuple((name if name in fields else _NUMBERED.sub("", name), text) for name, text in line.query)
    written = {name for name, _ in pairs}
    if line.query:
        for name, (place, row) in fields.items():
            if row.presence.kind is PresenceKind.REQUIRED and name not in written:
                yield Mismatch(fault=Fault.ABSENT, path=f"query {name}", value=None, place=place, field=row)
    for name, text in pairs:
        if name in fields:
            place, row = fields[name]
            yield from _outside_of_body(text, row, place, models, f"query {name}")
        elif not is_sample(name):
            yield Mismatch(
                fault=Fault.UNKNOWN, path=f"query {name}", value=text, place=Place(operation_owner(operation), -1)
            )


def _fields(operation: Operation, location: Location) -> dict[str, tuple[Place, Field]]:
    owner = operation_owner(operation)
    return {
        parameter.field.wire_name: (Place(owner, position), parameter.field)
        for position, parameter in enumerate(operation.parameters)
        if parameter.location is location
    }


def _outside_of_body(
    text: str, row: Field, place: Place, models: Mapping[str, Model], path: str
) -> Iterator[Mismatch | Kept]:
    """Outside of the body everything is text: what spells a value of the documented type is one."""
    if is_sample(text) or "%" in text:
        return
    match row.type:
        case Scalar(kind=kind):
            yield from compare_field(_spelled(kind, text), row, place, models, path=path)
        case ListOf(item=Scalar(kind=kind)):
            items = tuple(_spelled(kind, one) for one in text.split(","))
            yield from (one for one in compare_field(items, row, place, models, path=path) if not isinstance(one, Kept))
        case _:
            return


def _spelled(kind: Kind, text: str) -> JsonValue:
    if kind in (Kind.STRING, Kind.BINARY) or not is_other_notation(kind, text):
        return text
    if kind is Kind.BOOLEAN:
        return text.strip().lower() == "true"
    return (
        float(text)
        if re.search(r"[.eE]", text) and kind is Kind.NUMBER
        else int(float(text)) if "." in text else int(text[:300])
    )


# --- responses -------------------------------------------------------------------------------------------------------


def _response(operation: Operation, example: Example, models: Mapping[str, Model]) -> Sighting:
    oddities: list[Oddity] = []
    if (
        0 < example.status < 300
        and operation.responses
        and all(response.status != example.status for response in operation.responses)
    ):
        oddities.append(_other_status(example))
    if not example.has_value:
        return _sighting(operation, example, [], oddities)
    body = _body(operation, example.status)
    found = compare(example.value, body.type, models) if body is not None else ()
    return _sighting(operation, example, list(found), oddities)


def _body(operation: Operation, status: int) -> Body | None:
    """The body that is documented for a status; for an undocumented good one that of the only good status with a body."""
    for response in operation.responses:
        if response.status == status and response.body is not None:
            return response.body
    if status >= 300:
        return None
    good = [response.body for response in operation.responses if response.status < 300 and response.body is not None]
    return good[0] if len(good) == 1 else None


# --- both ------------------------------------------------------------------------------------------------------------


def _sighting(operation: Operation, example: Example, found: list[Mismatch | Kept], oddities: list[Oddity]) -> Sighting:
    return Sighting(
        operation=operation,
        example=example,
        mismatches=tuple(one for one in found if isinstance(one, Mismatch)),
        kept=tuple(one for one in found if isinstance(one, Kept)),
        oddities=tuple(oddities),
    )


def _is_empty(value: JsonValue) -> bool:
    return value is None or value == () or (isinstance(value, JsonObject) and not value.members)


_UNDOCUMENTED_BODY = Oddity(
    code="example-body-undocumented",
    severity=Severity.WARNING,
    words="the request example has a body, and no table describes one",
    help="add a table for the body, or take the body out of the example",
)


def _other_method(operation: Operation, example: Example) -> Oddity:
    return Oddity(
        code="example-method",
        severity=Severity.WARNING,
        words=f"the request example sends {quoted(example.method)}, the URI section says {operation.method}",
        help="correct whichever of the two is wrong",
    )


def _other_path(operation: Operation, path: str) -> Oddity:
    return Oddity(
        code="example-path",
        severity=Severity.WARNING,
        words=f"the request example goes to {quoted(path)}, the URI section says {operation.path}",
        help="correct whichever of the two is wrong",
    )


def _other_status(example: Example) -> Oddity:
    return Oddity(
        code="example-status",
        severity=Severity.NOTE,
        words=f"the response example is one of status {example.status}, which the page does not document",
        help="document the status, or correct the example",
    )
