"""The request line of an example against the documented URI: `PUT https://{Endpoint}/v1/0123abcd/things?limit=10`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docbind.model.spec import Operation

_BRACED = re.compile(r"\{[^{}]*\}|<[^<>]*>")
_VERSION = re.compile(r"[vV]\d+(?:\.\d+)*")
_SCHEME = re.compile(r"[\"'`]*https?\s*:\s*/*\s*", re.IGNORECASE)
_REST = re.compile(r"\s+(?:HTTP/\d(?:\.\d)?\s*$|--?[A-Za-z]).*", re.IGNORECASE | re.DOTALL)
"""What may follow the URL on its line: the protocol, or the options of curl."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """Where an example goes, without its host: the path as written, and the names and values of the query string as written."""

    path: str
    query: tuple[tuple[str, str], ...]


def read_request_line(url: str) -> RequestLine:
    """Splits the URL of an example, which may have slips: spaces, quotation marks, a host that is only a name in braces, or no host."""
    text = _REST.sub("", url.strip())
    text = _BRACED.sub(lambda match: re.sub(r"\s+", "", match.group()), text).strip("\"'` ")
    scheme = _SCHEME.match(text)
    if scheme:
        text = _after_host(text[scheme.end() :])
    elif not text.startswith(("/", "?")):
        text = _after_host(text)
    path, _, query = re.sub(r"\s+", "", text).partition("?")
    return RequestLine(path=path or "/", query=tuple(_pairs(query)))


def path_values(operation: Operation, path: str) -> tuple[tuple[str, str], ...] | None:
    """The values of the placeholders where a path is the operation's or one of its aliases; else `None`."""
    slashed = tuple(f"{{{one.field.wire_name}}}" for one in operation.parameters if one.slashes)
    for template in (operation.path, *operation.aliases):
        found = _values(template, path, with_rest=template.endswith(slashed))
        if found is not None:
            return found
    return None


def is_elsewhere(operation: Operation, path: str) -> bool:
    """Whether a path that is not the operation's is another operation's rather than a slip: no word of the template is in it but the version."""
    words = {
        segment.casefold()
        for segment in operation.path.split("/")
        if segment and "{" not in segment and not _VERSION.fullmatch(segment)
    }
    return bool(words) and words.isdisjoint(segment.casefold() for segment in path.split("/"))


def _after_host(text: str) -> str:
    cut = min((at for at in (text.find("/"), text.find("?")) if at >= 0), default=len(text))
    return text[cut:]


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name:
            yield name, value


def _values(template: str, path: str, *, with_rest: bool) -> tuple[tuple[str, str], ...] | None:
    """The placeholders' values; `with_rest` the last one takes all further segments."""
    wanted = [segment for segment in template.split("/") if segment]
    given = [segment for segment in path.split("/") if segment]
    if with_rest and len(given) > len(wanted):
        last = len(wanted) - 1
        given = [*given[:last], "/".join(given[last:])]
    if len(wanted) != len(given):
        return None
    values: list[tuple[str, str]] = []
    for pattern, segment in zip(wanted, given, strict=True):
        found = _segment_values(pattern, segment)
        if found is None:
            return None
        values += found
    return tuple(values)


def _segment_values(pattern: str, segment: str) -> list[tuple[str, str]] | None:
    """The placeholder's values in one segment. Each literal part is looked for once, from the left, so that no pattern takes long."""
    names = [name[1:-1] for name in re.findall(r"\{[^{}]*\}", pattern)]
    if not names:
        return [] if pattern.casefold() == segment.casefold() else None
    first, *between = re.split(r"\{[^{}]*\}", pattern)
    folded = segment.casefold()
    if not folded.startswith(first.casefold()):
        return [] if _BRACED.fullmatch(segment) else None
    start = len(first)
    values: list[tuple[str, str]] = []
    for name, literal in zip(names, between, strict=True):
        end = folded.find(literal.casefold(), start) if literal else len(folded)
        if end < 0:
            return [] if _BRACED.fullmatch(segment) else None
        values.append((name, segment[start:end]))
        start = end + len(literal)
    return values
