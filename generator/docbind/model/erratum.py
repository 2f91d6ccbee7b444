"""What a team states against a page: corrections of single places, each with its reason.

Types may be `Reference`s by a structure's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from docbind.model.rules import Rule
from docbind.model.spec import Evidence, ScalarValue, TypeRef

# --- where -----------------------------------------------------------------------------------------------------------


class Part(Enum):
    """What a field may travel in; `STRUCTURE` where the address names a structure and not how it travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RESPONSE = "response"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field by its dotted wire path within a part; `status` is that of a response, `header` tells one of its
    headers.

    An empty path is the part itself.
    """

    part: Part
    path: str
    status: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The operations or structures that an erratum speaks of: everything that fits what is stated.

    `alone` keeps it from others that share a structure.
    """

    method: str = ""
    path: str = ""
    page: str = ""
    structure: str = ""
    alone: bool = False


# --- what ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeIs:
    """`words` are the erratum's own."""

    type: TypeRef
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredIs:
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundIs:
    rule: Rule
    limit: int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternIs:
    regex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAre:
    """The values of an enumeration: exactly these, or these beside the documented ones."""

    values: tuple[ScalarValue, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A rule that the page states and that is not enforced."""

    rule: Rule


Fact: TypeAlias = TypeIs | RequiredIs | BoundIs | PatternIs | ValuesAre | Waived
"""What is stated of one field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldIs:
    """A documented field, and the facts that are so."""

    place: Place
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAdded:
    """A field that the page lacks."""

    place: Place
    type: TypeIs
    facts: tuple[Fact, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRenamed:
    place: Place
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMoved:
    place: Place
    to: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRemoved:
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusIs:
    """The response that the page documents under the status `was` comes under another one."""

    was: int
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaTypeIs:
    """The media type of the request (`status` None) or of a response."""

    status: int | None
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseAdded:
    """A status that the page lacks; with a body where `type` is stated."""

    status: int
    type: TypeRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationAdded:
    """An operation that no page documents."""

    method: str
    path: str
    title: str
    summary: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLeftOut:
    """An operation that is documented and shall not be emitted."""


Statement: TypeAlias = (
    FieldIs
    | FieldAdded
    | FieldRenamed
    | FieldMoved
    | FieldRemoved
    | StatusIs
    | MediaTypeIs
    | ResponseAdded
    | OperationAdded
    | OperationLeftOut
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """One correction. Its evidence has the reason as its quote, and the lines in the file of errata."""

    address: Address
    statements: tuple[Statement, ...]
    evidence: Evidence
