"""Which docbind this is, and what beside pages and configuration decides the output: the generator's own text, its templates, and the libraries that it works with."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from docbind.resources import template_folder

try:
    __version__ = metadata.version("docbind")
except metadata.PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"

LIBRARIES = ("black", "docutils", "jinja2")


@cache
def generator_version() -> str:
    """A digest that changes with every change of the generator, so that whoever edits a rule is never served what the old one gave."""
    whole = hashlib.sha256(
        repr((sys.version_info[:2], [(name, metadata.version(name)) for name in LIBRARIES])).encode()
    )
    for folder, pattern in ((Path(__file__).parent, "*.py"), (template_folder(), "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                content = path.read_bytes()
                whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
                whole.update(content)
    return whole.hexdigest()
