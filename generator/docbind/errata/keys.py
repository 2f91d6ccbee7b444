"""The keys of an erratum: what each takes, for the check and for a message."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from docbind.model.rules import Rule

TABLE = "erratum"
"""The name of each table of an errata file."""

MOST_ERRATA = 2000
"""Of one file."""

LONGEST_REASON = 1000
LONGEST_NAME = 300
LONGEST_VALUE = 2000
MOST_VALUES = 5000
LARGEST_SIZE = 2**63

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
ROUTE = re.compile(rf"({'|'.join(METHODS)}) +(/\S*)")
PATH = re.compile(r"(?:/(?:[\w.~:@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|\{[A-Za-z_][\w.-]*\})*)+", re.ASCII)
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9*][a-z0-9.+*-]*")


def _is_line(value: object, longest: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= longest


def _is_reason(value: object) -> bool:
    return _is_line(value, LONGEST_REASON)


def _is_name(value: object) -> bool:
    return _is_line(value, LONGEST_NAME)


def _is_route(value: object) -> bool:
    return _is_name(value) and isinstance(value, str) and ROUTE.fullmatch(value) is not None


def _is_new_route(value: object) -> bool:
    found = ROUTE.fullmatch(value) if isinstance(value, str) and _is_name(value) else None
    return found is not None and PATH.fullmatch(found[2]) is not None and not {".", ".."} & {*found[2].split("/")}


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_true(value: object) -> bool:
    return value is True


def _is_number(value: object) -> bool:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e300
    )


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST_SIZE


def _is_pattern(value: object) -> bool:
    if not _is_line(value, LONGEST_VALUE) or not isinstance(value, str):
        return False
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _is_value(value: object) -> bool:
    text = isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_VALUE
    return text or isinstance(value, bool) or _is_number(value)


def _are_values(value: object) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST_VALUES and all(map(_is_value, value))


def _are_rules(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one in RULES for one in value)


def _is_status(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599


def _is_media_type(value: object) -> bool:
    return _is_name(value) and isinstance(value, str) and MEDIA_TYPE.fullmatch(value) is not None


RULES = {rule.value: rule for rule in Rule if rule is not Rule.TYPE}
"""The rules that can be waived. A type that is too narrow is another type."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what its value must be, in words and as a check."""

    words: str
    accepts: Callable[[object], bool]


_TYPE = "a type: string, integer, long, number, boolean, binary, object, any, the name of a structure, or a list of or map of one"
_SIZE = "a whole number, 0 or more"
_NUMBER = "a number"
_PLACE = "a place such as `body volume.size`, `query limit` or `response 200 volumes.id`"

KEYS: dict[str, Key] = {
    "reason": Key(f"one line of text that says why, at most {LONGEST_REASON} characters", _is_reason),
    # where
    "operation": Key("a method and a path as documented, such as `GET /v1/{project_id}/beds`", _is_route),
    "page": Key("the path of a page, or its end, such as `creating_a_bed.rst`", _is_name),
    "structure": Key("the name of a structure as documented", _is_name),
    "field": Key(_PLACE, _is_name),
    "response": Key("a documented status, such as 200", _is_status),
    "only": Key("true: the structure is corrected for this operation alone", _is_true),
    # what of a field
    "type": Key(_TYPE, _is_name),
    "required": Key("true or false", _is_truth),
    "minimum": Key(_NUMBER, _is_number),
    "maximum": Key(_NUMBER, _is_number),
    "min_length": Key(_SIZE, _is_size),
    "max_length": Key(_SIZE, _is_size),
    "min_items": Key(_SIZE, _is_size),
    "max_items": Key(_SIZE, _is_size),
    "pattern": Key("a regular expression that the whole text must match", _is_pattern),
    "values": Key("a list of texts, numbers or booleans: all values that the service takes", _are_values),
    "more_values": Key("a list of texts, numbers or booleans that the page lacks", _are_values),
    "waive": Key(f"a list of rules: {', '.join(RULES)}", _are_rules),
    "rename": Key("the field's name as the service has it", _is_name),
    "move": Key(_PLACE, _is_name),
    "remove": Key("true", _is_true),
    # what is new, or of an operation
    "add": Key(f"{_PLACE}, or a response such as `response 202`", _is_name),
    "description": Key(f"one line of text, at most {LONGEST_REASON} characters", _is_reason),
    "add_operation": Key("a method and a path, such as `POST /v1/{project_id}/beds/{bed_id}/water`", _is_new_route),
    "title": Key("what the operation does, as a page's title would say it: `Watering a Bed`", _is_name),
    "status": Key("a status of HTTP, such as 202", _is_status),
    "media_type": Key("a media type, such as `application/merge-patch+json`", _is_media_type),
    "leave_out": Key("true", _is_true),
}
