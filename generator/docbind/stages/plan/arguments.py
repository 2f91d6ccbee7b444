"""The arguments of an operation: its parameters, then the fields of its body or the body itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.dialect.media import OTHER_JSON
from docbind.grading import must_be_given
from docbind.literals import (
    ASYNC_UPLOADABLE,
    BYTES,
    NONE,
    TEXT,
    UPLOADABLE,
    Annotation,
    Expression,
    Identifier,
    Line,
    PyLiteral,
    call,
    either,
    number,
    prose,
    sequence,
    string,
)
from docbind.model.diagnostic import SourceSpan
from docbind.model.names import MemberName, OperationNames
from docbind.model.package import AssignmentPlan
from docbind.model.spec import (
    REQUIRED,
    Body,
    Field,
    Kind,
    ListOf,
    Location,
    Model,
    ModelRef,
    Operation,
    PresenceKind,
    Scalar,
    Unknown,
)
from docbind.stages.plan.annotations import (
    MODELS,
    Keyword,
    accepted_annotation,
    annotation,
    field_annotation,
    grades,
    literals,
    marks,
    member_annotation,
    rules,
)
from docbind.stages.plan.service import Service
from docbind.stages.plan.wording import Paragraph, argument, description
from docbind.unpacking import is_text

PLACES = {Location.HOST: "host", Location.PATH: "path", Location.QUERY: "query", Location.HEADER: "header"}
IN_BODY, IN_FORM = "at.body", "at.form"
IN_BODIES = frozenset({IN_BODY, IN_FORM})
JSON = "application/json"
FORM = "multipart/form-data"
OCTETS = "application/octet-stream"
NOTHING = PyLiteral("None")
BARE = string("")
DEFAULT_NONE: Keyword = (Identifier("default"), NOTHING)
UNDOCUMENTED = Identifier("__undocumented__")
FIRST_NUMBER = Identifier("first_number")
ROOT = Identifier("__root__")
SLASHES: Keyword = (Identifier("slashes"), PyLiteral("True"))
ALWAYS_GIVEN = ("at.host", "at.path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of an operation.

    `default` is None where it must be given. A `bare` one is a name alone, as in `?acl`, which tells the operation
    from others and says nothing that a caller could say otherwise.

    `annotation` is what a method takes; that of the blocking client takes `blocking`, which may be less. `member` is
    the annotation in the class of the operation. `wire` is how its evidence is found; `paragraphs` describe it in
    full, `entry` in a method's docstring.
    """

    name: Identifier
    wire: str
    annotation: Annotation
    member: Annotation
    blocking: Annotation
    default: PyLiteral | None
    specifier: Expression
    paragraphs: tuple[Paragraph, ...]
    entry: Paragraph
    field: Field | None
    span: SourceSpan
    bare: bool = False


def arguments(operation: Operation, names: OperationNames, service: Service) -> tuple[Argument, ...]:
    """In the order of the page, parameters first. A name that stands twice counts once."""
    found: dict[str, Argument] = {}
    for argument_ in (*_parameters(operation, names, service), *_body(operation, names, service)):
        found.setdefault(argument_.name, argument_)
    return tuple(found.values())


def specifier(function: str, keywords: tuple[Keyword, ...]) -> Expression:
    return call(Identifier(function), keywords)


def member_keywords(name: str, field: Field, *, enforced: bool = True) -> tuple[Keyword, ...]:
    """What a declaration says of a field beside its default: wire name, rules and remarks.

    Rules that are not enforced are documentation only.
    """
    wire = ((Identifier("wire"), string(field.wire_name)),) if field.wire_name != name else ()
    checked = (*rules(field), *grades(field)) if enforced else ()
    return (*wire, *checked, *marks(field))


def is_other_json(body: Body) -> bool:
    """Whether a body is JSON of a media type of its own, such as a merge patch."""
    return OTHER_JSON.search(body.media_type) is not None


def undocumented(names: tuple[str, ...]) -> tuple[AssignmentPlan, ...]:
    """The attribute of a class that has the names which only examples send, if there are any."""
    if not names:
        return ()
    return (AssignmentPlan(name=UNDOCUMENTED, value=sequence(string(name) for name in names)),)


def document(model: Model) -> tuple[AssignmentPlan, ...]:
    """The attribute of a class that names the root element of the document that it is, if it is one."""
    return () if model.element is None else (AssignmentPlan(name=ROOT, value=string(model.element)),)


def _parameters(operation: Operation, names: OperationNames, service: Service) -> Iterator[Argument]:
    for parameter, name in zip(operation.parameters, names.parameters, strict=True):
        if name is None:
            continue
        place = PLACES[parameter.location]
        field = parameter.field
        if parameter.location is Location.PATH:
            field = replace(field, presence=REQUIRED, wire_name=dict(names.wires).get(field.wire_name, field.wire_name))
        first = number(parameter.first_number) if parameter.first_number is not None else None
        numbers = ((FIRST_NUMBER, first),) if first is not None else ()
        slashes = (SLASHES,) if parameter.slashes else ()
        yield _field_argument(f"at.{place}", name, field, service, (*numbers, *slashes))


