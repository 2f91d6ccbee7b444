"""Types in few words, and how two of them are related."""

from __future__ import annotations

import re
from enum import Enum
from typing import assert_never

from docbind.model.spec import (
    Field,
    Kind,
    ListOf,
    MapOf,
    ModelRef,
    PresenceKind,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)

KIND_WORDS: dict[Kind, str] = {
    Kind.STRING: "string",
    Kind.INTEGER: "integer",
    Kind.LONG: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.BINARY: "binary",
}

OBJECT_WORDS = re.compile(r"\b(objects?|dict|dictionary|json|map|structure|struct)\b", re.IGNORECASE)
"""What a type phrase says of an object whose fields no table lists."""

PRESENCE_WORDS = {
    PresenceKind.REQUIRED: "mandatory",
    PresenceKind.OPTIONAL: "optional",
    PresenceKind.CONDITIONAL: "conditional",
    PresenceKind.UNSTATED: "",
}


class Relation(Enum):
    """How the type of a field was and is: equal on the wire, another one, or known on one side only."""

    EQUAL = "equal"
    OTHER = "other"
    STATED = "stated"
    UNSTATED = "unstated"


def words(type_ref: TypeRef) -> str:
    """`string`, `list of object`, `map of integer`, `object`, `any`."""
    match type_ref:
        case Scalar(kind=kind):
            return KIND_WORDS[kind]
        case ListOf(item=item):
            return f"list of {words(item)}"
        case MapOf(value=value):
            return f"map of {words(value)}"
        case ModelRef() | Reference():
            return "object"
        case Unknown(phrase=phrase):
            return "object" if OBJECT_WORDS.search(phrase) else "any"
        case _:
            assert_never(type_ref)


def phrase(field: Field) -> str:
    """The type as the page writes it, and whether the field must be sent."""
    return ", ".join(filter(None, (field.notation or words(field.type), PRESENCE_WORDS[field.presence.kind])))


def relation(old: TypeRef, new: TypeRef) -> Relation:
    """Compared from outside in: lists with lists, and at the end the scalars. Any object is like any other; their fields are compared one by one."""
    while True:
        match old, new:
            case (ListOf(item=was), ListOf(item=now)) | (MapOf(value=was), MapOf(value=now)):
                old, new = was, now
            case _:
                break
    was_words, now_words = words(old), words(new)
    if was_words == now_words:
        return _documented(old, new)
    if was_words == "any":
        return Relation.STATED
    if now_words == "any":
        return Relation.UNSTATED
    if isinstance(new, MapOf) and isinstance(old, Unknown):
        return Relation.STATED
    if isinstance(old, MapOf) and isinstance(new, Unknown):
        return Relation.UNSTATED
    return Relation.OTHER


def _documented(old: TypeRef, new: TypeRef) -> Relation:
    """Two objects: whether the fields of one are documented and those of the other are not."""
    if isinstance(old, Unknown) and not isinstance(new, Unknown):
        return Relation.STATED
    if isinstance(new, Unknown) and not isinstance(old, Unknown):
        return Relation.UNSTATED
    return Relation.EQUAL
