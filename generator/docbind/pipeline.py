"""The order of the stages, and the processes they run in. Nothing else composes them.

    pages ─read─▶ Page ─interpret─▶ Fragment ─link─▶ ServiceSpec ─check─▶ ServiceSpec ─name─▶ Names ─plan─▶ plan ─render─▶ GeneratedFile
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from docbind.disk.names import LockPlace, lock_place, read_lock
from docbind.disk.source import ServiceFolder, read_pages
from docbind.model.diagnostic import Diagnostic, Outcome
from docbind.model.names import NameLock
from docbind.model.package import GeneratedFile
from docbind.model.page import SourceFile
from docbind.model.spec import Fragment, ServiceSpec
from docbind.stages.check import check
from docbind.stages.interpret import interpret
from docbind.stages.link import link
from docbind.stages.name import name
from docbind.stages.plan import plan
from docbind.stages.read import read
from docbind.stages.render import render, render_package

PAGES_WORTH_A_POOL = 150
"""Below this number of pages, starting processes costs more than it saves."""

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One service as its pages describe it; `sources` are the pages' texts, for messages that show a line."""

    folder: ServiceFolder
    spec: ServiceSpec
    sources: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitted:
    """What one service becomes: its files, and the lock of its names as it should be now."""

    module: str
    files: tuple[GeneratedFile, ...]
    lock: NameLock
    lock_place: LockPlace


def understand(folders: Sequence[ServiceFolder], progress: Callable[[str], None]) -> Outcome[tuple[Understood, ...]]:
    """Reads, interprets, links and checks each service. `progress` is told what is being read."""
    found: list[Understood] = []
    diagnostics: list[Diagnostic] = []
    sources = [(folder, read_pages(folder)) for folder in folders]
    with _workers(sum(len(pages.value) for _, pages in sources)) as run:
        for folder, pages in sources:
            progress(f"reading {folder.info.id} ({len(pages.value)} pages)")
            diagnostics += pages.diagnostics
            fragments: list[Fragment] = []
            for outcome in run(_page, pages.value):
                fragments.append(outcome.value)
                diagnostics += outcome.diagnostics
            linked = link(folder.info, tuple(fragments))
            checked = check(linked.value)
            diagnostics += (*linked.diagnostics, *checked.diagnostics)
            found.append(Understood(folder=folder, spec=checked.value, sources=pages.value))
    return Outcome(value=tuple(found), diagnostics=tuple(diagnostics))


def emit(services: Sequence[Understood], package: LockPlace, progress: Callable[[str], None]) -> Outcome[tuple[Emitted, ...]]:
    """Names, plans and renders each service. `package` is the folder of the emitted package, where the locks of services without a `service.toml` lie."""
    jobs = []
    for service in services:
        place = lock_place(service.folder, package)
        jobs.append((service.spec, place, read_lock(place)))
    found: list[Emitted] = []
    diagnostics: list[Diagnostic] = []
    with _workers(sum(len(service.sources) for service in services) if len(services) > 1 else 0) as run:
        for service, outcome in zip(services, run(_emission, jobs), strict=True):
            progress(f"emitting {service.folder.info.module} ({len(service.spec.operations)} operations)")
            found.append(outcome.value)
            diagnostics += outcome.diagnostics
    return Outcome(value=tuple(found), diagnostics=tuple(diagnostics))


def _page(source: SourceFile) -> Outcome[Fragment]:
    page = read(source)
    fragment = interpret(page.value)
    return Outcome(value=fragment.value, diagnostics=(*page.diagnostics, *fragment.diagnostics))


def _emission(job: tuple[ServiceSpec, LockPlace, Outcome[NameLock]]) -> Outcome[Emitted]:
    spec, place, lock = job
    names = name(spec, lock.value)
    files = render(plan(spec, names.value))
    emitted = Emitted(module=spec.info.module, files=files, lock=names.value.lock, lock_place=place)
    return Outcome(value=emitted, diagnostics=(*lock.diagnostics, *names.diagnostics))


@contextmanager
def _workers(pages: int) -> Iterator[Callable[[Callable[[ItemT], ResultT], Iterable[ItemT]], Iterable[ResultT]]]:
    """A `map` that keeps the order: in this process for little work, else over as many processes as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if pages < PAGES_WORTH_A_POOL or cores < 2:
        yield lambda work, items: map(work, items)
        return
    with ProcessPoolExecutor(max_workers=cores) as pool:
        yield lambda work, items: pool.map(work, items, chunksize=8)


__all__ = ["Emitted", "Understood", "emit", "render_package", "understand"]
