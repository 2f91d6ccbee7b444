"""Clients as objects: threads, forks, loops, closing, interruption, and what importing costs."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.auth import Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op
from sample_sdk.hooks import Attempt, Hook

from core.doors import OpenDoor, door_to
from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")


def echo(received: Received, _: object) -> Answer:
    return Answer(200, [{"trigger_id": received.path.rpartition("/")[2]}])


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def echoed(number: int, turn: int, triggers: Any) -> bool:
    """Whether the answer is the one to the request."""
    return [one.trigger_id for one in triggers] == [f"{number}-{turn}"]


def assert_nothing_is_left_open(before: int) -> None:
    """The server's threads may need a moment to see that the client is gone."""
    gc.collect()
    for _ in range(250):
        if open_files() <= before:
            break
        threading.Event().wait(0.02)
    assert open_files() <= before


counts_open_files = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files as Linux does")


@counts_open_files
def test_r12_many_threads_share_a_few_connections(server: Loopback) -> None:
    server.behave(echo)
    before = open_files()
    with door_to("blocking", server.url, max_connections=10) as door:

        def call(number: int) -> bool:
            call = door.client.list_all_triggers_of_function
            return all(echoed(number, turn, call(function_urn=f"{number}-{turn}").page()) for turn in range(50))

        with ThreadPoolExecutor(200) as threads:
            assert all(threads.map(call, range(200)))
    assert len(server.received) == 200 * 50
    assert server.connections <= 500, "more than 95 % of the calls found an open connection"
    assert_nothing_is_left_open(before)


