"""`client.py`: the blocking and the asynchronous client, one method an operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docbind.literals import NONE, Docstring, Expression, Identifier, Line, docstring, generic, prose, sequence, string
from docbind.literals import call as call_of
from docbind.model.names import MethodName
from docbind.model.package import ClientModule, ClientPlan, MethodPlan
from docbind.model.spec import Operation
from docbind.resources import reserved_names
from docbind.stages.plan.answers import Answer
from docbind.stages.plan.arguments import Argument
from docbind.stages.plan.modules import CORE, TYPING, header, imports, typing_names, uses
from docbind.stages.plan.prepared import Prepared
from docbind.stages.plan.service import Service
from docbind.stages.plan.titles import summary_of
from docbind.stages.plan.wording import Paragraph, plain

ERRORS: tuple[tuple[str, frozenset[int]], ...] = (
    ("Unauthorized", frozenset({401})),
    ("Forbidden", frozenset({403})),
    ("NotFound", frozenset({404, 410})),
    ("MethodNotAllowed", frozenset({405})),
    ("Conflict", frozenset({409, 412})),
    ("Unprocessable", frozenset({413, 415, 422})),
    ("TooManyRequests", frozenset({429})),
    ("ServerError", frozenset(range(500, 600))),
    ("BadRequest", frozenset(range(400, 500))),
)
"""Which error of the emitted package stands for a status, as in `templates/core/errors.py`; the first row that has it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What differs between the two clients."""

    prefix: str
    base: Identifier
    pager: Identifier
    definition: Identifier
    send: Expression
    send_back: Expression


BLOCKING = Style(
    prefix="",
    base=Identifier("Client"),
    pager=Identifier("Pager"),
    definition=Identifier("def"),
    send=Expression("self.send"),
    send_back=Expression("return self.send"),
)
ASYNCHRONOUS = Style(
    prefix="Async",
    base=Identifier("AsyncClient"),
    pager=Identifier("AsyncPager"),
    definition=Identifier("async def"),
    send=Expression("await self.send"),
    send_back=Expression("return await self.send"),
)


def client_module(service: Service, operations: Sequence[Prepared]) -> ClientModule:
    """Both clients of a service; methods are sorted by name, former names come last."""
    common = [(prepared, _common(prepared, service)) for prepared in operations]
    clients = (_client(service, common, BLOCKING), _client(service, common, ASYNCHRONOUS))
    methods = [method for client in clients for method in client.methods]
    words = [word for method in methods for word in (method.result, *method.parameters, *method.decorators)]
    options = sorted(set(reserved_names().options_without.values()))
    core = [
        "AsyncClient",
        "Client",
        "Service",
        *(name for name in ("AsyncPager", "Pager", "deprecated", *options) if uses(name, words)),
    ]
    siblings = [(".", ["models as m"] if uses("m", words) else []), (".", ["operations as op"] if methods else [])]
    return ClientModule(
        path=f"{service.info.module}/client.py",
        docstring=header(
            f"The clients of {service.info.title}: a typed door to every operation, blocking and asynchronous.", service
        ),
        imports=imports([(TYPING, typing_names(words, *(["Unpack"] if methods else []))), (CORE, core), *siblings]),
        service=_service(service),
        clients=clients,
        pages=tuple(sorted({operation.span.path for operation, _ in service.operations})),
    )


def _service(service: Service) -> Expression:
    info = service.info
    keywords = (
        (Identifier("name"), string(info.module)),
        (Identifier("hosts"), sequence(map(string, info.hosts))),
        (Identifier("catalog_types"), sequence(map(string, info.catalog_types))),
    )
    return call_of(Identifier("Service"), keywords)


def _client(service: Service, common: Sequence[tuple[Prepared, MethodPlan]], style: Style) -> ClientPlan:
    methods = []
    former = []
    for prepared, plan in common:
        method = _styled(plan, prepared.answer, style)
        methods.append(method)
        former += [_renamed(method, old, prepared.names.method) for old, _ in prepared.names.former]
    kind = "asynchronous client" if style is ASYNCHRONOUS else "client"
    return ClientPlan(
        name=Identifier(f"{style.prefix}{service.info.class_name}"),
        base=style.base,
        docstring=docstring([plain(f"The {kind} of {service.info.title}.")], indent=4),
        methods=(*methods, *sorted(former, key=lambda method: method.name)),
    )


def _renamed(method: MethodPlan, old: MethodName, new: MethodName) -> MethodPlan:
    message = string(f"Renamed: call {new} instead.")
    return replace(
        method, name=Identifier(old), decorators=(Expression(f"deprecated({message})"),), docstring=_pointer(new)
    )


def _pointer(new: MethodName) -> Docstring:
    return docstring([plain(f"The former name of `{new}`.")], indent=8)


def _common(prepared: Prepared, service: Service) -> MethodPlan:
    """The method as the blocking client has it."""
    ordered = sorted(prepared.arguments, key=lambda argument: not argument.required)
    return MethodPlan(
        definition=BLOCKING.definition,
        name=Identifier(prepared.names.method),
        decorators=_decorators(prepared.operation, service),
        parameters=_parameters(ordered),
        result=prepared.answer.result,
        docstring=_docstring(prepared.operation, ordered, prepared.answer, service),
        statement=Expression(""),
        operation=Identifier(prepared.names.class_name),
        arguments=tuple(argument.name for argument in ordered),
    )


def _styled(plan: MethodPlan, found: Answer, style: Style) -> MethodPlan:
    """What the clients do differently. A pager is given at once by both, because it sends nothing before it is used."""
    if found.item is not None:
        return replace(
            plan,
            definition=BLOCKING.definition,
            result=generic(style.pager, found.result, found.item),
            statement=Expression("return self.paginate"),
        )
    send = style.send if found.result == NONE else style.send_back
    return replace(plan, definition=style.definition, statement=send)


def _decorators(operation: Operation, service: Service) -> tuple[Expression, ...]:
    if not operation.deprecated:
        return ()
    message = string(f"The service has deprecated this operation ({service.page(operation.span)}).")
    return (Expression(f"deprecated({message})"),)


def _parameters(ordered: list[Argument]) -> tuple[Expression, ...]:
    shadowed = frozenset(argument.name for argument in ordered) & frozenset().union(*reserved_names().options_without)
    options = reserved_names().options_without[shadowed]
    declared = [
        f"{argument.name}: {argument.annotation}{'' if argument.required else ' = None'}" for argument in ordered
    ]
    star = ["*"] if declared else []
    return tuple(Expression(parameter) for parameter in ("self", *star, *declared, f"**options: Unpack[{options}]"))


# --- docstrings ------------------------------------------------------------------------------------------------------


def _docstring(operation: Operation, ordered: list[Argument], found: Answer, service: Service) -> Docstring:
    first, more = summary_of(operation)
    paragraphs = [
        plain(first),
        *more,
        plain(f"{operation.method} {operation.path} ({service.page(operation.span)}:{operation.span.first_line})"),
        _arguments(ordered),
        _returns(operation, found),
        _raises(operation),
    ]
    return docstring(paragraphs, indent=8)


def _arguments(ordered: list[Argument]) -> Paragraph:
    lines = [line for argument in ordered for line in argument.entry]
    options = Line(text=prose("options: Settings of this call alone."), indent=4, hang=8)
    return (Line(text=prose("Args:")), *lines, options)


def _returns(operation: Operation, found: Answer) -> Paragraph:
    if found.result == NONE:
        return ()
    if found.item is not None:
        words = "The items of the list; further pages are fetched as they are needed."
    elif operation.job is not None:
        words = f"What the service answers; `{operation.job.field}` names the job that it has started."
    elif found.result == "bytes":
        words = "The content."
    else:
        words = "What the service answers."
    return (Line(text=prose("Returns:")), Line(text=prose(words), indent=4, hang=4))


def _raises(operation: Operation) -> Paragraph:
    by_error: dict[str, list[int]] = {}
    for status in sorted({response.status for response in operation.responses if response.status >= 400}):
        error = next((name for name, statuses in ERRORS if status in statuses), None)
        if error is not None:
            by_error.setdefault(error, []).append(status)
    lines = [f"{error}: Status {_listed(statuses)}." for error, statuses in by_error.items()]
    entries = ["ValidationError: An argument breaks a documented rule; nothing was sent.", *lines]
    return (Line(text=prose("Raises:")), *(Line(text=prose(entry), indent=4, hang=8) for entry in entries))


def _listed(statuses: list[int]) -> str:
    *front, last = map(str, statuses)
    return f"{', '.join(front)} or {last}" if front else last
