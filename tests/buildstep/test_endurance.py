"""The command itself, killed, disturbed and crowded, on three services: the tree is old or new, nobody's work is lost, and the next run succeeds.

A run of all tests does a few rounds of each; `DOCBIND_ENDURANCE=1` does hundreds, in about half an hour.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import docbind as program
from command import GENERATOR, PROJECT, docbind, tree
from garden import GARDEN, NAME, SETTINGS, page, write_pages

ENDURANCE = os.environ.get("DOCBIND_ENDURANCE") == "1"
KILLS, EDITS, CROWDS, CROWD = (200, 500, 20, 8) if ENDURANCE else (4, 30, 2, 3)

LARGE = "functiongraph/api-ref/source/api"
SHED = {
    "adding_a_tool.rst": page("Adding a Tool", "POST /v1/tools", NAME),
    "lending_a_tool.rst": page("Lending a Tool", "POST /v1/tools/{tool_id}/loans", NAME),
}
STATES = tuple(
    page("Adding a Bed", "POST /v1/beds", NAME, *rows)
    for rows in ((), (("soil", "No", "String", "What is in it."), ("depth", "No", "Integer", "In centimetres.")))
)

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)


def three_services(folder: Path) -> Path:
    """A project with three services: one of them that of `specs/`, or in a short run, which shall not spend its time on reading, a small one too."""
    if ENDURANCE:
        shutil.copytree(PROJECT / "specs" / "functiongraph", folder / "specs" / "functiongraph")
    else:
        write_pages(folder / "specs" / LARGE, GARDEN)
    write_pages(folder / "specs" / "garden", GARDEN)
    write_pages(folder / "specs" / "shed", SHED)
    write_pages(folder, {"pyproject.toml": SETTINGS})
    return folder


def set_state(home: Path, number: int) -> None:
    """Other pages in every service, so that files of all of them change."""
    for service in ("garden", "shed", LARGE):
        write_pages(home / "specs" / service, {"adding_a_bed.rst": STATES[number]})


def output(home: Path) -> dict[str, bytes]:
    """The emitted package; what a run that was killed left beside it is not part of it."""
    return tree(home / "sdk" / "garden_sdk") if (home / "sdk" / "garden_sdk").exists() else {}


@pytest.fixture(scope="module")
def wholes(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The package in both states, each built where no other one was before."""
    found = []
    for number in (0, 1):
        home = three_services(tmp_path_factory.mktemp("whole") / "project")
        for state in (0, 1) if number else (1, 0):
            set_state(home, state)
            assert docbind("build", "--quiet", cwd=home).code == 0
        found.append(output(home))
    return found[0], found[1]


