"""Media types of bodies."""

from __future__ import annotations

import re

XML_MEDIA_TYPES = frozenset({"application/xml", "text/xml"})
"""Bodies that are XML documents. They are structures where their root element is known, else text."""

MEDIA_TYPE = re.compile(
    r"\b(application|text|multipart|image)/([a-z](?:[\w.-]*\w)?)(?:\s*\+\s*(json|xml)\b)?", re.IGNORECASE
)
"""A media type, also as pages space it: `application/merge-patch + json`. The full stop of a sentence is no part of
it.
"""

CONTENT_TYPE = re.compile(r"content-type\b", re.IGNORECASE)

CONTENT_TYPE_LINE = re.compile(r"content-type[\"']?\s*:\s*[\"']?(?P<value>[\w.+/-]+)", re.IGNORECASE)
"""The header in an example request, on a line of its own or as an argument of curl."""

OTHER_JSON = re.compile(r"\+json$|-json-patch$")
"""What media types of JSON end in, beside its own: `application/merge-patch+json`, and as OpenStack spells it
`application/openstack-images-v2.1-json-patch`.
"""
