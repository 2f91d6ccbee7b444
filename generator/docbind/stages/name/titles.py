"""The title of an operation → the words of its method, verb first; see `dialect.titles` for the tables and the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from docbind.dialect.titles import (
    ARTICLES,
    CONJUNCTIONS,
    IDLE_WORDS,
    LIST_WORD,
    METHOD_VERBS,
    PREPOSITIONS,
)
from docbind.literals import words
from docbind.phrases.titles import head_end, idle_phrases_dropped, is_plural, verb_and_noun, without_remarks

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
    said = without_remarks(title)
    verb, noun = verb_and_noun(said.split())
    if not words(said):
        verb, noun = [METHOD_VERBS.get(method, "call")], list(_path_words(path))
    elif not verb and method == "GET":
        verb = ["get"]
    reads = verb == ["get"]
    short = idle_phrases_dropped(noun) if reads else noun
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


def _listed(noun: Sequence[str], method: str, answer: Answer) -> tuple[list[str], bool]:
    """Whether several things are read, and what they are: `Cluster List` → `Clusters`."""
    end = head_end(noun)
    if end > 1 and noun[end - 1].lower() == LIST_WORD:
        return [*noun[: end - 2], _plural(noun[end - 2]), *noun[end:]], True
    if answer is Answer.PAGES and noun[0].lower() in ("a", "an"):
        return [*noun[: end - 1], _plural(noun[end - 1]), *noun[end:]], True
    several = answer is Answer.LIST or (answer is Answer.UNKNOWN and method == "GET")
    return list(noun), answer is Answer.PAGES or (several and is_plural(noun))


def _plural(word: str) -> str:
    if is_plural([word]):
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
