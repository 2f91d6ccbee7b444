"""What `docbind explain` says: of a finding's code, of how a page was read, and of where an emitted name comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from docbind.dialect.finding import Finding
from docbind.dialect.grades import Effect
from docbind.grading import effect_of
from docbind.model.diagnostic import Diagnostic, SourceSpan
from docbind.model.names import MemberName, Names
from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import (
    Body,
    Constraint,
    Corrected,
    Field,
    Format,
    Items,
    Length,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Pattern,
    Range,
    Reference,
    Scalar,
    ServiceSpec,
    TypeRef,
    Unknown,
)
from docbind.views.report import lines, shown

ERRATA_ENDING = ".toml"
CORRECTED = {
    Corrected.FIELD: "stated by an erratum",
    Corrected.PLACE: "name or place by an erratum",
    Corrected.TYPE: "type by an erratum",
    Corrected.PRESENCE: "presence by an erratum",
    Corrected.WAIVER: "waived by an erratum",
}
_EFFECTS = {
    Effect.REFUSE: "is refused",
    Effect.SLIPS: "refuses slips only",
    Effect.TELL: "is told, not refused",
    Effect.PASS: "is not enforced",
}


def finding(row: Finding) -> str:
    """What one code means and what to do about it."""
    return f"{row.code}: {row.title}\n\n{row.meaning}\n\nWhat to do: {row.remedy}\n"


def page(spec: ServiceSpec, diagnostics: Iterable[Diagnostic], path: str) -> str:
    """How one page was read: its operations with every parameter and its evidence, each table's fate, and the findings. Empty for a page of another service."""
    accounts = [account for account in spec.accounts if _is_same(account.path, path)]
    if len(accounts) != 1:
        return ""
    own = accounts[0]
    out = [f"{own.path}: {own.fate.value}" + (f" ({own.reason})" if own.reason else "")]
    models = {model.id: model for model in spec.models}
    for operation in spec.operations:
        if operation.span.path == own.path:
            out += _operation(operation, models)
    corrected = [*_corrected(spec, own.path)]
    if corrected:
        out += ["", "corrected by errata", *(f"  {_field(field, models)}" for field in corrected)]
    out += ["", "tables"]
    for table in own.tables:
        rows = f"{table.emitted} rows emitted, {table.ignored} ignored, {table.reported} reported"
        out.append(f"  line {table.span.first_line}: {table.fate.value} as {table.reason or 'parameters'}; {rows}")
    links = [link for link in spec.links if link.span.path == own.path]
    if links:
        out += ["", "structures, and the evidence by which they were found"]
        out += [f"  line {link.span.first_line}: {link.wire_name}: {link.step.value}" for link in links]
    found = [diagnostic for diagnostic in diagnostics if diagnostic.span.path == own.path]
    text = "\n".join(shown(line) for line in out) + "\n"
    return text + ("\nfindings\n" + lines(found) if found else "")


def errata(spec: ServiceSpec, diagnostics: Iterable[Diagnostic], path: str) -> str:
    """What became of each erratum of a file, and the operations that it adds. Empty for a file of another service."""
    models = {model.id: model for model in spec.models}
    added = [operation for operation in spec.operations if _is_same(operation.span.path, path)]
    found = [diagnostic for diagnostic in diagnostics if _is_same(diagnostic.span.path, path)]
    text = "".join(f"{shown(line)}\n" for operation in added for line in _operation(operation, models)[1:])
    return text + lines(found)


def symbol(spec: ServiceSpec, names: Names, subject: str) -> str:
    """Where one emitted name comes from: `functiongraph.create_function`, `CreateFunction`, `FuncCode.url`. Empty where the service has no such name."""
    parts = subject.split(".")
    while parts and parts[0] in ("otc", spec.info.module, "models", "operations", "client", spec.info.class_name):
        parts = parts[1:]
    if not parts or len(parts) > 2:
        return ""
    return "".join(
        f"{shown(where)}\n" for where in _origins(spec, names, parts[0], parts[1] if len(parts) == 2 else "")
    )


