"""Phrases that announce or state the values a field may take, and what speaks against a list of values.

Patterns disregard case. Those of sentences see marks: U+E001 and U+E002 stand before and after words in bold or literal type; `{value}` is a value as pages write it.
"""

from __future__ import annotations

from dataclasses import dataclass

from docbind.dialect.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLead:
    """Words that stand before a list of values. `explicit` ones announce nothing but the values; after the others an item must look like a value."""

    pattern: str
    explicit: bool
    example: str


LIST_LEADS: tuple[ListLead, ...] = (
    ListLead(
        pattern=r"\b(?:(?:enumerat(?:ion|ed)|enum) values?|enums|enumerations?)(?: are| is| include)?(?: as follows)?\s*[:.]?$",
        explicit=True,
        example="Enumeration values:",
    ),
    ListLead(
        pattern=r"(?<!default )\b(?:possible [a-z]+s|(?:possible|valid|available|supported|allowed|optional|parameter|returned|enumerated)?\s*(?<!default )(?:values?|options?))(?: (?:is|are|can be|include|includes|range|list|description|options))?"
        r"(?: (?:one of )?(?:as follows|the following|the follows|listed as follows))*(?: (?:values|options|ones))?\s*[:.]?$",
        explicit=False,
        example="Possible values:",
    ),
    ListLead(
        pattern=r"\b(?:can|may|must|should|could) (?:only )?be(?: set to| either)?(?: any| one)?(?: of)?(?: as follows| the following| the follows)?(?: values| options| types| states| modes)?\s*:?$",
        explicit=False,
        example="It can be one of the following:",
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
        pattern=r"\b(?<!default )(?:options|(?:possible|valid|available|supported|allowed|enumerated|enumeration|optional) (?:values?|options?)|values?|value range|value options)"
        r"(?: (?:are|is|include|includes|can be))?(?: as follows)?\s*: ?",
        example="Options: \ue001A\ue002 and \ue001B\ue002",
    ),
    Phrase(
        pattern=r"\b(?:options|(?:possible|valid|available|supported|allowed|enumerated|enumeration) (?:values?|options?)) (?:are|is|include|includes|can be) (?:only )?",
        example="Valid values are \ue001A\ue002 and \ue001B\ue002.",
    ),
    Phrase(
        pattern=r"\b(?:possible|supported|available|valid) [a-z]+s(?:es)?(?: (?:are|include)(?: as follows)?:?|:) ",
        example="Possible periods are 0, 300, and 3600.",
    ),
    Phrase(
        pattern=r"(?:^|\b(?:the|its) )(?:optional )?(?:values|options) (?:are|include) (?:as follows: )?",
        example="The values are \ue001A\ue002 and \ue001B\ue002.",
    ),
    Phrase(pattern=r"\benums?(?:eration)?s?: ", example="Enums: A, B"),
    Phrase(
        pattern=r"^value includes |\bthe value includes ", example="The value includes \ue001A\ue002 and \ue001B\ue002."
    ),
    Phrase(
        pattern=r"\bthere are (?:two|three|four|five|six|\d) [a-z]+: |\b(?:two|three|four|five|six|\d) [a-z]+ are (?:available|supported): ",
        example="There are two modes: \ue001A\ue002 and \ue001B\ue002.",
    ),
    Phrase(
        pattern=r"\b(?:can|must|may|should|could)(?: only)? be(?: only)? (?:set to |(?:one|any) of the following(?: (?:values|options))?:? |one of |either |any of )*(?:the value )?",
        example="The value can be \ue001A\ue002, \ue001B\ue002, or \ue001C\ue002.",
    ),
    Phrase(
        pattern=r"(?<!default )\bvalue is (?:one of |either |any of |one of the following:? )?",
        example="The value is \ue001A\ue002 or \ue001B\ue002.",
    ),
)
"""Words that stand before values in a sentence; the values must follow at once."""

ONLY_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:value|it|parameter|field|which|type) (?:can|must|may)(?: currently)? only be(?: set to)? {value}[.,;]?$",
        example="The value can only be \ue001A\ue002.",
    ),
    Phrase(
        pattern=r"\b(?:value|it|parameter|field) is (?:always |fixed|fixed to|fixed at|fixed as|permanently set to) ?{value}(?: and cannot be changed)?[.,;]?$",
        example="The value is fixed at \ue001A\ue002.",
    ),
)
"""Sentences that allow exactly one value."""

ONLY_SUPPORTED: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bonly (?:the )?(?P<value>\ue001[^\ue001\ue002]+\ue002|\"[^\"]+\")(?: (?:type|value|mode|option|method))? is (?:currently )?supported(?: currently)?[.,;]?$",
        example="Currently, only \ue001A\ue002 is supported.",
    ),
)
"""The same, where the sentence is one of the first two: further behind, something else is supported."""

EXPLAINED_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"(?:^|[,;] (?:and )?| and )(?:the )?(?:value )?\ue001(?P<value>[^\ue001\ue002]+)\ue002 (?:indicates|means|represents|stands for|refers to)\b",
        example="The value \ue001A\ue002 indicates roses, and \ue001B\ue002 indicates tulips.",
    ),
)
"""What explains one of the values that a sentence consists of."""

