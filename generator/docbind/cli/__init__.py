"""The command `docbind`: reads arguments, calls the pipeline, prints and exits. Nothing else in the program prints.

Exit codes: 0 done or equal; 1 found something (errors in pages, output that is not current); 2 wrong use, or it could not be done; 4 refused to touch files that
were changed by hand or are not docbind's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docbind import __version__
from docbind.cli.console import (
    EXIT_FAILED,
    EXIT_FOUND,
    EXIT_REFUSED,
    fail,
    fail_with,
    print_findings,
    say,
    silence,
    sources_of,
    verdict,
)
from docbind.cli.upstream import diff, pull
from docbind.dialect.findings import FINDINGS
from docbind.disk.atomic import replace_text
from docbind.disk.cache import CACHE_FOLDER, Cache
from docbind.disk.names import read_lock_text, write_lock_text
from docbind.disk.settings import DEFAULT_PACKAGE, Settings, SettingsError, find_settings, is_package
from docbind.disk.source import ServiceFolder, find_services, from_here
from docbind.disk.store import StoreError, compare, write
from docbind.edition import generator_version
from docbind.incremental import Build
from docbind.incremental import build as build_services
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.views import account, explanation, report
from docbind.views.fields import fields
from docbind.views.report import counted
from docbind.views.specification import specification

if TYPE_CHECKING:
    from docbind.pipeline import Understood

LINT_FORMATS = {
    "json": report.as_json,
    "sarif": report.sarif,
    "github": report.github,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a command works on. In `home`, the folder of the configuration, lies what builds keep for the next one; None where pages were given: output folders hold output alone."""

    folders: tuple[ServiceFolder, ...]
    out: Path
    package: str
    configured: bool
    home: Path | None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docbind")
def main() -> None:
    """Typed Python clients and validators from API reference pages."""


main.add_command(diff)
main.add_command(pull)

PAGES = click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
OUT = click.option("--out", type=click.Path(path_type=Path), help="Folder of the output.  [default: as configured]")
PACKAGE = click.option("--package", help="Import path of the emitted package.  [default: as configured, else otc]")
SERVICE = click.option("--service", help="Name of the service, where one folder of pages is given.")
QUIET = click.option("--quiet", is_flag=True, help="Print findings only, no progress.")


@main.command()
@PAGES
@OUT
@PACKAGE
@SERVICE
@QUIET
@click.option(
    "--force", is_flag=True, help="Replace files that were changed by hand; they are kept under another name."
)
def build(
    pages: tuple[Path, ...], out: Path | None, package: str | None, service: str | None, quiet: bool, force: bool
) -> None:
    """Read pages and write the SDK.

    PAGES are folders of RST pages, checkouts with api-ref/source, or folders of several of these; without PAGES, what [tool.docbind] names.
    """
    job, problems = _job(pages, out, package, service)
    cache = Cache(folder=job.home / CACHE_FOLDER, version=generator_version()) if job.home else None
    made = _built(job, quiet, cache)
    built, everything = made.value, (*problems, *made.diagnostics)
    print_findings(everything, built.sources)
    try:
        outcome = write(
            built.files, job.out, package=job.package.replace(".", "/"), scopes=_scopes(job, built), force=force
        )
        click.echo(report.text(outcome.diagnostics, {}), nl=False, err=True)
        if outcome.value.refused:
            sys.exit(EXIT_REFUSED)
        for lock in built.locks:
            write_lock_text(lock.place, lock.text)
        if cache is not None:
            cache.save(frozenset(folder.info.id for folder in job.folders))
    except StoreError as error:
        fail(error)
    written = outcome.value
    if not quiet:
        operations = counted(built.operations, "operation")
        parsed = f"{built.parsed} of {counted(built.pages, 'page')} parsed"
        changed = f"{counted(len(written.written), 'file')} written, {len(written.removed)} removed"
        state = changed if written.written or written.removed else "nothing changed"
        say(f"{operations} of {counted(built.services, 'service')} in {job.out}: {state} ({parsed})")
    sys.exit(verdict(everything))


