"""Units of numbers: which one a description gives the field's value, and whether a limit is told in another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docbind.dialect.limits import UNIT_DECLARATIONS, UNIT_WORDS
from docbind.phrases.rows import Phrases
from docbind.phrases.statements import Sentence

_WORDS = Phrases(UNIT_WORDS)
_DECLARATIONS = Phrases(UNIT_DECLARATIONS)
_NUMBER_AND_UNIT = re.compile(r"-?\d[\d,.]*[\ue002]? ?([A-Za-z%][A-Za-z/]*)")
_SIZES = frozenset(("B", "KB", "MB", "GB", "TB"))
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


def declared_unit(sentences: Iterable[Sentence], wire_name: str) -> str:
    """The one unit that a field's name or description gives its value; empty where there is none, or more than one."""
    found = {_unit(word) for word in _NAME_WORDS.findall(wire_name)}
    found |= {_unit(match.group("unit")) for sentence in sentences for match, _ in _DECLARATIONS.all(sentence.plain)}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def units_disagree(match: re.Match[str], declared: str) -> bool:
    """Whether the bounds of a limit are told in different units, or in another one than the field's; what something is said not to exceed (`50 MB`) may be told in any."""
    groups = match.groupdict()
    told = {_unit(groups.get(name) or "") for name in ("low_unit", "high_unit")}
    if not declared and not groups.get("low") and told & _SIZES and "value" not in match.group().lower():
        return True
    if declared:
        told.add(declared)
    told.discard("")
    return len(told) > 1


def told_unit(text: str) -> str:
    """The unit that follows a number at the beginning of `text`; empty where none does."""
    match = _NUMBER_AND_UNIT.match(text)
    return _unit(match.group(1)) if match else ""


def _unit(word: str) -> str:
    row = _WORDS.whole(word) if word else None
    return row.meaning if row is not None else ""
