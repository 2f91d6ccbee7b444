"""What the operations of one service say against each other and against HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Model, ModelRef, Operation

BODILESS = ("GET", "HEAD")
"""Methods whose body proxies and caches may drop."""


def operation_findings(operations: tuple[Operation, ...], models: Mapping[str, Model]) -> Iterator[Diagnostic]:
    """Operations that are documented twice, carry a body where HTTP has none, or never succeed."""
    first: dict[tuple[str, str], list[Operation]] = {}
    for operation in operations:
        twins = first.setdefault((operation.method, _shape(operation.path)), [])
        twin = next((other for other in twins if _are_alike(operation, other, models)), None)
        if twin is None:
            twins.append(operation)
        else:
            yield Diagnostic(
                code="operation-repeated",
                severity=Severity.NOTE,
                message=f"{operation.method} {operation.path} is also documented on another page, and no key at the root of the body tells the two apart; both are kept",
                span=operation.span,
                related=(twin.span,),
                help="document the operation on one page, or say on one of them how they differ",
            )
        yield from _alone(operation)


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
    if all(response.status >= 400 for response in operation.responses):
        yield Diagnostic(
            code="success-undocumented",
            severity=Severity.NOTE,
            message="the page documents no status of success; any below 400 is taken as one",
            span=operation.span,
            help="list the status of success under Status Codes",
        )


def _shape(path: str) -> str:
    """A path whose placeholders have no names."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/")


def _are_alike(one: Operation, other: Operation, models: Mapping[str, Model]) -> bool:
    """Whether a request could be either's: the keys at the root of their bodies do not tell them apart."""
    ours, theirs = _root_keys(one, models), _root_keys(other, models)
    return (not ours and not theirs) or bool(ours & theirs)


def _root_keys(operation: Operation, models: Mapping[str, Model]) -> frozenset[str]:
    body = operation.request
    if body is None or not isinstance(body.type, ModelRef) or body.type.id not in models:
        return frozenset()
    return frozenset(field.wire_name for field in models[body.type.id].fields)
