"""Limits of a description: what is stated without a condition about the field's own value, and what stays words."""

from __future__ import annotations

import pytest

from docbind.model.spec import Carrier, Length, ListOf, MapOf, Range, Reference, TypeRef
from phrases.writing import INTEGER, LONG, NUMBER, PAGE, STRING, STRINGS, bounds, bullets, described, only, reasons


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Minimum: **1**\n\nMaximum: **64**", (1, 64)),
        ("Maximum length: **64** characters", (None, 64)),
        ("The name. It can contain 1 to 64 characters.", (1, 64)),
        ("The name, which contains 1-64 characters.", (1, 64)),
        ("A string of [1, 64] characters.", (1, 64)),
        ("The value can contain a maximum of 255 Unicode characters.", (None, 255)),
        ("It cannot exceed 20,480 characters.", (None, 20480)),
        ("The length ranges from 1 to 64.", (1, 64)),
        ("Length: 3 to 64 characters.", (3, 64)),
        ("It contains fewer than 256 characters.", (None, 255)),
        ("At least 8 characters.", (8, None)),
        ("The value can consist of 128 characters, including digits.", (None, 128)),
        ("The value is a UUID containing 36 characters.", (36, 36)),
        ("(1 to 64 characters)\n\nMinimum: **1**\n\nMaximum: **64**", (1, 64)),
        ("Each bed can contain a maximum of 64 characters.", (None, 64)),
        (f"Bed requirements:\n\n{bullets('Contains 1 to 64 characters.')}", (1, 64)),
        ("The value contains 1 to 64 characters. You can leave this parameter blank for roses.", (None, 64)),
        (bullets("The value can contain 1 to 64 characters.", "It must start with a letter."), (1, 64)),
        ("**Definition**\n\nThe name.\n\n**Range**\n\n1 to 64 characters", (1, 64)),
        ("The description can contain 0 to 256 characters and is left blank by default.", (0, 256)),
        ("Min. length: 1. Max. length: 64.", (1, 64)),
        ("The name contains a minimum of 1 and a maximum of 64 characters.", (1, 64)),
        ("The number of characters ranges from 1 to 64.", (1, 64)),
        ("It contains 1 to 64 case-insensitive characters.", (1, 64)),
        ("The length must be no more than 64.", (None, 64)),
        ("The name must be shorter than or equal to 64 characters.", (None, 64)),
        ("Fixed length: 36 characters", (36, 36)),
    ],
)
def test_a_string_is_measured_in_characters(words: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Minimum: **1**\n\nMaximum: **64**", (1, 64)),
        ("Minimum value: **1**\n\nMaximum value: **64**", (1, 64)),
        ("The value ranges from **1** to **64**, and the default value is **8**.", (1, 64)),
        ("Value range: 1s to 86,400s. Default value: 3600s.", (1, 86400)),
        ("Value range: 0-3.", (0, 3)),
        ("The value range is [1, 100].", (1, 100)),
        ("The value is an integer from -1 to 100.", (-1, 100)),
        ("The value must be between 1 and 100.", (1, 100)),
        ("The minimum value is 1 and the maximum value is 100.", (1, 100)),
        ("Its value is no less than 0.", (0, None)),
        ("The value cannot exceed 100.", (None, 100)),
        ("Supported range: 1 to 100 (default)", (1, 100)),
        ("The value ranges from 1 (inclusive) to 100 (inclusive).", (1, 100)),
        ("The bed number ranges from 1 to 99.", (1, 99)),
        ("**Definition**\n\nThe number.\n\n**Range**\n\n[1, 100]", (1, 100)),
        ("Minimum: **0**\n\nMaximum: **1.7E308**", (0, 1.7e308)),
        ("-  Definition: The number.\n-  Range: 1-100", (1, 100)),
        ("Value range: 0-240 If this parameter is set to 0, nothing is done.", (0, 240)),
        ("Value range: [1,100]", (1, 100)),
        ("Value range: [1,000, 10,000]", (1000, 10000)),
        ("The value is in the interval [1, 100].", (1, 100)),
        ("The value must be within the range of 1 to 100.", (1, 100)),
        ("The value range of this parameter is 1 to 100.", (1, 100)),
        ("The value must be no less than 1 and no more than 100.", (1, 100)),
        ("The value must be 1 or greater.", (1, None)),
        ("The value must be 100 or less.", (None, 100)),
        ("The value must be a multiple of 10 and the value range is 10 to 100.", (10, 100)),
        ("Options: 1 to 100", (1, 100)),
        ("The value ranges from 40 GB to 4,000 GB.", (40, 4000)),
        ("Bed size (GB). The value ranges from 10 to 100 GB.", (10, 100)),
        ("**Definition**\n\nThe number.\n\n**Range**\n\n≥ 1", (1, None)),
        ("**Definition**\n\nThe number.\n\n**Range**\n\n1 to 100 (days)", (1, 100)),
        ("**Description**\n\nThe number.\n\n**Options**\n\n1 to 100", (1, 100)),
        ("Description:\n\nThe number.\n\nRange:\n\n1 to 100\n\nDefault Value:\n\n10", (1, 100)),
    ],
)
def test_a_number_is_measured_by_its_value(words: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(words, INTEGER) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The beds. Array length: **0** to **10**", (0, 10)),
        ("Array Length: **1 - 500**", (1, 500)),
        ("A maximum of 20 beds can be added.", (None, 20)),
        ("You can add up to 5 object IDs.", (None, 5)),
        ("A maximum of four beds are supported.", (None, 4)),
        ("The beds.\n\nValue range: [1, 50]", (1, 50)),
        ("The maximum number of beds is 20.", (None, 20)),
    ],
)
def test_a_list_is_measured_by_its_items(words: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(words, STRINGS, "beds") == expected


def test_a_sentence_may_leave_the_upper_end_out() -> None:
    found = only(described("Ranges from 1 (inclusive) to 65,535 (exclusive).", INTEGER).constraints)
    assert isinstance(found, Range)
    assert (found.minimum, found.exclusive_minimum, found.maximum, found.exclusive_maximum) == (1, False, 65535, True)


def test_an_interval_may_leave_an_end_out() -> None:
    found = only(described("Value range: (0, 100]", NUMBER).constraints)
    assert isinstance(found, Range)
    assert (found.minimum, found.exclusive_minimum, found.maximum, found.exclusive_maximum) == (0, True, 100, False)


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("The value ranges from 1 to 64.", STRING),
        ("The seeds last 0 to 365 days.", STRING),
        ("The value ranges from 1 to 900.\n\nMinimum: **1**\n\nMaximum: **900**", STRING),
        ("The value can contain 1 to 64 characters.", INTEGER),
        ("The value can contain 1 to 64 characters.", STRINGS),
        ("Each fence contains 1 to 64 characters.", STRINGS),
        ("A maximum of 10 fences can be added.", STRING),
        ("A maximum of 10 fences can be added.", STRINGS),
        ("Each fence can have up to 10 beds.", STRINGS),
        ("At most 1 bed for each of the two gardens.", STRINGS),
        ("The fence height ranges from 1 to 64.", INTEGER),
        ("The total size of all plants cannot exceed 100.", INTEGER),
        ("The value range is 2^10.", INTEGER),
        ("The time is 2019-04-01 12:00:00.", INTEGER),
        ("It runs on port 10.0.0.1 to 10.0.0.9.", INTEGER),
        ("Value range: [1, 50]", ListOf(INTEGER)),
        ("Minimum: **1**\n\nMaximum: **64**", MapOf(STRING)),
        ("Minimum: **1**\n\nMaximum: **64**", Reference(phrase="Object")),
    ],
)
def test_a_limit_of_something_else_is_none_of_the_field(words: str, type: TypeRef) -> None:
    assert bounds(words, type) is None


