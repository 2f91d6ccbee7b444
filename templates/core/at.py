"""Where a member of an operation travels. With `default=None` it need not be sent; another default is sent where nothing is said. The rules are those of `field`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

from .declare import Declared

if TYPE_CHECKING:
    from .declare import Rules

D = TypeVar("D", str, int, float, bool, None)


def host(**rules: Unpack[Rules]) -> Any:
    """Declare the bucket, or what else stands in front of the service's host, or first in the path; always required."""
    return Declared("host", {**rules})


def path(**rules: Unpack[Rules]) -> Any:
    """Declare one segment of the path, or with `slashes` what is left of the path; always required."""
    return Declared("path", {**rules})


@overload
def query(**rules: Unpack[Rules]) -> Any: ...


@overload
def query(*, default: D, **rules: Unpack[Rules]) -> D: ...


def query(**rules: Any) -> Any:
    """Declare a parameter of the query string; a list is sent as repeated names, or with a `first_number` as
    numbered ones.
    """
    return Declared("query", rules)


@overload
def header(**rules: Unpack[Rules]) -> Any: ...


@overload
def header(*, default: D, **rules: Unpack[Rules]) -> D: ...


def header(**rules: Any) -> Any:
    """Declare a header."""
    return Declared("header", rules)


@overload
def body(**rules: Unpack[Rules]) -> Any: ...


@overload
def body(*, default: None, **rules: Unpack[Rules]) -> Any: ...


def body(**rules: Any) -> Any:
    """Declare a member of the JSON object that is the body."""
    return Declared("body", rules)


@overload
def form(**rules: Unpack[Rules]) -> Any: ...


@overload
def form(*, default: None, **rules: Unpack[Rules]) -> Any: ...


def form(**rules: Any) -> Any:
    """Declare a part of a multipart form; `bytes` are sent as a file."""
    return Declared("form", rules)


@overload
def whole_body(*, media_type: str = "", **rules: Unpack[Rules]) -> Any: ...


@overload
def whole_body(*, default: None, media_type: str = "", **rules: Unpack[Rules]) -> Any: ...


def whole_body(*, media_type: str = "", **rules: Any) -> Any:
    """Declare the member that is the whole body: a list, a map, a model, or bytes.

    Without `media_type`, bytes travel as octets and all else as JSON.
    """
    return Declared("whole", rules, media_type)
