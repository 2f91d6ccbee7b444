"""Carries out the conversations of clients, one step after the other: blocking, and asynchronous."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .calling import Reply, Settings, converse, reply, whole
from .configuring import changed, connections, settings_of
from .conversation import Alone, Conversation, Discard, Exchange, Pause, Step, Work
from .errors import ClientClosed
from .grants import LoginState
from .locks import ForkSafeLock
from .option_types import check_client_options, check_transport
from .options import CallOptions, ChangedOptions, ClientOptions, OptionsWithoutTimeout
from .request import Request
from .service import Service
from .timing import another_login
from .trust import Trust

if TYPE_CHECKING:
    import httpx2
    from anyio import Lock

    from .goals import Goal
    from .transport import AsyncTransport, Transport

R = TypeVar("R")
T = TypeVar("T")

# --- blocking ------------------------------------------------------------------------------------------------------


class Line:
    """The connections of a client and of those made from it; they, and the HTTP library, are there from the first call on."""

    def __init__(self, options: ClientOptions, trust: Trust, fake: httpx2.BaseTransport | None) -> None:
        self._options = options
        self._trust = trust
        self._fake = fake
        self._lock = ForkSafeLock()
        self._transport: Transport | None = None
        self._closed = False

    def transport(self) -> Transport:
        """Give the connections; raises `ClientClosed` after `close`."""
        with self._lock.held():
            if self._closed:
                raise ClientClosed("the client is closed")
            if self._transport is None:
                from .transport import Transport

                self._transport = Transport(connections(self._options, self._trust), self._fake)
            return self._transport

    def close(self) -> None:
        with self._lock.held():
            self._closed = True
            if self._transport is not None:
                self._transport.close()


class Branch:
    """The connections of another client, as one that was made from it uses them: closing it closes nothing of the
    other.
    """

    def __init__(self, line: Line | Branch) -> None:
        self._line = line
        self._closed = False

    def transport(self) -> Transport:
        """Return the connections; raises `ClientClosed` after `close` of this client or of the one that it was made
        from.
        """
        if self._closed:
            raise ClientClosed("the client is closed")
        return self._line.transport()

    def close(self) -> None:
        self._closed = True


class Driver:
    """Carries out conversations in the calling thread."""

    def __init__(self, settings: Settings, line: Line | Branch) -> None:
        self.settings = settings
        self._line = line

    @classmethod
    def start(cls, service: Service, options: ClientOptions, fake: httpx2.BaseTransport | None) -> Self:
        """Make the driver of a new client."""
        check_client_options(options)
        check_transport(fake, "handle_request", "the blocking client")
        settings = settings_of(service, options)
        return cls(settings, Line(options, settings.trust, fake))

    def changed(self, changes: ChangedOptions) -> Driver:
        """Make a driver with other settings on the same connections."""
        return Driver(changed(self.settings, changes), Branch(self._line))

    def exchange(self, service: Service, request: Request[R], options: CallOptions) -> Reply[R]:
        """Send a request and read its answer."""
        return reply(request, whole(self._run(converse(self.settings, service, request, options))))

    @contextmanager
    def stream(self, service: Service, request: Request[Any], options: CallOptions) -> Generator[Iterator[bytes]]:
        """Send a request and give the pieces of its answer."""
        success = self._run(converse(self.settings, service, request, options, stream=True))
        incoming: Any = success.answer
        try:
            yield incoming.pieces(None)
        finally:
            incoming.close()

    def wait(
        self, service: Service, request: Request[R], goal: Goal, options: OptionsWithoutTimeout, timeout: float | None
    ) -> R:
        """Send a request until its answer tells what is waited for."""
        from .waiting import waiting

        return self._run(waiting(self.settings, service, request, goal, options, timeout))

    def wait_until_gone(
        self, service: Service, request: Request[Any], options: OptionsWithoutTimeout, timeout: float | None
    ) -> None:
        """Send a request until what it asks for is not found."""
        from .waiting import waiting_for_absence

        self._run(waiting_for_absence(self.settings, service, request, options, timeout))

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _run(self, conversation: Conversation[T]) -> T:
        """Carry out the steps of a conversation until it gives its result."""
        # Lists, that are empty while the conversation goes on: no traceback that shows variables shows what was got.
        outcomes: list[object] = [None]
        failures: list[Exception] = []
        while True:
            try:
                step = conversation.throw(failures.pop()) if failures else conversation.send(outcomes.pop())
            except StopIteration as end:
                result: T = end.value
                return result
            try:
                outcomes.append(self._perform(step))
            except Exception as error:
                failures.append(error)

    def _perform(self, step: Step) -> object:
        match step:
            case Exchange(call, limits, stream):
                incoming = self._line.transport().open(call, limits)
                return incoming if stream and 200 <= incoming.status < 300 else incoming.answer()
            case Pause(seconds):
                self.settings.clock.sleep(seconds)
                return None
            case Discard(reading):
                reading.close()
                return None
            case Work(function):
                return function()
            case Alone(state, conversation, limits):
                with state.lock.held(limits.left(sent=False)) as held:
                    if not held:
                        raise another_login(limits)
                    return self._run(conversation())


# --- asynchronous --------------------------------------------------------------------------------------------------


class AsyncLine:
    """The connections of a client and of those made from it; they, and the HTTP library, are there from the first call on."""

    def __init__(self, options: ClientOptions, trust: Trust, fake: httpx2.AsyncBaseTransport | None) -> None:
        self._options = options
        self._trust = trust
        self._fake = fake
        self._transport: AsyncTransport | None = None
        self._closed = False

    def transport(self) -> AsyncTransport:
        """Give the connections; raises `ClientClosed` after `close`."""
        if self._closed:
            raise ClientClosed("the client is closed")
        if self._transport is None:
            from .transport import AsyncTransport

            self._transport = AsyncTransport(connections(self._options, self._trust), self._fake)
        return self._transport

    async def close(self) -> None:
        self._closed = True
        if self._transport is not None:
            await self._transport.close()


class AsyncBranch:
    """The connections of another client, as one that was made from it uses them: closing it closes nothing of the
    other.
    """

    def __init__(self, line: AsyncLine | AsyncBranch) -> None:
        self._line = line
        self._closed = False

    def transport(self) -> AsyncTransport:
        """Return the connections; raises `ClientClosed` after `close` of this client or of the one that it was made
        from.
        """
        if self._closed:
            raise ClientClosed("the client is closed")
        return self._line.transport()

    async def close(self) -> None:
        self._closed = True


class AsyncDriver:
    """Carries out conversations in the running event loop."""

    def __init__(self, settings: Settings, line: AsyncLine | AsyncBranch) -> None:
        self.settings = settings
        self._line = line

    @classmethod
    def start(cls, service: Service, options: ClientOptions, fake: httpx2.AsyncBaseTransport | None) -> Self:
        """Make the driver of a new client."""
        check_client_options(options)
        check_transport(fake, "handle_async_request", "the asynchronous client")
        settings = settings_of(service, options)
        return cls(settings, AsyncLine(options, settings.trust, fake))

    def changed(self, changes: ChangedOptions) -> AsyncDriver:
        """Make a driver with other settings on the same connections."""
        return AsyncDriver(changed(self.settings, changes), AsyncBranch(self._line))

    async def exchange(self, service: Service, request: Request[R], options: CallOptions) -> Reply[R]:
        """Send a request and read its answer."""
        return reply(request, whole(await self._run(converse(self.settings, service, request, options))))

    @asynccontextmanager
    async def stream(
        self, service: Service, request: Request[Any], options: CallOptions
    ) -> AsyncGenerator[AsyncIterator[bytes]]:
        """Send a request and give the pieces of its answer."""
        success = await self._run(converse(self.settings, service, request, options, stream=True))
        incoming: Any = success.answer
        try:
            yield incoming.pieces(None)
        finally:
            await incoming.aclose()

    async def wait(
        self, service: Service, request: Request[R], goal: Goal, options: OptionsWithoutTimeout, timeout: float | None
    ) -> R:
        """Send a request until its answer tells what is waited for."""
        from .waiting import waiting

        return await self._run(waiting(self.settings, service, request, goal, options, timeout))

    async def wait_until_gone(
        self, service: Service, request: Request[Any], options: OptionsWithoutTimeout, timeout: float | None
    ) -> None:
        """Send a request until what it asks for is not found."""
        from .waiting import waiting_for_absence

        await self._run(waiting_for_absence(self.settings, service, request, options, timeout))

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _run(self, conversation: Conversation[T]) -> T:
        """Carry out the steps of a conversation until it gives its result."""
        # Lists, that are empty while the conversation goes on: no traceback that shows variables shows what was got.
        outcomes: list[object] = [None]
        failures: list[Exception] = []
        while True:
            try:
                step = conversation.throw(failures.pop()) if failures else conversation.send(outcomes.pop())
            except StopIteration as end:
                result: T = end.value
                return result
            try:
                outcomes.append(await self._perform(step))
            except Exception as error:
                failures.append(error)

    async def _perform(self, step: Step) -> object:
        import anyio

        match step:
            case Exchange(call, limits, stream):
                incoming = await self._line.transport().open(call, limits)
                return incoming if stream and 200 <= incoming.status < 300 else await incoming.answer()
            case Pause(seconds):
                await self.settings.clock.sleep_async(seconds)
                return None
            case Discard(reading):
                await reading.aclose()
                return None
            case Work(function):
                return await anyio.to_thread.run_sync(function)
            case Alone(state, conversation, limits):
                mine = False
                with anyio.move_on_after(limits.left(sent=False)):
                    async with _loop_lock(state):
                        mine = True
                        return await self._run(conversation())
                raise limits.over(f"{limits.operation}: login", sent=False) if mine else another_login(limits)


def _loop_lock(state: LoginState) -> Lock:
    """Give the lock of a login in the running event loop; locks do not reach from one loop into another."""
    import anyio
    from anyio.lowlevel import RunVar

    if state.loop_lock is None:
        state.loop_lock = RunVar("login")
    try:
        return state.loop_lock.get()
    except LookupError:
        lock = anyio.Lock()
        state.loop_lock.set(lock)
        return lock
