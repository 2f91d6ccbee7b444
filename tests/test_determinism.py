"""The output depends on the pages, the configuration and the generator alone; and what is as it should be is left alone."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from command import GENERATED, SPECS, docbind, fingerprint, tree
from garden import ADDING_A_BED, NAME, page, project


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What must not matter: `order` seeds the order in which the pages' copies are created, `folder` is where they and the output lie."""

    hash_seed: str
    locale: str
    time_zone: str
    umask: int
    order: int
    folder: str


HASH_SEEDS = ("0", "random", "1", "4294967295", "random", "42")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "tr_TR")
TIME_ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca")
UMASKS = (0o022, 0o077, 0o000, 0o027)
FOLDERS = ("a", "b c/\u00fc", "d/e/f", "g", "h.i", "generated/otc", "-j")
NUMBER = 20 if os.environ.get("DOCBIND_ENDURANCE") == "1" else 4

SURROUNDINGS = tuple(
    Surroundings(
        hash_seed=HASH_SEEDS[number % len(HASH_SEEDS)],
        locale=LOCALES[number % len(LOCALES)],
        time_zone=TIME_ZONES[number % len(TIME_ZONES)],
        umask=UMASKS[number // 2 % len(UMASKS)],
        order=number,
        folder=f"{number}/{FOLDERS[number % len(FOLDERS)]}",
    )
    for number in range(NUMBER)
)
"""A few of the combinations; `DOCBIND_ENDURANCE=1` takes twenty."""


def build_in(surroundings: Surroundings, folder: Path) -> Path:
    """Build copies of all services of `specs/` in these surroundings; gives the output folder."""
    home = folder / surroundings.folder
    sources = sorted(path.relative_to(SPECS) for path in SPECS.rglob("*") if path.is_file())
    random.Random(surroundings.order).shuffle(sources)
    for source in sources:
        (home / "pages" / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SPECS / source, home / "pages" / source)
    environment = {
        "PYTHONHASHSEED": surroundings.hash_seed,
        "LC_ALL": surroundings.locale,
        "PYTHONCOERCECLOCALE": "0",
        "TZ": surroundings.time_zone,
    }
    cwd = home / "elsewhere"
    cwd.mkdir()
    pages = Path("..") / "pages" if surroundings.order % 2 else home / "pages"
    ran = docbind("build", pages, "--out", home / "sdk", cwd=cwd, environment=environment, umask=surroundings.umask)
    assert ran.code == 0, ran.err
    assert tree(home / "pages") == tree(SPECS), "the build has changed the pages or the locks"
    return home / "sdk"


def test_surroundings_do_not_matter(tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        folders = list(pool.map(lambda one: build_in(one, tmp_path), SURROUNDINGS))
    expected = fingerprint(GENERATED)
    for surroundings, folder in zip(SURROUNDINGS, folders, strict=True):
        assert sorted(tree(folder)) == sorted(tree(GENERATED)), surroundings
        assert fingerprint(folder) == expected, surroundings


# --- builds that find everything done, or somebody else's work -------------------------------------------------------------


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was just built."""
    folder = project(tmp_path_factory.mktemp("fresh"))
    ran = docbind("build", cwd=folder)
    assert (ran.code, "2 operations of 1 service" in ran.err) == (0, True), ran.told
    return folder


@pytest.fixture
def built(fresh: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(fresh, tmp_path / "project")


def times(folder: Path) -> dict[str, int]:
    """When each file and folder was last changed."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def test_a_second_build_writes_nothing(fresh: Path) -> None:
    before = times(fresh)
    ran = docbind("build", cwd=fresh)
    assert ran.code == 0
    assert "nothing changed" in ran.err
    assert times(fresh) == before


def test_check_is_content_with_a_fresh_build_and_writes_nothing(fresh: Path) -> None:
    before = times(fresh)
    ran = docbind("check", cwd=fresh)
    assert (ran.code, ran.out) == (0, "")
    assert times(fresh) == before


def test_check_shows_what_a_changed_page_would_change(built: Path) -> None:
    changed = page("Adding a Bed", "POST /v1/beds", NAME, ("soil", "No", "String", "What the bed is filled with."))
    (built / "specs/garden/adding_a_bed.rst").write_text(changed, encoding="utf-8")
    before = times(built)
    ran = docbind("check", cwd=built)
    assert ran.code == 1
    assert "--- a/garden_sdk/garden/operations.py\n+++ b/garden_sdk/garden/operations.py\n@@ " in ran.out
    assert "\n+    soil: str | None = at.body(default=None)\n" in ran.out
    assert "run docbind build" in ran.err
    assert times(built) == before
    assert docbind("build", cwd=built).code == 0
    assert docbind("check", cwd=built).code == 0


def test_check_shows_what_was_changed_by_hand(built: Path) -> None:
    models = built / "sdk/garden_sdk/garden/models.py"
    models.write_text(models.read_text(encoding="utf-8") + "MINE = 1\n", encoding="utf-8")
    ran = docbind("check", cwd=built)
    assert ran.code == 1
    assert "--- a/garden_sdk/garden/models.py\n" in ran.out
    assert "\n-MINE = 1\n" in ran.out


def test_a_page_that_is_gone_takes_its_operation_along(built: Path) -> None:
    (built / "specs/garden/removing_a_bed.rst").unlink()
    ran = docbind("build", cwd=built)
    assert "names.lock" in ran.err
    assert "the method remove_bed is gone, and its name stays reserved" in ran.err
    operations = (built / "sdk/garden_sdk/garden/operations.py").read_text(encoding="utf-8")
    assert ("class AddBed(" in operations, "class RemoveBed(" in operations) == (True, False)
    assert "reserved method remove_bed " in (built / "sdk/garden_sdk/garden/names.lock").read_text(encoding="utf-8")


def test_work_by_hand_stops_the_build_and_force_keeps_it(built: Path) -> None:
    models = built / "sdk/garden_sdk/garden/models.py"
    written = models.read_bytes()
    models.write_bytes(written + b"MINE = 1\n")
    (built / "specs/garden/adding_a_bed.rst").write_text(ADDING_A_BED.replace("beds", "plots"), encoding="utf-8")
    before = tree(built / "sdk")
    ran = docbind("build", cwd=built)
    assert ran.code == 4
    assert "garden_sdk/garden/models.py:1: error[hand-edited]" in ran.err
    assert tree(built / "sdk") == before
    forced = docbind("build", "--force", cwd=built)
    assert forced.code == 0
    assert models.read_bytes() == written
    (kept,) = models.parent.glob("models.py.*")
    assert kept.read_bytes() == written + b"MINE = 1\n"
    assert kept.name in forced.err, "the message does not tell where the work is kept"
    assert docbind("check", cwd=built).code == 0


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n", "method add_bed\n", ""])
def test_nothing_is_built_by_a_damaged_lock(built: Path, damage: str) -> None:
    (lock,) = built.rglob("names.lock")
    lock.write_text(damage and lock.read_text(encoding="utf-8") + damage, encoding="utf-8")
    before = tree(built)
    ran = docbind("build", cwd=built)
    assert ran.code == 2
    assert "garden/names.lock:" in ran.err
    assert "nothing was built. Restore the lock from version control" in ran.err
    assert tree(built) == before
    checked = docbind("check", cwd=built)
    assert (checked.code, "nothing was built" in checked.err) == (2, True)


def test_a_comment_in_the_lock_is_kept(built: Path) -> None:
    (lock,) = built.rglob("names.lock")
    lock.write_text(lock.read_text(encoding="utf-8") + "# Ours.\n", encoding="utf-8")
    assert docbind("check", cwd=built).code == 0
    (built / "specs/garden/planting.rst").write_text(page("Planting", "POST /v1/plants", NAME), encoding="utf-8")
    assert docbind("build", cwd=built).code == 0
    assert lock.read_text(encoding="utf-8").endswith("\n# Ours.\n")
    assert docbind("check", cwd=built).code == 0


def test_a_lock_with_other_line_ends_keeps_them(built: Path) -> None:
    (lock,) = built.rglob("names.lock")
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert docbind("check", cwd=built).code == 0
    (built / "specs/garden/planting.rst").write_text(page("Planting", "POST /v1/plants", NAME), encoding="utf-8")
    assert docbind("build", cwd=built).code == 0
    assert b"method plant " in lock.read_bytes()
    assert lock.read_bytes().count(b"\r\n") == lock.read_bytes().count(b"\n")
    assert not list(lock.parent.glob("names.lock.*"))


def test_a_file_that_no_build_has_written_is_not_replaced(built: Path) -> None:
    mine = built / "sdk/garden_sdk/shed/__init__.py"
    mine.parent.mkdir()
    mine.write_text("MINE = 1\n", encoding="utf-8")
    (built / "specs/shed").mkdir()
    (built / "specs/shed/adding_a_tool.rst").write_text(page("Adding a Tool", "POST /v1/tools", NAME), encoding="utf-8")
    before = tree(built)
    ran = docbind("build", cwd=built)
    assert ran.code == 4
    assert "garden_sdk/shed/__init__.py:1: error[foreign-file]" in ran.err
    assert tree(built) == before
