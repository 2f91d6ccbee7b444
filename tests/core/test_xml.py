"""XML, as services exchange it that do not speak JSON: documents are structures, and answers without a body are their
headers.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Any, Literal

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_sdk import NULL, errors
from sample_sdk._core import Model, Request, at, field
from sample_sdk.auth import Token
from sample_sdk.functiongraph import FunctionGraph

from core.doors import OpenDoor
from core.loopback import Answer, Loopback


class Owner(Model):
    id: str | None = field(default=None, wire="ID")
    name: str | None = field(default=None, wire="DisplayName")


class Jar(Model):
    key: str | None = field(default=None, wire="Key")
    size: int | None = field(default=None, wire="Size")
    sealed: bool | None = field(default=None, wire="IsSealed")
    owner: Owner | None = field(default=None, wire="Owner")
    labels: list[str] | None = field(default=None, wire="Label")


class JarList(Model):
    __root__ = "ListJarsResult"

    name: str | None = field(default=None, wire="Name")
    more: bool | None = field(default=None, wire="IsTruncated")
    jars: list[Jar] | None = field(default=None, wire="Jar")
    rest: Any = field(default=None, wire="Rest")


class Shelf(Model):
    __root__ = ""

    location: str | None = field(default=None, wire="Location")


class ListJars(Request[JarList]):
    method = "GET"
    uri = "/"
    responses = {200: JarList}


class WhereIsShelf(Request[Shelf]):
    method = "GET"
    uri = "/where"
    responses = {200: Shelf}


class PutJars(Request[JarList]):
    """Its members are those of the root element."""

    method = "PUT"
    uri = "/"
    responses = {200: JarList}
    __media_type__ = "application/xml"
    __root__ = "ListJarsResult"

    name: str | None = at.body(default=None, wire="Name", min_length=3)
    more: Literal["true"] | str | None = at.body(default=None, wire="IsTruncated")
    jars: list[Jar] | None = at.body(default=None, wire="Jar")


class PutWhole(Request[None]):
    method = "PUT"
    uri = "/whole"
    responses = {200: None}

    body: JarList = at.whole_body(media_type="application/xml")


class PutShelf(Request[None]):
    method = "PUT"
    uri = "/shelf"
    responses = {200: None}
    __media_type__ = "application/xml"
    __root__ = ""

    location: str = at.body(wire="Location")


class MakeShelf(Request[None]):
    method = "PUT"
    uri = "/make"
    responses = {200: None}
    __media_type__ = "application/xml"
    __root__ = "Shelf"
    __bodiless__ = True

    location: str | None = at.body(default=None, wire="Location")


class JarHeaders(Model):
    etag: str | None = at.header(default=None, wire="ETag")
    size: int | None = at.header(default=None, wire="Content-Length")
    locked: bool | None = at.header(default=None, wire="x-jar-locked")
    metadata: dict[str, str] | None = at.header(default=None, wire="x-jar-meta-*")


class LookAtJar(Request[JarHeaders]):
    method = "HEAD"
    uri = "/{key}"
    responses = {200: JarHeaders}

    key: str = at.path()


class FillJar(Request[JarHeaders]):
    method = "PUT"
    uri = "/{key}"
    responses = {200: JarHeaders, 204: JarHeaders}

    key: str = at.path()
    metadata: dict[str, str] | None = at.header(default=None, wire="x-jar-meta-*")
    body: bytes = at.whole_body()


class CopyJar(Request[None]):
    method = "PUT"
    uri = "/copy"
    responses = {200: None}


class TakeJar(Request[bytes]):
    method = "GET"
    uri = "/take"
    responses = {200: bytes}


def xml(text: str, status: int = 200) -> Answer:
    return Answer(status, text.encode(), {"content-type": "application/xml"})


LISTED = """<?xml version="1.0" encoding="UTF-8"?>
<ListJarsResult xmlns="http://shelf.example.com/doc/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Name> pantry </Name>
  <IsTruncated>false</IsTruncated>
  <Jar>
    <Key>a &amp; b &#x1F353;</Key>
    <Size> 12 </Size>
    <IsSealed>true</IsSealed>
    <Owner xsi:type="Person"/>
    <Label>one</Label>
    <New><Deep>1</Deep><Deep>2</Deep></New>
  </Jar>
  <Jar><Key></Key><Size/><Owner><ID>o</ID></Owner></Jar>
  <Unknown>kept</Unknown>
  <Rest><A>1</A></Rest>
