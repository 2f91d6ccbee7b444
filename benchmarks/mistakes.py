"""The mistakes that people make in requests, one at a time, in all the ways that are tried.

Each function takes a value of a request that is right and gives requests that are wrong in one thing. Where a
mistake could stand in several places, as the letter of a name, a hash of the place decides: always the same,
and another one for the same name elsewhere.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from places import Call, Given, Site, renamed, replaced, without, written

LONGEST = 1_000_000
"""Texts and lists are not made longer than this."""
FAR = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A request with one mistake: its `kind`, in which `manner` it was made, where, and what stands there `instead`."""

    kind: str
    manner: str
    where: str
    was: Any
    instead: Any
    call: Call


def chosen(number: int, *words: object) -> int:
    """A number below another one, by a hash."""
    digest = hashlib.blake2b("\0".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) % number


# --- letters -------------------------------------------------------------------------------------------------------------


def _drop(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int) -> str:
    return word[:at] + word[at] + word[at:]


def _swap(word: str, at: int) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _change(word: str, at: int) -> str:
    other = chr((ord(word[at].lower()) - ord("a") + 1 + chosen(25, word, at)) % 26 + ord("a"))
    return word[:at] + (other.upper() if word[at].isupper() else other) + word[at + 1 :]


_MANNERS: Mapping[str, Callable[[str, int], str]] = {
    "a letter dropped": _drop,
    "a letter doubled": _double,
    "two letters swapped": _swap,
    "a letter changed": _change,
}


def typos(word: str, documented: Collection[str], where: str) -> Iterator[tuple[str, str]]:
    """The word with one wrong letter, once in each manner, if the result is another word and not a documented one."""
    letters = [at for at, letter in enumerate(word) if letter.isascii() and letter.isalpha()]
    for manner, change in _MANNERS.items():
        first = chosen(len(letters) or 1, where, word, manner)
        candidates = (change(word, at) for at in letters[first:] + letters[:first])
        found = next((one for one in candidates if one.strip() and one != word and one not in documented), "")
        if found:
            yield manner, found


def _other_style(word: str) -> str:
    """`subnet_id` for `subnetId`, and the other way round."""
    if "_" in word.strip("_"):
        return re.sub(r"(?<=[^_])_+([^_])", lambda found: found[1].upper(), word)
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"_{found[1].lower()}", word)


# --- kinds ---------------------------------------------------------------------------------------------------------------


def misspelt(call: Call, given: Given) -> Iterator[Mistake]:
    """The name of a member that is given has a typo, or is written in the style of another service."""
    for name in given.value:
        if name not in given.members:
            continue
        steps = (*given.steps, name)
        where, documented = written(steps), {*given.members, *given.value}
        found = [*typos(name, documented, where), ("in another style", _other_style(name))]
        for manner, word in found:
            if word not in documented:
                wrong = renamed(call, steps, word)
                yield Mistake(kind="misspelt field", manner=manner, where=where, was=name, instead=word, call=wrong)


def left_out(call: Call, given: Given, optional: Collection[tuple[str, str]]) -> Iterator[Mistake]:
    """A mandatory member is missing; `optional` are the places and names of those that the cloud was seen to do
    without.
    """
    for name, member in given.members.items():
        if member.required and given.value.get(name) is not None and (written(given.steps), name) not in optional:
            steps = (*given.steps, name)
            yield Mistake(
                kind="mandatory field left out",
                manner="left out",
                where=written(steps),
                was=given.value[name],
                instead=None,
                call=without(call, steps),
            )


def wrong_container(call: Call, site: Site) -> Iterator[Mistake]:
    """A list stands where an object is due, or an object where a list is due."""
    value = site.value
    if site.kind == "object" and isinstance(value, dict) and value:
        yield _instead(call, site, "list for object", "in a list", [value])
    elif site.kind == "list" and isinstance(value, list) and value:
        first = value[0]
        manner = "its first item" if isinstance(first, dict) else "an object with its first item"
        yield _instead(call, site, "object for list", manner, first if isinstance(first, dict) else {"value": first})


