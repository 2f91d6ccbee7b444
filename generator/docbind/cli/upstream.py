"""The commands about where pages come from: what changed between two states of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docbind.cli.console import EXIT_FAILED, EXIT_FOUND, fail_with, print_findings, say, silence, sources_of
from docbind.disk.source import ServiceFolder, find_services
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.views import changelog

FORMATS = {"text": changelog.text, "json": changelog.as_json, "markdown": changelog.changelog}
IMPACTS = {name: impact for impact, name in changelog.IMPACTS.items()}


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--service", help="Name of the service, where each folder holds the pages of one.")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(list(IMPACTS)), help="Exit 1 where a change is that grave, or graver.")
@click.option("--quiet", is_flag=True, help="No progress.")
def diff(old: Path, new: Path, service: str | None, style: str, fail_on: str | None, quiet: bool) -> None:
    """Tell what changed between two states of the pages, and what it means for callers.

    OLD and NEW are folders as for build. Each change is breaking, non-breaking or doc-only; together they tell which part of a semantic version to raise.
    """
    # Imported here, with all that parses pages: the other commands must not wait for it.
    from docbind.pipeline import differences, understand

    was, now = _folders(old, new, service)
    progress = silence if quiet else say
    before, after = understand(was, progress), understand(now, progress)
    changes = differences(before.value, after.value, progress)
    fresh = _fresh(before.diagnostics, after.diagnostics)
    print_findings(fresh, sources_of(after.value))
    click.echo(FORMATS[style](changes), nl=False)
    gravest = changelog.verdict(changes)
    if fresh or (fail_on is not None and gravest is not None and gravest >= IMPACTS[fail_on]):
        sys.exit(EXIT_FOUND)


def _folders(old: Path, new: Path, service: str | None) -> tuple[tuple[ServiceFolder, ...], tuple[ServiceFolder, ...]]:
    """The services of both states. Where each is one service, it is the same one, whatever its folder is called."""
    now = _found(new, service)
    if service is None and len(now) == 1:
        was = find_services((old,), None).value
        service = now[0].info.id if len(was) == 1 else None
    return _found(old, service), now


def _found(folder: Path, service: str | None) -> tuple[ServiceFolder, ...]:
    found = find_services((folder,), service)
    problems = [finding for finding in found.diagnostics if finding.severity is Severity.ERROR]
    if problems:
        print_findings(problems, {})
        sys.exit(EXIT_FAILED)
    if not found.value:
        fail_with(f"{folder} holds no service")
    return found.value


def _fresh(old: tuple[Diagnostic, ...], new: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """The errors of the new pages that the old ones did not have: what they hide may look as if it were gone."""
    known = {(found.code, found.span.path, found.message) for found in old}
    return [
        found
        for found in new
        if found.severity is Severity.ERROR and (found.code, found.span.path, found.message) not in known
    ]
