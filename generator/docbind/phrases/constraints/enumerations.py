"""Enumerations told by a list: one value per item, each with or without words that explain it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.dialect.enumerations import (
    ENUMERATED_NOUNS,
    KIND_EXAMPLES,
    LIST_LEADS,
    NEGATIONS,
    OPEN_LISTS,
    OPEN_VALUES,
    OTHER_FIELDS,
    OWN_VALUES,
)
from docbind.dialect.limits import LIMITS, SLOTS
from docbind.dialect.parts import PartKind
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Admonition, Block, BulletList, CodeBlock, ListItem, Paragraph, Table
from docbind.model.spec import Kind
from docbind.phrases.constraints.alternatives import values_of
from docbind.phrases.constraints.conditions import is_lead_conditional
from docbind.phrases.constraints.items import (
    ANNOUNCED,
    EXPLICIT,
    UNANNOUNCED,
    Item,
    inline_items,
    is_empty_item,
    is_inline_item,
    read_item,
    stands_for_others,
)
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, Part, item_words, marked, unmarked
from docbind.phrases.values import Word, scalar, spread

LONGEST_LIST = 500
"""Items of one list, and blocks of one cell, that are read."""

_LEADS = Phrases(LIST_LEADS)
_NOUNS = Phrases(ENUMERATED_NOUNS)
_OPEN = Phrases(OPEN_LISTS)
_OPEN_VALUES = Phrases(OPEN_VALUES)
_KIND_EXAMPLES = Phrases(KIND_EXAMPLES)
_NEGATIONS = Phrases(NEGATIONS)
_OTHERS = Phrases(OTHER_FIELDS)
_OWN_VALUES = Phrases(OWN_VALUES)
_LIMITS = Phrases(LIMITS, SLOTS)

_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=\S)")
_PIECE_END = re.compile(rf"{_SENTENCE_END.pattern}|(?<=:)\s+(?={MARK_ON}[^{MARK_ON}{MARK_OFF}]{{1,40}}{MARK_OFF}: \S)")
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of values: how sure its lead makes it, why it is not enforced if it is not, and where it stands."""

    values: tuple[Word, ...]
    explained: bool
    strength: int
    doubt: str
    lead: str
    span: SourceSpan


def listed(parts: Iterable[Part], kind: Kind, wire_name: str) -> tuple[Listed, ...]:
    """Every list of a cell whose items are values of this kind."""
    return tuple(
        found for part in parts for found in _Reader(part.kind, kind, wire_name).lists(part.blocks[:LONGEST_LIST], "")
    )


