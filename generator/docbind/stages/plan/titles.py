"""What an operation does, in one sentence: from the page's description, or else from its title."""

from __future__ import annotations

from docbind.dialect.titles import READING_VERBS, VERBS
from docbind.model.spec import Operation
from docbind.stages.plan.wording import Paragraph, summary


def summary_of(operation: Operation) -> tuple[str, tuple[Paragraph, ...]]:
    """The sentence, and what else the page says about the operation."""
    return summary(operation, _imperative(operation.title))


def _imperative(title: str) -> str:
    """A title as a sentence: `Moving a Book` → `Move a book`. Names keep their capitals."""
    verb, *rest = title.split() or [""]
    instead = "get" if verb.lower() in READING_VERBS else VERBS.get(verb.lower(), verb)
    words = [word.lower() if word.istitle() else word for word in rest]
    return " ".join([instead.capitalize() if instead != verb else verb, *words])