</ListJarsResult>"""


def test_r57_answers_in_xml_are_read_as_their_documented_structure(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml(LISTED))
    found = open_door().send(ListJars())
    first, second = found.jars
    assert (found.name, found.more, found.rest) == (" pantry ", False, {"A": "1"})
    assert (first.key, first.size, first.sealed, first.labels) == ("a & b 🍓", 12, True, ["one"])
    assert (second.key, second.size, second.owner, second.labels) == ("", None, Owner(id="o"), [])
    assert isinstance(first.owner, Owner) and first.owner.id is None
    assert first.owner.extra == {"@{http://www.w3.org/2001/XMLSchema-instance}type": "Person"}
    assert first.extra == {"New": {"Deep": ["1", "2"]}}
    assert found.extra == {"Unknown": "kept"}
    assert server.received[0].headers["accept"] == "application/xml"


def test_r57_a_list_is_there_also_when_nothing_is_in_it(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml("<ListJarsResult/>"), Answer(200, b""))
    door = open_door()
    assert door.send(ListJars()).jars == []
    assert door.send(ListJars()) == JarList(), "an empty body is an empty structure"


def test_r57_an_element_that_is_repeated_against_its_pages_loses_nothing(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml("<ListJarsResult><Name>a</Name><Name>b</Name><Name>c</Name></ListJarsResult>"))
    assert open_door().send(ListJars()).name == ["a", "b", "c"]


def test_r57_a_root_element_with_nothing_but_text_is_the_member(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml('<Location xmlns="http://shelf.example.com/">eu-de</Location>'))
    assert open_door().send(WhereIsShelf()) == Shelf(location="eu-de")


def test_r57_a_root_element_of_another_name_is_read_where_it_holds_what_is_documented(
    open_door: OpenDoor, server: Loopback
) -> None:
    server.answer(xml("<ListJarsResponse><New/><Name>pantry</Name></ListJarsResponse>"))
    assert open_door().send(ListJars()).name == "pantry"


def test_r57_other_encodings_are_read(open_door: OpenDoor, server: Loopback) -> None:
    text = '<?xml version="1.0" encoding="{}"?><ListJarsResult><Name>Köln</Name></ListJarsResult>'
    server.answer(*(Answer(200, text.format(name).encode(name)) for name in ("utf-16", "iso-8859-1")))
    door = open_door()
    assert [door.send(ListJars()).name for _ in range(2)] == ["Köln"] * 2


def test_r58_bodies_in_xml_are_written_from_their_members(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml("<ListJarsResult/>"))
    jar = Jar(labels=["<1>", "2"], key="a&b\r\n", sealed=True, owner=Owner(), size=5)
    jar.extra["New"] = {"Deep": [1, 2], "@at": 'x"y'}
    open_door().send(PutJars(jars=[jar, Jar()], name="pantry"))
    (received,) = server.received
    assert received.body.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ListJarsResult><Name>pantry</Name>'
        "<Jar><Key>a&amp;b&#13;\n</Key><Size>5</Size><IsSealed>true</IsSealed><Owner></Owner>"
        "<Label>&lt;1&gt;</Label><Label>2</Label><New at='x\"y'><Deep>1</Deep><Deep>2</Deep></New></Jar><Jar></Jar>"
        "</ListJarsResult>"
    )
    assert received.headers["content-type"] == "application/xml"
    digest = hashlib.md5(received.body, usedforsecurity=False).digest()
    assert received.headers["content-md5"] == base64.b64encode(digest).decode()


def test_r58_a_whole_body_is_a_model_its_plain_data_or_a_text(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door()
    text: Any = "<ListJarsResult><Name>as it is</Name></ListJarsResult>"
    plain: Any = {"Jar": [{"Size": 1, "Key": "k"}], "Name": "n"}
    for body in (JarList(name="n", jars=[Jar(key="k", size=1)]), plain, text):
        door.send(PutWhole(body=body), validate="off" if body is text else "default")
    written = [one.body.partition(b"\n")[2] or one.body for one in server.received]
    expected = b"<ListJarsResult><Name>n</Name><Jar><Key>k</Key><Size>1</Size></Jar></ListJarsResult>"
    assert written == [expected, expected, text.encode()]
    assert "content-md5" not in server.received[2].headers


def test_r58_a_root_element_with_nothing_but_text_is_written(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door()
    door.send(PutShelf(location="<eu>"))
    assert server.received[0].body.endswith(b"\n<Location>&lt;eu&gt;</Location>")
    with pytest.raises(errors.InvalidArgument, match="one element is documented, not 2"):
        door.send(PutShelf(location="eu"), extra_body={"Other": 1})


def test_r58_a_body_that_may_be_left_out_is_left_out(open_door: OpenDoor, server: Loopback) -> None:
    door = open_door()
    door.send(MakeShelf())
    door.send(MakeShelf(location="eu-de"))
    door.send(PutJars(more=NULL))
    assert server.received[0].body == b""
    assert server.received[1].body.endswith(b"<Shelf><Location>eu-de</Location></Shelf>")
    assert server.received[2].body.endswith(
        b"<ListJarsResult><IsTruncated/></ListJarsResult>"
    ), "null is an empty element"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"key": "bell\x07"}, r"Key: U\+0007 cannot stand in XML"),
        ({"key": "half \ud800"}, r"Key: U\+D800 cannot stand in XML"),
        ({"key": "\ufffe"}, r"Key: U\+FFFE cannot stand in XML"),
        ({"size": float("nan")}, "Size: NaN and infinity have no form in XML"),
        ({"key": object()}, "Key: a object has no form as text"),
    ],
)
def test_r58_what_xml_cannot_hold_is_refused_before_anything_is_sent(
    open_door: OpenDoor, server: Loopback, value: Any, problem: str
) -> None:
    with pytest.raises(errors.InvalidArgument, match=problem):
        open_door().send(PutJars(jars=[Jar(**value)]), validate="off")
    assert server.received == []


def test_r58_attributes_are_written_under_the_names_that_they_are_read_by(
    open_door: OpenDoor, server: Loopback
) -> None:
    schema = "http://www.w3.org/2001/XMLSchema-instance"
    door = open_door()
    for name in ("@xsi:type", f"@{{{schema}}}type"):
        door.send(PutJars(jars=[Jar.from_dict({"Key": "k", name: "Glass"})]))
    element = f'<Jar xmlns:xsi="{schema}" xsi:type="Glass"><Key>k</Key></Jar>'.encode()
    assert all(element in one.body for one in server.received)
    server.answer(xml(server.received[0].body.decode()))
    (jar,) = door.send(ListJars()).jars
    assert jar.extra == {f"@{{{schema}}}type": "Glass"}


@pytest.mark.parametrize("name", ["@other:type", "@xsi:", "a b", "1a", "<a", "", "@", "@a b", "é"])
def test_r58_names_that_are_none_are_refused(open_door: OpenDoor, server: Loopback, name: str) -> None:
    with pytest.raises(errors.InvalidArgument, match="is no name of an XML element"):
        open_door().send(PutJars(jars=[Jar.from_dict({"New": {name: "x"}})]))
    assert server.received == []


def test_r58_what_holds_itself_is_refused(open_door: OpenDoor, server: Loopback) -> None:
    endless: dict[str, Any] = {}
    endless["Again"] = endless
    with pytest.raises(errors.InvalidArgument, match="nested too deeply"):
        open_door().send(PutJars(), extra_body={"Endless": endless})
    assert server.received == []


def test_documents_are_checked_as_json_is(open_door: OpenDoor, server: Loopback) -> None:
    jars: Any = [Jar(size="many")]  # type: ignore[arg-type]  # what is checked
    with pytest.raises(errors.ValidationError) as caught:
        open_door().send(PutJars(name="ab", jars=jars))
    assert [(one.path, one.rule) for one in caught.value.violations] == [
        ("Name", "min_length"),
        ("Jar[0].Size", "type"),
    ]
    assert server.received == []


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")
) | st.sampled_from(["", " a ", "\t\n\r", "]]>", "<!--", "&amp;", "\r\n"])
JARS = st.builds(
    Jar,
    key=TEXTS,
    size=st.integers(),
    sealed=st.booleans(),
    owner=st.builds(Owner, id=TEXTS, name=TEXTS),
    labels=st.lists(TEXTS, max_size=3),
)


def echo(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, content=request.content)


ECHOING = FunctionGraph(
    auth=Token("t"), endpoint="https://shelf.example.com", transport=httpx2.MockTransport(echo), validate="off"
)


@settings(deadline=None, max_examples=150)
@given(name=TEXTS, jars=st.lists(JARS, max_size=4))
def test_r58_any_structure_comes_back_as_it_was_written(name: str, jars: list[Jar]) -> None:
    assert ECHOING.send(PutJars(name=name, jars=jars)) == JarList(name=name, jars=jars)


def test_r58_times_are_written_as_everywhere() -> None:
    moment: Any = datetime(2026, 1, 2, tzinfo=UTC)
    assert ECHOING.send(PutJars(name=moment)).name == "2026-01-02T00:00:00+00:00"


# --- what a service may send ---------------------------------------------------------------------------------------

LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><ListJarsResult><Name>&j;</Name></ListJarsResult>"
)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (LAUGHS, "a document type or entities"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><ListJarsResult/>', "a document type or entities"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ListJarsResult><Name>&x;</Name></ListJarsResult>',
            "a document type or entities",
        ),
        ("<ListJarsResult><Name>&x;</Name></ListJarsResult>", "it is no XML"),
        ("<ListJarsResult>" + "<a/>" * 1_000_000 + "</ListJarsResult>", "more than 200,000 elements"),
        ("<ListJarsResult>" + "<!---->" * 1_000_000 + "</ListJarsResult>", "more than 200,000 elements"),
        ("<a>" * 100_000, "nested too deeply"),
        ("<ListJarsResult><Name>", "it is no XML"),
        ("<ListJarsResult></ListJarsResult><More/>", "it is no XML"),
        ('{"Name": "json"}', "it is no XML"),
        ("plain text", "it is no XML"),
        ("<ListJarsResult>\x01</ListJarsResult>", "it is no XML"),
        ('<?xml version="1.0" encoding="klingon"?><ListJarsResult/>', "it is no XML"),
        ("<html><body>Welcome</body></html>", "<html> where <ListJarsResult> is documented"),
        ("<ListJars/>", "<ListJars> where <ListJarsResult> is documented"),
    ],
)
def test_r59_hostile_and_damaged_xml_is_an_error_that_names_the_operation(
    open_door: OpenDoor, server: Loopback, body: str, problem: str
) -> None:
    server.answer(xml(body))
    with pytest.raises(errors.ResponseError, match=r"^ListJars: status 200, but the body cannot be read") as caught:
        open_door().send(ListJars())
    assert problem in str(caught.value)
    assert caught.value.status == 200
    assert len(str(caught.value)) < 400
    assert not isinstance(caught.value.__context__, SyntaxError), "no traceback of the parser's behind it"


def test_r59_a_smaller_limit_of_answers_bounds_their_elements_too(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml("<ListJarsResult>" + "<a/>" * 20_000 + "</ListJarsResult>"))
    assert len(open_door().send(ListJars()).extra["a"]) == 20_000
    with pytest.raises(errors.ResponseError, match=r"it has more than 15,625 elements"):
        open_door(response_limit=1_000_000).send(ListJars())


@settings(deadline=None, max_examples=150)
@given(
    body=st.binary(max_size=200)
    | st.text("<>/&; ListJarsResult\"'=?!-[]x0\n", max_size=200).map(str.encode)
    | st.tuples(st.just(LISTED.encode()), st.integers(0, len(LISTED)), st.binary(max_size=3)).map(
        lambda three: three[0][: three[1]] + three[2] + three[0][three[1] + len(three[2]) :]
    )
)
def test_r59_any_bytes_are_read_or_refused(body: bytes) -> None:
    answering = httpx2.MockTransport(lambda request: httpx2.Response(200, content=body))
    client = FunctionGraph(auth=Token("t"), endpoint="https://shelf.example.com", transport=answering)
    try:
        assert isinstance(client.send(ListJars()), JarList)
    except (errors.ResponseError, errors.ApiError) as error:
        assert str(error).startswith("ListJars: status 200")


def test_r59_without_the_parser_nothing_is_sent(
    open_door: OpenDoor, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    with pytest.raises(errors.ConfigurationError, match=r"ListJars: .*pip install defusedxml"):
        open_door().send(ListJars())
    assert server.received == []
    open_door().send(PutWhole(body=JarList(name="n")))
    assert ET.fromstring(server.received[0].body).tag == "ListJarsResult", "writing needs no parser"


ERROR = """<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SlowDown</Code><Message>Try again later.</Message><RequestId>r-1</RequestId></Error>"""


@pytest.mark.parametrize("request_", [ListJars(), CopyJar(), FillJar(key="k", body=b"")])
@pytest.mark.parametrize(
    "text", [ERROR, "  <Error xmlns='x'><Code>SlowDown</Code><Message>Try again later.</Message></Error>"]
)
def test_r60_an_error_behind_a_status_of_success_is_an_error(
    open_door: OpenDoor, server: Loopback, request_: Any, text: str
) -> None:
    server.answer(xml(text))
    with pytest.raises(errors.ApiError, match="status 200, SlowDown: Try again later") as caught:
        open_door().send(request_)
    assert type(caught.value) is errors.ApiError
    assert (caught.value.status, caught.value.code) == (200, "SlowDown")
    assert caught.value.operation == type(request_).__name__


def test_r60_a_file_may_begin_as_it_likes(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(xml(ERROR))
    assert open_door().send(TakeJar()) == ERROR.encode()


def test_r61_an_answer_without_a_body_is_its_headers(open_door: OpenDoor, server: Loopback) -> None:
    headers = {
        "ETag": '"abc"',
        "X-Jar-Locked": "true",
        "X-Jar-Meta-Colour": "red",
        "x-jar-meta-Year": "2026",
        "x-other": "o",
    }
    server.answer(Answer(200, b"", headers))
    door = open_door()
    reply = door.exchange(FillJar(key="k", body=b"jam"))
    expected = JarHeaders(etag='"abc"', size=0, locked=True, metadata={"colour": "red", "year": "2026"})
    assert reply.value == expected
    assert reply.headers["x-other"] == "o", "all headers are beside the answer"
    looked = door.send(LookAtJar(key="k"))
    assert (looked.etag, looked.metadata["year"], looked.locked) == ('"abc"', "2026", True)
    assert looked.to_dict()["x-jar-locked"] is True


def test_r61_headers_that_are_not_there_are_none(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(204))
    found = open_door().send(FillJar(key="k", body=b""))
    assert (found.etag, found.locked, found.metadata) == (None, None, {})


def test_r61_a_family_of_headers_is_sent_from_a_map(open_door: OpenDoor, server: Loopback) -> None:
    metadata: Any = {"Colour": "red", "year": 2026, "nothing": None}
    open_door().send(FillJar(key="k", body=b"jam", metadata=metadata), validate="off")
    sent = {name: value for name, value in server.received[0].headers.items() if name.startswith("x-jar-meta-")}
    assert sent == {"x-jar-meta-colour": "red", "x-jar-meta-year": "2026"}


@pytest.mark.parametrize(
    "metadata", [{"a": "line\nbreak"}, {"a": "1", "A": "2"}, {"a b": "c"}, {"a": "é"}, {"a:\r\nb": "c"}]
)
def test_r61_a_family_of_headers_is_as_safe_as_one(
    open_door: OpenDoor, server: Loopback, metadata: dict[str, str]
) -> None:
    with pytest.raises(errors.InvalidArgument):
        open_door().send(FillJar(key="k", body=b"jam", metadata=metadata))
    assert server.received == []
