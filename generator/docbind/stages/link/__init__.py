"""Fragments of one service → ServiceSpec: every reference resolved, equal structures shared, paging and jobs
recognised. Looks at no cell's text, but for how lists are paged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.spec import (
    Direction,
    Fragment,
    Model,
    Operation,
    ServiceInfo,
    ServiceSpec,
    Struct,
)
from docbind.stages.link.accounts import settled, standing_rows
from docbind.stages.link.additions import Addition, added
from docbind.stages.link.adoption import Place, mistaken
from docbind.stages.link.adoption import adopted as adopted_by_examples
from docbind.stages.link.hosts import with_hosts
from docbind.stages.link.jobs import async_job, job_progress
from docbind.stages.link.paging import paging
from docbind.stages.link.resolve import Resolver
from docbind.stages.link.share import share
from docbind.stages.link.states import resource_states
from docbind.stages.link.witness import witnessed

__all__ = ["link", "recognised"]

DEEPEST_ADOPTION = 8
"""How deep structures that only examples show may lie in one another; real ones do so twice."""


def link(info: ServiceInfo, fragments: tuple[Fragment, ...]) -> Outcome[ServiceSpec]:
    """The whole service. A reference that leads nowhere becomes a free-form value and is reported; a structure that nothing uses is reported."""
    ordered = tuple(sorted(fragments, key=lambda fragment: fragment.account.path))
    structs = tuple(struct for fragment in ordered for struct in fragment.structs)
    adopted: dict[Place, Struct] = {}
    more_fields: dict[Place, Addition] = {}
    replaced: dict[Place, Struct] = {}
    # What was adopted may have fields that adopt others.
    for _ in range(DEEPEST_ADOPTION):
        fields = {place: addition.field(place[1]) for place, addition in more_fields.items()}
        resolver = Resolver(ordered, adopted, fields)
        operations, repeated = _operations(ordered, resolver)
        models = resolver.models()
        unused_structs = _unused(ordered, resolver)
        more = adopted_by_examples(operations, models, structs, unused_structs)
        additions = added(operations, models, unused_structs)
        if more.structs.keys() <= adopted.keys() and additions.keys() <= more_fields.keys():
            break
        replaced = {**{place: more.structs[place] for place in more.mistaken}, **replaced}
        more_fields = {**additions, **more_fields}
        adopted = {**more.structs, **{place: addition.struct for place, addition in additions.items()}, **adopted}
    telling = (
        *(addition.diagnostic(place[1]) for place, addition in more_fields.items()),
        *(mistaken(place[1], struct) for place, struct in replaced.items()),
    )
    linked, contradictions = witnessed(operations, models, resolver.links)
    shared = share(operations, linked)
    standing = standing_rows(shared.operations, shared, (*models, *linked))
    accounts, losses = settled(ordered, resolver, standing)
    spec = ServiceSpec(
        info=info,
        operations=with_hosts(info, shared.operations),
        models=shared.models,
        accounts=accounts,
        links=tuple(resolver.links),
        unused=_unused(ordered, resolver),
    )
    remarks = _remarks(ordered, resolver)
    found = (*remarks, *repeated, *resolver.diagnostics, *telling, *contradictions, *losses)
    return Outcome(value=recognised(spec), diagnostics=found)


def recognised(spec: ServiceSpec) -> ServiceSpec:
    """The service with what the names of its fields tell of paging, jobs and states."""
    by_id = {model.id: model for model in spec.models}
    return replace(spec, operations=tuple(_recognised(operation, by_id) for operation in spec.operations))


def _recognised(operation: Operation, models: Mapping[str, Model]) -> Operation:
    found = replace(
        operation,
        paging=paging(operation, models),
        job=async_job(operation, models),
        progress=job_progress(operation, models),
    )
    is_one_resource = found.paging is None and found.progress is None
    return replace(found, states=resource_states(found, models) if is_one_resource else None)


def _operations(
    fragments: tuple[Fragment, ...], resolver: Resolver
) -> tuple[tuple[Operation, ...], tuple[Diagnostic, ...]]:
    """All operations with their references resolved, under ids of their own."""
    diagnostics: list[Diagnostic] = []
    operations: list[Operation] = []
    known: dict[str, Operation] = {}
    for fragment in fragments:
        for operation in fragment.operations:
            if operation.id in known:
                diagnostics.append(_same_label(operation, known[operation.id]))
                operation = replace(operation, id=f"{operation.id}@{operation.span.path}")
            known[operation.id] = operation
            operations.append(_resolved(operation, fragment.page_id, resolver))
    return tuple(operations), tuple(diagnostics)


def _resolved(operation: Operation, page: str, resolver: Resolver) -> Operation:
    """The operation with every reference in its parameters and bodies resolved, and the structures behind them queued."""
    request = operation.request
    if request is not None:
        request = replace(request, type=resolver.body(request.type, page, Direction.REQUEST))
    responses = tuple(
        replace(
            response,
            body=(
                replace(response.body, type=resolver.body(response.body.type, page, Direction.RESPONSE))
                if response.body is not None
                else None
            ),
            headers=tuple(resolver.field(field, page, Direction.RESPONSE, ()) for field in response.headers),
        )
        for response in operation.responses
    )
    parameters = tuple(
        replace(parameter, field=resolver.field(parameter.field, page, Direction.REQUEST, ()))
        for parameter in operation.parameters
    )
    return replace(operation, request=request, responses=responses, parameters=parameters)


def _same_label(operation: Operation, first: Operation) -> Diagnostic:
    return Diagnostic(
        code="label-twice",
        severity=Severity.WARNING,
        message=f"the label {operation.id!r} names two pages; both operations are kept",
        span=operation.span,
        related=(first.span,),
        help="give the page a label of its own",
    )


def _remarks(fragments: tuple[Fragment, ...], resolver: Resolver) -> Iterator[Diagnostic]:
    """What there is to say of the tables outside of any operation that an operation uses."""
    for fragment in fragments:
        if fragment.remarks:
            used = [struct.span for struct in fragment.structs if struct.id in resolver.reached]
            yield from (remark for remark in fragment.remarks if any(remark.span in span for span in used))


def _unused(fragments: tuple[Fragment, ...], resolver: Resolver) -> tuple[Struct, ...]:
    return tuple(
        struct
        for fragment in fragments
        for struct in fragment.structs
        if struct.id not in resolver.reached and not struct.root and not resolver.is_copy(struct)
    )
