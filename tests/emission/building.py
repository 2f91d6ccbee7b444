"""Builds small specifications, so that a test states only what it is about."""

from __future__ import annotations

from docbind.model.diagnostic import SourceSpan
from docbind.model.names import NameLock, Names
from docbind.model.progress import AsyncJob, JobProgress, Paging, ResourceStates
from docbind.model.spec import (
    OPTIONAL,
    REQUIRED,
    Body,
    Carrier,
    Constraint,
    Default,
    Direction,
    Evidence,
    Example,
    Field,
    Kind,
    Location,
    Mark,
    Model,
    Operation,
    Parameter,
    Presence,
    Response,
    Scalar,
    ServiceInfo,
    ServiceSpec,
    TypeRef,
)
from docbind.stages.name import name

TEXT = Scalar(Kind.STRING)
NUMBER = Scalar(Kind.INTEGER)

INFO = ServiceInfo(
    id="shelf-service",
    title="Shelf Service",
    module="shelf",
    class_name="Shelf",
    hosts=("shelf",),
    catalog_types=("shelf",),
)


def span(line: int = 1, page: str = "shelf-service/books/page.rst") -> SourceSpan:
    return SourceSpan(path=page, first_line=line, last_line=line)


def evidence(quote: str, line: int = 1) -> Evidence:
    return Evidence(quote=quote, carrier=Carrier.PROSE, span=span(line))


def field(
    wire: str,
    type_ref: TypeRef = TEXT,
    *constraints: Constraint,
    text: str = "",
    presence: Presence = OPTIONAL,
    default: Default | None = None,
    marks: tuple[Mark, ...] = (),
    line: int = 1,
) -> Field:
    return Field(
        wire_name=wire,
        type=type_ref,
        presence=presence,
        text=text,
        span=span(line),
        constraints=constraints,
        default=default,
        marks=marks,
    )


def model(
    identity: str, name: str, *fields: Field, direction: Direction = Direction.REQUEST, root: bool = False
) -> Model:
    return Model(id=identity, name=name, owner="page", fields=fields, direction=direction, span=span(7), root=root)


def body(type_ref: TypeRef, media_type: str = "application/json", *, required: bool = True) -> Body:
    return Body(media_type=media_type, type=type_ref, span=span(5), required=required)


def response(status: int = 200, type_ref: TypeRef | None = None) -> Response:
    found = body(type_ref) if type_ref is not None else None
    return Response(status=status, text="", headers=(), body=found, span=span(9))


def path(wire: str, **more: str) -> Parameter:
    return Parameter(location=Location.PATH, field=field(wire, presence=REQUIRED, text=more.get("text", "")))


def query(wire: str, type_ref: TypeRef = TEXT, *constraints: Constraint) -> Parameter:
    return Parameter(location=Location.QUERY, field=field(wire, type_ref, *constraints))


def header(wire: str) -> Parameter:
    return Parameter(location=Location.HEADER, field=field(wire))


def operation(
    title: str,
    *parameters: Parameter,
    method: str = "GET",
    uri: str = "/v1/{project_id}/books",
    label: str = "",
    folder: tuple[str, ...] = ("shelf-service", "books"),
    summary: str = "",
    request: Body | None = None,
    responses: tuple[Response, ...] = (),
    examples: tuple[Example, ...] = (),
    paging: Paging | None = None,
    job: AsyncJob | None = None,
    progress: JobProgress | None = None,
    states: ResourceStates | None = None,
    deprecated: bool = False,
    page: str = "",
) -> Operation:
    identity = label or f"{title} {method} {uri}"
    return Operation(
        id=identity,
        title=title,
        folder=folder,
        summary=summary,
        method=method,
        path=uri,
        aliases=(),
        parameters=parameters,
        request=request,
        responses=responses,
        examples=examples,
        deprecated=deprecated,
        span=span(3, page or "shelf-service/books/page.rst"),
        paging=paging,
        job=job,
        progress=progress,
        states=states,
    )


def spec(*operations: Operation, models: tuple[Model, ...] = (), info: ServiceInfo = INFO) -> ServiceSpec:
    return ServiceSpec(info=info, operations=operations, models=models, accounts=())


def named(service: ServiceSpec, lock: NameLock | None = None) -> Names:
    return name(service, lock or NameLock()).value


def methods(service: ServiceSpec, lock: NameLock | None = None) -> dict[str, str]:
    """The method of each operation, by `Operation.id`."""
    return {identity: str(names.method) for identity, names in named(service, lock).operations.items()}


def classes(service: ServiceSpec, lock: NameLock | None = None) -> dict[str, str]:
    """The class of each structure, by `Model.id`."""
    return {identity: str(names.class_name) for identity, names in named(service, lock).models.items()}
