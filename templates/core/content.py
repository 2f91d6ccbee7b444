"""Bodies that are not JSON: files, streams, and multipart forms."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from .errors import InvalidArgument
from .json_values import is_list, is_object
from .wire import Content, json_bytes, text_form

_PIECE = 65_536
_OCTETS = (bytes, bytearray, memoryview)


class FileContent:
    """An open file as content, from where it stands now. One that can be rewound can be sent again."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = file.tell() if file.seekable() else None

    @property
    def replayable(self) -> bool:
        return self._start is not None

    @property
    def size(self) -> int | None:
        """Bytes to send; None where that is not known before."""
        if self._start is None:
            return None
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(self._start)
        return end - self._start

    def __iter__(self) -> Iterator[bytes]:
        if self._start is not None:
            self._file.seek(self._start)
        while piece := self._file.read(_PIECE):
            yield piece

    async def read_async(self) -> AsyncIterator[bytes]:
        """Read the file without holding up the event loop."""
        from anyio import to_thread

        if self._start is not None:
            self._file.seek(self._start)
        while piece := await to_thread.run_sync(self._file.read, _PIECE):
            yield piece


class FormContent:
    """A form with files as content; they are read when it is sent."""

    def __init__(self, parts: Sequence[bytes | FileContent]) -> None:
        self._parts = parts

    @property
    def replayable(self) -> bool:
        return all(isinstance(part, bytes) or part.replayable for part in self._parts)

    @property
    def size(self) -> int | None:
        """Bytes to send; None where that is not known before."""
        sizes = [len(part) if isinstance(part, bytes) else part.size for part in self._parts]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part

    async def read_async(self) -> AsyncIterator[bytes]:
        """Read the files without holding up the event loop."""
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                async for piece in part.read_async():
                    yield piece


async def asynchronous(content: Iterable[bytes] | AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Give content in the form that asynchronous transports take."""
    if isinstance(content, FileContent | FormContent):
        content = content.read_async()
    if isinstance(content, AsyncIterable):
        async for piece in content:
            yield piece
    else:
        for piece in content:
            yield piece


def raw_content(name: str, value: object) -> Content:
    """Give bytes, a file or an iterable of bytes as content."""
    source: Any = value
    if isinstance(value, _OCTETS):
        return bytes(source)
    if hasattr(value, "read"):
        return _file(name, source)
    is_text = isinstance(value, str) or is_object(value) or is_list(value)
    if is_text or not (hasattr(value, "__aiter__") or hasattr(value, "__iter__")):
        raise InvalidArgument(f"{name}: bytes, an open file or an iterable of bytes is needed")
    stream: Iterable[bytes] | AsyncIterable[bytes] = source
    return stream


def _file(name: str, source: Any) -> FileContent:
    if isinstance(source.read(0), str):
        raise InvalidArgument(f"{name}: the file gives text; open it in binary mode")
    return FileContent(source)


def multipart(parts: Iterable[tuple[str, object]]) -> tuple[bytes | FormContent, str]:
    """Encode a form; gives its content and media type. Bytes and open files become files, objects and lists become JSON, all else text."""
    boundary = secrets.token_hex(16)
    encoded: list[bytes | FileContent] = []
    for name, value in parts:
        headers, content = _part(name, value)
        encoded += [f"--{boundary}\r\n{headers}\r\n\r\n".encode(), content, b"\r\n"]
    encoded.append(f"--{boundary}--\r\n".encode())
    whole = [part for part in encoded if isinstance(part, bytes)]
    form = b"".join(whole) if len(whole) == len(encoded) else FormContent(encoded)
    return form, f"multipart/form-data; boundary={boundary}"


def _part(name: str, value: object) -> tuple[str, bytes | FileContent]:
    disposition = f'Content-Disposition: form-data; name="{_escaped(name)}"'
    octets = "Content-Type: application/octet-stream"
    source: Any = value
    if isinstance(value, _OCTETS):
        return f'{disposition}; filename="{_escaped(name)}"\r\n{octets}', bytes(source)
    if hasattr(value, "read"):
        filename = _escaped(Path(str(getattr(value, "name", name))).name)
        return f'{disposition}; filename="{filename}"\r\n{octets}', _file(name, source)
    if is_object(value) or is_list(value):
        return f"{disposition}\r\nContent-Type: application/json", json_bytes(value, name)
    try:
        return disposition, text_form(name, value).encode()
    except UnicodeEncodeError:
        raise InvalidArgument(f"{name}: half of a surrogate pair is no text") from None


def _escaped(name: str) -> str:
    return name.replace("\\", "%5C").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
