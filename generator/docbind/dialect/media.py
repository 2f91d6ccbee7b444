"""Media types of bodies."""

from __future__ import annotations

UNSTRUCTURED_MEDIA_TYPES = frozenset({"application/xml", "text/xml"})
"""Bodies whose structure may be documented, but which the emitted clients send as text and give as bytes, because they only speak JSON."""
