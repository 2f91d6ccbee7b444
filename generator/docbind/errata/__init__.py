"""The text of an errata file → errata.

A wrong one is left out with a finding that says where and what to do; the others hold.
"""

from __future__ import annotations

import re
import tomllib

from docbind.errata.findings import invalid, unread
from docbind.errata.keys import MOST_ERRATA, TABLE
from docbind.errata.lines import Block, blocks
from docbind.errata.tables import erratum
from docbind.model.diagnostic import Diagnostic, Outcome, SourceSpan
from docbind.model.erratum import Erratum
from docbind.model.page import SourceFile

__all__ = ["parse_errata"]


def parse_errata(file: SourceFile) -> Outcome[tuple[Erratum, ...]]:
    """The errata that a file states, in its order."""
    top = SourceSpan(path=file.path, first_line=1, last_line=1)
    try:
        content = tomllib.loads(file.text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits raise the plain ValueError
        line = re.search(r"at line (\d+)", str(error))
        at = int(line[1]) if line else 1
        where = SourceSpan(path=file.path, first_line=at, last_line=at)
        said = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        return Outcome(value=(), diagnostics=(unread(f"the file is no TOML: {said[:200]}", where),))
    found: list[Erratum] = []
    problems: list[Diagnostic] = []
    for key in content:
        if key != TABLE:
            problems.append(
                invalid(f"`{key[:80]}` belongs to no erratum", top, f"An erratum begins with the line [[{TABLE}]].")
            )
    tables = content.get(TABLE, [])
    if not isinstance(tables, list) or len(tables) > MOST_ERRATA:
        problems.append(unread(f"`{TABLE}` is no list of at most {MOST_ERRATA} tables, each below [[{TABLE}]]", top))
        tables = []
    written = blocks(file.text)
    places = written if len(written) == len(tables) else [Block(first_line=1, lines=())] * len(tables)
    for table, block in zip(tables, places, strict=True):
        outcome = erratum(table, file.path, block)
        problems += outcome.diagnostics
        found += [outcome.value] if outcome.value is not None else []
    return Outcome(value=tuple(found), diagnostics=tuple(problems))
