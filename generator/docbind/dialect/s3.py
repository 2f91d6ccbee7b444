"""Pages in the style of S3: what their headings, templates and rows say, as data. Patterns are matched without regard to case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase


class S3Role(Enum):
    """What a section is about."""

    FUNCTION = "function"
    REQUEST_SYNTAX = "request syntax"
    REQUEST_PARAMETERS = "request parameters"
    REQUEST_HEADERS = "request headers"
    REQUEST_ELEMENTS = "request elements"
    RESPONSE_SYNTAX = "response syntax"
    RESPONSE_HEADERS = "response headers"
    RESPONSE_ELEMENTS = "response elements"
    ERRORS = "errors"
    SAMPLE_REQUEST = "sample request"
    SAMPLE_RESPONSE = "sample response"


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Heading:
    """A heading; what follows its first words tells variants apart (`Sample Request: Creating a Bucket`)."""

    pattern: str
    meaning: S3Role
    example: str


def _heading(pattern: str, meaning: S3Role, example: str) -> S3Heading:
    return S3Heading(pattern=pattern + r"(?:\s*\d+)?(?:\s*[:(].*)?", meaning=meaning, example=example)


S3_HEADINGS: tuple[S3Heading, ...] = (
    _heading(r"functions?|descriptions?", S3Role.FUNCTION, "Functions"),
    _heading(r"request syntax", S3Role.REQUEST_SYNTAX, "Request Syntax (for multi-version objects)"),
    _heading(r"request parameters?", S3Role.REQUEST_PARAMETERS, "Request Parameters"),
    _heading(r"request headers?", S3Role.REQUEST_HEADERS, "Request Headers"),
    _heading(r"request elements?", S3Role.REQUEST_ELEMENTS, "Request Elements"),
    _heading(r"response syntax", S3Role.RESPONSE_SYNTAX, "Response Syntax"),
    _heading(r"response headers?", S3Role.RESPONSE_HEADERS, "Response Headers"),
    _heading(r"response elements?", S3Role.RESPONSE_ELEMENTS, "Response Elements"),
    _heading(r"(?:special )?error (?:responses?|codes?)", S3Role.ERRORS, "Error Responses"),
    _heading(r"(?:samples?|examples?) (?:of )?requests?", S3Role.SAMPLE_REQUEST, "Sample Request: Creating a Bucket"),
    _heading(r"(?:samples?|examples?) (?:of )?responses?", S3Role.SAMPLE_RESPONSE, "Sample Response 2"),
)


# --- templates and samples -------------------------------------------------------------------------------------------

REQUEST_LINE = re.compile(
    r"(?P<method>GET|PUT|POST|DELETE|HEAD|OPTIONS|PATCH)\s+(?P<target>/\S*)(?:\s+HTTP/\d(?:\.\d)?)?"
)
"""`PUT /ObjectName?acl HTTP/1.1`, the whole line."""

STATUS_LINE = re.compile(r"(?:[A-Z]+\s+)?HTTP/\d(?:\.\d)?\s+(?:(?P<status>[1-5]\d\d)\b|\w).*")
"""`HTTP/1.1 204 No Content`, or with a word where the status belongs."""

HEADER_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9\-]*)\s*:(?P<value>.*)")

FORM_DATA = "multipart/form-data"


class BodyWord(Enum):
    """What a line of words in a template stands for."""

    NOTHING = "nothing"
    OBJECT = "the bytes of an object"
    JSON = "a JSON document"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A whole line that stands in a template where the body belongs."""

    pattern: str
    meaning: BodyWord
    example: str


BODY_LINES: tuple[BodyLine, ...] = (
    BodyLine(
        pattern=r"[<\[]?(?:optional )?(?:additional )?headers?[>\]]?",
        meaning=BodyWord.NOTHING,
        example="<Optional Additional Header>",
    ),
    BodyLine(
        pattern=r"[<\[]?(?:object|part|file)[ _-]?(?:contents?|data)[>\]]?",
        meaning=BodyWord.OBJECT,
        example="<object Content>",
    ),
    BodyLine(pattern=r"[<\[]?policy\b.*\bjson\b.*[>\]]?", meaning=BodyWord.JSON, example="Policy written in JSON"),
    BodyLine(
        pattern=r"[<\[]?(?:bucket )?policy (?:contents?|document)[>\]]?",
        meaning=BodyWord.JSON,
        example="Policy Content",
    ),
)

STAND_INS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\{[^{}]+\}", example="{ObjectName}"),
    Phrase(
        pattern=r"(?:source|destination|target|new|your)?[-_]?(?:object|bucket|key)(?:[-_]?(?:name|key|id))?",
        example="destinationObjectName",
    ),
)
"""Segments of a template's path that stand for a name of the caller's."""

OBJECT_KEYS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:source|destination|target|new|your)?[-_]?(?:object|key)(?:[-_]?(?:name|key|id))?",
        example="ObjectName",
    ),
)
"""Placeholders that stand for the key of an object, which may hold slashes."""

