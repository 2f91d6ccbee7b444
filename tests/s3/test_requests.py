"""Request Syntax: where a request goes, and what travels outside its body."""

from __future__ import annotations

import pytest

from docbind.model.account import Fate
from docbind.model.diagnostic import Severity
from docbind.model.spec import REQUIRED, ExampleKind, Kind, Location, MapOf, OneOf, PresenceKind, Scalar
from docbind.stages.check import check
from s3.cupboard import PUT_LABEL, fragment, operation, page, rows, service, table, told


def request(line: str) -> str:
    return page({"Request Syntax": f"\n    {line}\n    Host: cupboard.example.com\n"})


def test_the_first_line_of_the_template_is_method_and_path() -> None:
    found = operation(page({"Functions": "Sticks a label on a jar.", "Request Syntax": PUT_LABEL}))
    assert (found.method, found.path, found.summary) == ("PUT", "/", "Sticks a label on a jar.")


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS"])
def test_every_method_of_the_protocol_is_one(method: str) -> None:
    assert operation(request(f"{method} / HTTP/1.1")).method == method


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/ObjectName", "/{ObjectName}"),
        ("/destinationObjectName", "/{destinationObjectName}"),
        ("/{Key}", "/{Key}"),
        ("/bucket/object-key", "/{bucket}/{object-key}"),
        ("/inventory", "/inventory"),
    ],
)
def test_a_word_for_an_object_or_a_bucket_is_a_placeholder(target: str, path: str) -> None:
    assert operation(request(f"GET {target} HTTP/1.1")).path == path


def test_a_placeholder_without_a_row_is_a_required_string() -> None:
    text = request("GET /ObjectName HTTP/1.1")
    assert rows(text) == {"path ObjectName": "string!"}
    assert told(text) == ["placeholder-without-row"]


def test_a_name_without_a_value_is_a_parameter_that_takes_only_the_empty_string() -> None:
    (parameter,) = operation(request("PUT /?label HTTP/1.1")).parameters
    assert parameter.location is Location.QUERY
    assert (parameter.field.wire_name, parameter.field.presence) == ("label", REQUIRED)
    (rule,) = parameter.field.constraints
    assert isinstance(rule, OneOf)
    assert (rule.values, rule.evidence.quote) == (("",), "PUT /?label HTTP/1.1")


def test_a_number_in_the_template_is_the_only_value_and_of_the_stated_type() -> None:
    text = page(
        {
            "Request Syntax": "\n    GET /?shelf=2&jar=name HTTP/1.1\n",
            "Request Parameters": table(
                "Mandatory|Parameter|Description",
                "Yes|shelf|The shelf. // Type: integer",
                "No|jar|The jar. // Type: string",
            ),
        }
    )
    shelf, jar = operation(text).parameters
    assert [rule.values for rule in shelf.field.constraints if isinstance(rule, OneOf)] == [(2,)]
    assert jar.field.presence.kind is PresenceKind.OPTIONAL
    assert jar.field.constraints == ()
    assert jar.field.text == "The jar."


def test_a_name_with_a_stand_in_and_no_row_may_be_left_out() -> None:
    text = request("GET /?marker=Marker HTTP/1.1")
    assert rows(text) == {"query marker": "string"}
    assert told(text) == ["query-without-row"]


def test_rows_that_the_request_line_does_not_name_are_query_parameters() -> None:
    text = page(
        {
            "Request Syntax": "\n    GET / HTTP/1.1\n",
            "Request Parameters": table(
                "Parameter|Type|Mandatory (Yes/No)|Description", "max-jars|Integer|No|How many."
            ),
        }
    )
    assert rows(text) == {"query max-jars": "integer"}


def test_a_name_broken_by_a_space_is_the_one_of_the_request_line() -> None:
    text = page(
        {
            "Request Syntax": "\n    GET /?shelf-marker=marker HTTP/1.1\n",
            "Request Parameters": table("Parameter|Description|Mandatory", "shelf -marker|Where to begin.|Yes"),
        }
    )
    assert rows(text) == {"query shelf-marker": "string!"}
    assert told(text) == []


def test_the_bucket_in_the_host_is_the_first_parameter() -> None:
    text = page({"Request Syntax": "\n    PUT /ObjectName?acl HTTP/1.1\n    Host: bucketname.store.example.com\n"})
    assert rows(text) == {"host bucket": "string!", "path ObjectName": "string!", "query acl": "string!"}
    assert told(text) == ["placeholder-without-row"]


