"""Slips in JSON examples and their mending, in the order in which they are tried. A mend is applied only while the text does not parse."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """`pattern` is replaced by `replacement` everywhere; `example` does not parse before and does after."""

    name: str
    pattern: str
    replacement: str
    example: str


REPAIRS: tuple[Repair, ...] = (
    Repair(name="typographic quote", pattern=r"[“”„]", replacement='"', example="{“a”: 1}"),
    Repair(name="trailing comma", pattern=r",(?=\s*[}\]])", replacement="", example='{"a": 1,}'),
    Repair(
        name="comment",
        pattern=r"(?m)(?<![:\"'\w/])\s*//[^\n\"]*$|^\s*#.*$|/\*[^*]*\*/",
        replacement="",
        example='{"a": 1 // one\n}',
    ),
    Repair(name="ellipsis", pattern=r"(?<![\"\w])(?:\.{3,6}|…+)(?![\"\w])", replacement="", example='{"a": [...]}'),
    Repair(
        name="missing comma",
        pattern=r"((?:\"|\d|\btrue|\bfalse|\bnull|[}\]])[ \t]*)\n(?=\s*(?:\"|\{|\[))",
        replacement=r"\1,\n",
        example='{"a": 1\n"b": 2}',
    ),
    Repair(name="missing comma", pattern=r"([}\]])(\s*)(?=[{\"])", replacement=r"\1,\2", example='[{"a": 1} {"b": 2}]'),
    Repair(name="double comma", pattern=r",(\s*,)+", replacement=",", example="[1,, 2]"),
    Repair(name="trailing comma", pattern=r",(?=\s*[}\]])", replacement="", example='[{"a": 1,\n}]'),
    Repair(
        name="unquoted value",
        pattern=r"(:\s*)(?!true\b|false\b|null\b|NaN\b)([A-Za-z_*{<][\w.\-*${}<> ]*?)(?=\s*[,}\]\n])",
        replacement=r'\1"\2"',
        example='{"a": xxx}',
    ),
    Repair(name="single quotes", pattern=r"'([^'\"\n]*)'", replacement=r'"\1"', example="{'a': 1}"),
    Repair(
        name="unquoted key", pattern=r"([{,]\s*)([A-Za-z_][\w\-.]*)(?=\s*:)", replacement=r'\1"\2"', example="{a: 1}"
    ),
    Repair(name="bad escape", pattern=r"\\(?![\"\\/bfnrtu])", replacement=r"\\\\", example='{"a": "\\d"}'),
    Repair(name="missing value", pattern=r"(\"\s*:)(?=\s*[,}])", replacement=r"\1 null", example='{"a": }'),
    Repair(name="leading zero", pattern=r"(:\s*)0+(?=\d+\s*[,}\]\n])", replacement=r"\1", example='{"a": 007}'),
)
