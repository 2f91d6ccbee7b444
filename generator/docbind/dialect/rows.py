"""Name cells that are no parameter's name → what the row says instead. Matched against the whole cell, in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase


class RowKind(Enum):
    FIELD = "field"
    ARRAY_ROOT = "array root"
    BARE = "bare body"
    FREE_KEY = "free key"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowName:
    pattern: str
    kind: RowKind
    example: str


ROW_NAMES: tuple[RowName, ...] = (
    RowName(
        pattern=r"\[(items?|array( elements?)?|list|elements?)\]|array elements?|\[\]",
        kind=RowKind.ARRAY_ROOT,
        example="[items]",
    ),
    RowName(pattern=r"[-–—]|none|n/a", kind=RowKind.BARE, example="-"),
    RowName(
        pattern=r"\{[^{}]*\bkeys?\b[^{}]*\}|user[- ]defined (field )?(keys?|fields?)\b.*|\{user[- ]defined[^{}]*\}|custom keys?|\{\w+\}|<[\w .-]+>",
        kind=RowKind.FREE_KEY,
        example="{User defined key}",
    ),
)

HOST_NAMES: tuple[Phrase, ...] = (Phrase(pattern=r"\{?(?:\w*endpoint|host(?:_?name)?)\}?", example="endpoint"),)
"""Names of rows, in lower case and matched as a whole, that may describe the host of the URI."""

HOST_WORDS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:request|server|service) address\b", example="The request address for calling an API."),
    Phrase(
        pattern=r"\b(?:server|service)s? bearing\b|\bREST\b",
        example="Domain name of the server bearing the REST service.",
    ),
    Phrase(pattern=r"\bendpoints? (?:varies|vary|differs?)\b", example="The endpoint varies between regions."),
    Phrase(pattern=r"\bregions and endpoints\b", example="See Regions and Endpoints."),
)
"""What such a row says where it describes the host; a host that a caller asks about is described otherwise."""
