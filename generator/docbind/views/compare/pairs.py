"""Which operation of the new pages is which operation of the old ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from docbind.dialect.titles import REMARKS
from docbind.model.spec import Operation

ALIKE = 0.6
"""How much of two paths must be equal for one label to mean the same operation: labels are reused for others."""

Halves = tuple[Operation | None, Operation | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """One operation as it was and as it is."""

    old: Operation
    new: Operation

    @property
    def same_path(self) -> bool:
        """Whether some path of both has the same shape."""
        return bool(self.shapes(self.old).keys() & self.shapes(self.new).keys())

    @staticmethod
    def shapes(operation: Operation) -> dict[str, str]:
        """The shapes of all paths of an operation, with each path as it is written."""
        return {shape(path): path for path in (operation.path, *operation.aliases)}

    @property
    def renamed_placeholders(self) -> dict[str, str]:
        """Old name → new name of the placeholders that only changed their name."""
        if shape(self.old.path) != shape(self.new.path):
            return {}
        names = zip(_placeholders(self.old.path), _placeholders(self.new.path), strict=True)
        return {was: now for was, now in names if was != now}


def route(operation: Operation) -> str:
    """METHOD and path."""
    return f"{operation.method} {operation.path}"


def shape(path: str) -> str:
    """A path without the names of its placeholders, in lower case."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/").lower()


def paired(old: tuple[Operation, ...], new: tuple[Operation, ...]) -> Iterator[Halves]:
    """Each operation once, with its other half where there is one; what has several halves counts as one with the most alike of them.

    A page that documents an operation which another page documents too, and goes, takes no operation away: it is no half of anything.
    """
    pairing = _Pairing(old, new)
    pairing.join(lambda found: (*_routes(found), found.id))
    pairing.join(lambda found: (*_routes(found), _title(found)))
    pairing.join(_routes)
    pairing.join(lambda found: found.method, _share_a_route)
    pairing.join(lambda found: found.id, _is_alike)
    pairing.join(_title, _is_alike)
    yield from pairing.halves()


class _Pairing:
    def __init__(self, old: tuple[Operation, ...], new: tuple[Operation, ...]) -> None:
        self.old = list(old)
        self.new = list(new)
        self.found: list[tuple[Operation, Operation]] = []

    def join(
        self, key: Callable[[Operation], Hashable], agree: Callable[[Operation, Operation], bool] = lambda _, __: True
    ) -> None:
        """Pairs what is left and has the same key, in the order of the pages."""
        waiting: dict[Hashable, list[Operation]] = defaultdict(list)
        for operation in self.old:
            waiting[key(operation)].append(operation)
        for operation in tuple(self.new):
            for other in waiting[key(operation)]:
                if agree(other, operation):
                    waiting[key(operation)].remove(other)
                    self.old.remove(other)
                    self.new.remove(operation)
                    self.found.append((other, operation))
                    break

    def halves(self) -> Iterator[Halves]:
        yield from self.found
        known = {_routes(operation) for pair in self.found for operation in pair}
        yield from ((None, operation) for operation in self.new if _routes(operation) not in known)
        yield from ((operation, None) for operation in self.old if _routes(operation) not in known)


def _routes(operation: Operation) -> tuple[str, str]:
    return operation.method, shape(operation.path)


def _share_a_route(old: Operation, new: Operation) -> bool:
    return Pair(old, new).same_path


def _title(operation: Operation) -> str:
    words = operation.title.lower()
    for remark in REMARKS:
        words = re.sub(remark.pattern, " ", words)
    return " ".join(words.split())


def _is_alike(old: Operation, new: Operation) -> bool:
    """Whether two operations of one label or title are the same: it is told by their paths, or where only the version moved by their titles too."""
    likeness = SequenceMatcher(None, shape(old.path), shape(new.path), autojunk=False).ratio()
    return likeness >= ALIKE and (old.method == new.method or shape(old.path) == shape(new.path))


def _placeholders(path: str) -> list[str]:
    return re.findall(r"\{([^{}]*)\}", path)
