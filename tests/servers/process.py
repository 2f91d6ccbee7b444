"""Servers as processes of their own, on the loopback interface."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

_PATIENCE = 60.0
"""Seconds that a server may take to start."""
_TAIL = 4_000


def free_port() -> int:
    """Return the number of a port of 127.0.0.1 that nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(
    command: Sequence[str | Path], *, port: int, env: Mapping[str, str] | None = None, ready: str = "/"
) -> Iterator[str]:
    """Start a server, wait until it answers a GET of the path `ready` with any status, and end it afterwards.

    `env` is added to the environment. What comes is the URL, without a path. The end of what the server
    wrote is part of the error where it does not start, and is printed where the block fails.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(word) for word in command], env={**os.environ, **(env or {})}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, port, ready, log)
            yield f"http://127.0.0.1:{port}"
        except Exception:
            print(f"--- the end of the server's log ---\n{_tail(log)}")
            raise
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], port: int, ready: str, log: IO[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if _answers(port, ready):
            return
        time.sleep(0.1)
    state = "does not answer" if process.poll() is None else f"ended with {process.returncode}"
    raise RuntimeError(f"{process.args!r} {state}:\n{_tail(log)}")


def _answers(port: int, path: str) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, HTTPException):
            return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode("utf-8", "replace")[-_TAIL:]
