"""Bodies that are not JSON: bytes, files, streams, and multipart forms."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

from .errors import InvalidArgument
from .json_values import is_list, is_object
from .sending import Streamed, is_octets
from .uploads import Upload
from .wire import Content, header_value, json_bytes, text_form

if TYPE_CHECKING:
    from .uploads import SupportsRead

_PIECE = 65_536
_OCTET_STREAM = "application/octet-stream"
_NEEDED = "bytes, an open file or an iterable of bytes is needed, or the path of a file as a Path"

Part: TypeAlias = bytes | Streamed


class FileContent(Streamed):
    """An open file as content, from where it stands now. One that can be rewound can be sent again."""

    def __init__(self, file: SupportsRead, size: int | None) -> None:
        self._file = file
        self._rewindable = cast("IO[bytes]", file) if _is_seekable(file) else None
        self._start = self._rewindable.tell() if self._rewindable is not None else 0
        self.replayable = self._rewindable is not None
        self.size = self._rest(self._rewindable) if self._rewindable is not None else size

    def _rest(self, file: IO[bytes]) -> int:
        """Return how many bytes there are from where the file stands."""
        end = file.seek(0, os.SEEK_END)
        self._rewind()
        return max(end - self._start, 0)

    def _rewind(self) -> None:
        if self._rewindable is not None:
            self._rewindable.seek(self._start)

    def pieces(self) -> Iterator[bytes]:
        self._rewind()
        return _read(self._file)

    async def pieces_async(self) -> AsyncIterator[bytes]:
        self._rewind()
        async for piece in _read_async(self._file):
            yield piece


class PathContent(Streamed):
    """The file of a path as content. It is opened when it is sent, and closed after that."""

    def __init__(self, path: Path, size: int | None, *, replayable: bool) -> None:
        self._path = path
        self.size = size
        self.replayable = replayable

    def pieces(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            yield from _read(file)

    async def pieces_async(self) -> AsyncIterator[bytes]:
        from anyio import to_thread

        file = await to_thread.run_sync(self._path.open, "rb")
        with file:
            async for piece in _read_async(cast("SupportsRead", file)):
                yield piece


class IteratedContent(Streamed):
    """What an iterable gives, which is sent once."""

    def __init__(self, source: Iterable[bytes] | AsyncIterable[bytes], size: int | None) -> None:
        self._source = source
        self.size = size
        self.only_asynchronous = not isinstance(source, Iterable)

    def pieces(self) -> Iterator[bytes]:
        return iter(cast("Iterable[bytes]", self._source))

    async def pieces_async(self) -> AsyncIterator[bytes]:
        if isinstance(self._source, AsyncIterable):
            async for piece in self._source:
                yield piece
        else:
            for piece in self._source:
                yield piece


class FormContent(Streamed):
    """A form with files as content; they are read when it is sent."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        streamed = [part for part in parts if not isinstance(part, bytes)]
        sizes = [len(part) if isinstance(part, bytes) else part.size for part in parts]
        known = [size for size in sizes if size is not None]
        self.size = sum(known) if len(known) == len(sizes) else None
        self.replayable = all(part.replayable for part in streamed)
        self.only_asynchronous = any(part.only_asynchronous for part in streamed)

    def pieces(self) -> Iterator[bytes]:
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part.pieces()

    async def pieces_async(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                async for piece in part.pieces_async():
                    yield piece


def _is_seekable(file: object) -> bool:
    seekable = getattr(file, "seekable", None)
    return bool(seekable()) if callable(seekable) else False


def _read(file: SupportsRead) -> Iterator[bytes]:
    while (piece := file.read(_PIECE)) != b"":
        yield piece


async def _read_async(file: SupportsRead) -> AsyncIterator[bytes]:
    """Read a file without holding up the event loop."""
    from anyio import to_thread

    while (piece := await to_thread.run_sync(file.read, _PIECE)) != b"":
        yield piece


# --- from what the caller gave -------------------------------------------------------------------------------------


def raw_content(name: str, value: object, media_type: str) -> tuple[Content, str]:
    """Return what is sent of bytes, a file, its path, an iterable of bytes, or an `Upload` of these, and its media
    type.

    `media_type` is the documented one. Raises `InvalidArgument` for what is none of these.
    """
    source, size, own = _stated(name, value)
    return _content(name, source, size), own or media_type


def _stated(name: str, value: object) -> tuple[Any, int | None, str]:
    """Return the source of what a caller gave, and the size and the media type that he states; None and nothing where he states none."""
    if not _is_upload(value):
        return value, None, ""
    return value.source, _checked_size(name, value.size), _checked_media_type(name, value.media_type)


def _is_upload(value: object) -> TypeGuard[Upload[Any]]:
    return isinstance(value, Upload)


def _checked_size(name: str, size: Any) -> int | None:
    if size is None or (isinstance(size, int) and not isinstance(size, bool) and size >= 0):
        return size
    raise InvalidArgument(f"{name}: a size is a number of bytes, not {size!r}")


def _checked_media_type(name: str, media_type: Any) -> str:
    if not isinstance(media_type, str):
        raise InvalidArgument(f"{name}: a media type is a text, not an object of type {type(media_type).__name__}")
    return header_value("content-type", media_type) if media_type else ""


def _content(name: str, given: object, size: int | None) -> Part:
    if is_list(given) and all(map(is_octets, given)):
        given = b"".join(cast("list[bytes]", given))
    source: Any = given
    if is_octets(given):
        content = bytes(given)
        _check_size(name, size, len(content))
        return content
    if isinstance(given, os.PathLike):
        return _path_content(name, Path(source), size)
    if isinstance(given, AsyncIterable):
        return IteratedContent(source, size)
    if hasattr(given, "read"):
        return _file_content(name, source, size)
    if isinstance(given, str) or is_object(given) or is_list(given) or not isinstance(given, Iterable):
        raise InvalidArgument(f"{name}: {_NEEDED}")
    return IteratedContent(source, size)


def _file_content(name: str, file: Any, size: int | None) -> FileContent:
    try:
        begin = file.read(0)
    except (OSError, ValueError) as error:
        raise InvalidArgument(f"{name}: the file cannot be read, {error}") from None
    if isinstance(begin, str):
        raise InvalidArgument(f"{name}: the file gives text; open it in binary mode")
    content = FileContent(file, size)
    _check_size(name, size, content.size)
    return content


def _path_content(name: str, path: Path, size: int | None) -> PathContent:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
    else:
        if stat.S_ISREG(found.st_mode):
            _check_size(name, size, found.st_size)
            return PathContent(path, found.st_size, replayable=True)
        if not stat.S_ISDIR(found.st_mode):
            return PathContent(path, size, replayable=False)
        problem = "it is a folder"
    raise InvalidArgument(f"{name}: the file {str(path)!r} cannot be sent: {problem}")


def _check_size(name: str, stated: int | None, there: int | None) -> None:
    if stated is not None and there is not None and stated != there:
        raise InvalidArgument(f"{name}: {stated} bytes are stated, and there are {there}")


def multipart(parts: Iterable[tuple[str, object]]) -> tuple[bytes | FormContent, str]:
    """Encode a form; gives its content and media type. Bytes, files and `Upload`s become files, objects and lists become JSON, all else text.

    Files come last: who reads a form while it comes knows by then what they are, and object storage looks no further.
    """
    boundary = secrets.token_hex(16)
    encoded: list[Part] = []
    for name, value in sorted(parts, key=lambda part: _is_file(part[1])):
        headers, content = _part(name, value)
        encoded += [f"--{boundary}\r\n{headers}\r\n\r\n".encode(), content, b"\r\n"]
    encoded.append(f"--{boundary}--\r\n".encode())
    whole = [part for part in encoded if isinstance(part, bytes)]
    form = b"".join(whole) if len(whole) == len(encoded) else FormContent(encoded)
    return form, f"multipart/form-data; boundary={boundary}"


def _is_file(value: object) -> bool:
    return _is_upload(value) or _is_source(value)


def _part(name: str, value: object) -> tuple[str, Part]:
    disposition = f'Content-Disposition: form-data; name="{_escaped(name)}"'
    source, size, media_type = _stated(name, value)
    if _is_file(value):
        filename = _escaped(_filename(source) or name)
        content = _content(name, source, size)
        return f'{disposition}; filename="{filename}"\r\nContent-Type: {media_type or _OCTET_STREAM}', content
    if is_object(value) or is_list(value):
        return f"{disposition}\r\nContent-Type: application/json", json_bytes(value, name)
    try:
        return disposition, text_form(name, value).encode()
    except UnicodeEncodeError:
        raise InvalidArgument(f"{name}: half of a surrogate pair is no text") from None


def _is_source(value: object) -> bool:
    """Tell whether a part of a form is a file or the like: what has a form as JSON or text is none."""
    return is_octets(value) or isinstance(value, os.PathLike | Iterator | AsyncIterable) or hasattr(value, "read")


def _filename(source: object) -> str:
    if isinstance(source, os.PathLike):
        return Path(cast("os.PathLike[str]", source)).name
    return Path(str(getattr(source, "name", ""))).name


def _escaped(name: str) -> str:
    return name.replace("\\", "%5C").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
