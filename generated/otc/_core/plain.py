"""Plain data in the place of models: what a caller gives as a dict becomes the model that stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeGuard, TypeVar, overload

from .json_values import is_list, is_object
from .shapes import ListShape, MapShape, ModelShape, Shape

JsonObject: TypeAlias = Mapping[str, Any]
"""A JSON object as plain data: the members of a model by their names on the wire, or by those of the model."""

if TYPE_CHECKING:
    R = TypeVar("R")
    T = TypeVar("T")

    class Convertible(Generic[R, T]):
        """A member that reads as R and may be set to R or T."""

        @overload
        def __get__(self, instance: None, owner: type) -> Convertible[R, T]: ...
        @overload
        def __get__(self, instance: object, owner: type) -> R: ...
        def __get__(self, instance: object, owner: type) -> Convertible[R, T] | R: ...
        def __set__(self, instance: object, value: R | T) -> None: ...

else:

    class Convertible:
        """A member that reads as R and may be set to R or T. At run time an annotation means the first, R."""

        def __class_getitem__(cls, types):
            return types[0]


class PlainMembers(dict[str, Any]):
    """The members of a model that was given as plain data which the pages do not document.

    They are sent, and they are checked: nobody named them as additions.
    """


def holds_models(shape: Shape) -> bool:
    """Tell whether a model may stand somewhere in a value of a shape."""
    match shape:
        case ModelShape():
            return True
        case ListShape(inner) | MapShape(inner):
            return holds_models(inner)
        case _:
            return False


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview)


def converted(shape: Shape, value: object) -> object:
    """Return a value with models in the place of plain objects; the very same object where there is none.

    Raises:
        TypeError: An object names a member twice, once as on the wire and once as in Python.
        RecursionError: The data hold themselves, or are nested too deeply.
    """
    match shape:
        case ModelShape(model):
            return model.__from_plain__(value) if is_object(value) else value
        case ListShape(item) if _is_sequence(value):
            made = [converted(item, one) for one in value]
            kept = is_list(value) and all(one is other for one, other in zip(made, value, strict=True))
            return value if kept else made
        case MapShape(inner) if is_object(value):
            entries = {key: converted(inner, one) for key, one in value.items()}
            return value if all(entries[key] is one for key, one in value.items()) else entries
        case _:
            return value
