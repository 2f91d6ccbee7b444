"""Which regular expressions of pages may run on other people's input: those that take a time in proportion to its length.

Python's matcher tries one way after the other. It is slow where there are many ways to read the same characters: `(a+)+`, `(a|a)*`, `a*a*a*`. So an expression is
taken only if no two ways of reading a text end at the same place in the expression. Its places are the characters and classes in it; where a part may be repeated more
often than written here, it is taken as repeated without end. What this small grammar does not cover (references to groups, conditions, looking behind, possessive and
atomic groups, flags) is not taken either.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONGEST_REGEX = 1000
"""Characters of a regular expression that is taken from a page."""

DEEPEST_GROUP = 20
MOST_PLACES = 1000
MOST_STEPS = 100_000
FEW_REPEATS = 3
"""Optional repetitions that are counted; more are taken as any number."""

_ENDLESS = 1 << 30
_PROBES = "".join(map(chr, (*range(0x300), *range(0x300, 0xD800, 64), *range(0xE000, 0x20000, 256))))
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^1-9kgNxuU])", re.DOTALL)
_ZERO_WIDTH = re.compile(r"\^|\$|\\[AbBZ]")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_REPEAT = re.compile(r"(?:(?P<mark>[*+?])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})(?P<lazy>\??)(?!\+)")
_LOST_ESCAPE = re.compile(r"(?<![A-Za-z])[dwsDWS](?:[+*]|\{\d)|\[\^?(?=[^\]]*w)(?=[^\]]*d)[dws_.@:/-]+\]")
_AHEAD = re.compile(r"\(\?[=!]")


class _Unfit(Exception):  # noqa: N818  # the answer of a search that is over
    """The expression is ambiguous, too large, or outside the grammar."""


@dataclass(frozen=True, slots=True)
class _Set:
    """One character of a class; `mask` has a bit for each probe that it takes."""

    mask: int


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    options: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Node
    least: int
    most: int


_Node: TypeAlias = _Set | _Sequence | _Either | _Repeat


def is_of_the_whole(regex: str) -> bool:
    """Whether the expression is anchored at both ends, in each of its alternatives: elsewhere it may be a part
    of a text that it finds.
    """
    plain = _CLASS.sub("c", _ESCAPE.sub("e", regex))
    depth = 0
    for character in plain:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return False
    return plain.startswith("^") and plain.endswith("$")


def lost_escapes(regex: str) -> bool:
    """Whether the expression repeats a letter that only makes sense behind a backslash: `^d{8}$`, `[wd-]+`."""
    return _LOST_ESCAPE.search(_ESCAPE.sub("", regex)) is not None


def is_linear(regex: str) -> bool:
    """Whether the expression is one for Python, and matches any text in a time in proportion to its length."""
    if len(regex) > LONGEST_REGEX or not _compiles(regex):
        return False
    try:
        parser = _Parser(regex)
        parts = [*parser.looks_ahead(), parser.whole()]
        return all(_Automaton(part).is_unambiguous() for part in parts)
    except (_Unfit, RecursionError):
        return False


def _compiles(regex: str) -> bool:
    """Whether Python takes the expression; what it would only take with a warning counts as wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(regex)
        except (re.error, Warning, OverflowError, RecursionError):
            return False
    return True


class _Parser:
    """Reads an expression that Python takes."""

    def __init__(self, regex: str) -> None:
        self._regex = regex
        self._at = 0
        # The ends of ranges are characters of the expression: where two classes have a character in common, they have one of these.
        self._probes = "".join(dict.fromkeys(_PROBES + regex + "".join(map(_spelled, _ESCAPE.findall(regex)))))
        self._masks: dict[str, int] = {}

    def looks_ahead(self) -> list[_Node]:
        """What the expression looks ahead for where it begins: there, and only there, it looks once."""
        found = []
        self._take(re.compile(r"\^?"))
        while self._take(_AHEAD):
            found.append(self._either(1))
            self._close()
        return found

    def whole(self) -> _Node:
        node = self._either(0)
        if self._at < len(self._regex):
            raise _Unfit
        return node

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._regex, self._at)
        if found:
            self._at = found.end()
        return found

    def _either(self, depth: int) -> _Node:
        if depth > DEEPEST_GROUP:
            raise _Unfit
        options = [self._sequence(depth)]
        while self._regex.startswith("|", self._at):
            self._at += 1
            options.append(self._sequence(depth))
        return options[0] if len(options) == 1 else _Either(tuple(options))

    def _sequence(self, depth: int) -> _Node:
        parts: list[_Node] = []
        while self._at < len(self._regex) and self._regex[self._at] not in "|)":
            if self._take(_ZERO_WIDTH):
                if self._take(_REPEAT):
                    raise _Unfit
                continue
            part = self._atom(depth)
            repeat = self._take(_REPEAT)
            if repeat:
                part = _repeated(part, repeat)
            if self._take(_REPEAT) or self._regex.startswith("+", self._at):
                raise _Unfit
            parts.append(part)
        return _Sequence(tuple(parts))

    def _atom(self, depth: int) -> _Node:
        if self._take(_GROUP):
            part = self._either(depth + 1)
            self._close()
            return part
        start = self._at
        if self._regex[start] == "(":
            raise _Unfit
        if not (self._take(_CLASS) or self._take(_ESCAPE)):
            if self._regex[start] in "\\[":
                raise _Unfit
            self._at += 1
        return _Set(self._mask(self._regex[start : self._at]))

    def _close(self) -> None:
        if not self._regex.startswith(")", self._at):
            raise _Unfit
        self._at += 1

    def _mask(self, atom: str) -> int:
        if atom not in self._masks:
            pattern = re.compile(atom if len(atom) > 1 or atom == "." else re.escape(atom))
            self._masks[atom] = sum(1 << found.start() for found in pattern.finditer(self._probes))
        return self._masks[atom]


