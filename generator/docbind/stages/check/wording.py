"""Values, types and page text in the words of a message."""

from __future__ import annotations

from typing import assert_never

from docbind.model.spec import (
    JsonObject,
    JsonValue,
    Kind,
    ListOf,
    MapOf,
    ModelRef,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)

LONGEST_SHOWN = 60
"""Characters of a value or sentence in a message."""

LARGEST_SHOWN = 10**30
"""Numbers beyond it are no limits or sizes, and long to read."""

KIND_WORDS = {
    Kind.STRING: "a string",
    Kind.INTEGER: "an integer",
    Kind.LONG: "an integer",
    Kind.NUMBER: "a number",
    Kind.BOOLEAN: "a boolean",
    Kind.BINARY: "a file",
}


def quoted(text: str) -> str:
    """Page text in a message: one line in quotation marks, cut where it is long."""
    return repr(plain(text, LONGEST_SHOWN))


def plain(text: str, longest: int) -> str:
    """Page text in a message: one line of printable characters, cut where it is long."""
    words = " ".join("".join(char if char.isprintable() else " " for char in text[: 2 * longest]).split())
    return words if len(words) <= longest else f"{words[:longest]}…"


def shown(value: JsonValue) -> str:
    """A JSON value in a message."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case int() | float():
            return str(value) if abs(value) < LARGEST_SHOWN else "a very large number"
        case tuple():
            return "a list"
        case JsonObject():
            return "an object"
        case _:
            assert_never(value)


def described(value: JsonValue) -> str:
    """A JSON value in a message that is about its type."""
    match value:
        case bool():
            return shown(value)
        case str():
            return f"the string {shown(value)}"
        case int() | float():
            return f"the number {shown(value)}"
        case _:
            return shown(value)


def type_words(type: TypeRef) -> str:
    """A documented type in a message."""
    match type:
        case Scalar(kind=kind):
            return KIND_WORDS[kind]
        case ListOf():
            return "a list"
        case MapOf() | ModelRef():
            return "an object"
        case Unknown() | Reference():
            return "any value"
        case _:
            assert_never(type)
