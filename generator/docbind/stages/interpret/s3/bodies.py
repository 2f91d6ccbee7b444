"""Placed elements → the body they make up and its structures. What a body of XML is called: see `body_of`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from docbind.dialect.s3 import FORM_DATA
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.spec import (
    UNSTATED,
    Body,
    Direction,
    Example,
    ExampleKind,
    Field,
    Kind,
    ListOf,
    Presence,
    PresenceKind,
    Reference,
    Scalar,
    Struct,
    TypeRef,
)
from docbind.stages.interpret.s3.elements import ElementPath
from docbind.stages.interpret.s3.placing import Place, Placement

XML = "application/xml"

MOST_NAMES = 12
"""Elements that one message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a body belongs to. `id` begins the ids of its structures; `span` and `labels` are those of its first table, else of its template.

    `template` is where elements stand that no row describes, `captions` are those of the tables by their number.
    """

    id: str
    owner: str
    direction: Direction
    span: SourceSpan
    template: SourceSpan
    labels: tuple[str, ...]
    captions: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltBody:
    body: Body
    structs: tuple[Struct, ...]
    diagnostics: tuple[Diagnostic, ...]


def body_of(placement: Placement, origin: Origin) -> BuiltBody:
    """The body. A root element that a row describes, or that holds nothing but text, is the one field of a body without a name.

    Any other root is the body itself, and its structure has the element's name: whoever writes the XML puts it around the fields.
    """
    builder = _Builder(placement, origin)
    return builder.body()


def may_be_absent(body: Body, structs: Iterable[Struct], samples: Iterable[Example]) -> bool:
    """Whether a request is right without its body: an example sends none, and no row demands anything in it."""
    own = [struct for struct in structs if struct.direction is Direction.REQUEST]
    if any(field.presence.kind is PresenceKind.REQUIRED for struct in own for field in struct.fields):
        return False
    sent = [one for one in samples if one.kind is ExampleKind.REQUEST]
    return body.media_type != FORM_DATA and any(not one.text and not one.has_value for one in sent)


class _Builder:
    def __init__(self, placement: Placement, origin: Origin) -> None:
        self.origin = origin
        self.root = placement.root
        self.places: Mapping[ElementPath, Place] = {place.path: place for place in placement.places}
        self.children: dict[ElementPath, list[ElementPath]] = {}
        for path in self.places:
            self.children.setdefault(path[:-1], []).append(path)
        self.structs: list[Struct] = []
        self.diagnostics: list[Diagnostic] = list(placement.diagnostics)

    def body(self) -> BuiltBody:
        root = (self.root,)
        top = self.places.get(root)
        if top is not None and not top.rows and self.children.get(root):
            identity = self._struct(root, self.root, root=True)
        else:
            identity = self._struct((), "", root=True)
        self.diagnostics += self._undescribed()
        body = Body(media_type=XML, type=Reference(phrase="", inline=identity), span=self.origin.span)
        return BuiltBody(body=body, structs=tuple(self.structs), diagnostics=tuple(self.diagnostics))

    def _struct(self, path: ElementPath, name: str, *, root: bool = False) -> str:
        """Builds the structure of an element and of all inside it; gives its id."""
        identity = ":".join((self.origin.id, ".".join(path))) if path else self.origin.id
        rows = self.places[path].rows if path in self.places else ()
        span = self.origin.span if root else rows[0].field.span if rows else self.origin.template
        at = len(self.structs)
        fields = tuple(self._field(child) for child in self.children.get(path, ()))
        struct = Struct(
            id=identity,
            names=(name,) if name else (),
            labels=self.origin.labels if self._is_meant_by_labels(path, name) else (),
            fields=fields,
            direction=self.origin.direction,
            owner=self.origin.owner,
            span=span,
            root=root and not name,
        )
        self.structs.insert(at, struct)
        return identity

    def _is_meant_by_labels(self, path: ElementPath, name: str) -> bool:
        """Whoever refers to the table means its root element; where that is plain text, the body."""
        return name == self.root if path == (self.root,) else not path and (self.root,) not in self.children

    def _field(self, path: ElementPath) -> Field:
        place = self.places[path]
        row = place.rows[0] if place.rows else None
        found = row.field if row is not None else _unknown(path[-1], self.origin.template)
        type_ref = self._type(path, place, found)
        return replace(found, type=type_ref, presence=self._presence(place) if row is not None else UNSTATED)

    def _type(self, path: ElementPath, place: Place, field: Field) -> TypeRef:
        found = field.type
        if path in self.children:
            labels = self._labels(path)
            identity = self._struct(path, path[-1])
            if isinstance(found, Scalar) and place.stated and any(row.typed for row in place.rows[:1]):
                self.diagnostics.append(_no_scalar(field))
            phrase = found.phrase if isinstance(found, Reference) else ""
            found = Reference(phrase=phrase, text_labels=labels, inline=identity)
        return ListOf(found) if place.repeated and not isinstance(found, ListOf) else found

    def _labels(self, path: ElementPath) -> tuple[str, ...]:
        """Where the row of an element points to, if no row of the page describes what is inside it."""
        described = any(self.places[child].rows for child in self.children[path])
        return () if described else tuple(label for row in self.places[path].rows for label in row.labels)

    def _presence(self, place: Place) -> Presence:
        """Whether the element must be sent. Tables that describe one parent side by side are alternatives: what one alone requires depends on the choice."""
        presence = place.rows[0].field.presence
        if not place.stated:
            return UNSTATED
        if presence.kind is not PresenceKind.REQUIRED:
            return presence
        above = self.places.get(place.path[:-1])
        tables = {row.table for row in above.rows} if above is not None else set()
        own = {row.table for row in place.rows}
        if len(tables) < 2 or tables <= own:
            return presence
        captions = ", ".join(filter(None, (self.origin.captions.get(number) for number in sorted(own))))
        return Presence(kind=PresenceKind.CONDITIONAL, words=f"Yes ({captions})" if captions else "Yes")

    # --- what no row describes -------------------------------------------------------------------------------------

    def _undescribed(self) -> Iterator[Diagnostic]:
        silent = [
            path
            for path, place in self.places.items()
            if not place.rows and len(path) > 1 and not self._is_linked(path)
        ]
        if silent and any(place.rows for place in self.places.values()):
            names = tuple(dict.fromkeys(path[-1] for path in silent))
            shown = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
            yield Diagnostic(
                code="element-without-row",
                severity=Severity.NOTE,
                message=f"the template of {self.root} has elements that no row describes ({shown}); they are kept, as Strings where they hold no others",
                span=self.origin.template,
                related=(self.origin.span,),
                help="add rows to the table of elements",
            )

    def _is_linked(self, path: ElementPath) -> bool:
        """Does the row of an element above point to another table?"""
        return any(self.places[path[:length]].rows and self._labels(path[:length]) for length in range(1, len(path)))


def _unknown(name: str, span: SourceSpan) -> Field:
    return Field(wire_name=name, type=Scalar(Kind.STRING), presence=UNSTATED, text="", span=span)


def _no_scalar(field: Field) -> Diagnostic:
    return Diagnostic(
        code="element-contradicted",
        severity=Severity.NOTE,
        message=f"{field.wire_name!r} is said to be a plain value, and holds elements; it is taken as a structure",
        span=field.span,
        help="correct the type",
    )
