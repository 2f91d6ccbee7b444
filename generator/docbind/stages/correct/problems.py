"""What is said of an erratum: that it is applied, that the page says so itself, that what it corrects is gone,
or that it cannot be.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.erratum import Erratum

MOST_NAMED = 8
"""How many of the things that are there a message lists."""


MOST_PLACES = 3
"""How many places it lists, which are longer."""


class LostError(Exception):
    """What the erratum corrects is not to be found."""

    def __init__(self, message: str, remedy: str = "correct the address, or remove the erratum") -> None:
        super().__init__(message)
        self.remedy = remedy


class UnfitError(Exception):
    """What the erratum states does not go with what is there."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def problem(erratum: Erratum, error: LostError | UnfitError) -> Diagnostic:
    code, what = ("erratum-lost", "nothing was corrected")
    if isinstance(error, UnfitError):
        code, what = ("erratum-invalid", "it was left out")
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=f"{error}; {what}",
        span=erratum.evidence.span,
        help=error.remedy,
    )


def stale(erratum: Erratum, words: str) -> Diagnostic:
    return Diagnostic(
        code="erratum-stale",
        severity=Severity.WARNING,
        message=f"the page says so itself: {words}",
        span=erratum.evidence.span,
        help="remove the erratum, or what it states of this",
    )


def applied(erratum: Erratum, words: str) -> Diagnostic:
    return Diagnostic(
        code="erratum-applied",
        severity=Severity.NOTE,
        message=words,
        span=erratum.evidence.span,
        help="nothing; this is what the erratum changes",
    )


def near(word: str, known: Iterable[str]) -> str:
    """What may have been meant, or what there is."""
    names = sorted(set(known))
    meant = difflib.get_close_matches(word, names, n=1)
    if meant:
        return f"did you mean `{meant[0]}`?"
    listed = ", ".join(f"`{name}`" for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"there is {listed}{more}" if names else "there is none"
