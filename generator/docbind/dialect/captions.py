"""Captions of tables (or the words before one) → what the table describes. Matched in lower case, without markup, "Table N", digits and a final colon.

A caption that no row of `ROOT_CAPTIONS` claims names a structure; `STRUCT_CAPTIONS` cut the name out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Purpose(Enum):
    """What a root table lists. `GENERIC` says parameters without saying where they travel."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    FORM = "form"
    GENERIC = "generic"
    NORMAL = "normal response"
    ABNORMAL = "abnormal response"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCaption:
    pattern: str
    purpose: Purpose
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructCaption:
    """`pattern` has a group `name`: the structure's, or the field's that holds it."""

    pattern: str
    example: str


def _root(pattern: str, purpose: Purpose, example: str) -> RootCaption:
    return RootCaption(pattern=pattern, purpose=purpose, example=example)


def _struct(pattern: str, example: str) -> StructCaption:
    return StructCaption(pattern=pattern, example=example)


_LIST = r"(parameters?|fields?|elements?|attributes?|items?)"
_OF = r"(description( of)?|descriptions( of)?|list( of)?)"
_HEADED = r"(request|response|message|common|public|additional|extended|custom|http|optional|required|mandatory)"
_FAILED = r"(abnormal|error|failed|failure|exception)"

ROOT_CAPTIONS: tuple[RootCaption, ...] = (
    _root(rf"({_OF} )?(the )?(url )?path {_LIST}( {_OF})?", Purpose.PATH, "path parameters"),
    _root(
        rf"({_OF} )?(the )?((request|optional|ur[il]) )*query(ing)?( strings?)? ({_LIST}|criteria|conditions?|filters?)( {_OF})?|query strings?",
        Purpose.QUERY,
        "query parameters",
    ),
    _root(
        rf"({_OF} )?(the )?(request )?(filter|search|filtering|paging|pagination) ({_LIST}|criteria|conditions?)( {_OF})?",
        Purpose.QUERY,
        "request filter parameters",
    ),
    _root(
        rf"{_LIST} in (a|the) (query request|query string|query|request query)( {_OF})?",
        Purpose.QUERY,
        "parameter in a query request",
    ),
    _root(
        rf"({_OF} )?(the )?(formdata|form data|form|multipart) {_LIST}( {_OF})?", Purpose.FORM, "formdata parameters"
    ),
    _root(
        rf"(({_LIST} )?{_OF} )?(the )?({_HEADED} )*headers?( {_LIST})?( {_OF}| information)?|{_LIST} (in|of) (the |a )?({_HEADED} )*headers?( {_OF})?"
        r"|headers (in|of) (the |a )?(request|response)",
        Purpose.HEADER,
        "parameters in the request header",
    ),
    _root(
        rf"({_OF} )?(the )?((request|response) )?(message )?body( {_LIST})?( {_OF})?|{_LIST} (in|of) (the |a )?((request|response) )?(message )?body( {_OF})?",
        Purpose.BODY,
        "request body parameters",
    ),
    _root(
        r"(normal|successful|success) (responses?|results?|return values?)( parameters?| body| messages?)?|normal",
        Purpose.NORMAL,
        "normal response",
    ),
    _root(
        rf"({_OF} )?(the )?{_FAILED} (responses?|results?|returns?)( message| body)?( {_LIST}| messages?)?( {_OF})?|abnormal"
        rf"|(response )?{_LIST} (in|of|for) (the |an? )?{_FAILED}( (requests?|responses?|results?))?",
        Purpose.ABNORMAL,
        "abnormal response",
    ),
    _root(
        r"(normal |error |abnormal )?((http )?status|return(ed)?) (codes?|values?)|normal values?|error codes?",
        Purpose.STATUS,
        "status codes",
    ),
    _root(
        rf"({_OF} )?(the )?((request|response|uri|url|input|output|interface|api|message) )?{_LIST}( {_OF}| in (the )?ur[il])?"
        rf"|{_LIST} in (the |a )?(ur[il]|request|response)( message)?( {_OF})?|{_OF}|(request|response)( messages?)?|ur[il]( {_OF})?",
        Purpose.GENERIC,
        "parameter description",
    ),
)

