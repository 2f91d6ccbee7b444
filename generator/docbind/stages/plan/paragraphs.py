"""What a page says of a field or an operation → its paragraphs, without what only makes sense on the page."""

from __future__ import annotations

import re

from docbind.dialect.prose import (
    IDLE_ANSWERS,
    IDLE_LABELS,
    IDLE_SENTENCES,
    LEADING_ANSWER,
    LEADING_LABEL,
    MERE_VALUE,
)

_LABEL = "|".join(f"(?:{label.pattern})" for label in IDLE_LABELS)
_IDLE_LINE = rf"\s*(?:- )?(?:{_LABEL})\s*:?\s*(?:{IDLE_ANSWERS})"


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a description without labels, answers and pointers that say nothing.

    A mere value keeps its label: `Default Value`, and `10` below it, are `Default: 10`. A list that the description
    begins with begins with a sentence instead.
    """
    found: list[str] = []
    label = ""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        own, bare = _unlabelled(paragraph)
        label = label if own is None else own
        bare = "\n".join(line for line in bare.split("\n") if not re.fullmatch(_IDLE_LINE, line, re.IGNORECASE))
        bare = re.sub(rf"^(?:- )?{LEADING_LABEL}", "", bare, flags=re.IGNORECASE)
        bare = "\n".join(line for line in map(_without_pointers, bare.split("\n")) if line is not None)
        if not re.search(r"\w", bare):
            continue
        if not re.fullmatch(IDLE_ANSWERS, bare.strip(), re.IGNORECASE):
            found += _labelled(label, bare, found)
        label = ""
    if found and found[0].startswith("- "):
        first, *rest = found[0].split("\n")
        found[:1] = [first[2:], *(["\n".join(rest)] if rest else [])]
    if found and found[-1].endswith(":"):
        found[-1] = without_lead(found[-1]) or found[-1].rstrip(":")
    return found


def without_lead(text: str) -> str:
    """Text without the sentence at its end that leads to a list (`The value can be:`)."""
    return re.sub(r"(?:^|(?<=[.!?]) )[^.!?]*:$", "", text)


def _labelled(label: str, bare: str, before: list[str]) -> list[str]:
    """A paragraph with the label that a mere value needs; nothing where the default was told in a sentence before."""
    if not label or bare.startswith("- ") or not re.fullmatch(MERE_VALUE, bare):
        return [bare]
    told = rf"\b{label.rstrip(': ')}\b[^.]*\b{re.escape(bare.rstrip('.'))}\b"
    return [] if re.search(told, " ".join(before), re.IGNORECASE) else [f"{label}{bare}"]


def _unlabelled(paragraph: str) -> tuple[str | None, str]:
    """What a label that the paragraph begins with puts before a mere value, None where it has no label; and the rest."""
    first, _, rest = paragraph.partition("\n")
    for label in IDLE_LABELS:
        if re.fullmatch(rf"\s*{label.pattern}\s*", first, re.IGNORECASE):
            return label.instead, re.sub(f"^{LEADING_ANSWER}", "", rest)
    return None, re.sub(f"^{LEADING_ANSWER}", "", paragraph)


def _without_pointers(line: str) -> str | None:
    """A line without what points elsewhere on the page; None where it says nothing else."""
    kept = text = re.sub(r"^\s*(?:- )?", "", line)
    mark = line.removesuffix(text)
    for sentence in IDLE_SENTENCES:
        kept = re.sub(sentence.pattern, sentence.instead, kept)
    if kept == text:
        return line
    return f"{mark}{kept.strip().removesuffix(':')}" if kept.strip(" -") else None
