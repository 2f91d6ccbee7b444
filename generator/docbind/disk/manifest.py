"""The record of what was written: per file its checksum, its scope and the pages it was made from.

It lies in the package, so that it is committed and moved along with it; its paths are relative to the package's folder.
It tells our files from those of others: a file that is not in it, or whose bytes are not the recorded ones, belongs to
somebody else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

MANIFEST = ".docbind/manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One written file."""

    sha256: str
    scope: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All files that were written and are still ours, by their path below the package's folder."""

    files: Mapping[str, Entry]


def checksum(content: bytes) -> str:
    """The SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as JSON: sorted, with a line per fact, so that two branches which change different files merge."""
    files = {
        path: {"sha256": entry.sha256, "scope": entry.scope, "pages": sorted(entry.pages)}
        for path, entry in sorted(manifest.files.items())
    }
    return (json.dumps({"format": FORMAT, "files": files}, indent=1) + "\n").encode()


def parse_manifest(data: bytes) -> Manifest:
    """The manifest in `data`. Raises ValueError where it is none, or one of another format."""
    try:
        document = json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if (
        not isinstance(document, dict)
        or document.get("format") != FORMAT
        or not isinstance(document.get("files"), dict)
    ):
        raise ValueError(f"it is not of format {FORMAT}")
    return Manifest(files={path: _entry(path, fields) for path, fields in document["files"].items()})


def _entry(path: str, fields: object) -> Entry:
    match fields:
        case {"sha256": str(sha256), "scope": str(scope), "pages": [*pages]}:
            return Entry(sha256=sha256, scope=scope, pages=tuple(map(str, pages)))
        case _:
            raise ValueError(f"the entry of {path!a} is incomplete")
