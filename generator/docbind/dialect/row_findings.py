"""The findings on rows that stand in the table of a message and are none of its fields, or no new ones; part of
`findings`.
"""

from __future__ import annotations

from docbind.dialect.finding import Finding

ROW_FINDINGS: tuple[Finding, ...] = (
    Finding(
        "field-without-row",
        "An example shows a field that no row names, and a table describes it",
        "The table's caption names the key, or its rows are what the examples show in it, and no field refers to the table. The field was added, and need not be sent.",
        "Add a row for the field, and link it to the table.",
    ),
    Finding(
        "table-mistaken",
        "The examples show another table in a field than its words lead to",
        "The table that the link or the name leads to lists less than half of what the examples show in the field; another table of the page, which nothing refers to, lists all of it and was taken.",
        "Link the field's type to the table that is meant.",
    ),
    Finding(
        "row-of-the-answer",
        "The table of a request lists a structure of the answer",
        "A request that only asks has no body to send a structure in, and the answer's table lists the same one. The row was left out.",
        "Remove the row from the table of the request.",
    ),
    Finding(
        "row-of-the-path",
        "A part of the path is demanded a second time",
        "The table of the URI describes it, and a row for the query or the body demands it again, which no example sends. It may be sent, and is not demanded there.",
        "Remove the row, or show in the example request that it is sent.",
    ),
    Finding(
        "row-of-the-host",
        "A table of the URI describes the host",
        "Which host a request goes to is the client's endpoint, and no parameter of a call. The row was left out.",
        "Nothing is lost. Remove the row, or show the host in the URI as {endpoint}.",
    ),
)