class _Reader:
    """Reads the lists of one part of a cell, for one field."""

    def __init__(self, part: PartKind, kind: Kind, wire_name: str) -> None:
        self._part = part
        self._kind = kind
        self._wire_name = wire_name

    def lists(self, blocks: tuple[Block, ...], above: str) -> Iterator[Listed]:
        """The lists in blocks; a run of paragraphs is a list too. `above` are the words that lead to these blocks."""
        lead, first = above, above
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            match block:
                case Paragraph():
                    run, found = self._run(blocks[at - 1 :], lead, first)
                    if found is not None:
                        yield found
                        at += run - 1
                        continue
                    yield from self._line(marked(block.text), lead, block.text.span)
                    lead = marked(block.text) or lead
                    first = first or unmarked(lead)
                case BulletList():
                    words = _item_lines(block)
                    found = None if _are_cases(block.items, words) else self._list(words, lead, first, block.span)
                    if found is not None:
                        whole = len(words) > 1 or not _nested(block.items[0])
                        yield found if whole else replace(found, doubt=found.doubt or "unclear")
                        continue
                    for item, label in zip(block.items, map(item_words, block.items), strict=True):
                        yield from self.lists(item.blocks, label)
                case Admonition():
                    yield from self.lists(block.blocks, "")
                case CodeBlock() | Table():
                    continue

    def _run(self, blocks: tuple[Block, ...], lead: str, first: str) -> tuple[int, Listed | None]:
        """The list that the paragraphs from here on are, and how many they are; one is enough after a lead that announces values."""
        announces = unmarked(lead).endswith(":") or (self._part is PartKind.RANGE and not lead)
        strength = self._strength(lead) if announces else UNANNOUNCED
        if strength and isinstance(blocks[0], Paragraph) and len(values := values_of(marked(blocks[0].text))) > 1:
            return 1, self._told(values, lead, blocks[0].text.span)
        words: list[str] = []
        goes_on = False
        for block in blocks:
            item = read_item(marked(block.text), strength) if isinstance(block, Paragraph) else None
            goes_on = item is None and isinstance(block, Paragraph) and stands_for_others(marked(block.text))
            if not isinstance(block, Paragraph) or item is None or not (strength or item.explanation):
                break
            if item.explanation.endswith(":") and _LEADS.anywhere(unmarked(_last_sentence(item.explanation))):
                break
            words.append(marked(block.text))
        if not words or not (strength or len(words) > 1):
            return 0, None
        before = [_last_sentence(lead)] if is_inline_item(_last_sentence(lead)) else []
        span = blocks[0].text.span if isinstance(blocks[0], Paragraph) else blocks[0].span
        found = self._list([*before, *words], lead, first, span)
        return len(words), replace(found, doubt=found.doubt or "union") if found and goes_on else found

    def _told(self, values: tuple[Word, ...], lead: str, span: SourceSpan) -> Listed | None:
        """The values that one paragraph names after a lead."""
        announcement = unmarked(_last_sentence(lead))
        if self._is_about_something_else(announcement) or any(scalar(value, self._kind) is None for value in values):
            return None
        return Listed(
            values=tuple(dict.fromkeys(values)),
            explained=False,
            strength=min(self._strength(lead), ANNOUNCED),
            doubt=self._doubt(announcement),
            lead=announcement,
            span=span,
        )

    def _line(self, line: str, before: str, span: SourceSpan) -> Iterator[Listed]:
        """The list that a line ends in: `Access. 7: manage. 3: edit. 1: read.` One that consists of bold items
        is what `before` leads to.
        """
        pieces = [piece for piece in _PIECE_END.split(line) if piece]
        start = next((at for at, piece in enumerate(pieces) if is_inline_item(piece)), len(pieces))
        lead, items = " ".join(pieces[:start]), pieces[start:]
        if not start:
            lead, items = before, list(inline_items(line))
        if lead and len(items) > 1 and all(is_inline_item(item) for item in items):
            found = self._list(items, lead, unmarked(_SENTENCE_END.split(lead)[0]), span)
            if found is not None:
                yield found

    def _list(self, words: list[str], lead: str, first: str, span: SourceSpan) -> Listed | None:
        """The values of one list's items, or `None` where one of them is none. `first` is what the cell begins with."""
        announcement = unmarked(_last_sentence(lead))
        strength = self._strength(lead)
        if not words or len(words) > LONGEST_LIST or self._is_about_something_else(announcement):
            return None
        lines = [line for whole in words for line in inline_items(whole) if not is_empty_item(line)]
        items = [item for line in lines for item in _items(line, strength)]
        named = [item for item in items if item is not None]
        read = [item for item in named if _OPEN_VALUES.whole(item.value.text) is None and not _is_label(item, named)]
        if not read or len(named) != len(items) or not self._are_values(read, strength, first):
            return None
        if len(read) == 1 and not self._stands_alone(read[0], announcement, strength):
            return None
        return Listed(
            values=tuple(dict.fromkeys(item.value for item in read)),
            explained=any(item.explanation for item in read),
            strength=strength,
            doubt=self._doubt(announcement) or ("union" if len(read) < len(named) else ""),
            lead=announcement,
            span=span,
        )

    def _strength(self, lead: str) -> int:
        announced = _LEADS.first(unmarked(_last_sentence(lead)))
        if announced is not None and announced[1].explicit:
            return EXPLICIT
        return ANNOUNCED if announced is not None or self._part is PartKind.RANGE else UNANNOUNCED

    def _is_about_something_else(self, announcement: str) -> bool:
        if _NEGATIONS.anywhere(announcement):
            return True
        other = _OTHERS.first(announcement)
        return other is not None and other[0].group("field").rstrip(".:") != self._wire_name

    def _stands_alone(self, item: Item, announcement: str, strength: int) -> bool:
        """Whether one item is an enumeration: where values are announced, or a `Range` part explains the one there is."""
        if _LEADS.anywhere(announcement):
            return True
        return strength == ANNOUNCED and (item.value.sure or bool(item.explanation))

    def _are_values(self, items: list[Item], strength: int, first: str) -> bool:
        """Whether labels are the field's values, and not the names of cases."""
        if any(scalar(item.value, self._kind) is None or item.value.text == self._wire_name for item in items):
            return False
        if any(_bounds_a_value(item.explanation) for item in items):
            return False
        if strength or self._kind is not Kind.STRING:
            return True
        return _NOUNS.anywhere(" ".join(_NAME_WORDS.findall(self._wire_name))) or _NOUNS.anywhere(first)

    def _doubt(self, announcement: str) -> str:
        if is_lead_conditional(announcement, self._wire_name):
            return "conditional"
        return "unclear" if _OPEN.anywhere(announcement) else ""


