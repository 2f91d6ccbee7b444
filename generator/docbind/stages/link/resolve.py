"""References → models. Each is tried by the strongest evidence first, and the step that decided is recorded."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.links import LinkRecord, LinkStep
from docbind.model.spec import (
    Direction,
    Field,
    Fragment,
    ListOf,
    MapOf,
    Model,
    ModelRef,
    Reference,
    Scalar,
    Struct,
    TypeRef,
    Unknown,
)
from docbind.stages.link.adoption import Place

DEEPEST_SHAPE = 8
"""Tables that are lists or maps of one another; deeper than this they refer to themselves."""


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a reference stands: its page, the direction of the message, the wire names from the body's root down to it, and the structure that holds it."""

    page: str
    direction: Direction
    path: tuple[str, ...]
    holder: str = ""


_OPPOSITE = {Direction.REQUEST: Direction.RESPONSE, Direction.RESPONSE: Direction.REQUEST}

LIST_WORDS = re.compile(r"(json\s*)?(array|list)s?", re.IGNORECASE)
ANY_WORDS = re.compile(r".*", re.IGNORECASE | re.DOTALL)
"""What a page says of items that no table describes: `Array` says it of the list itself, and `Object` of a map's values means any value."""


class Resolver:
    """Resolves references of one service; `adopted` tells by holder and name which structures fields have by
    their examples, `added` which fields no row names. `body` and `field` queue the structures they meet;
    `models` then follows the whole chain.
    """

    def __init__(
        self,
        fragments: tuple[Fragment, ...],
        adopted: Mapping[Place, Struct],
        added: Mapping[Place, Field],
    ) -> None:
        self.adopted = adopted
        self.added: dict[str, list[Field]] = {}
        for (holder, _), field in added.items():
            self.added.setdefault(holder, []).append(field)
        self.structs: dict[str, Struct] = {}
        self.by_label: dict[str, Struct] = {}
        self.by_page: dict[str, list[Struct]] = {}
        self.by_name: dict[str, list[Struct]] = {}
        self.containers: dict[str, frozenset[str]] = {}
        self.referred: dict[str, frozenset[str]] = {}
        self.reached: dict[str, set[Direction]] = {}
        self.opened: set[str] = set()
        self.links: list[LinkRecord] = []
        self.diagnostics: list[Diagnostic] = []
        self._queue: deque[tuple[Struct, _Context]] = deque()
        self._names: dict[str, str] = {}
        for fragment in fragments:
            for struct in fragment.structs:
                self._add(struct)
            self.containers[fragment.page_id] = frozenset(
                _key(field.wire_name)
                for struct in fragment.structs
                for field in struct.fields
                if next(_references(field.type), None)
            )
            self.referred[fragment.page_id] = frozenset(_referred(fragment))

    def _add(self, struct: Struct) -> None:
        self.structs.setdefault(struct.id, struct)
        self.by_page.setdefault(struct.owner, []).append(struct)
        for name in struct.names:
            self.by_name.setdefault(_key(name), []).append(struct)
        for label in struct.labels:
            first = self.by_label.setdefault(label, struct)
            if first is not struct and first.span != struct.span:
                self.diagnostics.append(
                    Diagnostic(
                        code="label-twice",
                        severity=Severity.WARNING,
                        message=f"the label {label!r} names two tables; references mean the first",
                        span=struct.span,
                        related=(first.span,),
                        help="give the table a label of its own",
                    )
                )

    def is_copy(self, struct: Struct) -> bool:
        """Does a used structure of the same page have the same name and rows? Pages repeat structures for each status and label only one."""
        return any(
            other.id in self.reached and other.names == struct.names and _rows_key(other) == _rows_key(struct)
            for other in self.by_page.get(struct.owner, ())
        )

    def body(self, type_ref: TypeRef, page: str, direction: Direction) -> TypeRef:
        """The type of a message's body."""
        return self._type(type_ref, _Context(page, direction, ()), None)

    def field(self, field: Field, page: str, direction: Direction, path: tuple[str, ...], holder: str = "") -> Field:
        """A field with its type resolved; `holder` is the id of the structure that it belongs to."""
        type_ref = _opened(field.type) if (holder, field.wire_name) in self.adopted else field.type
        return replace(
            field, type=self._type(type_ref, _Context(page, direction, (*path, field.wire_name), holder), field)
        )

    def models(self) -> tuple[Model, ...]:
        """Every structure that the bodies and fields seen so far lead to."""
        built: dict[str, Model] = {}
        while self._queue:
            struct, context = self._queue.popleft()
            if struct.id in built:
                continue
            fields = tuple(
                self.field(field, struct.owner, context.direction, context.path, struct.id)
                for field in (*struct.fields, *self.added.get(struct.id, ()))
            )
            built[struct.id] = Model(
                id=struct.id,
                name=self._names.get(struct.id, ""),
                owner=struct.owner,
                fields=fields,
                direction=context.direction,
                span=struct.span,
                root=struct.root,
            )
        return tuple(
            replace(
                model,
                direction=Direction.BOTH if len(self.reached[model.id]) > 1 else model.direction,
                open=model.id in self.opened,
            )
            for model in sorted(built.values(), key=lambda model: (model.span, model.id))
        )

    # --- one type --------------------------------------------------------------------------------------------------

    def _type(self, type_ref: TypeRef, context: _Context, field: Field | None, depth: int = 0) -> TypeRef:
        match type_ref:
            case ListOf(item=inner):
                return ListOf(_unless_unknown(self._type(inner, context, field, depth), LIST_WORDS))
            case MapOf(value=Reference(type_labels=(), text_labels=(), name="", inline="")):
                # A table with the field's own name would describe the field, which is no map then; nothing describes the values.
                return MapOf(Unknown(""))
            case MapOf(value=inner):
                return MapOf(_unless_unknown(self._type(inner, context, field, depth), ANY_WORDS))
            case Reference():
                return self._reference(type_ref, context, field, depth)
            case _:
                return type_ref

    def _reference(self, reference: Reference, context: _Context, field: Field | None, depth: int) -> TypeRef:
        struct, step = self._find(reference, context)
        if field is not None:
            self.links.append(LinkRecord(wire_name=field.wire_name, step=step, span=field.span))
            self._report(reference, struct, field)
        if struct is None:
            return Unknown(reference.phrase)
        if struct.shape is not None:
            self.reached.setdefault(struct.id, set()).add(context.direction)
            if depth >= DEEPEST_SHAPE:
                return Unknown(reference.phrase)
            return self._type(struct.shape, replace(context, page=struct.owner), field, depth + 1)
        self._reach(struct, reference, context)
        if reference.open:
            self.opened.add(struct.id)
        return ModelRef(struct.id)

    def _reach(self, struct: Struct, reference: Reference, context: _Context) -> None:
        directions = self.reached.setdefault(struct.id, set())
        if context.direction in directions:
            return
        directions.add(context.direction)
        if not struct.root and struct.id not in self._names:
            named = "" if re.match(r"(?i)table\s*\d*", reference.name) else reference.name
            self._names[struct.id] = (struct.names or (named or reference.field_name,))[0]
        path = context.path if not struct.root else ()
        self._queue.append((struct, _Context(struct.owner, context.direction, path)))

    def _find(self, reference: Reference, context: _Context) -> tuple[Struct | None, LinkStep]:
        if context.path and (context.holder, context.path[-1]) in self.adopted:
            return self.adopted[context.holder, context.path[-1]], LinkStep.EXAMPLE
        here = [struct for struct in self.by_page.get(context.page, ()) if not struct.root]
        for labels, step in (
            (reference.type_labels, LinkStep.TYPE_LABEL),
            (reference.text_labels, LinkStep.TEXT_LABEL),
        ):
            for label in labels:
                if label in self.by_label:
                    target = self.by_label[label]
                    better = self._better(target, step, reference, here, context)
                    return (better, LinkStep.FIELD_NAME) if better is not None else (target, step)
        own = [struct for struct in here if struct.direction in (context.direction, Direction.BOTH)]
        found, step = self._by_name(own, reference, context)
        if found is not None:
            return found, step
        if reference.inline in self.structs:
            wrapped = context.holder == f"{reference.inline}:wrapper"
            return self.structs[reference.inline], LinkStep.EXAMPLE if wrapped else LinkStep.INLINE
        for name, step in ((reference.name, LinkStep.TYPE_NAME), (reference.field_name, LinkStep.FIELD_NAME)):
            found = next((struct for struct in here if _key(name) in map(_key, struct.names)), None)
            if name and found is not None:
                return found, step
        if reference.name:
            elsewhere = [struct for struct in self.by_name.get(_key(reference.name), ()) if not struct.root]
            if elsewhere and len({_shape_key(struct) for struct in elsewhere}) == 1:
                return elsewhere[0], LinkStep.OTHER_PAGE
        return None, LinkStep.NONE

    def _better(
        self, target: Struct, step: LinkStep, reference: Reference, here: list[Struct], context: _Context
    ) -> Struct | None:
        """The table of this page that bears the field's or type's own name, where a link leads past it.

        Labels are copied with the text: they lead to the table that holds the field, to the same table of
        another page, from a description to the table of the field below, or from a request to the table of
        the answer, while the request's own one is named the same and nothing refers to it. A link is
        otherwise believed, whatever its table is called.
        """
        keys = {_key(name) for name in (reference.name, reference.field_name) if name}
        if keys & {_key(part) for name in target.names for part in (name, name.rpartition(".")[2])}:
            if _OPPOSITE.get(context.direction) is target.direction and target.owner == context.page:
                return self._own(target, reference, keys, here, context)
            astray = target.owner != context.page
        else:
            others = {_key(name) for name in target.names} & self.containers.get(context.page, frozenset())
            astray = (
                target.id == context.holder
                or target.owner != context.page
                or (step is LinkStep.TEXT_LABEL and bool(others))
            )
        if not astray:
            return None
        for struct in here:
            if (
                struct is not target
                and keys & {_key(name) for name in struct.names[:1]}
                and struct.direction in (context.direction, Direction.BOTH)
            ):
                return struct
        return None

    def _own(
        self, target: Struct, reference: Reference, keys: set[str], here: list[Struct], context: _Context
    ) -> Struct | None:
        """The table of the message itself with the name that the linked table of the other message has, where no
        other row refers to it.
        """
        others = self.referred.get(context.page, frozenset()) - set(reference.text_labels + reference.type_labels)
        for struct in here:
            if (
                struct is not target
                and struct.direction is context.direction
                and keys & {_key(name) for name in struct.names[:1]}
                and not others & set(struct.labels)
            ):
                return struct
        return None

    def _by_name(
        self, structs: list[Struct], reference: Reference, context: _Context
    ) -> tuple[Struct | None, LinkStep]:
        """The structure that the type's name, the path or the field's name means among those of the message's
        own side of the page.
        """
        found = _named(structs, reference.name)
        if found is not None:
            return found, LinkStep.TYPE_NAME
        found = _dotted(structs, context.path)
        if found is not None:
            return found, LinkStep.DOTTED_PATH
        return _named(structs, reference.field_name), LinkStep.FIELD_NAME

    def _report(self, reference: Reference, struct: Struct | None, field: Field) -> None:
        labels = reference.type_labels
        if struct is None and labels:
            self.diagnostics.append(_dangling(labels[0], field.wire_name, field.span))


