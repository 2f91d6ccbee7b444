"""A fake of a service that answers with the documented examples."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import parse_qsl, unquote

from .client import AsyncClient, Client
from .credentials import Token
from .errors import ConfigurationError
from .json_values import is_list, is_object
from .keys import AkSk
from .request import Request
from .shapes import ListShape, MapShape, ModelShape, shape_of
from .specification import specification_of

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A call that the fake received. `path` holds the values of the placeholders, `body` the JSON (or the bytes, where it is none).

    `bucket` is the one that is acted on; empty where there is none.
    """

    operation: type[Request[Any]]
    bucket: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: object


C = TypeVar("C", bound=Client | AsyncClient)


class Documented(Generic[C]):
    """The service of a client, as its pages show it.

    `fake = Documented(FunctionGraph)` makes it, and `fake.client` is a client of it. Every operation answers with its first documented example
    of a success, or with an empty structure where there is none; `fake.answers[op.CreateFunction] = 404, {"error_code": "FSS.1051"}` says otherwise.
    `fake.calls` is what was received.
    """

    def __init__(self, client: type[C]) -> None:
        self.answers: dict[type[Request[Any]], tuple[int, object]] = {}
        self.calls: list[Recorded] = []
        self._package = client.__module__.rpartition(".")[0]
        stores = client.service.signature == "OBS"
        self.client = client(
            auth=AkSk("fake", "keys of a fake") if stores else Token("token of a fake"),
            region="eu-de",
            project_id="project",
            transport=self.transport,
        )

    @property
    def transport(self) -> httpx2.MockTransport:
        """What `transport=` of another client takes."""
        from .http_library import httpx

        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        from .http_library import httpx

        operation, bucket, path = self._recognized(request)
        self.calls.append(
            Recorded(
                operation=operation,
                bucket=bucket,
                path=path,
                query=dict(parse_qsl(request.url.query.decode(), keep_blank_values=True)),
                headers=dict(request.headers),
                body=_content(request.content),
            )
        )
        status, body = self.answers.get(operation) or self._documented(operation)
        if body is None:
            return httpx.Response(status)
        return httpx.Response(status, content=body) if isinstance(body, bytes) else httpx.Response(status, json=body)

    def _recognized(self, request: httpx2.Request) -> tuple[type[Request[Any]], str, dict[str, str]]:
        """Find the operation that the client says it calls, else the first one with the method and path; its bucket and its placeholders."""
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

    def _documented(self, operation: type[Request[Any]]) -> tuple[int, object]:
        for example in _examples(self._package).get(operation.__name__, {}).get("responses", ()):
            status, body = example["status"], example.get("body")
            if 200 <= status <= 300 and _fits(body, operation.responses.get(status)):
                return status, body
        statuses = [status for status in operation.responses if 200 <= status <= 300]
        status = min(statuses, default=200)
        return status, _empty(operation.responses.get(status))


def _fits(body: object, documented: object) -> bool:
    """Tell whether an example is of the documented kind: some pages show a list where they describe an object."""
    match shape_of(documented):
        case ModelShape() | MapShape():
            return body is None or is_object(body)
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


def _content(content: bytes) -> object:
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
