"""The door: whatever goes in, what comes out is what it is said to be."""

from __future__ import annotations

import ast
import json
import keyword

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docbind import literals
from docbind.dialect.characters import ASCII_FORMS, HIDDEN_CHARACTERS
from docbind.literals import Identifier, Line, PyLiteral
from docbind.model.spec import JsonObject, JsonValue

HOSTILE = [
    '"""',
    "'''",
    '"',
    "\\",
    '\\"',
    '\\"""',
    'ends with "',
    'ends with ""',
    "ends with \\",
    'x""" ; import os ; """',
    "a\nb",
    "a\rb",
    "a\x0bb\x0cc\x1cd\x85e\u2028f",
    "\x00\x1b[31m",
    "\u202eevil\u2066",
    "\ud800",
    "{{ 7 * 7 }} {% raw %}",
    ">>> import os",
    "# -*- coding: utf-7 -*-",
    "%s {0.__class__}",
    "\\N{BULLET} \\x41 \\u0041",
    "\u2028\u2029",
    "\U0001f600 \u4e2d\u6587 \u00e9",
]


def python_value(text: str) -> object:
    """The value of an expression that holds nothing but literals."""
    assert text.isascii()
    return ast.literal_eval(text)


@given(st.text())
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_string_literal_is_exactly_its_text(hostile: str, text: str) -> None:
    for value in (hostile, text, f"{hostile}{text}"):
        literal = literals.string(value)
        assert python_value(literal) == value
        assert "\n" not in literal


@given(st.one_of(st.integers(), st.floats(), st.text(), st.booleans()))
@example(10**5000)
def test_a_scalar_literal_is_exactly_its_value(value: bool | int | float | str) -> None:
    literal = literals.scalar(value)
    if literal is not None:
        assert python_value(literal) == value
    else:
        assert isinstance(value, float)


@pytest.mark.parametrize("items", [(), (1,), (1, 2)])
def test_sequences_are_tuples_and_lists(items: tuple[int, ...]) -> None:
    words = [PyLiteral(str(item)) for item in items]
    assert python_value(literals.sequence(words)) == items
    assert python_value(literals.listing(words)) == list(items)


# --- docstrings --------------------------------------------------------------------------------------------------------


def docstring_value(*texts: str, indent: int = 4) -> str:
    """What Python takes for the docstring of a class that has nothing else."""
    paragraphs = [[Line(text=literals.prose(text), hang=4)] for text in texts]
    written = literals.docstring(paragraphs, indent=indent)
    margin = " " * indent
    assert written.isascii()
    tree = ast.parse(f"{'class A:' if indent else ''}\n{margin}{written}\n")
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else tree.body
    assert len(body) == 1, "the docstring is all there is"
    statement = body[0]
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    value = statement.value.value
    assert isinstance(value, str)
    return value


@given(st.lists(st.text(), max_size=3))
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_docstring_is_one_string_whatever_it_says(hostile: str, texts: list[str]) -> None:
    value = docstring_value(hostile, *texts, *(f"{text}{hostile}" for text in texts))
    assert not HIDDEN_CHARACTERS.search(value.replace("\n", "")), "not even at run time"
    assert not any(line.lstrip().startswith(">>>") for line in value.splitlines()), "no doctest finds an example in it"


@pytest.mark.parametrize("text", ['He said "no"', "C:\\new\\table", "50 % of {x}", "\u00e9t\u00e9 \u4e2d", 'a """ b'])
def test_a_docstring_says_what_the_page_says(text: str) -> None:
    assert docstring_value(text) == text


def test_typographic_characters_have_their_plain_forms() -> None:
    assert docstring_value("\u201cone\u201d \u2013 two\u00a0\u2026 \u2264 3\u3002") == '"one" - two ... <= 3.'
    assert all(form.isascii() for form in ASCII_FORMS.values())


def test_hidden_characters_are_shown() -> None:
    assert docstring_value("a\u202eb\x1bc") == "a\\u202eb\\x1bc"


