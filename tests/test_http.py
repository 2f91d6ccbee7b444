"""The emitted clients over real HTTP: every operation that `specs/` documents is sent to a server on the loopback interface, by both clients.

What must arrive is taken from the pages, see `documented`, and the names and places of parameters from `docbind export fields`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_type_hints
from urllib.parse import parse_qsl, quote

import pytest
from otc import errors

from callers import KINDS, PROJECT_ID, TOKEN, Caller, Kind
from command import PROJECT, docbind
from core.loopback import Answer, Loopback, Received
from documented import NO_BODY, DocumentedOperation, Example, documented_operations
from emitted import as_argument, as_json, keyword_of, keywords, method_name, operations, same_json

OPERATIONS = documented_operations()
CLIENT_HEADERS = {"X-Auth-Token", "Content-Type"}
HARD_TO_ENCODE = "a b/c?d=e&f#g%2Fh+ü~"
"""Stands in paths and queries; what arrives must be this, once decoded, and in a path no more than one segment."""
HEADER_TEXT = "a/b=c; d"
REQUEST_ID = "d16f38b07e254c9aa841f5b09c72e3d6"
ERROR_CLASSES: dict[int, type[errors.ApiError]] = {
    400: errors.BadRequest,
    401: errors.Unauthorized,
    403: errors.Forbidden,
    404: errors.NotFound,
    500: errors.ServerError,
    503: errors.ServerError,
}

Row = dict[str, Any]


def names(operation: DocumentedOperation) -> str:
    return operation.name


def emitted_of(operation: DocumentedOperation) -> type[Any]:
    return operations(operation.service)[operation.method, operation.uri]


@pytest.fixture(scope="module")
def parameters() -> dict[tuple[str, str], list[Row]]:
    """The rows of every operation's parameters in paths, queries and headers, without those that belong to the client."""
    ran = docbind("export", "fields", "specs", "--out", "-", cwd=PROJECT)
    assert ran.code == 0, ran.err
    found = {}
    for line in ran.out.splitlines():
        operation = json.loads(line)
        rows = [row for row in operation["fields"] if row["in"] in ("path", "query", "header")]
        found[operation["method"], operation["path"]] = [row for row in rows if row["name"] not in CLIENT_HEADERS]
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    chosen: Kind = request.param
    return chosen


