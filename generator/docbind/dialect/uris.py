"""How the pages write a request line, as patterns."""

from __future__ import annotations

import re

METHOD_LINE = re.compile(
    r"^(?:UR[IL]\s*[:：]\s*)?[\"'`(]*(?P<method>GET|POST|PUT|DELETE|PATCH|HEAD)"
    r"(?:\s+|(?-i:(?<=[A-Z]))(?=/(?!(?:GET|POST|PUT|DELETE|PATCH|HEAD)\b)))(?P<target>(?:https?\s*:|/|\{[A-Za-z_]*(?:endpoint|host)\}).*)$",
    re.IGNORECASE,
)
"""`PUT /v2/{project_id}/things`, also in another case, quoted, labelled, or with scheme and host; in capitals
without the space, unless other methods follow.
"""

TARGET_END = re.compile(r"\s+(?:HTTPS?/\d(?:\.\d)?\s*)?(?:\([^(){}]*\))?$", re.IGNORECASE)
"""What may follow a path on its line and is no part of it: the version of the protocol, and an aside in parentheses."""

PATH_ONLY = re.compile(
    r"^(?:(?:request )?(?:path|ur[il])\s*[:：]\s*)?[\"'`]*((?:https?\s*:|/|\{[a-z_]*(?:endpoint|host)\}\s*/)\S*)$",
    re.IGNORECASE,
)
METHOD_ONLY = re.compile(
    r"^(?:(?:https? |request )*method\s*[:：]\s*)?(GET|POST|PUT|DELETE|PATCH|HEAD)$", re.IGNORECASE
)
"""`PATH: /v1.0/…` and `Method: GET` on lines of their own, with or without these labels; neither is a request line without the other."""

METHOD_COLUMN = re.compile(r"(?:http |request )?methods?", re.IGNORECASE)
PATH_COLUMN = re.compile(r"(?:request )?(?:paths?|ur[il]s?)", re.IGNORECASE)
"""Header cells of a table whose rows are request lines."""

VERSION_ALIASES = ("v2.1", "v2")
"""Versions under which one OpenStack Compute operation is documented twice."""

NUMBERED_NAME = re.compile(r"(?P<name>[A-Za-z_]\w*)\.(?:\{[A-Za-z]+\}|[Nni]|\d+)")
"""How a query parameter is called whose values travel under numbered names: `dim.{i}`, `filter.N`, `key.0`."""

NUMBERED_USE = re.compile(r"\b(?P<name>[A-Za-z_]\w*)\.(?:\{[A-Za-z]+\}|(?P<number>\d+))\s*=")
"""One of these values in a query string or a sentence: `dim.{i}=key,value`, `dim.0=instance_id,12345`."""

EXAMPLE_VALUE = re.compile(r"[\w.\-:%]+|\{[^{}]*\}")
"""A path segment that may stand where a template has a placeholder."""

LITERAL_ID = re.compile(r"/[0-9a-f]{16,}(?=/|$)")
"""An id where a template would have a placeholder: the line is an example."""
