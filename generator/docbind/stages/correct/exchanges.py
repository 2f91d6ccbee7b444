"""Operations and responses that come, go, or are otherwise than documented."""

from __future__ import annotations

import re
from dataclasses import replace

from docbind.model.erratum import Erratum, MediaTypeIs, OperationAdded, ResponseAdded, StatusIs
from docbind.model.spec import (
    REQUIRED,
    Body,
    Corrected,
    Example,
    Field,
    Kind,
    Location,
    Operation,
    Parameter,
    Response,
    Scalar,
)
from docbind.stages.correct.draft import BodyOf, Draft
from docbind.stages.correct.facts import corrected
from docbind.stages.correct.places import Scope
from docbind.stages.correct.problems import LostError
from docbind.stages.correct.shapes import JSON, resolved

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
TEXT = Scalar(Kind.STRING)


def operation_added(draft: Draft, statement: OperationAdded, erratum: Erratum) -> str | None:
    """Adds an operation, with the parameters that its path names; None where a page documents it."""
    if any(
        one.method == statement.method and statement.path in (one.path, *one.aliases)
        for one in draft.operations.values()
    ):
        return None
    span = erratum.evidence.span
    identity = f"{statement.method} {statement.path}"
    draft.operations[identity] = Operation(
        id=identity,
        title=statement.title,
        folder=(),
        summary=statement.summary,
        method=statement.method,
        path=statement.path,
        aliases=(),
        parameters=tuple(
            Parameter(location=Location.PATH, field=_placeholder(name, erratum))
            for name in dict.fromkeys(PLACEHOLDER.findall(statement.path))
        ),
        request=None,
        responses=(Response(status=statement.status, text="", headers=(), body=None, span=span),),
        examples=(),
        deprecated=False,
        span=span,
        notation=identity,
    )
    return "added"


def _placeholder(name: str, erratum: Erratum) -> Field:
    field = Field(wire_name=name, type=TEXT, presence=REQUIRED, text="", span=erratum.evidence.span, notation="string")
    return corrected(field, Corrected.FIELD, erratum.evidence)


def response_added(draft: Draft, operation: Operation, statement: ResponseAdded, erratum: Erratum) -> str | None:
    """Adds a status; None where the page documents it."""
    if any(one.status == statement.status for one in operation.responses):
        return None
    span = erratum.evidence.span
    body = None
    if statement.type is not None:
        body = Body(media_type=JSON, type=resolved(draft, statement.type, Scope(operation=operation.id)), span=span)
    fresh = Response(status=statement.status, text="", headers=(), body=body, span=span)
    draft.operations[operation.id] = replace(operation, responses=(*operation.responses, fresh))
    return f"response {statement.status} is added"


def status_changed(draft: Draft, operation: Operation, statement: StatusIs, erratum: Erratum) -> str | None:
    """Gives a response, and its examples, another status; None where that is documented and the other is not.

    Raises `LostError`.
    """
    statuses = [one.status for one in operation.responses]
    if statement.was not in statuses:
        if statement.status in statuses:
            return None
        raise _undocumented(statement.was, statuses)
    was = next(one for one in operation.responses if one.status == statement.was)
    fresh = replace(was, status=statement.status, span=erratum.evidence.span)
    known = next((one for one in operation.responses if one.status == statement.status), None)
    if known is not None:  # a list of statuses often has one without its body
        fresh = replace(known, body=known.body or was.body, headers=known.headers or was.headers)
    responses = tuple(
        fresh if one is was else one for one in operation.responses if one is was or one.status != statement.status
    )
    examples = tuple(_with_status(one, statement) for one in operation.examples)
    draft.operations[operation.id] = replace(operation, responses=responses, examples=examples)
    return f"status {statement.status} instead of {statement.was}"


def _with_status(example: Example, statement: StatusIs) -> Example:
    return replace(example, status=statement.status) if example.status == statement.was else example


def media_type_changed(draft: Draft, operation: Operation, statement: MediaTypeIs, erratum: Erratum) -> str | None:
    """Gives a body another media type; None where that is documented. Raises `LostError`."""
    place = BodyOf(operation.id, statement.status)
    body = place.get(draft)
    if body is None:
        if statement.status is not None:
            statuses = [one.status for one in draft.operations[operation.id].responses]
            if statement.status not in statuses:
                raise _undocumented(statement.status, statuses)
            raise LostError(f"the response {statement.status} has no body")
        raise LostError("the operation has no body")
    if body.media_type == statement.media_type:
        return None
    place.put(draft, replace(body, media_type=statement.media_type, span=erratum.evidence.span))
    return f"media type {statement.media_type} instead of {body.media_type or 'none'}"


def _undocumented(status: int, statuses: list[int]) -> LostError:
    known = ", ".join(str(one) for one in statuses) or "none"
    return LostError(f"the operation has no response {status}", f"correct the status; documented is {known}")