FIXED_VALUES: tuple[Phrase, ...] = (Phrase(pattern=r"\d+|true|false", example="2"),)
"""Values in a template's query string that are sent as they stand; any other word stands for a value of the caller's."""

BUCKET_HOSTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\{?[a-z]*[-_]?bucket[-_]?(?:name)?\}?\..+", example="bucketname.obs.region.example.com"),
)
"""Hosts whose first label is the name of a bucket."""


# --- rows ------------------------------------------------------------------------------------------------------------


class RowFact(Enum):
    """What a line of a description says of the element instead of describing it."""

    TYPE = "type"
    PARENT = "parent"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A whole paragraph; the group `words` is what it states."""

    pattern: str
    meaning: RowFact
    example: str


FACT_LINES: tuple[FactLine, ...] = (
    FactLine(pattern=r"types?\s*[::]\s*(?P<words>.+)", meaning=RowFact.TYPE, example="Type: string"),
    FactLine(
        pattern=r"(?:parent|ancestor)s?(?: (?:nodes?|elements?))?\s*[::]\s*(?P<words>.+)",
        meaning=RowFact.PARENT,
        example="Parent: ListBucketResult.Contents",
    ),
    FactLine(
        pattern=r"child(?:ren)?(?: (?:nodes?|elements?))?\s*[::]\s*(?P<words>.+)",
        meaning=RowFact.CHILDREN,
        example="Child: Id, Filter, and one or more Event elements",
    ),
)

PARENT_SENTENCES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bparent (?:node|element)s? of (?:the )?(?P<words>[^.;:]+)",
        example="Grant is the parent node of Grantee and Permission.",
    ),
)
"""Sentences that name an element's children; searched in its description."""

NO_ELEMENT: tuple[Phrase, ...] = (Phrase(pattern=r"none|null|n/?a|-", example="none"),)
"""Said in place of a parent by the root element, and in place of children by a plain one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSpelling:
    """A stated type and how the common vocabulary of types calls it; a group `type` is taken as it is, and `rest` is description."""

    pattern: str
    words: str
    example: str


TYPE_SPELLINGS: tuple[TypeSpelling, ...] = (
    TypeSpelling(pattern=r"binary(?: or .*)?", words="binary", example="Binary or text"),
    TypeSpelling(
        pattern=r"date|[\w ]*\btime string\b.*", words="datetime", example="HTTP time string complying with RFC 2616"
    ),
    TypeSpelling(
        pattern=r"(?P<type>\w+(?: \w+)?)[.,;]\s*(?P<rest>.*)",
        words="",
        example="string, which must follow the naming rules of domains",
    ),
)
"""A date of these pages always has a time of day."""

COUNTED: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:at most|up to|(?:a |the )?maximum of) (?:[2-9]|\d[\d,]+) (?P<things>\w+)",
        example="at most 100 grants",
    ),
    Phrase(
        pattern=r"\b(?:maximum )?number of (?P<things>\w+) is (?:[2-9]|\d[\d,]+)",
        example="The maximum number of rules is 100.",
    ),
    Phrase(pattern=r"\b(?:one|zero) or (?:more|multiple) (?P<things>\w+)", example="one or more FilterRule elements"),
    Phrase(
        pattern=r"\b(?:add|contains?|holds?|includes?) multiple (?P<things>\w+)", example="You can add multiple rules."
    ),
)
"""Words that say that an element may stand more than once; `things` is what they call it, mostly in the plural."""

COLLECTIONS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\w*?(?P<item>[a-z]\w*)(?:s|set|list)[a-z]*\.(?P=item)", example="ListPartsResult.Part"),
    Phrase(
        pattern=r"\w+result\.(?:contents|commonprefixes|version|deletemarker|upload|deleted|error)",
        example="ListBucketResult.Contents",
    ),
)
"""Parent and element, joined by a dot, whose names alone say that the element may stand more than once; the second row is the protocol's."""

LISTINGS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"list\w*?(?P<item>[a-z]\w*)(?:result)?\.(?P=item)",
        example="ListInventoryConfiguration.InventoryConfiguration",
    ),
)
"""The same, for elements that do not hold a list themselves."""

HEADER_FAMILIES: tuple[Phrase, ...] = (Phrase(pattern=r".*\*.*", example="x-obs-meta-*"),)
"""Names of rows that describe any number of headers."""


# --- errors ----------------------------------------------------------------------------------------------------------


class ErrorColumn(Enum):
    CODE = "code"
    TEXT = "text"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorTitle:
    pattern: str
    meaning: ErrorColumn
    example: str


ERROR_COLUMNS: tuple[ErrorTitle, ...] = (
    ErrorTitle(pattern=r"(?:http )?(?:status|response) codes?", meaning=ErrorColumn.STATUS, example="HTTP Status Code"),
    ErrorTitle(pattern=r"(?:error )?codes?", meaning=ErrorColumn.CODE, example="Error Code"),
    ErrorTitle(
        pattern=r"descriptions?|(?:error )?messages?|meanings?|causes?", meaning=ErrorColumn.TEXT, example="Description"
    ),
)
