"""Where the pages state a rule. Each service carries `evidence.json`, which is read when the first violation of the service is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Source:
    """The place in the pages where a rule stands, and its words; `quote` is empty where the row as a whole is meant."""

    page: str
    line: int
    quote: str

    def __str__(self) -> str:
        place = f"{self.page}:{self.line}"
        return f'{place} ("{self.quote}")' if self.quote else place


@dataclass(frozen=True, slots=True)
class Origin:
    """What a violation keeps of the broken rule: the module and name of the class, the member's wire name (empty: the class), and the rule."""

    module: str
    name: str
    member: str
    rule: str


_ROOT = __name__.rpartition(".")[0].rpartition(".")[0]


def source_of(origin: Origin) -> Source | None:
    """Look up where a rule is stated; None for classes that are not part of a service of this package."""
    if not origin.module.startswith(f"{_ROOT}."):
        return None
    service = origin.module[len(_ROOT) + 1 :].partition(".")[0]
    evidence = _evidence(f"{_ROOT}.{service}")
    entry = evidence.get(f"{origin.name}.{origin.member}" if origin.member else origin.name, {})
    found = entry.get(origin.rule) or entry.get("")
    return Source(str(found[0]), int(found[1]), str(found[2])) if found else None


@cache
def _evidence(package: str) -> Mapping[str, Mapping[str, tuple[str, int, str]]]:
    import json
    from importlib import resources

    file = resources.files(package).joinpath("evidence.json")
    if not file.is_file():
        return {}
    entries: Mapping[str, Mapping[str, tuple[str, int, str]]] = json.loads(file.read_text(encoding="utf-8"))
    return entries
