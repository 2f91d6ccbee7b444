"""Values that programs write for what nobody set."""

from __future__ import annotations

from collections.abc import Mapping

from .json_values import is_list, is_object
from .structure import NULL, Structure


def members_of(value: object) -> Mapping[str, object]:
    """Return the values in an object or structure; none of anything else."""
    if isinstance(value, Structure):
        extra: Mapping[str, object] | None = getattr(value, "__extra__", None)
        return {**value.__values__, **(extra or {})}
    return value if is_object(value) else {}


def is_blank(value: object) -> bool:
    """Tell whether a value is null, an empty text or list, or an object of nothing but empty objects."""
    if _is_object(value):
        return _is_husk(value)
    return value is None or value is NULL or value == "" or (is_list(value) and not value)


def is_empty(value: object) -> bool:
    """Tell whether a value is blank, zero or false, or an object of nothing else."""
    if _is_object(value):
        return all(map(is_empty, members_of(value).values()))
    return is_blank(value) or (isinstance(value, int | float) and not value)


def _is_object(value: object) -> bool:
    return isinstance(value, Structure) or is_object(value)


def _is_husk(value: object) -> bool:
    inner = members_of(value).values()
    return bool(inner) and all(_is_object(one) and (not members_of(one) or _is_husk(one)) for one in inner)
