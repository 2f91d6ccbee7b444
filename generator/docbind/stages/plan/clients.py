"""`client.py`: the blocking and the asynchronous client, one method an operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docbind.literals import NONE, Docstring, Expression, Identifier, docstring, generic, sequence, string
from docbind.literals import call as call_of
from docbind.model.names import MethodName
from docbind.model.package import ClientModule, ClientPlan, MethodPlan
from docbind.model.spec import Mark, Operation
from docbind.resources import reserved_names
from docbind.stages.plan.arguments import Argument
from docbind.stages.plan.docstrings import Waiters, job_waiters, method_docstring
from docbind.stages.plan.modules import ABSTRACT, CORE, TYPING, abstract_names, header, imports, typing_names, uses
from docbind.stages.plan.prepared import Prepared
from docbind.stages.plan.service import Service
from docbind.stages.plan.waiters import waiter_method
from docbind.stages.plan.wording import plain

OBJECT_STORAGE = "OBS"
"""How object storage calls its signature, as in `templates/core/service.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What differs between the two clients."""

    prefix: str
    base: Identifier
    pager: Identifier
    definition: Identifier
    send: Expression
    send_back: Expression
    wait_back: Expression


USED_BY_METHODS = (
    "AsyncPager",
    "AsyncUploadable",
    "JsonObject",
    "Pager",
    "StatefulRequest",
    "Uploadable",
    "deprecated",
)
"""What methods may need of the core."""

BLOCKING = Style(
    prefix="",
    base=Identifier("Client"),
    pager=Identifier("Pager"),
    definition=Identifier("def"),
    send=Expression("self.send"),
    send_back=Expression("return self.send"),
    wait_back=Expression("return self.wait_until"),
)
ASYNCHRONOUS = Style(
    prefix="Async",
    base=Identifier("AsyncClient"),
    pager=Identifier("AsyncPager"),
    definition=Identifier("async def"),
    send=Expression("await self.send"),
    send_back=Expression("return await self.send"),
    wait_back=Expression("return await self.wait_until"),
)


def client_module(service: Service, operations: Sequence[Prepared]) -> ClientModule:
    """Both clients of a service; methods are sorted by name, former names come last."""
    jobs = job_waiters(operations)
    common = [(prepared, _common(prepared, service, jobs)) for prepared in operations]
    clients = (_client(service, common, BLOCKING), _client(service, common, ASYNCHRONOUS))
    methods = [method for client in clients for method in client.methods]
    words = [word for method in methods for word in (method.result, *method.parameters, *method.decorators)]
    words += [waiter.request for waiter in clients[0].waiters]
    options = sorted(set(reserved_names().options_without.values()))
    core = [
        "AsyncClient",
        "Client",
        "Service",
        *(name for name in (*USED_BY_METHODS, *options) if uses(name, words)),
        *(("OptionsWithoutTimeout", "R") if clients[0].waiters else ()),
    ]
    siblings = [(".", ["models as m"] if uses("m", words) else []), (".", ["operations as op"] if methods else [])]
    return ClientModule(
        path=f"{service.info.module}/client.py",
        docstring=header(
            f"The clients of {service.info.title}: a typed door to every operation, blocking and asynchronous.", service
        ),
        imports=imports(
            [
                (ABSTRACT, abstract_names(words)),
                (TYPING, typing_names(words, *(["Unpack"] if methods else []))),
                (CORE, core),
                *siblings,
            ]
        ),
        service=_service(service),
        clients=clients,
        pages=tuple(sorted({operation.span.path for operation, _ in service.operations})),
    )


def _service(service: Service) -> Expression:
    info = service.info
    keywords = [
        (Identifier("name"), string(info.module)),
        (Identifier("hosts"), sequence(map(string, info.hosts))),
        (Identifier("catalog_types"), sequence(map(string, info.catalog_types))),
    ]
    if service.is_storage:
        keywords.append((Identifier("signature"), string(OBJECT_STORAGE)))
    return call_of(Identifier("Service"), keywords)


def _client(service: Service, common: Sequence[tuple[Prepared, MethodPlan]], style: Style) -> ClientPlan:
    methods = []
    former = []
    for prepared, plan in common:
        method = _styled(plan, prepared, style)
        methods.append(method)
        former += [_renamed(method, old, prepared.names.method) for old, _ in prepared.names.former]
    kind = "asynchronous client" if style is ASYNCHRONOUS else "client"
    return ClientPlan(
        name=Identifier(f"{style.prefix}{service.info.class_name}"),
        base=style.base,
        docstring=docstring([plain(f"The {kind} of {service.info.title}.")], indent=4),
        methods=(*methods, *sorted(former, key=lambda method: method.name)),
        waiters=tuple(
            waiter_method(waiter, service, style.definition, style.wait_back) for waiter in service.names.waiters
        ),
    )


def _renamed(method: MethodPlan, old: MethodName, new: MethodName) -> MethodPlan:
    message = string(f"Renamed: call {new} instead.")
    return replace(
        method, name=Identifier(old), decorators=(Expression(f"deprecated({message})"),), docstring=_pointer(new)
    )


def _pointer(new: MethodName) -> Docstring:
    return docstring([plain(f"The former name of `{new}`.")], indent=8)


def _common(prepared: Prepared, service: Service, waiters: Waiters) -> MethodPlan:
    """The method as the blocking client has it."""
    ordered = _ordered(prepared)
    return MethodPlan(
        definition=BLOCKING.definition,
        name=Identifier(prepared.names.method),
        decorators=_decorators(prepared.operation, service),
        parameters=_parameters(ordered, asynchronous=False),
        result=prepared.answer.result,
        docstring=method_docstring(prepared, ordered, service, waiters),
        statement=Expression(""),
        operation=Identifier(prepared.names.class_name),
        arguments=tuple(argument.name for argument in ordered),
        forgotten=_forgotten(ordered),
    )


def _ordered(prepared: Prepared) -> list[Argument]:
    """The arguments, those first that must be given."""
    said = [argument for argument in prepared.arguments if not argument.bare]
    return sorted(said, key=lambda argument: argument.default is not None)


def _forgotten(ordered: Sequence[Argument]) -> tuple[tuple[Identifier, ...], ...]:
    secret = tuple(one.name for one in ordered if one.field is not None and Mark.SECRET in one.field.marks)
    return (secret,) if secret else ()


def _styled(plan: MethodPlan, prepared: Prepared, style: Style) -> MethodPlan:
    """What the clients do differently. A pager is given at once by both, because it sends nothing before it is used."""
    found = prepared.answer
    if style is ASYNCHRONOUS:
        plan = replace(plan, parameters=_parameters(_ordered(prepared), asynchronous=True))
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


def _parameters(ordered: list[Argument], *, asynchronous: bool) -> tuple[Expression, ...]:
    shadowed = frozenset(argument.name for argument in ordered) & frozenset().union(*reserved_names().options_without)
    options = reserved_names().options_without[shadowed]
    declared = [
        f"{argument.name}: {argument.annotation if asynchronous else argument.blocking}"
        f"{'' if argument.default is None else f' = {argument.default}'}"
        for argument in ordered
    ]
    star = ["*"] if declared else []
    return tuple(Expression(parameter) for parameter in ("self", *star, *declared, f"**options: Unpack[{options}]"))
