"""Whether a page documents an operation that is on its way out."""

from __future__ import annotations

from docbind.dialect.folders import DEPRECATED_FOLDERS, DEPRECATED_TITLES
from docbind.phrases.rows import Phrases

_DEPRECATED_FOLDERS = Phrases(DEPRECATED_FOLDERS)
_DEPRECATED_TITLES = Phrases(DEPRECATED_TITLES)


def is_deprecated(folders: tuple[str, ...], title: str) -> bool:
    """Do the folders or the title of a page say that its operation is on its way out?"""
    return any(_DEPRECATED_FOLDERS.anywhere(folder) for folder in folders) or _DEPRECATED_TITLES.anywhere(title)
