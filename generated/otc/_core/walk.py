"""The way from page to page of a list: where the next page begins, and whether it brings anything new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import ResponseError
from .json_values import as_list, is_list, is_object
from .model import Model
from .request import PagedRequest, Paging
from .shapes import ModelShape, ScalarKind, ScalarShape
from .specification import Member, specification_of
from .structure import Structure, replace

if TYPE_CHECKING:
    from .calling import Reply

P = TypeVar("P")
I = TypeVar("I")  # noqa: E741

_LINK = re.compile(r"https?://|/?[^?\s]*\?[^=\s]+=", re.IGNORECASE)
"""How a link to the next page begins; where a flag tells that there is more, what stands beside it is a marker."""

_LONGEST_MARKER = 16_384
"""Characters of a marker that are sent in a URL; longer ones no server takes."""

_LARGEST_TOTAL = 2**31 - 1
"""What `len` gives on every machine."""

_REMEMBERED = 10_000
"""So many pages and markers are recognised when they come back."""


class Walk(Generic[P, I]):
    """The way from page to page: `request` is for the page to fetch next, None where the last one is read.

    A walk always ends: where a page is empty and none is announced, where a marker comes back, and where a page brings
    nothing new. A page that comes back is not given a second time. What cannot be followed is the `problem`, to be
    raised behind the page that says it.
    """

    def __init__(self, request: PagedRequest[P, I]) -> None:
        self.request: PagedRequest[P, I] | None = request
        self.problem: ResponseError | None = None
        self._operation = type(request).__name__
        self._paging = paging = request.paging
        self._body: Member | None = None
        self._cursor = self._member(request, paging.cursor) if paging.style != "single" else None
        self._size = self._member(request, paging.size) if paging.together else None
        self._also = [(self._member(request, wire), path) for wire, path in paging.also]
        self._pages = Recent()
        self._markers = Recent()
        self._number = 0
        self._count_is_whole = False

    def next_request(self) -> PagedRequest[P, I] | None:
        """Return the request for the next page; None at the end. Raises the `problem`, once."""
        problem, self.problem = self.problem, None
        if problem is not None:
            raise problem
        return self.request

    def advance(self, reply: Reply[P]) -> bool:
        """Take notice of a page; tells whether it is to be given, which one that brings nothing new is not."""
        request, self.request = self.request, None
        if request is None or self._cursor is None:
            return True
        items = items_of(self._paging, reply.value)
        self._number += 1
        brought = items or _lists_beside(self._paging, reply.value)
        if self._number > 1 and not self._pages.is_new(digest_of_all(brought, reply.body)):
            return False
        following = self._following(request, self._cursor, reply, items)
        if following is not None:
            if self._number == 1:
                self._pages.is_new(digest_of_all(brought, reply.body))
            self.request = self._moved(request, self._cursor, following, items, self._beside(reply))
        return True

    def _following(self, request: PagedRequest[P, I], cursor: Member, reply: Reply[P], items: list[Any]) -> object:
        """Return where the next page begins; None where there is none, or none that can be asked for."""
        announced = self._announced(reply)
        if announced is False or (not items and announced is None):
            return None
        if self._paging.style != "marker":
            return self._position(request, cursor, reply, items)
        marker = self._marker(reply, items, announced=announced is True)
        if marker is None:
            if announced is True and self.problem is None:
                self._refuse(reply, "there are more records, but nothing tells where they begin")
            return None
        text = str(marker)
        if cursor.place == "query" and len(text) > _LONGEST_MARKER:
            self._refuse(reply, f"the marker of the next page has {len(text)} characters, more than a URL can carry")
            return None
        if not _is_sendable(text):
            self._refuse(reply, "the marker of the next page is no text that can be sent")
            return None
        beside = "".join(f"\0{value}" for value in self._beside(reply).values())
        return marker if self._markers.is_new(digest(text + beside)) else None

    def _beside(self, reply: Reply[P]) -> dict[str, object]:
        """Return the next values of what moves with the cursor, by the names of the members."""
        known = self._also
        return {member.name: found_at(reply.value, path) for member, path in known if member is not None}

    def _member(self, request: PagedRequest[P, I], wire: str) -> Member | None:
        """Find a member of the request, or of the structure that is its whole body."""
        members = specification_of(type(request)).by_wire
        if wire in members:
            return members[wire]
        for whole in members.values():
            if whole.place == "whole" and isinstance(whole.shape, ModelShape):
                self._body = whole
                return specification_of(whole.shape.model).by_wire.get(wire)
        return None

    def _given(self, request: PagedRequest[P, I], member: Member) -> object:
        if self._body is None:
            return request.__values__.get(member.name)
        return found_at(request.__values__.get(self._body.name), member.wire)

    def _announced(self, reply: Reply[P]) -> bool | None:
        """Tell whether the page says that there are more; None where it says neither."""
        flag = found_at(reply.value, self._paging.more) if self._paging.more else None
        if isinstance(flag, str):
            return {"true": True, "false": False}.get(flag.strip().lower())
        return flag if isinstance(flag, bool) else None

    def _marker(self, reply: Reply[P], items: list[Any], *, announced: bool) -> object:
        paging = self._paging
        marker = found_at(reply.value, paging.next) if paging.next else None
        if isinstance(marker, str) and _LINK.match(marker) and not paging.more:
            return self._marker_of_link(marker, reply)
        if (not paging.next or (announced and marker in (None, ""))) and items:
            marker = found_at(items[-1], paging.key)
        usable = isinstance(marker, str | int) and not isinstance(marker, bool) and marker != ""
        return marker if usable else None

    def _marker_of_link(self, link: str, reply: Reply[P]) -> str | None:
        """Take the marker out of a link to the next page.

        The link itself is never followed, and one to another host means nothing.
        """
        from urllib.parse import parse_qs, urlsplit

        try:
            parts = urlsplit(link)
            marker = next(iter(parse_qs(parts.query).get(self._paging.cursor, ())), None)
        except ValueError:
            self._refuse(reply, "the link to the next page is no URL")
            return None
        if parts.netloc and parts.netloc.lower() != urlsplit(reply.url).netloc.lower():
            return None
        return marker

    def _position(self, request: PagedRequest[P, I], cursor: Member, reply: Reply[P], items: list[Any]) -> int | None:
        position = _whole_number(self._given(request, cursor), self._paging.start)
        if self._paging.style == "page":
            return position + 1
        following = position + len(items)
        return None if self._all_read(reply, len(items), following - self._paging.start) else following

    def _all_read(self, reply: Reply[P], on_page: int, read: int) -> bool:
        """Tell whether all records are read. A count may be that of the page."""
        if self._paging.total:
            return 0 <= _whole_number(found_at(reply.value, self._paging.total), -1) <= read
        if not self._paging.count:
            return False
        count = _whole_number(found_at(reply.value, self._paging.count), -1)
        self._count_is_whole = self._count_is_whole or count > on_page
        return self._count_is_whole and 0 <= count <= read

    def _moved(
        self, request: PagedRequest[P, I], cursor: Member, to: object, items: list[Any], beside: Mapping[str, object]
    ) -> PagedRequest[P, I]:
        changes = {cursor: _as_member(cursor, to)}
        size = self._size
        if size is not None and items and self._given(request, size) is None:
            changes[size] = _as_member(size, min(len(items), _largest(size)))
        by_name = {**{member.name: value for member, value in changes.items()}, **beside}
        if self._body is None:
            return replace(request, **by_name)
        body = request.__values__.get(self._body.name)
        if is_object(body):
            moved: object = {**body, **{member.wire: value for member, value in changes.items()}}
        elif isinstance(body, Structure):
            moved = replace(body, **by_name)
        else:
            assert isinstance(self._body.shape, ModelShape)
            moved = self._body.shape.model(**by_name)
        return replace(request, **{self._body.name: moved})

    def _refuse(self, reply: Reply[P], why: str) -> None:
        """Keep the error to raise when the page is read."""
        words = f"{self._operation}: page {self._number} was read and the list is longer, but {why}"
        remedy = "what came so far is whole; ask for the rest with other filters, and report it to the service"
        self.problem = ResponseError(f"{words}; {remedy}", status=reply.status, body=reply.body)


class Recent:
    """Digests of what came lately: bounded, whatever comes.

    A circle that is too long for it is found by its one mark.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, None] = {}
        self._mark = b""
        self._count = 0

    def is_new(self, one: bytes) -> bool:
        """Take notice of a digest; tells whether it is not among those of before."""
        if one in self._known or one == self._mark:
            return False
        self._count += 1
        if self._count & (self._count - 1) == 0:
            # As in Brent's search for circles: the mark moves ever less often, until the circle comes back to it.
            self._mark = one
        self._known[one] = None
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return True


