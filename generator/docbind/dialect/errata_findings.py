"""The codes of what errata say against the pages: part of `FINDINGS`."""

from __future__ import annotations

from docbind.dialect.finding import Finding

ERRATA_FINDINGS: tuple[Finding, ...] = (
    Finding(
        "errata-unread",
        "A file of errata cannot be read",
        "It is no regular file, too large, no UTF-8 or no TOML. No erratum in it holds; everything else is built.",
        "Correct the file. docs/errata.md shows how errata are written.",
    ),
    Finding(
        "erratum-invalid",
        "An erratum is wrong in itself, or does not go with what is there",
        "A key is unknown or has a wrong value, there is no reason, or the fact is none that the field can have. The erratum was left out; the others hold.",
        "Correct the erratum.",
    ),
    Finding(
        "erratum-lost",
        "What an erratum corrects is not there",
        "No operation, structure or field fits the address: it is misspelt, or the page has changed. Nothing was corrected.",
        "Correct the address, or remove the erratum.",
    ),
    Finding(
        "erratum-stale",
        "The page says what an erratum says",
        "The page was corrected, or never said otherwise. The erratum changes nothing.",
        "Remove the erratum.",
    ),
    Finding(
        "erratum-applied",
        "An erratum holds",
        "The message tells what it changes, and who else is affected where a structure is shared.",
        "Nothing. Where the page is yours, correct it there instead.",
    ),
)
