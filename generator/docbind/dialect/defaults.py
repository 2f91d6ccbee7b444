"""Phrases that state defaults.

Patterns are regular expressions over one sentence with marks, without regard to case: U+E001 and U+E002 stand before and after words in bold or literal type.
The slot `{value}` is a value as pages write it: bold, quoted or bare. The first row that matches some words claims them.
"""

from __future__ import annotations

from docbind.dialect.phrase import Phrase

VALUE_SLOTS: dict[str, str] = {
    "value": r"(?P<value>\ue001[^\ue001\ue002]*\ue002|\"[^\"]*\"|“[^”]*”|'[^']*'|\d{1,3}(?:,\d{3})+(?![\d,])|[^\s,;()\"\ue001\ue002]*[^\s,;:()\"\ue001\ue002])",
    "named": r"(?P<named>[a-z]+(?: [a-z]+)?)",
}
"""The building blocks of patterns that see marks; `{named}` is the noun in `the default offset is 0`."""


DEFAULTS: tuple[Phrase, ...] = (
    Phrase(pattern=r"^default(?:s| value| setting)?\ue002?\s*: ?\ue002? ?{value}", example="Default value: 10"),
    Phrase(
        pattern=r"\bdefault (?:value|number|setting|option)s?(?: (?:of|for) (?:the|this) (?:parameter|field|value))?(?: is|:| is set to| will be|,| =) {value}",
        example="The default value is \ue00110\ue002.",
    ),
    Phrase(pattern=r"\b(?:with )?a default value of {value}", example="with a default value of \ue00110\ue002"),
    Phrase(
        pattern=r"\bdefault value {value} (?:is used|indicates|means|will be used)",
        example="the default value \ue00110\ue002 is used",
    ),
    Phrase(pattern=r"\bthe default {named} is {value}", example="The default method is \ue001desc\ue002."),
    Phrase(pattern=r"\bdefault(?:s|ed)? to {value}", example="Defaults to 10."),
    Phrase(pattern=r"\(default(?: value)?\s*: ?{value}\)", example="The limit (default: 10)."),
    Phrase(pattern=r"(?:^|\bthe )default is {value}", example="Default is false."),
    Phrase(
        pattern=r"\b(?:value|it|which|this parameter) (?:is|is set to) {value} by default",
        example="The value is \ue0010\ue002 by default.",
    ),
    Phrase(pattern=r"\band is {value} by default", example="ranging from 1 to 10 and is 5 by default"),
    Phrase(
        pattern=r"\bby default, (?:the value|it|this parameter|the parameter value|the value of this parameter) is(?: set to)? {value}",
        example="By default, the value is \ue0010\ue002.",
    ),
    Phrase(
        pattern=r"\bby default, (?:the (?:value|keyword|option|setting|mode|type) )?{value} is used",
        example="By default, \ue0010\ue002 is used.",
    ),
    Phrase(
        pattern=r"\bby default, [^.,;]{1,60} is set to {value}", example="By default, the slot is set to \ue0011\ue002."
    ),
    Phrase(
        pattern=r"(?:^|[ ,]){value} (?:is|will be) used by default",
        example="The value \ue0010\ue002 is used by default.",
    ),
    Phrase(
        pattern=r"\b(?:set|sets) (?:this parameter |it )?to {value} by default",
        example="the system sets it to \ue0010\ue002 by default",
    ),
    Phrase(
        pattern=r"^{value} ?: ?[^()]{0,120}\((?:the )?default(?: value| setting| option)?\)",
        example="\ue0010\ue002: bucket (default value)",
    ),
    Phrase(
        pattern=r"(?:^|[ ,]){value} ?\((?:the )?default(?: value| setting| option)?\)",
        example="The value can be \ue001asc\ue002 (default).",
    ),
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

DEFAULTED_NOUNS: tuple[Phrase, ...] = (
    Phrase(pattern=r"(?:.* )?(?:method|type|mode|offset|setting|option|sequence|order)", example="method"),
)
"""Nouns after `the default` that mean the field's own value, whatever it is called."""

COUNT_NAMES: tuple[Phrase, ...] = (Phrase(pattern=r"limit|size|count|num|page", example="page_size"),)
"""Words of the names of fields that say how many results a query returns."""

VALUE_ENDS: tuple[Phrase, ...] = (
    Phrase(pattern=r"^[\"”')\ue002]*(?: ?[.,;:()]|$)", example=". The"),
    Phrase(
        pattern=r"^[\"”')\ue002]* (?:and|if|when|which|indicating|meaning|indicates|means|is used|will be|by default|for)\b",
        example=" and must start with a slash",
    ),
)
"""What may follow a bare word that is a value."""

VALUE_GOES_ON: tuple[Phrase, ...] = (Phrase(pattern=r"^ or ", example=" or off"),)
"""What follows a value that is not the only one."""

UNIT_FOLLOWS: tuple[Phrase, ...] = (
    Phrase(pattern=r"^ ?(?:seconds?|minutes?|hours?|days?|ms|[KMGT]i?B|%|CPU|CU)\b", example=" GB"),
)
"""A unit after a number: part of the value, where the value is a string."""

NULL_WORDS: tuple[Phrase, ...] = (Phrase(pattern=r"null|none|nil|n/a|-{1,2}|empty|blank", example="None"),)
"""What stands for the absence of a default, in whatever type it is set."""

DEFAULT_LABELS: tuple[Phrase, ...] = (Phrase(pattern=r"default(?: value)?\s*:", example="Default value: 10"),)
"""How a line of its own begins that states a default."""
