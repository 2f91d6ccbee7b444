"""Header fields by their role; compared in lower case."""

from __future__ import annotations

STANDARD_HEADERS: frozenset[str] = frozenset(
    {
        "accept",
        "authorization",
        "content-length",
        "content-md5",
        "content-type",
        "date",
        "host",
        "x-auth-token",
        "x-domain-id",
        "x-language",
        "x-project-id",
        "x-sdk-date",
        "x-security-token",
        "x-client-token",
        "x-openstack-nova-api-version",
        "openstack-api-version",
        "if-match",
        "if-none-match",
        "user-agent",
    }
)
"""Names that say "header" even in a table that does not."""

CLIENT_HEADERS: frozenset[str] = frozenset(
    {
        "accept",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-auth-token",
        "x-project-id",
        "x-sdk-date",
        "x-security-token",
    }
)
"""Headers that the emitted client sets by itself: from the credentials, the body, or the connection."""
