"""What else a description says: patterns, formats, marks, links, sub-fields, and its own text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from docbind.model.diagnostic import SourceSpan
from docbind.model.page import BulletList, ListItem, Paragraph, Plain, Strong, Text
from docbind.model.spec import Format, ListOf, Mark, Pattern, Reference, TypeRef
from docbind.phrases import is_secret_name, read_description
from phrases.writing import BOOLEAN, INTEGER, STRING, STRINGS, bullets, described, reasons

OBJECT = Reference(phrase="Object")


# --- patterns and formats -------------------------------------------------------------------------------------------


def patterns(words: str, type: TypeRef = STRING) -> list[str]:
    return [one.regex for one in described(words, type).constraints if isinstance(one, Pattern)]


def test_a_regular_expression_is_a_pattern() -> None:
    assert patterns("Regular expression matching: ^([a-z]|[0-9]){1,64}$") == ["^([a-z]|[0-9]){1,64}$"]
    assert patterns("The value must match the regular expression ^[0-9a-f]{32}$.") == ["^[0-9a-f]{32}$"]


def test_only_a_string_has_a_pattern() -> None:
    assert patterns("Regular expression matching: ^[0-9]$", INTEGER) == []
    assert patterns("Regular expression matching: ^[0-9]$", STRINGS) == []


@pytest.mark.parametrize(
    "regex",
    ["^(a+)+$", "^(a|a)*$", "^([a-z]|\\\\w)+$", "(a|b|ab)*c", "[a", "^\\\\p{L}$", "a{99999999999}", "[[a]", "a" * 2000],
)
def test_a_pattern_that_python_cannot_match_in_sensible_time_stays_words(regex: str) -> None:
    found = described(f"Regular expression matching: {regex}")
    assert not any(isinstance(one, Pattern) for one in found.constraints)
    assert reasons(found.remarks) == {"unclear"}


def test_two_patterns_contradict_each_other() -> None:
    found = described("Regular expression matching: ^a$\n\nRegular expression matching: ^b$")
    assert found.constraints == ()
    assert reasons(found.remarks) == {"contradicted"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The bed's ID in UUID format.", "uuid"),
        ("The format is yyyy-mm-ddThh:mm:ssZ.", "date-time"),
        ("The format is yyyy-mm-dd.", "date"),
        ("Email address.", "email"),
        ("Base64-encoded picture.", "byte"),
        ("Private IPv4 address.", "ipv4"),
        ("Subnet CIDR block.", "cidr"),
        ("Callback URL.", "uri"),
    ],
)
def test_a_format_is_named(words: str, name: str) -> None:
    assert [one.name for one in described(words).constraints if isinstance(one, Format)] == [name]


@pytest.mark.parametrize(
    "words",
    [
        "The bed. Its IP address is kept in a drawer.",
        "An ID in UUID format or 0.",
        "The name.",
        "Remote IP address. A CIDR block is taken as well.",
    ],
)
def test_words_that_name_no_format(words: str) -> None:
    assert described(words).constraints == ()


# --- marks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Deprecated.", Mark.DEPRECATED),
        ("The bed. This parameter has been deprecated.", Mark.DEPRECATED),
        ("The bed (discarded)", Mark.DEPRECATED),
        ("This parameter is reserved.", Mark.RESERVED),
        ("Reserved field", Mark.RESERVED),
        ("The bed. Read-only.", Mark.READ_ONLY),
    ],
)
def test_a_sentence_marks_the_field(words: str, mark: Mark) -> None:
    assert described(words).marks == (mark,)


@pytest.mark.parametrize(
    "words",
    [
        "Version status. CURRENT: in use. DEPRECATED: old.",
        "For details, see Beds (Deprecated).",
        bullets("rose: deprecated.", "tulip: (discarded)"),
    ],
)
def test_a_remark_about_something_else_is_no_mark(words: str) -> None:
    assert described(words).marks == ()


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "adminPass",
        "user_password",
        "X-Auth-Token",
        "app_secret",
        "secretKey",
        "private_key",
        "linkConfig.password",
    ],
)
def test_a_name_may_tell_a_secret(name: str) -> None:
    assert is_secret_name(name)
    assert described("The bed.", name=name).marks == (Mark.SECRET,)


@pytest.mark.parametrize(
    "name",
    ["password_policy", "token_type", "secret_id", "next_token", "keyboard", "password_expires_at", "x" * 100_000],
)
def test_a_name_that_only_speaks_of_a_secret(name: str) -> None:
    assert not is_secret_name(name)


def test_only_a_string_is_a_secret() -> None:
    assert described("Whether there is one.", BOOLEAN, "password").marks == ()


# --- links, sub-fields and text -------------------------------------------------------------------------------------


def test_links_are_kept_in_order_and_once() -> None:
    found = described("See :ref:`Table 2 <t2>` and :ref:`Table 1 <t1>`.\n\n-  Again :ref:`Table 2 <t2>`", OBJECT)
    assert found.struct_labels == ("t2", "t1")


def test_bullets_of_a_structure_are_its_fields() -> None:
    found = described(f"The bed:\n\n{bullets('**kind** (String): what grows', 'size: how large')}", OBJECT).inline
    assert [(field.wire_name, field.type, field.text, field.span.first_line) for field in found] == [
        ("kind", "String", "what grows", 6),
        ("size", "", "how large", 7),
    ]


@pytest.mark.parametrize(
    ("words", "type"),
    [
        (bullets("kind: what grows", "size: how large"), STRING),
        (bullets("kind: what grows", "how large it is"), OBJECT),
        (bullets("Key: what grows", "Value: how large"), OBJECT),
        (bullets("kind (see below): what grows", "size: how large"), OBJECT),
        (bullets("kind: what grows", "kind: how large"), OBJECT),
        (bullets("kind: what grows"), OBJECT),
    ],
)
def test_other_bullets_are_no_fields(words: str, type: TypeRef) -> None:
    assert described(words, type).inline == ()


def test_the_bullets_of_a_list_of_structures_are_its_items_fields() -> None:
    assert len(described(bullets("kind: what grows", "size: how large"), ListOf(OBJECT)).inline) == 2


def test_the_text_is_the_description_without_the_lines_that_became_facts() -> None:
    words = "The **kind** of the bed.\n\nMinimum: **1**\n\nMaximum: **64**\n\n-  short\n-  long\n\n.. note::\n\n   Keep it ``dry``."
    assert described(words).text == "The kind of the bed.\n\n- short\n- long\n\nKeep it dry."


def test_a_list_that_only_enumerates_is_no_part_of_the_text() -> None:
    words = f"Bed type.\n\n{bullets('**rose**: has thorns', '**tulip**: has none')}\n\nEnumeration values:\n\n{bullets('**rose**', '**tulip**')}"
    assert described(words).text == "Bed type.\n\n- rose: has thorns\n- tulip: has none"


def test_an_empty_description_says_nothing() -> None:
    found = described("")
    assert (found.text, found.constraints, found.default, found.marks, found.remarks) == ("", (), None, (), ())


# --- hostile words --------------------------------------------------------------------------------------------------

SPAN = SourceSpan(path="p.rst", first_line=1, last_line=1)


@pytest.mark.parametrize(
    "words",
    [
        "1" * 100_000,
        "1," * 50_000,
        "a maximum of " * 10_000,
        "the value can be " * 10_000,
        "The value can be " + "a, " * 50_000 + "or b.",
        "Default: " * 20_000,
        "Regular expression: " + "(" * 50_000,
        "if " * 50_000 + "the value ranges from 1 to 2",
        "for " + "x" * 100_000 + ", the value ranges from 1 to 2.",
        "\ue000\ue001\ue002" * 10_000,
        "Definition:" * 10_000,
        '"' * 100_000,
        "." * 100_000,
        " " * 100_000 + "x",
    ],
)
@pytest.mark.parametrize("type", [STRING, INTEGER, STRINGS])
def test_long_words_are_read_in_little_time(words: str, type: TypeRef) -> None:
    block = Paragraph(text=Text(runs=(Plain(words),), span=SPAN))
    items = BulletList(items=(ListItem(blocks=(block,), span=SPAN),) * 3, span=SPAN)
    found = read_description((block, items), type, span=SPAN, wire_name="bed")
    assert found.value.struct_labels == ()


WORDS = some.text(alphabet="the value range is default 1234,.-[]()\"':;\n\ue000\ue001\ue002é to or if", max_size=120)


@given(
    some.lists(some.tuples(some.booleans(), WORDS), max_size=6),
    some.sampled_from((STRING, INTEGER, BOOLEAN, STRINGS, OBJECT)),
)
@settings(max_examples=150)
def test_no_words_make_the_reader_raise(runs: list[tuple[bool, str]], type: TypeRef) -> None:
    text = Text(runs=tuple(Strong(words) if bold else Plain(words) for bold, words in runs), span=SPAN)
    block = Paragraph(text=text)
    items = BulletList(items=(ListItem(blocks=(block,), span=SPAN), ListItem(blocks=(), span=SPAN)), span=SPAN)
    found = read_description((block, items), type, span=SPAN, wire_name="bed")
    assert not found.diagnostics
