"""A page's sections → its tables, code blocks and lines in document order, each with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docbind.dialect.captions import ROOT_CAPTIONS, Purpose
from docbind.dialect.headings import HEADINGS, Role
from docbind.dialect.leads import STATUS_LABEL
from docbind.dialect.uris import METHOD_LINE
from docbind.model.page import Admonition, Block, BulletList, CodeBlock, ListItem, Page, Paragraph, Section, Table
from docbind.phrases.rows import Phrases

Leaf = Table | CodeBlock | Paragraph

_HEADINGS = Phrases(HEADINGS)
_ROOT_CAPTIONS = Phrases(ROOT_CAPTIONS)

LONGEST_LEAD = 200
"""Characters; a longer paragraph before a table is prose, not its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block and its surroundings: the section's role and heading, the status label above it (0: none), the leads of the list items it stands in, and
    the last short line before it. `labels` are all that point here: its own, and those of lines, items and sections that have led to it.
    """

    block: Leaf
    role: Role
    heading: str
    status: int
    error: bool
    leads: tuple[str, ...]
    before: str
    labels: tuple[str, ...]


def outline(page: Page) -> tuple[Placed, ...]:
    """Every leaf of the page in document order."""
    walker = _Walker()
    found = list(walker.blocks(page.blocks, _Place(role=Role.OTHER, heading="", leads=())))
    for section in page.sections:
        found += walker.section(section, None)
    return _with_uri(tuple(found))


def _with_uri(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The same leaves; where no heading is that of the URI and the page tells an answer, a section of another heading that states a request line is the URI's."""
    roles = {item.role for item in placed}
    if Role.URI in roles or roles.isdisjoint((Role.RESPONSE, Role.STATUS)):
        return placed
    heading = next((item.heading for item in placed if item.role is Role.OTHER and _states_request(item.block)), "")
    if not heading:
        return placed
    return tuple(
        replace(item, role=Role.URI) if item.role is Role.OTHER and item.heading == heading else item for item in placed
    )


def _states_request(block: Leaf) -> bool:
    """Is it a line of METHOD and path, and nothing else?"""
    if not isinstance(block, Paragraph):
        return False
    stated = METHOD_LINE.match(" ".join(block.text.plain.split()))
    return stated is not None and " " not in re.sub(r"\{[^{}]*\}", "", stated.group("target"))


def role_of(heading: str) -> Role:
    """The role of a section by its heading; `OTHER` for one that no row of the dialect claims."""
    row = _HEADINGS.whole(heading_key(heading))
    return row.role if row is not None else Role.OTHER


def heading_key(heading: str) -> str:
    """A heading in lower case without "(Optional)", numbers at its end and colons."""
    words = re.sub(r"\((optional|recommended)\)", "", heading.lower())
    words = re.sub(r"[\s\d:.*]+$", "", words)
    return " ".join(words.split())


def caption_key(caption: str) -> str:
    """A caption in lower case without markup, "Table N", numbers at its end and colons."""
    words = re.sub(r"[*`\"]", "", caption.lower())
    words = re.sub(r"^table\s*\d+\s*", "", words.strip())
    words = re.sub(r"[\s:.]+$", "", words)
    words = re.sub(r"\s*\((optional|required|mandatory)\)", "", words)
    return " ".join(words.split())


def root_purpose(caption: str) -> Purpose | None:
    """What kind of root table a caption announces; None where it names a structure or is empty."""
    row = _ROOT_CAPTIONS.whole(caption_key(caption))
    return row.purpose if row is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    role: Role
    heading: str
    leads: tuple[str, ...]


@dataclass(slots=True)
class _Walker:
    status: int = 0
    error: bool = False
    before: str = ""
    pending: list[str] = field(default_factory=list)

    def section(self, section: Section, outer: Role | None) -> Iterator[Placed]:
        role = role_of(section.title)
        if role is Role.OTHER and outer is not None:
            role = outer
        self.status, self.error, self.before = 0, role is Role.ERROR_RESPONSE, ""
        self.pending += section.labels
        place = _Place(role=role, heading=section.title, leads=())
        yield from self.blocks(section.blocks, place)
        for inner in section.sections:
            yield from self.section(inner, role)

    def blocks(self, blocks: tuple[Block, ...], place: _Place) -> Iterator[Placed]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield from self._paragraph(block, place)
                case Table():
                    self.pending += block.labels
                    yield self._placed(block, place)
                    self.pending, self.before = [], ""
                case CodeBlock():
                    yield self._placed(block, place)
                case BulletList(items=items):
                    for item in items:
                        yield from self._item(item, place)
                case Admonition(blocks=inner):
                    before = self.before
                    yield from self.blocks(inner, place)
                    self.before = before

    def _item(self, item: ListItem, place: _Place) -> Iterator[Placed]:
        lead = first_words(item)
        status, error = self.status, self.error
        purpose = root_purpose(lead)
        if place.role in (Role.RESPONSE, Role.STATUS) and purpose in (Purpose.NORMAL, Purpose.ABNORMAL):
            self.error = purpose is Purpose.ABNORMAL
        self.pending += item.labels
        yield from self.blocks(item.blocks, replace(place, leads=(*place.leads, lead)))
        if STATUS_LABEL.match(lead) is None and purpose not in (Purpose.NORMAL, Purpose.ABNORMAL):
            self.status, self.error = status, error

    def _paragraph(self, block: Paragraph, place: _Place) -> Iterator[Placed]:
        words = " ".join(block.text.plain.split())
        self.pending += [label for label in block.labels if label not in self.pending]
        label = STATUS_LABEL.match(words)
        if label:
            self.status = int(label.group(1))
            self.error = self.status >= 400
            self.before = ""
            yield self._placed(block, place)
            return
        purpose = root_purpose(words)
        if place.role in (Role.RESPONSE, Role.ERROR_RESPONSE) and purpose in (Purpose.NORMAL, Purpose.ABNORMAL):
            self.error = purpose is Purpose.ABNORMAL
        if words:
            yield self._placed(block, place)
            self.before = words if len(words) <= LONGEST_LEAD else ""

    def _placed(self, block: Leaf, place: _Place) -> Placed:
        return Placed(
            block=block,
            role=place.role,
            heading=place.heading,
            status=self.status,
            error=self.error,
            leads=place.leads,
            before=self.before,
            labels=tuple(self.pending) if isinstance(block, Table) else (),
        )


def first_words(item: ListItem) -> str:
    """The first line of a list item that has words, or nothing where a table or code comes first."""
    for block in item.blocks:
        if not isinstance(block, Paragraph):
            return ""
        words = " ".join(block.text.plain.split())
        if words:
            return words
    return ""
