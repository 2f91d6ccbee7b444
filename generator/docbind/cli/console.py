"""What the commands print, and the codes that they exit with."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from docbind.disk.failure import DocbindError, StoreError
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.project import ProjectError, Work, find_work
from docbind.views import report

if TYPE_CHECKING:
    from docbind.pipeline import Understood

EXIT_FOUND = 1
EXIT_FAILED = 2
EXIT_REFUSED = 4


def print_findings(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
    """Errors with their source line, warnings on one line each, notes only as a number."""
    found = tuple(diagnostics)
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    warnings = [diagnostic for diagnostic in found if diagnostic.severity is Severity.WARNING]
    click.echo(report.text(errors, sources) + report.lines(warnings), nl=False, err=True)
    summary = report.summary(found)
    if summary:
        click.echo(f"{summary}; docbind lint shows all, docbind explain CODE tells more", err=True)


def sources_of(understood: Iterable[Understood]) -> dict[str, str]:
    """The texts of pages and errata by path, for messages that show a line."""
    return {file.path: file.text for service in understood for file in (*service.sources, *service.errata)}


def verdict(diagnostics: Iterable[Diagnostic]) -> int:
    return EXIT_FOUND if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics) else 0


def say(words: str) -> None:
    click.echo(report.shown(words), err=True)


def silence(words: str) -> None:
    del words


@contextmanager
def attempted() -> Iterator[None]:
    """Ends the command, with what is to be said, where the block cannot be done."""
    try:
        yield
    except DocbindError as error:
        fail(error)


def work_of(
    pages: Sequence[Path] = (), out: Path | None = None, package: str | None = None, service: str | None = None
) -> Work:
    """The work that arguments and the configuration name; ends the command where there is none."""
    with attempted():
        return find_work(pages, start=Path.cwd(), out=out, package=package, service=service)


def fail(error: DocbindError) -> NoReturn:
    if isinstance(error, ProjectError):
        print_findings(error.diagnostics, error.sources)
    fail_with(f"{error}. {error.remedy}" if isinstance(error, StoreError) else str(error))


def fail_with(words: str) -> NoReturn:
    click.echo(f"docbind: {report.shown(words)}", err=True)
    sys.exit(EXIT_FAILED)
