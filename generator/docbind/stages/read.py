"""SourceFile → Page: parses reStructuredText with docutils, and nothing else; what a heading means is `interpret`'s business.

Pages are untrusted: file insertion, raw output and every directive that would run, fetch or include something are off; substitutions are never expanded
(no transform of docutils runs), and a page nested too deeply for the parser is reported instead of read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.parsers.rst.states import Inliner

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.page import (
    Admonition,
    Block,
    BulletList,
    Cell,
    CodeBlock,
    Link,
    ListItem,
    Literal,
    Page,
    Paragraph,
    Plain,
    Row,
    Run,
    Section,
    SourceFile,
    Strong,
    Table,
    Text,
)

MAX_INDENT = 240
"""Columns of leading white space before a word; real pages stay under 40, and docutils recurses once per level."""

CAPTION_NUMBER = re.compile(r"^Table\s+(\d+)\s*")
INFORMATIVE = 1
LOST_CONTENT = 3


class _CodeBlock(Directive):
    """`.. code-block::` as plain text: the stated language says nothing about the content, and no highlighter is needed."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text)
        block.line = self.content_offset + 1
        return [block]


class _Ignored(Directive):
    """A directive whose content is no part of the page's facts, such as `toctree` or a picture."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True
    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = dict.fromkeys(
        (
            "maxdepth",
            "hidden",
            "glob",
            "caption",
            "name",
            "titlesonly",
            "numbered",
            "alt",
            "width",
            "height",
            "scale",
            "align",
            "target",
            "class",
        ),
        directives.unchanged,
    )

    def run(self) -> list[nodes.Node]:
        return []


class _Refused(Directive):
    """A directive that would read a file, fetch an address, or run or emit code."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 99
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        raise self.warning(f'the directive "{self.name}" is not allowed in pages')


def _reference(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, object] | None = None,
    content: Sequence[str] | None = None,
) -> tuple[list[nodes.reference], list[nodes.reference]]:
    """`:ref:` and `:download:` as a node that carries its target; whether the target exists is for `link` to find out."""
    text = utils.unescape(text)
    shown, bracket, target = text.rpartition("<")
    if bracket and target.endswith(">"):
        return [nodes.reference(rawtext, shown.strip(), target=_label(target[:-1]))], []
    return [nodes.reference(rawtext, text, target=_label(text))], []


def _label(text: str) -> str:
    return nodes.fully_normalize_name(text)


for _name in ("code-block", "code", "sourcecode", "parsed-literal"):
    directives.register_directive(_name, _CodeBlock)
for _name in ("toctree", "image", "figure"):
    directives.register_directive(_name, _Ignored)
for _name in (
    "include",
    "raw",
    "csv-table",
    "math",
    "role",
    "default-role",
    "date",
    "unicode",
    "replace",
    "meta",
    "title",
    "literalinclude",
):
    directives.register_directive(_name, _Refused)
for _name in ("ref", "doc", "download", "term"):
    roles.register_local_role(_name, _reference)


def read(source: SourceFile) -> Outcome[Page]:
    """Parses one page. Whatever docutils could not read is reported with its line; the rest of the page is kept."""
    too_deep = _too_deep(source)
    if too_deep is not None:
        return Outcome(value=_empty_page(source), diagnostics=(too_deep,))
    reader = _Reader(source)
    try:
        page = reader.page()
    except RecursionError:
        return Outcome(value=_empty_page(source), diagnostics=(_nesting(source, 1),))
    lost = tuple(found.span for found in reader.diagnostics if found.code == "table-malformed")
    return Outcome(value=replace(page, lost_tables=lost), diagnostics=tuple(reader.diagnostics))


def _too_deep(source: SourceFile) -> Diagnostic | None:
    for number, line in enumerate(source.text.split("\n"), start=1):
        if len(line) - len(line.lstrip(" ")) > MAX_INDENT:
            return _nesting(source, number)
    return None


def _nesting(source: SourceFile, line: int) -> Diagnostic:
    return Diagnostic(
        code="page-too-deep",
        severity=Severity.ERROR,
        message="the page is nested too deeply to be parsed; all of it is left out",
        span=SourceSpan(path=source.path, first_line=line, last_line=line),
        help="flatten the lists or boxes around this line",
    )


def _empty_page(source: SourceFile) -> Page:
    span = SourceSpan(path=source.path, first_line=1, last_line=1)
    return Page(id=source.path, title="", blocks=(), sections=(), span=span, unread=True)