@main.command()
@PAGES
@OUT
@PACKAGE
@SERVICE
@QUIET
@click.option("--format", "style", type=click.Choice(["text", "github"]), default="text", show_default=True)
def check(
    pages: tuple[Path, ...], out: Path | None, package: str | None, service: str | None, quiet: bool, style: str
) -> None:
    """Tell whether the output on disk is what the pages give. Writes nothing; exits 1 with a diff where it is not."""
    job, problems = _job(pages, out, package, service)
    made = _built(job, quiet, None)
    built, everything = made.value, (*problems, *made.diagnostics)
    try:
        difference = compare(built.files, job.out, package=job.package.replace(".", "/"), scopes=_scopes(job, built))
        stale_locks = [lock.place.shown for lock in built.locks if read_lock_text(lock.place) != lock.text]
    except StoreError as error:
        fail(error)
    print_findings([found for found in everything if found.severity is Severity.ERROR], built.sources)
    missing = frozenset(difference.missing)
    for file in difference.files:
        patch = f"{file.path}: is missing\n" if file.path in missing else file.patch
        click.echo(report.shown_lines(patch), nl=False)
        if style == "github":
            click.echo(f"::error file={report.shown(file.path)}::not what the pages give; run docbind build")
    for name in stale_locks:
        click.echo(f"{name}: names are missing or changed; run docbind build")
    if difference or stale_locks:
        stale = len(difference.files) + len(stale_locks)
        say(f"{counted(stale, 'file')} not as the pages give: run docbind build")
        sys.exit(EXIT_FOUND)
    if not quiet:
        say("the output is what the pages give")
    sys.exit(verdict(everything))


@main.command()
@PAGES
@SERVICE
@click.option("--format", "style", type=click.Choice(["text", *LINT_FORMATS]), default="text", show_default=True)
def lint(pages: tuple[Path, ...], service: str | None, style: str) -> None:
    """Tell what the pages get wrong and what could not be read, and what became of every page, table and row."""
    job, problems = _job(pages, None, None, service)
    outcome = _read(job)
    everything = (*problems, *outcome.diagnostics)
    if style != "text":
        click.echo(LINT_FORMATS[style](_located(everything, outcome.value)), nl=False)
        sys.exit(verdict(everything))
    click.echo(report.text(everything, sources_of(outcome.value)), nl=False)
    click.echo(account.lines(account.account(service.spec for service in outcome.value)), nl=False)
    click.echo(report.summary(everything) or "nothing found")
    sys.exit(verdict(everything))


@main.command()
@click.argument("subject")
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
@PACKAGE
def explain(subject: str, pages: tuple[Path, ...], package: str | None) -> None:
    """Explain a finding's CODE, how a PAGE was read, or where an emitted SYMBOL comes from.

    SUBJECT is a code (unknown-type), the path of a page, or a name such as functiongraph.create_function or functiongraph.FuncCode. PAGES as for build.
    """
    finding = next((row for row in FINDINGS if row.code == subject), None)
    if finding is not None:
        click.echo(explanation.finding(finding), nl=False)
        return
    job, _ = _job(pages or _service_of(subject), None, package, None)
    outcome = _read(job)
    path = Path(subject)
    if path.suffix == ".rst":
        texts = [explanation.page(service.spec, outcome.diagnostics, str(path)) for service in outcome.value]
    else:
        from docbind.pipeline import build_files

        built = build_files(outcome.value, job.out, job.package, silence)
        texts = [
            explanation.symbol(service.spec, names, subject)
            for service, names in zip(outcome.value, built.value.names, strict=True)
        ]
    text = "".join(texts)
    if not text:
        fail_with(f"{subject!r} is no finding's code, no page and no emitted name that is known here")
    click.echo(text, nl=False)


@main.group()
def export() -> None:
    """Write what the pages say in another form."""


@export.command("fields")
@PAGES
@SERVICE
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write; - for standard output.")
def export_fields(pages: tuple[Path, ...], service: str | None, out: Path) -> None:
    """Flat rows, one JSON object per operation and line."""
    understood, everything = _understood(pages, service)
    lines = [json.dumps(row, ensure_ascii=False) for found in understood for row in fields(found.spec)]
    _export(report.shown_json("".join(line + "\n" for line in lines)), out, everything, understood)


@export.command("spec")
@PAGES
@SERVICE
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write; - for standard output.")
def export_spec(pages: tuple[Path, ...], service: str | None, out: Path) -> None:
    """The intermediate model as JSON: a list of services."""
    understood, everything = _understood(pages, service)
    text = json.dumps([specification(found.spec) for found in understood], indent=1, ensure_ascii=False) + "\n"
    _export(report.shown_json(text), out, everything, understood)


