"""How the grade of a rule stands in what is emitted: `closed`, `told`, and nothing where a documented call
breaks it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from docbind.model.rules import Objection, Reason, Rule
from docbind.model.spec import REQUIRED, Carrier, Evidence, Field, Kind, ModelRef, OneOf, Range, Scalar
from emission.building import NUMBER, TEXT, body, field, model, operation, response, span, spec
from emission.package import files_of


def declared(row: Field, undocumented: tuple[str, ...] = ()) -> str:
    """The line of `operations.py` that declares a member of a body, or the class attribute."""
    root = replace(model("root", "", row, root=True), undocumented=undocumented)
    adding = operation("Adding a Thing", method="POST", request=body(ModelRef("root")), responses=(response(204),))
    text = files_of(spec(adding, models=(root,)))["shelf/operations.py"]
    wanted = "__undocumented__" if undocumented else f"{row.wire_name}:"
    return next(line.strip() for line in text.splitlines() if line.strip().startswith(wanted))


def values(carrier: Carrier) -> OneOf:
    return OneOf(values=("a", "b"), evidence=Evidence(quote="a or b", carrier=carrier, span=span(5)))


def limits() -> Range:
    return Range(minimum=1, maximum=9, evidence=Evidence(quote="1 to 9", carrier=Carrier.LINE, span=span(5)))


def objected(row: Field, rule: Rule, reason: Reason) -> Field:
    return replace(row, objections=(Objection(rule=rule, reason=reason, span=span(9)),))


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            field("it", TEXT, values(Carrier.LINE)),
            'it: Literal["a", "b"] | str | None = at.body(default=None, one_of=("a", "b"), closed=True)',
        ),
        (
            field("it", TEXT, values(Carrier.PROSE)),
            'it: Literal["a", "b"] | str | None = at.body(default=None, one_of=("a", "b"))',
        ),
        (
            objected(field("it", TEXT, values(Carrier.LINE)), Rule.ONE_OF, Reason.OPEN_ENDED),
            'it: Literal["a", "b"] | str | None = at.body(default=None, one_of=("a", "b"), told=("one_of",))',
        ),
        (
            objected(field("it", TEXT, values(Carrier.LINE)), Rule.ONE_OF, Reason.EXAMPLE),
            'it: Literal["a", "b"] | str | None = at.body(default=None)',
        ),
        (
            objected(field("it", NUMBER, limits()), Rule.MAXIMUM, Reason.ELSEWHERE),
            'it: int | None = at.body(default=None, ge=1, le=9, told=("maximum",))',
        ),
        (
            objected(field("it", NUMBER, limits()), Rule.MAXIMUM, Reason.EXAMPLE),
            "it: int | None = at.body(default=None, ge=1)",
        ),
        (
            objected(field("it", TEXT, presence=REQUIRED), Rule.REQUIRED, Reason.EXAMPLE),
            "it: str | None = at.body(default=None)",
        ),
        (
            objected(field("it", TEXT, presence=REQUIRED), Rule.REQUIRED, Reason.ELSEWHERE),
            'it: str | None = at.body(default=None, told=("required",))',
        ),
        (
            objected(field("it", TEXT, presence=REQUIRED), Rule.TYPE, Reason.OTHER_SCALAR),
            "it: str | int = at.body()",
        ),
        (
            objected(field("it", Scalar(Kind.BOOLEAN)), Rule.TYPE, Reason.OTHER_SCALAR),
            "it: bool | str | None = at.body(default=None)",
        ),
        (objected(field("it", TEXT), Rule.TYPE, Reason.EXAMPLE), "it: Any = at.body(default=None)"),
    ],
)
def test_grades_are_keywords(row: Field, line: str) -> None:
    assert declared(row) == line


def test_names_of_examples_are_an_attribute() -> None:
    assert declared(field("it", TEXT), ("It", "other")) == '__undocumented__ = ("It", "other")'
