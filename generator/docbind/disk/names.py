"""Where a service's `names.lock` lies, and reading and writing its text.

A service that has a `service.toml` keeps the lock beside it: there its pages are configured, reviewed and committed. For any other folder of pages, which may be
somebody else's checkout, the lock lies in the emitted package of the service.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docbind.disk.atomic import replace_text
from docbind.disk.failure import StoreError, disk_errors
from docbind.disk.source import SETTINGS, ServiceFolder
from docbind.disk.survey import SharedFile
from docbind.namelock import parse_lock

LOCK_FILE = "names.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPlace:
    """The file of one service's lock; `shown` is what messages call it, `inside` its path below the package's folder, empty where it lies elsewhere."""

    path: Path
    shown: str
    inside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFile:
    """The lock of one service as it should be now, and as it was when the names were chosen."""

    place: LockPlace
    text: str
    former: str


def lock_place(folder: ServiceFolder, package: Path) -> LockPlace:
    """The lock of a service whose package lies below the folder `package`."""
    shown = f"{folder.info.id}/{LOCK_FILE}"
    if (folder.root / SETTINGS).is_file():
        return LockPlace(path=folder.root / LOCK_FILE, shown=shown)
    inside = f"{folder.info.module}/{LOCK_FILE}"
    return LockPlace(path=package / inside, shown=shown, inside=inside)


def read_lock_text(place: LockPlace) -> str:
    """The text of the lock, with its own line ends; empty where there is none yet. Raises `StoreError` where it cannot be read, or is damaged."""
    with disk_errors(place.path, "nothing was built"):
        if not place.path.is_file():
            return ""
        text = place.path.read_bytes().decode("utf-8", errors="surrogateescape")
    for damage in parse_lock(text or "\n", place.shown).diagnostics:
        raise StoreError(damage.code, str(damage.span), f"{damage.message}; nothing was built", damage.help)
    return text


def write_lock(lock: LockFile) -> bool:
    """Replaces the lock, unless it already says so; tells whether it was written. Raises `StoreError`."""
    return replace_text(lock.place.path, lock.text, "the names of this build are not locked")


def locks_within(locks: Iterable[LockFile]) -> tuple[SharedFile, ...]:
    """The locks that lie in the package: they are written together with it."""
    return tuple(
        SharedFile(path=lock.place.inside, former=_bytes(lock.former), content=_bytes(lock.text))
        for lock in locks
        if lock.place.inside
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogateescape")
