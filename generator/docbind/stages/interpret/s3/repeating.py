"""Which elements may stand more than once inside their parent: those shown so, said so, or named so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from docbind.dialect.s3 import COLLECTIONS, LISTINGS
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.s3.elements import ElementPath
from docbind.stages.interpret.s3.rows import ElementRow

_COLLECTIONS = Phrases(COLLECTIONS)
_LISTINGS = Phrases(LISTINGS)

LONGEST_NAMES = 100
"""Characters of two names that are compared; real ones stay under 60."""

_Places = Mapping[ElementPath, tuple[ElementRow, ...]]


def repeated_places(places: _Places, loose: Set[ElementPath], shown: Set[ElementPath]) -> frozenset[ElementPath]:
    """The repeated ones of `places` with their rows; rows do not speak of the `loose` ones, and a document has the `shown` ones more than once."""
    found = {path for path in shown if path in places}
    by_row: dict[ElementRow, list[ElementPath]] = {}
    for path, rows in places.items():
        for row in rows:
            by_row.setdefault(row, []).append(path)
    several = {row for row, paths in by_row.items() if not found.isdisjoint(paths)}
    holders = {path[:-1] for path in found}
    for path in sorted(places, key=len, reverse=True):
        own = places[path] if path not in loose else ()
        if len(path) > 1 and path not in found and _is_repeated(path, own, places.get(path[:-1], ()), several, holders):
            found.add(path)
            holders.add(path[:-1])
    return frozenset(found)


def _is_repeated(
    path: ElementPath,
    own: tuple[ElementRow, ...],
    above: tuple[ElementRow, ...],
    several: Set[ElementRow],
    holders: Set[ElementPath],
) -> bool:
    """Whether the rows of the element or of its parent count it, or the names of both say it.

    Where a row describes several places and one of them is shown more than once, the words may speak of that one alone. An element that holds a list
    is the listing, not its item.
    """
    names = ".".join(path[-2:])[:LONGEST_NAMES]
    if several.isdisjoint(own) and any(path[-1].lower().endswith(thing) for thing in _things((*own, *above))):
        return True
    if _COLLECTIONS.whole(names) is not None:
        return True
    return path not in holders and _LISTINGS.whole(names) is not None


def _things(rows: tuple[ElementRow, ...]) -> Iterator[str]:
    return (thing for row in rows for thing in row.things if len(thing) > 1)
