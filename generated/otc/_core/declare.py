"""How a member of a structure is declared: its place, its wire name and its documented rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, Unpack, overload

Place: TypeAlias = Literal["host", "path", "query", "header", "body", "form", "whole"]

if TYPE_CHECKING:
    from .structure import Structure
    from .violation import Rule

    # Nothing asks for it at run time, and making it would take longer than all else here.
    class Rules(TypedDict, total=False):
        """What a declaration may say of a member, beside its type and whether it is required."""

        wire: str
        """Name on the wire, where it differs from the member's name."""
        ge: float
        gt: float
        le: float
        lt: float
        min_length: int
        max_length: int
        min_items: int
        max_items: int
        pattern: str
        """Regular expression that the whole string matches."""
        one_of: Sequence[str | int | float | bool]
        """Documented values; of the items, where the member is a list. Others are told, and slips of these refused."""
        closed: bool
        """The values of `one_of` are all that there are: others are refused."""
        told: Sequence[Rule]
        """Rules that something in the pages speaks against: what breaks them is told and sent."""
        secret: bool
        """The value is shown in no repr, message or log."""
        deprecated: bool
        first_number: int
        """The values of a list travel under numbered names in the query, counted from here: `dim.0`, `dim.1`."""
        slashes: bool
        """A slash in a value of the path stays one, as in the key of an object: `reports/2026/may.pdf`."""


class Declared:
    """A member as it stands in its class. On an instance it gives the member's value, or None where there is none."""

    __slots__ = ("media_type", "name", "place", "rules")

    def __init__(self, place: Place, rules: dict[str, Any], media_type: str = "") -> None:
        self.name = ""
        self.place: Place = place
        self.rules = rules
        self.media_type = media_type

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Structure | None, owner: type) -> object:
        if instance is None:
            return self
        return instance.__values__.get(self.name)

    def __set__(self, instance: Structure, value: object) -> None:
        instance.__assign__(self.name, value)

    def __delete__(self, instance: Structure) -> None:
        instance.__assign__(self.name, None)

    def __repr__(self) -> str:
        return f"<{self.place} member {self.name!r}>"


@overload
def field(**rules: Unpack[Rules]) -> Any: ...


@overload
def field(*, default: None, **rules: Unpack[Rules]) -> Any: ...


def field(**rules: Any) -> Any:
    """Declare a member of a model; with `default=None` it need not be sent."""
    # What the constructor does, without a call of Python's for each of the thousands of members that an import declares.
    made = object.__new__(Declared)
    made.name, made.place, made.rules, made.media_type = "", "body", rules, ""
    return made
