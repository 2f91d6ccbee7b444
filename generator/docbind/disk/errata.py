"""Where the errata of a service lie: `errata.toml` in its folder, and `<service>.toml` in the project's folder
of errata, for pages that are somebody else's.

They are guarded as pages are: a regular file of bounded size, no link, UTF-8.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.page import SourceFile

from .encoding import decode
from .files import entries, joined, read_file

ERRATA = "errata.toml"
ENDING = ".toml"
LARGEST = 256 * 1024
"""Characters that a file of errata may have: more than two thousand errata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrataPlace:
    """A file of errata that may be there; `shown` is what messages and the emitted code call it."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrataFolder:
    """The project's folder of errata; `shown` is its path below the project."""

    path: Path
    shown: str


def errata_places(service: str, root: Path, folder: ErrataFolder | None) -> tuple[ErrataPlace, ...]:
    """The files of one service: its own in `root`, then the project's."""
    own = ErrataPlace(path=root / ERRATA, shown=f"{service}/{ERRATA}")
    if folder is None:
        return (own,)
    name = f"{service}{ENDING}"
    return own, ErrataPlace(path=folder.path / name, shown=joined(folder.shown, name))


def read_errata(places: Iterable[ErrataPlace]) -> Outcome[tuple[SourceFile, ...]]:
    """The files that are there. One that cannot be read is an error, since what it says would be lost."""
    files: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for place in places:
        if not os.path.lexists(place.path):
            continue
        data = read_file(place.path, place.shown)
        diagnostics += map(_about_errata, data.diagnostics)
        if data.value is None:
            continue
        text = decode(data.value, place.shown)
        diagnostics += map(_about_errata, text.diagnostics)
        if text.value is None:
            continue
        if len(text.value) > LARGEST:
            diagnostics.append(_unread(f"the file has more than {LARGEST // 1024} KiB", place.shown))
            continue
        files.append(SourceFile(path=place.shown, text=text.value))
    return Outcome(value=tuple(files), diagnostics=tuple(diagnostics))


def homeless_errata(folder: ErrataFolder, services: Iterable[str]) -> tuple[Diagnostic, ...]:
    """The files of the project's folder that belong to no service that is built."""
    known = {f"{service}{ENDING}" for service in services}
    found = entries(folder.path, folder.shown) if folder.path.is_dir() else ()
    return tuple(
        Diagnostic(
            code="erratum-lost",
            severity=Severity.ERROR,
            message=f"no service is called {entry.name.removesuffix(ENDING)!r}; no erratum in the file holds",
            span=SourceSpan(path=joined(folder.shown, entry.name), first_line=1, last_line=1),
            help=f"name the file after a service: {', '.join(sorted(known)[:20])}",
        )
        for entry in found
        if not isinstance(entry, Diagnostic) and entry.name.endswith(ENDING) and entry.name not in known
    )


def _about_errata(found: Diagnostic) -> Diagnostic:
    """What is said of a page, said of a file of errata."""
    words = (
        found.message.replace("the page", "the file")
        .removesuffix("; it was left out")
        .removesuffix("; the file was left out")
    )
    if found.severity is not Severity.ERROR:
        return replace(found, message=words, help=found.help.replace("page", "file"))
    return _unread(words, found.span.path, found.span.first_line, found.help.replace("the page", "the file"))


def _unread(message: str, path: str, line: int = 1, remedy: str = "Make the file smaller.") -> Diagnostic:
    return Diagnostic(
        code="errata-unread",
        severity=Severity.ERROR,
        message=f"{message}; no erratum in it holds",
        span=SourceSpan(path=path, first_line=line, last_line=line),
        help="Make the file smaller." if remedy == "Split the page." else remedy,
    )
