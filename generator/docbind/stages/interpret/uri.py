"""The URI section → method, path, aliases and the names in the query string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.dialect.leads import LEADS, Lead
from docbind.dialect.uris import (
    EXAMPLE_VALUE,
    LITERAL_ID,
    METHOD_COLUMN,
    METHOD_LINE,
    METHOD_ONLY,
    PATH_COLUMN,
    PATH_ONLY,
    TARGET_END,
    VERSION_ALIASES,
)
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.page import Paragraph, Table
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.outline import Placed, caption_key
from docbind.stages.interpret.rows import cell_words

_LEADS = Phrases(LEADS)

LONGEST_TARGET = 2000
"""Characters of path and query; clients and servers refuse longer ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One METHOD and path of a page. `query` are the names in the documented query string."""

    method: str
    path: str
    query: tuple[str, ...]
    span: SourceSpan
    notation: str
    aliases: tuple[str, ...] = ()


def stem(name: str) -> str:
    """A name without what its two spellings on one page differ in: case, punctuation, and an s at the end of a word."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower())
    return "".join(word.removesuffix("s") for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    route: Route
    illustration: bool


def routes(placed: Iterable[Placed]) -> tuple[tuple[Route, ...], tuple[Diagnostic, ...]]:
    """The operations that a page's URI section states, without the examples among them; and what is wrong with the lines that are none."""
    found: list[_Candidate] = []
    problems: list[Diagnostic] = []
    for method, target, illustration, span in _lines(placed):
        path, query = _split(target[: LONGEST_TARGET + 1])
        wrong = fault(path) if len(target) <= LONGEST_TARGET else "it is longer than any URI"
        if wrong:
            problems.append(malformed(method, target, wrong, span))
        else:
            found.append(
                _Candidate(
                    route=Route(method=method, path=path, query=query, span=span, notation=f"{method} {target}"),
                    illustration=illustration,
                )
            )
    stated = [
        candidate.route
        for candidate in found
        if not candidate.illustration and not LITERAL_ID.search(candidate.route.path)
    ]
    if not stated:
        stated = [candidate.route for candidate in found[:1]]
    if stated:
        problems = [replace(problem, severity=Severity.NOTE) for problem in problems]
    return tuple(_merged(stated)), tuple(problems)


def _lines(placed: Iterable[Placed]) -> Iterator[tuple[str, str, bool, SourceSpan]]:
    """(method, target, is it an illustration, where) for each line that states a request."""
    path = method = ""
    for item in placed:
        block = item.block
        if isinstance(block, Table):
            for method, target in request_lines(block):
                yield method, target, _is_illustration(item), block.span
            continue
        text = block.text.plain if isinstance(block, Paragraph) else block.text
        span = block.text.span if isinstance(block, Paragraph) else block.span
        illustration = _is_illustration(item)
        found = False
        for line in text.split("\n"):
            words = " ".join(line.split()).strip()
            stated = METHOD_LINE.match(words)
            if stated:
                found = True
                yield stated.group("method").upper(), stated.group("target") or "/", illustration, span
        if found:
            continue
        words = " ".join(text.split())
        path = _group(PATH_ONLY, words) or path
        method = _group(METHOD_ONLY, words) or method
        if path and method:
            yield method.upper(), path, illustration, span
            path = method = ""


def request_lines(table: Table) -> tuple[tuple[str, str], ...]:
    """(method, target) of each row of a table that lists requests; none of any other table."""
    titles = [cell_words(cell) for cell in table.header]
    method = next((at for at, title in enumerate(titles) if METHOD_COLUMN.fullmatch(title)), None)
    path = next((at for at, title in enumerate(titles) if PATH_COLUMN.fullmatch(title)), None)
    if method is None or path is None:
        return ()
    lines = (f"{cell_words(row.cells[method])} {cell_words(row.cells[path])}" for row in table.rows)
    return tuple(
        (stated.group("method").upper(), stated.group("target"))
        for line in lines
        if (stated := METHOD_LINE.match(line))
    )


def _group(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.match(words)
    return found.group(1) if found else ""


def _is_illustration(item: Placed) -> bool:
    leads = (_LEADS.whole(caption_key(words)) for words in (*item.leads, item.before))
    return any(row is not None and row.lead is not Lead.URI for row in leads)


def _split(target: str) -> tuple[str, tuple[str, ...]]:
    """Path and query names of a target: `https://{Endpoint}/v1/{id}?a={a}&b`, `/v3/x{?a, b}`, with or without a host."""
    target = TARGET_END.sub("", target.strip()).strip("\"'`")
    target = re.sub(r"\{[^{}]*\}", lambda match: re.sub(r"\s+", "", match.group(0)), target)
    target = re.sub(r"^(https?)\s*:\s*/+\s*", r"https://", target, flags=re.IGNORECASE)
    if target.startswith("https://"):
        rest = target[len("https://") :]
        cut = min((index for index in (rest.find("/"), rest.find("?")) if index >= 0), default=len(rest))
        target = rest[cut:] or "/"
    elif not target.startswith("/"):
        host = re.match(r"\{(?:endpoint|host|[a-z_]*endpoint)\}\s*(?=/)", target, flags=re.IGNORECASE)
        target = target[host.end() :] if host else target
    target = re.sub(r"\s*/\s*", "/", target)
    query: list[str] = []
    for expression in re.findall(r"\{[?&]([^{}]*)\}", target):
        query += _query_names(expression)
    target = re.sub(r"\{[?&][^{}]*(\{[^{}]*\}[^{}]*)*\}?", "", target) if re.search(r"\{[?&]", target) else target
    path, mark, rest = target.partition("?")
    if mark:
        query += _query_names(rest)
    return path.rstrip(" .,;") or "/", tuple(dict.fromkeys(query))


def _query_names(text: str) -> list[str]:
    names = []
    for part in re.split(r"[&,?]", text):
        name = part.split("=")[0].strip(" {}")
        if re.fullmatch(r"[\w.\-:$\[\]]+", name):
            names.append(name)
    return names


def fault(path: str) -> str:
    """Why a path cannot be requested as documented, or nothing."""
    if not path.startswith("/") or path.startswith("//"):
        return "it does not begin with a single /"
    bare = re.sub(r"\{[^{}]*\}", "{}", path)
    if bare.count("{") != bare.count("{}") or bare.count("}") != bare.count("{}"):
        return "its braces do not pair"
    names = re.findall(r"\{([^{}]*)\}", path)
    if any(not re.fullmatch(r"[A-Za-z_][\w.\-]*", name) for name in names):
        return "a placeholder is no plain name"
    if any(segment in (".", "..") for segment in path.split("/")):
        return "it holds a . or .. segment"
    if not re.fullmatch(r"[\x21-\x7e]*", bare) or re.search(r"[#\\\"'<>^`|\s]", bare):
        return "it holds characters that no path has"
    return ""


def malformed(method: str, target: str, wrong: str, span: SourceSpan) -> Diagnostic:
    """What is said of a request line whose path is faulty."""
    return Diagnostic(
        code="uri-malformed",
        severity=Severity.ERROR,
        message=f"{method} {target[:120]!r} is no usable URI: {wrong}; it is left out",
        span=span,
        help="write the URI as METHOD /path/{placeholder}",
    )


def _merged(stated: list[Route]) -> Iterator[Route]:
    """One route per operation: the same path with and without a query string, a template and its filled-in twin, and v2/v2.1 aliases are one."""
    kept: list[Route] = []
    for route in stated:
        for index, other in enumerate(kept):
            if route.method != other.method:
                continue
            if _shape(route.path) == _shape(other.path):
                kept[index] = replace(other, query=tuple(dict.fromkeys(other.query + route.query)))
                break
            if _version_key(route.path) == _version_key(other.path):
                kept[index] = replace(
                    other, aliases=(*other.aliases, route.path), query=tuple(dict.fromkeys(other.query + route.query))
                )
                break
            if _is_filled(route.path, other.path):
                break
        else:
            kept.append(route)
    return iter(kept)


def _shape(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/").lower()


def _version_key(path: str) -> str:
    shape = _shape(path)
    for version in VERSION_ALIASES:
        if shape.startswith(f"/{version}/"):
            return "/*/" + shape[len(version) + 2 :]
    return shape


def _is_filled(path: str, template: str) -> bool:
    """Is `path` the template with values in place of placeholders?"""
    ours, theirs = path.rstrip("/").split("/"), template.rstrip("/").split("/")
    if len(ours) != len(theirs) or ours == theirs:
        return False
    for mine, other in zip(ours, theirs, strict=True):
        if mine == other:
            continue
        if not (other.startswith("{") and EXAMPLE_VALUE.fullmatch(mine)):
            return False
    return True
