"""docbind from Python: for build scripts that want more than an exit code."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from docbind import project
from docbind.project import Built, Checked, ProjectError, find_work

Folder = str | PathLike[str]


def build(
    *pages: Folder,
    out: Folder | None = None,
    package: str | None = None,
    service: str | None = None,
    force: bool = False,
    start: Folder = ".",
    progress: Callable[[str], None] | None = None,
) -> Built:
    """Reads pages and writes the SDK: all of it, or nothing.

    `pages` are folders of pages, checkouts with `api-ref/source`, or folders of several of these; without any, `[tool.docbind]` of the project that the folder `start`
    lies in says what is built. `out` is the folder of the output, `package` the import path of the emitted package, `service` the name of the service where one folder of pages is
    given. With `force`, files that were changed by hand are replaced, and kept under another name. `progress` is called with a line of words now and then.

    A page with errors does not stop the others: look at `errors` of what is returned. Raises `DocbindError` where the configuration, the pages or the disk do not
    allow it, or where files that were changed by hand are in the way; nothing is written then.
    """
    work = _work(pages, out, package, service, start)
    built = project.build(work, progress or _silence, force=force)
    if built.disk.refused:
        files = ", ".join(built.disk.refused)
        raise ProjectError(
            f"{built.out}: changed by hand, or not docbind's; nothing was written: {files}", built.refusals
        )
    return built


def check(
    *pages: Folder,
    out: Folder | None = None,
    package: str | None = None,
    service: str | None = None,
    start: Folder = ".",
    progress: Callable[[str], None] | None = None,
) -> Checked:
    """Tells whether the output on disk is what the pages give; what is returned is true where it is. Writes nothing. The arguments are those of `build`.

    Raises `DocbindError` where the configuration, the pages or the disk do not allow it.
    """
    return project.check(_work(pages, out, package, service, start), progress or _silence)


def _work(
    pages: tuple[Folder, ...], out: Folder | None, package: str | None, service: str | None, start: Folder
) -> project.Work:
    folders = tuple(Path(folder) for folder in pages)
    return find_work(
        folders, start=Path(start), out=None if out is None else Path(out), package=package, service=service
    )


def _silence(words: str) -> None:
    del words
