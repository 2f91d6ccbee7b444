"""`models.py`: one class a structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docbind.grading import must_be_given
from docbind.literals import NONE, Annotation, Identifier, PyLiteral, docstring, either
from docbind.model.names import ModelNames
from docbind.model.package import AssignmentPlan, ClassModule, ClassPlan, LazyModule, MemberPlan
from docbind.model.spec import Direction, Field, ListOf, MapOf, Model, ModelRef, TypeRef
from docbind.stages.plan.annotations import field_annotation, member_annotation
from docbind.stages.plan.arguments import DEFAULT_NONE, document, member_keywords, specifier, undocumented
from docbind.stages.plan.modules import (
    ABSTRACT,
    CONVERSIONS,
    CORE,
    DEEP_CORE,
    TYPING,
    abstract_names,
    aliases,
    header,
    imports,
    typing_names,
    uses,
)
from docbind.stages.plan.packages import models_init
from docbind.stages.plan.service import Service
from docbind.stages.plan.wording import description, first_sentence, plain

MODEL = Annotation("Model")

_OPEN = (AssignmentPlan(name=Identifier("__open__"), value=PyLiteral("True")),)


def model_modules(service: Service) -> tuple[ClassModule | LazyModule, ...]:
    """All structures of a service, sorted by name: one module, or for a large service a package with a module for each section of the pages."""
    purposes = _purposes(service)
    sections: dict[str, list[_Structure]] = {}
    for model, names in service.models:
        structure = _Structure(plan=_class(model, names, purposes[model.id], service), model=model, names=names)
        sections.setdefault(service.names.sections.get(model.id, ""), []).append(structure)
    if not service.names.sections:
        return (_module(f"{service.info.module}/models.py", "", sections.get("", []), service, CORE),)
    homes = {structure.names.class_name: section for section, found in sections.items() for structure in found}
    modules = [
        _module(f"{service.info.module}/models/{section}.py", section, found, service, DEEP_CORE)
        for section, found in sorted(sections.items())
    ]
    former = {old: homes[names.class_name] for _, names in service.models for old in names.former}
    return (models_init(service, homes | former), *modules)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Structure:
    plan: ClassPlan
    model: Model
    names: ModelNames


def _module(path: str, section: str, found: Sequence[_Structure], service: Service, core: Identifier) -> ClassModule:
    annotations = [member.annotation for structure in found for member in structure.plan.members]
    declared = [member.specifier for structure in found for member in structure.plan.members]
    needed = [
        *(["Model"] if found else []),
        *(["at"] if uses("at", declared) else []),
        *(["field"] if any(specifier.startswith("field(") for specifier in declared) else []),
        *(name for name in CONVERSIONS if uses(name, annotations)),
    ]
    about = f": {section.replace('_', ' ')}" if section else ""
    return ClassModule(
        path=path,
        docstring=header(f"The structures that {service.info.title} exchanges{about}.", service),
        imports=imports(
            [
                (ABSTRACT, abstract_names(annotations)),
                (TYPING, typing_names(annotations)),
                (core, needed),
                *_neighbours(section, found, service),
            ]
        ),
        classes=tuple(structure.plan for structure in found),
        aliases=aliases(
            (former, structure.names.class_name) for structure in found for former in structure.names.former
        ),
        pages=tuple(sorted({structure.model.span.path for structure in found})),
    )


def _neighbours(section: str, found: Sequence[_Structure], service: Service) -> list[tuple[str, list[str]]]:
    """What a section takes from others. Only the shared one is ever needed: what a section refers to is its own, or more than one uses it."""
    needed: dict[str, set[str]] = {}
    for structure in found:
        for field in structure.model.fields:
            identity = _model_in(field.type)
            if (
                identity is not None
                and identity in service.names.models
                and service.names.sections.get(identity, section) != section
            ):
                needed.setdefault(f".{service.names.sections[identity]}", set()).add(
                    service.names.models[identity].class_name
                )
    return [(module, sorted(names)) for module, names in sorted(needed.items())]


def _class(model: Model, names: ModelNames, purpose: str, service: Service) -> ClassPlan:
    asked = model.direction is not Direction.RESPONSE
    members: dict[str, MemberPlan] = {}
    for field, name in zip(model.fields, names.members, strict=True):
        required = asked and must_be_given(field)
        found = field_annotation(field, service.names)
        read = found if required else either([found, NONE])
        members.setdefault(
            name,
            MemberPlan(
                name=Identifier(name),
                annotation=member_annotation(field.type, read, service.names) if asked else read,
                specifier=specifier(
                    "at.header" if model.headers else "field",
                    (
                        *(() if required else (DEFAULT_NONE,)),
                        *member_keywords(name, field, enforced=asked),
                    ),
                ),
                docstring=docstring(description(field, with_rules=not asked), indent=4),
            ),
        )
    return ClassPlan(
        name=Identifier(names.class_name),
        base=MODEL,
        docstring=docstring(
            [plain(purpose), plain(f"Source: {service.page(model.span)}:{model.span.first_line}")], indent=4
        ),
        attributes=(*document(model), *(_OPEN if model.open else ()), *undocumented(model.undocumented)),
        members=tuple(members.values()),
    )


def _purposes(service: Service) -> dict[str, str]:
    """What each structure is for: what its body's operation does, or what most of the fields that hold it say of it."""
    said: dict[str, Counter[str]] = {}
    for model in service.by_id.values():
        _hear(model.fields, said)
    for operation, _ in service.operations:
        _hear(tuple(parameter.field for parameter in operation.parameters), said)
    purposes = {
        identity: min(texts, key=lambda text: (-texts[text], len(text), text)) for identity, texts in said.items()
    }
    for operation, names in service.operations:
        for response in operation.responses:
            if response.body is not None and isinstance(response.body.type, ModelRef):
                words = (
                    f"What `{names.method}` answers."
                    if response.status < 400
                    else f"What {service.info.title} answers when it refuses a request."
                )
                purposes.setdefault(response.body.type.id, words)
        if operation.request is not None and isinstance(operation.request.type, ModelRef):
            purposes.setdefault(operation.request.type.id, f"What `{names.method}` sends.")
    return {
        model.id: purposes.get(model.id) or f"A structure that the pages call {model.name or 'nothing'}."
        for model in service.by_id.values()
    }


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