@counts_open_files
def test_r12_many_tasks_share_a_few_connections(server: Loopback) -> None:
    server.behave(echo)
    before = open_files()

    async def run() -> list[bool]:
        async with AsyncFunctionGraph(
            auth=Token("t"), endpoint=server.url, insecure=True, project_id="p", max_connections=10
        ) as client:

            async def call(number: int) -> bool:
                return echoed(number, 0, await client.list_all_triggers_of_function(function_urn=f"{number}-0").page())

            return await asyncio.gather(*(call(number) for number in range(2000)))

    assert asyncio.run(run()) == [True] * 2000
    assert len(server.received) == 2000
    assert server.connections <= 100, "more than 95 % of the calls found an open connection"
    assert_nothing_is_left_open(before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_r13_a_forked_child_makes_its_own_connections(server: Loopback) -> None:
    server.behave(echo)
    with door_to("blocking", server.url) as door:
        door.send(GET)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = 0 if door.send(GET)[0].trigger_id == "urn" else 2
                door.client.close()
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        door.send(GET)
    assert [one.connection for one in server.received] == [1, 2, 1]


def test_r13_closing(open_door: OpenDoor, server: Loopback) -> None:
    server.behave(echo)
    door = open_door()
    door.send(GET)
    door.close = lambda: None  # type: ignore[method-assign]  # the fixture closes once more
    for _ in range(2):
        door._waited(door.client.close)
    with pytest.raises(errors.ClientClosed):
        door.send(GET)
    with pytest.raises(errors.ClientClosed):
        send_with_other_options(door)
    assert len(server.received) == 1
    if door.runner is not None:
        door.runner.close()


@counts_open_files
def test_r13_a_forgotten_client_leaves_nothing_open(server: Loopback) -> None:
    server.behave(echo)
    before = open_files()

    def use() -> None:
        client = FunctionGraph(auth=Token("t"), endpoint=server.url, insecure=True, project_id="p")
        client.send(GET)

    for _ in range(5):
        use()
    assert_nothing_is_left_open(before)


def send_with_other_options(door: Any) -> None:
    other = door.client.with_options(validate="off")
    door._waited(lambda: other.send(GET))


def test_r13_an_asynchronous_client_works_in_one_loop_after_the_other(server: Loopback) -> None:
    server.behave(echo)
    client = AsyncFunctionGraph(auth=Token("t"), endpoint=server.url, insecure=True, project_id="p")

    async def twice() -> None:
        for _ in range(2):
            await client.send(GET)

    asyncio.run(twice())
    asyncio.run(twice())
    assert [one.connection for one in server.received] == [1, 1, 2, 2]


def test_options_of_a_client_can_be_changed_for_some_calls(open_door: OpenDoor, server: Loopback) -> None:
    server.answer(Answer(200, {}))
    door = open_door()
    request = op.CreateFunction(
        func_name="f", package="p", runtime="Python3.9", timeout=1, handler="a.b", memory_size=128
    )
    with pytest.raises(errors.ValidationError):
        door.send(request)
    other = door.client.with_options(validate="off", project_id="other", timeout=None)
    door._waited(lambda: other.send(request))
    with pytest.raises(errors.ValidationError):
        door.send(request)
    assert [one.path for one in server.received] == ["/v2/other/fgs/functions"]
    with pytest.raises(errors.InvalidArgument):
        door.client.with_options(timeout=0)


def test_r34_cancelled_calls_leave_no_half_read_connection(server: Loopback) -> None:
    waiting = threading.Event()

    def answer(received: Received, _: object) -> Answer:
        if "slow" in received.path:
            waiting.set()
            server.stopping.wait(0.5)
        return echo(received, None)

    server.behave(answer)

    async def run() -> list[Any]:
        async with AsyncFunctionGraph(
            auth=Token("t"), endpoint=server.url, insecure=True, project_id="p", max_connections=1
        ) as client:
            task = asyncio.create_task(client.send(op.ListAllTriggersOfFunction(function_urn="slow")))
            await asyncio.to_thread(waiting.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await client.send(GET)

    assert asyncio.run(run())[0].trigger_id == "urn"
    assert [one.path.rpartition("/")[2] for one in server.received] == [
        "slow",
        "urn",
    ], "a cancelled call is not tried again"


def test_r34_an_interrupt_is_not_swallowed(server: Loopback) -> None:
    class Interrupt(Hook):
        def after(self, attempt: Attempt) -> None:
            raise KeyboardInterrupt

    server.answer(Answer(503))
    with door_to("blocking", server.url, hooks=[Interrupt()]) as door, pytest.raises(KeyboardInterrupt):
        door.send(GET)
    assert len(server.received) == 1


def test_r36_importing_a_service_does_nothing_but_import(sdk_folder: Path) -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
import threading, logging
before = set(logging.root.manager.loggerDict)
seen = []
def audit(event, arguments):
    if event.split(".")[0] in ("socket", "subprocess", "os", "shutil", "tempfile", "urllib", "http") and event != "os.listdir" and event != "os.scandir":
        seen.append(event)
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc")) and "sample_sdk" in str(arguments[0]):
        seen.append((event, arguments[0]))
sys.addaudithook(audit)
from sample_sdk.functiongraph import FunctionGraph, AsyncFunctionGraph, models, operations, validators
from sample_sdk import auth, errors
assert seen == [], seen
assert threading.active_count() == 1
assert not {"httpx2", "httpx", "anyio", "ssl", "yaml", "sample_sdk.testing"} & set(sys.modules), "imported too early"
assert not logging.root.handlers
"""
    subprocess.run([sys.executable, "-I", "-c", program, str(sdk_folder)], check=True, timeout=60)


def test_r36_importing_the_package_imports_nothing_else(sdk_folder: Path) -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
import sample_sdk
loaded = {name for name in sys.modules if name.startswith("sample_sdk")}
assert loaded == {"sample_sdk", "sample_sdk._core", "sample_sdk._core.lazy"}, loaded
import sample_sdk.functiongraph
assert "sample_sdk.functiongraph.client" not in sys.modules
offered = {name for name in dir(sample_sdk.functiongraph) if not name.startswith("__")}
assert offered == {"FunctionGraph", "AsyncFunctionGraph", "client", "models", "operations", "validators"}, offered
sample_sdk.functiongraph.FunctionGraph
assert not {"dataclasses", "inspect", "copy"} & set(sys.modules), "they would double the price of the import"
try:
    sample_sdk.functiongraph.FunctionGrap
except AttributeError as error:
    assert "FunctionGrap" in str(error)
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-I", "-c", program, str(sdk_folder)], check=True, timeout=60)


def test_plain_httpx_is_a_substitute(sdk_folder: Path) -> None:
    """httpx has the interface of httpx2, which here plays its part under the older name."""
    program = """
import sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
sys.path.append(sys.argv[2])
import httpx2
sys.modules["httpx"] = httpx2
sys.modules["httpx2"] = None
from sample_sdk.functiongraph import FunctionGraph
from sample_sdk.testing import Documented
fake = Documented(FunctionGraph)
assert fake.client.list_functions().first().func_name == "test"
"""
    site = str(Path(__import__("httpx2").__file__).parent.parent)
    subprocess.run([sys.executable, "-I", "-c", program, str(sdk_folder), site], check=True, timeout=60)
