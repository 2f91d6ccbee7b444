"""Ends blocking calls at their deadline even where a service keeps them alive by single bytes.

The HTTP library's own limits hold for each read alone: headers that arrive byte by byte would keep a caller for hours. The library
leaves the choice of its network layer to those who build connection pools; here the pools of a finished client are given one that minds
the deadline of the running call. Where the library changed so that there is nothing to give it to, its own limits remain.
"""

from __future__ import annotations

import contextvars
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from .timing import Limits

_running: contextvars.ContextVar[Limits | None] = contextvars.ContextVar("running", default=None)


@contextmanager
def deadline_of(limits: Limits) -> Generator[None]:
    """Let the limits of a call hold for every read and write inside."""
    token = _running.set(limits)
    try:
        yield
    finally:
        _running.reset(token)


def mind_deadlines(client: object) -> None:
    """Give the connection pools of a client a network layer that minds deadlines."""
    transports = [getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values()]
    for transport in transports:
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None and not isinstance(backend, _Backend):
            setattr(pool, "_network_backend", _Backend(backend))  # noqa: B010  # the attribute is not ours to name


def _left(timeout: float | None) -> float | None:
    limits = _running.get()
    left = None if limits is None else limits.left()
    return left if timeout is None else timeout if left is None else min(timeout, left)


class _Stream:
    """A stream of bytes whose reads and writes end at the deadline."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece: bytes = self._stream.read(max_bytes, timeout=_left(timeout))
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(timeout))

    def start_tls(self, *args: Any, **kwargs: Any) -> _Stream:
        return _Stream(self._stream.start_tls(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Backend:
    """Makes streams that mind deadlines."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(self, *args: Any, **kwargs: Any) -> _Stream:
        return _Stream(self._backend.connect_tcp(*args, **kwargs))

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> _Stream:
        return _Stream(self._backend.connect_unix_socket(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)
