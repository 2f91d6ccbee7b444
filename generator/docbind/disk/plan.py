"""What a write is going to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .manifest import Manifest
from .survey import State, Survey
from .target import Target, file_checksum


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write and remove, by paths below the package.

    `saved` are files of somebody else among them, each with the name that it is kept under.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    saved: Mapping[str, str]


def planned(target: Target, survey: Survey) -> Plan:
    """The plan that makes the tree as it should be; whoever calls has asked whether somebody else's files may be replaced."""
    theirs = survey.in_state(State.EDITED, State.FOREIGN)
    differing = survey.in_state(State.MISSING, State.CHANGED, State.EDITED, State.FOREIGN)
    return Plan(
        written=tuple(path for path in differing if path in survey.contents),
        removed=tuple(path for path in survey.in_state(State.STALE, State.EDITED) if path not in survey.contents),
        saved={path: saved_name(target.folder, path, file_checksum(target.folder / path) or "") for path in theirs},
    )


def owned_by(plan: Plan, recorded: Manifest) -> Mapping[str, str]:
    """The files that a plan replaces or removes, each with the checksum that it has while nobody but us has written it."""
    return {path: recorded.files[path].sha256 for path in (*plan.written, *plan.removed) if path in recorded.files}


def saved_name(folder: Path, path: str, sha256: str) -> str:
    """What a file is called that was in the way of one of ours: a name that is free, or that the very same content has already."""
    for length in (8, 16, 64):
        name = f"{path}.orig-{sha256[:length]}"
        if not os.path.lexists(folder / name) or file_checksum(folder / name) == sha256:
            return name
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / path))
