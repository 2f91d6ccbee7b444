"""The only door through which the pages' text becomes text of an output file.

Python: string and number literals, docstrings, identifiers, annotations, calls. Beside it JSON and Markdown. Every function is total, and what it returns is a
type of its own, so that free text cannot reach a template. All output is ASCII; control and bidirectional characters never reach it, not even escaped in a docstring.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType

from docbind.dialect.characters import ASCII_FORMS, HIDDEN_CHARACTERS, SYMBOL_WORDS
from docbind.model.spec import JsonObject, JsonValue, ScalarValue

PyLiteral = NewType("PyLiteral", str)
Docstring = NewType("Docstring", str)
Identifier = NewType("Identifier", str)
Annotation = NewType("Annotation", str)
Expression = NewType("Expression", str)
Prose = NewType("Prose", str)
Markdown = NewType("Markdown", str)
JsonText = NewType("JsonText", str)

LINE_LENGTH = 120
LONGEST_IDENTIFIER = 80


# --- literals --------------------------------------------------------------------------------------------------------


def string(text: str) -> PyLiteral:
    """A string literal of exactly this text, with the quotes that need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = "".join(_in_string(character, quote) for character in text)
    return PyLiteral(f"{quote}{body}{quote}")


def _in_string(character: str, quote: str) -> str:
    if character in ("\\", quote):
        return f"\\{character}"
    if " " <= character <= "~":
        return character
    return ascii(character)[1:-1]


def number(value: int | float) -> PyLiteral | None:
    """A number literal; None where Python has no literal for it."""
    if isinstance(value, float):
        return PyLiteral(repr(value)) if math.isfinite(value) else None
    return PyLiteral(str(value) if value.bit_length() < 4096 else hex(value))


def scalar(value: ScalarValue) -> PyLiteral | None:
    """The literal of a JSON scalar; None where Python has no literal for it."""
    match value:
        case bool():
            return PyLiteral("True" if value else "False")
        case str():
            return string(value)
        case int() | float():
            return number(value)


def sequence(items: Iterable[PyLiteral]) -> PyLiteral:
    """A tuple literal."""
    listed = list(items)
    return PyLiteral(f"({listed[0]},)" if len(listed) == 1 else f"({', '.join(listed)})")


def listing(items: Iterable[PyLiteral]) -> PyLiteral:
    """A list literal."""
    return PyLiteral(f"[{', '.join(items)}]")


# --- calls and annotations -------------------------------------------------------------------------------------------


def call(function: Identifier, arguments: Iterable[tuple[Identifier, PyLiteral | Expression]]) -> Expression:
    """A call with keywords only."""
    return Expression(f"{function}({', '.join(f'{name}={value}' for name, value in arguments)})")


def mapping(entries: Iterable[tuple[PyLiteral, Annotation]]) -> Expression:
    """A dict display from literals to annotations."""
    return Expression("{" + ", ".join(f"{key}: {value}" for key, value in entries) + "}")


ANY = Annotation("Any")
NONE = Annotation("None")
TEXT = Annotation("str")
INTEGER = Annotation("int")
NUMBER = Annotation("float")
TRUTH = Annotation("bool")
BYTES = Annotation("bytes")
PLAIN_OBJECT = Annotation("JsonObject")
"""A JSON object as plain data, which may stand for any structure."""
UPLOADABLE = Annotation("Uploadable")
"""What the blocking client takes as content: bytes, files and streams."""
ASYNC_UPLOADABLE = Annotation("AsyncUploadable")
"""What the asynchronous client takes: asynchronous streams too."""


def list_of(item: Annotation) -> Annotation:
    return Annotation(f"list[{item}]")


def map_of(value: Annotation) -> Annotation:
    return Annotation(f"dict[str, {value}]")


def sequence_of(item: Annotation) -> Annotation:
    return Annotation(f"Sequence[{item}]")


def mapping_of(value: Annotation) -> Annotation:
    return Annotation(f"Mapping[str, {value}]")


def convertible(reads: Annotation, accepts: Annotation) -> Annotation:
    """A member that reads as one type and may be set to another one too."""
    return Annotation(f"Convertible[{reads}, {accepts}]")


