"""Wire names → members and arguments: the wire name's words in snake_case.

Where several wire names of one class give the same words, the one that is spelled so keeps them, and the others spell
out what they leave out: `fooBar` beside `foo_bar` is `foo_bar_camel`, `foo-bar` is `foo_hyphen_bar`. A family of
headers is called by what they are together. Reserved names take one trailing underscore.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docbind.dialect.member_names import FAMILY_NAMES, SINGLE_WORDS
from docbind.literals import digest, snake_case, spelled, words
from docbind.model.names import MemberName
from docbind.phrases.rows import Phrases
from docbind.stages.name.choose import choose

_FAMILIES = Phrases(FAMILY_NAMES)


def member_names(
    wires: Sequence[str],
    *,
    reserved: frozenset[str],
    published: Mapping[str, str],
    place: Mapping[str, str] | None = None,
) -> tuple[MemberName, ...]:
    """A distinct name for each of the distinct `wires`, in their order. `published` names are kept; `place` tells a more specific word for a wire name."""
    candidates = {
        wire: _candidates(wire, reserved, (place or {}).get(wire, "")) for wire in wires if wire not in published
    }
    kept = {wire: published[wire] for wire in wires if wire in published}
    chosen = choose(candidates, taken=frozenset(kept.values()), owner=_spelled_so, same=str)
    return tuple(MemberName(kept.get(wire) or chosen[wire]) for wire in wires)


def plain_name(wire: str, reserved: frozenset[str]) -> str:
    """The name that a wire name has where no other is in its way."""
    return _candidates(wire, reserved, "")[0]


def _candidates(wire: str, reserved: frozenset[str], place: str) -> tuple[str, ...]:
    natural = _words(wire)
    family = _FAMILIES.whole(wire) if wire.endswith("*") else None
    forms = [
        *([(family.name,)] if family is not None else []),
        natural,
        (*natural, place) if place else (),
        spelled(wire),
        (*natural, digest(wire)),
    ]
    names = (snake_case(form) for form in forms if form)
    return tuple(dict.fromkeys(f"{name}_" if name in reserved else name for name in names if name))


def _words(wire: str) -> tuple[str, ...]:
    for word in SINGLE_WORDS:
        if word in wire:
            wire = wire.replace(word, word.capitalize())
    return words(wire)


def _spelled_so(name: str, rivals: tuple[str, ...]) -> str | None:
    return next((wire for wire in rivals if wire == name.rstrip("_")), None)
