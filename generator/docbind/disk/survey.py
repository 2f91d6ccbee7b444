"""What lies in the package's folder, held against what should: the state of every file that differs, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from docbind.model.package import GeneratedFile

from .encoding import shown
from .failure import StoreError
from .manifest import MANIFEST, Entry, Manifest, checksum, manifest_text, parse_manifest
from .target import Target, Tree, file_checksum, folded, is_safe, prefixes, read_tree


class State(Enum):
    """How a file on disk differs from what should be there."""

    MISSING = "missing"
    CHANGED = "changed"
    STALE = "stale"
    EDITED = "edited"
    FOREIGN = "foreign"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file of the package that people write into too, such as a lock of names, so that it is in nobody's way: `content` was made from what was there, `former`."""

    path: str
    former: bytes
    content: bytes


SOMEBODY_ELSES = frozenset({State.EDITED, State.FOREIGN, State.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The difference between a package's folder and what should be in it; all paths are below that folder.

    `states` names only files that differ: MISSING, CHANGED since we wrote it (the pages or the generator did), STALE
    (ours and wanted no more), EDITED by hand since we wrote it, FOREIGN (not ours, where a file of ours belongs),
    BLOCKED (no file at all, where a file of ours belongs, or one whose name differs only in case). `contents` are the
    bytes of every file that should be there, the new manifest among them; `recorded` is the manifest that is there, with
    the shared files as they were when their new contents were made.
    """

    states: Mapping[str, State]
    contents: Mapping[str, bytes]
    recorded: Manifest
    tree: Tree

    def in_state(self, *states: State) -> tuple[str, ...]:
        """The files in one of `states`, sorted."""
        return tuple(sorted(path for path, state in self.states.items() if state in states))


def survey(
    target: Target,
    wanted: Mapping[str, GeneratedFile],
    scopes: Collection[str] | None,
    *,
    shared: Collection[SharedFile] = (),
    force: bool,
) -> Survey:
    """Look at the package's folder. Files of other scopes than `scopes` (None: of no other) that are not wanted stay as they are, and stay ours.

    Raises `StoreError` where the manifest cannot be used; with `force` every file then counts as somebody else's.
    """
    tree = read_tree(target.folder)
    recorded = _recorded(target, tree, force=force)
    unwanted = {path: entry for path, entry in recorded.files.items() if path not in wanted}
    kept = {path: entry for path, entry in unwanted.items() if scopes is not None and entry.scope not in scopes}
    states: dict[str, State] = {}
    for path, entry in unwanted.items():
        if path not in kept and path in tree.files:
            states[path] = State.STALE if file_checksum(target.folder / path) == entry.sha256 else State.EDITED
    by_fold = _by_fold(tree, {path for path, state in states.items() if state is State.STALE})
    entries = {path: _entry(file) for path, file in wanted.items()}
    for path, entry in entries.items():
        state = _state(target, tree, by_fold, path, entry, recorded.files.get(path))
        if state is not None:
            states[path] = state
    manifest = manifest_text(Manifest(files=kept | entries))
    found = file_checksum(target.folder / MANIFEST)
    if found != checksum(manifest):
        states[MANIFEST] = State.MISSING if found is None else State.CHANGED
    for file in shared:
        there = file_checksum(target.folder / file.path)
        fresh, known = _shared_entry(checksum(file.content)), _shared_entry(there or "")
        state = _state(target, tree, by_fold, file.path, fresh, known)
        if state is not None:
            states[file.path] = state
    return Survey(
        states=states,
        contents={path: file.content for path, file in wanted.items()}
        | {file.path: file.content for file in shared}
        | {MANIFEST: manifest},
        recorded=Manifest(
            files={**recorded.files} | {file.path: _shared_entry(checksum(file.former)) for file in shared}
        ),
        tree=tree,
    )


def _shared_entry(sha256: str) -> Entry:
    return Entry(sha256=sha256, scope="", pages=())


def _entry(file: GeneratedFile) -> Entry:
    return Entry(sha256=checksum(file.content), scope=file.scope, pages=file.pages)


def _by_fold(tree: Tree, going: Collection[str]) -> Mapping[str, set[str]]:
    """All names in the tree that will stay, by what a file system makes of them that does not know case."""
    found: dict[str, set[str]] = {}
    for path in (tree.files | tree.others | tree.folders).difference(going):
        found.setdefault(folded(path), set()).add(path)
    return found


def _state(
    target: Target, tree: Tree, by_fold: Mapping[str, set[str]], path: str, wanted: Entry, recorded: Entry | None
) -> State | None:
    """How the file at `path` differs from the wanted one; None where it does not."""
    above = prefixes(path)[:-1]
    if (
        path in tree.others
        or path in tree.folders
        or any(prefix in tree.files or prefix in tree.others for prefix in above)
    ):
        return State.BLOCKED
    found = file_checksum(target.folder / path) if path in tree.files else None
    if found is None:
        alike = (by_fold.get(folded(prefix), set()) - {prefix} for prefix in prefixes(path))
        return State.BLOCKED if any(alike) else State.MISSING
    if found == wanted.sha256:
        return None
    if recorded is None:
        return State.FOREIGN
    return State.CHANGED if found == recorded.sha256 else State.EDITED


def _recorded(target: Target, tree: Tree, *, force: bool) -> Manifest:
    """The manifest on disk; an empty one where there is none."""
    path = target.folder / MANIFEST
    if MANIFEST in tree.others or ".docbind" in tree.files | tree.others:
        raise StoreError("manifest-unreadable", path, "this is no file", "Move it away, and run again.")
    if MANIFEST not in tree.files:
        return Manifest(files={})
    try:
        manifest = parse_manifest(path.read_bytes())
        for name in manifest.files:
            if not is_safe(name):
                raise ValueError(f"it names the path {shown(name)}")
    except FileNotFoundError:
        return Manifest(files={})
    except ValueError as error:
        if force:
            return Manifest(files={})
        reason = f"the record of what was written cannot be used: {shown(str(error))}; nothing was written"
        remedy = (
            "Restore it from version control; or force the build, which keeps a copy of every file that it replaces."
        )
        raise StoreError("manifest-unreadable", path, reason, remedy) from error
    return manifest