def generic(base: Identifier, *arguments: Annotation) -> Annotation:
    return Annotation(f"{base}[{', '.join(arguments)}]")


def structure(name: Identifier, module: Identifier | None = None) -> Annotation:
    return Annotation(f"{module}.{name}" if module else name)


def either(options: Sequence[Annotation]) -> Annotation:
    """A union, `None` last; `Any` takes in everything."""
    distinct = dict.fromkeys(options)
    if ANY in distinct:
        return ANY
    return Annotation(" | ".join(sorted(distinct, key=lambda option: option == NONE)))


def literal(values: Iterable[PyLiteral]) -> Annotation:
    """A closed enumeration."""
    return Annotation(f"Literal[{', '.join(values)}]")


def one_of(values: Iterable[PyLiteral], kind: Annotation) -> Annotation:
    """An open enumeration: the documented values, and any other of the kind."""
    return Annotation(f"{literal(values)} | {kind}")


# --- prose -----------------------------------------------------------------------------------------------------------


def prose(text: str) -> Prose:
    """Text on one line, in printable ASCII: typographic characters as their plain forms, other letters as escapes, controls as visible escapes."""
    if _PLAIN.fullmatch(text):
        return Prose(" ".join(text.split()))
    flat = " ".join("".join(ASCII_FORMS.get(character, character) for character in text).split())
    return Prose("".join(map(_in_prose, flat)).replace(">>>", "\\\\>>>"))


_PLAIN = re.compile(r"[ !-=?-\[\]-~]*")
"""Text that stays as it is: ASCII without backslashes, and without `>`, which a doctest could begin with."""


def _in_prose(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if " " <= character <= "~":
        return character
    escaped = ascii(character)[1:-1]
    return f"\\{escaped}" if HIDDEN_CHARACTERS.match(character) else escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a docstring, `indent` columns in; where it is too long, it goes on `hang` columns in."""

    text: Prose
    indent: int = 0
    hang: int = 0


def docstring(paragraphs: Iterable[Sequence[Line]], *, indent: int) -> Docstring:
    """A docstring for a block that is indented by `indent` columns; the paragraphs are parted by empty lines."""
    width = LINE_LENGTH - indent - 6
    body = "\n\n".join(
        "\n".join(_wrapped(line, width) for line in paragraph) for paragraph in paragraphs if paragraph
    ).strip()
    body = body or "Not described."
    body = re.sub(r'^"+|"+$|"{3,}', lambda quotes: '\\"' * len(quotes[0]), body)
    if "\n" not in body:
        return Docstring(f'"""{body}"""')
    margin = " " * indent
    lines = (f"{margin}{line}" if line else "" for line in body.split("\n"))
    return Docstring('"""' + "\n".join(lines)[indent:] + f'\n{margin}"""')


_UNPARTED = re.compile(r" (?=(?:[-*+|>=~]+|#+|\d+[.)])(?: |$))|(?<=::) ")
"""Where no line may end: what the next one began with would be taken for a list, a heading, a table or code."""


def _wrapped(line: Line, width: int) -> str:
    first, later = " " * line.indent, " " * line.hang
    return "\n".join(
        piece.replace("\0", " ")
        for piece in textwrap.wrap(
            _UNPARTED.sub("\0", line.text),
            width,
            initial_indent=first,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


# --- identifiers -----------------------------------------------------------------------------------------------------

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?!IPv|[A-Z]s(?![a-z]))")


def words(text: str) -> tuple[str, ...]:
    """The words of a name in lower-case ASCII: split at everything that is no letter or digit, and at humps (`funcVpcId`, `HTTPMethod`)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    pieces = re.split(r"[^A-Za-z0-9]+", plain)
    return tuple(word.lower() for piece in pieces for word in _HUMP.split(piece) if word)


def spelled(text: str) -> tuple[str, ...]:
    """The words of a name with everything that `words` leaves out: punctuation by name, and the style of its capitals."""
    pieces = re.findall(r"[A-Za-z0-9]+|(?<![^_])_|_(?![^_])|[^A-Za-z0-9_]", text)
    found = [
        word
        for piece in pieces
        for word in (words(piece) if piece.isascii() and piece.isalnum() else (_symbol(piece),))
    ]
    letters = "".join(character for character in text if character.isalpha())
    if letters and letters.isupper():
        found.append("upper")
    elif letters[:1].isupper():
        found.append("pascal")
    elif not letters.islower() and letters:
        found.append("camel")
    return tuple(found) if tuple(found) != words(text) else (*found, "plain")


def _symbol(character: str) -> str:
    return SYMBOL_WORDS.get(character) or f"u{ord(character):04x}"


def digest(text: str) -> str:
    """A short word that stands for exactly this text."""
    return f"x{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def snake_case(parts: Sequence[str]) -> Identifier:
    """The words as a name of a variable or function, cut at a word where it would be too long; empty where there are none."""
    return Identifier(_not_a_number("_".join(_within(parts)), "n"))


def camel_case(parts: Sequence[str]) -> Identifier:
    """The words as a name of a class; capitals inside a word are kept."""
    return Identifier(_not_a_number("".join(part[:1].upper() + part[1:] for part in _within(parts)), "N"))


def _within(parts: Sequence[str]) -> list[str]:
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part) + 1
        if length > LONGEST_IDENTIFIER + 1:
            break
        kept.append(part)
    return kept or [part[:LONGEST_IDENTIFIER] for part in parts[:1]]


