"""An address → the fields that it names: in every operation or structure that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docbind.model.erratum import Address, Part, Place
from docbind.model.spec import Field, Location, ModelRef, Operation
from docbind.stages.correct.draft import (
    BodyOf,
    Draft,
    Fields,
    Headers,
    ModelFields,
    Parameters,
    innermost,
    types_of,
    with_innermost,
)
from docbind.stages.correct.problems import MOST_PLACES, LostError, UnfitError, near

LOCATIONS = {Part.PATH: Location.PATH, Part.QUERY: Location.QUERY, Part.HEADER: Location.HEADER}
SEPARATORS = (".", "[", "{")
MARKS = "[]{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One operation or one structure that an address fits."""

    operation: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One field: its place in a list of fields."""

    fields: Fields
    index: int

    def get(self, draft: Draft) -> Field:
        return self.fields.get(draft)[self.index]

    def put(self, draft: Draft, field: Field) -> None:
        fields = self.fields.get(draft)
        self.fields.put(draft, (*fields[: self.index], field, *fields[self.index + 1 :]))

    def take(self, draft: Draft) -> Field:
        """Takes the field out."""
        fields = self.fields.get(draft)
        self.fields.put(draft, (*fields[: self.index], *fields[self.index + 1 :]))
        return fields[self.index]


# --- operations and structures ---------------------------------------------------------------------------------------


def scopes(draft: Draft, address: Address) -> tuple[Scope, ...]:
    """The operations, or the structures, that the address fits.

    Raises `LostError`, or `UnfitError` where it does not tell structures apart.
    """
    if not address.structure:
        return tuple(Scope(operation=one.id) for one in operations(draft, address))
    named = [model for model in draft.models.values() if model.name == address.structure]
    fit = named
    if address.path:
        inside = {identity for one in operations(draft, address) for identity in _models_of(draft, one)}
        fit = [model for model in named if model.id in inside]
    elif address.page:
        page = _page(draft, address.page)
        fit = [model for model in named if model.span.path == page]
    elif len(named) > 1:
        spans = ", ".join(str(model.span) for model in named[:MOST_PLACES])
        raise UnfitError(
            f"{len(named)} structures are called {address.structure!r}: {spans}{' …' if len(named) > MOST_PLACES else ''}",
            "set `page` or `operation` beside it",
        )
    if not fit:
        words = "is not used there" if named else "is not documented"
        known = (model.name for model in draft.models.values() if model.name and model not in named)
        raise LostError(f"the structure {address.structure!r} {words}", near(address.structure, known))
    return tuple(Scope(model=model.id) for model in fit)


def operations(draft: Draft, address: Address) -> tuple[Operation, ...]:
    """Raises `LostError` where the address fits no operation, and `UnfitError` where it fits several pages."""
    page = _page(draft, address.page) if address.page else ""
    on_page = [one for one in draft.operations.values() if not page or one.span.path == page]
    found = tuple(
        one
        for one in on_page
        if not address.path or (one.method == address.method and address.path in (one.path, *one.aliases))
    )
    if found:
        return found
    if not address.path:
        raise LostError(f"{page} documents no operation")
    route = f"{address.method} {address.path}"
    routes = (f"{one.method} {path}" for one in on_page for path in (one.path, *one.aliases))
    raise LostError(f"{page or 'no page'} documents {'no ' if page else ''}{route}", near(route, routes))


def _page(draft: Draft, end: str) -> str:
    """The one page whose path ends so, in whole folders."""
    paths = dict.fromkeys(account.path for account in draft.spec.accounts)
    fit = [path for path in paths if f"/{path}".endswith(f"/{end.strip('/')}")]
    if not fit:
        raise LostError(f"there is no page {end}", near(end, (path.rpartition("/")[2] for path in paths)))
    if len(fit) > 1:
        raise UnfitError(f"{len(fit)} pages end with {end}: {', '.join(fit[:MOST_PLACES])}", "write more of the path")
    return fit[0]


def _models_of(draft: Draft, operation: Operation) -> set[str]:
    return draft.reached(types_of(operation))


# --- fields ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A structure on the way to a field: whose type leads to it, a field's or a body's."""

    model: str
    holder: Site | BodyOf


