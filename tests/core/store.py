"""A store of objects as the emitted client of one is: its service, clients and operations, and a server that believes
no signature.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from sample_sdk._core import AsyncClient, Client, Request, at
from sample_sdk._core.service import Service

from core.loopback import Answer, Received

ACCESS_KEY, SECRET_KEY = "AKTEST", "SKTEST"
HOST = "obs.store.test"
SERVICE = Service(name="store", hosts=("obs",), catalog_types=("object",), signature="OBS")


class Store(Client):
    """The blocking client."""

    service = SERVICE


class AsyncStore(AsyncClient):
    """The asynchronous client."""

    service = SERVICE


CLIENTS = (Store, AsyncStore)


class ListBuckets(Request[bytes]):
    """What only the service itself answers."""

    method = "GET"
    uri = "/"
    responses = {200: bytes}


class ListObjects(Request[bytes]):
    """A request about a bucket."""

    method = "GET"
    uri = "/"
    responses = {200: bytes}

    bucket: str = at.host()
    prefix: str | None = at.query(default=None)


class DeleteBucket(Request[None]):
    """What must never be done to another bucket than the one that is named."""

    method = "DELETE"
    uri = "/"
    responses = {204: None}

    bucket: str = at.host()


class DeleteLifecycle(Request[None]):
    """What would be `DeleteBucket` without its parameter."""

    method = "DELETE"
    uri = "/"
    responses = {204: None}

    bucket: str = at.host()
    lifecycle: str = at.query(default="", one_of=("",), closed=True)


class InitiateUpload(Request[None]):
    """A request without content that says what an object will be."""

    method = "PUT"
    uri = "/{ObjectName}"
    responses = {200: None}

    bucket: str = at.host()
    object_name: str = at.path(wire="ObjectName", slashes=True)
    uploads: str = at.query(default="", one_of=("",), closed=True)


class PutObject(Request[None]):
    """A request with content."""

    method = "PUT"
    uri = "/{ObjectName}"
    responses = {200: None}

    bucket: str = at.host()
    object_name: str = at.path(wire="ObjectName", slashes=True)
    body: bytes = at.whole_body(media_type="application/octet-stream")


class GetObject(Request[bytes]):
    """A request for content."""

    method = "GET"
    uri = "/{ObjectName}"
    responses = {200: bytes}

    bucket: str = at.host()
    object_name: str = at.path(wire="ObjectName", slashes=True)
    version_id: str | None = at.query(default=None, wire="versionId")
    if_none_match: str | None = at.header(default=None, wire="If-None-Match")


class HeadObject(Request[None]):
    """A request for headers."""

    method = "HEAD"
    uri = "/{ObjectName}"
    responses = {200: None}

    bucket: str = at.host()
    object_name: str = at.path(wire="ObjectName", slashes=True)
    if_none_match: str | None = at.header(default=None, wire="If-None-Match")


class PutTags(Request[None]):
    """A request about a part of an object, with XML."""

    method = "PUT"
    uri = "/{object_name}"
    responses = {200: None}

    bucket: str = at.host()
    object_name: str = at.path(slashes=True)
    tagging: str = at.query(default="")
    body: str = at.whole_body(media_type="application/xml")


# --- a service that is a store beside other things -------------------------------------------------------------------

CABINETS = Service(name="cabinet", hosts=("cabinet",), catalog_types=("cabinets",))
CABINET_HOST = "cabinet.store.test"


class Cabinet(Client):
    """The blocking client."""

    service = CABINETS


class AsyncCabinet(AsyncClient):
    """The asynchronous client."""

    service = CABINETS


CABINET_CLIENTS = (Cabinet, AsyncCabinet)


class DeleteDrawer(Request[None]):
    """What must never be done to another drawer than the one that is named."""

    method = "DELETE"
    uri = "/"
    responses = {204: None}
    __host__ = "drawers"

    file_drawer: str = at.host()
    if_empty: str = at.query(default="", wire="ifEmpty")


class ListDrawers(Request[bytes]):
    """What is asked where the drawers are."""

    method = "GET"
    uri = "/"
    responses = {200: bytes}
    __host__ = "drawers"


class DeleteShelf(Request[None]):
    """A request as most of the service's are."""

    method = "DELETE"
    uri = "/v1/{project_id}/shelves/{shelf_id}"
    responses = {204: None}

    shelf_id: str = at.path()


# --- the server ------------------------------------------------------------------------------------------------------

SUB_RESOURCES = {"acl", "tagging", "uploads", "uploadId", "partNumber", "versionId"}


@dataclass(slots=True)
class StoreServer:
    """A behaviour of `Loopback`: keeps objects by bucket and key, and answers 403 where the signature is not that of the request as it came.

    The bucket, or the drawer, is the one that the host begins with, else the first segment of the path. Requests may come as to a proxy.
    """

    objects: dict[tuple[str, str], bytes] = field(default_factory=dict)
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    """(method, bucket, key) of every request with a good signature."""

    def __call__(self, received: Received, connection: socket.socket) -> Answer:
        parts = urlsplit(received.target)
        # A path that begins with two slashes is no host.
        path, _, query = (
            received.target if not parts.scheme else received.target.partition(parts.netloc)[2]
        ).partition("?")
        named = received.headers["host"].removesuffix(f".{HOST}").removesuffix(f".{CABINET_HOST}")
        bucket = named if named != received.headers["host"] else ""
        resource = f"/{bucket}{path}" if bucket else path
        if received.headers["authorization"] != f"OBS {ACCESS_KEY}:{signature(received, resource, query)}":
            return Answer(403, b"<Error><Code>SignatureDoesNotMatch</Code><Message>Another signature</Message></Error>")
        bucket, _, key = resource[1:].partition("/")
        self.seen.append((received.method, bucket, unquote(key)))
        return self._answer(received, bucket, unquote(key))

    def _answer(self, received: Received, bucket: str, key: str) -> Answer:
        match received.method:
            case "PUT":
                self.objects[bucket, key] = received.body
                return Answer()
            case "DELETE":
                self.objects.pop((bucket, key), None)
                return Answer(204)
            case _ if not key:
                names = sorted(other for one, other in self.objects if one == bucket)
                return Answer(200, "\n".join(names).encode())
            case _ if (bucket, key) not in self.objects:
                return Answer(404, b"<Error><Code>NoSuchKey</Code><Message>No such key</Message></Error>")
            case _:
                content = self.objects[bucket, key]
                tag = f'"{hashlib.md5(content).hexdigest()}"'
                if received.headers.get("if-none-match") == tag:
                    return Answer(304, headers={"etag": tag})
                if received.method == "HEAD":
                    return Answer(200, b"", {"etag": tag, "content-length": str(len(content))})
                return Answer(200, content, {"etag": tag})


def signature(received: Received, resource: str, query: str) -> str:
    """The signature that the vendor's description gives for a request, put together anew."""
    pairs = sorted(pair.partition("=")[::2] for pair in query.split("&") if pair)
    chosen = [f"{name}={unquote(value)}" if value else name for name, value in pairs if name in SUB_RESOURCES]
    own = sorted(f"{name}:{value}" for name, value in received.headers.items() if name.startswith("x-obs-"))
    lines: list[Any] = [
        received.method,
        received.headers.get("content-md5", ""),
        received.headers.get("content-type", ""),
        "",
        *own,
        resource + ("?" + "&".join(chosen) if chosen else ""),
    ]
    return base64.b64encode(hmac.new(SECRET_KEY.encode(), "\n".join(lines).encode(), hashlib.sha1).digest()).decode()
