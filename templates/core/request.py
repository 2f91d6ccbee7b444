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
    __bodiless__: ClassVar[bool] = False
    """Without any member of its body, it is sent without a body, and not with an empty XML document."""
    __host__: ClassVar[str] = ""
    """The first label of the host that it goes to, where object storage answers and not the rest of the service."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, answer):
            # Only type checkers need to know the answer here, and `Generic` would take more time for it than for the class itself.
            return cls


class Paging:
    """How a list is read page by page, in wire names.

    `items` is the dotted path of the list in a page, empty where the page is the list. `cursor` is the request member
    that moves, and `size` the one that limits a page; where they must be sent `together`, a walk sends the size of its
    first page. `offset` counts records and `page` counts pages, both from `start`; a list in one `single` page has no
    cursor. A `marker` comes from `next`, a dotted path in the page, or is the member `key` of the last item.

    `total` counts all records. `count` may count those of the page alone: what it says ends a list only where it was
    more than a page had. `more` tells whether there are more pages. `also` are request members that move with the
    cursor, each with the dotted path of its next value.
    """

    __slots__ = (
        "also",
        "count",
        "cursor",
        "items",
        "key",
        "more",
        "next",
        "size",
        "start",
        "style",
        "together",
        "total",
    )

    def __init__(
        self,
        *,
        style: Literal["single", "marker", "offset", "page"] = "single",
        cursor: str = "",
        size: str = "",
        items: str = "",
        next: str = "",
        key: str = "id",
        total: str = "",
        count: str = "",
        more: str = "",
        start: int = 0,
        together: bool = False,
        also: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.style: Final = style
        self.cursor: Final = cursor
        self.size: Final = size
        self.items: Final = items
        self.next: Final = next
        self.key: Final = key
        self.total: Final = total
        self.count: Final = count
        self.more: Final = more
        self.start: Final = start
        self.together: Final = together
        self.also: Final = also


class PagedRequest(Request[P], Generic[P, I]):
    """An operation that lists items of type I in pages of type P, of which there may be only one."""

    __slots__ = ()

    paging: ClassVar[Paging]


class Progress:
    """How an answer tells how far a job or a resource is: `field`, a dotted path of wire names, is one of `until`
    when it is done, or has settled, and one of `unless` when it failed.
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
    """An operation whose answer tells in which of its documented states something is; S are the names of those that
    it settles in.

    S is contravariant: what documents more states does for a waiter that needs one of them.
    """

    __slots__ = ()

    progress: ClassVar[Progress]
