"""Turns a request into a call: each member to its place, encoded, with everything that could harm refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .content import FileContent, FormContent, multipart, raw_content
from .errors import ConfigurationError, InvalidArgument
from .json_values import is_list, is_object
from .redaction import HIDDEN, Headers, Redactor
from .request import Request
from .reserved import CLIENT_HEADERS
from .shapes import ScalarKind, ScalarShape, to_wire
from .specification import Member, specification_of
from .structure import Structure
from .wire import Call, Content, Origin, header_name, header_value, is_sendable, json_bytes, path_segment, query_string

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_LONGEST_TARGET = 65_000
"""Characters of path and query; the HTTP library takes a few more. Services take far less, each as much as it likes."""
_SHORTEST_SECRET_NUMBER = 4
"""Digits of a secret number that is looked for in answers; a shorter one stands everywhere."""
_CALLERS_OWN = CLIENT_HEADERS - {"content-type"}
"""Headers that no caller may set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request that lacks only where it goes. `path` may still hold `{project_id}`."""

    method: str
    path: str = field(repr=False)
    shown_path: str
    query: str = field(repr=False)
    headers: Headers
    content: Content = field(repr=False)
    operation: str
    hide: Redactor

    @property
    def needs_project(self) -> bool:
        return "{project_id}" in self.path

    def call(self, origin: Origin, project_id: str) -> Call:
        """Give the call to send; `project_id` may be empty where it is not needed."""
        path, shown_path = self.path, self.shown_path
        if self.needs_project:
            project = path_segment("project_id", project_id)
            path, shown_path = path.replace("{project_id}", project), shown_path.replace("{project_id}", project)
        length = len(path) + len(self.query)
        if length > _LONGEST_TARGET:
            raise InvalidArgument(
                f"{self.operation}: path and query have {length} characters, and more than {_LONGEST_TARGET} cannot be sent"
            )
        return Call(
            method=self.method,
            origin=origin,
            path=path,
            query=self.query,
            headers=self.headers,
            content=self.content,
            operation=self.operation,
            shown_path=shown_path,
            hide=self.hide,
        )


def prepared(
    request: Request[Any],
    *,
    extra_headers: Mapping[str, str],
    extra_query: Mapping[str, object],
    extra_body: Mapping[str, Any],
) -> Prepared:
    """Encode a request; raises `InvalidArgument` for values that cannot be sent safely."""
    members = specification_of(type(request)).by_name
    given = [(members[name], value) for name, value in request.__values__.items()]
    content, media_type = _content(request, given, extra_body)
    query = [pair for member, value in given if member.place == "query" for pair in _query_pairs(member, value)]
    # What only ever is empty has no `=` either, as in `?acl`.
    bare = [member.wire for member, value in given if member.place == "query" and value == member.default == ""]
    in_path = [(member, value) for member, value in given if member.place == "path"]
    return Prepared(
        method=request.method,
        path=_path(request, {member.wire: value for member, value in in_path}),
        shown_path=_path(
            request,
            {member.wire: value for member, value in in_path},
            hidden={member.wire for member, _ in in_path if member.secret},
        ),
        query=query_string(
            [(name, value) for name, value in (*query, *extra_query.items()) if name not in bare], bare=bare
        ),
        headers=_headers(request, given, media_type, content, extra_headers),
        content=content,
        operation=type(request).__name__,
        hide=Redactor(_secret_texts(request)),
    )


def _query_pairs(member: Member, value: object) -> Iterator[tuple[str, object]]:
    """Give the names and values of a parameter: one, or those of a list under numbered names."""
    if member.first_number is None or not is_list(value):
        yield member.wire, value
    else:
        yield from ((f"{member.wire}.{number}", one) for number, one in enumerate(value, member.first_number))


def _path(request: Request[Any], values: Mapping[str, object], hidden: Collection[str] = ()) -> str:
    def segment(match: re.Match[str]) -> str:
        name = match[1]
        if name in hidden:
            return HIDDEN
        if name == "project_id" and name not in values:
            return match[0]
        return path_segment(name, values.get(name))

    return _PLACEHOLDER.sub(segment, request.uri)


def _headers(
    request: Request[Any],
    given: list[tuple[Member, object]],
    media_type: str,
    content: Content,
    extra: Mapping[str, str],
) -> Headers:
    accept = "*/*" if bytes in request.responses.values() else "application/json"
    headers = Headers({"accept": accept, "content-type": media_type}.items())
    for member, value in given:
        if member.place == "header" and value is not None:
            headers[header_name(member.wire)] = header_value(member.wire, value)
    if isinstance(content, FileContent | FormContent) and content.size is not None:
        headers["content-length"] = str(content.size)
    return Headers({**headers, **added_headers(extra)}.items())


def added_headers(extra: Mapping[str, str]) -> Headers:
    """Check the headers that a caller or a hook adds; raises `InvalidArgument` for those that belong to the client."""
    headers = Headers()
    for name, value in extra.items():
        lower = header_name(name)
        if lower in _CALLERS_OWN:
            raise InvalidArgument(f"header {name}: it belongs to the client")
        headers[lower] = header_value(name, value)
    return headers


def check_headers(call: Call) -> None:
    """Raise `ConfigurationError` for a header of the credentials that cannot be sent; the value is in no message."""
    problems = [name for name, value in call.headers.items() if not is_sendable(value)]
    if problems:
        raise ConfigurationError(
            f"{call.operation}: header {problems[0]}: credentials and their tokens are plain ASCII without line breaks"
        )


# --- bodies --------------------------------------------------------------------------------------------------------


def _content(
    request: Request[Any], given: list[tuple[Member, object]], extra: Mapping[str, Any]
) -> tuple[Content, str]:
    """Give the body and its media type, which is stated for requests without a body too: the pages ask for it."""
    members = specification_of(type(request)).by_name.values()
    whole = next((member for member in members if member.place == "whole"), None)
    if whole is not None:
        return _whole_body(request, whole, extra)
    if any(member.place == "form" for member in members):
        parts = [(member.wire, to_wire(value)) for member, value in given if member.place == "form"]
        return multipart([*parts, *extra.items()])
    body = {member.wire: to_wire(value) for member, value in given if member.place == "body"}
    body.update(extra)
    documented = any(member.place == "body" for member in members)
    if body or (documented and request.method not in ("GET", "HEAD", "DELETE")):
        return json_bytes(body), request.__media_type__
    return None, request.__media_type__


def _whole_body(request: Request[Any], whole: Member, extra: Mapping[str, Any]) -> tuple[Content, str]:
    present = whole.name in request.__values__
    value = request.__values__.get(whole.name)
    if isinstance(whole.shape, ScalarShape) and whole.shape.kind is ScalarKind.BINARY:
        if extra:
            raise InvalidArgument("extra_body: the body is no JSON object")
        return raw_content(whole.wire, value) if present else None, whole.media_type or "application/octet-stream"
    media_type = whole.media_type or "application/json"
    if isinstance(value, str) and not media_type.startswith("application/json") and not extra:
        return value.encode(), media_type
    body: object = to_wire(value) if present else {}
    if extra:
        if not is_object(body):
            raise InvalidArgument("extra_body: the body is no JSON object")
        body = {**body, **extra}
    return json_bytes(body) if present or extra else None, media_type


# --- secrets -------------------------------------------------------------------------------------------------------


def _secret_texts(value: object) -> Iterator[str]:
    """Find the texts of all members that are marked as secret, so that an answer that repeats them is not shown."""
    if isinstance(value, Structure):
        known = specification_of(type(value)).by_name
        for name, one in value.__values__.items():
            yield from _texts(one) if known[name].secret else _secret_texts(one)
    elif is_list(value):
        for one in value:
            yield from _secret_texts(one)
    elif is_object(value):
        for one in value.values():
            yield from _secret_texts(one)


def _texts(secret: object) -> Iterator[str]:
    """Find the texts of a secret; a short number is none, since it stands everywhere."""
    if isinstance(secret, str):
        yield secret
    elif isinstance(secret, bytes):
        yield secret.decode("utf-8", "replace")
    elif isinstance(secret, int | UUID):
        text = str(secret) if isinstance(secret, UUID) or secret.bit_length() < 1_000 else ""
        if len(text) >= _SHORTEST_SECRET_NUMBER:
            yield text
    elif is_list(secret):
        for one in secret:
            yield from _texts(one)
    elif is_object(secret) or isinstance(secret, Structure):
        for one in (secret.__values__ if isinstance(secret, Structure) else secret).values():
            yield from _texts(one)
