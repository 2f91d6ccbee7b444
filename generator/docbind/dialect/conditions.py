"""Words that make a fact hold only sometimes. Patterns are searched in one sentence without marks, without regard to case."""

from __future__ import annotations

from docbind.dialect.phrase import Phrase

CONDITIONS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:if|when|whenever|unless|otherwise|provided that|assuming|once|while)\b",
        example="If the protocol is TCP, the value ranges from 1 to 60.",
    ),
    Phrase(
        pattern=r"\bin (?:this|that|the|any|some|either|both) ?(?:\w+ )?(?:case|scenario|mode|situation|region)s?\b",
        example="In this case, the value ranges from 1 to 60.",
    ),
    Phrase(
        pattern=r"(?:^|[,;:(.]) ?(?:for|in|on|with) (?!example|instance|detail|more|addition|the range|range|total|general|UTC|second|minute|hour|day|byte|[KMG]B)[^,:;]{1,100}[,:]",
        example="For TCP listeners, the value ranges from 10 to 4000.",
    ),
    Phrase(
        pattern=r"\b(?:depend(?:s|ing|ent)? on|according to|var(?:y|ies) |subject to|determined by|related to)",
        example="The value depends on the flavor.",
    ),
)
"""Words that make a fact in the same sentence, or in the list that the sentence leads to, hold only sometimes."""

CASE_OPENINGS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:if|when|for|in)\b(?! (?:example|instance|details?|more|the this|the (?:parameter|value)|(?:this|its?)\b|yes|no)\b)[^.]{1,300}[,:]",
        example="If the protocol is ICMP, this is the type. The value ranges from 0 to 255.",
    ),
)
"""What a line begins with that describes one case from beginning to end."""

HEDGES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bfor (?!example|instance|detail|more|the (?:value|parameter|field)\b|this (?:value|parameter|field)\b|a value|values|it\b|each|every)(?:an? |the )?[\w .-]{2,40}"
        r"(?:instances?|listeners?|clusters?|nodes?|disks?|users?|engines?|types?|editions?|versions?|flavors?|functions?|accounts?|regions?|protocols?|services?|policies|policy)\b",
        example="64 characters for MySQL instances",
    ),
    Phrase(
        pattern=r"\b(?:usually|generally|normally|typically|recommended|suggested|advised)\b|^by default,[^.]*\b(?:max|at most|up to|rang|between)|\bdefault (?:value )?range\b",
        example="Generally, it contains 32 characters.",
    ),
    Phrase(
        pattern=r"\bdefault (?:value|number) is [^.,;]{1,40} for (?!example|instance|this|the (?:parameter|field))",
        example="The default value is 5 GB for disks.",
    ),
    Phrase(
        pattern=r"(?: to |-| and )\d[\d,]*[^,;.\d]{0,12} by default\b",
        example="ranges from 1 to 1000 Mbit/s by default",
    ),
    Phrase(
        pattern=r"\b(?:for example|for instance|such as|e\.g\.|example:|examples:)",
        example="for example, 1 to 64 characters",
    ),
)
"""Words that make a limit or default in the same sentence hold only for some, or make it advice or an example."""

ADVICE_LEADS: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:recommended|suggested)\b[^.]*:$", example="Recommended requirements are as follows:"),
)
"""Words before a list that make all of it advice."""

BY_DEFAULT: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:if|when) (?:(?:it|(?:the |this )?(?:parameter|field|value|header|item|element)(?: value)?|(?:the )?value of this parameter) )?(?:is |are |has )?(?:"
        r"not (?:been )?(?:specified|set|transferred|passed|configured|provided|included|given|present|carried|entered|sent|contained|defined)|"
        r"left (?:blank|empty|unspecified)|empty|blank|omitted|absent|null|unspecified)(?: in the request)?(?: or (?:is )?[^,.;]{1,40})?,?",
        example="If this parameter is not specified, the default value is 10.",
    ),
    Phrase(
        pattern=r"\bif you do not (?:specify|set|configure|pass) (?:this parameter|it),?",
        example="If you do not set this parameter, 10 is used by default.",
    ),
    Phrase(pattern=r"\bby default\b", example="The value is 0 by default."),
)
"""Conditions that only say what a default is."""

CASE_LABELS: tuple[Phrase, ...] = (Phrase(pattern=r"[^:.]{1,80}: ", example="TCP: 1 to 60"),)
"""An item's label, which names the case that the item describes; matched where the item begins."""

FACT_LABELS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:[\w ]*\b(?:range|length|limit|values?|size|constraints?|format|minimum|maximum|options?)|description|note) ?: ",
        example="Value range: 1 to 60",
    ),
)
"""Labels that name the fact itself."""
