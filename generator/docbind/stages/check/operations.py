"""What the operations of one service say against each other and against HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Field, Location, Model, ModelRef, OneOf, Operation, PresenceKind, ScalarValue
from docbind.stages.check.lists import list_findings
from docbind.stages.check.wording import plain

BODILESS = ("GET", "HEAD")
"""Methods whose body proxies and caches may drop."""

_NO_KEY = ""
"""Stands for the keys of an operation without a body."""

MOST_SHOWN = 160
"""Characters of a path in a message."""


def operation_findings(operations: tuple[Operation, ...], models: Mapping[str, Model]) -> Iterator[Diagnostic]:
    """Operations that are documented twice, carry a body where HTTP has none, or list and do not say what or how."""
    seen: dict[tuple[str, str, _Query], dict[str, Operation]] = {}
    for operation in operations:
        twins = seen.setdefault((operation.method, _shape(operation.path), _required_query(operation)), {})
        keys = _root_keys(operation, models) or (_NO_KEY,)
        twin = next((twins[key] for key in keys if key in twins), None)
        if twin is None:
            twins.update(dict.fromkeys(keys, operation))
        else:
            yield _repeated(operation, twin)
        yield from _alone(operation)
        yield from list_findings(operation, models)


_Query: TypeAlias = frozenset[tuple[str, ScalarValue | None]]
"""Names of a query string; with the value of those that take only one."""


def _required_query(operation: Operation) -> _Query:
    """What every request of the operation has in its query string: it tells apart what is requested (`/?acl`, `/?policy`)."""
    return frozenset(
        (parameter.field.wire_name, _only_value(parameter.field))
        for parameter in operation.parameters
        if parameter.location is Location.QUERY and parameter.field.presence.kind is PresenceKind.REQUIRED
    )


def _only_value(field: Field) -> ScalarValue | None:
    choices = (rule.values for rule in field.constraints if isinstance(rule, OneOf))
    return next((values[0] for values in choices if len(values) == 1), None)


def _repeated(operation: Operation, twin: Operation) -> Diagnostic:
    """A request could be either's: they share a key at the root of the body, or have none."""
    what = f"{plain(operation.method, MOST_SHOWN)} {plain(operation.path, MOST_SHOWN)}"
    return Diagnostic(
        code="operation-repeated",
        severity=Severity.NOTE,
        message=f"{what} is also documented on another page, and no key at the root of the body tells the two apart; both are kept",
        span=operation.span,
        related=(twin.span,),
        help="document the operation on one page, or say on one of them how they differ",
    )


def _alone(operation: Operation) -> Iterator[Diagnostic]:
    if operation.method in BODILESS and operation.request is not None:
        yield Diagnostic(
            code="body-in-get",
            severity=Severity.NOTE,
            message=f"a {operation.method} request has a documented body; it is sent as documented, but not every proxy lets it pass",
            span=operation.span,
            related=(operation.request.span,),
            help="describe the rows as query parameters, if that is what they are",
        )


def _shape(path: str) -> str:
    """A path whose placeholders have no names."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/")


def _root_keys(operation: Operation, models: Mapping[str, Model]) -> tuple[str, ...]:
    body = operation.request
    if body is None or not isinstance(body.type, ModelRef) or body.type.id not in models:
        return ()
    return tuple(field.wire_name for field in models[body.type.id].fields)
