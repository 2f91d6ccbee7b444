"""Both strict type checkers accept the core, the sample service and the code of users, and refuse wrong arguments."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.assembly import assemble

GOOD = """
from __future__ import annotations

from typing import Literal, Unpack, assert_type

from otc import NULL, errors, replace
from otc._core import Client, JobRequest, OptionsWithoutTimeout, PagedRequest, Progress, R, Request, StatefulRequest, at
from otc._core.calling import Reply
from otc.auth import AkSk, Password, Token
from otc.functiongraph import AsyncFunctionGraph, FunctionGraph
from otc.functiongraph import models as m
from otc.functiongraph import operations as op
from otc.functiongraph import validators
from otc.hooks import Attempt, Hook, OpenTelemetry
from otc.testing import Documented


class ShowJob(JobRequest[m.AsyncInvokeConfig]):
    method = "GET"
    uri = "/v1/jobs/{job_id}"
    responses = {200: m.AsyncInvokeConfig}
    progress = Progress(field="status", until=("SUCCESS",), unless=("FAIL",))

    job_id: str = at.path()


class ShowServer(StatefulRequest[m.FuncVpc, Literal["active", "shutoff"]]):
    method = "GET"
    uri = "/v1/servers/{server_id}"
    responses = {200: m.FuncVpc}
    progress = Progress(field="status", until=("ACTIVE", "SHUTOFF"), unless=("ERROR",))

    server_id: str = at.path()


class ShowBucket(Request[None]):
    method = "HEAD"
    uri = "/"
    responses = {200: None}

    bucket: str = at.host()