def started(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "docbind", "build"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(GENERATOR)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, given some time."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("kept", [True, False], ids=["with what builds keep", "from nothing"])
def test_killed_at_any_moment(kept: bool, wholes: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path) -> None:
    home = three_services(tmp_path / "project")
    for state in (0, 1, 0):
        set_state(home, state)
        begin = time.monotonic()
        assert docbind("build", "--quiet", cwd=home).code == 0
    longest = time.monotonic() - begin
    chance = random.Random(f"kill {kept}")
    seen = {"old": 0, "new": 0}
    for number in range(KILLS // 2):
        old, new = number % 2, (number + 1) % 2
        assert output(home) == wholes[old]
        set_state(home, new)
        if not kept:
            shutil.rmtree(home / ".docbind-cache")
        run = started(home)
        time.sleep(chance.random() * longest * (1.3 if kept else 3))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert is_gone(run.pid), "a process outlives the build that started it"
        left = output(home)
        assert left in (wholes[old], wholes[new]), f"round {number}: the tree is neither old nor new"
        seen["old" if left == wholes[old] else "new"] += 1
        after = docbind("build", cwd=home)
        assert after.code == 0, after.err
        assert output(home) == wholes[new]
    print(f"{KILLS // 2} kills: the tree was {seen}")


def test_whatever_a_hand_does_to_the_output_is_not_lost(tmp_path: Path) -> None:
    home = tmp_path / "project"
    write_pages(home / "specs" / "garden", GARDEN)
    write_pages(home / "specs" / "shed", SHED)
    write_pages(home, {"pyproject.toml": SETTINGS})
    program.build(start=home)
    chance = random.Random("edits")
    package = home / "sdk" / "garden_sdk"
    refused = 0
    for number in range(EDITS):
        mine = disturb(package, chance, number)
        if chance.random() < 0.3:
            write_pages(home / "specs" / "garden", {"adding_a_bed.rst": STATES[chance.randrange(2)]})
        try:
            program.build(start=home)
        except program.DocbindError as error:
            refused += 1
            assert any(path.name in str(error) for path in mine), f"round {number}: {error}"
            assert {path: path.read_bytes() for path in mine} == mine
            program.build(start=home, force=True)
        contents = set(tree(home / "sdk").values())
        assert set(mine.values()) <= contents, f"round {number}: somebody's text is nowhere"
        assert program.check(start=home), f"round {number}"
        clean(package, mine)
    assert refused
    print(f"{EDITS} disturbances, {refused} refused")


def disturb(package: Path, chance: random.Random, number: int) -> dict[Path, bytes]:
    """Changes, deletes or adds some files; gives those that are somebody's now, with what they hold."""
    mine: dict[Path, bytes] = {}
    for _ in range(chance.randint(1, 3)):
        # The lock of names is a file that people edit: what they write there is not in the way of a build.
        ours = (path for path in package.rglob("*") if path.is_file() and path.name != "names.lock")
        files = sorted(path for path in ours if ".docbind" not in path.parts)
        path = chance.choice([found for found in files if found not in mine])
        text = f"# Mine, {number}.{chance.random()}\n".encode()
        match chance.choice(["append", "replace", "delete", "empty", "beside", "folder", "lookalike"]):
            case "append":
                mine[path] = path.read_bytes() + text
            case "replace":
                mine[path] = text
            case "empty":
                mine[path] = b""
            case "delete":
                path.unlink()
                continue
            case "beside":
                mine[path.with_name(f"mine_{number}{path.suffix}")] = text
            case "folder":
                mine[path.parent / f"mine_{number}" / "deeper" / path.name] = text
            case "lookalike":
                mine[path.with_name(f"{path.name}.orig-{number:08x}")] = text
    for path, content in mine.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return mine


def clean(package: Path, mine: dict[Path, bytes]) -> None:
    """Takes away what was added, so that the folder does not grow from round to round."""
    ours = set(mine.values()) - {b""}
    for path in package.rglob("*"):
        if path.is_file() and (path.read_bytes() in ours or ".orig-" in path.name):
            path.unlink()


@pytest.mark.parametrize("warm", [True, False], ids=["after a build", "at first"])
def test_a_crowd_ends_where_one_does(
    warm: bool, wholes: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    home = three_services(tmp_path / "project")
    if warm:
        for state in (1, 0):
            set_state(home, state)
            assert docbind("build", "--quiet", cwd=home).code == 0
    for number in range(CROWDS // 2):
        new = (number + 1) % 2
        if warm:
            set_state(home, new)
        else:
            shutil.rmtree(home / "sdk", ignore_errors=True)
            shutil.rmtree(home / ".docbind-cache", ignore_errors=True)
        crowd = [started(home) for _ in range(CROWD)]
        told = [run.communicate()[1].decode() for run in crowd]
        assert [run.returncode for run in crowd] == [0] * CROWD, "\n".join(told)
        assert not any("Traceback" in words for words in told)
        if warm:
            assert output(home) == wholes[new]
        assert docbind("check", cwd=home).code == 0
        assert sorted(path.name for path in (home / "sdk").iterdir()) == ["garden_sdk"]


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A file system of its own in memory."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
@pytest.mark.parametrize("trouble", ["it is full", "it is read-only"])
def test_a_disk_that_takes_nothing(
    trouble: str, wholes: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    home = three_services(tmp_path / "project")
    for state in (1, 0):
        set_state(home, state)
        assert docbind("build", "--quiet", cwd=home).code == 0
    with small_disk(tmp_path / "disk", "3m") as disk:
        (home / "sdk").rename(tmp_path / "built")
        shutil.copytree(tmp_path / "built", disk / "sdk")
        (home / "sdk").symlink_to(disk / "sdk", target_is_directory=True)
        assert docbind("check", cwd=home).code == 0
        if trouble == "it is full":
            with (disk / "ballast").open("wb") as ballast:
                ballast.write(b"\0" * (shutil.disk_usage(disk).free - 32768))
        else:
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        set_state(home, 1)
        ran = docbind("build", cwd=home)
        assert ran.code == 2
        assert "nothing was written" in ran.err
        assert ("No space left" if trouble == "it is full" else "Read-only file system") in ran.err
        assert output(home) == wholes[0]
        if trouble == "it is full":
            (disk / "ballast").unlink()
        else:
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert docbind("build", cwd=home).code == 0
        assert output(home) == wholes[1]
