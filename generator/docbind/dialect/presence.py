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

_IT = r"(?:this (?:parameter|field|header|element|attribute)|the parameter)"

ALLOWED_ABSENCE: tuple[Phrase, ...] = (
    Phrase(
        pattern=rf"\b{_IT} is (?:mandatory|required) only\b[^.]*\b(?:if|when|for|in)\b",
        example="This parameter is mandatory only when the type is A.",
    ),
    Phrase(
        pattern=rf"\b{_IT} (?:is|will be) (?:optional|ignored|invalid|not (?:required|needed|mandatory))\b[^.]*\b(?:if|when|for|during|in)\b",
        example="This parameter will be ignored when the type is B.",
    ),
    Phrase(
        pattern=r"\b(?:mandatory|required)\b[^.]*\b(?:and|but) (?:is )?optional (?:if|when|for)\b",
        example="This parameter is mandatory when the type is A and is optional when the type is B.",
    ),
    Phrase(
        pattern=rf"\b{_IT} (?:cannot|can not|must not|need not|does not need to) be (?:set|specified|configured|sent|transferred)\b[^.]*\b(?:if|when|for)\b",
        example="This parameter cannot be set when the type is A.",
    ),
    Phrase(
        pattern=rf"\bif {_IT} is (?:not (?:set|specified|configured|sent|transferred|passed|included)|omitted|left out)\b",
        example="If this parameter is not specified, all beds are returned.",
    ),
)
"""Sentences by which a call without the field is right, whatever the column says; searched in one sentence."""
