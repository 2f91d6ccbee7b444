"""What a build costs when nothing, or one page, has changed: its processor time beside that of a first build, in one run.

`python benchmarks/rebuild.py PAGES...` copies the services into a temporary project and builds it with the command, as people run it.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def build(home: Path) -> tuple[float, str]:
    """Processor time in seconds with that of all processes it started, and what was said at the end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "docbind", "build"]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr.strip().split("\n")[-1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, pages = Path(folder), Path(folder) / "pages"
        (home / "pyproject.toml").write_text('[tool.docbind]\nspecs = "pages"\n', encoding="utf-8")
        for service in map(Path, sys.argv[1:] or ["specs/functiongraph"]):
            shutil.copytree(service, pages / service.name, copy_function=shutil.copyfile)
        first, said = build(home)
        print(f"100.0%  of {first:.1f} s  first build: {said}")
        for name in ("nothing changed", "nothing changed"):
            seconds, said = build(home)
            print(f"{seconds / first:6.1%}  {name}: {said}")
        for page in sorted(pages.rglob("*.rst")):
            text = page.read_text(encoding="utf-8")
            if re.search(r"^URI$", text, re.MULTILINE) and "Specifies the " in text:
                page.write_text(text.replace("Specifies the ", "Says the      "), encoding="utf-8")
                seconds, said = build(home)
                print(f"{seconds / first:6.1%}  one page changed ({page.name}): {said}")
                break


if __name__ == "__main__":
    main()
