"""Enumerations told by a list: one value per item, each with or without words that explain it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docbind.dialect.enumerations import ENUMERATED_NOUNS, ITEM_LABELS, LIST_LEADS, NO_VALUES, OPEN_LISTS, ListLead
from docbind.dialect.limits import LIMITS, SLOTS
from docbind.dialect.parts import PartKind
from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Admonition, Block, BulletList, CodeBlock, Paragraph, Table
from docbind.model.spec import Kind
from docbind.phrases.constraints.conditions import is_lead_conditional
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_OFF, MARK_ON, Part, item_words, marked, unmarked
from docbind.phrases.values import Word, scalar, word

_LEADS = Phrases(LIST_LEADS)
_LABELS = Phrases(ITEM_LABELS)
_NO_VALUES = Phrases(NO_VALUES)
_NOUNS = Phrases(ENUMERATED_NOUNS)
_OPEN = Phrases(OPEN_LISTS)
_LIMITS = Phrases(LIMITS, SLOTS)

_MARKED_ITEM = re.compile(rf"{MARK_ON}([^{MARK_ON}{MARK_OFF}]+?):?{MARK_OFF}\s*(.*)$")
_QUOTED_ITEM = re.compile(r"[\"“']([^\"“”']+)[\"”'],?\s*(.*)$")
_BARE_ITEM = re.compile(
    r"([^\s:(),;\"“”\ue001\ue002]+)\s*(?:$|[.;,]$|[:：(]\s*(.*)$|(?:-|–|—|=|indicates|indicating|means|represents|refers to|stands for)\s+(.*)$|,\s+((?:indicat|mean|represent|which|referring).*)$)"
)
_EXPLAINED = re.compile(
    r"^(?:$|[.,;]?$|[:：(,=–—-]|indicat|means?\b|represents?\b|refers? to|stands for|is used|specifies|/)"
)
_NOTHING = re.compile(r"(?:an )?(?:empty string|empty|blank)\b", re.IGNORECASE)
_INLINE_ITEM = re.compile(r"(?:\ue001[^\ue001\ue002]{1,40}\ue002|[\w.-]{1,40}): \S")
_PHRASE = re.compile(r"(?!.* (?:and|or) )[^.:;,\ue001\ue002]{1,60}")
_DEFAULT_ASIDE = re.compile(r"\s*\((?:the )?default(?: value| setting| option)?\)$", re.IGNORECASE)

LONGEST_LIST = 500
"""Values of one enumeration that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of values: how sure its lead makes it (3 explicit, 2 announced, 0 a list and nothing else), and where it stands."""

    values: tuple[Word, ...]
    explained: bool
    strength: int
    doubt: str
    lead: str
    span: SourceSpan


def listed(parts: Iterable[Part], kind: Kind, wire_name: str) -> tuple[Listed, ...]:
    """Every list of a cell whose items are values of this kind."""
    return tuple(found for part in parts for found in _lists(part.blocks, part.kind, "", kind, wire_name))


def _lists(blocks: tuple[Block, ...], part: PartKind, above: str, kind: Kind, wire_name: str) -> Iterator[Listed]:
    """The lists in blocks; a run of paragraphs after a lead is a list too. `above` are the words that lead to these blocks."""
    lead, first = above, ""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        match block:
            case Paragraph():
                run = _paragraph_run(blocks[at:], part, lead)
                words = [marked(one.text) for one in run]
                if words and _INLINE_ITEM.match(_last_sentence(lead)):
                    words.insert(0, _last_sentence(lead))
                found = _read(words, part, lead, first, kind, wire_name, block.text.span) if words else None
                if found is not None:
                    yield found
                    at += len(run)
                    continue
                lead = marked(block.text) or lead
                first = first or unmarked(lead)
                inline = _read_line(lead, part, kind, wire_name, block.text.span)
                if inline is not None:
                    yield inline
            case BulletList():
                words = [item_words(item) for item in block.items]
                found = _read(words, part, lead, first or above, kind, wire_name, block.span)
                if found is not None:
                    yield found
                else:
                    for item, label in zip(block.items, words, strict=True):
                        yield from _lists(item.blocks, part, label, kind, wire_name)
            case Admonition():
                yield from _lists(block.blocks, part, "", kind, wire_name)
            case CodeBlock() | Table():
                pass
        at += 1


def _paragraph_run(blocks: tuple[Block, ...], part: PartKind, lead: str) -> tuple[Paragraph, ...]:
    """The paragraphs from here on, each of which would be an item of a list; one is enough after a lead that announces values."""
    announced = _LEADS.first(unmarked(_last_sentence(lead))) if unmarked(lead).endswith(":") else None
    strength = max(_strength(announced), 2 if part is PartKind.RANGE and not lead else 0)
    run: list[Paragraph] = []
    for block in blocks:
        item = _item(marked(block.text), strength=strength) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or item is None or (not strength and not item[1]):
            break
        run.append(block)
    return tuple(run) if strength or len(run) > 1 else ()


def _strength(announced: tuple[re.Match[str], ListLead] | None) -> int:
    return 0 if announced is None else 3 if announced[1].explicit else 2


def _read(
    words: list[str], part: PartKind, lead: str, first: str, kind: Kind, wire_name: str, span: SourceSpan
) -> Listed | None:
    """The values of one list's items, or `None` where one of them is none."""
    announcement = unmarked(_last_sentence(lead))
    announced = _LEADS.first(announcement)
    strength = max(_strength(announced), 2 if part is PartKind.RANGE else 0)
    if not words or len(words) > LONGEST_LIST or (len(words) == 1 and strength == 0):
        return None
    items = [_item(item, strength=strength) for item in words if not _NOTHING.match(item)]
    values = [item[0] for item in items if item is not None]
    if len(values) != len(items) or not _are_values(items_of(items), kind, strength, wire_name, first):
        return None
    if len(values) == 1 and announced is None and not (values[0].sure or items_of(items)[0][1]):
        return None
    doubt = (
        "conditional"
        if is_lead_conditional(announcement, wire_name)
        else "unclear" if _OPEN.anywhere(announcement) else ""
    )
    return Listed(
        values=tuple(dict.fromkeys(values)),
        explained=any(item[1] for item in items_of(items)),
        strength=strength,
        doubt=doubt,
        lead=announcement,
        span=span,
    )


