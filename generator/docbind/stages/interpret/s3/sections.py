"""An S3 page's outline → its templates, samples and tables, each with what its section is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docbind.dialect.s3 import S3_HEADINGS, S3Role
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import CodeBlock, Paragraph, Table
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.outline import Placed
from docbind.stages.interpret.s3.messages import Message, message

_HEADINGS = Phrases(S3_HEADINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A template or sample under its heading; `before` is the line above it."""

    role: S3Role
    heading: str
    before: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A table under its heading; `role` is None where the section is about nothing that is read."""

    role: S3Role | None
    placed: Placed
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """A page, sorted; everything in the order of the page. `syntax` is where its first Request Syntax section begins."""

    summary: str
    syntax: SourceSpan
    shown: tuple[Shown, ...]
    listed: tuple[Listed, ...]

    def messages(self, *roles: S3Role) -> tuple[Shown, ...]:
        return tuple(one for one in self.shown if one.role in roles)

    def tables(self, role: S3Role) -> tuple[Listed, ...]:
        return tuple(one for one in self.listed if one.role is role)


def has_request_syntax(placed: Iterable[Placed]) -> bool:
    """Is this a page in the style of S3?"""
    return any(_role(item) is S3Role.REQUEST_SYNTAX for item in placed)


def sections(placed: Iterable[Placed]) -> Sections:
    """Sorts the blocks of a page by the headings above them; the page has Request Syntax."""
    shown: list[Shown] = []
    listed: list[Listed] = []
    summary = ""
    syntax: SourceSpan | None = None
    for item in placed:
        role = _role(item)
        if role is S3Role.REQUEST_SYNTAX and syntax is None:
            syntax = item.block.text.span if isinstance(item.block, Paragraph) else item.block.span
        match item.block:
            case CodeBlock() if role is not None:
                shown.append(Shown(role=role, heading=item.heading, before=item.before, message=message(item.block)))
            case Table():
                listed.append(Listed(role=role, placed=item, table=item.block))
            case Paragraph() if role is S3Role.FUNCTION and not summary and not item.leads:
                summary = " ".join(item.block.text.plain.split())
            case _:
                continue
    assert syntax is not None
    return Sections(summary=summary, syntax=syntax, shown=tuple(shown), listed=tuple(listed))


def _role(item: Placed) -> S3Role | None:
    row = _HEADINGS.whole(" ".join(item.heading.split()))
    return row.meaning if row is not None else None
