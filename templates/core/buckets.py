"""Where the bucket of a call stands, or whatever else a service keeps like buckets: in front of the service's host, or first in the path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from .errors import ConfigurationError, InvalidArgument
from .wire import Call, Origin

AddressingStyle: TypeAlias = Literal["virtual", "path"]
"""`virtual` puts the bucket into the host, `https://bucket.obs.example.com/key`; `path` into the path, `https://obs.example.com/bucket/key`."""

ADDRESSING_STYLES: tuple[AddressingStyle, ...] = ("virtual", "path")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_ADDRESS = re.compile(r"\[.*|[0-9.]+(?::.*)?")
_REMEDY = "give the client addressing_style='path'"


def noun_of(member: str) -> str:
    """Return what a member names, with its article: `a bucket`, `a file system`."""
    noun = member.replace("_", " ")
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def addressed(call: Call, bucket: str, style: AddressingStyle, hosts: Sequence[str], *, member: str = "bucket") -> Call:
    """Return the call with its bucket, and the resource that both name.

    `hosts` are the first labels of the service's own host names, `member` is what messages call the bucket. Raises
    `InvalidArgument` for a name that could lead elsewhere, or that no host can begin with, and `ConfigurationError`
    for an endpoint that no bucket fits.
    """
    if not _NAME.fullmatch(bucket):
        raise InvalidArgument(
            f"{member}: {bucket[:80]!r} is no name of {noun_of(member)}: letters, digits, '.', '-' and '_', "
            "a letter or digit first"
        )
    if style == "path":
        path = f"/{bucket}" if call.path == "/" else f"/{bucket}{call.path}"
        return replace(call, path=path, resource=path)
    authority = call.origin.authority
    _check_host(bucket, call.origin, hosts, member)
    return replace(call, origin=Origin(call.origin.scheme, f"{bucket}.{authority}"), resource=f"/{bucket}{call.path}")


def _check_host(bucket: str, origin: Origin, hosts: Sequence[str], member: str) -> None:
    """Raise where a bucket cannot stand in front of the host of an origin."""
    noun = member.replace("_", " ")
    if "." in bucket and origin.scheme == "https":
        raise InvalidArgument(
            f"{member}: {bucket!r} has a dot, and certificates are for one label in front of the host: {_REMEDY}"
        )
    if not all(_LABEL.fullmatch(label) for label in bucket.split(".")):
        raise InvalidArgument(
            f"{member}: {bucket!r} cannot begin a host, where labels are of lower-case letters, digits and inner "
            f"hyphens, 63 at most: {_REMEDY}"
        )
    if _ADDRESS.fullmatch(origin.authority):
        raise ConfigurationError(f"endpoint: no {noun} can stand in front of the address {origin.authority}: {_REMEDY}")
    if any(origin.authority.startswith(f"{bucket}.{host}.") for host in hosts):
        raise ConfigurationError(
            f"endpoint: {origin.authority} begins with the {noun} already; give the service's own host, without it"
        )
