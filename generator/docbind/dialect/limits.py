"""Phrases that state limits. What they add up to is decided in `phrases.constraints`.

Patterns are regular expressions over one sentence without marks, without regard to case. They may use the slots of `SLOTS`: `{low}` and `{high}` are numbers and
become groups of that name (`{next_high}` after a joint such as `{to}`). The first row that matches some words claims them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase

_POWER = r"(?:2|10) ?(?:\^|\*\*) ?\d{1,2}(?: ?- ?1(?!\d))?"
_DECIMAL = r"-?\d+(?:,\d{3})*(?:\.\d+)?(?:E[+-]?\d{1,3}\b)?"
_NUMBER = (
    rf"(?:{_POWER}|{_DECIMAL})"
    r"(?!\d|[.,]\d|:\d|\s?[x×*^/]\s?\d|-(?:bit|byte|digit|day|hour|minute|month|year|fold|core|node|character)\b)"
)

_UNITS = r"%|percent|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ms|[KMGTP]i?B|[KMG]bit/s|mbps|bytes?|[sh]"
_ALSO = r"(?: ?\((?:inclusive|included|default|default value)\))?"
_LOW_UNIT = rf"(?: ?(?P<low_unit>{_UNITS})(?![\w/]))?{_ALSO}"
_HIGH_UNIT = rf"(?: ?(?P<high_unit>{_UNITS})(?![\w/]))?{_ALSO}"

SLOTS: dict[str, str] = {
    "low": rf"(?P<low>(?<![\w.^/-]){_NUMBER}){_LOW_UNIT}",
    "high": rf"(?P<high>(?<![\w.^/-]){_NUMBER}(?!-\d)){_HIGH_UNIT}",
    "byte_high": rf"(?P<high>(?<![\w.^/-]){_NUMBER}) ?(?:bytes?|[KMG]i?B)\b",
    "bare_high": rf"(?P<high>(?<![\w.^/-]){_NUMBER})(?! ?(?:bytes?|[KMG]i?B)\b)",
    "next_high": rf"(?P<high>{_NUMBER}(?!-\d)){_HIGH_UNIT}",
    "left": rf"(?P<low>-?\d+(?:,\d{{3}})*?(?:\.\d+)?){_LOW_UNIT}",
    "left_above": rf"(?P<above>-?\d+(?:,\d{{3}})*?(?:\.\d+)?){_LOW_UNIT}",
    "above": rf"(?P<above>(?<![\w.^/-]){_NUMBER}){_LOW_UNIT}",
    "below": rf"(?P<below>(?<![\w.^/-]){_NUMBER}(?!-\d)){_HIGH_UNIT}",
    "next_below": rf"(?P<below>{_NUMBER}(?!-\d)){_HIGH_UNIT}",
    "exact": rf"(?P<exact>(?<![\w.^/-]){_NUMBER})",
    "count": rf"(?P<high>(?<![\w.^/-]){_NUMBER}|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)\b)",
    "to": r"(?: ?[-–—~] ?| to | through )",
    "characters": r"(?:(?:valid|case-(?:in)?sensitive|visible|printable|ascii|unicode|utf-8|english|chinese|latin|pem[ -]encoded|hexadecimal|alphanumeric|hex) )*(?:characters?|chars?|letters?|digits?)\b",
    "longest": r"\b(?:max(?:imum|\.)?|upper limit)(?: (?:allowed )?(?:length|number|size))?(?: of| is|:)* ",
    "at_most": r"(?:<=|≤|\b(?:up to|at (?:the )?most|within|no(?:t)? (?:more|greater|longer|larger|higher) than|(?:less|smaller|fewer|shorter|lower) than or equal to|"
    r"(?:cannot|can ?not|must not|should not|does not|do not|may not)(?: be)? (?:exceed|(?:greater|longer|more|larger|higher) than|contain more than|have more than)))",
    "at_least": r"(?:>=|≥|\b(?:at least|no(?:t)? (?:less|smaller|fewer|shorter|lower) than|(?:greater|larger|more|longer|higher) than or equal to|"
    r"(?:cannot|can ?not|must not|should not)(?: be)? (?:less|smaller|fewer|shorter|lower) than|min(?:imum|\.)? of))",
    "never": r"(?:cannot|can ?not|must not|should not)",
    "nothing": r"(?:(?:left |set to |be )?(?:empty|blank|null|spaces|an empty (?:(?:character )?string|list|array))(?:, or |, | or )?)*(?<! )(?<!null)(?<!,)(?! at the same| simultaneously| together)",
    "noun": r"(?P<noun>(?!(?:when|if|for|in|on|by|and|or|is|are|at|per|to)\b)[a-z][a-z-]*(?: (?!(?:when|if|for|in|on|by|and|or|is|are|at|per|to)\b)[a-z-]+){0,2})",
    "thing": r"(?P<thing>[a-z][a-z-]*(?: [a-z-]+)?)",
}
"""The building blocks of the patterns below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWord:
    """A spelling of a unit; `meaning` is the same for all spellings of one unit."""

    pattern: str
    meaning: str
    example: str


