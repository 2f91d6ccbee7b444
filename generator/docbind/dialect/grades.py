"""How far a stated rule is believed: what a client does by default with a request that breaks it.

A rule is refused where its statement is plain and nothing speaks against it; everything else is told and sent. The
effects were chosen by two measurements, which docs/client.md shows: what other programs send and the service takes,
and planted mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.rules import Rule
from docbind.model.spec import Carrier


class Effect(Enum):
    """What is done with what breaks a rule.

    `SLIPS` refuses what is nearly a documented word, and tells everything else; `PASS` does not look.
    """

    REFUSE = "refuse"
    SLIPS = "refuse slips"
    TELL = "tell"
    PASS = "pass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The effect of some rules where they are stated in this way, and why."""

    rules: tuple[Rule, ...]
    carriers: tuple[Carrier, ...]
    effect: Effect
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnded:
    """Values of a kind that grows without the pages being changed.

    Matched against a field's name, with that of its structure before it, in snake case.
    """

    pattern: str
    example: str


_BOUNDS = (
    Rule.MINIMUM,
    Rule.MAXIMUM,
    Rule.MIN_LENGTH,
    Rule.MAX_LENGTH,
    Rule.MIN_ITEMS,
    Rule.MAX_ITEMS,
)
_ANY = tuple(Carrier)

GRADES: tuple[Grade, ...] = (
    Grade(
        rules=tuple(Rule),
        carriers=(Carrier.ERRATUM,),
        effect=Effect.REFUSE,
        why="a team has stated it against the page, and says why",
    ),
    Grade(
        rules=(Rule.REQUIRED,),
        carriers=_ANY,
        effect=Effect.REFUSE,
        why="a mandatory column says nothing else; a member that is named and null is told",
    ),
    Grade(
        rules=(Rule.TYPE,),
        carriers=_ANY,
        effect=Effect.REFUSE,
        why="a type column says nothing else; a scalar that only has another JSON type is told",
    ),
    Grade(
        rules=_BOUNDS,
        carriers=_ANY,
        effect=Effect.REFUSE,
        why="a number with its unit is stated on purpose, and limits with a condition are not read as rules",
    ),
    Grade(
        rules=(Rule.PATTERN,),
        carriers=_ANY,
        effect=Effect.REFUSE,
        why="as for bounds",
    ),
    Grade(
        rules=(Rule.ONE_OF,),
        carriers=(Carrier.LINE,),
        effect=Effect.REFUSE,
        why="a list that is announced as nothing but the values comes from the service's definition",
    ),
    Grade(
        rules=(Rule.ONE_OF,),
        carriers=_ANY,
        effect=Effect.SLIPS,
        why="a sentence or a list names the values that its author thought of",
    ),
)
"""The first row that fits counts."""

OPEN_ENDED: tuple[OpenEnded, ...] = (
    OpenEnded(pattern=r"(?:^|_)versions?$", example="engine_version"),
    OpenEnded(pattern=r"(?:^|_)flavou?rs?(?:_?(?:ref|id|name|type|code)s?)?$", example="flavor_ref"),
    OpenEnded(pattern=r"(?:^|_)spec(?:ification)?(?:_code|_name|_id)?$", example="storage_spec_code"),
    OpenEnded(pattern=r"(?:volume|disk|storage)s?(?:_types?|type)$", example="root_volume volume_type"),
    OpenEnded(pattern=r"^\w*(?:volume|disk|storage)s? type$", example="volume type"),
    OpenEnded(pattern=r"(?:^|_)engines?(?:_(?:name|type))?$", example="engine"),
    OpenEnded(pattern=r"^\w*(?:datastore|engine)s? (?:type|name)$", example="datastore type"),
    OpenEnded(
        pattern=r"(?:^|[_ ])(?:az|azs|(?:available|availability)_zones?(?:_ids?|_list)?|zones?(?:_ids?)?)$",
        example="availability_zone",
    ),
    OpenEnded(pattern=r"(?:^|_)regions?(?:_ids?|_names?)?$", example="region_id"),
    OpenEnded(pattern=r"(?:^|_)runtimes?$", example="runtime"),
)
