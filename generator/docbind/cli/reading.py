"""The commands that tell what pages say: as findings, as an explanation, as data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docbind.cli.console import (
    fail,
    fail_with,
    print_findings,
    silence,
    sources_of,
    verdict,
    work_of,
)
from docbind.cli.options import PACKAGE, PAGES, SERVICE
from docbind.dialect.findings import FINDINGS
from docbind.disk.atomic import replace_text
from docbind.disk.errata import ERRATA
from docbind.disk.failure import DocbindError
from docbind.disk.source import from_here
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.project import Work
from docbind.views import account, explanation, report
from docbind.views.fields import fields
from docbind.views.specification import specification

if TYPE_CHECKING:
    from docbind.pipeline import Understood

LINT_FORMATS = {
    "json": report.as_json,
    "sarif": report.sarif,
    "github": report.github,
}


@click.command()
@PAGES
@SERVICE
@click.option("--format", "style", type=click.Choice(["text", *LINT_FORMATS]), default="text", show_default=True)
def lint(pages: tuple[Path, ...], service: str | None, style: str) -> None:
    """Tell what the pages get wrong and what could not be read, and what became of every page, table and row."""
    work = work_of(pages, service=service)
    outcome = _read(work)
    everything = (*work.problems, *outcome.diagnostics)
    if style != "text":
        click.echo(LINT_FORMATS[style](_located(everything, outcome.value)), nl=False)
        sys.exit(verdict(everything))
    click.echo(report.text(everything, sources_of(outcome.value)), nl=False)
    click.echo(account.lines(account.account(service.spec for service in outcome.value)), nl=False)
    click.echo(report.summary(everything) or "nothing found")
    sys.exit(verdict(everything))


@click.command()
@click.argument("subject")
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
@PACKAGE
def explain(subject: str, pages: tuple[Path, ...], package: str | None) -> None:
    """Explain a finding's CODE, how a PAGE was read, what became of ERRATA, or where an emitted SYMBOL comes
    from.

    SUBJECT is a code (unknown-type), the path of a page or of a file of errata, or a name such as
    functiongraph.create_function or functiongraph.FuncCode. PAGES as for build.
    """
    finding = next((row for row in FINDINGS if row.code == subject), None)
    if finding is not None:
        click.echo(explanation.finding(finding), nl=False)
        return
    work = work_of(pages or _service_of(subject), package=package)
    outcome = _read(work)
    path = Path(subject)
    if path.suffix == ".rst":
        texts = [explanation.page(service.spec, outcome.diagnostics, str(path)) for service in outcome.value]
    elif path.suffix == explanation.ERRATA_ENDING:
        texts = [explanation.errata(service.spec, outcome.diagnostics, str(path)) for service in outcome.value[:1]]
    else:
        from docbind.pipeline import build_files

        built = build_files(outcome.value, work.out, work.package, silence)
        texts = [
            explanation.symbol(service.spec, names, subject)
            for service, names in zip(outcome.value, built.value.names, strict=True)
        ]
    text = "".join(texts)
    if not text:
        fail_with(f"{subject!r} is no finding's code, no page and no emitted name that is known here")
    click.echo(text, nl=False)


@click.group()
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


def _service_of(subject: str) -> tuple[Path, ...]:
    """The folder whose pages must be read to explain one page: the checkout above api-ref/source, or the page's own folder."""
    path = Path(subject)
    if path.name == ERRATA and path.is_file():
        return (path.parent,)
    if path.suffix != ".rst" or not path.is_file():
        return ()
    for parent in path.resolve().parents:
        if (parent / "api-ref" / "source").is_dir():
            return (parent,)
    return (path.parent,)


def _read(work: Work) -> Outcome[tuple[Understood, ...]]:
    # Imported here, with all that parses pages and formats code: a build in which nothing changed needs none of it.
    from docbind.pipeline import understand

    return understand(work.folders, silence)


def _understood(pages: Sequence[Path], service: str | None) -> tuple[tuple[Understood, ...], tuple[Diagnostic, ...]]:
    work = work_of(pages, service=service)
    outcome = _read(work)
    return outcome.value, (*work.problems, *outcome.diagnostics)


def _export(text: str, out: Path, everything: Iterable[Diagnostic], understood: Sequence[Understood]) -> None:
    everything = tuple(everything)
    print_findings([found for found in everything if found.severity is Severity.ERROR], sources_of(understood))
    if str(out) == "-":
        click.echo(text, nl=False)
    else:
        try:
            replace_text(out, text, "nothing was exported")
        except DocbindError as error:
            fail(error)
    sys.exit(verdict(everything))


def _located(diagnostics: Iterable[Diagnostic], understood: Sequence[Understood]) -> tuple[Diagnostic, ...]:
    """The findings with the paths of files as seen from here: other programs open them, while people read the page's own path."""
    roots = {service.folder.info.id: from_here(service.folder.root) for service in understood}
    errata = {place.shown: from_here(place.path) for service in understood for place in service.folder.errata}

    def located(span: SourceSpan) -> SourceSpan:
        if span.path in errata:
            return replace(span, path=errata[span.path])
        service, _, below = span.path.partition("/")
        return replace(span, path=f"{roots[service]}/{below}") if service in roots else span

    return tuple(
        replace(found, span=located(found.span), related=tuple(map(located, found.related))) for found in diagnostics
    )
