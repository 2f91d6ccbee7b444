"""The grammar of Type cells. Types are composed of the words of `dialect.types`, never enumerated:

    type      = simple { "array" | "list" | "[" "]" }            `String list`, `Tags structure array`, `String[]`
    simple    = LIST [ "of" type | "<" type ">" | "[" type "]" | "(" type ")" | SCALAR ]
              | MAP  [ "of" type | "<" type [ "," type ] ">" [ type ] ]      also in other brackets: `map[string]string`
              | "[" type "]" | "[" "]" type
              | REFERENCE [ "object" | "structure" ]
              | SCALAR [ "(" number ")" ] [ "(" words ")" ]
              | NAME "object" | NAME "structure" | NAME          only an identifier counts as a name on its own

A reference left over after that (`Object. For details, see Table 3`) belongs to the anonymous structure inside.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from docbind.dialect.types import PLURAL_STRUCTURES, STRUCTURE_WORDS, TYPE_WORDS, TypeMeaning, TypeWord
from docbind.model.page import Link
from docbind.model.spec import Kind, ListOf, MapOf, ModelRef, Reference, Scalar, TypeRef, Unknown
from docbind.phrases.cells import REFERENCE, squeeze
from docbind.phrases.rows import Phrases

DEEPEST_TYPE = 16
"""Levels of lists and maps inside one another that are read; real pages stay under 4."""

LONGEST_NAME = 6
"""Words of one structure's name."""

LONGEST_WORD = 8
"""Words that one row of `TYPE_WORDS` may span."""

_TOKEN = re.compile(rf"{REFERENCE}|[<>\[\](),/|]|[^\s<>\[\](),/|{REFERENCE}]+")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_:.-][A-Za-z0-9]+)*")
_COMPOUND = re.compile(r".*(?:_|[a-z0-9][A-Z])")
_COMPOSED = re.compile(r"[<\[(]|\bof\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}")
_PUNCTUATION = frozenset("<>[](),/|")
_CLOSERS = {"<": ">", "[": "]", "(": ")"}

_WORDS = Phrases(TYPE_WORDS)
_STRUCTURES = Phrases(STRUCTURE_WORDS)
_PLURALS = Phrases(PLURAL_STRUCTURES)

_KINDS = {
    TypeMeaning.STRING: Kind.STRING,
    TypeMeaning.INTEGER: Kind.INTEGER,
    TypeMeaning.LONG: Kind.LONG,
    TypeMeaning.NUMBER: Kind.NUMBER,
    TypeMeaning.BOOLEAN: Kind.BOOLEAN,
    TypeMeaning.BINARY: Kind.BINARY,
}


class UnreadError(Exception):
    """The words do not follow the grammar."""


class TooDeepError(Exception):
    """The words follow the grammar deeper than anyone writes."""


def type_word(text: str) -> TypeWord | None:
    """The row that claims a word by itself."""
    return _WORDS.whole(text) if text else None


