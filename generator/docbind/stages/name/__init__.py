"""ServiceSpec × NameLock → Names: every public name is decided here, once. Published names come from the lock, new ones from titles, documented and wire names."""

from __future__ import annotations

from collections.abc import Mapping

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.names import (
    ClassName,
    LockEntry,
    LockKind,
    MemberName,
    MethodName,
    ModelNames,
    NameLock,
    Names,
    OperationNames,
)
from docbind.model.spec import Model, Operation, ServiceSpec
from docbind.resources import reserved_names
from docbind.stages.name.arguments import Arguments, arguments
from docbind.stages.name.classes import Home, class_names, homes
from docbind.stages.name.lock import class_entries, class_key, former_names, operation_entries, operation_key, renamed
from docbind.stages.name.members import member_names, plain_name
from docbind.stages.name.operations import method_names, operation_class, plain_method_name
from docbind.stages.name.sections import sections
from docbind.stages.name.targets import kept_projects
from docbind.stages.name.usage import uses
from docbind.stages.name.waiters import waiters
from docbind.unpacking import is_text, unpacked

__all__ = ["name"]


def name(spec: ServiceSpec, lock: NameLock) -> Outcome[Names]:
    """The names of one service, with the lock to keep for the next run. Reports names that several operations would have, and published ones that vanished."""
    models = {model.id: model for model in spec.models}
    lock = renamed(lock)
    known = operation_entries(spec.operations, lock)
    taken = frozenset(_held(lock, LockKind.METHOD))
    methods = method_names(spec.operations, models, {identity: entry.name for identity, entry in known.items()}, taken)
    clashes = _clashes(spec, models, methods)
    spec = unpacked(spec)
    models = {model.id: model for model in spec.models}
    projects = kept_projects(spec.operations)
    given = {
        operation.id: arguments(operation, models, _members(known.get(operation.id)), projects)
        for operation in spec.operations
    }
    operations = {
        operation.id: _operation(methods[operation.id], given[operation.id], lock) for operation in spec.operations
    }

    flattened = frozenset(identity for identity, found in given.items() if found.fields)
    used = uses(spec.operations, models, flattened)
    at_home = homes(used, methods)
    today: dict[str, str] = {former: names.method for names in operations.values() for former, _ in names.former}
    recognised = class_entries(models, at_home, lock, today)
    occupied = _operation_classes(operations, spec) | frozenset(_held(lock, LockKind.CLASS))
    classes = class_names(models, at_home, {identity: entry.name for identity, entry in recognised.items()}, occupied)
    structures = {
        identity: _model(models[identity], class_name, _members(recognised.get(identity)), lock)
        for identity, class_name in sorted(classes.items(), key=lambda item: item[1])
    }

    entries = [_method_entry(operation, methods[operation.id], given[operation.id]) for operation in spec.operations]
    entries += [_class_entry(models[identity], at_home[identity], names) for identity, names in structures.items()]
    vanished = _vanished(lock, entries)
    new_lock = NameLock(entries=(*entries, *vanished), aliases=lock.aliases)
    diagnostics = (*clashes, *_farewells(vanished, lock), *_idle_aliases(new_lock), *_texts(spec, models))
    return Outcome(
        value=Names(
            operations=operations,
            models=structures,
            lock=new_lock,
            sections=sections(spec.operations, models, used),
            waiters=waiters(spec.operations, taken | frozenset(methods.values())),
        ),
        diagnostics=diagnostics,
    )


# --- parts of the names ----------------------------------------------------------------------------------------------


def _operation(method: MethodName, given: Arguments, lock: NameLock) -> OperationNames:
    former = former_names(lock, LockKind.METHOD, method)
    return OperationNames(
        method=method,
        class_name=operation_class(method),
        parameters=given.parameters,
        fields=given.fields,
        body=given.body,
        wires=given.wires,
        former=tuple((MethodName(old), operation_class(old)) for old in former),
    )


def _model(model: Model, class_name: ClassName, published: Mapping[str, str], lock: NameLock) -> ModelNames:
    wires = [field.wire_name for field in model.fields]
    return ModelNames(
        class_name=class_name,
        members=member_names(wires, reserved=reserved_names().model_members, published=published),
        former=tuple(ClassName(old) for old in former_names(lock, LockKind.CLASS, class_name)),
    )


def _operation_classes(operations: Mapping[str, OperationNames], spec: ServiceSpec) -> frozenset[str]:
    """The classes that no structure may be called like."""
    own = {names.class_name for names in operations.values()} | {
        old for names in operations.values() for _, old in names.former
    }
    return frozenset(own | {spec.info.class_name, f"Async{spec.info.class_name}"})


def _held(lock: NameLock, kind: LockKind) -> list[str]:
    """Every name of the lock, reserved and former ones too."""
    return [entry.name for entry in lock.entries if entry.kind is kind] + [
        alias.former for alias in lock.aliases if alias.kind is kind
    ]


