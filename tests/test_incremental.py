"""Builds that do again only what changed: always the same output as a first build, whatever happened to the pages, and to what was kept."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from command import SPECS, Ran, docbind, fingerprint, tree
from docbind.disk.cache import Cache
from garden import ADDING_A_BED, GARDEN, NAME, page, project

PARSED = re.compile(r"\((\d+) of (\d+) pages? parsed\)")


def parsed(ran: Ran) -> tuple[int, int]:
    found = PARSED.search(ran.err)
    assert ran.code == 0 and found is not None, ran.err
    return int(found[1]), int(found[2])


def built_anew(home: Path, folder: Path) -> str:
    """The hash of what a first build of the same pages and locks gives."""
    shutil.copytree(home, folder, ignore=shutil.ignore_patterns(".docbind-cache", "sdk"))
    found = PARSED.search(docbind("build", cwd=folder).err)
    assert found is not None and found[1] == found[2]
    return fingerprint(folder / "sdk")


def test_only_changed_pages_are_parsed(tmp_path: Path) -> None:
    home = project(tmp_path)
    first = docbind("build", cwd=home)
    assert parsed(first) == (2, 2)
    assert parsed(docbind("build", cwd=home)) == (0, 2)
    changed = page("Adding a Bed", "POST /v1/beds", NAME, ("size", "No", "Integer", "Size of the bed."))
    (home / "specs" / "garden" / "adding_a_bed.rst").write_text(changed, encoding="utf-8")
    assert parsed(docbind("build", cwd=home)) == (1, 2)
    assert "size: int | None" in (home / "sdk" / "garden_sdk" / "garden" / "operations.py").read_text(encoding="utf-8")


def test_a_page_that_comes_back_is_known_no_more_than_any_other(tmp_path: Path) -> None:
    home = project(tmp_path)
    docbind("build", cwd=home)
    path = home / "specs" / "garden" / "removing_a_bed.rst"
    path.unlink()
    assert parsed(docbind("build", cwd=home)) == (0, 1)
    path.write_text(GARDEN["removing_a_bed.rst"], encoding="utf-8")
    assert parsed(docbind("build", cwd=home)) == (1, 2)


def test_what_was_found_is_told_again(tmp_path: Path) -> None:
    odd = page("Adding a Bed", "POST /v1/beds", NAME, ("size", "No", "Quux", "Size of the bed."))
    home = project(tmp_path, {"adding_a_bed.rst": odd, "broken.rst": b"\xff\xfe"})
    first, second = docbind("build", cwd=home), docbind("build", cwd=home)
    assert first.code == second.code == 1
    findings = [
        [line for line in ran.err.split("\n") if "adding_a_bed.rst" in line or "broken.rst" in line]
        for ran in (first, second)
    ]
    assert findings[0] == findings[1] and len(findings[0]) >= 2


@pytest.mark.parametrize("seed", range(3))
def test_any_history_of_edits_ends_where_a_first_build_does(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    home = tmp_path / "home"
    (home / "specs").mkdir(parents=True)
    for number, path in enumerate(sorted((SPECS / "functiongraph").rglob("*.rst"))):
        if number % 3 == seed:
            target = home / path.relative_to(SPECS.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    (home / "specs" / "functiongraph" / "service.toml").touch()  # so that the lock lies there, and goes along
    (home / "pyproject.toml").write_text('[tool.docbind]\nspecs = "specs"\nout = "sdk"\n', encoding="utf-8")
    pages = sorted((home / "specs").rglob("*.rst"))
    originals = {path: path.read_text(encoding="utf-8") for path in pages}
    docbind("build", cwd=home)
    for _ in range(3):
        for path in dice.sample(pages, 3):
            match dice.randrange(3):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_text(originals[path].replace("String ", "Object "), encoding="utf-8")
                case _:
                    path.write_text(originals[path], encoding="utf-8")
        docbind("build", cwd=home)
    assert fingerprint(home / "sdk") == built_anew(home, tmp_path / "anew")


def test_the_cache_may_be_damaged_or_lost(tmp_path: Path) -> None:
    home = project(tmp_path / "home")
    docbind("build", cwd=home)
    wanted = tree(home / "sdk")
    cache = home / ".docbind-cache"
    assert (cache / ".gitignore").read_text(encoding="ascii") == "*\n"
    for damage in (b"", b"docbind cache 1\n", (cache / "garden.pages").read_bytes()[:-1], b"\x00" * 500):
        for path in cache.glob("*.*"):
            path.write_bytes(damage)
        assert parsed(docbind("build", cwd=home)) == (2, 2)
        assert tree(home / "sdk") == wanted
    shutil.rmtree(cache)
    assert parsed(docbind("build", cwd=home)) == (2, 2)
    shutil.rmtree(cache)
    cache.write_text("no folder", encoding="ascii")
    assert parsed(docbind("build", cwd=home)) == (2, 2)


def test_what_belongs_to_a_service_that_is_gone_is_dropped(tmp_path: Path) -> None:
    home = project(tmp_path)
    docbind("build", cwd=home)
    (home / ".docbind-cache" / "shed.pages").write_bytes(b"old")
    docbind("build", cwd=home)
    assert {path.name for path in (home / ".docbind-cache").iterdir()} == {
        ".gitignore",
        "_package.service",
        "garden.pages",
        "garden.service",
    }


def test_a_check_asks_nothing_that_was_kept_and_keeps_nothing(tmp_path: Path) -> None:
    """Somebody may have put a cache beside the output that fits it and not the pages."""
    home = project(tmp_path)
    docbind("build", cwd=home)
    kept = tree(home / ".docbind-cache")
    (home / "specs" / "garden" / "adding_a_bed.rst").write_text(
        ADDING_A_BED.replace("String", "Integer"), encoding="utf-8"
    )
    assert docbind("check", cwd=home).code == 1
    assert tree(home / ".docbind-cache") == kept


class Trap:
    def __reduce__(self) -> tuple[object, ...]:
        return (print, ("caught",))


def test_what_is_read_back_is_nouns_and_plain_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cache = Cache(folder=tmp_path, version="1")
    cache.keep("garden", "pages", {"fine": (1, "two", None)})
    cache.keep("garden", "service", Trap())
    cache.save(frozenset({"garden"}))
    assert cache.read("garden", "pages") == {"fine": (1, "two", None)}
    assert cache.read("garden", "service") is None
    assert "caught" not in capsys.readouterr().out
    assert Cache(folder=tmp_path, version="2").read("garden", "pages") is None


def test_nothing_is_kept_where_pages_were_given(tmp_path: Path) -> None:
    """The output folder holds output alone, and nobody said where else to keep something."""
    home = project(tmp_path)
    docbind("build", home / "specs" / "garden", "--out", home / "elsewhere", cwd=home)
    assert not list(home.rglob(".docbind-cache"))