@pytest.mark.parametrize(
    ("words", "type", "reason"),
    [
        ("If the garden is new, the value ranges from 1 to 60.", INTEGER, "conditional"),
        ("The value ranges from 1 to 60 when the garden is new.", INTEGER, "conditional"),
        ("For roses, the value ranges from 1 to 60.", INTEGER, "conditional"),
        ("The value ranges from 1 to 60 depending on the garden.", INTEGER, "conditional"),
        ("It is recommended that the value ranges from 1 to 60.", INTEGER, "conditional"),
        ("Seconds, for example, the value ranges from 1 to 60.", INTEGER, "conditional"),
        (f"Value range:\n\n{bullets('Roses: 1 to 60', 'Tulips: 1 to 1440')}", INTEGER, "conditional"),
        (
            f"When the garden is new:\n\n{bullets('The value ranges from 1 to 60.', 'It is rounded.')}",
            INTEGER,
            "conditional",
        ),
        ("If the garden is wet, this is the depth. The value ranges from 1 to 60.", INTEGER, "conditional"),
        ("The value ranges from 1 to 60. The specific range may vary with the garden.", INTEGER, "conditional"),
        ("The value ranges from 1 to 60. (The value ranges from 0 to 99 when it is wet.)", INTEGER, "conditional"),
        ("The value can be -1 or ranges from 1 to 60.", INTEGER, "union"),
        ("The value ranges from 1 to 9, or 99, or 33 to 36.", INTEGER, "union"),
        ("The value ranges from 1 to 60. **-1** indicates that there is no limit.", INTEGER, "union"),
        ("If the value is set to 0, nothing grows.\n\nMinimum: **1**\n\nMaximum: **60**", INTEGER, "union"),
        ("The value is **0** or a string of a maximum of 36 characters.", STRING, "union"),
        ("The value ranges from 1 to 60. The default value is **90**.", INTEGER, "contradicted"),
        ("The value ranges from 1 to 60.\n\nMinimum: **1**\n\nMaximum: **99**", INTEGER, "contradicted"),
        ("It contains 1 to 40 characters.\n\nMaximum: **128**", STRING, "contradicted"),
        ("Minimum: **9**\n\nMaximum: **1**", INTEGER, "contradicted"),
        ("The timestamp in milliseconds.\n\nMaximum: **32**", LONG, "contradicted"),
        ("The start.\n\nMinimum: **13**\n\nMaximum: **13**", LONG, "unclear"),
        ("The value ranges from 15 minutes to 24 hours.", INTEGER, "unclear"),
        ("Size of the bed, in bytes. The maximum bed size is 5 MB.", INTEGER, "unclear"),
        ("By default, a maximum of 20 beds can be added.", STRINGS, "conditional"),
        ("The value is a UUID containing 36 characters. If there is no bed, **0** is returned.", STRING, "union"),
        (
            f"Recommended requirements are as follows:\n\n{bullets('Contains 1 to 60 characters.')}",
            STRING,
            "conditional",
        ),
        (f"The soil. Rose requirements:\n\n{bullets('Contains 1 to 60 characters.')}", STRING, "conditional"),
        ("The value ranges from 1 to 60. To extend the period, contact the gardener.", INTEGER, "conditional"),
        ("The value ranges from 1 to 60. If it is wet, the value range is shown in the table.", INTEGER, "conditional"),
        ("A name contains a maximum of 64 characters. Use commas to separate multiple names.", STRING, "unclear"),
        ("The value ranges from 1 to 60. If both beds are -1, nothing grows.", INTEGER, "union"),
        ("It contains a maximum of 255 bytes.", STRING, "unclear"),
        ("The length of the value cannot exceed 2 KB.", STRING, "unclear"),
        ("The bed cannot exceed 50 MB.", INTEGER, "unclear"),
        ("Value range: 1 to 60 (for roses) or 1 to 9 (for tulips)", INTEGER, "union"),
        ("The default range is 1 to 60.", INTEGER, "conditional"),
        ("By default, the value ranges from 1 to 60.", INTEGER, "conditional"),
        ("It contains up to 128 characters (36 characters in the shed).", STRING, "unclear"),
    ],
)
def test_a_limit_that_cannot_be_relied_on_stays_words(words: str, type: TypeRef, reason: str) -> None:
    found = described(words, type)
    assert reason in reasons(found.remarks)
    assert all(remark.evidence.quote for remark in found.remarks)


