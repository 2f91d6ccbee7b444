"""Virtual environments that hold real servers, each made once and kept in the project's folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

_KEPT = Path(__file__).parents[2] / ".venv-servers"
_PATIENCE = 900
"""Seconds that an installation may take."""


def environment(name: str, requirements: tuple[str, ...]) -> Path:
    """Return the folder with the programs of a virtual environment that holds `requirements`.

    It is made where it is not there yet, or was made for other requirements or by another Python.
    A test that needs it is skipped, with pip's own words, where it cannot be made.
    """
    folder = _KEPT / name
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    stamp, wanted = folder / "made-of.txt", "\n".join((sys.version, *requirements))
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return programs
    shutil.rmtree(folder, ignore_errors=True)
    _KEPT.mkdir(exist_ok=True)
    venv.create(folder, with_pip=True)
    problem = _installed(programs / "python", requirements)
    if problem:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"{name} cannot be installed here: {problem}")
    stamp.write_text(wanted, encoding="utf-8")
    return programs


def _installed(python: Path, requirements: tuple[str, ...]) -> str:
    """Install with pip; return why it failed, or an empty text."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"pip took longer than {_PATIENCE} seconds"
    said = done.stderr.strip() or done.stdout.strip() or f"pip ended with {done.returncode}"
    return said.splitlines()[-1] if done.returncode else ""
