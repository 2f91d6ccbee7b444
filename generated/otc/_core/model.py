"""The base of every documented structure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from .json_values import is_object
from .plain import PlainMembers, converted
from .shapes import PLAIN, identical, restore, to_wire
from .specification import specification_of
from .structure import NULL, Structure


class Model(Structure):
    """A documented structure. Members are keywords; `None` is not sent, `NULL` sends null.

    A dict may stand for a model in it. Nothing is checked before a request is sent.
    """

    __slots__ = ("__extra__", "__originals__")

    def __init__(self, **values: Any) -> None:
        # Few models have any of the two, and a large answer has many models.
        self.__extra__: dict[str, Any] | None = None
        self.__originals__: dict[str, tuple[object, object]] | None = None
        self.__values__ = dict(specification_of(type(self)).defaults)
        self.__take__(values)

    @property
    def extra(self) -> dict[str, Any]:
        """The members that the pages do not document, by wire name: what the service sent is kept, and what stands here is sent."""
        if self.__extra__ is None:
            self.__extra__ = {}
        return self.__extra__

    @classmethod
    def from_dict(cls, payload: Mapping[str, Any], /) -> Self:
        """Read a JSON object. Nothing is refused and nothing lost: `to_dict` gives it back as it was."""
        values: dict[str, object] = {}
        extra: dict[str, Any] = {}
        originals: dict[str, tuple[object, object]] = {}
        known = specification_of(cls).by_wire
        for wire, raw in payload.items():
            member = known.get(wire)
            if member is None:
                extra[wire] = raw
            elif raw is None or type(raw) is member.exact:
                values[member.name] = raw
            else:
                value = values[member.name] = member.shape.read(raw)
                if value is not raw and member.converts and not identical(value, raw):
                    originals[member.name] = (to_wire(value), raw)
        made = cls.__new__(cls)
        made.__values__, made.__extra__, made.__originals__ = values, extra or None, originals or None
        return made

    @classmethod
    def __from_plain__(cls, given: Mapping[str, Any]) -> Self:
        """Make a model of plain data that stand where the model is documented; scalars stay as they are.

        Members are known by their names on the wire, or else by those in Python. The rest is kept and checked.
        """
        known = specification_of(cls)
        made = cls.__new__(cls)
        values: dict[str, object] = {}
        extra = PlainMembers()
        made.__values__, made.__extra__, made.__originals__ = values, extra, None
        for key, value in given.items():
            member = known.by_wire.get(key) or known.by_name.get(key)
            if member is None:
                extra[key] = value
            elif member.name in values:
                raise TypeError(
                    f"{cls.__name__}: {member.name!r} and {member.wire!r} are one member, and both are given"
                )
            else:
                values[member.name] = None if value is NULL else converted(member.shape, value)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """Let a model be a field of a pydantic model; it is read as leniently as ever, and any object to a JSON schema."""
        from importlib import import_module

        # Not an import statement, so that type checkers ask nobody for a library that is optional.
        schema: Any = import_module("pydantic_core").core_schema
        written = schema.plain_serializer_function_ser_schema(cls.to_dict, return_schema=schema.dict_schema())
        return schema.no_info_plain_validator_function(
            cls.__validated__, json_schema_input_schema=schema.dict_schema(), serialization=written
        )

    @classmethod
    def __validated__(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if is_object(value):
            return cls.from_dict(value)
        raise ValueError(f"an object or a {cls.__name__} is needed")

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object, by wire names."""
        known = specification_of(type(self)).by_name
        written: dict[str, Any] = {}
        for name, value in self.__values__.items():
            written[known[name].wire] = value if type(value) in PLAIN else to_wire(value)
        for name, (read_as, original) in (self.__originals__ or {}).items():
            wire = known[name].wire
            written[wire] = restore(written[wire], read_as, original)
        written.update(self.__extra__ or {})
        return written

    def __assign__(self, name: str, value: object) -> None:
        if self.__originals__ is not None:
            self.__originals__.pop(name, None)
        super().__assign__(name, value)

    def __shown__(self) -> list[str]:
        names = ", ".join(map(repr, self.__extra__ or ()))
        return [*super().__shown__(), *([f"extra=<{names}>"] if names else [])]

    def __getstate__(self) -> tuple[dict[str, Any], ...]:
        extra = self.__extra__ if self.__extra__ is not None else {}
        # The kind of the mapping tells whether it is checked, which a copy is to tell too.
        return (dict(self.__values__), type(extra)(extra), dict(self.__originals__ or {}))

    def __setstate__(self, state: tuple[dict[str, Any], ...]) -> None:
        self.__values__, self.__extra__, self.__originals__ = state