def _spelled(escape: str) -> str:
    """The character that an escape stands for, and its neighbours; nothing for a class."""
    if escape[1] in "xuU":
        code = int(escape[2:], 16)
        return "".join(chr(near) for near in (code - 1, code, code + 1) if 0 <= near <= 0x10FFFF)
    return ""


def _repeated(part: _Node, repeat: re.Match[str]) -> _Node:
    mark = repeat["mark"]
    if mark:
        return _Repeat(part, int(mark == "+"), 1 if mark == "?" else _ENDLESS)
    if not (repeat["least"] or repeat["most"]):
        raise _Unfit  # braces that stand for themselves
    least = int(repeat["least"] or 0)
    most = int(repeat["most"]) if repeat["most"] else _ENDLESS if repeat["comma"] else least
    return _Repeat(part, least, most)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a part of an expression begins and ends, and whether it may be empty; there must be but one way for it to be so."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    empty: bool


_NOTHING = _Piece((), (), True)


class _Automaton:
    """The places of an expression, and which may follow which."""

    def __init__(self, node: _Node) -> None:
        self._masks: list[int] = []
        self._next: list[set[int]] = []
        self._start = self._piece(node).first

    def is_unambiguous(self) -> bool:
        """Whether no two ways through the places read the same characters and meet again."""
        waiting: list[tuple[int, int]] = []
        seen: set[tuple[int, int]] = set()
        for places in (self._start, *self._next):
            self._part(((one, other) for one in places for other in places if one < other), seen, waiting)
        while waiting:
            one, other = waiting.pop()
            pairs = [(left, right) for left in self._next[one] for right in self._next[other]]
            if any(left == right and self._masks[left] for left, right in pairs):
                return False
            self._part(((min(pair), max(pair)) for pair in pairs), seen, waiting)
        return True

    def _part(
        self, pairs: Iterable[tuple[int, int]], seen: set[tuple[int, int]], waiting: list[tuple[int, int]]
    ) -> None:
        """Notes the pairs of places that take the same character."""
        for pair in pairs:
            if pair not in seen and self._masks[pair[0]] & self._masks[pair[1]]:
                seen.add(pair)
                waiting.append(pair)
                if len(seen) > MOST_STEPS:
                    raise _Unfit

    def _piece(self, node: _Node) -> _Piece:
        match node:
            case _Set(mask=mask):
                if len(self._masks) == MOST_PLACES:
                    raise _Unfit
                self._masks.append(mask)
                self._next.append(set())
                place = (len(self._masks) - 1,)
                return _Piece(place, place, False)
            case _Sequence(parts=parts):
                whole = _NOTHING
                for part in parts:
                    whole = self._joined(whole, self._piece(part))
                return whole
            case _Either(options=options):
                pieces = [self._piece(option) for option in options]
                if sum(piece.empty for piece in pieces) > 1:
                    raise _Unfit
                first = tuple(place for piece in pieces for place in piece.first)
                last = tuple(place for piece in pieces for place in piece.last)
                return _Piece(first, last, any(piece.empty for piece in pieces))
            case _Repeat(part=part, least=least, most=most):
                return self._repeat(part, least, most)

    def _joined(self, left: _Piece, right: _Piece) -> _Piece:
        self._follow(left.last, right.first)
        return _Piece(
            left.first + right.first if left.empty else left.first,
            left.last + right.last if right.empty else right.last,
            left.empty and right.empty,
        )

    def _repeat(self, part: _Node, least: int, most: int) -> _Piece:
        if least > MOST_PLACES:
            raise _Unfit
        whole = _NOTHING
        for _ in range(least):
            whole = self._joined(whole, self._piece(part))
        if most - least > FEW_REPEATS:
            again = self._optional(self._piece(part))
            self._follow(again.last, again.first)
            return self._joined(whole, again)
        rest = _NOTHING
        for _ in range(most - least):
            rest = self._optional(self._joined(self._piece(part), rest))
        return self._joined(whole, rest)

    @staticmethod
    def _optional(piece: _Piece) -> _Piece:
        if piece.empty:
            raise _Unfit
        return _Piece(piece.first, piece.last, True)

    def _follow(self, places: Sequence[int], following: Sequence[int]) -> None:
        for place in places:
            if not self._next[place].isdisjoint(following):
                raise _Unfit
            self._next[place].update(following)
