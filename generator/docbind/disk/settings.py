"""`[tool.docbind]` of the nearest pyproject.toml: where the pages are, where the output goes, what its package is called."""

from __future__ import annotations

import difflib
import keyword
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .encoding import shown
from .errata import ErrataFolder
from .failure import DocbindError

SETTINGS_FILE = "pyproject.toml"
KEYS = ("specs", "out", "package", "errata")
DEFAULT_SPECS = "specs"
DEFAULT_OUT = "generated"
DEFAULT_PACKAGE = "otc"
DEFAULT_ERRATA = "errata"


class SettingsError(DocbindError):
    """The configuration cannot be used; the message names the file, line and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is built by default.

    `specs` and `out` are absolute; `package` is an import path such as `otc` or `cloud.otc`; `home` is the
    folder of the file.

    `errata` is the folder that may hold corrections of the pages of each service.
    """

    home: Path
    specs: tuple[Path, ...]
    out: Path
    package: str
    errata: ErrataFolder


def find_settings(start: Path) -> Settings | None:
    """The settings of the project that `start` lies in; None where no pyproject.toml above it has a `[tool.docbind]`. Raises `SettingsError`."""
    for folder in (start.resolve(), *start.resolve().parents):
        path = folder / SETTINGS_FILE
        if path.is_file():
            found = _settings(path)
            if found is not None:
                return found
    return None


def is_package(name: str) -> bool:
    """Is it an import path of plain lower-case identifiers, none of them a keyword?"""
    parts = name.split(".")
    return all(re.fullmatch(r"[a-z][a-z0-9_]*", part) and not keyword.iskeyword(part) for part in parts)


def read_project(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a pyproject.toml, with its line ends, and what it says; nothing where there is none. Raises `SettingsError`."""
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
        return text, tomllib.loads(text.replace("\r\n", "\n"))
    except (
        OSError,
        ValueError,
        RecursionError,
    ) as error:  # text that is none, no TOML, or numbers of thousands of digits
        raise SettingsError(f"{path}: cannot be read: {error}") from error


def _settings(path: Path) -> Settings | None:
    text, project = read_project(path)
    table = project.get("tool", {}).get("docbind")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.docbind must be a table")
    for key in table:
        if key not in KEYS:
            raise SettingsError(f"{path}:{_line(text, key)}: tool.docbind has no option {shown(key)!r}; {_meant(key)}")
    specs = table.get("specs", DEFAULT_SPECS)
    folders = [specs] if isinstance(specs, str) else specs
    if (
        not isinstance(folders, list)
        or not folders
        or not all(isinstance(folder, str) and folder for folder in folders)
    ):
        raise SettingsError(f"{path}:{_line(text, 'specs')}: tool.docbind.specs must be a folder or a list of folders")
    out = table.get("out", DEFAULT_OUT)
    if not isinstance(out, str) or not out:
        raise SettingsError(f"{path}:{_line(text, 'out')}: tool.docbind.out must be a folder")
    package = table.get("package", DEFAULT_PACKAGE)
    if not isinstance(package, str) or not is_package(package):
        raise SettingsError(f"{path}:{_line(text, 'package')}: tool.docbind.package must be an import path such as otc")
    errata = table.get("errata", DEFAULT_ERRATA)
    if not isinstance(errata, str) or not errata or "\0" in errata:
        raise SettingsError(f"{path}:{_line(text, 'errata')}: tool.docbind.errata must be a folder")
    if "errata" in table and not (path.parent / errata).is_dir():
        raise SettingsError(f"{path}:{_line(text, 'errata')}: tool.docbind.errata: {shown(errata)} is no folder")
    return Settings(
        home=path.parent,
        specs=tuple(path.parent / folder for folder in folders),
        out=path.parent / out,
        package=package,
        errata=ErrataFolder(path=path.parent / errata, shown=shown(errata)),
    )


def _meant(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(KEYS)}"


def _line(text: str, key: str) -> int:
    """The line where a key of the table is set; the parser gives no lines. Where it is written in an unusual way, the line where the table begins."""
    lines = text.split("\n")
    first = next(
        (number for number, line in enumerate(lines) if re.match(r"\s*\[\s*tool\s*\.\s*docbind\s*\]", line)), 0
    )
    for number, line in enumerate(lines[first:], start=first):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number + 1
    return first + 1