class TypeParser:
    """Reads one cell's tokens from left to right; every step consumes a token or fails, so the time is linear in their number."""

    def __init__(self, marked: str, targets: tuple[Link, ...], *, field_name: str) -> None:
        self._tokens = tuple(token for token in (_trimmed(token) for token in _TOKEN.findall(marked)) if token)
        self._links = targets
        self._field_name = field_name
        self._at = 0
        self._used = 0
        self.format = ""
        self.length: int | None = None
        self.names_a_structure = False

    def whole_type(self) -> TypeRef:
        found = self._type(1)
        self._skip_structure_words()
        bracketed = self._take("(")
        if self._peek() == REFERENCE:
            label, _ = self._reference()
            found = _with_label(found, label)
            self._skip_structure_words()
        if bracketed and not self._take(")"):
            raise UnreadError
        if self._peek():
            raise UnreadError
        return ListOf(found) if _is_plural(found) else found

    # --- grammar ---------------------------------------------------------------------------------------------------

    def _type(self, depth: int) -> TypeRef:
        if depth > DEEPEST_TYPE:
            raise TooDeepError
        found = self._simple(depth)
        while words := self._list_suffix():
            self._at += words
            found = ListOf(found)
        return found

    def _list_suffix(self) -> int:
        """How many tokens here make a list of what stands before them: `String list`, `String[]`."""
        if self._peek() == "[" and self._peek(1) == "]":
            return 2
        word = type_word(self._peek())
        return 1 if word is not None and word.meaning is TypeMeaning.LIST else 0

    def _simple(self, depth: int) -> TypeRef:
        token = self._peek()
        if not token:
            raise UnreadError
        if token == REFERENCE:
            return self._linked()
        if token == "[":
            return self._bracketed_list(depth)
        if token in _PUNCTUATION:
            raise UnreadError
        words, row = self._longest_word()
        if row is None:
            return self._named()
        self._at += words
        phrase = " ".join(self._tokens[self._at - words : self._at])
        match row.meaning:
            case TypeMeaning.LIST:
                return self._list(phrase, depth)
            case TypeMeaning.LIST_OF_STRUCTURES:
                return ListOf(self._anonymous("object"))
            case TypeMeaning.MAP:
                return self._map(phrase, depth)
            case TypeMeaning.STRUCTURE:
                return self._anonymous_structure(phrase)
            case TypeMeaning.ANY:
                return Unknown(phrase)
            case (
                TypeMeaning.STRING
                | TypeMeaning.INTEGER
                | TypeMeaning.LONG
                | TypeMeaning.NUMBER
                | TypeMeaning.BOOLEAN
                | TypeMeaning.BINARY
            ):
                return self._scalar(row) if self._structure_word() is None else self._named(words)
            case _:
                assert_never(row.meaning)

    def _list(self, phrase: str, depth: int) -> TypeRef:
        if self._take("of"):
            return ListOf(self._type(depth + 1))
        closer = self._opened()
        if closer:
            item = self._type(depth + 1)
            self._expect(closer)
            return ListOf(item)
        words = self._skip_structure_words()
        if not words and (row := type_word(self._peek())) is not None and row.meaning in _KINDS:
            return ListOf(self._type(depth + 1))
        return ListOf(self._anonymous(words or phrase))

    def _opened(self) -> str:
        """Steps over the bracket that opens here, unless it only holds a reference to more words; what closes it, or nothing."""
        closer = _CLOSERS.get(self._peek(), "")
        if not closer or (self._peek() == "(" and self._peek(1) == REFERENCE):
            return ""
        self._at += 1
        return closer

    def _bracketed_list(self, depth: int) -> TypeRef:
        self._at += 1
        if self._take("]"):
            return ListOf(self._type(depth + 1))
        item = self._type(depth + 1)
        self._expect("]")
        return ListOf(item)

    def _map(self, phrase: str, depth: int) -> TypeRef:
        if self._take("of"):
            return MapOf(self._type(depth + 1))
        closer = self._opened()
        if not closer:
            self._skip_structure_words()
            return self._anonymous(phrase)
        first = self._type(depth + 1)
        if self._take(","):
            value = self._type(depth + 1)
            self._expect(closer)
            return MapOf(value)
        self._expect(closer)
        if isinstance(first, Reference):
            return first
        if (
            self._peek() and self._peek() not in _PUNCTUATION and self._structure_word() is None
        ) or self._peek() == "[":
            return MapOf(self._type(depth + 1))
        return MapOf(first)

    def _anonymous_structure(self, phrase: str) -> TypeRef:
        if self._take("<"):
            inner = self._type(DEEPEST_TYPE)
            self._expect(">")
            return inner
        return self._anonymous(phrase)

    def _linked(self) -> TypeRef:
        """A reference: a structure, or a list or map of it where the linked words themselves say so (`List<Bed>`; `list` is a name like others)."""
        words = self._links[self._used].text
        found = self._structure()
        if not _COMPOSED.search(words):
            return found
        try:
            return _around(TypeParser(words, (), field_name=self._field_name).whole_type(), found)
        except (UnreadError, TooDeepError):
            return found

    def _structure(self) -> Reference:
        label, phrase = self._reference()
        words = self._skip_structure_words()
        while self._word_is_list_of_lists():
            self._at += 1
        self.names_a_structure = True
        name = phrase if _IDENTIFIER.fullmatch(phrase) else ""
        return Reference(
            phrase=squeeze(f"{phrase} {words}"), type_labels=(label,), name=name, field_name=self._field_name
        )

    def _word_is_list_of_lists(self) -> bool:
        """`Array of X arrays` is the pages' plural of `Array of X`, not a list of lists; `X array` is a list."""
        return self._peek().lower() == "arrays"

    def _named(self, read: int = 0) -> TypeRef:
        """`X object`, `Match condition structure array`, or one identifier that only a structure's name would be; `read` words of it are consumed."""
        start = self._at - read
        while (
            self._peek()
            and self._peek() not in _PUNCTUATION
            and self._peek() != REFERENCE
            and self._structure_word() is None
        ):
            if self._at - start == LONGEST_NAME:
                raise UnreadError
            word = type_word(self._peek())
            if word is not None and word.meaning is TypeMeaning.LIST and self._at > start:
                break
            self._at += 1
        name = " ".join(self._tokens[start : self._at])
        words = self._skip_structure_words()
        self.names_a_structure = True
        if not words and not self._is_name_by_itself(start, name):
            raise UnreadError
        return Reference(phrase=squeeze(f"{name} {words}"), name=name, field_name=self._field_name)

    def _is_name_by_itself(self, start: int, name: str) -> bool:
        """Whether a structure may be meant though no word says so: inside a container, before `array`, written as only identifiers are, or the field's own name."""
        if not _IDENTIFIER.fullmatch(name):
            return bool(start) and all(_IDENTIFIER.fullmatch(word) for word in name.split())
        following = type_word(self._peek())
        return (
            bool(start)
            or following is not None
            or bool(_COMPOUND.match(name))
            or name.lower() == self._field_name.lower()
        )

    def _scalar(self, row: TypeWord) -> TypeRef:
        self.format = row.format
        if self._peek() == "(" and _NUMBER.fullmatch(self._peek(1)) and self._peek(2) == ")":
            if row.meaning is TypeMeaning.STRING:
                self.length = int(self._peek(1))
            self._at += 3
        self._skip_aside()
        return Scalar(_KINDS[row.meaning])

    def _skip_aside(self) -> None:
        """Steps over words in parentheses that say more of a scalar: `Integer (int64)`, `String (UTC time)`."""
        ahead = 1
        while self._peek(ahead) and self._peek(ahead) not in _PUNCTUATION and self._peek(ahead) != REFERENCE:
            ahead += 1
        if self._peek() == "(" and ahead > 1 and self._peek(ahead) == ")":
            self._at += ahead + 1

    def _anonymous(self, phrase: str) -> Reference:
        return Reference(phrase=phrase, field_name=self._field_name)

    # --- tokens ----------------------------------------------------------------------------------------------------

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        if self._peek().lower() != token:
            return False
        self._at += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise UnreadError

    def _longest_word(self) -> tuple[int, TypeWord | None]:
        """The row that claims the most words from here on, and how many."""
        words = []
        for token in self._tokens[self._at : self._at + LONGEST_WORD]:
            if token in _PUNCTUATION or token == REFERENCE:
                break
            words.append(token)
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            row = _WORDS.whole(text) or _STRUCTURES.whole(text)
            if row is not None:
                return count, row
        return 0, None

    def _structure_word(self) -> TypeWord | None:
        token = self._peek()
        if token.lower() == "data" and _STRUCTURES.whole(f"{token} {self._peek(1)}"):
            return _STRUCTURES.whole(f"{token} {self._peek(1)}")
        return _STRUCTURES.whole(token) if token else None

    def _skip_structure_words(self) -> str:
        start = self._at
        while self._structure_word() is not None:
            self._at += 1
            if self._tokens[self._at - 1].lower() == "data":
                self._at += 1
        return " ".join(self._tokens[start : self._at])

    def _reference(self) -> tuple[str, str]:
        """The next reference's label and shown words."""
        link = self._links[self._used]
        self._used += 1
        self._at += 1
        return link.target, link.text


def _trimmed(token: str) -> str:
    """A token without the punctuation that ends a sentence."""
    return token if token in _PUNCTUATION else token.strip(".,;:`\"'")


def _is_plural(found: TypeRef) -> bool:
    """Whether a whole cell names a structure by its name and a plural: `Bed objects`."""
    return (
        isinstance(found, Reference)
        and bool(found.name or found.type_labels)
        and _PLURALS.whole(found.phrase) is not None
    )


def _around(shown: TypeRef, inner: Reference) -> TypeRef:
    """The lists and maps of `shown` with `inner` in the place of what they hold."""
    match shown:
        case ListOf(item=item):
            return ListOf(_around(item, inner))
        case MapOf(value=value):
            return MapOf(_around(value, inner))
        case _:
            return inner


def _with_label(found: TypeRef, label: str) -> TypeRef:
    """`found`, its innermost anonymous structure now pointing to `label`."""
    match found:
        case Reference():
            return replace(found, type_labels=(*found.type_labels, label))
        case ListOf(item=item):
            return ListOf(_with_label(item, label))
        case MapOf(value=value):
            return MapOf(_with_label(value, label))
        case Scalar() | Unknown() | ModelRef():
            return found
        case _:
            assert_never(found)
