"""Values that a field may take: from lists, from sentences, and never from lists of cases or examples."""

from __future__ import annotations

import pytest

from docbind.model.spec import Carrier, ListOf, OneOf, Reference, ScalarValue, TypeRef
from phrases.writing import BOOLEAN, INTEGER, STRING, STRINGS, bullets, described, reasons, values

ROSES = ("rose", "tulip")

CASES = "-  **rose**:\n\n   -  **red**: like blood\n   -  **white**: like snow\n\n-  **tulip**:\n\n   -  **yellow**: like gold"
"""A list whose items are cases, each with values of its own."""


@pytest.mark.parametrize(
    "words",
    [
        f"The kind.\n\nEnumeration values:\n\n{bullets('**rose**', '**tulip**')}",
        f"Possible values:\n\n{bullets('**rose**: has thorns', '**tulip**: has none')}",
        f"The options are as follows:\n\n{bullets('rose: has thorns', 'tulip: has none')}",
        f"It can be one of the following:\n\n{bullets('rose (has thorns)', 'tulip (has none)')}",
        f"Values:\n\n{bullets('**rose** indicates thorns.', '**tulip** indicates none.')}",
        f"Bed type.\n\n{bullets('**rose**: has thorns.', '**tulip**: has none.')}",
        f"Bed type.\n\n{bullets('rose', 'tulip')}",
        "Options:\n\nrose: has thorns\n\ntulip: has none",
        "The value can be **rose** or **tulip**.",
        "The value can be rose or tulip.",
        "Bed type, which can be **rose** (with thorns) or **tulip** (without).",
        "Options: **rose**, **tulip**",
        "The value can be **rose(End-of-sale)** or **tulip**.",
        "Value range:\n\n**rose** and **tulip**\n\nAsk the gardener.",
        "**Range**\n\n**rose** and **tulip**\n\nAsk the gardener.",
        f"The following kinds are supported. Values:\n\n{bullets('**rose** and **tulip**')}",
        'Valid values are "rose" and "tulip".',
        "The value can be one of the following: **rose**, **tulip**",
        "The values are **rose** and **tulip**.",
        "The value includes **rose** and **tulip**.",
        "The supported kinds are **rose** and **tulip**.",
        "There are two kinds: **rose** and **tulip**.",
        "Enum: rose, tulip",
        "The bed.\n\nValue **rose** indicates thorns and **tulip** indicates none.",
        "Which bed. **rose** indicates thorns, and **tulip** means none.",
        "Description:\n\nThe kind.\n\nRange:\n\n**rose** or **tulip**\n\nDefault Value:\n\n**rose**",
        "**Definition**\n\nThe kind.\n\n**Options**\n\n**rose**\n\n**tulip**",
        "The value can be **rose** or **tulip**, and the default value is **rose**.",
        "**Definition**\n\nThe kind.\n\n**Range**\n\n-  **rose**: has thorns\n-  **tulip**: has none",
        "**Definition**\n\nThe kind.\n\n**Range**\n\nrose, tulip",
        "Bed type. rose: has thorns. tulip: has none.",
        f"The kind. The value can be **rose** or **tulip**.\n\nEnumeration values:\n\n{bullets('**rose**', '**tulip**')}",
    ],
)
def test_values_are_enumerated(words: str) -> None:
    assert values(words) == ROSES


@pytest.mark.parametrize(
    ("words", "type", "expected"),
    [
        (f"Status.\n\n{bullets('**0**: dry', '**1**: wet')}", INTEGER, (0, 1)),
        ("Access. 7: dig. 3: water. 1: look.", INTEGER, (7, 3, 1)),
        ("Options: 1024, 2048, 10,240, and 11,264.", INTEGER, (1024, 2048, 10240, 11264)),
        ("Options: 1024, 2048, 10,240, and 11,264.", STRING, ("1024", "2048", "10240", "11264")),
        (f"Enumeration values:\n\n{bullets('**rose**', '**tulip**')}", STRINGS, ROSES),
        ("The value can only be **rose**.", STRING, ("rose",)),
        ("The bed. Currently, only **rose** is supported.", STRING, ("rose",)),
        ("Whether it is dry. The value **0** indicates no, and the value **1** indicates yes.", INTEGER, (0, 1)),
        ("The value is fixed at **v3** and cannot be changed.", STRING, ("v3",)),
        (
            f"Enumeration values:\n\n{bullets('**C#(.NET Core 2.1)**', '**Java 8**')}",
            STRING,
            ("C#(.NET Core 2.1)", "Java 8"),
        ),
        (f"Enumeration values:\n\n{bullets('**rose (default value)**', '**tulip**')}", STRING, ROSES),
        (f"Possible values:\n\n{bullets('rose', '**default**')}", STRING, ("rose", "default")),
        ('Possible values:\n\n-  **rose**: thorns\n-  **""**: nothing', STRING, ("rose", "")),
        (f"Options:\n\n{bullets('bed:roses:dig')}", STRINGS, ("bed:roses:dig",)),
        (f"Options:\n\n{bullets('**Default**: the usual one', '**rose**: thorns')}", STRING, ("Default", "rose")),
        (
            "Action (case-sensitive). Possible values are:\n\ndig: make a hole.\n\nwater: make it wet.",
            STRING,
            ("dig", "water"),
        ),
        ("-  Definition: The kinds.\n-  Range: **rose** and **tulip**", STRINGS, ROSES),
        (f"Enumeration values:\n\n{bullets('**rose**', '**tulip**')}", ListOf(Reference(phrase="Array")), ROSES),
    ],
)
def test_values_are_typed_by_the_field(words: str, type: TypeRef, expected: tuple[ScalarValue, ...]) -> None:
    assert values(words, type) == expected


@pytest.mark.parametrize(
    ("words", "type"),
    [
        (f"Whether it grows.\n\n{bullets('**true**: yes', '**false**: no')}", BOOLEAN),
        (f"The name.\n\n{bullets('Can contain letters.', 'Cannot be empty.')}", STRING),
        (f"The name of a bed.\n\n{bullets('Format: a-b', 'Example: a-c')}", STRING),
        (f"Rose bed.\n\n{bullets('rose: Parameters of thorns are included.', 'tulip: No parameters.')}", STRING),
        (
            f"Number of beds.\n\n{bullets('**rose**: The value ranges from 1 to 2.', '**tulip**: The value ranges from 1 to 9.')}",
            STRING,
        ),
        (f"Kind of bed.\n\n{bullets('**2:path**: **path** is a path.', '**0**: none')}", STRING),
        (f"Address. Values:\n\n{bullets('10.0.0.0/8-24', '172.16.0.0/12-24')}", STRING),
        (f"Status. Options:\n\n{bullets('**0/false**: dry', '**1/true**: wet')}", STRING),
        (f"Status. Options:\n\n{CASES}", STRING),
        (f"Bed type. Options:\n\n{bullets('rose: thorns', 'tulip{num}: none')}", STRING),
        ("Value range: [1, 50]", STRING),
        (f"The bed.\n\nDefault Value:\n\n{bullets('**rose**')}", STRING),
        ("The rule is *field value*. - Field options: **rose** or **tulip**. - Value: **red** or **white**.", STRINGS),
        ("The value can be letters, digits, and hyphens.", STRING),
        ("The value can be created and viewed on the page.", STRING),
        ("The value can be left blank or empty.", STRING),
        ("The value can be asc, desc, or whatever else there is.", STRING),
        ("The status of the fence can be **Open** or **Closed**.", STRING),
        ("The default value is 1 and 0 is not allowed.", INTEGER),
        ("The time can be **hh:mm** or **hh:mm:ss**.", STRING),
        ("**Definition**\n\nThe kind.\n\n**Range**\n\nNone", STRING),
        ("**Definition**\n\nThe kind.\n\n**Range**\n\nURL", STRING),
        (f"Three kinds of beds:\n\n{bullets('rose', 'bed')}", STRING),
        ("Number of beds. **0** indicates none, and **-1** indicates no limit.", INTEGER),
        ("In a garden, **rose** indicates thorns, and **tulip** indicates none.", STRING),
        ("**rose** indicates thorns, and **tulip** indicates none, as **lily** does.", STRING),
        ("Only **rose** beds are supported.", STRING),
        ("The beds. The key is the name of a bed. Currently, only **rose** is supported.", STRING),
        ("For example, **bed.rose**.\n\n**bed** indicates the place, and **rose** indicates the kind.", STRING),
        ("The time. **T** indicates its beginning, and **Z** indicates the zone.", STRING),
        (f"Enumeration values:\n\n{bullets('**rose**', '**tulip**')}", Reference(phrase="Object")),
    ],
)
def test_words_that_enumerate_nothing(words: str, type: TypeRef) -> None:
    assert values(words, type) == ()


def test_the_special_values_of_an_identifier_are_not_all_there_are() -> None:
    assert values("The value can be **all** or **none_of_them**.", STRING, "bed_id") == ()
    assert values(bullets("Gardener: has the key.", "Guest: has none."), STRING, "X-Auth-Token") == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (f"If the garden is new, the options are as follows:\n\n{bullets('**rose**', '**tulip**')}", "conditional"),
        ("If the garden is new, the value can be **rose** or **tulip**.", "conditional"),
        (
            bullets("If the garden is new, it is watered. The value can be **rose** or **tulip**.", "It is dug."),
            "conditional",
        ),
        (f"Bed type. Recommended values:\n\n{bullets('**rose**', '**tulip**')}", "unclear"),
        ("Bed type in the format of X.Y. The value can be **rose** or **tulip**.", "unclear"),
        ("Bed type in JSON format. The value can be **rose** or **tulip**.", "unclear"),
        (f"Bed types, for example:\n\n{bullets('**rose**', '**tulip**')}", "unclear"),
        ("The value can be **rose** or **tulip**. Separate multiple values with commas (,).", "unclear"),
        ("The value can be **rose** or **tulip**. In a desert, value **none_of_them** is returned.", "union"),
        ("The value can be **rose** or **tulip:xxx**.", "union"),
        ("The value can be **rose**, **tulip:<garden>**, or **lily**.", "union"),
        ("The value can be **rose** or **tulip**. Use a hyphen (-) to separate them.", "unclear"),
        ("The value can be **rose** or **tulip**. To list all of them, enter **ALL**.", "union"),
        (
            bullets("**kind**: what grows. The value can be **rose** or **tulip**.", "**size**: how tall."),
            "conditional",
        ),
        ("The value can be **rose** or **tulip**. The value is case-insensitive.", "unclear"),
        ("The value can be **rose** or **tulip**.\n\nOptions: **rose** and **lily**", "contradicted"),
    ],
)
def test_an_enumeration_that_cannot_be_relied_on_stays_words(words: str, reason: str) -> None:
    found = described(words)
    assert not any(isinstance(one, OneOf) for one in found.constraints)
    assert reasons(found.remarks) == {reason}


def test_the_most_explicit_list_counts_and_takes_what_another_names_beside_its_values() -> None:
    beside = f"Bed type.\n\n{bullets('**rose**: thorns', '**tulip**: none', '**lily**: tall')}"
    assert values(f"{beside}\n\nEnumeration values:\n\n{bullets('**rose**', '**tulip**')}") == (*ROSES, "lily")
    assert values(f"{beside}\n\nEnumeration values:\n\n{bullets('**daisy**', '**iris**')}") == ("daisy", "iris")


def test_evidence_quotes_the_lead_and_the_values() -> None:
    (found,) = described(f"The kind.\n\nEnumeration values:\n\n{bullets('**rose**', '**tulip**')}").constraints
    assert found.evidence.quote == "Enumeration values: rose, tulip"
    assert (found.evidence.carrier, found.evidence.span.first_line) == (Carrier.LINE, 8)
