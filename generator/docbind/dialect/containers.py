"""What descriptions say of structures as a whole.

Patterns are searched in one sentence without marks, without regard to case.
"""

from __future__ import annotations

from docbind.dialect.phrase import Phrase

OPEN_STRUCTURES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\byou can (?:also )?(?:specify|add|set|define|use) other (?:\w+ )?(?:fields|keys|parameters|attributes|key-value pairs|metadata)\b",
        example="You can also specify other fields as required.",
    ),
    Phrase(
        pattern=r"\btable (?:lists|provides|shows|describes) (?:only )?some\b",
        example="The table lists some fields.",
    ),
    Phrase(
        pattern=r"\b(?:other|more) (?:custom|user-defined|customized) (?:fields|keys|parameters|attributes|key-value pairs|metadata)\b",
        example="Other custom key-value pairs are supported.",
    ),
    Phrase(
        pattern=r"\blength of (?:the |each )?keys? (?:and|or) (?:the )?values? (?:in|under|of)\b",
        example="The length of the key or value in the labels cannot exceed 255 bytes.",
    ),
)
"""Sentences by which a structure takes members beside those that a table lists: their names are the caller's own."""
