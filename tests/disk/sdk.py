"""A small package to write, in two versions, and what is on disk of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from docbind.model.package import GeneratedFile

WORK = ".otc.docbind-work"
WAYS = ("exchange", "move", "copy")


def no_links(*_: object, **__: object) -> None:
    """What linking does on a file system without hard links."""
    raise OSError(errno.EPERM, "no hard links here")


def go_the_way(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the ways that are better than `way` fail: the exchange, the moves, and, for a package on a file system of its own, the moves by copy."""
    if way == "exchange":
        return
    monkeypatch.setattr(os, "link", no_links)
    if way == "move":
        return
    replace = os.replace

    def not_across(source: Path, target: Path) -> None:
        if WORK in str(source) and WORK not in str(target):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        replace(source, target)

    monkeypatch.setattr(os, "replace", not_across)


def file(path: str, content: str, scope: str = "dns") -> GeneratedFile:
    return GeneratedFile(path=path, content=content.encode(), pages=("dns/zones/create.rst", "dns/a.rst"), scope=scope)


def version(number: int) -> tuple[GeneratedFile, ...]:
    """The package in its version `number`: some files differ, some are the same, one has another name in each."""
    return (
        file("otc/__init__.py", "", scope=""),
        file("otc/_core/client.py", "BASE = 1\n", scope=""),
        file("otc/dns/__init__.py", f"VERSION = {number}\n"),
        file("otc/dns/models.py", f"class Zone: version = {number}\n" * 50),
        file("otc/dns/same.py", "SAME = True\n"),
        file(f"otc/dns/only_{number}/part.py", "PART = True\n"),
    )


def tree(folder: Path) -> dict[str, str]:
    """All files below a folder with what they hold, links with where they lead, and empty folders."""
    found: dict[str, str] = {}
    for above, folders, files in os.walk(folder):
        here = Path(above)
        for path in (here / name for name in (*files, *folders)):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[name] = f"-> {path.readlink()}"
            elif path.is_file():
                found[name] = path.read_text()
            elif path.is_dir() and not any(path.iterdir()):
                found[name] = "(empty)"
    return found


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """The number and the time of change of all below a folder, and of itself."""
    paths = (folder, *folder.rglob("*"))
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in paths}
