"""What is asked of docbind as a whole: make the SDK that a configuration or some folders of pages give, or tell whether it is there. Nothing is printed; the command and
`docbind.build` say it, each in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docbind.disk.cache import CACHE_FOLDER, Cache
from docbind.disk.errata import homeless_errata
from docbind.disk.failure import DocbindError
from docbind.disk.names import locks_within, write_lock
from docbind.disk.settings import DEFAULT_OUT, DEFAULT_PACKAGE, Settings, find_settings, is_package
from docbind.disk.source import ServiceFolder, find_services
from docbind.disk.store import Difference, Written, compare, write
from docbind.edition import generator_version
from docbind.incremental import Build
from docbind.incremental import build as build_services
from docbind.model.diagnostic import Diagnostic, Severity

__all__ = ["Built", "Checked", "ProjectError", "Work", "build", "check", "find_work"]


class ProjectError(DocbindError):
    """There is nothing to build, or nothing was written because of somebody's files. `diagnostics` are the findings that say why, in pages of these `sources`."""

    def __init__(
        self, message: str, diagnostics: Sequence[Diagnostic] = (), sources: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)
        self.sources = sources or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Services to build, and the package below `out` to build them into; `problems` were found on the way.

    In `home`, the folder of the configuration, lies what builds keep for the next one; None where pages were given: output folders hold output alone.
    """

    folders: tuple[ServiceFolder, ...]
    out: Path
    package: str
    home: Path | None
    problems: tuple[Diagnostic, ...]

    @property
    def root(self) -> str:
        """The package's folder below `out`."""
        return self.package.replace(".", "/")

    def scopes(self, built: Build) -> frozenset[str] | None:
        """What may be pruned: everything, where the configuration is built as a whole; else only what belongs to the services that were built."""
        return None if self.home is not None else built.scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did. Paths in `disk` are below `out`. `diagnostics` are about the pages, `disk.refused` names files because of which nothing was written."""

    out: Path
    build: Build
    disk: Written
    diagnostics: tuple[Diagnostic, ...]
    refusals: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What was left out of the output because of a page, and what stood in the way of the output."""
        found = (*self.diagnostics, *self.refusals)
        return tuple(one for one in found if one.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How the output on disk differs from what the pages give; true where it does not. `locks` are the shown paths of stale files of names."""

    out: Path
    build: Build
    difference: Difference
    locks: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    def __bool__(self) -> bool:
        return not (self.difference or self.locks)


def find_work(
    pages: Sequence[Path] = (),
    *,
    start: Path,
    out: Path | None = None,
    package: str | None = None,
    service: str | None = None,
) -> Work:
    """What to build: `pages`, or else what the configuration names of the project that the folder `start` lies in. Raises `DocbindError`."""
    settings = find_settings(start)
    if package is not None and not is_package(package):
        raise ProjectError(f"package {package!r} is no import path of plain lower-case names, such as otc")
    folders = tuple(pages) or (settings.specs if settings else ())
    if not folders:
        raise ProjectError("no pages: give a folder, or name one as specs in [tool.docbind] of pyproject.toml")
    found = find_services(folders, service, settings.errata if settings else None)
    problems = found.diagnostics
    if settings and not pages:
        problems += homeless_errata(settings.errata, [folder.info.id for folder in found.value])
    if not found.value:
        raise ProjectError("there are no pages to build from", found.diagnostics)
    return Work(
        folders=found.value,
        out=out or _default_out(pages, settings),
        package=package or (settings.package if settings else DEFAULT_PACKAGE),
        home=settings.home if settings and not pages else None,
        problems=problems,
    )


def build(work: Work, progress: Callable[[str], None], *, keep: bool = True, force: bool = False) -> Built:
    """Reads the pages and writes the SDK, or nothing of it. With `keep`, a project keeps what the next build can use. Raises `DocbindError`."""
    cache = Cache(folder=work.home / CACHE_FOLDER, version=generator_version()) if work.home and keep else None
    made, diagnostics = _made(work, progress, cache)
    shared = locks_within(made.locks)
    outcome = write(made.files, work.out, package=work.root, scopes=work.scopes(made), shared=shared, force=force)
    if not outcome.value.refused:
        for lock in made.locks:
            if not lock.place.inside:
                write_lock(lock)
        if cache is not None:
            cache.save(frozenset(folder.info.id for folder in work.folders))
    return Built(
        out=work.out, build=made, disk=outcome.value, diagnostics=diagnostics, refusals=tuple(outcome.diagnostics)
    )


def check(work: Work, progress: Callable[[str], None]) -> Checked:
    """Reads the pages anew, whatever earlier builds have kept, and compares. Writes nothing. Raises `DocbindError`."""
    made, diagnostics = _made(work, progress, None)
    difference = compare(made.files, work.out, package=work.root, scopes=work.scopes(made))
    stale = tuple(lock.place.shown for lock in made.locks if lock.text != lock.former)
    return Checked(out=work.out, build=made, difference=difference, locks=stale, diagnostics=diagnostics)


def _made(work: Work, progress: Callable[[str], None], cache: Cache | None) -> tuple[Build, tuple[Diagnostic, ...]]:
    made = build_services(work.folders, work.out, work.package, progress, alone=work.home is not None, cache=cache)
    diagnostics = (*work.problems, *made.diagnostics)
    if not made.value.operations:
        raise ProjectError("there is no operation to build from", diagnostics, made.value.sources)
    return made.value, diagnostics


def _default_out(pages: Sequence[Path], settings: Settings | None) -> Path:
    """The configured output folder; pages that are not the configured ones are never mixed into it by default."""
    return settings.out if settings is not None and not pages else Path(DEFAULT_OUT)
