"""Code blocks → examples: split into request line, headers and body, the body parsed and, where it does not parse, mended by fixed rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.dialect.headings import Role
from docbind.dialect.leads import LEADS, Lead, LeadLine
from docbind.dialect.repairs import REPAIRS
from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.page import CodeBlock
from docbind.model.spec import Example, ExampleKind, JsonObject, JsonValue
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.outline import Placed, caption_key

_LEADS = Phrases(LEADS)
_MENDS = tuple((row.name, re.compile(row.pattern), row.replacement) for row in REPAIRS)

REQUEST_LINE = re.compile(r"^[\"'`]*(GET|POST|PUT|DELETE|PATCH|HEAD)\s+(\S.*)$", re.IGNORECASE)
CONTINUED_URL = re.compile(r"^\s*[?&/]\S*$")
BARE_URL = re.compile(r"^https?:/+\S+$", re.IGNORECASE)
HEADER_LINE = re.compile(r"^[\"']?[A-Za-z][\w\-]*[\"']?\s*:\s*\S.*$")
STATUS_LINE = re.compile(r"^HTTP/\d(?:\.\d)?\s+(\d{3})\b")

DEEPEST_JSON = 64
"""Levels of nesting of an example that are kept; real ones stay under 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    value: JsonValue
    repairs: tuple[str, ...]


def examples(placed: Iterable[Placed]) -> tuple[tuple[Example, ...], tuple[Diagnostic, ...]]:
    """Every code block of an operation's page that shows a request or a response."""
    found: list[Example] = []
    diagnostics: list[Diagnostic] = []
    for item, block in _blocks(tuple(placed)):
        example = _example(item, block)
        if example is None:
            continue
        if found and _continues(found[-1], example):
            line = found.pop()
            example = replace(example, method=line.method, url=line.url, title=line.title or example.title)
        found.append(example)
        diagnostics += _remarks(example)
    return tuple(found), tuple(diagnostics)


def _continues(line: Example, body: Example) -> bool:
    """Is the second block the body of the request whose line stands alone in the block before?"""
    alone = line.kind is ExampleKind.REQUEST and bool(line.method) and not line.text
    return alone and body.kind is ExampleKind.REQUEST and not body.method and not body.url and bool(body.text)


def _blocks(placed: tuple[Placed, ...]) -> Iterator[tuple[Placed, CodeBlock]]:
    """The code blocks; blocks in a row that are JSON only together, as on pages with a block for each line, are one."""
    run: list[tuple[Placed, CodeBlock]] = []
    for item in (*placed, None):
        if item is not None and isinstance(item.block, CodeBlock) and (not run or run[0][0].leads == item.leads):
            run.append((item, item.block))
            continue
        yield from _joined(run)
        run = [(item, item.block)] if item is not None and isinstance(item.block, CodeBlock) else []


def _joined(run: list[tuple[Placed, CodeBlock]]) -> Iterator[tuple[Placed, CodeBlock]]:
    if len(run) < 2 or not any(_opens(block.text) for _, block in run):
        yield from run
        return
    first, last = run[0][1], run[-1][1]
    text = "\n".join(block.text for _, block in run)
    if _opens(text) or parse_json(_split(text)[3]) is None:
        yield from run
    else:
        yield run[0][0], CodeBlock(text=text, span=replace(first.span, last_line=last.span.last_line))


def _opens(text: str) -> bool:
    """Does a text open more brackets than it closes?"""
    return sum(text.count(char) for char in "{[") > sum(text.count(char) for char in "}]")


def _example(item: Placed, block: CodeBlock) -> Example | None:
    method, url, status, body = _split(block.text)
    if item.role is Role.URI and not body.strip():
        return None  # the URI itself, or another spelling of it
    kind = _kind(item, method, status)
    if kind is None or not (method or url or body.strip()):
        return None
    parsed = parse_json(body) if looks_like_json(body) else None
    return Example(
        kind=kind,
        status=0 if kind is ExampleKind.REQUEST else status or item.status or (400 if _is_error(item) else 0),
        title=item.before,
        method=method,
        url=url,
        text=body.strip("\n"),
        has_value=parsed is not None,
        value=parsed.value if parsed is not None else None,
        repairs=parsed.repairs if parsed is not None else (),
        span=block.span,
    )


def _is_error(item: Placed) -> bool:
    return item.error or any(row is not None and row.lead is Lead.ERROR for row in _lead_rows(item))


def _lead_rows(item: Placed) -> Iterator[LeadLine | None]:
    return (_LEADS.whole(caption_key(words)) for words in (item.before, *reversed(item.leads)))


def _kind(item: Placed, method: str, status: int) -> ExampleKind | None:
    """A request or a response: by its own first line, the section, and then the lines above it."""
    if method:
        return ExampleKind.REQUEST
    if status:
        return ExampleKind.RESPONSE
    match item.role:
        case Role.EXAMPLE_REQUEST:
            return ExampleKind.REQUEST
        case Role.EXAMPLE_RESPONSE | Role.ERROR_RESPONSE | Role.STATUS:
            return ExampleKind.RESPONSE
        case Role.EXAMPLE | Role.REQUEST | Role.RESPONSE | Role.URI:
            for words in (item.before, *reversed(item.leads)):
                row = _LEADS.whole(caption_key(words))
                if row is not None and row.lead in (Lead.RESPONSE, Lead.ERROR):
                    return ExampleKind.RESPONSE
                if row is not None and row.lead is Lead.REQUEST:
                    return ExampleKind.REQUEST
            return {Role.REQUEST: ExampleKind.REQUEST, Role.RESPONSE: ExampleKind.RESPONSE}.get(item.role)
        case _:
            return None


