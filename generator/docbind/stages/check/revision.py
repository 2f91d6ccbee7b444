"""The service with its contradicted limits kept as words: first what a row contradicts itself, then what the examples contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Constraint, Field, Operation, ServiceSpec
from docbind.stages.check.belief import Doubt
from docbind.stages.check.contradictions import Contradiction, settle_field, without_constraints
from docbind.stages.check.grouping import broken_limit, listed, rows
from docbind.stages.check.sightings import operation_owner
from docbind.stages.check.values import Place, model_owner
from docbind.stages.check.wording import LONGEST_SHOWN, plain, quoted

# --- each row against itself -----------------------------------------------------------------------------------------


def settled(spec: ServiceSpec) -> tuple[ServiceSpec, tuple[Diagnostic, ...]]:
    """The service whose rows hold together, and what was taken out of them."""
    found: list[Diagnostic] = []
    models = tuple(replace(model, fields=_settled_fields(model.fields, found)) for model in spec.models)
    operations = []
    for operation in spec.operations:
        fields = _settled_fields((parameter.field for parameter in operation.parameters), found)
        operations.append(_with_parameters(operation, fields))
    return replace(spec, models=models, operations=tuple(operations)), tuple(found)


def _settled_fields(fields: Iterable[Field], found: list[Diagnostic]) -> tuple[Field, ...]:
    """Each row without what it contradicts itself; appends why."""
    settled = []
    for field in fields:
        outcome = settle_field(field)
        settled.append(outcome.field)
        found += (_row_finding(field, contradiction) for contradiction in outcome.contradictions)
    return tuple(settled)


def _row_finding(field: Field, contradiction: Contradiction) -> Diagnostic:
    return Diagnostic(
        code=contradiction.code,
        severity=Severity.WARNING,
        message=f"{plain(field.wire_name, LONGEST_SHOWN)}: {quoted(contradiction.evidence.quote)} is not enforced, because {contradiction.words}",
        span=contradiction.evidence.span,
        related=(field.span,) if field.span != contradiction.evidence.span else (),
        help="correct whichever of the two is wrong",
    )


def _with_parameters(operation: Operation, fields: tuple[Field, ...]) -> Operation:
    parameters = tuple(
        replace(parameter, field=field) for parameter, field in zip(operation.parameters, fields, strict=True)
    )
    return replace(operation, parameters=parameters)


# --- limits against examples -----------------------------------------------------------------------------------------


def without_doubted(spec: ServiceSpec, doubted: tuple[Doubt, ...]) -> ServiceSpec:
    """The service whose doubted limits are words."""
    if not doubted:
        return spec
    by_place: dict[Place, list[Constraint]] = {}
    for doubt in doubted:
        by_place.setdefault(doubt.limit.place, []).append(doubt.limit.constraint)
    models = tuple(replace(model, fields=_freed(model_owner(model), model.fields, by_place)) for model in spec.models)
    operations = tuple(
        _with_parameters(one, _freed(operation_owner(one), (parameter.field for parameter in one.parameters), by_place))
        for one in spec.operations
    )
    return replace(spec, models=models, operations=operations)


def _freed(owner: str, fields: Iterable[Field], by_place: Mapping[Place, list[Constraint]]) -> tuple[Field, ...]:
    places = ((Place(owner, position), field) for position, field in enumerate(fields))
    return tuple(
        without_constraints(field, tuple(by_place[place])) if place in by_place else field for place, field in places
    )


def doubt_findings(doubted: tuple[Doubt, ...]) -> Iterator[Diagnostic]:
    """One diagnostic per limit, at the first example that breaks it."""
    for doubt in doubted:
        sighting, mismatch = doubt.witnesses[0]
        others = tuple(dict.fromkeys(other.example.span for other, _ in doubt.witnesses[1:] if other is not sighting))
        yield Diagnostic(
            code="example-against-limit",
            severity=Severity.WARNING,
            message=f"{listed((mismatch,), broken_limit)}; as the page's own request would be refused, this rule is not enforced",
            span=sighting.example.span,
            related=(*rows((mismatch,)), *others[:2]),
            help="correct the example, or the rule",
        )
