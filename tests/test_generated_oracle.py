"""The emitted validators and pydantic judge the same random payloads of the emitted operations alike: what is wrong, and where."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import pytest
from otc._core.request import Request
from otc._core.shapes import ListShape, MapShape, ModelShape, ScalarKind, ScalarShape, Shape
from otc._core.specification import Member, specification_of
from otc._core.validation import check
from otc.functiongraph import operations

pydantic = pytest.importorskip("pydantic")

OPERATIONS: list[type[Request[Any]]] = [
    one
    for one in vars(operations).values()
    if isinstance(one, type)
    and one.__module__ == operations.__name__
    and any(member.place == "body" for member in specification_of(one).by_wire.values())
]
LIST: Any = list
MAP: Any = dict
"""To a type checker a type that is made at run time is none."""

PAYLOADS = 300
"""How many random bodies each operation gets."""


# --- twins -----------------------------------------------------------------------------------------------------------


class Twins:
    """Emitted classes written down once more for pydantic, as strict as requests are."""

    def __init__(self) -> None:
        self._known: dict[type[Any], Any] = {}

    def of(self, owner: type[Any]) -> Any:
        if owner not in self._known:
            # A structure that holds itself meets this one; no operation of the emitted service sends such.
            self._known[owner] = Any
            fields: dict[str, Any] = {
                f"member_{number}": self._field(member)
                for number, member in enumerate(specification_of(owner).by_wire.values())
                if member.place == "body"
            }
            config = pydantic.ConfigDict(extra="forbid", strict=True, regex_engine="python-re")
            self._known[owner] = pydantic.create_model(owner.__name__, __config__=config, **fields)
        return self._known[owner]

    def _field(self, member: Member) -> Any:
        annotation = self._annotation(member.shape, member.rules, outermost=True)
        if member.required:
            return annotation, pydantic.Field(alias=member.wire)
        return annotation | None, pydantic.Field(alias=member.wire, default=None)

    def _annotation(self, shape: Shape, rules: Mapping[str, Any], *, outermost: bool) -> Any:
        match shape:
            case ModelShape(model):
                return self.of(model)
            case ListShape(item):
                limits = {"min_length": rules.get("min_items"), "max_length": rules.get("max_items")}
                found = LIST[self._annotation(item, rules, outermost=False)]
                return Annotated[found, pydantic.Field(**limits)] if outermost else found
            case MapShape(value):
                return MAP[str, self._annotation(value, rules, outermost=False)]
            case ScalarShape(kind):
                return self._scalar(kind, rules)
            case _:
                return Any

    def _scalar(self, kind: ScalarKind, rules: Mapping[str, Any]) -> Any:
        kinds = {ScalarKind.TEXT: str, ScalarKind.INTEGER: int, ScalarKind.NUMBER: float, ScalarKind.BOOLEAN: bool}
        if "one_of" in rules:
            # A `Literal[1]` of pydantic takes `true` too.
            return Annotated[kinds[kind], pydantic.AfterValidator(one_of(rules["one_of"]))]
        own = {name: value for name, value in rules.items() if not name.endswith("_items")}
        if "pattern" in own:
            own["pattern"] = rf"\A(?:{own['pattern']})\Z"
        return Annotated[kinds.get(kind, bytes), pydantic.Field(**own)]


def one_of(values: Sequence[object]) -> Callable[[object], object]:
    def checked(value: object) -> object:
        if value not in values:
            raise ValueError(f"not one of {values}")
        return value

    return checked


# --- payloads --------------------------------------------------------------------------------------------------------


class Payloads:
    """Makes bodies that are right for the most part, and wrong in some places."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def body(self, owner: type[Any], depth: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for member in specification_of(owner).by_wire.values():
            given = self._random.random() < (0.95 if member.required else 0.5 / (depth + 1))
            if member.place == "body" and given:
                found[member.wire] = self._value(member.shape, member.rules, depth)
        if self._random.random() < 0.1:
            found["not_documented"] = 1
        return found

    def _value(self, shape: Shape, rules: Mapping[str, Any], depth: int) -> Any:
        if self._random.random() < 0.08:
            return self._random.choice(["odd", 7, -1, 2.5, True, [], {}, [None], {"a": 1}])
        match shape:
            case ModelShape(model):
                return self.body(model, depth + 1)
            case ListShape(item):
                return [self._value(item, rules, depth + 1) for _ in range(self._random.randint(0, 3))]
            case MapShape(value):
                return {f"key{n}": self._value(value, rules, depth + 1) for n in range(self._random.randint(0, 2))}
            case ScalarShape(kind):
                return self._scalar(kind, rules)
            case _:
                return self._random.choice([None, 1, "any", [1], {"a": None}])

    def _scalar(self, kind: ScalarKind, rules: Mapping[str, Any]) -> Any:
        if "one_of" in rules and self._random.random() < 0.8:
            return self._random.choice(list(rules["one_of"]))
        match kind:
            case ScalarKind.TEXT:
                longest = rules.get("max_length", 12)
                length = self._random.choice([0, 1, rules.get("min_length", 1), longest, min(longest + 1, 2000)])
                return "".join(self._random.choices("abcXYZ019_-. ", k=length))
            case ScalarKind.INTEGER | ScalarKind.NUMBER:
                edge = self._random.choice([rules.get("ge", 0), rules.get("le", 100), rules.get("gt", 5)])
                return int(edge) + self._random.choice([-1, 0, 0, 1])
            case _:
                return self._random.choice([True, False])


def says(value: Any) -> bool:
    return any(map(says, value.values())) if isinstance(value, dict) else bool(value)


def said(shape: Shape, value: Any) -> Any:
    """A value without the empty ones of members that need not be sent: no rule speaks of these, as tests of the
    run time say.
    """
    match shape, value:
        case ListShape(item), list():
            return [said(item, one) for one in value]
        case MapShape(inner), dict():
            return {key: said(inner, one) for key, one in value.items()}
        case ModelShape(model), dict():
            known = specification_of(model).by_wire
            inner_values = {key: said(known[key].shape, one) if key in known else one for key, one in value.items()}
            return {
                key: one for key, one in inner_values.items() if key not in known or known[key].required or says(one)
            }
        case _:
            return value


# --- verdicts --------------------------------------------------------------------------------------------------------


def wrong_to_pydantic(twin: Any, body: Any) -> set[str]:
    try:
        twin.model_validate(body)
    except pydantic.ValidationError as error:
        return {path_of(one["loc"]) for one in error.errors()}
    return set()


def path_of(location: tuple[Any, ...]) -> str:
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return words.removeprefix(".")


def outermost(paths: set[str], body: Any) -> Iterator[str]:
    """Pydantic looks no further where a list has too many or too few items; what is wrong inside of it counts as the list."""
    for path in paths:
        yield next((f"{path[:end]}" for end in range(len(path)) if path[end] == "[" and path[:end] in paths), path)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
def test_random_payloads_are_judged_alike(operation: type[Request[Any]]) -> None:
    twin, payloads = Twins().of(operation), Payloads(operation.__name__)
    judged = {"right": 0, "wrong": 0}
    for _ in range(PAYLOADS):
        body = said(ModelShape(operation), payloads.body(operation))
        own = {violation.path for violation in check(operation, body)}
        other = wrong_to_pydantic(twin, body)
        assert set(outermost(own, body)) == set(outermost(other, body)), body
        judged["wrong" if own else "right"] += 1
    assert judged["wrong"] > 0
