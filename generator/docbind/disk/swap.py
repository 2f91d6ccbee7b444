"""How a new tree takes the place of the old one, so that a kill at any moment leaves the one or the other.

The new files are written, synced and read back in a working folder beside the package. Everything else in the package
(unchanged files, hand-written additions, links, folders) gets a second name there by a hard link, which leaves its
bytes, its times and its identity alone. Then the two folders exchange their names in one step of the file system
(`RENAME_EXCHANGE`), and what is left of the old tree is cleared away, file by file: only what has another name in the
new tree, or is ours and as we wrote it, is deleted. Whatever somebody changed at the last moment is moved into the new
tree.

Why a whole folder, and not file after file: the files of a package import one another, a half-replaced package does not
work, and no smaller step is both whole and atomic. Why the package's folder, and not the output folder: the output
folder may be a source tree that holds a lot else.

Where folders cannot be exchanged or files not linked (other systems than Linux, some network and container file
systems), the files are renamed into place one by one, after a journal of it all. Nothing changes before the journal is
complete, and a run that finds one finishes the work first: a kill in that short time leaves a mixed tree until then.
The price of the exchange is that a shell that stands in the package's folder must enter it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .exchange import clear_old, exchanged
from .manifest import MANIFEST
from .move import begin_moves, finish_moves
from .plan import Plan, owned_by
from .staging import discard, read_journal, stage, staging_of, sync, sync_tree
from .survey import Survey
from .target import Target, is_safe


def swap_in(target: Target, survey: Survey, plan: Plan) -> tuple[str, ...]:
    """Carry out the plan. Returns the names that files of somebody else are kept under.

    Must be called with the lock held, and after `recover`. Raises `OSError`; unless the staging is unfinished then, the tree is as it was.
    """
    staging = staging_of(target)
    stage(staging, {path: survey.contents[path] for path in plan.written})
    if not target.folder.exists():
        sync_tree(staging.tree)
        staging.tree.rename(target.folder)
        sync(target.folder.parent)
        return ()
    owned = owned_by(plan, survey.recorded)
    if exchanged(staging, target.folder, survey.tree, plan, owned):
        kept = clear_old(staging, target.folder, owned)
    else:
        begin_moves(staging, target.folder, plan, owned)
        kept = finish_moves(staging, target.folder, plan.written, plan.removed, owned)
    return tuple(sorted({*plan.saved.values(), *kept}))


def recover(target: Target) -> tuple[str, ...]:
    """Bring what a killed run left to its end: finish what it had begun to put into place, clear away what it had not.

    Must be called with the lock held. Returns the names that files of somebody else are kept under. Raises `OSError`.
    """
    staging = staging_of(target)
    kept: tuple[str, ...] = ()
    match read_journal(staging):
        # The new tree has kept its number: where it is not the one in the working folder, the old one is.
        case {"step": "exchange", "inode": inode, "owned": dict(owned)} if _number(staging.tree) not in (None, inode):
            kept = clear_old(staging, target.folder, owned)
        case {"step": "move", "written": [*written], "removed": [*removed], "owned": dict(owned)}:
            kept = finish_moves(staging, target.folder, _safe(written), _safe(removed), owned)
        case _:
            pass
    discard(staging)
    return kept


def _number(folder: Path) -> int | None:
    return folder.lstat().st_ino if folder.exists() else None


def _safe(paths: Iterable[object]) -> tuple[str, ...]:
    """The paths of a journal that was found, without those that no plan names: the working folder may be anybody's."""
    return tuple(path for path in paths if isinstance(path, str) and (is_safe(path) or path == MANIFEST))
