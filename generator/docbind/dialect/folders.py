"""Folders and titles of pages that say what kind of page it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRule:
    """`pattern` is searched in one folder name, lower case, words joined by `_`."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRule:
    """`pattern` is searched in a page's title, lower case."""

    pattern: str
    example: str


GUIDE_FOLDERS: tuple[FolderRule, ...] = (
    FolderRule(pattern=r"^(calling_apis?|apis?_calling|making_(an_)?apis?_(call|request)s?)\b", example="calling_apis"),
    FolderRule(pattern=r"^apis?_usage", example="api_usage_guidelines"),
)
"""Pages that teach how to call any operation; their URIs are illustrations."""

DEPRECATED_FOLDERS: tuple[FolderRule, ...] = (
    FolderRule(pattern=r"deprecated|discarded|obsolete|abandoned", example="apis_v1_deprecated"),
    FolderRule(pattern=r"out-of-date|out_of_date|outdated|historical|old_version", example="out-of-date_apis"),
    FolderRule(
        pattern=r"unavailable_soon|to_be_taken_offline|to_be_discarded|going_offline", example="api_v2_unavailable_soon"
    ),
    FolderRule(pattern=r"unrecommended|not_recommended", example="unrecommended_apis"),
)

DEPRECATED_TITLES: tuple[TitleRule, ...] = (
    TitleRule(
        pattern=r"\((to be )?(deprecated|discarded|abandoned|obsolete)\)", example="Querying a Thing (Deprecated)"
    ),
    TitleRule(
        pattern=r"\((to be taken offline|unavailable soon|not recommended|unrecommended)\)",
        example="Querying a Thing (To Be Taken Offline)",
    ),
)