UNIT_WORDS: tuple[UnitWord, ...] = (
    UnitWord(pattern=r"milliseconds?|ms|millis", meaning="ms", example="milliseconds"),
    UnitWord(pattern=r"seconds?|secs?|s", meaning="s", example="seconds"),
    UnitWord(pattern=r"minutes?|mins?", meaning="min", example="minutes"),
    UnitWord(pattern=r"hours?|h", meaning="h", example="hours"),
    UnitWord(pattern=r"days?", meaning="d", example="days"),
    UnitWord(pattern=r"weeks?", meaning="w", example="weeks"),
    UnitWord(pattern=r"months?", meaning="month", example="months"),
    UnitWord(pattern=r"years?", meaning="year", example="years"),
    UnitWord(pattern=r"%|percent(?:age)?", meaning="%", example="percent"),
    UnitWord(pattern=r"bytes?", meaning="B", example="bytes"),
    UnitWord(pattern=r"ki?b", meaning="KB", example="KB"),
    UnitWord(pattern=r"mi?b", meaning="MB", example="MB"),
    UnitWord(pattern=r"gi?b", meaning="GB", example="GB"),
    UnitWord(pattern=r"ti?b", meaning="TB", example="TB"),
    UnitWord(pattern=r"kbit/s|kbps", meaning="Kbit/s", example="Kbit/s"),
    UnitWord(pattern=r"mbit/s|mbps", meaning="Mbit/s", example="Mbit/s"),
    UnitWord(pattern=r"gbit/s|gbps", meaning="Gbit/s", example="Gbit/s"),
)
"""Matched against whole words: those after a bound, those that declare a unit, and those of the field's name."""

UNIT_DECLARATIONS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\bunit(?: is|:) ?(?P<unit>[a-z%/]+)", example="Unit: second"),
    Phrase(
        pattern=r"\b(?:in|in the unit of|measured in) (?P<unit>[a-z]+(?:/s)?)(?=[.,;)]|$)",
        example="Timeout, in seconds.",
    ),
    Phrase(pattern=r"\((?P<unit>[a-z]{2,}(?:/s)?)\)", example="Bandwidth (Mbit/s)"),
)
"""How a description names the unit of the field's value."""


class Measure(Enum):
    """What a limit measures."""

    BY_TYPE = "by type"
    VALUE = "value"
    LENGTH = "length"
    BYTES = "bytes"
    ITEMS = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPhrase:
    """A spelling of bounds.

    Groups `low` and `high` are inclusive, `above` and `below` exclusive, `exact` is both; `line` tells that the words
    must be a whole line.
    `least` is the lower bound that words without a number mean.
    """

    pattern: str
    measure: Measure
    example: str
    line: bool = False
    least: int | None = None


