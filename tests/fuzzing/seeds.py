"""What fuzzing begins with: every page of `tests/cases` and `specs`, all in our own words, and the phrases that rules are written for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

PHRASES = (
    ".. table:: **Table 1** Request body parameters\n\n",
    "+------+------+\n",
    "====== ======\n",
    "| name | String |\n",
    ":ref:`Table 2 <x__table1>`",
    ".. _x__table1:\n\n",
    "**Status code: 200**\n\n",
    "URI\n---\n\nPUT /v1/{project_id}/beds/{bed_id}?limit={limit}\n\n",
    "Array of :ref:`Bed <x__table1>` objects",
    "Map<String,Array<Bed>>",
    "Minimum: **1**",
    "Maximum length: 64",
    "The value ranges from 1 to 10,000.",
    "The value can contain 1 to 64 characters, including letters, digits, hyphens (-), and underscores (_).",
    "Enumeration values:\n\n-  **a**\n-  **b**\n",
    "Default value: **true**",
    "Regular expression: ^[a-z](?:x{1,9})+$",
    "**Definition**\n\n**Constraints**\n\n**Range**\n\n**Default Value**\n",
    '.. code-block::\n\n   {\n     "bed" : { "id" : 1, "tags" : [ ] }\n   }\n',
    "PUT https://{Endpoint}/v1/{project_id}/beds/1\n",
    "No",
    "Mandatory",
    "\u2003",
    "\u202e",
    "\x1b[31m",
    "::error file=x::y",
    '"""',
    "{{ x }}{% x %}",
    "\\",
)


def pages() -> Iterator[bytes]:
    """The seeds, always in the same order."""
    for folder in (ROOT / "tests" / "cases", ROOT / "specs"):
        for path in sorted(folder.rglob("*.rst")):
            if path.is_file() and not path.is_symlink():
                yield path.read_bytes()
