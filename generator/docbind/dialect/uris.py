"""How the pages write a request line, as patterns."""

from __future__ import annotations

import re

METHOD_LINE = re.compile(
    r"^[\"'`(]*(?P<method>GET|POST|PUT|DELETE|PATCH|HEAD)\s+(?P<target>(?:https?\s*:|/|\{[A-Za-z_]*(?:endpoint|host)\}).*)$",
    re.IGNORECASE,
)
"""`PUT /v2/{project_id}/things`, also in another case, quoted, or with scheme and host."""

PATH_ONLY = re.compile(r"^PATH\s*[::]\s*(/\S*)$", re.IGNORECASE)
METHOD_ONLY = re.compile(r"^METHOD\s*[::]\s*(GET|POST|PUT|DELETE|PATCH|HEAD)$", re.IGNORECASE)
"""`PATH: /v1.0/…` and `Method: GET` on lines of their own."""

VERSION_ALIASES = ("v2.1", "v2")
"""Versions under which one OpenStack Compute operation is documented twice."""

EXAMPLE_VALUE = re.compile(r"[\w.\-:%]+|\{[^{}]*\}")
"""A path segment that may stand where a template has a placeholder."""

LITERAL_ID = re.compile(r"/[0-9a-f]{16,}(?=/|$)")
"""An id where a template would have a placeholder: the line is an example."""
