"""Diagnostics → text with the source line, one line each, JSON, SARIF, or the annotations of a CI service.

Page text is hostile: control characters are shown escaped, and no line of a page can pass for a command of a CI service.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from docbind.dialect.characters import HIDDEN_CHARACTERS
from docbind.dialect.findings import FINDINGS
from docbind.model.diagnostic import Diagnostic, Severity

LONGEST_LINE = 160
"""Characters of a source line that are shown."""

_COMMAND = re.compile(r"##(?=\w*\[)|^(?=\s*::)")
"""What CI services take for a command: GitHub's and Azure's old form and TeamCity's anywhere in a line, GitHub's new one where the words of a line begin."""

_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
"""What begins a link in a message of SARIF."""

_SARIF_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_GITHUB_LEVELS = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """One block per finding: where, how severe, which code, what; the source line; what to do. `sources` maps page paths to their text."""
    return "".join(_block(diagnostic, sources) for diagnostic in ordered(diagnostics))


def lines(diagnostics: Iterable[Diagnostic]) -> str:
    """One line per finding."""
    return "".join(_headline(diagnostic) + "\n" for diagnostic in ordered(diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of objects with `code`, `severity`, `message`, `path`, `line`, `last_line`, `help` and `related`."""
    return json.dumps([_object(diagnostic) for diagnostic in ordered(diagnostics)], indent=1) + "\n"


def sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF 2.1.0 log with one run."""
    found = ordered(diagnostics)
    used = {diagnostic.code for diagnostic in found}
    rules = [
        {
            "id": row.code,
            "shortDescription": {"text": row.title},
            "fullDescription": {"text": row.meaning},
            "help": {"text": row.remedy},
        }
        for row in FINDINGS
        if row.code in used
    ]
    results = [
        {
            "ruleId": diagnostic.code,
            "level": _SARIF_LEVELS[diagnostic.severity],
            "message": {"text": _LINK.sub(r"\\\g<0>", shown(f"{diagnostic.message}. {diagnostic.help}"))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(shown(diagnostic.span.path))},
                        "region": {"startLine": diagnostic.span.first_line, "endLine": diagnostic.span.last_line},
                    }
                }
            ],
        }
        for diagnostic in found
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "docbind", "rules": rules}}, "results": results}],
    }
    return json.dumps(log, indent=1) + "\n"


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow annotation per finding."""
    return "".join(_annotation(diagnostic) + "\n" for diagnostic in ordered(diagnostics))


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings of each severity, in words; empty without any."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]} {severity.name.lower()}{'s' if counts[severity] != 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    ]
    return ", ".join(parts)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By page, line, code and message; each once."""
    return tuple(
        sorted(dict.fromkeys(diagnostics), key=lambda found: (found.span, found.code, found.message, -found.severity))
    )


def shown(words: str) -> str:
    """Words of a page, safe to print: control, bidirectional and other invisible characters as escapes, nothing that begins a CI command."""
    safe = "".join(char if char.isprintable() else _escaped(char) for char in words)
    return _COMMAND.sub(lambda found: "#\\#" if found.group() else "\\", safe)


def shown_json(text: str) -> str:
    """JSON whose invisible characters are escaped; it says the same."""
    return HIDDEN_CHARACTERS.sub(lambda found: json.dumps(found.group())[1:-1] if found.group() != "\n" else "\n", text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shown_lines(text: str) -> str:
    """A text of several lines, each safe to print."""
    return "".join(shown(line) + "\n" for line in text.splitlines())


def _headline(diagnostic: Diagnostic) -> str:
    severity = diagnostic.severity.name.lower()
    return f"{shown(str(diagnostic.span))}: {severity}[{diagnostic.code}]: {shown(diagnostic.message)}"


def _block(diagnostic: Diagnostic, sources: Mapping[str, str]) -> str:
    block = _headline(diagnostic) + "\n"
    source = _source_line(diagnostic, sources)
    if source:
        number = str(diagnostic.span.first_line)
        block += f"  {number} | {source}\n"
    for span in diagnostic.related:
        block += f"  see also {shown(str(span))}\n"
    if diagnostic.help:
        block += f"  help: {shown(diagnostic.help)}\n"
    return block


def _source_line(diagnostic: Diagnostic, sources: Mapping[str, str]) -> str:
    source = sources.get(diagnostic.span.path)
    if source is None:
        return ""
    found = source.split("\n")
    index = diagnostic.span.first_line - 1
    words = " ".join(found[index].split()) if index < len(found) else ""
    return shown(words if len(words) <= LONGEST_LINE else words[: LONGEST_LINE - 1] + "…")


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.name.lower(),
        "message": shown(diagnostic.message),
        "path": shown(diagnostic.span.path),
        "line": diagnostic.span.first_line,
        "last_line": diagnostic.span.last_line,
        "help": shown(diagnostic.help),
        "related": [shown(str(span)) for span in diagnostic.related],
    }


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = f"file={_property(span.path)},line={span.first_line},endLine={span.last_line},title={_property(diagnostic.code)}"
    message = shown(f"{diagnostic.message}. {diagnostic.help}").replace("%", "%25")
    return f"::{_GITHUB_LEVELS[diagnostic.severity]} {place}::{message}"


def _property(words: str) -> str:
    return shown(words).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
