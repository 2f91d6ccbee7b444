"""The references inside a type: whether anything describes the structure yet, and giving it a description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from docbind.model.spec import ListOf, MapOf, Reference, TypeRef


def references(type_ref: TypeRef) -> Iterator[Reference]:
    """The reference inside a type, behind its lists and maps; none in scalars."""
    match type_ref:
        case Reference():
            yield type_ref
        case ListOf(item=inner) | MapOf(value=inner):
            yield from references(inner)
        case _:
            return


def with_reference(type_ref: TypeRef, change: Callable[[Reference], Reference]) -> TypeRef:
    """The type with its reference changed."""
    match type_ref:
        case Reference():
            return change(type_ref)
        case ListOf(item=inner):
            return ListOf(with_reference(inner, change))
        case MapOf(value=inner):
            return MapOf(with_reference(inner, change))
        case _:
            return type_ref


def inlined(type_ref: TypeRef, identity: str) -> TypeRef:
    """The type with the structure that its own rows or bullets describe."""
    return with_reference(type_ref, lambda reference: replace(reference, inline=identity))


def is_unlinked(type_ref: TypeRef) -> bool:
    """A container whose type names no table."""
    return any(not reference.type_labels and not reference.inline for reference in references(type_ref))
