"""What `write` and `compare` do where nothing goes wrong, and whose files they leave alone."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from disk.sdk import WAYS, file, go_the_way, stamps, tree, version
from docbind.dialect.findings import FINDINGS
from docbind.disk.store import StoreError, Written, compare, write
from docbind.model.diagnostic import Severity
from docbind.model.package import GeneratedFile

CODES = {finding.code for finding in FINDINGS}


@pytest.fixture(params=WAYS, autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All ways to put a tree into place do the same."""
    go_the_way(request.param, monkeypatch)


def paths(files: tuple[GeneratedFile, ...]) -> list[str]:
    return sorted(file.path for file in files)


class TestWrite:
    def test_the_first_write_makes_the_folders(self, tmp_path: Path) -> None:
        out = tmp_path / "a" / "b"
        outcome = write(version(1), out)
        assert outcome.diagnostics == ()
        assert list(outcome.value.written) == paths(version(1))
        content = tree(out)
        assert {path: content[path] for path in paths(version(1))} == {
            file.path: file.content.decode() for file in version(1)
        }
        assert sorted(content) == sorted([*paths(version(1)), "otc/.docbind/manifest.json"])

    def test_writing_the_same_again_touches_nothing(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        before = stamps(tmp_path)
        assert write(version(1), tmp_path).value == Written()
        assert stamps(tmp_path) == before

    def test_a_new_version_replaces_adds_and_prunes(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        outcome = write(version(2), tmp_path)
        assert outcome.value == Written(
            written=("otc/dns/__init__.py", "otc/dns/models.py", "otc/dns/only_2/part.py"),
            removed=("otc/dns/only_1/part.py",),
        )
        other = tmp_path / "other"
        write(version(2), other)
        assert tree(tmp_path / "otc") == tree(other / "otc")

    def test_a_file_that_stays_the_same_keeps_its_identity_and_time(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        before = stamps(tmp_path)
        write(version(2), tmp_path)
        after = stamps(tmp_path)
        same = str(tmp_path / "otc" / "dns" / "same.py")
        changed = str(tmp_path / "otc" / "dns" / "models.py")
        assert after[same] == before[same]
        assert after[changed] != before[changed]

    def test_a_file_that_was_deleted_comes_back(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        before = tree(tmp_path)
        (tmp_path / "otc" / "dns" / "models.py").unlink()
        assert write(version(1), tmp_path).value.written == ("otc/dns/models.py",)
        assert tree(tmp_path) == before

    def test_the_order_of_the_files_does_not_matter(self, tmp_path: Path) -> None:
        write(version(1), tmp_path / "a")
        write(tuple(reversed(version(1))), tmp_path / "b")
        assert tree(tmp_path / "a") == tree(tmp_path / "b")

    def test_the_manifest_is_the_same_everywhere(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        text = (tmp_path / "otc" / ".docbind" / "manifest.json").read_text()
        assert str(tmp_path) not in text
        files = json.loads(text)["files"]
        assert list(files) == [path.removeprefix("otc/") for path in paths(version(1))]
        assert files["dns/same.py"]["pages"] == ["dns/a.rst", "dns/zones/create.rst"]
        assert files["dns/same.py"]["scope"] == "dns"

    def test_a_package_may_lie_deeper(self, tmp_path: Path) -> None:
        files = [file("my/cloud/otc/a.py", "A = 1\n")]
        (tmp_path / "my").mkdir()
        (tmp_path / "my" / "app.py").write_text("mine")
        write(files, tmp_path, package="my/cloud/otc")
        assert sorted(tree(tmp_path)) == ["my/app.py", "my/cloud/otc/.docbind/manifest.json", "my/cloud/otc/a.py"]
        assert not compare(files, tmp_path, package="my/cloud/otc")

    def test_no_files_and_no_package_is_nothing_to_do(self, tmp_path: Path) -> None:
        assert write((), tmp_path / "out").value == Written()
        assert not (tmp_path / "out").exists()

    def test_an_empty_package_prunes_all_that_was_generated(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        write((), tmp_path, package="otc")
        assert list(tree(tmp_path)) == ["otc/.docbind/manifest.json"]

    def test_the_output_folder_may_be_a_link_because_the_user_typed_it(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "out").symlink_to("real")
        write(version(1), tmp_path / "out")
        assert (tmp_path / "real" / "otc" / "dns" / "models.py").is_file()


class TestScopes:
    def services(self, number: int) -> tuple[GeneratedFile, ...]:
        return (
            file("otc/__init__.py", "", scope=""),
            file(f"otc/_core/v{number}.py", "", scope=""),
            file(f"otc/dns/v{number}.py", "", scope="dns"),
            file(f"otc/ecs/v{number}.py", "", scope="ecs"),
        )

    def test_building_one_service_leaves_the_others(self, tmp_path: Path) -> None:
        write(self.services(1), tmp_path)
        only_dns = [file for file in self.services(2) if file.scope in ("", "dns")]
        outcome = write(only_dns, tmp_path, scopes={"", "dns"})
        assert outcome.value.removed == ("otc/_core/v1.py", "otc/dns/v1.py")
        assert sorted(tree(tmp_path / "otc")) == [
            ".docbind/manifest.json",
            "__init__.py",
            "_core/v2.py",
            "dns/v2.py",
            "ecs/v1.py",
        ]
        assert not compare(only_dns, tmp_path, scopes={"", "dns"})

    def test_what_one_build_leaves_the_next_whole_build_still_owns(self, tmp_path: Path) -> None:
        write(self.services(1), tmp_path)
        write([file for file in self.services(1) if file.scope == "dns"], tmp_path, scopes={"dns"})
        assert write(self.services(2), tmp_path).value.removed == ("otc/_core/v1.py", "otc/dns/v1.py", "otc/ecs/v1.py")

    def test_separate_builds_add_up(self, tmp_path: Path) -> None:
        for scope in ("", "dns", "ecs"):
            write([file for file in self.services(1) if file.scope == scope], tmp_path / "apart", scopes={scope})
        write(self.services(1), tmp_path / "whole")
        assert tree(tmp_path / "apart") == tree(tmp_path / "whole")


class TestOthersFiles:
    def test_a_hand_edit_stops_the_write_before_it_begins(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        for name in ("models.py", "same.py", "only_1/part.py"):
            (tmp_path / "otc" / "dns" / name).write_text("mine\n")
        before = stamps(tmp_path)
        outcome = write(version(2), tmp_path)
        assert outcome.value == Written(refused=("otc/dns/models.py", "otc/dns/only_1/part.py", "otc/dns/same.py"))
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["hand-edited"] * 3
        assert {diagnostic.severity for diagnostic in outcome.diagnostics} == {Severity.ERROR}
        assert [diagnostic.span.path for diagnostic in outcome.diagnostics] == list(outcome.value.refused)
        assert stamps(tmp_path) == before

    def test_a_hand_edit_that_is_what_is_wanted_is_taken_over(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        models = next(file for file in version(2) if file.path == "otc/dns/models.py")
        (tmp_path / models.path).write_bytes(models.content)
        outcome = write(version(2), tmp_path)
        assert outcome.value.refused == ()
        assert models.path not in outcome.value.written

    def test_a_foreign_file_in_the_way_stops_the_write(self, tmp_path: Path) -> None:
        mine = tmp_path / "otc" / "dns" / "models.py"
        mine.parent.mkdir(parents=True)
        mine.write_text("mine\n")
        outcome = write(version(1), tmp_path)
        assert outcome.value == Written(refused=("otc/dns/models.py",))
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["foreign-file"]
        assert tree(tmp_path) == {"otc/dns/models.py": "mine\n"}

    def test_files_of_others_and_other_folders_stay_as_they_are(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        package = tmp_path / "otc"
        (package / "dns" / "hand.py").write_text("mine\n")
        (package / "notes").mkdir()
        (package / "empty" / "inner").mkdir(parents=True)
        (package / "notes" / "link").symlink_to("../dns/hand.py")
        (package / "notes" / "dangling").symlink_to("nowhere")
        (package / "notes" / "folder").symlink_to(tmp_path)
        (package / "dns" / "only_1" / "extra.txt").write_text("mine\n")
        (package / os.fsdecode(b"odd\xff\n.txt")).write_text("mine\n")
        os.mkfifo(package / "notes" / "pipe")
        (tmp_path / "app.py").write_text("mine\n")
        names = ["hand.py", "only_1/extra.txt"]
        kept = {name: stamps(package / "dns")[str(package / "dns" / name)] for name in names}
        others = {path: content for path, content in tree(tmp_path).items() if "mine" in content or "->" in content}
        assert write(version(2), tmp_path).value.refused == ()
        after = tree(tmp_path)
        assert {path: after.get(path) for path in others} == others
        assert after["otc/empty/inner"] == "(empty)"
        assert (package / "notes" / "pipe").is_fifo()
        assert kept == {name: stamps(package / "dns")[str(package / "dns" / name)] for name in names}
        assert "otc/dns/only_1/part.py" not in after

    def test_the_permissions_of_folders_stay(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc").chmod(0o750)
        (tmp_path / "otc" / "dns").chmod(0o711)
        write(version(2), tmp_path)
        assert (tmp_path / "otc").stat().st_mode & 0o777 == 0o750
        assert (tmp_path / "otc" / "dns").stat().st_mode & 0o777 == 0o711

    def test_compiled_code_is_nobodys(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        for folder in ("dns", "dns/only_1"):
            (tmp_path / "otc" / folder / "__pycache__").mkdir()
            (tmp_path / "otc" / folder / "__pycache__" / "part.cpython-311.pyc").write_text("code")
        assert not compare(version(1), tmp_path)
        write(version(2), tmp_path)
        assert not (tmp_path / "otc" / "dns" / "only_1").exists()
        assert (tmp_path / "otc" / "dns" / "__pycache__" / "part.cpython-311.pyc").read_text() == "code"

    def test_a_link_or_folder_in_the_way_is_never_replaced(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        victim = tmp_path / "victim"
        victim.write_text("precious\n")
        (tmp_path / "otc" / "dns" / "models.py").unlink()
        (tmp_path / "otc" / "dns" / "models.py").symlink_to(victim)
        (tmp_path / "otc" / "dns" / "same.py").unlink()
        (tmp_path / "otc" / "dns" / "same.py").mkdir()
        before = tree(tmp_path)
        for force in (False, True):
            outcome = write(version(2), tmp_path, force=force)
            assert outcome.value == Written(refused=("otc/dns/models.py", "otc/dns/same.py"))
            assert {diagnostic.code for diagnostic in outcome.diagnostics} == {"path-taken"}
        assert tree(tmp_path) == before

    def test_a_linked_folder_does_not_lead_a_write_away(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "otc").mkdir()
        (tmp_path / "otc" / "dns").symlink_to(tmp_path / "elsewhere")
        for force in (False, True):
            assert write(version(1), tmp_path, force=force).value.refused
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_a_name_that_differs_only_in_case_is_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "otc" / "dns").mkdir(parents=True)
        (tmp_path / "otc" / "dns" / "Models.py").write_text("mine\n")
        outcome = write(version(1), tmp_path)
        assert outcome.value.refused == ("otc/dns/models.py",)
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["path-taken"]

    def test_a_file_of_ours_may_change_its_case(self, tmp_path: Path) -> None:
        write([file("otc/Models.py", "A = 1\n")], tmp_path)
        write([file("otc/models.py", "A = 1\n")], tmp_path)
        assert sorted(tree(tmp_path)) == ["otc/.docbind/manifest.json", "otc/models.py"]

    def test_without_the_manifest_equal_files_are_taken_over(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        before = tree(tmp_path)
        (tmp_path / "otc" / ".docbind" / "manifest.json").unlink()
        assert write(version(1), tmp_path).value.refused == ()
        assert tree(tmp_path) == before


class TestForce:
    def test_a_changed_file_is_kept_under_another_name(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc" / "dns" / "models.py").write_text("mine 1\n")
        (tmp_path / "otc" / "dns" / "only_1" / "part.py").write_text("mine 2\n")
        (tmp_path / "otc" / "dns" / "only_2").mkdir()
        (tmp_path / "otc" / "dns" / "only_2" / "part.py").write_text("mine 3\n")
        outcome = write(version(2), tmp_path, force=True)
        assert outcome.value.refused == ()
        assert len(outcome.value.saved) == 3
        after = tree(tmp_path)
        assert [after[path] for path in outcome.value.saved] == ["mine 1\n", "mine 2\n", "mine 3\n"]
        assert [path.rpartition("-")[0] for path in outcome.value.saved] == [
            "otc/dns/models.py.orig",
            "otc/dns/only_1/part.py.orig",
            "otc/dns/only_2/part.py.orig",
        ]
        assert "otc/dns/only_1/part.py" not in after
        assert not compare(version(2), tmp_path)
        assert {diagnostic.code for diagnostic in outcome.diagnostics} == {"file-saved"}

    def test_the_same_change_is_kept_once_and_another_beside_it(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        models = tmp_path / "otc" / "dns" / "models.py"
        for change in ("mine 1\n", "mine 1\n", "mine 2\n"):
            models.write_text(change)
            write(version(1), tmp_path, force=True)
        kept = sorted(path.read_text() for path in models.parent.glob("models.py.orig-*"))
        assert kept == ["mine 1\n", "mine 2\n"]

    def test_a_kept_file_that_was_changed_is_not_overwritten(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        models = tmp_path / "otc" / "dns" / "models.py"
        models.write_text("mine\n")
        (first,) = write(version(1), tmp_path, force=True).value.saved
        (tmp_path / first).write_text("precious\n")
        models.write_text("mine\n")
        (second,) = write(version(1), tmp_path, force=True).value.saved
        assert (tmp_path / first).read_text() == "precious\n"
        assert (tmp_path / second).read_text() == "mine\n"

    def test_nothing_that_anybody_wrote_is_ever_lost(self, tmp_path: Path) -> None:
        dice = random.Random(7)
        write(version(0), tmp_path)
        mine: set[str] = set()
        for turn in range(60):
            name = dice.choice(["models.py", "same.py", "only_1/part.py", "only_2/part.py", "hand.py", "a/b.py"])
            path = tmp_path / "otc" / "dns" / name
            path.parent.mkdir(exist_ok=True)
            if path.exists():
                mine.discard(path.read_text())
            path.write_text(f"mine {turn}\n")
            mine.add(f"mine {turn}\n")
            number = dice.randrange(3)
            for force in (False, True):
                refused = write(version(number), tmp_path, force=force).value.refused
                assert mine <= set(tree(tmp_path).values())
            assert not refused
            assert not compare(version(number), tmp_path)


class TestCompare:
    def test_an_equal_tree_has_no_difference(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc" / "hand.py").write_text("mine\n")
        difference = compare(version(1), tmp_path)
        assert not difference
        assert difference.files == ()

    def test_each_kind_of_difference_is_told(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc" / "dns" / "same.py").write_text("mine\n")
        (tmp_path / "otc" / "__init__.py").unlink()
        (tmp_path / "otc" / "dns" / "only_2").mkdir()
        (tmp_path / "otc" / "dns" / "only_2" / "part.py").write_text("mine\n")
        before = stamps(tmp_path)
        difference = compare(version(2), tmp_path)
        assert difference.missing == ("otc/__init__.py",)
        assert difference.changed == ("otc/dns/__init__.py", "otc/dns/models.py")
        assert difference.stale == ("otc/dns/only_1/part.py",)
        assert difference.edited == ("otc/dns/same.py",)
        assert difference.foreign == ("otc/dns/only_2/part.py",)
        assert stamps(tmp_path) == before
        patches = {file.path: file.patch for file in difference.files}
        assert patches["otc/dns/__init__.py"] == (
            "--- a/otc/dns/__init__.py\n+++ b/otc/dns/__init__.py\n@@ -1 +1 @@\n-VERSION = 1\n+VERSION = 2\n"
        )
        assert patches["otc/dns/only_1/part.py"] == (
            "--- a/otc/dns/only_1/part.py\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-PART = True\n"
        )

    def test_a_missing_tree_is_all_missing(self, tmp_path: Path) -> None:
        difference = compare(version(1), tmp_path / "out")
        assert list(difference.missing) == paths(version(1))
        assert not (tmp_path / "out").exists()
        assert "+SAME = True\n" in next(file.patch for file in difference.files if file.path == "otc/dns/same.py")

    def test_a_difference_in_the_record_alone_is_one(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        moved = [GeneratedFile(path=file.path, content=file.content, pages=("dns/b.rst",)) for file in version(1)]
        assert compare(moved, tmp_path).changed == ("otc/.docbind/manifest.json",)

    def test_a_patch_is_safe_for_a_terminal(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc" / "dns" / "same.py").write_bytes(b"\x1b[31m \\n\t\x0c \xe2\x80\xae\r\n")
        (tmp_path / "otc" / "dns" / "models.py").write_bytes(b"\xff\xfe")
        for found in compare(version(1), tmp_path).files:
            assert all(character.isprintable() or character in "\n\t" for character in found.patch)
            assert found.patch.count("\n-") == (1 if found.path.endswith("same.py") else 0)

    def test_a_patch_of_large_files_is_short(self, tmp_path: Path) -> None:
        old = "".join(f"{number}\n" for number in range(20_000))
        write([file("otc/a.json", old)], tmp_path)
        (found,) = compare([file("otc/a.json", old.replace("7", "8"))], tmp_path).files
        assert "20000 lines became 20000" in found.patch


class TestRefusedPaths:
    @pytest.mark.parametrize(
        "path",
        [
            *(
                "otc/../../evil.py",
                "../otc/a.py",
                "/etc/passwd",
                "~/a.py",
                "otc//a.py",
                "otc/./a.py",
                "otc/",
                "otc",
                "",
            ),
            *("otc/a\\b.py", "otc/a:b.py", "otc/a?.py", "otc/a./b.py", "otc/a .py/x ", "otc/con.py", "otc/NUL"),
            *("otc/a\0.py", "otc/a\n.py", "otc/\x1b.py"),
            *("otc/.docbind/manifest.json", "otc/.docbind/x", "otc/__pycache__/a.py", "otc/a.pyc"),
        ],
    )
    def test_an_unsafe_path_is_never_written(self, tmp_path: Path, path: str) -> None:
        out = tmp_path / "deep" / "out"
        files = (file("otc/ok.py", ""), file(path, "evil"))
        for act in (write, compare):
            with pytest.raises(StoreError) as caught:
                act(files, out, package="otc")
            assert caught.value.code == "unsafe-output-path"
            assert caught.value.diagnostic.message.isprintable()
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("package", ["../otc", "/otc", "", "otc/..", ".", "con", "otc\n"])
    def test_an_unsafe_package_is_never_written(self, tmp_path: Path, package: str) -> None:
        with pytest.raises(StoreError):
            write([file(f"{package}/a.py", "")], tmp_path / "out", package=package)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        "first, second",
        [
            ("otc/a.py", "otc/a.py"),
            ("otc/Models.py", "otc/models.py"),
            ("otc/Dns/a.py", "otc/dns/b.py"),
            ("otc/stra\u00dfe.py", "otc/strasse.py"),
            ("otc/\u00e9.py", "otc/e\u0301.py"),
            ("otc/a", "otc/a/b.py"),
            ("otc/a.py", "other/a.py"),
        ],
    )
    def test_two_paths_that_collide_are_never_written(self, tmp_path: Path, first: str, second: str) -> None:
        with pytest.raises(StoreError) as caught:
            write([file(first, "1"), file(second, "2")], tmp_path / "out")
        assert caught.value.code == "unsafe-output-path"
        assert list(tmp_path.iterdir()) == []


class TestManifest:
    @pytest.mark.parametrize(
        "content",
        [
            *("", "{", "[]", "<<<<<<< HEAD", "[" * 100_000, "\udcff"),
            *('{"format": 2, "files": {}}', '{"format": 1, "files": {"a": 1}}'),
            '{"format": 1, "files": {"../../victim": {"sha256": "", "scope": "", "pages": []}}}',
        ],
    )
    def test_one_that_cannot_be_used_stops_everything(self, tmp_path: Path, content: str) -> None:
        write(version(1), tmp_path / "out")
        (tmp_path / "victim").write_text("")
        (tmp_path / "out" / "otc" / ".docbind" / "manifest.json").write_bytes(content.encode(errors="surrogateescape"))
        before = stamps(tmp_path)
        for act in (write, compare):
            with pytest.raises(StoreError) as caught:
                act(version(2), tmp_path / "out")
            assert caught.value.code == "manifest-unreadable"
            assert caught.value.code in CODES
        assert stamps(tmp_path) == before

    def test_force_gets_past_a_broken_one_and_keeps_every_file(self, tmp_path: Path) -> None:
        write(version(1), tmp_path)
        (tmp_path / "otc" / ".docbind" / "manifest.json").write_text("<<<<<<< HEAD")
        outcome = write(version(2), tmp_path, force=True)
        assert len(outcome.value.saved) == 2
        assert not compare(version(2), tmp_path)
