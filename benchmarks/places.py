"""The values in a request that its operation documents: where each stands, and what is declared of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from same_models import Service

Steps: TypeAlias = tuple[str | int, ...]
"""The way to a value in a call: its place, then names on the wire and positions in lists."""
Call: TypeAlias = Mapping[str, Any]
"""A request as plain JSON: `body`, and `path` and `query` where they are looked at."""

_KINDS = {"TEXT": "text", "INTEGER": "number", "NUMBER": "number", "BOOLEAN": "truth", "BINARY": "bytes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An object in a call, its members by their names on the wire, and the class that declares them."""

    owner: type[Any]
    members: Mapping[str, Any]
    steps: Steps
    value: Any

    @property
    def is_whole(self) -> bool:
        """Whether it is a body that one member describes as a whole, and no object of members."""
        return any(member.place == "whole" for member in self.members.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A value in a call that `member` of the object around it describes: the member's own value, or one within."""

    holder: Given
    member: Any
    steps: Steps
    shape: Any
    value: Any

    @property
    def place(self) -> str:
        return str(self.steps[0])

    @property
    def is_own(self) -> bool:
        return len(self.steps) == len(self.holder.steps) + (not self.holder.is_whole)

    @property
    def kind(self) -> str:
        return kind_of(self.shape)


def kind_of(shape: Any) -> str:
    """What a value should be, in one word; empty where anything will do.

    Shapes are told apart by what they have: each package has its own classes.
    """
    if hasattr(shape, "item"):
        return "list"
    if hasattr(shape, "model") or hasattr(shape, "value"):
        return "object"
    return _KINDS.get(shape.kind.name, "") if hasattr(shape, "kind") else ""


def written(steps: Steps) -> str:
    """Write a way as `body.tags[].key`, which is the same for each item of a list."""
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


# --- looking at a call ---------------------------------------------------------------------------------------------------


def sites(service: Service, request: type[Any], call: Call) -> Iterator[Site]:
    """The values of a call that something is declared of, each before those within it."""
    for root in _roots(service, request, call):
        yield from _in_object(service, root)


def objects(service: Service, request: type[Any], call: Call) -> Iterator[Given]:
    """The objects of a call whose members are declared."""
    yield from (root for root in _roots(service, request, call) if not root.is_whole)
    for site in sites(service, request, call):
        if _is_structure(site):
            yield _object(service, site)


def _roots(service: Service, request: type[Any], call: Call) -> Iterator[Given]:
    for place, value in call.items():
        inside = ("body", "form", "whole") if place == "body" else (place,)
        members = {one.wire: one for one in service.members(request) if one.place in inside}
        root = Given(owner=request, members=members, steps=(place,), value=value)
        if root.is_whole or isinstance(value, dict):
            yield root
        elif value is None:
            yield replace(root, value={})


def _in_object(service: Service, holder: Given) -> Iterator[Site]:
    for wire, member in holder.members.items():
        value = holder.value if holder.is_whole else holder.value.get(wire)
        steps = holder.steps if holder.is_whole else (*holder.steps, wire)
        if value is not None:
            own = Site(holder=holder, member=member, steps=steps, shape=member.shape, value=value)
            yield from _within(service, own)


def _within(service: Service, site: Site) -> Iterator[Site]:
    yield site
    if _is_structure(site):
        yield from _in_object(service, _object(service, site))
    elif hasattr(site.shape, "item") and isinstance(site.value, list):
        yield from _each(service, site, site.shape.item, enumerate(site.value))
    elif hasattr(site.shape, "value") and isinstance(site.value, dict):
        yield from _each(service, site, site.shape.value, site.value.items())


def _each(service: Service, site: Site, shape: Any, values: Any) -> Iterator[Site]:
    for step, value in values:
        if value is not None:
            yield from _within(service, replace(site, steps=(*site.steps, step), shape=shape, value=value))


def _is_structure(site: Site) -> bool:
    return hasattr(site.shape, "model") and isinstance(site.value, dict)


def _object(service: Service, site: Site) -> Given:
    owner = site.shape.model
    members = {member.wire: member for member in service.members(owner)}
    return Given(owner=owner, members=members, steps=site.steps, value=site.value)


# --- changing a call -----------------------------------------------------------------------------------------------------


def replaced(call: Any, steps: Steps, value: object) -> Any:
    """A copy with another value at the end of the steps."""
    return _changed(call, steps, lambda name, old: {name: value})


def renamed(call: Any, steps: Steps, name: str) -> Any:
    """A copy where the member at the end of the steps has another name."""
    return _changed(call, steps, lambda old, value: {name: value})


def without(call: Any, steps: Steps) -> Any:
    """A copy without the member at the end of the steps."""
    return _changed(call, steps, lambda name, value: {})


def _changed(call: Any, steps: Steps, change: Callable[[Any, Any], Mapping[Any, Any]]) -> Any:
    """A copy where something else stands for what the steps lead to; all around it is the same, and in the same
    order.
    """
    step, *rest = steps
    made: dict[Any, Any] = {}
    for name, value in call.items() if isinstance(call, dict) else enumerate(call):
        if name != step:
            made[name] = value
        elif rest:
            made[name] = _changed(value, tuple(rest), change)
        else:
            made.update(change(name, value))
    return made if isinstance(call, dict) else list(made.values())
