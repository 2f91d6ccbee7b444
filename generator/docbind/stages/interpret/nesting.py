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
    parents = {field.wire_name: field for field in fields if is_unlinked(field.type)}
    children: dict[str, list[Field]] = {}
    own: list[Field] = []
    for field in fields:
        parent, dot, name = field.wire_name.replace("[]", "").rpartition(".")
        if dot and name and parent in parents:
            children.setdefault(parent, []).append(replace(field, wire_name=name))
        else:
            own.append(field)
    structs: list[NestedStruct] = []
    for parent in sorted(children, key=lambda name: name.count("."), reverse=True):
        span = children[parent][0].span
        identity = f"{span.path}:{span.first_line}:{parent}"
        structs.append(
            NestedStruct(id=identity, name=parent.rpartition(".")[2], fields=tuple(children[parent]), span=span)
        )
        own = [_described_by(field, parent, identity) for field in own]
        outer, _, last = parent.rpartition(".")
        if outer in children:
            children[outer] = [_described_by(field, last, identity) for field in children[outer]]
    return tuple(own), tuple(_current(struct, children) for struct in structs)


def _current(struct: NestedStruct, children: dict[str, list[Field]]) -> NestedStruct:
    for parent, fields in children.items():
        if struct.id.endswith(f":{parent}"):
            return replace(struct, fields=tuple(fields))
    return struct


def _described_by(field: Field, name: str, identity: str) -> Field:
    return (
        replace(field, type=inlined(field.type, identity))
        if field.wire_name == name and is_unlinked(field.type)
        else field
    )
