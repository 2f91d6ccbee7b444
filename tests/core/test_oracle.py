"""The rules against pydantic, which states them independently."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_sdk._core import Model, Request, at, field
from sample_sdk._core.shapes import shape_of
from sample_sdk._core.validation import check

from core.steady import STEADY

pydantic = pytest.importorskip("pydantic")


class Inner(Model):
    code: str = field(min_length=2, max_length=4)
    kind: Literal["a", "b"] | str | None = field(default=None, one_of=("a", "b"))


class Outer(Request[None]):
    method = "POST"
    uri = "/outer"
    responses = {204: None}

    number: int = at.body(ge=-3, le=3)
    share: float | None = at.body(default=None, gt=0, lt=1)
    flag: bool | None = at.body(default=None)
    name: str | None = at.body(default=None, pattern="[a-z]+[0-9]?")
    inner: Inner | None = at.body(default=None)
    many: list[Inner] | None = at.body(default=None, min_items=1, max_items=2)
    by_key: dict[str, Inner] | None = at.body(default=None)


class OracleInner(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    code: Annotated[str, pydantic.Field(min_length=2, max_length=4)]
    kind: Literal["a", "b"] | None = None


class Oracle(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    number: Annotated[int, pydantic.Field(ge=-3, le=3)]
    share: Annotated[float, pydantic.Field(gt=0, lt=1, allow_inf_nan=False)] | None = None
    flag: bool | None = None
    name: Annotated[str, pydantic.Field(pattern="^[a-z]+[0-9]?$")] | None = None
    inner: OracleInner | None = None
    many: Annotated[list[OracleInner], pydantic.Field(min_length=1, max_length=2)] | None = None
    by_key: dict[str, OracleInner] | None = None


RULES = {
    "missing": "required",
    "extra_forbidden": "unknown",
    "greater_than_equal": "minimum",
    "greater_than": "minimum",
    "less_than_equal": "maximum",
    "less_than": "maximum",
    "string_too_short": "min_length",
    "string_too_long": "max_length",
    "string_pattern_mismatch": "pattern",
    "too_short": "min_items",
    "too_long": "max_items",
    "finite_number": "type",
}

scalars = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.text("ab1", max_size=6) | st.text(max_size=2)
)
inner = st.dictionaries(st.sampled_from(["code", "kind", "other"]), scalars, max_size=3)
values = (
    scalars
    | inner
    | st.lists(inner | scalars, max_size=3)
    | st.dictionaries(st.sampled_from(["k", "l"]), inner | scalars, max_size=2)
)
payloads = st.dictionaries(st.sampled_from([*Oracle.model_fields, "unknown"]), values, max_size=8)


def test_models_can_be_fields_of_pydantic_models() -> None:
    class Deployment(pydantic.BaseModel):
        inner: Inner
        more: list[Inner] = []

    made = Deployment.model_validate({"inner": {"code": "toolong", "new": 1}, "more": [Inner(code="ab")]})
    assert made.inner == Inner.from_dict({"code": "toolong", "new": 1})
    assert made.model_dump() == {"inner": {"code": "toolong", "new": 1}, "more": [{"code": "ab"}]}
    assert Deployment.model_validate_json(made.model_dump_json()) == made
    for mode in ("validation", "serialization"):
        schema = Deployment.model_json_schema(mode=mode)  # type: ignore[arg-type]  # the two that there are
        assert schema["properties"]["inner"]["type"] == "object"
    with pytest.raises(pydantic.ValidationError, match="an object or a Inner is needed"):
        Deployment.model_validate({"inner": 7})


def path_of(location: tuple[Any, ...]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return path


def told_by_the_oracle(payload: Any) -> set[tuple[str, str]]:
    try:
        Oracle.model_validate(payload)
    except pydantic.ValidationError as error:
        return {
            (
                path_of(one["loc"]),
                RULES.get(
                    one["type"],
                    "one_of" if one["type"] == "literal_error" and isinstance(one["input"], str) else "type",
                ),
            )
            for one in error.errors()
        }
    return set()


def says(value: Any) -> bool:
    return any(map(says, value.values())) if isinstance(value, dict) else bool(value)


def said(value: Any) -> Any:
    """The value without what stands for nothing in it, of which the rules here do not speak."""
    if isinstance(value, list):
        return [said(one) for one in value]
    if isinstance(value, dict):
        inner = {key: said(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one is None or key in ("number", "code") or says(one)}
    return value


@STEADY
@given(payload=payloads)
def test_every_violation_that_pydantic_finds_and_no_other(payload: Any) -> None:
    payload = said(payload)
    own = {(violation.path, violation.rule) for violation in check(Outer, payload)}
    oracle = told_by_the_oracle(payload)
    # A required member that is null is missing to us, and of the wrong type to pydantic; an item count is told beside the items here.
    nulls = {(path, "type") for path, rule in own if rule == "required"} | {
        (path, "required") for path, rule in own if rule == "required"
    }
    counts = {(path, rule) for path, rule in own | oracle if rule in ("min_items", "max_items")}
    inside = {(path, rule) for path, rule in own | oracle if any(path.startswith(f"{many}[") for many, _ in counts)}
    # A scalar that only has another JSON type is told here, and checked on; pydantic looks no further.
    told = {violation.path for violation in check(Outer, payload) if violation.rule == "type" and not violation.refused}
    own = {(path, rule) for path, rule in own if rule == "type" or path not in told}
    assert own - nulls - inside == oracle - nulls - inside
    assert {path for path, _ in own} | {path for path, _ in inside} == {path for path, _ in oracle} | {
        path for path, _ in inside
    }


@STEADY
@given(
    raw=st.integers()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["5", "-5", "1.5", "true", "FALSE"])
)
@pytest.mark.parametrize("kind", [int, float, bool, str])
def test_scalars_that_reading_converts_are_equal_to_what_pydantic_makes_of_them(kind: type, raw: Any) -> None:
    made = shape_of(kind).read(raw)
    if type(made) is not kind or type(raw) is kind:
        assert made == raw
        return
    if kind is str:
        assert made in (str(raw), str(raw).lower(), repr(raw))
    else:
        assert made == pydantic.TypeAdapter(kind).validate_python(raw)
