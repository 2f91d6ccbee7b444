"""Whom the words before a limit speak of: the field itself, its items, or something else.

Patterns are searched without regard to case.
"""

from __future__ import annotations

from docbind.dialect.phrase import Phrase

OTHER_REQUIREMENTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:^|\. )(?!(?:the|these|following|special|value|basic|format|other)\b)(?P<thing>[a-z]+) (?:complexity )?requirements?(?: are| is)?(?: as follows)?:$",
        example="Password complexity requirements:",
    ),
)
"""Words before a list of what something must be like: `thing`, which may be another one than the field."""

OWN_SUBJECTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"the|an?|is|are|be|can|could|may|must|should|will|cannot|does|do|no|not|it|its|this|that|which|and|or|but|also|of|in|within|between|to|for|with|by|as|at|from|on|up|any|only|least|most",
        example="the",
    ),
    Phrase(
        pattern=r"values?|parameters?|fields?|contents?|texts?|strings?|integers?|numbers?|data|input|characters?|digits|letters|lengths?|sizes?|ranges?|units?|name|description|type|set",
        example="value",
    ),
    Phrase(
        pattern=r"have|has|having|contain(?:s|ing)?|consist(?:s|ing)?|includ(?:es?|ing)|enter|specif(?:y|ies|ied|ying)|indicates?|supports?|supported|allow(?:s|ed)?|exceed|ensure|equal|"
        r"greater|less|than|maximum|minimum|max|min",
        example="contains",
    ),
    Phrase(
        pattern=r"positive|whole|valid|new|current|corresponding|user|defined|custom|default|configured|required|optional|case|sensitive|insensitive",
        example="valid",
    ),
)
"""Words before a limit that name nothing else than the field's own value; matched one whole word at a time."""

FOREIGN_SUBJECTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:each|every|all|total|sum|combined|both|per|any|single|one|individual|a value)\b",
        example="Each label contains",
    ),
)
"""Words before a limit that make it a limit of a part, of a sum or of something else."""

COUNTED_ITEMS: tuple[Phrase, ...] = (
    Phrase(pattern=r"items?|elements?|entr(?:y|ies)|records?|objects?|values?|ids?|members?", example="items"),
)
"""What a list's items are called whatever the list holds; matched one whole word at a time."""

ITEM_SUBJECTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:and )?(?:each|every|an?) (?P<noun>[a-z][a-z-]*(?: (?!can|must|may|should|is|has|contains?|consists?|in|of)[a-z-]+)?)\b",
        example="Each label contains",
    ),
)
"""What a clause begins with that speaks of one item of a list; `noun` is what the item is called."""

PARTIAL_COUNTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"^[^.]{0,40}\bfor each of\b", example=" for each of both versions"),
    Phrase(pattern=r"^ ?in \d", example=" in 10 groups"),
)
"""What stands after a number of items that counts only some of the list's."""
