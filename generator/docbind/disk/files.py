"""Folders and files that nobody vouches for: links are not followed, nothing but regular files is opened, and what cannot be read is said."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan

from .encoding import shown

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes that a page may have; the largest real one has less than a tenth of that."""

# Folders that version control keeps for itself: they hold no pages, and names below them may look like some.
SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn"})

IRREGULAR = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page that a walk met; `parts` is its path below the folder where the walk began."""

    path: Path
    parts: tuple[str, ...]


def pages_below(root: Path, label: str) -> Iterator[PageEntry | Diagnostic]:
    """Every page in `root` and below it, and what stood in the way; in the order of names. `label` is the path of `root` as messages show it."""
    pending: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    while pending:
        folder, parts = pending.pop()
        deeper = []
        for entry in entries(folder, joined(label, *parts)):
            if isinstance(entry, Diagnostic):
                yield entry
                continue
            below = (*parts, entry.name)
            if entry.is_dir(follow_symlinks=False):
                deeper.append((Path(entry.path), below))
            elif is_page_name(entry.name):
                yield PageEntry(path=Path(entry.path), parts=below)
            elif entry.is_symlink() and hides_pages(entry):
                yield link_finding(joined(label, *below))
        pending.extend(reversed(deeper))


def entries(folder: Path, label: str) -> Iterator[os.DirEntry[str] | Diagnostic]:
    """What a folder holds, sorted by name, without what version control keeps there; or why that cannot be said."""
    try:
        with os.scandir(folder) as listing:
            found = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        message = f"the folder cannot be read: {reason_of(error)}; its pages were left out"
        yield left_out("folder-unreadable", message, label, "Make the folder readable.")
        return
    yield from (entry for entry in found if entry.name not in SKIPPED_FOLDERS)


def read_file(path: Path, label: str) -> Outcome[bytes | None]:
    """The bytes of a regular file. A link is not followed, and a pipe or device is not opened: opening one may wait for ever, or act."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            # The flags hold the promise even where the file is exchanged between the two looks.
            flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
            with os.fdopen(os.open(path, os.O_RDONLY | sum(flags)), "rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                data = file.read(LARGEST_FILE + 1) if stat.S_ISREG(mode) else b""
    except OSError as error:
        message = f"the file cannot be read: {reason_of(error)}; it was left out"
        return _nothing(left_out("page-unreadable", message, label, "Make the file readable."))
    if stat.S_ISLNK(mode):
        return _nothing(link_finding(label))
    if not stat.S_ISREG(mode):
        kind = next((words for is_kind, words in IRREGULAR if is_kind(mode)), "no regular file")
        message = f"this is {kind}, not a file; it was not opened"
        return _nothing(left_out("page-not-regular", message, label, "Put a file in its place."))
    if len(data) > LARGEST_FILE:
        message = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB; it was left out"
        return _nothing(left_out("page-too-large", message, label, "Split the page."))
    return Outcome(value=data)


def is_page_name(name: str) -> bool:
    """Whether a file of this name is a page."""
    return name.lower().endswith(".rst")


def hides_pages(link: os.DirEntry[str]) -> bool:
    """Whether a link may lead to pages: one to a folder may, one to some other file does not."""
    try:
        return link.is_dir()
    except OSError:
        return True


def joined(label: str, *parts: str) -> str:
    """The path of something below a folder, as messages show it; `label` is the folder's, which is fit to be shown already."""
    return "/".join((label.rstrip("/"), *map(shown, parts)))


def reason_of(error: OSError) -> str:
    """The words of the operating system."""
    return error.strerror or type(error).__name__


def link_finding(label: str) -> Diagnostic:
    """A link that was not followed, and may have led to pages."""
    message = "links are not followed; what this one leads to was left out"
    return left_out("link-not-followed", message, label, "Put the file or folder itself in its place.")


def left_out(code: str, message: str, label: str, remedy: str) -> Diagnostic:
    """Something about a whole file or folder because of which it is not part of the output."""
    return whole(code, Severity.ERROR, message, label, remedy)


def whole(code: str, severity: Severity, message: str, label: str, remedy: str) -> Diagnostic:
    """A finding about a whole file or folder: it points to the first line."""
    span = SourceSpan(path=label, first_line=1, last_line=1)
    return Diagnostic(code=code, severity=severity, message=message, span=span, help=remedy)


def _nothing(diagnostic: Diagnostic) -> Outcome[None]:
    return Outcome(value=None, diagnostics=(diagnostic,))
