"""Pages that came, went, moved, or say the same in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from docbind.model.change import Change, ChangeKind, Impact, State
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Admonition, Block, BulletList, CodeBlock, Page, Paragraph, Section, Table

from .pairs import route


def paired_pages(old: State, new: State) -> dict[str, str]:
    """Old path → new path: by path, then by the page's own label, then by its title."""
    was = {account.path for account in old.spec.accounts}
    now = {account.path for account in new.spec.accounts}
    pairs = {path: path for path in sorted(was & now)}
    for key in (_label, _title):
        gone = _unique((page for page in old.pages if page.span.path not in pairs), key)
        come = _unique((page for page in new.pages if page.span.path not in pairs.values()), key)
        pairs |= {gone[name].span.path: come[name].span.path for name in gone.keys() & come.keys()}
    return pairs


def page_changes(old: State, new: State, pairs: dict[str, str], told: Iterable[Change]) -> Iterator[Change]:
    """What is said of pages as such. The words of a page on which something else changed are not told beside that."""
    of_operation = {route(operation): operation.span.path for operation in new.spec.operations}
    told = tuple(told)
    spoken = {change.span.path for change in told} | {of_operation.get(change.operation, "") for change in told}
    was = {page.span.path: page for page in old.pages}
    now = {page.span.path: page for page in new.pages}
    for path, moved in pairs.items():
        if path != moved:
            yield _change(new, ChangeKind.PAGE_MOVED, moved, path, moved)
        if path in was and moved in now and moved not in spoken and _words(was[path]) != _words(now[moved]):
            yield _change(new, ChangeKind.DESCRIPTION_CHANGED, moved, "", now[moved].title)
    for path in now.keys() - pairs.values():
        yield _change(new, ChangeKind.PAGE_ADDED, path, "", now[path].title)
    for path in was.keys() - pairs.keys():
        yield _change(new, ChangeKind.PAGE_REMOVED, path, was[path].title, "")


def _change(state: State, kind: ChangeKind, path: str, old: str, new: str) -> Change:
    span = SourceSpan(path=path, first_line=1, last_line=1)
    return Change(kind=kind, impact=Impact.DOC_ONLY, service=state.spec.info.id, span=span, old=old, new=new)


def _label(page: Page) -> str:
    return page.id if page.id in page.labels else ""


def _title(page: Page) -> str:
    return page.title.lower()


def _unique(pages: Iterable[Page], key: Callable[[Page], str]) -> dict[str, Page]:
    """The pages by their key, without those that share one or have none."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        found.setdefault(key(page), []).append(page)
    return {name: same[0] for name, same in found.items() if name and len(same) == 1}


def _words(page: Page) -> str:
    """What a reader of the page reads, without layout and without the numbers of tables."""
    whole = " ".join((page.title, *_of_blocks(page.blocks), *_of_sections(page.sections)))
    return re.sub(r"\bTable \d+(-\d+)?", "Table", " ".join(whole.split()))


def _of_sections(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.title
        yield from _of_blocks(section.blocks)
        yield from _of_sections(section.sections)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text.plain
            case CodeBlock(text=code):
                yield code
            case BulletList(items=items):
                for item in items:
                    yield from _of_blocks(item.blocks)
            case Admonition(blocks=inner):
                yield from _of_blocks(inner)
            case Table():
                yield block.caption
                for cell in (*block.header, *(cell for row in block.rows for cell in row.cells)):
                    yield from _of_blocks(cell.blocks)
            case _:
                assert_never(block)
