"""A template or sample → its request or status line, headers and body."""

from __future__ import annotations

from dataclasses import dataclass

from docbind.dialect.s3 import HEADER_LINE, REQUEST_LINE, STATUS_LINE
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import CodeBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as written. `method` and `target` are empty in a response, `status` is 0 in a request and where the line names none."""

    first_line: str
    method: str
    target: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    span: SourceSpan

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


def message(block: CodeBlock) -> Message:
    """Splits a block. One that begins with neither line is all body."""
    lines = block.text.split("\n")
    at = _next(lines, 0)
    first = lines[at].strip() if at < len(lines) else ""
    request, answer = REQUEST_LINE.fullmatch(first), STATUS_LINE.fullmatch(first)
    headers: tuple[tuple[str, str], ...] = ()
    if request or answer:
        headers, at = _headers(lines, at + 1)
    else:
        first = ""
    return Message(
        first_line=first,
        method=request["method"] if request else "",
        target=request["target"] if request else "",
        status=int(answer["status"] or 0) if answer else 0,
        headers=headers,
        body="\n".join(lines[at:]).strip("\n"),
        span=block.span,
    )


def _headers(lines: list[str], at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """The header lines from `at` on, and where the body begins: behind a blank line, or where a line is no header."""
    found: list[tuple[str, str]] = []
    while at < len(lines):
        line = lines[at].strip()
        header = HEADER_LINE.fullmatch(line)
        if header:
            found.append((header["name"], header["value"].strip()))
        elif line or found:
            break
        at += 1
    return tuple(found), _next(lines, at)


def _next(lines: list[str], at: int) -> int:
    """The next line with words."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
