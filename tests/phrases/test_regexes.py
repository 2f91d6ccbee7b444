"""A pattern of a page runs on other people's input: it is taken only where no input makes it slow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docbind.phrases.constraints.regexes import is_linear


@pytest.mark.parametrize(
    "regex",
    [
        "",
        "^$",
        "[a-z]*",
        "^[a-z][a-z0-9-]*[a-z0-9]$",
        r"\d{4}-\d{2}-\d{2}",
        "[^/]+/[^/]+",
        r"^(\d{1,3}\.){3}\d{1,3}$",
        "[a-z]{1,64}",
        "[a-z]{1,60000}",
        "(a|b)*c",
        "^(>|<|>=|<=|=|!=)$",
        r"^([\u4E00-\u9FFF]|[a-z]|[A-Z]|[0-9]|_|-)+$",
        "^(([a-z]){8}|0)$",
        "^((a|b)|)$",
        r"([a-f\d]{32}|[A-F\d]{32})",
        r"^(?=.*\d)(?!.*_)[a-z\d]{8,32}$",
        "(?P<first>[a-z]+)(?:,(?P<more>[a-z]+))*",
        r"[]a]+\]",
        r"\x41\u0042[\x43]",
        "(a+?,)+",
    ],
)
def test_what_is_read_in_one_way_is_taken(regex: str) -> None:
    assert is_linear(regex)


@pytest.mark.parametrize(
    "regex",
    [
        "(a+)+b",
        "(a|a)*b",
        "(a|aa)+$",
        "(a*)*",
        "(a?)*",
        "(a|b|)*c",
        "(.*)*",
        "a*a*b",
        r"\s*\s*x",
        ".*.*b",
        ".*,.*,.*;",
        r"(\w+\s?)*$",
        r"(?:\w|\d)*x",
        "(ab|a)(bc|c)*",
        "(a{1,9}){1,9}b",
        "a?" * 30 + "a" * 30,
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r"[\u3000-\u4000]*\w*x",
        r"[\u4e01-\u4e03]*[\u4e02]*x",
        "^(?=(a+)+b)a*$",
    ],
)
def test_what_is_read_in_several_ways_is_not(regex: str) -> None:
    assert not is_linear(regex)


@pytest.mark.parametrize(
    "regex",
    [
        "(a)\\1",
        "(?P<n>a)(?P=n)",
        "(?<=a)b",
        "(?i)a",
        "a(?=b)",
        "(a)?(?(1)b|c)",
        "(?>a)",
        "a++",
        "[",
        "(",
        "a{2}{3}",
        "^*",
        "[[a]",
        "x" * 1001,
        "(" * 50 + "a" + ")" * 50,
        "a{99999999999999999999}",
        "[a-z]{2000}",
        "\\N{BULLET}",
        "a{}",
    ],
)
def test_what_is_not_understood_is_not_taken(regex: str) -> None:
    assert not is_linear(regex)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab.()[]|*+?{}1,^$\\dw-=!:<P>", max_size=40))
def test_no_expression_makes_it_fail(regex: str) -> None:
    is_linear(regex)
