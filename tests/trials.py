"""One call of one operation with one documented example: what is given, what is sent, and what should have been."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_type_hints
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import httpx2

from built import BuiltOperation
from docbind.phrases.removals import removes_from_collection
from emitted import as_argument

PROJECT_ID = "c27d5b1e8f6a4093b1d7e65f20a48c39"
BUCKET = "bucket-of-the-trials"
NO_BODY = object()
"""Stands for a body that is not there; None is a body that says null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A documented request, placed: what stands in the path, in the query and in the body, by names on the wire."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Sequence[tuple[str, str]] = ()
    body: object = NO_BODY
    line: int = 0


def trials(operation: BuiltOperation) -> Iterator[Trial]:
    """The request examples of an operation; where its page shows none, a request with nothing but its path."""
    for example in _joined(operation.examples("requests") or [{}]):
        url = urlsplit(example.get("url", ""))
        yield Trial(
            path=_path_values(operation, url.path),
            query=_with_what_goes(operation, parse_qsl(url.query, keep_blank_values=True)),
            body=example.get("body", NO_BODY),
            line=example.get("source", ("", 0))[1],
        )


def _with_what_goes(operation: BuiltOperation, shown: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The query of an example; what says which items of a collection are removed is added where the page left it out."""
    if not removes_from_collection(operation.request.method, operation.request.uri):
        return shown
    lacking = operation.placed("query").keys() - dict(shown).keys()
    declared = {wire: vars(operation.request)[keyword].rules for wire, keyword in operation.placed("query").items()}
    named = [(wire, rules.get("default", f"some {wire}")) for wire, rules in declared.items() if wire in lacking]
    return shown + [(wire, value) for wire, value in named if value]


def _joined(examples: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Examples whose request line stands in a block of its own, joined with the body in the next."""
    kept: dict[str, Any] = {}
    for example in examples:
        if kept and "body" in example and not example.get("url"):
            yield {**example, "url": kept["url"]}
            kept = {}
            continue
        if kept:
            yield kept
        kept = example if example.get("url") and "body" not in example else {}
        if not kept:
            yield example
    if kept:
        yield kept


def _path_values(operation: BuiltOperation, shown: str) -> dict[str, str]:
    """What the example's path says for the placeholders; a word of our own where it is not the documented path.

    A placeholder that is no argument is that of the client's project.
    """
    names = re.findall(r"\{([^{}]+)\}", operation.request.uri)
    pattern = "([^/]+)".join(map(re.escape, re.split(r"\{[^{}]+\}", operation.request.uri)))
    found = re.fullmatch(f".*{pattern}/?", shown)
    texts = [unquote(text) for text in found.groups()] if found else [f"some {name}" for name in names]
    own = operation.placed("path")
    return {name: text if name in own else PROJECT_ID for name, text in zip(names, texts, strict=True)}


def arguments(operation: BuiltOperation, trial: Trial, *, typed: bool) -> dict[str, object]:
    """The keywords and options of the clients' method; `typed` gives structures where they are annotated, else plain JSON.

    What no argument takes goes into the options for it, and required arguments that the example lacks are None, which is not sent.
    """
    hints = get_type_hints(operation.request)
    given: dict[str, object] = {member.keyword: None for member in operation.members}
    given |= _outside(operation, trial)
    inside, extra = _inside(operation, trial.body)
    for keyword, value in inside.items():
        given[keyword] = (
            operation.service.null if value is None else as_argument(hints[keyword], value) if typed else value
        )
    said = {keyword: value for keyword, value in given.items() if not _is_bare(operation, keyword)}
    return said | ({"extra_body": extra} if extra else {})


def _is_bare(operation: BuiltOperation, keyword: str) -> bool:
    """Whether a name alone is sent, as in `?acl`, which no method takes."""
    declared = vars(operation.request).get(keyword)
    return declared is not None and declared.place == "query" and declared.rules.get("default") == ""


def _outside(operation: BuiltOperation, trial: Trial) -> dict[str, object]:
    in_path, in_query = operation.placed("path"), operation.placed("query")
    query = query_values(operation, trial)
    extra = {wire: value for wire, value in query.items() if wire not in in_query}
    return {
        **dict.fromkeys(operation.placed("host").values(), BUCKET),
        **{in_path[wire]: text for wire, text in trial.path.items() if wire in in_path},
        **{in_query[wire]: value for wire, value in query.items() if wire in in_query},
        **({"extra_query": extra} if extra else {}),
    }


def query_values(operation: BuiltOperation, trial: Trial) -> dict[str, object]:
    """The query by names on the wire: a list for a name that is repeated, or documented as one."""
    keywords, hints = operation.placed("query"), get_type_hints(operation.request)
    texts: dict[str, list[str]] = {}
    for wire, text in trial.query:
        texts.setdefault(wire, []).append(text)
    lists = {wire for wire in texts if "list[" in str(hints.get(keywords.get(wire, "")))}
    return {wire: all if len(all) > 1 or wire in lists else all[0] for wire, all in texts.items()}


def _inside(operation: BuiltOperation, body: object) -> tuple[dict[str, Any], dict[str, object]]:
    """The arguments that make up the body, and the members of it that no argument takes."""
    if body is NO_BODY:
        return {}, {}
    whole = operation.placed("whole")
    if whole:
        (keyword,) = whole.values()
        return {keyword: body}, {}
    assert isinstance(body, dict), f"the body is {json.dumps(body)[:60]}, and the arguments are members of an object"
    known = operation.placed("body", "form")
    inside = {known[wire]: value for wire, value in body.items() if wire in known}
    return inside, {wire: value for wire, value in body.items() if wire not in known}


def sent_as_documented(operation: BuiltOperation, trial: Trial, request: httpx2.Request, page: str) -> Iterator[str]:
    """What of a request is not as documented; `page` is what stands where the page states method and path."""
    path = request.url.raw_path.decode().partition("?")[0]
    expected = operation.request.uri
    if expected.count("{project_id}") > 1:
        expected = expected.replace("{project_id}", PROJECT_ID, 1)
    for wire, text in trial.path.items():
        expected = expected.replace(f"{{{wire}}}", quote(text, safe="~"))
    if path != expected:
        yield f"the path is {path}, not {expected}"
    if operation.placed("host") and not request.url.host.startswith(f"{BUCKET}."):
        yield f"the host is {request.url.host}, which does not begin with {BUCKET}"
    if not re.search(rf"\b{request.method}\b", page) or _letters(
        operation.request.uri.partition("?")[0]
    ) not in _letters(page):
        yield f"{request.method} {operation.request.uri} is sent, the page says {page.strip()}"
    query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
    bare = [(one.wire, "") for one in operation.members if trial.line == 0 and _is_bare(operation, one.keyword)]
    if sorted(query) != sorted([*trial.query, *bare]):
        yield f"the query is {query}, not {trial.query}"
    if operation.placed("form"):
        return
    body = _sent(operation, request)
    if not same(body, trial.body) and not (is_bare(body) and is_bare(trial.body)):
        yield f"the body is {request.content[:200]!r}, not {trial.body if trial.body is NO_BODY else json.dumps(trial.body)[:200]}"


def _sent(operation: BuiltOperation, request: httpx2.Request) -> object:
    if not request.content:
        return NO_BODY
    if operation.document.__root__ is None:
        return json.loads(request.content)
    read: object = operation.service.root_module("_core.xml_documents").read_document(
        operation.document, request.content
    )
    return read


def _letters(text: str) -> str:
    """Without the braces of placeholders and the stars of markup, which pages set as they like."""
    return re.sub(r"[{}*\\\s]", "", text)


def is_bare(body: object) -> bool:
    """Whether there is no body, or one that says nothing."""
    return body is NO_BODY or (isinstance(body, dict) and all(value == [] for value in body.values()))


def as_json(value: Any) -> Any:
    """What a client gave, as JSON again."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    return (json.loads(value) if value else None) if isinstance(value, bytes) else value


def same(left: object, right: object) -> bool:
    """Whether two values are the same JSON, or both are none."""
    if left is NO_BODY or right is NO_BODY:
        return left is right
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
