"""What a request carries outside its body: the bucket of its host, the placeholders of its path, the names of its query string, and its headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from docbind.dialect.s3 import S3Role
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import (
    REQUIRED,
    UNSTATED,
    Carrier,
    Constraint,
    Evidence,
    Field,
    Kind,
    Location,
    OneOf,
    Parameter,
    Presence,
    PresenceKind,
    Scalar,
    ScalarValue,
)
from docbind.stages.interpret.s3.lines import RequestLine
from docbind.stages.interpret.s3.rows import ParameterTable
from docbind.stages.interpret.s3.tables import Tables

BUCKET = "bucket"


def parameters(line: RequestLine, tables: Tables) -> tuple[tuple[Parameter, ...], tuple[Diagnostic, ...]]:
    """Host, path, query and headers, in this order.

    What the request line fixes (`?acl`, `?list-type=2`) is a required parameter that takes that one value.
    """
    rows = _fields(tables.parameters(S3Role.REQUEST_PARAMETERS))
    found: list[Parameter] = [_bucket(line)] if line.is_in_bucket else []
    silent: list[Diagnostic] = []
    for name in line.placeholders:
        row = rows.pop(_key(name), None)
        silent += [_undescribed_placeholder(name, line)] if row is None else []
        is_key = name == line.object_key
        field = row or _plain(name, line, REQUIRED, "Key of the object." if is_key else "")
        placed = _parameter(Location.PATH, field, wire_name=name, presence=REQUIRED)
        found.append(replace(placed, slashes=is_key))
    for name, value in line.fixed:
        found.append(_fixed(name, value, rows.pop(_key(name), None), line))
    for name in line.free:
        row = rows.pop(_key(name), None)
        silent += [_undescribed_query(name, line)] if row is None else []
        found.append(_parameter(Location.QUERY, row or _plain(name, line, UNSTATED), wire_name=name))
    found += [_parameter(Location.QUERY, field) for field in rows.values()]
    found += [
        _parameter(Location.HEADER, field) for field in _headers(tables.parameters(S3Role.REQUEST_HEADERS)).values()
    ]
    return tuple(found), tuple(silent)


def _bucket(line: RequestLine) -> Parameter:
    """The bucket, which no table describes."""
    return _parameter(Location.HOST, _plain(BUCKET, line, REQUIRED, "Name of the bucket."))


def _fields(tables: Iterable[ParameterTable]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for table in tables:
        for row in table.rows.rows:
            found.setdefault(_key(row.field.wire_name), row.field)
    return found


def _headers(tables: tuple[ParameterTable, ...]) -> dict[str, Field]:
    """The headers of all tables. Several tables are for several uses of the operation: what one requires, it requires for its own."""
    if len(tables) < 2:
        return _fields(tables)
    found: dict[str, Field] = {}
    for table in tables:
        for name, field in _fields((table,)).items():
            found.setdefault(name, _for_one_use(field, table.table.caption))
    return found


def _for_one_use(field: Field, use: str) -> Field:
    if field.presence.kind is not PresenceKind.REQUIRED:
        return field
    return replace(field, presence=Presence(kind=PresenceKind.CONDITIONAL, words=f"Yes ({use})" if use else "Yes"))


def _key(name: str) -> str:
    """What two spellings of a name have in common."""
    return re.sub(r"[^a-z0-9]", "", name.lower()) or name


def _parameter(location: Location, field: Field, *, wire_name: str = "", presence: Presence | None = None) -> Parameter:
    return Parameter(
        location=location,
        field=replace(field, wire_name=wire_name or field.wire_name, presence=presence or field.presence),
    )


def _plain(name: str, line: RequestLine, presence: Presence, text: str = "") -> Field:
    return Field(wire_name=name, type=Scalar(Kind.STRING), presence=presence, text=text, span=line.span)


def _fixed(name: str, value: str, row: Field | None, line: RequestLine) -> Parameter:
    field = row or _plain(name, line, REQUIRED)
    evidence = Evidence(quote=line.words, carrier=Carrier.LINE, span=line.span)
    only = OneOf(values=(_value(value, field),), evidence=evidence)
    constraints: tuple[Constraint, ...] = (*(rule for rule in field.constraints if not isinstance(rule, OneOf)), only)
    return _parameter(Location.QUERY, replace(field, constraints=constraints), wire_name=name, presence=REQUIRED)


def _value(value: str, field: Field) -> ScalarValue:
    """A value of the request line in the type of its parameter."""
    if not isinstance(field.type, Scalar):
        return value
    if field.type.kind in (Kind.INTEGER, Kind.LONG) and re.fullmatch(r"\d{1,18}", value):
        return int(value)
    if field.type.kind is Kind.BOOLEAN and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value


def _undescribed_placeholder(name: str, line: RequestLine) -> Diagnostic:
    return Diagnostic(
        code="placeholder-without-row",
        severity=Severity.NOTE,
        message=f"the path has {{{name}}}, and no table describes it; it is taken as a required String",
        span=line.span,
        help="add a row to the table of request parameters",
    )


def _undescribed_query(name: str, line: RequestLine) -> Diagnostic:
    return Diagnostic(
        code="query-without-row",
        severity=Severity.NOTE,
        message=f"the query string has {name}, and no table describes it; it is taken as a String that may be left out",
        span=line.span,
        help="add a row to the table of request parameters",
    )
