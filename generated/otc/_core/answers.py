"""Reads answers: the documented structure of a success, and the code and message of a refusal in whichever form it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from .errors import ApiError, ResponseError, ResponseTooLarge, UnexpectedRedirect, error_class
from .json_values import is_list, is_object
from .nodes import holds_more_values
from .redaction import Headers, Redactor
from .request import Request
from .shapes import AnyShape, ListShape, MapShape, ModelShape, ScalarShape, Shape, shape_of
from .specification import headers_read
from .visible import visible
from .wire import Answer

NOT_MODIFIED = 304
_SHOWN = 200
"""Characters of a body that is not understood, and of a request ID, in messages."""
_LONGEST_MESSAGE = 2_000
_READ_BYTES = 1_000_000
"""Of a body that is not understood, no more is looked through."""


# --- successes -----------------------------------------------------------------------------------------------------


def is_success(answer: Answer, request: Request[Any]) -> bool:
    """Tell whether an answer is what was asked for, by its status.

    Services list their versions with status 300, whether that is documented or not. An answer 304 never has it.
    """
    status = answer.status
    if status == 300 and request.method == "GET" and _VERSIONS.fullmatch(request.uri) and answer.body.strip():
        return True
    return 200 <= status < 300 or (status in request.responses and 300 <= status < 400 and status != NOT_MODIFIED)


_VERSIONS = re.compile(r"/(?:versions|v[0-9.]{1,9}|\{[a-z_]{0,20}version[a-z_]{0,20}\})?/?", re.IGNORECASE)
"""The paths of what asks for the versions of an API, or for one of them."""


def decoded(operation: str, answer: Answer, responses: Mapping[int, object], hide: Redactor) -> Any:
    """Read the body of a success as what is documented for its status, or for the other successes where the status is
    not documented.

    Raises `ApiError` where the body says that the request failed, as object storage may say behind a status 200.
    """
    documented = responses.get(answer.status, _usual(responses))
    if documented is bytes:
        return answer.body
    if _XML_ERROR.match(answer.body):
        raise api_error(operation, answer, hide=hide, responses=responses)
    if documented is None or (documented is Any and not answer.body.strip()):
        return None
    if documented is str and not _is_json(answer):
        return answer.body.decode("utf-8", "replace")
    shape = shape_of(documented)
    if isinstance(shape, ModelShape) and (found := headers_read(shape.model, answer.headers)) is not None:
        return shape.read(found)
    if not answer.body.strip():
        return _empty(shape)
    if isinstance(shape, ModelShape) and shape.model.__root__ is not None:
        return shape.read(_document(operation, answer, shape.model, hide))
    if documented is Any and not _is_json(answer):
        return json_or_bytes(answer)
    value = _parsed(operation, answer, hide)
    if isinstance(shape, ModelShape | MapShape) and not is_object(value):
        raise _unreadable(operation, answer, f"{_json_kind(value)} where an object is documented", hide)
    if isinstance(shape, ListShape) and not is_list(value):
        raise _unreadable(operation, answer, f"{_json_kind(value)} where a list is documented", hide)
    try:
        return shape.read(value)
    except RecursionError:
        pass
    raise _unreadable(operation, answer, "it is nested too deeply", hide)


_XML_ERROR = re.compile(rb"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?<Error[\s>]")
"""How the answer begins that says in XML that a request failed."""


def _document(operation: str, answer: Answer, model: type[Any], hide: Redactor) -> dict[str, object]:
    # Few services speak XML.
    from .xml_documents import UnreadableDocument, read_document

    try:
        return read_document(model, answer.body, most=answer.most_values)
    except UnreadableDocument as error:
        problem = str(error)
    raise _unreadable(operation, answer, problem, hide)


def _usual(responses: Mapping[int, object]) -> object:
    """Give what the first documented success with a body carries; any value where none is documented."""
    successes = [carried for status, carried in sorted(responses.items()) if 200 <= status <= 300]
    return next((carried for carried in successes if carried is not None), None if successes else Any)


def _empty(shape: Shape) -> object:
    """An empty body is an empty structure: every member may be missing anyway."""
    match shape:
        case ModelShape(model):
            return model()
        case ListShape():
            return []
        case MapShape():
            return {}
        case ScalarShape() | AnyShape():
            return None


def _is_json(answer: Answer) -> bool:
    return "json" in answer.headers.get("content-type", "").lower()


def _json_of(answer: Answer) -> object:
    """Read the JSON of an answer.

    Raises:
        ValueError: It is none.
        RecursionError: It is nested too deeply.
        ResponseTooLarge: It holds more values than the client accepts.
    """
    if holds_more_values(answer.body, answer.most_values):
        raise ResponseTooLarge(
            f"status {answer.status}, the body holds more than {answer.most_values} values; "
            "a greater response_limit allows more",
            status=answer.status,
            body=answer.body,
        )
    return json.loads(answer.body)


def json_or_bytes(answer: Answer) -> object:
    """Read the JSON of an answer; return the body as it came where it is none, or none that the client accepts."""
    try:
        return _json_of(answer)
    except (ValueError, RecursionError, ResponseTooLarge):
        return answer.body


def _parsed(operation: str, answer: Answer, hide: Redactor) -> object:
    try:
        return _json_of(answer)
    except RecursionError:
        problem = "it is nested too deeply"
    except UnicodeDecodeError:
        problem = "it is no JSON in UTF-8"
    except ValueError:
        problem = "it is no JSON"
    except ResponseTooLarge as error:
        raise ResponseTooLarge(f"{operation}: {error}", status=answer.status, body=answer.body) from None
    raise _unreadable(operation, answer, problem, hide)


def _json_kind(value: object) -> str:
    return "an object" if is_object(value) else "a list" if is_list(value) else "a scalar"


def _unreadable(operation: str, answer: Answer, problem: str, hide: Redactor) -> ResponseError:
    text = answer.body[:_READ_BYTES].decode("utf-8", "replace")
    title = hide(_title(text.lstrip("\ufeff \t\r\n")), most=_SHOWN)
    shown = f" but a page for people: {title!r}" if title else f": {hide(text, most=_SHOWN)!r}"
    message = f"{operation}: status {answer.status}, but the body cannot be read, {problem}{shown}"
    return ResponseError(message, status=answer.status, body=answer.body)


# --- refusals ------------------------------------------------------------------------------------------------------


def api_error(
    operation: str,
    answer: Answer,
    *,
    hide: Redactor,
    responses: Mapping[int, object] | None = None,
    attempts: int = 1,
    advice: str = "",
) -> ApiError | ResponseError:
    """Make the error of a refusal. It never fails: where the body says nothing readable, the error says so.

    `advice` is what the caller can do, and follows what the service says.
    """
    if 300 <= answer.status < 400 and answer.status != NOT_MODIFIED:
        return UnexpectedRedirect(
            f"{operation}: status {answer.status}, redirects are not followed", status=answer.status, body=answer.body
        )
    payload = json_or_bytes(answer)
    code, message, request_id = (
        _told(payload) if is_object(payload) or is_list(payload) else _told_in_text(answer, hide)
    )
    return error_class(answer.status)(
        status=answer.status,
        code=_shown(code, hide),
        message="; ".join(part for part in (_shown(message, hide), advice) if part),
        request_id=request_id_of(answer.headers, hide) or _shown(request_id, hide, most=_SHOWN),
        operation=operation,
        headers=answer.headers,
        body=answer.body,
        details=_details(payload, (responses or {}).get(answer.status)),
        attempts=attempts,
    )


_REQUEST_ID_HEADERS = (
    "x-request-id",
    "x-openstack-request-id",
    "x-compute-request-id",
    "x-cff-request-id",
    "x-obs-request-id",
    "x-amz-request-id",
)


def request_id_of(headers: Headers, hide: Redactor) -> str:
    """Give the ID under which the service knows the request; empty where it gives none."""
    found = next((headers[name] for name in _REQUEST_ID_HEADERS if name in headers), "")
    return _shown(found, hide, most=_SHOWN)


def _shown(text: str, hide: Redactor, *, most: int = _LONGEST_MESSAGE) -> str:
    """Return the beginning of what a service says, without secrets, each of its characters seen."""
    return visible(hide(text, most=most))[:most] if text else ""


_CODES = ("errorcode", "errcode", "code")
_MESSAGES = (
    "errormsg",
    "errormessage",
    "errmsg",
    "errmessage",
    "externalmessage",
    "message",
    "msg",
    "errordescription",
    "description",
    "details",
    "detail",
    "reason",
    "error",
    "title",
)
_REQUEST_IDS = ("requestid", "traceid")


def _told(payload: object) -> tuple[str, str, str]:
    """Find code, message and request ID at the root of a body or one level down, whatever they are called."""
    code = message = request_id = ""
    for candidate in _candidates(payload):
        words = {
            name.replace("_", "").replace("-", "").lower(): str(value)
            for name, value in candidate.items()
            if isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
        }
        code = code or _first(words, _CODES)
        message = message or _first(words, _MESSAGES)
        request_id = request_id or _first(words, _REQUEST_IDS)
    return code, message, request_id


def _candidates(payload: object) -> Iterator[Mapping[str, object]]:
    root = _first_item(payload)
    if is_object(root):
        yield root
        for value in root.values():
            inner = _first_item(value)
            if is_object(inner):
                yield inner


def _first_item(value: object) -> object:
    return next(iter(value), None) if is_list(value) else value


def _first(words: Mapping[str, str], names: Iterable[str]) -> str:
    return next((words[name] for name in names if name in words), "")


_XML = re.compile(rb"<(Code|Message|RequestId)>([^<]{0,2000})</", re.ASCII)
_TITLE = re.compile(r"<(?:title|h1)(?:\s[^<>]{0,200})?>([^<]{1,500})", re.IGNORECASE)


def _told_in_text(answer: Answer, hide: Redactor) -> tuple[str, str, str]:
    """Find code, message and request ID in a body that is no JSON.

    Object storage answers in XML; of a page for people the title is the message, and of other texts the beginning.
    """
    begin = answer.body[:20_000]
    found = {name.decode(): unescape(text.decode("utf-8", "replace")) for name, text in _XML.findall(begin)}
    if found:
        return found.get("Code", ""), found.get("Message", ""), found.get("RequestId", "")
    text = answer.body[:_READ_BYTES].decode("utf-8", "replace").strip()
    return "", _title(text) if text.startswith("<") else hide(text, most=_SHOWN), ""


def _title(text: str) -> str:
    """Return the title of a page for people; empty where a text is none or has none."""
    if not text.startswith("<"):
        return ""
    titles = (" ".join(unescape(title).split()) for title in _TITLE.findall(text[:20_000]))
    return next((title for title in titles if title), "")


def _details(payload: object, documented: object) -> object:
    if documented is None or not (is_object(payload) or is_list(payload)):
        return None
    try:
        return shape_of(documented).read(payload)
    except RecursionError:
        return None
