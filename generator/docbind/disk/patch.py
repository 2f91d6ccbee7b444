"""The difference between two versions of a file as a unified diff, for a person to read."""

from __future__ import annotations

import difflib

from .encoding import shown

LONGEST_COMPARED = 20_000
"""Lines that two versions may have together: comparing takes time with the square of it."""


def patch(path: str, old: bytes | None, new: bytes | None) -> str:
    """What leads from `old` to `new`; None stands for no file. Characters that a terminal would obey are shown as escapes."""
    before, after = _lines(old), _lines(new)
    header = f"--- {'a/' + path if old is not None else '/dev/null'}\n+++ {'b/' + path if new is not None else '/dev/null'}\n"
    if before is None or after is None:
        return f"{header}(no text)\n"
    if not before or not after:
        sign, lines = ("-", before) if before else ("+", after)
        counts = f"@@ -1,{len(before)} +0,0 @@" if before else f"@@ -0,0 +1,{len(after)} @@"
        return "".join([header, f"{counts}\n", *(f"{sign}{line}\n" for line in lines)])
    if len(before) + len(after) > LONGEST_COMPARED:
        return f"{header}({len(before)} lines became {len(after)})\n"
    compared = list(difflib.unified_diff(before, after, lineterm=""))[2:]
    return "".join([header, *(f"{line}\n" for line in compared)])


def _lines(content: bytes | None) -> list[str] | None:
    """The lines, fit to be shown; None where the content is no text."""
    if content is None:
        return []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return [_shown_line(line) for line in text.removesuffix("\n").split("\n")] if text else []


def _shown_line(line: str) -> str:
    return (
        line if line.isprintable() else "\t".join("\\".join(map(shown, part.split("\\"))) for part in line.split("\t"))
    )
