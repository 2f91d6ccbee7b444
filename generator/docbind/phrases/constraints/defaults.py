"""The default of a field: stated, typed, and true without a condition; else `None` and a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docbind.dialect.constraints import BY_DEFAULT, CONDITIONS, COUNT_DEFAULTS, DEFAULTS, HEDGES, SLOTS, PartKind
from docbind.model.spec import Carrier, Default, Evidence, Kind, Remark, Scalar, ScalarValue, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence
from docbind.phrases.values import Word, is_plain_value, scalar, word

_DEFAULTS = Phrases(DEFAULTS, SLOTS)
_COUNTS = Phrases(COUNT_DEFAULTS, SLOTS)
_BY_DEFAULT = Phrases(BY_DEFAULT)
_CONDITIONS = Phrases(CONDITIONS)
_HEDGES = Phrases(HEDGES)
_ENDS_A_VALUE = re.compile(r"^[\"”')\ue002]*(?: ?[.,;:()]|$| (?:and|if|when|which|indicating|meaning|indicates|means|is used|will be|by default|for)\b)")
_UNIT_FOLLOWS = re.compile(r"^ ?(?:seconds?|minutes?|hours?|days?|ms|[KMGT]i?B|%|CPU|CU)\b")
_OTHER_FOLLOWS = re.compile(r"^ or ")
_LINE = re.compile(r"^default(?: value)?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    value: ScalarValue
    doubt: str
    evidence: Evidence


def read_default(sentences: Iterable[Sentence], type: TypeRef, wire_name: str) -> tuple[Default | None, tuple[Remark, ...]]:
    """The one default that all statements agree on. Lists and structures have none."""
    if not isinstance(type, Scalar):
        return None, ()
    found = [candidate for sentence in sentences for candidate in _candidates(sentence, type.kind, wire_name)]
    remarks = [Remark(reason=candidate.doubt, evidence=candidate.evidence) for candidate in found if candidate.doubt]
    sure = [candidate for candidate in found if not candidate.doubt]
    values = {(candidate.value.__class__, candidate.value) for candidate in sure}
    if len(values) > 1:
        remarks += [Remark(reason="contradicted", evidence=candidate.evidence) for candidate in sure]
        sure = []
    default = Default(value=sure[0].value, evidence=sure[0].evidence) if sure else None
    return default, tuple(dict.fromkeys(remarks))


def _candidates(sentence: Sentence, kind: Kind, wire_name: str) -> Iterator[_Candidate]:
    if sentence.line.part is PartKind.DEFAULT:
        yield from _whole(sentence, kind)
    if "default" not in sentence.marked.lower():
        return
    if sentence.line.part is PartKind.DEFAULT and sentence.alone and _whole_value(sentence, kind) is not None:
        return
    for match, _ in _DEFAULTS.all(sentence.marked):
        named = match.groupdict().get("named")
        if named is not None and not _names_the_field(named, wire_name):
            continue
        found = word(match.group("value"))
        after = sentence.marked[match.end("value") :]
        if not found.sure and not _is_value(found, after, kind) or _OTHER_FOLLOWS.match(after) or (kind is Kind.STRING and _UNIT_FOLLOWS.match(after)):
            continue
        value = scalar(found, kind)
        if value is None or (isinstance(value, str) and found.text.lower() in ("null", "none", "nil", "n/a")):
            continue
        yield _Candidate(value=value, doubt=_doubt(sentence, wire_name), evidence=_evidence(sentence))
    if kind in (Kind.INTEGER, Kind.LONG, Kind.STRING) and re.search(r"limit|size|count|num|page", wire_name, re.IGNORECASE):
        for match, _ in _COUNTS.all(sentence.marked):
            value = scalar(word(match.group("value")), Kind.INTEGER)
            if value is not None:
                yield _Candidate(value=str(value) if kind is Kind.STRING else value, doubt=_doubt(sentence, wire_name), evidence=_evidence(sentence))


def _whole(sentence: Sentence, kind: Kind) -> Iterator[_Candidate]:
    value = _whole_value(sentence, kind)
    if value is not None:
        yield _Candidate(value=value, doubt="conditional" if sentence.line.siblings > 1 else "", evidence=_evidence(sentence))


def _whole_value(sentence: Sentence, kind: Kind) -> ScalarValue | None:
    """The value that a line of a `Default Value` part consists of."""
    if not sentence.alone:
        return None
    found = word(sentence.marked)
    if not found.sure and not is_plain_value(found.text) or found.text.lower() in ("null", "none", "n/a", "nil", "-", "--"):
        return None
    return scalar(found, kind)


def _is_value(found: Word, after: str, kind: Kind) -> bool:
    """Whether a bare word after `default` is a value and not the next word of the sentence."""
    if kind is Kind.STRING:
        return is_plain_value(found.text) and bool(_ENDS_A_VALUE.match(after))
    return True


def _names_the_field(named: str, wire_name: str) -> bool:
    last = named.split()[-1].lower()
    return last in ("method", "type", "mode", "offset", "setting", "option", "sequence", "order") or last.rstrip("s") in wire_name.lower()


def _doubt(sentence: Sentence, wire_name: str) -> str:
    words = _BY_DEFAULT.without(sentence.plain.replace(wire_name, "this parameter") if wire_name else sentence.plain)
    if _CONDITIONS.anywhere(words) or _HEDGES.anywhere(words):
        return "conditional"
    if any(_CONDITIONS.anywhere(_BY_DEFAULT.without(lead)) for lead in sentence.line.lead.split("\n")):
        return "conditional"
    return ""


def _evidence(sentence: Sentence) -> Evidence:
    words = sentence.plain
    line = sentence.line.part is PartKind.DEFAULT or bool(_LINE.match(words))
    return Evidence(quote=quote(words), carrier=Carrier.LINE if line else Carrier.PROSE, span=sentence.line.span)
