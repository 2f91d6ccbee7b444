"""One table cell's words → facts. Pure functions: no input makes them raise; what they cannot read they report or leave as words."""

from __future__ import annotations

from docbind.phrases.description import DescriptionReading, read_description
from docbind.phrases.inline import InlineField
from docbind.phrases.marks import is_secret_name
from docbind.phrases.presence import is_presence_word, read_presence
from docbind.phrases.types import TypeReading, is_type_word, read_type

__all__ = [
    "DescriptionReading",
    "InlineField",
    "TypeReading",
    "is_presence_word",
    "is_secret_name",
    "is_type_word",
    "read_description",
    "read_presence",
    "read_type",
]
