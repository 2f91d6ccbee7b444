"""One fact of an erratum × a field → the field as it should be, with the erratum as the fact's evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from docbind.model.erratum import BoundIs, Fact, PatternIs, RequiredIs, TypeIs, ValuesAre, Waived
from docbind.model.rules import Rule
from docbind.model.spec import (
    OPTIONAL,
    REQUIRED,
    Constraint,
    Corrected,
    Correction,
    Evidence,
    Field,
    Format,
    Items,
    Kind,
    Length,
    ListOf,
    OneOf,
    Pattern,
    PresenceKind,
    Range,
    Remark,
    Scalar,
    ScalarValue,
    TypeRef,
)
from docbind.phrases.constraints.regexes import is_linear
from docbind.stages.correct.draft import innermost
from docbind.stages.correct.problems import UnfitError

WAIVED = "waived"
NUMBERS = (Kind.INTEGER, Kind.LONG, Kind.NUMBER)
TEXTS = (Kind.STRING, Kind.BINARY)
BOUNDS: dict[Rule, tuple[type[Length | Range | Items], str]] = {
    Rule.MINIMUM: (Range, "minimum"),
    Rule.MAXIMUM: (Range, "maximum"),
    Rule.MIN_LENGTH: (Length, "minimum"),
    Rule.MAX_LENGTH: (Length, "maximum"),
    Rule.MIN_ITEMS: (Items, "minimum"),
    Rule.MAX_ITEMS: (Items, "maximum"),
}
OTHER_SIDE = {"minimum": "maximum", "maximum": "minimum"}
WHAT_BOUNDS_MEASURE = {Range: "a number", Length: "a text", Items: "a list"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What became of one fact: the words tell what it changes, or what is so already."""

    field: Field
    words: str
    changed: bool = True


def stated(field: Field, fact: Fact, evidence: Evidence) -> Stated:
    """The field with the fact. Raises `UnfitError` where the field's type cannot have it."""
    match fact:
        case TypeIs(type=type_ref, words=words):
            return _type(field, type_ref, words, evidence)
        case RequiredIs(required=required):
            return _required(field, required, evidence)
        case BoundIs(rule=rule, limit=limit):
            return _bound(field, rule, limit, evidence)
        case PatternIs(regex=regex):
            return _pattern(field, regex, evidence)
        case ValuesAre(values=values, more=more):
            return _values(field, values, more, evidence)
        case Waived(rule=rule):
            return _waived(field, rule, evidence)
        case _:
            assert_never(fact)


def corrected(field: Field, fact: Corrected, evidence: Evidence) -> Field:
    """The field with a note that the erratum states this fact, in place of an earlier one that did."""
    others = tuple(one for one in field.corrections if one.fact is not fact or fact is Corrected.WAIVER)
    return replace(field, corrections=(*others, Correction(fact=fact, evidence=evidence)))


# --- type and presence -----------------------------------------------------------------------------------------------


def _type(field: Field, type_ref: TypeRef, words: str, evidence: Evidence) -> Stated:
    if field.type == type_ref:
        return Stated(field=field, words=f"type {words}", changed=False)
    was = field.notation or "no type"
    fresh = replace(field, type=type_ref, notation=words)
    unfit = tuple(one for one in field.constraints if not _fits(one, type_ref))
    fresh = _without(fresh, unfit)
    if field.default is not None and not _is_of(field.default.value, type_ref):
        fresh = replace(
            fresh,
            default=None,
            remarks=(*fresh.remarks, Remark(reason=WAIVED, evidence=field.default.evidence)),
        )
    return Stated(field=corrected(fresh, Corrected.TYPE, evidence), words=f"type {words} instead of {was}")


def _required(field: Field, required: bool, evidence: Evidence) -> Stated:
    wanted = REQUIRED if required else OPTIONAL
    if field.presence.kind is wanted.kind:
        return Stated(field=field, words="required" if required else "not required", changed=False)
    fresh = replace(field, presence=wanted)
    words = f"{wanted.kind.value} instead of {field.presence.kind.value}"
    return Stated(field=corrected(fresh, Corrected.PRESENCE, evidence), words=words)


