"""Two states of a service → what changed for those who call it: a pure function, from the linked models.

Operations are paired by method and path (placeholders by their place, not their name), then by their page's label, then by its title; fields by their name on the
wire. What only the pages' wording shows is told as documentation: no rule here reads a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from docbind.model.change import Change, ChangeKind, Impact, State
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Operation, Response, ServiceSpec

from .messages import Message, Part, messages
from .pages import page_changes, paired_pages
from .pairs import Pair, paired, route
from .renaming import with_renames
from .structures import structure_changes

__all__ = ["compare"]


def compare(old: State | None, new: State | None) -> tuple[Change, ...]:
    """Every change from `old` to `new`, in the order of the new pages; at least one for each page whose words or place changed.

    None stands for a service that is not there. Both states bear the same service name, since paths of pages begin with it.
    """
    if old is None or new is None:
        return tuple(_whole_service(old, new))
    pages = paired_pages(old, new)
    found = [*_operations(old.spec, new.spec), *structure_changes(old.spec, new.spec, pages)]
    found = with_renames(found)
    found += page_changes(old, new, pages, found)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(change: Change) -> tuple[object, ...]:
    return (-change.impact, change.operation == "", change.span, change.operation, change.where, change.status or 0)


def _whole_service(old: State | None, new: State | None) -> Iterator[Change]:
    for state, kind, impact in (
        (old, ChangeKind.SERVICE_REMOVED, Impact.BREAKING),
        (new, ChangeKind.SERVICE_ADDED, Impact.NON_BREAKING),
    ):
        if state is not None:
            spec = state.spec
            first = min(
                (operation.span for operation in spec.operations),
                default=SourceSpan(path=spec.info.id, first_line=1, last_line=1),
            )
            yield Change(kind=kind, impact=impact, service=spec.info.id, span=first)


def _operations(old: ServiceSpec, new: ServiceSpec) -> Iterator[Change]:
    for pair in paired(old.operations, new.operations):
        was, now = pair
        if was is not None and now is not None:
            yield from _operation(Pair(was, now), old, new)
        elif now is not None:
            yield _of(now, new, ChangeKind.OPERATION_ADDED, Impact.NON_BREAKING)
        elif was is not None:
            yield _of(was, old, ChangeKind.OPERATION_REMOVED, Impact.BREAKING)


def _of(
    operation: Operation, spec: ServiceSpec, kind: ChangeKind, impact: Impact, old: str = "", new: str = ""
) -> Change:
    return Change(
        kind=kind,
        impact=impact,
        service=spec.info.id,
        span=operation.span,
        operation=route(operation),
        old=old,
        new=new,
    )


def _operation(pair: Pair, old: ServiceSpec, new: ServiceSpec) -> Iterator[Change]:
    was, now = pair.old, pair.new
    if was.method != now.method:
        yield _of(now, new, ChangeKind.METHOD_CHANGED, Impact.BREAKING, was.method, now.method)
    before, after = pair.shapes(was), pair.shapes(now)
    if not pair.same_path:
        yield _of(now, new, ChangeKind.PATH_CHANGED, Impact.BREAKING, was.path, now.path)
    elif was.notation != now.notation and was.method == now.method and (was.notation or now.notation):
        yield _of(now, new, ChangeKind.URI_NOTATION, Impact.DOC_ONLY, was.notation, now.notation)
    if pair.same_path:
        for shape in sorted(before.keys() - after.keys()):
            yield _of(now, new, ChangeKind.ALIAS_REMOVED, Impact.BREAKING, old=before[shape])
        for shape in sorted(after.keys() - before.keys()):
            yield _of(now, new, ChangeKind.ALIAS_ADDED, Impact.NON_BREAKING, new=after[shape])
    if was.deprecated != now.deprecated:
        kind = ChangeKind.OPERATION_DEPRECATED if now.deprecated else ChangeKind.OPERATION_REINSTATED
        yield _of(now, new, kind, Impact.NON_BREAKING)
    parts = messages(_message(pair, old, was), _message(pair, new, now), pair.renamed_placeholders)
    yield from parts


def _message(pair: Pair, spec: ServiceSpec, operation: Operation) -> Message:
    """The operation's fields, part by part; those of the path only where both paths have the same placeholders."""
    return Message(
        spec=spec,
        operation=operation,
        label=route(pair.new),
        parts=tuple(part for part in _parts(operation) if pair.same_path or part.where != "path"),
    )


def _parts(operation: Operation) -> Iterator[Part]:
    for where in ("host", "path", "query", "header"):
        fields = tuple(found.field for found in operation.parameters if found.location.value == where)
        yield Part(where=where, status=None, fields=fields, body=None)
    yield Part(where="request", status=None, fields=(), body=operation.request)
    for response in operation.responses:
        yield from _answer(response)


def _answer(response: Response) -> Iterator[Part]:
    yield Part(where="response", status=response.status, fields=(), body=response.body)
    yield Part(where="response header", status=response.status, fields=response.headers, body=None)
