"""The names of one service in Python, decided once, and the lock that keeps published ones from moving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NewType

ClassName = NewType("ClassName", str)
MemberName = NewType("MemberName", str)
MethodName = NewType("MethodName", str)
ModuleName = NewType("ModuleName", str)


# --- the names -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationNames:
    """What one operation is called.

    `parameters` stand beside `Operation.parameters`; None where the client sends the parameter itself, or nothing of the URI takes it. `fields` stand beside the
    fields of the body's model where these are arguments; else `body` is the one argument for the whole body, or None where there is no body.
    `wires` are the placeholders of the path that had to be renamed because another parameter has their name. `former` are methods that still lead here.
    """

    method: MethodName
    class_name: ClassName
    parameters: tuple[MemberName | None, ...]
    fields: tuple[MemberName, ...] = ()
    body: MemberName | None = None
    wires: tuple[tuple[str, MemberName], ...] = ()
    former: tuple[tuple[MethodName, ClassName], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNames:
    """What one structure is called; `members` stand beside `Model.fields`. `former` are classes that still lead here."""

    class_name: ClassName
    members: tuple[MemberName, ...]
    former: tuple[ClassName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiterNames:
    """What the method is called that waits for a state.

    `state` is its own name, the same for all spellings; `operations` are those that document it, by `Operation.id`.
    """

    method: MethodName
    state: str
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of a service: operations by `Operation.id`, and those structures that become classes by `Model.id`.

    `lock` is what to keep for the next run.

    `waiters` follow from the documented states alone, so that no lock is needed for them. Where a service is large,
    `sections` gives the module of each structure inside `models`; else it is empty.
    """

    operations: Mapping[str, OperationNames]
    models: Mapping[str, ModelNames]
    lock: NameLock
    sections: Mapping[str, ModuleName]
    waiters: tuple[WaiterNames, ...] = ()


# --- the lock --------------------------------------------------------------------------------------------------------


class LockKind(Enum):
    METHOD = "method"
    CLASS = "class"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockEntry:
    """One published name and what it stands for.

    `key` of a method is its HTTP method, its path and its page's label; of a class its documented name (`-` for a body), side, method, and the
    fields on the way to it (for a body its status).
    `members` are the wire names of the arguments or members; with an identifier where it is not the plain one. `reserved`: the pages no longer have it.
    """

    kind: LockKind
    name: str
    key: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    reserved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LockAlias:
    """A rename that a person has written down: `former` stays usable and leads to `name`."""

    kind: LockKind
    former: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLock:
    """The published names of one service."""

    entries: tuple[LockEntry, ...] = ()
    aliases: tuple[LockAlias, ...] = ()
