"""The media type of a request's body, as the page names it: in the row of the Content-Type header, in a sentence
about it, or in an example request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docbind.dialect.headings import Role
from docbind.dialect.media import CONTENT_TYPE, CONTENT_TYPE_LINE, MEDIA_TYPE
from docbind.model.page import CodeBlock, Paragraph
from docbind.model.spec import Example, Field, JsonObject, Kind, OneOf, Scalar
from docbind.stages.interpret.outline import Placed

FORM, JSON, OCTETS = "multipart/form-data", "application/json", "application/octet-stream"

_ASKING = frozenset((Role.FUNCTION, Role.URI, Role.REQUEST, Role.EXAMPLE, Role.EXAMPLE_REQUEST))


def stated_media_type(header: Field | None, placed: Iterable[Placed]) -> str:
    """The one media type that the page names for the request; nothing where it names none, or several to choose
    from.
    """
    placed = tuple(item for item in placed if item.role in _ASKING)
    for words in (_of_header(header), _of_sentences(placed), _of_examples(placed)):
        found = dict.fromkeys(_media_types(words))
        if found:
            return next(iter(found)) if len(found) == 1 else ""
    return ""


def only_file(fields: tuple[Field, ...]) -> Field | None:
    """The row of a file, where it is all that a request has: the file itself is sent."""
    return fields[0] if len(fields) == 1 and _is_file(fields[0]) else None


def has_file_beside_fields(fields: tuple[Field, ...], examples: Iterable[Example]) -> bool:
    """Whether a file is one of several fields that no example sends as JSON: only a form can carry that."""
    files = {field.wire_name for field in fields if _is_file(field)}
    return bool(files) and len(fields) > 1 and not any(_keys(example) & files for example in examples)


def _is_file(field: Field) -> bool:
    return field.type == Scalar(Kind.BINARY)


def _keys(example: Example) -> set[str]:
    return {key for key, _ in example.value.members} if isinstance(example.value, JsonObject) else set()


def _of_header(header: Field | None) -> Iterator[str]:
    if header is None:
        return
    yield header.text
    yield from (remark.evidence.quote for remark in header.remarks)
    for rule in header.constraints:
        yield from map(str, rule.values) if isinstance(rule, OneOf) else (rule.evidence.quote,)
    if header.default is not None:
        yield str(header.default.value)


def _of_sentences(placed: Iterable[Placed]) -> Iterator[str]:
    for item in placed:
        words = item.block.text.plain if isinstance(item.block, Paragraph) else ""
        if CONTENT_TYPE.search(words) and "response" not in words.lower():
            yield words


def _of_examples(placed: Iterable[Placed]) -> Iterator[str]:
    for item in placed:
        if isinstance(item.block, CodeBlock) and not item.block.text.lstrip().startswith("HTTP/"):
            yield from (found.group("value") for found in CONTENT_TYPE_LINE.finditer(item.block.text))


def _media_types(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for found in MEDIA_TYPE.finditer(text):
            kind, name, suffix = found.groups()
            yield f"{kind}/{name}{f'+{suffix}' if suffix else ''}".lower()