LIMITS: tuple[LimitPhrase, ...] = (
    # Lines of their own: what they measure depends on the field's type.
    LimitPhrase(pattern=r"^min(?:imum)?\s*: ?{low}\.?$", measure=Measure.BY_TYPE, example="Minimum: 1", line=True),
    LimitPhrase(pattern=r"^max(?:imum)?\s*: ?{high}\.?$", measure=Measure.BY_TYPE, example="Maximum: 64", line=True),
    LimitPhrase(
        pattern=r"^min(?:imum)? value\s*: ?{low}\.?$", measure=Measure.VALUE, example="Minimum value: 1", line=True
    ),
    LimitPhrase(
        pattern=r"^max(?:imum)? value\s*: ?{high}\.?$", measure=Measure.VALUE, example="Maximum value: 100", line=True
    ),
    LimitPhrase(
        pattern=r"\b(?:array|list) length\s*: ?{low}(?:{to}|, ?){next_high}",
        measure=Measure.ITEMS,
        example="Array length: 0 to 20",
        line=True,
    ),
    LimitPhrase(
        pattern=r"^min(?:imum)? (?:number of )?items\s*: ?{low}\.?$",
        measure=Measure.ITEMS,
        example="Minimum items: 1",
        line=True,
    ),
    LimitPhrase(
        pattern=r"^max(?:imum)? (?:number of )?items\s*: ?{high}\.?$",
        measure=Measure.ITEMS,
        example="Maximum items: 20",
        line=True,
    ),
    LimitPhrase(
        pattern=r"^min(?:imum|\.)? length\s*: ?{low}(?: {characters})?\.?$",
        measure=Measure.LENGTH,
        example="Minimum length: 1",
        line=True,
    ),
    LimitPhrase(
        pattern=r"^max(?:imum|\.)? length\s*: ?{high}(?: {characters})?\.?$",
        measure=Measure.LENGTH,
        example="Maximum length: 64 characters",
        line=True,
    ),
    LimitPhrase(
        pattern=r"^max(?:imum)? {characters}\s*: ?{high}\.?$",
        measure=Measure.LENGTH,
        example="Max characters: 255",
        line=True,
    ),
    # Lengths.
    LimitPhrase(
        pattern=r"\[{left}, ?{next_high}\] {characters}",
        measure=Measure.LENGTH,
        example="a string of [1, 64] characters",
    ),
    LimitPhrase(
        pattern=r"\bmin(?:imum)? of {low} and (?:a )?max(?:imum)? of {next_high} {characters}",
        measure=Measure.LENGTH,
        example="a minimum of 1 and a maximum of 64 characters",
    ),
    LimitPhrase(
        pattern=r"\bnumber of characters (?:ranges|is|must be|can be)(?: from| between)? {low}(?:{to}| and ){next_high}",
        measure=Measure.LENGTH,
        example="The number of characters ranges from 1 to 64.",
    ),
    LimitPhrase(
        pattern=r"{low}(?:{to}| and ){next_high} ?{characters}",
        measure=Measure.LENGTH,
        example="contains 1 to 64 characters",
    ),
    LimitPhrase(pattern=r"{low}(?:{to}| and ){byte_high}", measure=Measure.BYTES, example="contains 1 to 64 bytes"),
    LimitPhrase(
        pattern=r"\blength(?: range)?:? (?:(?:can|must|should|value|is|be|ranges?|varies|of|from|between|within|in|the) )*{low}(?:{to}| and ){next_high}",
        measure=Measure.LENGTH,
        example="The length ranges from 1 to 64.",
    ),
    LimitPhrase(pattern=r"{longest}{high} {characters}", measure=Measure.LENGTH, example="a maximum of 255 characters"),
    LimitPhrase(pattern=r"{longest}{byte_high}", measure=Measure.BYTES, example="a maximum of 255 bytes"),
    LimitPhrase(
        pattern=r"{at_most} {high} {characters}", measure=Measure.LENGTH, example="cannot exceed 64 characters"
    ),
    LimitPhrase(pattern=r"{at_most} {byte_high}", measure=Measure.BYTES, example="cannot exceed 64 bytes"),
    LimitPhrase(
        pattern=r"{high} {characters} (?:at (?:the )?most|or (?:less|fewer)|max\b|maximum)",
        measure=Measure.LENGTH,
        example="64 characters at most",
    ),
    LimitPhrase(
        pattern=r"\b(?:less|fewer|shorter) than {below} {characters}",
        measure=Measure.LENGTH,
        example="less than 64 characters",
    ),
    LimitPhrase(
        pattern=r"\blength(?: of [a-z ]{1,30})?(?: is| can| must| should)?(?: be)? {at_most} {bare_high}(?: {characters})?",
        measure=Measure.LENGTH,
        example="The length cannot exceed 128.",
    ),
    LimitPhrase(
        pattern=r"\b(?:max(?:imum)?|longest)(?: allowed)? length(?: value)?(?: is| of|:)? {bare_high}",
        measure=Measure.LENGTH,
        example="The maximum length is 64.",
    ),
    LimitPhrase(
        pattern=r"\bmin(?:imum)?(?: allowed)? length(?: value)?(?: is| of|:)? {low}",
        measure=Measure.LENGTH,
        example="The minimum length is 8.",
    ),
    LimitPhrase(pattern=r"{at_least} {low} {characters}", measure=Measure.LENGTH, example="at least 8 characters"),
    LimitPhrase(
        pattern=r"\b(?:can|may) (?:contain|consist of|include|have) {high} {characters}",
        measure=Measure.LENGTH,
        example="The value can consist of 128 characters",
    ),
    LimitPhrase(
        pattern=r"\b(?:contains?|containing|consists? of|consisting of|string of|fixed (?:at|to)|fixed length:|length is|exactly|length of) (?:exactly )?{exact} {characters}",
        measure=Measure.LENGTH,
        example="a string of 32 characters",
    ),
    # Numbers of items; `noun` is what is counted.
    LimitPhrase(
        pattern=r"\bnumber of {noun}(?: \w+)?(?: is| ranges| must be| can be)?(?: from)? {low}{to}{next_high}",
        measure=Measure.ITEMS,
        example="number of tags ranges from 1 to 20",
    ),
    LimitPhrase(
        pattern=r"{low}(?:{to}| and ){next_high} {noun}", measure=Measure.ITEMS, example="contains 1 to 20 tags"
    ),
    LimitPhrase(pattern=r"{longest}{count} {noun}", measure=Measure.ITEMS, example="a maximum of 20 tags"),
    LimitPhrase(pattern=r"\bmax(?:imum|\.)? {noun}: ?{high}", measure=Measure.ITEMS, example="Max. tags: 20"),
    LimitPhrase(
        pattern=r"\bmax(?:imum|\.)? number of {noun}(?: \w+){0,3}(?: is|:) {high}",
        measure=Measure.ITEMS,
        example="The maximum number of tags is 20.",
    ),
    LimitPhrase(pattern=r"{at_most} {count} {noun}", measure=Measure.ITEMS, example="up to 20 tags"),
    LimitPhrase(
        pattern=r"\bnumber of {noun}(?: \w+){0,3} {at_most} {high}",
        measure=Measure.ITEMS,
        example="the number of tags cannot exceed 20",
    ),
    LimitPhrase(
        pattern=r"^(?:value )?range:? ?\[{left}, ?{next_high}\]\.?$",
        measure=Measure.ITEMS,
        example="Value range: [1, 50]",
    ),
    # Values.
    LimitPhrase(
        pattern=r"(?:\b(?:range|interval)(?: \w+){0,3}:? ?|\bvalue (?:is|must be|should be|can be) (?:with)?in )\[{left}(?:, ?|{to}){next_high}\]",
        measure=Measure.VALUE,
        example="The value range is [1, 100].",
    ),
    LimitPhrase(
        pattern=r"\b(?:range|interval)(?: \w+){0,3}:? ?\[{left}, ?{next_below}\)",
        measure=Measure.VALUE,
        example="Value range: [0, 100)",
    ),
    LimitPhrase(
        pattern=r"\b(?:range|interval)(?: \w+){0,3}:? ?\({left_above}, ?{next_high}\]",
        measure=Measure.VALUE,
        example="Value range: (0, 100]",
    ),
    # Round brackets on both sides are no mathematics: what they exclude, nobody can tell.
    LimitPhrase(
        pattern=r"\b(?:range|interval)(?: \w+){0,3}:? ?\({left}, ?{next_high}\)",
        measure=Measure.VALUE,
        example="Value range: (0, 2^32)",
    ),
    LimitPhrase(
        pattern=r"\brang(?:es?|ing) (?:from )?{low}{to}{next_below} ?\((?:exclusive|excluded|not included)\)",
        measure=Measure.VALUE,
        example="The value ranges from 1 to 65,535 (exclusive).",
    ),
    LimitPhrase(
        pattern=r"\brang(?:es?|ing)(?: of (?:the |this )?(?:value|values|parameter|field))?:? ?(?:(?:is|are|ranges|from|between|of|in|within|an?|integer) )*\(?{low}(?:{to}| and ){next_high}",
        measure=Measure.VALUE,
        example="The value ranges from 1 to 64.",
    ),
    LimitPhrase(
        pattern=r"\b(?:integer|number|value|option)s?:? (?:(?:can|must|should|is|be|from|within|in|the|of|an?) )*{low}{to}{next_high}",
        measure=Measure.VALUE,
        example="an integer from 1 to 100",
    ),
    LimitPhrase(pattern=r"\bbetween {low} and {next_high}", measure=Measure.VALUE, example="must be between 1 and 100"),
    LimitPhrase(
        pattern=r"\bgreater than or equal to {low},? (?:and|but) (?:must be )?(?:less|smaller|lower) than or equal to {next_high}",
        measure=Measure.VALUE,
        example="greater than or equal to 1 and less than or equal to 100",
    ),
    LimitPhrase(
        pattern=r"\bmin(?:imum|\.)?(?: {thing})?(?: of (?:the|this) \w+)?(?: is|:| must be| cannot be less than) {low}",
        measure=Measure.VALUE,
        example="The minimum value is 1.",
    ),
    LimitPhrase(
        pattern=r"\bmax(?:imum|\.)?(?: {thing})?(?: of (?:the|this) \w+)?(?: is|:| must be| cannot exceed) {high}",
        measure=Measure.VALUE,
        example="The maximum value is 100.",
    ),
    LimitPhrase(
        pattern=r"\b(?:value|number|it) (?:must|should|can) be {low} or (?:greater|more|larger|higher)\b",
        measure=Measure.VALUE,
        example="The value must be 1 or greater.",
    ),
    LimitPhrase(
        pattern=r"\b(?:value|number|it) (?:must|should|can) be {high} or (?:less|smaller|lower|fewer)\b",
        measure=Measure.VALUE,
        example="The value must be 100 or less.",
    ),
    LimitPhrase(pattern=r"\blower limit(?: is|:)? {low}", measure=Measure.VALUE, example="lower limit: 1"),
    LimitPhrase(pattern=r"\bupper limit(?: is|:)? {high}", measure=Measure.VALUE, example="upper limit: 200"),
    LimitPhrase(pattern=r"{at_least} {low}", measure=Measure.VALUE, example="greater than or equal to 1"),
    LimitPhrase(pattern=r"{at_most} {high}", measure=Measure.VALUE, example="cannot exceed 100"),
    LimitPhrase(
        pattern=r"\b(?:greater|larger|more|higher) than {above}", measure=Measure.VALUE, example="greater than 0"
    ),
    LimitPhrase(pattern=r"\b(?:less|smaller|lower) than {below}", measure=Measure.VALUE, example="less than 100"),
    # Least sizes and values without a number.
    LimitPhrase(
        pattern=r"\b(?:list|array|this (?:parameter|field)) {never} be {nothing}\b",
        measure=Measure.ITEMS,
        example="The list cannot be empty.",
        least=1,
    ),
    LimitPhrase(
        pattern=r"\b{never} be {nothing}\b",
        measure=Measure.LENGTH,
        example="The value cannot be empty.",
        least=1,
    ),
    LimitPhrase(
        pattern=r"\b{never} be (?:an? )?negative\b|\bnon-?negative (?:integer|number|value)\b",
        measure=Measure.VALUE,
        example="The value cannot be negative.",
        least=0,
    ),
    LimitPhrase(
        pattern=r"\bpositive integer\b",
        measure=Measure.VALUE,
        example="The value is a positive integer.",
        least=1,
    ),
)
"""Read from sentences without marks, so examples and patterns have none."""

RANGE_LINES: tuple[LimitPhrase, ...] = (
    LimitPhrase(
        pattern=r"^(?:[^:.]{1,60}: )?\[?{low}(?:{to}|, ?){next_high}\]? {characters}\.?$",
        measure=Measure.LENGTH,
        example="1 to 64 characters",
    ),
    LimitPhrase(pattern=r"^(?:[^:.]{1,60}: )?\[{left}, ?{next_high}\]\.?$", measure=Measure.VALUE, example="[1, 100]"),
    LimitPhrase(
        pattern=r"^(?:[^:.]{1,60}: )?{low}{to}{next_high}(?: ?\((?:unit: ?)?[a-z%/]{1,12}\))?\.?$",
        measure=Measure.VALUE,
        example="1 to 100",
    ),
)
"""What a line of a `Range` part, or an item below words of `RANGE_LEADS`, may say without a word that names the limit."""

RANGE_LEADS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:value |supported )?ranges?(?: (?:is|are))?(?: as follows)?:?$", example="Value range:"),
)
"""Words that lead to a list of ranges."""

LIMIT_VARIES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:ranges?|limits?|limitations?|maximum|quotas?|upper limit)\b[^.]{0,60}\b(?:may|can|will|might)? ?(?:var(?:y|ies)|depends?|differs?|be different|be adjusted|be changed)\b",
        example="The specific range may vary depending on the region.",
    ),
    Phrase(
        pattern=r"\bto (?:extend|increase|raise|expand)\b[^.]{1,60}\b(?:contact|submit|apply)\b",
        example="To extend the period, contact customer service.",
    ),
    Phrase(
        pattern=r"\b(?:if|when)\b[^.]{1,80}\bthe (?:value )?range is (?:shown|described|listed|given) in\b",
        example="If the protocol is icmp, the value range is shown in another table.",
    ),
)
"""Sentences that take back what another sentence of the cell says of a range."""

JOINED_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bmultiple\b[^.]*\bseparate|\bseparate (?:\w+ )?multiple\b",
        example="Use commas to separate multiple names.",
    ),
)
"""Sentences that allow several values in one string: a limit of one of them is none of all."""

MAY_BE_EMPTY: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:can|may) (?:also )?be (?:left )?(?:blank|empty|null|an empty string)\b",
        example="The value can be left blank.",
    ),
    Phrase(pattern=r"\b(?:left (?:blank|empty)|empty|blank|null) by default\b", example="It is left blank by default."),
    Phrase(
        pattern=r"\b(?:can|may) leave (?:it|this (?:parameter|field|value)) (?:blank|empty)\b",
        example="You can leave this parameter blank for roses.",
    ),
)
"""Sentences that allow an empty string whatever the least length says."""

OTHER_LENGTHS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?P<value>\d[\d,]*) (?:[a-z-]+ )?characters?\b", example="36 characters on the console"),
)
"""Another number of characters in the same sentence."""

UNION_BEFORE: tuple[Phrase, ...] = (
    Phrase(pattern=r"\d[\"”')]*,? or (?:[a-z]+ ){0,6}$", example="The value can be -1 or "),
    Phrase(pattern=r"\d[\"”')]*, ?$", example="0, "),
    Phrase(pattern=r"\b(?:empty|blank|null|either)\b[^.]{0,40}\bor (?:[a-z]+ ){0,6}$", example="an empty string or "),
)
"""What stands before a limit where the page allows values outside it."""