class _Reader:
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
        labels = tuple(_pending_labels(self.document.children))
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
                pending += _target_labels(child)
            elif isinstance(child, nodes.section):
                yield self._section(child, tuple(pending))
                pending = []

    def _section(self, node: nodes.section, labels: tuple[str, ...]) -> Section:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        body = [child for child in node.children if not isinstance(child, (nodes.section, nodes.title))]
        blocks = tuple(self._blocks(body))
        inner = tuple(self._sections(node.children))
        first = _line(node)
        last = max([first, *(_last_line(block) for block in blocks), *(section.span.last_line for section in inner)])
        return Section(
            title=_words(title) if title is not None else "",
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
                pending += _target_labels(child)
                continue
            for block in self._block(child):
                if pending and not isinstance(block, (Paragraph, Table)):
                    yield self._anchor(pending, _first_line(block))
                    pending = []
                yield _labelled(block, tuple(pending))
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
                first = _line(node)
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
                pending = list(_pending_labels(child.children))
                blocks = tuple(self._blocks(child.children))
            else:
                continue
            items.append(ListItem(blocks=blocks, span=self._cover(child, blocks), labels=tuple(pending)))
        last = max([_line(node), *(item.span.last_line for item in items)])
        return BulletList(items=tuple(items), span=self._span(_line(node), last))

    # --- tables ----------------------------------------------------------------------------------------------------

    def _table(self, node: nodes.table) -> Table:
        caption = next((_words(child) for child in node.children if isinstance(child, nodes.title)), "")
        numbered = CAPTION_NUMBER.match(caption)
        first = _line(node)
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
                lines = [line for block in blocks for line in (_first_line(block), _last_line(block))]
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
        runs = tuple(_merged(_runs(node)))
        first = _line(node)
        return Text(runs=runs, span=self._span(first, first + node.astext().count("\n")))

    def _span(self, first: int, last: int) -> SourceSpan:
        first = min(max(first, 1), self.line_count)
        return SourceSpan(path=self.path, first_line=first, last_line=max(first, min(last, self.line_count)))

    def _cover(self, node: nodes.Node, blocks: tuple[Block, ...]) -> SourceSpan:
        first = _line(node)
        return self._span(first, max([first, *(_last_line(block) for block in blocks)]))


def _is_anchor_of(block: Block, labels: tuple[str, ...]) -> bool:
    """Is the block nothing but the page's own labels?"""
    return isinstance(block, Paragraph) and not block.text.runs and set(block.labels) <= set(labels)


def _runs(node: nodes.Node) -> Iterator[Run]:
    match node:
        case nodes.Text():
            yield Plain(_clean(str(node)))
        case nodes.strong():
            yield Strong(_words(node))
        case nodes.literal():
            yield Literal(_words(node))
        case nodes.reference() if node.get("target"):
            yield Link(_words(node), str(node["target"]))
        case nodes.image() | nodes.substitution_reference() | nodes.system_message():
            return
        case _:
            for child in node.children:
                yield from _runs(child)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs without markup become one."""
    words = ""
    for run in runs:
        if isinstance(run, Plain):
            words += run.text
            continue
        if words:
            yield Plain(words)
            words = ""
        if run.text:
            yield run
    if words:
        yield Plain(words)


def _clean(text: str) -> str:
    """Unescaped words on one line; a no-break space is a space to a reader."""
    return utils.unescape(text).replace("\n", " ").replace("\u00a0", " ")


def _words(node: nodes.Node) -> str:
    return " ".join(_clean(node.astext()).split())


def _target_labels(node: nodes.target) -> list[str]:
    return [] if node.get("refuri") else [*node.get("names", ()), *node.get("dupnames", ())]


def _pending_labels(children: Iterable[nodes.Node]) -> Iterator[str]:
    """The labels that stand before anything else: those of the page, section or list item itself."""
    for child in children:
        if isinstance(child, nodes.target):
            yield from _target_labels(child)
        elif not isinstance(child, (nodes.field_list, nodes.comment, nodes.system_message)):
            return


def _labelled(block: Block, labels: tuple[str, ...]) -> Block:
    if not labels:
        return block
    match block:
        case Paragraph():
            return Paragraph(text=block.text, labels=labels)
        case Table():
            return Table(
                caption=block.caption,
                number=block.number,
                header=block.header,
                rows=block.rows,
                span=block.span,
                labels=labels,
            )
        case _:
            return block


def _line(node: nodes.Node) -> int:
    """The first line known of a node or of what it holds; sections are given the line of their underline."""
    if node.line is not None:
        return node.line - 1 if isinstance(node, (nodes.section, nodes.title)) else node.line
    for child in node.children:
        found = _line(child)
        if found:
            return found
    return 1 if node.parent is None else (node.parent.line or 1)


def _first_line(block: Block) -> int:
    return block.text.span.first_line if isinstance(block, Paragraph) else block.span.first_line


def _last_line(block: Block) -> int:
    return block.text.span.last_line if isinstance(block, Paragraph) else block.span.last_line
