"""Query parameters whose values travel under numbered names (`dim.0=…&dim.1=…`): the row's name, its words or
the example requests tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docbind.dialect.uris import NUMBERED_NAME, NUMBERED_USE
from docbind.model.spec import Example, Field, ListOf


def numbered(field: Field, examples: Iterable[Example]) -> tuple[Field, int | None]:
    """The parameter as a list under its plain name, and the number of its first value; None where it is no
    numbered one.
    """
    named = NUMBERED_NAME.fullmatch(field.wire_name)
    name = named.group("name") if named else field.wire_name
    said = (field.text, *(remark.evidence.quote for remark in field.remarks), *(example.url for example in examples))
    uses = [use for words in said for use in NUMBERED_USE.finditer(words) if use.group("name") == name]
    if named is None and not uses:
        return field, None
    first = min((int(use.group("number")) for use in uses if use.group("number")), default=0)
    type_ref = field.type if isinstance(field.type, ListOf) else ListOf(field.type)
    return replace(field, wire_name=name, type=type_ref), first
