"""Files that are there only when they are whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_file(path: str | Path) -> Generator[Callable[[bytes], object]]:
    """Give the function that writes to `path`. The file takes its place in the end; on any error, what was there before stays."""
    path = Path(path)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file.write
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
