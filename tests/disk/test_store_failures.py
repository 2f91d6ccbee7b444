"""What a write leaves where something goes wrong: a kill, a fault of the disk, a second run, a hand at the last moment.

The steps of a write are counted by the audit events of the interpreter: each is an act on the file system. A child process is stopped, killed or refused the
disk at its n-th act, for every n.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from disk.sdk import WAYS, WORK, file, go_the_way, no_links, stamps, tree, version
from docbind.dialect.findings import FINDINGS
from docbind.disk.store import SharedFile, StoreError, Written, compare, write

CODES = {finding.code for finding in FINDINGS}
ACTS = frozenset({"open", "os.mkdir", "os.rmdir", "os.rename", "os.remove", "os.link", "os.chmod", "os.truncate"})
# How a child process ends: as it should, with a `StoreError`, or without having come to the step where it was to be stopped.
FINISHED, FAILED, UNREACHED = 0, 7, 8
HAND = {"otc/dns/hand.py": "mine\n", "otc/notes/todo.txt": "mine\n"}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the ways to put a tree into place."""
    go_the_way(request.param, monkeypatch)
    return str(request.param)


def when_staging(act: Callable[[], None]) -> None:
    """From now on, call `act` once when this process is about to make the new tree's folder: it holds the lock by then."""
    acts = [act]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if acts and event == "os.mkdir" and str(arguments[0]).endswith(f"{WORK}/next"):
            acts.pop()()

    sys.addaudithook(hook)


def in_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own. Returns how that ended: 0, FAILED for a `StoreError`, or minus the signal."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = FINISHED
        except StoreError:
            status = FAILED
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stopped_at(step: int, act: Callable[[], None], work: Callable[[], object]) -> int:
    """Do the work in a process of its own that calls `act` when it is about to do its n-th act on the file system."""
    acts = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal acts
        if event in ACTS:
            acts += 1
            if acts == step:
                act()

    def hooked() -> None:
        sys.addaudithook(hook)
        work()
        if acts < step:
            os._exit(UNREACHED)

    return in_child(hooked)


def begin(out: Path) -> None:
    """A package in version 1, with additions by hand."""
    write(version(1), out)
    for path, content in HAND.items():
        (out / path).parent.mkdir(exist_ok=True)
        (out / path).write_text(content)


def whole(tmp_path: Path, number: int) -> dict[str, str]:
    """The package as it is where nothing goes wrong."""
    out = tmp_path / f"whole-{number}"
    begin(out)
    write(version(number), out)
    return tree(out)


def package_of(found: dict[str, str]) -> dict[str, str]:
    return {path: content for path, content in found.items() if path.startswith("otc/")}


