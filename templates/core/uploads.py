"""What a caller may give as the content of a request: `Uploadable` to the blocking client, `AsyncUploadable` to the
other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterable, Iterable

    class SupportsRead(Protocol):
        """A file that is open in binary mode, or whatever else reads like one."""

        def read(self, size: int, /) -> bytes: ...

    _Source: TypeAlias = bytes | bytearray | memoryview | os.PathLike[str] | SupportsRead | Iterable[bytes]
    _AsyncSource: TypeAlias = _Source | AsyncIterable[bytes]

S = TypeVar("S", bound="_AsyncSource", covariant=True)


class Upload(Generic[S]):
    """A source of bytes with what it does not tell itself.

    `source` is bytes, the path of a file, a file that is open in binary mode, or an iterable of bytes; with the
    asynchronous client also an asynchronous one. `size` is how many bytes it gives: without it, an iterable travels
    in chunks, which some services refuse. `media_type` takes the place of the documented one.
    """

    def __init__(self, source: S, *, size: int | None = None, media_type: str = "") -> None:
        self.source: Final = source
        self.size: Final = size
        self.media_type: Final = media_type

    def __repr__(self) -> str:
        stated = f", size={self.size}" if self.size is not None else ""
        kind = f", media_type={self.media_type!r}" if self.media_type else ""
        return f"<Upload of {type(self.source).__name__}{stated}{kind}>"


if TYPE_CHECKING:
    Uploadable: TypeAlias = _Source | Upload[_Source]
    AsyncUploadable: TypeAlias = _AsyncSource | Upload[_AsyncSource]
else:
    # What tells the run time that a member is content. The true types would import more than all else here.
    Uploadable = AsyncUploadable = bytes
