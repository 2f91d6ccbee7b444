"""Every thing its own name: each comes with candidates from plain to specific, and all that share a name move on to their next one together.

So the outcome depends on no order, and no name ever holds a counter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def fold(name: str) -> str:
    """What must differ between two names: names that only differ in case or underscores are too easily confused."""
    return name.replace("_", "").casefold()


def choose(
    candidates: Mapping[Key, Sequence[str]],
    *,
    taken: frozenset[str] = frozenset(),
    owner: Callable[[str, tuple[Key, ...]], Key | None] = lambda name, rivals: None,
    same: Callable[[str], str] = fold,
) -> dict[Key, str]:
    """A distinct name for each key, none of them in `taken`.

    Whoever has not moved yet goes before those who have; among equals, `owner` may name one that keeps the name. The last candidate of a key must be unique.
    """
    used = {same(name) for name in taken}
    level = dict.fromkeys(candidates, 0)
    moved = True
    while moved:
        moved = False
        rivals: dict[str, list[Key]] = defaultdict(list)
        for key, names in candidates.items():
            rivals[same(names[level[key]])].append(key)
        for folded, keys in rivals.items():
            keeper = None if folded in used else _keeper(keys, level, candidates, owner)
            for key in keys:
                if key != keeper and level[key] + 1 < len(candidates[key]):
                    level[key] += 1
                    moved = True
    return {key: names[level[key]] for key, names in candidates.items()}


def _keeper(
    keys: Sequence[Key],
    level: Mapping[Key, int],
    candidates: Mapping[Key, Sequence[str]],
    owner: Callable[[str, tuple[Key, ...]], Key | None],
) -> Key | None:
    lowest = min(level[key] for key in keys)
    first = tuple(key for key in keys if level[key] == lowest)
    return first[0] if len(first) == 1 else owner(candidates[first[0]][lowest], first)
