"""Typed clients of the Open Telekom Cloud; importing this imports nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import auth, errors, functiongraph, hooks, testing
    from ._core import NULL, Upload, replace
else:
    from ._core.lazy import lazy_exports

    __getattr__, __dir__ = lazy_exports(
        __name__,
        modules=("auth", "errors", "functiongraph", "hooks", "testing"),
        names={"NULL": "_core", "Upload": "_core", "replace": "_core"},
    )

__all__ = ["NULL", "Upload", "auth", "errors", "functiongraph", "hooks", "replace", "testing"]
