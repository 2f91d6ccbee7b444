"""Type words: what one word (or fixed group of words) of a Type cell means. The grammar that composes them is `phrases.types`.

Patterns are regular expressions, matched against whole words and without regard to case; the first row that matches wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.dialect.phrase import Phrase


class TypeMeaning(Enum):
    """What a type word says of the value."""

    STRING = "string"
    INTEGER = "integer"
    LONG = "long"
    NUMBER = "number"
    BOOLEAN = "boolean"
    BINARY = "binary"
    ANY = "any"
    STRUCTURE = "structure"
    LIST = "list"
    LIST_OF_STRUCTURES = "list of structures"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWord:
    """One spelling of a type. `format` names the string format that the word promises, if any."""

    pattern: str
    meaning: TypeMeaning
    example: str
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeNoise:
    """Words of a Type cell that say nothing about the type."""

    pattern: str
    example: str


TYPE_WORDS: tuple[TypeWord, ...] = (
    TypeWord(pattern=r"json ?arrays?", meaning=TypeMeaning.LIST, example="JSON Array"),
    TypeWord(pattern=r"array_reference", meaning=TypeMeaning.LIST_OF_STRUCTURES, example="ARRAY_REFERENCE"),
    TypeWord(pattern=r"arrays?|lists?|sets?|collections?", meaning=TypeMeaning.LIST, example="Array"),
    TypeWord(pattern=r"(?:hash)?maps?|dict(?:ionary|ionaries|s)?", meaning=TypeMeaning.MAP, example="Map"),
    TypeWord(
        pattern=r"json ?objects?|json|xml|containers?|references?", meaning=TypeMeaning.STRUCTURE, example="JSON object"
    ),
    TypeWord(pattern=r"date[ -]?times?", meaning=TypeMeaning.STRING, example="datetime", format="date-time"),
    TypeWord(pattern=r"time ?stamps?", meaning=TypeMeaning.STRING, example="TimeStamp", format="date-time"),
    TypeWord(pattern=r"dates?", meaning=TypeMeaning.STRING, example="Date", format="date"),
    TypeWord(pattern=r"uuids?", meaning=TypeMeaning.STRING, example="UUID", format="uuid"),
    TypeWord(pattern=r"ur[il]s?", meaning=TypeMeaning.STRING, example="URL", format="uri"),
    TypeWord(
        pattern=r"strings?|stings?|str|char(?:acter)?s?(?: strings?)?|varchar|text|enum(?:eration|erated)?s?(?: strings?)?|time|ip(?:v[46])?(?: address(?:es)?)?",
        meaning=TypeMeaning.STRING,
        example="String",
    ),
    TypeWord(pattern=r"json strings?|yaml|(?:user |access )?token", meaning=TypeMeaning.STRING, example="User token"),
    TypeWord(
        pattern=r"mime type(?: of the [a-z]+(?: in the [a-z]+)?)?",
        meaning=TypeMeaning.STRING,
        example="MIME type of the body in the request",
    ),
    TypeWord(pattern=r"long ?integers?|big ?integers?|longs?|bigint|u?int64", meaning=TypeMeaning.LONG, example="Long"),
    TypeWord(
        pattern=r"inte(?:ge|rge|g)rs?|u?int(?:8|16|32)?s?|short|bytes?", meaning=TypeMeaning.INTEGER, example="Integer"
    ),
    TypeWord(
        pattern=r"doubles?|floats?|float(?:32|64)|numbers?|numeric(?:al)?|percent(?:age)?s?|ratios?|(?:big ?)?decimals?",
        meaning=TypeMeaning.NUMBER,
        example="Double",
    ),
    TypeWord(pattern=r"booleans?|bools?", meaning=TypeMeaning.BOOLEAN, example="Boolean"),
    TypeWord(pattern=r"files?|file ?contents?|binary|octet-?stream", meaning=TypeMeaning.BINARY, example="File"),
    TypeWord(pattern=r"any(?: ?type)?|null|none", meaning=TypeMeaning.ANY, example="AnyType"),
)
"""Words that name a type by themselves."""

STRUCTURE_WORDS: tuple[TypeWord, ...] = (
    TypeWord(pattern=r"(?:data )?struct(?:ure)?s?", meaning=TypeMeaning.STRUCTURE, example="data structure"),
    TypeWord(pattern=r"objects?", meaning=TypeMeaning.STRUCTURE, example="object"),
)
"""Words that follow a structure's name or reference, and name an anonymous structure where they stand alone."""

PLURAL_STRUCTURES: tuple[Phrase, ...] = (Phrase(pattern=r".*\S (?:objects|struct(?:ure)?s)", example="Bed objects"),)
"""What a cell calls a structure of which the field holds a list, where no other word says so."""

TYPE_NOISE: tuple[TypeNoise, ...] = (
    TypeNoise(pattern=r"\btable \d+", example="Table 3"),
    TypeNoise(
        pattern=r"[.,;:]?\s*\bfor (?:more )?details?(?: (?:about|on|of) [^.]{0,80})?,? (?:see|refer to)\b",
        example=". For details, see",
    ),
    TypeNoise(pattern=r"[.,;:(]?\s*\b(?:see|refer to|described in|in)(?=\s*\ue000)", example="see \ue000"),
    TypeNoise(pattern=r"\[\d+\]", example="[1]"),
    TypeNoise(pattern=r"(?<=[a-z]) types?$", example="String type"),
)
"""Removed before a Type cell is read; U+E000 stands for a reference."""
