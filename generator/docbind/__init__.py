"""docbind: typed Python clients and validators from the API reference pages that clouds already maintain."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]

try:
    __version__ = version("docbind")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"
