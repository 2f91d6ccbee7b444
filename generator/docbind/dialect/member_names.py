"""Wire names whose Python name is not simply their words in snake_case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyName:
    """What the headers of a family are together; a row is matched as a whole, without regard to case."""

    pattern: str
    name: str
    example: str


FAMILY_NAMES: tuple[FamilyName, ...] = (
    FamilyName(pattern=r"x-(?:\w+-)*meta(?:data)?-\*", name="metadata", example="x-obs-meta-*"),
)

SINGLE_WORDS: tuple[str, ...] = ("ETag",)
"""Words whose capitals do not tell that they are several."""
