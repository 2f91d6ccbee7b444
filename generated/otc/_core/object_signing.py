"""The signature of object storage: HMAC-SHA1 over the request without its content, by access key and secret key."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from email.utils import formatdate
from urllib.parse import unquote

from .redaction import Secret

SIGNED_PARAMETERS = frozenset(
    {
        *("acl", "append", "attname", "backtosource", "bucketstatus", "cors", "customdomain", "delete"),
        *("deletebucket", "directcoldaccess", "dispolicy", "encryption", "fileinterface", "inventory"),
        *("length", "lifecycle", "location", "logging", "metadata", "modify", "name", "notification"),
        *("object-lock", "obsalias", "obsbucketalias", "obscompresspolicy", "obsworkflowtriggerpolicy"),
        *("partnumber", "policy", "policystatus", "position", "publicaccessblock", "quota", "rename"),
        *("replication", "requestpayment", "response-cache-control", "response-content-disposition"),
        *("response-content-encoding", "response-content-language", "response-content-type"),
        *("response-expires", "restore", "retention", "sfsacl", "storageclass", "storageinfo", "storagepolicy"),
        *("tagging", "torrent", "truncate", "uploadid", "uploads", "versionid", "versioning", "versions"),
        *("website", "x-image-process", "x-image-save-bucket", "x-image-save-object", "x-obs-accesslabel"),
        "x-oss-process",
    }
)
"""The parameters, in lower case, that are part of what is signed: they say which part of a bucket or object is meant. So are all that begin with `x-obs-`."""

_PREFIX = "x-obs-"


def object_signature_headers(
    *,
    access_key: str,
    secret_key: Secret[str],
    method: str,
    resource: str,
    query: str,
    headers: Mapping[str, str],
    moment: float,
) -> dict[str, str]:
    """Give the headers that sign a request, `x-obs-date` and `authorization`.

    `resource` is the path behind the name of the bucket; it and `query` are encoded. `moment` is in seconds since 1970.
    """
    own = {"x-obs-date": formatdate(moment, usegmt=True)}
    signed = {**headers, **own}
    canonical = "\n".join(
        (
            method.upper(),
            headers.get("content-md5", ""),
            headers.get("content-type", ""),
            "",  # The date, which is that of the header below.
            *(f"{name}:{signed[name].strip()}" for name in sorted(signed) if name.startswith(_PREFIX)),
            f"{resource}{_parameters(query)}",
        )
    )
    signature = hmac.new(secret_key.reveal().encode(), canonical.encode(), hashlib.sha1).digest()
    own["authorization"] = f"OBS {access_key}:{base64.b64encode(signature).decode()}"
    return own


def _parameters(query: str) -> str:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    found = sorted(
        (unquote(name), f"={unquote(value)}" if equals and value else "")
        for name, equals, value in pairs
        if unquote(name).lower() in SIGNED_PARAMETERS or unquote(name).lower().startswith(_PREFIX)
    )
    return f"?{'&'.join(name + value for name, value in found)}" if found else ""
