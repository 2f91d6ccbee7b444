"""Small pages in the style of S3, about a store of jars and what is in them, and what comes of them through the public doors."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from docbind.model.diagnostic import Diagnostic, Outcome
from docbind.model.page import SourceFile
from docbind.model.spec import Fragment, Operation, ServiceInfo, ServiceSpec
from docbind.stages.interpret import interpret
from docbind.stages.link import link
from docbind.stages.read import read
from docbind.views.fields import fields

INFO = ServiceInfo(
    id="cupboard", title="Cupboard", module="cupboard", class_name="Cupboard", hosts=(), catalog_types=()
)

PUT_LABEL = """
    PUT /?label HTTP/1.1
    Host: jarname.cupboard.example.com
    Content-Length: length
"""


def page(sections: Mapping[str, str], title: str = "Labelling a Jar", label: str = "jar_01") -> str:
    """A page with these sections under its title; text that is indented becomes a code block."""
    parts = [f".. _{label}:\n\n{title}\n{'=' * len(title)}\n"]
    for heading, text in sections.items():
        block = textwrap.dedent(text).strip("\n")
        body = "::\n\n" + textwrap.indent(block, "   ") if text.startswith("\n    ") else block
        parts.append(f"{heading}\n{'-' * len(heading)}\n\n{body}\n")
    return "\n".join(parts)


def table(header: str, *rows: str, caption: str = "") -> str:
    """A list of cells per line, separated by `|`; a cell's paragraphs by `//`."""
    lines = [[cell.strip().split("//") for cell in line.split("|")] for line in (header, *rows)]
    widths = [max(len(part.strip()) for line in lines for part in line[at]) + 2 for at in range(len(lines[0]))]
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    out = [rule]
    for number, line in enumerate(lines):
        height = max(len(cell) for cell in line)
        for part in range(height):
            words = [cell[part].strip() if part < len(cell) else "" for cell in line]
            out.append("|" + "|".join(f" {word}".ljust(width) for word, width in zip(words, widths, strict=True)) + "|")
            if part + 1 < height:
                out.append("|" + "|".join(" " * width for width in widths) + "|")
        out.append(rule.replace("-", "=") if number == 0 else rule)
    head = f".. table:: {caption}\n\n" if caption else ""
    return head + textwrap.indent("\n".join(out), "   " if caption else "")


def fragment(text: str, path: str = "cupboard/labels/labelling_a_jar.rst") -> Outcome[Fragment]:
    """What one page says on its own."""
    parsed = read(SourceFile(path=path, text=text))
    assert parsed.diagnostics == (), "the page of a test is well written"
    return interpret(parsed.value)


def service(*texts: str) -> Outcome[ServiceSpec]:
    """The service of these pages."""
    found = [fragment(text, f"cupboard/labels/page_{number}.rst") for number, text in enumerate(texts)]
    linked = link(INFO, tuple(one.value for one in found))
    remarks = tuple(finding for one in found for finding in one.diagnostics)
    return Outcome(value=linked.value, diagnostics=(*remarks, *linked.diagnostics))


def operation(text: str) -> Operation:
    """The only operation of a page."""
    (only,) = service(text).value.operations
    return only


def rows(*texts: str) -> dict[str, str]:
    """(place and name) → type of everything that the last page's last operation takes and gives; `!` marks what must be sent."""
    row = fields(service(*texts).value)[-1]
    found: dict[str, str] = {}
    described = row["fields"]
    assert isinstance(described, list)
    for one in described:
        kind = f"list of {one['items']}" if one["type"] == "array" else one["type"]
        found[f"{one['in']} {one['name']}"] = kind + ("!" if one["required"] else "")
    return found


def body(*texts: str, place: str = "body") -> dict[str, str]:
    """The part of `rows` that is in one body."""
    return {name.removeprefix(f"{place} "): kind for name, kind in rows(*texts).items() if name.startswith(f"{place} ")}


def told(text: str) -> list[str]:
    """The codes of what is said of a page."""
    return [finding.code for finding in findings(text)]


def findings(text: str) -> tuple[Diagnostic, ...]:
    return service(text).diagnostics
