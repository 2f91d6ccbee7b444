"""A client of an image service in the manner of Glance, built from the pages in `image-service`, behind one blocking
door.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from built import built

PAGES = Path(__file__).parent / "image-service"
_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no authority: the system's need not be read for a server without TLS."""


class Images:
    """Calls the methods of a client of one kind, and waits for what they give."""

    def __init__(self, package: ModuleType, kind: Literal["blocking", "asynchronous"], url: str, token: str) -> None:
        self.kind = kind
        self.errors: Any = import_module(f"{package.__name__}.errors")
        self.upload: Any = package.Upload
        service = import_module(f"{package.__name__}.imageservice")
        self.models: Any = service.models
        self.operations: Any = service.operations
        made: Any = service.ImageService if kind == "blocking" else service.AsyncImageService
        auth = import_module(f"{package.__name__}.auth").Token(token)
        self._runner = asyncio.Runner() if kind == "asynchronous" else None
        self._client: Any = made(auth=auth, endpoint=url, insecure=True, verify=_NOBODY)

    def call(self, method: str, *arguments: object, **named: object) -> Any:
        """Return what a method of the client gives."""
        if self._runner is None:
            return getattr(self._client, method)(*arguments, **named)

        async def wait() -> Any:
            return await getattr(self._client, method)(*arguments, **named)

        return self._runner.run(wait())

    def close(self) -> None:
        self.call("close")
        if self._runner is not None:
            self._runner.close()


@contextmanager
def image_package(folder: Path) -> Iterator[ModuleType]:
    """Build the client into a folder, and let it be imported."""
    with built(PAGES, folder, f"images_{folder.name.replace('-', '_')}") as service:
        yield import_module(service.root)
