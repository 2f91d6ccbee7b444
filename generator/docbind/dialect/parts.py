"""Headings of the parts that some description cells are written in. Patterns match where a line begins, without regard to case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase


class PartKind(Enum):
    """The parts that some cells are written in; `BODY` is a cell, or the beginning of one, without headings."""

    BODY = "body"
    DEFINITION = "definition"
    CONSTRAINTS = "constraints"
    RANGE = "range"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHeading:
    """A heading inside a cell: alone on its line, or followed by a colon."""

    pattern: str
    meaning: PartKind
    example: str


PART_HEADINGS: tuple[PartHeading, ...] = (
    PartHeading(
        pattern=r"\ue001?(?:definition|description)(?::\ue002?|\ue002:|\ue002?$)",
        meaning=PartKind.DEFINITION,
        example="Definition: The name.",
    ),
    PartHeading(
        pattern=r"\ue001?(?:constraints?|restrictions?)(?::\ue002?|\ue002:|\ue002?$)",
        meaning=PartKind.CONSTRAINTS,
        example="\ue001Constraints\ue002",
    ),
    PartHeading(
        pattern=r"\ue001?(?:(?:value )?range|(?:(?:valid|possible|allowed|available) )?(?:values|options))(?::\ue002?|\ue002:|\ue002?$)",
        meaning=PartKind.RANGE,
        example="Range: 1 to 64",
    ),
    PartHeading(
        pattern=r"\ue001?default(?: value)?(?::\ue002?|\ue002:|\ue002?$)",
        meaning=PartKind.DEFAULT,
        example="\ue001Default Value\ue002:",
    ),
)

FACT_LINES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:(?:min|max)(?:imum)?(?: value| length| items)?|(?:array|list) length|default(?: value)?|regular expression(?: matching)?)\s*:.{0,300}",
        example="Minimum: 1",
    ),
    Phrase(pattern=r"(?:enumerat(?:ion|ed)|possible enum) values?\s*:?", example="Enumeration values:"),
    Phrase(pattern=r"n/?a\.?|none\.?", example="N/A"),
)
"""Whole lines that say nothing beside a fact."""
