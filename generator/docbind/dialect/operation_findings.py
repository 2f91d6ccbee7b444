"""Findings about operations: their statuses and bodies, what they list, and how the pages of a list follow each
other.
"""

from __future__ import annotations

from docbind.dialect.finding import Finding

OPERATION_FINDINGS: tuple[Finding, ...] = (
    Finding(
        "operation-repeated",
        "Two pages document the same method and path",
        "No key at the root of the body tells the two apart, so they may be one operation. Both are kept.",
        "Document the operation on one page, or say how the two differ.",
    ),
    Finding(
        "success-undocumented",
        "A page documents no status of success",
        "A status section lists errors only, or there is none. A success is taken to have the status 200.",
        "List the status of success.",
    ),
    Finding(
        "body-in-get",
        "A GET request has a documented body",
        "The body is sent as documented. Proxies and caches may drop it.",
        "Describe the rows as query parameters, if that is what they are.",
    ),
    Finding(
        "list-not-found",
        "An operation lists, and its answer holds no list",
        "The title says that something is listed, but the answer has no list, or several of which neither the title nor the path names one. The method answers the whole "
        "response instead of the records.",
        "Describe what is listed as a list, or give the page a title that says what the operation answers.",
    ),
    Finding(
        "paging-unclear",
        "A list speaks of pages, and not of the way to the next one",
        "There is a parameter that bounds a page, or a field that leads to the next one, but no parameter that moves through the pages, or none whose meaning is clear. The "
        "list of the client ends with the page that one call answers.",
        "Describe the parameter that moves, what it counts, and where its next value comes from.",
    ),
)
