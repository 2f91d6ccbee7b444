"""A page that documents several operations, each in a section of its own with a table of METHOD and path → one page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docbind.dialect.headings import Role
from docbind.model.page import Block, Page, Section, Table
from docbind.stages.interpret.outline import role_of
from docbind.stages.interpret.uri import request_lines

_TELLING = frozenset((Role.REQUEST, Role.RESPONSE, Role.STATUS, Role.EXAMPLE_REQUEST, Role.EXAMPLE_RESPONSE))
"""What stands below the section of an operation, and not below one that only lists several."""


def parts(page: Page) -> tuple[Page, ...]:
    """The sections that document one operation each, as pages with the whole page's id; none where the page has a section on the URI."""
    if any(role_of(section.title) is Role.URI for section in page.sections):
        return ()
    found = tuple(part for section in page.sections for part in _documenting(section))
    return tuple(
        replace(page, title=part.title, blocks=part.blocks, sections=part.sections, span=part.span, labels=part.labels)
        for part in found
    )


def _documenting(section: Section) -> Iterator[Section]:
    own = [*section.blocks, *(block for inner in section.sections if _is_uri(inner) for block in inner.blocks)]
    telling = any(role_of(inner.title) in _TELLING for inner in section.sections)
    if telling and sum(_stated(block) for block in own) == 1:
        yield section
        return
    for inner in section.sections:
        yield from _documenting(inner)


def _is_uri(section: Section) -> bool:
    return role_of(section.title) is Role.URI


def _stated(block: Block) -> int:
    """How many requests a block states in a table."""
    return len(request_lines(block)) if isinstance(block, Table) else 0
