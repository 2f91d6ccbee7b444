"""The words for a type and for a place."""

from __future__ import annotations

import re

from docbind.model.erratum import Part, Place
from docbind.model.spec import Kind, ListOf, MapOf, Reference, Scalar, TypeRef, Unknown

DEEPEST_TYPE = 8
"""How many lists and maps a type may have around it."""

PARTS = ("path", "query", "header", "body")
ERROR_STATUS = "4xx"
"""The answer to any error whose status the page does not state, as `docbind export fields` has it."""

RESPONSE = re.compile(rf"response[ :](\d{{3}}|{ERROR_STATUS})(?:[ :](header)(?= ))?(?: +(.*))?")
CONTAINER = re.compile(r"(list|map) of +")


def type_of(words: str) -> TypeRef | None:
    """The type that the words name; None where they are too deep."""
    around: list[str] = []
    while (found := CONTAINER.match(words)) is not None:
        around.append(found[1])
        words = words[found.end() :]
    if len(around) > DEEPEST_TYPE:
        return None
    inner = _innermost(words)
    for container in reversed(around):
        inner = ListOf(inner) if container == "list" else MapOf(inner)
    return inner


def _innermost(word: str) -> TypeRef:
    if word in {kind.value for kind in Kind}:
        return Scalar(Kind(word))
    if word in ("object", "any"):
        return Unknown("object" if word == "object" else "")
    return Reference(phrase=word, name=word)


def place_of(words: str, *, in_structure: bool) -> Place | None:
    """The place that the words name; None where they name none."""
    if in_structure:
        return Place(part=Part.STRUCTURE, path=words)
    answer = RESPONSE.fullmatch(words)
    if answer is not None:
        status, header, path = answer.groups(default="")
        return Place(
            part=Part.RESPONSE,
            path=path.strip(),
            status=0 if status == ERROR_STATUS else int(status),
            header=bool(header),
        )
    part, _, path = words.partition(" ")
    return Place(part=Part(part), path=path.strip()) if part in PARTS else None
