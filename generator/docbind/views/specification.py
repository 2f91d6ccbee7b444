"""ServiceSpec → the intermediate model as plain JSON, for those who build on it or compare it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum

from docbind.model.spec import JsonObject, ServiceSpec


def specification(spec: ServiceSpec) -> dict[str, object]:
    """Every noun becomes an object with its fields; members of unions carry their noun's name as `kind_of`; enumerations become their values."""
    found = _plain(spec)
    assert isinstance(found, dict)
    return found


def _plain(value: object) -> object:
    if isinstance(value, JsonObject):
        return {key: _plain(inner) for key, inner in value.members}
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        members = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind_of": type(value).__name__, **members}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value