def _members(entry: LockEntry | None) -> dict[str, str]:
    """The published names of arguments or members, by wire name; one that stands twice is no published name."""
    if entry is None:
        return {}
    reserved = reserved_names().arguments if entry.kind is LockKind.METHOD else reserved_names().model_members
    found: dict[str, str] = {}
    for wire, member in entry.members:
        identifier = member or plain_name(wire, reserved)
        if identifier not in found.values() and identifier not in reserved:
            found[wire] = identifier
    return found


# --- the new lock ----------------------------------------------------------------------------------------------------


def _method_entry(operation: Operation, method: MethodName, given: Arguments) -> LockEntry:
    members = _member_entries(given.published, reserved_names().arguments)
    return LockEntry(kind=LockKind.METHOD, name=method, key=operation_key(operation), members=members)


def _class_entry(model: Model, home: Home, names: ModelNames) -> LockEntry:
    wires = tuple(zip((field.wire_name for field in model.fields), names.members, strict=True))
    members = _member_entries(wires, reserved_names().model_members)
    return LockEntry(kind=LockKind.CLASS, name=names.class_name, key=class_key(model, home), members=members)


def _member_entries(wires: tuple[tuple[str, MemberName], ...], reserved: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Sorted, so that the order of rows does not matter; the identifier is left out where it is the plain one."""
    return tuple(sorted((wire, "" if member == plain_name(wire, reserved) else member) for wire, member in wires))


def _vanished(lock: NameLock, entries: list[LockEntry]) -> tuple[LockEntry, ...]:
    """The entries whose names nothing has any more, marked as reserved."""
    living = {(entry.kind, entry.name) for entry in entries}
    return tuple(
        LockEntry(kind=entry.kind, name=entry.name, key=entry.key, members=entry.members, reserved=True)
        for entry in lock.entries
        if (entry.kind, entry.name) not in living
    )


# --- what is reported ------------------------------------------------------------------------------------------------


def _clashes(spec: ServiceSpec, models: Mapping[str, Model], methods: Mapping[str, MethodName]) -> list[Diagnostic]:
    """One note for each name that several operations would have; nobody needs to act, but the reader of a diff wants to know why a name is long."""
    alike: dict[str, list[Operation]] = {}
    for operation in spec.operations:
        alike.setdefault(plain_method_name(operation, models), []).append(operation)
    return [
        Diagnostic(
            code="name-shared",
            severity=Severity.NOTE,
            message=f"{plain} would name {len(operations)} operations: they are {', '.join(methods[operation.id] for operation in operations)}",
            span=operations[0].span,
            related=tuple(operation.span for operation in operations[1:]),
            help="nothing, or tell the pages' titles apart",
        )
        for plain, operations in sorted(alike.items())
        if len(operations) > 1
    ]


def _texts(spec: ServiceSpec, models: Mapping[str, Model]) -> list[Diagnostic]:
    """A warning for each body whose documented structure does not become classes and arguments."""
    return [
        Diagnostic(
            code="body-as-text",
            severity=Severity.WARNING,
            message=f"{operation.title}: the body is {operation.request.media_type} without a known root element; it is one argument, a text, and its structure is not checked",
            span=operation.request.span,
            help="show the body with its root element in the template, or describe the root element in a row",
        )
        for operation in spec.operations
        if operation.request is not None and is_text(operation.request, models)
    ]


LOCK_SPAN = SourceSpan(path="names.lock", first_line=1, last_line=1)


def _farewells(vanished: tuple[LockEntry, ...], lock: NameLock) -> list[Diagnostic]:
    """Only names of operations, because structures come and go with them; and only once, when they vanish."""
    known = {entry.name for entry in lock.entries if entry.kind is LockKind.METHOD and entry.reserved}
    return [
        Diagnostic(
            code="name-vanished",
            severity=Severity.WARNING,
            message=f"the pages no longer document {entry.key[0]} {entry.key[1]}: the method {entry.name} is gone, and its name stays reserved",
            span=LOCK_SPAN,
            help=f"where the page was only moved or rewritten, add `alias method {entry.name} <new name>` to the lock",
        )
        for entry in vanished
        if entry.kind is LockKind.METHOD and entry.name not in known
    ]


def _idle_aliases(lock: NameLock) -> list[Diagnostic]:
    living = {(entry.kind, entry.name) for entry in lock.entries if not entry.reserved} | {
        (alias.kind, alias.former) for alias in lock.aliases
    }
    return [
        Diagnostic(
            code="alias-idle",
            severity=Severity.WARNING,
            message=f"alias {alias.former}: nothing is called {alias.name}",
            span=LOCK_SPAN,
            help="correct the new name, or remove the line",
        )
        for alias in lock.aliases
        if (alias.kind, alias.name) not in living
    ]
