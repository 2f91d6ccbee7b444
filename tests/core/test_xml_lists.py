"""Lists in XML that move by markers of their own: several at once, and the key of the last record where no marker
comes.
"""

from __future__ import annotations

from sample_sdk._core import Model, PagedRequest, Paging, at, field

from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received


class Jar(Model):
    key: str | None = field(default=None, wire="Key")


class Prefix(Model):
    prefix: str | None = field(default=None, wire="Prefix")


class Page(Model):
    __root__ = "ListJarsResult"

    more: bool | None = field(default=None, wire="IsTruncated")
    jars: list[Jar] | None = field(default=None, wire="Jar")
    common_prefixes: list[Prefix] | None = field(default=None, wire="CommonPrefixes")


class ListVersions(PagedRequest[Page, Jar]):
    method = "GET"
    uri = "/"
    responses = {200: Page}
    paging = Paging(
        style="marker",
        cursor="key-marker",
        size="max-keys",
        items="Jar",
        next="NextKeyMarker",
        more="IsTruncated",
        also=(("version-marker", "NextVersionMarker"),),
    )

    key_marker: str | None = at.query(default=None, wire="key-marker")
    version_marker: str | None = at.query(default=None, wire="version-marker")
    max_keys: int | None = at.query(default=None, wire="max-keys")


def page_of(keys: str, *, more: bool = True, **following: str) -> Answer:
    jars = "".join(f"<Jar><Key>{key}</Key></Jar>" for key in keys)
    elements = "".join(f"<{name}>{value}</{name}>" for name, value in following.items())
    text = f"<ListJarsResult><IsTruncated>{str(more).lower()}</IsTruncated>{jars}{elements}</ListJarsResult>"
    return Answer(200, text.encode(), {"content-type": "application/xml"})


def test_r62_two_cursors_move_together(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(
        page_of("ab", NextKeyMarker="b", NextVersionMarker="1"),
        page_of("bc", NextKeyMarker="b", NextVersionMarker="2"),
        page_of("d", NextKeyMarker="d"),
        page_of("e", more=False, NextKeyMarker="e", NextVersionMarker="9"),
    )
    assert [jar.key for jar in open_door().items(ListVersions(max_keys=2))] == list("abbcde")
    assert [one.query for one in server.received] == [
        "max-keys=2",
        "max-keys=2&key-marker=b&version-marker=1",
        "max-keys=2&key-marker=b&version-marker=2",
        "max-keys=2&key-marker=d",
    ]


def test_r62_the_same_cursors_again_end_the_list(open_door: OpenDoor, server: Loopback) -> None:
    page = page_of("ab", NextKeyMarker="b", NextVersionMarker="1")
    server.answer(page, page_of("cd", NextKeyMarker="b", NextVersionMarker="1"), page)
    assert [jar.key for jar in open_door().items(ListVersions())] == list("abcd")
    assert len(server.received) == 2


class ListKeys(PagedRequest[Page, Jar]):
    method = "GET"
    uri = "/"
    responses = {200: Page}
    paging = Paging(style="marker", cursor="marker", items="Jar", next="NextMarker", key="Key", more="IsTruncated")

    marker: str | None = at.query(default=None)


def test_r62_where_no_next_marker_comes_the_last_key_is_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(
        page_of("ab"), page_of("cd", NextMarker="x"), page_of("", more=True, NextMarker="y"), page_of("e", more=False)
    )
    assert [jar.key for jar in open_door().items(ListKeys())] == list("abcde")
    assert [one.query for one in server.received] == ["", "marker=b", "marker=x", "marker=y"]


def prefixes_of(number: int, *, more: bool = True) -> Answer:
    text = (
        f"<ListJarsResult><CommonPrefixes><Prefix>{number}/</Prefix></CommonPrefixes>"
        f"<IsTruncated>{str(more).lower()}</IsTruncated><NextMarker>{number}/</NextMarker></ListJarsResult>"
    )
    return Answer(200, text.encode(), {"content-type": "application/xml"})


def test_r62_pages_that_hold_other_lists_than_the_records_are_no_end(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(*(prefixes_of(number) for number in range(4)), page_of("z", more=False))
    door = open_door()
    assert [jar.key for jar in door.items(ListKeys())] == ["z"]
    assert len(server.received) == 5


def test_r62_the_same_other_lists_again_end_the_list(open_door: OpenDoor, server: Loopback) -> None:
    def answer(received: Received, _: object) -> Answer:
        told = prefixes_of(1)
        marker = str(len(server.received)).encode()
        return Answer(200, told.encoded().partition(b"\r\n\r\n")[2].replace(b"<NextMarker>", b"<NextMarker>" + marker))

    server.behave(answer)
    assert open_door().items(ListKeys()) == []
    assert len(server.received) == 2
