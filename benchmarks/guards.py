"""What the guards against hostile pages cost: their share of the processor time of one build.

`python benchmarks/guards.py PAGES...` builds these services in memory and tells, of one run, how much of the time went into decoding and looking at the bytes of pages, into
the bounds around the work on each page, and into the looks at the finished text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

from docbind import pipeline
from docbind.disk import source
from docbind.stages import render

spent: Counter[str] = Counter()


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **keywords: Any) -> Any:
        begun = process_time()
        try:
            return function(*arguments, **keywords)
        finally:
            spent[name] += process_time() - begun

    return call


@contextmanager
def timed_bounds(characters: int) -> Iterator[None]:
    begun = process_time()
    with bounds(characters):
        spent["bounds of a page"] += process_time() - begun
        yield
        begun = process_time()
    spent["bounds of a page"] += process_time() - begun


bounds = pipeline.bounded


def main() -> None:
    pipeline.bounded = timed_bounds
    source.decode = timed("bytes of pages", source.decode)
    render.problem_of = timed("looks at the finished text", render.problem_of)
    found = source.find_services([Path(argument) for argument in sys.argv[1:] or ["specs"]], None).value
    begun = process_time()
    for folder in found:  # one by one: a pool of processes would keep its counts to itself
        pages = source.read_pages(folder).value
        outcomes = [pipeline._page(page).value for page in pages]
        linked = pipeline.check(pipeline.link(folder.info, tuple(outcomes)).value).value
        understood = pipeline.Understood(folder=folder, spec=linked, sources=pages)
        pipeline.build_files([understood], Path("nowhere"), "otc", lambda words: None)
    whole = process_time() - begun
    for name, seconds in spent.most_common():
        print(f"{seconds / whole:6.1%}  {name}")
    print(f"{sum(spent.values()) / whole:6.1%}  of {whole:.1f} s of processor time, {len(found)} services")


if __name__ == "__main__":
    main()
