"""Where a service's `names.lock` lies, and reading and writing its text.

A service that has a `service.toml` keeps the lock beside it: there its pages are configured, reviewed and committed. For any other folder of pages, which may be
somebody else's checkout, the lock lies in the emitted package of the service.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docbind.disk.atomic import replace_text
from docbind.disk.failure import StoreError, disk_errors
from docbind.disk.source import SETTINGS, ServiceFolder
from docbind.namelock import parse_lock

LOCK_FILE = "names.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPlace:
    """The file of one service's lock; `shown` is what messages call it."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFile:
    """The lock of one service as it should be now."""

    place: LockPlace
    text: str


def lock_place(folder: ServiceFolder, package: Path) -> LockPlace:
    """The lock of a service whose package lies below the folder `package`."""
    home = folder.root if (folder.root / SETTINGS).is_file() else package / folder.info.module
    return LockPlace(path=home / LOCK_FILE, shown=f"{folder.info.id}/{LOCK_FILE}")


def read_lock_text(place: LockPlace) -> str:
    """The text of the lock; empty where there is none yet. Raises `StoreError` where it cannot be read, or is damaged."""
    with disk_errors(place.path, "nothing was built"):
        if not place.path.is_file():
            return ""
        text = place.path.read_text(encoding="utf-8", errors="surrogateescape")
    for damage in parse_lock(text or "\n", place.shown).diagnostics:
        raise StoreError(damage.code, str(damage.span), f"{damage.message}; nothing was built", damage.help)
    return text


def write_lock_text(place: LockPlace, text: str) -> bool:
    """Replaces the lock, unless it already says so; tells whether it was written. Raises `StoreError`."""
    return replace_text(place.path, text, "the names of this build are not locked")