@export.command("reading")
@PAGES
@SERVICE
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write; - for standard output.")
def export_reading(pages: tuple[Path, ...], service: str | None, out: Path) -> None:
    """A Markdown page: per service what was read, what became of its rows, and how much was found wrong."""
    understood, everything = _understood(pages, service)
    command = " ".join(["docbind export reading", *(str(page) for page in pages), "--out", str(out)])
    text = account.reading([found.spec for found in understood], everything, command)
    _export(text, out, everything, understood)


# --- what the commands share -------------------------------------------------------------------------------------------


def _job(
    pages: Sequence[Path], out: Path | None, package: str | None, service: str | None
) -> tuple[Job, tuple[Diagnostic, ...]]:
    """The services to work on and where their output goes, from the arguments and else the configuration. Exits where there is nothing to do."""
    try:
        settings = find_settings(Path.cwd())
    except SettingsError as error:
        fail_with(str(error))
    if package is not None and not is_package(package):
        fail_with(f"--package {package!r} is no import path of plain lower-case names, such as otc")
    folders = tuple(pages) or (settings.specs if settings else ())
    if not folders:
        fail_with("no pages: give a folder, or name one as specs in [tool.docbind] of pyproject.toml")
    found = find_services(folders, service)
    if not found.value:
        print_findings(found.diagnostics, {})
        sys.exit(EXIT_FAILED)
    return (
        Job(
            folders=found.value,
            out=out or _default_out(pages, settings),
            package=package or (settings.package if settings else DEFAULT_PACKAGE),
            configured=not pages,
            home=settings.home if settings and not pages else None,
        ),
        found.diagnostics,
    )


def _default_out(pages: Sequence[Path], settings: Settings | None) -> Path:
    """The configured output folder; pages that are not the configured ones are never mixed into it by default."""
    if settings is not None and not pages:
        return settings.out
    return Path("generated")


def _service_of(subject: str) -> tuple[Path, ...]:
    """The folder whose pages must be read to explain one page: the checkout above api-ref/source, or the page's own folder."""
    path = Path(subject)
    if path.suffix != ".rst" or not path.is_file():
        return ()
    for parent in path.resolve().parents:
        if (parent / "api-ref" / "source").is_dir():
            return (parent,)
    return (path.parent,)


def _built(job: Job, quiet: bool, cache: Cache | None) -> Outcome[Build]:
    progress = silence if quiet else say
    try:
        made = build_services(job.folders, job.out, job.package, progress, alone=job.configured, cache=cache)
    except StoreError as error:
        fail(error)
    if not made.value.operations:
        print_findings(made.diagnostics, made.value.sources)
        fail_with("there is no operation to build from")
    return made


def _scopes(job: Job, built: Build) -> frozenset[str] | None:
    """What may be pruned: everything, where the configuration is built as a whole; else only what belongs to the services that were built."""
    return None if job.configured else built.scopes


def _read(job: Job) -> Outcome[tuple[Understood, ...]]:
    # Imported here, with all that parses pages and formats code: a build in which nothing changed needs none of it.
    from docbind.pipeline import understand

    return understand(job.folders, silence)


def _understood(pages: Sequence[Path], service: str | None) -> tuple[tuple[Understood, ...], tuple[Diagnostic, ...]]:
    job, problems = _job(pages, None, None, service)
    outcome = _read(job)
    return outcome.value, (*problems, *outcome.diagnostics)


def _export(text: str, out: Path, everything: Iterable[Diagnostic], understood: Sequence[Understood]) -> None:
    everything = tuple(everything)
    print_findings([found for found in everything if found.severity is Severity.ERROR], sources_of(understood))
    if str(out) == "-":
        click.echo(text, nl=False)
    else:
        try:
            replace_text(out, text, "nothing was exported")
        except StoreError as error:
            fail(error)
    sys.exit(verdict(everything))


def _located(diagnostics: Iterable[Diagnostic], understood: Sequence[Understood]) -> tuple[Diagnostic, ...]:
    """The findings with the paths of files as seen from here: other programs open them, while people read the page's own path."""
    roots = {service.folder.info.id: from_here(service.folder.root) for service in understood}

    def located(span: SourceSpan) -> SourceSpan:
        service, _, below = span.path.partition("/")
        return replace(span, path=f"{roots[service]}/{below}") if service in roots else span

    return tuple(
        replace(found, span=located(found.span), related=tuple(map(located, found.related))) for found in diagnostics
    )
