"""The HTTP library: httpx2, or httpx where only that is installed. Whoever imports this module pays for the import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2 as httpx
else:
    try:
        import httpx2 as httpx
    except ImportError:
        try:
            import httpx
        except ImportError:
            from .errors import ConfigurationError

            raise ConfigurationError("httpx2 is needed to send requests: pip install httpx2") from None

OPERATION = "sdk.operation"
"""The extension of a request that names its operation, for fakes: several operations may have one method and path."""

__all__ = ["OPERATION", "httpx"]
