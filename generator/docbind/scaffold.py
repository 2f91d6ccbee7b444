"""What a project needs so that docbind is one of its build steps: the configuration, and what proves at each commit, change and release that the SDK is current.

Nothing that is there is replaced: a table is added to pyproject.toml where it has none, other files are written where there are none. What else is to be done is told.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from docbind.disk.atomic import replace_text
from docbind.disk.discovery import find_pages
from docbind.disk.failure import disk_errors
from docbind.disk.origin import find_origins
from docbind.disk.settings import (
    DEFAULT_ERRATA,
    DEFAULT_OUT,
    DEFAULT_PACKAGE,
    DEFAULT_SPECS,
    SETTINGS_FILE,
    find_settings,
    is_package,
    read_project,
)
from docbind.project import ProjectError
from docbind.resources import project_file

REQUIREMENT = "@docbind@"
"""Where the files of `templates/project` name what is to be installed."""

FILES = {
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".github/workflows/docbind-check.yml": "check.yml",
}
FILES_WHERE_PAGES_ARE_FETCHED = {".github/workflows/docbind-regenerate.yml": "regenerate.yml"}
HATCH = "hatchling.build"
HOOK = "tool.hatch.build.hooks.docbind"
HINTS = {
    "tool.docbind": f"# What a page gets wrong is stated in {DEFAULT_ERRATA}/<service>.toml, each with its reason.\n"
}
"""What is said below a table, for those who will wonder."""

NOTHING_WRITTEN = "nothing was written"


class State(Enum):
    """What became of one file."""

    WRITTEN = "written"
    EXTENDED = "extended"
    PRESENT = "present"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file, by its path below the project, and the text that was added to it, or that it needs where it is somebody's already."""

    path: str
    state: State
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    step: Step
    content: str


def scaffold(
    home: Path, *, pages: tuple[str, ...] = (), out: str | None = None, package: str | None = None, version: str
) -> tuple[Step, ...]:
    """Makes the project in the folder `home` use docbind. `pages` are folders with `/` below it; without any, the folders are looked for.

    `version` is the docbind that the files ask for. Raises `DocbindError`: nothing is written then, unless the disk fails between two files; another run goes on from there.
    """
    if package is not None and not is_package(package):
        raise ProjectError(f"package {package!r} is no import path of plain lower-case names, such as otc")
    requirement = f"docbind=={version}" if version[:1].isdigit() and "+" not in version else "docbind"
    settings = find_settings(home)
    configured = settings is not None and settings.home == home.resolve()
    if configured and (pages or out or package):
        raise ProjectError(f"{SETTINGS_FILE} has [tool.docbind] already: change it there; {NOTHING_WRITTEN}")
    specs = () if configured else pages or find_pages(home) or (DEFAULT_SPECS,)
    folders = settings.specs if settings is not None and configured else tuple(home / folder for folder in specs)
    fetched = find_origins([folder for folder in folders if folder.is_dir()], ())
    changes = [_configured(home, specs, out, package, requirement)]
    for path, name in (FILES | (FILES_WHERE_PAGES_ARE_FETCHED if fetched else {})).items():
        text = project_file(name).replace(REQUIREMENT, requirement)
        there = home / path
        state = State.WRITTEN
        with disk_errors(there, NOTHING_WRITTEN):
            if there.exists():
                state = State.PRESENT if b"docbind" in there.read_bytes() else State.FOREIGN
        changes.append(_Change(step=Step(path=path, state=state, text=text), content=text))
    for change in changes:
        if change.step.state in (State.WRITTEN, State.EXTENDED):
            replace_text((home / change.step.path).resolve(), change.content, NOTHING_WRITTEN)
    return tuple(change.step for change in changes)


def _configured(home: Path, specs: tuple[str, ...], out: str | None, package: str | None, requirement: str) -> _Change:
    """pyproject.toml with `[tool.docbind]`, where it names `specs`, and with the hook of hatch where hatch builds the project."""
    text, project = read_project(home / SETTINGS_FILE)
    wanted: dict[str, dict[str, object]] = {}
    if specs:
        named = specs[0] if len(specs) == 1 else list(specs)
        wanted["tool.docbind"] = {"specs": named, "out": out or DEFAULT_OUT, "package": package or DEFAULT_PACKAGE}
    by_hatch = _table_in(project, "build-system.build-backend") == HATCH
    if by_hatch and _table_in(project, HOOK) is None:
        wanted[HOOK] = {"dependencies": [requirement]}
    added = "\n".join(_table(name, members) for name, members in wanted.items())
    if not wanted:
        return _Change(step=Step(path=SETTINGS_FILE, state=State.PRESENT, text=""), content=text)
    content = _appended(text, added)
    state = State.EXTENDED if text else State.WRITTEN
    if not _holds(content, wanted):
        state = State.FOREIGN
    return _Change(step=Step(path=SETTINGS_FILE, state=state, text=added), content=content)


def _table(name: str, members: dict[str, object]) -> str:
    lines = "".join(f"{key} = {_value(value)}\n" for key, value in members.items())
    return f"[{name}]\n{lines}{HINTS.get(name, '')}"


def _value(value: object) -> str:
    """Strings of JSON are strings of TOML, but for the character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _appended(text: str, added: str) -> str:
    """The text with tables at its end, in its own line ends."""
    apart = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    ends = "\r\n" if "\r\n" in text else "\n"
    return text + (apart + added).replace("\n", ends)


def _holds(content: str, wanted: dict[str, dict[str, object]]) -> bool:
    """Whether the text has the new tables: a table that is written in one line, or below another name, cannot be added to at the end of a file."""
    try:
        after = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        return False
    return all(_table_in(after, name) == members for name, members in wanted.items())


def _table_in(project: object, name: str) -> object:
    """What stands below a dotted name; None where nothing does."""
    for key in name.split("."):
        project = project.get(key) if isinstance(project, dict) else None
    return project
