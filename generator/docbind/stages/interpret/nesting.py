"""Rows with dotted names → the structures they spell out, where the row above the dot is a container that nothing else describes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Field
from docbind.stages.interpret.containers import inlined, is_unlinked


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedStruct:
    """The fields that a table lists as `parent.field`."""

    id: str
    name: str
    fields: tuple[Field, ...]
    span: SourceSpan


def nested(fields: tuple[Field, ...]) -> tuple[tuple[Field, ...], tuple[NestedStruct, ...]]:
    """(the fields of the table itself, the structures inside them). Names with dots whose first part is no container row stay as they are."""
    containers = {_path(field): field for field in fields if is_unlinked(field.type)}
    children: dict[str, list[Field]] = {}
    for field in fields:
        parent = _parent(field)
        if parent in containers:
            children.setdefault(parent, []).append(field)
    identities = {
        parent: f"{inside[0].span.path}:{inside[0].span.first_line}:{parent}" for parent, inside in children.items()
    }

    def described(field: Field) -> Field:
        identity = identities.get(_path(field))
        known = identity is not None and containers[_path(field)] is field
        name = _path(field).rpartition(".")[2] if _parent(field) in containers else field.wire_name
        return replace(field, wire_name=name, type=inlined(field.type, identity) if known and identity else field.type)

    own = tuple(described(field) for field in fields if _parent(field) not in containers)
    structs = tuple(
        NestedStruct(
            id=identities[parent],
            name=parent.rpartition(".")[2],
            fields=tuple(map(described, inside)),
            span=inside[0].span,
        )
        for parent, inside in sorted(children.items(), key=lambda item: item[0].count("."), reverse=True)
    )
    return own, structs


def _path(field: Field) -> str:
    """The whole path that a row's name spells."""
    return field.wire_name.replace("[]", "")


def _parent(field: Field) -> str:
    """The path above a row; nothing where its name has no dot, or nothing behind the last one."""
    parent, _, name = _path(field).rpartition(".")
    return parent if name else ""