def _body(operation: Operation, names: OperationNames, service: Service) -> Iterator[Argument]:
    body = operation.request
    if body is None:
        return
    if names.body is not None:
        yield _whole_body(body, names.body, service)
    elif isinstance(body.type, ModelRef):
        place = IN_FORM if body.media_type == FORM else IN_BODY
        for field, name in zip(service.by_id[body.type.id].fields, names.fields, strict=True):
            yield _field_argument(place, name, field, service)


def _field_argument(
    place: str, name: MemberName, field: Field, service: Service, more: tuple[Keyword, ...] = ()
) -> Argument:
    default = _default(place, field)
    found = ASYNC_UPLOADABLE if _is_part_with_file(place, field) else field_annotation(field, service.names, MODELS)
    given = ((Identifier("default"), default),) if default is not None else ()
    absent = [NONE] if default == NOTHING else []
    # Only bodies hold structures that need be distinguished from their plain form.
    plain = field.type if place in IN_BODIES else Unknown("")
    accepted = accepted_annotation(plain, found, service.names, MODELS)
    return Argument(
        name=Identifier(name),
        wire=field.wire_name,
        annotation=either([accepted, *absent]),
        blocking=either([_blocking(accepted), *absent]),
        member=member_annotation(plain, either([found, *absent]), service.names, MODELS),
        default=default,
        specifier=specifier(place, (*given, *member_keywords(name, field), *more)),
        paragraphs=description(field, with_rules=False),
        entry=argument(name, field),
        field=field,
        span=field.span,
        bare=place == "at.query" and default == BARE,
    )


def _is_part_with_file(place: str, field: Field) -> bool:
    return place == "at.form" and field.type == Scalar(Kind.BINARY)


def _blocking(found: Annotation) -> Annotation:
    return UPLOADABLE if found == ASYNC_UPLOADABLE else found


def _default(place: str, field: Field) -> PyLiteral | None:
    """What is sent where nothing is given: nothing, or the one value that a parameter outside of the body can have, as in `?acl` or `?list-type=2`."""
    if place not in ALWAYS_GIVEN and not must_be_given(field):
        return NOTHING
    values = literals(field) if place in ("at.query", "at.header") else ()
    return values[0] if len(values) == 1 and not isinstance(field.type, ListOf) else None


def _whole_body(body: Body, name: MemberName, service: Service) -> Argument:
    found = annotation(body.type, service.names, MODELS)
    if is_text(body, service.by_id):
        found = TEXT
    elif isinstance(body.type, Unknown) and body.media_type not in (JSON, "") and not is_other_json(body):
        found = BYTES
    if found == BYTES:
        found = ASYNC_UPLOADABLE
    other = body.media_type not in (JSON, "", FORM) or (found == ASYNC_UPLOADABLE and body.media_type != JSON)
    media_type = body.media_type if body.media_type not in (JSON, FORM) else OCTETS
    required = body.required and not _may_be_left_out(body, service)
    keywords: tuple[Keyword, ...] = () if required else (DEFAULT_NONE,)
    keywords += ((Identifier("media_type"), string(media_type)),) if other and media_type else ()
    default = None if required else NOTHING
    form = f" ({media_type})" if other and media_type else ""
    sources = ": bytes, an open file, a path, or an iterable of bytes" if found == ASYNC_UPLOADABLE else ""
    words = Line(text=prose(f"What is sent, as a whole{form}{sources}."))
    absent = [] if required else [NONE]
    plain = body.type if found not in (TEXT, BYTES, ASYNC_UPLOADABLE) else Unknown("")
    accepted = accepted_annotation(plain, found, service.names, MODELS)
    return Argument(
        name=Identifier(name),
        wire=name,
        annotation=either([accepted, *absent]),
        blocking=either([_blocking(accepted), *absent]),
        member=member_annotation(plain, either([found, *absent]), service.names, MODELS),
        default=default,
        specifier=specifier("at.whole_body", keywords),
        paragraphs=((words,),),
        entry=(replace(words, text=prose(f"{name}: {words.text}"), indent=4, hang=8),),
        field=None,
        span=body.span,
    )


def _may_be_left_out(body: Body, service: Service) -> bool:
    """A JSON object of which no member need be sent need not be sent either."""
    if not isinstance(body.type, ModelRef) or body.media_type != JSON:
        return False
    fields = service.by_id[body.type.id].fields
    return bool(fields) and all(field.presence.kind is PresenceKind.OPTIONAL for field in fields)
