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

SIZE_NAMES: tuple[str, ...] = ("limit", "pagesize", "perpage", "maxitems", "size", "pagelimit", "max_keys")
"""Request parameters that bound one page."""

NEXT_NAMES: tuple[str, ...] = ("next_marker", "nextmarker", "marker", "next", "continue", "next_start")
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

SIDE_LISTS: tuple[str, ...] = ("errors", "warnings")
"""Lists that tell of what could not be listed: beside another list, they are not what the operation lists."""

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
