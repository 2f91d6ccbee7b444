"""ServiceSpec → the part of it that a person can review: the golden `spec.json` of a case.

One line per fact. `fields` are the rows of `views.fields`, without what is null. `facts` are the types that such a row cannot say, and the words behind rules,
defaults, marks and conditions; `links` the evidence by which each container found its structure; `pages` what became of every table and row. The number in front
of a fact is its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import assert_never

from docbind.model.account import PageAccount, TableAccount
from docbind.model.progress import JobProgress, Paging, PagingStyle, ResourceStates
from docbind.model.spec import (
    Body,
    Constraint,
    Direction,
    Example,
    Field,
    Format,
    Items,
    JsonObject,
    JsonValue,
    Kind,
    Length,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Pattern,
    PresenceKind,
    Range,
    Reference,
    Response,
    Scalar,
    ServiceSpec,
    TypeRef,
    Unknown,
)
from docbind.views.fields import Row, fields

LONGEST_LINE = 150
"""Characters of a JSON value that stay on one line."""


def projection(specs: tuple[ServiceSpec, ...]) -> str:
    """The services as JSON text, each under its id."""
    return _layout({spec.info.id: _service(spec) for spec in specs}, "") + "\n"


def _service(spec: ServiceSpec) -> dict[str, object]:
    rows = fields(spec)
    return _filled(
        operations=[_operation(operation, row) for operation, row in zip(spec.operations, rows, strict=True)],
        facts=list(dict.fromkeys(_facts(spec))),
        models=[_model(model) for model in spec.models],
        links=[f"{link.span.first_line} {link.wire_name}: {link.step.value}" for link in spec.links],
        pages=dict(_page(page) for page in spec.accounts),
    )


# --- operations ------------------------------------------------------------------------------------------------------


def _operation(operation: Operation, row: Row) -> dict[str, object]:
    listed = row["fields"]
    assert isinstance(listed, list)
    return _filled(
        id=operation.id,
        summary=operation.summary,
        route=f"{operation.method} {operation.path}",
        host=operation.host,
        aliases=list(operation.aliases),
        deprecated=operation.deprecated,
        sends=_carried(operation.request) + _unless_absent(operation.request),
        answers=[_answer(response) for response in operation.responses],
        fields=[{name: value for name, value in field.items() if value is not None} for field in listed],
        examples=[_example(example) for example in operation.examples],
        paging=_paging(operation.paging) if operation.paging is not None else None,
        job=operation.job.field if operation.job is not None else None,
        progress=_progress(operation.progress) if operation.progress is not None else None,
        states=_states(operation.states) if operation.states is not None else None,
    )


def _carried(body: Body | None) -> str:
    if body is None:
        return ""
    return body.media_type if isinstance(body.type, ModelRef) else f"{body.media_type}, {_type(body.type)}"


def _unless_absent(body: Body | None) -> str:
    return "" if body is None or body.required else ", or nothing"


def _answer(response: Response) -> str:
    parts = [
        str(response.status or "any error"),
        _carried(response.body),
        f"({response.text})" if response.text else "",
    ]
    return " ".join(part for part in parts if part)


def _example(example: Example) -> dict[str, object]:
    return _filled(
        kind=example.kind.value,
        status=example.status,
        title=example.title,
        request=f"{example.method} {example.url}".strip(),
        value=_plain(example.value) if example.has_value else None,
        text="" if example.has_value else example.text,
        repairs=list(example.repairs),
    )


def _paging(paging: Paging) -> str:
    """How a list is read; `items` of a body that is the list are `-`."""
    items = f"items {paging.items or '-'}"
    if paging.style is PagingStyle.SINGLE:
        return f"single: {items}, total {paging.total or '-'}"
    more = {
        "key": paging.key if paging.key != "id" else "",
        "count": paging.count,
        "more": paging.more,
        "together": "yes" if paging.together else "",
    }
    return (
        f"{paging.style.value}: {paging.cursor} counts {paging.unit} from {paging.start}, size {paging.size or '-'}, "
        f"{items}, next {paging.next or '-'}, total {paging.total or '-'}"
        + "".join(f", {name} {word}" for name, word in more.items() if word)
    )


def _progress(progress: JobProgress) -> str:
    names, until, unless = (", ".join(words) for words in (progress.names, progress.until, progress.unless))
    return f"{progress.field} of the job by {names}: done as {until}, failed as {unless}"


def _states(states: ResourceStates) -> str:
    return f"{states.field}: settled as {', '.join(states.settled)}, failed as {', '.join(states.failed) or '-'}"


def _plain(value: JsonValue) -> object:
    if isinstance(value, JsonObject):
        return {key: _plain(inner) for key, inner in value.members}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


# --- facts -----------------------------------------------------------------------------------------------------------


def _facts(spec: ServiceSpec) -> Iterator[str]:
    for operation in spec.operations:
        for parameter in operation.parameters:
            yield from _field_facts(parameter.field)
        yield from _undocumented(operation.undocumented, operation.span.first_line)
        for response in operation.responses:
            for header in response.headers:
                yield from _field_facts(header)
    for model in spec.models:
        yield from _undocumented(model.undocumented, model.span.first_line)
        for field in model.fields:
            yield from _field_facts(field)


def _undocumented(names: tuple[str, ...], line: int) -> Iterator[str]:
    for name in names:
        yield f"{line} {name}: only examples send it"


def _field_facts(field: Field) -> Iterator[str]:
    where = f"{field.span.first_line} {field.wire_name}"
    if not _is_shown(field.type):
        yield f"{where}: {_type(field.type)}"
    if field.presence.kind is PresenceKind.CONDITIONAL:
        yield f"{where}: conditional: {field.presence.words}"
    for constraint in field.constraints:
        yield f"{where}: {_rule(constraint)} from {constraint.evidence.carrier.value}: {constraint.evidence.quote}"
    if field.default is not None:
        yield f"{where}: default from {field.default.evidence.carrier.value}: {field.default.evidence.quote}"
    for mark in field.marks:
        yield f"{where}: {mark.value}"
    for remark in field.remarks:
        yield f"{where}: not enforced ({remark.reason}): {remark.evidence.quote}"
    for correction in field.corrections:
        at = correction.evidence.span
        yield f"{where}: {correction.fact.value} by {at}: {correction.evidence.quote}"
    for one in field.objections:
        yield f"{where}: {one.rule.value} is not refused: {one.reason.value}, line {one.span.first_line}"


def _is_shown(type_ref: TypeRef) -> bool:
    """Whether the flat row of a field says all of its type."""
    match type_ref:
        case ListOf(item=item):
            return not isinstance(item, ListOf) and _is_shown(item)
        case Scalar(kind=kind):
            return kind not in (Kind.BINARY, Kind.LONG)
        case ModelRef() | Unknown(phrase=""):
            return True
        case _:
            return False


def _type(type_ref: TypeRef) -> str:
    match type_ref:
        case Scalar(kind=kind):
            return kind.value
        case ListOf(item=item):
            return f"list of {_type(item)}"
        case MapOf(value=value):
            return f"map of {_type(value)}"
        case ModelRef():
            return "structure"
        case Unknown(phrase=phrase):
            return f"any value ({phrase})" if phrase else "any value"
        case Reference():
            return "a reference, which no linked service holds"
        case _:
            assert_never(type_ref)


def _rule(constraint: Constraint) -> str:
    match constraint:
        case Range(exclusive_minimum=low, exclusive_maximum=high):
            return "range" + (", minimum excluded" if low else "") + (", maximum excluded" if high else "")
        case Format(name=name):
            return f"format {name}"
        case Length() | Items() | Pattern() | OneOf():
            return type(constraint).__name__.lower()
        case _:
            assert_never(constraint)


# --- models and the account ------------------------------------------------------------------------------------------


def _model(model: Model) -> str:
    direction = "both ways" if model.direction is Direction.BOTH else model.direction.value
    return f"{model.name or 'body'} ({direction}): {', '.join(field.wire_name for field in model.fields)}"


def _page(page: PageAccount) -> tuple[str, list[str]]:
    reason = f" ({page.reason})" if page.reason else ""
    return f"{page.path} {page.fate.value}{reason}", [_table(table) for table in page.tables]


def _table(table: TableAccount) -> str:
    counts = (("emitted", table.emitted), ("ignored", table.ignored), ("reported", table.reported))
    rows = ", ".join(f"{count} {fate}" for fate, count in counts if count)
    return f"{table.span.first_line} {table.fate.value} as {table.reason}: {rows or 'no rows'}"


# --- layout ----------------------------------------------------------------------------------------------------------


def _filled(**members: object) -> dict[str, object]:
    """The members that say something."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], {}, 0, False)}


def _layout(value: object, indent: str) -> str:
    """JSON with everything that is short on one line, but each object of a list on lines of its own."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or (len(line) <= LONGEST_LINE and not _lists_objects(value)):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        members = [f"{json.dumps(key, ensure_ascii=False)}: {_layout(member, inner)}" for key, member in value.items()]
        return "{\n" + ",\n".join(inner + member for member in members) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _layout(member, inner) for member in value) + f"\n{indent}]"


def _lists_objects(value: object) -> bool:
    if isinstance(value, dict):
        return any(_lists_objects(member) for member in value.values())
    return isinstance(value, list) and any(isinstance(member, dict) or _lists_objects(member) for member in value)
