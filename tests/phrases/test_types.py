"""A Type cell becomes a type: composed by a grammar, never enumerated, and never in more than linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from docbind.model.diagnostic import Severity
from docbind.model.page import Paragraph, Plain, Text
from docbind.model.spec import (
    Carrier,
    Format,
    Kind,
    Length,
    ListOf,
    MapOf,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.phrases import TypeReading, is_type_word, read_type
from phrases.writing import cell


def reading(words: str, field_name: str = "beds") -> TypeReading:
    found = read_type(cell(words), field_name=field_name)
    assert not found.diagnostics
    return found.value


def shape(type: TypeRef) -> str:
    """A type in few letters: `[string]` is a list, `{string}` a map, `@` a reference with a label, `Name` one without, `?` any value."""
    match type:
        case Scalar(kind=kind):
            return kind.value
        case ListOf(item=item):
            return f"[{shape(item)}]"
        case MapOf(value=value):
            return "{" + shape(value) + "}"
        case Reference(type_labels=labels, name=name):
            return "@" + ",".join(labels) if labels else name or "object"
        case _:
            return "?"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("String", "string"),
        ("string", "string"),
        ("Enumeration", "string"),
        ("Interger", "integer"),
        ("int32", "integer"),
        ("Long integer", "long"),
        ("Double", "number"),
        ("Percentage", "number"),
        ("Bool", "boolean"),
        ("File", "binary"),
        ("Array of strings", "[string]"),
        ("Array<String>", "[string]"),
        ("Array[String]", "[string]"),
        ("List (String)", "[string]"),
        ("String list", "[string]"),
        ("Set<String>", "[string]"),
        ("[Long]", "[long]"),
        ("[[Long]]", "[[long]]"),
        ("Array<Array<Integer>>", "[[integer]]"),
        ("Array of arrays of strings", "[[string]]"),
        ("Map<String,String>", "{string}"),
        ("Map<String, Array<Integer>>", "{[integer]}"),
        ("list<map<String,Map<String,Integer>>>", "[{{integer}}]"),
        ("Map<String>[]string", "{[string]}"),
        ("Array of Map<String,String> objects", "[{string}]"),
        ("Object", "object"),
        ("Dict", "object"),
        ("JSON object", "object"),
        ("Data structure", "object"),
        ("Array", "[object]"),
        ("JSONArray", "[object]"),
        ("List data structure", "[object]"),
        ("Array of objects", "[object]"),
        ("Map<String,Object>", "{object}"),
        ("Bed object", "Bed"),
        ("Array of Bed objects", "[Bed]"),
        ("Flower bed structure array", "[Flower bed]"),
        ("List<bed>", "[bed]"),
        ("Dict<bed>", "bed"),
        ("Bed objects", "[Bed]"),
        (":ref:`Bed <bed>` objects", "[@bed]"),
        ("Map<String,Stri\n\nng>", "{string}"),
        ("Map<String,\n\nString>", "{string}"),
        ("List<Array of\n\nstrings>", "[[string]]"),
        ("String[]", "[string]"),
        ("Array String", "[string]"),
        ("Array object", "[object]"),
        ("ARRAY_REFERENCE", "[object]"),
        ("map[string]string", "{string}"),
        ("Map (String, Integer)", "{integer}"),
        ("Integer (int64)", "integer"),
        ("String (UTC time)", "string"),
        ("Boolean type", "boolean"),
        ("IPv4 address", "string"),
        (":ref:`List<Bed> <bed>`", "[@bed]"),
        (":ref:`Array of Bed objects <bed>`", "[@bed]"),
        ("Array of :ref:`list <bed>` objects", "[@bed]"),
        ("bed_definition", "bed_definition"),
        ("beds array", "[beds]"),
        ("AnyType", "?"),
        (":ref:`Bed <bed>` object", "@bed"),
        ("Array of :ref:`Bed <bed>` objects", "[@bed]"),
        ("Array of :ref:`Table 4 <bed>`\\ objects", "[@bed]"),
        ("Array of arrays of :ref:`Bed <bed>` objects", "[[@bed]]"),
        ("Map<String, :ref:`Bed <bed>`>", "{@bed}"),
        ("Map<String,Array<:ref:`Bed <bed>`>>", "{[@bed]}"),
        ("List data structure. For details, see :ref:`Table 3 <bed>`.", "[@bed]"),
        ("Array of objects (:ref:`Bed <bed>`)", "[@bed]"),
        ("Objects in :ref:`Table 3 <bed>`", "@bed"),
        ("Array of\n\n:ref:`Bed <bed>` objects", "[@bed]"),
        ("whatever is described by the list in :ref:`Table 3 <bed>` below", "[@bed]"),
    ],
)
def test_types_are_composed_of_words(words: str, expected: str) -> None:
    assert shape(reading(words).type) == expected


def test_a_reference_keeps_the_label_its_name_and_the_field() -> None:
    assert reading("Array of :ref:`FlowerBed <bed>` objects").type == ListOf(
        Reference(phrase="FlowerBed objects", type_labels=("bed",), name="FlowerBed", field_name="beds")
    )


def test_the_words_before_a_table_number_are_no_name() -> None:
    found = reading(":ref:`Table 3 <bed>` object").type
    assert isinstance(found, Reference)
    assert found.name == ""


def test_a_length_in_the_type_is_a_constraint_of_the_type() -> None:
    (constraint,) = reading("String(64)").constraints
    assert isinstance(constraint, Length)
    assert (constraint.minimum, constraint.maximum, constraint.evidence.carrier) == (None, 64, Carrier.TYPE)


@pytest.mark.parametrize(("words", "name"), [("datetime", "date-time"), ("Date", "date"), ("UUID", "uuid")])
def test_a_type_may_promise_a_format(words: str, name: str) -> None:
    found = reading(words)
    assert found.type == Scalar(Kind.STRING)
    assert [one.name for one in found.constraints if isinstance(one, Format)] == [name]


@pytest.mark.parametrize(
    "words", ["No", "String/Integer", "String or Integer", "what it is", "\\-", "<T>", "Array of", "Map<String,", ""]
)
def test_words_that_are_no_type_are_any_value_and_reported(words: str) -> None:
    found = read_type(cell(words), field_name="beds")
    assert isinstance(found.value.type, Unknown)
    (diagnostic,) = found.diagnostics
    assert (diagnostic.code, diagnostic.severity) == ("unknown-type", Severity.WARNING)
    assert words.replace("\\", "") in diagnostic.message


@pytest.mark.parametrize(
    "words",
    [
        "Array of " * 20 + "strings",
        "List<" * 20 + "String" + ">" * 20,
        "Map<String," * 20 + "String" + ">" * 20,
        "[" * 20 + "String" + "]" * 20,
        "List<" * 100_000,
        "Array of " * 100_000,
        "(" * 100_000,
        "x" * 1_000_000,
    ],
)
def test_a_type_that_nests_too_deeply_is_any_value_and_reported(words: str) -> None:
    block = Paragraph(text=Text(runs=(Plain(words),), span=cell("x").span))
    found = read_type(type(cell("x"))(blocks=(block,), span=cell("x").span), field_name="beds")
    assert isinstance(found.value.type, Unknown)
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "type-too-deep"
    assert len(diagnostic.message) < 500


def test_sixteen_levels_are_read() -> None:
    assert shape(reading("List<" * 15 + "String" + ">" * 15).type) == "[" * 15 + "string" + "]" * 15


@pytest.mark.parametrize("words", ["Integer", "Array of strings", "Map<String,String>", "Object"])
def test_a_type_word_is_told_from_other_words(words: str) -> None:
    assert is_type_word(words)


@pytest.mark.parametrize("words", ["No", "Yes", "", "Bed object", "flower_bed", "the number of beds"])
def test_other_words_are_no_type_words(words: str) -> None:
    assert not is_type_word(words)


@given(some.text(alphabet="Array of<>[](),String Map :@.5é\ue000\x00", max_size=80))
def test_no_words_make_the_grammar_raise(words: str) -> None:
    span = cell("x").span
    block = Paragraph(text=Text(runs=(Plain(words),), span=span))
    found = read_type(type(cell("x"))(blocks=(block,), span=span), field_name="beds")
    assert found.value.type is not None
    is_type_word(words)
