"""Changes → text for a terminal, JSON, or the section of a changelog; and what they mean for the next version."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from docbind.literals import code_span, markdown
from docbind.model.change import Change, ChangeKind, Impact
from docbind.views.report import shown

IMPACTS = {Impact.BREAKING: "breaking", Impact.NON_BREAKING: "non-breaking", Impact.DOC_ONLY: "doc-only"}
VERSIONS = {Impact.BREAKING: "major", Impact.NON_BREAKING: "minor", Impact.DOC_ONLY: "patch"}
HEADINGS = {
    Impact.BREAKING: "Breaking changes",
    Impact.NON_BREAKING: "Compatible changes",
    Impact.DOC_ONLY: "Documentation",
}
NOTHING = "no change"
LONGEST_LIST = 4
"""Operations that share a change and are named; of more, the number is told."""


def verdict(changes: Iterable[Change]) -> Impact | None:
    """The gravest impact; None without a change."""
    return max((change.impact for change in changes), default=None)


def as_json(changes: Sequence[Change]) -> str:
    """An object with the verdict, the part of a semantic version to raise, the counts, and `changes`, gravest first."""
    gravest = verdict(changes)
    counts = {name: sum(change.impact is impact for change in changes) for impact, name in IMPACTS.items()}
    log = {
        "version": 1,
        "verdict": IMPACTS[gravest] if gravest else NOTHING,
        "semver": VERSIONS[gravest] if gravest else "none",
        "counts": counts,
        "changes": [_object(change) for change in changes],
    }
    return json.dumps(log, indent=1) + "\n"


def text(changes: Sequence[Change]) -> str:
    """One line per change and place; a change that many operations share stands once."""
    gravest = verdict(changes)
    if gravest is None:
        return f"{NOTHING}\n"
    lines = []
    for impact, name in IMPACTS.items():
        for change, operations in _shared(found for found in changes if found.impact is impact):
            where = f" ({_operations(operations)})" if operations != [""] else ""
            lines.append(f"{shown(str(change.span))}: {name}: {shown(_sentence(change) + where)}\n")
    counted = ", ".join(
        f"{number} {name}"
        for impact, name in IMPACTS.items()
        if (number := sum(change.impact is impact for change in changes))
    )
    return "".join(lines) + f"{counted}: {VERSIONS[gravest]} version\n"


def changelog(changes: Sequence[Change]) -> str:
    """Markdown, one section per service, with its changes by impact; of documentation only the pages."""
    services = sorted({change.service for change in changes})
    sections = [_section(name, [change for change in changes if change.service == name]) for name in services]
    return "\n".join(sections) if sections else "No change.\n"


def _section(service: str, changes: Sequence[Change]) -> str:
    gravest = verdict(changes)
    assert gravest is not None
    lines = [f"## {markdown(service)}: {IMPACTS[gravest]} ({VERSIONS[gravest]} version)", ""]
    for impact in (Impact.BREAKING, Impact.NON_BREAKING):
        shared = _shared(change for change in changes if change.impact is impact)
        entries = [f"- {_entry(change)}{_marked(operations)}" for change, operations in shared]
        if entries:
            lines += [f"### {HEADINGS[impact]}", "", *entries, ""]
    pages = sorted({change.span.path for change in changes if change.impact is Impact.DOC_ONLY})
    if pages:
        number = f"{len(pages)} page{'s' if len(pages) != 1 else ''}"
        lines += [f"### {HEADINGS[Impact.DOC_ONLY]}", "", f"- Other words or another place: {number}.", ""]
    return "\n".join(lines)


def _shared(changes: Iterable[Change]) -> list[tuple[Change, list[str]]]:
    """Each change once, with the operations that it concerns: structures are shared."""
    first: dict[Change, Change] = {}
    operations: dict[Change, list[str]] = defaultdict(list)
    for change in changes:
        key = change
        if change.path:
            key = replace(change, operation="", status=None)
        first.setdefault(key, change)
        if change.operation not in operations[key]:
            operations[key].append(change.operation)
    return [(first[key], found) for key, found in operations.items()]


def _operations(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= LONGEST_LIST else f"{len(names)} operations"


def _marked(operations: list[str]) -> str:
    if operations == [""]:
        return ""
    if len(operations) > LONGEST_LIST:
        return f" ({len(operations)} operations)"
    return f" ({', '.join(map(code_span, operations))})"


SENTENCES: dict[ChangeKind, str] = {
    ChangeKind.SERVICE_ADDED: "the service is new",
    ChangeKind.SERVICE_REMOVED: "the service is gone",
    ChangeKind.OPERATION_ADDED: "the operation is new",
    ChangeKind.OPERATION_REMOVED: "the operation is gone",
    ChangeKind.OPERATION_DEPRECATED: "the operation is deprecated",
    ChangeKind.OPERATION_REINSTATED: "the operation is no longer deprecated",
    ChangeKind.METHOD_CHANGED: "another method",
    ChangeKind.PATH_CHANGED: "another path",
    ChangeKind.ALIAS_ADDED: "the operation has another path beside its own",
    ChangeKind.ALIAS_REMOVED: "a path of the operation is gone",
    ChangeKind.URI_NOTATION: "the URI is written in another way",
    ChangeKind.PARAM_ADDED: "is new",
    ChangeKind.PARAM_REMOVED: "is gone",
    ChangeKind.PARAM_RENAMED: "has another name",
    ChangeKind.PARAM_RELOCATED: "travels in another place",
    ChangeKind.PARAM_DEPRECATED: "is deprecated",
    ChangeKind.PARAM_REINSTATED: "is no longer deprecated",
    ChangeKind.MARK_CHANGED: "is marked in another way",
    ChangeKind.MANDATORY_TIGHTENED: "became mandatory",
    ChangeKind.MANDATORY_LOOSENED: "is no longer mandatory",
    ChangeKind.MANDATORY_STATED: "says now whether it is mandatory",
    ChangeKind.TYPE_CHANGED: "has another type",
    ChangeKind.TYPE_STATED: "says its type now",
    ChangeKind.TYPE_NOTATION: "writes its type in another way",
    ChangeKind.ENUM_VALUE_ADDED: "takes more values",
    ChangeKind.ENUM_VALUE_REMOVED: "takes fewer values",
    ChangeKind.CONSTRAINT_ADDED: "has a limit now",
    ChangeKind.CONSTRAINT_REMOVED: "has a limit no longer",
    ChangeKind.CONSTRAINT_CHANGED: "has another limit",
    ChangeKind.DEFAULT_CHANGED: "has another default",
    ChangeKind.MEDIA_TYPE_CHANGED: "has another media type",
    ChangeKind.BODY_ADDED: "there is a body now",
    ChangeKind.BODY_REMOVED: "the body is gone",
    ChangeKind.RESPONSE_ADDED: "another response is documented",
    ChangeKind.RESPONSE_REMOVED: "a response is gone",
    ChangeKind.STRUCTURE_ADDED: "the structure is new",
    ChangeKind.STRUCTURE_REMOVED: "the structure is gone",
    ChangeKind.PAGE_ADDED: "the page is new",
    ChangeKind.PAGE_REMOVED: "the page is gone",
    ChangeKind.PAGE_MOVED: "the page moved",
    ChangeKind.DESCRIPTION_CHANGED: "is described in other words",
}


def _words(change: Change) -> Iterator[tuple[str, bool]]:
    """The sentence of a change in pieces; True marks the words of a page."""
    if change.where:
        yield change.where, False
    if change.status is not None:
        yield str(change.status or "of any error"), False
    if change.path:
        yield change.path, True
    yield SENTENCES[change.kind], False


def _sentence(change: Change) -> str:
    sentence = " ".join(words for words, _ in _words(change))
    return f"{sentence}: {_both(change.old, change.new, str)}" if change.old or change.new else sentence


def _entry(change: Change) -> str:
    sentence = " ".join(code_span(words) if quoted else words for words, quoted in _words(change))
    return f"{sentence}: {_both(change.old, change.new, code_span)}" if change.old or change.new else sentence


def _both(old: str, new: str, quote: Callable[[str], str]) -> str:
    return f"{quote(old)} → {quote(new)}" if old and new else quote(new or old)


def _object(change: Change) -> dict[str, object]:
    members: dict[str, object] = {
        "service": change.service,
        "op": change.operation,
        "change": change.kind.value,
        "severity": IMPACTS[change.impact],
        "where": change.where,
        "status": change.status,
        "path": change.path,
        "old": change.old,
        "new": change.new,
        "page": change.span.path,
        "line": change.span.first_line,
    }
    return {name: value for name, value in members.items() if value not in ("", None)}
