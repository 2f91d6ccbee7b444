"""Request Syntax → where a request goes: method, path, the query string's fixed and free names, and whether its host names a bucket."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docbind.dialect.s3 import BUCKET_HOSTS, FIXED_VALUES, OBJECT_KEYS, STAND_INS
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.s3.messages import Message
from docbind.stages.interpret.uri import fault, malformed

_STAND_INS = Phrases(STAND_INS)
_KEYS = Phrases(OBJECT_KEYS)
_FIXED = Phrases(FIXED_VALUES)
_BUCKETS = Phrases(BUCKET_HOSTS)
_QUERY_NAME = re.compile(r"[\w.\-]{1,128}")

READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One documented request. `fixed` are the names and values that every such request has in its query string (`?acl` has no value), `free` the other names.

    `words` is the line as written, `variant` what the heading above says of it.
    """

    method: str
    path: str
    fixed: tuple[tuple[str, str], ...]
    free: tuple[str, ...]
    words: str
    variant: str
    template: Message

    @property
    def span(self) -> SourceSpan:
        return self.template.span

    @property
    def placeholders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(re.findall(r"\{([^{}]*)\}", self.path)))

    @property
    def is_in_bucket(self) -> bool:
        """Whether the request is about a bucket that its path does not name.

        The host of the template tells. Without one, every object is in a bucket, and so is whatever is written to `/`:
        of the service itself S3 only reads.
        """
        host = self.template.header("host")
        if host:
            return _BUCKETS.whole(host) is not None
        return self.path == f"/{{{self.object_key}}}" or (self.path == "/" and self.method not in READING)

    @property
    def object_key(self) -> str:
        """The placeholder that takes what is left of the path; empty where there is none."""
        last = self.path.rpartition("/")[2]
        name = last[1:-1]
        return name if last == f"{{{name}}}" and _KEYS.whole(name) is not None else ""

    @property
    def key(self) -> tuple[object, ...]:
        """What two lines of one operation have in common."""
        return (self.method, self.path, frozenset(self.fixed))


def request_lines(templates: Iterable[tuple[str, Message]]) -> tuple[tuple[RequestLine, ...], tuple[Diagnostic, ...]]:
    """One line per operation, from (heading, template) pairs; and what is wrong with those that cannot be requested."""
    found: dict[tuple[object, ...], RequestLine] = {}
    problems: list[Diagnostic] = []
    for heading, template in templates:
        if not template.method:
            continue
        path, query = split_target(template.target)
        path = "/".join(_segment(segment) for segment in path.split("/"))
        wrong = fault(path)
        if wrong:
            problems.append(malformed(template.method, template.target, wrong, template.span))
            continue
        line = RequestLine(
            method=template.method,
            path=path,
            fixed=tuple((name, value) for name, value in query if not value or _FIXED.whole(value)),
            free=tuple(name for name, value in query if value and not _FIXED.whole(value)),
            words=template.first_line,
            variant=_variant(heading),
            template=template,
        )
        found.setdefault(line.key, line)
    return tuple(found.values()), tuple(problems)


def split_target(target: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Path, and the names and values of the query string; a name that no query has is left out."""
    path, _, query = target.partition("?")
    pairs = (part.partition("=") for part in query.split("&"))
    found = {name: value for name, _, value in pairs if _QUERY_NAME.fullmatch(name)}
    return path, tuple(found.items())


def without_request_line(span: SourceSpan) -> Diagnostic:
    """What is said of a Request Syntax section that states no request."""
    return Diagnostic(
        code="uri-missing",
        severity=Severity.WARNING,
        message="Request Syntax shows no request line; the page gives no operation",
        span=span,
        help="write METHOD /path?query HTTP/1.1 on the first line of the template",
    )


def _segment(segment: str) -> str:
    stands_in = _STAND_INS.whole(segment) is not None and not segment.startswith("{")
    return f"{{{segment}}}" if stands_in else segment


def _variant(heading: str) -> str:
    """The words behind the heading's own: `for multi-version objects` of `Request Syntax (for multi-version objects)`."""
    words = re.search(r"\(([^()]*)\)\s*$|:\s*(\S.*)$", heading)
    return (words[1] or words[2] or "").strip() if words else ""
