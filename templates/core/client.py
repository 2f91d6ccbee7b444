"""The clients as users see them. What carries out their calls is imported when the first one is made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Self, TypeVar, Unpack, overload

from .options import (
    CallOptions,
    ChangedOptions,
    ClientOptions,
    OptionsWithoutTimeout,
    check_call_options,
    check_options,
)
from .paging import AsyncPager, Pager
from .request import JobRequest, PagedRequest, Request, StatefulRequest
from .service import Service

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from .calling import Reply
    from .driver import AsyncDriver, Driver

R = TypeVar("R")
P = TypeVar("P")
I = TypeVar("I")  # noqa: E741
D = TypeVar("D", bound="Driver | AsyncDriver")


class _Door(Generic[D]):
    """What both clients have in common."""

    service: ClassVar[Service]

    _driver: D

    def __repr__(self) -> str:
        driver: D | None = getattr(self, "_driver", None)
        if driver is None:
            # A traceback may show a client that could not be made.
            return f"<{type(self).__name__} not made>"
        settings = driver.settings
        return f"<{type(self).__name__} {settings.endpoint or settings.region or 'region not known'}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a client holds credentials and connections and cannot be pickled")


class Client(_Door["Driver"]):
    """The blocking client of a service; any number of threads may use it.

    `transport` is an httpx2 transport to use instead of the network, as `httpx2.MockTransport`; the other settings are those of `ClientOptions`.
    Nothing is sent before the first call.
    """

    def __init__(self, *, transport: httpx2.BaseTransport | None = None, **options: Unpack[ClientOptions]) -> None:
        from .driver import Driver

        check_options(type(self).__name__, options, ClientOptions)
        self._driver = Driver.start(self.service, options, transport)
        self._driver.settings.credentials.check_service(self.service)

    def send(self, request: Request[R], **options: Unpack[CallOptions]) -> R:
        """Send a request and give what its operation answers."""
        return self._driver.exchange(self.service, request, options).value

    def exchange(self, request: Request[R], **options: Unpack[CallOptions]) -> Reply[R]:
        """Send a request and give the answer with its status, headers and request ID."""
        return self._driver.exchange(self.service, request, options)

    def paginate(self, request: PagedRequest[P, I], **options: Unpack[CallOptions]) -> Pager[P, I]:
        """Give the items of a list; nothing is sent before they are read."""
        check_call_options(request, options)
        return Pager(self, request, options)

    def stream(
        self, request: Request[bytes] | Request[bytes | None], **options: Unpack[CallOptions]
    ) -> AbstractContextManager[Iterator[bytes]]:
        """Send a request and give its answer piece by piece, of whatever size. Without `timeout`, it may take any time while data come."""
        return self._driver.stream(self.service, request, options)

    def download(
        self, request: Request[bytes] | Request[bytes | None], path: str | Path, **options: Unpack[CallOptions]
    ) -> None:
        """Send a request and write its answer to a file, which is there only when it is whole. Names that the service gives are not used."""
        from .files import written_file

        with self.stream(request, **options) as pieces, written_file(path) as write:
            for piece in pieces:
                write(piece)

    @overload
    def wait(
        self,
        request: JobRequest[R],
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R: ...

    @overload
    def wait(
        self,
        request: Request[R],
        *,
        field: str,
        until: str | Collection[str],
        unless: str | Collection[str] = (),
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R: ...

    def wait(
        self,
        request: Request[R],
        *,
        field: str = "",
        until: str | Collection[str] = (),
        unless: str | Collection[str] = (),
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R:
        """Send a request again and again until `field`, a dotted path of wire names in its answer, is one of `until`;
        gives that answer.

        Where the pages document the states of a job, its request is enough. Calls, pauses and logins end with the
        `timeout`, in seconds; None waits for ever. A service that fails in between is forgiven for some minutes.

        Raises:
            ValidationError: No documented answer has the field, or a state is a slip of a documented one; nothing was
                sent.
            WaitFailed: The state is one of `unless`.
            WaitTimeout: `timeout` seconds are over.
        """
        from .goals import goal_of

        check_options("wait", options, OptionsWithoutTimeout)
        goal = goal_of(request, field, until, unless)
        return self._driver.wait(self.service, request, goal, options, timeout)

    def wait_until(
        self,
        request: StatefulRequest[R, Any],
        state: str,
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R:
        """Send a request again and again until its answer tells a documented state; gives that answer.

        Neither case nor punctuation of the state counts. The service's client has a method for each:
        `wait_until_active` is this with `"active"`. Otherwise as `wait`.

        Raises:
            ConfigurationError: The pages document no such state; nothing was sent.
            WaitFailed: The state is a documented one of failure.
            WaitTimeout: `timeout` seconds are over.
        """
        from .goals import named_goal

        check_options("wait_until", options, OptionsWithoutTimeout)
        return self._driver.wait(self.service, request, named_goal(request, state), options, timeout)

    def wait_until_gone(
        self,
        request: Request[Any],
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> None:
        """Send a request again and again until what it asks for is not found.

        Raises:
            WaitTimeout: `timeout` seconds are over.
        """
        check_options("wait_until_gone", options, OptionsWithoutTimeout)
        self._driver.wait_until_gone(self.service, request, options, timeout)

    def with_options(self, **options: Unpack[ChangedOptions]) -> Self:
        """Give a client with other settings for its calls. It shares the connections of this one and is closed with it."""
        from .calling import refuse_scope

        check_options("with_options", options, ChangedOptions)
        refuse_scope(self.service.signature, options)
        other = type(self).__new__(type(self))
        other._driver = self._driver.changed(options)
        return other

    def close(self) -> None:
        """Close the connections; may be called again."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Door["AsyncDriver"]):
    """The asynchronous client of a service, for asyncio and trio.

    `transport` is an httpx2 transport to use instead of the network, as `httpx2.MockTransport`; the other settings are those of `ClientOptions`.
    Nothing is sent before the first call.
    """

    def __init__(self, *, transport: httpx2.AsyncBaseTransport | None = None, **options: Unpack[ClientOptions]) -> None:
        from .driver import AsyncDriver

        check_options(type(self).__name__, options, ClientOptions)
        self._driver = AsyncDriver.start(self.service, options, transport)
        self._driver.settings.credentials.check_service(self.service)

    async def send(self, request: Request[R], **options: Unpack[CallOptions]) -> R:
        """Send a request and give what its operation answers."""
        return (await self._driver.exchange(self.service, request, options)).value

    async def exchange(self, request: Request[R], **options: Unpack[CallOptions]) -> Reply[R]:
        """Send a request and give the answer with its status, headers and request ID."""
        return await self._driver.exchange(self.service, request, options)

    def paginate(self, request: PagedRequest[P, I], **options: Unpack[CallOptions]) -> AsyncPager[P, I]:
        """Give the items of a list; nothing is sent before they are read."""
        check_call_options(request, options)
        return AsyncPager(self, request, options)

    def stream(
        self, request: Request[bytes] | Request[bytes | None], **options: Unpack[CallOptions]
    ) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Send a request and give its answer piece by piece, of whatever size. Without `timeout`, it may take any time while data come."""
        return self._driver.stream(self.service, request, options)

    async def download(
        self, request: Request[bytes] | Request[bytes | None], path: str | Path, **options: Unpack[CallOptions]
    ) -> None:
        """Send a request and write its answer to a file, which is there only when it is whole. Names that the service gives are not used."""
        from .files import written_file

        async with self.stream(request, **options) as pieces:
            with written_file(path) as write:
                async for piece in pieces:
                    write(piece)

    @overload
    async def wait(
        self,
        request: JobRequest[R],
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R: ...

    @overload
    async def wait(
        self,
        request: Request[R],
        *,
        field: str,
        until: str | Collection[str],
        unless: str | Collection[str] = (),
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R: ...

    async def wait(
        self,
        request: Request[R],
        *,
        field: str = "",
        until: str | Collection[str] = (),
        unless: str | Collection[str] = (),
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R:
        """Send a request again and again until `field`, a dotted path of wire names in its answer, is one of `until`;
        gives that answer.

        Where the pages document the states of a job, its request is enough. Calls, pauses and logins end with the
        `timeout`, in seconds; None waits for ever. A service that fails in between is forgiven for some minutes.

        Raises:
            ValidationError: No documented answer has the field, or a state is a slip of a documented one; nothing was
                sent.
            WaitFailed: The state is one of `unless`.
            WaitTimeout: `timeout` seconds are over.
        """
        from .goals import goal_of

        check_options("wait", options, OptionsWithoutTimeout)
        goal = goal_of(request, field, until, unless)
        return await self._driver.wait(self.service, request, goal, options, timeout)

    async def wait_until(
        self,
        request: StatefulRequest[R, Any],
        state: str,
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> R:
        """Send a request again and again until its answer tells a documented state; gives that answer.

        Neither case nor punctuation of the state counts. The service's client has a method for each:
        `wait_until_active` is this with `"active"`. Otherwise as `wait`.

        Raises:
            ConfigurationError: The pages document no such state; nothing was sent.
            WaitFailed: The state is a documented one of failure.
            WaitTimeout: `timeout` seconds are over.
        """
        from .goals import named_goal

        check_options("wait_until", options, OptionsWithoutTimeout)
        return await self._driver.wait(self.service, request, named_goal(request, state), options, timeout)

    async def wait_until_gone(
        self,
        request: Request[Any],
        *,
        timeout: float | None = 1800.0,
        **options: Unpack[OptionsWithoutTimeout],
    ) -> None:
        """Send a request again and again until what it asks for is not found.

        Raises:
            WaitTimeout: `timeout` seconds are over.
        """
        check_options("wait_until_gone", options, OptionsWithoutTimeout)
        await self._driver.wait_until_gone(self.service, request, options, timeout)

    def with_options(self, **options: Unpack[ChangedOptions]) -> Self:
        """Give a client with other settings for its calls. It shares the connections of this one and is closed with it."""
        from .calling import refuse_scope

        check_options("with_options", options, ChangedOptions)
        refuse_scope(self.service.signature, options)
        other = type(self).__new__(type(self))
        other._driver = self._driver.changed(options)
        return other

    async def close(self) -> None:
        """Close the connections; may be called again."""
        await self._driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
