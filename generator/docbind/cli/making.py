"""The commands that make the SDK, and tell whether it is as the pages give it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docbind.cli.console import EXIT_FOUND, EXIT_REFUSED, attempted, print_findings, say, silence, verdict, work_of
from docbind.cli.options import OUT, PACKAGE, PAGES, QUIET, SERVICE
from docbind.disk.source import from_here
from docbind.model.diagnostic import Severity
from docbind.project import build as build_project
from docbind.project import check as check_project
from docbind.views import report
from docbind.views.report import counted


@click.command()
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
    work = work_of(pages, out, package, service)
    with attempted():
        built = build_project(work, silence if quiet else say, force=force)
    print_findings(built.diagnostics, built.build.sources)
    click.echo(report.text(built.refusals, {}), nl=False, err=True)
    if built.disk.refused:
        sys.exit(EXIT_REFUSED)
    if not quiet:
        made, disk = built.build, built.disk
        changed = f"{counted(len(disk.written), 'file')} written, {len(disk.removed)} removed"
        state = changed if disk.written or disk.removed else "nothing changed"
        parsed = f"{made.parsed} of {counted(made.pages, 'page')} parsed"
        say(
            f"{counted(made.operations, 'operation')} of {counted(made.services, 'service')} in {built.out}: {state} ({parsed})"
        )
    sys.exit(verdict(built.diagnostics))


@click.command()
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
    work = work_of(pages, out, package, service)
    with attempted():
        checked = check_project(work, silence if quiet else say)
    print_findings([one for one in checked.diagnostics if one.severity is Severity.ERROR], checked.build.sources)
    for file in checked.difference.files:
        click.echo(report.shown_lines(file.told), nl=False)
        if style == "github":
            place = report.shown(from_here(checked.out / file.path))
            click.echo(f"::error file={place}::not what the pages give; run docbind build")
    for name in checked.locks:
        click.echo(f"{report.shown(name)}: names are missing or changed; run docbind build")
    if not checked:
        stale = len(checked.difference.files) + len(checked.locks)
        say(f"{counted(stale, 'file')} not as the pages give: run docbind build")
        sys.exit(EXIT_FOUND)
    if not quiet:
        say("the output is what the pages give")
    sys.exit(verdict(checked.diagnostics))