@pytest.mark.parametrize(
    "words",
    [
        "The value ranges from 1 to 60 when the garden is new.",
        "The value is 0 or 7 to 732.",
        "Minimum: **9**\n\nMaximum: **1**",
    ],
)
def test_a_limit_that_stays_words_is_not_enforced(words: str) -> None:
    assert bounds(words, INTEGER) is None


def test_of_two_bounds_only_the_disputed_one_is_dropped() -> None:
    assert bounds("It contains 1 to 40 characters.\n\nMinimum: **1**\n\nMaximum: **128**") == (1, None)


def test_a_condition_elsewhere_in_the_cell_leaves_a_limit_alone() -> None:
    assert bounds("Seconds to wait. If nothing happens, the bed is dry. The value ranges from 1 to 300.", INTEGER) == (
        1,
        300,
    )


def test_items_that_say_case_by_case_what_the_value_may_be_leave_a_line_beside_them_open() -> None:
    words = (
        bullets("If it is wet, the value can contain digits.", "If it is dry, the value must be short.")
        + "\n\nMaximum: **64**"
    )
    assert bounds(words) is None


def test_a_string_that_may_be_left_blank_has_no_least_length() -> None:
    assert bounds("It contains 8 to 64 characters. The value can be left blank.") == (None, 64)


def test_evidence_is_the_sentence_and_its_line() -> None:
    found = only(described("The name of the bed.\n\nIt can contain 1 to 64 **characters**. More words.").constraints)
    assert found.evidence.quote == "It can contain 1 to 64 characters."
    assert found.evidence.carrier is Carrier.PROSE
    assert (found.evidence.span.path, found.evidence.span.first_line) == (PAGE, 6)


def test_evidence_of_two_lines_quotes_both() -> None:
    found = only(described("Minimum: **1**\n\nMaximum: **64**").constraints)
    assert isinstance(found, Length)
    assert found.evidence.quote == "Minimum: 1 Maximum: 64"
    assert found.evidence.carrier is Carrier.LINE
    assert (found.evidence.span.first_line, found.evidence.span.last_line) == (4, 6)