def lock(content: str, former: str = "") -> SharedFile:
    return SharedFile(path="dns/names.lock", former=former.encode(), content=content.encode())


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class TestKilled:
    def test_at_every_step_the_tree_is_whole_and_the_next_run_succeeds(self, tmp_path: Path, way: str) -> None:
        old, new = whole(tmp_path, 1), whole(tmp_path, 2)
        seen = set()
        for step in itertools.count(1, 1 if way == "exchange" else 3):
            out = tmp_path / f"out-{step}"
            begin(out)
            ended = stopped_at(step, die, partial(write, version(2), out))
            assert ended in (UNREACHED, -signal.SIGKILL)
            left = package_of(tree(out))
            seen.add("old" if left == old else "new" if left == new else "mixed")
            assert {path: left.get(path) for path in HAND} == HAND
            number = step % 2 + 1
            assert write(version(number), out).value.refused == ()
            assert tree(out) == (old, new)[number - 1]
            if ended == UNREACHED:
                break
        # Without an exchange the journal bridges the moves: the next run ends what was begun, as the loop has shown.
        assert seen == ({"old", "new"} if way == "exchange" else {"old", "new", "mixed"})

    def test_a_shared_file_goes_with_the_tree(self, tmp_path: Path, way: str) -> None:
        """At every step a file that people write into too is the old one beside old files, and the new one beside new ones."""
        seen = set()
        for step in itertools.count(1, 1 if way == "exchange" else 3):
            out = tmp_path / f"out-{step}"
            write(version(1), out, shared=(lock("one"),))
            before = package_of(tree(out))
            ended = stopped_at(step, die, lambda out=out: write(version(2), out, shared=(lock("two", "one"),)))
            left = package_of(tree(out))
            new = left["otc/dns/names.lock"] == "two"
            if way == "exchange":
                assert not compare(version(2 if new else 1), out)
                assert new or left == before
            seen.add(new)
            assert write(version(2), out, shared=(lock("two", "one"),)).value.saved == ()
            assert not compare(version(2), out)
            assert tree(out)["otc/dns/names.lock"] == "two"
            if ended == UNREACHED:
                break
        assert seen == {False, True}

    def test_at_every_step_of_the_first_write_there_is_all_or_nothing(self, tmp_path: Path) -> None:
        for step in itertools.count(1):
            out = tmp_path / f"out-{step}"
            ended = stopped_at(step, die, partial(write, version(1), out))
            assert ended in (UNREACHED, -signal.SIGKILL)
            assert package_of(tree(out)) == {} or not compare(version(1), out)
            write(version(1), out)
            assert not compare(version(1), out)
            assert not (out / WORK).exists()
            if ended == UNREACHED:
                break

    def test_a_recovery_may_be_killed_as_well(self, tmp_path: Path, way: str) -> None:
        new = whole(tmp_path, 2)
        for step in itertools.count(1, 7):
            out = tmp_path / f"out-{step}"
            begin(out)
            ended = stopped_at(step, die, partial(write, version(2), out))
            for again in (step // 2 + 1, 3, 5):
                assert stopped_at(again, die, partial(write, version(2), out)) in (UNREACHED, -signal.SIGKILL)
            write(version(2), out)
            assert tree(out) == new
            if ended == UNREACHED:
                break

    def test_a_changed_file_that_was_to_be_saved_is_not_lost(self, tmp_path: Path, way: str) -> None:
        for step in itertools.count(1, 3):
            out = tmp_path / f"out-{step}"
            begin(out)
            (out / "otc/dns/models.py").write_text("mine too\n")
            ended = stopped_at(step, die, partial(write, version(2), out, force=True))
            assert "mine too\n" in tree(out).values()
            write(version(2), out, force=True)
            assert "mine too\n" in package_of(tree(out)).values()
            assert not compare(version(2), out)
            if ended == UNREACHED:
                break

    def test_at_a_random_moment(self, tmp_path: Path) -> None:
        old, new = whole(tmp_path, 1), whole(tmp_path, 2)
        out = tmp_path / "out"
        begin(out)
        program = (
            "import sys; from pathlib import Path; from disk.sdk import version; from docbind.disk.store import write\n"
            "print(flush=True)\n"
            "while True:\n    for number in (2, 1): write(version(number), Path(sys.argv[1]))\n"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        dice = random.Random(11)
        for _ in range(15):
            command = [sys.executable, "-c", program, str(out)]
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
                assert child.stdout is not None
                child.stdout.readline()
                time.sleep(dice.uniform(0, 0.05))
                child.kill()
            assert package_of(tree(out)) in (old, new)
        write(version(2), out)
        assert tree(out) == new


class TestFaults:
    @pytest.mark.parametrize("first, number", [(1, errno.ENOSPC), (2, errno.EIO), (3, errno.EACCES)])
    def test_a_fault_at_any_step_is_told_and_leaves_a_whole_tree(self, tmp_path: Path, first: int, number: int) -> None:
        old, new = whole(tmp_path, 1), whole(tmp_path, 2)

        def fault() -> None:
            raise OSError(number, os.strerror(number))

        told = 0
        for step in itertools.count(first, 3):
            out = tmp_path / f"out-{step}"
            begin(out)
            ended = stopped_at(step, fault, partial(write, version(2), out))
            left = package_of(tree(out))
            assert ended in (FAILED, FINISHED, UNREACHED)
            assert left in ((old, new) if ended == FAILED else (new,))
            told += ended == FAILED
            write(version(2), out)
            assert tree(out) == new
            if ended == UNREACHED:
                break
        assert told

    def test_a_full_disk_leaves_the_old_tree_and_nothing_else(self, tmp_path: Path) -> None:
        begin(tmp_path)
        before = stamps(tmp_path / "otc")
        large = (*version(2), file("otc/dns/large.py", "x" * 100_000))

        def work() -> None:
            # A limit on the size of a file fails a write halfway, as a full disk does.
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
            try:
                write(large, tmp_path)
            except StoreError as error:
                message = error.diagnostic.message + error.diagnostic.help + error.path
                assert error.code == "store-failed"
                assert "nothing was written" in message
                assert "large.py" in message
                raise

        assert in_child(work) == FAILED
        assert stamps(tmp_path / "otc") == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["otc"]

    @pytest.mark.parametrize("closed", [".", "otc", "otc/dns"])
    def test_a_read_only_folder_is_respected(self, plain_user: Path, closed: str) -> None:
        begin(plain_user)
        (plain_user / closed).chmod(0o555)
        before = stamps(plain_user)
        with pytest.raises(StoreError) as caught:
            write(version(2), plain_user)
        (plain_user / closed).chmod(0o755)
        assert caught.value.code == "store-failed"
        assert caught.value.code in CODES
        assert "Permission denied" in caught.value.reason
        assert caught.value.remedy
        assert {path: stamp for path, stamp in stamps(plain_user).items() if path != str(plain_user)} == {
            path: stamp for path, stamp in before.items() if path != str(plain_user)
        }

    def test_an_equal_tree_may_be_read_only(self, plain_user: Path) -> None:
        write(version(1), plain_user)
        plain_user.chmod(0o555)
        assert write(version(1), plain_user).value == Written()
        plain_user.chmod(0o755)

    def test_a_read_only_folder_that_does_not_change_is_no_hindrance(self, plain_user: Path) -> None:
        begin(plain_user)
        (plain_user / "otc/notes").chmod(0o555)
        write(version(2), plain_user)
        assert (plain_user / "otc/notes").stat().st_mode & 0o777 == 0o555
        (plain_user / "otc/notes").chmod(0o755)
        assert not compare(version(2), plain_user)
        assert sorted(path.name for path in plain_user.iterdir()) == ["otc"]

    def test_a_folder_of_others_that_cannot_be_listed_stays(self, plain_user: Path) -> None:
        begin(plain_user)
        (plain_user / "otc/notes").chmod(0)
        write(version(2), plain_user)
        assert not compare(version(2), plain_user)
        (plain_user / "otc/notes").chmod(0o755)
        assert (plain_user / "otc/notes/todo.txt").read_text() == "mine\n"

    def test_a_generated_file_that_cannot_be_read_is_told(self, plain_user: Path) -> None:
        begin(plain_user)
        (plain_user / "otc/dns/models.py").chmod(0)
        for act in (write, compare):
            with pytest.raises(StoreError) as caught:
                act(version(2), plain_user)
            assert caught.value.path.endswith("models.py")

    @pytest.mark.parametrize("where", ["out", "out/otc", f"out/{WORK}", "."])
    @pytest.mark.parametrize("what", ["file", "link", "pipe"])
    def test_an_output_that_is_no_folder_is_told(self, tmp_path: Path, where: str, what: str) -> None:
        (tmp_path / "elsewhere").mkdir()
        path = tmp_path / where if where != "." else tmp_path / "out" / ".." / "taken"
        (tmp_path / "out").mkdir() if where != "out" else None
        match what:
            case "file":
                path.write_text("mine")
            case "link":
                path.symlink_to(tmp_path / "nowhere" if where in ("out", ".") else tmp_path / "elsewhere")
            case "pipe":
                os.mkfifo(path)
        out = path / "below" if where == "." else tmp_path / "out"
        before = tree(tmp_path)
        with pytest.raises(StoreError) as caught:
            write(version(1), out)
        assert caught.value.code in CODES
        assert tree(tmp_path) == before

    def test_a_name_that_is_too_long_for_the_disk_is_told(self, tmp_path: Path) -> None:
        begin(tmp_path)
        before = tree(tmp_path)
        with pytest.raises(StoreError) as caught:
            write((*version(2), file(f"otc/dns/{'x' * 300}.py", "")), tmp_path)
        assert caught.value.code == "store-failed"
        assert tree(tmp_path) == before


class TestLastMoment:
    """Somebody changes files while a write is under way: here, when it begins to link the old files, or would."""

    @pytest.fixture(params=["exchange", "move"])
    def at_the_last_moment(
        self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[[Callable[[], None]], None]:
        link = os.link

        def arrange(change: Callable[[], None]) -> None:
            changes = [change]

            def changed(source: Path, target: Path, *, follow_symlinks: bool) -> None:
                while changes:
                    changes.pop()()
                if request.param == "move":
                    no_links()
                link(source, target, follow_symlinks=follow_symlinks)

            monkeypatch.setattr(os, "link", changed)

        return arrange

    @pytest.mark.parametrize("name", ["models.py", "only_1/part.py"])
    def test_a_change_to_a_generated_file_is_kept(
        self, tmp_path: Path, at_the_last_moment: Callable[[Callable[[], None]], None], name: str
    ) -> None:
        begin(tmp_path)

        def change() -> None:
            (tmp_path / "otc/dns" / name).write_text("just now\n")

        at_the_last_moment(change)
        write(version(2), tmp_path)
        assert "just now\n" in package_of(tree(tmp_path)).values()
        assert not compare(version(2), tmp_path)
        assert not (tmp_path / WORK).exists()

    def test_a_change_to_a_shared_file_is_kept(self, tmp_path: Path, way: str) -> None:
        """What somebody wrote into it after it was read, and before the new one takes its place."""
        out = tmp_path / "out"
        write(version(1), out, shared=(lock("one"),))
        (out / "otc/dns/names.lock").write_text("mine")
        written = write(version(2), out, shared=(lock("two", "one"),)).value
        assert (out / "otc/dns/names.lock").read_text() == "two"
        (saved,) = written.saved
        assert (out / saved).read_text() == "mine"

    def test_a_new_file_and_a_saved_one_are_kept(
        self, tmp_path: Path, at_the_last_moment: Callable[[Callable[[], None]], None]
    ) -> None:
        begin(tmp_path)

        def change() -> None:
            (tmp_path / "otc/dns/new.py").write_text("just now\n")
            # As editors save: a new file takes the place of the old one.
            (tmp_path / "otc/dns/hand.py~").write_text("mine, again\n")
            (tmp_path / "otc/dns/hand.py~").replace(tmp_path / "otc/dns/hand.py")

        at_the_last_moment(change)
        write(version(2), tmp_path)
        after = tree(tmp_path)
        assert after["otc/dns/new.py"] == "just now\n"
        assert "mine, again\n" in after.values()
        assert not compare(version(2), tmp_path)


class TestConcurrency:
    def test_runs_at_once_take_turns(self, tmp_path: Path) -> None:
        expected = {}
        for number in range(6):
            write(version(number), tmp_path / str(number))
            expected[number] = tree(tmp_path / str(number))
        out = tmp_path / "out"
        begun, go = os.pipe()
        children = []
        for number in range(6):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    os.close(go)
                    os.read(begun, 1)
                    for turn in range(4):
                        write(version((number + turn) % 6), out)
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        os.close(go)
        os.close(begun)
        assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 6
        assert tree(out) in expected.values()

    def test_a_run_does_not_wait_for_ever_and_says_for_whom(self, tmp_path: Path) -> None:
        begin(tmp_path)
        child = os.fork()
        if child == 0:
            when_staging(lambda: os.kill(os.getpid(), signal.SIGSTOP))
            try:
                write(version(2), tmp_path)
            finally:
                os._exit(0)
        assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
        try:
            with pytest.raises(StoreError) as caught:
                write(version(2), tmp_path, wait_seconds=0.1)
            assert caught.value.code == "store-locked"
            assert f"process {child}" in caught.value.reason
        finally:
            os.kill(child, signal.SIGCONT)
            os.waitpid(child, 0)
        assert not compare(version(2), tmp_path)

    def test_the_lock_of_a_killed_run_holds_nobody_up(self, tmp_path: Path) -> None:
        new, out = whole(tmp_path, 2), tmp_path / "out"
        begin(out)

        def work() -> None:
            when_staging(die)
            write(version(2), out)

        assert in_child(work) == -signal.SIGKILL
        assert (out / WORK).exists()
        write(version(2), out, wait_seconds=0)
        assert tree(out) == new


class TestHostileLeftovers:
    """A checkout may come with a working folder that no run of ours has made."""

    @pytest.mark.parametrize(
        "journal",
        [
            '{"step": "move", "written": ["../../victim", "/victim"], "removed": ["../../victim"], "owned": {}}',
            '{"step": "move", "written": ["link/victim"], "removed": ["link/victim"], "owned": {}}',
            '{"step": "exchange", "inode": "x", "owned": {"a": 1}}',
            '{"step": "exchange", "inode": 1}',
            '{"step": "move", "written": 1, "removed": {}, "owned": []}',
            "[" * 100_000,
            "\x00",
        ],
    )
    def test_a_journal_never_leads_out_of_the_package(self, tmp_path: Path, journal: str) -> None:
        out = tmp_path / "out"
        begin(out)
        (tmp_path / "elsewhere").mkdir()
        for victim in (tmp_path / "victim", tmp_path / "elsewhere" / "victim"):
            victim.write_text("precious\n")
        (out / "otc" / "link").symlink_to(tmp_path / "elsewhere")
        (out / WORK / "next" / "link").mkdir(parents=True)
        (out / WORK / "next" / "link" / "victim").write_text("evil\n")
        (out / WORK / "next" / "away").symlink_to(tmp_path / "elsewhere")
        (out / WORK / "journal.json").write_text(journal)
        try:
            write(version(2), out)
        except StoreError as error:
            assert error.code in CODES
        assert (tmp_path / "victim").read_text() == "precious\n"
        assert (tmp_path / "elsewhere" / "victim").read_text() == "precious\n"
        assert {path: tree(out).get(path) for path in HAND} == HAND
