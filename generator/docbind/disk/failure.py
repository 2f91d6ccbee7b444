"""What stops a write: the disk, or something on it. The message says where, why, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan

from .encoding import shown

REMEDIES = {
    errno.ENOSPC: "Free some space and run again.",
    errno.EDQUOT: "Free some space and run again.",
    errno.EFBIG: "Raise the limit on the size of files and run again.",
    errno.EACCES: "Make the folder writable, or choose another output folder.",
    errno.EPERM: "Make the folder writable, or choose another output folder.",
    errno.EROFS: "Make the folder writable, or choose another output folder.",
    errno.ENOTDIR: "Choose another output folder.",
    errno.EEXIST: "Choose another output folder.",
    errno.ENAMETOOLONG: "Choose an output folder with a shorter path.",
}


class DocbindError(Exception):
    """It could not be done, and what was there is as it was. The message says what, where, why, and what to do."""


class StoreError(DocbindError):
    """The output cannot be written or compared. `code` is a row of `dialect.findings`; `path`, `reason` and `remedy` are words for a person."""

    def __init__(self, code: str, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(f"{shown(str(path))}: {reason}")
        self.code = code
        self.path = shown(str(path))
        self.reason = reason
        self.remedy = remedy

    @property
    def diagnostic(self) -> Diagnostic:
        """The same as a finding, for those who render findings."""
        span = SourceSpan(path=self.path, first_line=1, last_line=1)
        return Diagnostic(code=self.code, severity=Severity.ERROR, message=self.reason, span=span, help=self.remedy)


@contextmanager
def disk_errors(path: Path, lost: str) -> Iterator[None]:
    """Turn an error of the operating system into a `StoreError` about the file it names, or `path`. `lost` says what has not been done."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else str(path)
        reason = f"{error.strerror or type(error).__name__}; {lost}"
        remedy = REMEDIES.get(error.errno or 0, "Check the disk and run again.")
        raise StoreError("store-failed", where, reason, remedy) from error
