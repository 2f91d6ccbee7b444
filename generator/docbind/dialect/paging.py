"""Names of parameters and fields by which a list operation is read page by page, and the words of a POST that
only reads.

Names are compared without case, `_` and `-`.
"""

from __future__ import annotations

from dataclasses import dataclass

from docbind.dialect.phrase import Phrase
from docbind.model.progress import PagingStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorName:
    """A request parameter that moves through the pages; `unit` is what it counts unless its description says otherwise."""

    name: str
    style: PagingStyle
    unit: str
    start: int


CURSOR_NAMES: tuple[CursorName, ...] = (
    CursorName(name="marker", style=PagingStyle.MARKER, unit="records", start=0),
    CursorName(name="start", style=PagingStyle.MARKER, unit="records", start=0),
    CursorName(name="next", style=PagingStyle.MARKER, unit="records", start=0),
    CursorName(name="continue", style=PagingStyle.MARKER, unit="records", start=0),
    CursorName(name="nextmarker", style=PagingStyle.MARKER, unit="records", start=0),
    CursorName(name="offset", style=PagingStyle.OFFSET, unit="records", start=0),
    CursorName(name="startnumber", style=PagingStyle.OFFSET, unit="records", start=0),
    CursorName(name="page", style=PagingStyle.PAGE, unit="pages", start=1),
    CursorName(name="pageno", style=PagingStyle.PAGE, unit="pages", start=1),
    CursorName(name="pagenum", style=PagingStyle.PAGE, unit="pages", start=1),
    CursorName(name="pagenumber", style=PagingStyle.PAGE, unit="pages", start=1),
    CursorName(name="curpage", style=PagingStyle.PAGE, unit="pages", start=1),
    CursorName(name="currentpage", style=PagingStyle.PAGE, unit="pages", start=1),
)

SIZE_NAMES: tuple[str, ...] = (
    *("limit", "pagesize", "perpage", "maxitems", "size", "pagelimit"),
    *("max_keys", "max_parts", "max_uploads"),
)
"""Request parameters that bound one page."""

NEXT_NAMES: tuple[str, ...] = ("next_marker", "nextmarker", "marker", "next", "continue", "next_start", "next_token")
"""Response fields that carry the cursor of the next page, at the root or one level down."""

TOTAL_NAMES: tuple[str, ...] = (
    "total_count",
    "total",
    "count",
    "total_num",
    "total_number",
    "total_size",
    "total_record",
    "totalcount",
    "size",
)
"""Response fields that count all records."""

SIDE_LISTS: tuple[str, ...] = ("errors", "warnings", "metadata", "pageinfo", "commonprefixes", "deletemarker")
"""Lists that tell of what could not be listed, of what is no more, of groups, or of the list: beside another one,
they are not what the operation lists.
"""

NO_RECORDS: tuple[str, ...] = (
    *TOTAL_NAMES,
    *NEXT_NAMES,
    *SIZE_NAMES,
    *(
        "request_id",
        "current_count",
        "kind",
        "apiversion",
        "error_code",
        "error_message",
        "error_msg",
        "is_success",
        "message",
    ),
)
"""Response fields that say nothing of what is listed: a list of plain values beside them is the whole answer."""

IDLE_LIST_WORDS = frozenset({"detail", "info", "information", "item", "list", "result", "set"})
"""Words in the names of lists that do not tell what is listed: `book_info_list` lists books."""

WHOLE_TOTALS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\btotal\b", example="Total number of books"),
    Phrase(
        pattern=r"\b(?:match|meet)(?:es|ing)? the (?:search|query|filter)",
        example="Number of books that match the query",
    ),
    Phrase(pattern=r"\bnot affected by (?:the )?pag", example="The value is not affected by the pagination."),
)
"""What tells that a number counts all records, whatever it is called."""

WHOLE_NAMES: tuple[Phrase, ...] = (Phrase(pattern="total", example="books_total"),)
"""What tells the same in the name of the number."""

PAGE_COUNTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:current|this|each|per) page\b", example="Number of books on the current page"),
)
"""What tells that a number counts the records of one page."""

POSITION_NAMES: tuple[str, ...] = ("start", "from")
"""Request parameters that tell where a page begins, if their description says so: the same names are those of times."""

POSITIONS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bstart (?:value|index|position) of (?:the |a )?pag(?:ination|ing)\b(?!.*\bpage (?:number|no))",
        example="Specifies the start value of pagination.",
    ),
    Phrase(pattern=r"\bindex number of the (?:start|first)\b", example="Index number of the start book."),
)
"""How the description of such a parameter says that it counts the records before the page."""

KEY_CURSORS: tuple[Phrase, ...] = (Phrase(pattern=r"start_(?P<key>\w+)", example="start_book_name"),)
"""Request parameters that take the member `key` of the last item of the page before."""

KEY_TEXTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bto start the (?:\w+ )?list with\b.*\bdoes not contain\b",
        example="Name of the book to start the list with. The returned list does not contain this name.",
    ),
)
"""How the description of such a parameter says that the next page begins behind it."""

MORE_TEXTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\bwhether (?:there (?:are|is)|any) more\b", example="Whether there are more books"),
)
"""How the description of a flag of the response says that there are more pages."""

MORE_NAMES: tuple[str, ...] = ("istruncated",)
"""Flags of the response that say so by their names."""

LAST_MEMBERS: tuple[str, ...] = ("key",)
"""Members of the last item that are the marker of the next page, where a flag tells that there is one and the page
names none.
"""

NEXT_TEXTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bvalue of (?P<next>Next\w+) in the (?:response body|answer)\b",
        example="the value of NextBook in the response body of the last request",
    ),
    Phrase(
        pattern=r"\bvalue of (?P<next>Next\w+) of the (?:response|answer) before\b",
        example="Value of NextBook of the answer before",
    ),
)
"""How the description of a cursor names the field of the response that carries its next value."""

TOGETHER: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:must|should)(?: always)? be used together\b",
        example="Parameters offset and limit must be used together.",
    ),
    Phrase(
        pattern=r"\bonly when used together with\b",
        example="This parameter is valid only when used together with the limit parameter.",
    ),
)
"""How a description says that the cursor and the size of a page are sent both or not at all."""

_DEED = r"(?:creat|delet|remov|updat|modif|sav)\w+|add(?:ing|ition)?"

QUERYING_TITLES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:batch )?(?:query|list|search|filter|retriev|view|find)ing\b" rf"(?!.*\b(?:and|or) (?:{_DEED})\b)",
        example="Querying Books by Tag",
    ),
    Phrase(
        pattern=rf"(?:batch )?(?:query|list|search|filter|find)\b(?!.*\b(?:{_DEED})\b)",
        example="List books",
    ),
    Phrase(pattern=r"using .+ to (?:query|list|search|filter|find)\b", example="Using Tags to Filter Books"),
)
"""How the title of an operation begins that reads whatever its method is: a POST may be sent again for the next
page only where it changes nothing.
"""

QUERYING_SEGMENTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"(?:\w+[-_])?(?:query|list|search|filter)(?:[-_]\w+)*", example="batch-query-books"),
)
"""The last fixed segment of the path of such an operation, where its title names no other deed."""
