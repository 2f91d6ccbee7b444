"""What an earlier build found out, so that the next one need not: one file per service and kind, each good for one version of the generator.

Nothing depends on these files. Every entry is kept under a digest of all that it follows from, a file that is damaged, of another version or missing is as good as none, and
whoever doubts one deletes the folder. Values are pickled, but what is read back can only be a noun of `docbind.model` or plain data: no other class is ever looked up, so that a
file from a stranger cannot run anything. It could still tell a lie about pages, and `docbind check`, which decides whether output is what the pages give, does not ask here.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import io
import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from pathlib import Path

CACHE_FOLDER = ".docbind-cache"
MARK = b"docbind cache 1\n"
NOUNS = "docbind.model."
UNFINISHED = ".new-"

PACKAGE = "_package"
"""What the files at the root of the package are kept as; no service has such a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """A folder of such files; `version` stands for everything but the pages that a build depends on."""

    folder: Path
    version: str
    _kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def read(self, service: str, kind: str) -> object:
        """What was kept; None where there is nothing, or nothing that can be used."""
        try:
            data = self._path(service, kind).read_bytes()
            body = data[len(MARK) + 32 :]
            if data[: len(MARK) + 32] != MARK + self._seal(body):
                return None
            with _no_collection():
                return _Nouns(io.BytesIO(body)).load()
        except (OSError, ValueError, EOFError, AttributeError, TypeError, LookupError, pickle.UnpicklingError):
            return None

    def keep(self, service: str, kind: str, value: object) -> None:
        """Remembers a value, in place of the one before, until `save`."""
        self._kept[service, kind] = pickle.dumps(value, protocol=5)

    def save(self, services: frozenset[str]) -> None:
        """Writes what was kept, and drops what belongs to other services than these. A cache that cannot be written is no error: the next build takes longer."""
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            ignored = self.folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="ascii")
            for (service, kind), body in self._kept.items():
                self._replace(self._path(service, kind), MARK + self._seal(body) + body)
            for path in self.folder.iterdir():
                left = path.name.startswith(UNFINISHED)
                if left or (path.suffix and path.stem not in services | {PACKAGE}):
                    path.unlink(missing_ok=True)
        self._kept.clear()

    def _replace(self, path: Path, data: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _path(self, service: str, kind: str) -> Path:
        return self.folder / f"{service}.{kind}"

    def _seal(self, body: bytes) -> bytes:
        return hashlib.sha256(self.version.encode() + b"\0" + body).digest()


class _Nouns(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> object:
        if module_name.startswith(NOUNS) and "." not in global_name:
            found = getattr(importlib.import_module(module_name), global_name)
            noun = isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum))
            if noun and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no noun")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Thousands of new objects, none of them garbage: looking for some would take longer than making them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
