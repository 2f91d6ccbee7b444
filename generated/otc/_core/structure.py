"""The common ground of models and operations: declared members, a keyword constructor, and the values of an instance."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Self, SupportsIndex, TypeVar, dataclass_transform

from . import at
from .declare import field
from .plain import converted
from .specification import Member, Specification, specification_of, suggestion


class _Null:
    """JSON's null, where a page documents that it may be sent; `None` sends nothing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NULL"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "NULL"


NULL: Final[Any] = _Null()
"""Sends null. It may stand wherever a value may."""


@dataclass_transform(
    kw_only_default=True,
    eq_default=False,
    field_specifiers=(field, at.host, at.path, at.query, at.header, at.body, at.form, at.whole_body),
)
class StructureType(type):
    """Gives every structure empty slots, so that assigning to a name that it does not declare is an error, and room for its own specification."""

    @classmethod
    def __prepare__(cls, name: str, bases: tuple[type, ...], /, **kwargs: object) -> dict[str, object]:
        # Not `__new__`: importing an emitted package makes hundreds of classes, and each would pay for one more call.
        return {"__slots__": (), "__specification__": None}


class Structure(metaclass=StructureType):  # noqa: PLW1641
    """Holds the values of the declared members in `__values__`.

    A member that is absent and one that is null both read as None, but only null is written.
    The members of one that is `__open__` are not all that may be sent.
    What this package keeps in a structure has names with two underscores at both ends: no documented member is called so.
    Equal structures need not stay equal, so that they have no hash.
    """

    __slots__ = ("__values__", "__weakref__")

    __specification__: ClassVar[Specification | None]
    __open__: ClassVar[bool] = False

    __undocumented__: ClassVar[tuple[str, ...]] = ()
    """Names on the wire that documented examples send although no row describes them: no slips of documented ones."""

    __root__: ClassVar[str | None] = None
    """The root element of what travels as an XML document: its members stand in it. Empty where the root itself is
    the one member.
    """

    def __init__(self, **values: Any) -> None:
        self.__values__: dict[str, object] = dict(specification_of(type(self)).defaults)
        self.__take__(values)

    def __take__(self, values: dict[str, Any]) -> None:
        """Set members, and raise `TypeError` for a name that is none.

        The mapping is emptied then: it is the one of each function that was called before, and tools that show their variables are to show no secret.
        """
        known = specification_of(type(self)).by_name
        for name, value in values.items():
            if name not in known:
                del value
                values.clear()
                meant = suggestion(name, known)
                hint = f"; did you mean {meant!r}?" if meant else ""
                raise TypeError(f"{type(self).__name__}() has no argument {name!r}{hint}")
            self.__assign__(name, value)

    def __assign__(self, name: str, value: object) -> None:
        """Set a member: None takes its value away, `NULL` makes it null, and plain objects become the models that
        stand there.
        """
        if value is None:
            self.__values__.pop(name, None)
            return
        member = specification_of(type(self)).by_name[name]
        self.__values__[name] = None if value is NULL else _converted(member, value) if member.nests else value

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Structure) and type(other) is type(self) and self.__getstate__() == other.__getstate__()
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self.__shown__())})"

    def __shown__(self) -> list[str]:
        """Give the parts of the repr."""
        known = specification_of(type(self)).by_name
        return [f"{name}={'***' if known[name].secret else _shown(value)}" for name, value in self.__values__.items()]

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        known = specification_of(type(self)).by_name
        secret = next((name for name, value in self.__values__.items() if known[name].secret and value), "")
        if secret:
            raise TypeError(f"{type(self).__name__} holds a secret, {secret}, and cannot be pickled")
        return super().__reduce_ex__(protocol)

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        made.__setstate__(self.__getstate__())
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Who asks for this has the module; an import of the package alone does not need it.
        from copy import deepcopy

        made = memo[id(self)] = type(self).__new__(type(self))
        made.__setstate__(deepcopy(self.__getstate__(), memo))
        return made

    def __getstate__(self) -> tuple[dict[str, Any], ...]:
        return (dict(self.__values__),)

    def __setstate__(self, state: tuple[dict[str, Any], ...]) -> None:
        (self.__values__,) = state

    def __replace__(self, **changes: Any) -> Self:
        made = self.__copy__()
        made.__take__(changes)
        return made


def _converted(member: Member, value: object) -> object:
    """Convert a value.

    The error of one that cannot be is made anew: where it comes from, variables may hold secrets.
    """
    try:
        return converted(member.shape, value)
    except RecursionError:
        from .errors import InvalidArgument

        problem = InvalidArgument(f"{member.name}: it is nested too deeply")
    raise problem


def _shown(value: object) -> str:
    return "NULL" if value is None else repr(value)


S = TypeVar("S", bound=Structure)


def replace(structure: S, /, **changes: Any) -> S:
    """Give a copy with other values for some members, as `copy.replace` does from Python 3.13 on."""
    # Not by `__replace__`, which would pack them once more, and which type checkers make up themselves for Python 3.13.
    made = structure.__copy__()
    made.__take__(changes)
    return made
