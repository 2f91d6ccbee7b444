"""What the lock says about the operations and structures of today, and the lock of tomorrow.

An operation is recognised by its page's label, method and path, or else by two of the three, or by its label alone: so a page may be renamed, or a path corrected. A
structure is recognised by its documented name and the names of its fields: the most alike pairs first, and of alike ones that on the same side, of the same operation
and behind the same fields, and last that with a name which the structure would be given today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from docbind.model.names import LockEntry, LockKind, NameLock
from docbind.model.spec import Model, Operation
from docbind.stages.name.classes import Home, candidates, is_body

T = TypeVar("T")

LEAST_ALIKE = 0.3
"""How much of the fields of two structures of one name must be the same (shared fields by all fields)."""


def renamed(lock: NameLock) -> NameLock:
    """The lock with its aliases applied: every entry has its newest name."""
    moves = {(alias.kind, alias.former): alias.name for alias in lock.aliases}
    held = {(entry.kind, entry.name) for entry in lock.entries}
    entries = []
    for entry in lock.entries:
        name = entry.name
        for _ in lock.aliases:
            name = moves.get((entry.kind, name), name)
        free = name == entry.name or (entry.kind, name) not in held
        entries.append(replace(entry, name=name) if free else entry)
    return replace(lock, entries=tuple(entries))


def former_names(lock: NameLock, kind: LockKind, name: str) -> tuple[str, ...]:
    """The names that lead to `name`, also over other renames."""
    found: list[str] = []
    wanted = {name}
    for _ in lock.aliases:
        for alias in lock.aliases:
            if alias.kind is kind and alias.name in wanted and alias.former not in wanted:
                wanted.add(alias.former)
                found.append(alias.former)
    return tuple(sorted(found))


def operation_entries(operations: tuple[Operation, ...], lock: NameLock) -> dict[str, LockEntry]:
    """The entry of each known operation, by `Operation.id`."""
    entries = [entry for entry in lock.entries if entry.kind is LockKind.METHOD and len(entry.key) == 3]
    found: dict[str, LockEntry] = {}
    for facts in ((0, 1, 2), (0, 1), (0, 2), (2,)):
        used = {entry.name for entry in found.values()}
        known = _unique(
            (tuple(entry.key[fact] for fact in facts), entry) for entry in entries if entry.name not in used
        )
        today = _unique(
            (tuple(operation_key(operation)[fact] for fact in facts), operation)
            for operation in operations
            if operation.id not in found
        )
        found |= {operation.id: known[key] for key, operation in today.items() if key in known}
    return found


def operation_key(operation: Operation) -> tuple[str, str, str]:
    return (operation.method, operation.path, operation.id)


def class_entries(
    models: Mapping[str, Model], homes: Mapping[str, Home], lock: NameLock, methods: Mapping[str, str]
) -> dict[str, LockEntry]:
    """The entry of each known structure, by `Model.id`. `methods` gives today's name of a method by a former one."""
    entries = [entry for entry in lock.entries if entry.kind is LockKind.CLASS and len(entry.key) >= 3]
    uses = {entry.name: _use_of(entry, methods) for entry in entries}
    by_fact: dict[str | tuple[str, ...], list[LockEntry]] = {}
    for entry in entries:
        by_fact.setdefault(entry.key[0], []).append(entry)
        by_fact.setdefault(uses[entry.name], []).append(entry)
    pairs = []
    for identity, home in homes.items():
        key = class_key(models[identity], home)
        # Only what has the same documented name or the same use can be alike: a service has thousands of structures.
        near = {entry.name: entry for fact in (key[0], key[1:]) for entry in by_fact.get(fact, ())}
        for entry in near.values():
            likeness = _likeness(models[identity], home, key, entry, uses[entry.name])
            if likeness:
                own = entry.name in candidates(models[identity], home)
                pairs.append(((*likeness, own), entry.name, identity))
    found: dict[str, LockEntry] = {}
    used: set[str] = set()
    by_name = {entry.name: entry for entry in entries}
    for _, name, identity in sorted(pairs, key=lambda pair: (tuple(-part for part in pair[0]), pair[1], pair[2])):
        if identity not in found and name not in used:
            found[identity] = by_name[name]
            used.add(name)
    return found


def class_key(model: Model, home: Home) -> tuple[str, ...]:
    if is_body(model, home):
        return ("-", *home.key)
    return (model.name or "-", *home.key[:2], ".".join(home.use.path) or "-")


def _use_of(entry: LockEntry, methods: Mapping[str, str]) -> tuple[str, ...]:
    """Side, operation by the name of today, and way of a locked structure, as `class_key` gives them."""
    _, side, method, *way = entry.key
    return (side, methods.get(method, method), *way)


def _likeness(
    model: Model, home: Home, key: tuple[str, ...], entry: LockEntry, use: tuple[str, ...]
) -> tuple[float, ...] | None:
    """How alike a structure and an entry are: by fields, side, operation and way; None where they are not the same."""
    documented = entry.key[0]
    same = (use[0] == key[1], use[1] == key[2], use[2:] == key[3:])
    if is_body(model, home):
        return (1.0, *same) if documented == "-" and all(same) else None
    if documented != key[0] and not all(same):
        return None
    today, then = {field.wire_name for field in model.fields}, {wire for wire, _ in entry.members}
    shared = len(today & then) / len(today | then) if today | then else 1.0
    alike = shared >= LEAST_ALIKE if documented == key[0] else shared == 1.0 and bool(today)
    return (shared, *same) if alike else None


def _unique(pairs: Iterable[tuple[tuple[str, ...], T]]) -> dict[tuple[str, ...], T]:
    """What only one thing has."""
    found: dict[tuple[str, ...], T] = {}
    twice: set[tuple[str, ...]] = set()
    for key, thing in pairs:
        if key in found:
            twice.add(key)
        found[key] = thing
    return {key: thing for key, thing in found.items() if key not in twice}
