"""The blocking and the asynchronous client behind one blocking door, so that every test is made for both."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

from sample_sdk.auth import Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph

Kind: TypeAlias = Literal["blocking", "asynchronous"]
OpenDoor: TypeAlias = "Callable[..., Door]"


_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no authority: the system's need not be read for a server without TLS."""


class Door:
    """Sends through a client of one kind and waits for the outcome."""

    def __init__(
        self, kind: Kind, clients: tuple[Any, Any] = (FunctionGraph, AsyncFunctionGraph), **options: Any
    ) -> None:
        self.kind = kind
        self.runner = asyncio.Runner() if kind == "asynchronous" else None
        self.client: Any = clients[self.runner is not None](**options)

    def send(self, request: Any, **options: Any) -> Any:
        return self._waited(lambda: self.client.send(request, **options))

    def exchange(self, request: Any, **options: Any) -> Any:
        return self._waited(lambda: self.client.exchange(request, **options))

    def wait(self, request: Any, **options: Any) -> Any:
        return self._waited(lambda: self.client.wait(request, **options))

    def wait_until(self, request: Any, state: str, **options: Any) -> Any:
        return self._waited(lambda: self.client.wait_until(request, state, **options))

    def wait_until_gone(self, request: Any, **options: Any) -> None:
        self._waited(lambda: self.client.wait_until_gone(request, **options))

    def items(self, request: Any, **options: Any) -> list[Any]:
        return self.collected(self.client.paginate(request, **options))

    def collected(self, pager: Any) -> list[Any]:
        if self.runner is None:
            return list(pager)

        async def collect() -> list[Any]:
            return [item async for item in pager]

        return self.runner.run(collect())

    def called(self, call: Callable[[], Any]) -> Any:
        return self._waited(call)

    def next_page(self, pages: Any) -> Any:
        return self._waited(lambda: next(pages) if self.runner is None else anext(pages))

    def download(self, request: Any, path: Any, **options: Any) -> None:
        self._waited(lambda: self.client.download(request, path, **options))

    def close(self) -> None:
        self._waited(self.client.close)
        if self.runner is not None:
            self.runner.close()

    def _waited(self, call: Callable[[], Any]) -> Any:
        if self.runner is None:
            return call()

        async def wait() -> Any:
            return await call()

        return self.runner.run(wait())


@contextmanager
def door_to(kind: Kind, url: str, **options: Any) -> Iterator[Door]:
    """Open a door to a server on the loopback interface; `clients` are the blocking and the asynchronous class."""
    opened = Door(
        kind,
        **{"auth": Token("token"), "endpoint": url, "project_id": "p1", "insecure": True, "verify": _NOBODY, **options},
    )
    try:
        yield opened
    finally:
        opened.close()
