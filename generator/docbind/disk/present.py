"""Which services a package on disk holds, by the record of what was written."""

from __future__ import annotations

from pathlib import Path

from docbind.disk.manifest import MANIFEST, parse_manifest


def emitted_services(package: Path) -> frozenset[str]:
    """The modules of the services in the package's folder; none where nothing was written yet, or the record cannot be read (`store` reports that)."""
    try:
        manifest = parse_manifest((package / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    return frozenset(entry.scope for entry in manifest.files.values() if entry.scope)
