"""Findings about lists: what an operation lists, and how its pages follow each other."""

from __future__ import annotations

from docbind.dialect.finding import Finding

LIST_FINDINGS: tuple[Finding, ...] = (
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
