"""Waits and lists on the fake that answers with the documented examples."""

from __future__ import annotations

import asyncio
import json
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as functions
from sample_sdk.testing import Documented

OPERATIONS = """
from typing import Any, Literal
from sample_sdk._core import JobRequest, Model, PagedRequest, Paging, Progress, Request, StatefulRequest, at, field

class Server(Model):
    id: str | None = field(default=None)
    status: Literal["ACTIVE", "BUILD", "SHUTOFF", "ERROR"] | str | None = field(default=None)

class Body(Model):
    server: Server | None = field(default=None)

class Job(Model):
    status: str | None = field(default=None)

class Page(Model):
    servers: list[Server] | None = field(default=None)
    count: int | None = field(default=None)

class ShowServer(StatefulRequest[Body, Literal["active", "shutoff"]]):
    method = "GET"
    uri = "/v1/servers/{server}"
    responses = {200: Body}
    progress = Progress(field="server.status", until=("ACTIVE", "SHUTOFF"), unless=("ERROR",))
    server: str = at.path()

class ShowUnseen(StatefulRequest[Body, Literal["active"]]):
    method = "GET"
    uri = "/v1/unseen/{server}"
    responses = {200: Body}
    progress = Progress(field="server.status", until=("ACTIVE",), unless=())
    server: str = at.path()

class ShowJob(JobRequest[Job]):
    method = "GET"
    uri = "/v1/jobs/{job}"
    responses = {200: Job}
    progress = Progress(field="status", until=("DONE", "SKIPPED"), unless=("FAIL",))
    job: str = at.path()

class ListByMarker(PagedRequest[Page, Server]):
    method = "GET"
    uri = "/v1/servers"
    responses = {200: Page}
    paging = Paging(style="marker", cursor="marker", size="limit", items="servers")
    marker: str | None = at.query(default=None)
    limit: int | None = at.query(default=None)

class ListByOffset(PagedRequest[Page, Server]):
    method = "GET"
    uri = "/v1/offset/servers"
    responses = {200: Page}
    paging = Paging(style="offset", cursor="offset", size="limit", items="servers", total="count")
    offset: int | None = at.query(default=None)
    limit: int | None = at.query(default=None)

class ListByPage(PagedRequest[Page, Server]):
    method = "GET"
    uri = "/v1/page/servers"
    responses = {200: Page}
    paging = Paging(style="page", cursor="page", size="limit", items="servers", start=1)
    page: int | None = at.query(default=None)
    limit: int | None = at.query(default=None)
"""
CLIENT = """
from sample_sdk._core import AsyncClient, Client, Service

SERVICE = Service(name="servers", hosts=("servers",), catalog_types=())

class Servers(Client):
    service = SERVICE

class AsyncServers(AsyncClient):
    service = SERVICE
"""
SERVERS = {"servers": [{"id": "s-1", "status": "ACTIVE"}, {"id": "s-2", "status": "ERROR"}], "count": 7}
EXAMPLES = {
    "ShowServer": {
        "requests": [],
        "responses": [{"status": 200, "body": {"server": {"id": "s-1", "status": "BUILD"}}}],
    },
    "ShowJob": {"requests": [], "responses": [{"status": 200, "body": {"status": "FAIL"}}]},
    **{
        name: {"requests": [], "responses": [{"status": 200, "body": SERVERS}]}
        for name in ("ListByMarker", "ListByOffset", "ListByPage")
    },
}


class Fake:
    """The fake of the service below, with a client of either kind."""

    def __init__(self, kind: str) -> None:
        module = import_module("waiting_sdk.client")
        self.op: Any = import_module("waiting_sdk.operations")
        self.documented: Any = Documented(module.Servers if kind == "blocking" else module.AsyncServers)
        self._is_blocking = kind == "blocking"

    def call(self, name: str, *arguments: Any, **options: Any) -> Any:
        outcome = getattr(self.documented.client, name)(*arguments, **options)

        async def waited() -> Any:
            return await outcome

        return outcome if self._is_blocking else asyncio.run(waited())

    def items(self, request: Any) -> list[Any]:
        pager = self.documented.client.paginate(request)

        async def collect() -> list[Any]:
            return [item async for item in pager]

        return list(pager) if self._is_blocking else asyncio.run(collect())


