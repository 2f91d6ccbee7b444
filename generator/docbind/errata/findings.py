"""What is said of a file of errata that cannot be read, and of one erratum that is wrong in itself."""

from __future__ import annotations

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan


def unread(message: str, span: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="errata-unread",
        severity=Severity.ERROR,
        message=f"{message}; no erratum in it holds",
        span=span,
        help="correct the file; docs/errata.md shows how errata are written",
    )


def invalid(message: str, span: SourceSpan, remedy: str) -> Diagnostic:
    return Diagnostic(
        code="erratum-invalid",
        severity=Severity.ERROR,
        message=f"{message}; it was left out",
        span=span,
        help=remedy,
    )
