"""ServiceSpec × errata → ServiceSpec: what a team states against the pages, in one place.

Each fact that changes has the erratum as its evidence.

An operation that two pages document is corrected on both, unless one is named. A structure is one table, and
one class in the emitted code, whoever uses it; so what is corrected inside it holds for all that do, unless
the erratum says that it is for its operation `only`: that one gets a copy then. Errata are applied in their
order, each to what those before it have left, and each as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.erratum import (
    Erratum,
    FieldAdded,
    FieldIs,
    FieldMoved,
    FieldRemoved,
    FieldRenamed,
    MediaTypeIs,
    OperationAdded,
    OperationLeftOut,
    Part,
    Place,
    ResponseAdded,
    Statement,
    StatusIs,
    TypeIs,
)
from docbind.model.spec import Operation, ServiceSpec
from docbind.stages.correct.account import accounted
from docbind.stages.correct.draft import Draft, ModelFields, use_of
from docbind.stages.correct.exchanges import media_type_changed, operation_added, response_added, status_changed
from docbind.stages.correct.facts import stated
from docbind.stages.correct.places import Scope, Site, found, inside, operations, scopes, shown
from docbind.stages.correct.problems import LostError, UnfitError, applied, near, problem, stale
from docbind.stages.correct.shapes import added, moved, renamed, resolved

__all__ = ["correct"]


def correct(spec: ServiceSpec, errata: tuple[Erratum, ...]) -> Outcome[ServiceSpec]:
    """The service as the errata say that it is.

    Tells of each what it changes, that the page has caught up, or why it does not hold; never raises.
    """
    draft = Draft.of(spec)
    diagnostics: list[Diagnostic] = []
    for erratum in errata:
        before = dict(draft.operations), dict(draft.models)
        told: list[Diagnostic] = []
        try:
            for statement in erratum.statements:
                told += _stated(draft, erratum, statement)
        except (LostError, UnfitError) as error:
            told = [problem(erratum, error)]
        if not any(one.severity is Severity.NOTE for one in told):
            draft.operations, draft.models = before  # copies that were made on the way, too
        diagnostics += told
    return Outcome(value=accounted(spec, draft.finished()), diagnostics=tuple(diagnostics))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a statement does in one place; `changed` is false where it is so already.

    `fact` tells several facts of one statement apart.
    """

    words: str
    changed: bool = True
    fact: int = 0


def _stated(draft: Draft, erratum: Erratum, statement: Statement) -> Iterator[Diagnostic]:
    """Applies a statement everywhere, and tells what that did: one thing once, however many places it has."""
    told: dict[int, list[_Told]] = {}
    for one in _everywhere(draft, erratum, statement):
        told.setdefault(one.fact, []).append(one)
    for same in told.values():
        changes = dict.fromkeys(one.words for one in same if one.changed)
        yield from (applied(erratum, words) for words in changes)
        if not changes:
            yield from (stale(erratum, words) for words in dict.fromkeys(one.words for one in same))


def _everywhere(draft: Draft, erratum: Erratum, statement: Statement) -> Iterator[_Told]:
    address = erratum.address
    match statement:
        case OperationAdded():
            route = f"{statement.method} {statement.path}"
            words = operation_added(draft, statement, erratum)
            yield _Told(f"{route}: {words or 'documented'}", changed=words is not None)
        case OperationLeftOut():
            for operation in operations(draft, address):
                del draft.operations[operation.id]
                yield _Told(f"{operation.method} {operation.path}: left out")
        case ResponseAdded(status=status):
            for operation in operations(draft, address):
                yield _of(operation, f"response {status}", response_added(draft, operation, statement, erratum))
        case StatusIs(status=status):
            for operation in operations(draft, address):
                yield _of(operation, f"status {status}", status_changed(draft, operation, statement, erratum))
        case MediaTypeIs(media_type=media_type):
            for operation in operations(draft, address):
                words = media_type_changed(draft, operation, statement, erratum)
                yield _of(operation, f"media type {media_type}", words)
        case FieldAdded(place=place):
            for scope in scopes(draft, address):
                where = f"{shown(place)} of {_named(draft, scope)}"
                if found(draft, scope, place) is not None:
                    yield _Told(where, changed=False)
                else:
                    yield _Told(f"{where}: {added(draft, scope, statement, erratum)}")
        case FieldIs(place=place):
            yield from _facts(draft, erratum, statement)
        case FieldRenamed(place=place, name=name):
            prefix, dot, _ = place.path.rpartition(".")
            to = replace(place, path=f"{prefix}{dot}{name}")
            yield from _reshaped(
                draft, erratum, place, to, lambda scope, site: renamed(draft, site, statement, erratum)
            )
        case FieldMoved(place=place, to=to):
            yield from _reshaped(
                draft, erratum, place, to, lambda scope, site: moved(draft, scope, site, statement, erratum)
            )
        case FieldRemoved(place=place):
            yield from _reshaped(draft, erratum, place, None, lambda scope, site: _removed(draft, site))


