"""Patterns and named formats of strings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docbind.dialect.formats import FORMATS, PATTERN_LEADS, FormatPhrase
from docbind.model.spec import Carrier, Evidence, Format, Kind, Pattern, Remark, Scalar, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.constraints.regexes import is_linear, is_of_the_whole, lost_escapes
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_FORMATS = Phrases(FORMATS)
_LEADS = Phrases(PATTERN_LEADS)


def read_pattern(sentences: Iterable[Sentence], type: TypeRef) -> tuple[tuple[Pattern, ...], tuple[Remark, ...]]:
    """The regular expression that the whole string must match, if Python can compile it and match it in a time
    in proportion to the string.

    One that speaks of a part of the string only, or has lost its backslashes on the way to the page, is kept
    as words.
    """
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
        if is_linear(regex) and is_of_the_whole(regex) and not lost_escapes(regex):
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


def _is_doubted(row: FormatPhrase, others: Iterable[Sentence]) -> bool:
    return bool(row.unless) and any(re.search(row.unless, other.plain, re.IGNORECASE) for other in others)


def read_format(sentences: tuple[Sentence, ...], type: TypeRef) -> tuple[Format, ...]:
    """The named format of a string; documentation only, and none where the value may be something else too."""
    if not isinstance(type, Scalar) or type.kind is not Kind.STRING:
        return ()
    for index, sentence in enumerate(sentences):
        words = sentence.plain
        found = _FORMATS.first(words)
        if found is None or " or " in words:
            continue
        row = found[1]
        if not row.first or (index == 0 and not _is_doubted(row, sentences[1:])):
            return (
                Format(
                    name=row.meaning,
                    evidence=Evidence(quote=quote(words), carrier=Carrier.PROSE, span=sentence.line.span),
                ),
            )
    return ()