def _is_label(item: Item, items: list[Item]) -> bool:
    """Whether an item that is not in bold as its siblings are names a kind of values: `Custom: a number of days,
    for example, 20`.
    """
    odd = not item.value.sure and any(other.value.sure for other in items)
    return odd and _KIND_EXAMPLES.anywhere(unmarked(item.explanation))


def _items(line: str, strength: int) -> tuple[Item | None, ...]:
    """What one item of a list names: a value, or several in bold (`**rose** and **tulip**`); `None` stands for an item without a value."""
    several = values_of(line)
    if len(several) > 1 and all(value.sure for value in several):
        return tuple(Item(value=value, explanation="") for value in several)
    item = read_item(line, strength)
    if item is None:
        return (None,)
    return tuple(Item(value=value, explanation=item.explanation) for value in spread(item.value))


def _item_lines(block: BulletList) -> list[str]:
    """The words of a list's items, and of those that stand below the only one by a slip of the pen: they look
    like values just as it does.
    """
    words = [item_words(item) for item in block.items]
    below = [item_words(item) for nested in _nested(block.items[0]) for item in nested.items] if block.items else []
    if len(words) > 1 or not below or unmarked(words[0]).endswith((":", "：")):
        return words
    shapes = {_shape(line) for line in (*words, *below)}
    return [*words, *below] if len(shapes) == 1 and None not in shapes else words


def _shape(line: str) -> tuple[bool, bool] | None:
    """How an item shows its value: in bold or quotation marks, and with words that explain it."""
    item = read_item(line, UNANNOUNCED)
    return (item.value.sure, bool(item.explanation)) if item is not None else None


def _nested(item: ListItem) -> tuple[BulletList, ...]:
    return tuple(block for block in item.blocks if isinstance(block, BulletList))


def _are_cases(items: tuple[ListItem, ...], words: list[str]) -> bool:
    """Whether every item has a list of its own, and is a label with a colon or has nothing but bare values
    below: the items are cases then.
    """
    below = [item_words(inner) for item in items for nested in _nested(item) for inner in nested.items]
    if len(words) != len(items) or not all(map(_nested, items)):
        return False
    labels = all(unmarked(label).endswith((":", "：")) for label in words)
    return labels or all(shape is not None and not shape[1] for shape in map(_shape, below))


def _last_sentence(lead: str) -> str:
    return _SENTENCE_END.split(lead)[-1] if lead else ""


def _bounds_a_value(explanation: str) -> bool:
    """Whether an item's explanation bounds a value, which makes its label a case."""
    words = unmarked(explanation)
    return _OWN_VALUES.anywhere(words) and _LIMITS.anywhere(words)
