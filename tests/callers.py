"""The blocking and the asynchronous client of a service behind one blocking call, so that every test is made with both."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

from emitted import clients

Kind: TypeAlias = Literal["blocking", "asynchronous"]
KINDS: tuple[Kind, ...] = ("blocking", "asynchronous")
TOKEN = "MIIF-token"
PROJECT_ID = "c27d5b1e8f6a4093b1d7e65f20a48c39"

_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no authority: the system's need not be read for a server without TLS."""


class Caller:
    """Calls the methods of one client by name."""

    def __init__(self, kind: Kind, service: str, url: str) -> None:
        from otc.auth import Token

        blocking, asynchronous = clients(service)
        self._runner = asyncio.Runner() if kind == "asynchronous" else None
        self._client: Any = (asynchronous if self._runner else blocking)(
            auth=Token(TOKEN), endpoint=url, project_id=PROJECT_ID, insecure=True, verify=_NOBODY, max_attempts=1
        )

    def call(self, method: str, **arguments: object) -> Any:
        """What the method answers; of a list, its first page."""
        answer = getattr(self._client, method)(**arguments)
        if hasattr(answer, "page"):
            answer = answer.page()
        return self._waited(answer)

    def items(self, method: str, **arguments: object) -> list[Any]:
        """All items of a list, over all its pages."""
        pager = getattr(self._client, method)(**arguments)
        if self._runner is None:
            return list(pager)

        async def collect() -> list[Any]:
            return [item async for item in pager]

        return self._runner.run(collect())

    def close(self) -> None:
        self._waited(self._client.close())
        if self._runner is not None:
            self._runner.close()

    def _waited(self, answer: Any) -> Any:
        if self._runner is None:
            return answer

        async def wait() -> Any:
            return await answer

        return self._runner.run(wait())


@contextmanager
def caller(kind: Kind, service: str, url: str) -> Iterator[Caller]:
    """A caller of a service at `url`, which need not have TLS."""
    opened = Caller(kind, service, url)
    try:
        yield opened
    finally:
        opened.close()
