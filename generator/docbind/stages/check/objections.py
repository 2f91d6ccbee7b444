"""What speaks against a rule although the rule stays: examples, other tables, kinds of values that grow, and
what its own words say (`phrases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docbind.dialect.grades import OPEN_ENDED
from docbind.dialect.types import STRUCTURE_WORDS, TYPE_WORDS, TypeMeaning
from docbind.grading import carrier_of, rules_of
from docbind.model.rules import Objection, Reason, Rule
from docbind.model.spec import (
    Carrier,
    Constraint,
    Direction,
    ExampleKind,
    Field,
    Items,
    Length,
    ListOf,
    Location,
    MapOf,
    Model,
    ModelRef,
    OneOf,
    Operation,
    Parameter,
    PresenceKind,
    Range,
    ServiceSpec,
    Unknown,
)
from docbind.phrases.names import snake_case
from docbind.phrases.removals import removes_from_collection
from docbind.phrases.rows import Phrases
from docbind.stages.check.limits import breaks, breaks_items
from docbind.stages.check.sightings import Sighting, operation_owner
from docbind.stages.check.values import Fault, Mismatch, Place, model_owner

_OPEN_ENDED = Phrases(OPEN_ENDED)
_TYPES = Phrases((*TYPE_WORDS, *STRUCTURE_WORDS))

ROOT = "(body)"
"""Stands for the name of a body.

