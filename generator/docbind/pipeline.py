"""The order of the stages, and the processes they run in. Nothing else composes them.

pages ─read─▶ Page ─interpret─▶ Fragment ─link─▶ ServiceSpec ─correct─▶ ServiceSpec ─check─▶ ServiceSpec
─name─▶ Names ─plan─▶ plan ─render─▶ GeneratedFile
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from docbind.disk.errata import read_errata
from docbind.disk.names import LOCK_FILE, LockFile, LockPlace, lock_place, read_lock_text
from docbind.disk.present import emitted_services
from docbind.disk.source import ServiceFolder, read_pages
from docbind.errata import parse_errata
from docbind.errata.findings import unread
from docbind.model.account import Fate, PageAccount
from docbind.model.change import Change, State
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.erratum import Erratum
from docbind.model.names import Names
from docbind.model.package import GeneratedFile
from docbind.model.page import Page, SourceFile
from docbind.model.spec import Fragment, ServiceSpec
from docbind.namelock import parse_lock, render_lock
from docbind.stages.check import check
from docbind.stages.correct import correct
from docbind.stages.interpret import interpret
from docbind.stages.link import link, recognised
from docbind.stages.name import name
from docbind.stages.plan import plan, plan_package
from docbind.stages.read import read
from docbind.stages.render import Layout, render, render_package
from docbind.views.compare import compare
from docbind.views.report import counted
from docbind.workers import PageTooCostly, bounded, workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One service as its pages and errata describe it; `sources` and `errata` are their texts, for messages that
    show a line, and `diagnostics` what was found in them.
    """

    folder: ServiceFolder
    spec: ServiceSpec
    sources: tuple[SourceFile, ...]
    errata: tuple[SourceFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Everything to write: the package's files, the services' locks, and the scopes that `files` make up completely. `names` stand beside the services."""

    files: tuple[GeneratedFile, ...]
    locks: tuple[LockFile, ...]
    names: tuple[Names, ...]
    scopes: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is known of one service from before: fragments by `page_key`, and statements as they were laid out. A build leaves here what it used itself.

    `parsed` counts the pages that had to be parsed.
    """

    fragments: dict[str, Outcome[Fragment]] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    parsed: int = 0


def page_key(source: SourceFile) -> str:
    """A digest of all that a page's fragment follows from, within one version of the generator."""
    return sha256(f"{source.path}\0{source.text}".encode("utf-8", "surrogatepass")).hexdigest()


def understand(folders: Sequence[ServiceFolder], progress: Callable[[str], None]) -> Outcome[tuple[Understood, ...]]:
    """Reads, interprets, links, corrects and checks each service. `progress` is told what is being read."""
    given = [(folder, read_pages(folder), read_errata(folder.errata), Memory()) for folder in folders]
    return understand_pages(given, progress)


Files: TypeAlias = Outcome[tuple[SourceFile, ...]]


def understand_pages(
    sources: Sequence[tuple[ServiceFolder, Files, Files, Memory]], progress: Callable[[str], None]
) -> Outcome[tuple[Understood, ...]]:
    """The same for services whose pages and errata are at hand, with what is known of them."""
    found: list[Understood] = []
    fresh = [[page for page in pages.value if page_key(page) not in known.fragments] for _, pages, _, known in sources]
    with workers(sum(map(len, fresh))) as run:
        for (folder, pages, errata, memory), unknown in zip(sources, fresh, strict=True):
            progress(f"reading {folder.info.id} ({counted(len(pages.value), 'page')})")
            diagnostics = [*pages.diagnostics, *errata.diagnostics]
            fragments = [_refused(found.span) for found in pages.diagnostics if found.severity is Severity.ERROR]
            parsed = dict(zip(map(page_key, unknown), run(_page, unknown), strict=True))
            memory.parsed = len(unknown)
            known, memory.fragments = memory.fragments | parsed, {}
            for page in pages.value:
                outcome = memory.fragments[page_key(page)] = known[page_key(page)]
                fragments.append(outcome.value)
                diagnostics += outcome.diagnostics
            linked = link(folder.info, tuple(fragments))
            corrected = _corrected(linked, errata.value)
            checked = check(corrected.value)
            diagnostics += (*corrected.diagnostics, *checked.diagnostics)
            if pages.value and not checked.value.operations:
                diagnostics.append(_without_operations(folder, pages.value[0]))
            found.append(
                Understood(
                    folder=folder,
                    spec=checked.value,
                    sources=pages.value,
                    errata=errata.value,
                    diagnostics=tuple(diagnostics),
                )
            )
    return Outcome(value=tuple(found), diagnostics=tuple(each for one in found for each in one.diagnostics))


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
    locks = [read_lock_text(place) for place in places]
    memories = [Memory() for _ in services]
    emitted = emit(tuple(zip(services, places, locks, memories, strict=True)), progress)
    own = {service.folder.info.module for service in services}
    modules = own if alone else own | emitted_services(folder)
    root = package.replace(".", "/")
    files = (*(file for emission in emitted.value for file in emission.files), *package_files(modules))
    built = Built(
        files=tuple(replace(file, path=f"{root}/{file.path}") for file in files),
        locks=tuple(
            LockFile(place=place, text=emission.lock, former=former)
            for place, former, emission in zip(places, locks, emitted.value, strict=True)
        ),
        names=tuple(emission.names for emission in emitted.value),
        scopes=frozenset({*own, ""}),
    )
    return Outcome(value=built, diagnostics=emitted.diagnostics)


def emit(
    jobs: Sequence[tuple[Understood, LockPlace, str, Memory]], progress: Callable[[str], None]
) -> Outcome[tuple[Emission, ...]]:
    """Names, plans and renders each service, by the text of its lock and with what is known of it."""
    found: list[Emission] = []
    diagnostics: list[Diagnostic] = []
    pages = sum(len(service.sources) for service, _, _, _ in jobs) if len(jobs) > 1 else 0
    tasks = [(service.spec, place.shown, text, memory.statements) for service, place, text, memory in jobs]
    with workers(pages) as run:
        for (service, _, _, memory), outcome in zip(jobs, run(_emission, tasks), strict=True):
            progress(f"emitted {service.folder.info.module} ({counted(len(service.spec.operations), 'operation')})")
            memory.statements = outcome.value.statements
            found.append(outcome.value)
            diagnostics += outcome.diagnostics
    return Outcome(value=tuple(found), diagnostics=tuple(diagnostics))


def package_files(modules: Iterable[str]) -> tuple[GeneratedFile, ...]:
    """The files at the root of a package with these services."""
    return render_package(plan_package(sorted(modules)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Emission:
    """What one service gives: files, names, the text of its lock, what was found on the way, and its statements as they were laid out.

    `later` is what will be found when the lock has that text: a name that is locked now may leave less to say.
    """

    files: tuple[GeneratedFile, ...]
    names: Names
    lock: str
    diagnostics: tuple[Diagnostic, ...]
    later: tuple[Diagnostic, ...]
    statements: dict[str, str]


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


def _corrected(linked: Outcome[ServiceSpec], files: tuple[SourceFile, ...]) -> Outcome[ServiceSpec]:
    """The service with its errata, and with what follows from the fields that it has then.

    A table that an erratum gives to a field is not unused.
    """
    read = [_errata(file) for file in files]
    errata = tuple(erratum for outcome in read for erratum in outcome.value)
    problems = (*linked.diagnostics, *(found for outcome in read for found in outcome.diagnostics))
    if not errata:
        return Outcome(value=linked.value, diagnostics=problems)
    corrected = correct(linked.value, errata)
    unused = {(struct.span.path, struct.span.first_line) for struct in corrected.value.unused}
    kept = tuple(
        found
        for found in problems
        if found.code != "structure-unused" or (found.span.path, found.span.first_line) in unused
    )
    return Outcome(value=recognised(corrected.value), diagnostics=(*kept, *corrected.diagnostics))


def _errata(file: SourceFile) -> Outcome[tuple[Erratum, ...]]:
    try:
        with bounded(len(file.text)):
            return parse_errata(file)
    except PageTooCostly as cost:
        span = SourceSpan(path=file.path, first_line=1, last_line=1)
        return Outcome(value=(), diagnostics=(unread(f"reading the file took {cost}", span),))


def _too_costly(span: SourceSpan, cost: str) -> Diagnostic:
    return Diagnostic(
        code="page-too-costly",
        severity=Severity.ERROR,
        message=f"reading the page took {cost}; all of it is left out",
        span=span,
        help="split the page, or look for text that repeats itself without end",
    )


def _emission(job: tuple[ServiceSpec, str, str, dict[str, str]]) -> Outcome[Emission]:
    spec, path, text, statements = job
    names, diagnostics = _named(spec, path, text)
    lock = render_lock(names.lock, text)
    layout = Layout(known=statements)
    emission = Emission(
        files=render(plan(spec, names), layout),
        names=names,
        lock=lock,
        diagnostics=diagnostics,
        later=diagnostics if lock == text else _named(spec, path, lock)[1],
        statements=layout.used,
    )
    return Outcome(value=emission, diagnostics=diagnostics)


def _named(spec: ServiceSpec, path: str, text: str) -> tuple[Names, tuple[Diagnostic, ...]]:
    """The names of a service by the text of its lock, which messages call `path`."""
    names = name(spec, parse_lock(text, path).value)  # a damaged lock is refused where it is read
    return names.value, tuple(_in_lock(found, path) for found in names.diagnostics)


def _in_lock(found: Diagnostic, path: str) -> Diagnostic:
    """A finding about the lock, with the service's own path of it."""
    return replace(found, span=replace(found.span, path=path)) if found.span.path == LOCK_FILE else found
