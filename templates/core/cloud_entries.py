"""One entry of a clouds.yaml, or the OS_* variables: what is said, and where; no key is passed over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from .cloud_keys import (
    BEGINNING_WITHOUT_MEANING,
    KNOWN,
    OF_A_SERVICE_HONOURED,
    OF_A_SERVICE_REFUSED,
    OF_A_SERVICE_WITHOUT_MEANING,
    OFFICIAL_TYPES,
    OTHER_NAMES,
    REFUSED,
)
from .errors import ConfigurationError
from .json_values import is_list, is_object
from .near_misses import near_miss
from .service import Service

_LOG = logging.getLogger(__name__.partition("._core")[0])

_ENDS = (*OF_A_SERVICE_HONOURED, *OF_A_SERVICE_WITHOUT_MEANING, *OF_A_SERVICE_REFUSED)
_LONG_NAME = 6
"""Shorter names of services differ in one letter from each other."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value, and how messages call the place where it stands."""

    value: object = field(repr=False)
    where: str

    def refused(self, reason: str) -> NoReturn:
        """Raise `ConfigurationError` with the place and a reason, which must not hold the value of a secret."""
        raise ConfigurationError(f"{self.where}: {reason}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of a cloud, by the names of `cloud_keys`.

    `name` is how messages call the whole, `place` how a key in it.

    `problem` is what is wrong with it, for `check_keys` to raise: nothing is raised where texts that may be secrets are
    variables, which tracebacks can show.
    """

    name: str
    said: Mapping[str, Said]
    place: Callable[[str], str]
    problem: str = ""

    def over(self, other: Entry) -> Entry:
        """Return this entry with what the other one says beside it."""
        return replace(self, said={**other.said, **self.said}, problem=self.problem or other.problem)

    def changed_by(self, other: Entry) -> Entry:
        """Return this entry with what the other one says beside it, or instead."""
        return replace(self, said={**self.said, **other.said}, problem=self.problem or other.problem)

    def needed(self, name: str) -> str:
        """Return the text under a name; raises `ConfigurationError` where there is none."""
        text = self.text(name)
        if not text:
            raise ConfigurationError(f"{self.place(name)} is not set")
        return text

    def text(self, *names: str) -> str:
        """Return the first text that is there under one of the names, or an empty one."""
        one = self.first(*names)
        if one is None:
            return ""
        if not isinstance(one.value, str):
            one.refused("a text is needed")
        return one.value.strip()

    def flag(self, name: str) -> bool | None:
        """Return whether something is so; None where nothing is said of it."""
        one = self.first(name)
        if one is None:
            return None
        value = str(one.value).strip().lower()
        if value not in ("true", "yes", "on", "1", "false", "no", "off", "0"):
            one.refused("true or false is needed")
        return value in ("true", "yes", "on", "1")

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one that stands for a list."""
        one = self.first(*names)
        if one is None:
            return ()
        values = one.value if is_list(one.value) else str(one.value).split(",")
        return tuple(str(value).strip() for value in values)

    def first(self, *names: str) -> Said | None:
        """Return what is said under the first of the names that is there."""
        return next((self.said[name] for name in names if name in self.said), None)


def entry_of(
    name: str,
    values: Mapping[str, object],
    place: Callable[[str], str],
    *,
    other_names: Mapping[str, str] = OTHER_NAMES,
) -> Entry:
    """Make an entry of the keys of a cloud and of its `auth`; of what is empty nothing is said.

    `place` makes what messages call a key.
    """
    said: dict[str, Said] = {}
    problem = ""
    for key, value in _pairs(values):
        if value is None or value == "":
            continue
        plain = _plain(key.replace("-", "_"), other_names)
        one = Said(_plain_interface(value) if plain.endswith("interface") else value, place(key))
        if key == "auth":
            problem = f"{one.where}: names with values are needed"
        elif plain in said and said[plain].value != value:
            problem = f"{one.where}: another value stands under {said[plain].where}"
        said[plain] = one
    return Entry(name, said, place, problem)


def _pairs(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if key == "auth" and is_object(value):
            yield from ((str(inner), one) for inner, one in value.items())
        else:
            yield str(key), value


def _plain(key: str, other_names: Mapping[str, str]) -> str:
    """Return the name of a key that is used here."""
    known = other_names.get(key, key)
    if known in KNOWN:
        return known
    for end, usual in (("_endpoint_type", "_interface"), ("_endpoint", "_endpoint_override")):
        if key.endswith(end):
            return key.removesuffix(end) + usual
    return key


def _plain_interface(value: object) -> object:
    """Return the name of an interface as catalogs have it: `public`, where older programs write `publicURL`."""
    if is_list(value):
        return [_plain_interface(one) for one in value]
    return value.removesuffix("URL") if isinstance(value, str) else value


def names_of(service: Service) -> tuple[str, ...]:
    """Return what the keys that are about a service begin with."""
    own = tuple(one.replace("-", "_").lower() for one in (service.name, *service.catalog_types))
    official = (name for name, types in OFFICIAL_TYPES.items() if set(types) & set(own))
    return (*dict.fromkeys((*own, *official)),)


def of_service(own: Sequence[str], end: str) -> tuple[str, ...]:
    """Return the keys about a service that end so, by its `names_of`."""
    return tuple(f"{name}_{end}" for name in own)


def check_keys(entry: Entry, own: Sequence[str], *, unknown_too: bool) -> None:
    """Refuse the keys that cannot be honoured; keys about other services than the `own` names concern nobody here.

    With `unknown_too`, what nobody knows is refused where it looks like a slip, and told to the log where it does not.

    Raises:
        ConfigurationError: One of them is there.
    """
    if entry.problem:
        raise ConfigurationError(entry.problem)
    for name, one in entry.said.items():
        if name in REFUSED:
            one.refused(REFUSED[name])
        if name in KNOWN or name.startswith(BEGINNING_WITHOUT_MEANING):
            continue
        end = next((end for end in _ENDS if name.endswith(f"_{end}")), "")
        if end:
            _check_service(one, name.removesuffix(f"_{end}"), end, own)
        elif unknown_too:
            meant = near_miss(name, sorted(KNOWN))
            if meant:
                one.refused(f"there is no such key; is {meant!r} meant?")
            _LOG.warning("%s: a key that nobody knows; it changes nothing", one.where)


def _check_service(one: Said, prefix: str, end: str, own: Sequence[str]) -> None:
    if prefix in own:
        if end in OF_A_SERVICE_REFUSED:
            one.refused(OF_A_SERVICE_REFUSED[end])
        return
    meant = near_miss(prefix, [name for name in own if len(name) >= _LONG_NAME])
    if meant:
        one.refused(f"there is no such service; is {meant!r} meant?")
