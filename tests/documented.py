"""The pages in `specs/`, read without docbind: what the emitted package is held against.

These pages are our own and keep to one layout, so that a few lines suffice for what an operation is, and for its examples.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from command import SPECS

NO_BODY = object()
"""Stands for a body that is not there; None is a body that says null."""

_REQUEST_LINE = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD) (\S+)")
_STATUS = re.compile(r"\*\*Status code: (\d{3})\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A block of a page: a request with its `target`, or a response with its `status`; `line` is the block's first."""

    line: int
    status: int = 0
    target: str = ""
    body: object = NO_BODY

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedOperation:
    """What a page says of its operation; `page` is its name without folders, `service` the folder of its service."""

    service: str
    page: str
    method: str
    uri: str
    requests: tuple[Example, ...]
    responses: tuple[Example, ...]

    @property
    def name(self) -> str:
        return f"{self.service}: {self.method} {self.uri}"


@cache
def documented_operations() -> tuple[DocumentedOperation, ...]:
    """Every operation of every page in `specs/`."""
    return tuple(found for path in sorted(SPECS.rglob("*.rst")) for found in _operation(path))


def _operation(path: Path) -> Iterator[DocumentedOperation]:
    lines = path.read_text(encoding="utf-8").split("\n")
    section, status = "", 0
    uris: list[tuple[str, str]] = []
    requests: list[Example] = []
    responses: list[Example] = []
    for number, line in enumerate(lines):
        if number and set(line) == {"-"}:
            section = lines[number - 1]
        elif found := _STATUS.fullmatch(line):
            status = int(found[1])
        elif section == "URI" and (found := _REQUEST_LINE.fullmatch(line)):
            uris.append((found[1], found[2]))
        elif line.lstrip().startswith(".. code-block::"):
            block = _block(lines, number)
            if section == "Example Requests":
                requests.append(_request(*block))
            elif section == "Example Responses":
                responses.append(Example(line=block[0], status=status, body=json.loads(block[1])))
    for method, uri in uris:
        yield DocumentedOperation(
            service=path.relative_to(SPECS).parts[0],
            page=path.name,
            method=method,
            uri=uri,
            requests=tuple(requests),
            responses=tuple(responses),
        )


def _block(lines: list[str], directive: int) -> tuple[int, str]:
    """The first line's number (from 1) and the text of the block below a directive."""
    inside = " " * (len(lines[directive]) - len(lines[directive].lstrip()) + 1)
    first = last = directive + 2
    while last < len(lines) and (lines[last].startswith(inside) or not lines[last]):
        last += 1
    return first + 1, textwrap.dedent("\n".join(lines[first:last])).strip()


def _request(line: int, text: str) -> Example:
    head, _, rest = text.partition("\n")
    found = _REQUEST_LINE.fullmatch(head)
    assert found, f"no request line: {head}"
    return Example(line=line, target=found[2], body=json.loads(rest) if rest.strip() else NO_BODY)
