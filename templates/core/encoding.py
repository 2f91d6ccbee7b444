"""Turns a request into a call: each member to its place, encoded, with everything that could harm refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .buckets import noun_of
from .content import multipart, raw_content
from .errors import ConfigurationError, InvalidArgument
from .json_values import is_list, is_object
from .redaction import HIDDEN, Headers, Redactor
from .request import Request
from .reserved import CLIENT_HEADERS
from .sending import Streamed
from .shapes import ModelShape, ScalarKind, ScalarShape, Shape, to_wire
from .specification import Member, specification_of
from .structure import Structure
from .targets import PLACEHOLDER, targets_in
from .wire import (
    Call,
    Content,
    Origin,
    header_name,
    header_value,
    is_sendable,
    json_bytes,
    path_rest,
    path_segment,
    query_string,
    text_form,
)

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_SHORTEST_SECRET_NUMBER = 4
"""Digits of a secret number that is looked for in answers; a shorter one stands everywhere."""
_CALLERS_OWN = CLIENT_HEADERS - {"content-type"}
"""Headers that no caller may set."""
_LONGEST_URL = 65_536
"""Characters that the HTTP library takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request that lacks only where it goes. `path` may still hold `{project_id}`, where it is the scope.

    `bucket` is what stands in front of the host, None where nothing does; `bucket_member` is the member that names it.
    """

    method: str
    path: str = field(repr=False)
    shown_path: str
    query: str = field(repr=False)
    headers: Headers
    content: Content = field(repr=False)
    operation: str
    hide: Redactor
    bucket: str | None = None
    bucket_member: str = ""

    @property
    def needs_project(self) -> bool:
        return PLACEHOLDER in self.path

    def call(self, origin: Origin, project_id: str) -> Call:
        """Give the call to send; `project_id` may be empty where it is not needed.

        Raises `InvalidArgument` where the URL is too long to be sent.
        """
        path, shown_path = self.path, self.shown_path
        if self.needs_project:
            project = path_segment("project_id", project_id)
            path, shown_path = path.replace(PLACEHOLDER, project), shown_path.replace(PLACEHOLDER, project)
        call = Call(
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
        if len(call.url) > _LONGEST_URL:
            raise InvalidArgument(
                f"{self.operation}: its arguments make a URL of {len(call.url)} characters; {_LONGEST_URL} can be sent"
            )
        return call


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
    in_host = next((member for member in members.values() if member.place == "host"), None)
    in_path = {member.wire: member for member in members.values() if member.place == "path"}
    _check_chosen(request, members.values())
    return Prepared(
        method=request.method,
        path=_path(request, in_path),
        shown_path=_path(request, in_path, hidden=True),
        query=query_string(
            [(name, value) for name, value in (*query, *extra_query.items()) if name not in bare], bare=bare
        ),
        headers=_headers(request, given, media_type, content, extra_headers),
        content=content,
        operation=type(request).__name__,
        hide=Redactor(_secret_texts(request)),
        bucket=None if in_host is None else _bucket(request, in_host),
        bucket_member="" if in_host is None else in_host.wire,
    )


def _check_chosen(request: Request[Any], members: Iterable[Member]) -> None:
    """Make sure that what tells the operation, and what narrows a DELETE, is there: `DELETE /?lifecycle` without its
    parameter deletes a bucket, and `DELETE /things?name=` may delete all things, which only `NULL` asks for.
    """
    members = list(members)
    in_host = any(member.place == "host" for member in members)
    ends_in_item = "{" in request.uri.partition("?")[0].rstrip("/").rpartition("/")[2]
    removes_from_collection = request.method == "DELETE" and not in_host and not ends_in_item
    for member in members:
        if member.place != "query" or not member.required or "required" in member.told:
            continue
        value = request.__values__.get(member.name)
        sent = query_string([(member.wire, value)])
        if member.default is not None:
            if not sent:
                raise InvalidArgument(
                    f"{member.wire}: without it, {request.method} {request.uri} is another operation than "
                    f"{type(request).__name__}; leave the argument out, and it is sent as documented"
                )
        elif removes_from_collection:
            means_all = value is None and member.name in request.__values__
            is_blank = isinstance(value, str) and not value.strip()
            if not means_all and (is_blank or not sent):
                raise InvalidArgument(
                    f"{member.wire}: what {type(request).__name__} is about must be named; NULL leaves it out"
                )


def _query_pairs(member: Member, value: object) -> Iterator[tuple[str, object]]:
    """Give the names and values of a parameter: one, or those of a list under numbered names."""
    if member.first_number is None or not is_list(value):
        yield member.wire, value
    else:
        yield from ((f"{member.wire}.{number}", one) for number, one in enumerate(value, member.first_number))


def _path(request: Request[Any], declared: Mapping[str, Member], *, hidden: bool = False) -> str:
    """Fill in the members. What is left for the client is its own scope: never what the operation is about, and never
    what a member was declared for, whether or not it has a value. With `hidden`, secrets are not shown.
    """
    targets = targets_in(request.method, request.uri)

    def encoded(match: re.Match[str]) -> str:
        name = match[1]
        member = declared.get(name)
        if hidden and member is not None and member.secret:
            return HIDDEN
        if match[0] == PLACEHOLDER and match.start() not in targets and (targets or member is None):
            return match[0]
        if member is None:
            raise InvalidArgument(
                f"{name}: {request.method} {request.uri} needs a value that no member has; "
                f"declare one in the class of the operation, as `{name}: str = at.path()`"
            )
        value = request.__values__.get(member.name)
        return path_rest(name, value) if member.slashes else path_segment(name, value)

    return _PLACEHOLDER.sub(encoded, request.uri)


def _bucket(request: Request[Any], member: Member) -> str:
    """Return the name of the bucket, or of whatever else stands in front of the host, that an operation acts on."""
    value = request.__values__.get(member.name)
    if value is None or value == "":
        raise InvalidArgument(f"{member.wire}: the name of {noun_of(member.wire)} is needed")
    return text_form(member.wire, value)


def _headers(
    request: Request[Any],
    given: list[tuple[Member, object]],
    media_type: str,
    content: Content,
    extra: Mapping[str, str],
) -> Headers:
    headers = Headers({"accept": _accepted(request)}.items())
    if content is not None or not _acts_on_bucket(request):
        # Object storage keeps what is stated without a body as the media type of the object.
        headers["content-type"] = media_type
    for member, value in given:
        if member.place == "header" and value is not None:
            headers.update(_header_pairs(member, value))
    if isinstance(content, Streamed) and content.size is not None:
        headers["content-length"] = str(content.size)
    if isinstance(content, bytes) and _writes_document(request):
        # Object storage asks for it, and nobody else knows the bytes.
        headers["content-md5"] = _md5(content)
    return Headers({**headers, **added_headers(extra)}.items())


def _acts_on_bucket(request: Request[Any]) -> bool:
    return any(member.place == "host" for member in specification_of(type(request)).by_name.values())


def _md5(content: bytes) -> str:
    import base64
    import hashlib

    return base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()


def _accepted(request: Request[Any]) -> str:
    carried = request.responses.values()
    if bytes in carried:
        return "*/*"
    if any(getattr(one, "__root__", None) is not None for one in carried):
        # Before anything is sent, because nobody could read the answer.
        from .xml_documents import require_parser

        require_parser(type(request).__name__)
        return "application/xml"
    return "application/json"


def _header_pairs(member: Member, value: object) -> Iterator[tuple[str, str]]:
    """Give the names and values of a header: one, or those of a family whose name ends in `*`."""
    if member.wire.endswith("*") and is_object(value):
        seen: set[str] = set()
        for name, one in value.items():
            whole = f"{member.wire[:-1]}{name}"
            if one is not None:
                lower = header_name(whole)
                if lower in seen:
                    raise InvalidArgument(f"{member.wire}: {lower!r} is given twice; headers know no case")
                seen.add(lower)
                yield lower, header_value(whole, one)
    else:
        yield header_name(member.wire), header_value(member.wire, value)


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
    if request.__root__ is not None:
        bare = not body and (request.__bodiless__ or not request.__root__)
        return None if bare else _document(type(request), body), request.__media_type__
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
        media_type = whole.media_type or "application/octet-stream"
        return raw_content(whole.wire, value, media_type) if present else (None, media_type)
    media_type = whole.media_type or "application/json"
    if isinstance(value, str) and not media_type.startswith("application/json") and not extra:
        return value.encode(), media_type
    body: object = to_wire(value) if present else {}
    if extra:
        if not is_object(body):
            raise InvalidArgument("extra_body: the body is no JSON object")
        body = {**body, **extra}
    if isinstance(whole.shape, ModelShape) and _is_document(whole.shape) and is_object(body):
        return _document(whole.shape.model, body) if present or extra else None, media_type
    return json_bytes(body) if present or extra else None, media_type


def _writes_document(request: Request[Any]) -> bool:
    """Tell whether the body is XML that is written here, and not a text of the caller's."""
    whole = next((one for one in specification_of(type(request)).by_name.values() if one.place == "whole"), None)
    if whole is None:
        return request.__root__ is not None
    return _is_document(whole.shape) and not isinstance(request.__values__.get(whole.name), str)


def _is_document(shape: Shape) -> bool:
    return isinstance(shape, ModelShape) and shape.model.__root__ is not None


def _document(structure: type[Structure], body: Mapping[str, object]) -> bytes:
    # Few services speak XML.
    from .xml_documents import written_document

    return written_document(structure, body)


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