ENUMERATED_NOUNS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:types?|status(?:es)?|states?|modes?|methods?|levels?|severity|scopes?|categor(?:y|ies)|kinds?|class(?:es)?|polic(?:y|ies)|strateg(?:y|ies)|actions?|phases?|"
        r"stages?|operations?|operators?|orders?|directions?|units?|formats?|protocols?|results?|roles?|reasons?|sources?|origins?|flags?|whether|versions?|algorithms?|engines?|"
        r"editions?|behaviors?|visibility|permissions?|access|architectures?|charging|billing|sort|effects?|switch|option|language|priority|progress|style|platform|auth|metrics?|"
        r"frequency|period)\b",
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
        pattern=r".*\b(?:letters?|digits?|characters?|underscores?|hyphens?|spaces?|periods?|slash(?:es)?|commas?|colons?|symbols?|numbers?|integers?|uppercase|lowercase|unicode)\b.*",
        example="Uppercase letters",
    ),
    Phrase(pattern=r".*(?:yyyy|hh:mm).*", example="hh:mm:ss"),
    Phrase(pattern=r"(?:any|all|each|some|other|another|custom) .*|.* (?:names?|ids?)", example="Other beds"),
    Phrase(pattern=r"(?:if|when|for) .*", example="If set to true"),
)
"""Items that describe values and are none."""

VALUE_TEMPLATES: tuple[Phrase, ...] = (
    Phrase(pattern=r"\d+(?:\.\d+){3}(?:/\d+)?-[\d./]+", example="10.0.0.0/8-10.0.0.0/24"),
    Phrase(pattern=r"(?:.*[^$])?\{\w+\}.*", example="rose{num}"),
    Phrase(pattern=r".*<[a-z][\w .\-]*>.*", example="rose:<garden>"),
    Phrase(pattern=r"(?:.*[^a-z])?x{3,}(?:[^a-z].*)?", example="rose:xxx"),
    Phrase(pattern=r"[01]/(?:true|false)|(?:true|false)/[01]", example="0/false"),
    Phrase(pattern=r"\d+(?:\.\d+)? ?[-–~] ?\d+(?:\.\d+)?[a-z%]{0,3}", example="2100-9500"),
)
"""Values that stand for several others: a list that holds one is not all that may be sent. `${name}` is none, but a variable that the service itself knows."""

OPEN_VALUES: tuple[Phrase, ...] = (Phrase(pattern=r"others|(?-i:Other)|etc\.?|\.{3}|…", example="Others"),)
"""Items that stand for values which the list does not name. `other` in lower case is a value like any other."""

KIND_EXAMPLES: tuple[Phrase, ...] = (
    Phrase(pattern=r"\b(?:for example|for instance|e\.g\.),? \S+$", example="a number of days, for example, 20"),
)
"""How the words of an item end that describes a kind of values."""

VALUE_ASIDES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\s*\((?:the )?default(?: value| setting| option)?\)$",
        example="rose (default value)",
    ),
    Phrase(pattern=r"\s*\(end[- ]of[- ](?:sale|life|service|support)\)$", example="rose(End-of-sale)"),
)
"""What stands in the words of a value and is no part of it."""

NEGATIONS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:not|cannot|except|excluding|reserved|forbidden|unsupported|restricted)\b",
        example="The following types are not supported:",
    ),
)
"""Words before a list of what is not allowed."""

OTHER_FIELDS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bvalues? of (?!(?:this|the|a|an|it|each)\b)[\"“']?(?P<field>[a-z][\w.-]*)",
        example="The value of type can be:",
    ),
)
"""Words before values of another field, whose name is `field`."""

NOT_ENUMERATED: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:separated|separate|concatenated|combined|joined) (?:\w+ ){0,2}(?:by|with|using)\b",
        example="Separate values by commas (,).",
    ),
    Phrase(pattern=r"\buse (?:an? )?[a-z]+ (?:\([^()]*\) )?to separate\b", example="Use a hyphen (-) to separate IDs."),
    Phrase(
        pattern=r"\b(?:multiple|several|more) (?:\w+ )?(?:values?|options|types|statuses|states) (?:can|may|are|must)\b",
        example="Multiple values can be specified.",
    ),
    Phrase(pattern=r"\b(?:case[- ]insensitive|not case[- ]sensitive)\b", example="The value is case-insensitive."),
    Phrase(pattern=r"\bin (?:JSON|XML|YAML) format\b", example="The content in JSON format."),
    Phrase(pattern=r"\bin the format of\b|\bthe format (?:of \S+ )?is\b", example="in the format of vX.Y"),
    Phrase(pattern=r"\b(?:fuzzy|regular expression|combination of)\b", example="Fuzzy search is supported."),
)
"""Words that say that a string holds more than one of the listed values, or something beside them."""

OTHER_VALUES: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\bto [a-z ]{1,40}\ball\b[^.]{1,40}, (?:enter|set (?:it|this parameter) to|use) {value}",
        example="To query all beds, enter \ue001ALL\ue002.",
    ),
    Phrase(pattern=r"\bvalue {value} is returned\b", example="value \ue001rose\ue002 is returned"),
)
"""Sentences that name one more value."""

OPEN_LISTS: tuple[Phrase, ...] = (
    Phrase(
        pattern=r"\b(?:for example|for instance|such as|e\.g|including but not limited to|etc|and so on|and more|or another|or other|examples?|some|including|recommended|suggested|common (?:values|options|types)|typical)\b|\.{3}|…",
        example="such as",
    ),
)
"""Words that say that a list is not complete."""

OWN_VALUES: tuple[Phrase, ...] = (Phrase(pattern=r"\bthe value\b[^.]*\d", example="The value ranges from 1 to 60."),)
"""Words of an item that speak of the field's value: the item is a case of it then."""

ABSENCE_WORDS: tuple[Phrase, ...] = (Phrase(pattern=r"none|n/a|null|-{1,2}|no|unlimited", example="None"),)
"""A single value that says that there is none."""

IDENTIFIER_NAMES: tuple[Phrase, ...] = (Phrase(pattern=r"(?:^|_)(?:ids?|urn|uuid|token)$", example="bed_id"),)
"""Names, in snake case, of fields whose documented values are the special ones among many."""
