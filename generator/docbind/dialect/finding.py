"""What is said of a code that diagnostics carry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One code, for one kind of finding."""

    code: str
    title: str
    meaning: str
    remedy: str
