"""docbind: typed Python clients and validators from the API reference pages that clouds already maintain.

`build` and `check` do from Python what the commands of these names do; both raise `DocbindError` where that is not possible.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docbind.api import build, check
    from docbind.disk.failure import DocbindError
    from docbind.edition import __version__
    from docbind.project import Built, Checked

__all__ = ["Built", "Checked", "DocbindError", "__version__", "build", "check"]

_PLACES = {
    "Built": "docbind.project",
    "Checked": "docbind.project",
    "DocbindError": "docbind.disk.failure",
    "__version__": "docbind.edition",
    "build": "docbind.api",
    "check": "docbind.api",
}


def __getattr__(name: str) -> object:
    """The public names, imported when they are asked for: each module of the program imports this one first."""
    if name not in _PLACES:
        raise AttributeError(f"module 'docbind' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
