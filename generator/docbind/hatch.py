"""The build hook of hatch, `[tool.hatch.build.hooks.docbind]`: before a wheel or a source distribution is made, the SDK is proved to be what the pages give, or made so.

`mode = "check"`, the default, stops the build where the output on disk is not current; `mode = "build"` writes it. An editable installation is left alone: whoever works on
pages wants to install what is there.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, NoReturn

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from docbind.disk.failure import DocbindError
from docbind.disk.settings import SETTINGS_FILE, find_settings
from docbind.project import Work, build, check, find_work
from docbind.views import report

KEY = "tool.hatch.build.hooks.docbind"
MODES = ("check", "build")
OWN_OPTIONS = ("mode",)
OPTIONS = (
    *OWN_OPTIONS,
    "dependencies",
    "enable-by-default",
    "require-runtime-dependencies",
    "require-runtime-features",
)
"""What the table may hold; all but the first are hatch's own."""

RECORD = "PKG-INFO"
"""What a source distribution has at its root, and a checkout does not."""


class DocbindBuildHook(BuildHookInterface[BuilderConfig]):
    """Checks or builds the SDK that `[tool.docbind]` names. A build that must not go on ends with a message and exit code 1."""

    PLUGIN_NAME = "docbind"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before each target is built; `version` is `standard` or `editable`. What `mode = "build"` wrote is packed even where version control ignores it."""
        mode = self._mode()
        if version == "editable":
            return
        try:
            work = self._work()
            if work is None:
                return
            if mode == "build":
                self._build(work, build_data)
            else:
                self._check(work)
        except DocbindError as error:
            self._stop(str(error))

    def _mode(self) -> str:
        for key in self.config:
            if key not in OPTIONS:
                near = difflib.get_close_matches(key, OPTIONS, n=1)
                meant = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(OWN_OPTIONS)}"
                self._stop(f"{SETTINGS_FILE}: {KEY} has no option {key!r}; {meant}")
        mode = self.config.get("mode", MODES[0])
        if mode not in MODES:
            self._stop(f"{SETTINGS_FILE}: {KEY}.mode is {mode!r}; it must be {' or '.join(MODES)}")
        return str(mode)

    def _work(self) -> Work | None:
        """What to do; None in a source distribution without pages: it was checked when it was made."""
        root = Path(self.root)
        settings = find_settings(root)
        if settings is None or settings.home != root.resolve():
            self._stop(f"{SETTINGS_FILE}: {KEY} needs [tool.docbind], which says where the pages are")
        if (root / RECORD).is_file() and not any(folder.exists() for folder in settings.specs):
            return None
        return find_work(start=root)

    def _check(self, work: Work) -> None:
        checked = check(work, self._tell)
        if not checked:
            stale = [*(file.path for file in checked.difference.files), *checked.locks]
            self._tell(report.shown_lines("".join(file.told for file in checked.difference.files)))
            self._stop(
                f"the SDK is not what the pages give ({', '.join(map(report.shown, stale))}); "
                "run docbind build and commit what it writes"
            )

    def _build(self, work: Work, build_data: dict[str, Any]) -> None:
        built = build(work, self._tell, keep=False)
        if built.errors:
            found = report.text(built.errors, built.build.sources)
            self._stop(f"the SDK cannot be built from these pages as a whole:\n{found}")
        package = work.out.resolve() / work.root
        build_data["artifacts"].append(f"/{package.relative_to(Path(self.root).resolve()).as_posix()}/")

    def _tell(self, words: str) -> None:
        self.app.display_info(report.shown_lines(words.rstrip("\n")))

    def _stop(self, words: str) -> NoReturn:
        self.app.abort(f"docbind: {words}")
        raise SystemExit(1)


@hookimpl
def hatch_register_build_hook() -> type[DocbindBuildHook]:
    """The door that hatch looks for."""
    return DocbindBuildHook