_NAME = r"[*\"'`]*(?P<name>[\w@$][\w.:/\-\[\]@$#]*)[*\"'`]*"

STRUCT_CAPTIONS: tuple[StructCaption, ...] = (
    _struct(
        rf"(?:the )?(?:data )?structures? (?:description )?of (?:the )?{_NAME}(?: (?:fields?|parameters?|objects?|elements?))?",
        "Data structure of the spec field",
    ),
    _struct(
        rf"(?:parameters?|fields?|attributes?|elements?) (?:descriptions? )?(?:in|of|for|under) (?:the )?(?:fields? |parameters? |structures? )?{_NAME}"
        r"(?: (?:fields?|parameters?|structures?|objects?|elements?|arrays?|attributes?|data structures?))?(?: descriptions?)?",
        "Parameters in the **volume** field",
    ),
    _struct(
        rf"descriptions? (?:of|about) (?:the )?(?:fields? |parameters? |structures? |objects? )?{_NAME}(?: (?:fields?|parameters?|structures?|objects?|elements?|data structures?))?",
        "Description of the route field",
    ),
    _struct(
        rf"{_NAME}(?: (?:fields?|parameters?|structures?|objects?|elements?|arrays?|attributes?|data|structure))*(?: (?:descriptions?|attributes?|details|information))?",
        "server field data structure description",
    ),
    _struct(
        rf"(?:the )?{_NAME}(?: (?:fields?|parameters?|structures?|objects?|elements?|arrays?))? (?:has|have|contains?|includes?|consists? of)\b.*",
        "The Thing object has the following attributes",
    ),
    _struct(
        r"(?P<name>[\w@$][\w.:/\-@$# ]*?)(?: (?:fields?|parameters?|structures?|objects?|elements?|arrays?|attributes?|data structures?))(?: descriptions?)?",
        "security group rule objects",
    ),
)
"""The name is what the caption calls the structure: a type (`FuncCode`), a field (`volume`) or a dotted path from the root (`role.policy`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantCaption:
    """`pattern` has a group `use`: what the call is used for where this table holds.

    What stands before it, if anything, names the table as ever.
    """

    pattern: str
    example: str


_DEED = r"(?!(?:the )?following)[a-z]+ing\b"
_DEED_NOUN = r"(?:creation|restoration|recovery|migration|replication|import|export)\b"

VARIANT_CAPTIONS: tuple[VariantCaption, ...] = (
    VariantCaption(
        pattern=rf".+ \((?P<use>(?:for |when |used for )?{_DEED}.*)\)",
        example="instance field data structure (creating a read replica)",
    ),
    VariantCaption(
        pattern=rf"{_OF}? ?(?:the )?(?:request )?(?:body )?{_LIST}( {_OF})? (?:for|when|used for|required for) (?P<use>{_DEED}.*)",
        example="parameters for restoring a backup",
    ),
    VariantCaption(
        pattern=rf"{_OF}? ?(?:the )?(?:request )?(?:body )?{_LIST}( {_OF})? (?:for|of) (?P<use>(?:the )?(?:[\w-]+ )?{_DEED_NOUN}.*)",
        example="parameters for replica creation",
    ),
)
"""Several tables of a page with such captions describe the same message or structure, each for another use of
the call.

Matched like `ROOT_CAPTIONS`.
"""

VARIANT_LEAD = rf"(?:when |for )?{_DEED}.*"
"""The lead of a list item whose table of a message is for one use of the call: `Copying a bed`.

Matched like `ROOT_CAPTIONS`.
"""

NAME_LIKE = r"[A-Za-z_][\w.\-]*[A-Za-z0-9]"
"""Words of a caption that may be a field's name; they count only where a container field of the page is called so."""

FILLER_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "description",
        "descriptions",
        "describes",
        "details",
        "element",
        "elements",
        "field",
        "fields",
        "following",
        "for",
        "has",
        "have",
        "in",
        "information",
        "is",
        "list",
        "of",
        "on",
        "or",
        "parameter",
        "parameters",
        "shows",
        "structure",
        "structures",
        "table",
        "that",
        "the",
        "this",
        "to",
        "under",
        "with",
    ]
)
