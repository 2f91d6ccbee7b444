"""One operation of an S3 page: its parameters, bodies and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docbind.dialect.answer_headers import NUMBERS, is_common
from docbind.dialect.s3 import FORM_DATA, BodyWord, S3Role
from docbind.model.diagnostic import Diagnostic, SourceSpan
from docbind.model.page import Page
from docbind.model.spec import (
    UNSTATED,
    Body,
    Direction,
    ExampleKind,
    Field,
    Kind,
    Operation,
    Reference,
    Response,
    Scalar,
    Struct,
    Unknown,
)
from docbind.stages.interpret.deprecation import is_deprecated
from docbind.stages.interpret.s3.bodies import Origin, body_of, may_be_absent
from docbind.stages.interpret.s3.elements import Elements
from docbind.stages.interpret.s3.exchange import Exchange, body_word, examples, is_form
from docbind.stages.interpret.s3.lines import RequestLine
from docbind.stages.interpret.s3.messages import Message
from docbind.stages.interpret.s3.parameters import parameters
from docbind.stages.interpret.s3.placing import Unplaced, place
from docbind.stages.interpret.s3.rows import ElementRow, ParameterTable
from docbind.stages.interpret.s3.sections import Sections
from docbind.stages.interpret.s3.tables import ElementTable, Tables

NO_CONTENT = 204


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An operation with what came of its page. `placed` are the rows of elements that describe it, `unplaced` those that found no place in it."""

    operation: Operation
    structs: tuple[Struct, ...]
    placed: frozenset[ElementRow]
    unplaced: tuple[Unplaced, ...]
    diagnostics: tuple[Diagnostic, ...]


def build(page: Page, sections: Sections, tables: Tables, exchange: Exchange, others: tuple[Exchange, ...]) -> Built:
    """The operation of one exchange; `others` are the further ones of its page."""
    builder = _Builder(page, tables, exchange, others)
    line = exchange.line
    sent, found = parameters(line, tables)
    request, responses = builder.request(), builder.responses()
    folders = tuple(page.span.path.split("/")[:-1])
    samples = tuple(
        replace(one, status=responses[0].status) if one.kind is ExampleKind.RESPONSE and not one.status else one
        for one in examples(exchange)
    )
    if request is not None and may_be_absent(request, builder.structs, samples):
        request = replace(request, required=False)
    operation = Operation(
        id=builder.identity,
        title=f"{page.title} ({line.variant})" if others and line.variant else page.title,
        folder=folders,
        summary=sections.summary,
        method=line.method,
        path=line.path,
        aliases=(),
        parameters=sent,
        request=request,
        responses=responses,
        examples=samples,
        deprecated=is_deprecated(folders, page.title),
        span=line.span,
        host=line.template.header("host").partition(":")[0].lower(),
    )
    return Built(
        operation=operation,
        structs=tuple(builder.structs),
        placed=frozenset(builder.placed),
        unplaced=tuple(builder.unplaced),
        diagnostics=(*found, *builder.diagnostics),
    )


