"""The request line of an example against the URI section and the rows of path and query."""

from __future__ import annotations

import pytest

from checking.services import (
    BOOLEAN,
    INTEGER,
    STRING,
    creating,
    found,
    in_path,
    length,
    limits,
    list_of,
    one_of,
    only,
    operation,
    query,
    request,
    row,
    service,
)
from docbind.model.diagnostic import Severity
from docbind.model.spec import Example, Field, ServiceSpec

PATH = "/v1/{project_id}/things/{thing_id}"


def reading(example: Example, *rows: Field, path: str = PATH, aliases: tuple[str, ...] = ()) -> ServiceSpec:
    parameters = (in_path(row("thing_id", STRING, length(4, 8))), *(query(one) for one in rows))
    return service((operation(example, method="GET", path=path, aliases=aliases, parameters=parameters),))


def get(url: str, method: str = "GET") -> Example:
    return request(url=url, method=method)


@pytest.mark.parametrize(
    "url",
    [
        "https://{Endpoint}/v1/0123abcd/things/abcd",
        "https://{Cloud Eye endpoint}/V1/{project_id}/things/{thing id}",
        "https: //things.example.com/v1/0123abcd/things/abcd/",
        "{endpoint}/v1/0123abcd/things/abcd HTTP/1.1",
        '"https://things.example.com/v1/{project_id}/things/abcd"',
        "/v1/{project_id}/things/<id>",
        "things.example.com/v1/p/things/abcd -H \"X-Auth-Token: $token\" -d '{}'",
        "https://{endpoint}/v2.1/p/things/abcd",
    ],
)
def test_a_line_that_fills_in_the_template_agrees(url: str) -> None:
    assert found(reading(get(url), aliases=("/v2.1/{project_id}/things/{thing_id}",))) == []


def test_another_method_is_reported() -> None:
    finding = only(reading(get("/v1/p/things/abcd", method="DELETE")))
    assert (finding.code, finding.severity) == ("example-method", Severity.WARNING)
    assert "'DELETE', the URI section says GET" in finding.message


@pytest.mark.parametrize(
    "url", ["/v1/p/thing/abcd", "/v1/p/things", "/v3/p/things/abcd", "https://{endpoint}/p/things/abcd"]
)
def test_another_path_is_reported(url: str) -> None:
    assert found(reading(get(url))) == [("example-path", 50)]


def test_the_body_of_an_example_of_another_operation_is_not_compared() -> None:
    rows = (row("name", required=True),)
    elsewhere = creating(request({"other": 1}, url="https://{endpoint}/v2/addresses"), rows=rows)
    misspelt = creating(request({"other": 1}, url="https://{endpoint}/v1/p/p/things"), rows=rows)
    assert found(elsewhere) == [("example-path", 50)]
    assert [code for code, _ in found(misspelt)] == ["example-path", "example-required-absent", "example-unknown-key"]


def test_several_placeholders_may_share_a_segment() -> None:
    path = "/v2/reverse/{region}:{thing_id}"
    assert found(reading(get("/v2/reverse/eu-de:abcd"), path=path)) == []
    assert found(reading(get("/v2/reverse/eu-de:abcdefghijk"), path=path)) == [("example-value", 50)]
    assert found(reading(get("/v2/reverse/eu-de"), path=path)) == [("example-path", 50)]


def test_query_values_are_read_as_their_type_and_held_against_their_rules() -> None:
    rows = (row("limit", INTEGER, limits(1, 100)), row("all", BOOLEAN), row("kind", list_of(STRING), one_of("a", "b")))
    assert found(reading(get("/v1/p/things/abcd?limit=10&all=true&kind=a,b"), *rows)) == []
    assert found(reading(get("/v1/p/things/abcd?limit={limit}&all=&kind=%61"), *rows)) == []
    assert "query limit is 1000" in only(reading(get("/v1/p/things/abcd?limit=1000"), *rows)).message
    assert "query limit is the string 'ten'" in only(reading(get("/v1/p/things/abcd?limit=ten"), *rows)).message


def test_a_query_name_without_a_row_is_reported() -> None:
    finding = only(reading(get("/v1/p/things/abcd?offest=3"), row("offset", INTEGER)))
    assert finding.code == "example-unknown-key"
    assert "query offest (offset?)" in finding.message


def test_a_numbered_query_name_is_the_parameter_without_the_number() -> None:
    assert found(reading(get("/v1/p/things/abcd?dim.0=a,b&tags[]=c"), row("dim"), row("tags"))) == []


def test_a_line_without_a_mandatory_parameter_is_reported_with_or_without_a_query_string() -> None:
    rows = (row("kind", required=True), row("limit", INTEGER))
    assert found(reading(get("/v1/p/things/abcd?limit=1"), *rows)) == [("example-required-absent", 50)]
    assert found(reading(get("/v1/p/things/abcd"), *rows)) == [("example-required-absent", 50)]


def test_a_parameter_that_is_repeated_is_no_scalar() -> None:
    rows = (row("kind"), row("limit", INTEGER))
    assert found(reading(get("/v1/p/things/abcd?kind=a&kind=b&limit=1"), *rows)) == [("example-type", 50)]


def test_line_and_body_of_one_example_are_both_compared() -> None:
    spec = creating(request({"name": 1}, url="/v1/p/things?x=1"), rows=(row("name"),))
    assert sorted(code for code, _ in found(spec)) == ["example-type", "example-unknown-key"]
