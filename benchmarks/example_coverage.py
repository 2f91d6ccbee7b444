"""What the models know of the documented answers: the keys of each response example, and whether a row describes
them.

`python benchmarks/example_coverage.py PAGES ...` reads these services and walks each example beside the body
of its status. A key is *known* where the structure there has a field of that name, *unknown* where it has
none (with all keys below it), and *free* where the page says no more than that any value may stand there.
Printed are the sums, every answer that knows less than half of its example's keys, and with `--worst N` the N
answers with the most unknown ones; `--keys` lists each key with the line of its example. An unknown key is
*unlisted* where no line of the page's tables begins with its name: then no reading could have known it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from docbind.disk.source import find_services
from docbind.model.spec import (
    Body,
    Example,
    ExampleKind,
    JsonObject,
    JsonValue,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    Operation,
    ServiceSpec,
    TypeRef,
    Unknown,
)
from docbind.pipeline import understand

Names: TypeAlias = frozenset[str]
"""The words that lines of one page's tables begin with, in lower case."""

_ROW = re.compile(r"^[ ]*\|?[ ]*\**([\w.:$-]+)", re.MULTILINE)


@dataclass(slots=True)
class Coverage:
    """The keys of one example by what its model knows of them; `listed` are the names that its page has rows for."""

    operation: Operation
    example: Example
    listed: Names
    known: int = 0
    free: int = 0
    unknown: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    @property
    def unlisted(self) -> list[str]:
        """The unknown keys that no table of the page names."""
        return [path for path in self.unknown if path.rpartition(".")[2].rstrip("[]{}").lower() not in self.listed]

    @property
    def is_poor(self) -> bool:
        """Does the model know less than half of the keys?"""
        return len(self.unknown) > self.known + self.free

    def __str__(self) -> str:
        span = self.example.span
        return f"{span.path}:{span.first_line}: {self.known} known, {len(self.unknown)} unknown: {self.operation.method} {self.operation.path}"


def coverages(spec: ServiceSpec, listed: Mapping[str, Names]) -> Iterator[Coverage]:
    """Each response example that has a documented body, compared with it."""
    models = {model.id: model for model in spec.models}
    for operation in spec.operations:
        for example in operation.examples:
            body = body_of(operation, example)
            if example.kind is ExampleKind.RESPONSE and example.has_value and body is not None:
                found = Coverage(operation, example, listed[example.span.path])
                walk(found, body.type, example.value, models)
                yield found


def body_of(operation: Operation, example: Example) -> Body | None:
    """The body of the example's status; of an error without one, that of any error."""
    bodies = {response.status: response.body for response in operation.responses}
    found = bodies.get(example.status)
    return found if found is not None or example.status < 400 else bodies.get(0)


def walk(found: Coverage, root: TypeRef, whole: JsonValue, models: Mapping[str, Model]) -> None:
    """Count the keys of a value that a type describes, without recursion."""
    waiting: list[tuple[TypeRef, JsonValue, str]] = [(root, whole, "")]
    while waiting:
        type_ref, value, path = waiting.pop()
        match type_ref, value:
            case ListOf(item=item), tuple():
                waiting += ((item, inner, f"{path}[]") for inner in value)
            case MapOf(value=item), JsonObject():
                found.free += len(value.members)
                waiting += ((item, inner, f"{path}{{}}") for _, inner in value.members)
            case ModelRef(id=identity), JsonObject():
                types = {row.wire_name: row.type for row in models[identity].fields}
                for key, inner in value.members:
                    name = f"{path}.{key}".removeprefix(".")
                    if key in types:
                        found.known += 1
                        waiting.append((types[key], inner, name))
                    else:
                        found.unknown += [name, *keys_below(inner, name)]
            case Unknown(), _:
                found.free += sum(1 for _ in keys_below(value, path))
            case _:
                found.unknown += keys_below(value, path)


def keys_below(value: JsonValue, path: str) -> Iterator[str]:
    """The paths of all keys inside a value."""
    waiting = [(value, path)]
    while waiting:
        one, above = waiting.pop()
        if isinstance(one, tuple):
            waiting += ((inner, f"{above}[]") for inner in one)
        elif isinstance(one, JsonObject):
            for key, inner in one.members:
                yield f"{above}.{key}".removeprefix(".")
                waiting.append((inner, f"{above}.{key}"))


def told(found: Iterable[Coverage], worst: int, keys: bool) -> Iterator[str]:
    """The report, line by line."""
    ordered = sorted(found, key=lambda one: -len(one.unknown))
    known, free = sum(one.known for one in ordered), sum(one.free for one in ordered)
    unknown = sum(len(one.unknown) for one in ordered)
    total = known + free + unknown
    poor = [one for one in ordered if one.is_poor]
    yield f"{len(ordered)} answers, {total} keys: {known} known, {free} free, {unknown} unknown ({unknown / max(total, 1):.2%})"
    yield f"{len(poor)} answers know less than half of their example's keys: {sum(len(one.unknown) for one in poor)} unknown"
    rest = [one for one in ordered if not one.is_poor]
    unlisted = sum(len(one.unlisted) for one in rest)
    left = sum(len(one.unknown) for one in rest) - unlisted
    yield f"of the others, {unlisted} unknown keys have no row on their page, and {left} have one ({left / max(total, 1):.2%})"
    for one in (*poor, *(one for one in ordered[:worst] if not one.is_poor)):
        yield f"  {one}"
        if keys:
            yield from (f"      {name}" for name in dict.fromkeys(one.unknown))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pages", nargs="+", type=Path, help="folders of pages, as for docbind build")
    options.add_argument("--worst", type=int, default=0, help="list so many of the answers with the most unknown keys")
    options.add_argument("--keys", action="store_true", help="list the unknown keys of the answers that are listed")
    given = options.parse_args()
    understood = understand(find_services(given.pages, None).value, lambda words: None).value
    found = [
        one
        for service in understood
        for one in coverages(
            service.spec,
            {page.path: frozenset(name.lower() for name in _ROW.findall(page.text)) for page in service.sources},
        )
    ]
    print("\n".join(told(found, given.worst, given.keys)))


if __name__ == "__main__":
    main()
