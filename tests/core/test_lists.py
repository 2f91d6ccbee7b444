"""What lists promise beside their pages: one protocol for all, totals, ends, and errors that say what to do."""

from __future__ import annotations

import asyncio
import json
import sys
import tracemalloc
from typing import Any
from urllib.parse import parse_qs

import pytest
from sample_sdk import errors
from sample_sdk._core import Model, PagedRequest, Paging, at, field
from sample_sdk.auth import Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received
from core.test_paging import ALL, ByLastItem, ByMarker, ByOffset, Item, Page, value_of


class Whole(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/whole"
    responses = {200: Page}
    paging = Paging(items="items")


class Words(PagedRequest[list[str], str]):
    method = "GET"
    uri = "/words"
    responses = {200: list[str]}
    paging = Paging()


class Counted(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/counted"
    responses = {200: Page}
    paging = Paging(items="items", total="total_count")


class Entry(Model):
    key: str | None = field(default=None, wire="Key")


class Listing(Model):
    contents: list[Entry] | None = field(default=None, wire="Contents")
    is_truncated: bool | None = field(default=None, wire="IsTruncated")
    next_marker: str | None = field(default=None, wire="NextMarker")


class Result(Model):
    result: Listing | None = field(default=None, wire="ListResult")


class ByKey(PagedRequest[Result, Entry]):
    """As object storage lists: a flag tells whether there is more, and the marker may be missing."""

    method = "GET"
    uri = "/bucket"
    responses = {200: Result}
    paging = Paging(
        style="marker",
        cursor="marker",
        size="max-keys",
        items="ListResult.Contents",
        next="ListResult.NextMarker",
        key="Key",
        more="ListResult.IsTruncated",
    )

    marker: str | None = at.query(default=None)
    max_keys: int | None = at.query(default=None, wire="max-keys")


class Together(PagedRequest[Page, Item]):
    method = "GET"
    uri = "/together"
    responses = {200: Page}
    paging = Paging(style="offset", cursor="offset", size="limit", items="items", together=True)

    offset: str | None = at.query(default=None)
    limit: int | None = at.query(default=None, le=2)


class Query(Model):
    matches: list[str] | None = field(default=None)
    offset: int | None = field(default=None)


class ByWholeBody(PagedRequest[Page, Item]):
    method = "POST"
    uri = "/search"
    responses = {200: Page}
    paging = Paging(style="offset", cursor="offset", items="items")

    body: Query | None = at.whole_body(default=None)


def page_of(items: list[dict[str, str]], marker: object = None, **more: object) -> Answer:
    return Answer(200, {"items": items, "page_info": {"next_marker": marker}, **more})


# --- one protocol ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_of_all", "pages"), [(Whole(), 1), (ByOffset(limit=3), 3)], ids=["one page", "several"]
)
def test_r45_every_list_has_one_protocol(
    open_door: OpenDoor, server: Loopback, request_of_all: Any, pages: int
) -> None:
    def answer(received: Received, _: object) -> Answer:
        offset = int(value_of(received, "offset", 0))
        length = int(value_of(received, "limit", 7))
        return Answer(200, {"items": ALL[offset : offset + length], "total_count": 7})

    server.behave(answer)
    door = open_door()
    pager = door.client.paginate(request_of_all)
    assert server.received == [], "nothing is sent before the list is read"
    ids = [one["id"] for one in ALL]
    assert [item.id for item in door.items(request_of_all)] == ids
    assert len(server.received) == pages
    assert [item.id for item in door.called(pager.all)] == ids
    assert [item.id for item in door.called(lambda: pager.all(limit=2))] == ids[:2]
    assert len(server.received) == 2 * pages + 1, "no page is fetched beyond what was asked for"
    assert door.called(lambda: pager.all(limit=0)) == []
    assert door.called(pager.first).id == "i0"
    assert isinstance(door.called(pager.page), Page)
    assert isinstance(door.next_page(pager.pages()), Page)
    assert len(server.received) == 2 * pages + 4


@pytest.mark.parametrize("limit", [-1, 1.5, "2", True])
def test_a_limit_that_is_no_number_of_records_is_refused(open_door: OpenDoor, server: Loopback, limit: Any) -> None:
    door = open_door()
    pager = door.client.paginate(Whole())
    with pytest.raises(errors.InvalidArgument, match="limit is a whole number of 0 or more"):
        door.called(lambda: pager.all(limit=limit))
    assert server.received == []


def test_r45_plain_values_are_records_too(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, ["a", "b"]))
    door = open_door()
    assert door.items(Words()) == ["a", "b"]
    assert door.called(door.client.paginate(Words()).first) == "a"


