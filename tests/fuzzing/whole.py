"""From the text of pages to what would be written, in memory, with everything that must hold for any text whatever."""

from __future__ import annotations

import json

from docbind.disk.encoding import decode
from docbind.disk.service_info import default_info
from docbind.model.diagnostic import Diagnostic
from docbind.model.names import NameLock
from docbind.model.page import SourceFile
from docbind.model.spec import Fragment, ServiceSpec
from docbind.stages.check import check
from docbind.stages.interpret import interpret
from docbind.stages.link import link
from docbind.stages.name import name
from docbind.stages.plan import plan
from docbind.stages.read import read
from docbind.stages.render import render
from docbind.views import account, report
from docbind.views.fields import fields
from docbind.views.specification import specification

STEERING = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F))))
"""Characters that no message may show as they are."""


def build(*pages: bytes) -> None:
    """Builds a service of these pages. Raises `AssertionError` where something does not hold, and whatever the program raises itself."""
    info = default_info("garden")
    fragments: list[Fragment] = []
    found: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for number, data in enumerate(pages):
        path = f"garden/page{number}.rst"
        text = decode(data, path)
        found += text.diagnostics
        if text.value is None:
            continue
        sources[path] = text.value
        page = read(SourceFile(path=path, text=text.value))
        fragment = interpret(page.value)
        found += (*page.diagnostics, *fragment.diagnostics)
        fragments.append(fragment.value)
    linked = link(info, tuple(fragments))
    checked = check(linked.value)
    names = name(checked.value, NameLock())
    found += (*linked.diagnostics, *checked.diagnostics, *names.diagnostics)
    files = render(plan(checked.value, names.value))
    for file in files:
        assert all(character in b"\n\t" or 32 <= character < 127 for character in file.content), file.path
        if file.path.endswith(".json"):
            json.loads(file.content)
    _told(found, sources)
    _accounted(checked.value, len(sources))


def _told(found: list[Diagnostic], sources: dict[str, str]) -> None:
    """Every finding points to a line that is there, and shows nothing that steers a terminal or a CI service."""
    for diagnostic in found:
        if diagnostic.span.path in sources:
            assert 1 <= diagnostic.span.first_line <= sources[diagnostic.span.path].count("\n") + 1, diagnostic
    for written in (report.text(found, sources), report.lines(found), report.github(found)):
        assert STEERING.isdisjoint(written), sorted(STEERING.intersection(written))
        commands = [line for line in written.split("\n") if line.lstrip().startswith(("::", "##"))]
        assert all(line.startswith(("::notice ", "::warning ", "::error ")) for line in commands), commands
    json.loads(report.as_json(found))
    json.loads(report.sarif(found))


def _accounted(spec: ServiceSpec, pages: int) -> None:
    """Every page and every row has one fate, and the other views can show what was read."""
    sums = account.account([spec])
    assert sums.pages.total == pages
    for tally in (sums.pages, sums.tables, sums.rows):
        assert tally.emitted + sum(count for _, count in (*tally.ignored, *tally.reported)) == tally.total
    json.dumps([specification(spec), *fields(spec)])
