"""The fake that answers with the documented examples."""

from __future__ import annotations

import asyncio

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
    assert client.list_all_triggers_of_function(function_urn="urn")[0].trigger_id == "9a14fae1"
    assert client.export_function(function_urn="urn") == b""
    client.delete_function_or_function_version(function_urn="urn")
    client.create_resource_tags(resource_type="functions", resource_id="r", tags=[m.KvItem(key="k")])
    assert [function.func_name for function in client.list_functions(maxitems="5")] == ["test", "test"]
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
        fake.client.create_resource_tags(resource_type="t", resource_id="r", action="remove")
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
