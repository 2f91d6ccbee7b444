"""Coverage-guided fuzzing, run by hand: `python tests/fuzzing/guided.py TARGET [options of libFuzzer]`.

TARGET is `read`, `phrases`, `literals` or `build`. It needs atheris (`pip install atheris`), which is no dependency of the project. What was found is written to `crash-*` and
becomes a case of its own. For an hour of the whole: `python tests/fuzzing/guided.py build -max_total_time=3600 -timeout=20 -rss_limit_mb=3000`.
"""

from __future__ import annotations

import ast
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

with atheris.instrument_imports(include=["docbind"]):
    from docbind import literals
    from docbind.disk.encoding import decode
    from docbind.model.diagnostic import SourceSpan
    from docbind.model.page import Cell, Paragraph, Plain, SourceFile, Strong, Text
    from docbind.model.spec import Kind, ListOf, Scalar
    from docbind.phrases.description import read_description
    from docbind.phrases.types import read_type
    from docbind.stages.read import read
    from fuzzing import whole
    from fuzzing.seeds import PHRASES, pages

SPAN = SourceSpan(path="garden/page.rst", first_line=1, last_line=1)
TYPES = (Scalar(Kind.STRING), Scalar(Kind.INTEGER), Scalar(Kind.NUMBER), ListOf(Scalar(Kind.STRING)))


def read_one(data: bytes) -> None:
    text = decode(data, "garden/page.rst").value
    if text is not None:
        read(SourceFile(path="garden/page.rst", text=text))


def read_phrases(data: bytes) -> None:
    text = decode(data, "garden/page.rst").value
    if text is None:
        return
    blocks = tuple(
        Paragraph(text=Text(runs=(Strong(part) if number % 2 else Plain(part),), span=SPAN))
        for number, part in enumerate(text.split("\n"))
        if part
    )
    for kind in TYPES:
        read_description(blocks, kind, span=SPAN, wire_name="bed_id")
    for block in blocks:
        read_type(Cell(blocks=(block,), span=SPAN), field_name="bed_id")


def write_literals(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape" if data[:1] == b"s" else "replace")
    assert ast.literal_eval(literals.string(text)) == text
    line = literals.Line(text=literals.prose(text))
    module = ast.parse(f"class A:\n    {literals.docstring([[line], [line]], indent=4)}\n")
    assert len(module.body) == 1
    for name in (literals.snake_case(literals.words(text)), literals.camel_case(literals.spelled(text))):
        assert not name or (name.isascii() and name.isidentifier()), name
    assert "\n" not in literals.markdown(text) and "<" not in literals.markdown(text).replace("\\<", "")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "read": read_one,
    "phrases": read_phrases,
    "literals": write_literals,
    "build": lambda data: whole.build(*data.split(b"\x00")),
}


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """A change that keeps the shape of a page: lines moved, doubled or dropped, a phrase set in, or one of libFuzzer's own."""
    dice = random.Random(seed)
    lines = data.split(b"\n")
    at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            lines.insert(at, lines[other])
        case 1:
            del lines[at : at + dice.randrange(1, 4)]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            phrase = dice.choice(PHRASES).encode()
            column = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:column] + phrase + lines[at][column + len(phrase) * dice.randrange(2) :]
        case _:
            return bytes(atheris.Mutate(data, longest))
    return b"\n".join(lines)[:longest]


def main() -> None:
    target = TARGETS[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as corpus:
        for number, page in enumerate(pages()):
            (Path(corpus) / str(number)).write_bytes(page)
        for number, phrase in enumerate(PHRASES):
            (Path(corpus) / f"phrase{number}").write_bytes(phrase.encode())
        atheris.Setup([*sys.argv, "-max_len=20000", corpus], target, custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