def _not_a_number(name: str, prefix: str) -> str:
    return f"{prefix}{name}" if name[:1].isdigit() else name


# --- Markdown and JSON -----------------------------------------------------------------------------------------------


def markdown(text: str) -> Markdown:
    """Text for one line or table cell of Markdown, with nothing in it that Markdown or HTML would read."""
    flat = " ".join("".join(ASCII_FORMS.get(character, character) for character in text).split())
    return Markdown(
        "".join(f"\\{character}" if character in r"\`*_{}[]<>()#|!~&$" else _visible(character) for character in flat)
    )


def code_span(text: str) -> Markdown:
    """Text as code in a line or table cell of Markdown."""
    flat = " ".join("".join(map(_visible, text)).split())
    if not flat:
        return Markdown("")
    fence = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
    padding = " " if flat[0] == "`" or flat[-1] == "`" else ""
    return Markdown(f"{fence}{padding}{flat}{padding}{fence}".replace("|", "\\|"))


def _visible(character: str) -> str:
    return character if " " <= character <= "~" or character in "\n\t" else ascii(character)[1:-1]


def json_text(value: JsonValue, *, indent: int = 0, width: int = LINE_LENGTH) -> JsonText:
    """JSON in ASCII: what fits in `width` columns stands on one line, all else one member a line."""
    line = json.dumps(_plain(value), ensure_ascii=True)
    if indent + len(line) <= width or not isinstance(value, tuple | JsonObject) or not line[1:-1]:
        return JsonText(line)
    margin = " " * (indent + 2)
    if isinstance(value, JsonObject):
        members = (
            f"{margin}{json.dumps(key)}: {json_text(item, indent=indent + 2, width=width)}"
            for key, item in value.members
        )
        return JsonText("{\n" + ",\n".join(members) + "\n" + " " * indent + "}")
    items = (f"{margin}{json_text(item, indent=indent + 2, width=width)}" for item in value)
    return JsonText("[\n" + ",\n".join(items) + "\n" + " " * indent + "]")


def json_lines(entries: Iterable[tuple[str, JsonValue]]) -> JsonText:
    """A JSON object with one member a line, however long."""
    lines = [f"  {json.dumps(key)}: {json.dumps(_plain(value), ensure_ascii=True)}" for key, value in entries]
    return JsonText("{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n")


def _plain(value: JsonValue) -> object:
    match value:
        case JsonObject():
            return {key: _plain(item) for key, item in value.members}
        case tuple():
            return [_plain(item) for item in value]
        case float() if not math.isfinite(value):
            return repr(value)
        case _:
            return value
