"""The fake that answers with the documented examples."""

from __future__ import annotations

import asyncio
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import models as m
from sample_sdk.functiongraph import operations as op
from sample_sdk.testing import Documented


def test_every_operation_answers_as_its_pages_show() -> None:
    fake = Documented(FunctionGraph)
    client = fake.client
    config = client.configure_asynchronous_execution_notification(function_urn="urn:a/b", max_async_retry_attempts=2)
    assert config.max_async_event_age_in_seconds == 60
    assert [one.trigger_id for one in client.list_all_triggers_of_function(function_urn="urn")] == ["9a14fae1"]
    assert client.export_function(function_urn="urn") == b""
    client.delete_function_or_function_version(function_urn="urn")
    client.create_resource_tags(resource_type="functions", resource_id="r", tags=[m.KvItem(key="k")])
    assert [function.func_name for function in client.list_functions(maxitems="5")] == ["test"]
    assert [call.operation for call in fake.calls[:5]] == [
        op.ConfigureAsynchronousExecutionNotification,
        op.ListAllTriggersOfFunction,
        op.ExportFunction,
        op.DeleteFunctionOrFunctionVersion,
        op.CreateResourceTags,
    ]
    assert fake.calls[0].path == {"project_id": "project", "function_urn": "urn:a/b"}
    assert fake.calls[0].body == {"max_async_retry_attempts": 2}
    assert fake.calls[5].query == {"maxitems": "5"}
    assert fake.calls[0].headers["x-auth-token"]


def test_answers_can_be_said() -> None:
    fake = Documented(FunctionGraph)
    fake.answers[op.ExportFunction] = 200, b"zip"
    assert fake.client.export_function(function_urn="urn", code=True) == b"zip"
    fake.answers[op.ExportFunction] = 404, {"error_code": "FSS.1051", "error_msg": "not there"}
    with pytest.raises(errors.NotFound, match=r"FSS\.1051: not there"):
        fake.client.export_function(function_urn="urn")


def test_requests_are_checked_as_ever() -> None:
    fake = Documented(FunctionGraph)
    with pytest.raises(errors.ValidationError):
        fake.client.create_resource_tags(resource_type="t", resource_id="r", action="creat")
    assert fake.calls == []


def test_the_asynchronous_client_has_the_same_fake() -> None:
    fake = Documented(AsyncFunctionGraph)

    async def run() -> m.ExecuteFunctionSynchronouslyResponse:
        return await fake.client.execute_function_synchronously(function_urn="urn", body={"k": "v"})

    assert asyncio.run(run()).status == 200
    assert fake.calls[0].body == {"k": "v"}


def test_other_paths_are_no_operations() -> None:
    import httpx2

    fake = Documented(FunctionGraph)
    with httpx2.Client(transport=fake.transport) as client, pytest.raises(errors.ConfigurationError, match="GET /v9"):
        client.get("https://functiongraph.eu-de.otc.t-systems.com/v9")


ACTIONS = """
from typing import Any
from sample_sdk._core import Client, Request, Service, at

class Restart(Request[Any]):
    method = "POST"
    uri = "/v2/servers/{server}/action"
    responses = {200: Any}
    server: str = at.path()
    reboot: Any = at.body()

class Start(Request[dict[str, Any]]):
    method = "POST"
    uri = "/v2/servers/{server}/action"
    responses = {200: dict[str, Any]}
    server: str = at.path()
    start: Any = at.body(wire="os-start")
"""
CLIENT = """
from sample_sdk._core import Client, Service

class Servers(Client):
    service = Service(name="servers", hosts=("servers",), catalog_types=())
"""
EXAMPLES = {
    "Restart": {"requests": [], "responses": [{"status": 200, "body": ["restarted"]}]},
    "Start": {
        "requests": [],
        "responses": [{"status": 200, "body": ["a list"]}, {"status": 200, "body": {"started": 1}}],
    },
}


@pytest.fixture
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A service whose operations are told apart by their bodies alone."""
    package = tmp_path / "servers_sdk"
    package.mkdir()
    for name, content in {"__init__.py": "", "operations.py": ACTIONS, "client.py": CLIENT}.items():
        (package / name).write_text(content)
    (package / "examples.json").write_text(json.dumps(EXAMPLES))
    monkeypatch.syspath_prepend(tmp_path)
    return import_module("servers_sdk.client"), import_module("servers_sdk.operations")


def test_operations_of_one_method_and_path_are_told_apart(servers: Any) -> None:
    module, actions = servers
    fake = Documented(module.Servers)
    assert fake.client.send(actions.Start(server="s", start={})) == {"started": 1}, "a list does not fit"
    assert fake.client.send(actions.Restart(server="s", reboot={})) == ["restarted"]
    assert [call.operation for call in fake.calls] == [actions.Start, actions.Restart]
