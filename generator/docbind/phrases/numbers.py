"""Numbers as pages write them."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d{1,3})?")
_POWER = re.compile(r"(2|10) ?(?:\^|\*\*) ?(\d{1,2})( ?- ?1)?")
_OCTAL = re.compile(r"-?0\d")
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
    "fifty": 50,
}

LONGEST_NUMBER = 40
"""Digits of a number that is read; longer ones are no limits."""


def number(text: str) -> int | float | None:
    """The number that `text` is, thousands separators dropped, powers such as `2^32 - 1` worked out; `None` for
    anything else, and for `0644`, which is octal to some readers.
    """
    words = text.strip().lower()
    if words in _WORDS:
        return _WORDS[words]
    power = _POWER.fullmatch(words)
    if power:
        base, exponent, less = power.groups()
        raised: int = int(base) ** int(exponent)
        return raised - 1 if less else raised
    if len(words) > LONGEST_NUMBER or not _NUMBER.fullmatch(words) or _OCTAL.match(words):
        return None
    digits = words.replace(",", "")
    if "." not in digits and "e" not in digits:
        return int(digits)
    value = float(digits)
    return value if math.isfinite(value) else None
