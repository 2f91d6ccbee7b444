"""What an operation does, in one sentence: from the page's description, or from its title."""

from __future__ import annotations

from docbind.model.spec import Operation
from docbind.stages.plan.wording import Paragraph, summary


def summary_of(operation: Operation) -> tuple[str, tuple[Paragraph, ...]]:
    """The sentence, and what else the page says about the operation."""
    return summary(operation, operation.title)
