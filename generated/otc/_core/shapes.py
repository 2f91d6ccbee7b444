"""What an annotation means at run time, and how a JSON value is read as it and written back.

Reading is lenient and never raises: a scalar of another kind is converted where nothing of it is lost. What needs no conversion, and what does not fit,
is given as it came: the very same object.
"""

from __future__ import annotations

import enum
import operator
import types
from collections.abc import Collection, Mapping
from typing import Any, Final, Literal, TypeAlias, Union, cast, get_args, get_origin

from .json_values import is_list, is_object


class ScalarKind(enum.Enum):
    """The scalars of the wire; the value is what a message calls them."""

    TEXT = "a string"
    INTEGER = "an integer"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    BINARY = "bytes"


class ScalarShape:
    """A scalar, and the Python type of a value that needs no conversion."""

    __slots__ = __match_args__ = ("kind", "exact")

    def __init__(self, kind: ScalarKind, exact: type) -> None:
        self.kind: Final = kind
        self.exact: Final = exact

    def read(self, raw: object) -> object:
        return raw if raw is None or type(raw) is self.exact else _convert(self.kind, raw)

    def keeps(self, values: Collection[object]) -> bool:
        """Tell whether reading gives each of these values as it came. An answer of yes is quick and spares reading them; no may be wrong."""
        return set(map(type, values)) <= {self.exact, types.NoneType}


class ListShape:
    """A list of values of one shape."""

    __slots__ = __match_args__ = ("item",)

    def __init__(self, item: Shape) -> None:
        self.item: Final = item

    def read(self, raw: object) -> object:
        if not is_list(raw) or self.item.keeps(raw):
            return raw
        read_item = self.item.read
        made = [read_item(one) for one in raw]
        return raw if all(map(operator.is_, made, raw)) else made

    def keeps(self, values: Collection[object]) -> bool:
        return not values


class MapShape:
    """An object with keys of any name and values of one shape."""

    __slots__ = __match_args__ = ("value",)

    def __init__(self, value: Shape) -> None:
        self.value: Final = value

    def read(self, raw: object) -> object:
        if not is_object(raw) or self.value.keeps(raw.values()):
            return raw
        read_value = self.value.read
        made = {key: read_value(one) for key, one in raw.items()}
        return raw if all(map(operator.is_, made.values(), raw.values())) else made

    def keeps(self, values: Collection[object]) -> bool:
        return not values


class ModelShape:
    """A structure; `model` is its class, a `Model`, which this module cannot name because it is made of shapes itself."""

    __slots__ = __match_args__ = ("model",)

    def __init__(self, model: type[Any]) -> None:
        self.model: Final = model

    def read(self, raw: object) -> object:
        return self.model.from_dict(raw) if is_object(raw) else raw

    def keeps(self, values: Collection[object]) -> bool:
        return not values


class AnyShape:
    """Any JSON value."""

    __slots__ = ()

    def read(self, raw: object) -> object:
        return raw

    def keeps(self, values: Collection[object]) -> bool:
        return True


Shape: TypeAlias = ScalarShape | ListShape | MapShape | ModelShape | AnyShape

ANY = AnyShape()
TEXT = ScalarShape(ScalarKind.TEXT, str)
SCALARS: Mapping[object, ScalarShape] = {
    str: TEXT,
    int: ScalarShape(ScalarKind.INTEGER, int),
    float: ScalarShape(ScalarKind.NUMBER, float),
    bool: ScalarShape(ScalarKind.BOOLEAN, bool),
    bytes: ScalarShape(ScalarKind.BINARY, bytes),
}


def shape_of(annotation: object) -> Shape:
    """Read a resolved annotation; what is beyond the wire's types is any value."""
    scalar = SCALARS.get(annotation) if isinstance(annotation, type) else None
    if scalar is not None:
        return scalar
    origin = get_origin(annotation)
    if origin is Union or origin is types.UnionType:
        return _union_shape(get_args(annotation))
    if origin is Literal:
        kinds = {type(value) for value in cast("tuple[object, ...]", get_args(annotation))}
        return SCALARS.get(kinds.pop(), ANY) if len(kinds) == 1 else ANY
    if origin is list:
        return ListShape(shape_of(get_args(annotation)[0]))
    if origin is dict:
        return MapShape(shape_of(get_args(annotation)[1]))
    # The module of `Model` imports this one, so that a model is known by what it can do.
    if isinstance(annotation, type) and hasattr(annotation, "from_dict"):
        return ModelShape(annotation)
    return ANY


