"""A fake of a service that answers with the documented examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar
from urllib.parse import parse_qsl, unquote

from .client import AsyncClient, Client
from .credentials import Token
from .errors import ConfigurationError
from .json_values import is_list, is_object
from .keys import AkSk
from .request import JobRequest, Request, StatefulRequest
from .shapes import ListShape, MapShape, ModelShape, shape_of, to_wire
from .specification import headers_read, specification_of
from .structure import Structure
from .timing import SystemClock
from .wire import text_form
from .xml_documents import UnreadableDocument, read_document, written_document

if TYPE_CHECKING:
    import httpx2

    from .goals import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A call that the fake received.

    `path` holds the values of the placeholders, `body` the JSON, the content of a documented XML document as JSON would
    have it, or the bytes where it is neither. `bucket` is the one that is acted on; empty where there is none.
    """

    operation: type[Request[Any]]
    bucket: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: object


C = TypeVar("C", bound=Client | AsyncClient)

FakeAnswer: TypeAlias = tuple[int, object]
"""Status and body of an answer: JSON, bytes, or None for no body."""


class Documented(Generic[C]):
    """The service of a client, as its pages show it.

    `fake = Documented(FunctionGraph)` makes it, and `fake.client` is a client of it. Every operation answers with its
    first documented example of a success, or with an empty structure where there is none;
    `fake.answers[op.CreateFunction] = 404, {"error_code": "FSS.1051"}` says otherwise. An answer in XML, and one of
    headers, is given in the same way: as an object by wire names. A list of such pairs is answered one after the
    other, the last one again and again. `fake.calls` is what was received.

    Waits end at once: a documented answer tells the state that is waited for, and what is to be gone is not found.
    Where `answers` says otherwise, the pauses of `fake.client` take no time: its clock is set forward instead.
    """

    def __init__(self, client: type[C]) -> None:
        self.answers: dict[type[Request[Any]], FakeAnswer | list[FakeAnswer]] = {}
        self.calls: list[Recorded] = []
        self._given: dict[type[Request[Any]], tuple[list[FakeAnswer], int]] = {}
        self._package = client.__module__.rpartition(".")[0]
        signs = client.service.signature == "OBS" or any(one.__host__ for one, _ in _operations(self._package))
        self.client = client(
            auth=AkSk("fake", "keys of a fake") if signs else Token("token of a fake"),
            region="eu-de",
            project_id="project",
            transport=self.transport,
            clock=_ImpatientClock(),
        )

    @property
    def transport(self) -> httpx2.MockTransport:
        """What `transport=` of another client takes."""
        from .http_library import httpx

        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        from .http_library import GOAL, httpx

        operation, bucket, path = self._recognized(request)
        self.calls.append(
            Recorded(
                operation=operation,
                bucket=bucket,
                path=path,
                query=dict(parse_qsl(request.url.query.decode(), keep_blank_values=True)),
                headers=dict(request.headers),
                body=_content(operation, request.content),
            )
        )
        status, body = self._said(operation) or self._documented(operation, request.extensions.get(GOAL))
        model = _model(operation.responses.get(status))
        if body is None:
            return httpx.Response(status)
        if isinstance(body, bytes):
            return httpx.Response(status, content=body)
        if model is not None and is_object(body) and headers_read(model, {}) is not None:
            return httpx.Response(status, headers=dict(_header_lines(body)))
        if model is not None and is_object(body) and model.__root__ is not None:
            content = written_document(model, to_wire(body))
            return httpx.Response(status, content=content, headers={"content-type": "application/xml"})
        return httpx.Response(status, json=body)

    def _recognized(self, request: httpx2.Request) -> tuple[type[Request[Any]], str, dict[str, str]]:
        """Find the operation that the client says it calls, else the first one with the method and path; its bucket
        and its placeholders.
        """
        from .http_library import OPERATION, RESOURCE

        path = request.url.raw_path.decode().partition("?")[0]
        bucket, _, key = str(request.extensions.get(RESOURCE, ""))[1:].partition("/")
        path = f"/{key}" if bucket else path
        found = [
            (operation, match)
            for operation, pattern in _operations(self._package)
            if operation.method == request.method and (match := pattern.fullmatch(path))
        ]
        if not found:
            raise ConfigurationError(f"no operation of {self._package} is {request.method} {path}")
        name = request.extensions.get(OPERATION)
        operation, match = next((pair for pair in found if pair[0].__name__ == name), found[0])
        placeholders = re.findall(r"\{([^{}]+)\}", operation.uri)
        return operation, bucket, {word: unquote(text) for word, text in zip(placeholders, match.groups(), strict=True)}

    def _said(self, operation: type[Request[Any]]) -> FakeAnswer | None:
        """Return the next one of the answers that somebody said; the last one stays."""
        said = self.answers.get(operation)
        if not isinstance(said, list):
            return said
        known, given = self._given.get(operation, (said, 0))
        given = given if known is said else 0
        self._given[operation] = said, given + 1
        return said[min(given, len(said) - 1)] if said else None

    def _documented(self, operation: type[Request[Any]], goal: Goal | None) -> FakeAnswer:
        """Return the documented answer, as one that somebody waits for it would like it."""
        status, body = self._example(operation)
        if goal is None:
            return status, body
        return (status, _as_awaited(operation, body, goal)) if goal.field else (404, {})

    def _example(self, operation: type[Request[Any]]) -> FakeAnswer:
        for example in _examples(self._package).get(operation.__name__, {}).get("responses", ()):
            status = example["status"]
            documented = operation.responses.get(status)
            body = _shown(example, _model(documented))
            if 200 <= status <= 300 and _fits(body, documented):
                return status, body
        statuses = [status for status in operation.responses if 200 <= status <= 300]
        status = min(statuses, default=200)
        return status, _empty(operation.responses.get(status))


