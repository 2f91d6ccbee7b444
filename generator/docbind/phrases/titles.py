"""The title of an operation → its verb, its noun, and whether it is about several things that are only read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docbind.dialect.titles import (
    CONJUNCTIONS,
    DOUBLED,
    IDLE_PHRASES,
    LIST_WORD,
    LISTING_VERBS,
    MODIFIERS,
    NOT_PLURAL,
    PREPOSITIONS,
    READING_VERBS,
    REMARKS,
    SILENT,
    VERBS,
)
from docbind.literals import words

_READING = frozenset({"GET", "POST"})
"""Methods of operations that list."""


def without_remarks(title: str) -> str:
    """The title without its remarks in parentheses."""
    text = title
    for remark in REMARKS:
        text = re.sub(remark.pattern, " ", text, flags=re.IGNORECASE)
    return re.sub(r"['\u2019]s\b", "", text)


def verb_and_noun(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The leading verb with its modifiers and coordinated verbs, and the rest; no verb where the title has none."""
    front = [parts[0]] if len(parts) > 1 and parts[0].lower() in MODIFIERS else []
    rest = list(parts[len(front) :])
    verb = _verb(rest[0], leading=True) if rest else ""
    if not verb:
        return [], list(parts)
    noun = [
        (_verb(word, leading=False) or word) if before.lower() in CONJUNCTIONS or before.endswith(",") else word
        for before, word in pairwise(rest)
    ]
    return [*(word.lower() for word in front), verb], noun


def _verb(word: str, *, leading: bool) -> str:
    """The infinitive of a verb in a title; empty for any other word."""
    plain = re.sub("[^a-z]", "", word.lower())
    if plain in LISTING_VERBS:
        return "list"
    if plain in READING_VERBS:
        return "get"
    if plain in VERBS:
        return VERBS[plain]
    if leading and plain in VERBS.values():
        return plain
    return _infinitive(plain.removesuffix("ing")) if leading and plain.endswith("ing") and len(plain) > 5 else ""


def _infinitive(stem: str) -> str:
    """The verb of which the gerund has this stem: `mapp` → `map`, `truncat` → `truncate`."""
    return f"{stem}e" if re.search(SILENT, stem) else re.sub(DOUBLED, r"\1", stem)


def idle_phrases_dropped(noun: Sequence[str]) -> list[str]:
    """The noun without what says nothing of it: `the List of`, `and Details`."""
    text = " ".join(noun)
    for phrase in IDLE_PHRASES:
        text = re.sub(phrase.pattern, " ", text, flags=re.IGNORECASE)
    return text.split() or list(noun)


def head_end(noun: Sequence[str]) -> int:
    """Where the noun ends that the title is about: at the first preposition."""
    return next((index for index, word in enumerate(noun) if index and word.lower() in PREPOSITIONS), len(noun))


def is_plural(noun: Sequence[str]) -> bool:
    """Whether the noun is about several things."""
    end = head_end(noun)
    head = noun[end - 1] if end else ""
    plain = re.sub("[^A-Za-z]", "", head)
    return plain.endswith("s") and not plain.isupper() and not plain.endswith("ss") and plain.lower() not in NOT_PLURAL


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledList:
    """The things that an operation reads several of, by its title: the words of their noun, each in the singular.

    `outright` tells that the title speaks of listing or of a list, and not only of several things.
    """

    words: tuple[str, ...]
    outright: bool


def titled_list(title: str, method: str) -> TitledList | None:
    """What the title says that the operation lists; None where it does something else, or is about one thing."""
    verb, noun = verb_and_noun(without_remarks(title).split())
    reads = method in _READING and verb in (["list"], ["get"])
    if not reads and (verb or method != "GET"):
        return None
    noun = idle_phrases_dropped(noun)
    head = noun[: head_end(noun)]
    of_list = len(head) > 1 and head[-1].lower() == LIST_WORD
    outright = verb == ["list"] or of_list
    if not head or not (outright or is_plural(noun)):
        return None
    named = head[:-1] if of_list else head
    return TitledList(words=tuple(singular(word) for part in named for word in words(part.lower())), outright=outright)


def singular(word: str) -> str:
    """The singular of a lower-case noun, as far as its ending tells: `policies` → `policy`."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search("(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