Calls differ in what they take at the root, so that only lists of values are compared there.
"""


def with_objections(spec: ServiceSpec, sightings: Iterable[Sighting]) -> ServiceSpec:
    """The service whose rules know what speaks against them, and whose structures know the names that only
    examples have.
    """
    asked = {model_owner(model) for model in spec.models if model.direction is not Direction.RESPONSE}
    seen = _Seen(asked)
    for sighting in sightings:
        seen.add(sighting)
    kin = _Kin(spec)
    models = tuple(_model(model, seen, kin) if model_owner(model) in asked else model for model in spec.models)
    operations = tuple(_operation(operation, seen, kin) for operation in spec.operations)
    return replace(spec, models=models, operations=operations)


def _model(model: Model, seen: _Seen, kin: _Kin) -> Model:
    owner = model_owner(model)
    structure = ROOT if model.root else model.name
    fields = tuple(
        _field(field, structure, seen.of(Place(owner, position)), kin) for position, field in enumerate(model.fields)
    )
    return replace(model, fields=fields, undocumented=seen.names(owner, model.fields))


def _operation(operation: Operation, seen: _Seen, kin: _Kin) -> Operation:
    owner = operation_owner(operation)
    parameters = tuple(
        replace(parameter, field=_field(parameter.field, "", _against(operation, parameter, position, seen), kin))
        for position, parameter in enumerate(operation.parameters)
    )
    fields = tuple(one.field for one in parameters if one.location is Location.QUERY)
    return replace(operation, parameters=parameters, undocumented=seen.names(owner, fields))


def _against(operation: Operation, parameter: Parameter, position: int, seen: _Seen) -> tuple[Objection, ...]:
    """What examples show against the rules of a parameter.

    One that is cut short does not excuse a caller from naming what is removed from a collection.
    """
    broken = seen.of(Place(operation_owner(operation), position))
    if parameter.location is Location.QUERY and removes_from_collection(operation.method, operation.path):
        return tuple(one for one in broken if one.rule is not Rule.REQUIRED)
    return broken


def _field(field: Field, structure: str, broken: tuple[Objection, ...], kin: _Kin) -> Field:
    stated = _stated(field)
    found = [
        *broken,
        *_shown_in_words(field),
        *kin.objections(field, structure),
        *_open_ended(field, structure),
        *_defaulted(field),
        *field.objections,
    ]
    kept = {one.rule: one for one in reversed(found) if one.rule in stated}
    if not kept and not field.objections:
        return field
    return replace(field, objections=tuple(one for one in found if kept.get(one.rule) is one))


def _stated(field: Field) -> frozenset[Rule]:
    """The rules that the pages state; whoever states one against them knew what the pages show."""
    required = [Rule.REQUIRED] if field.presence.kind is PresenceKind.REQUIRED else []
    rules = frozenset([Rule.TYPE, *required, *(rule for one in field.constraints for rule in rules_of(one))])
    return frozenset(rule for rule in rules if carrier_of(field, rule) is not Carrier.ERRATUM)


def _shown_in_words(field: Field) -> Iterator[Objection]:
    """A list that the description shows as an object (`"taint": {`), or the other way round."""
    match field.type:
        case ListOf():
            other = r"\{"
        case MapOf() | ModelRef():
            other = r"\["
        case Unknown(phrase=phrase) if (word := _TYPES.whole(phrase)) and word.meaning is TypeMeaning.STRUCTURE:
            other = r"\["
        case _:
            return
    if re.search(rf'"{re.escape(field.wire_name)}"\s*:\s*{other}', field.text):
        yield Objection(rule=Rule.TYPE, reason=Reason.EXAMPLE, span=field.span)


def _open_ended(field: Field, structure: str) -> Iterator[Objection]:
    name = snake_case(field.wire_name)
    if _OPEN_ENDED.anywhere(name) or (structure != ROOT and _OPEN_ENDED.anywhere(f"{snake_case(structure)} {name}")):
        yield Objection(rule=Rule.ONE_OF, reason=Reason.OPEN_ENDED, span=field.span)


def _defaulted(field: Field) -> Iterator[Objection]:
    """What the service takes where nothing is sent need not be sent, whatever the column says."""
    if field.default is not None:
        yield Objection(rule=Rule.REQUIRED, reason=Reason.DEFAULTED, span=field.default.evidence.span)


# --- examples --------------------------------------------------------------------------------------------------------


class _Seen:
    """What the examples show of each row: the rules that they break, and the names that no row has."""

    def __init__(self, owners: set[str]) -> None:
        self._owners = owners
        self._broken: dict[Place, dict[Rule, Objection]] = {}
        self._names: dict[str, set[str]] = {}
        self._respelled: dict[str, set[str]] = {}

    def add(self, sighting: Sighting) -> None:
        """Take in one example.

        An answer is a witness too where its structure is one that callers send; only what it leaves out says
        nothing of them.
        """
        is_request = sighting.example.kind is ExampleKind.REQUEST
        for one in sighting.mismatches:
            place = one.site.place
            if place is None or not (is_request or place.owner in self._owners):
                continue
            if one.fault is Fault.UNKNOWN:
                name = one.site.path.rpartition(".")[2].removeprefix("query ")
                if is_request and one.candidates:
                    self._names.setdefault(place.owner, set()).add(name)
                    if name.lower() in map(str.lower, one.candidates):
                        self._respelled.setdefault(name.lower(), set()).add(name)
                continue
            for rule in _broken_rules(one) if is_request or one.fault is not Fault.ABSENT else ():
                is_plain = rule is Rule.TYPE and isinstance(one.value, str | int | float)
                reason = Reason.OTHER_SCALAR if is_plain else Reason.EXAMPLE
                known = self._broken.setdefault(place, {})
                if rule not in known or known[rule].reason is Reason.OTHER_SCALAR:
                    known[rule] = Objection(rule=rule, reason=reason, span=sighting.example.span)

    def of(self, place: Place) -> tuple[Objection, ...]:
        return tuple(self._broken.get(place, {}).values())

    def names(self, owner: str, fields: tuple[Field, ...]) -> tuple[str, ...]:
        """The names that examples send in a structure although no row has them; also those by which they call
        its fields elsewhere, in another case.
        """
        known = {field.wire_name for field in fields}
        respelled = {other for name in known for other in self._respelled.get(name.lower(), ())}
        return tuple(sorted((self._names.get(owner, set()) | respelled) - known))


def _broken_rules(one: Mismatch) -> tuple[Rule, ...]:
    match one.fault:
        case Fault.ABSENT:
            return (Rule.REQUIRED,)
        case Fault.TYPE:
            return (Rule.TYPE,)
        case Fault.VALUE if one.constraint is not None:
            return tuple(rule for rule in rules_of(one.constraint) if _is_side(rule, one))
        case _:
            return ()


def _is_side(rule: Rule, one: Mismatch) -> bool:
    """Whether a value breaks this rule of its constraint: the least or the largest, where it states both."""
    constraint = one.constraint
    if not isinstance(constraint, Length | Range | Items):
        return True
    is_low = rule in (Rule.MINIMUM, Rule.MIN_LENGTH, Rule.MIN_ITEMS)
    half = replace(constraint, maximum=None) if is_low else replace(constraint, minimum=None)
    if isinstance(half, Items):
        return isinstance(one.value, int) and breaks_items(half, one.value)
    return breaks(half, one.value)


# --- other tables ----------------------------------------------------------------------------------------------------


class _Kin:
    """The fields of equal name in structures of equal name that callers send: what one of them allows, the
    others may too.
    """

    def __init__(self, spec: ServiceSpec) -> None:
        self._fields: dict[tuple[str, str], list[Field]] = {}
        for model in spec.models:
            structure = ROOT if model.root else model.name
            if model.direction is Direction.RESPONSE or not structure:
                continue
            for field in model.fields:
                self._fields.setdefault(_key(structure, field), []).append(field)

    def objections(self, field: Field, structure: str) -> Iterator[Objection]:
        rivals = self._fields.get(_key(structure, field), ()) if structure else ()
        for other in rivals:
            if other.span == field.span:
                continue
            for constraint in field.constraints:
                for rival in other.constraints:
                    for rule in _allowed(constraint, rival):
                        if rule is Rule.ONE_OF or structure != ROOT:
                            yield Objection(rule=rule, reason=Reason.ELSEWHERE, span=other.span)


def _key(structure: str, field: Field) -> tuple[str, str]:
    return structure if structure == ROOT else snake_case(structure), field.wire_name


def _allowed(constraint: Constraint, rival: Constraint) -> Iterator[Rule]:
    """The rules of a constraint that another one of its kind does not keep.

    Lists without a common value speak of different things.
    """
    if isinstance(constraint, OneOf) and isinstance(rival, OneOf):
        if set(constraint.values) & set(rival.values) and not set(rival.values) <= set(constraint.values):
            yield Rule.ONE_OF
    elif (
        isinstance(constraint, Range | Length | Items)
        and isinstance(rival, Range | Length | Items)
        and type(constraint) is type(rival)
    ):
        low, high = _side_rules(constraint)
        if constraint.minimum is not None and rival.minimum is not None and rival.minimum < constraint.minimum:
            yield low
        if constraint.maximum is not None and rival.maximum is not None and rival.maximum > constraint.maximum:
            yield high


def _side_rules(constraint: Range | Length | Items) -> tuple[Rule, Rule]:
    match constraint:
        case Range():
            return Rule.MINIMUM, Rule.MAXIMUM
        case Length():
            return Rule.MIN_LENGTH, Rule.MAX_LENGTH
        case Items():
            return Rule.MIN_ITEMS, Rule.MAX_ITEMS
