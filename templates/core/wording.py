"""How messages speak of values: shortened, and never with a secret."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .specification import suggestion

_SHOWN = 60
"""Longer values are cut in messages."""
_MOST_LISTED = 8
"""Longer lists of documented values are not repeated."""


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: `1 item`, `2 items`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shortened(value: object) -> str:
    """Give the repr of a scalar, cut where it is long."""
    if isinstance(value, int) and value.bit_length() > 256:
        return "a very large number"
    text = repr(value[: _SHOWN + 1]) if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def described(value: object, secret: bool = False) -> str:
    """Say what kind of value it is, and which where it may be shown."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "a string" if secret else f"the string {shortened(value)}"
        case int() | float():
            return "a number" if secret else f"the number {shortened(value)}"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "an object"
        case _:
            return f"an object of type {type(value).__name__}"


def undocumented(value: object, documented: Collection[object], *, meant: str = "", secret: bool = False) -> str:
    """Say that a value, or the name of a member, is not among the documented ones, and which is likely meant."""
    if secret:
        return "*** is not documented"
    words = f"{shortened(value)} is not documented"
    texts = [one for one in documented if isinstance(one, str)]
    meant = meant or (suggestion(value, texts) if isinstance(value, str) else "")
    if meant:
        return f"{words}; did you mean {meant!r}?"
    if 0 < len(documented) <= _MOST_LISTED and not isinstance(documented, frozenset):
        return f"{words}; allowed are {', '.join(map(repr, documented))}"
    return words
