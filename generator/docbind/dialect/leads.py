"""Short lines before a table or code block → what follows them. Matched in lower case without a final colon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Lead(Enum):
    REQUEST = "request example"
    RESPONSE = "response example"
    ERROR = "error example"
    URI = "uri"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    pattern: str
    lead: Lead
    example: str


def _row(pattern: str, lead: Lead, example: str) -> LeadLine:
    return LeadLine(pattern=pattern, lead=lead, example=example)


LEADS: tuple[LeadLine, ...] = (
    _row(
        r".*\b(abnormal|error|failed|failure)\b.*\b(examples?|samples?|responses?)\b.*|.*\b(examples?|samples?)\b.*\b(abnormal|error)\b.*",
        Lead.ERROR,
        "Abnormal response example",
    ),
    _row(
        r".*\b(examples?|samples?)\b.*\bresponses?\b.*|.*\bresponses?\b.*\b(examples?|samples?)\b.*|(normal |successful )?responses?( body)?",
        Lead.RESPONSE,
        "Example response",
    ),
    _row(
        r".*\b(examples?|samples?)\b.*\brequests?\b.*|.*\brequests?\b.*\b(examples?|samples?)\b.*|requests?( body)?",
        Lead.REQUEST,
        "Request example",
    ),
    _row(r"uri( format)?", Lead.URI, "URI format"),
    _row(r"(the following is an )?examples?\b.*|for example\b.*", Lead.EXAMPLE, "Example"),
)

STATUS_LABEL = re.compile(r"^(?:(?:http|returned|response) )?status codes?\s*[::]?\s*(\d{3})\b", re.IGNORECASE)
"""The bold line over the tables and examples of one status: `Status code: 200`, `HTTP status code 204`, `Returned status code 204: successful deletion`."""

STATUS_STATED = re.compile(r"\bstatus code (20\d) is returned\b", re.IGNORECASE)
"""A sentence that states the status of a success: `If it succeeds, status code 200 is returned.`"""
