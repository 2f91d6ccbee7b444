"""Rows of elements × the XML that shows them → which row describes which place in the body.

The template is the best evidence of nesting; a stated parent comes next, then what a row says of its children. A row that nothing places is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.stages.interpret.s3.elements import DEEPEST_ELEMENT, MOST_ELEMENTS, ElementPath, Elements, in_order
from docbind.stages.interpret.s3.repeating import repeated_places
from docbind.stages.interpret.s3.rows import ElementRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in a body. `rows` describe it, one a table; `stated` tells that they speak of this very place, and not of another with the element's name."""

    path: ElementPath
    rows: tuple[ElementRow, ...]
    stated: bool
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A row that describes no place, and what is to be said of it."""

    row: ElementRow
    finding: Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The places in the order of the body, every parent before its children; and the rows that stand nowhere."""

    root: str
    places: tuple[Place, ...]
    unplaced: tuple[Unplaced, ...]
    diagnostics: tuple[Diagnostic, ...]


def place(rows: tuple[ElementRow, ...], template: Elements | None, shown: Elements | None) -> Placement:
    """`template` is the documented form of the body, `shown` the same together with the samples; both None where the page shows no XML."""
    placer = _Placer(rows, template, shown)
    placer.place()
    return placer.placement()


class _Placer:
    def __init__(self, rows: tuple[ElementRow, ...], template: Elements | None, shown: Elements | None) -> None:
        self.rows = rows
        self.template = frozenset(template.paths) if template is not None else frozenset()
        self.shown = shown
        self.root = shown.root if shown is not None else _root_of(rows)
        paths: tuple[ElementPath, ...] = shown.paths if shown is not None else ((self.root,),) if self.root else ()
        self.places: dict[ElementPath, list[ElementRow]] = {}
        self.named: dict[str, list[ElementPath]] = {}
        self.loose: set[ElementPath] = set()
        self.placed: set[ElementRow] = set()
        self.misled: set[ElementRow] = set()
        self.repeated: list[Unplaced] = []
        self.diagnostics: list[Diagnostic] = []
        for path in paths:
            self._open(path)

    def place(self) -> None:
        self._roots()
        self._by_parent()
        self._by_name()
        self._grow()
        self._against_the_template()
        self._grow()
        self._elsewhere()
        if not self.root:
            for row in self._open_rows():
                self._claim((row.name,), row)

    def placement(self) -> Placement:
        needed = {path[:length] for path, rows in self.places.items() if rows for length in range(1, len(path) + 1)}
        known = {path: tuple(rows) for path, rows in self.places.items() if path in self.template or path in needed}
        repeated = repeated_places(known, self.loose, self.shown.repeated if self.shown is not None else frozenset())
        places = tuple(
            Place(path=path, rows=known[path], stated=path not in self.loose, repeated=path in repeated)
            for path in in_order(known)
        )
        nowhere = (Unplaced(row=row, finding=_nowhere(row, self.root)) for row in self._open_rows())
        return Placement(
            root=self.root,
            places=places,
            unplaced=(*self.repeated, *nowhere),
            diagnostics=tuple(self.diagnostics),
        )

    # --- steps -----------------------------------------------------------------------------------------------------

    def _roots(self) -> None:
        for row in self.rows:
            if row.name == self.root and not row.parents:
                self._claim((self.root,), row)

    def _by_parent(self) -> None:
        """Rows whose stated parents hold an element of their name already."""
        for row in self._open_rows():
            for path in self._below_root(row.name):
                if _is_below(path, row.parents):
                    self._claim(path, row)

    def _by_name(self) -> None:
        """Rows without a stated parent: the first row of a name describes the first place of that name, the last one all that are left."""
        names = dict.fromkeys(row.name for row in self._open_rows() if not row.parents)
        for name in names:
            rows = [row for row in self._open_rows() if row.name == name and not row.parents]
            places = [path for path in self._below_root(name) if not self.places[path]]
            for number, path in enumerate(places):
                self._claim(path, rows[min(number, len(rows) - 1)])

    def _grow(self) -> None:
        """Adds elements below the parents that their rows state, and below those that name them as children, until nothing is left to add.

        A row that might describe a place of the template that has no row yet waits for `_against_the_template`.
        """
        changed = True
        while changed:
            changed = False
            for row in self.rows:
                if row not in self.misled and (row in self.placed or row.dotted or not self._free(row.name)):
                    changed |= self._add(row, self._stated(row))
            for row in self._open_rows():
                if not row.parents:
                    changed |= self._add(row, self._named_as_child(row))

    def _against_the_template(self) -> None:
        """Rows whose parents do not hold them in the template, which shows their element elsewhere."""
        for row in self._open_rows():
            free = self._free(row.name)
            if free and not row.dotted:
                self._claim(free[0], row)
                self.misled.add(row)
                self.diagnostics.append(_contradicted(row, free[0]))

    def _elsewhere(self) -> None:
        """Places without a row whose name a row has: the same element at a place of which its row does not speak."""
        by_name: dict[str, ElementRow] = {}
        for row in self.rows:
            if row in self.placed:
                by_name.setdefault(row.name, row)
        for path, rows in self.places.items():
            if not rows and path[-1] in by_name and len(path) > 1:
                rows.append(by_name[path[-1]])
                self.loose.add(path)

    # --- places ----------------------------------------------------------------------------------------------------

    def _claim(self, path: ElementPath, row: ElementRow) -> None:
        """Lets a row describe a place, unless a row of the same table does."""
        rows = self.places[path] if path in self.places else self._open(path)
        first = next((other for other in rows if other.table == row.table), None)
        if first is None:
            rows.append(row)
        elif row not in self.placed:
            self.repeated.append(Unplaced(row=row, finding=_twice(row, first)))
        self.placed.add(row)

    def _add(self, row: ElementRow, paths: Iterable[ElementPath]) -> bool:
        fresh = [path for path in paths if path not in self.places and len(path) <= DEEPEST_ELEMENT]
        fresh = fresh[: max(0, MOST_ELEMENTS - len(self.places))]
        for path in fresh:
            self._claim(path, row)
        return bool(fresh)

    def _open_rows(self) -> tuple[ElementRow, ...]:
        return tuple(row for row in self.rows if row not in self.placed)

    def _open(self, path: ElementPath) -> list[ElementRow]:
        """Adds a place."""
        self.named.setdefault(path[-1], []).append(path)
        return self.places.setdefault(path, [])

    def _below_root(self, name: str) -> tuple[ElementPath, ...]:
        return tuple(path for path in self.named.get(name, ()) if len(path) > 1)

    def _free(self, name: str) -> tuple[ElementPath, ...]:
        """The places of the template with this name that no row describes yet."""
        return tuple(path for path in self._below_root(name) if not self.places[path] and path in self.template)

    def _stated(self, row: ElementRow) -> tuple[ElementPath, ...]:
        """The places below the row's stated parents, as far as those are places themselves. An element never stands inside itself."""
        above = (
            path
            for parent in row.parents
            for path in self.named.get(parent[-1], ())
            if path[-len(parent) :] == parent and row.name not in path
        )
        return tuple((*path, row.name) for path in above)

    def _named_as_child(self, row: ElementRow) -> tuple[ElementPath, ...]:
        above = (path for path, rows in self.places.items() if any(row.name in other.children for other in rows))
        return tuple((*path, row.name) for path in above if row.name not in path)


