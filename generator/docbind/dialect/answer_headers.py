"""Headers of answers: those that every answer has, and what is known of the others by their names alone.

Names are in lower case.
"""

from __future__ import annotations

COMMON_HEADERS: frozenset[str] = frozenset(
    {
        *("connection", "date", "keep-alive", "server", "transfer-encoding", "vary", "via"),
        *("accept-ranges", "age", "pragma", "strict-transport-security"),
        *("x-content-type-options", "x-download-options", "x-frame-options", "x-xss-protection"),
        *("openstack-request-id", "x-compute-request-id", "x-openstack-request-id", "x-request-id", "x-trace-id"),
        *("x-dae-api-type", "x-forward-status", "x-obs-id-2", "x-obs-request-id", "x-reserved", "x-reserved-indicator"),
    }
)
"""Headers that tell of the exchange and not of what was asked for."""

CONTENT_HEADERS: frozenset[str] = frozenset({"content-length", "content-type"})
"""Headers that tell of the content, which only the answer to a HEAD does not have itself."""

NUMBERS: frozenset[str] = frozenset({"content-length"})
"""Headers whose values are whole numbers, also where no table describes them."""


def is_common(name: str, method: str) -> bool:
    """Whether a header says nothing that belongs to this answer alone; `method` is that of the request."""
    return name.lower() in COMMON_HEADERS or (method != "HEAD" and name.lower() in CONTENT_HEADERS)
