"""Words of the Mandatory column. Patterns match the whole cell, without regard to case; the first row that matches wins."""

from __future__ import annotations

from dataclasses import dataclass

from docbind.dialect.phrase import Phrase
from docbind.model.spec import PresenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceWord:
    """One spelling of an answer to "must a caller send it?"."""

    pattern: str
    meaning: PresenceKind
    example: str


PRESENCE_WORDS: tuple[PresenceWord, ...] = (
    PresenceWord(
        pattern=r"(?:yes|y|true|mandatory|required|must|m|r)[.;]?", meaning=PresenceKind.REQUIRED, example="Yes"
    ),
    PresenceWord(
        pattern=r"(?:yes|mandatory) ?\((?:path|query|header|body|uri) (?:parameter|field)\)",
        meaning=PresenceKind.REQUIRED,
        example="Yes (path parameter)",
    ),
    PresenceWord(
        pattern=r"(?:no|n|false|optional|not mandatory|not required|o)[.;]?",
        meaning=PresenceKind.OPTIONAL,
        example="No",
    ),
    PresenceWord(
        pattern=r"(?:no|optional) ?\((?:path|query|header|body|uri) (?:parameter|field)\)",
        meaning=PresenceKind.OPTIONAL,
        example="No (query parameter)",
    ),
    PresenceWord(pattern=r"-|--|n/a", meaning=PresenceKind.UNSTATED, example="-"),
    PresenceWord(
        pattern=r"c|conditional(?:ly)?\b.*", meaning=PresenceKind.CONDITIONAL, example="Conditionally required"
    ),
    PresenceWord(
        pattern=r".*\b(?:if|when|unless|only|either|except|depending|depends|where)\b.*",
        meaning=PresenceKind.CONDITIONAL,
        example="Yes if name is present",
    ),
    PresenceWord(
        pattern=r".*\b(?:mandatory|required|optional)\b.*",
        meaning=PresenceKind.CONDITIONAL,
        example="Mandatory for replace, optional for remove",
    ),
    PresenceWord(
        pattern=r"(?:yes|no)\b.*\bfor\b.*", meaning=PresenceKind.CONDITIONAL, example="Yes for token authentication"
    ),
    PresenceWord(
        pattern=r"(?:yes|y)(?: ?[(\[^*].*|\*+)", meaning=PresenceKind.REQUIRED, example="Yes (unique in a project)"
    ),
    PresenceWord(pattern=r"(?:no|n)(?: ?[(\[^*].*|\*+)", meaning=PresenceKind.OPTIONAL, example="No (deprecated)"),
)

DESCRIBED_PRESENCE: tuple[PresenceWord, ...] = (
    PresenceWord(
        pattern=r"\b(?:this (?:parameter|field|header|element|attribute)|it|the parameter|the value) (?:is|must be) (?:also )?(?:mandatory|required)\b[^.]*\b(?:if|when|only|unless|for)\b",
        meaning=PresenceKind.CONDITIONAL,
        example="This parameter is mandatory when the type is A.",
    ),
    PresenceWord(
        pattern=r"\b(?:if|when)\b[^.]*\b(?:this (?:parameter|field|header|element|attribute)|it|the parameter) (?:is|must be|becomes) (?:also )?(?:mandatory|required)\b",
        meaning=PresenceKind.CONDITIONAL,
        example="If the type is A, this parameter is mandatory.",
    ),
    PresenceWord(
        pattern=r"^(?:mandatory|required)(?: (?:parameter|field|header))?\.?$",
        meaning=PresenceKind.REQUIRED,
        example="Mandatory.",
    ),
    PresenceWord(
        pattern=r"^(?:this (?:parameter|field|header) is )(?:mandatory|required)\.?$",
        meaning=PresenceKind.REQUIRED,
        example="This parameter is mandatory.",
    ),
    PresenceWord(
        pattern=r"^optional(?: (?:parameter|field|header))?\.?$|^\(optional\)",
        meaning=PresenceKind.OPTIONAL,
        example="(Optional) The name.",
    ),
    PresenceWord(
        pattern=r"^this (?:parameter|field|header) is optional\.?$",
        meaning=PresenceKind.OPTIONAL,
        example="This parameter is optional.",
    ),
)
"""What a description says about presence; searched in one sentence."""

_FIELD = r"(?:this|the) (?:parameter|field|header|element|attribute)"
_IT = rf"(?:{_FIELD}|it)"
_SENT = r"(?:set|specified|configured|sent|transferred|passed|entered|provided|included|carried)"
_BLANK = r"(?:left )?(?:blank|unspecified)|left empty"

