"""`models.py`: one class a structure."""

from __future__ import annotations

from collections import Counter

from docbind.literals import NONE, Annotation, Identifier, docstring, either
from docbind.model.names import ModelNames
from docbind.model.package import ClassModule, ClassPlan, MemberPlan
from docbind.model.spec import Direction, Field, ListOf, MapOf, Model, ModelRef, PresenceKind, TypeRef
from docbind.stages.plan.annotations import field_annotation
from docbind.stages.plan.arguments import member_keywords, specifier
from docbind.stages.plan.modules import CORE, TYPING, aliases, header, imports, typing_names
from docbind.stages.plan.service import Service
from docbind.stages.plan.wording import description, first_sentence, plain

MODEL = Annotation("Model")


def model_module(service: Service) -> ClassModule:
    """All structures of a service, sorted by name."""
    purposes = _purposes(service)
    classes = tuple(_class(model, names, purposes.get(model.id, ""), service) for model, names in service.models)
    annotations = [member.annotation for plan in classes for member in plan.members]
    core = [*(["Model"] if classes else []), *(["field"] if annotations else [])]
    return ClassModule(
        path=f"{service.info.module}/models.py",
        docstring=header(f"The structures that {service.info.title} exchanges.", service),
        imports=imports([(TYPING, typing_names(annotations)), (CORE, core)]),
        classes=classes,
        aliases=aliases((former, names.class_name) for _, names in service.models for former in names.former),
        pages=tuple(sorted({model.span.path for model, _ in service.models})),
    )


def _class(model: Model, names: ModelNames, purpose: str, service: Service) -> ClassPlan:
    asked = model.direction is not Direction.RESPONSE
    members: dict[str, MemberPlan] = {}
    for field, name in zip(model.fields, names.members, strict=True):
        required = asked and field.presence.kind is PresenceKind.REQUIRED
        found = field_annotation(field, service.names)
        members.setdefault(
            name,
            MemberPlan(
                name=Identifier(name),
                annotation=found if required else either([found, NONE]),
                specifier=specifier("field", member_keywords(name, field, required=required, enforced=asked)),
                docstring=docstring(description(field, with_rules=not asked), indent=4),
            ),
        )
    return ClassPlan(
        name=Identifier(names.class_name),
        base=MODEL,
        docstring=docstring([plain(purpose), plain(f"Source: {service.page(model.span)}:{model.span.first_line}")], indent=4),
        attributes=(),
        members=tuple(members.values()),
    )


def _purposes(service: Service) -> dict[str, str]:
    """What each structure is for: what its body's operation does, or what most of the fields that hold it say of it."""
    said: dict[str, Counter[str]] = {}
    for model in service.by_id.values():
        _hear(model.fields, said)
    for operation, _ in service.operations:
        _hear(tuple(parameter.field for parameter in operation.parameters), said)
    purposes = {identity: min(texts, key=lambda text: (-texts[text], len(text), text)) for identity, texts in said.items()}
    for operation, names in service.operations:
        for response in operation.responses:
            if response.body is not None and isinstance(response.body.type, ModelRef):
                words = f"What `{names.method}` answers." if response.status < 400 else f"What {service.info.title} answers when it refuses a request."
                purposes.setdefault(response.body.type.id, words)
        if operation.request is not None and isinstance(operation.request.type, ModelRef):
            purposes.setdefault(operation.request.type.id, f"What `{names.method}` sends.")
    return {model.id: purposes.get(model.id) or f"A structure that the pages call {model.name or 'nothing'}." for model in service.by_id.values()}


def _hear(fields: tuple[Field, ...], said: dict[str, Counter[str]]) -> None:
    for field in fields:
        identity = _model_in(field.type)
        text = first_sentence(field) if identity else ""
        if identity and text:
            said.setdefault(identity, Counter())[text] += 1


def _model_in(type_ref: TypeRef) -> str | None:
    while isinstance(type_ref, ListOf | MapOf):
        type_ref = type_ref.item if isinstance(type_ref, ListOf) else type_ref.value
    return type_ref.id if isinstance(type_ref, ModelRef) else None
