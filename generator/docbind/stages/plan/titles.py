"""What an operation does, in one sentence: from the page's description where that tells it, or else from its title."""

from __future__ import annotations

import re

from docbind.dialect.prose import FINITE_VERBS, SENTENCE_END, SUBJECT_OPENING, SUMMARY_OPENINGS
from docbind.dialect.titles import READING_VERBS, REMARKS, VERBS
from docbind.model.spec import Operation
from docbind.stages.plan.paragraphs import paragraphs_of
from docbind.stages.plan.wording import Paragraph, opened, sentence, text_paragraphs

_BASES = frozenset({"list", *VERBS.values(), *(verb for verb in READING_VERBS if not verb.endswith("ing"))})


def summary_of(operation: Operation) -> tuple[str, tuple[Paragraph, ...]]:
    """The sentence, and what else the page says about the operation. A description that begins elsewhere is kept whole, below what the title says."""
    title = _titled(operation.title)
    paragraphs = paragraphs_of(operation.summary)
    if not paragraphs:
        return sentence(title or operation.title), ()
    told, *more = re.split(SENTENCE_END, paragraphs[0], maxsplit=1)
    bare = opened(told, SUMMARY_OPENINGS)
    imperative = _imperative(bare) or _imperative(re.sub(rf"^{SUBJECT_OPENING}", "", told))
    if not imperative and _base(title.partition(" ")[0]):
        return sentence(title), text_paragraphs(paragraphs)
    return sentence(imperative or bare), text_paragraphs([*more, *paragraphs[1:]])


def _imperative(text: str) -> str:
    """A sentence that begins with a verb as a request: `Deletes or moves a book` and `Deleting a book` → `Delete a book`; empty where it begins otherwise."""
    words = text.split(" ")
    found = _base(words[0])
    if not found or (words[0].endswith("ing") and re.search(FINITE_VERBS, text)):
        return ""
    words[0] = found[:1].upper() + found[1:]
    for index, joint in enumerate(words[1:-1], start=1):
        joined = joint in ("and", "or") or words[index - 1].endswith(",")
        following = _base(words[index + 1]) if joint in ("and", "or") else _base(joint)
        if not joined or not following:
            break
        words[index + (joint in ("and", "or"))] = following
    return " ".join(words)


def _base(word: str) -> str:
    """The base form of a verb that is one, a gerund, or in the third person, with the comma behind it; empty for other words."""
    lower = word.rstrip(",").lower()
    comma = word[len(lower) :]
    forms = (lower, VERBS.get(lower, ""), lower[:-3], f"{lower[:-3]}e", lower[:-1], lower[:-2], f"{lower[:-3]}y")
    endings = ("", "", "ing", "ing", "s", "es", "ies")
    for form, ending in zip(forms, endings, strict=True):
        if form in _BASES and lower.endswith(ending):
            return f"{form}{comma}"
    return ""


def _titled(title: str) -> str:
    """A title as a sentence: `Moving a Book` → `Move a book`. Names keep their capitals."""
    for remark in REMARKS:
        title = re.sub(rf"\s*{remark.pattern}", "", title, flags=re.IGNORECASE)
    verb, *rest = title.split() or [""]
    instead = "get" if verb.lower() in READING_VERBS else VERBS.get(verb.lower(), verb)
    words = [word.lower() if word.istitle() else word for word in rest]
    return " ".join([instead.capitalize() if instead != verb else verb, *words])
