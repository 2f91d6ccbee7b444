"""On which lines the tables and keys of an errata file stand: the TOML parser does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docbind.errata.keys import TABLE
from docbind.model.diagnostic import SourceSpan

HEADER = re.compile(rf"""[ \t]*\[\[[ \t]*["']?{TABLE}["']?[ \t]*\]\][ \t]*(?:#.*)?""")
SEVERAL_LINES = re.compile(r'"""(?:[^\\]|\\.)*?"""|' + r"'''.*?'''", re.DOTALL)
"""Strings that go over several lines: what stands in them is no line of the file."""

COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of one table, from its header on."""

    first_line: int
    lines: tuple[str, ...]

    def span(self, path: str, key: str = "") -> SourceSpan:
        """The table, or the line that sets one of its keys."""
        for number, line in enumerate(self.lines if key else (), start=self.first_line):
            if re.match(rf"""[ \t]*["']?{re.escape(key)}["']?[ \t]*=""", line):
                return SourceSpan(path=path, first_line=number, last_line=number)
        written = [
            number for number, line in enumerate(self.lines) if line.strip() and not line.lstrip().startswith("#")
        ]
        last = self.first_line + max(written, default=0)
        return SourceSpan(path=path, first_line=self.first_line, last_line=last)


def blocks(text: str) -> list[Block]:
    """The tables of the file, in its order. One that is written in an unusual way is missing."""
    bare = SEVERAL_LINES.sub(lambda found: "\n" * found.group().count("\n"), COMMENT.sub("#", text))
    lines = bare.split("\n")
    starts = [number for number, line in enumerate(lines) if HEADER.fullmatch(line)]
    ends = [*starts, len(lines)][1:]
    return [Block(first_line=start + 1, lines=tuple(lines[start:end])) for start, end in zip(starts, ends, strict=True)]
