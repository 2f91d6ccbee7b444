"""Locks that a fork leaves usable.

A child has only the thread that forked. A lock that another thread held at that moment would never be released there,
so that every lock of the parent is exchanged for a free one in the child, before anything else runs in it.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

_alive: weakref.WeakSet[ForkSafeLock] = weakref.WeakSet()
_guard = threading.Lock()


class ForkSafeLock:
    """A lock that is free in a forked child, whoever held it in the parent."""

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        _remember(self)

    @contextmanager
    def held(self, seconds: float | None = None) -> Generator[bool]:
        """Hold the lock inside; yields False, without it, where it was not free within `seconds` (None: any)."""
        # The lock that was taken is the one to release: whoever forks inside goes on in the child with a new one.
        lock = self._lock
        if not lock.acquire(timeout=-1 if seconds is None else seconds):
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def renew(self) -> None:
        """Exchange the lock for a free one."""
        self._lock = threading.Lock()


def _remember(lock: ForkSafeLock) -> None:
    """Let a fork renew the lock. Nothing is registered before the first one is made: an import does nothing."""
    _mind_forks()
    with _guard:
        _alive.add(lock)


@cache
def _mind_forks() -> None:
    if hasattr(os, "register_at_fork"):
        # The guard is held while a process forks, so that no child finds the set half changed.
        os.register_at_fork(before=_guard.acquire, after_in_parent=_guard.release, after_in_child=_renew_all)


def _renew_all() -> None:
    _guard.release()
    for lock in list(_alive):
        lock.renew()
