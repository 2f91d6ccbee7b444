"""What may be odd about an example as a whole, as data for its diagnostic."""

from __future__ import annotations

from dataclasses import dataclass

from docbind.model.diagnostic import Severity
from docbind.model.spec import Example, Operation
from docbind.stages.check.wording import plain, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """One thing that is odd, in the terms of a diagnostic."""

    code: str
    severity: Severity
    words: str
    help: str


UNDOCUMENTED_BODY = Oddity(
    code="example-body-undocumented",
    severity=Severity.WARNING,
    words="the request example has a body, and no table describes one",
    help="add a table for the body, or take the body out of the example",
)


def other_method(operation: Operation, example: Example) -> Oddity:
    """The example sends another method than the URI section says."""
    return Oddity(
        code="example-method",
        severity=Severity.WARNING,
        words=f"the request example sends {quoted(example.method)}, the URI section says {plain(operation.method, 20)}",
        help="correct whichever of the two is wrong",
    )


def other_path(operation: Operation, path: str) -> Oddity:
    """The example goes to a path that is neither the operation's nor an alias."""
    return Oddity(
        code="example-path",
        severity=Severity.WARNING,
        words=f"the request example goes to {quoted(path)}, the URI section says {quoted(operation.path)}",
        help="correct whichever of the two is wrong",
    )


def other_status(example: Example) -> Oddity:
    """The example answers with a success that the page does not document."""
    return Oddity(
        code="example-status",
        severity=Severity.NOTE,
        words=f"the response example is one of status {example.status}, which the page does not document",
        help="document the status, or correct the example",
    )