def text_for_number(call: Call, site: Site) -> Iterator[Mistake]:
    """A text that spells no number stands where a number is due."""
    if site.kind == "number":
        for manner, text in (("a word", "many"), ("with a unit", f"{site.value} GB")):
            yield _instead(call, site, "text for number", manner, text)


def beyond_a_bound(call: Call, site: Site) -> Iterator[Mistake]:
    """A value lies just, or far, beyond a bound that its member declares.

    What is empty may stand for nothing, and is no such value where nothing need be given.
    """
    for rule, manner, value in _beyond(site):
        if value not in ("", []) or site.member.required:
            yield _instead(call, site, "bound exceeded", f"{rule}, {manner}", value)


def unknown_value(call: Call, site: Site) -> Iterator[Mistake]:
    """A documented value, of three letters or more, has a typo."""
    documented = site.member.rules.get("one_of")
    if not documented or not isinstance(site.value, str) or sum(map(str.isalpha, site.value)) < 3:
        return
    for manner, text in typos(site.value, {*map(str, documented)}, written(site.steps)):
        yield _instead(call, site, "value with a typo", manner, text)


def wrong_in_path(call: Call, site: Site) -> Iterator[Mistake]:
    """An argument in the path is empty, of another type, ends in a line break as one that was read from a file,
    or breaks a rule.
    """
    other: Any = ({"id": site.value}, [site.value])[chosen(2, site.holder.owner.__name__, site.steps)]
    found = [("empty", ""), ("of another type", other), ("ends in a line break", f"{site.value}\n")]
    if site.kind == "number":
        found.append(("a word", "many"))
    found += [(f"{rule}, {manner}", value) for rule, manner, value in _beyond(site)]
    pattern = site.member.rules.get("pattern")
    if pattern:
        broken = (f"{site.value}{end}" for end in ("!", " ", "~", "ß"))
        found += [("pattern", text) for text in broken if not re.fullmatch(pattern, text)][:1]
    found += [(mistake.manner, mistake.instead) for mistake in unknown_value(call, site)]
    for manner, value in found:
        yield _instead(call, site, "wrong path argument", manner, value)


def _instead(call: Call, site: Site, kind: str, manner: str, value: object) -> Mistake:
    return Mistake(
        kind=kind,
        manner=manner,
        where=written(site.steps),
        was=site.value,
        instead=value,
        call=replaced(call, site.steps, value),
    )


# --- bounds --------------------------------------------------------------------------------------------------------------


def _beyond(site: Site) -> Iterator[tuple[str, str, Any]]:
    """The rule, how far the value is beyond, and the value."""
    rules, value = site.member.rules, site.value
    match site.kind, value:
        case "number", int() | float() | str():
            yield from _numbers(rules, whole=site.shape.kind.name == "INTEGER")
        case "text", str() if value:
            yield from _sizes(rules, ("min_length", "max_length"), lambda size: _text_of(value, size))
        case "list", list() if value and site.is_own:
            yield from _sizes(rules, ("min_items", "max_items"), lambda size: (value * (size // len(value) + 1))[:size])


def _numbers(rules: Mapping[str, Any], *, whole: bool) -> Iterator[tuple[str, str, Any]]:
    for rule, sign in (("ge", -1), ("gt", -1), ("le", 1), ("lt", 1)):
        bound = rules.get(rule)
        if bound is None:
            continue
        nearest = math.ceil(bound) if sign < 0 else math.floor(bound)
        step = 0 if rule in ("gt", "lt") else sign
        yield rule, "just", nearest + step if whole else bound + step / 100
        yield rule, "far", nearest + sign * (FAR + 9 * abs(nearest))


def _sizes(
    rules: Mapping[str, Any], names: tuple[str, str], made: Callable[[int], Any]
) -> Iterator[tuple[str, str, Any]]:
    least, most = (rules.get(name) for name in names)
    if least:
        yield names[0], "just", made(least - 1)
        if least > 2:
            yield names[0], "far", made(1)
    if most is not None:
        for manner, size in (("just", most + 1), ("far", 2 * most + 50)):
            if size <= LONGEST:
                yield names[1], manner, made(size)


def _text_of(text: str, size: int) -> str:
    """A text of this size that is as much like another one as may be."""
    return (text + text[-1] * size)[:size]
