"""What the pages document: operations, their parameters, the structures they exchange, and the evidence for each fact.

Two trees share these nouns. A `Fragment` is what one page says on its own: its types may still hold a `Reference`, a structure that another table describes.
A `ServiceSpec` is the whole service after `link`: but for its `unused` structures it holds no `Reference` any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from docbind.model.account import PageAccount
from docbind.model.diagnostic import Diagnostic, SourceSpan
from docbind.model.links import LinkRecord
from docbind.model.progress import AsyncJob, JobProgress, Paging, ResourceStates
from docbind.model.rules import Objection

JsonValue: TypeAlias = "bool | int | float | str | tuple[JsonValue, ...] | JsonObject | None"
ScalarValue: TypeAlias = bool | int | float | str


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A JSON object that is hashable and keeps the order of its members (a repeated key keeps the last value)."""

    members: tuple[tuple[str, JsonValue], ...]


# --- types ---------------------------------------------------------------------------------------------------------


class Kind(Enum):
    """The scalar kinds of the wire."""

    STRING = "string"
    INTEGER = "integer"
    LONG = "long"
    NUMBER = "number"
    BOOLEAN = "boolean"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Scalar:
    kind: Kind


@dataclass(frozen=True, slots=True)
class ListOf:
    item: TypeRef


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with free keys, all of whose values have one type."""

    value: TypeRef


@dataclass(frozen=True, slots=True)
class ModelRef:
    """A structure of this service, by `Model.id`."""

    id: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Any JSON value; `phrase` is what the page says of the type (`Object`, `Array`, an unread phrase, or nothing)."""

    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A structure that some other table describes; only `link` resolves it.

    The fields are the evidence in the order in which it is tried: the label in the type cell, the labels in
    the description, the structure's name in the type cell, the field's own name, and last `inline`, the id of
    a structure read from the cell's own bullets or from dotted rows. An `open` one takes other members too.
    """

    phrase: str
    type_labels: tuple[str, ...] = ()
    text_labels: tuple[str, ...] = ()
    name: str = ""
    field_name: str = ""
    inline: str = ""
    open: bool = False


TypeRef: TypeAlias = Scalar | ListOf | MapOf | ModelRef | Unknown | Reference


# --- facts about a field -------------------------------------------------------------------------------------------


class Carrier(Enum):
    """What carries a fact: of a page's own, the reader trusts a line most and prose least; an erratum is what a
    team states against the page.
    """

    LINE = "line"
    LIST = "list"
    PROSE = "prose"
    TYPE = "type"
    COLUMN = "column"
    ERRATUM = "erratum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The page's own words for a fact, and where they stand."""

    quote: str
    carrier: Carrier
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Bounds on a string's length in characters, both inclusive; of each item, where the field is a list."""

    minimum: int | None
    maximum: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Bounds on a number, inclusive unless the page excludes them; of each item, where the field is a list."""

    minimum: int | float | None
    maximum: int | float | None
    evidence: Evidence
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Bounds on the number of a list's items, both inclusive."""

    minimum: int | None
    maximum: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression, as Python's `re` takes it, that the whole string must match; each item, where the
    field is a list.
    """

    regex: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """The documented values; of the items, where the field is a list."""

    values: tuple[ScalarValue, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A named format of a string: `uuid`, `date-time`, `ipv4`, `cidr`, …; documentation, not enforced."""

    name: str
    evidence: Evidence


Constraint: TypeAlias = Length | Range | Items | Pattern | OneOf | Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """What the service takes where the caller sends nothing."""

    value: ScalarValue
    evidence: Evidence


