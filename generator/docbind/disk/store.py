"""Generated files and the disk: `compare` looks, `write` makes it so, all of it or nothing.

Only files that the manifest names and that still hold what was written are replaced or deleted. A file that was changed
by hand, or that was never ours, stops the write before it begins; with `force` it is kept under another name first. All
other files in the package's folder, and every folder beside it, are nobody's business here. `swap` tells how the new
tree takes the place of the old one; a tree that is as it should be is not touched at all.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.package import GeneratedFile

from .failure import StoreError, disk_errors
from .lock import locked
from .manifest import MANIFEST
from .patch import patch
from .plan import Plan, planned
from .staging import discard, staging_of
from .survey import SOMEBODY_ELSES, SharedFile, State, Survey, survey
from .swap import recover, swap_in
from .target import NOTHING_WRITTEN, Target, checked_target, file_checksum, wanted_files

__all__ = ["Difference", "FileDifference", "SharedFile", "StoreError", "Written", "compare", "write"]

UNFINISHED = "the last steps are not done; the next run does them"

REFUSALS = {
    State.EDITED: ("hand-edited", "the file was changed by hand since it was written"),
    State.FOREIGN: ("foreign-file", "a file that this program did not write is in the way of a generated one"),
    State.BLOCKED: (
        "path-taken",
        "a link, a folder or a name that differs only in case is in the way of a generated file",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDifference:
    """One file that is not as it should be: its path below the output folder, and a unified diff from the disk to what should be."""

    path: str
    state: State
    patch: str

    @property
    def told(self) -> str:
        """The diff; of a file that is not there, that it is missing."""
        return f"{self.path}: is missing\n" if self.state is State.MISSING else self.patch


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Every file that is not as it should be, sorted by path; false where all are. The manifest is among them only where nothing else is."""

    files: tuple[FileDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.files)

    @property
    def missing(self) -> tuple[str, ...]:
        """Files that should be there and are not."""
        return self._paths(State.MISSING)

    @property
    def changed(self) -> tuple[str, ...]:
        """Files as they were written, while the pages or the generator have changed."""
        return self._paths(State.CHANGED)

    @property
    def stale(self) -> tuple[str, ...]:
        """Files as they were written that should not be there any more."""
        return self._paths(State.STALE)

    @property
    def edited(self) -> tuple[str, ...]:
        """Files that were changed by hand since they were written."""
        return self._paths(State.EDITED)

    @property
    def foreign(self) -> tuple[str, ...]:
        """Paths of generated files where something stands that was not written by this program."""
        return self._paths(State.FOREIGN, State.BLOCKED)

    def _paths(self, *states: State) -> tuple[str, ...]:
        return tuple(file.path for file in self.files if file.state in states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did, by paths below the output folder. `refused` names the files of somebody else because of which nothing was written."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def compare(
    files: Iterable[GeneratedFile], out: Path, *, package: str | None = None, scopes: Collection[str] | None = None
) -> Difference:
    """How `out` differs from `files`; arguments as for `write`. Only reads. Raises `StoreError` where that is not possible."""
    files = tuple(files)
    target = checked_target(files, out, package)
    if target is None:
        return Difference(files=())
    wanted = wanted_files(files, target)
    with disk_errors(out, "nothing was compared"):
        found = survey(target, wanted, scopes, force=False)
        return Difference(files=tuple(_file_difference(target, found, path) for path in _telling(sorted(found.states))))


def write(
    files: Iterable[GeneratedFile],
    out: Path,
    *,
    package: str | None = None,
    scopes: Collection[str] | None = None,
    shared: Collection[SharedFile] = (),
    force: bool = False,
    wait_seconds: float = 60.0,
) -> Outcome[Written]:
    """Make the package below `out` hold `files`, and nothing else that was generated.

    `package` is the package's path below `out` (`otc`, `cloud/otc`), by default the first folder of the files' paths.
    `scopes` limits what is pruned to files of these scopes; None stands for all. `shared` files of the package are
    written along with the others, and never pruned. Where hand-edited or foreign files are
    in the way, nothing is written, `refused` names them, and there is a diagnostic of severity ERROR for each; with
    `force` they are kept under a new name, except for what is no plain file. Another run is waited for `wait_seconds`.

    Raises `StoreError` where the disk does not do it, or a path is not safe; the tree is as it was then, or is brought
    to its new state by the next run.
    """
    files = tuple(files)
    target = checked_target(files, out, package)
    if target is None:
        return Outcome(value=Written())
    wanted = wanted_files(files, target)
    with disk_errors(out, NOTHING_WRITTEN):
        if not target.work.exists():
            found = survey(target, wanted, scopes, shared=shared, force=force)
            if not found.states or _refused(found, force=force):
                return _result(target, found, None, (), force=force)
        with _folder_for(target), locked(target.work, wait_seconds):
            return _write_locked(target, wanted, scopes, shared, force=force)


