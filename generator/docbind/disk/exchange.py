"""Putting a new tree into place in one step: the new folder and the old one exchange their names."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from .manifest import MANIFEST, checksum
from .plan import Plan, saved_name
from .staging import Staging, sync, sync_tree, write_journal
from .target import CACHE, Tree, file_checksum, is_cache, prefixes

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchanged(staging: Staging, folder: Path, tree: Tree, plan: Plan, owned: Mapping[str, str]) -> bool:
    """Complete the new tree with what stays of the old `tree`, and exchange the two; False where the file system does not do that."""
    exchange = _system_call()
    if exchange is None or tree.hidden:
        return False
    try:
        _link_rest(staging.tree, folder, tree, plan)
        sync_tree(staging.tree)
        write_journal(staging, {"step": "exchange", "inode": staging.tree.lstat().st_ino, "owned": dict(owned)})
        exchange(staging.tree, folder)
    except OSError:
        staging.journal.unlink(missing_ok=True)
        return False
    sync(folder.parent)
    return True


def clear_old(staging: Staging, folder: Path, owned: Mapping[str, str]) -> tuple[str, ...]:
    """Delete the old tree, but move what somebody changed at the last moment into the new one.

    Returns the names of what was moved. Raises `OSError`.
    """
    old = staging.tree
    kept = []
    for above, folders, files in os.walk(old, topdown=False):
        here = Path(above)
        mode = stat.S_IMODE(here.lstat().st_mode)
        if mode & stat.S_IRWXU != stat.S_IRWXU:
            here.chmod(mode | stat.S_IRWXU)
        links = [name for name in folders if (here / name).is_symlink()]
        for path in (here / name for name in sorted((*files, *links))):
            below = path.relative_to(old).as_posix()
            if _is_spent(path, below, owned, folder):
                path.unlink()
            else:
                kept.append(_move_over(path, below, folder))
        here.rmdir()
    staging.journal.unlink(missing_ok=True)
    return tuple(kept)


def _link_rest(fresh: Path, folder: Path, tree: Tree, plan: Plan) -> None:
    """Give every file of the old tree that stays a second name in the new one, and every folder its permissions."""
    staying = sorted((tree.files | tree.others) - {*plan.written, *plan.removed})
    links = {name: path for path, name in plan.saved.items()}
    links |= {path: path for path in staying if not is_cache(path)}
    _link(fresh, folder, links)
    # An empty folder is somebody's and stays; one that this plan empties goes, and compiled code goes with it.
    filled = {prefix for path in tree.files | tree.others for prefix in prefixes(path)[:-1]}
    for path in tree.folders - filled:
        (fresh / path).mkdir(parents=True, exist_ok=True)
    _link(fresh, folder, {path: path for path in staying if is_cache(path) and (fresh / _home_of_cache(path)).is_dir()})
    for path in sorted(("", *tree.folders), reverse=True):
        if (fresh / path).is_dir():
            shutil.copymode(folder / path, fresh / path)


def _link(fresh: Path, folder: Path, links: Mapping[str, str]) -> None:
    for name, path in links.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(folder / path, fresh / name, follow_symlinks=False)


def _home_of_cache(path: str) -> str:
    """The folder whose modules a file of compiled code belongs to."""
    above = path.split("/")[:-1]
    return "/".join(above[: above.index(CACHE)] if CACHE in above else above)


def _system_call() -> Callable[[Path, Path], None] | None:
    """What lets two folders exchange their names in one step, and raises `OSError` where the file system cannot; None where the system cannot."""
    if sys.platform != "linux":
        return None
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return None

    def exchange(first: Path, second: Path) -> None:
        if renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(first), None, str(second))

    return exchange


def _is_spent(path: Path, below: str, owned: Mapping[str, str], folder: Path) -> bool:
    """Whether a file of the old tree may go: it lives on in the new one, or nobody but us ever wrote it."""
    if is_cache(below) or below == MANIFEST:
        return True
    with suppress(FileNotFoundError, NotADirectoryError):
        if os.path.samestat(path.lstat(), (folder / below).lstat()):
            return True
    sha256 = file_checksum(path)
    if sha256 is None:
        return False
    return owned.get(below) == sha256 or file_checksum(folder / saved_name(folder, below, sha256)) == sha256


def _move_over(path: Path, below: str, folder: Path) -> str:
    """Move a file into the new tree: to its own place where that is free, else beside it. Returns its path below the package."""
    name = below
    if os.path.lexists(folder / below):
        name = saved_name(folder, below, file_checksum(path) or checksum(os.fsencode(below)))
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    path.rename(folder / name)
    return name
