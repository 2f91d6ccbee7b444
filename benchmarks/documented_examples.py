"""How many of the documented request examples does an emitted package refuse?

    python benchmarks/documented_examples.py SDK [--package otc] [--rows rows.jsonl] [SERVICE ...]

Each example is checked as a request: its body, the query that it shows, and the path where it is the
documented one. It passes, or is told of though it would be sent, or is refused. Examples that are refused for
nothing but values that stand in the place of real ones (`xxx`, `{id}`) are masked, and those of a removal that
do not say what goes, which no client may leave to chance, are nameless; both are listed apart. Each refused one
is listed with its page and line, and what it breaks; `--rows` writes these as lines of JSON.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from peers import Operation, is_refused
from same_models import Service, services_of

from docbind.phrases.removals import removes_from_collection
from docbind.stages.check.values import is_sample

VERDICTS = ("passes", "told", "masked", "nameless", "refused")
_VERSION = re.compile(r"v\d[\d.]*")
_PROTOCOL = re.compile(r"\s+HTTP/\d(?:\.\d)?\s*$")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A request that a page shows; `path` and `query` are None where it does not show them."""

    page: str
    line: int
    path: Mapping[str, Any] | None
    query: Mapping[str, Any] | None
    body: Any
    has_body: bool


def examples(operation: Operation) -> Iterator[Example]:
    """Yield the documented requests of an operation.

    A request line that stands alone in a block belongs to the body in the next block.
    """
    file = operation.service.folder / operation.service.package / operation.service.name / "examples.json"
    shown: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    line: Mapping[str, Any] = {}
    for example in shown.get(operation.request.__name__, {}).get("requests", ()):
        if _is_elsewhere(operation, example.get("url", "")):
            continue
        if line and "body" in example and not example.get("url"):
            yield _example(operation, {**example, "url": line["url"]})
            line = {}
            continue
        if line:
            yield _example(operation, line)
        line = example if example.get("url") and "body" not in example else {}
        if not line:
            yield _example(operation, example)
    if line:
        yield _example(operation, line)


def _is_elsewhere(operation: Operation, url: str) -> bool:
    """Whether a request line is that of another operation, shown on the way: no word of the path is in it but
    the version.
    """
    words = {
        part for part in operation.request.uri.split("/") if part and "{" not in part and not _VERSION.fullmatch(part)
    }
    return bool(words and url) and words.isdisjoint(urlsplit(url).path.split("/"))


def _example(operation: Operation, shown: Mapping[str, Any]) -> Example:
    url = urlsplit("".join(_PROTOCOL.sub("", shown.get("url", "")).split()))
    beginning = operation.request.uri.partition("{")[0]
    own = url.path[max(url.path.find(beginning), 0) :]  # in front of it stands the endpoint, in some notation
    page, line = shown["source"]
    return Example(
        page=page,
        line=line,
        path=operation.path_values(own) if url.path else None,
        query=_query(operation, url.query) if url.path else None,
        body=shown.get("body"),
        has_body="body" in shown,
    )


def _query(operation: Operation, text: str) -> dict[str, Any]:
    """Texts by name; lists for names that are repeated or documented as such."""
    lists = {
        member.wire
        for member in operation.service.members(operation.request)
        if member.place == "query" and hasattr(member.shape, "item")
    }
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return {name: values if name in lists or len(values) > 1 else values[0] for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class Departure:
    """A violation, and what it was found in: the example's path, query or body."""

    violation: Any
    place: Any

    @property
    def is_refused(self) -> bool:
        return is_refused(self.violation)

    @property
    def is_masked(self) -> bool:
        """Whether what breaks the rule only stands in the place of something real.

        A word may do so as a value, and be a name all the same.
        """
        if self.violation.rule == "unknown":
            name = self.violation.path.rpartition(".")[2]
            return is_sample(name) and not name.isidentifier()
        found, value = _at(self.place, self.violation.path)
        return found and is_sample(value)


def departures(operation: Operation, example: Example) -> tuple[Departure, ...]:
    """What an example departs from. Of one without a body, which may stand elsewhere, no body is asked."""
    without = len(operation.check(None))
    found = []
    for name, values in (("path", example.path), ("query", example.query)):
        if values is not None:
            outside = operation.check(None, **{name: values})
            found += [Departure(one, values) for one in outside[: len(outside) - without]]
    if example.has_body:
        found += [Departure(one, example.body) for one in operation.check(example.body)]
    return tuple(found)


def _at(value: Any, path: str) -> tuple[bool, Any]:
    """Whether there is something at `tags[0].key`, and what. Names of parameters may have dots themselves."""
    if isinstance(value, Mapping) and path in value:
        return True, value[path]
    for index, name in _STEP.findall(path):
        try:
            value = value[int(index)] if index else value[name]
        except (LookupError, TypeError):
            return False, None
    return True, value


def verdict_of(found: Iterable[Departure]) -> str:
    refused = [one for one in found if one.is_refused]
    if refused:
        return "masked" if all(one.is_masked for one in refused) else "refused"
    return "told" if found else "passes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An example, and what an emitted package says of it."""

    operation: Operation
    example: Example
    departures: tuple[Departure, ...]

    @property
    def verdict(self) -> str:
        found = verdict_of(self.departures)
        request = self.operation.request
        if found == "refused" and removes_from_collection(request.method, request.uri):
            refused = [one for one in self.departures if one.is_refused]
            if all(one.violation.rule == "required" and one.place is self.example.query for one in refused):
                return "nameless"
        return found

    def __str__(self) -> str:
        place = f"{self.operation} {self.example.page}:{self.example.line}"
        return "\n".join((place, *(f"    {one.violation}" for one in self.departures if one.is_refused)))

    def as_row(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "operation": str(self.operation),
            "source": [self.example.page, self.example.line],
            "body": self.example.body,
            "violations": [
                [one.violation.path, one.violation.rule, str(one.violation), one.is_refused] for one in self.departures
            ],
        }


def judged(services: Iterable[Service]) -> Iterator[Judged]:
    for service in services:
        for request in service.operations():
            operation = Operation(service, request)
            for example in examples(operation):
                yield Judged(operation=operation, example=example, departures=departures(operation, example))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdk", type=Path)
    parser.add_argument("service", nargs="*")
    parser.add_argument("--package", default="otc")
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    names = given.service or services_of(given.sdk, given.package)
    found = list(judged(Service(given.sdk, given.package, name) for name in names))
    counts = Counter(one.verdict for one in found)
    rules = Counter[str]()
    for one in found:
        if one.verdict == "refused":
            rules.update({each.violation.rule for each in one.departures if each.is_refused})
    for verdict in ("refused", "nameless", "masked"):
        for one in found:
            if one.verdict == verdict:
                print(f"{verdict}: {one}")
    print(f"{len(found)} request examples: {', '.join(f'{counts[verdict]} {verdict}' for verdict in VERDICTS)}")
    print(f"refused by rule {dict(rules.most_common())}")
    if given.rows:
        lines = (f"{json.dumps(one.as_row())}\n" for one in found if one.verdict != "passes")
        given.rows.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