class _Builder:
    """The bodies of one operation."""

    def __init__(self, page: Page, tables: Tables, exchange: Exchange, others: tuple[Exchange, ...]) -> None:
        self.page = page
        self.tables = tables
        self.exchange = exchange
        self.others = others
        self.identity = _identity(page, exchange.line) if others else page.id
        self.structs: list[Struct] = []
        self.placed: set[ElementRow] = set()
        self.unplaced: list[Unplaced] = []
        self.diagnostics: list[Diagnostic] = []

    def request(self) -> Body | None:
        if is_form(self.exchange.sent):
            return self._form(self.tables.parameters(S3Role.REQUEST_ELEMENTS))
        template, shown = self.exchange.sent_elements()
        tables = self.tables.elements(S3Role.REQUEST_ELEMENTS)
        return self._body(Direction.REQUEST, self.exchange.sent, tables, template, shown)

    def responses(self) -> tuple[Response, ...]:
        """The successes with headers and body, then the failures, each with the words of the page's tables."""
        span = self.exchange.answered.span if self.exchange.answered is not None else self.exchange.line.span
        headers = self._headers()
        body = self._answer()
        statuses = self.exchange.statuses()
        found = [
            Response(
                status=status,
                text="",
                headers=headers,
                body=body if status != NO_CONTENT or len(statuses) == 1 else None,
                span=span,
            )
            for status in statuses
        ]
        failures: dict[int, list[str]] = {status: [] for status in self.exchange.failures()}
        places: dict[int, SourceSpan] = {}
        for table in self.tables.errors():
            for status, words in table.answers:
                failures.setdefault(status, []).append(words)
                places.setdefault(status, table.listed.table.span)
        found += [
            Response(
                status=status,
                text="; ".join(dict.fromkeys(words)),
                headers=(),
                body=None,
                span=places.get(status, span),
            )
            for status, words in sorted(failures.items())
            if status not in statuses
        ]
        return tuple(found)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _headers(self) -> tuple[Field, ...]:
        """The headers of the answer that a row describes, then those that the page only shows, but for those that every answer has."""
        found: dict[str, Field] = {}
        for table in self.tables.parameters(S3Role.RESPONSE_HEADERS):
            for row in table.rows.rows:
                found.setdefault(row.field.wire_name.lower(), row.field)
        families = tuple(name[:-1] for name in found if name.endswith("*"))
        for name, span in self.exchange.answered_headers():
            key = name.lower()
            if not is_common(key, self.exchange.line.method) and not (families and key.startswith(families)):
                kind = Kind.INTEGER if key in NUMBERS else Kind.STRING
                field = Field(wire_name=name, type=Scalar(kind), presence=UNSTATED, text="", span=span)
                found.setdefault(key, field)
        return tuple(found.values())

    def _answer(self) -> Body | None:
        if self.exchange.line.method == "HEAD":
            return None
        template, shown = self.exchange.answered_elements()
        return self._body(Direction.RESPONSE, self.exchange.answered, self._answer_tables(shown), template, shown)

    def _answer_tables(self, shown: Elements | None) -> tuple[ElementTable, ...]:
        """The tables of elements but those of another operation's answer."""
        roots = {found.root for other in self.others if (found := other.answered_elements()[1]) is not None}
        own = shown.root if shown is not None else ""
        foreign = roots - {own}
        return tuple(
            table
            for table in self.tables.elements(S3Role.RESPONSE_ELEMENTS)
            if _names_root(table, own) or not any(_names_root(table, root) for root in foreign)
        )

    def _body(
        self,
        direction: Direction,
        message: Message | None,
        tables: tuple[ElementTable, ...],
        template: Elements | None,
        shown: Elements | None,
    ) -> Body | None:
        rows = tuple(row for table in tables for row in table.rows)
        if not rows and shown is None:
            return _plain_body(message)
        placement = place(rows, template, shown)
        first = tables[0] if tables else None
        shown_at = message.span if message is not None else self.exchange.line.span
        origin = Origin(
            id=f"{self.identity}:{direction.value}",
            owner=self.page.id,
            direction=direction,
            span=first.listed.table.span if first is not None else shown_at,
            template=shown_at,
            labels=first.listed.placed.labels if first is not None else (),
            captions={table.number: table.listed.table.caption for table in tables},
        )
        built = body_of(placement, origin)
        self.structs += built.structs
        self.placed.update(rows)
        self.placed.difference_update(one.row for one in placement.unplaced)
        self.unplaced += placement.unplaced
        self.diagnostics += built.diagnostics
        return built.body

    def _form(self, tables: Iterable[ParameterTable]) -> Body | None:
        fields: dict[str, Field] = {}
        spans: list[SourceSpan] = []
        for table in tables:
            spans.append(table.table.span)
            for row in table.rows.rows:
                fields.setdefault(row.field.wire_name, row.field)
        if not fields:
            return None
        identity = f"{self.identity}:form"
        self.structs.append(
            Struct(
                id=identity,
                names=(),
                labels=(),
                fields=tuple(fields.values()),
                direction=Direction.REQUEST,
                owner=self.page.id,
                span=spans[0],
                root=True,
            )
        )
        return Body(media_type=FORM_DATA, type=Reference(phrase="", inline=identity), span=spans[0])


def _identity(page: Page, line: RequestLine) -> str:
    query = "&".join(name for name, _ in line.fixed)
    return f"{page.id}:{line.method} {line.path}" + (f"?{query}" if query else "")


def _names_root(table: ElementTable, root: str) -> bool:
    return any(row.name == root and not row.parents for row in table.rows)


def _plain_body(message: Message | None) -> Body | None:
    """A body that is no XML: the bytes of an object, or a JSON document that no table describes."""
    if message is None:
        return None
    match body_word(message.body):
        case BodyWord.OBJECT:
            return Body(media_type="application/octet-stream", type=Scalar(Kind.BINARY), span=message.span)
        case BodyWord.JSON:
            return Body(media_type="application/json", type=Unknown("JSON"), span=message.span)
        case BodyWord.NOTHING:
            return None
