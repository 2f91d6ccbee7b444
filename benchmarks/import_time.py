"""How long an emitted client takes to import, beside the same models as classes of pydantic and msgspec.

    python benchmarks/import_time.py [SERVICE ...] [--sdk generated] [--package otc] [--runs 7]

Every figure is the least of several fresh interpreters, taken in turn, without the start of the interpreter. All sides come from compiled files, and begin with
nothing to collect, so that each pays for its own garbage alone.
"""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from same_models import Service, services_of, source

PROGRAM = """
import gc, sys, time
from importlib import import_module
sys.path.insert(0, sys.argv[1])
{before}
gc.collect()
begin = time.perf_counter()
{timed}
print(time.perf_counter() - begin)
"""
EVERY_MODEL = """
models = import_module({models!r})
found = [getattr(models, name) for name in dir(models)]
"""
"""A large service has its models in modules by section, which are imported when one of their names is used."""

USED = """
for one in found:
    if hasattr(one, "from_dict"):
        one.from_dict({})
"""

FIRST_CLASS = {
    "ours": """
from {core} import Model, field
class First(Model):
    number: int | None = field(default=None, ge=1)
First.from_dict({{}})
""",
    "pydantic": """
from typing import Annotated, Literal
from pydantic import BaseModel, ConfigDict, Field
class First(BaseModel):
    model_config = ConfigDict(extra="allow")
    number: Annotated[int, Field(ge=1)] | None = Field(alias="other", default=None)
First.model_validate({{}})
""",
    "msgspec": """
from typing import Annotated, Literal
from msgspec import Meta, Struct, convert, field
class First(Struct, kw_only=True):
    number: Annotated[int, Meta(ge=1)] | None = field(name="other", default=None)
convert({{}}, First)
""",
}
"""What loads all that a library needs for its first class, which is not the price of the others."""


def seconds(folder: Path, timed: str, before: str = "") -> float:
    """How long a fresh interpreter needs for a piece of code when it has run another."""
    command = [sys.executable, "-c", PROGRAM.format(before=before, timed=timed), str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measured(service: Service, runs: int) -> dict[str, float]:
    """Milliseconds by what was imported: the client from nothing, and models alone behind the library that they are made with."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for library in ("pydantic", "msgspec"):
            (work / f"as_{library}.py").write_text(source(service, library), encoding="utf-8")
        for part in ("", "_core", service.name):
            shutil.copytree(
                service.folder / service.package / part,
                work / service.package / part,
                ignore=lambda folder, names, part=part: ignored(Path(folder), names, deep=bool(part)),
                dirs_exist_ok=True,
            )
        emitted, core = f"{service.package}.{service.name}", f"{service.package}._core"
        compileall.compile_dir(work, quiet=2)
        every_model = EVERY_MODEL.format(models=f"{emitted}.models")
        first = {library: program.format(core=core) for library, program in FIRST_CLASS.items()}
        sides: dict[str, tuple[str, ...]] = {
            "client": (f"import {emitted}.client",),
            "models": (every_model, first["ours"]),
            "used": (every_model + USED, first["ours"]),
            "pydantic": ("import as_pydantic", first["pydantic"]),
            "pydantic alone": (first["pydantic"],),
            "msgspec": ("import as_msgspec", first["msgspec"]),
        }
        found: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(runs):
            for side, code in sides.items():
                found[side].append(seconds(work, *code) * 1000)
    return {side: min(times) for side, times in found.items()}


def ignored(folder: Path, names: list[str], *, deep: bool) -> set[str]:
    """What is not copied: compiled code, and of the root package its folders."""
    return {name for name in names if name == "__pycache__" or (not deep and (folder / name).is_dir())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("services", nargs="*", help="all of the package where none is named")
    parser.add_argument("--sdk", type=Path, default=Path(__file__).parent.parent / "generated")
    parser.add_argument("--package", default="otc")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="figures for programs")
    options = parser.parse_args()
    rows: dict[str, dict[str, float]] = {}
    for name in options.services or services_of(options.sdk, options.package):
        service = Service(options.sdk.resolve(), options.package, name)
        row = rows[name] = measured(service, options.runs)
        if not options.json:
            print(
                f"{name}, {len(service.models())} models: client from nothing {row['client']:.1f} ms "
                f"(pydantic {over(row, 'pydantic alone', 'pydantic', by='client')}); "
                f"models {row['models']:.1f} ms (pydantic {over(row, 'pydantic', by='models')}, "
                f"msgspec {over(row, 'msgspec', by='models')}), "
                f"all of them used {row['used']:.1f} ms (pydantic {over(row, 'pydantic', by='used')})"
            )
    if options.json:
        print(json.dumps(rows, indent=1))
    elif len(rows) > 1:
        client = statistics.median(row["client"] for row in rows.values())
        models = statistics.median(row["pydantic"] / row["models"] for row in rows.values())
        print(
            f"median of {len(rows)} services: client from nothing {client:.1f} ms; pydantic's models {models:.1f} times ours"
        )


def over(row: dict[str, float], *sides: str, by: str) -> str:
    return f"{sum(row[side] for side in sides) / row[by]:.1f}x"


if __name__ == "__main__":
    main()