def _is_sendable(text: str) -> bool:
    """Tell whether a marker can be written into a request: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def digest(text: str) -> bytes:
    """Give a short stand-in for a text."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def digest_of_all(items: list[Any], body: bytes) -> bytes:
    """Return a short stand-in for the records of a page in any order; that of its `body` where they are nested too
    deeply.
    """
    import json

    encode = json.JSONEncoder(default=_contents, sort_keys=True).encode
    try:
        parts = [digest(encode(item)) for item in items]
    except (RecursionError, TypeError, ValueError):
        return digest(body.decode("utf-8", "replace"))
    return digest(" ".join(sorted(part.hex() for part in parts)))


def _contents(value: object) -> object:
    if isinstance(value, Structure):
        return {**_extra(value), **{f"{name}.": one for name, one in value.__values__.items()}}
    return repr(value)


def items_of(paging: Paging, page: object) -> list[Any]:
    """Give the items of a page; what is no list holds none."""
    return list(as_list(found_at(page, paging.items)))


def _lists_beside(paging: Paging, page: object) -> list[Any]:
    """Return what the other lists of a page hold: one without items may have brought nothing but common prefixes."""
    around = found_at(page, paging.items.rpartition(".")[0])
    if isinstance(around, Structure):
        values = {**_extra(around), **around.__values__}
    else:
        values = dict(around) if is_object(around) else {}
    return [one for value in values.values() for one in as_list(value)]


def total_of(paging: Paging, page: object) -> int | None:
    """Give the number of all records that a page tells; None where it tells none, or one that no list has."""
    total = _whole_number(found_at(page, paging.total), -1) if paging.total else -1
    return total if 0 <= total <= _LARGEST_TOTAL else None


def found_at(value: object, path: str) -> object:
    """Follow a dotted path of wire names, through a list of one as if it were that one; None where it leads nowhere."""
    for name in path.split(".") if path else ():
        if is_list(value) and len(value) == 1:
            value = value[0]
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


def _as_member(member: Member, value: object) -> object:
    """Return a position or size as text where the member is text."""
    textual = isinstance(member.shape, ScalarShape) and member.shape.kind is ScalarKind.TEXT
    return str(value) if textual else value


def _largest(size: Member) -> int:
    """Return how much the documented limit of a page's size allows."""
    return _whole_number(size.rules.get("le"), 1_000)
