"""`SDK-HMAC-SHA256`, the signature of requests by access key and secret key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from .redaction import Secret

ALGORITHM = "SDK-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"


def signature_headers(
    *,
    access_key: str,
    secret_key: Secret[str],
    method: str,
    host: str,
    path: str,
    query: str,
    headers: Mapping[str, str],
    content: bytes | None,
    moment: float,
) -> dict[str, str]:
    """Give the headers that sign a request: `x-sdk-date`, `authorization`, and for content that is not signed `x-sdk-content-sha256`.

    `path` and `query` are encoded, `moment` is in seconds since 1970; `content` None is a body that is not at hand as bytes.
    """
    date = datetime.fromtimestamp(moment, UTC).strftime("%Y%m%dT%H%M%SZ")
    own = {"x-sdk-date": date}
    content_type = headers.get("content-type", "")
    if content is None or (content_type and not content_type.startswith("application/json")):
        own["x-sdk-content-sha256"] = UNSIGNED
    signed = {name.lower(): value.strip() for name, value in {**headers, **own}.items() if "_" not in name}
    signed["host"] = host
    names = ";".join(sorted(signed))
    canonical = "\n".join(
        (
            method.upper(),
            _canonical_path(path),
            _canonical_query(query),
            *(f"{name}:{signed[name]}" for name in sorted(signed)),
            "",
            names,
            _payload(content, own),
        )
    )
    text = f"{ALGORITHM}\n{date}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret_key.reveal().encode(), text.encode(), hashlib.sha256).hexdigest()
    own["authorization"] = f"{ALGORITHM} Access={access_key}, SignedHeaders={names}, Signature={signature}"
    return own


def _payload(content: bytes | None, own: Mapping[str, str]) -> str:
    """No content at all is signed even where its kind would not be."""
    if content != b"" and "x-sdk-content-sha256" in own:
        return UNSIGNED
    return hashlib.sha256(content or b"").hexdigest()


def _canonical_path(path: str) -> str:
    """The path is decoded as a whole, slashes in segments too, encoded anew, and always ends in a slash."""
    encoded = "/".join(quote(segment, safe="~") for segment in unquote(path).split("/"))
    return encoded if encoded.endswith("/") else f"{encoded}/"


def _canonical_query(query: str) -> str:
    """Parameters are sorted by name, and those of one name by value."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    decoded = sorted((unquote(name), unquote(value)) for name, _, value in pairs)
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in decoded)