def test_r45_the_emitted_lists_of_one_page_are_pagers() -> None:
    from sample_sdk.testing import Documented

    fake = Documented(FunctionGraph)
    triggers = fake.client.list_all_triggers_of_function(function_urn="urn")
    assert fake.calls == []
    assert [one.trigger_id for one in triggers] == ["9a14fae1"]
    later = Documented(AsyncFunctionGraph)

    async def read() -> list[str | None]:
        return [one.trigger_id async for one in later.client.list_all_triggers_of_function(function_urn="urn")]

    assert asyncio.run(read()) == ["9a14fae1"]
    assert [call.operation for call in later.calls] == [op.ListAllTriggersOfFunction]


# --- totals ----------------------------------------------------------------------------------------------------------


def test_r46_the_total_is_asked_once_and_its_page_is_read(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL, "total_count": 7}))
    door = open_door()
    pager = door.client.paginate(Counted())
    assert door.called(pager.total) == 7
    assert len(door.collected(pager)) == 7
    assert len(server.received) == 1, "the page that told the total is the first of the iteration"
    assert len(door.collected(pager)) == 7
    assert len(server.received) == 2, "every further iteration begins anew"
    assert (door.called(pager.total), door.called(pager.total)) == (7, 7)
    assert len(server.received) == 4, "who asks again wants to know what is so by then"


def test_r46_len_and_truth_send_no_more_than_they_need(server: Loopback) -> None:
    server.answer(Answer(200, {"items": ALL, "total_count": 7}))
    with client_of(server) as client:
        pager = client.paginate(Counted())
        assert pager
        assert len(pager) == 7
        assert len(list(pager)) == 7
        assert len(server.received) == 1
        assert [*pager] == sorted(pager, key=lambda item: item.id or "")
        assert len(server.received) == 3, "one for each of the two"
        assert len(pager) == 7
        server.answer(Answer(200, {"items": [], "total_count": 0}))
        assert len(pager) == 0
        assert not pager
        assert list(pager) == []


@pytest.mark.parametrize("total", [10**30, 10**12, -3, "many", None])
def test_r46_what_the_service_claims_makes_no_room(server: Loopback, total: Any) -> None:
    server.answer(Answer(200, {"items": ALL, "total_count": total}))
    with client_of(server) as client:
        pager = client.paginate(Counted())
        assert (len(list(pager)), len(tuple(pager)), len([*pager])) == (7, 7, 7)
        assert len(server.received) == 3, "to ask for the length would be a request of its own"
        with pytest.raises(errors.TotalUnknown, match=r"the answer has no number in 'total_count'"):
            len(pager)


