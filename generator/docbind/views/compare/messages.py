"""The fields of one operation as they were and as they are: what went, what came, and what became of those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docbind.model.change import Change, ChangeKind, Impact
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import (
    UNSTATED,
    Body,
    Field,
    ListOf,
    MapOf,
    ModelRef,
    Operation,
    PresenceKind,
    ServiceSpec,
    TypeRef,
)

from .facts import field_changes
from .types import phrase, words

REQUEST_PARTS = ("host", "path", "query", "header", "request")

STRUCTURE = "structure"
"""Where a change of a table stands that no operation leads to. Nobody knows who sends it, so it counts as sent: that is the stricter reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a message: its fields, or its body."""

    where: str
    status: int | None
    fields: tuple[Field, ...]
    body: Body | None

    @property
    def key(self) -> tuple[str, int | None]:
        return self.where, self.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """All parts of what one operation exchanges; `label` is what changes call the operation."""

    spec: ServiceSpec
    operation: Operation
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Level:
    """Fields of equal depth that are still to be compared: below which path, and inside which structures."""

    old: tuple[Field, ...]
    new: tuple[Field, ...]
    path: str
    above: tuple[tuple[str, str], ...]


def messages(old: Message, new: Message, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Every change of the parts. `renamed` are placeholders of the path that have another name now: their place tells that they are the same."""
    found: list[Change] = []
    before = {part.key: part for part in old.parts}
    after = {part.key: part for part in new.parts}
    for key in dict.fromkeys((*before, *after)):
        found += _part(old, new, before.get(key), after.get(key), renamed)
    yield from _with_relocations(found)


def _part(
    old: Message, new: Message, was: Part | None, now: Part | None, renamed: Mapping[str, str]
) -> Iterator[Change]:
    part = now or was
    assert part is not None
    walk = Walk(old.spec, new.spec, new.label, part.where, part.status, new.operation.span)
    if part.where == "response" and (was is None or now is None):
        success = part.status is not None and 200 <= part.status < 400
        if was is None:
            yield walk.change(ChangeKind.RESPONSE_ADDED, Impact.NON_BREAKING, new.operation.span)
        else:
            impact = Impact.BREAKING if success else Impact.NON_BREAKING
            yield walk.change(ChangeKind.RESPONSE_REMOVED, impact, new.operation.span)
        return
    if was is None or now is None:
        return
    if part.where in ("request", "response"):
        yield from walk.bodies(was.body, now.body)
        return
    fields = was.fields
    if part.where == "path":
        fields = tuple(replace(field, wire_name=renamed.get(field.wire_name, field.wire_name)) for field in fields)
    yield from walk.fields(fields, now.fields)


