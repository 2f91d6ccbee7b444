"""Sentences that say which table describes a field, wherever they stand.

The reference is the character that stands for one in flat text; `name` is the field's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    pattern: str
    example: str


_NAME = r"(?P<name>[A-Za-z_][\w.]*)"
_FIELD = r"(?:fields?|parameters?|objects?|structures?|attributes?)"

MENTIONS: tuple[Mention, ...] = (
    Mention(
        pattern=rf"(?:details?|information|descriptions?) (?:about|of|on) (?:the )?(?:{_FIELD} (?:in|of|for) )?(?:the )?{_NAME} {_FIELD}\b[^.\ue000]{{0,60}}?"
        r" (?:see|refer to|described in|listed in) *\ue000",
        example="For details about the soil field, see \ue000",
    ),
    Mention(
        pattern=rf"\ue000 *(?:describes|lists|details|shows) (?:the )?(?:{_FIELD} (?:in|of|for) (?:the )?)?{_NAME} {_FIELD}\b",
        example="\ue000 describes the soil field",
    ),
)
