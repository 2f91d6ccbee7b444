"""How an operation goes on after its answer: the next page of a list, or a job that runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.diagnostic import SourceSpan


class PagingStyle(Enum):
    """What moves from page to page; nothing does where a single page holds the whole list."""

    SINGLE = "single"
    OFFSET = "offset"
    MARKER = "marker"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list operation is read page by page.

    `items` is the dotted path of the list in the response body, in the root element of one in XML; empty where the
    body is the list. `cursor` is the request parameter that moves, `size` the one that limits a page; `together`
    tells that a request needs both or none. `start` is the first offset or page number. `unit` is `records` or
    `pages`. A marker is found at the dotted path `next`, or else is the member `key` of the last item.

    `total` is the dotted path of the number of all records, `count` of a number that may be the page's, and `more` of
    a flag that tells whether there are more pages. `also` are further parameters that move with the cursor, each with
    the dotted path of its next value.
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
    key: str = "id"
    count: str = ""
    more: str = ""
    together: bool = False
    also: tuple[tuple[str, str], ...] = ()


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
