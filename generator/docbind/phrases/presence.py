"""A Mandatory cell → Presence."""

from __future__ import annotations

from docbind.dialect.presence import PRESENCE_WORDS
from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import Cell
from docbind.model.spec import OPTIONAL, REQUIRED, UNSTATED, Presence, PresenceKind
from docbind.phrases.cells import cell_words, quote
from docbind.phrases.rows import Phrases

_WORDS = Phrases(PRESENCE_WORDS)

LONGEST_ANSWER = 600
"""Characters of a Mandatory cell that are read; real ones stay under 200."""


def is_presence_word(text: str) -> bool:
    """Whether `text` is a plain answer of the Mandatory column, such as `Yes`: one that would be wrong in any other column."""
    row = _WORDS.whole(text.strip()[:LONGEST_ANSWER])
    return row is not None and row.meaning in (PresenceKind.REQUIRED, PresenceKind.OPTIONAL)


def read_presence(cell: Cell) -> Outcome[Presence]:
    """Reads whether the field must be sent. An answer with a condition keeps its words; an empty cell states nothing."""
    words = cell_words(cell)
    if not words:
        return Outcome(value=UNSTATED)
    row = _WORDS.whole(words[:LONGEST_ANSWER])
    if row is None:
        return Outcome(
            value=UNSTATED,
            diagnostics=(
                Diagnostic(
                    code="unknown-presence",
                    severity=Severity.WARNING,
                    message=f'"{quote(words)}" is no answer to whether the field is mandatory; the field counts as neither required nor optional',
                    span=cell.span,
                    help="write Yes or No, or add the spelling to dialect/presence.py",
                ),
            ),
        )
    match row.meaning:
        case PresenceKind.REQUIRED:
            return Outcome(value=REQUIRED)
        case PresenceKind.OPTIONAL:
            return Outcome(value=OPTIONAL)
        case PresenceKind.CONDITIONAL:
            return Outcome(value=Presence(kind=PresenceKind.CONDITIONAL, words=words))
        case PresenceKind.UNSTATED:
            return Outcome(value=UNSTATED)
