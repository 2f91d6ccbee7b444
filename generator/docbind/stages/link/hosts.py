"""Operations whose path is the root, and whose host names what they act on: `DELETE /` of `wardrobe.cupboard.example.com`.

What stands in front of the service's own host is a required parameter: no client may take it from its endpoint.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docbind.dialect.titles import ARTICLES
from docbind.literals import words
from docbind.model.spec import REQUIRED, Field, Kind, Location, Operation, Parameter, Scalar, ServiceInfo
from docbind.phrases.titles import head_end, singular, verb_and_noun, without_remarks

ROOT = "/"
TOKEN = "x-auth-token"
UNNAMED = "resource"
"""What stands in a host and has no name of its own on any page."""
PLAIN_LABEL = re.compile(r"[a-z0-9-]{1,63}")
"""Of a page's host, all that clients ever take: one label, in front of the region and the cloud's domain."""
SHORTEST_NOUN = 3
"""Letters; shorter words stand in too many names by chance."""


def with_hosts(info: ServiceInfo, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Return the operations with what their hosts name as a parameter, and `host` as the prefix of the service's own.

    Of operations at hosts in front of which nothing is ever named, `host` is empty.
    """
    shown = {operation.host for operation in operations if operation.host}
    fronts = {operation.id: _front(operation, info.hosts, shown) for operation in operations}
    storing = {prefix for is_named, prefix in fronts.values() if is_named}
    nouns = {prefix: _noun([one for one in operations if fronts[one.id][1] == prefix]) for prefix in storing}
    return tuple(
        _with_host(operation, prefix if prefix in storing else "", nouns[prefix] if is_named else "")
        for operation in operations
        for is_named, prefix in (fronts[operation.id],)
    )


def _with_host(operation: Operation, prefix: str, noun: str) -> Operation:
    if not noun or _names_in_host(operation):
        return replace(operation, host=prefix)
    field = Field(
        wire_name=noun.replace(" ", "_"),
        type=Scalar(Kind.STRING),
        presence=REQUIRED,
        text=f"Name of the {noun}.",
        span=operation.span,
    )
    parameter = Parameter(location=Location.HOST, field=field)
    return replace(operation, host=prefix, parameters=(parameter, *operation.parameters))


def _front(operation: Operation, hosts: tuple[str, ...], shown: Iterable[str]) -> tuple[bool, str]:
    """Return whether the host names what is acted on, and the prefix of the service's own host; empty where no matter.

    A host is the service's own by its prefix, or where another page shows it alone. Without a name in front, it
    tells something of requests for the root alone, which take no token.
    """
    first, _, rest = operation.host.partition(".")
    label = rest.partition(".")[0]
    own = label if PLAIN_LABEL.fullmatch(label) else next(iter(hosts), "")
    if operation.path == ROOT or _names_in_host(operation):
        prefix = _prefix(rest, hosts)
        if prefix or rest in shown:
            return True, prefix or own
        if _names_in_host(operation):
            return True, next(iter(hosts), own)
    is_beside = operation.path == ROOT and not _takes_token(operation)
    return False, (_prefix(operation.host, hosts) or first) if is_beside else ""


def _prefix(host: str, hosts: tuple[str, ...]) -> str:
    """Return which of the service's prefixes a host begins with; empty where it is none."""
    return next((prefix for prefix in hosts if f"{host}.".startswith(f"{prefix}.")), "")


def _names_in_host(operation: Operation) -> bool:
    return any(parameter.location is Location.HOST for parameter in operation.parameters)


def _takes_token(operation: Operation) -> bool:
    return any(
        parameter.location is Location.HEADER and parameter.field.wire_name.lower() == TOKEN
        for parameter in operation.parameters
    )


def _noun(operations: Iterable[Operation]) -> str:
    """Return what operations call the thing that their hosts name, in the singular.

    The names of examples tell: `examplewardrobe` on a page `Emptying a Wardrobe Drawer` is a wardrobe. Where they do
    not, it is what all titles have in common.
    """
    titles = [tuple(_nouns(operation.title)) for operation in operations]
    names = [_letters(operation.host.partition(".")[0]) for operation in operations]
    witnessed = Counter(
        max(runs, key=lambda run: len("".join(run)))
        for title, name in zip(titles, names, strict=True)
        if (runs := [run for run in _runs(title) if "".join(run) in name])
    )
    if witnessed:
        return " ".join(witnessed.most_common(1)[0][0])
    common = set(_runs(titles[0])).intersection(*map(_runs, titles[1:]))
    return " ".join(max(common, key=lambda run: (len("".join(run)), run), default=(UNNAMED,)))


def _nouns(title: str) -> Iterator[str]:
    """Yield the words of what a title is about, each in lower case and the singular."""
    _, noun = verb_and_noun(without_remarks(title).split())
    for part in noun[: head_end(noun)]:
        yield from (singular(word) for word in words(part) if word not in ARTICLES)


def _runs(title: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the words of a title that stand together, in every length."""
    every = (title[start:end] for start in range(len(title)) for end in range(start + 1, len(title) + 1))
    return [run for run in every if len("".join(run)) >= SHORTEST_NOUN]


def _letters(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalpha())