def _root_of(rows: tuple[ElementRow, ...]) -> str:
    """The root by the rows alone: the one that says so, or the only parent that has none itself."""
    stated = [row.name for row in rows if row.is_root]
    if stated:
        return stated[0]
    names = {row.name for row in rows if row.parents}
    tops = {path[0] for row in rows for path in row.parents} - names
    return tops.pop() if len(tops) == 1 else ""


def _is_below(path: ElementPath, parents: Iterable[ElementPath]) -> bool:
    return any(path[:-1][-len(parent) :] == parent for parent in parents)


def _contradicted(row: ElementRow, path: ElementPath) -> Diagnostic:
    stated = " or ".join(".".join(parent) for parent in row.parents)
    return Diagnostic(
        code="element-contradicted",
        severity=Severity.NOTE,
        message=f"{row.name!r} is said to stand inside {stated}, and the template shows it inside {path[-2]}; the template is believed",
        span=row.field.span,
        help="correct the parent, or the template",
    )


def _twice(row: ElementRow, first: ElementRow) -> Diagnostic:
    same = (row.field.type, row.field.presence) == (first.field.type, first.field.presence)
    return Diagnostic(
        code="row-repeated",
        severity=Severity.NOTE if same else Severity.WARNING,
        message=f"{row.name!r} stands in this table twice"
        + ("" if same else " and says different things; the first row counts"),
        span=row.field.span,
        related=(first.field.span,),
        help="remove one of the rows",
    )


def _nowhere(row: ElementRow, root: str) -> Diagnostic:
    why = (
        f"no element is called {'.'.join(row.parents[0])}"
        if row.parents
        else "neither the template nor a parent tells where it stands"
    )
    return Diagnostic(
        code="element-unplaced",
        severity=Severity.WARNING,
        message=f"{row.name!r} has no place in {root or 'the body'}: {why}; it is left out",
        span=row.field.span,
        help="show the element in the template, or name its parent in the description",
    )
