"""Documented states → the methods that wait for them: `wait_until_active`.

All operations that document a state share its method.
"""

from __future__ import annotations

from collections.abc import Iterable

from docbind.literals import snake_case, words
from docbind.model.names import MethodName, WaiterNames
from docbind.model.spec import Operation
from docbind.resources import reserved_names


def waiters(operations: Iterable[Operation], taken: frozenset[str]) -> tuple[WaiterNames, ...]:
    """The waiters of a service, sorted by name.

    A published method of such a name stays what it is: then the state has no method.
    """
    found: dict[str, set[str]] = {}
    for operation in operations:
        if operation.states is not None:
            for state in operation.states.settled:
                found.setdefault(snake_case(words(state)), set()).add(operation.id)
    prefix = reserved_names().waiter_prefix
    return tuple(
        WaiterNames(method=MethodName(f"{prefix}{state}"), state=state, operations=tuple(sorted(ids)))
        for state, ids in sorted(found.items())
        if f"{prefix}{state}" not in taken | reserved_names().methods
    )
