"""A table that no field refers to becomes a structure, because an erratum names it as a field's type."""

from __future__ import annotations

from dataclasses import replace

from docbind.model.spec import Field, Model, ModelRef, Reference, Struct, TypeRef, Unknown
from docbind.stages.correct.draft import Draft, innermost, with_innermost


def named(draft: Draft, name: str) -> tuple[Struct, ...]:
    """The unused tables that are called so."""
    return tuple(struct for struct in draft.spec.unused if name in struct.names)


def adopted(draft: Draft, struct: Struct) -> TypeRef:
    """The type that the table describes, with the unused tables behind it taken in."""
    waiting: list[Struct] = []
    found = _taken(draft, struct, waiting)
    while waiting:
        one = waiting.pop()
        fields = tuple(_resolved(draft, field, waiting) for field in one.fields)
        draft.models[one.id] = replace(draft.models[one.id], fields=fields)
    return found


def _taken(draft: Draft, struct: Struct, waiting: list[Struct]) -> TypeRef:
    if struct.shape is not None:
        inner = innermost(struct.shape)
        return with_innermost(struct.shape, _target(draft, inner, waiting) if isinstance(inner, Reference) else inner)
    if struct.id not in draft.models:
        draft.models[struct.id] = Model(
            id=struct.id,
            name=(struct.names or ("",))[0],
            owner=struct.owner,
            fields=(),
            direction=struct.direction,
            span=struct.span,
        )
        waiting.append(struct)
    return ModelRef(struct.id)


def _resolved(draft: Draft, field: Field, waiting: list[Struct]) -> Field:
    inner = innermost(field.type)
    if not isinstance(inner, Reference):
        return field
    return replace(field, type=with_innermost(field.type, _target(draft, inner, waiting)))


def _target(draft: Draft, reference: Reference, waiting: list[Struct]) -> TypeRef:
    """What a field of an unused table refers to: another one, or a structure by its name; else any value."""
    labels = {*reference.type_labels, *reference.text_labels}
    for struct in draft.spec.unused:
        if struct.shape is None and (struct.id == reference.inline or labels & {*struct.labels}):
            return _taken(draft, struct, waiting)
    for name in (reference.name, reference.field_name):
        models = [model.id for model in draft.models.values() if name and model.name == name]
        if len(models) == 1:
            return ModelRef(models[0])
        structs = [struct for struct in named(draft, name) if name and struct.shape is None]
        if len(structs) == 1 and not models:
            return _taken(draft, structs[0], waiting)
    return Unknown(reference.phrase)
