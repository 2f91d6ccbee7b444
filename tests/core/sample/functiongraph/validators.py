"""The documented rules of FunctionGraph on plain dicts and JSON, for those who want no client.

Every function takes the JSON body as `payload`; the parameters outside the body are checked where their mapping (by wire name) is given.
It returns all violations at once, an empty tuple where there are none, and raises nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from .._core import Violation, check
from . import operations as op


def check_configure_asynchronous_execution_notification(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `PUT /v2/{project_id}/fgs/functions/{function_urn}/async-invoke-config`."""
    return check(op.ConfigureAsynchronousExecutionNotification, payload, path=path, query=query, header=header)


def check_create_function(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `POST /v2/{project_id}/fgs/functions`."""
    return check(op.CreateFunction, payload, path=path, query=query, header=header)


def check_create_resource_tags(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `POST /v2/{project_id}/{resource_type}/{resource_id}/tags/create`."""
    return check(op.CreateResourceTags, payload, path=path, query=query, header=header)


def check_delete_function_or_function_version(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `DELETE /v2/{project_id}/fgs/functions/{function_urn}`."""
    return check(op.DeleteFunctionOrFunctionVersion, payload, path=path, query=query, header=header)


def check_execute_function_synchronously(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `POST /v2/{project_id}/fgs/functions/{function_urn}/invocations`."""
    return check(op.ExecuteFunctionSynchronously, payload, path=path, query=query, header=header)


def check_export_function(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `GET /v2/{project_id}/fgs/functions/{function_urn}/export`."""
    return check(op.ExportFunction, payload, path=path, query=query, header=header)


def check_list_all_triggers_of_function(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `GET /v2/{project_id}/fgs/triggers/{function_urn}`."""
    return check(op.ListAllTriggersOfFunction, payload, path=path, query=query, header=header)


def check_list_functions(
    payload: object = None,
    *,
    path: Mapping[str, object] | None = None,
    query: Mapping[str, object] | None = None,
    header: Mapping[str, object] | None = None,
) -> tuple[Violation, ...]:
    """Check a request of `GET /v2/{project_id}/fgs/functions`."""
    return check(op.ListFunctions, payload, path=path, query=query, header=header)
