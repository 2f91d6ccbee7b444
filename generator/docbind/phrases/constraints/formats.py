"""Patterns and named formats of strings."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator

from docbind.dialect.formats import FORMATS, PATTERN_LEADS
from docbind.model.spec import Carrier, Evidence, Format, Kind, Pattern, Remark, Scalar, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_ON, Sentence

_FORMATS = Phrases(FORMATS)
_LEADS = Phrases(PATTERN_LEADS)

LONGEST_REGEX = 1000
"""Characters of a regular expression that is taken from a page."""

_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d+,\}|\{\d*,?\d{2,}\})")
_INNER_REPEAT = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\d*\})")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_PROBES = tuple(chr(code) for code in (*range(0x250), *range(0x4E00, 0x4E10)))


def read_pattern(sentences: Iterable[Sentence], type: TypeRef) -> tuple[tuple[Pattern, ...], tuple[Remark, ...]]:
    """The regular expression that the whole string must match, if Python can compile it and match it in sensible time."""
    if not isinstance(type, Scalar) or type.kind is not Kind.STRING:
        return (), ()
    found: dict[str, Evidence] = {}
    remarks: list[Remark] = []
    for line, words in _whole_lines(sentences):
        match = _LEADS.first(words)
        if match is None:
            continue
        regex = match[0].group("regex").strip()
        evidence = Evidence(
            quote=quote(words),
            carrier=Carrier.LINE if match[1] is PATTERN_LEADS[0] else Carrier.PROSE,
            span=line.line.span,
        )
        if _is_usable(regex):
            found.setdefault(regex, evidence)
        else:
            remarks.append(Remark(reason="unclear", evidence=evidence))
    if len(found) > 1:
        return (), (*remarks, *(Remark(reason="contradicted", evidence=evidence) for evidence in found.values()))
    return tuple(Pattern(regex=regex, evidence=evidence) for regex, evidence in found.items()), tuple(remarks)


def _whole_lines(sentences: Iterable[Sentence]) -> Iterable[tuple[Sentence, str]]:
    """Each line once, whole: an expression may hold what looks like the end of a sentence."""
    seen: set[int] = set()
    for sentence in sentences:
        if id(sentence.line) not in seen:
            seen.add(id(sentence.line))
            yield sentence, sentence.line.plain


def _is_usable(regex: str) -> bool:
    if len(regex) > LONGEST_REGEX or _compiled(regex) is None:
        return False
    return not any(_repeats_inside(body) or _overlaps(body) for body in _repeated_groups(regex))


def _compiled(regex: str) -> re.Pattern[str] | None:
    """The expression as Python takes it; what it would only take with a warning counts as wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return re.compile(regex)
        except (re.error, Warning, OverflowError, RecursionError):
            return None


def _repeated_groups(regex: str) -> Iterator[str]:
    """What stands in each group that is repeated without bound or many times.

    If such a group can match the same characters in two ways, a string that does not match takes exponential time.
    """
    opened: list[int] = []
    escaped = in_class = False
    for at, char in enumerate(regex):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char == "(":
            opened.append(at)
        elif char == ")" and opened:
            start = opened.pop() + 1
            if _REPEATED_GROUP.match(regex, at):
                yield regex[start:at]


def _repeats_inside(body: str) -> bool:
    return _INNER_REPEAT.search(_CLASS.sub("x", body)) is not None


def _overlaps(body: str) -> bool:
    """Whether two alternatives can match the same character, or more than one; tried with the characters of the first blocks of Unicode."""
    alternatives = _CLASS.sub(lambda found: found.group().replace("|", MARK_ON), body.removeprefix("?:")).split("|")
    if len(alternatives) < 2:
        return False
    claimed: set[str] = set()
    for alternative in alternatives:
        pattern = _compiled(f"(?:{alternative.replace(MARK_ON, '|')})")
        begun = {char for char in _PROBES if pattern.fullmatch(char)} if pattern else set()
        if not begun or claimed & begun:
            return True
        claimed |= begun
    return False


def read_format(sentences: tuple[Sentence, ...], type: TypeRef) -> tuple[Format, ...]:
    """The named format of a string; documentation only, and none where the value may be something else too."""
    if not isinstance(type, Scalar) or type.kind is not Kind.STRING:
        return ()
    for index, sentence in enumerate(sentences):
        words = sentence.plain
        found = _FORMATS.first(words)
        if found is not None and (index == 0 or not found[1].first) and " or " not in words:
            return (
                Format(
                    name=found[1].meaning,
                    evidence=Evidence(quote=quote(words), carrier=Carrier.PROSE, span=sentence.line.span),
                ),
            )
    return ()
