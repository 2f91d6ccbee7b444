"""Shows every character of a text that somebody else wrote, so that it cannot hide words, reorder a line or begin
another one.
"""

from __future__ import annotations

_HIDING_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn"})
"""Controls, directions and other formats, separators of lines, private use, halves of surrogate pairs, and what is no
character.
"""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Printable by their category, and seen by nobody."""


def visible(text: str) -> str:
    """Return a text with its control characters, directions and invisible characters as escapes: `\\n`, `\\x1b`, `\\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    from unicodedata import category

    return "".join(_escaped(one) if one in _BLANK or _hides(one, category(one)) else one for one in text)


def _hides(character: str, category: str) -> bool:
    return category in _HIDING_CATEGORIES or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100"


def _escaped(character: str) -> str:
    number = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
