"""Lists that are fetched page by page, as they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from .json_values import as_list, is_object
from .model import Model
from .options import CallOptions
from .request import PagedRequest, Paging
from .shapes import ScalarKind, ScalarShape, identical, to_wire
from .specification import specification_of
from .structure import Structure, replace

if TYPE_CHECKING:
    from .calling import Reply
    from .client import AsyncClient, Client

P = TypeVar("P")
I = TypeVar("I")  # noqa: E741


class Pager(Generic[P, I]):
    """The items of a list, in pages that are fetched when they are reached. Every iteration starts at the first page again."""

    def __init__(self, client: Client, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._request = request
        self._options = options

    def __iter__(self) -> Iterator[I]:
        for page in self.pages():
            yield from items_of(self._request.paging, page)

    def pages(self) -> Pages[P, I]:
        """Give whole pages."""
        return Pages(self._client, self._request, self._options)

    def page(self) -> P:
        """Fetch the first page alone: what one call of the operation answers."""
        return self._client.send(self._request, **self._options)

    def first(self) -> I | None:
        """Fetch the first item; None where there is none."""
        return next(iter(self), None)

    def take(self, count: int) -> list[I]:
        """Fetch the first `count` items, or all where there are fewer, and no page beyond them."""
        return list(islice(self, count))

    def __repr__(self) -> str:
        return f"<Pager of {self._request!r}>"


class Pages(Generic[P, I]):
    """The pages of a list, fetched when they are reached."""

    def __init__(self, client: Client, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._walk = Walk(request)
        self._options = options

    @property
    def rest(self) -> PagedRequest[P, I] | None:
        """The request for what was not fetched yet, None at the end: `client.paginate(pages.rest)` goes on from there, today or later."""
        return self._walk.request

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> P:
        if self._walk.request is None:
            raise StopIteration
        reply = self._client.exchange(self._walk.request, **self._options)
        if not self._walk.advance(reply):
            raise StopIteration
        return reply.value


class AsyncPager(Generic[P, I]):
    """The items of a list, in pages that are fetched when they are reached. Every iteration starts at the first page again."""

    def __init__(self, client: AsyncClient, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._request = request
        self._options = options

    async def __aiter__(self) -> AsyncIterator[I]:
        async for page in self.pages():
            for item in items_of(self._request.paging, page):
                yield item

    def pages(self) -> AsyncPages[P, I]:
        """Give whole pages."""
        return AsyncPages(self._client, self._request, self._options)

    async def page(self) -> P:
        """Fetch the first page alone: what one call of the operation answers."""
        return await self._client.send(self._request, **self._options)

    async def first(self) -> I | None:
        """Fetch the first item; None where there is none."""
        return await anext(aiter(self), None)

    async def take(self, count: int) -> list[I]:
        """Fetch the first `count` items, or all where there are fewer, and no page beyond them."""
        taken: list[I] = []
        if count > 0:
            async for item in self:
                taken.append(item)
                if len(taken) == count:
                    break
        return taken

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._request!r}>"


class AsyncPages(Generic[P, I]):
    """The pages of a list, fetched when they are reached."""

    def __init__(self, client: AsyncClient, request: PagedRequest[P, I], options: CallOptions) -> None:
        self._client = client
        self._walk = Walk(request)
        self._options = options

    @property
    def rest(self) -> PagedRequest[P, I] | None:
        """The request for what was not fetched yet, None at the end: `client.paginate(pages.rest)` goes on from there, today or later."""
        return self._walk.request

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> P:
        if self._walk.request is None:
            raise StopAsyncIteration
        reply = await self._client.exchange(self._walk.request, **self._options)
        if not self._walk.advance(reply):
            raise StopAsyncIteration
        return reply.value


class Walk(Generic[P, I]):
    """The way from page to page: `request` is for the page to fetch next, None where the last one is read.

    A walk always ends: it stops at an empty page, and where a marker or a page comes back. A page that comes back is not given a second time.
    """

    def __init__(self, request: PagedRequest[P, I]) -> None:
        self.request: PagedRequest[P, I] | None = request
        self._paging = request.paging
        self._cursor = specification_of(type(request)).by_wire[self._paging.cursor]
        self._seen: set[str] = set()
        self._previous: list[Any] = []
        self._total_is_whole = "total" in self._paging.total.rpartition(".")[2].lower()

    def advance(self, reply: Reply[P]) -> bool:
        """Take notice of a page; tells whether it is another one than the page before."""
        assert self.request is not None
        items = items_of(self._paging, reply.value)
        repeated = bool(self._previous) and identical(to_wire(items), to_wire(self._previous))
        self._previous = items
        if self._paging.style == "marker":
            cursor = self._marker(reply, items)
            repeated = repeated and str(cursor) in self._seen
        else:
            cursor = None if repeated else self._position(reply, items)
        if cursor is None or str(cursor) in self._seen:
            self.request = None
            return not repeated
        self._seen.add(str(cursor))
        textual = isinstance(self._cursor.shape, ScalarShape) and self._cursor.shape.kind is ScalarKind.TEXT
        self.request = replace(self.request, **{self._cursor.name: str(cursor) if textual else cursor})
        return True

    def _marker(self, reply: Reply[P], items: list[Any]) -> object:
        if not items:
            return None
        marker = found_at(reply.value, self._paging.next) if self._paging.next else found_at(items[-1], "id")
        if isinstance(marker, str) and "?" in marker:
            return self._marker_of_link(marker, reply.url)
        return marker if isinstance(marker, str | int) and marker != "" else None

    def _marker_of_link(self, link: str, url: str) -> str | None:
        """Take the marker out of a link to the next page. The link itself is never followed, and one to another host means nothing."""
        from urllib.parse import parse_qs, urlsplit

        parts = urlsplit(link)
        if parts.netloc and parts.netloc.lower() != urlsplit(url).netloc.lower():
            return None
        return next(iter(parse_qs(parts.query).get(self._paging.cursor, ())), None)

    def _position(self, reply: Reply[P], items: list[Any]) -> int | None:
        assert self.request is not None
        if not items:
            return None
        position = _whole_number(self.request.__values__.get(self._cursor.name), self._paging.start)
        if self._paging.style == "page":
            read = None
            following = position + 1
        else:
            following = position + len(items)
            read = following - self._paging.start
        return None if self._all_read(reply, len(items), read) else following

    def _all_read(self, reply: Reply[P], count: int, read: int | None) -> bool:
        """Tell whether the documented total is reached. Some services give the number of the page's items under that name, which is no total."""
        if not self._paging.total or read is None:
            return False
        total = _whole_number(found_at(reply.value, self._paging.total), -1)
        self._total_is_whole = self._total_is_whole or total > count
        return self._total_is_whole and 0 <= total <= read


def items_of(paging: Paging, page: object) -> list[Any]:
    """Give the items of a page; what is no list holds none."""
    return list(as_list(found_at(page, paging.items)))


def found_at(value: object, path: str) -> object:
    """Follow a dotted path of wire names; None where it leads nowhere."""
    for name in path.split(".") if path else ():
        if isinstance(value, Structure):
            member = specification_of(type(value)).by_wire.get(name)
            value = value.__values__.get(member.name) if member else _extra(value).get(name)
        elif is_object(value):
            value = value.get(name)
        else:
            return None
    return value


def _extra(structure: Structure) -> Mapping[str, object]:
    return structure.extra if isinstance(structure, Model) else {}


def _whole_number(value: object, default: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return default
