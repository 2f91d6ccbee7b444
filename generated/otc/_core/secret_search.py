"""Finds secrets in texts, in whichever form an answer may repeat them, in a time in proportion to the length of the
text.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from .redaction import HIDDEN

Span: TypeAlias = tuple[int, int]
Layer: TypeAlias = tuple[bytes, Sequence[int]]

_OVERLAP = 4_096
"""Characters that are searched beyond the cut at least: a token that begins before it must be long enough to be
known.
"""
_LONGEST_ESCAPE = 10
"""Characters that a byte of a secret takes at most in a text: `&amp;#x41;`."""
_SHORTEST_IN_BASE64 = 6

_PERCENT = rb"%(?P<byte>[0-9A-Fa-f]{2})"
_JSON = (
    rb"\\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    rb"|\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})|x(?P<two>[0-9A-Fa-f]{2})|(?P<letter>[\\\"'/bfnrt]))"
)
_XML = rb"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hexadecimal>[0-9A-Fa-f]{1,6})|(?P<named>amp|lt|gt|quot|apos));"
_READINGS = (
    (tuple(re.compile(one) for one in (_PERCENT, _JSON, _XML)), 2),
    ((re.compile(b"|".join((_PERCENT, _JSON, _XML))),), 3),
)
"""The escapes that are read together, and how often. By themselves, because a secret may look like an escape of
another kind; all together, because a text may hold a text that holds a text, as JSON in JSON.
"""
_NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}

# Each run of letters is looked through once: no pattern begins anew inside of what it could not use.
_TOKEN = re.compile(rb"(?:MII[A-Za-z0-9+/=_-]|gAAAA[A-Za-z0-9=_-])[A-Za-z0-9+/=_-]{59,}")
_FIRST_PART = re.compile(rb"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{13,}+)(?=\.[A-Za-z0-9_-]{10})")
_OTHER_PARTS = re.compile(rb"(?:\.[A-Za-z0-9_-]*+){1,2}")
_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-")


def without(secrets: Sequence[str], text: str, *, most: int) -> str:
    """Return the first `most` characters of a text that has `***` for each secret and token."""
    beyond = max(
        _OVERLAP, _LONGEST_ESCAPE * max((len(one.encode("utf-8", "surrogatepass")) for one in secrets), default=0)
    )
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
    for layer, places in _layers(source):
        for first, last in (*_occurrences(plain, layer), *_in_base64(encoded, layer), *_tokens(layer)):
            yield places[first], places[last]


def _layers(source: bytes) -> Iterator[Layer]:
    """Return the text and what it says, each with the places in the text of its bytes and of its end."""
    whole: Layer = (source, range(len(source) + 1))
    yield whole
    for patterns, times in _READINGS:
        level = [whole]
        for _ in range(times):
            level = [_read(pattern, layer) for layer in level for pattern in patterns if pattern.search(layer[0])]
            yield from level


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


def _read(pattern: re.Pattern[bytes], layer: Layer) -> Layer:
    text, places = layer
    parts: list[bytes] = []
    read: list[int] = []
    end = 0
    for found in pattern.finditer(text):
        first, octets = found.start(), _meaning(found)
        parts += [text[end:first], octets]
        read += places[end:first]
        read += [places[first]] * len(octets)
        end = found.end()
    parts.append(text[end:])
    read += places[end:]
    return b"".join(parts), read


def _meaning(found: re.Match[bytes]) -> bytes:
    kind = found.lastgroup or ""
    text = found[kind]
    match kind:
        case "byte":
            return bytes.fromhex(text.decode())
        case "letter":
            return _LETTERS.get(text, text)
        case "named":
            return _NAMED[text]
        case "low":
            number = 0x10000 + ((int(found["high"], 16) - 0xD800) << 10) + (int(text, 16) - 0xDC00)
        case _:
            number = int(text, 10 if kind == "decimal" else 16)
    return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else found[0]
