"""What a request can break, and what speaks against a rule that a page states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.diagnostic import SourceSpan


class Rule(Enum):
    """What a request can break, by the names that violations have."""

    REQUIRED = "required"
    TYPE = "type"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    MIN_LENGTH = "min_length"
    MAX_LENGTH = "max_length"
    MIN_ITEMS = "min_items"
    MAX_ITEMS = "max_items"
    PATTERN = "pattern"
    ONE_OF = "one_of"


class Reason(Enum):
    """Why a stated rule is not believed to hold for every call."""

    EXAMPLE = "a documented example breaks it"
    OTHER_SCALAR = "a documented example has another kind of plain value"
    ELSEWHERE = "another table of the service allows more"
    OPEN_ENDED = "values of this kind keep being added"
    CORRECTED = "the service corrects other values itself"
    OTHER_WORDS = "its own description lets other values pass"
    DEFAULTED = "the service has a default"
    SO_FAR = "the description says so of today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What speaks against a rule of a field: it stays documented, and a request that breaks it is sent.

    `span` is where that stands.
    """

    rule: Rule
    reason: Reason
    span: SourceSpan
