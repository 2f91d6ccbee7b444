"""Fields that come, go, or get another name or place."""

from __future__ import annotations

from dataclasses import replace

from docbind.model.erratum import Erratum, FieldAdded, FieldMoved, FieldRenamed, Part, Place
from docbind.model.spec import (
    UNSTATED,
    Body,
    Corrected,
    Direction,
    Field,
    Model,
    ModelRef,
    Reference,
    TypeRef,
    Unknown,
)
from docbind.stages.correct.draft import BodyOf, Draft, Fields, ModelFields, innermost, types_of, use_of, with_innermost
from docbind.stages.correct.facts import corrected, stated
from docbind.stages.correct.places import Scope, Site, bare, found, root, shown
from docbind.stages.correct.problems import LostError, UnfitError, near
from docbind.stages.correct.unused import adopted, named

JSON = "application/json"


def resolved(draft: Draft, type_ref: TypeRef, scope: Scope) -> TypeRef:
    """The type with the structure that it names. Raises `UnfitError` where none, or several, are called so."""
    inner = innermost(type_ref)
    if not isinstance(inner, Reference):
        return type_ref
    page, used = _page(draft, scope), draft.reached(_types(draft, scope))
    known = [model for model in draft.models.values() if model.name == inner.name]
    tables = named(draft, inner.name)
    # What the operation uses comes first, then what no field of its page refers to, then what is anywhere in the service.
    nearest = (
        [model for model in known if model.id in used],
        [table for table in tables if table.span.path == page],
        known or tables,
    )
    fit = next((tier for tier in nearest if tier), ())
    if len(fit) == 1:
        one = fit[0]
        return with_innermost(type_ref, ModelRef(one.id) if isinstance(one, Model) else adopted(draft, one))
    if fit:
        raise UnfitError(
            f"several structures are called {inner.name!r}", "add the fields one by one to an object instead"
        )
    names = [model.name for model in draft.models.values()]
    names += [name for table in draft.spec.unused for name in table.names]
    raise UnfitError(
        f"no structure is called {inner.name!r}", near(inner.name, ("string", "integer", *filter(None, names)))
    )


def _page(draft: Draft, scope: Scope) -> str:
    return draft.models[scope.model].span.path if scope.model else draft.operations[scope.operation].span.path


def _types(draft: Draft, scope: Scope) -> tuple[TypeRef, ...]:
    if scope.model:
        return (ModelRef(scope.model),)
    return tuple(types_of(draft.operations[scope.operation]))


# --- added -----------------------------------------------------------------------------------------------------------


def added(draft: Draft, scope: Scope, statement: FieldAdded, erratum: Erratum) -> str:
    """Adds the field; the words tell what it is."""
    fields, name = container(draft, scope, statement.place, erratum)
    field = Field(
        wire_name=name,
        type=resolved(draft, statement.type.type, scope),
        presence=UNSTATED,
        text=statement.text,
        span=erratum.evidence.span,
        notation=statement.type.words,
    )
    for fact in statement.facts:
        field = stated(field, fact, erratum.evidence).field
    field = corrected(replace(field, corrections=()), Corrected.FIELD, erratum.evidence)
    fields.put(draft, (*fields.get(draft), field))
    return f"added, {statement.type.words}"


