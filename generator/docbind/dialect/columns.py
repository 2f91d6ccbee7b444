"""Header cells of parameter tables → what the column holds. Matched against the whole cell in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Column(Enum):
    NAME = "name"
    PRESENCE = "presence"
    TYPE = "type"
    LOCATION = "location"
    DESCRIPTION = "description"
    DEFAULT = "default"
    RANGE = "range"
    CONSTRAINT = "constraint"
    STATUS = "status"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTitle:
    pattern: str
    column: Column
    example: str


def _row(pattern: str, column: Column, example: str) -> ColumnTitle:
    return ColumnTitle(pattern=pattern, column=column, example=example)


COLUMNS: tuple[ColumnTitle, ...] = (
    _row(r"parameter (id|name)|instance type/parameter id|attribute id", Column.CATALOGUE, "Parameter ID"),
    _row(r"(http )?(status|return(ed)?) (codes?|values?)", Column.STATUS, "Status Code"),
    _row(r"error (codes?|messages?)|permissions?|actions?", Column.CATALOGUE, "Error Code"),
    _row(
        r"(request |response |header )?(parameters?|params?|fields?|elements?|attributes?|items?|headers?|keys?|name)",
        Column.NAME,
        "Parameter",
    ),
    _row(r"mandatory( or not)?( \(yes/no\))?|required|is mandatory|optional", Column.PRESENCE, "Mandatory (Yes/No)"),
    _row(r"(parameter |value |data )?types?|string", Column.TYPE, "Type"),
    _row(r"in|location|position|parameter location", Column.LOCATION, "In"),
    _row(r"descriptions?|remarks?|meanings?|definitions?|explanations?", Column.DESCRIPTION, "Description"),
    _row(r"default( values?)?", Column.DEFAULT, "Default Value"),
    _row(r"(value )?ranges?|values?", Column.RANGE, "Value Range"),
    _row(r"constraints?|restrictions?|limitations?|allowed special characters?", Column.CONSTRAINT, "Constraint"),
)
"""`Parameter Name`/`Parameter ID` head catalogues: lists of settings that are data, not the schema of a message."""
