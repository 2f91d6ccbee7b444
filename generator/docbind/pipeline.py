"""The order of the stages, and the processes they run in. Nothing else composes them.

pages ─read─▶ Page ─interpret─▶ Fragment ─link─▶ ServiceSpec ─check─▶ ServiceSpec ─name─▶ Names ─plan─▶ plan ─render─▶ GeneratedFile
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docbind.disk.names import LOCK_FILE, LockPlace, lock_place, read_lock_text
from docbind.disk.present import emitted_services
from docbind.disk.source import ServiceFolder, read_pages
from docbind.model.change import Change, State
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.names import Names
from docbind.model.package import GeneratedFile
from docbind.model.page import Page, SourceFile
from docbind.model.spec import Fate, Fragment, PageAccount, ServiceSpec
from docbind.namelock import parse_lock, render_lock
from docbind.stages.check import check
from docbind.stages.interpret import interpret
from docbind.stages.link import link
from docbind.stages.name import name
from docbind.stages.plan import plan, plan_package
from docbind.stages.read import read
from docbind.stages.render import render, render_package
from docbind.views.compare import compare
from docbind.workers import PageTooCostly, bounded, workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One service as its pages describe it; `sources` are the pages' texts, for messages that show a line."""

    folder: ServiceFolder
    spec: ServiceSpec
    sources: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFile:
    """The lock of one service as it should be now."""

    place: LockPlace
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Everything to write: the package's files, the services' locks, and the scopes that `files` make up completely. `names` stand beside the services."""

    files: tuple[GeneratedFile, ...]
    locks: tuple[LockFile, ...]
    names: tuple[Names, ...]
    scopes: frozenset[str]


def understand(folders: Sequence[ServiceFolder], progress: Callable[[str], None]) -> Outcome[tuple[Understood, ...]]:
    """Reads, interprets, links and checks each service. `progress` is told what is being read."""
    found: list[Understood] = []
    diagnostics: list[Diagnostic] = []
    sources = [(folder, read_pages(folder)) for folder in folders]
    with workers(sum(len(pages.value) for _, pages in sources)) as run:
        for folder, pages in sources:
            progress(f"reading {folder.info.id} ({counted(len(pages.value), 'page')})")
            diagnostics += pages.diagnostics
            fragments = [_refused(found.span) for found in pages.diagnostics if found.severity is Severity.ERROR]
            for outcome in run(_page, pages.value):
                fragments.append(outcome.value)
                diagnostics += outcome.diagnostics
            linked = link(folder.info, tuple(fragments))
            checked = check(linked.value)
            diagnostics += (*linked.diagnostics, *checked.diagnostics)
            found.append(Understood(folder=folder, spec=checked.value, sources=pages.value))
            if pages.value and not checked.value.operations:
                diagnostics.append(_without_operations(folder, pages.value[0]))
    return Outcome(value=tuple(found), diagnostics=tuple(diagnostics))


def differences(
    old: Sequence[Understood], new: Sequence[Understood], progress: Callable[[str], None]
) -> tuple[Change, ...]:
    """What changed from the services `old` to the services `new`, paired by their names."""
    before = {understood.folder.info.id: understood for understood in old}
    after = {understood.folder.info.id: understood for understood in new}
    changes: list[Change] = []
    for service in sorted(before.keys() | after.keys()):
        progress(f"comparing {service}")
        was, now = before.get(service), after.get(service)
        changes += compare(_state(was, now), _state(now, was))
    return tuple(changes)


def build_files(
    services: Sequence[Understood], out: Path, package: str, progress: Callable[[str], None], *, alone: bool = False
) -> Outcome[Built]:
    """Names, plans and renders each service for the package `package` below `out`.

    Other services that the package on disk holds stay in its root, unless these are `alone`. Raises `StoreError` where a lock or the manifest cannot be read.
    """
    folder = out.joinpath(*package.split("."))
    places = [lock_place(service.folder, folder) for service in services]
    jobs = [(service.spec, place.shown, read_lock_text(place)) for service, place in zip(services, places, strict=True)]
    files: list[GeneratedFile] = []
    locks: list[LockFile] = []
    names: list[Names] = []
    diagnostics: list[Diagnostic] = []
    with workers(sum(len(service.sources) for service in services) if len(services) > 1 else 0) as run:
        for service, place, outcome in zip(services, places, run(_emission, jobs), strict=True):
            progress(f"emitted {service.folder.info.module} ({counted(len(service.spec.operations), 'operation')})")
            emission = outcome.value
            files += emission.files
            locks.append(LockFile(place=place, text=emission.lock))
            names.append(emission.names)
            diagnostics += outcome.diagnostics
    own = {service.folder.info.module for service in services}
    modules = own if alone else own | emitted_services(folder)
    files += render_package(plan_package(sorted(modules)))
    root = package.replace(".", "/")
    built = Built(
        files=tuple(replace(file, path=f"{root}/{file.path}") for file in files),
        locks=tuple(locks),
        names=tuple(names),
        scopes=frozenset({*own, ""}),
    )
    return Outcome(value=built, diagnostics=tuple(diagnostics))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Emission:
    files: tuple[GeneratedFile, ...]
    names: Names
    lock: str


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _refused(span: SourceSpan) -> Fragment:
    """A page that is no text, so that the account knows it too."""
    account = PageAccount(path=span.path, fate=Fate.REPORTED, reason="unreadable page", tables=())
    return Fragment(page_id=span.path, labels=(), operations=(), structs=(), account=account)


def _without_operations(folder: ServiceFolder, page: SourceFile) -> Diagnostic:
    return Diagnostic(
        code="no-operations",
        severity=Severity.WARNING,
        message=f"no page of {folder.info.id} documents an operation; the service is left out",
        span=SourceSpan(path=page.path, first_line=1, last_line=1),
        help="docbind lint tells what became of each page",
    )


def _state(service: Understood | None, other: Understood | None) -> State | None:
    """The service with those of its pages that the other state lacks, read again for their words."""
    if service is None:
        return None
    known = set(other.sources) if other is not None else set()
    fresh = [source for source in service.sources if source not in known]
    with workers(len(fresh)) as run:
        return State(spec=service.spec, pages=tuple(filter(None, run(_words, fresh))))


def _words(source: SourceFile) -> Page | None:
    """A page as it is read; None where that costs too much, which was reported when it was understood."""
    try:
        with bounded(len(source.text)):
            return read(source).value
    except PageTooCostly:
        return None


def _page(source: SourceFile) -> Outcome[Fragment]:
    try:
        with bounded(len(source.text)):
            page = read(source)
            fragment = interpret(page.value)
    except PageTooCostly as cost:
        span = SourceSpan(path=source.path, first_line=1, last_line=1)
        return Outcome(value=_refused(span), diagnostics=(_too_costly(span, str(cost)),))
    return Outcome(value=fragment.value, diagnostics=(*page.diagnostics, *fragment.diagnostics))


def _too_costly(span: SourceSpan, cost: str) -> Diagnostic:
    return Diagnostic(
        code="page-too-costly",
        severity=Severity.ERROR,
        message=f"reading the page took {cost}; all of it is left out",
        span=span,
        help="split the page, or look for text that repeats itself without end",
    )


def _emission(job: tuple[ServiceSpec, str, str]) -> Outcome[_Emission]:
    spec, path, text = job
    lock = parse_lock(text, path)
    names = name(spec, lock.value)
    named = tuple(_in_lock(found, path) for found in names.diagnostics)
    files = render(plan(spec, names.value))
    emission = _Emission(files=files, names=names.value, lock=render_lock(names.value.lock))
    return Outcome(value=emission, diagnostics=(*lock.diagnostics, *named))


def _in_lock(found: Diagnostic, path: str) -> Diagnostic:
    """A finding about the lock, with the service's own path of it."""
    return replace(found, span=replace(found.span, path=path)) if found.span.path == LOCK_FILE else found