def _write_locked(
    target: Target,
    wanted: Mapping[str, GeneratedFile],
    scopes: Collection[str] | None,
    shared: Collection[SharedFile],
    *,
    force: bool,
) -> Outcome[Written]:
    staging = staging_of(target)
    with disk_errors(target.folder, UNFINISHED):
        kept = recover(target)
    found = survey(target, wanted, scopes, shared=shared, force=force)
    if not found.states or _refused(found, force=force):
        return _result(target, found, None, kept, force=force)
    plan = planned(target, found)
    _check_writable(target, plan)
    try:
        kept = (*kept, *swap_in(target, found, plan))
    except OSError as error:
        with disk_errors(target.folder, UNFINISHED if staging.is_unfinished else NOTHING_WRITTEN):
            raise error
    finally:
        if not staging.is_unfinished:
            discard(staging)
    return _result(target, found, plan, kept, force=force)


def _telling(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths without the manifest's, which changes along with every other file; with it, where it is the only one."""
    return tuple(path for path in paths if path != MANIFEST) or tuple(paths)


def _refused(found: Survey, *, force: bool) -> tuple[str, ...]:
    return found.in_state(State.BLOCKED) if force else found.in_state(*SOMEBODY_ELSES)


def _result(
    target: Target, found: Survey, plan: Plan | None, kept: tuple[str, ...], *, force: bool
) -> Outcome[Written]:
    """What was done, in words: `plan` is what was carried out, `kept` the names that files of somebody else were kept under."""
    refused = _refused(found, force=force)
    diagnostics = [_refusal(target, found, path) for path in refused] + [_saved(target, name) for name in kept]
    value = Written(
        written=tuple(map(target.label, _telling(plan.written))) if plan else (),
        removed=tuple(map(target.label, plan.removed)) if plan else (),
        saved=tuple(map(target.label, kept)),
        refused=tuple(map(target.label, refused)),
    )
    return Outcome(value=value, diagnostics=tuple(diagnostics))


def _refusal(target: Target, found: Survey, path: str) -> Diagnostic:
    code, message = REFUSALS[found.states[path]]
    remedy = (
        "Move it away."
        if code == "path-taken"
        else "Move your work to a file of its own; or force the build, which keeps a copy."
    )
    return _about(target, path, code, Severity.ERROR, f"{message}; {NOTHING_WRITTEN}", remedy)


def _saved(target: Target, name: str) -> Diagnostic:
    message = "this is what somebody had changed in a generated file, or had in its place"
    return _about(target, name, "file-saved", Severity.NOTE, message, "Move what you need of it to a file of its own.")


def _about(target: Target, path: str, code: str, severity: Severity, message: str, remedy: str) -> Diagnostic:
    span = SourceSpan(path=target.label(path), first_line=1, last_line=1)
    return Diagnostic(code=code, severity=severity, message=message, span=span, help=remedy)


def _file_difference(target: Target, found: Survey, path: str) -> FileDifference:
    label, state = target.label(path), found.states[path]
    on_disk = target.folder / path
    old = on_disk.read_bytes() if file_checksum(on_disk) is not None else None
    return FileDifference(path=label, state=state, patch=patch(label, old, found.contents.get(path)))


@contextmanager
def _folder_for(target: Target) -> Iterator[None]:
    """The folder that the package lies in, made where it is missing; what was made and is still empty at the end is removed."""
    above = target.folder.parent
    made = [folder for folder in (above, *above.parents) if not folder.exists()]
    if not above.is_dir():
        try:
            above.mkdir(parents=True)
        except FileExistsError:
            # Another run may have made it, and even removed it again; a file or a dangling link stays.
            if any(os.path.lexists(folder) and not folder.is_dir() for folder in made):
                raise
    try:
        yield
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def _check_writable(target: Target, plan: Plan) -> None:
    """Ask before anything is staged: the exchange of whole folders would get around a folder that somebody has made read-only."""
    for path in ("", *plan.written, *plan.removed):
        folder = (target.folder / path).parent if path else target.folder
        while not folder.exists():
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