def _origins(spec: ServiceSpec, names: Names, name: str, member: str) -> Iterator[str]:
    for operation in spec.operations:
        own = names.operations.get(operation.id)
        if own is None:
            continue  # not emitted
        if name in (own.method, own.class_name):
            where = f'{operation.span}: {own.method} ({own.class_name}) is {operation.method} {operation.path}, "{operation.title}"'
            members: list[tuple[MemberName | None, Field]] = [
                (argument, parameter.field)
                for argument, parameter in zip(own.parameters, operation.parameters, strict=True)
            ]
            members += list(zip(own.fields, _body_fields(spec, operation), strict=True)) if own.fields else []
            if not member:
                yield where
            for argument, field in members:
                if argument is not None and argument == member:
                    yield f"{field.span}: {name}.{member} is {field.wire_name}: {_type(field.type, {})}{_rules(field)}"
    for model in spec.models:
        known = names.models.get(model.id)
        if known is None or known.class_name != name:
            continue
        if not member:
            yield f"{model.span}: {name} is the structure {model.name or 'of a body'!r} with {len(model.fields)} fields"
        for own_name, field in zip(known.members, model.fields, strict=True):
            if own_name == member:
                yield f"{field.span}: {name}.{member} is {field.wire_name}: {_type(field.type, {})}{_rules(field)}"


def _body_fields(spec: ServiceSpec, operation: Operation) -> tuple[Field, ...]:
    """The fields of the request's body, where it is a structure."""
    body = operation.request
    if body is None or not isinstance(body.type, ModelRef):
        return ()
    identity = body.type.id
    return next((model.fields for model in spec.models if model.id == identity), ())


def _corrected(spec: ServiceSpec, path: str) -> Iterator[Field]:
    """The fields of a page that an erratum speaks of."""
    fields = [one.field for operation in spec.operations if operation.span.path == path for one in operation.parameters]
    fields += [field for model in spec.models if path in (model.owner, model.span.path) for field in model.fields]
    for field in fields:
        if field.corrections or any(_is_erratum(one.evidence.span) for one in field.constraints):
            yield field


def _is_same(path: str, subject: str) -> bool:
    """Does a path as given on the command line end in the page's path, or the other way round?"""
    given = subject.replace("\\", "/").removeprefix("./")
    return path == given or path.endswith("/" + given) or given.endswith("/" + path)


def _operation(operation: Operation, models: dict[str, Model]) -> list[str]:
    out = ["", f"{operation.method} {operation.path}  ({_line(operation.span)}, label {operation.id})"]
    out += [f"  alias {alias}" for alias in operation.aliases]
    if operation.deprecated:
        out.append("  deprecated")
    for parameter in operation.parameters:
        numbers = "" if parameter.first_number is None else f" under numbered names, from {parameter.first_number}"
        slashes = " with slashes" if parameter.slashes else ""
        out.append(f"  {parameter.location.value}{numbers}{slashes} {_field(parameter.field, models)}")
    out += _body("request", operation.request, models)
    for response in operation.responses:
        out.append(f"  response {response.status or 'of any error'}" + (f": {response.text}" if response.text else ""))
        out += _body("  body", response.body, models)
    if operation.paging is not None:
        out.append(f"  {_paging(operation.paging)}")
    if operation.job is not None:
        out.append(f"  starts a job: {operation.job.field}")
    if operation.progress is not None:
        until, unless = "|".join(operation.progress.until), "|".join(operation.progress.unless)
        out.append(f"  tells a job: {operation.progress.field} is {until} in the end, or {unless}")
    if operation.states is not None:
        settled, failed = "|".join(operation.states.settled), "|".join(operation.states.failed)
        tail = f", or {failed} where it failed" if failed else ""
        out.append(f"  tells a state: {operation.states.field} settles in {settled}{tail}")
    out.append(f"  examples: {len(operation.examples)}")
    return out


