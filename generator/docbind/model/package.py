"""The package to emit, in finished Python words: nothing here knows an API word, and templates only loop over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ClassName = NewType("ClassName", str)
MemberName = NewType("MemberName", str)
MethodName = NewType("MethodName", str)
ModuleName = NewType("ModuleName", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedFile:
    """One file to write: `path` is relative to the output folder, with `/`; `pages` are the pages it was made from (empty: from none in particular).

    `scope` is the module of the service that the file belongs to, or empty where it belongs to the whole package: a build of one service prunes only its own.
    """

    path: str
    content: bytes
    pages: tuple[str, ...] = ()
    scope: str = ""