# --- limits ----------------------------------------------------------------------------------------------------------


def _bound(field: Field, rule: Rule, limit: int | float, evidence: Evidence) -> Stated:
    kind, side = BOUNDS[rule]
    if not _fits(_limit(kind, None, None, evidence), field.type):
        raise UnfitError(
            f"`{rule.value}` bounds {WHAT_BOUNDS_MEASURE[kind]}, and {field.wire_name} is none",
            "state its `type` too, or another rule",
        )
    own = [one for one in field.constraints if isinstance(one, kind)]
    was = next((getattr(one, side) for one in own if getattr(one, side) is not None), None)
    excluded = any(getattr(one, f"exclusive_{side}", False) for one in own)
    if was == limit and not excluded:
        return Stated(field=field, words=f"{rule.value} {limit}", changed=False)
    other = next((getattr(one, OTHER_SIDE[side]) for one in own if getattr(one, OTHER_SIDE[side]) is not None), None)
    if other is not None and (limit > other if side == "minimum" else limit < other):
        raise UnfitError(
            f"no value has the {rule.value} {limit} of {field.wire_name}, whose {OTHER_SIDE[side]} is {other}",
            "state the other bound too",
        )
    kept = tuple(one for constraint in field.constraints for one in _without_side(constraint, kind, side))
    added = _limit(kind, limit if side == "minimum" else None, limit if side == "maximum" else None, evidence)
    words = f"{rule.value} {limit} instead of {'none' if was is None else was}"
    return Stated(field=replace(field, constraints=(*kept, added)), words=words)


def _limit(
    kind: type[Length | Range | Items], low: int | float | None, high: int | float | None, evidence: Evidence
) -> Length | Range | Items:
    if issubclass(kind, Range):
        return Range(minimum=low, maximum=high, evidence=evidence)
    low, high = (None if bound is None else int(bound) for bound in (low, high))
    return kind(minimum=low, maximum=high, evidence=evidence)


def _without_side(constraint: Constraint, kind: type[Length | Range | Items], side: str) -> tuple[Constraint, ...]:
    """A constraint of this kind without one of its bounds; nothing where that was its only one."""
    if not isinstance(constraint, kind) or not isinstance(constraint, (Length, Range, Items)):
        return (constraint,)
    if getattr(constraint, OTHER_SIDE[side]) is None:
        return ()
    if isinstance(constraint, Range):
        if side == "minimum":
            return (replace(constraint, minimum=None, exclusive_minimum=False),)
        return (replace(constraint, maximum=None, exclusive_maximum=False),)
    return (replace(constraint, minimum=None) if side == "minimum" else replace(constraint, maximum=None),)


def _pattern(field: Field, regex: str, evidence: Evidence) -> Stated:
    fresh = Pattern(regex=regex, evidence=evidence)
    if not _fits(fresh, field.type):
        raise UnfitError(f"`pattern` bounds a text, and {field.wire_name} is none", "state its `type` too")
    if not is_linear(regex):
        raise UnfitError(
            f"a text could be made on which the `pattern` of {field.wire_name} takes very long",
            "let no two repetitions in it match the same text",
        )
    own = tuple(one for one in field.constraints if isinstance(one, Pattern))
    if [one.regex for one in own] == [regex]:
        return Stated(field=field, words=f"pattern {regex}", changed=False)
    kept = tuple(one for one in field.constraints if one not in own)
    was = " and ".join(one.regex for one in own) or "none"
    return Stated(field=replace(field, constraints=(*kept, fresh)), words=f"pattern {regex} instead of {was}")


