"""Where in a project the pages lie: the folders that `specs` of its configuration should name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from docbind.dialect.uris import METHOD_LINE
from docbind.model.diagnostic import Diagnostic

from .encoding import decode
from .files import PageEntry, entries, is_page_name, pages_below, read_file
from .source import is_marked_service

FOLDERS_OF_TOOLS = frozenset({"node_modules", "__pycache__"})
MARKS_OF_TOOLS = ("pyvenv.cfg", "CACHEDIR.TAG")
"""Files by which a folder says that a tool has made it: what lies there is nobody's pages."""

BULLETS = " \t*-+`"


def find_pages(home: Path) -> tuple[str, ...]:
    """Folders below `home`, with `/`, that hold services: those that are marked as such, else those of pages with a request line. Sorted; empty where there are none.

    A folder that holds pages of nothing but services stands for all of them. Hidden folders, links and what tools have made are passed over.
    """
    marked = tuple(_marked(home, PurePosixPath()))
    if marked:
        return tuple(sorted({_specs_of(home, service, marked).as_posix() for service in marked}))
    written = [folder for folder in _visible(home, PurePosixPath()) if _has_request(home / folder)]
    if not written:
        return ()
    shared = PurePosixPath(os.path.commonpath(written))
    return (shared.as_posix(),) if shared.parts else tuple(sorted({folder.parts[0] for folder in written}))


def _marked(home: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    """The services in a folder and below; there are none in a service."""
    if is_marked_service(home / folder):
        yield folder
        return
    for below in _sub_folders(home, folder):
        yield from _marked(home, below)


def _visible(home: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    yield folder
    for below in _sub_folders(home, folder):
        yield from _visible(home, below)


def _sub_folders(home: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    for entry in entries(home / folder, folder.as_posix()):
        if (
            not isinstance(entry, Diagnostic)
            and entry.is_dir(follow_symlinks=False)
            and not entry.name.startswith(".")
            and entry.name not in FOLDERS_OF_TOOLS
            and not any(os.path.lexists(Path(entry.path, mark)) for mark in MARKS_OF_TOOLS)
        ):
            yield folder / entry.name


def _specs_of(home: Path, service: PurePosixPath, marked: tuple[PurePosixPath, ...]) -> PurePosixPath:
    """The folder around a service where it holds nothing else, or the service itself."""
    above = service.parent
    if above == PurePosixPath() or service == above:
        return service
    beside = [folder for folder in _sub_folders(home, above) if folder not in marked]
    alone = not any(_holds_pages(home / folder) for folder in beside)
    return above if alone else service


def _holds_pages(folder: Path) -> bool:
    return any(isinstance(found, PageEntry) for found in pages_below(folder, folder.name))


def _has_request(folder: Path) -> bool:
    """Whether a page in the folder itself has a request line."""
    for entry in entries(folder, folder.name):
        if isinstance(entry, Diagnostic) or not is_page_name(entry.name):
            continue
        data = read_file(Path(entry.path), entry.name).value
        text = decode(data, entry.name).value if data is not None else None
        if any(METHOD_LINE.match(line.strip(BULLETS)) for line in (text or "").split("\n")):
            return True
    return False