def _named(structs: list[Struct], name: str) -> Struct | None:
    """The structure of that name, or else of its singular or plural."""
    key = _key(name)
    if not key:
        return None
    for keys in ({key}, {key.removesuffix("s"), key + "s"}):
        for struct in structs:
            if any(_key(own) in keys for own in struct.names):
                return struct
    return None


def _dotted(structs: list[Struct], path: tuple[str, ...]) -> Struct | None:
    """The structure whose caption spells the field's path from the body's root, such as `role.policy`."""
    whole = ".".join(path).lower()
    for struct in structs:
        for name in struct.names:
            if "." in name and (whole == name.lower() or whole.endswith("." + name.lower())):
                return struct
    return None


def _unless_unknown(type_ref: TypeRef, empty: re.Pattern[str]) -> TypeRef:
    """The type of items or values; any value where no table describes them and the words do not speak of them."""
    return Unknown("") if isinstance(type_ref, Unknown) and empty.fullmatch(type_ref.phrase) else type_ref


def _opened(type_ref: TypeRef) -> TypeRef:
    """The type with room for a structure where it has none: of a list for its items, else for the value itself."""
    match type_ref:
        case ListOf(item=inner):
            return ListOf(_opened(inner))
        case MapOf(value=Scalar()) | Scalar():
            return Reference(phrase="")
        case _:
            return type_ref


def _dangling(label: str, name: str, span: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="reference-dangling",
        severity=Severity.WARNING,
        message=f"the type of {name!r} refers to {label!r}, and no table has that label; the field takes any JSON value",
        span=span,
        help="label the structure's table, or correct the reference",
    )


def _referred(fragment: Fragment) -> Iterator[str]:
    """The labels that the fields of a page's structures refer to."""
    for struct in fragment.structs:
        for field in struct.fields:
            for reference in _references(field.type):
                yield from reference.type_labels + reference.text_labels


def _references(type_ref: TypeRef) -> Iterator[Reference]:
    match type_ref:
        case Reference():
            yield type_ref
        case ListOf(item=inner) | MapOf(value=inner):
            yield from _references(inner)
        case _:
            return


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", name.lower())


def _shape_key(struct: Struct) -> tuple[str, ...]:
    return tuple(field.wire_name for field in struct.fields)


def _rows_key(struct: Struct) -> tuple[tuple[str, str], ...]:
    return tuple((field.wire_name, field.text) for field in struct.fields)