@pytest.mark.parametrize("host", ["store.example.com", "bucketstore.example.com"])
@pytest.mark.parametrize("line", ["GET /", "DELETE /", "GET /{ObjectName}"])
def test_a_host_that_names_no_bucket_gives_none(line: str, host: str) -> None:
    text = page({"Request Syntax": f"\n    {line} HTTP/1.1\n    Host: {host}\n"})
    assert "host bucket" not in rows(text)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("GET /", False),
        ("GET /?label", False),
        ("HEAD /bucketname", False),
        ("GET /bucketname/ObjectName", False),
        ("DELETE /", True),
        ("PUT /?label", True),
        ("GET /ObjectName", True),
        ("DELETE /{ObjectName}", True),
    ],
)
def test_without_a_host_what_is_written_and_every_object_is_in_a_bucket(line: str, found: bool) -> None:
    text = page({"Request Syntax": f"\n    {line} HTTP/1.1\n    Date: date\n"})
    assert ("host bucket" in rows(text)) == found


@pytest.mark.parametrize(
    ("target", "slashes"),
    [
        ("/ObjectName", {"ObjectName": True}),
        ("/{object-key}?acl", {"object-key": True}),
        ("/bucket/destinationObjectName", {"bucket": False, "destinationObjectName": True}),
        ("/bucketname", {"bucketname": False}),
        ("/{shelf}", {"shelf": False}),
        ("/ObjectName/label", {"ObjectName": False}),
    ],
)
def test_the_key_of_an_object_takes_what_is_left_of_the_path(target: str, slashes: dict[str, bool]) -> None:
    found = operation(request(f"GET {target} HTTP/1.1")).parameters
    assert {one.field.wire_name: one.slashes for one in found if one.location is Location.PATH} == slashes


def test_examples_of_keys_have_slashes_too() -> None:
    text = page(
        {
            "Request Syntax": "\n    GET /ObjectName HTTP/1.1\n    Host: bucketname.store.example.com\n",
            "Sample Request": "\n    GET /jars/2026/plum HTTP/1.1\n    Host: pantry.store.example.com\n",
        }
    )
    linked = service(text).value
    assert check(linked).diagnostics == ()


def test_a_path_that_no_request_can_have_gives_no_operation() -> None:
    outcome = fragment(request("GET /a/../b HTTP/1.1"))
    assert outcome.value.operations == ()
    assert outcome.value.account.fate is Fate.REPORTED
    assert [(finding.code, finding.severity) for finding in outcome.diagnostics] == [("uri-malformed", Severity.ERROR)]


def test_request_syntax_without_a_request_line_is_reported_and_its_tables_are_counted() -> None:
    text = page(
        {
            "Request Syntax": "\n    a letter to the cupboard\n",
            "Request Headers": table("Header|Description", "x-jar|The jar."),
        }
    )
    outcome = fragment(text)
    assert [finding.code for finding in outcome.diagnostics] == ["uri-missing"]
    assert [(one.fate, one.ignored) for one in outcome.value.account.tables] == [(Fate.IGNORED, 1)]


def test_a_page_with_a_uri_is_read_as_all_others_are() -> None:
    text = page({"URI": "GET /v1/jars", "Request Syntax": "\n    PUT /?label HTTP/1.1\n"})
    assert [(one.method, one.path) for one in service(text).value.operations] == [("GET", "/v1/jars")]


def test_a_page_in_a_folder_of_guides_gives_no_operation() -> None:
    outcome = fragment(page({"Request Syntax": PUT_LABEL}), path="cupboard/calling_apis/making_requests.rst")
    assert outcome.value.operations == ()


def test_headers_of_one_table_are_required_and_those_of_several_for_their_use_only() -> None:
    header, lid, seal = (
        "Header|Type|Mandatory (Yes/No)|Description",
        "x-lid|String|Yes|The lid.",
        "x-seal|String|Yes|The seal.",
    )
    one = page({"Request Syntax": PUT_LABEL, "Request Headers": table(header, lid)})
    assert rows(one)["header x-lid"] == "string!"
    two = page(
        {
            "Request Syntax": PUT_LABEL,
            "Request Headers": table(header, lid) + "\n\n" + table(header, seal, caption="Headers for sealed jars"),
        }
    )
    found = {one.field.wire_name: one.field.presence for one in operation(two).parameters}
    assert found["x-seal"].kind is PresenceKind.CONDITIONAL
    assert found["x-seal"].words == "Yes (Headers for sealed jars)"


def test_a_row_for_all_headers_that_begin_so_is_a_map() -> None:
    rows_ = ("x-note-\\*|A note of your own, of at most 5 characters.", "x-jar|The jar.")
    text = page({"Request Syntax": PUT_LABEL, "Request Headers": table("Header|Description", *rows_)})
    outcome = fragment(text)
    assert outcome.diagnostics == ()
    assert [(one.emitted, one.reported) for one in outcome.value.account.tables] == [(2, 0)]
    family, _ = (one.field for one in operation(text).parameters if one.location is Location.HEADER)
    assert (family.wire_name, family.type, family.constraints) == ("x-note-*", MapOf(Scalar(Kind.STRING)), ())


