"""Where the files go: the package's folder, the names that are safe in it, and what lies there already."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docbind.dialect.services import DEVICE_NAMES
from docbind.model.package import GeneratedFile

from .encoding import shown
from .failure import StoreError
from .manifest import checksum

NOTHING_WRITTEN = "nothing was written"

NOT_IN_WINDOWS = re.compile(r'[<>:"|?*\\]')
CACHE = "__pycache__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The package to write. `out` is the output folder, `package` the package's path below it, with `/`."""

    out: Path
    package: str

    @property
    def folder(self) -> Path:
        """The package's own folder."""
        return self.out / self.package

    @property
    def work(self) -> Path:
        """The folder beside the package that holds the lock, and the new tree until it takes the old one's place."""
        return self.folder.parent / f".{self.folder.name}.docbind-work"

    def label(self, path: str) -> str:
        """A path below the package, as a message shows it: relative to the output folder."""
        return shown(f"{self.package}/{path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What lies in a package's folder, by path below it. `hidden` says that some folder could not be listed."""

    files: frozenset[str]
    others: frozenset[str]
    folders: frozenset[str]
    hidden: bool


def is_safe(path: str) -> bool:
    """Whether a relative path stays below its folder, on every system, and is none that Python or this program uses itself."""
    return all(map(_is_safe_part, path.split("/"))) and not is_cache(path) and not path.startswith(".docbind/")


def is_cache(path: str) -> bool:
    """Whether the file is compiled code: nobody's work, and never compared."""
    return path.endswith(".pyc") or CACHE in path.split("/")


def folded(path: str) -> str:
    """The path as a file system sees it that knows neither case nor the ways to compose a letter."""
    return unicodedata.normalize("NFC", path).casefold()


def prefixes(path: str) -> tuple[str, ...]:
    """The folders above a path, outermost first, and the path itself."""
    parts = path.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts) + 1))


def wanted_files(files: Iterable[GeneratedFile], target: Target) -> Mapping[str, GeneratedFile]:
    """The files by their path below the package. Raises `StoreError` for a path that leads out of it, or that another one stands in the way of."""
    wanted: dict[str, GeneratedFile] = {}
    spelled: dict[str, str] = {}
    for file in files:
        path = file.path.removeprefix(f"{target.package}/")
        if path == file.path or not is_safe(path):
            raise _unsafe(file.path, f"a generated file cannot have this path in the package {target.package}")
        if path in wanted:
            raise _unsafe(file.path, "two generated files have this path")
        for prefix in prefixes(path):
            other = spelled.setdefault(folded(prefix), prefix)
            if other != prefix:
                raise _unsafe(file.path, f"the path differs from {shown(other)} only in case")
        wanted[path] = file
    for path in wanted:
        for prefix in prefixes(path)[:-1]:
            if prefix in wanted:
                raise _unsafe(path, f"{shown(prefix)} is a generated file, so nothing can lie below it")
    return wanted


def checked_target(files: Iterable[GeneratedFile], out: Path, package: str | None) -> Target | None:
    """The package that `files` belong to: `package`, or else their common first folder; None where there is neither.

    Raises `StoreError` where the output folder is no folder, where a link or a file stands where the package's folder
    belongs, or where the files share none.
    """
    if package is None:
        tops = sorted({file.path.split("/")[0] for file in files})
        if not tops:
            return None
        package = tops[0]
        if len(tops) > 1:
            raise _unsafe(tops[1], f"the generated files share no folder: others lie in {shown(tops[0])}")
    if not is_safe(package):
        reason = f"a package cannot have this path; {NOTHING_WRITTEN}"
        raise StoreError("unsafe-output-path", package, reason, "Choose another name for the package.")
    target = Target(out=out.absolute(), package=package)
    if os.path.lexists(target.out) and not target.out.is_dir():
        raise StoreError(
            "output-not-a-folder", out, f"this is no folder; {NOTHING_WRITTEN}", "Choose another output folder."
        )
    for folder in (*(target.out / prefix for prefix in prefixes(package)), target.work):
        mode = _mode(folder)
        if mode is not None and not stat.S_ISDIR(mode):
            kind = "a link" if stat.S_ISLNK(mode) else "no folder"
            reason = f"this is {kind}, and a folder is needed here; {NOTHING_WRITTEN}"
            raise StoreError("output-not-a-folder", folder, reason, "Move it away, or choose another output folder.")
    return target


def read_tree(folder: Path) -> Tree:
    """All that lies in `folder`; links are not followed, and a folder that does not exist is empty."""
    files, others, folders = set[str](), set[str](), set[str]()
    hidden = False
    pending = [""]
    while pending:
        above = pending.pop()
        try:
            with os.scandir(folder / above) as listing:
                entries = list(listing)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            hidden = True
            continue
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.add(path)
                pending.append(f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                files.add(path)
            else:
                others.add(path)
    return Tree(files=frozenset(files), others=frozenset(others), folders=frozenset(folders), hidden=hidden)


def file_checksum(path: Path) -> str | None:
    """The checksum of a regular file; None where there is no such file. Other errors of the operating system pass through."""
    mode = _mode(path)
    if mode is None or not stat.S_ISREG(mode):
        return None
    try:
        return checksum(path.read_bytes())
    except FileNotFoundError:
        return None


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_safe_part(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and part.isprintable()
        and NOT_IN_WINDOWS.search(part) is None
        and not part.endswith((".", " "))
        and part.partition(".")[0].lower() not in DEVICE_NAMES
    )


def _unsafe(path: str, reason: str) -> StoreError:
    remedy = "This is a flaw of the generator: please report it."
    return StoreError("unsafe-output-path", path, f"{reason}; {NOTHING_WRITTEN}", remedy)
