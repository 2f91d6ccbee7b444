"""Puts the run time and the sample service together as the generator does."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES = HERE.parent.parent / "templates"


def assemble(folder: Path, name: str) -> Path:
    """Make the package `name` in `folder`: the core, the static modules of the root, and the sample service."""
    package = folder / name
    shutil.copytree(TEMPLATES / "core", package / "_core", ignore=shutil.ignore_patterns("__pycache__"))
    for module in (TEMPLATES / "package").glob("*.py"):
        shutil.copy(module, package / module.name)
    shutil.copytree(
        HERE / "sample" / "functiongraph", package / "functiongraph", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(HERE / "sample" / "package_init.py", package / "__init__.py")
    (package / "py.typed").touch()
    return package
