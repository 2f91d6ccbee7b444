"""Rules that an emitted package refuses by, drawn at random, beside the rows that state them: for a person to
judge.

    python benchmarks/enforced_rules.py SDK [--corpus FOLDER] [--package otc] [--number 120] [--seed 1] [--types] [SERVICE ...]

Every rule of every member of what requests are made of is as likely as any other: that a member is mandatory,
a bound, a pattern, a list of values. Left out are those that are told and not refused, and that a path needs
its arguments; `--types` adds what a member's value has to be. CORPUS is the folder that the package was built
from.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from places import kind_of
from same_models import Service, services_of

RULES = {
    "ge": "minimum",
    "gt": "minimum",
    "le": "maximum",
    "lt": "maximum",
    "min_length": "min_length",
    "max_length": "max_length",
    "min_items": "min_items",
    "max_items": "max_items",
    "pattern": "pattern",
    "one_of": "one_of",
}
"""What a member declares, and what a violation of it is called."""
NO_RULES = (("min_length", 0), ("min_items", 0))
"""What nothing can break."""
AROUND = 3
"""Lines before and after a line of a page that stands in no table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRule:
    """One rule of one member; `page`, `line` and `quote` are where it is stated."""

    service: str
    owner: str
    member: str
    rule: str
    value: str
    page: str
    line: int
    quote: str


def rules_of(service: Service, *, types: bool) -> Iterator[DrawnRule]:
    """The rules of a service that refuse a request by default."""
    file = service.folder / service.package / service.name / "evidence.json"
    evidence: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for owner in structures(service):
        for member in service.members(owner):
            sources = evidence.get(f"{owner.__name__}.{member.wire}", {})
            for rule, value in _refusing(member, types=types):
                page, line, quote = sources.get(rule) or sources.get("") or ("", 0, "")
                yield DrawnRule(
                    service=service.name,
                    owner=owner.__name__,
                    member=member.wire,
                    rule=rule,
                    value=value,
                    page=page,
                    line=line,
                    quote=quote,
                )


def structures(service: Service) -> list[type[Any]]:
    """What requests are made of: the operations, and the models within them."""
    found: dict[type[Any], None] = {}
    waiting = service.operations()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting.extend(service.references(one))
    return sorted(found, key=lambda one: one.__name__)


def _refusing(member: Any, *, types: bool) -> Iterator[tuple[str, str]]:
    if member.required and member.place not in ("host", "path") and "required" not in member.told:
        yield "required", ""
    for keyword, rule in RULES.items():
        value = member.rules.get(keyword)
        if value is not None and rule not in member.told and (keyword, value) not in NO_RULES:
            slips = keyword == "one_of" and not member.closed
            yield rule, f"{keyword} = {value!r}{', slips only' if slips else ''}"
    if types and kind_of(member.shape) and "type" not in member.told:
        yield "type", described(member.shape)


def described(shape: Any) -> str:
    if hasattr(shape, "item"):
        return f"list of {described(shape.item)}"
    if hasattr(shape, "value"):
        return f"map of {described(shape.value)}"
    return str(shape.model.__name__) if hasattr(shape, "model") else kind_of(shape) or "anything"


# --- pages ---------------------------------------------------------------------------------------------------------------


class Corpus:
    """The folder of the pages. A page is known by as much of its path as tells it apart within its service."""

    def __init__(self, folder: Path) -> None:
        self._pages = {service: sorted(service.rglob("*.rst")) for service in folder.iterdir() if service.is_dir()}

    def row(self, rule: DrawnRule, others: Iterable[str]) -> str:
        """The text of the row that a rule is stated in; `others` are pages of the same service, which tell the
        folder.
        """
        page = self._page(rule.page, frozenset(others))
        return row_at(_lines(page), rule.line) if page else "(no such page)"

    def _page(self, name: str, others: frozenset[str]) -> Path | None:
        folder = max(self._pages, key=lambda one: self._known(one, others))
        return next((path for path in self._pages[folder] if f"/{path.as_posix()}".endswith(f"/{name}")), None)

    @cache  # noqa: B019  # there is one corpus, and it lives as long as the program
    def _known(self, folder: Path, names: frozenset[str]) -> int:
        """How many of the pages are of this folder."""
        ends = {"/".join(path.parts[-length:]) for path in self._pages[folder] for length in range(1, len(path.parts))}
        return len(names & ends)


@cache
def _lines(page: Path) -> Sequence[str]:
    return page.read_text(encoding="utf-8").split("\n")


def row_at(lines: Sequence[str], number: int) -> str:
    """The row of a table that a line (from 1) is part of, cell by cell with its headings; the lines around it
    where there is no table.
    """
    at = number - 1
    if not re.match(r"\s*[|+]", lines[at]):
        return textwrap.dedent("\n".join(lines[max(at - AROUND, 0) : at + AROUND + 1])).strip()
    first = last = at
    while _is_inside(lines, first - 1):
        first -= 1
    while _is_inside(lines, last + 1):
        last += 1
    border = lines[first - 1]
    heading = at
    while heading and re.match(r"\s*[|+]", lines[heading - 1]):
        heading -= 1
    caption = next(
        (lines[one].strip() for one in range(heading - 1, max(heading - 4, 0), -1) if "::" in lines[one]), ""
    )
    cells = " | ".join(_cells(lines[first : last + 1], border))
    return f"{caption.removeprefix('.. table::').strip()}\n{cells}".strip()


def _is_inside(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a part of a row, and no border."""
    return 0 <= at < len(lines) and lines[at].lstrip().startswith("|")


def _cells(rows: Sequence[str], border: str) -> list[str]:
    """The text of each cell, in the columns that the border above them shows."""
    edges = [at for at, sign in enumerate(border) if sign == "+"]
    columns = pairwise(edges)
    return [" ".join(filter(None, (row[begin + 1 : end].strip() for row in rows))) for begin, end in columns]


# --- the command ---------------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdk", type=Path)
    parser.add_argument("service", nargs="*")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--package", default="otc")
    parser.add_argument("--number", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--types", action="store_true")
    given = parser.parse_args()
    names = given.service or services_of(given.sdk, given.package)
    services = [Service(given.sdk, given.package, name) for name in names]
    rules = [rule for service in services for rule in rules_of(service, types=given.types)]
    corpus = Corpus(given.corpus) if given.corpus else None
    drawn = random.Random(given.seed).sample(rules, min(given.number, len(rules)))
    for number, rule in enumerate(drawn, 1):
        print(f"{number}. {rule.service} {rule.owner}.{rule.member}: {rule.rule} {rule.value}".rstrip())
        print(f"   {rule.page}:{rule.line} {json.dumps(rule.quote, ensure_ascii=False) if rule.quote else ''}".rstrip())
        if corpus:
            pages = {one.page for one in rules if one.service == rule.service}
            print(textwrap.indent(corpus.row(rule, pages), "   > "))
    print(f"{len(drawn)} of {len(rules)} rules that refuse a request by default")


if __name__ == "__main__":
    main()
