"""The base of every operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final, Generic, Literal, TypeVar

from .structure import Structure

R = TypeVar("R")
P = TypeVar("P")
I = TypeVar("I")  # noqa: E741
S = TypeVar("S", contravariant=True)


class Request(Structure, Generic[R]):
    """One call of an operation; R is what the service answers when it succeeds.

    `uri` names the path members in braces, and `{project_id}`, which the client fills in. `responses` gives what each documented status carries:
    a model, `list[...]`, `dict[str, ...]`, `bytes`, `Any`, or None for no body.
    """

    __slots__ = ()

    method: ClassVar[str] = ""
    uri: ClassVar[str] = ""
    responses: ClassVar[Mapping[int, object]] = {}
    __media_type__: ClassVar[str] = "application/json"
    """Of a body that is made of members; others state their own."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, answer):
            # Only type checkers need to know the answer here, and `Generic` would take more time for it than for the class itself.
            return cls


class Paging:
    """How a list is read page by page, in wire names.

    `cursor` is the request member that moves and `size` the one that limits a page; `items`, `next` and `total` are dotted paths in the page.
    `offset` counts records and `page` counts pages, both from `start`; a `marker` comes from `next`, or is the `id` of the last item.
    """

    __slots__ = ("cursor", "items", "next", "size", "start", "style", "total")

    def __init__(
        self,
        *,
        style: Literal["marker", "offset", "page"],
        cursor: str,
        size: str = "",
        items: str = "",
        next: str = "",
        total: str = "",
        start: int = 0,
    ) -> None:
        self.style: Final = style
        self.cursor: Final = cursor
        self.size: Final = size
        self.items: Final = items
        self.next: Final = next
        self.total: Final = total
        self.start: Final = start


class PagedRequest(Request[P], Generic[P, I]):
    """An operation that lists items of type I in pages of type P."""

    __slots__ = ()

    paging: ClassVar[Paging]


class Progress:
    """How an answer tells how far a job or a resource is: `field`, a dotted path of wire names, is one of `until` when it is done,
    or has settled, and one of `unless` when it failed.
    """

    __slots__ = ("field", "unless", "until")

    def __init__(self, *, field: str, until: tuple[str, ...], unless: tuple[str, ...]) -> None:
        self.field: Final = field
        self.until: Final = until
        self.unless: Final = unless


class JobRequest(Request[R], Generic[R]):
    """An operation that tells how far a job is; `client.wait` knows by its answer when to end."""

    __slots__ = ()

    progress: ClassVar[Progress]


class StatefulRequest(Request[R], Generic[R, S]):
    """An operation whose answer tells in which of its documented states something is; S are the names of those that it settles in.

    S is contravariant: what documents more states does for a waiter that needs one of them.
    """

    __slots__ = ()

    progress: ClassVar[Progress]
