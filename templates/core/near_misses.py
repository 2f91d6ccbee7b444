"""Tells a slip of the keyboard from something that the pages do not know yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 64
"""Characters of a longer word are not compared: nobody slips in only one of them."""

LONG = 9
"""Words of so many characters may have two slips."""

_PUNCTUATION = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


def near_miss(word: str, documented: Iterable[str]) -> str:
    """Return the documented word that `word` is a slip of, or an empty string.

    A slip is another case or punctuation, or one letter too many, too few, wrong, or in its neighbour's place;
    in a word of nine letters or more, two of them. Words that differ in their digits are different words: the
    next version of an engine is no slip of the last one.
    """
    if len(word) > LONGEST:
        return ""
    candidates = [one for one in documented if len(one) <= LONGEST]
    given = plain(word)
    for candidate in candidates:
        if plain(candidate) == given:
            return candidate
    return next((one for one in candidates if _is_slip(given, plain(one))), "")


def plain(word: str) -> str:
    """Return what is left of a word without case and punctuation."""
    return _PUNCTUATION.sub("", word.casefold())


def _is_slip(given: str, meant: str) -> bool:
    if _DIGITS.findall(given) != _DIGITS.findall(meant):
        return False
    if len(meant) < 3:
        return _is_swap_or_double(given, meant)
    allowed = 2 if len(meant) >= LONG else 1
    return abs(len(given) - len(meant)) <= allowed and _distance(given, meant) <= allowed


def _is_swap_or_double(given: str, meant: str) -> bool:
    """In a word of two letters a wrong one makes another word: `ip` is no slip of `id`."""
    return len(meant) == 2 and meant[0] != meant[1] and given in (meant[::-1], meant[0] + meant, meant + meant[1])


def _distance(one: str, other: str) -> int:
    """Count the letters to put in, take out, change or swap with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        beyond, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if beyond and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, beyond[j - 2] + 1)
            row.append(cost)
    return row[-1]
