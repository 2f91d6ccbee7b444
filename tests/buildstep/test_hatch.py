"""A project whose wheel is built by hatch with the hook, from an environment that holds docbind's wheel: what is stale never gets into a release."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from garden import ADDING_A_BED, GARDEN, NAME, SETTINGS, page, project
from installed import OFFLINE, make_environment, make_wheel, ran, run

if importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("pip") is None:
    pytest.skip("needs hatchling and pip: python -m pip install --group dev", allow_module_level=True)

RELEASE = """\
[build-system]
requires = ["hatchling", "docbind"]
build-backend = "hatchling.build"

[project]
name = "garden-sdk"
version = "1.0"

[tool.hatch.build.targets.wheel]
packages = ["sdk/garden_sdk"]

[tool.hatch.build.hooks.docbind]
"""
SPADES = page("Adding a Bed", "POST /v1/beds", NAME, ("spade", "No", "String", "Its spade."))
BROKEN = b"Gr\xfcn\n"


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment as a release is made in."""
    folder = tmp_path_factory.mktemp("release")
    return make_environment(make_wheel(folder), folder / "venv")


def release(folder: Path, option: str = "") -> Path:
    """A project with the hook; `option` is a line of its table."""
    return project(folder, GARDEN, f"{SETTINGS}\n{RELEASE}{option}\n")


def wheel_of(home: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "wheel")
    options = (option for option in OFFLINE if option != "--quiet")
    return ran(*pip, *options, "--no-build-isolation", "--wheel-dir", home.parent / "dist", home, cwd=home.parent)


def packed(home: Path) -> set[str]:
    (wheel,) = (home.parent / "dist").glob("*.whl")
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def files_of_sdk(home: Path) -> set[str]:
    root = home / "sdk"
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_current_sdk_is_packed(programs: Path, tmp_path: Path) -> None:
    home = release(tmp_path / "garden")
    run(programs / "docbind", "build", cwd=home)
    done = wheel_of(home, programs)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "garden_sdk/garden/client.py" in packed(home)
    assert packed(home) == files_of_sdk(home)


@pytest.mark.parametrize("how", ["a page changed", "it was changed by hand", "it was never built"])
def test_a_stale_sdk_stops_the_build_and_the_message_has_the_remedy(programs: Path, tmp_path: Path, how: str) -> None:
    home = release(tmp_path / "garden")
    if how != "it was never built":
        run(programs / "docbind", "build", cwd=home)
    if how == "a page changed":
        (home / "specs/garden/adding_a_bed.rst").write_text(SPADES, encoding="utf-8")
    elif how == "it was changed by hand":
        with (home / "sdk/garden_sdk/garden/models.py").open("a", encoding="utf-8") as models:
            models.write("MINE = 1\n")
    before = files_of_sdk(home)
    done = wheel_of(home, programs)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "the SDK is not what the pages give (garden_sdk/" in told
    assert "run docbind build and commit what it writes" in told
    assert "Traceback" not in told
    assert not list((tmp_path / "dist").glob("*.whl"))
    assert files_of_sdk(home) == before


def test_the_build_may_write_it_and_packs_what_version_control_ignores(programs: Path, tmp_path: Path) -> None:
    home = release(tmp_path / "garden", 'mode = "build"')
    (home / ".gitignore").write_text("/sdk/\n", encoding="utf-8")
    done = wheel_of(home, programs)
    assert done.returncode == 0, done.stdout + done.stderr
    assert packed(home) == files_of_sdk(home) != set()
    run(programs / "docbind", "check", cwd=home)


def test_a_build_that_would_leave_pages_out_stops(programs: Path, tmp_path: Path) -> None:
    home = release(tmp_path / "garden", 'mode = "build"')
    (home / "specs/garden/removing_a_bed.rst").write_bytes(BROKEN)
    done = wheel_of(home, programs)
    told = done.stdout + done.stderr
    assert done.returncode != 0
    assert "garden/removing_a_bed.rst:1" in told
    assert "Traceback" not in told


def test_a_wheel_is_made_from_the_source_distribution_without_pages(programs: Path, tmp_path: Path) -> None:
    home = release(tmp_path / "garden", "[tool.hatch.build.targets.sdist]\ninclude = ['sdk']")
    run(programs / "docbind", "build", cwd=home)
    run(programs / "python", "-m", "hatchling", "build", "-t", "sdist", cwd=home)
    (archive,) = (home / "dist").glob("*.tar.gz")
    with tarfile.open(archive) as files:
        files.extractall(tmp_path / "source", filter="data")
    (unpacked,) = (tmp_path / "source").iterdir()
    done = wheel_of(unpacked, programs)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (unpacked / "specs").exists()
    assert "garden_sdk/garden/client.py" in {
        name for wheel in (tmp_path / "source/dist").glob("*.whl") for name in zipfile.ZipFile(wheel).namelist()
    }


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ('mod = "build"', "tool.hatch.build.hooks.docbind has no option 'mod'; did you mean 'mode'?"),
        ('mode = "guess"', "tool.hatch.build.hooks.docbind.mode is 'guess'; it must be check or build"),
    ],
)
def test_a_wrong_option_is_told(programs: Path, tmp_path: Path, option: str, said: str) -> None:
    done = wheel_of(release(tmp_path / "garden", option), programs)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def test_an_editable_installation_takes_what_is_there(programs: Path, tmp_path: Path) -> None:
    home = release(tmp_path / "garden", '[tool.hatch.build]\ndev-mode-dirs = ["sdk"]')
    run(programs / "docbind", "build", cwd=home)
    (home / "specs/garden/adding_a_bed.rst").write_text(ADDING_A_BED.replace("Name", "Label"), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install", *OFFLINE, "--no-build-isolation")
    run(*pip, "--target", tmp_path / "site", "--editable", home, cwd=tmp_path)