def test_long_lines_are_filled_and_hang() -> None:
    words = " ".join(["word"] * 60)
    written = literals.docstring([[Line(text=literals.prose(f"name: {words}"), indent=4, hang=8)]], indent=8)
    lines = written.split("\n")
    assert all(len(line) <= literals.LINE_LENGTH for line in lines)
    assert lines[1].startswith(" " * 16 + "word")


def test_a_docstring_without_words_still_is_one() -> None:
    assert docstring_value("", " ") == "Not described."


# --- identifiers -------------------------------------------------------------------------------------------------------


@given(st.text())
@example("class")
@example("__import__")
def test_words_make_identifiers(text: str) -> None:
    for name in (
        literals.snake_case(literals.words(text)),
        literals.camel_case(literals.words(text)),
        literals.snake_case(literals.spelled(text)),
    ):
        if name:
            assert name.isascii() and name.isidentifier() and not name.startswith("_")
            assert len(name) <= literals.LONGEST_IDENTIFIER + 1


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_digests_differ_where_texts_do(one: str, other: str) -> None:
    assert (literals.digest(one) == literals.digest(other)) == (one == other)
    assert not keyword.iskeyword(literals.digest(one))


# --- annotations and calls ---------------------------------------------------------------------------------------------


def test_any_takes_in_every_other_type() -> None:
    assert literals.either([literals.TEXT, literals.ANY, literals.NONE]) == "Any"
    assert literals.either([literals.NONE, literals.TEXT, literals.TEXT]) == "str | None"


def test_words_are_put_together_as_python() -> None:
    choices = literals.one_of([literals.string("a"), literals.string("b]")], literals.TEXT)
    assert literals.list_of(choices) == 'list[Literal["a", "b]"] | str]'
    assert literals.map_of(literals.structure(Identifier("X"), Identifier("m"))) == "dict[str, m.X]"
    assert literals.call(Identifier("field"), [(Identifier("ge"), PyLiteral("1"))]) == "field(ge=1)"


# --- Markdown and JSON -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, "a|b", "<script>", "[x](javascript:1)", "`", "``", "`a", "| --- |", "<!--"]
)
def test_markdown_stays_in_its_cell(hostile: str) -> None:
    for cell in (literals.markdown(hostile), literals.code_span(hostile)):
        assert cell.isascii() and "\n" not in cell
        assert all(cell[index - 1] == "\\" for index, character in enumerate(cell) if character == "|")
    assert all(
        literals.markdown(hostile)[index - 1] == "\\"
        for index, character in enumerate(literals.markdown(hostile))
        if character in "<["
    )


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(), inner, max_size=4).map(lambda found: JsonObject(members=tuple(found.items()))),
    ),
    max_leaves=12,
)


def plain(value: JsonValue) -> object:
    match value:
        case JsonObject():
            return {key: plain(item) for key, item in value.members}
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


@given(JSON_VALUES, st.integers(min_value=1, max_value=120))
def test_json_is_its_value_at_every_width(value: JsonValue, width: int) -> None:
    written = literals.json_text(value, width=width)
    assert written.isascii()
    assert json.loads(written) == plain(value)


def test_json_that_fits_stands_on_one_line() -> None:
    value = JsonObject(members=(("a", (1, 2)), ("b", JsonObject(members=()))))
    assert literals.json_text(value) == '{"a": [1, 2], "b": {}}'
    assert literals.json_text(value, width=14) == '{\n  "a": [1, 2],\n  "b": {}\n}'


def test_numbers_that_json_lacks_stay_readable() -> None:
    assert json.loads(literals.json_text((float("inf"), float("nan")))) == ["inf", "nan"]


def test_a_line_for_every_member() -> None:
    assert literals.json_lines([("b", 1), ("a", (2, "x"))]) == '{\n  "b": 1,\n  "a": [2, "x"]\n}\n'
    assert literals.json_lines([]) == "{}\n"
