"""What a JSON value is, in the words of types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Tell whether a value stands for a JSON object."""
    # The first question answers nearly always, and much faster than the second.
    return type(value) is dict or isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Tell whether a value stands for a JSON list."""
    return type(value) is list or isinstance(value, list | tuple)


def as_object(value: object) -> Mapping[str, object]:
    """Give an object as it is, and an empty one for everything else."""
    return value if is_object(value) else {}


def as_list(value: object) -> Sequence[object]:
    """Give a list as it is, and an empty one for everything else."""
    return value if is_list(value) else ()
