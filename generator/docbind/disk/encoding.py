"""From a page's bytes to its text, and from any text to words that are safe to show.

Pages are UTF-8, with or without a byte order mark, with any kind of line end. Bytes that are no text leave the page
out, because a guess at the encoding would put wrong words into the emitted code; characters that nobody can see become
a space, so that the columns of the page's tables keep their places.
"""

from __future__ import annotations

import re
from collections import Counter

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WIDE_MARKS = {b"\xff\xfe": "UTF-16 (little-endian)", b"\xfe\xff": "UTF-16 (big-endian)"}

# Everything that ends a line or steers a terminal, but for the line feed and the tab: other programs disagree on what ends a line.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# The characters that change the direction of the text around them: code that shows them reads differently from what it does.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

SAVE_AS_UTF8 = "Save the page as UTF-8."


def shown(words: str) -> str:
    """The same words with every character that is not printable, and the backslash, as a Python escape: safe for any terminal, and still distinct."""
    return "".join(
        character if character.isprintable() and character != "\\" else ascii(character)[1:-1] for character in words
    )


def decode(data: bytes, path: str) -> Outcome[str | None]:
    """The text of one page, with `\\n` as its only line end and without control characters; None where the bytes are no UTF-8 text.

    `path` is the page's path as messages show it. What was changed or refused is said once per page, with the line of the first place.
    """
    refusal = _refusal(data, path)
    if refusal is not None:
        return Outcome(value=None, diagnostics=(refusal,))
    text = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    diagnostics: list[Diagnostic] = []
    for code, kind, pattern in (
        ("page-control-characters", "control characters", CONTROLS),
        ("page-bidi-controls", "characters that change the direction of text", BIDI_CONTROLS),
    ):
        first = pattern.search(text)
        if first is None:
            continue
        counts = Counter(pattern.findall(text))
        names = ", ".join(f"U+{ord(character):04X} ({counts[character]}x)" for character in sorted(counts))
        diagnostics.append(
            Diagnostic(
                code=code,
                severity=Severity.WARNING,
                message=f"the page holds {kind}: {names}; each was read as a space",
                span=_line(path, text.count("\n", 0, first.start()) + 1),
                help="Remove the characters from the page.",
            )
        )
        text = pattern.sub(" ", text)
    return Outcome(value=text, diagnostics=tuple(diagnostics))


def _refusal(data: bytes, path: str) -> Diagnostic | None:
    """Why the bytes are no page: another encoding, a NUL, or a sequence that is no UTF-8."""
    wide = WIDE_MARKS.get(data[:2])
    if wide is not None:
        return _left_out("page-not-utf8", f"the page is {wide}, not UTF-8", path, 1, SAVE_AS_UTF8)
    nul = data.find(b"\0")
    if nul >= 0:
        line = _line_of(data, nul)
        return _left_out("page-not-text", "the page holds a NUL byte, so it is no text", path, line, SAVE_AS_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        message = f"the page is not UTF-8: {byte} ({error.reason})"
        return _left_out("page-not-utf8", message, path, _line_of(data, error.start), SAVE_AS_UTF8)
    return None


def _left_out(code: str, message: str, path: str, line: int, remedy: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=f"{message}; the page was left out",
        span=_line(path, line),
        help=remedy,
    )


def _line_of(data: bytes, offset: int) -> int:
    """The line that holds the byte at `offset`, whatever ends the lines."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _line(path: str, line: int) -> SourceSpan:
    return SourceSpan(path=path, first_line=line, last_line=line)
