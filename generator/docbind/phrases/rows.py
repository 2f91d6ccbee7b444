"""Rows of the dialect tables, made ready to match: `Phrases` compiles a table once, and answers which row claims a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar


class PatternRow(Protocol):
    """A row of a dialect table: what it matches, and an example that it must claim."""

    @property
    def pattern(self) -> str: ...

    @property
    def example(self) -> str: ...


RowT = TypeVar("RowT", bound=PatternRow)


class Phrases(Generic[RowT]):
    """A dialect table whose patterns are compiled, `slots` filled in; the order of the rows is their precedence."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[RowT], slots: Mapping[str, str] | None = None) -> None:
        self._rows: tuple[tuple[re.Pattern[str], RowT], ...] = tuple(
            (re.compile(_filled(row.pattern, slots or {}), re.IGNORECASE), row) for row in rows
        )

    def whole(self, text: str) -> RowT | None:
        """The first row that matches all of `text`."""
        found = self.whole_match(text)
        return found[1] if found else None

    def whole_match(self, text: str) -> tuple[re.Match[str], RowT] | None:
        """The first row that matches all of `text`, with its match."""
        for pattern, row in self._rows:
            match = pattern.fullmatch(text)
            if match:
                return match, row
        return None

    def at(self, text: str) -> tuple[re.Match[str], RowT] | None:
        """The first row that matches where `text` begins."""
        for pattern, row in self._rows:
            match = pattern.match(text)
            if match:
                return match, row
        return None

    def first(self, text: str) -> tuple[re.Match[str], RowT] | None:
        """The first row that matches anywhere in `text`."""
        for pattern, row in self._rows:
            match = pattern.search(text)
            if match:
                return match, row
        return None

    def anywhere(self, text: str) -> bool:
        """Whether any row matches somewhere in `text`."""
        return self.first(text) is not None

    def all(self, text: str) -> Iterator[tuple[re.Match[str], RowT]]:
        """Every match of every row whose words no earlier row has claimed, in the order of the text."""
        taken: list[tuple[int, int]] = []
        found: list[tuple[re.Match[str], RowT]] = []
        for pattern, row in self._rows:
            for match in pattern.finditer(text):
                start, end = match.span()
                if all(end <= left or right <= start for left, right in taken):
                    taken.append((start, end))
                    found.append((match, row))
        yield from sorted(found, key=lambda pair: pair[0].start())

    def without(self, text: str) -> str:
        """`text` with a space in place of everything that a row matches."""
        for pattern, _ in self._rows:
            text = pattern.sub(" ", text)
        return text


_SLOT = re.compile(r"\{([a-z_]+)\}")


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    """`pattern` with each `{name}` replaced by its slot; an unknown name is an error in the table."""
    return _SLOT.sub(lambda slot: slots[slot.group(1)], pattern)
