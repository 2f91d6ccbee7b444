"""Where the pages of a service come from, where that is somebody's git repository: `git`, `path` and `ref` of its `service.toml`, and the commit in `pages.lock`.

The pages lie in `api-ref/source` of the service's folder, and the lock beside `service.toml`. In the pages' folder a record tells from which commit they are and what
they held, so that pages which somebody changed are never replaced. Whoever commits the lock alone gets the same pages from `docbind pull`; whoever commits the
pages too builds without the network.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .atomic import replace_text
from .errata import ErrataFolder, errata_places
from .failure import StoreError, disk_errors
from .files import PageEntry, entries, pages_below
from .service_info import configured_origin, default_info
from .source import SETTINGS, ServiceFolder

PAGES = ("api-ref", "source")
LOCK = "pages.lock"
RECORD = ".docbind-pages"
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")

LOCK_TEXT = """\
# The commit of the pages; docbind pull fetches it, docbind pull --update moves it.
commit = "{commit}"
"""
RECORD_TEXT = """\
# Written by docbind pull, which replaces this folder as a whole: change the pages where they come from.
git = {git}
path = {path}
commit = "{commit}"
sha256 = "{sha256}"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The repository of one service: `ref` is a branch or tag, empty for the one that the repository itself names; `path` the folder of pages in it."""

    name: str
    root: Path
    git: str
    path: str
    ref: str
    errata: ErrataFolder | None = None

    @property
    def pages(self) -> Path:
        return self.root.joinpath(*PAGES)

    def folder(self, root: Path | None = None) -> ServiceFolder:
        """The service, with its pages in place or below another root; its errata are the same for both."""
        home = root or self.root
        errata = errata_places(self.name, self.root, self.errata)
        return ServiceFolder(info=default_info(self.name), root=home, pages=home.joinpath(*PAGES), errata=errata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was fetched into a folder of pages."""

    git: str
    path: str
    commit: str
    sha256: str


def find_origins(
    folders: Sequence[Path], names: Sequence[str], errata: ErrataFolder | None = None
) -> tuple[Origin, ...]:
    """The services below `folders` that have a repository, or those called `names`, sorted by name; with their
    errata of the project. Raises `StoreError`.
    """
    found: dict[str, Origin | None] = {}
    for folder in folders:
        for root in _roots(folder):
            found.setdefault(root.name, _origin(root, errata))
    for name in names:
        if name not in found:
            known = ", ".join(sorted(found)) or "none"
            raise StoreError("pull-failed", name, f"no service is called so; there are {known}", "Correct the name.")
        if found[name] is None:
            reason = "the service has no repository; nothing was fetched"
            raise StoreError("pull-failed", f"{name}/{SETTINGS}", reason, "Set `git` there.")
    return tuple(
        origin for name, origin in sorted(found.items()) if origin is not None and (not names or name in names)
    )


def read_commit(origin: Origin) -> str:
    """The commit in the service's lock; empty where there is none yet. Raises `StoreError`."""
    path = origin.root / LOCK
    commit = _toml(path).get("commit", "")
    if path.exists() and (not isinstance(commit, str) or not COMMIT.fullmatch(commit)):
        reason = "it names no commit; nothing was fetched"
        raise StoreError("pull-failed", path, reason, "Restore the file, or remove it and pull again.")
    return str(commit)


def write_commit(origin: Origin, commit: str) -> None:
    """Moves the lock. Raises `StoreError`."""
    replace_text(origin.root / LOCK, LOCK_TEXT.format(commit=commit), "the commit of the pages is not locked")


def record_of(origin: Origin, commit: str, pages: Mapping[str, bytes]) -> str:
    """The text of the record of fetched pages, given by their paths."""
    return RECORD_TEXT.format(
        git=json.dumps(origin.git), path=json.dumps(origin.path), commit=commit, sha256=_digest(pages.items())
    )


def read_record(origin: Origin) -> Record | None:
    """The record of the pages in place; None where there are no pages yet.

    Raises `StoreError` (`pages-changed`) where the pages are not what was fetched: somebody changed them, or they are not docbind's.
    """
    remedy = "Move the folder away, or take `git` out of service.toml."
    if not origin.pages.exists():
        own = [found for found in pages_below(origin.root, origin.name) if isinstance(found, PageEntry)]
        if own:
            reason = "the service has pages of its own; nothing was fetched over them"
            raise StoreError("pages-changed", own[0].path, reason, remedy)
        return None
    text = _toml(origin.pages / RECORD)
    if not text:
        if not any(True for _ in entries(origin.pages, origin.name)):
            return None
        reason = "these pages were not fetched by docbind; they were left as they are"
        raise StoreError("pages-changed", origin.pages, reason, remedy)
    record = Record(**{key: str(text.get(key, "")) for key in ("git", "path", "commit", "sha256")})
    if _digest(_files(origin.pages)) != record.sha256:
        reason = f"these pages were changed since they were fetched at {record.commit[:12]}; they were left as they are"
        raise StoreError("pages-changed", origin.pages, reason, "Move the folder away, then pull again.")
    return record


def _roots(folder: Path) -> list[Path]:
    """The folders with settings: the folder itself, or its sub-folders."""
    if (folder / SETTINGS).is_file():
        return [folder.absolute()]
    with disk_errors(folder, "nothing was fetched"):
        return sorted(path.absolute() for path in folder.iterdir() if (path / SETTINGS).is_file())


def _origin(root: Path, errata: ErrataFolder | None) -> Origin | None:
    path = root / SETTINGS
    with disk_errors(path, "nothing was fetched"):
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
    found = configured_origin(text, f"{root.name}/{SETTINGS}")
    for problem in found.diagnostics:
        raise StoreError("pull-failed", str(problem.span), problem.message, problem.help)
    if found.value is None:
        return None
    git, folder, ref = found.value
    return Origin(name=root.name, root=root, git=git, path=folder, ref=ref, errata=errata)


def _toml(path: Path) -> dict[str, object]:
    """The table that a file holds; empty where it is not there. Raises `StoreError`."""
    with disk_errors(path, "nothing was fetched"):
        if not path.is_file():
            return {}
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"it is no TOML ({error}); nothing was fetched"
        raise StoreError("pull-failed", path, reason, "Restore the file, or remove it and pull again.") from error


def _files(folder: Path) -> list[tuple[str, bytes]]:
    """Everything in a folder of fetched pages but its record; a link counts as changed, whatever it leads to."""
    with disk_errors(folder, "nothing was fetched"):
        found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
        return [
            (path.relative_to(folder).as_posix(), b"" if path.is_symlink() else path.read_bytes())
            for path in found
            if path != folder / RECORD
        ]


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(files):
        whole.update(f"{len(name.encode())} {name} {len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
