"""What a wait waits for, and whether the pages know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from .errors import ConfigurationError
from .evidence import Origin
from .json_values import is_list, is_object
from .near_misses import near_miss, plain
from .options import check_call_options
from .request import JobRequest, Request, StatefulRequest
from .shapes import AnyShape, ListShape, MapShape, ModelShape, ScalarShape, Shape, shape_of
from .specification import Member, specification_of, suggestion
from .violation import Violation
from .walk import found_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is waited for: `field`, a dotted path of wire names, tells one of the states `until`, and none of
    `unless`.

    Without a field, it is waited until nothing is found. Where the states are `named`, neither case nor punctuation
    counts.
    """

    field: str = ""
    until: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    named: bool = False

    def state_in(self, answer: object) -> str:
        """Return the state that an answer tells; empty where it tells none."""
        found = found_at(answer, self.field)
        if found is None or is_list(found) or is_object(found):
            return ""
        return str(found).lower() if isinstance(found, bool) else str(found)

    def is_reached(self, state: str) -> bool:
        """Tell whether a state is one that is waited for."""
        return self._told(state) in self.until

    def is_lost(self, state: str) -> bool:
        """Tell whether a state is one that ends the wait."""
        return self._told(state) in self.unless

    def _told(self, state: str) -> str:
        return plain(state) if self.named else state


GONE = Goal()


def goal_of(request: Request[Any], field: object, until: str | Collection[str], unless: str | Collection[str]) -> Goal:
    """Read what a caller says, else what the operation of a job says of itself.

    Raises:
        ConfigurationError: It can never come true.
    """
    check_call_options(request, {})
    if not isinstance(field, str):
        raise ConfigurationError("wait: field is a dotted path of names on the wire, as text")
    if isinstance(request, JobRequest) and not field:
        progress = request.progress
        field, until, unless = progress.field, until or progress.until, unless or progress.unless
    goal = Goal(field=field, until=_states("until", until), unless=_states("unless", unless))
    if not goal.field or not goal.until:
        raise ConfigurationError(
            f"wait: {type(request).__name__} does not tell what to wait for: give field= and until="
        )
    if goal.until & goal.unless:
        raise ConfigurationError("wait: a state cannot be both wanted and unwanted")
    return goal


def named_goal(request: Request[Any], state: object) -> Goal:
    """Return the goal that the answer of an operation tells a documented state, and none of its states of failure.

    Raises:
        ConfigurationError: The pages document no such state of this operation.
    """
    check_call_options(request, {})
    operation = type(request).__name__
    if not isinstance(state, str):
        raise ConfigurationError(f"wait_until: a state is a text, not an object of type {type(state).__name__}")
    if not isinstance(request, StatefulRequest):
        raise ConfigurationError(f"wait_until: {operation} documents no states: use wait(field=…, until=…)")
    progress = request.progress
    if plain(state) not in map(plain, progress.until):
        known = ", ".join(repr(one) for one in progress.until)
        raise ConfigurationError(f"wait_until: {operation} documents no state {state[:60]!r} but {known}")
    return Goal(
        field=progress.field,
        until=frozenset({plain(state)}),
        unless=frozenset(map(plain, progress.unless)),
        named=True,
    )


def _states(what: str, states: object) -> frozenset[str]:
    given: tuple[object, ...] = (states,)
    if isinstance(states, Collection) and not isinstance(states, str):
        given = tuple(cast("Collection[object]", states))
    texts = frozenset(state for state in given if isinstance(state, str))
    if not all(isinstance(state, str) for state in given):
        raise ConfigurationError(f"wait: {what} is a state or several, as text")
    if "" in texts and given != ("",):
        raise ConfigurationError(f"wait: one of the states of {what} is an empty text, which no answer tells")
    return texts - {""}


# --- what the pages know -------------------------------------------------------------------------------------------