ALLOWED_ABSENCE: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:mandatory|required)\b[^.]*\b(?:and|but) (?:is )?optional (?:if|when|for)\b",
        example="This parameter is mandatory when the type is A and is optional when the type is B.",
    ),
    Phrase(
        pattern=rf"\b{_IT} (?:is|must be|becomes) (?:also )?(?:mandatory|required|needed|necessary)(?: only)? (?:if|when|unless|only|in|by)\b",
        example="This parameter is mandatory only when the type is A.",
    ),
    Phrase(
        pattern=rf"\b{_IT} is (?:mandatory|required|needed) (?:only )?for (?!(?:all|any|each|every|both|the (?:request|operation|call|API))\b)",
        example="This parameter is mandatory for roses.",
    ),
    Phrase(
        pattern=rf"\b(?:if|when)\b[^.]*?\b{_IT} (?:(?:is|must be|becomes) (?:also )?(?:mandatory|required|needed)|must be {_SENT}(?! to))\b",
        example="When the type is A, this parameter is mandatory.",
    ),
    Phrase(
        pattern=rf"\b{_IT} (?:needs to|need|must|should|can|may) be {_SENT} only (?:if|when|for|in|after)\b",
        example="It needs to be configured only when the type is A.",
    ),
    Phrase(
        pattern=rf"\b{_FIELD} (?:is|will be) (?:only )?(?:available|valid|effective|applicable|supported|used) (?:only )?(?<=only )(?:if|when)\b",
        example="This parameter is available only when the type is A.",
    ),
    Phrase(
        pattern=rf"\b{_FIELD} (?:is|will be) (?:only )?(?:available|valid|effective|applicable) (?:only )?(?<=only )(?:for|in|after)\b",
        example="This parameter is valid only for roses.",
    ),
    Phrase(
        pattern=rf"\b{_FIELD} (?:(?:only )?(?:takes?|will take) effect|(?:only )?applies) (?:only )?(?:if|when)\b",
        example="This parameter will take effect only when the type is A.",
    ),
    Phrase(
        pattern=rf"\b(?:if|when|for)\b[^.]*, {_FIELD} (?:does not|will not) take effect\b",
        example="When the type is B, this parameter does not take effect.",
    ),
    Phrase(
        pattern=rf"\b(?:if|when|for)\b[^.]*, {_FIELD} (?:is|will be) (?:optional|ignored|invalid|not (?:required|needed|mandatory))\b",
        example="For tulips, this parameter is invalid.",
    ),
    Phrase(
        pattern=rf"\b{_FIELD} (?:is|will be) (?:optional|ignored|invalid|not (?:required|needed|mandatory))\b[^.]*\b(?:if|when|for|during|in)\b",
        example="This parameter will be ignored when the type is B.",
    ),
    Phrase(pattern=rf"\b{_IT} is optional\b", example="This parameter is optional."),
    Phrase(
        pattern=rf"\b{_IT} (?:cannot|can not|must not) be {_SENT}\b[^.]*\b(?:if|when|for)\b",
        example="This parameter cannot be set when the type is A.",
    ),
    Phrase(
        pattern=rf"(?:\b{_IT}|, which) (?:need not|does not need to|is not required to) be {_SENT}\b",
        example="The bed, which does not need to be specified",
    ),
    Phrase(
        pattern=rf"\bdo not need to (?:set|specify|configure|enter) (?:[\w.-]+(?:,| or| and) ){{0,6}}{_IT}\b",
        example="After setting bed_id, you do not need to set bed_name or this parameter.",
    ),
    Phrase(
        pattern=rf"\b(?:if|when) {_IT} is (?:not {_SENT}|omitted|left out|{_BLANK})(?![\w-])",
        example="If this parameter is not specified, all beds are returned.",
    ),
    Phrase(
        pattern=rf"(?:\bif you|\byou (?:can|may)|,) leave {_IT} (?:blank|empty|unspecified)\b",
        example="If you leave it empty, all beds are returned.",
    ),
    Phrase(
        pattern=rf"\beither (?:{_IT} or [\w.-]+|[\w.-]+ or {_IT})(?! value)\b",
        example="You must specify either bed_id or this parameter.",
    ),
)
"""Sentences by which a call without the field is right, whatever the column says; searched in one sentence, in
which the field's own name reads `this parameter`.
"""

BLANK_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=rf"\b{_IT} (?:can|may) be (?:{_BLANK}|empty)(?! (?:string|array|list|object)\b)",
        example="This parameter can be left blank.",
    ),
    Phrase(
        pattern=rf"\b(?:{_IT}|the value) is (?:{_BLANK}) by default\b|\bby default, {_IT} is (?:{_BLANK})(?![\w-])",
        example="It is left blank by default.",
    ),
)
"""The same where the field is no object: an object that is left empty is sent all the same."""
