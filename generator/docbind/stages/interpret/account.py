"""What becomes of tables that no part of this stage sees."""

from __future__ import annotations

from docbind.model.account import Fate, TableAccount
from docbind.model.page import Page


def lost_tables(page: Page) -> tuple[TableAccount, ...]:
    """The tables that could not be parsed; nobody knows their rows."""
    return tuple(
        TableAccount(span=span, fate=Fate.REPORTED, reason="malformed table", emitted=0, ignored=0, reported=0)
        for span in page.lost_tables
    )
