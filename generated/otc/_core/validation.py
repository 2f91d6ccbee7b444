"""Checks requests against the documented rules and reports every violation at once."""

from __future__ import annotations

import datetime
import math
import operator
import re
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .evidence import Origin
from .json_values import is_list, is_object
from .request import Request
from .shapes import AnyShape, ListShape, MapShape, ModelShape, ScalarKind, ScalarShape, Shape, from_text
from .specification import Member, specification_of, suggestion
from .structure import NULL, Structure
from .violation import Rule, Violation

# --- the doors -----------------------------------------------------------------------------------------------------


def check(
    operation: type[Request[Any]],
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check the plain JSON body of a request, and the parameters outside of it where their mapping is given."""
    members = specification_of(operation).by_name.values()
    found: list[Violation] = []
    if path is not None:
        placeholders = {part.partition("}")[0] for part in operation.uri.split("{")[1:]}
        documented = {member.wire for member in members}
        own = {name: value for name, value in path.items() if name in documented or name not in placeholders}
        found += _check_object(operation, _placed(members, "path"), own, "")
    if query is not None:
        found += _check_object(operation, _placed(members, "query"), query, "")
    if header is not None:
        found += _check_headers(operation, _placed(members, "header"), header)
    found += _check_body(operation, members, payload)
    return tuple(found)


def check_structure(structure: Structure) -> tuple[Violation, ...]:
    """Check a request, or a model by itself. Of a model that a service sent, the result tells where the service departs from its pages."""
    return tuple(_check_structure(structure, ""))


# --- objects -------------------------------------------------------------------------------------------------------


def _placed(members: Collection[Member], *places: str) -> tuple[Member, ...]:
    return tuple(member for member in members if member.place in places)


def _check_headers(owner: type, members: Collection[Member], values: Mapping[str, object]) -> Iterator[Violation]:
    """Names of headers have no case, and any request may carry more of them than its page documents."""
    given = {name.lower(): value for name, value in values.items()}
    own = {member.wire: given[member.wire.lower()] for member in members if member.wire.lower() in given}
    return _check_object(owner, members, own, "")


def _check_body(owner: type, members: Collection[Member], payload: object) -> Iterator[Violation]:
    whole = _placed(members, "whole")
    if whole:
        yield from _check_member(owner, whole[0], payload, "body")
    elif payload is None or is_object(payload):
        yield from _check_object(owner, _placed(members, "body", "form"), payload or {}, "")
    else:
        yield _violation(owner, "", "type", "body", f"an object expected, not {_described(payload)}")


def _check_structure(structure: Structure, prefix: str) -> Iterator[Violation]:
    known = specification_of(type(structure)).by_name
    values = {known[name].wire: NULL if value is None else value for name, value in structure.__values__.items()}
    return _check_object(type(structure), known.values(), values, prefix)


def _check_object(
    owner: type, members: Collection[Member], values: Mapping[str, object], prefix: str
) -> Iterator[Violation]:
    for member in members:
        if isinstance(member.shape, AnyShape) and member.wire in values:
            continue  # Any JSON value will do, and null is one: `{"unlock": null}` is how some actions are asked for.
        path = "body" if member.place == "whole" else f"{prefix}{member.wire}"
        yield from _check_member(owner, member, values.get(member.wire), path)
    documented = {member.wire for member in members}
    for name in values:
        if name not in documented:
            yield _violation(owner, "", "unknown", f"{prefix}{name}", _undocumented(name, documented))


def _check_member(owner: type, member: Member, value: object, path: str) -> Iterator[Violation]:
    if value is NULL:
        return
    if value is None:
        if member.required:
            yield _violation(owner, member.wire, "required", path, "required, but not given")
        return
    yield from _Check(owner, member).value(member.shape, value, path)


# --- values --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Check:
    """The checks of one member; its rules hold for every scalar in it, those on items only for the outermost list."""

    owner: type
    member: Member

    def value(self, shape: Shape, value: object, path: str) -> Iterator[Violation]:
        match shape:
            case ScalarShape(kind):
                yield from self._scalar(kind, value, path)
            case ListShape(item):
                if not is_list(value):
                    yield self._wrong_type("a list", value, path)
                    return
                if shape is self.member.shape:
                    yield from self._bounds(_ITEM_BOUNDS, len(value), _counted(len(value), "item"), path)
                at = "" if self.member.place == "whole" and path == "body" else path
                for index, one in enumerate(value):
                    yield from self.value(item, one, f"{at}[{index}]")
            case MapShape(inner):
                if not is_object(value):
                    yield self._wrong_type("an object", value, path)
                    return
                for key, one in value.items():
                    yield from self.value(inner, one, f"{path}.{key}")
            case ModelShape(model):
                yield from self._model(model, value, path)
            case AnyShape():
                return

    def _model(self, model: type[Structure], value: object, path: str) -> Iterator[Violation]:
        prefix = "" if self.member.place == "whole" and path == "body" else f"{path}."
        if isinstance(value, model):
            yield from _check_structure(value, prefix)
        elif is_object(value):
            yield from _check_object(model, specification_of(model).by_name.values(), value, prefix)
        else:
            yield self._wrong_type("an object", value, path)

    def _scalar(self, kind: ScalarKind, value: object, path: str) -> Iterator[Violation]:
        if self.member.place in ("path", "query", "header"):
            value = _as_sent(kind, value)
        if not _IS_OF[kind](value):
            yield self._wrong_type(kind.value, value, path)
            return
        if isinstance(value, str):
            yield from self._bounds(_LENGTH_BOUNDS, len(value), _counted(len(value), "character"), path)
            pattern = self.member.rules.get("pattern")
            if isinstance(pattern, str) and not _compiled(pattern).fullmatch(value):
                yield self._violation("pattern", path, f"{self._quoted(value)} does not match {pattern}")
        elif isinstance(value, int | float):
            yield from self._bounds(_NUMBER_BOUNDS, value, self._quoted(value), path)
        one_of = self.member.rules.get("one_of")
        if is_list(one_of) and value not in one_of:
            yield self._violation("one_of", path, _undocumented(value, one_of, secret=self.member.secret))

    def _bounds(
        self, table: Mapping[str, _Bound], measure: int | float, subject: str, path: str
    ) -> Iterator[Violation]:
        for keyword, bound in table.items():
            limit: Any = self.member.rules.get(keyword)
            if limit is not None and bound.breaks(measure, limit):
                yield self._violation(bound.rule, path, f"{subject}, {bound.words} {limit} allowed")

    def _wrong_type(self, expected: str, value: object, path: str) -> Violation:
        return self._violation("type", path, f"{expected} expected, not {_described(value, self.member.secret)}")

    def _quoted(self, value: object) -> str:
        return "***" if self.member.secret else _shortened(value)

    def _violation(self, rule: Rule, path: str, words: str) -> Violation:
        return _violation(self.owner, self.member.wire, rule, path, words)


def _as_sent(kind: ScalarKind, value: object) -> object:
    """Outside of the body everything travels as text, so any scalar is as good as its text form, and the other way round."""
    if kind is ScalarKind.TEXT:
        match value:
            case bool():
                return "true" if value else "false"
            case int() | float() | uuid.UUID():
                return str(value)
            case datetime.datetime() | datetime.date():
                return value.isoformat()
            case bytes():
                return value.decode("utf-8", "replace")
            case _:
                return value
    return from_text(kind, value) if isinstance(value, str) else value


def _is_binary(value: object) -> bool:
    """Bytes, or a source of them: a file or an iterable."""
    if isinstance(value, str | Mapping | list | tuple):
        return False
    return any(hasattr(value, name) for name in ("read", "__iter__", "__aiter__"))


_IS_OF: Mapping[ScalarKind, Callable[[object], bool]] = {
    ScalarKind.TEXT: lambda value: isinstance(value, str),
    ScalarKind.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    ScalarKind.NUMBER: lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ),
    ScalarKind.BOOLEAN: lambda value: isinstance(value, bool),
    ScalarKind.BINARY: _is_binary,
}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A limit: the rule it is reported as, what breaks it, and its words."""

    rule: Rule
    breaks: Callable[[Any, Any], bool]
    words: str


_NUMBER_BOUNDS: Mapping[str, _Bound] = {
    "ge": _Bound("minimum", operator.lt, "at least"),
    "gt": _Bound("minimum", operator.le, "more than"),
    "le": _Bound("maximum", operator.gt, "at most"),
    "lt": _Bound("maximum", operator.ge, "less than"),
}
_LENGTH_BOUNDS: Mapping[str, _Bound] = {
    "min_length": _Bound("min_length", operator.lt, "at least"),
    "max_length": _Bound("max_length", operator.gt, "at most"),
}
_ITEM_BOUNDS: Mapping[str, _Bound] = {
    "min_items": _Bound("min_items", operator.lt, "at least"),
    "max_items": _Bound("max_items", operator.gt, "at most"),
}


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# --- words ---------------------------------------------------------------------------------------------------------

_SHOWN = 60
"""Longer values are cut in messages."""


def _violation(owner: type, member: str, rule: Rule, path: str, words: str) -> Violation:
    return Violation(path, rule, f"{path}: {words}", Origin(owner.__module__, owner.__name__, member, rule))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shortened(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 256:
        return "a very large number"
    text = repr(value[: _SHOWN + 1]) if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _described(value: object, secret: bool = False) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "a string" if secret else f"the string {_shortened(value)}"
        case int() | float():
            return "a number" if secret else f"the number {_shortened(value)}"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "an object"
        case _:
            return f"an object of type {type(value).__name__}"


def _undocumented(value: object, documented: Collection[object], *, secret: bool = False) -> str:
    if secret:
        return "*** is not documented"
    words = f"{_shortened(value)} is not documented"
    texts = [one for one in documented if isinstance(one, str)]
    meant = suggestion(value, texts) if isinstance(value, str) else ""
    if meant:
        return f"{words}; did you mean {meant!r}?"
    if 0 < len(documented) <= 8 and not isinstance(documented, set):
        return f"{words}; allowed are {', '.join(map(repr, documented))}"
    return words
