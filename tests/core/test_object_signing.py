"""The signature of object storage, against that of the vendor's SDK."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import httpx2
import pytest
from sample_sdk._core.object_signing import object_signature_headers
from sample_sdk._core.redaction import Secret
from sample_sdk.auth import AkSk

from core.clocks import FakeClock
from core.doors import OpenDoor
from core.store import CLIENTS, PutTags

MOMENT = datetime(2015, 10, 15, 9, 20, 9, tzinfo=UTC).timestamp()
HOST = "obs.eu-de.otc.t-systems.com"
UPLOAD = {
    "content-type": "application/xml",
    "content-md5": "I5pU0r4+sgO9Emgl1KMQUg==",
    "x-obs-acl": "public-read",
    "x-obs-security-token": "temporary",
}


def signed(method: str, target: str, headers: dict[str, str]) -> dict[str, str]:
    resource, _, query = target.partition("?")
    return object_signature_headers(
        access_key="AKTEST",
        secret_key=Secret("SKTEST"),
        method=method,
        resource=resource,
        query=query,
        headers=headers,
        moment=MOMENT,
    )


@pytest.mark.parametrize(
    ("method", "target", "headers", "signature"),
    [
        ("GET", "/", {}, "OJ+zxUK8Xq2smSt8iMIDn492WXs="),
        ("GET", "/bucket/?prefix=p&acl", {"accept": "*/*"}, "I6lbRsnEr0/To3fVjcIGVslOaUY="),
        ("GET", "/bucket?acl", {}, "JcKvAuERYvv54QScFRjiJiWqJ14="),
        ("PUT", "/bucket/an%20object.txt?uploadId=u%2F1&partNumber=7", UPLOAD, "t15f2bHjkaiUqCX9CejRgTXqVd0="),
        ("PUT", "/bucket/a%20b/%C3%BC~%2A/c%2B%281%29.txt", UPLOAD, "S3lWPgwyhLTVhe4R8XEIn3s5QQM="),
        ("GET", "/bucket//a//b/", {}, "PIRlTdFrZWZYWUasJxygQ7i/uW8="),
    ],
    ids=["buckets", "sub-resource", "sub-resource, path style", "part", "key with slashes", "key with empty segments"],
)
def test_signatures_of_the_vendors_sdk(method: str, target: str, headers: dict[str, str], signature: str) -> None:
    """As esdk-obs-python 3.26.6 makes them."""
    assert signed(method, target, headers) == {
        "x-obs-date": "Thu, 15 Oct 2015 09:20:09 GMT",
        "authorization": f"OBS AKTEST:{signature}",
    }


@pytest.mark.parametrize(
    ("target", "resource"),
    [
        ("/bucket/object.txt?acl", "/bucket/object.txt?acl"),
        ("/bucket/?versionId=v%201&marker=m&x-obs-more=1", "/bucket/?versionId=v 1&x-obs-more=1"),
        ("/bucket/?acl=", "/bucket/?acl"),
    ],
)
def test_the_resource_that_is_signed(target: str, resource: str) -> None:
    text = f"GET\n\n\n\nx-obs-date:Thu, 15 Oct 2015 09:20:09 GMT\n{resource}"
    expected = base64.b64encode(hmac.new(b"SKTEST", text.encode(), hashlib.sha1).digest()).decode()
    assert signed("GET", target, {})["authorization"] == f"OBS AKTEST:{expected}"


def test_requests_to_object_storage_are_signed_at_every_attempt(open_door: OpenDoor) -> None:
    sent: list[httpx2.Request] = []

    def keep(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(503, headers={"retry-after": "5"}) if len(sent) == 1 else httpx2.Response(200)

    door = open_door(
        clients=CLIENTS,
        auth=AkSk("AKTEST", "SKTEST", security_token="temporary"),
        endpoint=f"https://{HOST}",
        transport=httpx2.MockTransport(keep),
        clock=FakeClock(),
    )
    assert door.send(PutTags(bucket="bucket", object_name="a b", body="<Tagging/>")) is None
    assert [str(one.url) for one in sent] == [f"https://bucket.{HOST}/a%20b?tagging"] * 2
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
