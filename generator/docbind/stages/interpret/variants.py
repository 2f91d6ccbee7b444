"""Several tables that each list the fields of one message or structure, for another use of the call → one table.

A page may give the body of a call once for creating something new and once for restoring it. Whoever calls
may send the fields of any of these tables; what must be sent is what every one of them demands, and of what
they say of a field's values only that is kept in which they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docbind.dialect.captions import VARIANT_LEAD
from docbind.model.spec import Constraint, Field, OneOf, Presence, PresenceKind, Remark, Scalar, TypeRef, Unknown
from docbind.stages.interpret.containers import references
from docbind.stages.interpret.outline import caption_key
from docbind.stages.interpret.placement import Place, SortedTable, variant_of
from docbind.stages.interpret.rows import Rows, TableRow

_VARIANT_LEAD = re.compile(VARIANT_LEAD)
_ROOTS = frozenset((Place.BODY, Place.FORM, Place.REQUEST_MIXED))


def united(tables: tuple[SortedTable, ...]) -> tuple[SortedTable, ...]:
    """The same tables, where the first of several for one message or structure holds the rows of all of them,
    and the others are its variants.
    """
    found = list(tables)
    links = tuple(_links(tables))
    for index, table in enumerate(found):
        if table.rows is None:
            continue
        if table.place is Place.STRUCT:
            variants = [other for other in found[index + 1 :] if _same_structure(table, other, links)]
        elif table.place in _ROOTS and not any(other.place in _ROOTS for other in found[:index]):
            variants = [other for other in found if other.place is Place.VARIANT]
        else:
            continue
        if not variants:
            continue
        found[index] = _with(table, variants)
        taken = {id(other) for other in variants}
        found = [replace(other, place=Place.VARIANT) if id(other) in taken else other for other in found]
    return tuple(found)


def _links(tables: Iterable[SortedTable]) -> Iterator[set[str]]:
    """The labels of each row that refers to several tables: the one or the other describes the field."""
    for table in tables:
        for row in table.rows.rows if table.rows is not None else ():
            for reference in references(row.field.type):
                labels = {*reference.type_labels, *reference.text_labels}
                if len(labels) > 1:
                    yield labels


def united_fields(parts: Iterable[tuple[SortedTable, tuple[Field, ...]]]) -> tuple[Field, ...]:
    """The fields of all tables of one body.

    Where the leads of their list items tell that each is for another use, demanded is what all demand.
    """
    parts = tuple(parts)
    uses = [_lead(table) for table, _ in parts]
    several = len(parts) > 1 and all(uses) and len(set(uses)) == len(uses)
    fields: dict[str, Field] = {}
    for (_, own), use in zip(parts, uses, strict=True):
        for field in own:
            known = fields.get(field.wire_name)
            in_all = not several or all(any(one.wire_name == field.wire_name for one in other) for _, other in parts)
            stated = field if in_all else _only_for(field, use)
            fields[field.wire_name] = agreed(known, stated) if known is not None else stated
    return tuple(fields.values())


def _lead(table: SortedTable) -> str:
    """The use that the lead of a table's list item tells."""
    lead = caption_key(table.placed.leads[-1]) if table.placed.leads else ""
    return lead if _VARIANT_LEAD.fullmatch(lead) else ""


def _same_structure(table: SortedTable, other: SortedTable, links: tuple[set[str], ...]) -> bool:
    """Do two captions name the same structure, each for another use, or while one row refers to both?"""
    mine, theirs = variant_of(table.table.caption), variant_of(other.table.caption)
    here, there = table.placed, other.placed
    linked = any(labels & set(here.labels) and labels & set(there.labels) for labels in links)
    return (
        other.place is Place.STRUCT
        and (linked or bool(mine and theirs and mine != theirs))
        and bool(table.names and other.names)
        and table.names[0].lower() == other.names[0].lower()
        and (here.role, here.status, table.error) == (there.role, there.status, other.error)
    )


