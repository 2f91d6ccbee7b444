"""Which operations start a job, and which tell how far one is: by the names of their parameters and fields, and by the states that are documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docbind.dialect.jobs import DONE_STATES, FAILED_STATES, JOB_FOLDERS, JOB_NAMES, STATE_NAMES
from docbind.model.progress import AsyncJob, JobProgress
from docbind.model.spec import (
    Field,
    Kind,
    Location,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Scalar,
)
from docbind.phrases.names import compact
from docbind.stages.link.answers import success_body


def async_job(operation: Operation, models: Mapping[str, Model]) -> AsyncJob | None:
    """The field of the success body that names a job, where the operation changes something."""
    root = success_body(operation, models) if operation.method != "GET" else None
    for field in root.fields if root is not None else ():
        if _is_one_of(field.wire_name, JOB_NAMES) and isinstance(field.type, Scalar):
            return AsyncJob(field=field.wire_name, span=field.span)
    return None


def job_progress(operation: Operation, models: Mapping[str, Model]) -> JobProgress | None:
    """How the answer tells how far a job is, where the operation asks for one job, and the pages document states of success and of failure."""
    root = success_body(operation, models) if operation.method == "GET" else None
    names = _job_parameters(operation)
    if root is None or not names:
        return None
    for path, field in _states(root, models):
        values = [value for one in field.constraints if isinstance(one, OneOf) for value in one.values]
        states = [value for value in values if isinstance(value, str)]
        until = tuple(state for state in states if _is_one_of(state, DONE_STATES))
        unless = tuple(state for state in states if _is_one_of(state, FAILED_STATES))
        if until and unless:
            return JobProgress(field=path, until=until, unless=unless, names=names, span=field.span)
    return None


def _job_parameters(operation: Operation) -> tuple[str, ...]:
    folders = {compact(segment) for segment in operation.path.split("/")}
    behind_jobs = bool(folders & {compact(name) for name in JOB_FOLDERS})
    return tuple(
        parameter.field.wire_name
        for parameter in operation.parameters
        if parameter.location in (Location.PATH, Location.QUERY)
        and (_is_one_of(parameter.field.wire_name, JOB_NAMES) or (behind_jobs and parameter.field.wire_name == "id"))
    )


def _states(root: Model, models: Mapping[str, Model]) -> Iterator[tuple[str, Field]]:
    """Fields that may tell a state, by dotted path: those of the root, then those of the structures in it."""
    yield from ((field.wire_name, field) for field in root.fields if _tells_state(field))
    for field in root.fields:
        inner = models.get(field.type.id) if isinstance(field.type, ModelRef) else None
        for one in inner.fields if inner is not None else ():
            if _tells_state(one):
                yield f"{field.wire_name}.{one.wire_name}", one


def _tells_state(field: Field) -> bool:
    is_text = isinstance(field.type, Scalar) and field.type.kind is Kind.STRING
    return is_text and _is_one_of(field.wire_name, STATE_NAMES)


def _is_one_of(name: str, known: tuple[str, ...]) -> bool:
    return compact(name) in {compact(one) for one in known}
