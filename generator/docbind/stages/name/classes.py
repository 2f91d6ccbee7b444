"""Structures → classes.

A structure is called as documented, in CamelCase. Where one documented name has several shapes, that of requests keeps it (of several, the one that most operations
use) and that of responses takes `Response`; the rest take their operation's name in front, then the names on the way to them. A name that says nothing (`spec`,
`items`) has its operation's name from the start. A body is `<Operation>Request` or `<Operation>Response`.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docbind.dialect.titles import GENERIC_STRUCTURES
from docbind.literals import camel_case, digest, words
from docbind.model.names import ClassName, MethodName
from docbind.model.spec import Direction, Model
from docbind.stages.name.choose import choose
from docbind.stages.name.operations import TAKEN_CLASSES, operation_class
from docbind.stages.name.usage import Use

RESPONSE_ENDINGS = ("Response", "ResponseBody", "Resp", "Result", "ErrorBody")
BUILTIN_CLASSES = frozenset(name for name in dir(builtins) if name[0].isupper())


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The use by which a structure is named: of all operations that reach it, the one with the shortest name."""

    method: MethodName
    use: Use
    operations: int
    side: Direction

    @property
    def key(self) -> tuple[str, ...]:
        status = (str(self.use.status),) if self.use.status else ()
        return (self.side.value, self.method, *status)


def is_body(model: Model, home: Home) -> bool:
    """Whether a structure is the body of its home itself, without a name of its own."""
    return not model.name and not home.use.path


def homes(uses: Mapping[str, tuple[Use, ...]], methods: Mapping[str, MethodName]) -> dict[str, Home]:
    """The home of every structure that becomes a class."""
    found = {}
    for identity, seen in uses.items():
        use = min(
            seen,
            key=lambda use: (
                use.side is Direction.RESPONSE,
                methods[use.operation].count("_"),
                methods[use.operation],
                use.status,
            ),
        )
        requested = any(other.side is Direction.REQUEST for other in seen)
        found[identity] = Home(
            method=methods[use.operation],
            use=use,
            operations=len({other.operation for other in seen}),
            side=Direction.REQUEST if requested else Direction.RESPONSE,
        )
    return found


def class_names(
    models: Mapping[str, Model], homes: Mapping[str, Home], published: Mapping[str, str], taken: frozenset[str]
) -> dict[str, ClassName]:
    """The class of each structure that has a home. `published` names, by `Model.id`, are kept; nothing new is called as in `taken`."""
    fresh = {
        identity: candidates(models[identity], home) for identity, home in homes.items() if identity not in published
    }

    def owner(name: str, rivals: tuple[str, ...]) -> str | None:
        requested = tuple(rival for rival in rivals if homes[rival].side is Direction.REQUEST)
        ranked = sorted(requested or rivals, key=lambda rival: -homes[rival].operations)
        alone = len(ranked) == 1 or homes[ranked[0]].operations > homes[ranked[1]].operations
        return ranked[0] if alone else None

    reserved = taken | frozenset(published.values()) | TAKEN_CLASSES | BUILTIN_CLASSES
    chosen = choose(fresh, taken=reserved, owner=owner)
    return {identity: ClassName(published.get(identity) or chosen[identity]) for identity in homes}


def candidates(model: Model, home: Home) -> tuple[str, ...]:
    """The names that a structure may be given, the best one first; the last one is its own alone."""
    operation = operation_class(home.method)
    response = "Response" if home.side is Direction.RESPONSE else ""
    status = str(home.use.status or "")
    names: list[str] = []
    if is_body(model, home):
        suffix = "Response" if response else "Request"
        names += [f"{operation}{suffix}", f"{operation}{suffix}{status}", f"{operation}{suffix}Body"]
        tail = suffix
    else:
        short = model.name.rpartition(".")[2] if model.name.count(".") > 1 else model.name
        tail = _documented(short) or _documented(home.use.path[-1] if home.use.path else "") or "Structure"
        marked = tail if not response or tail.endswith(RESPONSE_ENDINGS) else f"{tail}{response}"
        generic = "".join(words(model.name)) in GENERIC_STRUCTURES or not words(model.name)
        names += [] if generic else [tail, marked]
        names += [_documented(model.name), f"{_documented(model.name)}{response}"] if short != model.name else []
        names += [f"{operation}{tail}", f"{operation}{marked}"]
        names += [f"{operation}{_documented(home.use.parent)}{tail}"] if home.use.parent else []
        way = "".join(_documented(step) for step in home.use.path)
        names += [f"{operation}{response or 'Request'}{way}"] if way else []
    key = " ".join([model.owner, *(field.wire_name for field in model.fields), *home.key, *home.use.path])
    return tuple(
        dict.fromkeys(
            [
                *(_shortened(name, key) for name in names),
                f"{_shortened(operation + tail, key)}{digest(key + model.id).upper()}",
            ]
        )
    )


@lru_cache(maxsize=4096)  # each step of a way is part of the ways of all structures below it
def _documented(name: str) -> str:
    """A documented name in CamelCase; capitals stay as they are."""
    pieces = re.findall("[A-Za-z0-9]+", name) or list(words(name))
    return camel_case(pieces)


def _shortened(name: str, key: str) -> str:
    return name if len(name) <= 80 else f"{name[:68]}{digest(key).upper()}"