def _values(field: Field, values: tuple[ScalarValue, ...], more: bool, evidence: Evidence) -> Stated:
    wrong = next((value for value in values if not _is_of(value, field.type)), None)
    if wrong is not None:
        raise UnfitError(
            f"the value {wrong!r} is not of the type of {field.wire_name}", "correct it, or state the `type` too"
        )
    own = tuple(one for one in field.constraints if isinstance(one, OneOf))
    known = tuple(value for one in own for value in one.values)
    if more and not own:
        raise UnfitError(
            f"the page lists no values of {field.wire_name} that are enforced", "state all of them as `values`"
        )
    wanted = _once((*known, *values) if more else values)
    if own and {*wanted} == {*_once(known)}:
        return Stated(field=field, words=f"values {_shown(values)}", changed=False)
    kept = tuple(one for one in field.constraints if one not in own)
    # A list that has grown is believed as far as the page's own; an exact one as errata are.
    carrier = own[0].evidence.carrier if more else evidence.carrier
    fresh = OneOf(values=tuple(value for _, value in wanted), evidence=replace(evidence, carrier=carrier))
    was = f" instead of {_shown(known)}" if own else ""
    words = f"also takes {_shown(values)}" if more else f"values {_shown(values)}{was}"
    return Stated(field=replace(field, constraints=(*kept, fresh)), words=words)


def _waived(field: Field, rule: Rule, evidence: Evidence) -> Stated:
    if rule is Rule.REQUIRED:
        if field.presence.kind is not PresenceKind.REQUIRED:
            return Stated(field=field, words="not required", changed=False)
        fresh = corrected(replace(field, presence=OPTIONAL), Corrected.PRESENCE, evidence)
        return Stated(field=fresh, words="required is waived")
    kept: list[Constraint] = []
    gone: list[Constraint] = []
    for constraint in field.constraints:
        rest = _without_rule(constraint, rule)
        kept += rest
        gone += [constraint] if rest != (constraint,) else []
    if not gone:
        return Stated(field=field, words=f"no {rule.value}", changed=False)
    remarks = dict.fromkeys((*field.remarks, *(Remark(reason=WAIVED, evidence=one.evidence) for one in gone)))
    fresh = replace(field, constraints=tuple(kept), remarks=tuple(remarks))
    return Stated(field=corrected(fresh, Corrected.WAIVER, evidence), words=f"{rule.value} is waived")


def _without_rule(constraint: Constraint, rule: Rule) -> tuple[Constraint, ...]:
    match rule, constraint:
        case (Rule.PATTERN, Pattern()) | (Rule.ONE_OF, OneOf()):
            return ()
        case _ if rule in BOUNDS:
            kind, side = BOUNDS[rule]
            if isinstance(constraint, kind) and getattr(constraint, side) is not None:
                return _without_side(constraint, kind, side)
            return (constraint,)
        case _:
            return (constraint,)


def _without(field: Field, gone: tuple[Constraint, ...]) -> Field:
    remarks = (*field.remarks, *(Remark(reason=WAIVED, evidence=one.evidence) for one in gone))
    return replace(field, constraints=tuple(one for one in field.constraints if one not in gone), remarks=remarks)


# --- types -----------------------------------------------------------------------------------------------------------


def _fits(constraint: Constraint, type_ref: TypeRef) -> bool:
    """Whether a value of the type can have the limit; of a list, its items."""
    inner = innermost(type_ref)
    kind = inner.kind if isinstance(inner, Scalar) else None
    match constraint:
        case Items():
            return isinstance(type_ref, ListOf)
        case Range():
            return kind in NUMBERS
        case Length() | Pattern() | Format():
            return kind in TEXTS
        case OneOf(values=values):
            return all(_is_of(value, type_ref) for value in values)
        case _:
            assert_never(constraint)


def _is_of(value: ScalarValue, type_ref: TypeRef) -> bool:
    inner = innermost(type_ref)
    match inner:
        case Scalar(kind=Kind.BOOLEAN):
            return isinstance(value, bool)
        case Scalar(kind=Kind.INTEGER | Kind.LONG):
            return isinstance(value, int) and not isinstance(value, bool)
        case Scalar(kind=Kind.NUMBER):
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case Scalar():
            return isinstance(value, str)
        case _:
            return False


def _once(values: tuple[ScalarValue, ...]) -> tuple[tuple[str, ScalarValue], ...]:
    """Each value once, as JSON tells it from others: `true` is not `1`."""
    return tuple(dict.fromkeys((type(value).__name__, value) for value in values))


def _shown(values: tuple[ScalarValue, ...]) -> str:
    return ", ".join(str(value) for value in values)
