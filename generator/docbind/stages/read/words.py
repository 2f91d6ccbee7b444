"""docutils' nodes → words, labels and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docutils import nodes, utils

from docbind.model.page import Block, Link, Literal, Paragraph, Plain, Run, Strong, Table

_LOST_POWER = re.compile(r"(?<![\w.])(2|10)\x00 (?=\d{1,2}(?!\d))")
"""A power whose raised digits lost their markup: `2\\ 32` is what exporters leave of 2 to the 32nd inside bold
words. docutils keeps an escaped blank behind a null.
"""


def _runs(node: nodes.Node) -> Iterator[Run]:
    match node:
        case nodes.Text():
            yield Plain(_clean(str(node)))
        case nodes.strong():
            yield Strong(words_of(node))
        case nodes.literal():
            yield Literal(words_of(node))
        case nodes.reference() if node.get("target"):
            yield Link(words_of(node), str(node["target"]))
        case nodes.superscript():
            yield Plain("^" + words_of(node))
        case nodes.image() | nodes.substitution_reference() | nodes.system_message():
            return
        case _:
            for child in node.children:
                yield from _runs(child)


def merged_runs(node: nodes.Node) -> Iterator[Run]:
    """The runs of a paragraph, in order; neighbouring ones without markup become one."""
    words = ""
    for run in _runs(node):
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
    return utils.unescape(_LOST_POWER.sub(r"\1^", text)).replace("\n", " ").replace("\u00a0", " ")


def words_of(node: nodes.Node) -> str:
    """All words of a node on one line."""
    children = node.children
    text = "".join(map(str, children)) if all(isinstance(child, nodes.Text) for child in children) else node.astext()
    return " ".join(_clean(text).split())


def target_labels(node: nodes.target) -> list[str]:
    """The labels of a target that is a place on the page."""
    return [] if node.get("refuri") else [*node.get("names", ()), *node.get("dupnames", ())]


def leading_labels(children: Iterable[nodes.Node]) -> Iterator[str]:
    """The labels that stand before anything else: those of the page, section or list item itself."""
    for child in children:
        if isinstance(child, nodes.target):
            yield from target_labels(child)
        elif not isinstance(child, (nodes.field_list, nodes.comment, nodes.system_message)):
            return


def labelled(block: Block, labels: tuple[str, ...]) -> Block:
    """The block with the labels that stand before it, where it can carry any."""
    return replace(block, labels=labels) if labels and isinstance(block, (Paragraph, Table)) else block


def line_of(node: nodes.Node) -> int:
    """The first line known of a node or of what it holds; sections are given the line of their underline."""
    if node.line is not None:
        return node.line - 1 if isinstance(node, (nodes.section, nodes.title)) else node.line
    for child in node.children:
        found = line_of(child)
        if found:
            return found
    return 1 if node.parent is None else (node.parent.line or 1)


def first_line(block: Block) -> int:
    """The first line of a block."""
    return block.text.span.first_line if isinstance(block, Paragraph) else block.span.first_line


def last_line(block: Block) -> int:
    """The last line of a block."""
    return block.text.span.last_line if isinstance(block, Paragraph) else block.span.last_line
