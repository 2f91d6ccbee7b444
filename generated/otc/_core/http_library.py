"""The HTTP library: httpx2, or httpx where only that is installed. It is imported when something of it is first used: with the first call."""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from .errors import ConfigurationError

OPERATION = "sdk.operation"
"""The extension of a request that names its operation, for fakes: several operations may have one method and path."""

GOAL = "sdk.goal"
"""The extension of a request that tells what its sender waits for, for fakes; None where it does not wait."""
RESOURCE = "sdk.resource"
"""The extension that tells the path behind the name of the bucket, wherever that stands; empty where there is no
bucket.
"""

if TYPE_CHECKING:
    import httpx2 as httpx
else:

    class _Library:
        def __getattr__(self, name: str) -> object:
            return getattr(library(), name)

    httpx = _Library()


@cache
def library() -> ModuleType:
    """The library itself. Raises `ConfigurationError` where neither is installed."""
    for name in ("httpx2", "httpx"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise ConfigurationError("httpx2 is needed to send requests: pip install httpx2")


__all__ = ["GOAL", "OPERATION", "RESOURCE", "httpx", "library"]