def _with(table: SortedTable, variants: list[SortedTable]) -> SortedTable:
    rows = table.rows
    assert rows is not None
    for other in variants:
        if other.rows is not None:
            repeats = {row.field.wire_name for row in rows.rows} & {row.field.wire_name for row in other.rows.rows}
            adds = table.place is not Place.STRUCT and not repeats
            rows = _united(rows, other.rows, _use(table), _use(other), adds=adds)
    labels = dict.fromkeys(label for one in (table, *variants) for label in one.placed.labels)
    return replace(table, rows=rows, placed=replace(table.placed, labels=tuple(labels)))


def _use(table: SortedTable) -> str:
    return variant_of(table.table.caption) or caption_key(table.table.caption)


def _united(rows: Rows, others: Rows, use: str, other_use: str, *, adds: bool) -> Rows:
    """The rows of two tables. One that only `adds` rows to a body takes nothing of what the other demands."""
    known = {row.field.wire_name: row for row in rows.rows}
    theirs = {row.field.wire_name: row for row in others.rows}
    united_rows: list[TableRow] = []
    for name, row in known.items():
        if name in theirs:
            row = replace(row, field=agreed(row.field, theirs[name].field))
        elif not adds:
            row = replace(row, field=_only_for(row.field, use))
        united_rows.append(row)
    united_rows += [
        replace(row, field=_only_for(row.field, other_use)) for name, row in theirs.items() if name not in known
    ]
    return replace(rows, rows=tuple(united_rows), inline=rows.inline + others.inline)


def _only_for(field: Field, use: str) -> Field:
    """A field that only one of the tables lists is demanded for its use alone."""
    if field.presence.kind is not PresenceKind.REQUIRED:
        return field
    return replace(field, presence=Presence(kind=PresenceKind.CONDITIONAL, words=use))


def agreed(first: Field, second: Field) -> Field:
    """One field that two tables describe: demanded where both demand it, with the values of both, and with the
    limits that they share.
    """
    demanded = first.presence.kind is PresenceKind.REQUIRED and second.presence.kind is not PresenceKind.REQUIRED
    kept, dropped = _agreed_limits(first.constraints, second.constraints)
    default = first.default
    if default is not None and (second.default is None or second.default.value != default.value):
        default = None
    return replace(
        first,
        merged=(*first.merged, second.span, *second.merged),
        type=_agreed_type(first.type, second.type),
        presence=second.presence if demanded else first.presence,
        constraints=kept,
        default=default,
        remarks=first.remarks + second.remarks + dropped,
    )


def _agreed_type(first: TypeRef, second: TypeRef) -> TypeRef:
    """The type that both say; any value where one says a plain type and the other something else.

    Where both say containers, the first one's link counts.
    """
    if type(first) is type(second) and not isinstance(first, Unknown):
        return first if first == second or not _is_plain(first) else Unknown("")
    return first if first == second else Unknown("")


def _is_plain(type_ref: TypeRef) -> bool:
    return isinstance(type_ref, Scalar)


def _agreed_limits(
    first: tuple[Constraint, ...], second: tuple[Constraint, ...]
) -> tuple[tuple[Constraint, ...], tuple[Remark, ...]]:
    kept: list[Constraint] = []
    for constraint in first:
        for other in second:
            if isinstance(constraint, OneOf) and isinstance(other, OneOf):
                kept.append(replace(constraint, values=tuple(dict.fromkeys((*constraint.values, *other.values)))))
            elif type(constraint) is type(other) and replace(other, evidence=constraint.evidence) == constraint:
                kept.append(constraint)
    kinds = {type(constraint) for constraint in kept}
    dropped = _unshared((*first, *second), kinds)
    return tuple(kept), tuple(Remark(reason="union", evidence=constraint.evidence) for constraint in dropped)


def _unshared(constraints: Iterable[Constraint], kinds: set[type[Constraint]]) -> list[Constraint]:
    return [constraint for constraint in constraints if type(constraint) not in kinds]
