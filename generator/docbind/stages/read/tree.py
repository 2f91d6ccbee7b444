"""docutils' tree of one page → sections, blocks and tables; what the parser could not read → diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.page import (
    Admonition,
    Block,
    BulletList,
    Cell,
    CodeBlock,
    ListItem,
    Page,
    Paragraph,
    Row,
    Section,
    SourceFile,
    Table,
    Text,
)
from docbind.stages.read.words import (
    first_line,
    labelled,
    last_line,
    leading_labels,
    line_of,
    merged_runs,
    target_labels,
    words_of,
)

CAPTION_NUMBER = re.compile(r"^Table\s+(\d+)\s*")
INFORMATIVE = 1
LOST_CONTENT = 3


class PageReader:
    """One page's parse: docutils' tree, and what is found while walking it."""

    def __init__(self, source: SourceFile) -> None:
        self.path = source.path
        self.line_count = source.text.count("\n") + 1
        self.diagnostics: list[Diagnostic] = []
        settings = get_default_settings(Parser)
        settings.report_level = 5
        settings.halt_level = 5
        settings.file_insertion_enabled = False
        settings.raw_enabled = False
        settings.line_length_limit = max(10_000, *(len(line) + 1 for line in source.text.split("\n")))
        document = utils.new_document(source.path, settings)
        document.reporter.attach_observer(self._observe)
        Parser().parse(source.text, document)
        self.document = document

    def page(self) -> Page:
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        labels = tuple(leading_labels(self.document.children))
        span = self._span(1, self.line_count)
        top_level = [
            child for child in self.document.children if not isinstance(child, (nodes.section, nodes.field_list))
        ]
        before = tuple(block for block in self._blocks(top_level) if not _is_anchor_of(block, labels))
        identity = labels[0] if labels else self.path
        if len(sections) == 1:
            top = self._section(sections[0], ())
            return Page(
                id=identity,
                title=top.title,
                blocks=before + top.blocks,
                sections=top.sections,
                span=span,
                labels=labels,
            )
        inner = tuple(self._sections(self.document.children))
        return Page(
            id=identity, title=inner[0].title if inner else "", blocks=before, sections=inner, span=span, labels=labels
        )

    def _observe(self, message: nodes.system_message) -> None:
        """Turns what docutils says into our own diagnostics; its level 1 (duplicate implicit target and the like) loses nothing."""
        level = int(message["level"])
        if level <= INFORMATIVE:
            return
        line = int(message.get("line") or 1)
        words = " ".join(message.astext().split("\n")[0].split())
        words = re.sub(r"^.*?\(\w+/\d\)\s*", "", words)
        table = "table" in words.lower()
        lost = level >= LOST_CONTENT
        if "exactly one table expected" in words and any(found.span.first_line >= line for found in self.diagnostics):
            return  # the directive around a table that was reported already
        self.diagnostics.append(
            Diagnostic(
                code="table-malformed" if table and lost else "rst-malformed",
                severity=Severity.ERROR if table and lost else Severity.WARNING,
                message=f"{words.rstrip('.:')}; "
                + (
                    "the table and all its rows are left out" if table and lost else "this part of the page may be lost"
                ),
                span=self._span(line, line),
                help="correct the reStructuredText at this line",
            )
        )

    # --- structure -------------------------------------------------------------------------------------------------

    def _sections(self, children: Iterable[nodes.Node]) -> Iterator[Section]:
        pending: list[str] = []
        for child in children:
            if isinstance(child, nodes.target):
                pending += target_labels(child)
            elif isinstance(child, nodes.section):
                yield self._section(child, tuple(pending))
                pending = []

    def _section(self, node: nodes.section, labels: tuple[str, ...]) -> Section:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        body = [child for child in node.children if not isinstance(child, (nodes.section, nodes.title))]
        blocks = tuple(self._blocks(body))
        inner = tuple(self._sections(node.children))
        first = line_of(node)
        last = max([first, *(last_line(block) for block in blocks), *(section.span.last_line for section in inner)])
        return Section(
            title=words_of(title) if title is not None else "",
            blocks=blocks,
            sections=inner,
            span=self._span(first, last),
            labels=labels,
        )

    def _blocks(self, children: Iterable[nodes.Node]) -> Iterator[Block]:
        """The blocks of a body; a label on its own line belongs to the block that follows it."""
        pending: list[str] = []
        for child in children:
            if isinstance(child, nodes.target):
                pending += target_labels(child)
                continue
            for block in self._block(child):
                if pending and not isinstance(block, (Paragraph, Table)):
                    yield self._anchor(pending, first_line(block))
                    pending = []
                yield labelled(block, tuple(pending))
                pending = []
        if pending:
            yield self._anchor(pending, self.line_count)

    def _anchor(self, labels: list[str], line: int) -> Paragraph:
        """Labels of something that carries none itself (a list, the next section): a paragraph without words."""
        return Paragraph(text=Text(runs=(), span=self._span(line, line)), labels=tuple(labels))

    def _block(self, node: nodes.Node) -> Iterator[Block]:
        match node:
            case nodes.paragraph() | nodes.rubric() | nodes.line() | nodes.term() | nodes.attribution():
                yield Paragraph(text=self._text(node))
            case nodes.table():
                yield self._table(node)
            case nodes.bullet_list() | nodes.enumerated_list() | nodes.definition_list():
                yield self._list(node)
            case nodes.literal_block() | nodes.doctest_block():
                first = line_of(node)
                text = node.astext()
                yield CodeBlock(text=text, span=self._span(first, first + text.count("\n")))
            case nodes.Admonition() | nodes.topic() | nodes.sidebar():
                blocks = tuple(self._blocks(child for child in node.children if not isinstance(child, nodes.title)))
                yield Admonition(blocks=blocks, span=self._cover(node, blocks))
            case (
                nodes.block_quote()
                | nodes.line_block()
                | nodes.definition()
                | nodes.footnote()
                | nodes.container()
                | nodes.compound()
            ):
                yield from self._blocks(node.children)
            case nodes.field_list() | nodes.option_list():
                for field in node.children:
                    yield Paragraph(text=self._text(field))
            case nodes.section():
                pass
            case (
                nodes.system_message()
                | nodes.comment()
                | nodes.substitution_definition()
                | nodes.transition()
                | nodes.image()
                | nodes.figure()
            ):
                pass
            case _:
                words = node.astext().strip()
                if words:
                    yield Paragraph(text=self._text(node))

    def _list(self, node: nodes.Element) -> BulletList:
        items = []
        for child in node.children:
            pending: list[str] = []
            blocks: tuple[Block, ...]
            if isinstance(child, nodes.definition_list_item):
                blocks = tuple(block for part in child.children for block in self._block(part))
            elif isinstance(child, nodes.list_item):
                pending = list(leading_labels(child.children))
                blocks = tuple(self._blocks(child.children))
            else:
                continue
            items.append(ListItem(blocks=blocks, span=self._cover(child, blocks), labels=tuple(pending)))
        last = max([line_of(node), *(item.span.last_line for item in items)])
        return BulletList(items=tuple(items), span=self._span(line_of(node), last))

    # --- tables ----------------------------------------------------------------------------------------------------

    def _table(self, node: nodes.table) -> Table:
        caption = next((words_of(child) for child in node.children if isinstance(child, nodes.title)), "")
        numbered = CAPTION_NUMBER.match(caption)
        first = line_of(node)
        rows: dict[type[nodes.Element], tuple[Row, ...]] = {}
        for group in node.children:
            if isinstance(group, nodes.tgroup):
                for part in group.children:
                    if isinstance(part, (nodes.thead, nodes.tbody)):
                        rows[type(part)] = self._rows(part, first)
        head, body = rows.get(nodes.thead, ()), rows.get(nodes.tbody, ())
        last = max([first, *(row.span.last_line for row in head + body)])
        return Table(
            caption=caption[numbered.end() :] if numbered else caption,
            number=int(numbered.group(1)[:9]) if numbered else 0,
            header=head[0].cells if head else (),
            rows=head[1:] + body,
            span=self._span(first, last),
        )

    def _rows(self, part: nodes.Element, table_line: int) -> tuple[Row, ...]:
        """Rows in order, all of one width: a cell that spans rows is repeated in each, one that spans columns is followed by empty cells."""
        rows: list[Row] = []
        hanging: dict[int, tuple[Cell, int]] = {}
        for node in part.children:
            cells: list[Cell] = []
            for entry in (child for child in node.children if isinstance(child, nodes.entry)):
                self._continue_spans(cells, hanging)
                blocks = tuple(self._blocks(entry.children))
                lines = [line for block in blocks for line in (first_line(block), last_line(block))]
                cell = Cell(
                    blocks=blocks, span=self._span(min(lines, default=table_line), max(lines, default=table_line))
                )
                extra_rows = int(entry.get("morerows", 0))
                if extra_rows:
                    hanging[len(cells)] = (cell, extra_rows)
                cells.append(cell)
                cells += [Cell(blocks=(), span=cell.span)] * int(entry.get("morecols", 0))
            self._continue_spans(cells, hanging)
            known = [cell.span for cell in cells if cell.blocks]
            first = min((span.first_line for span in known), default=table_line)
            last = max((span.last_line for span in known), default=table_line)
            rows.append(Row(cells=tuple(cells), span=self._span(first, last)))
        return tuple(rows)

    def _continue_spans(self, cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
        """Appends the cells of earlier rows that reach into this one at the next columns."""
        while len(cells) in hanging:
            column = len(cells)
            cell, left = hanging.pop(column)
            if left > 1:
                hanging[column] = (cell, left - 1)
            cells.append(cell)

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, node: nodes.Node) -> Text:
        runs = tuple(merged_runs(node))
        first = line_of(node)
        return Text(runs=runs, span=self._span(first, first + node.astext().count("\n")))

    def _span(self, first: int, last: int) -> SourceSpan:
        first = min(max(first, 1), self.line_count)
        return SourceSpan(path=self.path, first_line=first, last_line=max(first, min(last, self.line_count)))

    def _cover(self, node: nodes.Node, blocks: tuple[Block, ...]) -> SourceSpan:
        first = line_of(node)
        return self._span(first, max([first, *(last_line(block) for block in blocks)]))


def _is_anchor_of(block: Block, labels: tuple[str, ...]) -> bool:
    """Is the block nothing but the page's own labels?"""
    return isinstance(block, Paragraph) and not block.text.runs and set(block.labels) <= set(labels)
