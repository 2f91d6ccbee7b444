"""What one example says against the tables, as diagnostics: differences of one kind are one message that names the first few."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.spec import Carrier, ExampleKind, JsonObject, Scalar
from docbind.stages.check.values import Fault, Mismatch
from docbind.stages.check.wording import described, plain, quoted, shown, type_words

MOST_NAMED = 3
"""Differences of one kind that a message names; the others are counted."""

LONGEST_PATH = 160
"""Characters of a wire path in a message."""

LONGEST_NAME = 64
"""Characters of a name that is compared with others for a slip."""

MOST_CANDIDATES = 200
"""Names that one is compared with for a slip."""


def example_findings(kind: ExampleKind, mismatches: Sequence[Mismatch], span: SourceSpan) -> Iterator[Diagnostic]:
    """One diagnostic for each kind of difference. Of a response, only what its readers would stumble over."""
    for group in _GROUPS:
        found = _distinct(one for one in mismatches if one.fault is group.fault)
        severity = group.severity(kind, found)
        if found and severity is not None:
            who = {ExampleKind.REQUEST: "request", ExampleKind.RESPONSE: "response"}[kind]
            what = group.one if len(found) == 1 else group.many.replace("#", str(len(found)))
            told = group.is_rule and kind is ExampleKind.REQUEST and not any(map(_is_by_erratum, found))
            yield Diagnostic(
                code=group.code,
                severity=severity,
                message=f"the {who} example {what}: {listed(found, group.words)}{'; what does the same is not refused' if told else ''}",
                span=span,
                help=group.help,
                related=rows(found),
            )


def _is_by_erratum(one: Mismatch) -> bool:
    """Whether the limit is one that is refused whatever examples show."""
    return one.constraint is not None and one.constraint.evidence.carrier is Carrier.ERRATUM


def listed(mismatches: Sequence[Mismatch], words: Callable[[Mismatch], str]) -> str:
    """The first few differences by path, and how many more there are."""
    named = "; ".join(
        f"{plain(one.site.path, LONGEST_PATH) or 'the body'}{words(one)}" for one in mismatches[:MOST_NAMED]
    )
    rest = len(mismatches) - MOST_NAMED
    return f"{named}; and {rest} more" if rest > 0 else named


def rows(mismatches: Sequence[Mismatch]) -> tuple[SourceSpan, ...]:
    """Where the rows stand that the named differences are about; the table, where there is no row."""
    return tuple(dict.fromkeys(one.site.span for one in mismatches[:MOST_NAMED]))


def broken_limit(one: Mismatch) -> str:
    """Value and limit of a `VALUE` mismatch, to follow its path."""
    sentence = f", the row says {quoted(one.constraint.evidence.quote)}" if one.constraint is not None else ""
    return f" is {shown(one.value)}{sentence}"


def _distinct(mismatches: Iterable[Mismatch]) -> tuple[Mismatch, ...]:
    """One difference for each row and name: the items of a list repeat what is wrong with the first."""
    kept: dict[tuple[object, str], Mismatch] = {}
    for one in mismatches:
        name = one.site.path.rpartition(".")[2] if one.site.field is None else ""
        kept.setdefault((one.site.place or one.site.path, name), one)
    return tuple(kept.values())


# --- the kinds of difference -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One kind of difference: what a message says of one and of several (`#`), and how severe it is; `None` is
    not worth a message.

    `is_rule` tells that a request may break the same rule because its example does.
    """

    fault: Fault
    code: str
    one: str
    many: str
    words: Callable[[Mismatch], str]
    severity: Callable[[ExampleKind, Sequence[Mismatch]], Severity | None]
    help: str
    is_rule: bool = False


def _slip(one: Mismatch) -> str:
    """The documented name that an unknown one is most likely a slip of, if there is a close one."""
    name = one.site.path.rpartition(".")[2].removeprefix("query ")
    if len(name) > LONGEST_NAME:
        return ""
    candidates = [other for other in one.candidates[:MOST_CANDIDATES] if len(other) <= LONGEST_NAME]
    close = difflib.get_close_matches(name.lower(), [other.lower() for other in candidates], n=1, cutoff=0.8)
    return next((f" ({other}?)" for other in candidates if close and other.lower() == close[0]), "")


def _wrong_type(one: Mismatch) -> str:
    expected = f", {type_words(one.expected)} documented" if one.expected is not None else ""
    return f" is {described(one.value)}{expected}"


def _strict_in_requests(kind: ExampleKind, _: Sequence[Mismatch]) -> Severity:
    return Severity.WARNING if kind is ExampleKind.REQUEST else Severity.NOTE


def _only_in_requests(kind: ExampleKind, _: Sequence[Mismatch]) -> Severity | None:
    return Severity.WARNING if kind is ExampleKind.REQUEST else None


def _note(_: ExampleKind, __: Sequence[Mismatch]) -> Severity:
    return Severity.NOTE


def _by_shape(kind: ExampleKind, found: Sequence[Mismatch]) -> Severity:
    """Readers of responses cope with another kind of scalar, but not with an object in the place of a list."""
    other_shape = any(
        not isinstance(one.expected, Scalar) or isinstance(one.value, (tuple, JsonObject)) for one in found
    )
    return Severity.WARNING if kind is ExampleKind.REQUEST or other_shape else Severity.NOTE


_GROUPS = (
    _Group(
        fault=Fault.UNKNOWN,
        code="example-unknown-key",
        one="has a key that no row documents",
        many="has # keys that no row documents",
        words=_slip,
        severity=_strict_in_requests,
        help="add rows for them, or correct the example",
    ),
    _Group(
        fault=Fault.ABSENT,
        code="example-required-absent",
        one="leaves out a mandatory parameter",
        many="leaves out # mandatory parameters",
        words=lambda one: "",
        severity=_only_in_requests,
        help="add them to the example, or correct the Mandatory column",
        is_rule=True,
    ),
    _Group(
        fault=Fault.TYPE,
        code="example-type",
        one="has a value of another type than documented",
        many="has # values of other types than documented",
        words=_wrong_type,
        severity=_by_shape,
        help="correct the Type column, or the example",
        is_rule=True,
    ),
    _Group(
        fault=Fault.NOTATION,
        code="example-notation",
        one="has a value in another JSON notation than its type has",
        many="has # values in another JSON notation than their types have",
        words=_wrong_type,
        severity=_note,
        help="write numbers and booleans without quotation marks, or correct the Type column",
    ),
    _Group(
        fault=Fault.VALUE,
        code="example-value",
        one="has a value that breaks a documented rule",
        many="has # values that break documented rules",
        words=broken_limit,
        severity=_strict_in_requests,
        help="correct the example, or the rule",
        is_rule=True,
    ),
)
