"""Wire names in the words they are made of."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_OTHERS = re.compile(r"[^a-z0-9]")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

LONGEST_NAME = 200
"""Characters of a wire name that are read."""


def snake_case(wire_name: str) -> str:
    """`adminPass` and `X-Auth-Token` as `admin_pass` and `x_auth_token`."""
    return _SEPARATORS.sub("_", _HUMPS.sub("_", wire_name[:LONGEST_NAME]).lower()).strip("_")


def compact(name: str) -> str:
    """The letters and digits of a name, which its spellings have in common: `pageSize` and `Page-Size` are
    `pagesize`.
    """
    return _OTHERS.sub("", name.lower())
