"""The default of a field: stated, typed, and true without a condition; else `None` and a remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docbind.dialect.defaults import (
    COUNT_DEFAULTS,
    COUNT_NAMES,
    DEFAULT_LABELS,
    DEFAULTED_NOUNS,
    DEFAULTS,
    NULL_WORDS,
    UNIT_FOLLOWS,
    VALUE_ENDS,
    VALUE_GOES_ON,
    VALUE_SLOTS,
)
from docbind.dialect.parts import PartKind
from docbind.model.spec import Carrier, Default, Evidence, Kind, Remark, Scalar, ScalarValue, TypeRef
from docbind.phrases.cells import quote
from docbind.phrases.constraints.conditions import holds_sometimes
from docbind.phrases.constraints.units import declared_unit, told_unit
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import MARK_ON, Sentence
from docbind.phrases.values import Word, is_plain_value, scalar, word

_NUMBERS = (Kind.INTEGER, Kind.LONG, Kind.NUMBER)
_DEFAULTS = Phrases(DEFAULTS, VALUE_SLOTS)
_COUNTS = Phrases(COUNT_DEFAULTS, VALUE_SLOTS)
_COUNT_NAMES = Phrases(COUNT_NAMES)
_LABELS = Phrases(DEFAULT_LABELS)
_NOUNS = Phrases(DEFAULTED_NOUNS)
_NULLS = Phrases(NULL_WORDS)
_ENDS = Phrases(VALUE_ENDS)
_GOES_ON = Phrases(VALUE_GOES_ON)
_UNIT_FOLLOWS = Phrases(UNIT_FOLLOWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    value: ScalarValue
    doubt: str
    evidence: Evidence


def read_default(
    sentences: tuple[Sentence, ...], type: TypeRef, wire_name: str, *, listed: tuple[ScalarValue, ...] = ()
) -> tuple[Default | None, tuple[Remark, ...]]:
    """The one default that all statements agree on. Lists and structures have none.

    A bare word of a sentence is none either where the cell lists values (`listed`) and the word is not among them.
    """
    if not isinstance(type, Scalar):
        return None, ()
    unit = declared_unit(sentences, wire_name) if type.kind in _NUMBERS else ""
    found = [
        candidate for sentence in sentences for candidate in _candidates(sentence, type.kind, wire_name, unit, listed)
    ]
    remarks = [Remark(reason=candidate.doubt, evidence=candidate.evidence) for candidate in found if candidate.doubt]
    sure = [candidate for candidate in found if not candidate.doubt]
    if len({candidate.value for candidate in sure}) > 1:
        remarks += [Remark(reason="contradicted", evidence=candidate.evidence) for candidate in sure]
        sure = []
    default = Default(value=sure[0].value, evidence=sure[0].evidence) if sure else None
    return default, tuple(dict.fromkeys(remarks))


def _candidates(
    sentence: Sentence, kind: Kind, wire_name: str, unit: str, listed: tuple[ScalarValue, ...]
) -> Iterator[_Candidate]:
    if sentence.line.part is PartKind.DEFAULT and sentence.alone:
        value = _whole_value(sentence, kind)
        if value is not None:
            doubt = "conditional" if sentence.line.siblings > 1 else ""
            yield _Candidate(value=value, doubt=doubt, evidence=_evidence(sentence))
            return
    if "default" not in sentence.marked.lower():
        return
    doubt = "conditional" if holds_sometimes(sentence, wire_name) else ""
    for value in (*_told(sentence, kind, wire_name, unit, listed), *_counted(sentence, kind, wire_name)):
        yield _Candidate(value=value, doubt=doubt, evidence=_evidence(sentence))


def _whole_value(sentence: Sentence, kind: Kind) -> ScalarValue | None:
    """The value that a line of a `Default Value` part consists of."""
    found = word(sentence.marked)
    if _NULLS.whole(found.text) is not None or not (found.sure or is_plain_value(found.text)):
        return None
    return scalar(found, kind)


def _told(
    sentence: Sentence, kind: Kind, wire_name: str, unit: str, listed: tuple[ScalarValue, ...]
) -> Iterator[ScalarValue]:
    """The values that a sentence calls the default."""
    for match, _ in _DEFAULTS.all(sentence.marked):
        named = match.groupdict().get("named")
        if named is not None and not _names_the_field(named, wire_name):
            continue
        found = word(match.group("value"))
        if not _is_value(found, sentence.marked[match.end("value") :], kind):
            continue
        if kind is Kind.STRING and listed and not found.sure and found.text not in listed:
            continue
        value = scalar(found, kind)
        told = told_unit(sentence.marked[match.start("value") :].removeprefix(MARK_ON))
        if value is not None and (not unit or told in ("", unit)):
            yield value


def _counted(sentence: Sentence, kind: Kind, wire_name: str) -> Iterator[ScalarValue]:
    """How many results a query returns by default, as the default of a page's size."""
    if kind not in (Kind.INTEGER, Kind.LONG, Kind.STRING) or not _COUNT_NAMES.anywhere(wire_name):
        return
    for match, _ in _COUNTS.all(sentence.marked):
        value = scalar(word(match.group("value")), Kind.INTEGER)
        if value is not None:
            yield str(value) if kind is Kind.STRING else value


def _is_value(found: Word, after: str, kind: Kind) -> bool:
    """Whether a word after `default` is a value, all of it, and not the next word of the sentence."""
    if _NULLS.whole(found.text) is not None or _GOES_ON.anywhere(after):
        return False
    if kind is not Kind.STRING:
        return True
    if _UNIT_FOLLOWS.anywhere(after):
        return False
    return found.sure or (is_plain_value(found.text) and _ENDS.anywhere(after))


def _names_the_field(named: str, wire_name: str) -> bool:
    """Whether the noun in `the default offset is 0` is the field itself."""
    return _NOUNS.whole(named) is not None or named.split()[-1].lower().rstrip("s") in wire_name.lower()


def _evidence(sentence: Sentence) -> Evidence:
    words = sentence.plain
    line = sentence.line.part is PartKind.DEFAULT or _LABELS.at(words) is not None
    return Evidence(quote=quote(words), carrier=Carrier.LINE if line else Carrier.PROSE, span=sentence.line.span)
