"""The operations of FunctionGraph, one class each: method, URI, arguments with their places and rules, responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from .._core import Convertible, JsonObject, PagedRequest, Paging, Request, at
from . import models as m


class ConfigureAsynchronousExecutionNotification(Request[m.AsyncInvokeConfig]):
    """Configure what happens with the outcome of asynchronous invocations of a function."""

    method = "PUT"
    uri = "/v2/{project_id}/fgs/functions/{function_urn}/async-invoke-config"
    responses = {200: m.AsyncInvokeConfig, 400: m.ErrorBody, 404: m.ErrorBody}

    function_urn: str = at.path()
    """URN of the function."""

    max_async_event_age_in_seconds: int | None = at.body(default=None, ge=1, le=86400)
    """How long a message stays valid, in seconds. The service takes 3600 where it is not given."""

    max_async_retry_attempts: int | None = at.body(default=None, ge=0, le=3)
    """How often a failed invocation is repeated at most. The service takes 1 where it is not given."""

    destination_config: Convertible[m.FuncAsyncDestinationConfig | None, JsonObject] = at.body(default=None)
    """Targets for the two outcomes."""

    enable_async_status_log: bool | None = at.body(default=None)
    """Whether the status of invocations is kept."""


class CreateFunction(Request[m.CreateFunctionResponse]):
    """Create a function."""

    method = "POST"
    uri = "/v2/{project_id}/fgs/functions"
    responses = {
        200: m.CreateFunctionResponse,
        400: m.ErrorBody,
        401: m.ErrorBody,
        403: m.ErrorBody,
        404: m.ErrorBody,
        500: m.ErrorBody,
    }

    func_name: str = at.body(min_length=1, max_length=60)
    """Name of the function."""

    package: str = at.body()
    """Group of the function."""

    runtime: Literal["Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"] | str = at.body(
        one_of=("Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http")
    )
    """Environment that runs the function."""

    timeout: int = at.body(ge=3, le=259200)
    """How long one execution may take, in seconds."""

    handler: str = at.body(min_length=3, max_length=128)
    """What is called first."""

    depend_version_list: list[str] | None = at.body(default=None)
    """IDs of the dependency versions."""

    func_vpc: Convertible[m.FuncVpc | None, JsonObject] = at.body(default=None)
    """Network that the function is connected to."""

    memory_size: int = at.body(ge=128, le=4096)
    """Memory of the function, in MB."""

    code_type: Literal["inline", "zip", "obs", "jar", "Custom-Image-Swr"] | str | None = at.body(
        default=None, one_of=("inline", "zip", "obs", "jar", "Custom-Image-Swr")
    )
    """How the code is handed over."""

    encrypted_user_data: str | None = at.body(default=None, secret=True)
    """Settings that the function reads and that are stored encrypted."""

    func_code: Convertible[m.FuncCode | None, JsonObject] = at.body(default=None)
    """The code."""

    type: Literal["v1", "v2"] | str | None = at.body(default=None, one_of=("v1", "v2"))
    """Version of the service. The service takes v2 where it is not given."""


class CreateResourceTags(Request[None]):
    """Create tags of a resource."""

    method = "POST"
    uri = "/v2/{project_id}/{resource_type}/{resource_id}/tags/create"
    responses = {204: None, 400: m.ErrorBody}

    resource_type: str = at.path()
    """Type of the resource."""

    resource_id: str = at.path()
    """ID of the resource."""

    action: Literal["create", "delete"] | str | None = at.body(default=None, one_of=("create", "delete"))
    """What to do with the tags."""

    tags: Convertible[list[m.KvItem] | None, Sequence[m.KvItem | JsonObject]] = at.body(default=None)
    """The tags."""

    sys_tags: Convertible[list[m.KvItem] | None, Sequence[m.KvItem | JsonObject]] = at.body(default=None)
    """The system's tags."""


class DeleteFunctionOrFunctionVersion(Request[None]):
    """Delete a function, or a version of it."""

    method = "DELETE"
    uri = "/v2/{project_id}/fgs/functions/{function_urn}"
    responses = {204: None, 401: m.ErrorBody, 403: m.ErrorBody, 404: m.ErrorBody, 500: m.ErrorBody}

    function_urn: str = at.path()
    """URN of the function, with a version to delete only that one."""


class ExecuteFunctionSynchronously(Request[m.ExecuteFunctionSynchronouslyResponse]):
    """Execute a function and wait for its outcome."""

    method = "POST"
    uri = "/v2/{project_id}/fgs/functions/{function_urn}/invocations"
    responses = {
        200: m.ExecuteFunctionSynchronouslyResponse,
        400: m.ErrorBody,
        401: m.ErrorBody,
        403: m.ErrorBody,
        404: m.ErrorBody,
        500: m.ErrorBody,
        503: m.ErrorBody,
    }

    function_urn: str = at.path()
    """URN of the function."""

    x_cff_log_type: str | None = at.header(default=None, wire="X-Cff-Log-Type")
    """Which logs are returned."""

    x_cff_request_version: Literal["v0", "v1"] | str | None = at.header(
        default=None, wire="X-CFF-Request-Version", one_of=("v0", "v1")
    )
    """Format of the response."""

    body: dict[str, Any] = at.whole_body()
    """What the function is given."""


class ExportFunction(Request[bytes]):
    """Export a function."""

    method = "GET"
    uri = "/v2/{project_id}/fgs/functions/{function_urn}/export"
    responses = {200: bytes, 404: m.ErrorBody, 500: m.ErrorBody}

    function_urn: str = at.path()
    """URN of the function."""

    config: bool | None = at.query(default=None)
    """Whether the configuration is exported. The service takes false where it is not given."""

    code: bool | None = at.query(default=None)
    """Whether the code is exported. The service takes false where it is not given."""

    type: str | None = at.query(default=None)
    """What is exported; not together with `code` or `config`."""


class ListAllTriggersOfFunction(PagedRequest[list[m.ListFunctionTriggerResult], m.ListFunctionTriggerResult]):
    """List all triggers of a function."""

    method = "GET"
    uri = "/v2/{project_id}/fgs/triggers/{function_urn}"
    responses = {200: list[m.ListFunctionTriggerResult], 404: m.ErrorBody}
    paging = Paging()

    function_urn: str = at.path()
    """URN of the function."""


class ListFunctions(PagedRequest[m.ListFunctionsResponse, m.ListFunctionResult]):
    """List the functions of the project."""

    method = "GET"
    uri = "/v2/{project_id}/fgs/functions"
    responses = {200: m.ListFunctionsResponse, 400: m.ErrorBody}
    paging = Paging(
        style="marker", cursor="marker", size="maxitems", items="functions", next="next_marker", total="count"
    )

    marker: str | None = at.query(default=None)
    """Last record of the page before."""

    maxitems: str | None = at.query(default=None)
    """How many functions a page holds at most. The service takes 400 where it is not given."""

    package_name: str | None = at.query(default=None)
    """Group of the functions."""
