"""Finds secrets in texts, in whichever form an answer may repeat them, in a time in proportion to the length of the text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from .redaction import HIDDEN

Span: TypeAlias = tuple[int, int]

_OVERLAP = 4_096
"""Characters that are searched beyond the cut at least: a token that begins before it must be long enough to be known."""
_LONGEST_ESCAPE = 24
"""Characters that one of a secret takes at most in a text: as four percent-encoded bytes, encoded again."""
_MOST_LAYERS = 3
"""A text may hold a text that holds a text, as JSON in JSON."""
_SHORTEST_IN_BASE64 = 6

_ESCAPE = re.compile(
    rb"%([0-9A-Fa-f]{2})"
    rb"|\\[uU]([dD][89abAB][0-9A-Fa-f]{2})\\[uU]([dD][c-fC-F][0-9A-Fa-f]{2})"
    rb"|\\u([0-9A-Fa-f]{4})"
    rb"|\\x([0-9A-Fa-f]{2})"
    rb"|\\([\\\"'/bfnrt])"
    rb"|&#([0-9]{1,7});"
    rb"|&#[xX]([0-9A-Fa-f]{1,6});"
    rb"|&(amp|lt|gt|quot|apos);"
)
_NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}

# Each run of letters is looked through once: no pattern begins anew inside of what it could not use.
_TOKEN = re.compile(rb"(?:MII[A-Za-z0-9+/=_-]|gAAAA[A-Za-z0-9=_-])[A-Za-z0-9+/=_-]{59,}")
_FIRST_PART = re.compile(rb"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{13,}+)(?=\.[A-Za-z0-9_-]{10})")
_OTHER_PARTS = re.compile(rb"(?:\.[A-Za-z0-9_-]*+){1,2}")
_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-")


def without(secrets: Sequence[str], text: str, *, most: int) -> str:
    """Return the first `most` characters of a text that has `***` for each secret and token."""
    beyond = max(_OVERLAP, _LONGEST_ESCAPE * max(map(len, secrets), default=0))
    source = text[: most + beyond].encode("utf-8", "surrogatepass")
    spans = sorted(_found(secrets, source))
    parts: list[bytes] = []
    end = 0
    for first, last in spans:
        if first >= end:
            parts += [source[end:first], HIDDEN.encode()]
        end = max(end, last)
    parts.append(source[end:])
    return b"".join(parts).decode("utf-8", "surrogatepass")[:most]


def _found(secrets: Sequence[str], source: bytes) -> Iterator[Span]:
    """Find where secrets and tokens stand, in the text and in what it says when its escapes are read."""
    plain, encoded = _needles(secrets)
    layer = source
    places: Sequence[int] = range(len(source) + 1)
    for _ in range(_MOST_LAYERS):
        for first, last in (*_occurrences(plain, layer), *_in_base64(encoded, layer), *_tokens(layer)):
            yield places[first], places[last]
        read, starts = _read(layer)
        if len(read) == len(layer):
            return
        layer, places = read, [places[start] for start in starts]


def _needles(secrets: Iterable[str]) -> tuple[set[bytes], set[bytes]]:
    """Return the secrets as bytes, and what of them is the same in every Base64 that holds them."""
    plain: set[bytes] = set()
    encoded: set[bytes] = set()
    for secret in secrets:
        octets = secret.encode("utf-8", "surrogatepass")
        plain |= {octets, octets.replace(b" ", b"+")}
        if len(octets) < _SHORTEST_IN_BASE64:
            continue
        for shift in range(3):
            whole = b64encode(bytes(shift) + octets)
            kept = whole[(0, 2, 3)[shift] : len(whole) - (0, 3, 2)[(shift + len(octets)) % 3]]
            encoded |= {kept, kept.replace(b"+", b"-").replace(b"/", b"_")}
    return plain, encoded


def _occurrences(needles: Iterable[bytes], layer: bytes) -> Iterator[Span]:
    for needle in needles:
        at = layer.find(needle)
        while at >= 0:
            yield at, at + len(needle)
            at = layer.find(needle, at + len(needle))


def _in_base64(needles: Iterable[bytes], layer: bytes) -> Iterator[Span]:
    """Find coded secrets, each with all that is coded together with it."""
    end = 0
    for first, last in sorted(_occurrences(needles, layer)):
        if first < end:
            continue
        start = first
        while start > end and layer[start - 1] in _BASE64:
            start -= 1
        end = last
        while end < len(layer) and layer[end] in _BASE64:
            end += 1
        yield start, end


def _tokens(layer: bytes) -> Iterator[Span]:
    """Find what looks like a token of an identity service: PKI, Fernet, or JWT."""
    for found in _TOKEN.finditer(layer):
        yield found.span()
    end = 0
    for found in _FIRST_PART.finditer(layer):
        start = layer.find(b"eyJ", found.start(), found.end() - 10)
        if start >= end and start >= 0:
            rest = _OTHER_PARTS.match(layer, found.end())
            end = rest.end() if rest else found.end()
            yield start, end


def _read(layer: bytes) -> tuple[bytes, list[int]]:
    """Read the escapes of a text; return what it says, and where each byte of that begins in the text, and the end."""
    parts: list[bytes] = []
    starts: list[int] = []
    end = 0
    for found in _ESCAPE.finditer(layer):
        octets = _meaning(found)
        parts += [layer[end : found.start()], octets]
        starts.extend(range(end, found.start()))
        starts.extend([found.start()] * len(octets))
        end = found.end()
    parts.append(layer[end:])
    starts.extend(range(end, len(layer) + 1))
    return b"".join(parts), starts


def _meaning(found: re.Match[bytes]) -> bytes:
    percent, high, low, short, byte, letter, decimal, hexadecimal, named = found.groups()
    if percent:
        return bytes.fromhex(percent.decode())
    if letter:
        return _LETTERS.get(letter, letter)
    if named:
        return _NAMED[named]
    if high:
        return _pair(int(high, 16), int(low, 16))
    number = int(decimal) if decimal else int(short or byte or hexadecimal, 16)
    return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else found[0]


def _pair(high: int, low: int) -> bytes:
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)).encode()
