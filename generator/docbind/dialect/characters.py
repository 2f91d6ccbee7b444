"""Characters of the pages that have a plain form: how they are written where only ASCII may stand, and what they are called in a name."""

from __future__ import annotations

import re
from collections.abc import Mapping

ASCII_FORMS: Mapping[str, str] = {
    # Spaces and characters without a width.
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
    # Quotes.
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u300c": '"',
    "\u300d": '"',
    # Dashes, dots and bullets.
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": "...",
    "\u00b7": "-",
    "\u2022": "-",
    # Signs.
    "\u00d7": "x",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2192": "->",
    "\u00ae": "(R)",
    "\u2122": "(TM)",
    # Full-width punctuation.
    "\uff01": "!",
    "\uff08": "(",
    "\uff09": ")",
    "\uff0c": ", ",
    "\uff0e": ".",
    "\uff0f": "/",
    "\uff1a": ": ",
    "\uff1b": "; ",
    "\uff1d": "=",
    "\uff1f": "?",
    "\u3001": ", ",
    "\u3002": ". ",
}
"""Typographic characters and what is written in their place."""

SYMBOL_WORDS: Mapping[str, str] = {
    " ": "space",
    "!": "bang",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "'": "apostrophe",
    "(": "open",
    ")": "close",
    "*": "star",
    "+": "plus",
    ",": "comma",
    "-": "hyphen",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equals",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "bracket",
    "\\": "backslash",
    "]": "endbracket",
    "^": "caret",
    "_": "underscore",
    "`": "backtick",
    "{": "brace",
    "|": "bar",
    "}": "endbrace",
    "~": "tilde",
}
"""Punctuation in wire names, for identifiers that would be equal without it."""

HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Characters that are not seen, or that change how others are: controls, directions, halves of pairs, private ones. As ranges, because the classes of Unicode differ
between versions of Python.
"""
