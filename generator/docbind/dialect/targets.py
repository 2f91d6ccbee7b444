"""Of which project a `{project_id}` in a path speaks: the one that the client works in, or the one that the call is
about.

A client fills in its own project where that is the scope: behind the version and before what stands in the project.
Where the project itself is read, changed or deleted, nobody but the caller can say which one is meant. Patterns see
method and path; `<project>` stands for the placeholder in question, others are as they are.

The run time holds operations that were written by hand to the same patterns (`templates/core/targets.py`).
"""

from __future__ import annotations

from docbind.dialect.phrase import Phrase

CLIENT_PLACEHOLDER = "project_id"
"""The only placeholder that clients fill in; every other one is an argument, `{tenant_id}` and `{domain_id}` too."""

IN_QUESTION = "<project>"

_PROJECTS = r".*/(?:projects?|tenants?)/<project>"
_END = r"(?:[.:][^/]*)?/?"

KEPT_PROJECTS: tuple[Phrase, ...] = (Phrase(pattern=rf"\S+ {_PROJECTS}{_END}", example="GET /v3/projects/<project>"),)
"""An operation on one of the projects that a service keeps. What lies behind one of them is of that project too."""

TARGETS: tuple[Phrase, ...] = (
    # Nothing lies behind it: it is what the path names.
    Phrase(pattern=rf"\S+ .*/<project>{_END}", example="DELETE /v3/projects/<project>"),
    # The first one is the scope, the second one is looked for in it.
    Phrase(
        pattern=r"\S+ .*\{project_id\}.*<project>.*", example="GET /v2.1/{project_id}/os-quota-sets/<project>/detail"
    ),
    # Who may do what in it; nobody lives in a project.
    Phrase(
        pattern=rf"\S+ {_PROJECTS}/(?:users?|groups?|members?|agencies|agency|roles?|owners?|domains?)(?:/.*)?",
        example="PUT /v3/projects/<project>/groups/{group_id}/roles/{role_id}",
    ),
    # What is done with the project, and what is said of it.
    Phrase(
        pattern=rf"\S+ {_PROJECTS}/(?:actions?|status|state|enable|disable|tags?|metadata)(?:/.*)?",
        example="POST /v1/projects/<project>/action",
    ),
    # What a project has one of, and what is changed: no item of its own is named.
    Phrase(pattern=rf"(?:PUT|PATCH|DELETE) {_PROJECTS}(?:/[^/{{}}]+)+/?", example="PUT /v1/projects/<project>/quotas"),
    # What is done with it under a name of its own; what is made in it has the name of several.
    Phrase(pattern=rf"POST {_PROJECTS}/[^/{{}}]*[^/{{}}s]/?", example="POST /v1/projects/<project>/freeze"),
    # Limits and use, kept by project.
    Phrase(
        pattern=r"\S+ .*/(?:os-)?(?:quotas?|quota-sets?|simple-tenant-usage)/<project>/.*",
        example="GET /v2.0/quotas/<project>/default",
    ),
)
"""Where the project is what the call is about. The others are the scope: `/v1/<project>/things`, and
`/v1/projects/<project>/things/{thing_id}`, where a thing of its own lies in the project.
"""
