"""What a client does by default with a request that breaks a rule of a field: refuse it, or tell and send."""

from __future__ import annotations

from docbind.dialect.grades import GRADES, Effect
from docbind.model.rules import Reason, Rule
from docbind.model.spec import (
    Carrier,
    Constraint,
    Corrected,
    Field,
    Format,
    Items,
    Length,
    OneOf,
    Pattern,
    PresenceKind,
    Range,
    Scalar,
)

CORRECTED = {
    Rule.REQUIRED: (Corrected.PRESENCE, Corrected.FIELD),
    Rule.TYPE: (Corrected.TYPE, Corrected.FIELD),
}
"""The corrections by which an erratum states those rules that are no constraints."""

SHOWN = frozenset({Reason.EXAMPLE, Reason.OTHER_SCALAR})
"""Reasons that rest on a documented call."""


def rules_of(constraint: Constraint) -> tuple[Rule, ...]:
    """Return the rules that a constraint states."""
    match constraint:
        case Range(minimum=low, maximum=high):
            return _sides(Rule.MINIMUM if low is not None else None, Rule.MAXIMUM if high is not None else None)
        case Length(minimum=low, maximum=high):
            return _sides(Rule.MIN_LENGTH if low is not None else None, Rule.MAX_LENGTH if high is not None else None)
        case Items(minimum=low, maximum=high):
            return _sides(Rule.MIN_ITEMS if low is not None else None, Rule.MAX_ITEMS if high is not None else None)
        case Pattern():
            return (Rule.PATTERN,)
        case OneOf():
            return (Rule.ONE_OF,)
        case Format():
            return ()


def effect_of(field: Field, rule: Rule) -> Effect:
    """Return what is done with a value of the field that breaks the rule.

    A documented call is right: what it breaks is no rule. Where it has an object or list of another type, that is
    told all the same: of a structure, the table knows more than a slip of the example.
    """
    reasons = {one.reason for one in field.objections if one.rule is rule}
    if reasons & SHOWN and (rule is not Rule.TYPE or isinstance(field.type, Scalar)):
        return Effect.PASS
    if reasons == {Reason.SO_FAR}:
        return Effect.SLIPS
    if reasons:
        return Effect.TELL
    carrier = carrier_of(field, rule)
    return next(grade.effect for grade in GRADES if rule in grade.rules and carrier in grade.carriers)


def carrier_of(field: Field, rule: Rule) -> Carrier:
    """Return what states a rule of the field."""
    if any(one.fact in CORRECTED.get(rule, ()) for one in field.corrections):
        return Carrier.ERRATUM
    return next((one.evidence.carrier for one in field.constraints if rule in rules_of(one)), Carrier.COLUMN)


def must_be_given(field: Field) -> bool:
    """Whether a caller has to say something for the field: it is mandatory, and nothing speaks against that."""
    return field.presence.kind is PresenceKind.REQUIRED and effect_of(field, Rule.REQUIRED) is Effect.REFUSE


def _sides(*rules: Rule | None) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule is not None)
