"""What travels: calls and answers, and how values become parts of a URL, headers and JSON. Nothing unsafe leaves from here."""

from __future__ import annotations

import datetime
import enum
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import quote, urlsplit
from uuid import UUID

from .errors import InvalidArgument
from .json_values import is_list, is_object
from .redaction import HIDDEN, Headers, Redactor
from .sending import Streamed

Content: TypeAlias = bytes | Streamed | None

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LONGEST_HEADER = 16_384
_LONGEST_NUMBER = 4_096
"""Bits of a whole number that is written in a URL or header."""
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?|(?=[0-9a-f.]*:)[0-9a-f:.]+(?:%[a-z0-9]{1,16})?")
"""A name, or an address in either form, in lower case."""
_LONGEST_HOST = 253
_USUAL_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a service answers: `https` (or `http`), and host with port."""

    scheme: str
    authority: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as it is sent. `path` and `query` are encoded; `operation` is what messages call it.

    `resource` is the path behind the name of the bucket, wherever that stands; empty where there is no bucket.
    `repeatable` says that sending it twice does no harm, where the method does not say so. `goal` is what its sender
    waits for.
    """

    method: str
    origin: Origin
    path: str
    query: str = ""
    headers: Headers = field(default_factory=Headers)
    content: Content = field(default=None, repr=False)
    operation: str = ""
    resource: str = ""
    repeatable: bool = False
    goal: object = None
    shown_path: str = ""
    """The path without secret arguments, where it has such."""
    hide: Redactor = field(default_factory=Redactor)
    """Knows the secret arguments."""

    @property
    def shown_url(self) -> str:
        """The URL for logs, hooks and replies: without its query, and without secrets."""
        return f"{self.origin}{self.shown_path or self.path}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.path}?{self.query}" if self.query else f"{self.origin}{self.path}"

    @property
    def replayable(self) -> bool:
        """Tell whether the content can be sent again."""
        return not isinstance(self.content, Streamed) or self.content.replayable

    def with_headers(self, headers: Mapping[str, str]) -> Call:
        return replace(self, headers=Headers({**self.headers, **headers}.items()))

    def __repr__(self) -> str:
        return f"<{self.method} {self.shown_url}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response whose body is read and decoded."""

    status: int
    headers: Headers
    body: bytes = field(repr=False)
    most_values: int = 1_000_000
    """How many values the body may hold, where it is read as JSON or XML."""


# --- URLs ----------------------------------------------------------------------------------------------------------