def container(draft: Draft, scope: Scope, place: Place, erratum: Erratum) -> tuple[Fields, str]:
    """Where a new field is to stand, and its name.

    An object whose fields no page lists becomes a structure. Raises `LostError` or `UnfitError`.
    """
    if place.part is Part.PATH:
        raise UnfitError("the parameters of a path are those in its braces", "correct the place")
    path = bare(place.path)
    parent, dot, name = path.rpartition(".")
    if not name:
        raise UnfitError(f"`{place.path}` ends with a dot", "write the field's name behind it")
    flat = place.header or place.part in (Part.QUERY, Part.HEADER)
    if flat and found(draft, scope, replace(place, path=parent)) is None:
        name, dot = path, ""  # parameters are flat, so that a dot is a part of the name
    if dot:
        site = found(draft, scope, replace(place, path=parent), alone=erratum.address.alone)
        if site is None:
            raise LostError(
                f"there is no {shown(replace(place, path=parent))} to add a field to",
                "add that first, as object or list of object",
            )
        field = site.get(draft)
        inner = innermost(field.type)
        if isinstance(inner, ModelRef):
            return ModelFields(inner.id), name
        if not isinstance(inner, Unknown):
            raise UnfitError(f"{shown(replace(place, path=parent))} is no object", "state its type as object first")
        made = _made(draft, scope, site.get(draft).wire_name, place, erratum)
        around = with_innermost(field.type, made)
        fresh = replace(field, type=around)
        by_erratum = any(one.fact is Corrected.FIELD for one in field.corrections)
        site.put(draft, fresh if by_erratum else corrected(fresh, Corrected.TYPE, erratum.evidence))
        return ModelFields(made.id), name
    top = root(draft, scope, place)
    if top is None:
        raise LostError(
            f"the operation has no response {place.status}", f'add it first: `add = "response {place.status}"`'
        )
    if isinstance(top, BodyOf):
        return _new_body(draft, scope, top, place, erratum), name
    return top, name


def _new_body(draft: Draft, scope: Scope, body: BodyOf, place: Place, erratum: Erratum) -> Fields:
    """The structure of a body that had none."""
    known = body.get(draft)
    if known is not None and not isinstance(innermost(known.type), Unknown):
        raise UnfitError("the body holds no object", "it cannot have fields")
    made = _made(draft, scope, "", place, erratum)
    if known is None:
        body.put(draft, Body(media_type=JSON, type=made, span=erratum.evidence.span))
    else:
        body.put(draft, replace(known, type=with_innermost(known.type, made)))
    return ModelFields(made.id)


def _made(draft: Draft, scope: Scope, name: str, place: Place, erratum: Erratum) -> ModelRef:
    """A new structure without fields."""
    if scope.model:
        owner, direction = draft.models[scope.model].owner, draft.models[scope.model].direction
    else:
        owner = draft.operations[scope.operation].span.path
        direction = Direction.RESPONSE if place.part is Part.RESPONSE else Direction.REQUEST
    return draft.add_model(
        Model(
            id=scope.operation or scope.model,
            name=name,
            owner=owner,
            fields=(),
            direction=direction,
            span=erratum.evidence.span,
            root=not name,
        )
    )


# --- renamed and moved -----------------------------------------------------------------------------------------------


def renamed(draft: Draft, site: Site, statement: FieldRenamed, erratum: Erratum) -> str:
    """Gives the field another name; the words tell which."""
    field = site.get(draft)
    if any(one.wire_name == statement.name for one in site.fields.get(draft)):
        raise UnfitError(
            f"there is a field {statement.name!r} beside {field.wire_name!r}", "correct the name, or remove one"
        )
    fresh = replace(field, wire_name=statement.name, span=erratum.evidence.span)
    site.put(draft, corrected(fresh, Corrected.PLACE, erratum.evidence))
    return f"is called {statement.name}"


def moved(draft: Draft, scope: Scope, site: Site, statement: FieldMoved, erratum: Erratum) -> str:
    """Moves the field, with its rules; the words tell where to. Nobody else may lose it on the way."""
    losers = draft.uses(site.fields.model) if isinstance(site.fields, ModelFields) and scope.operation else frozenset()
    field = site.take(draft)
    fields, name = container(draft, scope, statement.to, erratum)
    keepers = draft.uses(fields.model) if isinstance(fields, ModelFields) else frozenset()
    own = frozenset({(scope.operation, use_of(statement.place))})
    if not losers <= keepers | own:
        raise UnfitError(
            f"the structure that holds {field.wire_name} is used elsewhere too, and would lose it there",
            "say `only = true`, or address the field by its `structure`",
        )
    if any(one.wire_name == name for one in fields.get(draft)):
        raise UnfitError(f"there is a {shown(statement.to)} already", "remove one of them, or correct the place")
    fresh = corrected(replace(field, wire_name=name, span=erratum.evidence.span), Corrected.PLACE, erratum.evidence)
    fields.put(draft, (*fields.get(draft), fresh))
    return f"is {shown(statement.to)}"
