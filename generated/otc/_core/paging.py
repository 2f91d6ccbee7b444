"""Lists as users see them: one protocol, whether the records come on one page or on many, which are fetched as they
are read.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

from .options import CallOptions
from .request import PagedRequest

if TYPE_CHECKING:
    from weakref import ref

    from .calling import Reply
    from .client import AsyncClient, Client

P = TypeVar("P")
I = TypeVar("I")  # noqa: E741


class _Kept(Generic[P]):
    """The first page of a list, if something was asked of it: the iteration that follows begins with it instead of
    fetching it again.

    It answers each question once: who asks again wants to know what is so by then.
    """

    def __init__(self) -> None:
        self._reply: Reply[P] | None = None
        self._asked: set[str] = set()

    def answers(self, question: str) -> Reply[P] | None:
        """Return the page for a question that was not asked of it yet."""
        if question in self._asked:
            return None
        self._asked.add(question)
        return self._reply

    def keep(self, reply: Reply[P], question: str) -> Reply[P]:
        """Keep a page that was fetched for a question."""
        self._reply, self._asked = reply, {question}
        return reply

    def take(self) -> Reply[P] | None:
        """Return the page for an iteration, and forget it."""
        reply, self._reply = self._reply, None
        return reply


class Pager(Generic[P, I]):
    """The records of a list; nothing is sent before they are read.

    Iterating gives the records of all pages, each of which is fetched when it is reached; every iteration begins anew.
    `len` is the number of records where the pages document a total, and `if pager:` tells whether there are any: both
    fetch the first page, with which the next iteration begins.
    """

    def __init__(self, client: Client, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._request = request
        self._options = options
        self._kept = _Kept[P]()
        self._begun: ref[Iterator[I]] | None = None

    def __iter__(self) -> Iterator[I]:
        from weakref import ref

        records = self._records()
        self._begun = ref(records)
        return records

    def _records(self) -> Iterator[I]:
        from .walk import items_of

        self._begun = None
        for page in self.pages():
            yield from items_of(self._request.paging, page)

    def pages(self) -> Pages[P, I]:
        """Return the whole pages, each of which is fetched when it is reached."""
        return Pages(self._client, self._request, self._options, first=self._kept.take)

    def page(self) -> P:
        """Fetch the first page alone: what one call of the operation answers."""
        return self._client.send(self._request, **self._options)

    def first(self) -> I | None:
        """Fetch the first record; None where there is none."""
        return next(iter(self), None)

    def all(self, limit: int | None = None) -> list[I]:
        """Fetch all records, or the first `limit` of them and no page beyond.

        Raises:
            InvalidArgument: `limit` is no whole number of 0 or more.
        """
        from itertools import islice

        _check_limit(limit)
        return list(islice(self, limit))

    def total(self) -> int:
        """Fetch the number of all records, as the first page tells it.

        Raises:
            TotalUnknown: The pages document no total, or the answer tells none.
        """
        _check_total(self._request)
        return _total(self._request, self._first("total"))

    def __len__(self) -> int:
        if self._begun is not None and self._begun() is not None:
            # `list(pager)` asks this behind `iter(pager)`, to make room: what a service claims is to make none.
            raise TypeError("len() of a list whose reading has just begun; total() tells it at any time")
        return self.total()

    def __bool__(self) -> bool:
        from .walk import items_of

        if items_of(self._request.paging, self._first("bool").value):
            return True
        return any(items_of(self._request.paging, page) for page in self.pages())

    def _first(self, question: str) -> Reply[P]:
        kept = self._kept.answers(question)
        return kept or self._kept.keep(self._client.exchange(self._request, **self._options), question)

    def __repr__(self) -> str:
        return f"<Pager of {self._request!r}>"


class _Walked(Generic[P, I]):
    """What both kinds of pages have in common: how far they are read, and the page that is at hand already."""

    def __init__(self, request: PagedRequest[P, I], first: Callable[[], Reply[P] | None]) -> None:
        from .walk import Walk

        self._walk = Walk(request)
        self._at_hand: Callable[[], Reply[P] | None] = first

    @property
    def rest(self) -> PagedRequest[P, I] | None:
        """The request for what was not fetched yet, None at the end.

        `client.paginate(pages.rest)` goes on from there, today or later.
        """
        return self._walk.request


class Pages(_Walked[P, I]):
    """The pages of a list, fetched when they are reached."""

    def __init__(
        self,
        client: Client,
        request: PagedRequest[P, I],
        options: CallOptions,
        *,
        first: Callable[[], Reply[P] | None],
    ) -> None:
        super().__init__(request, first)
        self._client = client
        self._options = options

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> P:
        request = self._walk.next_request()
        if request is None:
            raise StopIteration
        reply = self._at_hand() or self._client.exchange(request, **self._options)
        self._at_hand = _nothing
        if not self._walk.advance(reply):
            raise StopIteration
        return reply.value


class AsyncPager(Generic[P, I]):
    """The records of a list; nothing is sent before they are read.

    Iterating gives the records of all pages, each of which is fetched when it is reached; every iteration begins anew.
    """

    def __init__(self, client: AsyncClient, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._request = request
        self._options = options
        self._kept = _Kept[P]()

    async def __aiter__(self) -> AsyncIterator[I]:
        from .walk import items_of

        async for page in self.pages():
            for item in items_of(self._request.paging, page):
                yield item

    def pages(self) -> AsyncPages[P, I]:
        """Return the whole pages, each of which is fetched when it is reached."""
        return AsyncPages(self._client, self._request, self._options, first=self._kept.take)

    async def page(self) -> P:
        """Fetch the first page alone: what one call of the operation answers."""
        return await self._client.send(self._request, **self._options)

    async def first(self) -> I | None:
        """Fetch the first record; None where there is none."""
        return await anext(aiter(self), None)

    async def all(self, limit: int | None = None) -> list[I]:
        """Fetch all records, or the first `limit` of them and no page beyond.

        Raises:
            InvalidArgument: `limit` is no whole number of 0 or more.
        """
        _check_limit(limit)
        records: list[I] = []
        if limit != 0:
            async for record in self:
                records.append(record)
                if len(records) == limit:
                    break
        return records

    async def total(self) -> int:
        """Fetch the number of all records, as the first page tells it; the next iteration begins with that page.

        Raises:
            TotalUnknown: The pages document no total, or the answer tells none.
        """
        _check_total(self._request)
        kept = self._kept.answers("total")
        reply = kept or self._kept.keep(await self._client.exchange(self._request, **self._options), "total")
        return _total(self._request, reply)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "nothing is known of this list before it is awaited: `await pager.first()` tells whether it is empty"
        )

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._request!r}>"


class AsyncPages(_Walked[P, I]):
    """The pages of a list, fetched when they are reached."""

    def __init__(
        self,
        client: AsyncClient,
        request: PagedRequest[P, I],
        options: CallOptions,
        *,
        first: Callable[[], Reply[P] | None],
    ) -> None:
        super().__init__(request, first)
        self._client = client
        self._options = options

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> P:
        request = self._walk.next_request()
        if request is None:
            raise StopAsyncIteration
        reply = self._at_hand() or await self._client.exchange(request, **self._options)
        self._at_hand = _nothing
        if not self._walk.advance(reply):
            raise StopAsyncIteration
        return reply.value


def _nothing() -> None:
    return None


def _check_limit(limit: object) -> None:
    from .errors import InvalidArgument

    if limit is None or (isinstance(limit, int) and not isinstance(limit, bool) and 0 <= limit <= sys.maxsize):
        return
    shown = (
        str(limit)
        if isinstance(limit, int) and limit.bit_length() < 64
        else f"an object of type {type(limit).__name__}"
    )
    raise InvalidArgument(f"all: limit is a whole number of 0 or more, or None for all records, not {shown}")


def _check_total(request: PagedRequest[P, I]) -> None:
    from .errors import TotalUnknown

    if not request.paging.total:
        name = type(request).__name__
        raise TotalUnknown(f"{name}: its page documents no total of the records; len(pager.all()) counts them")


def _total(request: PagedRequest[P, I], reply: Reply[P]) -> int:
    from .errors import TotalUnknown
    from .walk import total_of

    total = total_of(request.paging, reply.value)
    if total is None:
        name, path = type(request).__name__, request.paging.total
        raise TotalUnknown(f"{name}: the answer has no number in {path!r}; len(pager.all()) counts the records")
    return total