class Servers(Client):
    def wait_until_active(
        self,
        request: StatefulRequest[R, Literal["active"]],
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R:
        return self.wait_until(request, "active", timeout=timeout, **options)

    def wait_until_deleted(self, request: StatefulRequest[R, Literal["deleted"]]) -> R:
        return self.wait_until(request, "deleted")


class Timing(Hook):
    def after(self, attempt: Attempt) -> None:
        print(attempt.operation, attempt.seconds)


def use(urn: str) -> None:
    fg = FunctionGraph(cloud="otc-prod", hooks=[Timing(), OpenTelemetry()])
    fg = FunctionGraph(auth=AkSk.from_env(), region="eu-de", project_id="0c4f")
    fg = FunctionGraph(auth=Token("MIIF"), endpoint="https://functiongraph.eu-nl.otc.t-systems.com", timeout=5)
    config = fg.configure_asynchronous_execution_notification(
        function_urn=urn,
        max_async_event_age_in_seconds=10,
        destination_config=m.FuncAsyncDestinationConfig(
            on_failure=m.FuncDestinationConfig(destination="SMN", param="x"),
        ),
        extra_body={"not_documented_yet": True},
        timeout=None,
    )
    assert_type(config, m.AsyncInvokeConfig)
    assert_type(config.func_urn, str | None)
    assert_type(config.max_async_retry_attempts, int | None)
    assert_type(replace(config, func_urn="x"), m.AsyncInvokeConfig)
    config.func_urn = NULL
    plain = fg.configure_asynchronous_execution_notification(
        function_urn=urn, destination_config={"on_failure": {"destination": "SMN", "param": "x"}}
    )
    assert_type(plain, m.AsyncInvokeConfig)
    asked = op.ConfigureAsynchronousExecutionNotification(
        function_urn=urn, destination_config=m.FuncAsyncDestinationConfig(on_failure={"destination": "SMN"})
    )
    assert_type(asked.destination_config, m.FuncAsyncDestinationConfig | None)
    asked.destination_config = {"on_failure": None}
    request = op.ConfigureAsynchronousExecutionNotification(function_urn=urn)
    assert_type(fg.send(request), m.AsyncInvokeConfig)
    assert_type(fg.exchange(request), Reply[m.AsyncInvokeConfig])
    assert_type(fg.send(op.DeleteFunctionOrFunctionVersion(function_urn=urn)), None)
    assert_type(fg.export_function(function_urn=urn), bytes)
    for trigger in fg.list_all_triggers_of_function(function_urn=urn):
        assert_type(trigger.trigger_id, str | None)
    assert_type(fg.list_all_triggers_of_function(function_urn=urn).page(), list[m.ListFunctionTriggerResult])
    for function in fg.list_functions(package_name="default"):
        assert_type(function, m.ListFunctionResult)
    for page in fg.list_functions().pages():
        assert_type(page, m.ListFunctionsResponse)
    assert_type(fg.list_functions().first(), m.ListFunctionResult | None)
    assert_type(fg.list_functions().all(limit=3), list[m.ListFunctionResult])
    assert_type(list(fg.list_functions()), list[m.ListFunctionResult])
    assert_type(fg.list_functions().total() + len(fg.list_functions()), int)
    pages = fg.list_functions().pages()
    assert_type(next(pages), m.ListFunctionsResponse)
    assert_type(pages.rest, PagedRequest[m.ListFunctionsResponse, m.ListFunctionResult] | None)
    if pages.rest:
        assert_type(fg.paginate(pages.rest).first(), m.ListFunctionResult | None)
    assert_type(fg.wait(ShowJob(job_id="j"), timeout=60), m.AsyncInvokeConfig)
    assert_type(fg.wait(op.ExportFunction(function_urn=urn), field="state", until="done"), bytes)
    try:
        assert_type(fg.wait_until(ShowServer(server_id="s"), "active", timeout=None, validate="off"), m.FuncVpc)
        fg.wait_until_gone(ShowServer(server_id="s"), timeout=3, extra_headers={"x-trace": "7"})
    except errors.WaitError as error:
        print(error.answer, error.state)
    servers = Servers(cloud="otc-prod")
    assert_type(servers.wait_until_active(ShowServer(server_id="s"), timeout=60, project_id="p"), m.FuncVpc)
    assert_type(fg.with_options(timeout=3), FunctionGraph)
    try:
        fg.create_function(
            func_name="f", package="default", runtime="Python3.9", timeout=3, handler="a.b", memory_size=128
        )
    except errors.ValidationError as error:
        for violation in error.violations:
            print(violation.path, violation.rule, violation.message, violation.source)
    except errors.NotFound as error:
        print(error.status, error.code, error.message, error.request_id)
    for violation in validators.check_create_function({"func_name": "f"}):
        print(violation)
    with FunctionGraph(auth=Password("u", "p", domain_name="d")) as other, other.stream(op.ExportFunction(function_urn=urn)) as pieces:
        for piece in pieces:
            assert_type(piece, bytes)
    assert_type(Documented(FunctionGraph).client, FunctionGraph)


async def use_asynchronously(urn: str) -> None:
    async with AsyncFunctionGraph(cloud="otc-prod") as fg:
        assert_type(await fg.export_function(function_urn=urn), bytes)
        assert_type(await fg.send(op.ExportFunction(function_urn=urn)), bytes)
        async for function in fg.list_functions(package_name="default"):
            assert_type(function, m.ListFunctionResult)
        async for page in fg.list_functions().pages():
            assert_type(page, m.ListFunctionsResponse)
        assert_type(await fg.list_functions().first(), m.ListFunctionResult | None)
        assert_type(await fg.list_functions().all(3), list[m.ListFunctionResult])
        assert_type(await fg.list_functions().total(), int)
        async for trigger in fg.list_all_triggers_of_function(function_urn=urn):
            assert_type(trigger.trigger_id, str | None)
        assert_type(await anext(fg.list_functions().pages()), m.ListFunctionsResponse)
        assert_type(await fg.wait(ShowJob(job_id="j")), m.AsyncInvokeConfig)
        assert_type(await fg.wait_until(ShowServer(server_id="s"), "active"), m.FuncVpc)
"""

BAD = [
    "op.ConfigureAsynchronousExecutionNotification()",
    "op.ConfigureAsynchronousExecutionNotification(function_urn=1)",
    "op.ConfigureAsynchronousExecutionNotification(function_urn='u', max_async_event_age=1)",
    "op.ConfigureAsynchronousExecutionNotification('u')",
    "m.FuncVpc(vpc_id='v')",
    "m.FuncVpc(vpc_id='v', subnet_id='s', security_groups='g')",
    "m.FuncDestinationConfig(destination=7)",
    "m.FuncAsyncDestinationConfig(on_failure=7)",
    "fg.configure_asynchronous_execution_notification(function_urn='u', destination_config=['SMN'])",
    "m.AsyncInvokeConfig().max_async",
    "fg.export_function()",
    "fg.export_function(function_urn='u', codes=True)",
    "fg.export_function(function_urn='u', timeout='5')",
    "fg.export_function(function_urn='u', validate='sometimes')",
    "fg.create_function(func_name='f', package='p', runtime='r', timeout=None, handler='a.b', memory_size=1)",
    "FunctionGraph(regoin='eu-de')",
    "fg.wait(op.ExportFunction(function_urn='u'))",
    "fg.wait(op.ExportFunction(function_urn='u'), field='f', until='x', timeout='3')",
    "fg.wait_until(op.ExportFunction(function_urn='u'), 'active')",
    "Servers(cloud='c').wait_until_deleted(ShowServer(server_id='s'))",
    "ShowBucket()",
    "FunctionGraph(auth='token')",
    "functiongraph.FunctionGrap",
]
BAD_HEAD = """
from __future__ import annotations

from otc import functiongraph
from otc.functiongraph import FunctionGraph
from otc.functiongraph import models as m
from otc.functiongraph import operations as op

from good import Servers, ShowBucket, ShowServer


def bad(fg: FunctionGraph) -> None:
"""
FIRST_BAD_LINE = BAD_HEAD.count("\n") + 1


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types")
    assemble(folder, "otc")
    (folder / "good.py").write_text(GOOD)
    (folder / "bad.py").write_text(BAD_HEAD + "\n".join(f"    {line}" for line in BAD) + "\n")
    settings = {"include": ["otc", "good.py", "bad.py"], "typeCheckingMode": "strict", "reportUnusedExpression": False}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def bad_lines() -> set[int]:
    return set(range(FIRST_BAD_LINE, FIRST_BAD_LINE + len(BAD)))


@pytest.mark.parametrize("version", ["3.11", "3.14"])
def test_mypy_strict(project: Path, version: str) -> None:
    pytest.importorskip("mypy")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-version",
        version,
        "--no-error-summary",
        "--hide-error-context",
        "--cache-dir",
        str(project / "cache"),
    ]
    done = subprocess.run(
        [*command, "otc", "good.py", "bad.py"], cwd=project, capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert [line for line in told if not line.startswith("bad.py")] == []
    assert {int(line.split(":")[1]) for line in told} == bad_lines(), done.stdout


@pytest.mark.parametrize("checker", ["pyright", "basedpyright"])
def test_pyright_strict(project: Path, checker: str) -> None:
    program = shutil.which(
        checker, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    )
    if program is None:
        pytest.skip(f"{checker} is not installed")
    done = subprocess.run(
        [program, "--outputjson", "--pythonpath", sys.executable],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip().startswith("{"):
        pytest.skip(f"{checker} does not run here")
    told = [one for one in json.loads(done.stdout)["generalDiagnostics"] if one["severity"] == "error"]
    assert [one for one in told if not one["file"].endswith("bad.py")] == []
    assert {one["range"]["start"]["line"] + 1 for one in told} == bad_lines(), [one["message"] for one in told]
