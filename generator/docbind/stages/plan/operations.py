"""`operations.py`: one class an operation."""

from __future__ import annotations

from collections.abc import Sequence

from docbind.dialect.targets import CLIENT_PLACEHOLDER
from docbind.literals import Expression, Identifier, PyLiteral, docstring, string
from docbind.model.names import OperationNames
from docbind.model.package import AssignmentPlan, ClassModule, ClassPlan, MemberPlan
from docbind.model.spec import ModelRef, Operation
from docbind.stages.plan.arguments import document, is_other_json, undocumented
from docbind.stages.plan.modules import (
    ABSTRACT,
    CONVERSIONS,
    CORE,
    TYPING,
    abstract_names,
    aliases,
    header,
    imports,
    typing_names,
    uses,
)
from docbind.stages.plan.prepared import Prepared
from docbind.stages.plan.service import Service
from docbind.stages.plan.titles import summary_of
from docbind.stages.plan.wording import plain

USED_BY_OPERATIONS = (
    *("AsyncUploadable", "JobRequest", "PagedRequest", "Paging", "Progress", "Request", "StatefulRequest"),
)
"""What operations may need of the core."""


def operation_module(service: Service, operations: Sequence[Prepared]) -> ClassModule:
    """All operations of a service, sorted by name."""
    classes = tuple(_class(operation, service) for operation in operations)
    annotations = [word for plan in classes for word in (plan.base, *(member.annotation for member in plan.members))]
    words = [*annotations, *(attribute.value for plan in classes for attribute in plan.attributes)]
    core = [name for name in (*USED_BY_OPERATIONS, *CONVERSIONS) if uses(name, words)]
    core += ["at"] if any(plan.members for plan in classes) else []
    return ClassModule(
        path=f"{service.info.module}/operations.py",
        docstring=header(
            f"The operations of {service.info.title}, one class each: method, URI, arguments with their places and rules, responses.",
            service,
        ),
        imports=imports(
            [
                (ABSTRACT, abstract_names(words)),
                (TYPING, typing_names(words)),
                (CORE, core),
                (".", ["models as m"] if uses("m", words) else []),
            ]
        ),
        classes=classes,
        aliases=aliases((former, names.class_name) for _, names in service.operations for _, former in names.former),
        pages=tuple(sorted({operation.span.path for operation, _ in service.operations})),
    )


def _class(prepared: Prepared, service: Service) -> ClassPlan:
    operation, names, found = prepared.operation, prepared.names, prepared.answer
    first, more = summary_of(operation)
    attributes: dict[str, PyLiteral | Expression] = {
        "method": string(operation.method),
        "uri": string(uri(operation, names)),
        "responses": found.responses,
    }
    body = operation.request
    if body is not None and isinstance(body.type, ModelRef) and names.body is None:
        root = document(service.by_id[body.type.id])
        if root or is_other_json(body):
            attributes["__media_type__"] = string(body.media_type)
        attributes |= {attribute.name: attribute.value for attribute in root}
        if root and not body.required:
            attributes["__bodiless__"] = PyLiteral("True")
    if operation.host and not (service.is_storage and operation.host == service.info.hosts[0]):
        attributes["__host__"] = string(operation.host)
    if found.paging is not None:
        attributes["paging"] = found.paging
    if found.progress is not None:
        attributes["progress"] = found.progress
    return ClassPlan(
        name=Identifier(names.class_name),
        base=found.base,
        docstring=docstring([plain(first), *more], indent=4),
        attributes=(
            *(AssignmentPlan(name=Identifier(name), value=value) for name, value in attributes.items()),
            *undocumented(_undocumented(operation, service)),
        ),
        members=tuple(
            MemberPlan(
                name=argument.name,
                annotation=argument.member,
                specifier=argument.specifier,
                docstring=docstring(argument.paragraphs, indent=4),
            )
            for argument in prepared.arguments
        ),
    )


def _undocumented(operation: Operation, service: Service) -> tuple[str, ...]:
    """The names that only examples send, in the query and at the root of the body."""
    body = operation.request.type if operation.request is not None else None
    in_body = service.by_id[body.id].undocumented if isinstance(body, ModelRef) else ()
    return tuple(sorted({*operation.undocumented, *in_body}))


def uri(operation: Operation, names: OperationNames) -> str:
    """The path, with the placeholders that had to be renamed; the client's stays where it stands before the one that
    is an argument.
    """
    path = operation.path
    for wire, name in names.wires:
        times = 1 if wire == CLIENT_PLACEHOLDER else -1
        path = f"{{{name}}}".join(path.rsplit(f"{{{wire}}}", times))
    return path
