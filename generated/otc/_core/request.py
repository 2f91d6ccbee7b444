"""The base of every operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from .structure import Structure

R = TypeVar("R")
P = TypeVar("P")
I = TypeVar("I")  # noqa: E741


class Request(Structure, Generic[R]):
    """One call of an operation; R is what the service answers when it succeeds.

    `uri` names the path members in braces, and `{project_id}`, which the client fills in. `responses` gives what each documented status carries:
    a model, `list[...]`, `dict[str, ...]`, `bytes`, `Any`, or None for no body.
    """

    __slots__ = ()

    method: ClassVar[str] = ""
    uri: ClassVar[str] = ""
    responses: ClassVar[Mapping[int, object]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list is read page by page, in wire names.

    `cursor` is the request member that moves and `size` the one that limits a page; `items`, `next` and `total` are dotted paths in the page.
    `offset` counts records and `page` counts pages, both from `start`; a `marker` comes from `next`, or is the `id` of the last item.
    """

    style: Literal["marker", "offset", "page"]
    cursor: str
    size: str = ""
    items: str = ""
    next: str = ""
    total: str = ""
    start: int = 0


class PagedRequest(Request[P], Generic[P, I]):
    """An operation that lists items of type I in pages of type P."""

    __slots__ = ()

    paging: ClassVar[Paging]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How an answer tells how far a job is: `field`, a dotted path of wire names, is one of `until` when the job is done, and one of `unless` when it failed."""

    field: str
    until: tuple[str, ...]
    unless: tuple[str, ...]


class JobRequest(Request[R], Generic[R]):
    """An operation that tells how far a job is; `client.wait` knows by its answer when to end."""

    __slots__ = ()

    progress: ClassVar[Progress]
