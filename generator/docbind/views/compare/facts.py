"""What changed about one field, and what that means for callers.

A request may only become stricter at callers' cost; an answer is read by clients that accept what they do not know, so only what they read may not go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docbind.model.change import ChangeKind, Impact
from docbind.model.spec import Default, Field, Mark, PresenceKind

from .limits import LimitChange, limit_changes
from .types import PRESENCE_WORDS, Relation, relation, words
from .wording import worded_range

FREE = (PresenceKind.OPTIONAL, PresenceKind.CONDITIONAL)

LONGEST_TEXT = 120
"""Characters of a description that a change quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One change of a field."""

    kind: ChangeKind
    impact: Impact
    old: str = ""
    new: str = ""


def field_changes(old: Field, new: Field, *, is_request: bool) -> tuple[Fact, ...]:
    """Every change of a field's type, presence, limits, default and marks; else, where only its words changed, that."""
    type_changes = tuple(_type(old, new))
    found = [*type_changes, *_presence(old, new, is_request)]
    if not any(fact.kind is ChangeKind.TYPE_CHANGED for fact in type_changes):
        found += _limits(old, new, is_request)
        found += _default(old.default, new.default, is_request)
    found += _marks(old, new)
    if not found and _sayings(old) != _sayings(new):
        texts = (_short(old.text), _short(new.text)) if _flat(old.text) != _flat(new.text) else ("", "")
        found.append(Fact(kind=ChangeKind.DESCRIPTION_CHANGED, impact=Impact.DOC_ONLY, old=texts[0], new=texts[1]))
    return tuple(found)


def _type(old: Field, new: Field) -> Iterator[Fact]:
    was, now = old.notation or words(old.type), new.notation or words(new.type)
    match relation(old.type, new.type):
        case Relation.OTHER:
            yield Fact(kind=ChangeKind.TYPE_CHANGED, impact=Impact.BREAKING, old=was, new=now)
        case Relation.STATED:
            yield Fact(kind=ChangeKind.TYPE_STATED, impact=Impact.NON_BREAKING, old=was, new=now)
        case Relation.UNSTATED:
            yield Fact(kind=ChangeKind.TYPE_CHANGED, impact=Impact.BREAKING, old=was, new=now)
        case Relation.EQUAL:
            if _flat(old.notation) != _flat(new.notation):
                yield Fact(kind=ChangeKind.TYPE_NOTATION, impact=Impact.DOC_ONLY, old=was, new=now)


def _presence(old: Field, new: Field, is_request: bool) -> Iterator[Fact]:
    was, now = old.presence.kind, new.presence.kind
    before, after = PRESENCE_WORDS[was], PRESENCE_WORDS[now]
    if was is now:
        return
    if now is PresenceKind.REQUIRED:
        if was is PresenceKind.UNSTATED:
            kind, impact = ChangeKind.MANDATORY_STATED, Impact.NON_BREAKING
        else:
            kind, impact = ChangeKind.MANDATORY_TIGHTENED, Impact.BREAKING
        yield Fact(kind=kind, impact=impact if is_request else Impact.NON_BREAKING, old=before, new=after)
    elif was is PresenceKind.REQUIRED or (was, now) == (PresenceKind.CONDITIONAL, PresenceKind.OPTIONAL):
        yield Fact(kind=ChangeKind.MANDATORY_LOOSENED, impact=Impact.NON_BREAKING, old=before, new=after)
    elif (was, now) == (PresenceKind.OPTIONAL, PresenceKind.CONDITIONAL):
        yield Fact(kind=ChangeKind.MANDATORY_STATED, impact=Impact.NON_BREAKING, old=before, new=after)
    else:
        yield Fact(kind=ChangeKind.MANDATORY_STATED, impact=Impact.DOC_ONLY, old=before, new=after)


def _limits(old: Field, new: Field, is_request: bool) -> Iterator[Fact]:
    found = tuple(limit_changes(old, new))
    worded = worded_range(old, new)
    if not found and worded is not None:
        was, now, tighter = worded
        found = (LimitChange(kind=ChangeKind.CONSTRAINT_CHANGED, tightened=tighter, old=was, new=now),)
    yield from (_limit(change, is_request) for change in found)


def _limit(change: LimitChange, is_request: bool) -> Fact:
    """A limit that refuses more than before breaks requests. One that is not enforced, as a named format, is documentation."""
    if not change.enforced:
        impact = Impact.DOC_ONLY
    elif change.tightened and is_request:
        impact = Impact.BREAKING
    else:
        impact = Impact.NON_BREAKING
    return Fact(kind=change.kind, impact=impact, old=change.old, new=change.new)


def _default(old: Default | None, new: Default | None, is_request: bool) -> Iterator[Fact]:
    was = (type(old.value).__name__, old.value) if old is not None else None
    now = (type(new.value).__name__, new.value) if new is not None else None
    if was != now:
        yield Fact(
            kind=ChangeKind.DEFAULT_CHANGED,
            impact=Impact.NON_BREAKING if is_request else Impact.DOC_ONLY,
            old=str(old.value) if old is not None else "",
            new=str(new.value) if new is not None else "",
        )


def _marks(old: Field, new: Field) -> Iterator[Fact]:
    was, now = set(old.marks), set(new.marks)
    if Mark.DEPRECATED in now - was:
        yield Fact(kind=ChangeKind.PARAM_DEPRECATED, impact=Impact.NON_BREAKING)
    if Mark.DEPRECATED in was - now:
        yield Fact(kind=ChangeKind.PARAM_REINSTATED, impact=Impact.NON_BREAKING)
    rest = (was ^ now) - {Mark.DEPRECATED}
    if rest:
        yield Fact(
            kind=ChangeKind.MARK_CHANGED, impact=Impact.DOC_ONLY, old=_listed(was & rest), new=_listed(now & rest)
        )


def _listed(marks: set[Mark]) -> str:
    return ", ".join(sorted(mark.value for mark in marks))


def _sayings(field: Field) -> tuple[str, ...]:
    """All that the page says of a field, without its layout."""
    quotes = [constraint.evidence.quote for constraint in field.constraints]
    quotes += [remark.evidence.quote for remark in field.remarks]
    quotes += [field.default.evidence.quote] if field.default is not None else []
    return (_flat(field.text), _flat(field.presence.words), *sorted(map(_flat, quotes)))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= LONGEST_TEXT else flat[: LONGEST_TEXT - 1] + "…"
