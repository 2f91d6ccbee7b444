"""As much of GitHub's runner as the workflows here need: the commands of a job's steps, run one after the other by bash, with what stands in `${{ }}` filled in."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SHELLS = {None: ("bash", "-e"), "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A checkout, and the environment of the steps. `context` are the values of expressions such as `inputs.branch`; one that is not given is empty."""

    checkout: Path
    environment: Mapping[str, str]
    context: Mapping[str, str] = field(default_factory=dict)

    def run(self, job: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        """Runs the steps up to the first that fails; what all of them printed."""
        defaults = job.get("defaults", {}).get("run", {})
        printed, code = "", 0
        for step in job["steps"]:
            if "run" not in step:
                continue
            done = subprocess.run(
                [*SHELLS[step.get("shell")], "-c", self._filled(step["run"])],
                cwd=self.checkout / self._filled(step.get("working-directory", defaults.get("working-directory", "."))),
                env={**self.environment, **self._variables(job), **self._variables(step)},
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            printed += done.stdout + done.stderr
            code = done.returncode
            if code:
                break
        return subprocess.CompletedProcess(args=(), returncode=code, stdout=printed)

    def _variables(self, part: Mapping[str, Any]) -> dict[str, str]:
        return {name: self._filled(str(value)) for name, value in part.get("env", {}).items()}

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, expression: str) -> str:
        """The first alternative that is not empty: `inputs.branch || 'main'`."""
        for alternative in expression.split("||"):
            word = alternative.strip()
            value = word[1:-1] if word.startswith("'") else self.context.get(word, "")
            if value:
                return value
        return ""


def load(path: Path) -> dict[str, Any]:
    """A workflow or an action. YAML reads the key `on` as a truth value."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded
