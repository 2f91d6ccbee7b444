"""Phrases that state limits, defaults and enumerations. What they add up to is decided in `phrases.constraints`.

Patterns are regular expressions over one sentence, without regard to case. They may use the slots of `SLOTS`: `{low}` and `{high}` are numbers and become
groups of that name (`{next_high}` after a joint such as `{to}`), `{value}` is a value as pages write it: bold, quoted or bare. The first row that matches some words claims them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?(?!\d|[.,]\d|:\d|\s?[x×*^/]\s?\d|-(?:bit|byte|digit|day|hour|minute|month|year|fold|core|node|character)\b)"
_UNIT = (
    r"(?: ?(?:%|percent|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ms|[KMGTP]i?B|[KMG]bit/s|mbps|[sh])(?![\w/]))?"
    r"(?: ?\((?:inclusive|included|default|default value)\))?"
)

SLOTS: dict[str, str] = {
    "low": rf"(?P<low>(?<![\w.^/-]){_NUMBER}){_UNIT}",
    "high": rf"(?P<high>(?<![\w.^/-]){_NUMBER}(?!-\d)){_UNIT}",
    "next_high": rf"(?P<high>{_NUMBER}(?!-\d)){_UNIT}",
    "above": rf"(?P<above>(?<![\w.^/-]){_NUMBER}){_UNIT}",
    "below": rf"(?P<below>(?<![\w.^/-]){_NUMBER}(?!-\d)){_UNIT}",
    "next_below": rf"(?P<below>{_NUMBER}(?!-\d)){_UNIT}",
    "exact": rf"(?P<exact>(?<![\w.^/-]){_NUMBER})",
    "count": rf"(?P<high>(?<![\w.^/-]){_NUMBER}|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)\b)",
    "to": r"(?: ?[-–—~] ?| to | through )",
    "characters": r"(?:(?:valid|visible|printable|ascii|unicode|utf-8|english|chinese|latin|pem[ -]encoded|hexadecimal|alphanumeric|hex) )*(?:characters?|chars?|letters?|digits?)\b",
    "longest": r"\b(?:max(?:imum|\.)?|upper limit)(?: (?:allowed )?(?:length|number|size))?(?: of| is|:)* ",
    "at_most": r"\b(?:up to|at (?:the )?most|within|no(?:t)? (?:more|greater|longer|larger|higher) than|less than or equal to|smaller than or equal to|<=|"
    r"(?:cannot|can ?not|must not|should not|does not|do not|may not)(?: be)? (?:exceed|(?:greater|longer|more|larger|higher) than|contain more than|have more than))",
    "at_least": r"\b(?:at least|no(?:t)? (?:less|smaller|fewer|shorter|lower) than|greater than or equal to|larger than or equal to|more than or equal to|>=|"
    r"(?:cannot|can ?not|must not|should not)(?: be)? (?:less|smaller|fewer|shorter|lower) than|min(?:imum|\.)? of)",
    "noun": r"(?P<noun>[a-z][a-z-]*(?: [a-z-]+){0,2})",
    "thing": r"(?P<thing>[a-z][a-z-]*(?: [a-z-]+)?)",
    "named": r"(?P<named>[a-z]+(?: [a-z]+)?)",
    "value": r"(?P<value>\ue001[^\ue001\ue002]*\ue002|\"[^\"]*\"|“[^”]*”|'[^']*'|[^\s,;()\"\ue001\ue002]*[^\s,;:()\"\ue001\ue002])",
}
"""The building blocks of the patterns below. U+E001 and U+E002 stand before and after words in bold or in literal type."""


class Measure(Enum):
    """What a limit measures."""

    BY_TYPE = "by type"
    VALUE = "value"
    LENGTH = "length"
    BYTES = "bytes"
    ITEMS = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPhrase:
    """A spelling of bounds. Groups `low` and `high` are inclusive, `above` and `below` exclusive, `exact` is both; `line` marks a whole line of its own."""

    pattern: str
    measure: Measure
    example: str
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A spelling without a meaning of its own beyond the table that it stands in."""

    pattern: str
    example: str


class PartKind(Enum):
    """The parts that some cells are written in; `BODY` is a cell, or the beginning of one, without headings."""

    BODY = "body"
    DEFINITION = "definition"
    CONSTRAINTS = "constraints"
    RANGE = "range"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHeading:
    """A heading inside a cell: alone on its line, or followed by a colon."""

    pattern: str
    meaning: PartKind
    example: str


PART_HEADINGS: tuple[PartHeading, ...] = (
    PartHeading(pattern=r"\ue001?definition(?::\ue002?|\ue002:|\ue002?$)", meaning=PartKind.DEFINITION, example="Definition: The name."),
    PartHeading(pattern=r"\ue001?constraints?(?::\ue002?|\ue002:|\ue002?$)", meaning=PartKind.CONSTRAINTS, example="\ue001Constraints\ue002"),
    PartHeading(pattern=r"\ue001?(?:value )?range(?::\ue002?|\ue002:|\ue002?$)", meaning=PartKind.RANGE, example="Range: 1 to 64"),
    PartHeading(pattern=r"\ue001?default(?: value)?(?::\ue002?|\ue002:|\ue002?$)", meaning=PartKind.DEFAULT, example="\ue001Default Value\ue002:"),
)

LIMITS: tuple[LimitPhrase, ...] = (
    # Lines of their own: what they measure depends on the field's type.
    LimitPhrase(pattern=r"^min(?:imum)?\s*: ?{low}\.?$", measure=Measure.BY_TYPE, example="Minimum: 1", line=True),
    LimitPhrase(pattern=r"^max(?:imum)?\s*: ?{high}\.?$", measure=Measure.BY_TYPE, example="Maximum: 64", line=True),
    LimitPhrase(pattern=r"^min(?:imum)? value\s*: ?{low}\.?$", measure=Measure.VALUE, example="Minimum value: 1", line=True),
    LimitPhrase(pattern=r"^max(?:imum)? value\s*: ?{high}\.?$", measure=Measure.VALUE, example="Maximum value: 100", line=True),
    LimitPhrase(pattern=r"\b(?:array|list) length\s*: ?{low}(?:{to}|, ?){next_high}", measure=Measure.ITEMS, example="Array length: 0 to 20", line=True),
    LimitPhrase(pattern=r"^min(?:imum)? (?:number of )?items\s*: ?{low}\.?$", measure=Measure.ITEMS, example="Minimum items: 1", line=True),
    LimitPhrase(pattern=r"^max(?:imum)? (?:number of )?items\s*: ?{high}\.?$", measure=Measure.ITEMS, example="Maximum items: 20", line=True),
    LimitPhrase(pattern=r"^min(?:imum)? length\s*: ?{low}(?: {characters})?\.?$", measure=Measure.LENGTH, example="Minimum length: 1", line=True),
    LimitPhrase(pattern=r"^max(?:imum)? length\s*: ?{high}(?: {characters})?\.?$", measure=Measure.LENGTH, example="Maximum length: 64 characters", line=True),
    LimitPhrase(pattern=r"^max(?:imum)? {characters}\s*: ?{high}\.?$", measure=Measure.LENGTH, example="Max characters: 255", line=True),
    # Lengths.
    LimitPhrase(pattern=r"\[{low}, ?{next_high}\] {characters}", measure=Measure.LENGTH, example="a string of [1, 64] characters"),
    LimitPhrase(pattern=r"{low}(?:{to}| and ){next_high} ?{characters}", measure=Measure.LENGTH, example="contains 1 to 64 characters"),
    LimitPhrase(pattern=r"{low}(?:{to}| and ){next_high} ?bytes", measure=Measure.BYTES, example="contains 1 to 64 bytes"),
    LimitPhrase(
        pattern=r"\blength(?: range)?:? (?:(?:can|must|should|value|is|be|ranges?|varies|of|from|between|within|in|the) )*{low}(?:{to}| and ){next_high}",
        measure=Measure.LENGTH,
        example="The length ranges from 1 to 64.",
    ),
    LimitPhrase(pattern=r"{longest}{high} {characters}", measure=Measure.LENGTH, example="a maximum of 255 characters"),
    LimitPhrase(pattern=r"{longest}{high} bytes", measure=Measure.BYTES, example="a maximum of 255 bytes"),
    LimitPhrase(pattern=r"{at_most} {high} {characters}", measure=Measure.LENGTH, example="cannot exceed 64 characters"),
    LimitPhrase(pattern=r"{at_most} {high} bytes", measure=Measure.BYTES, example="cannot exceed 64 bytes"),
    LimitPhrase(pattern=r"{high} {characters} (?:at (?:the )?most|or (?:less|fewer)|max\b|maximum)", measure=Measure.LENGTH, example="64 characters at most"),
    LimitPhrase(pattern=r"\b(?:less|fewer|shorter) than {below} {characters}", measure=Measure.LENGTH, example="less than 64 characters"),
    LimitPhrase(
        pattern=r"\blength(?: of [a-z ]{1,30})?(?: is| can| must| should)? {at_most} {high}(?: {characters})?", measure=Measure.LENGTH, example="The length cannot exceed 128."
    ),
    LimitPhrase(pattern=r"\b(?:max(?:imum)?|longest)(?: allowed)? length(?: value)?(?: is| of|:)? {high}", measure=Measure.LENGTH, example="The maximum length is 64."),
    LimitPhrase(pattern=r"\bmin(?:imum)?(?: allowed)? length(?: value)?(?: is| of|:)? {low}", measure=Measure.LENGTH, example="The minimum length is 8."),
    LimitPhrase(pattern=r"{at_least} {low} {characters}", measure=Measure.LENGTH, example="at least 8 characters"),
    LimitPhrase(
        pattern=r"\b(?:contains?|containing|consists? of|consisting of|string of|fixed (?:at|to)|length is|exactly|length of) (?:exactly )?{exact} {characters}",
        measure=Measure.LENGTH,
        example="a string of 32 characters",
    ),
    # Numbers of items; `noun` is what is counted.
    LimitPhrase(pattern=r"\bnumber of {noun}(?: \w+)?(?: is| ranges| must be| can be)?(?: from)? {low}{to}{next_high}", measure=Measure.ITEMS, example="number of tags ranges from 1 to 20"),
    LimitPhrase(pattern=r"{low}(?:{to}| and ){next_high} {noun}", measure=Measure.ITEMS, example="contains 1 to 20 tags"),
    LimitPhrase(pattern=r"{longest}{count} {noun}", measure=Measure.ITEMS, example="a maximum of 20 tags"),
    LimitPhrase(pattern=r"\bmax(?:imum|\.)? {noun}: ?{high}", measure=Measure.ITEMS, example="Max. tags: 20"),
    LimitPhrase(pattern=r"{at_most} {count} {noun}", measure=Measure.ITEMS, example="up to 20 tags"),
    LimitPhrase(pattern=r"\bnumber of {noun}(?: \w+){0,3} {at_most} {high}", measure=Measure.ITEMS, example="the number of tags cannot exceed 20"),
    # Values.
    LimitPhrase(pattern=r"\brange(?: \w+){0,3}:? ?\[{low}(?:, ?|{to}){next_high}\]", measure=Measure.VALUE, example="Value range: [1, 100]"),
    LimitPhrase(pattern=r"\brange(?: \w+){0,3}:? ?\[{low}, ?{next_below}\)", measure=Measure.VALUE, example="Value range: [0, 100)"),
    LimitPhrase(pattern=r"\brange(?: \w+){0,3}:? ?\({above}, ?{next_high}\]", measure=Measure.VALUE, example="Value range: (0, 100]"),
    LimitPhrase(
        pattern=r"\brang(?:es?|ing)(?: of (?:the )?(?:value|values|parameter))?:? ?(?:(?:is|are|ranges|from|between|of|in|within|an?|integer) )*\(?{low}(?:{to}| and ){next_high}",
        measure=Measure.VALUE,
        example="The value ranges from 1 to 64.",
    ),
    LimitPhrase(
        pattern=r"\b(?:integer|number|value)s?:? (?:(?:can|must|should|is|be|from|within|in|the|of|an?) )*{low}{to}{next_high}",
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
    LimitPhrase(pattern=r"\blower limit(?: is|:)? {low}", measure=Measure.VALUE, example="lower limit: 1"),
    LimitPhrase(pattern=r"\bupper limit(?: is|:)? {high}", measure=Measure.VALUE, example="upper limit: 200"),
    LimitPhrase(pattern=r"{at_least} {low}", measure=Measure.VALUE, example="greater than or equal to 1"),
    LimitPhrase(pattern=r"{at_most} {high}", measure=Measure.VALUE, example="cannot exceed 100"),
    LimitPhrase(pattern=r"\b(?:greater|larger|more|higher) than {above}", measure=Measure.VALUE, example="greater than 0"),
    LimitPhrase(pattern=r"\b(?:less|smaller|lower) than {below}", measure=Measure.VALUE, example="less than 100"),
)
"""Read from sentences without marks, so examples and patterns have none."""

RANGE_LINES: tuple[LimitPhrase, ...] = (
    LimitPhrase(pattern=r"^\[?{low}(?:{to}|, ?){next_high}\]? {characters}\.?$", measure=Measure.LENGTH, example="1 to 64 characters"),
    LimitPhrase(pattern=r"^\[{low}, ?{next_high}\]\.?$", measure=Measure.VALUE, example="[1, 100]"),
    LimitPhrase(pattern=r"^{low}{to}{next_high}\.?$", measure=Measure.VALUE, example="1 to 100"),
)
"""What a line of a `Range` part may say without a word that names the limit."""

CONDITIONS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:if|when|whenever|unless|otherwise|provided that|assuming|once|while)\b", example="If the protocol is TCP, the value ranges from 1 to 60."),
    Phrase(
        pattern=r"\bin (?:this|that|the|any|some|either|both) ?(?:\w+ )?(?:case|scenario|mode|situation|region)s?\b",
        example="In this case, the value ranges from 1 to 60.",
    ),
    Phrase(
        pattern=r"(?:^|[,;:(.]) ?(?:for|in|on|with) (?!example|instance|detail|more|addition|the range|range|total|general|UTC|second|minute|hour|day|byte|[KMG]B)[^,:;]{1,100}[,:]",
        example="For TCP listeners, the value ranges from 10 to 4000.",
    ),
    Phrase(pattern=r"\b(?:depend(?:s|ing|ent)? on|according to|var(?:y|ies) |subject to|determined by|related to)", example="The value depends on the flavor."),
)
"""Words that make a fact in the same sentence, or in the list that the sentence leads to, hold only sometimes."""

HEDGES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bfor (?!example|instance|detail|more|the (?:value|parameter|field)\b|this (?:value|parameter|field)\b|a value|values|it\b|each|every)(?:an? |the )?[\w .-]{2,40}"
        r"(?:instances?|listeners?|clusters?|nodes?|disks?|users?|engines?|types?|editions?|versions?|flavors?|functions?|accounts?|regions?|protocols?|services?|policies|policy)\b",
        example="64 characters for MySQL instances",
    ),
    Phrase(pattern=r"\b(?:usually|generally|normally|typically|recommended|suggested|advised)\b", example="Generally, it contains 32 characters."),
    Phrase(pattern=r"\bdefault (?:value|number) is [^.,;]{1,40} for (?!example|instance|this|the (?:parameter|field))", example="The default value is 5 GB for disks."),
    Phrase(pattern=r"(?: to |-| and )\d[\d,]*[^,;.\d]{0,12} by default\b", example="ranges from 1 to 1000 Mbit/s by default"),
    Phrase(pattern=r"\b(?:for example|for instance|such as|e\.g\.|example:|examples:)", example="for example, 1 to 64 characters"),
)
"""Words that make a limit or default in the same sentence hold only for some, or make it advice or an example."""

LIMIT_VARIES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:ranges?|limits?|limitations?|maximum|quotas?|upper limit)\b[^.]{0,60}\b(?:may|can|will|might)? ?(?:var(?:y|ies)|depends?|differs?|be different|be adjusted|be changed)\b",
        example="The specific range may vary depending on the region.",
    ),
)
"""Sentences that take back what another sentence of the cell says of a range."""

BY_DEFAULT: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:if|when) (?:(?:it|(?:the |this )?(?:parameter|field|value|header|item|element)(?: value)?|(?:the )?value of this parameter) )?(?:is |are |has )?(?:"
        r"not (?:been )?(?:specified|set|transferred|passed|configured|provided|included|given|present|carried|entered|sent|contained|defined)|"
        r"left (?:blank|empty|unspecified)|empty|blank|omitted|absent|null|unspecified)(?: in the request)?(?: or (?:is )?[^,.;]{1,40})?,?",
        example="If this parameter is not specified, the default value is 10.",
    ),
    Phrase(pattern=r"\bif you do not (?:specify|set|configure|pass) (?:this parameter|it),?", example="If you do not set this parameter, 10 is used by default."),
    Phrase(pattern=r"\bby default\b", example="The value is 0 by default."),
)
"""Conditions that only say what a default is."""

SUBJECT_NOISE: frozenset[str] = frozenset(
    "the a an is are be can could may must should will it its this that which value values parameter field and or of in to for with by as at from on has have "
    "having contain contains containing consist consists consisting include includes including enter specify specifies specified specifying indicates indicate string "
    "strings integer integers number numbers length size range ranges content contents text input only also but not description name unit units description "
    "maximum minimum max min supported supports support allowed allows allow characters character digits letters positive whole valid set type new any up least most "
    "current corresponding user defined custom default configured required optional cannot ensure does do exceed greater less than equal data case sensitive insensitive".split()
)
"""Words before a limit that name nothing else than the field's own value."""

FOREIGN_SUBJECTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:each|every|all|total|sum|combined|both|per|any|single|one|individual)\b", example="Each label contains"),
)
"""Words before a limit that make it a limit of a part, of a sum or of something else."""

COUNTED_ITEMS: frozenset[str] = frozenset("item items element elements entry entries record records object objects value values id ids member members".split())
"""What a list's items are called whatever the list holds."""

MAY_BE_EMPTY: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:can|may) (?:also )?be (?:left )?(?:blank|empty|null|an empty string)\b", example="The value can be left blank."),
    Phrase(pattern=r"\b(?:left (?:blank|empty)|empty|blank|null) by default\b", example="It is left blank by default."),
)
"""Sentences that allow an empty string whatever the least length says."""

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
    Phrase(pattern=r"\bset (?:[\w-]+ ){0,4}to [\"“']?(?P<value>-?\d+)(?![\w%-]|[.,]\d)", example="Set this parameter to 0 to disable it."),
    Phrase(pattern=r"^[\"“']?(?P<value>-?\d+)[\"”']?(?: ?[:：] ?| - | ?\()", example="0: no limit"),
)
"""Sentences that give a number a meaning of its own: one outside the range contradicts it."""

EPOCH_WORDS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:time ?stamp|epoch|unix time|1970|13[- ]digit)", example="The timestamp, in milliseconds."),
    Phrase(pattern=r"\btime\b[^.]{0,60}\b(?:milliseconds?|ms)\b", example="Start time, in milliseconds"),
)
"""Descriptions of a point in time, which no small number can bound."""

DEFAULTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"^default(?:s| value| setting)?\ue002?\s*: ?\ue002? ?{value}", example="Default value: 10"),
    Phrase(
        pattern=r"\bdefault (?:value|number|setting|option)s?(?: (?:of|for) (?:the|this) (?:parameter|field|value))?(?: is|:| is set to| will be|,| =) {value}",
        example="The default value is \ue00110\ue002.",
    ),
    Phrase(pattern=r"\b(?:with )?a default value of {value}", example="with a default value of \ue00110\ue002"),
    Phrase(pattern=r"\bdefault value {value} (?:is used|indicates|means|will be used)", example="the default value \ue00110\ue002 is used"),
    Phrase(pattern=r"\bthe default {named} is {value}", example="The default method is \ue001desc\ue002."),
    Phrase(pattern=r"\bdefault(?:s|ed)? to {value}", example="Defaults to 10."),
    Phrase(pattern=r"^default is {value}", example="Default is false."),
    Phrase(pattern=r"\b(?:value|it|which|this parameter) (?:is|is set to) {value} by default", example="The value is \ue0010\ue002 by default."),
    Phrase(pattern=r"\band is {value} by default", example="ranging from 1 to 10 and is 5 by default"),
    Phrase(pattern=r"\bby default, (?:the value|it|this parameter|the parameter value|the value of this parameter) is(?: set to)? {value}", example="By default, the value is \ue0010\ue002."),
    Phrase(pattern=r"\bby default, (?:the [a-z]+ )?{value} is used", example="By default, \ue0010\ue002 is used."),
    Phrase(pattern=r"\bby default, [^.,;]{1,60} is set to {value}", example="By default, the slot is set to \ue0011\ue002."),
    Phrase(pattern=r"(?:^|[ ,]){value} (?:is|will be) used by default", example="The value \ue0010\ue002 is used by default."),
    Phrase(pattern=r"\b(?:set|sets) (?:this parameter |it )?to {value} by default", example="this parameter is set to \ue0010\ue002 by default"),
    Phrase(pattern=r"^{value} ?: ?[^()]{0,120}\((?:the )?default(?: value| setting| option)?\)", example="\ue0010\ue002: bucket (default value)"),
    Phrase(pattern=r"(?:^|[ ,]){value} ?\((?:the )?default(?: value| setting| option)?\)", example="The value can be \ue001asc\ue002 (default)."),
)
"""Read from sentences with marks."""

COUNT_DEFAULTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:the first )?{value} [a-z][a-z ]{2,40} (?:are|is|will be|can be) (?:queried|returned|obtained|displayed|listed|retrieved) by default",
        example="10 records are queried by default.",
    ),
)
"""Defaults of a page's size, told as what a query returns."""

NO_DEFAULT: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:n/?a|none|null|nil|no|not|left|blank|empty|unset|unlimited|undefined|-{1,2}|used|the|an?|as|is|in|of|to|by|for|it|its|that|this|same|all|"
        r"determined|calculated|automatically|generated|system|depends?|based|current|currently|always|also|value|values|time|zone|which|when|if|one|available|"
        r"today|now|everything|enabled|disabled|random|set|service|specified|configured|given|on the|see|different|equal)",
        example="None",
    ),
)
"""Bare words after `default` that are no value."""

@dataclass(frozen=True, slots=True, kw_only=True)
class ListLead:
    """Words that stand before a list of values. `explicit` ones announce nothing but the values; after the others an item must look like a value."""

    pattern: str
    explicit: bool
    example: str


LIST_LEADS: tuple[ListLead, ...] = (
    ListLead(pattern=r"\b(?:enumerat(?:ion|ed)|enum) values?(?: are| is| include)?(?: as follows)?\s*[:.]?$", explicit=True, example="Enumeration values:"),
    ListLead(
        pattern=r"\b(?:possible [a-z]+s|(?:possible|valid|available|supported|allowed|optional|parameter|returned|enumerated)?\s*(?:values?|options?))(?: (?:is|are|can be|include|includes|range|list|description|options))?"
        r"(?: (?:one of )?(?:as follows|the following|the follows|listed as follows))*(?: (?:values|options|ones))?\s*[:.]?$",
        explicit=False,
        example="Possible values:",
    ),
    ListLead(
        pattern=r"\b(?:can|may|must|should|could) (?:only )?be(?: set to| either)?(?: any| one)?(?: of)?(?: as follows| the following| the follows)?(?: values| options| types| states| modes)?\s*:?$",
        explicit=False,
        example="The value can be one of the following:",
    ),
    ListLead(
        pattern=r"\b(?:the following|following|these) (?:[a-z]+ )?(?:values|options|types|status(?:es)?|states|modes|methods|levels|ones|formats|algorithms|suites|protocols|engines|versions|policies|"
        r"strategies|operations|actions|events|metrics)(?: are| is| can be)?(?: (?:supported|available|provided|used|allowed|valid))?\s*[:.]?$",
        explicit=False,
        example="The following values are supported:",
    ),
)

