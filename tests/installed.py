"""docbind as others have it: its wheel, in a virtual environment away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from command import PROJECT

OFFLINE = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))}


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command, run without what this process's environment says about Python."""
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN, capture_output=True, text=True, encoding="utf-8", check=False
    )


def run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; a failure shows it."""
    done = ran(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def make_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built by the backend that is installed here: no registry is asked."""
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", folder, PROJECT, cwd=folder)
    (built,) = folder.glob("docbind-*.whl")
    return built


def make_environment(wheel: Path, home: Path) -> Path:
    """The programs of a new virtual environment that holds the wheel, and borrows only docbind's dependencies from this one."""
    venv.create(home, symlinks=os.name != "nt")
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", *OFFLINE, wheel, cwd=home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # A line of a .pth file adds a folder without its own .pth files, so that an editable docbind there stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs
