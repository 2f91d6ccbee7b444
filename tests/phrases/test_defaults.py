"""Defaults of a description, typed by the field."""

from __future__ import annotations

import pytest

from docbind.model.spec import Carrier, ScalarValue, TypeRef
from phrases.writing import BOOLEAN, INTEGER, NUMBER, STRING, STRINGS, bullets, described, reasons


def default(words: str, type: TypeRef, name: str = "bed") -> ScalarValue | None:
    found = described(words, type, name).default
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("words", "type", "expected"),
    [
        ("Default: **20**", INTEGER, 20),
        ("Time to wait, in seconds. The default value is 15s.", INTEGER, 15),
        ("Default value: 3600s.", INTEGER, 3600),
        ("The default value is **1,000**.", INTEGER, 1000),
        ("The default value is 1,000.", INTEGER, 1000),
        ("The default value is **0.5**.", NUMBER, 0.5),
        ("The default value is **false**.", BOOLEAN, False),
        ("Defaults to true.", BOOLEAN, True),
        ("Defaults to 30 seconds.", INTEGER, 30),
        ("The value is **0** by default, so that all is shown.", INTEGER, 0),
        ("If this parameter is not specified, the default value is **10**.", INTEGER, 10),
        ("If this parameter is left blank, the default value **10** is used.", INTEGER, 10),
        ("If bed is not set, rose is used by default.", STRING, "rose"),
        ("The default value is rose.", STRING, "rose"),
        ('Defaults to "rose".', STRING, "rose"),
        ("The default method is **desc**.", STRING, "desc"),
        ("The default bed is **rose**.", STRING, "rose"),
        ("Default: **text/plain; charset=utf-8**", STRING, "text/plain; charset=utf-8"),
        ("The default value is **/**, and the value must start with a slash (/).", STRING, "/"),
        ("The default value is **100**.", STRING, "100"),
        ("The value can be **asc** (default) or **desc**.", STRING, "asc"),
        (f"The order.\n\n{bullets('**asc** (default): upwards', '**desc**: downwards')}", STRING, "asc"),
        (f"The order.\n\n{bullets('**1**: upwards (default value)', '**2**: downwards')}", INTEGER, 1),
        ("**Definition**\n\nThe bed.\n\n**Default Value**\n\nfalse", BOOLEAN, False),
        ("-  Definition: The bed.\n-  Default Value: **rose**", STRING, "rose"),
        ("Supported range: 1 to 100 (default)", INTEGER, 100),
    ],
)
def test_a_default_is_read(words: str, type: TypeRef, expected: ScalarValue) -> None:
    found = default(words, type)
    assert (found, type_of(found)) == (expected, type_of(expected))


def type_of(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("name", ["limit", "page_size"])
def test_how_many_results_are_returned_by_default_is_the_default_of_a_limit(name: str) -> None:
    assert default("If it is not specified, 10 beds are returned by default.", INTEGER, name) == 10
    assert default("If it is not specified, 10 beds are returned by default.", INTEGER, "offset") is None


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("By default, this parameter is left blank.", STRING),
        ("The default value is the current time.", STRING),
        ("The default value is null.", STRING),
        ("The default value is not used.", STRING),
        ("Default value: N/A", STRING),
        ("**Definition**\n\nThe bed.\n\n**Default Value**\n\nNone", INTEGER),
        ("Defaults to 0644.", INTEGER),
        ("Time to wait, in seconds. The default value is 15min.", INTEGER),
        ("Time to wait, in seconds. The default value is **15** minutes.", INTEGER),
        ("The default value is 4 GB.", STRING),
        ("The default value is false or off.", STRING),
        ("The default unit is hour.", STRING),
        ("The default value is **rose**.", INTEGER),
        ("The default value is **rose**.", BOOLEAN),
        ("The default value is **rose**.", STRINGS),
        ("The default gardener is told.", STRING),
        ("Grown alone or in a bed (default). The value can be **alone** or **together**.", STRING),
    ],
)
def test_words_that_are_no_default(words: str, type: TypeRef) -> None:
    assert default(words, type) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("The default value is **10** when the bed is new.", "conditional"),
        ("For roses, the default value is **10**.", "conditional"),
        ("If the fence is not specified, the default value is **10**.", "conditional"),
        ("The default value is 5 for roses.", "conditional"),
        ("The default value is **10**.\n\nDefault: **20**", "contradicted"),
    ],
)
def test_a_default_that_cannot_be_relied_on_stays_words(words: str, reason: str) -> None:
    found = described(words, INTEGER)
    assert found.default is None
    assert reasons(found.remarks) == {reason}


def test_the_same_default_twice_is_one() -> None:
    assert default("The default value is **10**.\n\nDefault: **10**", INTEGER) == 10


def test_a_line_carries_its_own_evidence() -> None:
    found = described("The bed.\n\nDefault: **rose**").default
    assert found is not None
    assert (found.evidence.quote, found.evidence.carrier, found.evidence.span.first_line) == (
        "Default: rose",
        Carrier.LINE,
        6,
    )
