"""A documented rule that a request breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .evidence import Origin, Source, source_of
from .visible import visible

Rule: TypeAlias = Literal[
    "required",
    "type",
    "minimum",
    "maximum",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
    "pattern",
    "one_of",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Violation:
    """A documented rule that a request breaks.

    `path` leads to the value by wire names (`tags[0].key`); the body itself is `body`.

    `refused` tells whether a client does not send the request for it. The others are told and sent: the pages
    do not say enough to be sure that the service would refuse.
    """

    path: str
    rule: Rule
    message: str
    origin: Origin = field(repr=False, compare=False)
    refused: bool = True

    @property
    def source(self) -> Source | None:
        """The page, line and sentence that state the rule; None where the class is no part of a service."""
        return source_of(self.origin)

    def __str__(self) -> str:
        source = self.source
        return visible(f"{self.message} [{source}]" if source else self.message)
