"""Operations that say they list, and whose answer holds no list or no way to the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.progress import PagingStyle
from docbind.model.spec import ListOf, MapOf, Model, ModelRef, Operation
from docbind.phrases.titles import titled_list
from docbind.unpacking import content


def list_findings(operation: Operation, models: Mapping[str, Model]) -> Iterator[Diagnostic]:
    """What of one operation's list was not found."""
    paging = operation.paging
    said = titled_list(operation.title, operation.method)
    if paging is None and said is not None and _answers_lists(operation, models, outright=said.outright):
        yield Diagnostic(
            code="list-not-found",
            severity=Severity.NOTE,
            message="the title says that something is listed, and the answer has no list, or several and none that the title or the path names; "
            "the method answers the whole response",
            span=operation.span,
            help="describe what is listed as a list, or call the operation by what it answers",
        )
    if paging is not None and paging.style is PagingStyle.SINGLE and (paging.size or paging.next):
        known = f"the parameter {paging.size!r}" if paging.size else f"the field {paging.next!r} of the answer"
        yield Diagnostic(
            code="paging-unclear",
            severity=Severity.NOTE,
            message=f"{known} speaks of several pages, and nothing says how the next one is asked for; the list ends with its first page",
            span=operation.span,
            help="describe the parameter that moves through the pages, what it counts, and where its next value comes from",
        )


def _answers_lists(operation: Operation, models: Mapping[str, Model], *, outright: bool) -> bool:
    """Whether an answer that the client takes apart should hold a list: it has several, or a map, or its title lists
    `outright`.
    """
    for response in operation.responses:
        body = response.body
        match content(body, models) if response.is_success and body is not None else None:
            case MapOf():
                return True
            case ModelRef(id=identity) if identity in models:
                return outright or any(isinstance(field.type, ListOf) for field in models[identity].fields)
            case _:
                continue
    return False
