"""Name cells that are no parameter's name → what the row says instead. Matched against the whole cell, in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
