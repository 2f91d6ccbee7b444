"""One text file, replaced in one step: a reader sees the old text or the new one, never a part."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from docbind.disk.failure import StoreError, disk_errors


def replace_text(path: Path, text: str, lost: str) -> bool:
    """Makes the file hold `text` in UTF-8, unless it already does; tells whether it was written. Raises `StoreError`, with `lost` saying what is missing then."""
    content = text.encode("utf-8", errors="surrogateescape")
    with disk_errors(path, lost):
        if path.is_dir():
            raise StoreError("store-failed", path, f"this is a folder; {lost}", "Name a file.")
        if path.is_file() and path.read_bytes() == content:
            return False
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return True