class Walk:
    """Compares the fields of one part, level by level: structures may be nested deeper than Python recurses."""

    def __init__(
        self, old: ServiceSpec, new: ServiceSpec, operation: str, where: str, status: int | None, span: SourceSpan
    ) -> None:
        self.old = {model.id: model for model in old.models}
        self.new = {model.id: model for model in new.models}
        self.service = new.info.id
        self.operation = operation
        self.where = where
        self.status = status
        self.span = span
        self.is_request = where in (*REQUEST_PARTS, STRUCTURE)

    def change(
        self, kind: ChangeKind, impact: Impact, span: SourceSpan, path: str = "", old: str = "", new: str = ""
    ) -> Change:
        return Change(
            kind=kind,
            impact=impact,
            service=self.service,
            span=span,
            operation=self.operation,
            where=self.where,
            status=self.status,
            path=path,
            old=old,
            new=new,
        )

    def bodies(self, old: Body | None, new: Body | None) -> Iterator[Change]:
        if old is None and new is None:
            return
        if old is None or new is None:
            yield from self._one_body(old, new)
            return
        if old.media_type != new.media_type:
            yield self.change(
                ChangeKind.MEDIA_TYPE_CHANGED, Impact.BREAKING, new.span, "", old.media_type, new.media_type
            )
        if self.is_request and old.required != new.required:
            kind = ChangeKind.MANDATORY_TIGHTENED if new.required else ChangeKind.MANDATORY_LOOSENED
            yield self.change(kind, Impact.BREAKING if new.required else Impact.NON_BREAKING, new.span)
        yield from self._whole(_bare(old), _bare(new))

    def _one_body(self, old: Body | None, new: Body | None) -> Iterator[Change]:
        """A body that came or went: of an object each of its fields did, so that one that merely moved elsewhere is seen."""
        body = new or old
        assert body is not None
        models = self.old if new is None else self.new
        if isinstance(body.type, ModelRef):
            fields = models[body.type.id].fields
            yield from self.fields(fields if new is None else (), fields if old is None else ())
        elif new is None:
            yield self.change(ChangeKind.BODY_REMOVED, Impact.BREAKING, self.span, old=words(body.type))
        else:
            breaks = self.is_request and body.required
            impact = Impact.BREAKING if breaks else Impact.NON_BREAKING
            yield self.change(ChangeKind.BODY_ADDED, impact, body.span, new=words(body.type))

    def fields(self, old: tuple[Field, ...], new: tuple[Field, ...]) -> Iterator[Change]:
        yield from self._levels(_Level(old, new, "", ()))

    def _whole(self, old: Field, new: Field) -> Iterator[Change]:
        """The body itself as a field without a name."""
        changed, inner = self._field(old, new, _Level((), (), "", ()))
        yield from changed
        for level in inner:
            yield from self._levels(level)

    def _levels(self, first: _Level) -> Iterator[Change]:
        pending = [first]
        while pending:
            level = pending.pop()
            was = {field.wire_name: field for field in level.old}
            now = {field.wire_name: field for field in level.new}
            for name in was.keys() - now.keys():
                yield self._removed(was[name], level.path + name)
            for name, field in now.items():
                if name not in was:
                    yield self._added(field, level.path + name)
                    continue
                changed, inner = self._field(was[name], field, level)
                yield from changed
                pending += inner

    def _removed(self, field: Field, path: str) -> Change:
        return self.change(ChangeKind.PARAM_REMOVED, Impact.BREAKING, self.span, path, old=phrase(field))

    def _added(self, field: Field, path: str) -> Change:
        breaks = self.is_request and field.presence.kind is PresenceKind.REQUIRED
        impact = Impact.BREAKING if breaks else Impact.NON_BREAKING
        return self.change(ChangeKind.PARAM_ADDED, impact, field.span, path, new=phrase(field))

    def _field(self, old: Field, new: Field, level: _Level) -> tuple[list[Change], list[_Level]]:
        path = level.path + new.wire_name
        facts = field_changes(old, new, is_request=self.is_request)
        changed = [self.change(fact.kind, fact.impact, new.span, path, fact.old, fact.new) for fact in facts]
        if any(fact.kind is ChangeKind.TYPE_CHANGED for fact in facts):
            return changed, []
        was, now, suffix = old.type, new.type, ""
        while True:
            if isinstance(was, ListOf) and isinstance(now, ListOf):
                was, now, suffix = was.item, now.item, suffix + "[]"
            elif isinstance(was, MapOf) and isinstance(now, MapOf):
                was, now, suffix = was.value, now.value, suffix + "{}"
            else:
                break
        prefix = f"{path}{suffix}." if path or suffix else ""
        return changed, self._inner(was, now, prefix, level.above)

    def _inner(self, old: TypeRef, new: TypeRef, prefix: str, above: tuple[tuple[str, str], ...]) -> list[_Level]:
        """The fields one structure further in; what was documented as free-form before is told with the type."""
        if not isinstance(old, ModelRef) or not isinstance(new, ModelRef):
            return []
        pair = (old.id, new.id)
        if pair in above:
            return []
        return [_Level(self.old[old.id].fields, self.new[new.id].fields, prefix, (*above, pair))]


def _bare(body: Body) -> Field:
    return Field(wire_name="", type=body.type, presence=UNSTATED, text="", span=body.span)


def _with_relocations(found: list[Change]) -> Iterator[Change]:
    """A parameter that went in one part of the request and came in another is one change."""
    gone = {
        change.path: change
        for change in found
        if change.kind is ChangeKind.PARAM_REMOVED and change.where in REQUEST_PARTS and "." not in change.path
    }
    moved: dict[Change, Change] = {}
    for change in found:
        other = gone.get(change.path)
        if (
            other is not None
            and change.kind is ChangeKind.PARAM_ADDED
            and change.where in REQUEST_PARTS
            and change.where != other.where
        ):
            moved[other] = replace(
                change, kind=ChangeKind.PARAM_RELOCATED, impact=Impact.BREAKING, old=other.where, new=change.where
            )
    dropped = {(change.path, change.where) for change in moved.values()}
    for change in found:
        if change in moved:
            yield moved[change]
        elif change.kind is not ChangeKind.PARAM_ADDED or (change.path, change.where) not in dropped:
            yield change
