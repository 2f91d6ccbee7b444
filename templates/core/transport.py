"""Carries calls over httpx2 (or httpx): connections, time limits, size limits. It is imported at the first call."""

from __future__ import annotations

import os
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from functools import cache, partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeVar

from .deadlines import deadline_of, mind_deadlines
from .decoding import ACCEPTED, Decoder
from .errors import (
    ConfigurationError,
    InvalidArgument,
    RequestTimeout,
    ResponseError,
    ResponseTooLarge,
    TransportError,
    UploadFailed,
)
from .failures import PROXY_REFUSES, failure_of, proxy_of, proxy_refusal, where_of
from .http_library import GOAL, OPERATION, RESOURCE, httpx
from .locks import ForkSafeLock
from .nodes import most_values
from .quiet import quiet
from .redaction import Headers
from .sending import Streamed, outgoing, outgoing_async
from .timing import Limits
from .trust import system_authorities
from .wire import Answer, Call

C = TypeVar("C")

_GRACE = 0.05
"""Seconds after which an asynchronous call is ended from outside, where the library's own limits did not end it."""


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """How connections are made. `verify` None trusts the authorities of the system, `proxy` None takes the environment's."""

    verify: ssl.SSLContext | None
    proxy: str | None = field(repr=False)
    max_connections: int

    def headers(self) -> dict[str, str]:
        agent = f"{__name__.partition('.')[0]} {httpx.__name__}/{httpx.__version__}"
        return {"user-agent": agent, "accept-encoding": ACCEPTED}

    def limits(self) -> httpx.Limits:
        return httpx.Limits(max_connections=self.max_connections, max_keepalive_connections=self.max_connections)


@cache
def _usual_authorities() -> ssl.SSLContext:
    """To read them takes long, so that all clients share them."""
    return system_authorities()


def _no_cookies() -> CookieJar:
    """One caller's cookies are never sent with another's request."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


def _made(make: Callable[[], C]) -> C:
    """Make connections; say what of the proxies cannot be, since the library's error shows the URL with its password."""
    try:
        return make()
    except ConfigurationError:  # a ValueError, which says itself what is wrong: authorities that are not there
        raise
    except ImportError:
        problem = "one with socks needs a library of its own: pip install socksio"
    except (ValueError, httpx.InvalidURL):
        problem = "in proxy=, HTTPS_PROXY and HTTP_PROXY, URLs with http, https, socks5 and socks5h are known"
    raise ConfigurationError(f"proxy: {problem}")


def _timeout(limits: Limits) -> httpx.Timeout:
    left = limits.left(sent=False)
    if left is None:
        return httpx.Timeout(limits.read, connect=limits.connect, pool=None)
    read = left if limits.read is None else min(limits.read, left)
    return httpx.Timeout(read, connect=min(limits.connect, left), pool=left)