def found(draft: Draft, scope: Scope, place: Place, *, alone: bool = False) -> Site | None:
    """The field at a place. With `alone`, the structures on the way become the operation's own."""
    start = _start(draft, scope, place)
    if start is None:
        return None
    fields, steps, path = start
    way = _walked(draft, fields, path, steps)
    if way is None:
        return None
    site, steps = way
    return _own(draft, site, steps) if alone else site


def inside(draft: Draft, scope: Scope, place: Place) -> Iterator[str]:
    """The names of the fields beside the one that a place names, for messages."""
    start = _start(draft, scope, place)
    if start is None:
        return
    fields, _, path = start
    prefix, _, _ = path.rpartition(".")
    if prefix:
        way = _walked(draft, fields, prefix, ())
        inner = innermost(way[0].get(draft).type) if way is not None else None
        if not isinstance(inner, ModelRef):
            return
        fields = ModelFields(inner.id)
    for field in fields.get(draft):
        yield f"{prefix}.{field.wire_name}" if prefix else field.wire_name


def root(draft: Draft, scope: Scope, place: Place) -> Fields | BodyOf | None:
    """Where the outermost fields of a place stand: a body whose structure is not known stands for itself.

    None where the response is not documented.
    """
    if scope.model:
        return ModelFields(scope.model)
    if place.part in LOCATIONS:
        return Parameters(scope.operation, LOCATIONS[place.part])
    if place.part is Part.RESPONSE:
        statuses = [response.status for response in draft.operations[scope.operation].responses]
        if place.status not in statuses:
            return None
        if place.header:
            return Headers(scope.operation, place.status)
    body = BodyOf(scope.operation, place.status if place.part is Part.RESPONSE else None)
    known = body.get(draft)
    inner = innermost(known.type) if known is not None else None
    return ModelFields(inner.id) if isinstance(inner, ModelRef) and inner.id in draft.models else body


def _start(draft: Draft, scope: Scope, place: Place) -> tuple[Fields, tuple[_Step, ...], str] | None:
    top = root(draft, scope, place)
    if top is None or isinstance(top, BodyOf):
        return None
    if not isinstance(top, ModelFields) or scope.model:
        return top, (), place.path
    body = BodyOf(scope.operation, place.status if place.part is Part.RESPONSE else None)
    return top, (_Step(model=top.model, holder=body),), bare(place.path)


def shown(place: Place) -> str:
    """A place as an erratum writes it."""
    if place.part is Part.STRUCTURE:
        return place.path
    part = f"response {place.status or '4xx'}{' header' if place.header else ''}"
    return f"{part if place.part is Part.RESPONSE else place.part.value} {place.path}".strip()


def bare(path: str) -> str:
    """A path without the marks of lists and maps at its beginning."""
    while path.startswith(("[]", "{}")):
        path = path[2:]
    return path.removeprefix(".")


def _walked(draft: Draft, fields: Fields, path: str, steps: tuple[_Step, ...]) -> tuple[Site, tuple[_Step, ...]] | None:
    """Names may hold dots: the longest name that fits is tried first."""
    listed = fields.get(draft)
    for index in sorted(range(len(listed)), key=lambda position: -len(listed[position].wire_name)):
        name = listed[index].wire_name
        if not name or not path.startswith(name):
            continue
        site, rest = Site(fields=fields, index=index), path[len(name) :]
        inner = innermost(listed[index].type)
        if not rest.strip(MARKS):
            return site, steps
        if rest.startswith(SEPARATORS) and isinstance(inner, ModelRef) and inner.id in draft.models:
            step = _Step(model=inner.id, holder=site)
            way = _walked(draft, ModelFields(inner.id), bare(rest), (*steps, step))
            if way is not None:
                return way
    return None


def _own(draft: Draft, site: Site, steps: tuple[_Step, ...]) -> Site:
    """The site in copies of the structures that lead to it; whoever else uses these keeps the originals."""
    last: ModelFields | None = None
    for step in steps:
        copy = draft.add_model(draft.models[step.model])
        if isinstance(step.holder, BodyOf):
            body = step.holder.get(draft)
            assert body is not None
            step.holder.put(draft, replace(body, type=with_innermost(body.type, copy)))
        else:
            holder = replace(step.holder, fields=last or step.holder.fields)
            field = holder.get(draft)
            holder.put(draft, replace(field, type=with_innermost(field.type, copy)))
        last = ModelFields(copy.id)
    return replace(site, fields=last or site.fields)