def _read_line(line: str, part: PartKind, kind: Kind, wire_name: str, span: SourceSpan) -> Listed | None:
    """The values of a line that ends in a list of its own: `Access. 7: manage. 3: edit. 1: read.`"""
    pieces = [piece for piece in re.split(r"(?<=[.;])\s+", line) if piece]
    start = next((at for at, piece in enumerate(pieces) if _INLINE_ITEM.match(piece)), len(pieces))
    if start < len(pieces) and start == 0:
        return None
    items = pieces[start:]
    if len(items) < 2 or not all(_INLINE_ITEM.match(item) for item in items):
        return None
    return _read(items, part, " ".join(pieces[:start]), unmarked(pieces[0]), kind, wire_name, span)


def items_of(items: list[tuple[Word, str] | None]) -> list[tuple[Word, str]]:
    return [item for item in items if item is not None]


def _last_sentence(lead: str) -> str:
    return re.split(r"(?<=[.;])\s+(?=\S)", lead)[-1] if lead else ""


def _are_values(items: list[tuple[Word, str]], kind: Kind, strength: int, wire_name: str, first: str) -> bool:
    """Whether labels are the field's values and not the names of cases."""
    if any(scalar(value, kind) is None or value.text == wire_name for value, _ in items):
        return False
    if kind is not Kind.STRING:
        return not any(_limits_value(text) for _, text in items)
    if any(_limits_value(text) for _, text in items):
        return False
    if strength == 0:
        return _NOUNS.anywhere(" ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+", wire_name))) or _NOUNS.anywhere(first)
    return True


def _limits_value(text: str) -> bool:
    """Whether an item's explanation bounds a value, which makes its label a case."""
    words = unmarked(text)
    return (
        re.search(r"\bthe value\b", words, re.IGNORECASE) is not None
        and any(char.isdigit() for char in words)
        and _LIMITS.anywhere(words)
    )


def _item(words: str, *, strength: int) -> tuple[Word, str] | None:
    """The value that an item begins with, and what explains it."""
    for pattern in (_MARKED_ITEM, _QUOTED_ITEM):
        match = pattern.match(words)
        if match:
            rest = match.group(2)
            value = Word(text=_DEFAULT_ASIDE.sub("", unmarked(match.group(1))).strip(" ,;'\"“”"), sure=True)
            return (value, rest) if value.text and _EXPLAINED.match(rest) else None
    match = _BARE_ITEM.match(words)
    if match:
        value, rest = word(match.group(1)), next((group for group in match.groups()[1:] if group), "")
        is_label = bool(rest) and _LABELS.whole(value.text) is not None
        return None if is_label or not value.text or _NO_VALUES.whole(value.text) is not None else (value, rest)
    if (
        strength
        and _PHRASE.fullmatch(words)
        and _NO_VALUES.whole(words) is None
        and (strength == 3 or len(words.split()) < 4)
    ):
        return Word(text=_DEFAULT_ASIDE.sub("", unmarked(words)), sure=False), ""
    return None
