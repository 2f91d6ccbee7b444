"""The wheel, installed in a clean virtual environment away from the checkout, builds what the checkout builds."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from command import GENERATED, PROJECT, SPECS, fingerprint, tree

if importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("pip") is None:
    pytest.skip("needs hatchling and pip: python -m pip install --group dev", allow_module_level=True)

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))}


def run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; a failure shows it."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the backend that is installed here: no registry is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--quiet")
    run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, PROJECT, cwd=folder)
    (built,) = folder.glob("docbind-*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new virtual environment that holds the wheel, and borrows only docbind's dependencies from this one."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, symlinks=os.name != "nt")
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # A line of a .pth file adds a folder without its own .pth files, so that an editable docbind there stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_the_wheel_holds_the_generator_and_its_templates_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    modules = {f"docbind/{name}" for name in tree(PROJECT / "generator/docbind") if name.endswith(".py")}
    templates = {f"docbind/_templates/{name}" for name in tree(PROJECT / "templates")}
    assert held == modules | templates


def test_it_builds_elsewhere_what_the_checkout_builds(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import docbind; print(docbind.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(programs.parent), f"docbind was imported from {where}"
    shutil.copytree(SPECS, tmp_path / "pages")
    run(programs / "docbind", "build", tmp_path / "pages", "--out", tmp_path / "sdk", cwd=tmp_path)
    assert sorted(tree(tmp_path / "sdk")) == sorted(tree(GENERATED))
    assert fingerprint(tmp_path / "sdk") == fingerprint(GENERATED)


def test_what_it_builds_imports_without_the_generator(programs: Path, tmp_path: Path) -> None:
    shutil.copytree(GENERATED / "otc", tmp_path / "otc")
    code = "import sys, otc.functiongraph as f; f.FunctionGraph; print('docbind' in sys.modules)"
    assert run(programs / "python", "-c", code, cwd=tmp_path).strip() == "False"
