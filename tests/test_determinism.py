"""The output depends on the pages, the configuration and the generator alone; and what is as it should be is left alone."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from command import GENERATED, SPECS, Ran, docbind, fingerprint, tree
from garden import BED, project


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What must not matter: `order` seeds the order in which the pages' copies are created, `folder` is where they and the output lie."""

    hash_seed: str
    locale: str
    time_zone: str
    umask: int
    order: int
    folder: str


SURROUNDINGS = (
    Surroundings(hash_seed="0", locale="C", time_zone="UTC", umask=0o022, order=1, folder="a"),
    Surroundings(hash_seed="1", locale="C.UTF-8", time_zone="Asia/Tokyo", umask=0o077, order=2, folder="b c/ü"),
    Surroundings(hash_seed="random", locale="C", time_zone="America/St_Johns", umask=0o000, order=3, folder="d/e/f"),
    Surroundings(hash_seed="random", locale="C.UTF-8", time_zone="Pacific/Apia", umask=0o027, order=4, folder="g"),
)


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
