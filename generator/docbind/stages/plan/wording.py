"""Descriptions, rules and statuses → what docstrings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from docbind.dialect.grades import Effect
from docbind.dialect.prose import FIELD_OPENINGS, NAME_WORDS, SENTENCE_END, Opening
from docbind.grading import effect_of
from docbind.literals import Line, code_span, prose, words
from docbind.model.rules import Rule
from docbind.model.spec import (
    Constraint,
    Field,
    Format,
    Items,
    Length,
    Mark,
    OneOf,
    Pattern,
    PresenceKind,
    Range,
    ScalarValue,
)
from docbind.stages.plan.paragraphs import paragraphs_of, without_lead

LONGEST_ARGUMENT = 400
"""What an argument's entry in a method's docstring may take up; the operation's class has the whole text."""

Paragraph = tuple[Line, ...]


# --- descriptions ----------------------------------------------------------------------------------------------------


def description(field: Field, *, with_rules: bool) -> tuple[Paragraph, ...]:
    """The whole description of a field, with its default, its conditions, and, where no specifier shows them, its rules."""
    said = _description_paragraphs(field)
    notes = _notes(field, " ".join(said), with_rules=with_rules)
    if len(said) > 1 and "\n" not in said[0] and not said[1].lstrip().startswith("- "):
        said[0] = sentence(said[0])
    if said and "\n" not in said[-1] and not said[-1].startswith("- "):
        said[-1] = " ".join([sentence(said[-1]), *notes])
    elif notes:
        said.append(" ".join(notes))
    return text_paragraphs(said or [_undescribed(field)])


def first_sentence(field: Field) -> str:
    """What a field is, in its first sentence; empty where nothing is said."""
    said = _description_paragraphs(field)
    return sentence(re.split(SENTENCE_END, said[0], maxsplit=1)[0]) if said else ""


def argument(name: str, field: Field) -> Paragraph:
    """A field's entry under `Args:`, at most a few sentences and its documented values."""
    said = _description_paragraphs(field)
    text = _shortened(sentence(said[0]), LONGEST_ARGUMENT) if said else ""
    bullets: list[str] = []
    for paragraph in said[1:]:
        if len(text) + sum(map(len, bullets)) + len(paragraph) > LONGEST_ARGUMENT:
            break
        if paragraph.lstrip().startswith("- "):
            bullets += paragraph.split("\n")
        elif not bullets and "\n" not in paragraph:
            text = f"{text} {sentence(paragraph)}"
        else:
            break
    if bullets:
        text = f"{text} {_flowing(bullets)}".strip()
    elif text.endswith(":"):
        text = sentence(without_lead(text) or text.rstrip(":"))
    entry = " ".join(part for part in (text, *_notes(field, text, with_rules=True)) if part) or _undescribed(field)
    return (Line(text=prose(f"{name}: {entry}"), indent=4, hang=8),)


def _flowing(bullets: Sequence[str]) -> str:
    """The items of a list as running text: editors take a list in an entry for the end of all entries."""
    items = [re.sub(r"^\s*- ", "", bullet).strip() for bullet in bullets]
    if any(re.search(r"[.;:]$|[.!?] ", item) for item in items):
        return " ".join(sentence(item) for item in items)
    return sentence("; ".join(items))


def _undescribed(field: Field) -> str:
    """What can be said of a field that the page only names: the words of its name."""
    if any(isinstance(constraint, OneOf) and constraint.values == ("",) for constraint in field.constraints):
        return "Sent without a value."
    named = " ".join(NAME_WORDS.get(word, word) for word in words(field.wire_name))
    return f"{named[:1].upper()}{named[1:]}." if named else f"{code_span(field.wire_name)}."


def text_paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Paragraphs of a docstring; the lines of a list or of code stay lines of their own."""
    return tuple(tuple(_lines(text)) for text in texts if text.strip())


def plain(text: str) -> Paragraph:
    return (Line(text=prose(text)),)


def _lines(text: str) -> Iterator[Line]:
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        hang = 2 if line.lstrip().startswith("- ") else 0
        yield Line(text=prose(line), indent=min(indent, 8), hang=min(indent, 8) + hang)


def _description_paragraphs(field: Field) -> list[str]:
    """The description without the lists that only repeat the documented values."""
    values = {
        str(value).lower()
        for constraint in field.constraints
        if isinstance(constraint, OneOf)
        for value in constraint.values
    }
    found: list[str] = []
    for paragraph in paragraphs_of(field.text):
        lines = paragraph.split("\n")
        bullets = [
            line.strip().removeprefix("- ").rstrip(".;,").lower() for line in lines if line.lstrip().startswith("- ")
        ]
        if len(bullets) == len(lines) and values and values.issuperset(bullets):
            found[-1:] = [kept for kept in map(without_lead, found[-1:]) if kept]
            continue
        if field.default is None or paragraph not in (_value(field.default.value), field.default.evidence.quote):
            found.append(paragraph)
    if found:
        found[0] = opened(found[0], FIELD_OPENINGS)
    return found


def opened(text: str, openings: Sequence[Opening]) -> str:
    """The text without what it begins with on every page."""
    for opening in openings:
        found = re.match(opening.pattern, text, re.IGNORECASE)
        if found:
            text = found.expand(opening.instead) + text[found.end() :]
            break
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a mark at its end."""
    ended = text.rstrip()
    return ended if ended.endswith((".", "!", "?", ":")) and not ended.endswith("::") else f"{ended}."


