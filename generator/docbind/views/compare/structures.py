"""Tables of structures that no operation leads to, such as the keys of a free list of names and values: they are compared where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docbind.model.change import Change, ChangeKind, Impact
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Field, Model, ServiceSpec, Struct

from .messages import STRUCTURE, Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A structure's table: `names` are what tells it apart on its page, the surest first."""

    names: tuple[str, ...]
    fields: tuple[Field, ...]
    span: SourceSpan
    used: bool


def structure_changes(old: ServiceSpec, new: ServiceSpec, pages: Mapping[str, str]) -> Iterator[Change]:
    """What changed in the structures that no operation led to before. `pages` maps the old paths of pages to the new ones.

    A structure that operations have begun to use is compared with its old table; one that they ceased to use was told with the operations.
    """
    was, now = _unused(old), [*_unused(new), *map(_of_model, new.models)]
    known = {_of_model(model).span.path for model in old.models}
    matched: list[_Table] = []
    for table in was:
        page = pages.get(table.span.path)
        other = _same(table, [found for found in now if found.span.path == page and found not in matched])
        if other is None:
            yield _whole(new, table, ChangeKind.STRUCTURE_REMOVED, Impact.BREAKING)
            continue
        matched.append(other)
        walk = Walk(old, new, "", STRUCTURE, None, other.span)
        yield from walk.fields(table.fields, other.fields)
    added = (table for table in now if not table.used and table not in matched and table.span.path not in known)
    yield from (_whole(new, table, ChangeKind.STRUCTURE_ADDED, Impact.NON_BREAKING) for table in added)


def _unused(spec: ServiceSpec) -> list[_Table]:
    """Those with a Type column: tables without one may list anything."""
    return [_of_struct(struct) for struct in spec.unused if any(field.notation for field in struct.fields)]


def _of_struct(struct: Struct) -> _Table:
    return _Table(names=(*struct.labels, *struct.names), fields=struct.fields, span=struct.span, used=False)


def _of_model(model: Model) -> _Table:
    return _Table(names=(model.name,) if model.name else (), fields=model.fields, span=model.span, used=True)


def _same(table: _Table, others: list[_Table]) -> _Table | None:
    """The table of the same label or name, else the one that shares a field with it."""
    for name in table.names:
        for other in others:
            if name in other.names:
                return other
    ours = {field.wire_name for field in table.fields}
    return next((other for other in others if ours & {field.wire_name for field in other.fields}), None)


def _whole(spec: ServiceSpec, table: _Table, kind: ChangeKind, impact: Impact) -> Change:
    name = table.names[-1] if table.names else ", ".join(field.wire_name for field in table.fields[:3])
    old, new = (name, "") if kind is ChangeKind.STRUCTURE_REMOVED else ("", name)
    return Change(kind=kind, impact=impact, service=spec.info.id, span=table.span, where=STRUCTURE, old=old, new=new)
