"""What a stage found on the way: located messages as data, and the pair of a value with its messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


class Severity(IntEnum):
    """How much was lost: nothing, a fact, or an operation or model."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SourceSpan:
    """Lines of one page, counted from 1; `path` is relative to the folder that was read, with `/`."""

    path: str
    first_line: int
    last_line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.first_line}"

    def __contains__(self, inner: SourceSpan) -> bool:
        """Tell whether these lines hold all of the others."""
        return self.path == inner.path and self.first_line <= inner.first_line and inner.last_line <= self.last_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: what (`message`), where (`span`), and what to do (`help`). `code` is a row of `dialect.findings`."""

    code: str
    severity: Severity
    message: str
    span: SourceSpan
    help: str = ""
    related: tuple[SourceSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """What a stage returns: its value, and everything it found."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