PROSE_LEADS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:options|(?:possible|valid|available|supported|allowed|enumerated|enumeration|optional) (?:values?|options?)|values?|value range|value options)"
        r"(?: (?:are|is|include|includes|can be))?(?: as follows)?\s*: ?",
        example="Options: \ue001A\ue002 and \ue001B\ue002",
    ),
    Phrase(
        pattern=r"\b(?:options|(?:possible|valid|available|supported|allowed|enumerated|enumeration) (?:values?|options?)) (?:are|is|include|includes|can be) (?:only )?",
        example="Valid values are \ue001A\ue002 and \ue001B\ue002.",
    ),
    Phrase(pattern=r"\bpossible [a-z]+s (?:are|include) ", example="Possible periods are 0, 300, and 3600."),
    Phrase(
        pattern=r"\b(?:can|must|may|should|could)(?: only)? be(?: only)? (?:set to |one of |either |any of |one of the following:? |any of the following:? )*(?:the value )?",
        example="The value can be \ue001A\ue002, \ue001B\ue002, or \ue001C\ue002.",
    ),
    Phrase(pattern=r"(?<!default )\bvalue is (?:one of |either |any of |one of the following:? )?", example="The value is \ue001A\ue002 or \ue001B\ue002."),
)
"""Words that stand before values in a sentence; the values must follow at once."""

ONLY_VALUES: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:value|it|parameter|field|which|type) (?:can|must|may)(?: currently)? only be(?: set to)? {value}[.,;]?$", example="The value can only be \ue001A\ue002."),
    Phrase(pattern=r"\b(?:value|it|parameter|field) is (?:always |fixed|fixed to|fixed at|fixed as|permanently set to) ?{value}(?: and cannot be changed)?[.,;]?$", example="The value is fixed at \ue001A\ue002."),
)
"""Sentences that allow exactly one value."""

ENUMERATED_NOUNS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:types?|status(?:es)?|states?|modes?|methods?|levels?|severity|scopes?|categor(?:y|ies)|kinds?|class(?:es)?|polic(?:y|ies)|strateg(?:y|ies)|actions?|phases?|stages?|"
        r"operations?|operators?|orders?|directions?|units?|formats?|protocols?|results?|roles?|reasons?|sources?|origins?|flags?|whether|versions?|algorithms?|engines?|editions?|"
        r"behaviors?|visibility|permissions?|access|architectures?|charging|billing|sort|keys?|effects?|switch|option|language|priority|progress|dimension|codes?|style|platform|auth|"
        r"metrics?|events?|frequency|period|rules?|tags?|scenes?|scenarios?|locations?|features?)",
        example="Object type",
    ),
)
"""Nouns whose description may be a bare list of values."""

ITEM_LABELS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:note|notes|notice|example|examples|format|constraints?|default|default value|range|value|value range|values|definition|units?|length|minimum|maximum|min|max|options?|"
        r"description|remarks?|mandatory|optional|types?|child|children|parent|ancestors?|caution|important|tip|step \d+|method \d+|if|when|otherwise|for example|e\.g|the|this|it|a|an|you|do|not|only|must|cannot|can|see|"
        r"supported|unsupported|contains?|includes?|starts?|ends?|each|all|in|on|by|to|and|or|https?)",
        example="Note",
    ),
)
"""What stands before a colon, or first, in a list item that is no value."""

NO_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r".*\b(?:letters?|digits?|characters?|underscores?|hyphens?|spaces?|periods?|slash(?:es)?|commas?|colons?|symbols?|numbers?|integers?|uppercase|lowercase|unicode)\b.*|.*(?:yyyy|hh:mm).*",
        example="Uppercase letters",
    ),
)
"""Items that describe characters, not values."""

NOT_ENUMERATED: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:separated|separate|concatenated|combined|joined) (?:\w+ )?(?:by|with|using)\b", example="Separate the values by commas (,)."),
    Phrase(pattern=r"\b(?:multiple|several|more) (?:\w+ )?(?:values?|options|types|statuses|states) (?:can|may|are|must)\b", example="Multiple values can be specified."),
    Phrase(pattern=r"\b(?:case[- ]insensitive|not case[- ]sensitive)\b", example="The value is case-insensitive."),
    Phrase(pattern=r"\b(?:fuzzy|regular expression|combination of)\b", example="Fuzzy search is supported."),
)
"""Words that say that a string holds more than one of the listed values, or something beside them."""

OPEN_LISTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:for example|for instance|such as|e\.g|including but not limited to|etc|and so on|and more|or another|or other|examples?|some|including)\b|\.{3}|…", example="such as"),
)
"""Words that say that a list is not complete."""
