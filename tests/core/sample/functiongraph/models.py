"""The structures that FunctionGraph exchanges."""

from __future__ import annotations

from typing import Literal

from .._core import Convertible, JsonObject, Model, field


class AsyncInvokeConfig(Model):
    """How the outcome of a function's asynchronous invocations is handled."""

    func_urn: str | None = field(default=None, min_length=1, max_length=269)
    """URN of the function."""

    max_async_event_age_in_seconds: int | None = field(default=None)
    """How long a message stays valid, in seconds."""

    max_async_retry_attempts: int | None = field(default=None)
    """How often a failed invocation is repeated at most."""

    destination_config: Convertible[FuncAsyncDestinationConfig | None, JsonObject] = field(default=None)
    """Targets for the two outcomes."""

    created_time: str | None = field(default=None)
    """When the settings were made."""

    last_modified: str | None = field(default=None)
    """When the settings last changed."""

    enable_async_status_log: bool | None = field(default=None)
    """Whether the status of invocations is kept."""


class CreateFunctionResponse(Model):
    """The function that was created."""

    func_urn: str | None = field(default=None)
    """URN of the function."""

    func_name: str | None = field(default=None)
    """Name of the function."""

    runtime: Literal["Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"] | str | None = (
        field(default=None, one_of=("Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"))
    )
    """Environment that runs the function."""

    timeout: int | None = field(default=None, ge=3, le=259200)
    """How long one execution may take, in seconds."""

    memory_size: int | None = field(default=None)
    """Memory of the function, in MB."""

    code_size: int | None = field(default=None)
    """Size of the code in bytes."""

    encrypted_user_data: str | None = field(default=None, secret=True)
    """Encrypted settings that the function reads."""

    func_vpc: Convertible[FuncVpc | None, JsonObject] = field(default=None)
    """Network that the function is connected to."""

    lts_custom_tag: dict[str, str] | None = field(default=None)
    """Tags that its log entries carry."""


class ErrorBody(Model):
    """What FunctionGraph answers when it refuses a request."""

    error_code: str | None = field(default=None)
    """Code of the error."""

    error_msg: str | None = field(default=None)
    """What went wrong."""


class FuncAsyncDestinationConfig(Model):
    """Where the outcomes of asynchronous invocations go."""

    on_success: Convertible[FuncDestinationConfig | None, JsonObject] = field(default=None)
    """Target where the function succeeded."""

    on_failure: Convertible[FuncDestinationConfig | None, JsonObject] = field(default=None)
    """Target where the function failed."""


class FuncCode(Model):
    """Code of a function."""

    file: str | None = field(default=None)
    """The code, in Base64."""

    link: str | None = field(default=None)
    """Where the code is stored."""


class FuncDestinationConfig(Model):
    """Where one outcome of an asynchronous invocation goes."""

    destination: Literal["OBS", "SMN", "FunctionGraph"] | str | None = field(
        default=None, one_of=("OBS", "SMN", "FunctionGraph")
    )
    """Kind of target."""

    param: str | None = field(default=None)
    """Settings of the target, as JSON text."""


class FuncVpc(Model):
    """Network that a function is connected to."""

    vpc_name: str | None = field(default=None)
    """Name of the VPC."""

    vpc_id: str = field()
    """ID of the VPC."""

    subnet_id: str = field()
    """ID of the subnet."""

    security_groups: list[str] | None = field(default=None)
    """Security groups."""


class KvItem(Model):
    """A tag."""

    key: str | None = field(default=None)
    """Key of the tag."""

    value: str | None = field(default=None)
    """Value of the tag."""


class ListFunctionResult(Model):
    """One function of a list."""

    func_urn: str | None = field(default=None)
    """URN of the function."""

    func_name: str | None = field(default=None)
    """Name of the function."""

    package: str | None = field(default=None)
    """Group of the function."""

    runtime: Literal["Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"] | str | None = (
        field(default=None, one_of=("Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"))
    )
    """Environment that runs the function."""

    timeout: int | None = field(default=None, ge=3, le=259200)
    """How long one execution may take, in seconds."""


class ListFunctionTriggerResult(Model):
    """One trigger of a function."""

    trigger_id: str | None = field(default=None)
    """ID of the trigger."""

    trigger_type_code: str | None = field(default=None)
    """Kind of the trigger."""

    trigger_status: Literal["ACTIVE", "DISABLED"] | str | None = field(default=None, one_of=("ACTIVE", "DISABLED"))
    """Whether the trigger is on."""

    event_data: TriggerEventDataResponseBody | None = field(default=None)
    """What sets the trigger off."""


class ListFunctionsResponse(Model):
    """One page of the functions."""

    functions: list[ListFunctionResult] | None = field(default=None)
    """The functions of this page."""

    next_marker: int | None = field(default=None)
    """Where the next page begins."""

    count: int | None = field(default=None)
    """How many functions there are in all."""


class TriggerEventDataResponseBody(Model):
    """What sets a trigger off."""

    name: str | None = field(default=None)
    """Name of the trigger."""

    schedule_type: Literal["Rate", "Cron"] | str | None = field(default=None, one_of=("Rate", "Cron"))
    """Kind of a timer."""

    schedule: str | None = field(default=None)
    """When a timer goes off."""


class ExecuteFunctionSynchronouslyResponse(Model):
    """The outcome of an execution."""

    request_id: str | None = field(default=None)
    """ID of the request."""

    result: str | None = field(default=None)
    """What the function returned."""

    log: str | None = field(default=None)
    """What the function logged."""

    status: int | None = field(default=None)
    """Status of the execution."""
