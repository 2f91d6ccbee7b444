"""The modules of a large service's structures: one for each folder of its pages, and `shared` for what several of them use.

What a structure refers to is used wherever the structure itself is used. So a section needs nothing but itself and `shared`, and no import runs in a circle.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping

from docbind.dialect.services import DEVICE_NAMES
from docbind.literals import digest, snake_case, words
from docbind.model.names import ModuleName
from docbind.model.spec import Model, Operation
from docbind.stages.name.choose import choose
from docbind.stages.name.usage import Use

MOST_CLASSES = 400
MOST_MEMBERS = 1250
"""A module of this size has about 8,000 lines."""

SHARED = ModuleName("shared")


def sections(
    operations: tuple[Operation, ...], models: Mapping[str, Model], uses: Mapping[str, tuple[Use, ...]]
) -> dict[str, ModuleName]:
    """The module of each structure, by `Model.id`; empty where one module takes them all."""
    if len(uses) <= MOST_CLASSES and sum(len(models[identity].fields) for identity in uses) <= MOST_MEMBERS:
        return {}
    folders = {operation.id: operation.folder for operation in operations}
    used_in = {identity: {folders[use.operation] for use in seen} for identity, seen in uses.items()}
    alone = {next(iter(found)) for found in used_in.values() if len(found) == 1}
    taken = frozenset({SHARED, *keyword.kwlist, *DEVICE_NAMES})
    names = choose({folder: _candidates(folder) for folder in sorted(alone)}, taken=taken)
    return {
        identity: ModuleName(names[next(iter(found))]) if len(found) == 1 else SHARED
        for identity, found in used_in.items()
    }


def _candidates(folder: tuple[str, ...]) -> tuple[str, ...]:
    """The folder's own words, then those of the folders around it."""
    around = ["_".join(folder[-depth:]) for depth in range(1, len(folder) + 1)]
    names = [snake_case(words(text)) for text in around]
    return (*dict.fromkeys(name for name in names if name), snake_case(("section", digest("/".join(folder)))))
