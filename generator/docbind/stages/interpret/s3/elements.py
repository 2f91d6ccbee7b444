"""The XML of a template or sample → which elements stand where, and which of them more than once.

Templates are no documents: they leave ends out, hold `...`, and close what they have not opened. So tags are read one by one, and never an entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ElementPath = tuple[str, ...]
"""The names from the root element down to an element."""

MOST_ELEMENTS = 2000
DEEPEST_ELEMENT = 32
"""What is read of one document; real templates stay far below."""

_NAME = r"[A-Za-z_][\w.\-]{0,127}"
_TAG = re.compile(
    rf"</(?P<close>{_NAME})\s*>"
    rf"|<(?P<open>{_NAME})(?:\s+[\w.:\-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*(?P<empty>/?)>"
    r"|(?P<more>\.\.\.|…)"
)
_BEGINNING = re.compile(r"\s*(?:<\?xml\b[^<>]*>\s*)?(?=<)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """`paths` in the order of the document, the root first; `repeated` are those that stand more than once inside one parent."""

    paths: tuple[ElementPath, ...]
    repeated: frozenset[ElementPath]

    @property
    def root(self) -> str:
        return self.paths[0][0]


def elements(text: str) -> Elements | None:
    """The elements of a body; None where it does not begin as XML."""
    beginning = _BEGINNING.match(text)
    first = _TAG.match(text, beginning.end()) if beginning else None
    if first is None or not first["open"]:
        return None
    reader = _Reader()
    for tag in _TAG.finditer(text, first.start()):
        if not reader.read(tag):
            break
    return Elements(paths=tuple(reader.seen), repeated=frozenset(reader.repeated))


def merged(all_elements: Iterable[Elements]) -> Elements | None:
    """What several documents of one root show together: the first one's order, what only later ones have behind their parents' known children."""
    documents = list(all_elements)
    if not documents:
        return None
    alike = [found for found in documents if found.root == documents[0].root]
    return Elements(
        paths=in_order(path for found in alike for path in found.paths),
        repeated=frozenset(path for found in alike for path in found.repeated),
    )


def in_order(paths: Iterable[ElementPath]) -> tuple[ElementPath, ...]:
    """Each path once, in the order of a document: behind it all that is inside, children in the order in which they come."""
    children: dict[ElementPath, dict[ElementPath, None]] = {}
    for path in paths:
        children.setdefault(path[:-1], {})[path] = None
    return tuple(_inside((), children))


def _inside(path: ElementPath, children: dict[ElementPath, dict[ElementPath, None]]) -> Iterator[ElementPath]:
    for child in children.get(path, ()):
        yield child
        yield from _inside(child, children)


class _Reader:
    """One document, tag by tag."""

    def __init__(self) -> None:
        self.seen: dict[ElementPath, None] = {}
        self.repeated: set[ElementPath] = set()
        self._open: list[str] = []
        self._inside: list[list[str]] = [[]]

    def read(self, tag: re.Match[str]) -> bool:
        """Takes the next tag; False behind the end of the document, or of what is read of one."""
        if tag["open"]:
            self._opened(tag["open"], empty=bool(tag["empty"]))
        elif tag["close"]:
            self._closed(tag["close"])
        elif self._inside[-1]:
            self.repeated.add((*self._open, self._inside[-1][-1]))
        return bool(self._open) and len(self._open) <= DEEPEST_ELEMENT and len(self.seen) <= MOST_ELEMENTS

    def _opened(self, name: str, *, empty: bool) -> None:
        path = (*self._open, name)
        self.seen[path] = None
        if name in self._inside[-1]:
            self.repeated.add(path)
        self._inside[-1].append(name)
        if not empty:
            self._open.append(name)
            self._inside.append([])

    def _closed(self, name: str) -> None:
        """Closes an element and whatever was left open inside it."""
        if name not in self._open:
            return
        while self._open.pop() != name:
            self._inside.pop()
        self._inside.pop()
