"""What the tests of other SDKs of this cloud send and receive, and the operations of an emitted package that it
belongs to.

A record is one line of JSON: `kind` (request or response), `method`, `paths` (beginnings that the URI may
have), `query`, `body`, the `modules` of the package that may document it, `status` of a response, where it
comes from, and `judged` where somebody looked at a request that was refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from same_models import Service, services_of

RECORDS = Path(__file__).resolve().parents[2] / "shared" / "benchmark" / "peers.jsonl"
"""Where the records lie beside a checkout."""
UNJUDGED = "not refused before"
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Record:
    """One line; `raw` is what it says."""

    raw: Mapping[str, Any]

    @property
    def is_request(self) -> bool:
        return bool(self.raw["kind"] == "request")

    @property
    def body(self) -> Any:
        return self.raw["body"]

    @property
    def is_text(self) -> bool:
        """Whether the body is no JSON."""
        return isinstance(self.body, dict) and "__text__" in self.body

    @property
    def judged(self) -> str:
        return str(self.raw.get("judged", UNJUDGED))

    @property
    def query(self) -> dict[str, Any]:
        """Texts by name, and lists of them for names that are repeated."""
        texts: dict[str, list[str]] = {}
        for name, text in parse_qsl(self.raw["query"], keep_blank_values=True):
            texts.setdefault(name, []).append(text)
        return {name: found if len(found) > 1 else found[0] for name, found in texts.items()}


def records(file: Path) -> Iterator[Record]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Record(json.loads(line))


class Operation:
    """An operation of an emitted package; `request` is the class of its requests."""

    def __init__(self, service: Service, request: Any) -> None:
        self.service = service
        self.request = request
        self.placeholders: list[str] = _PLACEHOLDER.findall(request.uri)
        literals = map(re.escape, _PLACEHOLDER.sub("\0", request.uri.rstrip("/")).split("\0"))
        self._pattern = re.compile(f"{'([^/]*)'.join(literals)}/?")

    def __str__(self) -> str:
        return f"{self.service.name}.{self.request.__name__}"

    def path_values(self, path: str) -> dict[str, str] | None:
        """What a path says for the placeholders; None where it is the path of something else."""
        found = self._pattern.fullmatch(path)
        return found and dict(zip(self.placeholders, map(unquote, found.groups()), strict=True))

    def check(self, body: object, **outside: Mapping[str, object] | None) -> tuple[Any, ...]:
        """The violations of a body, and of the `path` and `query` that are given."""
        found: tuple[Any, ...] = self.service.core("validation").check(self.request, body, **outside)
        return found

    def departures(self, record: Record) -> tuple[Any, ...]:
        """The violations of a request: of its body, and of its query where it has one."""
        found = self.check(record.body)
        if not record.query:
            return found
        asked = self.check(record.body, query=self.query_of(record))
        return (*found, *(one for one in asked if one not in found))

    def query_of(self, record: Record) -> dict[str, Any]:
        """The query as the operation means it: on the wire, a list of one looks like a single value."""
        query = record.query
        single = {name for name, value in query.items() if isinstance(value, str)}
        lists = {one.path for one in self.check(None, query=query) if one.rule == "type" and one.path in single}
        return {name: [value] if name in lists else value for name, value in query.items()}


class Directory:
    """The operations of an emitted package, found by the method, path and modules of a record."""

    def __init__(self, folder: Path, package: str) -> None:
        self._operations: dict[tuple[str, str], list[Operation]] = {}
        for name in services_of(folder, package):
            service = Service(folder, package, name)
            for request in service.operations():
                self._operations.setdefault((name, request.method), []).append(Operation(service, request))

    def operations_of(self, record: Record) -> list[Operation]:
        """Those with the method and path of a record; a literal segment wins over a placeholder."""
        candidates = [
            operation
            for name in sorted(set(record.raw["modules"]))
            for operation in self._operations.get((name, record.raw["method"]), ())
        ]
        for path in record.raw["paths"]:
            found = [operation for operation in candidates if operation.path_values(path) is not None]
            if found:
                fewest = min(len(operation.placeholders) for operation in found)
                return [operation for operation in found if len(operation.placeholders) == fewest]
        return []


def closest(record: Record, operations: Iterable[Operation]) -> tuple[Operation, tuple[Any, ...]]:
    """The operation that a request departs from least, and in what."""
    found = [(operation, operation.departures(record)) for operation in operations]
    return min(found, key=lambda one: len(one[1]))


def is_other_action(record: Record, violations: Iterable[Any]) -> bool:
    """Whether the request asks for an action that no page documents: one URI serves many, and the body's key
    names the one.
    """
    body = record.body
    if not record.raw["paths"][0].endswith("/action") or not isinstance(body, dict) or not body:
        return False
    return {one.path for one in violations if one.rule == "unknown"} >= body.keys()


def is_refused(violation: Any) -> bool:
    """Whether a violation stops the request by default. In a package that knows no grades, each does."""
    return bool(getattr(violation, "refused", True))
