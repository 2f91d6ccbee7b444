"""Named formats of strings and phrases before regular expressions. Patterns are searched in one sentence, without regard to case; the first row wins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatPhrase:
    """A spelling of a format; `meaning` is its name as JSON Schema has it, where JSON Schema has one.

    `first` rows count in a cell's first sentence only, and not where a later one speaks of what is found by `unless`: the value may be that too.
    """

    pattern: str
    meaning: str
    example: str
    first: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternLead:
    """Words before a regular expression that the whole value must match; group `regex` is the expression."""

    pattern: str
    example: str


FORMATS: tuple[FormatPhrase, ...] = (
    FormatPhrase(
        pattern=r"\b(?:in|is an?|is in|the|of|value is) UUID(?: format)?\b|^UUID format",
        meaning="uuid",
        example="The value is in UUID format.",
    ),
    FormatPhrase(
        pattern=r"\b(?:in )?(?:standard )?(?:e-?mail address format|format of an e-?mail)\b|^e-?mail address\b",
        meaning="email",
        example="Email address",
    ),
    FormatPhrase(
        pattern=r"\b(?:in|is|with|use|uses|using|encoded (?:in|using|with)) (?:the )?Base ?64(?:[ -]encod(?:ed|ing))?\b|^Base64[ -]encoded\b",
        meaning="byte",
        example="Base64-encoded content",
    ),
    FormatPhrase(
        pattern=r"\by{4}-mm-dd ?[\"'(]?T?[\"')]? ?hh:mm(?::ss)?|\bISO ?8601\b|\bRFC ?3339\b",
        meaning="date-time",
        example="The format is yyyy-mm-ddThh:mm:ssZ.",
    ),
    FormatPhrase(pattern=r"\by{4}-mm-dd\b(?!.{0,3}hh)", meaning="date", example="The format is yyyy-mm-dd."),
    FormatPhrase(
        pattern=r"\bin CIDR (?:block )?(?:format|notation)\b",
        meaning="cidr",
        example="IP address range in CIDR notation",
    ),
    FormatPhrase(
        pattern=r"^(?:specifies |indicates )?(?:the |an? )?(?:\w+ ){0,3}CIDR block(?: of [^.]{1,60})?\.?$",
        meaning="cidr",
        example="Subnet CIDR block.",
        first=True,
    ),
    FormatPhrase(
        pattern=r"^(?:the |an? )?(?:\w+ ){0,3}IPv6 address(?:es)?(?: of [^.]{1,60})?\.?$",
        meaning="ipv6",
        example="Private IPv6 address.",
        first=True,
        unless=r"\b(?:CIDR|IPv4|domain names?)\b",
    ),
    FormatPhrase(
        pattern=r"^(?:specifies |indicates )?(?:the |an? )?(?:\w+ ){0,3}(?:IPv4|private IP|floating IP|public IP|IP) address(?: of [^.]{1,60})?\.?$",
        meaning="ipv4",
        example="Private IPv4 address.",
        first=True,
        unless=r"\b(?:CIDR|IPv6|domain names?)\b",
    ),
    FormatPhrase(
        pattern=r"^(?:specifies |indicates )?(?:the |an? )?(?:\w+ ){0,3}UR[LI](?: of [^.]{1,60})?\.?$",
        meaning="uri",
        example="Callback URL.",
        first=True,
    ),
)

PATTERN_LEADS: tuple[PatternLead, ...] = (
    PatternLead(
        pattern=r"^regular expression(?: matching| match|s)?\s*: ?(?P<regex>\S.*)$",
        example="Regular expression matching: ^[a-z]{1,64}$",
    ),
    PatternLead(
        pattern=r"\b(?:match(?:es|ing)?|compl(?:y|ies) with|meets?) (?:the )?(?:following )?regular expression:? (?P<regex>\^\S+\$)(?:\.|$)",
        example="The value must match the regular expression ^[0-9a-f]{32}$.",
    ),
)
