"""SourceFile → Page: parses reStructuredText with docutils, and nothing else; what a heading means is `interpret`'s business.

Pages are untrusted: file insertion, raw output and every directive that would run, fetch or include something are off; substitutions are never expanded
(no transform of docutils runs), and a page nested too deeply for the parser is reported instead of read.
"""

from __future__ import annotations

from dataclasses import replace

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.page import Page, SourceFile
from docbind.stages.read.markup import register
from docbind.stages.read.tree import PageReader

__all__ = ["read"]

MAX_INDENT = 240
"""Columns of leading white space before a word; real pages stay under 40, and docutils recurses once per level."""

register()


def read(source: SourceFile) -> Outcome[Page]:
    """Parses one page. Whatever docutils could not read is reported with its line; the rest of the page is kept."""
    too_deep = _too_deep(source)
    if too_deep is not None:
        return Outcome(value=_empty_page(source), diagnostics=(too_deep,))
    try:
        reader = PageReader(source)
        page = reader.page()
    except RecursionError:
        return Outcome(value=_empty_page(source), diagnostics=(_nesting(source, 1),))
    lost = tuple(found.span for found in reader.diagnostics if found.code == "table-malformed")
    return Outcome(value=replace(page, lost_tables=lost), diagnostics=tuple(reader.diagnostics))


def _too_deep(source: SourceFile) -> Diagnostic | None:
    for number, line in enumerate(source.text.split("\n"), start=1):
        if len(line) - len(line.lstrip(" ")) > MAX_INDENT:
            return _nesting(source, number)
    return None


def _nesting(source: SourceFile, line: int) -> Diagnostic:
    return Diagnostic(
        code="page-too-deep",
        severity=Severity.ERROR,
        message="the page is nested too deeply to be parsed; all of it is left out",
        span=SourceSpan(path=source.path, first_line=line, last_line=line),
        help="flatten the lists or boxes around this line",
    )


def _empty_page(source: SourceFile) -> Page:
    span = SourceSpan(path=source.path, first_line=1, last_line=1)
    return Page(id=source.path, title="", blocks=(), sections=(), span=span, unread=True)
