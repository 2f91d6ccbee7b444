"""What one row says against itself: limits that cross, two limits of one kind, a default outside of its own row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from docbind.model.spec import (
    Carrier,
    Constraint,
    Default,
    Evidence,
    Field,
    Format,
    Items,
    Length,
    ListOf,
    OneOf,
    Pattern,
    Range,
    Remark,
    Scalar,
    TypeRef,
)
from docbind.stages.check.limits import breaks, is_of_kind, is_pattern
from docbind.stages.check.wording import quoted, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Why a fact of a row cannot be enforced: the code of the finding, what contradicts what, and the fact's own words."""

    code: str
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A row after its contradictions have become remarks."""

    field: Field
    contradictions: tuple[Contradiction, ...]


def settle_field(field: Field) -> Settled:
    """Takes out of a row what the row itself contradicts. What is left holds together."""
    found: dict[int, Contradiction] = {}
    for position, contradiction in (
        *_impossible(field),
        *_disagreeing(field.constraints),
        *_outside_of_list(field.constraints),
    ):
        if not _is_erratum(field.constraints[position]):
            found.setdefault(position, contradiction)
    wrong_default = _wrong_default(field.type, field.default)
    if field.default is not None and wrong_default is None:
        for position, contradiction in _default_outside(field.constraints, field.default):
            if not _is_erratum(field.constraints[position]):
                found.setdefault(position, contradiction)
    if not found and wrong_default is None:
        return Settled(field=field, contradictions=())
    contradictions = tuple(contradiction for _, contradiction in sorted(found.items()))
    if wrong_default is not None:
        contradictions = (*contradictions, wrong_default)
    settled = without_constraints(field, tuple(field.constraints[position] for position in sorted(found)))
    if wrong_default is not None:
        settled = replace(
            settled,
            default=None,
            remarks=(*settled.remarks, Remark(reason="contradicted", evidence=wrong_default.evidence)),
        )
    return Settled(field=settled, contradictions=contradictions)


def _is_erratum(constraint: Constraint) -> bool:
    """Whether the limit is stated against the page: what the page says does not speak against it."""
    return constraint.evidence.carrier is Carrier.ERRATUM


def without_constraints(field: Field, doubted: tuple[Constraint, ...]) -> Field:
    """The row with these constraints kept as words only."""
    remarks = dict.fromkeys(
        (*field.remarks, *(Remark(reason="contradicted", evidence=one.evidence) for one in doubted))
    )
    return replace(
        field, constraints=tuple(one for one in field.constraints if one not in doubted), remarks=tuple(remarks)
    )


def _impossible(field: Field) -> Iterator[tuple[int, Contradiction]]:
    for position, constraint in enumerate(field.constraints):
        why = _why_impossible(constraint, field.type)
        if why:
            yield position, Contradiction(code="limit-impossible", words=why, evidence=constraint.evidence)


def _why_impossible(constraint: Constraint, type: TypeRef) -> str:
    """Why no value can keep the constraint, if none can."""
    match constraint:
        case Length(minimum=low, maximum=high) | Items(minimum=low, maximum=high):
            return "the least size is larger than the largest" if high is not None and max(low or 0, 0) > high else ""
        case Range(minimum=low, maximum=high):
            if low is None or high is None:
                return ""
            empty = low > high or (low == high and (constraint.exclusive_minimum or constraint.exclusive_maximum))
            return "the least value is larger than the largest" if empty else ""
        case OneOf(values=values):
            if not values:
                return "the list of values is empty"
            scalar = _scalar(type)
            wrong = scalar is not None and not any(is_of_kind(scalar.kind, value) for value in values)
            return "none of the listed values is of the documented type" if wrong else ""
        case Pattern(regex=regex):
            return "" if is_pattern(regex) else "the pattern is no regular expression"
        case Format():
            return ""
        case _:
            assert_never(constraint)


def _disagreeing(constraints: tuple[Constraint, ...]) -> Iterator[tuple[int, Contradiction]]:
    """Both of two constraints of one kind that do not say the same of one side: either may be meant. Two patterns may both hold."""
    for first, left in enumerate(constraints):
        for second in range(first + 1, len(constraints)):
            right = constraints[second]
            if _disagree(left, right):
                for position, one, other in ((first, left, right), (second, right, left)):
                    words = f"the row also says {quoted(other.evidence.quote)}"
                    yield position, Contradiction(code="limits-disagree", words=words, evidence=one.evidence)


def _disagree(left: Constraint, right: Constraint) -> bool:
    if isinstance(left, OneOf) and isinstance(right, OneOf):
        return {(type(one), one) for one in left.values} != {(type(one), one) for one in right.values}
    if (
        isinstance(left, (Length, Range, Items))
        and isinstance(right, (Length, Range, Items))
        and type(left) is type(right)
    ):
        return _differ(left.minimum, right.minimum) or _differ(left.maximum, right.maximum)
    return False


def _differ(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and left != right


def _outside_of_list(constraints: tuple[Constraint, ...]) -> Iterator[tuple[int, Contradiction]]:
    """A limit that a listed value breaks: the list names its values one by one and is believed."""
    listed = [value for constraint in constraints if isinstance(constraint, OneOf) for value in constraint.values]
    for position, constraint in enumerate(constraints):
        if isinstance(constraint, OneOf):
            continue
        outside = next((value for value in listed if breaks(constraint, value)), None)
        if outside is not None:
            words = f"the listed value {shown(outside)} breaks it"
            yield position, Contradiction(code="limit-against-list", words=words, evidence=constraint.evidence)


def _wrong_default(type: TypeRef, default: Default | None) -> Contradiction | None:
    if default is None or not isinstance(type, Scalar) or is_of_kind(type.kind, default.value):
        return None
    words = f"the default {shown(default.value)} is no {type.kind.value}"
    return Contradiction(code="default-of-other-type", words=words, evidence=default.evidence)


def _default_outside(constraints: tuple[Constraint, ...], default: Default) -> Iterator[tuple[int, Contradiction]]:
    for position, constraint in enumerate(constraints):
        if breaks(constraint, default.value):
            words = f"the default {shown(default.value)} breaks it"
            yield position, Contradiction(code="default-outside-limit", words=words, evidence=constraint.evidence)


def _scalar(type: TypeRef) -> Scalar | None:
    """The scalar that a list of values speaks of: the field's own type, or that of its items."""
    while isinstance(type, ListOf):
        type = type.item
    return type if isinstance(type, Scalar) else None
