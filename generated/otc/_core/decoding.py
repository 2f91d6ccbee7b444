"""Takes content codings off a body piece by piece, and never lets it grow beyond a limit."""

from __future__ import annotations

import zlib

from .errors import ResponseError, ResponseTooLarge

ACCEPTED = "gzip, deflate"


class Decoder:
    """Decodes the pieces of one body. The limit counts decoded bytes, so that a small body that unpacks to a huge one is stopped early."""

    def __init__(self, coding: str, *, status: int, limit: int | None, operation: str = "") -> None:
        self._where = f"{operation}: status {status}, the" if operation else "the"
        codings = [part.strip().lower() for part in coding.split(",") if part.strip().lower() not in ("", "identity")]
        if len(codings) > 1 or not set(codings) <= {"gzip", "x-gzip", "deflate"}:
            raise ResponseError(
                f"{self._where} body is coded as {coding[:80]!r}, which was not asked for", status=status
            )
        self._inflate = zlib.decompressobj(31 if codings[0].endswith("gzip") else 15) if codings else None
        self._status = status
        self._limit = limit
        self._left = limit
        self._begun = False

    def feed(self, piece: bytes) -> bytes:
        """Decode the next piece; raises `ResponseTooLarge` or `ResponseError`."""
        decoded = piece if self._inflate is None else self._inflated(piece)
        if self._left is not None:
            self._left -= len(decoded)
            if self._left < 0:
                raise self._too_large()
        return decoded

    def finish(self) -> None:
        """Check that the body is whole."""
        if self._inflate is not None and self._begun and not self._inflate.eof:
            raise ResponseError(f"{self._where} packed body ends too early", status=self._status)

    def _too_large(self) -> ResponseTooLarge:
        return ResponseTooLarge(f"{self._where} body is larger than {self._limit} bytes", status=self._status)

    def _inflated(self, piece: bytes) -> bytes:
        parts: list[bytes] = []
        room = -1 if self._left is None else self._left + 1
        try:
            while piece:
                parts.append(self._inflate_some(piece, room))
                room = room if self._left is None else room - len(parts[-1])
                if room == 0:
                    raise self._too_large()
                assert self._inflate is not None
                piece = self._inflate.unused_data
                if piece:
                    self._inflate = zlib.decompressobj(47)
            return b"".join(parts)
        except zlib.error:
            piece = b""
        raise ResponseError(f"{self._where} packed body is damaged", status=self._status)

    def _inflate_some(self, piece: bytes, room: int) -> bytes:
        assert self._inflate is not None
        length = 0 if room < 0 else room
        begun, self._begun = self._begun, True
        try:
            return self._inflate.decompress(piece, length)
        except zlib.error:
            if begun:
                raise
            # Some servers send deflate without the header that its definition asks for.
            self._inflate = zlib.decompressobj(-15)
            return self._inflate.decompress(piece, length)