def _union_shape(options: tuple[object, ...]) -> Shape:
    """An open enumeration (`Literal[...] | str`) and an optional value are what is left of them; other unions are any value."""
    shapes = {shape_of(option) for option in options if option is not types.NoneType}
    return shapes.pop() if len(shapes) == 1 else ANY


# --- reading -------------------------------------------------------------------------------------------------------


def holds_scalars(shape: Shape) -> bool:
    """Tell whether reading may convert something that no model inside remembers."""
    match shape:
        case ScalarShape():
            return True
        case ListShape(inner) | MapShape(inner):
            return holds_scalars(inner)
        case ModelShape() | AnyShape():
            return False


_TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
_INFINITY = float("inf")
_DIGITS_READ = 4000
"""Python refuses to convert longer strings of digits."""


def _convert(kind: ScalarKind, raw: object) -> object:
    """Convert a scalar of another kind, or give it back."""
    match kind, raw:
        case ScalarKind.TEXT, bool():
            return "true" if raw else "false"
        case ScalarKind.TEXT, int():
            return str(raw) if raw.bit_length() < _DIGITS_READ else raw
        case ScalarKind.TEXT, float():
            return repr(raw)
        case ScalarKind.NUMBER, int() if not isinstance(raw, bool) and raw.bit_length() < 1000:
            return float(raw)
        case ScalarKind.INTEGER | ScalarKind.NUMBER | ScalarKind.BOOLEAN, str():
            return from_text(kind, raw)
        case _:
            return raw


def from_text(kind: ScalarKind, text: str) -> object:
    """Read the text form of a scalar as it stands in a path, query or header; gives the text back where it is none."""
    match kind:
        case ScalarKind.BOOLEAN:
            return _TRUTHS.get(text.lower(), text)
        case ScalarKind.INTEGER:
            digits = text[1:] if text[:1] in ("-", "+") else text
            return int(text) if digits.isascii() and digits.isdigit() and len(digits) < _DIGITS_READ else text
        case ScalarKind.NUMBER:
            return _number(text)
        case ScalarKind.TEXT | ScalarKind.BINARY:
            return text


def from_exact_text(shape: Shape, text: str) -> object:
    """Read the text of a scalar where its value has no other text; else, and for all other shapes, give the text."""
    if not isinstance(shape, ScalarShape):
        return text
    value = from_text(shape.kind, text)
    written = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return value if written == text else text


def _number(text: str) -> object:
    if not text.isascii() or not text[:1].strip() or "_" in text:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return number if -_INFINITY < number < _INFINITY else text


# --- writing -------------------------------------------------------------------------------------------------------


PLAIN = frozenset({str, int, bool, float, type(None)})
"""The types of values that are their own JSON form."""


def to_wire(value: object) -> Any:
    """Give the JSON form of a value: models as objects, times in ISO 8601, all else as it is."""
    if type(value) in PLAIN:
        return value
    if type(value) is list:
        return [one if type(one) in PLAIN else to_wire(one) for one in cast("list[object]", value)]
    write = getattr(value, "to_dict", None)
    if callable(write):
        return write()
    if isinstance(value, enum.Enum):
        return to_wire(value.value)
    if is_list(value):
        return [to_wire(one) for one in value]
    if is_object(value):
        return {key: to_wire(one) for key, one in value.items()}
    return _text_of_time_or_id(value)


def _text_of_time_or_id(value: object) -> object:
    """Give times in ISO 8601 and UUIDs as text, all else as it is."""
    # Who has such a value has paid for these imports; nobody else is to.
    import datetime
    import uuid

    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def identical(one: object, other: object) -> bool:
    """Compare two JSON values as JSON does: `1`, `1.0`, `true` and `"1"` are four values."""
    if type(one) is not type(other):
        return False
    if is_list(one) and is_list(other):
        return len(one) == len(other) and all(map(identical, one, other))
    if is_object(one) and is_object(other):
        return one.keys() == other.keys() and all(identical(value, other[key]) for key, value in one.items())
    return one == other


def restore(wire: object, read_as: object, original: object) -> object:
    """Put back what reading converted: wherever `wire` still is what `original` was read as, the original is written."""
    if identical(wire, read_as):
        return original
    if is_list(wire) and is_list(read_as) and is_list(original):
        kept = [restore(*three) for three in zip(wire, read_as, original, strict=False)]
        return [*kept, *wire[len(kept) :]]
    if is_object(wire) and is_object(read_as) and is_object(original):
        return {
            key: restore(value, read_as[key], original[key]) if key in read_as and key in original else value
            for key, value in wire.items()
        }
    return wire