def _shortened(text: str, length: int) -> str:
    """As many whole sentences as fit, at least one."""
    kept = ""
    for sentence in re.split(SENTENCE_END, text):
        if kept and len(kept) + len(sentence) > length:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


# --- notes and rules -------------------------------------------------------------------------------------------------


def _notes(field: Field, shown: str, *, with_rules: bool) -> list[str]:
    """What the part of the description that is shown does not say itself: default, conditions, limits that are only prose, and rules."""
    said = _squeezed(shown)
    notes = []
    if field.presence.kind is PresenceKind.CONDITIONAL and _squeezed(field.presence.words) not in said:
        notes.append(f"Whether it is needed: {sentence(field.presence.words)}")
    if field.presence.kind is PresenceKind.REQUIRED and effect_of(field, Rule.REQUIRED) is Effect.PASS:
        notes.append("The page calls it mandatory, and shows a call without it.")
    if (
        field.default is not None
        and not _is_said(field.default.evidence.quote, said)
        and not _is_default_told(_value(field.default.value), shown)
    ):
        notes.append(f"The service takes {_value(field.default.value)} where it is not given.")
    notes += [sentence(remark.evidence.quote) for remark in field.remarks if not _is_said(remark.evidence.quote, said)]
    if with_rules:
        notes += [
            rule_words(constraint)
            for constraint in field.constraints
            if not _is_said(constraint.evidence.quote, said) and not _is_told(constraint, shown)
        ]
    notes += ["Read only."] if Mark.READ_ONLY in field.marks and "read" not in said else []
    return [note for note in dict.fromkeys(notes) if note]


def rule_words(constraint: Constraint) -> str:
    """A rule as a sentence; empty where it has none."""
    match constraint:
        case Length(minimum=minimum, maximum=maximum):
            return _counted(minimum, maximum, "character")
        case Items(minimum=minimum, maximum=maximum):
            return _counted(minimum, maximum, "item")
        case Range(minimum=minimum, maximum=maximum):
            return _range(minimum, maximum, above=constraint.exclusive_minimum, below=constraint.exclusive_maximum)
        case Pattern(regex=regex):
            return f"Matches `{regex}`."
        case OneOf(values=[value]):
            return f"Only `{_value(value)}`." if value != "" else ""
        case OneOf(values=values):
            return f"One of {', '.join(f'`{_value(value)}`' for value in values)}." if len(values) <= 40 else ""
        case Format(name=name):
            return f"Format: {name}."
        case _:
            assert_never(constraint)


def _counted(minimum: int | None, maximum: int | None, noun: str) -> str:
    match minimum, maximum:
        case None, None:
            return ""
        case None, int():
            return f"At most {maximum} {_plural(maximum, noun)}."
        case int(), None:
            return f"At least {minimum} {_plural(minimum, noun)}."
        case int(), int() if minimum == maximum:
            return f"Exactly {minimum} {_plural(minimum, noun)}."
        case _:
            return f"{minimum} to {maximum} {noun}s."


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _range(minimum: int | float | None, maximum: int | float | None, *, above: bool, below: bool) -> str:
    lower = "" if minimum is None else f"above {minimum}" if above else f"at least {minimum}"
    upper = "" if maximum is None else f"below {maximum}" if below else f"at most {maximum}"
    if lower and upper and not above and not below:
        return f"From {minimum} to {maximum}."
    words = " and ".join(part for part in (lower, upper) if part)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _value(value: ScalarValue) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case "":
            return "an empty string"
        case _:
            return str(value)


def _is_said(quote: str, said: str) -> bool:
    squeezed = _squeezed(quote)
    return bool(squeezed) and squeezed in said


def _is_default_told(value: str, text: str) -> bool:
    return (
        re.search(rf"\bdefaults?\b[^.]*{re.escape(value)}|{re.escape(value)}[^.]*\bdefault\b", text, re.IGNORECASE)
        is not None
    )


def _is_told(constraint: Constraint, text: str) -> bool:
    """Whether a description tells a rule in its own words: it has all its numbers or values."""
    match constraint:
        case (
            Length(minimum=minimum, maximum=maximum)
            | Range(minimum=minimum, maximum=maximum)
            | Items(minimum=minimum, maximum=maximum)
        ):
            told = set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))
            return all(str(bound).lstrip("-") in told for bound in (minimum, maximum) if bound is not None)
        case OneOf(values=values):
            return all(_value(value) in text for value in values)
        case Pattern(regex=regex):
            return regex in text
        case Format():
            return True
        case _:
            assert_never(constraint)


def _squeezed(text: str) -> str:
    """Text for comparison: no case, spaces or marks."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())