UNION_AFTER: tuple[Phrase, ...] = (
    Phrase(pattern=r"^[\"”'\])]*,? ?(?:[a-z]+ ){0,4}or (?:[a-z]+ ){0,4}[\"“']?-?\d", example=" or 99"),
    Phrase(pattern=r"^[\"”'\])]*(?:, ?| and )[\"“']?-?\d", example=", 33 to 36"),
    Phrase(pattern=r"^[ a-z()-]{0,40} or (?:an?|is|be|the) ", example=" or an IP address"),
    Phrase(
        pattern=r"^ ?\([^()]{1,60}\),?(?: or| and|;|,) ?(?:[a-z]+ ){0,4}-?\d",
        example=" (for roses) or 1 to 10 (for tulips)",
    ),
)
"""What stands after a limit where the page allows values outside it."""

SENTINELS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:^|[ (\"“'])(?P<value>-?\d+)[\"”']?\)?,? (?:\([^)]{0,80}\) )?(?:indicates?|means?|represents?|stands for|specifies)\b",
        example="-1 indicates no limit.",
    ),
    Phrase(
        pattern=r"\b(?:value|parameter|it|field) (?:is|to|can be|can also be)(?: set)?(?: as| to| equal to)? [\"“']?(?P<value>-?\d+)(?![\w%-]|[.,]\d)",
        example="If the value is -1, there is no limit.",
    ),
    Phrase(pattern=r"\b(?:is|are|to) [\"“']?(?P<value>-\d+)(?![\w%-]|[.,]\d)", example="Both ports are -1."),
    Phrase(
        pattern=r"\bset (?:[\w-]+ ){0,4}to [\"“']?(?P<value>-?\d+)(?![\w%-]|[.,]\d)",
        example="Set max_size to 0 to disable it.",
    ),
    Phrase(pattern=r"^[\"“']?(?P<value>-?\d+)[\"”']?(?: ?[:：] ?| - | ?\()", example="0: no limit"),
)
"""Sentences that give a number a meaning of its own: one outside the range contradicts it."""

STRING_SENTINELS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:^|[ (\"“'])(?P<value>\d{1,2})[\"”']? (?:is returned|indicates?|means?|represents?)\b",
        example="If there is none, 0 is returned.",
    ),
)
"""Sentences that give a string of one or two digits a meaning of its own: one of another length contradicts the limit."""

VALUE_CASES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:if|when|for)\b.{1,1000}\bthe value (?:can|must|may|should|is|ranges|contains|consists)\b",
        example="If the type is A, the value can contain digits.",
    ),
)
"""Items of a list that say of one case what the value may be; matched where an item begins."""

ZERO_BASED: tuple[Phrase, ...] = (Phrase(pattern=r"(?:^|_)(?:offset|start|from|index)(?:_|$)", example="start_index"),)
"""Names, in snake case, of fields that count from nought, whatever the page calls a positive integer."""

EPOCH_WORDS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:time ?stamp|epoch|unix time|1970|13[- ]digit)", example="The timestamp, in milliseconds."),
    Phrase(pattern=r"\btime\b[^.]{0,60}\b(?:milliseconds?|ms)\b", example="Start time, in milliseconds"),
)
"""Descriptions of a point in time, which no small number can bound."""
