"""The processes that the work on pages and services runs in, and how much time and memory one page may take.

A page is untrusted, and no guard foresees every text on which a parser takes for ever. So the work on each page is bounded from outside: by processor time, which does not
depend on what else the machine does, and by the memory of its process. The bounds lie far beyond what real pages need, so that they decide nothing but whether a build ends.
They hold where the system has them: time on Linux and macOS, memory on Linux, both in the main thread of a process only; elsewhere the guards before the parser must do.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

PAGES_WORTH_A_POOL = 150
"""Below this number of pages, starting processes costs more than it saves."""

SECONDS = 3.0
"""Of processor time that any page may take; real ones take a thirtieth of a second."""

SECONDS_PER_MEGABYTE = 4.0
"""That it may take beyond these for each million characters; the slowest real page takes less than one."""

MEMORY = 1024**3
"""Bytes that the process may take for a page beyond what it has."""

STATUS_OF_MEMORY = Path("/proc/self/statm")
"""Where Linux says how many pages of memory a process has."""


class PageTooCostly(BaseException):
    """The work on a page took more than it may. Not an `Exception`, so that nothing on the way that expects one takes it for its own."""


@contextmanager
def workers(pages: int) -> Iterator[Callable[[Callable[[ItemT], ResultT], Iterable[ItemT]], Iterable[ResultT]]]:
    """A `map` that keeps the order: in this process for little work, else over as many processes as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if pages < PAGES_WORTH_A_POOL or cores < 2:
        yield map
        return
    with ProcessPoolExecutor(max_workers=cores) as pool:
        yield lambda work, items: pool.map(work, items, chunksize=8)


@contextmanager
def bounded(characters: int) -> Iterator[None]:
    """Raises `PageTooCostly` in the block where the work on a page of so many characters takes too much time or memory."""
    with _bounded_time(SECONDS + SECONDS_PER_MEGABYTE * characters / 1_000_000), _bounded_memory():
        try:
            yield
        except MemoryError as error:
            raise PageTooCostly(f"more than {MEMORY // 1024**3} GiB of memory") from error


@contextmanager
def _bounded_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise PageTooCostly(f"more than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    taken = _address_space()
    if taken is None:
        yield
        return
    import resource  # there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = [taken + MEMORY, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Bytes of address space that this process has; None where the system does not say."""
    try:
        return int(STATUS_OF_MEMORY.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None
