"""What the examples put where a real value belongs. Matched against the whole value; such a value says nothing about the rules of its field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One way to write a value that is none."""

    pattern: str
    meaning: str
    example: str


SAMPLES: tuple[Sample, ...] = (
    Sample(pattern=r"\s*", meaning="nothing", example=""),
    Sample(pattern=r"\W+", meaning="only punctuation", example="******"),
    Sample(pattern=r".*(?:\*{3,}|x{3,}|\.{3,}|…).*", meaning="a part is masked", example="/tmp/xxxxx/key"),
    Sample(
        pattern=r"(?:x{2,}|y{2,}|z{2,}|[xyz]{3,})(?:[\W_](?:x+|y+|z+))*", meaning="masked by letters", example="yyyy-yy"
    ),
    Sample(
        pattern=r"[^{}<>\[\]]*(?:\{[\w .\-/]*\}|<[\w .\-/]*>|\[[A-Za-z][\w .\-/]*\])[^{}<>\[\]]*",
        meaning="a name in brackets",
        example="{project_id}",
    ),
    Sample(pattern=r"\$[\w.\-]+", meaning="a variable", example="$instance_id"),
    Sample(
        pattern=r"string|str|int|integer|number|boolean|bool|object|text|value|none|null|n/a|tbd|test|example|your[-_ ].*",
        meaning="the name of a type, or a word in its place",
        example="string",
    ),
)

ERROR_KEYS: tuple[str, ...] = (
    "error",
    "error_code",
    "error_msg",
    "error_message",
    "error_ext_msg",
    "error_type",
    "errCode",
    "errMsg",
    "externalMessage",
    "errorCode",
    "errorMessage",
    "code",
    "message",
    "request_id",
    "badRequest",
    "computeFault",
    "forbidden",
    "itemNotFound",
    "conflictingRequest",
    "unauthorized",
)
"""Keys at the root of an error. An answer with no others is one, also where the page shows it among the good ones."""