@pytest.mark.parametrize("name", ["\\*-note", "x-\\*-note", "\\*"])
def test_a_row_for_headers_of_any_name_is_reported(name: str) -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Request Headers": table("Header|Description", f"{name}|A note of your own.", "x-jar|The jar."),
        }
    )
    outcome = fragment(text)
    assert [finding.code for finding in outcome.diagnostics] == ["header-family"]
    assert [(one.emitted, one.reported) for one in outcome.value.account.tables] == [(1, 1)]


def test_templates_that_differ_in_their_fixed_query_are_operations_of_their_own() -> None:
    text = page(
        {
            "Request Syntax": "\n    GET / HTTP/1.1\n",
            "Request Syntax (for old labels)": "\n    GET /?history HTTP/1.1\n",
            "Response Syntax": "\n    HTTP/1.1 status_code\n\n    <Labels>\n      <Text>text</Text>\n    </Labels>\n",
            "Sample Request: Old Labels": "\n    GET /?history HTTP/1.1\n",
            "Sample Response: Old Labels": "\n    HTTP/1.1 200 OK\n\n    <History><Text>Plums</Text></History>\n",
        }
    )
    first, second = service(text).value.operations
    assert (first.title, second.title) == ("Labelling a Jar", "Labelling a Jar (for old labels)")
    assert (first.id, second.id) == ("jar_01:GET /", "jar_01:GET /?history")
    assert [len(one.examples) for one in (first, second)] == [0, 2]
    assert rows(text) == {"query history": "string!", "response:200 Text": "string"}


def test_samples_are_split_into_request_line_headers_and_body() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Sample Request: Plums": "\n    PUT /?label HTTP/1.1\n    Host: plums.example.com\n    Content-MD5: abc\n\n    <Label>Plums</Label>\n",
            "Sample Response: Plums": "\n    HTTP/1.1 201 Created\n    Date: today\n",
            "Sample Request": "\n    a line that is no request\n",
        }
    )
    sent, answered = operation(text).examples
    assert (sent.kind, sent.method, sent.url, sent.text) == (
        ExampleKind.REQUEST,
        "PUT",
        "/?label",
        "<Label>Plums</Label>",
    )
    assert (answered.kind, answered.status, answered.text) == (ExampleKind.RESPONSE, 201, "")
    assert (sent.title, sent.has_value) == ("Plums", False)


@pytest.mark.parametrize(
    ("syntax", "sample", "statuses"),
    [
        ("HTTP/1.1 204 No Content", "HTTP/1.1 200 OK", [204]),
        ("HTTP/1.1 status_code", "HTTP/1.1 202 Accepted", [202]),
        ("HTTP/1.1 status_code", "words, and no answer", [200]),
        ("GET HTTP/1.1 status_code", "HTTP/1.1 404 Not Found", [200, 404]),
    ],
)
def test_the_status_is_that_of_the_template_then_of_the_samples(syntax: str, sample: str, statuses: list[int]) -> None:
    text = page(
        {"Request Syntax": PUT_LABEL, "Response Syntax": f"\n    {syntax}\n", "Sample Response": f"\n    {sample}\n"}
    )
    assert [one.status for one in operation(text).responses] == statuses


def test_a_table_of_errors_gives_answers_with_its_words() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Error Responses": table(
                "Error Code|Description|HTTP Status Code",
                "NoSuchJar|There is none.|404 Not Found",
                "NoLid|It is open.|409",
                "Mouldy|It is old.|409",
            ),
        }
    )
    outcome = fragment(text)
    found = {one.status: one.text for one in outcome.value.operations[0].responses}
    assert found == {200: "", 404: "NoSuchJar: There is none.", 409: "NoLid: It is open.; Mouldy: It is old."}
    assert [(one.emitted, one.reason) for one in outcome.value.account.tables] == [(3, "status codes")]


def test_a_table_of_unknown_columns_is_reported() -> None:
    text = page({"Request Syntax": PUT_LABEL, "Request Headers": table("Colour|Taste", "red|sweet")})
    outcome = fragment(text)
    assert [finding.code for finding in outcome.diagnostics] == ["columns-unknown"]
    assert [(one.fate, one.reported) for one in outcome.value.account.tables] == [(Fate.REPORTED, 1)]


def test_a_table_in_a_section_about_something_else_is_ignored() -> None:
    text = page({"Request Syntax": PUT_LABEL, "Kinds of Jars": table("Parameter|Description", "glass|Breaks.")})
    outcome = fragment(text)
    assert outcome.diagnostics == ()
    assert [(one.fate, one.ignored) for one in outcome.value.account.tables] == [(Fate.IGNORED, 1)]
