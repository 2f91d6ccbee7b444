"""Header cells of parameter tables → what the column holds. Matched against the whole cell in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Column(Enum):
    NAME = "name"
    SUB_NAME = "name inside"
    SETTING = "name of a parameter or setting"
    PRESENCE = "presence"
    TYPE = "type"
    LOCATION = "location"
    DESCRIPTION = "description"
    DEFAULT = "default"
    RANGE = "range"
    CONSTRAINT = "constraint"
    STATUS = "status"
    CATALOGUE = "catalogue"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTitle:
    pattern: str
    column: Column
    example: str


def _row(pattern: str, column: Column, example: str) -> ColumnTitle:
    return ColumnTitle(pattern=pattern, column=column, example=example)


COLUMNS: tuple[ColumnTitle, ...] = (
    _row(r"(parameter|attribute) id|instance type/parameter id", Column.CATALOGUE, "Parameter ID"),
    _row(r"(http )?(status|return(ed)?) (codes?|values?)", Column.STATUS, "Status Code"),
    _row(r"error (codes?|messages?)|permissions?|actions?", Column.CATALOGUE, "Error Code"),
    _row(
        r"(request |response |header )?(parameters?|params?|fields?|elements?|attributes?|items?|headers?|keys?|name)",
        Column.NAME,
        "Parameter",
    ),
    _row(r"(parameter|field|element|attribute|item|header|key) names?", Column.SETTING, "Parameter Name"),
    _row(r"sub-?(parameters?|fields?|elements?|attributes?|items?)", Column.SUB_NAME, "Sub-Parameter"),
    _row(
        r"((is )?(mandatory|required|compulsory|obligatory|necessary)|necessity|obligation|presence|mandatory/optional|required/optional|optional/(mandatory|required)|m/o|yes/no)"
        r"( or (not|optional))?( \((yes/no|y/n|m/o)\))?\??",
        Column.PRESENCE,
        "Mandatory (Yes/No)",
    ),
    _row(r"((parameter|value|data|field|element|attribute|variable) )?types?|string", Column.TYPE, "Type"),
    _row(r"(passed )?in|((parameter|request) )?(location|position)", Column.LOCATION, "In"),
    _row(
        r"((parameter|field|element|attribute) )?(descriptions?|remarks?|meanings?|definitions?|explanations?|comments?)",
        Column.DESCRIPTION,
        "Description",
    ),
    _row(r"default( values?)?", Column.DEFAULT, "Default Value"),
    _row(r"(value )?ranges?|values?", Column.RANGE, "Value Range"),
    _row(r"(examples?|samples?)( values?)?", Column.EXAMPLE, "Example Value"),
    _row(r"constraints?|restrictions?|limitations?|allowed special characters?", Column.CONSTRAINT, "Constraint"),
)
"""`Parameter ID` heads catalogues: lists of settings that are data, not the schema of a message. `Parameter Name` does so too, unless the table says of each
whether it must be sent, or its type and no default or range."""