def _split(text: str) -> tuple[str, str, int, str]:
    """(method, url, status, body) of a block."""
    lines = text.split("\n")
    method = url = ""
    status = index = 0
    while index < len(lines):
        line = lines[index].strip()
        request = REQUEST_LINE.match(line)
        answer = STATUS_LINE.match(line)
        if request and (not method or not looks_like_json("\n".join(lines[:index]))):
            if not method:
                method, url = request.group(1).upper(), request.group(2).strip().strip("\"'`")
        elif answer:
            status = int(answer.group(1))
        elif not url and not method and BARE_URL.match(line):
            url = line
        elif method and CONTINUED_URL.match(line) and index and not line.startswith("//"):
            url += line
        elif line and not ((method or status) and HEADER_LINE.match(line) and not line.startswith('"')):
            break
        index += 1
    return method, url, status, "\n".join(lines[index:])


def looks_like_json(text: str) -> bool:
    """Does a text begin as a JSON object, list or bare member?"""
    return bool(re.match(r"\s*(?:[{\[]|\"[^\"\n]+\"\s*:)", text))


def parse_json(text: str) -> _Parsed | None:
    """The value of a JSON text, mended if need be; None where no mending helps."""
    repairs: list[str] = []
    candidates = [text]
    if re.match(r"\s*\"[^\"\n]+\"\s*:", text):
        repairs.append("missing braces")
        candidates = ["{" + text + "}"]
    text = candidates[0]
    value = _loaded(text)
    for name, pattern, replacement in _MENDS:
        if value is not None:
            break
        mended = pattern.sub(replacement, text)
        if mended != text:
            text = mended
            if name not in repairs:
                repairs.append(name)
            value = _loaded(text)
    if value is None:
        text, names = _balanced(text)
        repairs += names
        value = _loaded(text) if names else None
    return _Parsed(value=value.value, repairs=tuple(repairs)) if value is not None else None


@dataclass(frozen=True, slots=True)
class _Value:
    value: JsonValue


def _loaded(text: str) -> _Value | None:
    """The first JSON document of a text; what follows it may only be another one or words."""
    try:
        raw, end = json.JSONDecoder(object_pairs_hook=_object, strict=False, parse_int=_integer).raw_decode(
            text.strip()
        )
    except (ValueError, RecursionError):
        return None
    rest = text.strip()[end:].strip()
    if rest and not re.match(r"[\w(\"'{\[]", rest):
        return None
    return _Value(_frozen(raw)) if _depth(raw) <= DEEPEST_JSON else None


def _integer(digits: str) -> int | float:
    """Numbers longer than Python converts by default are no ids or sizes, only noise."""
    return int(digits) if len(digits) <= 300 else float("1e308")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {key.strip(): value for key, value in pairs}


def _depth(value: object, level: int = 0) -> int:
    if level > DEEPEST_JSON:
        return level
    if isinstance(value, dict):
        return max((_depth(inner, level + 1) for inner in value.values()), default=level)
    if isinstance(value, list):
        return max((_depth(inner, level + 1) for inner in value), default=level)
    return level


def _frozen(value: object) -> JsonValue:
    if isinstance(value, dict):
        return JsonObject(tuple((key, _frozen(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"json gave a {type(value).__name__}")


def _balanced(text: str) -> tuple[str, list[str]]:
    """A text with its brackets paired: extra closers dropped, missing ones added."""
    out: list[str] = []
    stack: list[str] = []
    quoted = escaped = False
    changed: list[str] = []
    for char in text:
        if quoted:
            escaped = char == "\\" and not escaped
            quoted = not (char == '"' and not escaped) if char != "\\" else True
        elif char == '"':
            quoted = True
        elif char in "{[":
            stack.append("}" if char == "{" else "]")
        elif char in "}]":
            while stack and stack[-1] != char and char in stack:
                out.append(stack.pop())
                changed = ["unpaired bracket"]
            if not stack or stack[-1] != char:
                changed = ["unpaired bracket"]
                continue
            stack.pop()
        out.append(char)
    if stack:
        changed = ["unpaired bracket"]
    return "".join(out) + "".join(reversed(stack)), changed


def _remarks(example: Example) -> Iterator[Diagnostic]:
    if example.repairs:
        yield Diagnostic(
            code="example-mended",
            severity=Severity.NOTE,
            message=f"the example is no valid JSON as written; read after mending: {', '.join(example.repairs)}",
            span=example.span,
            help="correct the JSON",
        )
    elif not example.has_value and looks_like_json(example.text):
        yield Diagnostic(
            code="example-unreadable",
            severity=Severity.WARNING,
            message="the example looks like JSON and cannot be parsed; it is not used",
            span=example.span,
            help="correct the JSON",
        )
