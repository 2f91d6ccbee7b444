"""Putting a new tree into place file by file, where folders cannot be exchanged.

First comes a journal of it all, then the steps; each may be done again.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from .manifest import MANIFEST, checksum
from .plan import Plan, saved_name
from .staging import Staging, discard, sync, write_journal, write_synced
from .target import CACHE, file_checksum, prefixes


def begin_moves(staging: Staging, folder: Path, plan: Plan, owned: Mapping[str, str]) -> None:
    """Save what the plan saves, and write the journal. Raises `OSError`; the tree is as it was then."""
    for path, name in plan.saved.items():
        if not os.path.lexists(folder / name):
            _copy(folder / path, folder / name)
    write_journal(staging, {"step": "move", "written": plan.written, "removed": plan.removed, "owned": dict(owned)})


def finish_moves(
    staging: Staging, folder: Path, written: Iterable[str], removed: Iterable[str], owned: Mapping[str, str]
) -> tuple[str, ...]:
    """Do the steps that are not done yet. Returns the names that last-moment changes of somebody else are kept under. Raises `OSError`."""
    for path in removed:
        _refuse_links(folder, path)
        if not _is_somebody_elses(folder, path, {owned.get(path)}):
            (folder / path).unlink(missing_ok=True)
            _drop_empty(folder, path)
    kept = []
    # The manifest comes last: it speaks of the files before it.
    for path in sorted(written, key=lambda path: (path == MANIFEST, path)):
        _refuse_links(folder, path)
        source = staging.tree / path
        content = file_checksum(source)
        if content is None:
            continue
        if _is_somebody_elses(folder, path, {owned.get(path), content}):
            name = saved_name(folder, path, file_checksum(folder / path) or checksum(os.fsencode(path)))
            (folder / path).rename(folder / name)
            kept.append(name)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _put(source, folder / path)
        sync((folder / path).parent)
    discard(staging)
    return tuple(kept)


def _put(source: Path, destination: Path) -> None:
    """Rename a file into place; by way of a copy where the package's folder is mounted from another file system."""
    try:
        source.replace(destination)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, destination)


def _copy(source: Path, destination: Path) -> None:
    """The copy is there whole, or not at all."""
    copy = destination.with_name(f".{destination.name}.docbind-new")
    write_synced(copy, source.read_bytes())
    copy.replace(destination)


def _is_somebody_elses(folder: Path, path: str, ours: Collection[str | None]) -> bool:
    """Whether something lies at a path that has no checksum of ours, and no copy either."""
    if not os.path.lexists(folder / path):
        return False
    found = file_checksum(folder / path)
    if found is None:
        return True
    return path != MANIFEST and found not in ours and file_checksum(folder / saved_name(folder, path, found)) != found


def _refuse_links(folder: Path, path: str) -> None:
    """A link that has come up on the way since the files were looked at would lead out of the package."""
    for prefix in prefixes(path)[:-1]:
        if (folder / prefix).is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder / prefix))


def _drop_empty(folder: Path, path: str) -> None:
    """Remove the folders that the removal of a file has left empty, or with nothing but compiled code."""
    for prefix in reversed(prefixes(path)[:-1]):
        here = folder / prefix
        with suppress(OSError):
            if {inner.name for inner in here.iterdir()} == {CACHE}:
                shutil.rmtree(here / CACHE)
            here.rmdir()
