"""Whether the documented limits or the documented examples are believed where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docbind.model.spec import Carrier, Constraint, ExampleKind, JsonValue, OneOf
from docbind.stages.check.limits import spelling
from docbind.stages.check.sightings import Sighting
from docbind.stages.check.values import Mismatch, Place

CREDIT = {Carrier.LINE: 2, Carrier.TYPE: 2, Carrier.COLUMN: 2, Carrier.LIST: 1, Carrier.PROSE: 0}
"""How many different values of examples a limit outweighs by itself: a line comes from the service's own definition, prose was written for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One constraint of one row."""

    place: Place
    constraint: Constraint


def limit_of(mismatch: Mismatch) -> Limit | None:
    """The limit that a value breaks, if the mismatch is of that kind."""
    if mismatch.site.place is None or mismatch.constraint is None:
        return None
    return Limit(place=mismatch.site.place, constraint=mismatch.constraint)


@dataclass(slots=True)
class _Trial:
    """The different values of examples that keep and break a limit, and where requests break it."""

    kept: set[tuple[str, JsonValue]] = field(default_factory=set)
    broken: set[tuple[str, JsonValue]] = field(default_factory=set)
    witnesses: list[tuple[Sighting, Mismatch]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A limit that is not believed, and the request examples that break it."""

    limit: Limit
    witnesses: tuple[tuple[Sighting, Mismatch], ...]


def doubts(sightings: Iterable[Sighting]) -> tuple[Doubt, ...]:
    """The limits that the examples outweigh, in the order in which they are first broken."""
    trials: dict[Limit, _Trial] = {}
    for sighting in sightings:
        for kept in sighting.kept:
            trials.setdefault(Limit(place=kept.place, constraint=kept.constraint), _Trial()).kept.add(
                _distinct(kept.value)
            )
        if sighting.example.kind is not ExampleKind.REQUEST:
            continue
        for one in sighting.mismatches:
            limit = limit_of(one)
            if limit is not None and not _is_slip(one):
                trial = trials.setdefault(limit, _Trial())
                trial.broken.add(_distinct(one.value))
                trial.witnesses.append((sighting, one))
    found = [(limit, trial) for limit, trial in trials.items() if trial.broken and _is_doubted(limit.constraint, trial)]
    return tuple(Doubt(limit=limit, witnesses=tuple(trial.witnesses)) for limit, trial in found)


def _distinct(value: JsonValue) -> tuple[str, JsonValue]:
    """A scalar as JSON tells it from others: `true` is not `1`."""
    return type(value).__name__, value


def _is_doubted(constraint: Constraint, trial: _Trial) -> bool:
    if constraint.evidence.carrier is Carrier.ERRATUM:
        return False  # whoever wrote it knew the examples
    credit = CREDIT[constraint.evidence.carrier]
    if isinstance(constraint, OneOf) and any(_is_respelled(constraint, value) for _, value in trial.broken):
        credit = 0
    return len(trial.broken) >= credit + len(trial.kept)


def _is_respelled(constraint: OneOf, value: JsonValue) -> bool:
    """Whether a value is a listed one in other case or punctuation: which of the two spellings the service takes, only another example could tell."""
    word = spelling(value)
    return bool(word) and any(spelling(listed) == word for listed in constraint.values)


def _is_slip(one: Mismatch) -> bool:
    """Whether the example shows a listed value with a stray blank or comma inside its quotation marks."""
    if not isinstance(one.constraint, OneOf) or not isinstance(one.value, str):
        return False
    bare = one.value.strip(" ,;")
    return bare != one.value and bare in one.constraint.values
