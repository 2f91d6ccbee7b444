"""Fetched pages into their place: staged beside it, then swapped in as a whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .failure import disk_errors
from .git import Fetched, fetch_commit, fetch_tip
from .lock import locked
from .origin import COMMIT, PAGES, RECORD, Origin, read_commit, read_record, record_of, write_commit
from .source import ServiceFolder
from .staging import write_synced

WORK = ".docbind-pull"
SECONDS_TO_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One service's pages before and after: the commits (`old` is empty where there was none), and the folders of both while they are there."""

    name: str
    old: str
    new: str
    before: ServiceFolder | None
    after: ServiceFolder | None
    links: tuple[str, ...] = ()


@contextmanager
def pulled(origin: Origin, *, update: bool) -> Iterator[Pulled]:
    """Fetches the pages of a service at its locked commit; with `update`, or without a lock, at what `ref` leads to now.

    In the block both states can be read; when it ends without an error, the new pages are in place and the lock is moved. Raises `StoreError`, and then neither is touched.
    """
    with disk_errors(origin.root, "nothing was fetched"), locked(origin.root / WORK, SECONDS_TO_WAIT):
        _clear(origin.root / WORK)
        record = read_record(origin)
        commit = read_commit(origin)
        in_place = record is not None and (record.git, record.path) == (origin.git, origin.path)
        if record is not None and in_place and record.commit == commit and not update:
            yield Pulled(name=origin.name, old=commit, new=commit, before=None, after=None)
            return
        fetched = (
            fetch_commit(origin.git, origin.ref, origin.path, commit)
            if commit and not update
            else fetch_tip(origin.git, origin.ref, origin.path)
        )
        before = origin.folder() if record is not None else None
        with _staged(origin, fetched) as staged:
            yield Pulled(
                name=origin.name,
                old=record.commit if record is not None else commit,
                new=fetched.commit,
                before=before,
                after=origin.folder(staged),
                links=fetched.links,
            )
            if record is None or not in_place or record.commit != fetched.commit:
                _swap(origin, staged)
        write_commit(origin, fetched.commit)


@contextmanager
def revision(origin: Origin, name: str) -> Iterator[ServiceFolder]:
    """The pages of a service at a branch, tag or commit, while the block runs. Raises `StoreError`."""
    fetched = (
        fetch_commit(origin.git, origin.ref, origin.path, name)
        if COMMIT.fullmatch(name)
        else fetch_tip(origin.git, name, origin.path)
    )
    with tempfile.TemporaryDirectory(prefix="docbind-diff-") as folder:
        _write(origin, fetched, Path(folder))
        yield origin.folder(Path(folder))


@contextmanager
def _staged(origin: Origin, fetched: Fetched) -> Iterator[Path]:
    staged = Path(tempfile.mkdtemp(dir=origin.root / WORK, prefix="new-"))
    try:
        _write(origin, fetched, staged)
        yield staged
    finally:
        _clear(origin.root / WORK)


def _write(origin: Origin, fetched: Fetched, root: Path) -> None:
    folder = root.joinpath(*PAGES)
    for path, content in fetched.pages.items():
        write_synced(folder / path, content)
    write_synced(folder / RECORD, record_of(origin, fetched.commit, fetched.pages).encode())


def _swap(origin: Origin, staged: Path) -> None:
    """The new pages take the place of the old ones. Where that is cut off in between, there are no pages, and the next pull fetches them."""
    place = origin.pages
    place.parent.mkdir(parents=True, exist_ok=True)
    old = staged / "old"
    if place.exists():
        place.rename(old)
    try:
        staged.joinpath(*PAGES).rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise


def _clear(work: Path) -> None:
    """What a run left that was cut off."""
    for path in work.glob("new-*"):
        shutil.rmtree(path, ignore_errors=True)