class PresenceKind(Enum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    CONDITIONAL = "conditional"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether a caller must send the field, as stated; `words` are the page's own where the answer depends,
    `beside_yes` if they excuse calls from the column's Yes.
    """

    kind: PresenceKind
    words: str = ""
    beside_yes: bool = False


REQUIRED = Presence(kind=PresenceKind.REQUIRED)
OPTIONAL = Presence(kind=PresenceKind.OPTIONAL)
UNSTATED = Presence(kind=PresenceKind.UNSTATED)


class Mark(Enum):
    """A remark of the page about a whole field."""

    DEPRECATED = "deprecated"
    READ_ONLY = "read-only"
    RESERVED = "reserved"
    SECRET = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A limit that is kept as words and not enforced, with the reason: `conditional`, `union`, `contradicted`, `unclear`, …"""

    reason: str
    evidence: Evidence


class Corrected(Enum):
    """What of a field an erratum may have stated, beside its constraints."""

    FIELD = "field"
    PLACE = "place"
    TYPE = "type"
    PRESENCE = "presence"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One erratum about a field: which fact is stated there and not by the page.

    The quote of the evidence is the reason.
    """

    fact: Corrected
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row of a parameter table.

    `text` is the description without the lines that became constraints, `notation` what the type's cell says.

    `merged` are the rows of other tables that describe the same field.
    """

    wire_name: str
    type: TypeRef
    presence: Presence
    text: str
    span: SourceSpan
    constraints: tuple[Constraint, ...] = ()
    default: Default | None = None
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notation: str = ""
    objections: tuple[Objection, ...] = ()
    corrections: tuple[Correction, ...] = ()
    merged: tuple[SourceSpan, ...] = ()


class Direction(Enum):
    REQUEST = "request"
    RESPONSE = "response"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A structure.

    `name` is the documented one (`FuncCode`, `volume`; empty for a body), `owner` the page it stands on,
    `root` whether it is a body itself. An `open` one takes members beside its documented ones; `undocumented`
    are the names that examples of requests send in it although no row describes them. Once bodies are unpacked,
    `element` is the root element of the XML document that it is, empty where this is its one field, and `headers`
    tells that its fields are the headers of an answer.
    """

    id: str
    name: str
    owner: str
    fields: tuple[Field, ...]
    direction: Direction
    span: SourceSpan
    root: bool = False
    undocumented: tuple[str, ...] = ()
    open: bool = False
    element: str | None = None
    headers: bool = False


# --- operations ----------------------------------------------------------------------------------------------------


class Location(Enum):
    HOST = "host"
    PATH = "path"
    QUERY = "query"
    HEADER = "header"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A field that travels outside the body.

    Where there is a `first_number`, the values of a list travel under numbered names, counted from there:
    `dim.0`, `dim.1`. One with `slashes` takes what is left of the path, as the key of an object does.
    """

    location: Location
    field: Field
    first_number: int | None = None
    slashes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a request or response carries. `type` is a `ModelRef` for the usual JSON object, else the list, map or scalar that the body itself is.

    A model of XML that has a name is the content of the root element of that name; one without a name has the root element as its only field.
    """

    media_type: str
    type: TypeRef
    span: SourceSpan
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One documented status; `text` is the status table's own description."""

    status: int
    text: str
    headers: tuple[Field, ...]
    body: Body | None
    span: SourceSpan

    @property
    def is_success(self) -> bool:
        """Whether the service did what was asked: also with 300, by which some list their versions."""
        return 200 <= self.status <= 300


class ExampleKind(Enum):
    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A documented example.

    `status` is 0 for requests; `value` is the parsed body where there is one, `repairs` names what had to be mended
    to parse it.

    `headers` are those of an answer, where the page shows them.
    """

    kind: ExampleKind
    status: int
    title: str
    method: str
    url: str
    text: str
    has_value: bool
    value: JsonValue
    span: SourceSpan
    repairs: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One documented operation.

    `id` is the page's label (with the method, where a page documents two). `folder` are its folders, outermost first.

    `notation` is the line that states the URI, as the page writes it. `undocumented` are the names in the
    queries of its examples that no row describes. `host` is the one that a page shows, without its port; in a
    service it is the prefix of the service's own, and only where it has resources in front of it.
    """

    id: str
    title: str
    folder: tuple[str, ...]
    summary: str
    method: str
    path: str
    aliases: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    request: Body | None
    responses: tuple[Response, ...]
    examples: tuple[Example, ...]
    deprecated: bool
    span: SourceSpan
    paging: Paging | None = None
    job: AsyncJob | None = None
    progress: JobProgress | None = None
    states: ResourceStates | None = None
    notation: str = ""
    undocumented: tuple[str, ...] = ()
    host: str = ""


# --- what one page says ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Struct:
    """A table that describes a structure, still unlinked. `names` are what its caption may call it, most likely first; `direction` is where it stands on the page.

    `shape` is set where the table describes no named fields but the items of a list or the values of a map. `root` tells that it is itself the body of `owner`.
    """

    id: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    fields: tuple[Field, ...]
    direction: Direction
    owner: str
    span: SourceSpan
    shape: TypeRef | None = None
    root: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What one page says on its own; types may still be `Reference`s.

    `remarks` are what there is to say of tables outside of any operation, for the case that one uses them.
    """

    page_id: str
    labels: tuple[str, ...]
    operations: tuple[Operation, ...]
    structs: tuple[Struct, ...]
    account: PageAccount
    errata: tuple[str, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()


# --- the service ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInfo:
    """What is known of a service beside its pages: its folder's name, the module and class it becomes, its host prefixes and catalog types."""

    id: str
    title: str
    module: str
    class_name: str
    hosts: tuple[str, ...]
    catalog_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSpec:
    """A whole service. Operations and models are in the order of their pages' paths; every `ModelRef` names one of `models`.

    `unused` are the structures that no operation leads to, as their pages give them: the keys of a free list of names and values, say.
    """

    info: ServiceInfo
    operations: tuple[Operation, ...]
    models: tuple[Model, ...]
    accounts: tuple[PageAccount, ...]
    links: tuple[LinkRecord, ...] = ()
    unused: tuple[Struct, ...] = ()
