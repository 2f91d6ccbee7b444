"""Content that is read while it is sent.

It is counted on its way, so that nothing that was cut off, or is not what was announced, arrives as if it were whole.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing, closing
from typing import TypeGuard

from .errors import UploadFailed
from .redaction import Redactor

_LONGEST_PROBLEM = 300
_LENGTH_WANTED = frozenset({411, 501})
"""The statuses by which services refuse content in chunks: HTTP's own, and that of object storage for a transfer
coding it does not know.
"""


def is_octets(value: object) -> TypeGuard[bytes | bytearray | memoryview]:
    """Tell whether a value is bytes that are at hand."""
    return isinstance(value, bytes | bytearray | memoryview)


class Streamed:
    """Content that is read piece by piece; every attempt reads it anew.

    `size` is what is announced, in bytes; None where nobody knows it before. `replayable` tells whether it can be read
    again, `only_asynchronous` that `pieces` has nothing to offer.
    """

    size: int | None = None
    replayable: bool = False
    only_asynchronous: bool = False

    def pieces(self) -> Iterator[bytes]:
        """Return the pieces."""
        raise NotImplementedError

    def pieces_async(self) -> AsyncIterator[bytes]:
        """Return the pieces without holding up the event loop."""
        raise NotImplementedError


class _Tally:
    """Counts the pieces of a content.

    Where a size is announced, the last piece is held back until nothing comes after it: a service that has all that
    was announced would take it for the whole.
    """

    def __init__(self, content: Streamed, what: str) -> None:
        self._size = content.size
        self._what = what
        self._total = 0
        self._held = b""
        self.begun = False

    def passed(self, piece: object) -> bytes:
        """Take a piece, and return what may be sent now, which may be nothing."""
        if not is_octets(piece):
            raise self.failure(f"it gives a {type(piece).__name__} where bytes are needed")
        content = bytes(piece)
        self._total += len(content)
        if self._size is None:
            return content
        if self._total > self._size:
            raise self.failure(f"it is larger than the {self._size} bytes that it had or that were stated")
        before, self._held = (self._held, content) if content else (b"", self._held)
        return before

    def last(self) -> bytes:
        """Return what is left to be sent when there are no more pieces."""
        if self._size is not None and self._total != self._size:
            raise self.failure(f"it ends after {self._total} of the {self._size} bytes that it had or that were stated")
        return self._held

    def failure(self, problem: str) -> UploadFailed:
        """Return the error of a content that cannot be sent."""
        end = (
            "the service may have its beginning, and not its end" if self.begun else "given up before anything was sent"
        )
        return UploadFailed(f"{self._what}: the content cannot be sent, {problem}; {end}", sent=self.begun)

    def broken(self, error: Exception) -> UploadFailed:
        """Return the error of a content whose source failed with another one."""
        said = Redactor()(str(error), most=_LONGEST_PROBLEM)
        return self.failure(f"reading it failed with {type(error).__name__}{f': {said}' if said else ''}")


def length_advice(content: object, status: int) -> str:
    """Return what to do where a service refuses content because it travelled without its length; nothing elsewhere."""
    if status in _LENGTH_WANTED and isinstance(content, Streamed) and content.size is None:
        return "the content was sent in chunks, without its length: state it with Upload(…, size=…)"
    return ""


# --- blocking ------------------------------------------------------------------------------------------------------


def outgoing(content: Streamed, what: str) -> Generator[bytes]:
    """Return the pieces to send of a content, for one attempt; `what` begins the message of its `UploadFailed`.

    The first of them is read at once, so that what fails at the very beginning fails before anything is sent.
    """
    pieces = _counted(content, what)
    first = next(pieces, b"")
    return _behind(first, pieces)


def _behind(first: bytes, pieces: Generator[bytes]) -> Generator[bytes]:
    with closing(pieces):
        if first:
            yield first
        yield from pieces


def _counted(content: Streamed, what: str) -> Generator[bytes]:
    tally = _Tally(content, what)
    try:
        for piece in content.pieces():
            if passed := tally.passed(piece):
                yield passed
                tally.begun = True
    except UploadFailed:
        raise
    except Exception as error:
        raise tally.broken(error) from error
    if last := tally.last():
        yield last


# --- asynchronous --------------------------------------------------------------------------------------------------


async def outgoing_async(content: Streamed, what: str) -> AsyncGenerator[bytes]:
    """Return what `outgoing` returns, for the asynchronous client."""
    pieces = _counted_async(content, what)
    first = await anext(pieces, b"")
    return _behind_async(first, pieces)


async def _behind_async(first: bytes, pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(pieces):
        if first:
            yield first
        async for piece in pieces:
            yield piece


async def _counted_async(content: Streamed, what: str) -> AsyncGenerator[bytes]:
    tally = _Tally(content, what)
    try:
        async for piece in content.pieces_async():
            if passed := tally.passed(piece):
                yield passed
                tally.begun = True
    except UploadFailed:
        raise
    except Exception as error:
        raise tally.broken(error) from error
    if last := tally.last():
        yield last
