"""One run at a time: a lock on a file that the operating system takes back when the process ends, however it ends.

The file holds the owner's process id, for the message of whoever waits. A lock that is merely there is not held: no run
ever has to ask whether an owner still lives. The file is removed at the end, so a lock counts only once the locked file
is still the one that the path names.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .failure import StoreError

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


SECONDS_BETWEEN_TRIES = 0.05


@contextmanager
def locked(folder: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock of `folder`, which is made where it is missing and removed at the end where nothing else is left in it.

    Raises `StoreError` (`store-locked`) where another run still holds the lock after `wait_seconds`.
    """
    path = folder / "lock"
    descriptor = _wait_for(path, time.monotonic() + wait_seconds)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)
        with suppress(OSError):
            folder.rmdir()


def _wait_for(path: Path, deadline: float) -> int:
    while True:
        descriptor = _opened(path)
        if descriptor is not None:
            try:
                _take(descriptor)
                if os.path.samestat(os.fstat(descriptor), path.lstat()):
                    return descriptor
            except (BlockingIOError, PermissionError, FileNotFoundError):
                pass
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)
        if time.monotonic() >= deadline:
            reason = f"another run{_owner(path)} is writing here; nothing was written"
            raise StoreError("store-locked", path.parent.parent, reason, "Wait until it has ended, and run again.")
        time.sleep(SECONDS_BETWEEN_TRIES)


def _opened(path: Path) -> int | None:
    """The lock file, opened; None where its folder went away in between, because another run has just ended."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except (FileNotFoundError, FileExistsError):
        return None


def _owner(path: Path) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int(path.read_text(encoding='ascii'))})"
    return ""
