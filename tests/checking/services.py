"""Small services to check, built from nouns with everything left out that a test does not speak of."""

from __future__ import annotations

from docbind.model.diagnostic import Diagnostic, SourceSpan
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
    ExampleKind,
    Field,
    JsonObject,
    JsonValue,
    Kind,
    Length,
    ListOf,
    Location,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Parameter,
    Range,
    Response,
    Scalar,
    ScalarValue,
    ServiceInfo,
    ServiceSpec,
    TypeRef,
)
from docbind.stages.check import check

STRING = Scalar(Kind.STRING)
INTEGER = Scalar(Kind.INTEGER)
BOOLEAN = Scalar(Kind.BOOLEAN)


def span(line: int, path: str = "page.rst") -> SourceSpan:
    return SourceSpan(path=path, first_line=line, last_line=line)


def evidence(quote: str = "the rule", carrier: Carrier = Carrier.LINE) -> Evidence:
    return Evidence(quote=quote, carrier=carrier, span=span(7))


def length(minimum: int | None, maximum: int | None, carrier: Carrier = Carrier.LINE) -> Length:
    return Length(minimum=minimum, maximum=maximum, evidence=evidence(f"{minimum} to {maximum} characters", carrier))


def limits(minimum: int | None, maximum: int | None, carrier: Carrier = Carrier.LINE) -> Range:
    return Range(minimum=minimum, maximum=maximum, evidence=evidence(f"{minimum} to {maximum}", carrier))


def one_of(*values: ScalarValue, carrier: Carrier = Carrier.LIST) -> OneOf:
    return OneOf(values=values, evidence=evidence("one of these", carrier))


def row(
    name: str,
    type: TypeRef = STRING,
    *constraints: Constraint,
    required: bool = False,
    default: ScalarValue | None = None,
    line: int = 20,
) -> Field:
    return Field(
        wire_name=name,
        type=type,
        presence=REQUIRED if required else OPTIONAL,
        text="",
        span=span(line),
        constraints=constraints,
        default=Default(value=default, evidence=evidence("the default")) if default is not None else None,
    )


def model(id: str, *rows: Field) -> Model:
    return Model(id=id, name=id, owner="page", fields=rows, direction=Direction.REQUEST, span=span(10))


def json(value: object) -> JsonValue:
    """A plain value as the frozen one of an example."""
    if isinstance(value, dict):
        return JsonObject(tuple((key, json(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return tuple(json(inner) for inner in value)
    assert value is None or isinstance(value, (bool, int, float, str))
    return value


def request(
    value: object = None, url: str = "", method: str = "POST", line: int = 50, path: str = "page.rst"
) -> Example:
    """A request example: with a body unless `value` is None, with a request line if `url` is given."""
    return Example(
        kind=ExampleKind.REQUEST,
        status=0,
        title="",
        method=method if url else "",
        url=url,
        text="",
        has_value=value is not None,
        value=json(value),
        span=span(line, path),
    )


def response(value: object, status: int = 200, line: int = 60) -> Example:
    return Example(
        kind=ExampleKind.RESPONSE,
        status=status,
        title="",
        method="",
        url="",
        text="",
        has_value=True,
        value=json(value),
        span=span(line),
    )


def query(field: Field) -> Parameter:
    return Parameter(location=Location.QUERY, field=field)


def in_path(field: Field) -> Parameter:
    return Parameter(location=Location.PATH, field=field)


def body(type: TypeRef) -> Body:
    return Body(media_type="application/json", type=type, span=span(10))


def answer(status: int, type: TypeRef | None = None) -> Response:
    return Response(status=status, text="", headers=(), body=body(type) if type is not None else None, span=span(30))


def operation(
    *examples: Example,
    id: str = "create",
    method: str = "POST",
    path: str = "/v1/{project_id}/things",
    sends: TypeRef | None = None,
    answers: tuple[Response, ...] = (answer(200),),
    parameters: tuple[Parameter, ...] = (),
    aliases: tuple[str, ...] = (),
    line: int = 3,
) -> Operation:
    return Operation(
        id=id,
        title="",
        folder=(),
        summary="",
        method=method,
        path=path,
        aliases=aliases,
        parameters=parameters,
        request=body(sends) if sends is not None else None,
        responses=answers,
        examples=examples,
        deprecated=False,
        span=span(line),
    )


def service(operations: tuple[Operation, ...], *models: Model) -> ServiceSpec:
    info = ServiceInfo(id="things", title="Things", module="things", class_name="Things", hosts=(), catalog_types=())
    return ServiceSpec(info=info, operations=operations, models=models, accounts=())


def creating(*examples: Example, rows: tuple[Field, ...]) -> ServiceSpec:
    """A service of one operation whose request is an object of these rows."""
    return service((operation(*examples, sends=ModelRef("body")),), model("body", *rows))


def found(spec: ServiceSpec) -> list[tuple[str, int]]:
    """Code and line of each diagnostic."""
    return [(one.code, one.span.first_line) for one in check(spec).diagnostics]


def only(spec: ServiceSpec) -> Diagnostic:
    """The one diagnostic that a service gives."""
    (one,) = check(spec).diagnostics
    return one


def rules(spec: ServiceSpec) -> tuple[Constraint, ...]:
    """What is enforced of the first row of the first model after the check."""
    return check(spec).value.models[0].fields[0].constraints


def list_of(type: TypeRef) -> ListOf:
    return ListOf(type)
