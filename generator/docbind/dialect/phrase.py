"""A row without a meaning of its own: what it says is what its table stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A spelling without a meaning of its own beyond the table that it stands in."""

    pattern: str
    example: str
