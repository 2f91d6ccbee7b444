"""Lists over several pages, with every style of paging, and services that never come to an end."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any
from urllib.parse import parse_qs

import pytest
from sample_sdk import errors
from sample_sdk._core import Model, PagedRequest, Paging, at, field
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op
from sample_sdk.testing import Documented

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received


class Item(Model):
    id: str | None = field(default=None)


class PageInfo(Model):
    next_marker: str | None = field(default=None)


class Page(Model):
    items: list[Item] | None = field(default=None)
    page_info: PageInfo | None = field(default=None)
    total_count: int | None = field(default=None)


class ByOffset(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/offset"
    responses = {200: Page}
    paging = Paging(style="offset", cursor="offset", size="limit", items="items", total="total_count")

    offset: int | None = at.query(default=None)
    limit: int | None = at.query(default=None)


class ByPage(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/page"
    responses = {200: Page}
    paging = Paging(style="page", cursor="pageNo", items="items", start=1)

    page_no: int | None = at.query(default=None, wire="pageNo")


class ByMarker(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/marker"
    responses = {200: Page}
    paging = Paging(style="marker", cursor="marker", items="items", next="page_info.next_marker")

    marker: str | None = at.query(default=None)


class ByLastItem(PagedRequest[list[Item], Item]):
    method = "GET"
    uri = "/last"
    responses = {200: list[Item]}
    paging = Paging(style="marker", cursor="marker")

    marker: str | None = at.query(default=None)


class ByBody(PagedRequest[Page, Item]):
    method = "POST"
    uri = "/search"
    responses = {200: Page}
    paging = Paging(style="offset", cursor="offset", items="items", count="count")

    offset: int | None = at.body(default=None)
    matches: list[str] | None = at.body(default=None)


class Data(Model):
    list_: list[Item] | None = field(default=None, wire="list")
    total: int | None = field(default=None)
    next: str | None = field(default=None)


class Wrapped(Model):
    result: Data | None = field(default=None)
    total: int | None = field(default=None)


class BelowByOffset(PagedRequest[Wrapped, Item]):
    method = "GET"
    uri = "/below"
    responses = {200: Wrapped}
    paging = Paging(style="offset", cursor="offset", items="result.list", total="result.total")

    offset: int | None = at.query(default=None)


class QueryByPage(PagedRequest[Wrapped, Item]):
    method = "POST"
    uri = "/query"
    responses = {200: Wrapped}
    paging = Paging(style="page", cursor="page", size="size", items="result.list", start=1)

    page: str | None = at.body(default=None)
    size: int | None = at.body(default=None)


class QueryByMarker(PagedRequest[Wrapped, Item]):
    method = "POST"
    uri = "/query"
    responses = {200: Wrapped}
    paging = Paging(style="marker", cursor="marker", size="limit", items="result.list", next="result.next")

    marker: str | None = at.body(default=None)
    limit: int | None = at.body(default=None)


def records(count: int) -> list[dict[str, str]]:
    return [{"id": f"i{number}"} for number in range(count)]


ALL = records(7)


def value_of(received: Received, name: str, default: Any) -> Any:
    return parse_qs(received.query).get(name, [default])[0]


def test_by_offset_of_records(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        offset = int(value_of(received, "offset", 0))
        return Answer(200, {"items": ALL[offset : offset + 3], "total_count": 7})

    server.behave(answer)
    assert [item.id for item in open_door().items(ByOffset(limit=3))] == [one["id"] for one in ALL]
    assert [one.query for one in server.received] == ["limit=3", "limit=3&offset=3", "limit=3&offset=6"]


def test_by_offset_from_where_the_caller_says(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(
        lambda received, _: Answer(200, {"items": ALL[int(value_of(received, "offset", 0)) :][:2], "total_count": 7})
    )
    assert [item.id for item in open_door().items(ByOffset(offset=4))] == ["i4", "i5", "i6"]
    assert len(server.received) == 2


@pytest.mark.parametrize("total", [None, 2, "7", -1, "many"])
def test_a_total_that_is_that_of_the_page_or_none_loses_nothing(
    open_door: OpenDoor, server: Loopback, total: Any
) -> None:
    def answer(received: Received, _: object) -> Answer:
        offset = received.json().get("offset", 0)
        return Answer(200, {"items": ALL[offset : offset + 2], "count": total})

    server.behave(answer)
    assert len(open_door().items(ByBody(matches=["x"]))) == 7
    assert all(one.json()["matches"] == ["x"] for one in server.received)


def test_by_number_of_the_page(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        page = int(value_of(received, "pageNo", 1))
        return Answer(200, {"items": ALL[(page - 1) * 3 : page * 3]})

    server.behave(answer)
    assert [item.id for item in open_door().items(ByPage())] == [one["id"] for one in ALL]
    assert [one.query for one in server.received] == ["", "pageNo=2", "pageNo=3", "pageNo=4"]


def test_items_and_total_below_an_object(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        offset = int(value_of(received, "offset", 0))
        return Answer(200, {"result": {"list": ALL[offset : offset + 3], "total": 7}, "total": 3})

    server.behave(answer)
    assert [item.id for item in open_door().items(BelowByOffset())] == [one["id"] for one in ALL]
    assert [one.query for one in server.received] == ["", "offset=3", "offset=6"]


@pytest.mark.parametrize("body", [{}, {"result": None}, {"result": []}, {"result": {"list": None}}, {"result": "x"}])
def test_an_answer_without_the_object_ends_the_list(open_door: OpenDoor, server: Loopback, body: Any) -> None:
    server.answer(Answer(200, body))
    assert open_door().items(BelowByOffset()) == []
    assert len(server.received) == 1


def test_a_query_moves_the_page_in_its_body(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        page = int(received.json().get("page", 1))
        return Answer(200, {"result": {"list": ALL[(page - 1) * 4 : page * 4]}})

    server.behave(answer)
    assert [item.id for item in open_door().items(QueryByPage(size=4))] == [one["id"] for one in ALL]
    assert [one.json() for one in server.received] == [
        {"size": 4},
        {"page": "2", "size": 4},
        {"page": "3", "size": 4},
    ], "the page is text where the member is"
    assert {(one.method, one.query) for one in server.received} == {("POST", "")}


def test_a_query_moves_the_marker_in_its_body(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        start = int(received.json().get("marker", "m0")[1:])
        following = f"m{start + 4}" if start + 4 < 7 else None
        return Answer(200, {"result": {"list": ALL[start : start + 4], "next": following}})

    server.behave(answer)
    assert [item.id for item in open_door().items(QueryByMarker(limit=4))] == [one["id"] for one in ALL]
    assert [one.json() for one in server.received] == [{"limit": 4}, {"limit": 4, "marker": "m4"}]


def test_a_query_is_no_more_retried_than_any_post(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"result": {"list": ALL[:4], "next": "m4"}}), Answer(502), Answer(200, {}))
    with pytest.raises(errors.ServerError):
        open_door().items(QueryByMarker())
    assert len(server.received) == 2


def test_by_marker_of_the_page(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        start = int(value_of(received, "marker", "m0")[1:])
        following = f"m{start + 3}" if start + 3 < 7 else None
        return Answer(200, {"items": ALL[start : start + 3], "page_info": {"next_marker": following}})

    server.behave(answer)
    assert [item.id for item in open_door().items(ByMarker())] == [one["id"] for one in ALL]
    assert [one.query for one in server.received] == ["", "marker=m3", "marker=m6"]


def test_by_the_last_item(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        start = int(value_of(received, "marker", "i-1")[1:]) + 1
        return Answer(200, ALL[start : start + 3])

    server.behave(answer)
    assert [item.id for item in open_door().items(ByLastItem())] == [one["id"] for one in ALL]
    assert [one.query for one in server.received] == ["", "marker=i2", "marker=i5", "marker=i6"]


def test_r32_the_same_marker_for_ever_ends_the_list(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL[:1], "page_info": {"next_marker": "again"}}))
    assert len(open_door().items(ByMarker())) == 1
    assert len(server.received) == 2


def test_r32_a_service_that_ignores_the_offset_ends_the_list(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL[:2], "total_count": 1_000_000}))
    assert len(open_door().items(ByOffset())) == 2
    assert len(server.received) == 2


def test_r32_links_are_read_but_not_followed(open_door: OpenDoor, server: Loopback) -> None:
    def link(number: int, to: str) -> Answer:
        return Answer(200, {"items": [ALL[number]], "page_info": {"next_marker": to}})

    server.answer(
        link(0, f"{server.url}/elsewhere?limit=1&marker=m1"),
        link(1, "/v1/x?marker=m2"),
        link(2, "https://evil.invalid/?marker=m3"),
    )
    assert len(open_door().items(ByMarker())) == 3
    assert [one.target for one in server.received] == ["/marker", "/marker?marker=m1", "/marker?marker=m2"]


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": "odd"}, {"items": []}, {"items": {"a": 1}}])
def test_pages_without_items_end_the_list(open_door: OpenDoor, server: Loopback, body: Any) -> None:
    server.answer(Answer(200, body))
    door = open_door()
    for request in (ByOffset(), ByPage(), ByMarker()):
        assert door.items(request) == []
    assert len(server.received) == 3


def test_errors_come_where_the_page_is_reached(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL[:2], "page_info": {"next_marker": "m2"}}), Answer(404))
    with pytest.raises(errors.NotFound):
        open_door().items(ByMarker())


def test_pages_items_and_first_of_the_blocking_client(server: Loopback) -> None:
    from core.doors import door_to

    with door_to("blocking", server.url) as door:
        client: FunctionGraph = door.client
        server.answer(Answer(200, {"functions": [{"func_name": "a"}], "next_marker": 1, "count": 2}))
        pager = client.list_functions(package_name="default", timeout=5)
        assert server.received == [], "nothing is sent before the list is read"
        first = pager.first()
        assert first is not None
        assert (first.func_name, len(server.received)) == ("a", 1)
        assert pager.page().count == 2
        assert [page.next_marker for page in pager.pages()] == [1]
        assert [function.func_name for function in pager] == ["a"]
        seen = len(server.received)
        assert [function.func_name for function in pager.all(limit=1)] == ["a"]
        assert pager.all(limit=0) == []
        assert len(server.received) == seen + 1, "no page is fetched beyond what was asked for"
        assert [function.func_name for function in pager.all(limit=10)] == ["a"]
        assert repr(pager) == "<Pager of ListFunctions(package_name='default')>"
        server.answer(Answer(200, {}))
        assert pager.first() is None


def test_pages_items_and_first_of_the_asynchronous_client() -> None:
    fake = Documented(AsyncFunctionGraph)
    fake.answers[op.ListFunctions] = 200, {"functions": [{"func_name": "a"}], "next_marker": 1}

    async def run() -> None:
        pager = fake.client.list_functions()
        first = await pager.first()
        assert first is not None
        assert first.func_name == "a"
        assert isinstance(await pager.page(), m.ListFunctionsResponse)
        assert [page.next_marker async for page in pager.pages()] == [1]
        assert [function.func_name async for function in pager] == ["a"]
        seen = len(fake.calls)
        assert [function.func_name for function in await pager.all(limit=1)] == ["a"]
        assert await pager.all(limit=0) == []
        assert len(fake.calls) == seen + 1
        assert [function.func_name for function in await pager.all(limit=10)] == ["a"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("request_of_all", "following"),
    [
        (ByOffset(limit=3), ByOffset(limit=3, offset=3)),
        (ByPage(), ByPage(page_no=2)),
        (ByMarker(), ByMarker(marker="m2")),
        (ByBody(matches=["x"]), ByBody(matches=["x"], offset=3)),
    ],
    ids=["offset", "page", "marker", "body"],
)
def test_the_rest_of_a_list_can_be_read_later(
    open_door: OpenDoor, server: Loopback, request_of_all: Any, following: Any
) -> None:
    server.answer(
        Answer(200, {"items": ALL[:3], "total_count": 7, "page_info": {"next_marker": "m2"}}),
        Answer(200, {"items": ALL[3:5], "total_count": 7}),
        Answer(200, {"items": []}),
    )
    door = open_door()
    pages = door.client.paginate(request_of_all).pages()
    assert pages.rest == request_of_all, "before the first page, all is left"
    assert [one.id for one in door.next_page(pages).items] == ["i0", "i1", "i2"]
    later = pickle.loads(pickle.dumps(pages.rest))
    assert later == following
    assert [one.id for one in door.items(later)] == ["i3", "i4"]


def test_nothing_is_left_behind_the_last_page(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL, "total_count": 7}))
    door = open_door()
    pages = door.client.paginate(ByOffset()).pages()
    door.next_page(pages)
    assert pages.rest is None
    with pytest.raises((StopIteration, StopAsyncIteration)):
        door.next_page(pages)
    assert len(server.received) == 1
