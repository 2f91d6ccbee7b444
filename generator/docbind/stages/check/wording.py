"""What was found, as diagnostics: findings of one kind in one example are one message that names the first few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.spec import (
    ExampleKind,
    JsonObject,
    JsonValue,
    Kind,
    ListOf,
    MapOf,
    ModelRef,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.stages.check.values import Fault, Mismatch

MOST_NAMED = 3
"""Differences of one kind that a message names; the others are counted."""

LONGEST_SHOWN = 60
"""Characters of a value or sentence in a message."""

LARGEST_SHOWN = 10**30
"""Numbers beyond it are no limits or sizes, and long to read."""


def quoted(text: str) -> str:
    """Page text in a message: one line, cut where it is long."""
    words = " ".join(text.split())
    return repr(words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…")


def shown(value: JsonValue) -> str:
    """A JSON value in a message."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case int() | float():
            return str(value) if abs(value) < LARGEST_SHOWN else "a very large number"
        case tuple():
            return "a list"
        case JsonObject():
            return "an object"
        case _:
            assert_never(value)


def example_findings(kind: ExampleKind, mismatches: Sequence[Mismatch], span: SourceSpan) -> Iterator[Diagnostic]:
    """One diagnostic for each kind of difference between an example and the tables. Of a response, only what its readers would stumble over."""
    of = {ExampleKind.REQUEST: "request", ExampleKind.RESPONSE: "response"}[kind]
    grouped = {fault: _distinct(one for one in mismatches if one.fault is fault) for fault in Fault}
    is_request = kind is ExampleKind.REQUEST
    if unknown := grouped[Fault.UNKNOWN]:
        yield _finding(
            "example-unknown-key",
            f"the {of} example has {_count(unknown, 'key')} that no row documents",
            unknown,
            lambda one: "",
            Severity.WARNING if is_request else Severity.NOTE,
            span,
            "add rows for them, or correct the example",
        )
    if (absent := grouped[Fault.ABSENT]) and is_request:
        yield _finding(
            "example-required-absent",
            f"the {of} example leaves out {_count(absent, 'mandatory parameter')}",
            absent,
            lambda one: "",
            Severity.WARNING,
            span,
            "add them to the example, or correct the Mandatory column",
        )
    if other := grouped[Fault.TYPE]:
        yield _finding(
            "example-type",
            f"{_count(other, 'value')} of the {of} example {'has' if len(other) == 1 else 'have'} another type than documented",
            other,
            lambda one: f" is {_described(one.value)}, {_type_words(one.expected)} documented",
            Severity.WARNING if is_request or any(_is_other_shape(one) for one in other) else Severity.NOTE,
            span,
            "correct the Type column, or the example",
        )
    if noted := grouped[Fault.NOTATION]:
        yield _finding(
            "example-notation",
            f"{_count(noted, 'value')} of the {of} example {'is' if len(noted) == 1 else 'are'} written in another JSON type than documented",
            noted,
            lambda one: f" is {shown(one.value)}{' in quotation marks' if isinstance(one.value, str) else ''}, {_type_words(one.expected)} documented",
            Severity.NOTE,
            span,
            "write numbers and booleans without quotation marks, or correct the Type column",
        )
    if wrong := grouped[Fault.VALUE]:
        yield _finding(
            "example-value",
            f"{_count(wrong, 'value')} of the {of} example {'breaks' if len(wrong) == 1 else 'break'} a documented rule",
            wrong,
            broken_limit,
            Severity.WARNING if is_request else Severity.NOTE,
            span,
            "correct the example, or the rule",
        )


def broken_limit(one: Mismatch) -> str:
    """Value and limit of a `VALUE` mismatch, to follow its path."""
    sentence = f", the row says {quoted(one.constraint.evidence.quote)}" if one.constraint is not None else ""
    return f" is {shown(one.value)}{sentence}"


def listed(mismatches: Sequence[Mismatch], words: Callable[[Mismatch], str]) -> str:
    """The first few differences by path, and how many more there are."""
    named = "; ".join(f"{_path(one)}{words(one)}" for one in mismatches[:MOST_NAMED])
    rest = len(mismatches) - MOST_NAMED
    return f"{named}; and {rest} more" if rest > 0 else named


def rows(mismatches: Iterable[Mismatch]) -> tuple[SourceSpan, ...]:
    """Where the rows stand that the named differences are about."""
    named = tuple(mismatches)[:MOST_NAMED]
    return tuple(dict.fromkeys(one.field.span for one in named if one.field is not None))


def _finding(
    code: str,
    summary: str,
    mismatches: Sequence[Mismatch],
    words: Callable[[Mismatch], str],
    severity: Severity,
    span: SourceSpan,
    help: str,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        message=f"{summary}: {listed(mismatches, words)}",
        span=span,
        help=help,
        related=rows(mismatches),
    )


def _distinct(mismatches: Iterable[Mismatch]) -> tuple[Mismatch, ...]:
    """One difference for each row and name: the items of a list repeat what is wrong with the first."""
    kept: dict[tuple[object, str], Mismatch] = {}
    for one in mismatches:
        name = one.path.rpartition(".")[2] if one.field is None else ""
        kept.setdefault((one.place or one.path, name), one)
    return tuple(kept.values())


def _count(mismatches: Sequence[Mismatch], noun: str) -> str:
    return f"{len(mismatches)} {noun}" if len(mismatches) == 1 else f"{len(mismatches)} {noun}s"


def _path(one: Mismatch) -> str:
    path = one.path or "the body"
    return path if len(path) <= 2 * LONGEST_SHOWN else f"…{path[-2 * LONGEST_SHOWN :]}"


def _described(value: JsonValue) -> str:
    match value:
        case bool():
            return shown(value)
        case str():
            return f"the string {shown(value)}"
        case int() | float():
            return f"the number {shown(value)}"
        case _:
            return shown(value)


_KIND_WORDS = {
    Kind.STRING: "a string",
    Kind.INTEGER: "an integer",
    Kind.LONG: "an integer",
    Kind.NUMBER: "a number",
    Kind.BOOLEAN: "a boolean",
    Kind.BINARY: "a file",
}


def _type_words(type: TypeRef | None) -> str:
    match type:
        case Scalar(kind=kind):
            return _KIND_WORDS[kind]
        case ListOf():
            return "a list"
        case MapOf() | ModelRef():
            return "an object"
        case Unknown() | Reference() | None:
            return "nothing"
        case _:
            assert_never(type)


def _is_other_shape(one: Mismatch) -> bool:
    """Whether list, object and scalar are confused, not only two kinds of scalar."""
    return not isinstance(one.expected, Scalar) or isinstance(one.value, (tuple, JsonObject))