def _of(operation: Operation, what: str, words: str | None) -> _Told:
    """What became of an operation; None where `what` is so already."""
    return _Told(f"{operation.method} {operation.path}: {words or what}", changed=words is not None)


def _facts(draft: Draft, erratum: Erratum, statement: FieldIs) -> Iterator[_Told]:
    """Each field once, whichever operations lead to it."""
    sites: dict[Site, Scope] = {}
    for scope in scopes(draft, erratum.address):
        site = found(draft, scope, statement.place, alone=erratum.address.alone)
        if site is not None:
            sites.setdefault(site, scope)
    if not sites:
        raise _no_field(draft, erratum, statement.place)
    for site, scope in sites.items():
        where = f"{shown(statement.place)} of {_named(draft, scope)}{_shared(draft, scope, statement.place, site)}"
        for number, fact in enumerate(statement.facts):
            if isinstance(fact, TypeIs):
                fact = replace(fact, type=resolved(draft, fact.type, scope))
            outcome = stated(site.get(draft), fact, erratum.evidence)
            site.put(draft, outcome.field)
            yield _Told(f"{where}: {outcome.words}", changed=outcome.changed, fact=number)


def _reshaped(
    draft: Draft,
    erratum: Erratum,
    place: Place,
    to: Place | None,
    change: Callable[[Scope, Site], str],
) -> Iterator[_Told]:
    """A field that is renamed, moved or removed, in each scope; so already where it is at its new place and not
    at the old one.
    """
    if place.part is Part.PATH:
        raise UnfitError("the parameters of a path are those in its braces", "correct the place")
    seen = 0
    for scope in scopes(draft, erratum.address):
        site = found(draft, scope, place, alone=erratum.address.alone)
        where = f"{shown(place)} of {_named(draft, scope)}"
        if site is not None:
            where += _shared(draft, scope, place, site)
            yield _Told(f"{where}: {change(scope, site)}")
        elif to is not None and found(draft, scope, to) is not None:
            yield _Told(f"{shown(to)} of {_named(draft, scope)}", changed=False)
        else:
            continue
        seen += 1
    if not seen:
        raise _no_field(draft, erratum, place)


def _removed(draft: Draft, site: Site) -> str:
    site.take(draft)
    return "removed"


def _shared(draft: Draft, scope: Scope, place: Place, site: Site) -> str:
    """What else is corrected, because it has the same structure."""
    if not scope.operation or not isinstance(site.fields, ModelFields):
        return ""
    uses = draft.uses(site.fields.model) - {(scope.operation, use_of(place))}
    others = len({operation for operation, _ in uses} - {scope.operation})
    if others:
        return f" (and of {others} other operation{'s' if others > 1 else ''} with the same structure)"
    return f" (and in its {', '.join(sorted(use for _, use in uses))})" if uses else ""


def _named(draft: Draft, scope: Scope) -> str:
    if scope.model:
        model = draft.models[scope.model]
        return f"{model.name} ({model.span})"
    operation = draft.operations[scope.operation]
    return f"{operation.method} {operation.path}"


def _no_field(draft: Draft, erratum: Erratum, place: Place) -> LostError:
    several = scopes(draft, erratum.address)
    names = {name for scope in several for name in inside(draft, scope, place)}
    where = _named(draft, several[0])
    return LostError(f"there is no field {shown(place)} of {where}", near(place.path, names))
