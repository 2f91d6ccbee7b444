"""A root table whose fields stand one level down in every example: the wrapper that only the examples show."""

from __future__ import annotations

from dataclasses import replace

from docbind.model.spec import (
    UNSTATED,
    Direction,
    Example,
    Field,
    JsonObject,
    JsonValue,
    ListOf,
    Presence,
    PresenceKind,
    Reference,
    Scalar,
    Struct,
    TypeRef,
)


def wrapped(root: Struct, examples: tuple[Example, ...]) -> tuple[TypeRef, tuple[Struct, ...]]:
    """The type of a body described by `root`, and the structures behind it: `root` itself, inside a wrapper if the examples show one that the tables leave out."""
    inner = Reference(phrase="", inline=root.id)
    names = {field.wire_name for field in root.fields}
    containers = {field.wire_name for field in root.fields if not isinstance(field.type, Scalar)}
    wrappers = {_wrapper(example.value, names, containers) for example in examples}
    if len(wrappers) != 1 or (wrapper := wrappers.pop()) is None:
        return _bare(root, examples, inner), (root,)
    key, is_list = wrapper
    presence = Presence(kind=PresenceKind.REQUIRED) if root.direction is Direction.REQUEST else UNSTATED
    field = Field(wire_name=key, type=ListOf(inner) if is_list else inner, presence=presence, text="", span=root.span)
    outer = replace(root, id=f"{root.id}:wrapper", names=(), labels=(), fields=(field,), shape=None, root=True)
    return Reference(phrase="", inline=outer.id), (outer, replace(root, names=(key,), root=False))


def _bare(root: Struct, examples: tuple[Example, ...], inner: Reference) -> TypeRef:
    """The object itself; or, where every example is a list, the list: of the documented objects, or the only one that the table lists."""
    values = [example.value for example in examples]
    if not values or not all(isinstance(value, tuple) and value for value in values):
        return inner
    names = {field.wire_name for field in root.fields}
    items = [item for value in values if isinstance(value, tuple) for item in value]
    if all(isinstance(item, JsonObject) and _overlap(item, names) for item in items):
        return ListOf(inner)
    only = root.fields[0].type if len(root.fields) == 1 else None
    return only if isinstance(only, ListOf) else inner


def _wrapper(value: JsonValue, names: set[str], containers: set[str]) -> tuple[str, bool] | None:
    """(key, is its value a list) where an example holds the documented fields one level down, under one key that no container row names."""
    if not isinstance(value, JsonObject) or len(value.members) != 1:
        return None
    key, inner = value.members[0]
    if key in containers:
        return None
    if isinstance(inner, JsonObject) and _overlap(inner, names):
        return key, False
    if (
        isinstance(inner, tuple)
        and inner
        and all(isinstance(item, JsonObject) and _overlap(item, names) for item in inner)
    ):
        return key, True
    return None


def _overlap(value: JsonObject, names: set[str]) -> bool:
    keys = {key for key, _ in value.members}
    return bool(keys) and len(keys & names) * 2 >= len(keys)
