"""The title of an operation → the words of its method, verb first; see `dialect.titles` for the tables and the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from docbind.dialect.titles import (
    ARTICLES,
    CONJUNCTIONS,
    DOUBLED,
    IDLE_PHRASES,
    IDLE_WORDS,
    LIST_WORD,
    LISTING_VERBS,
    METHOD_VERBS,
    MODIFIERS,
    NOT_PLURAL,
    PREPOSITIONS,
    READING_VERBS,
    REMARKS,
    SILENT,
    VERBS,
)
from docbind.literals import words

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """What a method may be called: in short, and with all words of the title but articles."""

    short: Words
    full: Words


class Answer(Enum):
    """What is known of an answer when a title is read."""

    PAGES = "pages of a list"
    LIST = "holds a list"
    OTHER = "holds none"
    UNKNOWN = "not documented"


def title_words(title: str, *, method: str, path: str, answer: Answer) -> TitleWords:
    """The words of the method: `list` things where the title is about several and the answer holds them, else `get`. A title without words gives those of the path."""
    said = _without_remarks(title)
    verb, noun = _verb_and_noun(said.split())
    if not words(said):
        verb, noun = [METHOD_VERBS.get(method, "call")], list(_path_words(path))
    elif not verb and method == "GET":
        verb = ["get"]
    reads = verb == ["get"]
    short = _idle_phrases_dropped(noun) if reads else noun
    if reads:
        short, listed = _listed(short, method, answer)
        verb = ["list"] if listed else verb
    short = _turned(short)
    bare = [word for word in short if word.lower() not in IDLE_WORDS]
    said_all = [word for word in noun if word.lower() not in ARTICLES]
    return TitleWords(short=_plain([*verb, *(bare or short)]), full=_plain([*verb, *said_all]))


def path_words(path: str) -> Words:
    """The fixed words of a path, for names that a title does not tell apart."""
    return _plain(_path_words(path))


def _without_remarks(title: str) -> str:
    text = title
    for remark in REMARKS:
        text = re.sub(remark.pattern, " ", text, flags=re.IGNORECASE)
    return re.sub(r"['\u2019]s\b", "", text)


def _verb_and_noun(parts: Sequence[str]) -> tuple[list[str], list[str]]:
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


def _idle_phrases_dropped(noun: Sequence[str]) -> list[str]:
    text = " ".join(noun)
    for phrase in IDLE_PHRASES:
        text = re.sub(phrase.pattern, " ", text, flags=re.IGNORECASE)
    return text.split() or list(noun)


def _head_end(noun: Sequence[str]) -> int:
    """Where the noun ends that the title is about: at the first preposition."""
    return next((index for index, word in enumerate(noun) if index and word.lower() in PREPOSITIONS), len(noun))


def _is_plural(noun: Sequence[str]) -> bool:
    end = _head_end(noun)
    head = noun[end - 1] if end else ""
    plain = re.sub("[^A-Za-z]", "", head)
    return plain.endswith("s") and not plain.isupper() and not plain.endswith("ss") and plain.lower() not in NOT_PLURAL


def _listed(noun: Sequence[str], method: str, answer: Answer) -> tuple[list[str], bool]:
    """Whether several things are read, and what they are: `Cluster List` → `Clusters`."""
    end = _head_end(noun)
    if end > 1 and noun[end - 1].lower() == LIST_WORD:
        return [*noun[: end - 2], _plural(noun[end - 2]), *noun[end:]], True
    if answer is Answer.PAGES and noun[0].lower() in ("a", "an"):
        return [*noun[: end - 1], _plural(noun[end - 1]), *noun[end:]], True
    several = answer is Answer.LIST or (answer is Answer.UNKNOWN and method == "GET")
    return list(noun), answer is Answer.PAGES or (several and _is_plural(noun))


def _plural(word: str) -> str:
    if _is_plural([word]):
        return word
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search("(?:s|x|z|ch|sh)$", word) else f"{word}s"


def _turned(noun: Sequence[str]) -> list[str]:
    """`the Code of a Function` → `Function Code`; only where the phrase is no more than that, so that the meaning cannot change."""
    lower = [word.lower() for word in noun]
    joints = [index for index, word in enumerate(lower) if word in PREPOSITIONS]
    if (
        len(joints) != 1
        or lower[joints[0]] != "of"
        or lower[0] != "the"
        or CONJUNCTIONS.intersection(lower[joints[0] :])
    ):
        return list(noun)
    thing, owner = noun[1 : joints[0]], noun[joints[0] + 1 :]
    return [*owner, *thing] if owner and thing and owner[0].lower() in ("a", "an") else list(noun)


def _path_words(path: str) -> Words:
    return tuple(part for part in path.split("/") if part and "{" not in part)


def _plain(parts: Sequence[str]) -> Words:
    """Lower-case ASCII words. Humps in a title are names of things (`ConfigMap`) and stay together."""
    return tuple(word for part in parts for word in words(part.lower()))
