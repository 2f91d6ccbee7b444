"""How an operation goes on after its answer: the next page of a list, or a job that runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.diagnostic import SourceSpan


class PagingStyle(Enum):
    OFFSET = "offset"
    MARKER = "marker"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list operation is read page by page.

    `cursor` is the request parameter that moves, `size` the one that limits a page; `items`, `next` and
    `total` are dotted paths in the response body. `start` is the first offset or page number. `unit` is
    `records` or `pages`.
    """

    style: PagingStyle
    cursor: str
    size: str
    items: str
    next: str
    total: str
    start: int
    unit: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class AsyncJob:
    """The success body names a job: `field` is the dotted path of its id."""

    field: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """The success body tells how far a job is: `field` is the dotted path of its state, `until` the states of a
    job that is done, `unless` those of one that failed.

    `names` are the parameters by which a job is asked for.
    """

    field: str
    until: tuple[str, ...]
    unless: tuple[str, ...]
    names: tuple[str, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceStates:
    """The success body tells the state of a resource: `field` is its dotted path, `settled` are the documented
    states in which the resource stays by itself, `failed` those after which it gets to none of them.
    """

    field: str
    settled: tuple[str, ...]
    failed: tuple[str, ...]
    span: SourceSpan
