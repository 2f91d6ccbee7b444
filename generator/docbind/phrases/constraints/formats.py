"""Patterns and named formats of strings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docbind.dialect.formats import FORMATS, PATTERN_LEADS
from docbind.model.spec import Carrier, Evidence, Format, Kind, Pattern, Remark, Scalar, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_FORMATS = Phrases(FORMATS)
_LEADS = Phrases(PATTERN_LEADS)

LONGEST_REGEX = 1000
"""Characters of a regular expression that is taken from a page."""

_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d+,\}|\{\d*,\d{3,}\})")
_INNER_REPEAT = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")


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
        evidence = Evidence(quote=quote(words), carrier=Carrier.LINE if match[1] is PATTERN_LEADS[0] else Carrier.PROSE, span=line.line.span)
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
    if len(regex) > LONGEST_REGEX or _explodes(regex):
        return False
    try:
        re.compile(regex)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _explodes(regex: str) -> bool:
    """Whether a repeated group repeats inside, which can take exponential time on a string that does not match."""
    depth: list[int] = []
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
            depth.append(at)
        elif char == ")" and depth:
            start = depth.pop()
            if _REPEATED_GROUP.match(regex, at) and _INNER_REPEAT.search(regex, start, at):
                return True
    return False


def read_format(sentences: Iterable[Sentence], type: TypeRef) -> tuple[Format, ...]:
    """The named format of a string; documentation only."""
    if not isinstance(type, Scalar) or type.kind is not Kind.STRING:
        return ()
    for sentence in sentences:
        found = _FORMATS.first(sentence.plain)
        if found is not None:
            evidence = Evidence(quote=quote(sentence.plain), carrier=Carrier.PROSE, span=sentence.line.span)
            return (Format(name=found[1].meaning, evidence=evidence),)
    return ()
