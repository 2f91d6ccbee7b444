"""What hooks are told of every attempt, and the spans that are made of it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from sample_sdk import errors
from sample_sdk.auth import AkSk
from sample_sdk.functiongraph import AsyncFunctionGraph
from sample_sdk.functiongraph import operations as op
from sample_sdk.hooks import Attempt, Hook, OpenTelemetry
from sample_sdk.testing import Documented

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")


class Notes(Hook):
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Attempt]] = []

    def before(self, attempt: Attempt) -> None:
        self.told.append((f"before {attempt.number}: {attempt.status} {attempt.failure}", attempt))

    def after(self, attempt: Attempt) -> None:
        self.told.append((f"after {attempt.number}: {attempt.status} {attempt.failure}", attempt))

    def error(self, attempt: Attempt) -> None:
        self.told.append((f"error {attempt.number}: {attempt.status} {type(attempt.failure).__name__}", attempt))

    @property
    def words(self) -> list[str]:
        return [words for words, _ in self.told]


def test_hooks_are_called_around_every_attempt(open_door: OpenDoor, server: Loopback) -> None:
    notes, more = Notes(), Notes()
    server.answer(Answer(503, headers={"x-request-id": "r-1"}), Answer(200, []))
    open_door(hooks=[notes, more], clock=FakeClock()).send(GET, extra_query={"key": "canary", "limit": 5})
    assert notes.words == ["before 1: 0 None", "after 1: 503 None", "before 2: 0 None", "after 2: 200 None"]
    assert more.words == notes.words
    (_, first), (_, second), *_ = notes.told
    assert first is second, "what is told before and after is one object"
    assert (first.operation, first.method, first.query) == ("ListAllTriggersOfFunction", "GET", "key=***&limit=5")
    assert first.url == f"{server.url}/v2/p1/fgs/triggers/urn"
    assert first.request_id == "r-1"


def test_hooks_are_told_why_no_answer_came(open_door: OpenDoor, server: Loopback) -> None:
    notes = Notes()
    server.behave(lambda received, connection: None)
    with pytest.raises(errors.ConnectionFailed):
        open_door(hooks=[notes], max_attempts=1).send(GET)
    assert notes.words == ["before 1: 0 None", "error 1: 0 ConnectionFailed"]


def test_hooks_are_told_of_an_interruption(server: Loopback) -> None:
    notes = Notes()

    async def run() -> None:
        async with AsyncFunctionGraph(
            auth=AkSk("ak", "sk"), endpoint=server.url, insecure=True, project_id="p", hooks=[notes]
        ) as client:
            await client.send(GET)

    def hold(received: Received, connection: Any) -> Answer:
        server.stopping.wait(5)
        return Answer(200, [])

    async def cancel() -> None:
        task = asyncio.ensure_future(run())
        while not server.received:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    server.behave(hold)
    asyncio.run(cancel())
    assert len(notes.words) == 2
    assert notes.words[1].startswith("error 1: 0 ")


def test_headers_of_hooks_are_sent_on_signed_requests_too(open_door: OpenDoor, server: Loopback) -> None:
    class Tracing(Hook):
        def before(self, attempt: Attempt) -> None:
            attempt.headers["X-Trace"] = f"t-{attempt.number}"

    server.answer(Answer(503), Answer(200, []))
    open_door(auth=AkSk("ak", "sk"), hooks=[Tracing()], clock=FakeClock()).send(GET)
    assert [one.headers["x-trace"] for one in server.received] == ["t-1", "t-2"]


@pytest.mark.parametrize(("name", "value"), [("X-Auth-Token", "t"), ("Host", "evil"), ("X-Trace", "a\r\nb: c")])
def test_headers_of_hooks_are_checked(open_door: OpenDoor, server: Loopback, name: str, value: str) -> None:
    class Evil(Hook):
        def before(self, attempt: Attempt) -> None:
            attempt.headers[name] = value

    with pytest.raises(errors.InvalidArgument):
        open_door(hooks=[Evil()]).send(GET)
    assert server.received == []


def test_what_a_hook_raises_ends_the_call(open_door: OpenDoor, server: Loopback) -> None:
    class Broken(Hook):
        def after(self, attempt: Attempt) -> None:
            raise RuntimeError("a bug of the user")

    server.answer(Answer(503))
    with pytest.raises(RuntimeError, match="a bug of the user"):
        open_door(hooks=[Broken()]).send(GET)
    assert len(server.received) == 1


# --- OpenTelemetry -------------------------------------------------------------------------------------------------


def traced() -> tuple[TracerProvider, InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider, exporter


def trace_id(span: ReadableSpan) -> str:
    assert span.context is not None
    return f"{span.context.trace_id:032x}"


def test_spans_of_a_call_that_is_tried_again(open_door: OpenDoor, server: Loopback) -> None:
    provider, exporter = traced()
    server.answer(Answer(503), Answer(200, []))
    door = open_door(hooks=[OpenTelemetry(provider)], clock=FakeClock())
    with provider.get_tracer("user").start_as_current_span("outer"):
        door.send(GET, extra_query={"key": "canary"})
    first, second, outer = exporter.get_finished_spans()
    assert [(one.name, one.kind) for one in (first, second)] == [("ListAllTriggersOfFunction", SpanKind.CLIENT)] * 2
    assert dict(first.attributes or {}) == {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": int(server.url.rpartition(":")[2]),
        "url.full": f"{server.url}/v2/p1/fgs/triggers/urn?key=***",
        "http.response.status_code": 503,
        "error.type": "503",
    }
    assert first.status.status_code is StatusCode.ERROR
    assert second.attributes is not None
    assert second.attributes["http.request.resend_count"] == 1
    assert second.status.status_code is StatusCode.UNSET
    assert {trace_id(one) for one in (first, second)} == {trace_id(outer)}
    parents = [received.headers["traceparent"].split("-") for received in server.received]
    assert [parent[1] for parent in parents] == [trace_id(outer)] * 2
    assert [parent[2] for parent in parents] == [
        f"{one.context.span_id:016x}" for one in (first, second) if one.context
    ]


def test_a_span_of_a_failure(open_door: OpenDoor, server: Loopback) -> None:
    provider, exporter = traced()
    server.behave(lambda received, connection: None)
    with pytest.raises(errors.ConnectionFailed):
        open_door(hooks=[OpenTelemetry(provider)], max_attempts=1).send(GET)
    (span,) = exporter.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes is not None
    assert span.attributes["error.type"] == "ConnectionFailed"


def test_spans_need_no_network() -> None:
    from sample_sdk.functiongraph import FunctionGraph

    provider, exporter = traced()
    fake = Documented(FunctionGraph)
    client = FunctionGraph(
        auth=AkSk("a", "s"), region="eu-de", project_id="p", transport=fake.transport, hooks=[OpenTelemetry(provider)]
    )
    client.list_all_triggers_of_function(function_urn="urn").page()
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    assert span.attributes["server.port"] == 443


def test_without_its_library_spans_are_an_error_that_says_so(sdk_folder: Path) -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
sys.modules["opentelemetry"] = None
from sample_sdk import errors
from sample_sdk.hooks import OpenTelemetry
try:
    OpenTelemetry()
except errors.ConfigurationError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, str(sdk_folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "opentelemetry-api is needed for spans: pip install opentelemetry-api\n"