def _model(documented: object) -> type[Structure] | None:
    shape = shape_of(documented)
    return shape.model if isinstance(shape, ModelShape) else None


def _shown(example: Mapping[str, Any], model: type[Structure] | None) -> object:
    """Return what an example shows of the documented structure: plain values, or XML as it stands there where it can
    be read.
    """
    if model is None or "body" in example:
        return example.get("body")
    if model.__root__ is not None:
        text = str(example.get("text", "")).encode()
        try:
            return text if read_document(model, text) else {}
        except UnreadableDocument:
            return {}
    return headers_read(model, {name.lower(): value for name, value in example.get("headers", {}).items()})


def _header_lines(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for wire, value in values.items():
        if is_object(value):
            yield from ((f"{wire.removesuffix('*')}{name}", str(one)) for name, one in value.items())
        elif value is not None:
            yield wire, text_form(wire, value)


class _ImpatientClock(SystemClock):
    """A clock that is set forward where others wait."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def now(self) -> float:
        return super().now() + self._skipped

    def today(self) -> float:
        return super().today() + self._skipped

    def sleep(self, seconds: float) -> None:
        self._skipped += seconds

    async def sleep_async(self, seconds: float) -> None:
        # Others have their turn all the same, and whoever is cancelled notices.
        await super().sleep_async(0)
        self.sleep(seconds)


def _as_awaited(operation: type[Request[Any]], body: object, goal: Goal) -> object:
    """Return a body whose field tells a state that is waited for: as it is where it does, else a copy that does."""
    if goal.is_reached(goal.state_in(body)):
        return body
    documented = operation.progress.until if issubclass(operation, JobRequest | StatefulRequest) else ()
    state = next(filter(goal.is_reached, documented), min(goal.until))
    root = _copy_of(body)
    inner, (*way, last) = root, goal.field.split(".")
    for name in way:
        inner[name] = inner = _copy_of(inner.get(name))
    inner[last] = state
    return root


def _copy_of(value: object) -> dict[str, Any]:
    return dict(value) if is_object(value) else {}


def _fits(body: object, documented: object) -> bool:
    """Tell whether an example is of the documented kind: some pages show a list where they describe an object."""
    match shape_of(documented):
        case ModelShape() | MapShape():
            return body is None or is_object(body) or isinstance(body, bytes)
        case ListShape():
            return body is None or is_list(body)
        case _:
            return True


def _empty(documented: object) -> object:
    if documented is bytes:
        return b""
    match shape_of(documented):
        case ModelShape() | MapShape():
            return {}
        case ListShape():
            return []
        case _:
            return None


def _content(operation: type[Request[Any]], content: bytes) -> object:
    whole = next((one for one in specification_of(operation).by_name.values() if one.place == "whole"), None)
    structure = whole.shape.model if whole is not None and isinstance(whole.shape, ModelShape) else operation
    if content and structure.__root__ is not None:
        try:
            return read_document(structure, content)
        except UnreadableDocument:
            return content
    try:
        return json.loads(content) if content else None
    except ValueError:
        return content


@cache
def _operations(package: str) -> tuple[tuple[type[Request[Any]], re.Pattern[str]], ...]:
    """Give the operations with the pattern of their paths, those with fewer placeholders first."""
    module = import_module(f"{package}.operations")
    operations: list[type[Request[Any]]] = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Request) and value.__module__ == module.__name__
    ]
    operations.sort(key=lambda operation: operation.uri.count("{"))
    return tuple((operation, _pattern(operation)) for operation in operations)


def _pattern(operation: type[Request[Any]]) -> re.Pattern[str]:
    members = specification_of(operation).by_name.values()
    slashed = {member.wire for member in members if member.place == "path" and member.slashes}
    parts = re.split(r"(\{[^{}]+\})", operation.uri.partition("?")[0])
    return re.compile(
        "".join(
            re.escape(part) if not part.startswith("{") else "(.+)" if part[1:-1] in slashed else "([^/]+)"
            for part in parts
        )
    )


@cache
def _examples(package: str) -> Mapping[str, Any]:
    examples: Mapping[str, Any] = json.loads(
        resources.files(package).joinpath("examples.json").read_text(encoding="utf-8")
    )
    return examples
