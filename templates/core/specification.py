"""What a structure declares, resolved once, when its class is first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, get_type_hints

from .declare import Declared, Place
from .plain import holds_models
from .shapes import ANY, ScalarShape, Shape, from_exact_text, holds_scalars, shape_of

if TYPE_CHECKING:
    from .structure import Structure


_NO_DEFAULT = object()


class Member:
    """One member: `name` in Python, `wire` in JSON; `converts` tells whether reading may change its value,
    `nests` whether plain data given for it may become models.

    One with a `default` other than None is required all the same: somebody must send it.
    """

    __slots__ = (
        "closed",
        "converts",
        "default",
        "exact",
        "first_number",
        "media_type",
        "name",
        "nests",
        "place",
        "required",
        "rules",
        "secret",
        "shape",
        "slashes",
        "told",
        "wire",
    )

    def __init__(self, name: str, declared: Declared, shape: Shape) -> None:
        said = dict(declared.rules)
        self.name: Final = name
        self.wire: Final[str] = said.pop("wire", name)
        self.place: Final[Place] = declared.place
        self.media_type: Final = declared.media_type
        self.shape: Final = shape
        self.converts: Final = holds_scalars(shape)
        self.nests: Final = holds_models(shape)
        self.exact: Final = shape.exact if isinstance(shape, ScalarShape) else None
        """The Python type of a scalar: a JSON value of it needs no reading."""
        self.told: Final[frozenset[str]] = frozenset(said.pop("told", ()))
        self.required: Final = said.get("default", _NO_DEFAULT) is not None or "required" in self.told
        self.default: Final[object] = said.pop("default", None)
        self.secret: Final[bool] = said.pop("secret", False)
        self.closed: Final[bool] = said.pop("closed", False)
        self.first_number: Final[int | None] = said.pop("first_number", None)
        self.slashes: Final[bool] = said.pop("slashes", False)
        said.pop("deprecated", None)
        self.rules: Final[Mapping[str, object]] = said


class Specification:
    """The members of one class, its `owner`, by Python name and by wire name, in the order of declaration, and what is sent of those that nobody sets."""

    __slots__ = ("by_name", "by_wire", "defaults", "owner")

    def __init__(self, owner: type, members: Sequence[Member]) -> None:
        self.owner: Final = owner
        self.by_name: Final[Mapping[str, Member]] = {member.name: member for member in members}
        self.by_wire: Final[Mapping[str, Member]] = {member.wire: member for member in members}
        self.defaults: Final[Mapping[str, object]] = {
            member.name: member.default for member in members if member.default is not None
        }


def specification_of(structure: type[Structure]) -> Specification:
    """Resolve the declarations of a class; the answer is kept with the class."""
    known = structure.__specification__
    if known is not None and known.owner is structure:
        return known
    made = structure.__specification__ = Specification(structure, _members(structure))
    return made


def _members(structure: type[Structure]) -> list[Member]:
    declared = {
        name: value
        for owner in reversed(structure.__mro__)
        for name, value in vars(owner).items()
        if isinstance(value, Declared)
    }
    hints = get_type_hints(structure) if declared else {}
    return [
        Member(name, declaration, shape_of(hints[name]) if name in hints else ANY)
        for name, declaration in declared.items()
    ]


def headers_read(structure: type[Structure], headers: Mapping[str, str]) -> dict[str, object] | None:
    """Return what a structure documents of the headers of an answer, by wire name; None for one that speaks of no
    headers.

    A name that ends in `*` is a family: the headers that begin so, by the rest of their names. `headers` has names in
    lower case.
    """
    known = specification_of(structure).by_wire
    if any(member.place != "header" for member in known.values()) or not known:
        return None
    found: dict[str, object] = {}
    for wire, member in known.items():
        name = wire.lower()
        if name.endswith("*"):
            prefix = name[:-1]
            found[wire] = {key[len(prefix) :]: one for key, one in headers.items() if key.startswith(prefix)}
        elif name in headers:
            found[wire] = from_exact_text(member.shape, headers[name])
    return found


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give the known word that is likely meant, or an empty string."""
    candidates = list(known)
    for candidate in candidates:
        if candidate.casefold() == word.casefold():
            return candidate
    import difflib

    return next(iter(difflib.get_close_matches(word[:200], candidates, n=1)), "")
