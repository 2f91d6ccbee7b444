"""The clients of FunctionGraph: a typed door to every operation, blocking and asynchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Unpack

from .._core import AsyncClient, AsyncPager, CallOptions, Client, JsonObject, OptionsWithoutTimeout, Pager, Service
from . import models as m
from . import operations as op

SERVICE = Service(name="functiongraph", hosts=("functiongraph",), catalog_types=("functiongraph",))


class FunctionGraph(Client):
    """The client of FunctionGraph."""

    service = SERVICE

    def configure_asynchronous_execution_notification(
        self,
        *,
        function_urn: str,
        max_async_event_age_in_seconds: int | None = None,
        max_async_retry_attempts: int | None = None,
        destination_config: m.FuncAsyncDestinationConfig | JsonObject | None = None,
        enable_async_status_log: bool | None = None,
        **options: Unpack[CallOptions],
    ) -> m.AsyncInvokeConfig:
        """Configure what happens with the outcome of asynchronous invocations of a function.

        PUT /v2/{project_id}/fgs/functions/{function_urn}/async-invoke-config (configuring_asynchronous_execution_notification.rst)

        Args:
            function_urn: URN of the function.
            max_async_event_age_in_seconds: How long a message stays valid, in seconds. The service takes 3600 where it is not given. From 1 to 86400.
            max_async_retry_attempts: How often a failed invocation is repeated at most. The service takes 1 where it is not given. From 0 to 3.
            destination_config: Targets for the two outcomes.
            enable_async_status_log: Whether the status of invocations is kept.
            options: Settings of this call alone.

        Returns:
            The settings as they are now.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            NotFound: Status 404.
        """
        return self.send(
            op.ConfigureAsynchronousExecutionNotification(
                function_urn=function_urn,
                max_async_event_age_in_seconds=max_async_event_age_in_seconds,
                max_async_retry_attempts=max_async_retry_attempts,
                destination_config=destination_config,
                enable_async_status_log=enable_async_status_log,
            ),
            **options,
        )

    def create_function(
        self,
        *,
        func_name: str,
        package: str,
        runtime: Literal["Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"] | str,
        timeout: int,
        handler: str,
        memory_size: int,
        depend_version_list: list[str] | None = None,
        func_vpc: m.FuncVpc | JsonObject | None = None,
        code_type: Literal["inline", "zip", "obs", "jar", "Custom-Image-Swr"] | str | None = None,
        encrypted_user_data: str | None = None,
        func_code: m.FuncCode | JsonObject | None = None,
        type: Literal["v1", "v2"] | str | None = None,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> m.CreateFunctionResponse:
        """Create a function.

        POST /v2/{project_id}/fgs/functions (creating_a_function.rst)

        Args:
            func_name: Name of the function. 1 to 60 characters.
            package: Group of the function.
            runtime: Environment that runs the function. One of `Java8`, `Java11`, `Node.js18.15`, `Python3.9`, `Python3.10`, `Custom`, `http`.
            timeout: How long one execution may take, in seconds. From 3 to 259200.
            handler: What is called first. 3 to 128 characters.
            memory_size: Memory of the function, in MB. From 128 to 4096.
            depend_version_list: IDs of the dependency versions.
            func_vpc: Network that the function is connected to.
            code_type: How the code is handed over. One of `inline`, `zip`, `obs`, `jar`, `Custom-Image-Swr`.
            encrypted_user_data: Settings that the function reads and that are stored encrypted.
            func_code: The code.
            type: Version of the service. The service takes v2 where it is not given. One of `v1`, `v2`.
            options: Settings of this call alone.

        Returns:
            The function that was created.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        return self.send(
            op.CreateFunction(
                func_name=func_name,
                package=package,
                runtime=runtime,
                timeout=timeout,
                handler=handler,
                memory_size=memory_size,
                depend_version_list=depend_version_list,
                func_vpc=func_vpc,
                code_type=code_type,
                encrypted_user_data=encrypted_user_data,
                func_code=func_code,
                type=type,
            ),
            **options,
        )

    def create_resource_tags(
        self,
        *,
        resource_type: str,
        resource_id: str,
        action: Literal["create", "delete"] | str | None = None,
        tags: Sequence[m.KvItem | JsonObject] | None = None,
        sys_tags: Sequence[m.KvItem | JsonObject] | None = None,
        **options: Unpack[CallOptions],
    ) -> None:
        """Create tags of a resource.

        POST /v2/{project_id}/{resource_type}/{resource_id}/tags/create (creating_resource_tags.rst)

        Args:
            resource_type: Type of the resource.
            resource_id: ID of the resource.
            action: What to do with the tags. One of `create`, `delete`.
            tags: The tags.
            sys_tags: The system's tags.
            options: Settings of this call alone.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
        """
        self.send(
            op.CreateResourceTags(
                resource_type=resource_type,
                resource_id=resource_id,
                action=action,
                tags=tags,
                sys_tags=sys_tags,
            ),
            **options,
        )

    def delete_function_or_function_version(
        self,
        *,
        function_urn: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a function, or a version of it.

        DELETE /v2/{project_id}/fgs/functions/{function_urn} (deleting_a_function_or_function_version.rst)

        Args:
            function_urn: URN of the function, with a version to delete only that one.
            options: Settings of this call alone.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        self.send(
            op.DeleteFunctionOrFunctionVersion(
                function_urn=function_urn,
            ),
            **options,
        )

    def execute_function_synchronously(
        self,
        *,
        function_urn: str,
        body: dict[str, Any],
        x_cff_log_type: str | None = None,
        x_cff_request_version: Literal["v0", "v1"] | str | None = None,
        **options: Unpack[CallOptions],
    ) -> m.ExecuteFunctionSynchronouslyResponse:
        """Execute a function and wait for its outcome.

        POST /v2/{project_id}/fgs/functions/{function_urn}/invocations (executing_a_function_synchronously.rst)

        Args:
            function_urn: URN of the function.
            body: What the function is given.
            x_cff_log_type: Which logs are returned.
            x_cff_request_version: Format of the response. One of `v0`, `v1`.
            options: Settings of this call alone.

        Returns:
            The outcome of the execution.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500 or 503.
        """
        return self.send(
            op.ExecuteFunctionSynchronously(
                function_urn=function_urn,
                body=body,
                x_cff_log_type=x_cff_log_type,
                x_cff_request_version=x_cff_request_version,
            ),
            **options,
        )

    def export_function(
        self,
        *,
        function_urn: str,
        config: bool | None = None,
        code: bool | None = None,
        type: str | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Export a function.

        GET /v2/{project_id}/fgs/functions/{function_urn}/export (exporting_a_function.rst)

        Args:
            function_urn: URN of the function.
            config: Whether the configuration is exported. The service takes false where it is not given.
            code: Whether the code is exported. The service takes false where it is not given.
            type: What is exported; not together with `code` or `config`.
            options: Settings of this call alone.

        Returns:
            The archive.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        return self.send(
            op.ExportFunction(
                function_urn=function_urn,
                config=config,
                code=code,
                type=type,
            ),
            **options,
        )

    def list_all_triggers_of_function(
        self,
        *,
        function_urn: str,
        **options: Unpack[CallOptions],
    ) -> Pager[list[m.ListFunctionTriggerResult], m.ListFunctionTriggerResult]:
        """List all triggers of a function.

        GET /v2/{project_id}/fgs/triggers/{function_urn} (querying_all_triggers_of_a_function.rst)

        Args:
            function_urn: URN of the function.
            options: Settings of this call alone.

        Returns:
            The records of the list; nothing is sent before they are read.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            NotFound: Status 404.
        """
        return self.paginate(
            op.ListAllTriggersOfFunction(
                function_urn=function_urn,
            ),
            **options,
        )

    def list_functions(
        self,
        *,
        marker: str | None = None,
        maxitems: str | None = None,
        package_name: str | None = None,
        **options: Unpack[CallOptions],
    ) -> Pager[m.ListFunctionsResponse, m.ListFunctionResult]:
        """List the functions of the project.

        GET /v2/{project_id}/fgs/functions (querying_functions.rst)

        Args:
            marker: Last record of the page before.
            maxitems: How many functions a page holds at most. The service takes 400 where it is not given.
            package_name: Group of the functions.
            options: Settings of this call alone.

        Returns:
            The functions; further pages are fetched as they are needed.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
        """
        return self.paginate(
            op.ListFunctions(
                marker=marker,
                maxitems=maxitems,
                package_name=package_name,
            ),
            **options,
        )


class AsyncFunctionGraph(AsyncClient):
    """The asynchronous client of FunctionGraph."""

    service = SERVICE

    async def configure_asynchronous_execution_notification(
        self,
        *,
        function_urn: str,
        max_async_event_age_in_seconds: int | None = None,
        max_async_retry_attempts: int | None = None,
        destination_config: m.FuncAsyncDestinationConfig | JsonObject | None = None,
        enable_async_status_log: bool | None = None,
        **options: Unpack[CallOptions],
    ) -> m.AsyncInvokeConfig:
        """Configure what happens with the outcome of asynchronous invocations of a function.

        PUT /v2/{project_id}/fgs/functions/{function_urn}/async-invoke-config (configuring_asynchronous_execution_notification.rst)

        Args:
            function_urn: URN of the function.
            max_async_event_age_in_seconds: How long a message stays valid, in seconds. The service takes 3600 where it is not given. From 1 to 86400.
            max_async_retry_attempts: How often a failed invocation is repeated at most. The service takes 1 where it is not given. From 0 to 3.
            destination_config: Targets for the two outcomes.
            enable_async_status_log: Whether the status of invocations is kept.
            options: Settings of this call alone.

        Returns:
            The settings as they are now.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            NotFound: Status 404.
        """
        return await self.send(
            op.ConfigureAsynchronousExecutionNotification(
                function_urn=function_urn,
                max_async_event_age_in_seconds=max_async_event_age_in_seconds,
                max_async_retry_attempts=max_async_retry_attempts,
                destination_config=destination_config,
                enable_async_status_log=enable_async_status_log,
            ),
            **options,
        )

    async def create_function(
        self,
        *,
        func_name: str,
        package: str,
        runtime: Literal["Java8", "Java11", "Node.js18.15", "Python3.9", "Python3.10", "Custom", "http"] | str,
        timeout: int,
        handler: str,
        memory_size: int,
        depend_version_list: list[str] | None = None,
        func_vpc: m.FuncVpc | JsonObject | None = None,
        code_type: Literal["inline", "zip", "obs", "jar", "Custom-Image-Swr"] | str | None = None,
        encrypted_user_data: str | None = None,
        func_code: m.FuncCode | JsonObject | None = None,
        type: Literal["v1", "v2"] | str | None = None,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> m.CreateFunctionResponse:
        """Create a function.

        POST /v2/{project_id}/fgs/functions (creating_a_function.rst)

        Args:
            func_name: Name of the function. 1 to 60 characters.
            package: Group of the function.
            runtime: Environment that runs the function. One of `Java8`, `Java11`, `Node.js18.15`, `Python3.9`, `Python3.10`, `Custom`, `http`.
            timeout: How long one execution may take, in seconds. From 3 to 259200.
            handler: What is called first. 3 to 128 characters.
            memory_size: Memory of the function, in MB. From 128 to 4096.
            depend_version_list: IDs of the dependency versions.
            func_vpc: Network that the function is connected to.
            code_type: How the code is handed over. One of `inline`, `zip`, `obs`, `jar`, `Custom-Image-Swr`.
            encrypted_user_data: Settings that the function reads and that are stored encrypted.
            func_code: The code.
            type: Version of the service. The service takes v2 where it is not given. One of `v1`, `v2`.
            options: Settings of this call alone.

        Returns:
            The function that was created.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        return await self.send(
            op.CreateFunction(
                func_name=func_name,
                package=package,
                runtime=runtime,
                timeout=timeout,
                handler=handler,
                memory_size=memory_size,
                depend_version_list=depend_version_list,
                func_vpc=func_vpc,
                code_type=code_type,
                encrypted_user_data=encrypted_user_data,
                func_code=func_code,
                type=type,
            ),
            **options,
        )

    async def create_resource_tags(
        self,
        *,
        resource_type: str,
        resource_id: str,
        action: Literal["create", "delete"] | str | None = None,
        tags: Sequence[m.KvItem | JsonObject] | None = None,
        sys_tags: Sequence[m.KvItem | JsonObject] | None = None,
        **options: Unpack[CallOptions],
    ) -> None:
        """Create tags of a resource.

        POST /v2/{project_id}/{resource_type}/{resource_id}/tags/create (creating_resource_tags.rst)

        Args:
            resource_type: Type of the resource.
            resource_id: ID of the resource.
            action: What to do with the tags. One of `create`, `delete`.
            tags: The tags.
            sys_tags: The system's tags.
            options: Settings of this call alone.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
        """
        await self.send(
            op.CreateResourceTags(
                resource_type=resource_type,
                resource_id=resource_id,
                action=action,
                tags=tags,
                sys_tags=sys_tags,
            ),
            **options,
        )

    async def delete_function_or_function_version(
        self,
        *,
        function_urn: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a function, or a version of it.

        DELETE /v2/{project_id}/fgs/functions/{function_urn} (deleting_a_function_or_function_version.rst)

        Args:
            function_urn: URN of the function, with a version to delete only that one.
            options: Settings of this call alone.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        await self.send(
            op.DeleteFunctionOrFunctionVersion(
                function_urn=function_urn,
            ),
            **options,
        )

    async def execute_function_synchronously(
        self,
        *,
        function_urn: str,
        body: dict[str, Any],
        x_cff_log_type: str | None = None,
        x_cff_request_version: Literal["v0", "v1"] | str | None = None,
        **options: Unpack[CallOptions],
    ) -> m.ExecuteFunctionSynchronouslyResponse:
        """Execute a function and wait for its outcome.

        POST /v2/{project_id}/fgs/functions/{function_urn}/invocations (executing_a_function_synchronously.rst)

        Args:
            function_urn: URN of the function.
            body: What the function is given.
            x_cff_log_type: Which logs are returned.
            x_cff_request_version: Format of the response. One of `v0`, `v1`.
            options: Settings of this call alone.

        Returns:
            The outcome of the execution.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
            Unauthorized: Status 401.
            Forbidden: Status 403.
            NotFound: Status 404.
            ServerError: Status 500 or 503.
        """
        return await self.send(
            op.ExecuteFunctionSynchronously(
                function_urn=function_urn,
                body=body,
                x_cff_log_type=x_cff_log_type,
                x_cff_request_version=x_cff_request_version,
            ),
            **options,
        )

    async def export_function(
        self,
        *,
        function_urn: str,
        config: bool | None = None,
        code: bool | None = None,
        type: str | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Export a function.

        GET /v2/{project_id}/fgs/functions/{function_urn}/export (exporting_a_function.rst)

        Args:
            function_urn: URN of the function.
            config: Whether the configuration is exported. The service takes false where it is not given.
            code: Whether the code is exported. The service takes false where it is not given.
            type: What is exported; not together with `code` or `config`.
            options: Settings of this call alone.

        Returns:
            The archive.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            NotFound: Status 404.
            ServerError: Status 500.
        """
        return await self.send(
            op.ExportFunction(
                function_urn=function_urn,
                config=config,
                code=code,
                type=type,
            ),
            **options,
        )

    def list_all_triggers_of_function(
        self,
        *,
        function_urn: str,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[list[m.ListFunctionTriggerResult], m.ListFunctionTriggerResult]:
        """List all triggers of a function.

        GET /v2/{project_id}/fgs/triggers/{function_urn} (querying_all_triggers_of_a_function.rst)

        Args:
            function_urn: URN of the function.
            options: Settings of this call alone.

        Returns:
            The records of the list; nothing is sent before they are read.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            NotFound: Status 404.
        """
        return self.paginate(
            op.ListAllTriggersOfFunction(
                function_urn=function_urn,
            ),
            **options,
        )

    def list_functions(
        self,
        *,
        marker: str | None = None,
        maxitems: str | None = None,
        package_name: str | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[m.ListFunctionsResponse, m.ListFunctionResult]:
        """List the functions of the project.

        GET /v2/{project_id}/fgs/functions (querying_functions.rst)

        Args:
            marker: Last record of the page before.
            maxitems: How many functions a page holds at most. The service takes 400 where it is not given.
            package_name: Group of the functions.
            options: Settings of this call alone.

        Returns:
            The functions; further pages are fetched as they are needed.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
            BadRequest: Status 400.
        """
        return self.paginate(
            op.ListFunctions(
                marker=marker,
                maxitems=maxitems,
                package_name=package_name,
            ),
            **options,
        )
