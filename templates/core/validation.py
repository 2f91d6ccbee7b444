"""Checks requests against the documented rules and reports every violation at once.

What a class documents is made into functions once, when it is first checked. They say nothing of a value that keeps its rules, and only where one does not
is its path put together and its message written.
"""

from __future__ import annotations

import datetime
import math
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias, cast

from .declare import Place
from .emptiness import is_blank, is_empty, members_of
from .json_values import is_list, is_object
from .model import Model
from .near_misses import near_miss
from .plain import PlainMembers
from .reports import ITEM_BOUNDS, LENGTH_BOUNDS, NUMBER_BOUNDS, Found, Limit, Report, Steps, bounds, violation
from .request import Request
from .sending import is_octets
from .shapes import SCALARS, AnyShape, ListShape, MapShape, ModelShape, ScalarKind, ScalarShape, Shape, from_text
from .specification import Member, specification_of
from .structure import NULL, Structure
from .uploads import Upload
from .violation import Violation
from .wording import counted, described, undocumented

Check: TypeAlias = Callable[[object, Steps, Found], None]
"""Adds what is wrong with the value at the end of the steps to what was found."""

# --- the doors -----------------------------------------------------------------------------------------------------


def check(
    operation: type[Request[Any]],
    payload: object = None,
    *,
    host: Mapping[str, object] | None = None,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check the plain JSON body of a request, and the parameters outside of it where their mapping is given."""
    found: Found = []
    if host is not None:
        _check_object(_rules_of(operation, ("host",)), _without_blanks(host), None, found)
    if path is not None:
        rules = _rules_of(operation, ("path",))
        placeholders = {part.partition("}")[0] for part in operation.uri.split("{")[1:]}
        own = {name: value for name, value in path.items() if name in rules.names or name not in placeholders}
        _check_object(rules, _without_blanks(own), None, found)
    if query is not None:
        rules = _rules_of(operation, ("query",))
        _check_object(rules, _without_numbers(rules, query), None, found)
    if header is not None:
        _check_headers(_rules_of(operation, ("header",)), header, found)
    _check_body(operation, payload, found)
    return tuple(found)


def check_structure(structure: Structure) -> tuple[Violation, ...]:
    """Check a request, or a model by itself. Of a model that a service sent, the result tells where the service departs from its pages."""
    found: Found = []
    _check_structure(structure, None, found)
    return tuple(found)


def _without_blanks(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the parameters without those that leave nothing in a host or a path."""
    return {name: value for name, value in values.items() if value not in ("", None)}


def _without_numbers(rules: _Rules, values: Mapping[str, object]) -> Mapping[str, object]:
    """Give the parameters with those of numbered names, such as `dim.0` and `dim.1`, as the list that they are."""
    lists = {one.member.wire for one in rules.members if one.member.first_number is not None}
    if not lists:
        return values
    found: dict[str, object] = {}
    numbered: dict[str, list[object]] = {}
    for name, value in values.items():
        base, _, number = name.rpartition(".")
        if base in lists and number.isdecimal():
            numbered.setdefault(base, []).append(value)
        else:
            found[name] = value
    return {**numbered, **found}


def _check_headers(rules: _Rules, values: Mapping[str, object], found: Found) -> None:
    """Names of headers have no case, and any request may carry more of them than its page documents."""
    given = {name.lower(): value for name, value in values.items()}
    _check_object(rules, {name: given[name.lower()] for name in rules.names if name.lower() in given}, None, found)


def _check_body(owner: type[Request[Any]], payload: object, found: Found) -> None:
    whole = next(iter(_rules_of(owner, ("whole",)).members), None)
    if whole is not None:
        if payload is not None:
            whole.check(payload, None, found)
        elif whole.member.required:
            whole.missing(None, found)
    elif payload is None or is_object(payload):
        _check_object(_rules_of(owner, ("body", "form")), payload or {}, None, found)
    else:
        found.append(violation(owner, "", "type", None, f"an object expected, not {described(payload)}"))


# --- objects -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _MemberRules:
    """The rules of one member. `settled` is the type whose values keep them all, if there is one: nothing more is asked of them."""

    member: Member
    owner: type
    settled: type | None
    check: Check

    def missing(self, before: Steps, found: Found, *, named: bool = False) -> None:
        """Report that the value is not there, or null where somebody `named` it."""
        refused = not named and "required" not in self.member.told
        words = "required, but null" if named else "required, but not given"
        steps = self.steps(before)
        found.append(violation(self.owner, self.member.wire, "required", steps, words, refused=refused))

    def checked(self, value: object, before: Steps, found: Found) -> None:
        """Check a value that is there. One that stands for an absent value is sent as it was given.

        No rule speaks of a blank value of a member that need not be sent, and none of the type of zero and false. What
        else breaks a rule as zero or false, or in an object whose members are all empty, is told.
        """
        first = len(found)
        self.check(value, self.steps(before), found)
        if len(found) == first or self.member.place in ("host", "path"):
            return
        if not self.member.required and is_blank(value):
            del found[first:]
        elif self.member.place in ("query", "header"):
            return
        elif is_empty(value) and (not self.member.required or members_of(value)):
            told = [replace(one, refused=False) for one in found[first:]]
            typed = self.member.required or not isinstance(value, int | float)
            found[first:] = [one for one in told if typed or one.rule != "type"]

    def steps(self, before: Steps) -> Steps:
        """Give the way to the member of what stands at the end of other steps."""
        return before if self.member.place == "whole" else (before, self.member.wire)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rules of the members of a class, or of those in some places of a request; `names` are their names on the wire."""

    owner: type[Structure]
    members: tuple[_MemberRules, ...]
    names: Mapping[str, None]


@cache
def _rules_of(owner: type[Structure], places: tuple[str, ...] = ()) -> _Rules:
    members = tuple(
        _MemberRules(member=member, owner=owner, settled=_settled(member), check=_member_check(owner, member))
        for member in specification_of(owner).by_name.values()
        if not places or member.place in places
    )
    return _Rules(owner=owner, members=members, names=dict.fromkeys(one.member.wire for one in members))


def _check_object(rules: _Rules, values: Mapping[str, object], steps: Steps, found: Found) -> None:
    """Check plain JSON, by names on the wire."""
    for one in rules.members:
        value = values.get(one.member.wire)
        if value is None:
            # Any JSON value will do for some members, and null is one: `{"unlock": null}` is how some actions are asked for.
            if (
                one.member.required
                and not (isinstance(one.member.shape, AnyShape) and one.member.wire in values)
                and not _is_respelled(one.member.wire, rules.owner, values)
            ):
                one.missing(steps, found, named=one.member.wire in values)
        elif type(value) is not one.settled and value is not NULL:
            one.checked(value, steps, found)
    if not values.keys() <= rules.names.keys() and not rules.owner.__open__:
        for name in values:
            if name not in rules.names:
                found.append(_unknown(rules, name, values, steps))


def _is_respelled(name: str, owner: type[Structure], values: Mapping[str, object]) -> bool:
    """Tell whether a member is there under its name in another case, as documented examples send it."""
    return any(other in values and other.lower() == name.lower() for other in owner.__undocumented__)


def _unknown(rules: _Rules, name: str, values: Mapping[str, object], steps: Steps) -> Violation:
    """Report a name that is not documented. It is refused as a slip of one that the object lacks.

    One and many are no slips of each other: `group` and `groups` may both be members.
    """
    lacking = (other for other in rules.names if other not in values)
    meant = "" if name in rules.owner.__undocumented__ else near_miss(str(name), lacking)
    words = undocumented(name, frozenset(rules.names), meant=meant)
    refused = bool(meant) and f"{meant}s" != name != meant.removesuffix("s") and not is_empty(values[name])
    return violation(rules.owner, "", "unknown", (steps, name), words, refused=refused)


_ABSENT = object()


def _check_structure(structure: Structure, steps: Steps, found: Found) -> None:
    """Check what a structure holds, where null is a value that somebody gave as `NULL`.

    One that was given as plain data is checked as such.
    """
    if isinstance(structure, Model) and isinstance(structure.__extra__, PlainMembers):
        known = specification_of(type(structure)).by_name
        given = {known[name].wire: value for name, value in structure.__values__.items()}
        _check_object(_rules_of(type(structure)), {**given, **structure.__extra__}, steps, found)
        return
    values = structure.__values__
    for one in _rules_of(type(structure)).members:
        value = values.get(one.member.name, _ABSENT)
        if value is _ABSENT:
            if one.member.required:
                one.missing(steps, found)
        elif type(value) is not one.settled and value is not None:
            one.checked(value, steps, found)


# --- values --------------------------------------------------------------------------------------------------------


def _settled(member: Member) -> type | None:
    """Numbers are never settled: not every float is one of JSON."""
    shape = member.shape
    if isinstance(shape, ScalarShape) and shape.kind is not ScalarKind.NUMBER and not member.rules:
        return shape.exact
    return None


def _member_check(owner: type, member: Member) -> Check:
    """Make the check of a member. Its rules hold for every scalar in it, those on items only for the outermost list."""
    report = Report(owner, member)
    return _value_check(report, member.shape, bounds(member, ITEM_BOUNDS))


def _value_check(report: Report, shape: Shape, items: Sequence[Limit] = ()) -> Check:
    match shape:
        case ScalarShape(kind, exact):
            return _scalar_check(report, kind, exact)
        case ListShape(item):
            return _list_check(report, _value_check(report, item), items)
        case MapShape(value):
            return _map_check(report, _value_check(report, value))
        case ModelShape(model):
            return _model_check(report, model)
        case AnyShape():
            return lambda value, steps, found: None


def _model_check(report: Report, model: type[Structure]) -> Check:
    def check_model(value: object, steps: Steps, found: Found) -> None:
        if isinstance(value, model):
            _check_structure(value, steps, found)
        elif is_object(value):
            _check_object(_rules_of(model), value, steps, found)
        else:
            report.wrong_type(found, steps, "an object", value)

    return check_model


def _map_check(report: Report, check_value: Check) -> Check:
    def check_map(value: object, steps: Steps, found: Found) -> None:
        if is_object(value):
            for key, one in value.items():
                check_value(one, (steps, key), found)
        else:
            report.wrong_type(found, steps, "an object", value)

    return check_map


def _list_check(report: Report, check_item: Check, limits: Sequence[Limit]) -> Check:
    def check_list(value: object, steps: Steps, found: Found) -> None:
        if not is_list(value):
            report.wrong_type(found, steps, "a list", value)
            return
        for limit in limits:
            if limit.breaks(len(value), limit.limit):
                report.beyond(found, steps, limit, counted(len(value), "item"))
        for index, one in enumerate(value):
            check_item(one, (steps, index), found)

    return check_list


def _scalar_check(report: Report, kind: ScalarKind, exact: type) -> Check:
    member, is_of = report.member, _IS_OF[kind]
    # Most values are of the very type, which is quickly seen. Numbers are asked all the same: not every float is one of JSON.
    sure = None if kind is ScalarKind.NUMBER else exact
    travels_as_text = member.place in ("host", "path", "query", "header")
    limits = bounds(member, NUMBER_BOUNDS if kind in (ScalarKind.INTEGER, ScalarKind.NUMBER) else {})
    text = _text_check(report) if kind is ScalarKind.TEXT else None
    given = member.rules.get("one_of")
    one_of: Sequence[object] | None = given if is_list(given) else None
    texts = [one for one in one_of or () if isinstance(one, str)]

    def check_scalar(value: object, steps: Steps, found: Found) -> None:
        if type(value) is not sure:
            if travels_as_text:
                value = _as_sent(kind, value)
            if not is_of(value):
                meant = _without_loss(kind, value, member.place)
                report.wrong_type(found, steps, _EXPECTED.get(kind, kind.value), value, refused=not is_of(meant))
                if not is_of(meant):
                    return
                value = meant
        for limit in limits:
            if limit.breaks(value, limit.limit):
                report.beyond(found, steps, limit, report.quoted(value))
        if text is not None:
            text(value, steps, found)
        if one_of is not None and value not in one_of:
            near = near_miss(value, texts) if isinstance(value, str) else ""
            words = undocumented(value, one_of, meant=near, secret=member.secret)
            report(found, "one_of", steps, words, refused=member.closed or bool(near))

    return check_scalar


def _text_check(report: Report) -> Check | None:
    """Make the check of what only texts have, length and pattern; None where there is nothing to check."""
    limits = bounds(report.member, LENGTH_BOUNDS)
    given = report.member.rules.get("pattern")
    pattern = re.compile(given) if isinstance(given, str) else None
    if not limits and pattern is None:
        return None

    def check_text(value: object, steps: Steps, found: Found) -> None:
        text: Any = value
        for limit in limits:
            if limit.breaks(len(text), limit.limit):
                report.beyond(found, steps, limit, counted(len(text), "character"))
        if pattern is not None and not pattern.fullmatch(text):
            report(found, "pattern", steps, f"{report.quoted(text)} does not match {pattern.pattern}")

    return check_text


def _as_sent(kind: ScalarKind, value: object) -> object:
    """Outside of the body everything travels as text, so any scalar is as good as its text form, and the other way round."""
    if kind is ScalarKind.TEXT:
        match value:
            case bool():
                return "true" if value else "false"
            case int() if not isinstance(value, bool):
                return SCALARS[str].read(value)
            case float() | uuid.UUID():
                return str(value)
            case datetime.datetime() | datetime.date():
                return value.isoformat()
            case bytes():
                return value.decode("utf-8", "replace")
            case _:
                return value
    return from_text(kind, value) if isinstance(value, str) else value


def _without_loss(kind: ScalarKind, value: object, place: Place) -> object:
    """Convert a scalar that only has another JSON type, as `"10"` for 10; what is more than that is given back.

    A text may be a part of a form, where a file is due.
    """
    if kind is ScalarKind.INTEGER and isinstance(value, float) and value.is_integer():
        return int(value)
    if kind is ScalarKind.BINARY and isinstance(value, str) and place == "form":
        return value.encode("utf-8", "surrogatepass")
    return SCALARS[_TYPE_OF[kind]].read(value) if isinstance(value, str | int | float) else value


_EXPECTED: Mapping[ScalarKind, str] = {ScalarKind.BINARY: "bytes, an open file or a Path"}

_TYPE_OF: Mapping[ScalarKind, type] = {
    ScalarKind.TEXT: str,
    ScalarKind.INTEGER: int,
    ScalarKind.NUMBER: float,
    ScalarKind.BOOLEAN: bool,
    ScalarKind.BINARY: bytes,
}


def _is_binary(value: object) -> bool:
    """Tell whether a value is bytes, or a source of them: a file, its path, an iterable, or an `Upload` of one."""
    if isinstance(value, str | Mapping):
        return False
    if isinstance(value, list | tuple):
        return all(map(is_octets, cast("list[object]", value)))
    sources = ("read", "__iter__", "__aiter__", "__fspath__")
    return isinstance(value, Upload) or any(hasattr(value, name) for name in sources)


_IS_OF: Mapping[ScalarKind, Callable[[object], bool]] = {
    ScalarKind.TEXT: lambda value: isinstance(value, str),
    ScalarKind.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    ScalarKind.NUMBER: lambda value: (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (isinstance(value, int) or math.isfinite(value))
    ),
    ScalarKind.BOOLEAN: lambda value: isinstance(value, bool),
    ScalarKind.BINARY: _is_binary,
}
