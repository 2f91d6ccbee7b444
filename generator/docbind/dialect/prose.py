"""How descriptions begin, and what in them says nothing to a reader of code. Every row has an example; the first row that matches counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a description, as a pattern, and what stands in its place; the first letter behind it becomes a capital."""

    pattern: str
    instead: str
    example: str


SUMMARY_OPENINGS: tuple[Opening, ...] = (
    Opening(
        r"This (?:\w+ )?(?:API|interface|operation)(?: \(\w+\))? (?:is|can be|is only) (?:used|provided|called)"
        r"(?: by [^,.:;]{1,40})? to ",
        "",
        "This API is used by an owner to create a function.",
    ),
    Opening(
        r"This (?:\w+ )?(?:API|interface) (?:is|can be) (?:used|provided) (?:for|by) ",
        "For ",
        "This API is provided for tenants to query quotas.",
    ),
    Opening(r"This (?:API|interface) (?:allows|enables) you to ", "", "This API allows you to query quotas."),
    Opening(r"This (?:API|interface) is to ", "", "This API is to query quotas."),
    Opening(r"You can (?:use|call) this (?:API|interface) to ", "", "You can use this API to query quotas."),
    Opening(r"You can ", "", "You can share an image."),
)
"""For operations."""

SUBJECT_OPENING = r"(?:This|The) (?:\w+ )?(?:API|interface|operation) (?=[a-z]+s\b)"
"""The subject of a sentence whose verb says what an operation does: `This operation deletes a bucket.`"""

FINITE_VERBS = r"\b(?:is|are|was|were|has|have|may|can|will|must|should|involves?|requires?|means?)\b"
"""Where a sentence that begins with a gerund has one of these, the gerund is its subject: `Deleting a bucket will delete its objects.`"""

FIELD_OPENINGS: tuple[Opening, ...] = (
    Opening(
        r"(?:This (?:parameter|field) )?(?:specifies|indicates) (whether|how|when|where|which)\b",
        r"\1",
        "Specifies whether to enable logging.",
    ),
    Opening(r"(?:This (?:parameter|field) )?(?:specifies|indicates) ", "", "Specifies the VPC ID."),
)
"""For parameters and fields."""

_BEGINS = r"(?:^|(?<=[.!?:;)]) |(?<=\w) (?=For [a-z ]+(?:, |,? see )))"
_GOES_ON = r"(?:[^.]|\.(?=\w))*?"
_ENDS = r"(?:\.[\"')]?(?= |$)|$)"
_POINTS = r",? (?:see|refer to) "
_ELSEWHERE = rf"{_GOES_ON}(?:Guide|API Reference|[Dd]ocumentation|https?:|HTTP|ISO)"
"""A document that has a name of its own: its readers find it without the page."""
_OPERATION = rf"{_GOES_ON}(?:Querying|Listing|Viewing|Creating|Executing|Importing|Submitting|[Rr]espon|[Rr]eturned)"
"""A call whose answer tells."""

IDLE_SENTENCES: tuple[Opening, ...] = (
    Opening(rf" \((?:{_GOES_ON}, )?(?:see|refer to) Tables? \d+\)", "", "Kind of soil (for details, see Table 3)."),
    Opening(
        rf"{_BEGINS}(?:For|If|See|Refer to)\b(?={_GOES_ON}[Tt]able \d)(?:(?<=See)|(?<=Refer to)|{_GOES_ON}\b(?:see|refer to))"
        rf" {_GOES_ON}\b[Tt]ables? \d+{_GOES_ON}{_ENDS}",
        "",
        "For details, see Table 3.",
    ),
    Opening(
        rf"{_BEGINS}For (?:more |further )?(?:details?|information|specifications)"
        rf"{_POINTS}(?!{_ELSEWHERE}|{_OPERATION}){_GOES_ON}{_ENDS}",
        "",
        "For details, see Obtaining a Domain ID.",
    ),
    Opening(
        rf"{_BEGINS}For (?:more |further )?(?:details?|detailed|information|how to)\b(?! see| refer){_GOES_ON}"
        rf"{_POINTS}(?!{_ELSEWHERE}|{_OPERATION}){_GOES_ON}{_ENDS}",
        "",
        "For details about how to obtain the value, see How to Obtain Parameters in the API URI.",
    ),
    Opening(
        rf"{_BEGINS}See (?:the )?(?:\w+ )?[\w.-]+ (?:field|object|parameter)s?(?: descriptions?)?{_ENDS}",
        "",
        "See the quota field description.",
    ),
    Opening(rf"{_BEGINS}Table \d+ (?:describes|lists|shows) {_GOES_ON}{_ENDS}", "", "Table 3 describes the fields."),
    Opening(
        r",?(?: as)? (?:described|listed|shown|specified|defined) in [Tt]able \d+(?: and [Tt]able \d+)?(?=[ .,]|$)",
        "",
        "Set the fields as described in Table 4.",
    ),
    Opening(
        r"(?<=\w) in (?:this table|[Tt]able \d+)(?=[ .,]|$)",
        "",
        "At least one of the parameters in this table is needed.",
    ),
)
"""Sentences, and parts of them, that only make sense on the page: where they point is a structure of its own here, or
not here at all.
"""

IDLE_LABELS: tuple[Opening, ...] = (
    Opening(r"(?:definition|details|description|constraints?|remarks?|notes?|options|enums?)\s*:?", "", "Constraints"),
    Opening(r"(?:value )?range\s*:?", "Range: ", "Value range"),
    Opening(r"default(?: values?)?\s*:?", "Default: ", "Default Value"),
)
"""Paragraphs that are no more than the label of the next one, and what that begins with where it is a mere value."""

MERE_VALUE = r"[^\s:]+(?: (?!(?:is|are|was|can|may|must|will)\b)[^\s:]+){0,3}"
"""What stands behind a label without being a sentence: `requester`, `[1, 100]`, `Current time`."""

IDLE_ANSWERS = r"(?:none|n/?a|no|yes|-|null)\.?"
"""Paragraphs, and what stands behind a label, that say that there is nothing to say."""

LEADING_ANSWER = r"(?:None|N/A)\. (?=[A-Z])"
"""That there is nothing to say, before something is said all the same."""

LEADING_LABEL = r"(?:definition|details|description|explanation)\s*:\s+(?=[A-Z])"
"""A label that says no more than that the description begins."""

SENTENCE_END = r"(?<=[.!?])\s+(?=[A-Z\"'(`])"
"""Where one sentence ends and the next begins."""

NAME_WORDS = {
    **{word: word.upper() for word in ("id", "ip", "url", "uri", "urn", "vpc", "az", "cpu", "gpu", "dns", "ttl", "os")},
    **{
        word: word.upper() for word in ("http", "https", "ssl", "tls", "tcp", "udp", "json", "xml", "acl", "api", "mac")
    },
    "ids": "IDs",
    "ips": "IPs",
    "urls": "URLs",
    "ipv4": "IPv4",
    "ipv6": "IPv6",
}
"""How words of names are written in a sentence."""
