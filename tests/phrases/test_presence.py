"""A Mandatory cell becomes a presence; what it does not say is not guessed."""

from __future__ import annotations

import pytest

from docbind.model.spec import PresenceKind
from docbind.phrases import is_presence_word, read_presence
from phrases.writing import cell, described


@pytest.mark.parametrize(
    "words", ["Yes", "yes", "Mandatory", "R", "M", "Required", "Y", "Yes [1]", "Yes (unique in a garden)"]
)
def test_a_field_is_required(words: str) -> None:
    assert read_presence(cell(words)).value.kind is PresenceKind.REQUIRED


@pytest.mark.parametrize("words", ["No", "Optional", "O", "No (query parameter)", "N", "No (deprecated)", "No*"])
def test_a_field_is_optional(words: str) -> None:
    assert read_presence(cell(words)).value.kind is PresenceKind.OPTIONAL


@pytest.mark.parametrize(
    "words",
    [
        "Yes if the bed is new",
        "No (Either this field or plants must be specified.)",
        "Mandatory for replace and add, and not for remove",
        "No\n\n.. note::\n\n   This parameter is mandatory to plant a bed.",
        "Conditionally required",
    ],
)
def test_a_condition_keeps_its_words(words: str) -> None:
    found = read_presence(cell(words))
    assert found.value.kind is PresenceKind.CONDITIONAL
    assert found.value.words
    assert not found.diagnostics


@pytest.mark.parametrize("words", ["", "-"])
def test_an_empty_answer_states_nothing(words: str) -> None:
    found = read_presence(cell(words))
    assert found.value.kind is PresenceKind.UNSTATED
    assert not found.diagnostics


@pytest.mark.parametrize("words", ["Integer", "perhaps", "maybe " * 1000])
def test_an_unread_answer_states_nothing_and_is_reported(words: str) -> None:
    found = read_presence(cell(words))
    assert found.value.kind is PresenceKind.UNSTATED
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "unknown-presence"
    assert words[:20] in diagnostic.message


def test_a_presence_word_is_told_from_other_words() -> None:
    assert is_presence_word("Yes")
    assert is_presence_word(" no ")
    assert not is_presence_word("Integer")
    assert not is_presence_word("Yes if the bed is new")
    assert not is_presence_word("-")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The kind of the bed. This parameter is mandatory when the bed is new.", PresenceKind.CONDITIONAL),
        ("If the bed is new, this parameter is mandatory.", PresenceKind.CONDITIONAL),
        ("The kind of the bed. This parameter is mandatory.", PresenceKind.REQUIRED),
        ("(Optional) The kind of the bed.", PresenceKind.OPTIONAL),
    ],
)
def test_a_description_may_say_whether_the_field_is_mandatory(words: str, kind: PresenceKind) -> None:
    found = described(words).presence
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "words",
    ["If this parameter is specified, the bed is watered.", "The kind of the bed.", "Whether a fence is required."],
)
def test_a_description_that_says_nothing_of_presence_has_none(words: str) -> None:
    assert described(words).presence is None
