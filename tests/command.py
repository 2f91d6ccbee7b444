"""The command `docbind`, run as people run it: in a process of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent
GENERATOR = PROJECT / "generator"
GENERATED = PROJECT / "generated"
SPECS = PROJECT / "specs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run of the command gave back."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        return self.out + self.err


def docbind(*arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None, umask: int = -1) -> Ran:
    """Run the generator of this checkout; a traceback is a failure, whatever the test is about."""
    done = subprocess.run(
        [sys.executable, "-m", "docbind", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(GENERATOR), **(environment or {})},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    ran = Ran(code=done.returncode, out=done.stdout, err=done.stderr)
    assert "Traceback (most recent call last)" not in ran.told, ran.told
    return ran


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but for compiled code, by their path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def fingerprint(folder: Path) -> str:
    """One hash over the names and contents of `tree`."""
    whole = hashlib.sha256()
    for name, content in tree(folder).items():
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
