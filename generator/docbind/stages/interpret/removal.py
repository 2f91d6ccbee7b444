"""What a DELETE of a whole collection removes: whatever the one parameter that narrows it names, and all without it.

Pages call that parameter optional, and a service takes its absence for everything there is. A caller who means that
says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docbind.model.spec import REQUIRED, Body, Kind, Location, Parameter, PresenceKind, Scalar
from docbind.phrases.removals import removes_from_collection


def with_named_target(
    method: str, path: str, parameters: Iterable[Parameter], request: Body | None
) -> tuple[Parameter, ...]:
    """Return the parameters; the only one of a query is required where nothing else says what is deleted."""
    given = tuple(parameters)
    queried = [parameter for parameter in given if parameter.location is Location.QUERY]
    if not removes_from_collection(method, path) or request is not None or len(queried) != 1:
        return given
    (only,) = queried
    type_ref = only.field.type
    is_switch = isinstance(type_ref, Scalar) and type_ref.kind is Kind.BOOLEAN
    if is_switch or only.field.presence.kind is PresenceKind.REQUIRED:
        return given
    named = replace(only, field=replace(only.field, presence=REQUIRED))
    return tuple(named if parameter is only else parameter for parameter in given)
