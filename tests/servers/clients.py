"""The blocking and the asynchronous client behind one blocking door, with the options that a user would give."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from callers import Kind
from emitted import clients

_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no authority: the system's need not be read for a server without TLS."""


class ServerClient:
    """Calls what the client has, and waits for the outcome where the client is the asynchronous one."""

    def __init__(self, kind: Kind, service: str, **options: Any) -> None:
        blocking, asynchronous = clients(service)
        self._runner = asyncio.Runner() if kind == "asynchronous" else None
        self.client: Any = (asynchronous if self._runner else blocking)(**options)

    def waited(self, call: Callable[[Any], Any]) -> Any:
        """Return what a call of the client gives."""
        if self._runner is None:
            return call(self.client)

        async def wait() -> Any:
            outcome = call(self.client)
            return await outcome if isinstance(outcome, Awaitable) else outcome

        return self._runner.run(wait())

    def send(self, request: Any, **options: Any) -> Any:
        return self.waited(lambda client: client.send(request, **options))

    def close(self) -> None:
        self.waited(lambda client: client.close())
        if self._runner is not None:
            self._runner.close()


@contextmanager
def client_of(kind: Kind, service: str, **options: Any) -> Iterator[ServerClient]:
    """Open a client of a service of the package `otc`; http is allowed."""
    opened = ServerClient(kind, service, **{"insecure": True, "verify": _NOBODY, **options})
    try:
        yield opened
    finally:
        opened.close()
