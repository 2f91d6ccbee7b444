"""Second-level headings → the role of the section below them. Matched against the heading in lower case, without "(Optional)", digits and colons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a section of an operation's page is about."""

    FUNCTION = "function"
    URI = "uri"
    CONSTRAINTS = "constraints"
    REQUEST = "request"
    RESPONSE = "response"
    ERROR_RESPONSE = "error response"
    EXAMPLE = "example"
    EXAMPLE_REQUEST = "example request"
    EXAMPLE_RESPONSE = "example response"
    STATUS = "status"
    ERROR_CODES = "error codes"
    IGNORED = "ignored"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    pattern: str
    role: Role
    example: str


def _row(pattern: str, role: Role, example: str) -> Heading:
    return Heading(pattern=pattern, role=role, example=example)


HEADINGS: tuple[Heading, ...] = (
    _row(r"(api )?ur[il]s?( format)?", Role.URI, "URI"),
    _row(r"(api |function )?(functions?|descriptions?)", Role.FUNCTION, "Function Description"),
    _row(r"(notes and )?(constraints|restrictions|limitations)\b.*", Role.CONSTRAINTS, "Constraints and Limitations"),
    _row(r"prerequisites?|precautions?", Role.CONSTRAINTS, "Prerequisites"),
    _row(r"calling method|debugging|api calling", Role.IGNORED, "Debugging"),
    _row(
        r"(examples?|samples?) (of )?(the )?requests?|requests? (examples?|samples?)",
        Role.EXAMPLE_REQUEST,
        "Example Requests",
    ),
    _row(
        r"(examples?|samples?) (of )?(the )?responses?|responses? (examples?|samples?)",
        Role.EXAMPLE_RESPONSE,
        "Sample Response",
    ),
    _row(r"examples?|samples?", Role.EXAMPLE, "Example"),
    _row(
        r"(abnormal|error) (responses?|results?)( messages?| parameters?| body)?",
        Role.ERROR_RESPONSE,
        "Abnormal Response",
    ),
    _row(
        r"(normal )?responses?( parameters?| messages?| body| bodies| headers?| elements?)?",
        Role.RESPONSE,
        "Response Parameters",
    ),
    _row(r"requests?( parameters?| messages?| body| bodies| headers?| elements?)?", Role.REQUEST, "Request Body"),
    _row(r"(http )?status codes?|return(ed)? (values?|codes?)", Role.STATUS, "Returned Values"),
    _row(r"error codes?( descriptions?)?", Role.ERROR_CODES, "Error Code Description"),
)