def _paging(paging: Paging) -> str:
    """How a list is read, and what its pages say of its length."""
    items = f"items in {paging.items!r}" if paging.items else "the body is the list"
    total = f", total in {paging.total!r}" if paging.total else ""
    if paging.style is PagingStyle.SINGLE:
        return f"list: on one page, {items}{total}"
    following = paging.next or (f"{paging.key} of the last item" if paging.style is PagingStyle.MARKER else "nothing")
    return f"pages: by {paging.style.value} {paging.cursor!r} in {paging.unit}, {items}, next in {following!r}{total}"


def _body(what: str, body: Body | None, models: dict[str, Model]) -> list[str]:
    if body is None:
        return []
    out = [f"  {what} {body.media_type}: {_type(body.type, models)}  ({_line(body.span)})"]
    if isinstance(body.type, ModelRef):
        out += [f"    {_field(field, models)}" for field in models[body.type.id].fields]
    return out


def _field(field: Field, models: dict[str, Model]) -> str:
    presence = field.presence.kind.value
    return f"{field.wire_name}: {_type(field.type, models)}, {presence}{_rules(field)}  ({_line(field.span)})"


def _type(type_ref: TypeRef, models: dict[str, Model]) -> str:
    match type_ref:
        case Scalar(kind=kind):
            return kind.value
        case ListOf(item=item):
            return f"list of {_type(item, models)}"
        case MapOf(value=value):
            return f"map of {_type(value, models)}"
        case ModelRef(id=identity):
            model = models.get(identity)
            name = model.name or "structure" if model is not None else "structure"
            return f"{name} and other members" if model is not None and model.open else name
        case Unknown(phrase=phrase):
            return f"any value ({phrase})" if phrase else "any value"
        case Reference(phrase=phrase):
            return f"unresolved {phrase}"
        case _:
            assert_never(type_ref)


def _rules(field: Field) -> str:
    parts = [_rule(constraint) for constraint in field.constraints]
    if field.default is not None:
        parts.append(
            f"default {field.default.value!r} {_evidence(field.default.evidence.span, field.default.evidence.quote)}"
        )
    parts += [
        f"not enforced, {remark.reason} {_evidence(remark.evidence.span, remark.evidence.quote)}"
        for remark in field.remarks
    ]
    parts += [
        f"{one.rule.value} {_EFFECTS[effect_of(field, one.rule)]}: {one.reason.value} ({one.span})"
        for one in field.objections
    ]
    parts += [mark.value for mark in field.marks]
    parts += [f"{CORRECTED[one.fact]} {_evidence(one.evidence.span, one.evidence.quote)}" for one in field.corrections]
    return "".join(f"; {part}" for part in parts)


def _rule(constraint: Constraint) -> str:
    match constraint:
        case Length(minimum=minimum, maximum=maximum):
            text = f"length {_bounds(minimum, maximum)}"
        case Range(minimum=minimum, maximum=maximum):
            text = f"value {_bounds(minimum, maximum)}"
        case Items(minimum=minimum, maximum=maximum):
            text = f"items {_bounds(minimum, maximum)}"
        case Pattern(regex=regex):
            text = f"pattern {regex}"
        case OneOf(values=values):
            text = "one of " + ", ".join(str(value) for value in values)
        case Format(name=name):
            text = f"format {name}"
        case _:
            assert_never(constraint)
    return f"{text} {_evidence(constraint.evidence.span, constraint.evidence.quote)}"


def _evidence(span: SourceSpan, quote: str) -> str:
    return f'("{quote}", {_line(span)})'


def _line(span: SourceSpan) -> str:
    """A line of a page; of a file of errata, with the file."""
    return str(span) if _is_erratum(span) else f"line {span.first_line}"


def _is_erratum(span: SourceSpan) -> bool:
    return span.path.endswith(ERRATA_ENDING)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f"{minimum} to {maximum}"
    return f"at least {minimum}" if maximum is None else f"at most {maximum}"
