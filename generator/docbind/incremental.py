"""Builds that do again only what changed: a service whose pages, settings and lock are as they were is taken as it was, and of any other one only new pages are parsed.

Everything is kept under a digest of all that it follows from, so that what is built never depends on whether something was kept. The stages, with the libraries behind them, are
imported when there is work for them: a build in which nothing changed reads the pages' bytes and compares digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docbind.disk.cache import PACKAGE, Cache
from docbind.disk.errata import read_errata
from docbind.disk.names import LockFile, LockPlace, lock_place, read_lock_text
from docbind.disk.present import emitted_services
from docbind.disk.source import ServiceFolder, read_pages
from docbind.model.diagnostic import Outcome
from docbind.model.package import EmittedService, GeneratedFile
from docbind.model.page import SourceFile

if TYPE_CHECKING:
    from docbind.pipeline import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Everything to write: files, locks, and the scopes that `files` make up completely; with the figures that a
    user is told.

    `sources` are the texts of pages and errata by path, for messages that show a line; `parsed` counts the
    pages that were parsed for this build.
    """

    files: tuple[GeneratedFile, ...]
    locks: tuple[LockFile, ...]
    scopes: frozenset[str]
    sources: Mapping[str, str]
    services: int
    operations: int
    pages: int
    parsed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    folder: ServiceFolder
    pages: Outcome[tuple[SourceFile, ...]]
    errata: Outcome[tuple[SourceFile, ...]]
    place: LockPlace
    lock: str

    def key(self, lock: str) -> str:
        """A digest of all that the service's output follows from, if its lock has this text."""
        whole = sha256(
            repr((self.folder.info, self.place.shown, lock, self.pages.diagnostics, self.errata.diagnostics)).encode(
                "utf-8", "replace"
            )
        )
        for page in (*self.pages.value, *self.errata.value):
            content = page.text.encode("utf-8", "surrogatepass")
            whole.update(f"{page.path}\0{len(content)}\0".encode("utf-8", "replace"))
            whole.update(content)
        return whole.hexdigest()


def build(
    folders: Sequence[ServiceFolder],
    out: Path,
    package: str,
    progress: Callable[[str], None],
    *,
    alone: bool,
    cache: Cache | None,
) -> Outcome[Build]:
    """Builds the services into the package `package` below `out`, without writing anything there; `cache` None does everything anew. What is new
    to the cache is kept there, for the caller to save once the output is written.

    Other services that the package on disk holds stay in its root, unless these are `alone`. Raises `StoreError` where a lock or the manifest cannot be read.
    """
    folder = out.joinpath(*package.split("."))
    services = []
    for found in folders:
        place = lock_place(found, folder)
        pages, errata = read_pages(found), read_errata(found.errata)
        services.append(_Service(folder=found, pages=pages, errata=errata, place=place, lock=read_lock_text(place)))
    kept = [_kept(service, cache) for service in services]
    made = _made([service for service, known in zip(services, kept, strict=True) if known is None], progress, cache)
    results: list[EmittedService] = []
    parsed = 0
    for known in kept:
        if known is None:
            known, count = next(made)
            parsed += count
        results.append(known)
    built = [(service, result) for service, result in zip(services, results, strict=True) if result.operations]
    own = {service.folder.info.module for service, _ in built}
    modules = own if alone else own | emitted_services(folder)
    files = (*(file for _, result in built for file in result.files), *_root_files(modules, cache))
    root = package.replace(".", "/")
    return Outcome(
        value=Build(
            files=tuple(replace(file, path=f"{root}/{file.path}") for file in files),
            locks=tuple(
                LockFile(place=service.place, text=result.lock, former=service.lock) for service, result in built
            ),
            scopes=frozenset({*own, ""}),
            sources={
                file.path: file.text for service in services for file in (*service.pages.value, *service.errata.value)
            },
            services=len(built),
            operations=sum(result.operations for _, result in built),
            pages=sum(len(service.pages.value) for service in services),
            parsed=parsed,
        ),
        diagnostics=tuple(diagnostic for result in results for diagnostic in result.diagnostics),
    )


def _kept(service: _Service, cache: Cache | None) -> EmittedService | None:
    found = cache.read(service.folder.info.id, "service") if cache else None
    match found:
        case (key, EmittedService() as result) if key == service.key(service.lock):
            return result
        case _:
            return None


def _made(
    services: Sequence[_Service], progress: Callable[[str], None], cache: Cache | None
) -> Iterator[tuple[EmittedService, int]]:
    """Each service as its pages give it now, and how many of these were parsed."""
    if not services:
        return iter(())
    from docbind.pipeline import emit, understand_pages

    memories = [_memory(service, cache) for service in services]
    known = [
        (service.folder, service.pages, service.errata, memory)
        for service, memory in zip(services, memories, strict=True)
    ]
    understood = understand_pages(known, progress).value
    named = [one for one in zip(services, understood, memories, strict=True) if one[1].spec.operations]
    jobs = [(one, service.place, service.lock, memory) for service, one, memory in named]
    emissions = iter(emit(jobs, progress).value)
    made = []
    for service, one, memory in zip(services, understood, memories, strict=True):
        result = later = EmittedService(files=(), lock=service.lock, diagnostics=one.diagnostics, operations=0)
        if one.spec.operations:
            emission = next(emissions)
            result = EmittedService(
                files=emission.files,
                lock=emission.lock,
                diagnostics=(*one.diagnostics, *emission.diagnostics),
                operations=len(one.spec.operations),
            )
            later = replace(result, diagnostics=(*one.diagnostics, *emission.later))
        if cache is not None:
            cache.keep(service.folder.info.id, "service", (service.key(later.lock), later))
            cache.keep(service.folder.info.id, "pages", (memory.fragments, memory.statements))
        made.append((result, memory.parsed))
    return iter(made)


def _memory(service: _Service, cache: Cache | None) -> Memory:
    from docbind.pipeline import Memory

    match cache.read(service.folder.info.id, "pages") if cache else None:
        case (dict() as fragments, dict() as statements):
            return Memory(fragments=fragments, statements=statements)
        case _:
            return Memory()


def _root_files(modules: Iterable[str], cache: Cache | None) -> tuple[GeneratedFile, ...]:
    wanted = tuple(sorted(modules))
    match cache.read(PACKAGE, "service") if cache else None:
        case (kept, tuple() as files) if kept == wanted:
            return files
    from docbind.pipeline import package_files

    files = package_files(wanted)
    if cache is not None:
        cache.keep(PACKAGE, "service", (wanted, files))
    return files
