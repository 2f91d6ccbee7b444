"""One page that a parser takes for ever on is one finding: the others are built, and the build ends."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from command import docbind
from docbind.workers import PageTooCostly, bounded
from garden import ADDING_A_BED, NAME, page, project

ENDLESS = "T\n=\n\nURI\n---\n\nGET /" + "{" * 60_000 + "\n\nResponse\n--------\n\nNone\n"
"""The parser's own pattern for addresses needs time by the cube of these braces."""


def test_a_page_that_takes_too_long_is_left_out_and_the_others_are_built(tmp_path: Path) -> None:
    home = project(tmp_path, {"adding_a_bed.rst": page("Adding a Bed", ADDING_A_BED, NAME), "endless.rst": ENDLESS})
    ran = docbind("build", cwd=home)
    assert ran.code == 1
    assert "garden/endless.rst:1: error[page-too-costly]" in ran.err
    assert "class AddBed(" in (home / "sdk" / "garden_sdk" / "garden" / "operations.py").read_text(encoding="utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only")
def test_memory_is_bounded_and_given_back() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(PageTooCostly, match="1 GiB of memory"), bounded(10):
        bytearray(3 * 1024**3)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_outside_the_main_thread_the_work_is_done_without_a_bound_of_time() -> None:
    done: list[int] = []

    def work() -> None:
        with bounded(10):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]
