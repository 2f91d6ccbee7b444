"""The commands about where pages come from: fetching them, and what changed between two states of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from docbind.cli.console import (
    EXIT_FAILED,
    EXIT_FOUND,
    EXIT_REFUSED,
    attempted,
    fail,
    fail_with,
    print_findings,
    say,
    silence,
    sources_of,
)
from docbind.disk.failure import StoreError
from docbind.disk.origin import Origin, find_origins
from docbind.disk.pull import Pulled, pulled, revision
from docbind.disk.service_info import is_ref
from docbind.disk.settings import SettingsError, find_settings
from docbind.disk.source import ServiceFolder, find_services
from docbind.model.change import Change
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

    OLD and NEW are folders as for build; with --service, they may be branches, tags or commits of the repository that its service.toml names. Each
    change is breaking, non-breaking or doc-only; together they tell which part of a semantic version to raise.
    """
    # Imported here, with all that parses pages: the other commands must not wait for it.
    from docbind.pipeline import differences, understand

    progress = silence if quiet else say
    with ExitStack() as stack:
        try:
            was, now = _folders(stack, old, new, service)
        except StoreError as error:
            fail(error)
        before, after = understand(was, progress), understand(now, progress)
    changes = differences(before.value, after.value, progress)
    fresh = _fresh(before.diagnostics, after.diagnostics)
    print_findings(fresh, sources_of(after.value))
    click.echo(FORMATS[style](changes), nl=False)
    gravest = changelog.verdict(changes)
    if fresh or (fail_on is not None and gravest is not None and gravest >= IMPACTS[fail_on]):
        sys.exit(EXIT_FOUND)


@click.command()
@click.argument("services", nargs=-1)
@click.option("--update", is_flag=True, help="Move the locks to what is there now, and tell what changed.")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--quiet", is_flag=True, help="No progress.")
def pull(services: tuple[str, ...], update: bool, style: str, quiet: bool) -> None:
    """Fetch the pages of services whose service.toml names a git repository, at the commit in their pages.lock.

    SERVICES are names of configured services; without any, all that have a repository. A service without a lock gets one.
    """
    progress = silence if quiet else say
    origins = _origins(services)
    changes: list[Change] = []
    codes = {0}
    for origin in origins:
        try:
            with pulled(origin, update=update) as found:
                if update:
                    changes += _what_changed(origin, found)
            progress(_state(found))
            for link in found.links:
                say(f"{origin.name}: {link} is a link; it was left out")
        except StoreError as error:
            say(f"docbind: {origin.name}: {error}. {error.remedy}")
            codes.add(EXIT_REFUSED if error.code == "pages-changed" else EXIT_FAILED)
    if update:
        click.echo(FORMATS[style](tuple(changes)), nl=False)
    sys.exit(max(codes))


def _origins(services: Sequence[str]) -> tuple[Origin, ...]:
    try:
        settings = find_settings(Path.cwd())
        if settings is None:
            fail_with("no configuration: name the folder of services as specs in [tool.docbind] of pyproject.toml")
        origins = find_origins(settings.specs, services, settings.errata)
    except SettingsError as problem:
        fail_with(str(problem))
    except StoreError as error:
        fail(error)
    if not origins:
        fail_with("no service has a repository: set git in its service.toml")
    return origins


def _what_changed(origin: Origin, found: Pulled) -> tuple[Change, ...]:
    """The changes from the pages in place, or from the locked ones where none are in place."""
    if found.after is None or not found.old or found.old == found.new:
        return ()
    from docbind.pipeline import differences, understand

    with ExitStack() as stack:
        before = found.before or stack.enter_context(revision(origin, found.old))
        old, new = understand((before,), silence), understand((found.after,), silence)
        print_findings(_fresh(old.diagnostics, new.diagnostics), sources_of(new.value))
        return differences(old.value, new.value, silence)


def _state(found: Pulled) -> str:
    if found.old and found.old != found.new:
        return f"{found.name}: {found.old[:12]} -> {found.new[:12]}"
    return f"{found.name}: {'fetched' if found.after is not None else 'is'} at {found.new[:12]}"


def _folders(
    stack: ExitStack, old: Path, new: Path, service: str | None
) -> tuple[tuple[ServiceFolder, ...], tuple[ServiceFolder, ...]]:
    """The services of both states. Where each is one service, it is the same one, whatever its folder is called. Raises `StoreError`."""
    if service is not None and not (old.is_dir() and new.is_dir()):
        (origin,) = _origins((service,))
        was, now = (
            _found(state, service) if state.is_dir() else (stack.enter_context(revision(origin, _named(state))),)
            for state in (old, new)
        )
        return was, now
    now = _found(new, service)
    if service is None and len(now) == 1:
        one = find_services((old,), None).value
        service = now[0].info.id if len(one) == 1 else None
    return _found(old, service), now


def _named(state: Path) -> str:
    name = state.as_posix()
    if not is_ref(name):
        fail_with(f"{name!r} is no folder, and no branch, tag or commit")
    return name


def _found(folder: Path, service: str | None) -> tuple[ServiceFolder, ...]:
    with attempted():
        settings = find_settings(Path.cwd())
    found = find_services((folder,), service, settings.errata if settings is not None else None)
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
