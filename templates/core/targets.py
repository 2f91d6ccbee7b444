"""Whether the project in an operation's path is what the operation is about: then the caller names it, and the client
fills nothing in.
"""

from __future__ import annotations

import re

PLACEHOLDER = "{project_id}"
"""The only one that a client fills in, with its own project."""

_PROJECTS = r".*/(?:projects?|tenants?)/<project>"

TARGETS: tuple[str, ...] = (
    r"\S+ .*/<project>(?:[.:][^/]*)?/?",
    r"\S+ .*\{project_id\}.*<project>.*",
    rf"\S+ {_PROJECTS}/(?:users?|groups?|members?|agencies|agency|roles?|owners?|domains?)(?:/.*)?",
    rf"\S+ {_PROJECTS}/(?:actions?|status|state|enable|disable|tags?|metadata)(?:/.*)?",
    rf"(?:PUT|PATCH|DELETE) {_PROJECTS}(?:/[^/{{}}]+)+/?",
    rf"POST {_PROJECTS}/[^/{{}}]*[^/{{}}s]/?",
    r"\S+ .*/(?:os-)?(?:quotas?|quota-sets?|simple-tenant-usage)/<project>/.*",
)
"""Method and path where it is, `<project>` being the placeholder in question; those of the generator's dialect."""

_TARGET = re.compile("|".join(f"(?:{pattern})" for pattern in TARGETS), re.IGNORECASE)


def targets_in(method: str, uri: str) -> frozenset[int]:
    """Return where in a URI a placeholder of the client's name begins that is no scope."""
    return frozenset(
        match.start()
        for match in re.finditer(re.escape(PLACEHOLDER), uri)
        if _TARGET.fullmatch(f"{method} {uri[: match.start()]}<project>{uri[match.end() :]}")
    )
