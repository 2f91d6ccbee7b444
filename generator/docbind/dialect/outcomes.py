"""Descriptions of response fields that say: this is what an error returns. Searched in the description, without case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorField:
    pattern: str
    example: str


ERROR_FIELDS: tuple[ErrorField, ...] = (
    ErrorField(
        pattern=r"^(the |specifies the |indicates the )?error (message|information|code)s? (that is )?returned (if|when|after) an error occurs",
        example="The error message returned if an error occurs.",
    ),
    ErrorField(
        pattern=r"^(the |specifies the |indicates the )?error (message|information|code)s? (of|for) a failed (api )?(call|request)",
        example="Error code of a failed API call.",
    ),
)
"""A table that lists them among the fields of a success describes two answers at once; the error's fields go to the answer of no stated status."""
