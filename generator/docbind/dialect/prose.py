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

IDLE_SENTENCES: tuple[Opening, ...] = (
    Opening(
        r"(?:^|(?<=[.!?]) )(?:For (?:details|more information)(?: about [^.]*)?, see|See) Tables? \d+(?: and Table \d+)?\.?(?= |$)",
        "",
        "For details, see Table 3.",
    ),
    Opening(
        r"(?:^|(?<=[.!?]) )(?:For (?:details|more information)(?: about [^.]*)?, see|See) Parameters in the [\w-]+ field\.?(?= |$)",
        "",
        "For details, see Parameters in the links field.",
    ),
    Opening(
        r"(?:^|(?<=[.!?]) )Table \d+ (?:describes|lists|shows) [^.]*\.(?= |$)", "", "Table 3 describes the fields."
    ),
)
"""Sentences that only make sense on the page: where they point is a structure of its own here."""

IDLE_LABELS = r"(?:definition|constraints?|range|value range|default(?: value)?|default values?|remarks?)\s*:?"
"""Paragraphs that are no more than the label of the next one."""

IDLE_ANSWERS = r"(?:none|n/?a|no|yes|-|null)\.?"
"""Paragraphs, and what stands behind a label, that say that there is nothing to say."""

LEADING_LABEL = r"(?:definition|details|description|explanation)\s*:\s+(?=[A-Z])"
"""A label that says no more than that the description begins."""

SENTENCE_END = r"(?<=[.!?])\s+(?=[A-Z\"'(`])"
"""Where one sentence ends and the next begins."""
