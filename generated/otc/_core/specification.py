"""What a structure declares, resolved once, when its class is first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_type_hints

from .declare import Declared, Place
from .shapes import ANY, ScalarShape, Shape, holds_scalars, shape_of

if TYPE_CHECKING:
    from .structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member: `name` in Python, `wire` in JSON; `converts` tells whether reading may change its value.

    One with a `default` other than None is required all the same: somebody must send it.
    """

    name: str
    wire: str
    place: Place
    shape: Shape
    required: bool
    default: object
    rules: Mapping[str, object]
    media_type: str
    secret: bool
    converts: bool
    exact: type | None
    """The Python type of a scalar: a JSON value of it needs no reading."""


@dataclass(frozen=True, slots=True)
class Specification:
    """The members of one class, its `owner`, by Python name and by wire name, in the order of declaration, and what is sent of those that nobody sets."""

    owner: type
    by_name: Mapping[str, Member]
    by_wire: Mapping[str, Member]
    defaults: Mapping[str, object]


def specification_of(structure: type[Structure]) -> Specification:
    """Resolve the declarations of a class; the answer is kept with the class."""
    known = structure.__specification__
    if known is not None and known.owner is structure:
        return known
    members = tuple(_members(structure))
    made = Specification(
        owner=structure,
        by_name={member.name: member for member in members},
        by_wire={member.wire: member for member in members},
        defaults={member.name: member.default for member in members if member.default is not None},
    )
    structure.__specification__ = made
    return made


_NO_DEFAULT = object()


def _members(structure: type[Structure]) -> Iterable[Member]:
    declared = {
        name: value
        for owner in reversed(structure.__mro__)
        for name, value in vars(owner).items()
        if isinstance(value, Declared)
    }
    hints = get_type_hints(structure) if declared else {}
    for name, declaration in declared.items():
        rules = dict(declaration.rules)
        shape = shape_of(hints[name]) if name in hints else ANY
        yield Member(
            name=name,
            wire=rules.pop("wire", name),
            place=declaration.place,
            shape=shape,
            required=rules.get("default", _NO_DEFAULT) is not None,
            default=rules.get("default"),
            secret=rules.pop("secret", False),
            rules={rule: value for rule, value in rules.items() if rule not in ("default", "deprecated")},
            media_type=declaration.media_type,
            converts=holds_scalars(shape),
            exact=shape.exact if isinstance(shape, ScalarShape) else None,
        )


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give the known word that is likely meant, or an empty string."""
    candidates = list(known)
    for candidate in candidates:
        if candidate.casefold() == word.casefold():
            return candidate
    import difflib

    return next(iter(difflib.get_close_matches(word[:200], candidates, n=1)), "")
