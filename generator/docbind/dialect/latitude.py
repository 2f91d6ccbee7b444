"""Sentences by which a cell's own words let more pass than a rule that is read from it.

Searched in one sentence without marks, without regard to case.
"""

from __future__ import annotations

from dataclasses import dataclass

from docbind.dialect.phrase import Phrase
from docbind.model.rules import Reason, Rule

_IT = r"\b(?:values?|parameter|field|it|limit)\b"
_UPPER = r"(?:(?:greater|larger|more|higher|longer) than|exceed(?:s|ed|ing)?|above)"
_LOWER = r"(?:(?:less|smaller|lower|fewer|shorter) than|below)"
_NUMBER = r"(?: or equal to)? (?:the (?:upper |lower )?(?:limit|maximum|minimum)|-?\d)"
_CORRECTED = (
    r"[^.;]{0,80}?(?:\b(?:is|are|will be|would be) (?:automatically (?:set\b)?)?"
    r"(?:(?<=set)|(?:converted|changed|corrected|adjusted|reset|rounded|truncated|reduced|increased|treated|regarded|replaced)\b)"
    r"|\b(?:\d[\d,]*|(?:default|maximum|minimum)(?: value)?)(?: \w+)? (?:is|are|will be) (?:used|returned|applied|taken)(?! (?:to|for|by the|as)\b))"
)
_CHANGED = r"(?:automatically (?:converted|changed|corrected|adjusted|reset|set)|ignored|regarded as|treated as)\b"
_LOW = (Rule.MINIMUM, Rule.MIN_LENGTH, Rule.MIN_ITEMS)
_HIGH = (Rule.MAXIMUM, Rule.MAX_LENGTH, Rule.MAX_ITEMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latitude:
    """A spelling by which more values pass than the rules of its cell allow, and why they do."""

    pattern: str
    rules: tuple[Rule, ...]
    reason: Reason
    example: str


LATITUDES: tuple[Latitude, ...] = (
    # What lies outside is put right by the service.
    Latitude(
        pattern=rf"{_IT}(?:(?!not |than )[^.;]){{0,60}}? {_UPPER}{_NUMBER}{_CORRECTED}",
        rules=_HIGH,
        reason=Reason.CORRECTED,
        example="A value greater than 500 will be automatically converted to 500.",
    ),
    Latitude(
        pattern=rf"{_IT}(?:(?!not |than )[^.;]){{0,60}}? {_LOWER}{_NUMBER}{_CORRECTED}",
        rules=_LOW,
        reason=Reason.CORRECTED,
        example="If the value is less than 1, 1 is used.",
    ),
    Latitude(
        pattern=rf"{_IT}[^.;]{{0,60}}? (?:beyond|outside|out of|exceed(?:s|ed|ing)?) (?:of )?(?:this|the)(?: \w+){{0,2}} (?:range|limits?){_CORRECTED}",
        rules=_LOW + _HIGH,
        reason=Reason.CORRECTED,
        example="If a value beyond the preceding range is specified, the default value 0 will be used.",
    ),
    # Other values are named, or their effect is.
    Latitude(
        pattern=r"\b(?:any )?other values? (?:is|are|can be|may be) (?:also )?(?:transferred|passed|entered|specified|set|sent|allowed|supported|used|accepted)\b",
        rules=(Rule.ONE_OF,),
        reason=Reason.OTHER_WORDS,
        example="If other values are transferred, the bed is watered by default.",
    ),
    Latitude(
        pattern=r"\b(?:parameter|field|it|value) is (?:(?:not set|left blank|left empty) or )?(?:set to )?(?:any |an)?other values?\b",
        rules=(Rule.ONE_OF,),
        reason=Reason.OTHER_WORDS,
        example="If this parameter is left empty or set to other values, the beds are sorted by name.",
    ),
    Latitude(
        pattern=r"\b(?:if|when)\b[^.]{0,60}\b(?:(?:an? )(?:invalid|incorrect|unsupported) value|value is (?:invalid|incorrect))\b[^.]{0,40}"
        r"(?:\bignored\b|\bdefault value\b[^.]{0,20}\bused\b)",
        rules=(*_LOW, *_HIGH, Rule.ONE_OF),
        reason=Reason.CORRECTED,
        example="If an invalid value is set, it is ignored.",
    ),
    Latitude(
        pattern=rf"\bif \S+ is (?:passed|transferred|specified|sent|set|entered), (?:the value|it) (?:is|will be) {_CHANGED}",
        rules=(Rule.ONE_OF,),
        reason=Reason.CORRECTED,
        example="If HTTPS is passed, the value will be automatically changed to TERMINATED_HTTPS.",
    ),
    Latitude(
        pattern=r"\bseparate (?:them|(?:multiple |the )?(?:values|items|types)) (?:with|by|using)\b",
        rules=(Rule.ONE_OF,),
        reason=Reason.OTHER_WORDS,
        example="You can specify 1 to 10 values and separate them with spaces.",
    ),
    Latitude(
        pattern=r"\b(?:value range|available values|supported values|possible values|valid values|value options)\b[^.]*\b(?:see|refer to|obtained|queried)\b",
        rules=(Rule.ONE_OF,),
        reason=Reason.OTHER_WORDS,
        example="For the value range, see the Specification parameter on the console.",
    ),
)

SO_FAR: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:currently|at present|for now|so far)\b(?! (?:not|in|being|used)\b)",
        example="Currently, only roses are supported.",
    ),
)
"""Words by which a list of values is that of today: slips of its values are slips all the same."""