@pytest.fixture(params=["blocking", "asynchronous"])
def fake(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    package = tmp_path / "waiting_sdk"
    package.mkdir()
    for name, content in {"__init__.py": "", "operations.py": OPERATIONS, "client.py": CLIENT}.items():
        (package / name).write_text(content)
    (package / "examples.json").write_text(json.dumps(EXAMPLES))
    monkeypatch.syspath_prepend(tmp_path)
    return Fake(request.param)


@pytest.mark.parametrize("state", ["active", "shutoff"])
def test_r74_the_fake_tells_the_state_that_is_waited_for(fake: Fake, state: str) -> None:
    body = fake.call("wait_until", fake.op.ShowServer(server="s"), state)
    assert (body.server.status, body.server.id) == (state.upper(), "s-1"), "all else is as documented"
    assert len(fake.documented.calls) == 1
    assert fake.call("send", fake.op.ShowServer(server="s")).server.status == "BUILD", "nobody waits"


def test_r74_the_fake_ends_every_wait(fake: Fake) -> None:
    show = fake.op.ShowServer(server="s")
    assert fake.call("wait", fake.op.ShowJob(job="j")).status == "DONE"
    assert fake.call("wait", show, field="server.status", until={"SHUTOFF"}).server.status == "SHUTOFF"
    assert fake.call("wait", show, field="server.id", until="s-9").server.id == "s-9"
    assert fake.call("wait_until", fake.op.ShowUnseen(server="s"), "active").server.status == "ACTIVE", "no example"
    fake.call("wait_until_gone", show)
    assert len(fake.documented.calls) == 5


def test_r74_a_wait_on_the_fake_ends_as_the_answers_say(fake: Fake) -> None:
    show, answers = fake.op.ShowServer(server="s"), fake.documented.answers
    told = [(200, {"server": {"status": state}}) for state in ("BUILD", "BUILD", "ACTIVE")]
    answers[fake.op.ShowServer] = told
    assert fake.call("wait_until", show, "active").server.status == "ACTIVE"
    assert len(fake.documented.calls) == 3
    assert fake.call("wait_until", show, "active").server.status == "ACTIVE", "the last answer stays"
    answers[fake.op.ShowServer] = [(200, {"server": {"status": "BUILD"}}), (200, {"server": {"status": "ERROR"}})]
    with pytest.raises(errors.WaitFailed):
        fake.call("wait_until", show, "active")
    answers[fake.op.ShowServer] = [told[0], (404, {})]
    fake.call("wait_until_gone", show)
    assert len(told) == 3, "the lists of others stay as they are"


def test_r74_a_wait_on_the_fake_that_never_ends_takes_no_time(fake: Fake) -> None:
    fake.documented.answers[fake.op.ShowServer] = 200, {"server": {"status": "BUILD"}}
    begun = time.monotonic()
    with pytest.raises(errors.WaitTimeout, match=r"server\.status is 'BUILD' after 1800 seconds"):
        fake.call("wait_until", fake.op.ShowServer(server="s"), "active")
    with pytest.raises(errors.WaitTimeout, match="it is still there after 1800 seconds"):
        fake.call("wait_until_gone", fake.op.ShowServer(server="s"))
    assert time.monotonic() - begun < 300
    assert len(fake.documented.calls) > 100


@pytest.mark.parametrize("name", ["ListByMarker", "ListByOffset", "ListByPage"])
def test_r74_lists_on_the_fake_end_with_the_documented_records(fake: Fake, name: str) -> None:
    found = fake.items(getattr(fake.op, name)())
    assert [(server.id, server.status) for server in found] == [("s-1", "ACTIVE"), ("s-2", "ERROR")]


def test_r74_retries_on_the_fake_take_no_time() -> None:
    fake = Documented(FunctionGraph)
    fake.answers[functions.ExportFunction] = [(503, {}), (503, {}), (200, b"zip")]
    assert fake.client.export_function(function_urn="urn") == b"zip"
    assert len(fake.calls) == 3


def test_r74_other_tasks_have_their_turn_while_one_waits_on_the_fake() -> None:
    fake = Documented(AsyncFunctionGraph)
    fake.answers[functions.ExportFunction] = 200, b""

    async def run() -> None:
        async with asyncio.timeout(60):
            wait = asyncio.ensure_future(
                fake.client.wait_until_gone(functions.ExportFunction(function_urn="urn"), timeout=None)
            )
            while len(fake.calls) < 3:
                await asyncio.sleep(0)
            wait.cancel()
            with pytest.raises(asyncio.CancelledError):
                await wait

    asyncio.run(run())
