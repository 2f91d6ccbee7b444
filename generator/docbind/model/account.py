"""What became of every page, table and row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.diagnostic import SourceSpan


class Fate(Enum):
    """What became of a table or row."""

    EMITTED = "emitted"
    IGNORED = "ignored"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAccount:
    """A row whose fate follows from what of it stands in the linked model; without a `name` it could not be read
    or stands there twice, which was told.
    """

    span: SourceSpan
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAccount:
    """What became of one table: `reason` names why it is no part of the model, `emitted`/`ignored`/`reported`
    count its rows.

    In a fragment, the `rows` of a table of parameters wait for `link`, which counts them.
    """

    span: SourceSpan
    fate: Fate
    reason: str
    emitted: int = 0
    ignored: int = 0
    reported: int = 0
    rows: tuple[RowAccount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAccount:
    """What became of one page and its tables."""

    path: str
    fate: Fate
    reason: str
    tables: tuple[TableAccount, ...]
