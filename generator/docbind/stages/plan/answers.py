"""What an operation answers: the type of its success, the table of its statuses, and its pages where it lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docbind.literals import (
    ANY,
    BYTES,
    NONE,
    Annotation,
    Expression,
    Identifier,
    PyLiteral,
    call,
    either,
    generic,
    literal,
    mapping,
    scalar,
    sequence,
    string,
)
from docbind.model.names import OperationNames
from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import (
    ListOf,
    ModelRef,
    Operation,
    Response,
    TypeRef,
    Unknown,
)
from docbind.stages.plan.annotations import MODELS, annotation
from docbind.stages.plan.service import Service
from docbind.unpacking import is_text

JSON_ENDING = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`result` is what a method gives; `base` the class that the operation derives from. `item` is set for lists."""

    result: Annotation
    base: Annotation
    responses: Expression
    paging: Expression | None = None
    progress: Expression | None = None
    item: Annotation | None = None


def answer(operation: Operation, names: OperationNames, service: Service) -> Answer:
    """What one operation answers; `Any` where its page documents no success."""
    success = (
        either([_carried(response, service) for response in successes(operation)]) if successes(operation) else ANY
    )
    responses = _responses(operation, service)
    paged = _paged(operation, names, service)
    if paged is not None:
        page, item, paging = paged
        base = generic(Identifier("PagedRequest"), page, item)
        return Answer(result=page, base=base, responses=responses, paging=paging, item=item)
    if operation.progress is not None:
        base = generic(Identifier("JobRequest"), success)
        job = operation.progress
        progress = _progress(job.field, job.until, job.unless)
        return Answer(result=success, base=base, responses=responses, progress=progress)
    named = [waiter.state for waiter in service.names.waiters if operation.id in waiter.operations]
    if operation.states is not None and named:
        states = operation.states
        base = generic(Identifier("StatefulRequest"), success, literal(map(string, named)))
        progress = _progress(states.field, states.settled, states.failed)
        return Answer(result=success, base=base, responses=responses, progress=progress)
    return Answer(result=success, base=generic(Identifier("Request"), success), responses=responses)


def _progress(field: str, until: Iterable[str], unless: Iterable[str]) -> Expression:
    keywords: list[tuple[Identifier, PyLiteral]] = [
        (Identifier("field"), string(field)),
        (Identifier("until"), sequence(map(string, until))),
        (Identifier("unless"), sequence(map(string, unless))),
    ]
    return call(Identifier("Progress"), keywords)


def successes(operation: Operation) -> tuple[Response, ...]:
    """The documented answers to a request that the service carries out."""
    return tuple(response for response in operation.responses if response.is_success)


def _carried(response: Response, service: Service) -> Annotation:
    body = response.body
    if body is None:
        return NONE
    if is_text(body, service.by_id):
        return BYTES
    if isinstance(body.type, Unknown) and body.media_type and JSON_ENDING not in body.media_type:
        return BYTES
    return annotation(body.type, service.names, MODELS)


def _responses(operation: Operation, service: Service) -> Expression:
    """Every status with a body, and the successes without one; the first of equal statuses that has a body counts."""
    found: dict[int, Annotation] = {}
    for response in sorted(operation.responses, key=lambda response: (response.status, response.body is None)):
        shown = response.body is not None or response.is_success
        if shown and 100 <= response.status < 600:
            found.setdefault(response.status, _carried(response, service))
    if not successes(operation):
        found[200] = ANY
    return mapping((PyLiteral(str(status)), carried) for status, carried in sorted(found.items()))


def _paged(
    operation: Operation, names: OperationNames, service: Service
) -> tuple[Annotation, Annotation, Expression] | None:
    """Page, item and `Paging(...)`; None where the operation does not list, or where its list is not to be found.

    A list whose cursor nobody can send ends with its first page.
    """
    paging = operation.paging
    if paging is None:
        return None
    for response in successes(operation):
        items = _items(response.body.type, paging.items, service) if response.body is not None else None
        if items is not None:
            break
    else:
        return None
    moves = paging.style is not PagingStyle.SINGLE and _is_sent(paging.cursor, operation, names, service)
    return (
        _carried(response, service),
        annotation(items.item, service.names, MODELS),
        call(
            Identifier("Paging"), _moving(paging) if moves else _texts({"items": paging.items, "total": paging.total})
        ),
    )


def _moving(paging: Paging) -> list[tuple[Identifier, PyLiteral]]:
    """What `Paging(...)` says of a list of several pages."""
    style = "marker" if paging.style is PagingStyle.MARKER else "page" if paging.unit == "pages" else "offset"
    words = {
        "style": style,
        "cursor": paging.cursor,
        "size": paging.size,
        "items": paging.items,
        "next": paging.next,
        "key": paging.key if paging.key != "id" else "",
        "total": paging.total,
        "count": paging.count,
        "more": paging.more,
    }
    values = {"start": paging.start, "together": paging.together}
    others = {name: scalar(value) for name, value in values.items() if value}
    also = sequence(sequence((string(wire), string(path))) for wire, path in paging.also)
    pairs = [(Identifier("also"), also)] if paging.also else []
    return [*_texts(words), *pairs, *((Identifier(name), value) for name, value in others.items() if value is not None)]


def _texts(words: Mapping[str, str]) -> list[tuple[Identifier, PyLiteral]]:
    return [(Identifier(name), string(word)) for name, word in words.items() if word]


def _is_sent(wire: str, operation: Operation, names: OperationNames, service: Service) -> bool:
    """Whether a name is an argument, or a member of the structure that is one."""
    sent = {
        parameter.field.wire_name
        for parameter, name in zip(operation.parameters, names.parameters, strict=True)
        if name is not None
    }
    if operation.request is not None and isinstance(operation.request.type, ModelRef):
        sent |= {field.wire_name for field in service.by_id[operation.request.type.id].fields}
    return wire in sent


def _items(body: TypeRef, path: str, service: Service) -> ListOf | None:
    """The list at a dotted path of a body; an empty path is the body itself."""
    found: TypeRef | None = body
    for step in path.split(".") if path else ():
        fields = service.by_id[found.id].fields if isinstance(found, ModelRef) and found.id in service.by_id else ()
        found = next((field.type for field in fields if field.wire_name == step), None)
    return found if isinstance(found, ListOf) else None
