"""The signature of object storage."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from sample_sdk._core import Request, at
from sample_sdk._core.object_signing import object_signature_headers
from sample_sdk._core.redaction import Secret
from sample_sdk.auth import ObsAkSk

from core.clocks import FakeClock
from core.doors import OpenDoor

MOMENT = datetime(2015, 10, 15, 9, 20, 9, tzinfo=UTC).timestamp()
HOST = "obs.eu-de.otc.t-systems.com"
UPLOAD = {
    "content-type": "application/xml",
    "content-md5": "I5pU0r4+sgO9Emgl1KMQUg==",
    "x-obs-acl": "public-read",
    "x-obs-security-token": "temporary",
}


def signed(method: str, host: str, target: str, headers: dict[str, str]) -> dict[str, str]:
    path, _, query = target.partition("?")
    return object_signature_headers(
        access_key="AKTEST",
        secret_key=Secret("SKTEST"),
        method=method,
        host=host,
        path=path,
        query=query,
        headers=headers,
        moment=MOMENT,
    )


@pytest.mark.parametrize(
    ("method", "host", "target", "headers", "signature"),
    [
        ("GET", HOST, "/", {}, "OJ+zxUK8Xq2smSt8iMIDn492WXs="),
        ("GET", f"bucket.{HOST}", "/?prefix=p&acl", {"accept": "*/*"}, "I6lbRsnEr0/To3fVjcIGVslOaUY="),
        (
            "PUT",
            f"bucket.{HOST}",
            "/an%20object.txt?uploadId=u%2F1&partNumber=7",
            UPLOAD,
            "t15f2bHjkaiUqCX9CejRgTXqVd0=",
        ),
    ],
    ids=["buckets", "sub-resource", "part"],
)
def test_signatures_of_the_vendors_sdk(
    method: str, host: str, target: str, headers: dict[str, str], signature: str
) -> None:
    """As esdk-obs-python 3.26.6 makes them."""
    assert signed(method, host, target, headers) == {
        "x-obs-date": "Thu, 15 Oct 2015 09:20:09 GMT",
        "authorization": f"OBS AKTEST:{signature}",
    }


@pytest.mark.parametrize(
    ("host", "target", "resource"),
    [
        (f"bucket.{HOST}", "/object.txt", "/bucket/object.txt"),
        (f"bucket.{HOST}:443", "/object.txt?acl", "/bucket/object.txt?acl"),
        (f"a.b.{HOST}", "/", "/a.b/"),
        ("files.example.com", "/object.txt", "/files.example.com/object.txt"),
        (HOST, "/", "/"),
        ("127.0.0.1:8080", "/", "/"),
        (f"bucket.{HOST}", "/?versionId=v%201&marker=m&x-obs-more=1", "/bucket/?versionId=v 1&x-obs-more=1"),
        (f"bucket.{HOST}", "/?acl=", "/bucket/?acl"),
    ],
)
def test_the_resource_that_is_signed(host: str, target: str, resource: str) -> None:
    text = f"GET\n\n\n\nx-obs-date:Thu, 15 Oct 2015 09:20:09 GMT\n{resource}"
    expected = base64.b64encode(hmac.new(b"SKTEST", text.encode(), hashlib.sha1).digest()).decode()
    assert signed("GET", host, target, {})["authorization"] == f"OBS AKTEST:{expected}"


class PutTags(Request[None]):
    """A request as object storage has them."""

    method = "PUT"
    uri = "/{object_name}"
    responses = {200: None}

    object_name: str = at.path()
    tagging: str = at.query(default="")
    body: str = at.whole_body(media_type="application/xml")


def test_requests_to_object_storage_are_signed_at_every_attempt(open_door: OpenDoor) -> None:
    sent: list[httpx2.Request] = []

    def keep(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(503, headers={"retry-after": "5"}) if len(sent) == 1 else httpx2.Response(200)

    transport: Any = httpx2.MockTransport(keep)
    credentials = ObsAkSk("AKTEST", "SKTEST", security_token="temporary")
    endpoint = f"https://bucket.{HOST}"
    door = open_door(auth=credentials, endpoint=endpoint, transport=transport, clock=FakeClock())
    assert door.send(PutTags(object_name="a b", body="<Tagging/>")) is None
    assert [str(one.url) for one in sent] == [f"{endpoint}/a%20b?tagging"] * 2
    assert len({one.headers["authorization"] for one in sent}) == 2
    for one in sent:
        text = (
            f"PUT\n\napplication/xml\n\nx-obs-date:{one.headers['x-obs-date']}\n"
            "x-obs-security-token:temporary\n/bucket/a%20b?tagging"
        )
        expected = base64.b64encode(hmac.new(b"SKTEST", text.encode(), hashlib.sha1).digest()).decode()
        assert one.headers["authorization"] == f"OBS AKTEST:{expected}"
        assert one.content == b"<Tagging/>"
        assert "x-sdk-date" not in one.headers


def test_keys_for_object_storage_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OS_ACCESS_KEY", "ak")
    monkeypatch.setenv("OS_SECRET_KEY", "sk")
    assert type(ObsAkSk.from_env()) is ObsAkSk