def test_r46_no_documented_total_is_an_error_that_says_so(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door()
    pager = door.client.paginate(Whole())
    with pytest.raises(
        errors.TotalUnknown, match=r"Whole: its page documents no total.*len\(pager\.all\(\)\)"
    ) as caught:
        door.called(pager.total)
    assert isinstance(caught.value, TypeError)
    if door.kind == "blocking":
        with pytest.raises(TypeError):
            len(pager)
    else:
        with pytest.raises(TypeError):
            len(pager)
        with pytest.raises(TypeError, match=r"await pager\.first\(\)"):
            bool(pager)
    assert server.received == []


def client_of(server: Loopback) -> FunctionGraph:
    return FunctionGraph(auth=Token("t"), endpoint=server.url, project_id="p", insecure=True)


# --- ends ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("circle", [1, 2, 5])
def test_r47_pages_that_come_back_under_fresh_markers_end_the_list(
    open_door: OpenDoor, server: Loopback, circle: int
) -> None:
    def answer(received: Received, _: object) -> Answer:
        number = int(value_of(received, "marker", "m0")[1:])
        return page_of([ALL[number % circle]], f"m{number + 1}")

    server.behave(answer)
    assert [item.id for item in open_door().items(ByMarker())] == [one["id"] for one in ALL[:circle]]
    assert len(server.received) == circle + 1


def test_r47_the_same_records_in_another_order_are_nothing_new(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(page_of(ALL[:3], "a"), page_of([ALL[1], ALL[0], ALL[2]], "b"), page_of(ALL[3:4], "c"))
    assert len(open_door().items(ByMarker())) == 3
    assert len(server.received) == 2


def test_r47_a_record_that_comes_again_beside_new_ones_is_kept(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(page_of(ALL[:2], "a"), page_of(ALL[1:3], "b"), page_of(ALL[2:4]))
    assert [item.id for item in open_door().items(ByMarker())] == ["i0", "i1", "i1", "i2", "i2", "i3"]


def test_r47_a_circle_longer_than_what_is_remembered_ends(
    open_door: OpenDoor, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sample_sdk._core.walk._REMEMBERED", 4)

    def answer(received: Received, _: object) -> Answer:
        number = int(value_of(received, "marker", "m0")[1:])
        return page_of([ALL[number % 6]], f"m{number + 1}")

    server.behave(answer)
    assert {item.id for item in open_door().items(ByMarker())} == {one["id"] for one in ALL[:6]}
    assert len(server.received) < 20


def test_r47_a_long_list_is_read_with_little_memory() -> None:
    pages = 30_000

    def answer(request: Any) -> Any:
        import httpx2

        number = int(request.url.params.get("marker", "0"))
        following = str(number + 1) if number + 1 < pages else None
        return httpx2.Response(200, json={"items": [{"id": str(number)}], "page_info": {"next_marker": following}})

    import httpx2

    client = FunctionGraph(auth=Token("t"), region="eu-de", project_id="p", transport=httpx2.MockTransport(answer))
    records = iter(client.paginate(ByMarker()))
    for _ in range(11_000):
        next(records)
    tracemalloc.start()
    for _ in range(3_000):
        next(records)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 600_000, "what was remembered of the first pages is forgotten again"


# --- flags and members -------------------------------------------------------------------------------------------------


def keys(start: int, stop: int, truncated: object, marker: object = None) -> Answer:
    entries = [{"Key": f"k{number}"} for number in range(start, stop)]
    return Answer(200, {"ListResult": {"Contents": entries, "IsTruncated": truncated, "NextMarker": marker}})


def test_r49_a_flag_tells_whether_there_is_more_and_the_last_key_where(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(keys(0, 2, True), keys(2, 4, "true", "k?x=3/"), keys(4, 5, False, "k9"))
    assert [entry.key for entry in open_door().items(ByKey(max_keys=2))] == ["k0", "k1", "k2", "k3", "k4"]
    assert [one.query for one in server.received] == [
        "max-keys=2",
        "max-keys=2&marker=k1",
        "max-keys=2&marker=k%3Fx%3D3%2F",
    ]


def test_r49_an_empty_page_with_more_behind_it_is_no_end(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(keys(0, 0, True, "a"), keys(0, 2, False))
    assert [entry.key for entry in open_door().items(ByKey())] == ["k0", "k1"]


def test_r49_empty_pages_for_ever_end_the_list(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(lambda received, number: keys(0, 0, True, value_of(received, "marker", "") + "a"))
    assert open_door().items(ByKey()) == []
    assert len(server.received) == 2


def test_r49_more_without_a_marker_is_an_error_behind_its_page(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {"ListResult": {"Contents": [{"Size": 1}], "IsTruncated": True}}))
    door = open_door()
    pages = door.client.paginate(ByKey()).pages()
    assert len(door.next_page(pages).result.contents) == 1
    with pytest.raises(errors.ResponseError, match="nothing tells where they begin"):
        door.next_page(pages)


def test_r50_a_cursor_that_needs_its_size_is_sent_with_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(page_of(ALL[:3]), page_of(ALL[3:5]), page_of([]))
    assert len(open_door().items(Together())) == 5
    assert [one.query for one in server.received] == ["", "offset=3&limit=2", "offset=5&limit=2"]


def test_r50_the_size_that_the_caller_gives_stays(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(page_of(ALL[:1]), page_of([]))
    open_door().items(Together(limit=1))
    assert [one.query for one in server.received] == ["limit=1", "limit=1&offset=1"]


@pytest.mark.parametrize("body", [Query(matches=["x"]), {"matches": ["x"]}, None], ids=["model", "dict", "none"])
def test_r50_a_cursor_in_a_body_that_is_one_argument_moves(open_door: OpenDoor, server: Loopback, body: Any) -> None:
    server.answer(page_of(ALL[:2]), page_of([]))
    assert len(open_door().items(ByWholeBody(body=body), validate="off")) == 2
    moved = server.received[1].json()
    assert moved == {**({"matches": ["x"]} if body else {}), "offset": 2}


@pytest.mark.parametrize("marker", ["what?", "a/b?c", "50% = half?", "x://y"])
def test_a_marker_that_is_no_link_is_sent_as_it_is(open_door: OpenDoor, server: Loopback, marker: str) -> None:
    server.answer(page_of(ALL[:1], marker), page_of(ALL[1:2]))
    assert len(open_door().items(ByMarker())) == 2
    assert parse_qs(server.received[1].query) == {"marker": [marker]}


def test_an_object_of_the_page_may_come_as_a_list_of_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(
        Answer(200, {"items": ALL[:1], "page_info": [{"next_marker": "m1"}]}),
        Answer(200, {"items": ALL[1:2], "page_info": []}),
    )
    assert len(open_door().items(ByMarker())) == 2


# --- errors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("m" * 70_000, "has 70000 characters, more than a URL can carry"),
        ("http://[?marker=1", "the link to the next page is no URL"),
        ("http://[", "the link to the next page is no URL"),
        ("\ud800", "no text that can be sent"),
    ],
    ids=["long marker", "broken link", "broken link alone", "half a character"],
)
def test_r48_a_next_page_that_cannot_be_asked_for_is_an_error_behind_the_page(
    open_door: OpenDoor, server: Loopback, marker: str, words: str
) -> None:
    server.answer(page_of(ALL[:2], marker))
    door = open_door()
    pages = door.client.paginate(ByMarker()).pages()
    assert len(door.next_page(pages).items) == 2, "the page itself is whole"
    with pytest.raises(errors.ResponseError) as caught:
        door.next_page(pages)
    message = str(caught.value)
    assert message.startswith("ByMarker: page 1 was read and the list is longer, but")
    assert words in message
    assert "other filters" in message
    assert marker[:40] not in message
    with pytest.raises((StopIteration, StopAsyncIteration)):
        door.next_page(pages)
    assert len(server.received) == 1


@pytest.mark.parametrize("depth", [600, 3_000, 200_000])
def test_r48_records_that_are_nested_deeply_are_read_or_an_error(
    open_door: OpenDoor, server: Loopback, depth: int
) -> None:
    deep = '{"a":' * depth + "1" + "}" * depth
    server.answer(
        page_of(ALL[:1], "m1"),
        Answer(200, f'{{"items": [{{"id": "deep", "odd": {deep}}}], "page_info": {{"next_marker": "m2"}}}}'.encode()),
        page_of(ALL[1:2]),
    )
    limit = sys.getrecursionlimit()
    try:
        assert len(open_door().items(ByMarker())) == 3
    except errors.ResponseError as error:
        assert "nested too deeply" in str(error)  # either is right, as the interpreter's limits are
    assert sys.getrecursionlimit() == limit


def test_r48_arguments_that_make_too_long_a_url_are_refused(open_door: OpenDoor, server: Loopback) -> None:
    with pytest.raises(errors.InvalidArgument, match="its arguments make a URL of"):
        open_door().items(ByLastItem(marker="m" * 70_000))
    assert server.received == []


def test_records_of_any_kind_are_told_apart(open_door: OpenDoor, server: Loopback) -> None:
    odd = [[], None, 1, 1.0, "1", True, {"id": 1}, {}, {"id": None}, {"id": "\ud800"}]
    answers = [json.dumps({"items": [one], "page_info": {"next_marker": f"m{n}"}}) for n, one in enumerate(odd)]
    server.answer(*(Answer(200, text.encode()) for text in answers), page_of([]))
    assert len(open_door().items(ByMarker())) == len(odd)
