"""The wheel, installed in a clean virtual environment away from the checkout, builds what the checkout builds."""

from __future__ import annotations

import importlib.util
import shutil
import zipfile
from pathlib import Path

import pytest

from command import GENERATED, PROJECT, SPECS, fingerprint, tree
from installed import make_environment, make_wheel, run

if importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("pip") is None:
    pytest.skip("needs hatchling and pip: python -m pip install --group dev", allow_module_level=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(wheel, tmp_path_factory.mktemp("clean") / "venv")


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
