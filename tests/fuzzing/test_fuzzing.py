"""Any text whatever as pages: nothing is raised, what is emitted holds to its plan, and the account adds up. `guided.py` looks for more of it, for as long as one likes."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.seeds import PHRASES, pages
from fuzzing.whole import build

SEEDS = tuple(pages())
QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

lines = st.one_of(st.sampled_from(PHRASES), st.text(alphabet=st.characters(codec="utf-8"), max_size=60))


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_refused(data: bytes) -> None:
    build(data)


@QUICK
@given(st.lists(lines, max_size=30))
def test_any_lines_are_a_page(found: list[str]) -> None:
    build("\n".join(found).encode("utf-8"))


@QUICK
@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.randoms(use_true_random=False))
def test_any_change_of_a_page_is_read(first: bytes, second: bytes, dice: random.Random) -> None:
    build(changed(first, dice), changed(second, dice))


def changed(page: bytes, dice: random.Random) -> bytes:
    """A page with a few of its lines dropped, doubled, exchanged or begun with something else."""
    found = page.decode("utf-8", "replace").split("\n")
    for _ in range(dice.randrange(1, 12)):
        at, other = dice.randrange(len(found)), dice.randrange(len(found))
        column = dice.randrange(len(found[at]) + 1)
        match dice.randrange(4):
            case 0:
                found[at], found[other] = found[other], found[at]
            case 1:
                found.insert(at, found[other])
            case 2 if len(found) > 1:
                del found[at]
            case _:
                found[at] = found[at][:column] + dice.choice(PHRASES) + found[at][column:]
    return "\n".join(found).encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("T\n=\n\n" + "- " * 5000 + "a", id="list in list in list"),
        pytest.param("T\n=\n\n" + "".join(" " * (depth % 240) + "a\n\n" for depth in range(2000)), id="quote in quote"),
        pytest.param("URI\n---\n\nGET /" + "{a}/" * 600 + "\n\nResponse\n--------\n", id="longer than any URI"),
    ],
)
def test_what_fuzzing_has_found(text: str) -> None:
    build(text.encode("utf-8"))
