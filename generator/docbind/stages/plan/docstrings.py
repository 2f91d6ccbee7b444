"""What the docstring of a client's method says: what it does, its arguments, what comes back, which errors are documented, and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from docbind.dialect.jobs import JOB_NAMES
from docbind.literals import NONE, Docstring, Line, code_span, docstring, prose
from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import ListOf, ModelRef, Operation
from docbind.stages.plan.answers import successes
from docbind.stages.plan.arguments import Argument
from docbind.stages.plan.prepared import Prepared
from docbind.stages.plan.service import Service
from docbind.stages.plan.titles import summary_of
from docbind.stages.plan.wording import Paragraph, plain

ERRORS: tuple[tuple[str, frozenset[int]], ...] = (
    ("NotModified", frozenset({304})),
    ("Unauthorized", frozenset({401})),
    ("Forbidden", frozenset({403})),
    ("NotFound", frozenset({404, 410})),
    ("MethodNotAllowed", frozenset({405})),
    ("Conflict", frozenset({409, 412})),
    ("Unprocessable", frozenset({413, 415, 422})),
    ("TooManyRequests", frozenset({429})),
    ("ServerError", frozenset(range(500, 600))),
    ("BadRequest", frozenset(range(400, 500))),
)
"""Which error of the emitted package stands for a status, as in `templates/core/errors.py`; the first row that has it counts."""


MOST_MEMBERS = 6
"""So many members of an answer are named."""

Waiters: TypeAlias = Mapping[str, str]
"""How the operation that starts a job calls its ID, without case and `_` → how to wait for such a job."""


def method_docstring(prepared: Prepared, ordered: Sequence[Argument], service: Service, waiters: Waiters) -> Docstring:
    """The docstring of the method that sends an operation; its arguments are given in the order of the signature."""
    operation = prepared.operation
    first, more = summary_of(operation)
    paragraphs = [
        plain(first),
        *more,
        plain(f"{operation.method} {operation.path} ({service.page(operation.span)}:{operation.span.first_line})"),
        _arguments(ordered),
        _returns(prepared, service, waiters),
        _raises(operation),
    ]
    return docstring(paragraphs, indent=8)


def job_waiters(operations: Sequence[Prepared]) -> Waiters:
    """How to wait for the jobs of a service, where one operation alone tells how far they are."""
    found: dict[str, list[str]] = {}
    for prepared in operations:
        progress = prepared.operation.progress
        for argument in prepared.arguments:
            if progress is not None and argument.wire in progress.names:
                waiter = f"wait(op.{prepared.names.class_name}({argument.name}=...))"
                for name in (JOB_NAMES if argument.wire == "id" else (argument.wire,)):
                    found.setdefault(_key(name), []).append(waiter)
    return {name: waiters[0] for name, waiters in found.items() if len(set(waiters)) == 1}


def _key(name: str) -> str:
    return name.replace("_", "").lower()


def _arguments(ordered: Sequence[Argument]) -> Paragraph:
    lines = [line for argument in ordered for line in argument.entry]
    options = Line(text=prose("options: Settings of this call alone."), indent=4, hang=8)
    return (Line(text=prose("Args:")), *lines, options)


def _returns(prepared: Prepared, service: Service, waiters: Waiters) -> Paragraph:
    words = _returned(prepared, service, waiters)
    return (Line(text=prose("Returns:")), Line(text=prose(words), indent=4, hang=4)) if words else ()


def _returned(prepared: Prepared, service: Service, waiters: Waiters) -> str:
    """What comes back, in words; empty where nothing does, or where the annotation says it all."""
    operation, found = prepared.operation, prepared.answer
    if found.result == NONE:
        return ""
    if found.item is not None:
        return _read(operation.paging)
    if found.result == "bytes":
        return "The content."
    if operation.progress is not None:
        call = code_span(f"wait(op.{prepared.names.class_name}(...))")
        return f"How far the job is; {call} waits for its end."
    if operation.job is not None:
        waiter = waiters.get(_key(operation.job.field), "")
        tail = f"; {code_span(waiter)} waits for its end" if waiter else ""
        return f"An answer whose {code_span(operation.job.field)} names the job that was started{tail}."
    answered = _answered(operation, service)
    named = [waiter.method for waiter in service.names.waiters if operation.id in waiter.operations]
    verb = "waits" if len(named) == 1 else "wait"
    return f"{answered.removesuffix('.')}; {_some(named)} {verb} for its state." if named and answered else answered


def _read(paging: Paging | None) -> str:
    """How the records of a list come."""
    if paging is None or paging.style is PagingStyle.SINGLE:
        return "The records of the list; nothing is sent before they are read."
    return "The records of the list; each page is fetched when it is reached."


def _answered(operation: Operation, service: Service) -> str:
    bodies = [response.body.type for response in successes(operation) if response.body is not None]
    match bodies:
        case [ModelRef(id=identity)] if identity in service.names.models:
            members = service.names.models[identity].members
            return f"An answer with {_some(members)}." if members else ""
        case [ListOf()]:
            return "A list, as the service answers it."
        case [_, _, *_]:
            return f"The answer to status {_listed([response.status for response in successes(operation)])}."
        case _:
            return ""


def _some(members: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = [code_span(member) for member in members]
    if len(shown) > MOST_MEMBERS:
        return f"{', '.join(shown[:MOST_MEMBERS])} and {len(shown) - MOST_MEMBERS} more"
    *front, last = shown
    return f"{', '.join(front)} and {last}" if front else last


def _raises(operation: Operation) -> Paragraph:
    by_error: dict[str, list[int]] = {}
    for status in sorted({response.status for response in operation.responses if not response.is_success}):
        error = next((name for name, statuses in ERRORS if status in statuses), None)
        if error is not None:
            by_error.setdefault(error, []).append(status)
    lines = [f"{error}: Status {_listed(statuses)}." for error, statuses in by_error.items()]
    entries = ["ValidationError: An argument breaks a documented rule; nothing was sent.", *lines]
    return (Line(text=prose("Raises:")), *(Line(text=prose(entry), indent=4, hang=8) for entry in entries))


def _listed(statuses: Sequence[int]) -> str:
    *front, last = map(str, statuses)
    return f"{', '.join(front)} or {last}" if front else last
