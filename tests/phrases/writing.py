"""Cells for tests, written as pages write them: reStructuredText in, blocks out."""

from __future__ import annotations

from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Block, Cell, SourceFile
from docbind.model.spec import (
    Constraint,
    Items,
    Kind,
    Length,
    ListOf,
    OneOf,
    Range,
    Remark,
    Scalar,
    ScalarValue,
    TypeRef,
)
from docbind.phrases import DescriptionReading, read_description
from docbind.stages.read import read

STRING = Scalar(Kind.STRING)
INTEGER = Scalar(Kind.INTEGER)
LONG = Scalar(Kind.LONG)
NUMBER = Scalar(Kind.NUMBER)
BOOLEAN = Scalar(Kind.BOOLEAN)
STRINGS = ListOf(STRING)

PAGE = "garden/beds.rst"
FIRST_LINE = 4
"""Where a cell's text begins on the page that holds it."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of some reStructuredText; `\\n` in the text is a line of the page."""
    return read(SourceFile(path=PAGE, text=f"Beds\n====\n\n{text}\n")).value.blocks


def cell(text: str) -> Cell:
    """A table cell that holds the text."""
    return Cell(blocks=blocks(text), span=SourceSpan(path=PAGE, first_line=FIRST_LINE, last_line=FIRST_LINE))


def described(text: str, type: TypeRef = STRING, name: str = "bed") -> DescriptionReading:
    """What a description says of a field of this type."""
    return read_description(
        blocks(text), type, span=SourceSpan(path=PAGE, first_line=FIRST_LINE, last_line=FIRST_LINE), wire_name=name
    ).value


def bounds(
    text: str, type: TypeRef = STRING, name: str = "bed"
) -> tuple[int | float | None, int | float | None] | None:
    """The bounds that a description states of the field's own measure, `None` where it states none."""
    found = [one for one in described(text, type, name).constraints if isinstance(one, (Length, Range, Items))]
    assert len(found) < 2
    return (found[0].minimum, found[0].maximum) if found else None


def values(text: str, type: TypeRef = STRING, name: str = "bed") -> tuple[ScalarValue, ...]:
    """The values that a description enumerates."""
    found = [one for one in described(text, type, name).constraints if isinstance(one, OneOf)]
    assert len(found) < 2
    return found[0].values if found else ()


def reasons(remarks: tuple[Remark, ...]) -> set[str]:
    """Why limits stay words."""
    return {remark.reason for remark in remarks}


def only(constraints: tuple[Constraint, ...]) -> Constraint:
    """The one constraint there is."""
    assert len(constraints) == 1
    return constraints[0]


def bullets(*items: str) -> str:
    """A list of the items."""
    return "\n".join(f"-  {item}" for item in items)
