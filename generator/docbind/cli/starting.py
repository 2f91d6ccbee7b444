"""The command that makes docbind one of a project's build steps."""

from __future__ import annotations

from pathlib import Path

import click

from docbind.cli.console import attempted, fail_with, say
from docbind.cli.options import PACKAGE
from docbind.disk.origin import find_origins
from docbind.disk.settings import find_settings
from docbind.disk.source import find_services
from docbind.edition import __version__
from docbind.scaffold import State, Step, scaffold
from docbind.views.report import counted

STATES = {
    State.WRITTEN: "written",
    State.EXTENDED: "has now",
    State.PRESENT: "names docbind already; left as it is",
    State.FOREIGN: "left as it is; add this yourself:",
}


@click.command()
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the output.  [default: generated]")
@PACKAGE
def init(pages: tuple[Path, ...], out: Path | None, package: str | None) -> None:
    """Make docbind a build step of the project in this folder.

    Adds [tool.docbind] to pyproject.toml, and hatch's build hook where hatch builds the project; writes a hook for pre-commit and a workflow for GitHub that
    prove that the SDK is current, and where pages are fetched, a workflow that does so each week. Files that are there are not replaced. PAGES are the
    folders that specs shall name; without any, they are looked for.
    """
    home = Path.cwd()
    with attempted():
        steps = scaffold(
            home,
            pages=tuple(_below(home, folder) for folder in pages),
            out=_below(home, out) if out else None,
            package=package,
            version=__version__,
        )
    for step in steps:
        _tell(step)
    settings = find_settings(home)
    if settings is not None and settings.home == home.resolve():
        say(
            f"where a page is wrong: say what is so in {settings.errata.shown}/<service>.toml, or in errata.toml beside it"
        )
        say(_next(tuple(folder for folder in settings.specs if folder.is_dir())))


def _next(folders: tuple[Path, ...]) -> str:
    """What to do now."""
    fetched = find_origins(folders, ())
    if fetched:
        return (
            f"next: docbind pull, for the pages of {', '.join(origin.name for origin in fetched)}; then docbind build"
        )
    found = find_services(folders, None).value
    if found:
        return (
            f"{counted(len(found), 'service')}: {', '.join(service.info.id for service in found)}; next: docbind build"
        )
    return "no pages yet: put those of each service, or a service.toml that says where they are, in a folder of specs"


def _below(home: Path, folder: Path) -> str:
    """A folder as the configuration names it, with `/`, so that it means the same on every machine."""
    place = folder if folder.is_absolute() else home / folder
    try:
        return place.resolve().relative_to(home.resolve()).as_posix()
    except ValueError:
        fail_with(f"{folder} is not in this folder, where the configuration will lie")


def _tell(step: Step) -> None:
    say(f"{step.path}: {STATES[step.state]}")
    if step.text and step.state in (State.EXTENDED, State.FOREIGN):
        for line in step.text.rstrip("\n").split("\n"):
            say(f"    {line}")
