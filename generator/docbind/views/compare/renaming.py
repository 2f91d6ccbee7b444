"""A field that went and one of nearly the same spelling that came, in one message: one change rather than two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from docbind.model.change import Change, ChangeKind, Impact

ALIKE_BESIDE = 0.8
"""How much of two names in one structure must be equal."""

ALIKE_ELSEWHERE = 0.9
"""The same for names in different structures of one message."""

Place = tuple[str, str, str, int | None, str]


def with_renames(changes: Iterable[Change]) -> list[Change]:
    """The changes, with each removed and added field that are one renamed field as one; the most alike first."""
    found = list(changes)
    gone: dict[Place, list[Change]] = defaultdict(list)
    come: dict[Place, list[Change]] = defaultdict(list)
    for change in found:
        if change.kind is ChangeKind.PARAM_REMOVED:
            gone[_place(change)].append(change)
        elif change.kind is ChangeKind.PARAM_ADDED:
            come[_place(change)].append(change)
    renamed: dict[Change, Change] = {}
    for place, removed in gone.items():
        alike = [
            (likeness, was, now)
            for was in removed
            for now in come.get(place, ())
            if (likeness := _likeness(was.path, now.path))
        ]
        for _, was, now in sorted(alike, key=lambda found: (-found[0], found[1].path, found[2].path)):
            if was not in renamed and now not in renamed.values():
                renamed[was] = now
    into = set(renamed.values())
    return [_renamed(change, renamed.get(change)) for change in found if change not in into]


def _renamed(old: Change, new: Change | None) -> Change:
    if new is None:
        return old
    return replace(
        new, kind=ChangeKind.PARAM_RENAMED, impact=Impact.BREAKING, path=old.path, old=old.path, new=new.path
    )


def _place(change: Change) -> Place:
    """Fields outside of operations are held apart by their page."""
    page = "" if change.operation else change.span.path
    return change.service, change.operation, change.where, change.status, page


def _likeness(old: str, new: str) -> float:
    """0 where these are two names. Names that differ in a digit are: `ipv4` is not `ipv6`."""
    was, now = _name(old), _name(new)
    if re.sub(r"\D", "", was) != re.sub(r"\D", "", now):
        return 0
    likeness = SequenceMatcher(None, was, now, autojunk=False).ratio()
    beside = old.rpartition(".")[0] == new.rpartition(".")[0]
    return likeness if likeness >= (ALIKE_BESIDE if beside else ALIKE_ELSEWHERE) else 0


def _name(path: str) -> str:
    return re.sub(r"[-_]", "", path.rpartition(".")[2]).lower()