def departures(request: Request[Any], goal: Goal) -> tuple[Violation, ...]:
    """Compare a goal with the documented answer of an operation.

    A field that no documented answer has is refused, because it would never tell anything; below what the pages leave
    open, any name goes. A state that the pages do not list is told, and refused where it is a slip of one that they
    list.
    """
    documented = [shape_of(carried) for status, carried in request.responses.items() if 200 <= status < 400 and carried]
    if not documented:
        return ()
    ends = [_end_of(type(request), shape, goal.field) for shape in documented]
    known = next((end for end in ends if not isinstance(end, Violation)), None)
    if known is None:
        return tuple(end for end in ends[:1] if isinstance(end, Violation))
    return tuple(_unlisted(known, goal)) if known.member is not None else ()


@dataclass(frozen=True, slots=True)
class _End:
    """Where a path leads: the member of a structure, or None where the pages leave open what is there."""

    owner: type[Any]
    member: Member | None


def _end_of(operation: type[Any], shape: Shape, path: str) -> _End | Violation:
    root, owner, member, way = shape, operation, None, ""
    for name in path.split("."):
        match shape:
            case ModelShape(model):
                owner, member = model, specification_of(model).by_wire.get(name)
                if member is None and (model.__open__ or name in model.__undocumented__):
                    return _End(owner, None)
                if member is None:
                    return _refused(owner, f"{path!r} is not documented in the answer", _meant(root, way, name, path))
                shape = member.shape
            case MapShape(value):
                member, shape = None, value
            case AnyShape():
                return _End(owner, None)
            case ListShape() | ScalarShape():
                kind = "a list" if isinstance(shape, ListShape) else "a scalar"
                return _refused(owner, f"{way or 'the answer'!r} is {kind} and has no {name!r}", "")
        way = f"{way}.{name}" if way else name
    match shape:
        case ModelShape() | MapShape() | ListShape():
            kind = "a list" if isinstance(shape, ListShape) else "an object"
            inner = next(iter(specification_of(shape.model).by_wire), "") if isinstance(shape, ModelShape) else ""
            return _refused(owner, f"{path!r} is {kind}, which tells no state", f"{path}.{inner}" if inner else "")
        case ScalarShape() | AnyShape():
            return _End(owner, member)


def _refused(owner: type[Any], problem: str, meant: str) -> Violation:
    hint = f"; did you mean {meant!r}?" if meant else ""
    origin = Origin(owner.__module__, owner.__name__, "", "unknown")
    return Violation("field", "unknown", f"field: {problem}{hint}", origin, refused=True)


def _meant(root: Shape, way: str, name: str, path: str) -> str:
    """Return the documented path that an unknown one is likely meant for, or an empty string."""
    paths = dict(_paths(root, ""))
    beside = {member.name: one for one, member in paths.items() if one.rpartition(".")[0] == way}
    if name in beside:
        return beside[name]
    same_name = [one for one in paths if one.rpartition(".")[2] == name]
    return same_name[0] if same_name else suggestion(path, paths)


def _paths(shape: Shape, way: str) -> Iterator[tuple[str, Member]]:
    """Return the members of the root and those of the structures in it, by dotted path."""
    if isinstance(shape, ModelShape) and way.count(".") < 2:
        for wire, member in specification_of(shape.model).by_wire.items():
            yield f"{way}{wire}", member
        for wire, member in specification_of(shape.model).by_wire.items():
            yield from _paths(member.shape, f"{way}{wire}.")


def _unlisted(end: _End, goal: Goal) -> Iterator[Violation]:
    assert end.member is not None
    listed = _listed(get_type_hints(end.owner)[end.member.name])
    given = goal.until | goal.unless
    for what, states in (("until", goal.until), ("unless", goal.unless)):
        for state in sorted(states - listed) if listed else ():
            meant = near_miss(state, sorted(listed))
            if meant in given:  # another spelling of a state that is given too: whoever gives both means both
                continue
            hint = f"; did you mean {meant!r}?" if meant else ""
            message = f"{what}: {state[:60]!r} is not documented for {goal.field}{hint}"
            origin = Origin(end.owner.__module__, end.owner.__name__, end.member.wire, "one_of")
            yield Violation(what, "one_of", message, origin, refused=bool(meant))


def _listed(annotation: object) -> frozenset[str]:
    """Return the documented values of an annotation, as text; none where it is open for any."""
    if get_origin(annotation) is Literal:
        return frozenset(map(str, get_args(annotation)))
    return frozenset[str]().union(*map(_listed, get_args(annotation)))