def origin_of(url: object, *, what: str = "endpoint", insecure: bool = False, keep_path: bool = True) -> Origin:
    """Read the origin of a service's URL; refuses what could send credentials elsewhere or in the clear.

    With `keep_path`, a path in the URL is refused, since documented URIs are whole; without, it is dropped.
    """
    if not isinstance(url, str):
        raise InvalidArgument(f"{what}: the URL must be a text, not {type(url).__name__}")
    if _CONTROL.search(url) or " " in url or "\\" in url or not url.isascii():
        del url
        raise InvalidArgument(f"{what}: control characters, spaces, backslashes and non-ASCII letters are not allowed")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise InvalidArgument(f"{what}: it is no URL") from None
    if "@" in parts.netloc:
        del url, parts  # a traceback that tells variables is not to tell secrets
        raise InvalidArgument(f"{what}: user and password do not belong into a URL")
    if parts.scheme != "https" and not (insecure and parts.scheme == "http"):
        raise InvalidArgument(f"{what}: https is needed, not {parts.scheme or 'nothing'!r} (insecure=True allows http)")
    try:
        port = parts.port
    except ValueError:
        raise InvalidArgument(f"{what}: the port is not a number") from None
    if not parts.hostname:
        raise InvalidArgument(f"{what}: there is no host in {url!r}")
    if keep_path and (parts.path not in ("", "/") or parts.query or parts.fragment):
        raise InvalidArgument(f"{what}: scheme and host only, the path comes from the operation, not {parts.path!r}")
    if len(parts.hostname) > _LONGEST_HOST or not _HOST.fullmatch(parts.hostname):
        raise InvalidArgument(f"{what}: {parts.hostname[:80]!r} is no name of a host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    # The library sends no port that its scheme has anyway, and what is signed must be what is sent.
    return Origin(parts.scheme, host if port in (None, _USUAL_PORTS[parts.scheme]) else f"{host}:{port}")


def path_segment(name: str, value: object) -> str:
    """Encode a value as exactly one segment of a path; refuses what a server or proxy could read as another path."""
    if value is None:
        raise InvalidArgument(f"{name}: a value is needed in the path")
    text = text_form(name, value)
    if text in ("", ".", "..") or (text.isspace() and name.lower().endswith("id")):
        raise InvalidArgument(f"{name}: {text!r} cannot stand in a path")
    if _CONTROL.search(text):
        raise InvalidArgument(f"{name}: control characters cannot stand in a path")
    return _quoted(name, text)


def path_rest(name: str, value: object) -> str:
    """Encode a value as what is left of a path, in which its slashes stay slashes: the key of an object.

    Refuses `.` and `..` between slashes, which proxies and servers resolve to another path.
    """
    if value is None:
        raise InvalidArgument(f"{name}: a value is needed in the path")
    text = text_form(name, value)
    if not text:
        raise InvalidArgument(f"{name}: {text!r} cannot stand in a path")
    segments = text.split("/")
    dots = next((segment for segment in segments if segment in (".", "..")), "")
    if dots:
        raise InvalidArgument(f"{name}: {dots!r} between slashes would lead to another path")
    if _CONTROL.search(text):
        raise InvalidArgument(f"{name}: control characters cannot stand in a path")
    return "/".join(_quoted(name, segment) for segment in segments)


def query_string(pairs: Iterable[tuple[str, object]], *, bare: Iterable[str] = ()) -> str:
    """Encode parameters in their order, behind those that are names alone; None is left out, and a list gives one parameter an item."""
    return "&".join(
        (
            *(_quoted("query", name) for name in bare),
            *(
                f"{_quoted('query', name)}={_quoted(name, text)}"
                for name, value in pairs
                for text in _query_texts(name, value)
            ),
        )
    )


def _query_texts(name: str, value: object) -> Iterator[str]:
    if value is None:
        return
    if is_list(value):
        for one in value:
            yield from _query_texts(name, one)
    elif is_object(value):
        yield json_bytes(value, name).decode()
    else:
        yield text_form(name, value)


def _quoted(name: str, text: object) -> str:
    if not isinstance(text, str):
        raise InvalidArgument(f"{name}: a name must be a text, not {type(text).__name__}")
    try:
        return quote(text, safe="~")
    except UnicodeEncodeError:
        raise InvalidArgument(f"{name}: half of a surrogate pair is no text") from None


def text_form(name: str, value: object) -> str:
    """Give the text of a scalar outside of a body: `true` and `false` in lower case, times in ISO 8601."""
    match value:
        case bool():
            return "true" if value else "false"
        case enum.Enum():
            return text_form(name, value.value)
        case str():
            return value
        case int() if value.bit_length() > _LONGEST_NUMBER:
            raise InvalidArgument(f"{name}: the number is too large")
        case int() | float() | UUID():
            return str(value)
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case bytes():
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                raise InvalidArgument(f"{name}: these bytes are no text") from None
        case _:
            raise InvalidArgument(f"{name}: a {type(value).__name__} has no form as text")


# --- headers -------------------------------------------------------------------------------------------------------


def header_value(name: str, value: object) -> str:
    """Give the text of a header; refuses what could begin another header. The message never contains the value."""
    text = text_form(name, value)
    if len(text) > _LONGEST_HEADER:
        raise InvalidArgument(f"header {name}: {len(text)} characters are too many")
    if not is_sendable(text):
        raise InvalidArgument(f"header {name}: line breaks, control characters and non-ASCII letters are not allowed")
    if text != text.strip():
        raise InvalidArgument(f"header {name}: spaces at the beginning or end are not allowed")
    return text


def is_sendable(text: str) -> bool:
    """Tell whether a text can be the value of a header, and of no second one."""
    return text.isascii() and not _CONTROL.search(text.replace("\t", " "))


def header_name(name: object) -> str:
    """Check a header's name and give it in lower case."""
    if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
        raise InvalidArgument(f"{str(name)[:60]!r} is no name of a header")
    return name.lower()


# --- bodies --------------------------------------------------------------------------------------------------------


def json_bytes(value: object, name: str = "body") -> bytes:
    """Encode JSON; refuses what JSON has no form for, as NaN, bytes and cycles."""
    problem = ""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        problem = "half of a surrogate pair is no text"
    except RecursionError:
        problem = "it is nested too deeply"
    except (TypeError, ValueError) as error:
        problem = str(error) if isinstance(error, TypeError) else "NaN, infinity and cycles have no form in JSON"
    raise InvalidArgument(f"{name}: {problem}")


def shown_query(query: str) -> str:
    """Give a query string for logs, with names only, except where the value can be no secret."""
    pairs = (pair.partition("=") for pair in query.split("&")) if query else ()
    return "&".join(
        f"{name}={value if name in _SHOWN_PARAMETERS else HIDDEN}" if equals else name for name, equals, value in pairs
    )


_SHOWN_PARAMETERS = frozenset({"limit", "offset", "page", "pagesize", "per_page", "maxitems", "start"})
