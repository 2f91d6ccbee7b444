"""FunctionGraph: `FunctionGraph` and `AsyncFunctionGraph` are the clients, `models` what they exchange, `operations` and `validators` the same without a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import models, operations, validators
    from .client import AsyncFunctionGraph, FunctionGraph
else:
    from .._core.lazy import lazy_exports

    __getattr__, __dir__ = lazy_exports(
        __name__,
        modules=("client", "models", "operations", "validators"),
        names={"AsyncFunctionGraph": "client", "FunctionGraph": "client"},
    )

__all__ = ["AsyncFunctionGraph", "FunctionGraph", "models", "operations", "validators"]
