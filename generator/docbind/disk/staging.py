"""The working folder beside the package: the tree that is being made, and the journal of work that must be finished.

While the journal is there, the folder may hold the only copy of something, and only `swap.recover` may clear it away.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .manifest import checksum
from .target import Target, file_checksum


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """The places in the working folder of a package."""

    work: Path

    @property
    def tree(self) -> Path:
        """The new tree until it is in its place; after an exchange, the old one."""
        return self.work / "next"

    @property
    def journal(self) -> Path:
        """What is being done with the tree; it is there whole, or not at all."""
        return self.work / "journal.json"

    @property
    def is_unfinished(self) -> bool:
        """Whether a run was stopped while it put its tree into place."""
        return self.journal.exists()


def staging_of(target: Target) -> Staging:
    """The working folder of a package."""
    return Staging(work=target.work)


def stage(staging: Staging, contents: Mapping[str, bytes]) -> None:
    """Write the files into a new tree, sync them, and read them back: a disk that lies must not get to the old tree. Raises `OSError`."""
    staging.tree.mkdir()
    for path, content in contents.items():
        write_synced(staging.tree / path, content)
    for path, content in contents.items():
        if file_checksum(staging.tree / path) != checksum(content):
            raise OSError(errno.EIO, "the file does not hold what was written to it", str(staging.tree / path))


def write_synced(path: Path, content: bytes) -> None:
    """Write a file, and make its content last. Raises `OSError` with its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # Only opening a file tells its name; a full disk shows itself later.
        error.filename = str(path)
        raise


def write_journal(staging: Staging, journal: Mapping[str, object]) -> None:
    """From here on the work must be finished. Raises `OSError`."""
    new = staging.work / "journal.new"
    write_synced(new, json.dumps(journal).encode())
    new.replace(staging.journal)
    sync(staging.work)


def read_journal(staging: Staging) -> object:
    """The journal as it was written; None where there is none."""
    try:
        return json.loads(staging.journal.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return None


def discard(staging: Staging) -> None:
    """Delete the tree and the journal. Every file in the tree must be a new one of ours, or have another name elsewhere. Raises `OSError`."""
    if staging.tree.exists():
        for folder, _, _ in os.walk(staging.tree):
            Path(folder).chmod(stat.S_IRWXU)
        shutil.rmtree(staging.tree)
    (staging.work / "journal.new").unlink(missing_ok=True)
    staging.journal.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make the names in a folder last; a system that does not open folders does so by itself."""
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_tree(root: Path) -> None:
    """`sync` for a folder and all folders below it."""
    for folder, _, _ in os.walk(root):
        sync(Path(folder))
