"""One page's sorted tables, routes and examples → its operations and structures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docbind.dialect.headings import Role
from docbind.dialect.leads import STATUS_LABEL, STATUS_STATED
from docbind.dialect.media import OTHER_JSON
from docbind.dialect.outcomes import ERROR_FIELDS
from docbind.dialect.rows import RowKind
from docbind.dialect.samples import ERROR_KEYS
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.page import Page, Paragraph
from docbind.model.spec import (
    REQUIRED,
    Body,
    Direction,
    Example,
    ExampleKind,
    Field,
    JsonObject,
    Kind,
    Location,
    Operation,
    Parameter,
    Response,
    Scalar,
    Struct,
    Unknown,
)
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.deprecation import is_deprecated
from docbind.stages.interpret.hosts import shown_host
from docbind.stages.interpret.locations import has_body_table, location_of
from docbind.stages.interpret.media import (
    FORM,
    JSON,
    OCTETS,
    has_file_beside_fields,
    only_file,
    stated_media_type,
)
from docbind.stages.interpret.numbering import numbered
from docbind.stages.interpret.outline import Placed
from docbind.stages.interpret.placement import Place, SortedTable
from docbind.stages.interpret.removal import with_named_target
from docbind.stages.interpret.rows import TableRow, cell_words
from docbind.stages.interpret.spilling import gathered
from docbind.stages.interpret.structures import direction_of, shape_of, structs_of, structs_of_table
from docbind.stages.interpret.uri import Route, stem
from docbind.stages.interpret.variants import agreed, united_fields
from docbind.stages.interpret.wrapping import wrapped

_ERROR_FIELDS = Phrases(ERROR_FIELDS)

STATUS_NUMBER = re.compile(r"(?<![\w.,-])([1-5]\d\d)(?![\w,-]|\.\d)")
ALIKE = frozenset({200, 201, 202, 203})
"""Statuses of successes that may carry the same body; the others have none, or part of one."""
WITH_CONTENT = frozenset({"PATCH", "POST", "PUT"})
"""Methods of requests that carry octets where the page only states so, by their media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What a page gave: its operations, its structures, and what had to be said."""

    operations: tuple[Operation, ...]
    structs: tuple[Struct, ...]
    diagnostics: tuple[Diagnostic, ...]


def assemble(
    page: Page,
    placed: tuple[Placed, ...],
    routes: tuple[Route, ...],
    tables: tuple[SortedTable, ...],
    examples: tuple[Example, ...],
    *,
    alone: bool = True,
) -> Assembled:
    """The page's operations: usually one, on a few pages more. `alone` tells that no others have the page's id."""
    structs = list(structs_of(page, tables))
    operations: list[Operation] = []
    diagnostics: list[Diagnostic] = []
    for route in routes:
        builder = _Builder(page, placed, route, tables, examples, several=len(routes) > 1 or not alone)
        operations.append(builder.operation())
        for struct in builder.structs:
            if all(struct.id != known.id for known in structs):
                structs.append(struct)
        diagnostics += builder.diagnostics
    return Assembled(
        operations=tuple(operations), structs=tuple(structs), diagnostics=tuple(dict.fromkeys(diagnostics))
    )


_Part = tuple[SortedTable, tuple[Field, ...]]
"""A root table, and those of its fields that belong to the body."""


class _Builder:
    """One operation of a page."""

    def __init__(
        self,
        page: Page,
        placed: tuple[Placed, ...],
        route: Route,
        tables: tuple[SortedTable, ...],
        examples: tuple[Example, ...],
        *,
        several: bool,
    ) -> None:
        self.page = page
        self.placed = placed
        self.route = route
        self.tables = tables
        self.examples = examples
        self.several = several
        self.diagnostics: list[Diagnostic] = []
        self.structs: list[Struct] = []
        self.parameters: dict[tuple[Location, str], Parameter] = {}
        self.body: list[_Part] = []
        self.form = False
        self.placeholders: dict[str, str] = {
            stem(name): name for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", route.path))
        }

    def operation(self) -> Operation:
        statuses = _documented_statuses(self.placed, self.tables)
        success = next((status for status in statuses if 200 <= status <= 300), 200)
        for table in self.tables:
            if table.rows is not None and table.place not in (
                Place.STRUCT,
                Place.VARIANT,
                Place.RESPONSE,
                Place.RESPONSE_HEADER,
                Place.NONE,
                Place.STATUS,
            ):
                self._request_table(table)
        self._complete_path()
        request = self._request_body()
        responses = self._responses(statuses, success)
        folders = tuple(self.page.span.path.split("/")[:-1])
        return Operation(
            id=f"{self.page.id}:{self.route.method} {self.route.path}" if self.several else self.page.id,
            title=self.page.title,
            folder=folders,
            summary=_summary(self.placed),
            method=self.route.method,
            path=self.route.path,
            aliases=self.route.aliases,
            parameters=self._named_parameters(request),
            request=request,
            responses=responses,
            examples=self.examples,
            deprecated=is_deprecated(folders, self.page.title),
            span=self.route.span,
            notation=self.route.notation,
            host=shown_host(self.route.method, self.placed, self.parameters.values()),
        )

    # --- request ---------------------------------------------------------------------------------------------------

    def _request_table(self, table: SortedTable) -> None:
        rows = table.rows
        assert rows is not None
        in_body: list[Field] = []
        body_rows: list[TableRow] = []
        has_body = has_body_table(self.tables)
        for row in rows.rows:
            placeholder = self._placeholder(row.field.wire_name)
            known_path = (Location.PATH, placeholder) in self.parameters
            location = location_of(
                table, row, self.route, placeholder=placeholder, known_path=known_path, body=has_body
            )
            if location is None:
                in_body.append(row.field)
                body_rows.append(row)
            else:
                self._parameter(location, row.field)
        if body_rows:
            self.form = self.form or table.place is Place.FORM
            self.body.append((table, tuple(row.field for row in body_rows if row.kind is RowKind.FIELD)))

    def _placeholder(self, name: str) -> str:
        """The path's own spelling of a row's name: `_`, `-`, case and the plural of any word do not count."""
        return self.placeholders.get(stem(name), "")

    def _parameter(self, location: Location, field: Field) -> None:
        if location is Location.PATH:
            name = self._placeholder(field.wire_name) or field.wire_name
            # One segment of a path is a text, whatever the table calls it.
            type = field.type if isinstance(field.type, Scalar) else Scalar(Kind.STRING)
            field = replace(field, wire_name=name, type=type, presence=REQUIRED)
        first_number: int | None = None
        if location is Location.QUERY:
            field, first_number = numbered(field, self.examples)
        key = (location, field.wire_name.lower() if location is Location.HEADER else field.wire_name)
        known = self.parameters.get(key)
        if known is not None and location is not Location.PATH:
            field = agreed(known.field, field)
        if known is None or location is not Location.PATH:
            self.parameters[key] = Parameter(location=location, field=field, first_number=first_number)

    def _complete_path(self) -> None:
        """Every placeholder is a parameter, in the order of the path, also where no row describes it."""
        ordered: dict[tuple[Location, str], Parameter] = {}
        for name in self.placeholders.values():
            key = (Location.PATH, name)
            if key not in self.parameters:
                field = Field(
                    wire_name=name, type=Scalar(Kind.STRING), presence=REQUIRED, text="", span=self.route.span
                )
                self.parameters[key] = Parameter(location=Location.PATH, field=field)
                self.diagnostics.append(
                    Diagnostic(
                        code="placeholder-without-row",
                        severity=Severity.NOTE,
                        message=f"the path has {{{name}}}, and no table describes it; it is taken as a required String",
                        span=self.route.span,
                        help="add a row to the table of path parameters",
                    )
                )
            ordered[key] = self.parameters.pop(key)
        self.parameters = {**ordered, **self.parameters}

    def _named_parameters(self, request: Body | None) -> tuple[Parameter, ...]:
        given = tuple(self.parameters.values())
        # On a page of several operations, the parameter is what another one names.
        return given if self.several else with_named_target(self.route.method, self.route.path, given, request)

    def _request_body(self) -> Body | None:
        values = tuple(
            example for example in self.examples if example.kind is ExampleKind.REQUEST and example.has_value
        )
        answers = tuple(
            example
            for example in self.examples
            if example.kind is ExampleKind.RESPONSE and example.has_value and not _is_error(example, set())
        )
        header = self.parameters.get((Location.HEADER, "content-type"))
        stated = stated_media_type(header.field if header is not None else None, self.placed)
        fields = tuple(field for _, own in self.body for field in own)
        if self.form or stated == FORM or has_file_beside_fields(fields, values):
            return self._body(self.body, Direction.REQUEST, values, media=FORM, others=answers)
        if (file := only_file(fields)) is not None:
            return Body(media_type=OCTETS if stated in ("", JSON) else stated, type=file.type, span=file.span)
        if not self.body and stated == OCTETS and self.route.method in WITH_CONTENT:
            return Body(media_type=OCTETS, type=Scalar(Kind.BINARY), span=self.route.span)
        media = stated if OTHER_JSON.search(stated) else ""
        return self._body(self.body, Direction.REQUEST, values, media=media, others=answers)

    def _body(
        self,
        parts: list[_Part],
        direction: Direction,
        examples: tuple[Example, ...],
        *,
        media: str = "",
        suffix: str = "",
        others: tuple[Example, ...] = (),
    ) -> Body | None:
        """The body that one or more root tables describe together.

        `suffix` tells the ids of two bodies from one table apart, `others` are the examples of the message
        that goes the other way.
        """
        if not parts:
            return None
        first = parts[0][0]
        assert first.rows is not None
        shape = shape_of(first.rows)
        if shape is not None and len(parts) == 1:
            self.structs += list(structs_of_table(self.page, first, direction, root=True))[1:]
            binary = shape == Scalar(Kind.BINARY)
            return Body(
                media_type=media or (OCTETS if binary else JSON),
                type=shape,
                span=first.table.span,
            )
        fields = united_fields(parts)
        sides = (direction, Direction.BOTH)
        known = {
            name
            for table in self.tables
            if any(table is part for part, _ in parts) or direction_of(table.placed.role) in sides
            for name in table.names
        }
        own, spilled = gathered(fields, examples, known, others)
        built = list(structs_of_table(self.page, first, direction, root=True, fields=own))
        built += [
            Struct(
                id=struct.id,
                names=(),
                labels=(),
                fields=struct.fields,
                direction=direction,
                owner=self.page.id,
                span=struct.span,
            )
            for struct in spilled
        ]
        for table, _ in parts[1:]:
            assert table.rows is not None
            built += list(structs_of_table(self.page, table, direction))[1:]
        if self.several:
            suffix += f":{self.route.method}"
        built[0] = replace(built[0], id=built[0].id + suffix)
        body_type, roots = wrapped(built[0], examples)
        self.structs += [*roots, *built[1:]]
        return Body(media_type=media or JSON, type=body_type, span=first.table.span)

    # --- responses -------------------------------------------------------------------------------------------------

    def _responses(self, statuses: dict[int, str], success: int) -> tuple[Response, ...]:
        bodies: dict[int, list[_Part]] = {}
        headers: dict[int, dict[str, Field]] = {}
        spans: dict[int, SourceSpan] = {}
        for table in self.tables:
            if table.rows is None or table.place not in (Place.RESPONSE, Place.RESPONSE_HEADER):
                continue
            status = table.placed.status or (0 if table.error else success)
            spans.setdefault(status, table.table.span)
            if table.place is Place.RESPONSE_HEADER:
                for row in table.rows.rows:
                    headers.setdefault(status, {}).setdefault(row.field.wire_name, row.field)
                continue
            fields = tuple(row.field for row in table.rows.rows if row.kind is RowKind.FIELD)
            failed = tuple(field for field in fields if 200 <= status < 300 and _ERROR_FIELDS.anywhere(field.text))
            if failed:
                bodies.setdefault(0, []).append((table, failed))
                spans.setdefault(0, table.table.span)
            if len(failed) < len(fields) or not failed:
                bodies.setdefault(status, []).append((table, tuple(field for field in fields if field not in failed)))
        shown = {field.wire_name for _, fields in bodies.get(success, ()) for field in fields}
        self.examples = tuple(_placed_example(example, success, shown) for example in self.examples)
        known = [*statuses, *spans]
        if not any(_is_success(status) for status in known):
            known.append(success)
            self.diagnostics.append(_success_undocumented(success, self.route.span))
        if success == 300:
            known.append(200)  # services that list their versions with 300 answer 200 where there is one version only
        found = []
        for status in sorted(set(known), key=lambda status: (status == 0, status)):
            values = tuple(
                example
                for example in self.examples
                if example.kind is ExampleKind.RESPONSE
                and example.has_value
                and (
                    example.status == status or (status == 0 and example.status >= 400 and example.status not in bodies)
                )
            )
            found.append(
                Response(
                    status=status,
                    text=statuses.get(status, ""),
                    headers=tuple(headers.get(status, {}).values()),
                    body=self._body(
                        bodies.get(status, []), Direction.RESPONSE, values, suffix="" if status else ":error"
                    )
                    or self._shown_body(status, values),
                    span=spans.get(status, self.route.span),
                )
            )
        return _with_inherited_bodies(found, {*spans, *headers})

    def _shown_body(self, status: int, examples: tuple[Example, ...]) -> Body | None:
        """The body of a success that only the examples show: any value, so that callers get it at all. An empty object shows none."""
        bodies = [example for example in examples if example.value not in ((), JsonObject(()))]
        if not 200 <= status < 300 or not bodies:
            return None
        self.diagnostics.append(
            Diagnostic(
                code="body-undocumented",
                severity=Severity.NOTE,
                message=f"an example shows a body of status {status}, and no table describes it; it is given as it comes",
                span=bodies[0].span,
                help="describe the body in a table",
            )
        )
        return Body(media_type=JSON, type=Unknown(""), span=bodies[0].span)


def _placed_example(example: Example, success: int, shown: set[str]) -> Example:
    """An answer without a stated status is the success; one among the successes that is an error by its keys is
    an error. `shown` are the documented fields of the success.
    """
    if example.kind is ExampleKind.REQUEST:
        return example
    if example.status < 300 and _is_error(example, shown):
        return replace(example, status=400)
    return replace(example, status=success) if example.status == 0 else example


def _is_error(example: Example, shown: set[str]) -> bool:
    """Does an answer have the keys of an error only, none of which the success documents?"""
    keys = {key for key, _ in example.value.members} if isinstance(example.value, JsonObject) else set[str]()
    telling = keys - {"request_id"}  # which successes have as well
    return bool(telling) and keys <= set(ERROR_KEYS) and not telling & shown


def _success_undocumented(status: int, span: SourceSpan) -> Diagnostic:
    return Diagnostic(
        code="success-undocumented",
        severity=Severity.NOTE,
        message=f"the page states no status of a success; {status} is taken",
        span=span,
        help="add a table of status codes",
    )


def _with_inherited_bodies(responses: list[Response], described: set[int]) -> tuple[Response, ...]:
    """The responses, where a success of which only its status is stated carries what the documented success does."""
    bodies = [response.body for response in responses if _is_success(response.status) and response.body is not None]
    if len(bodies) != 1:
        return tuple(responses)
    return tuple(
        (
            replace(response, body=bodies[0])
            if response.body is None and response.status in ALIKE and response.status not in described
            else response
        )
        for response in responses
    )


def _summary(placed: tuple[Placed, ...]) -> str:
    """The first paragraph of the section that says what the operation does."""
    for item in placed:
        if item.role is Role.FUNCTION and isinstance(item.block, Paragraph) and not item.leads:
            return " ".join(item.block.text.plain.split())
    return ""


def _documented_statuses(placed: tuple[Placed, ...], tables: tuple[SortedTable, ...]) -> dict[int, str]:
    """Status → the page's word on it: from the tables, lines and lists of the status section; where they have no success, from lines elsewhere."""
    found: dict[int, str] = {}
    for item in tables:
        if item.place is not Place.STATUS:
            continue
        for row in item.table.rows:
            cells = [cell_words(cell) for cell in row.cells]
            for code in STATUS_NUMBER.findall(cells[0]) if cells else ():
                found.setdefault(int(code), cells[1] if len(cells) > 1 else "")
    elsewhere: dict[int, str] = {}
    for line in placed:
        if not isinstance(line.block, Paragraph):
            continue
        words = " ".join(line.block.text.plain.split())
        label = STATUS_LABEL.match(words)
        if line.role is Role.STATUS:
            found.update({int(code): "" for code in STATUS_NUMBER.findall(words) if int(code) not in found})
        elif label and line.role in (Role.RESPONSE, Role.ERROR_RESPONSE):
            found.setdefault(int(label.group(1)), "")
        elif label and line.role in (Role.EXAMPLE, Role.EXAMPLE_RESPONSE):
            elsewhere.setdefault(int(label.group(1)), "")
        elif (stated := STATUS_STATED.search(words)) and line.role in (Role.FUNCTION, Role.RESPONSE):
            elsewhere.setdefault(int(stated.group(1)), "")
    if not any(_is_success(status) for status in found):
        found |= {status: words for status, words in elsewhere.items() if _is_success(status)}
    return dict(sorted(found.items()))


def _is_success(status: int) -> bool:
    return 200 <= status < 400