def _announced_size(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _sent(client: httpx.Client, call: Call, limits: Limits) -> httpx.Response:
    """Send a call; what is read for it is closed when it is sent."""
    if not isinstance(call.content, Streamed):
        return client.send(client.build_request(content=call.content, **_details(call, limits)), stream=True)
    if call.content.only_asynchronous:
        raise InvalidArgument(f"{call.operation}: an asynchronous stream needs the asynchronous client")
    with closing(outgoing(call.content, where_of(call))) as pieces:
        return client.send(client.build_request(content=pieces, **_details(call, limits)), stream=True)


async def _sent_async(client: httpx.AsyncClient, call: Call, limits: Limits) -> httpx.Response:
    """Send a call; what is read for it is closed when it is sent."""
    if not isinstance(call.content, Streamed):
        return await client.send(client.build_request(content=call.content, **_details(call, limits)), stream=True)
    async with aclosing(await outgoing_async(call.content, where_of(call))) as pieces:
        return await client.send(client.build_request(content=pieces, **_details(call, limits)), stream=True)


def _details(call: Call, limits: Limits) -> Any:
    """Return what both clients are told of a call beside its content."""
    return {
        "method": call.method,
        "url": call.url,
        "headers": call.headers,
        "timeout": _timeout(limits),
        "extensions": {OPERATION: call.operation, RESOURCE: call.resource, GOAL: call.goal},
    }


def _next(pieces: Iterator[bytes], limits: Limits) -> bytes | None:
    with quiet(), deadline_of(limits):
        return next(pieces, None)


async def _async_next(pieces: AsyncIterator[bytes], limits: Limits) -> bytes | None:
    from anyio import move_on_after  # comes with the HTTP library

    # The library's own limit is for each read alone, and single bytes would keep the caller for ever.
    with quiet(), move_on_after(limits.left()):
        return await anext(pieces, None)
    raise limits.over()


async def _at_once(content: bytes) -> AsyncIterator[bytes]:
    yield content


class _Incoming:
    """What blocking and asynchronous responses have in common."""

    def __init__(self, call: Call, response: httpx.Response, limits: Limits, proxy: Callable[[], str]) -> None:
        self._call = call
        self._response = response
        self._limits = limits
        self._proxy = proxy
        self.status = response.status_code
        self.headers = Headers(response.headers.multi_items())

    def _decoder(self, limit: int | None) -> Decoder:
        if limit is not None and _announced_size(self.headers) > limit:
            raise ResponseTooLarge(
                f"{self._call.operation}: status {self.status}, the body is larger than {limit} bytes",
                status=self.status,
            )
        coding = "" if self._is_read() else self.headers.get("content-encoding", "")
        return Decoder(coding, status=self.status, limit=limit, operation=self._call.operation)

    def _is_read(self) -> bool:
        """Tell whether the body is at hand already, and decoded: fake transports give such responses."""
        return self._response.is_stream_consumed


class Incoming(_Incoming):
    """A response whose body is still to be read."""

    def pieces(self, limit: int | None) -> Iterator[bytes]:
        """Read the body piece by piece, decoded; `limit` is its largest size in bytes. Closes the response in the end."""
        with closing(self):
            decoder = self._decoder(limit)
            failure: TransportError | ResponseError | None = None
            raw = iter((self._response.content,)) if self._is_read() else self._response.iter_raw()
            try:
                while (piece := _next(raw, self._limits)) is not None:
                    self._limits.left()
                    yield decoder.feed(piece)
                decoder.finish()
            except (httpx.HTTPError, RequestTimeout) as error:
                failure = failure_of(error, self._call, self._limits, proxy=self._proxy())
            except ResponseError as error:
                # Without what was read: a service may repeat credentials, and tracebacks can show variables.
                failure, piece = error.with_traceback(None), None
            if failure is not None:
                raise failure

    def answer(self) -> Answer:
        """Read the whole body."""
        body = b"".join(self.pieces(self._limits.size))
        return Answer(status=self.status, headers=self.headers, body=body, most_values=most_values(self._limits.size))

    def close(self) -> None:
        self._response.close()


class AsyncIncoming(_Incoming):
    """A response whose body is still to be read."""

    async def pieces(self, limit: int | None) -> AsyncIterator[bytes]:
        """Read the body piece by piece, decoded; `limit` is its largest size in bytes. Closes the response in the end."""
        async with aclosing(self):
            decoder = self._decoder(limit)
            failure: TransportError | ResponseError | None = None
            raw = _at_once(self._response.content) if self._is_read() else self._response.aiter_raw()
            try:
                while (piece := await _async_next(raw, self._limits)) is not None:
                    self._limits.left()
                    yield decoder.feed(piece)
                decoder.finish()
            except (httpx.HTTPError, RequestTimeout) as error:
                failure = failure_of(error, self._call, self._limits, proxy=self._proxy())
            except ResponseError as error:
                # Without what was read: a service may repeat credentials, and tracebacks can show variables.
                failure, piece = error.with_traceback(None), None
            if failure is not None:
                raise failure

    async def answer(self) -> Answer:
        """Read the whole body."""
        body = b"".join([piece async for piece in self.pieces(self._limits.size)])
        return Answer(status=self.status, headers=self.headers, body=body, most_values=most_values(self._limits.size))

    async def aclose(self) -> None:
        await self._response.aclose()


class Transport:
    """Connections for blocking calls. May be used by any number of threads; a forked child makes its own connections."""

    def __init__(self, settings: ConnectionSettings, fake: httpx.BaseTransport | None) -> None:
        self._settings = settings
        self._fake = fake
        self._lock = ForkSafeLock()
        self._client: httpx.Client | None = None
        self._process = 0

    def open(self, call: Call, limits: Limits) -> Incoming:
        """Send a call and give the response as soon as its headers are there."""
        client = self._connected()
        proxy = partial(proxy_of, client, call)
        try:
            with quiet(), deadline_of(limits):
                response = _sent(client, call, limits)
        except (httpx.HTTPError, httpx.InvalidURL, RequestTimeout) as error:
            failure = failure_of(error, call, limits, proxy=proxy(), connections=self._settings.max_connections)
        except UploadFailed as error:
            failure = error
        else:
            if response.status_code != PROXY_REFUSES or not proxy():
                return Incoming(call, response, limits, proxy)
            response.close()
            failure = proxy_refusal(call, proxy())
        # Without the frames of the library, whose variables hold the request with its credentials; it takes away the cause.
        raise failure.with_traceback(None) from failure.__context__

    def _connected(self) -> httpx.Client:
        with self._lock.held():
            if self._client is None or self._process != os.getpid():
                self._process = os.getpid()
                self._client = _made(
                    lambda: httpx.Client(
                        verify=self._settings.verify or _usual_authorities(),
                        proxy=self._settings.proxy,
                        limits=self._settings.limits(),
                        headers=self._settings.headers(),
                        cookies=_no_cookies(),
                        transport=self._fake,
                    )
                )
                mind_deadlines(self._client)
            return self._client

    def close(self) -> None:
        """Close the connections."""
        with self._lock.held():
            client, self._client = self._client, None
        if client is not None and self._process == os.getpid():
            client.close()


def _current_loop() -> object:
    """The event loop that this task runs in."""
    from anyio.lowlevel import current_token  # comes with the HTTP library

    return current_token()


class AsyncTransport:
    """Connections for asynchronous calls. They belong to the event loop that made them; another loop makes its own."""

    def __init__(self, settings: ConnectionSettings, fake: httpx.AsyncBaseTransport | None) -> None:
        self._settings = settings
        self._fake = fake
        self._client: httpx.AsyncClient | None = None
        self._loop: object = None

    async def open(self, call: Call, limits: Limits) -> AsyncIncoming:
        """Send a call and give the response as soon as its headers are there."""
        from anyio import move_on_after  # comes with the HTTP library

        client = self._connected()
        proxy = partial(proxy_of, client, call)
        left = limits.left(sent=False)
        response: httpx.Response | None = None
        try:
            # The library's own limits end first, and know what was sent; single bytes would keep the caller for ever.
            with quiet(), move_on_after(None if left is None else left + _GRACE):
                response = await _sent_async(client, call, limits)
            if response is None:
                raise limits.over()
        except (httpx.HTTPError, httpx.InvalidURL, RequestTimeout) as error:
            failure = failure_of(error, call, limits, proxy=proxy(), connections=self._settings.max_connections)
        except UploadFailed as error:
            failure = error
        else:
            if response.status_code != PROXY_REFUSES or not proxy():
                return AsyncIncoming(call, response, limits, proxy)
            await response.aclose()
            failure = proxy_refusal(call, proxy())
        raise failure.with_traceback(None) from failure.__context__

    def _connected(self) -> httpx.AsyncClient:
        loop = _current_loop()
        if self._client is None or self._loop != loop:
            self._loop = loop
            self._client = _made(
                lambda: httpx.AsyncClient(
                    verify=self._settings.verify or _usual_authorities(),
                    proxy=self._settings.proxy,
                    limits=self._settings.limits(),
                    headers=self._settings.headers(),
                    cookies=_no_cookies(),
                    transport=self._fake,
                )
            )
        return self._client

    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None and self._loop == _current_loop():
            await client.aclose()