@pytest.fixture(scope="module")
def callers(kind: Kind, server: Loopback) -> Iterator[dict[str, Caller]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        opened = {service: Caller(kind, service, server.url) for service in {one.service for one in OPERATIONS}}
        yield opened
        for one in opened.values():
            one.close()


def sample(row: Row) -> object:
    """A value that keeps the rules of a row."""
    if row.get("enum"):
        return row["enum"][-1]
    match row["type"]:
        case "integer":
            return row.get("minimum", 7)
        case "boolean":
            return True
        case "array":
            return [HARD_TO_ENCODE, "second"]
        case _:
            return HEADER_TEXT if row["in"] == "header" else HARD_TO_ENCODE


def path_values(operation: DocumentedOperation, parameters: dict[tuple[str, str], list[Row]]) -> dict[str, object]:
    rows = parameters[operation.method, operation.uri]
    return {row["name"]: sample(row) for row in rows if row["in"] == "path" and row["name"] != "project_id"}


def on_the_wire(value: object) -> list[str]:
    """The texts by which a value travels outside of a body."""
    if isinstance(value, list):
        return [text for one in value for text in on_the_wire(one)]
    return [json.dumps(value) if isinstance(value, bool | int) else str(value)]


def arguments(operation: DocumentedOperation, values: dict[str, object], body: object) -> dict[str, object]:
    """The keywords of the clients' method: `values` by wire name, and the members of `body`, or `body` as a whole."""
    emitted = emitted_of(operation)
    hints = get_type_hints(emitted)
    given = {keyword_of(emitted, name): value for name, value in values.items()}
    if isinstance(body, dict) and "body" not in keywords(emitted):
        given |= {keyword_of(emitted, name): value for name, value in body.items()}
    elif body is not NO_BODY:
        given["body"] = body
    return {name: as_argument(hints[name], value) for name, value in given.items()}


def success(operation: DocumentedOperation) -> Answer:
    """The documented success: its example, or its status alone."""
    for example in operation.responses:
        if example.status < 300:
            return answered(example)
    emitted = emitted_of(operation)
    return Answer(status=min(status for status in emitted.responses if status < 300))


def answered(example: Example) -> Answer:
    return Answer(status=example.status, body=json.dumps(example.body).encode(), headers={"X-Request-Id": REQUEST_ID})


def path_of(operation: DocumentedOperation, values: dict[str, object]) -> str:
    path = operation.uri
    for name, value in {"project_id": PROJECT_ID, **values}.items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    return path


def assert_arrived(
    received: Received,
    operation: DocumentedOperation,
    rows: list[Row],
    values: dict[str, object],
    body: object,
) -> None:
    """What the server saw is the documented request, encoded once and nowhere more."""
    placed = {place: [row["name"] for row in rows if row["in"] == place] for place in ("path", "query", "header")}
    assert received.method == operation.method
    assert received.path == path_of(operation, {name: values[name] for name in placed["path"] if name in values})
    query = [(name, text) for name in placed["query"] if name in values for text in on_the_wire(values[name])]
    assert sorted(parse_qsl(received.query, keep_blank_values=True, strict_parsing=bool(query))) == sorted(query)
    headers = {name: on_the_wire(values[name])[0] for name in placed["header"] if name in values}
    headers |= {"X-Auth-Token": TOKEN, "Content-Type": "application/json"}
    assert {name: received.headers.get(name.lower()) for name in headers} == headers
    unsent = [name for name in placed["header"] if name not in values and name.lower() in received.headers]
    assert not unsent, f"headers that nobody asked for: {unsent}"
    if body is NO_BODY:
        assert received.body == b""
    else:
        assert same_json(received.json(), body)


def test_the_clients_have_exactly_the_documented_operations() -> None:
    for service in {one.service for one in OPERATIONS}:
        documented = {(one.method, one.uri) for one in OPERATIONS if one.service == service}
        assert documented == set(operations(service))


@pytest.mark.parametrize("operation", OPERATIONS, ids=names)
def test_documented_requests_arrive_as_documented(
    operation: DocumentedOperation,
    callers: dict[str, Caller],
    server: Loopback,
    parameters: dict[tuple[str, str], list[Row]],
) -> None:
    rows = parameters[operation.method, operation.uri]
    method = method_name(emitted_of(operation))
    assert operation.requests, "the page shows no request"
    for example in operation.requests:
        values = path_values(operation, parameters) | dict(example.query)
        server.received.clear()
        server.answer(success(operation))
        callers[operation.service].call(method, **arguments(operation, values, example.body))
        (received,) = server.received
        assert_arrived(received, operation, rows, values, example.body)


@pytest.mark.parametrize("operation", OPERATIONS, ids=names)
def test_every_parameter_arrives_at_its_place(
    operation: DocumentedOperation,
    callers: dict[str, Caller],
    server: Loopback,
    parameters: dict[tuple[str, str], list[Row]],
) -> None:
    rows = parameters[operation.method, operation.uri]
    values = {row["name"]: sample(row) for row in rows if row["name"] != "project_id"}
    body = operation.requests[0].body
    server.received.clear()
    server.answer(success(operation))
    method = method_name(emitted_of(operation))
    callers[operation.service].call(method, **arguments(operation, values, body))
    (received,) = server.received
    assert_arrived(received, operation, rows, values, body)


def answers(operation: DocumentedOperation) -> list[Example]:
    """The documented responses, and for the errors without an example one with the documented body."""
    emitted = emitted_of(operation)
    shown = {example.status for example in operation.responses}
    others = [
        Example(line=0, status=status, body={"error_code": f"FSS.{status}", "error_msg": "what went wrong: ü"})
        for status in emitted.responses
        if status >= 400 and status not in shown
    ]
    return [*operation.responses, *others]


@pytest.mark.parametrize("operation", OPERATIONS, ids=names)
def test_documented_responses_are_read_with_nothing_lost(
    operation: DocumentedOperation,
    callers: dict[str, Caller],
    server: Loopback,
    parameters: dict[tuple[str, str], list[Row]],
) -> None:
    emitted = emitted_of(operation)
    given = arguments(operation, path_values(operation, parameters), operation.requests[0].body)
    for example in answers(operation):
        server.answer(answered(example))
        call = callers[operation.service].call
        if example.status < 400:
            assert same_json(as_json(call(method_name(emitted), **given)), example.body)
            continue
        with pytest.raises(errors.ApiError) as raised:
            call(method_name(emitted), **given)
        error = raised.value
        assert type(error) is ERROR_CLASSES[example.status]
        assert isinstance(example.body, dict)
        assert (error.status, error.code, error.message) == (
            example.status,
            example.body["error_code"],
            example.body["error_msg"],
        )
        assert (error.request_id, error.operation) == (REQUEST_ID, emitted.__name__)
        assert same_json(as_json(error.details), example.body)


@pytest.mark.parametrize(
    ("method", "way"),
    [
        ("list_functions", ["next_marker"]),
        ("list_asynchronous_invocations", ["next_marker"]),
        ("list_asynchronous_execution_notifications", ["page_info", "next_marker"]),
    ],
)
def test_lists_are_read_over_all_their_pages(
    method: str, way: list[str], callers: dict[str, Caller], server: Loopback
) -> None:
    (operation,) = (one for one in OPERATIONS if method_name(emitted_of(one)) == method)
    pages: list[Any] = [deepcopy(operation.responses[0].body) for _ in range(3)]
    records = [next(value for value in page.values() if isinstance(value, list)) for page in pages]
    for page, marker, listed in zip(pages, ["second one", 3, ""], records, strict=True):
        listed[0]["page"] = marker  # a page that brings nothing new would end the list
        holder = page
        for name in way[:-1]:
            holder = holder[name]
        holder[way[-1]] = marker
    server.received.clear()
    server.answer(*(Answer(body=page) for page in pages))
    given = {name: "x" for name in ("function_urn",) if name in keywords(emitted_of(operation))}
    items = callers[operation.service].items(method, **given)
    assert same_json([as_json(item) for item in items], [record for listed in records for record in listed])
    markers = [dict(parse_qsl(received.query)).get("marker") for received in server.received]
    assert markers == [None, "second one", "3"]


def test_answers_that_the_pages_do_not_foresee_are_kept(callers: dict[str, Caller], server: Loopback) -> None:
    unforeseen = {
        "func_urn": "urn:fss:eu-de:x",
        "max_async_event_age_in_seconds": "sixty",
        "max_async_retry_attempts": None,
        "destination_config": {
            "on_failure": {"destination": "KAFKA", "param": 7},
            "on_timeout": {"destination": "SMN"},
        },
        "created_time": ["not", {"a": "time"}],
        "enable_async_status_log": "yes",
        "not_documented": {"yet": [1, 2.5, None, True]},
    }
    server.answer(Answer(body=unforeseen))
    parsed = callers["functiongraph"].call("get_asynchronous_execution_notification", function_urn="x")
    assert same_json(parsed.to_dict(), unforeseen)
    assert parsed.destination_config.on_failure.destination == "KAFKA"
    assert parsed.max_async_retry_attempts is None
    assert parsed.max_async_event_age_in_seconds == "sixty"
    assert parsed.extra == {"not_documented": {"yet": [1, 2.5, None, True]}}


def test_a_request_that_breaks_documented_rules_is_not_sent(callers: dict[str, Caller], server: Loopback) -> None:
    server.received.clear()
    with pytest.raises(errors.ValidationError) as raised:
        callers["functiongraph"].call(
            "configure_asynchronous_execution_notification",
            function_urn="x",
            max_async_event_age_in_seconds=0,
            max_async_retry_attempts=4,
        )
    assert [violation.rule for violation in raised.value.violations] == ["minimum", "maximum"]
    assert server.received == []
