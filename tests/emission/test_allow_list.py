"""What emitted code may consist of: the templates' own constructs and nothing else."""

from __future__ import annotations

import ast

import pytest

from docbind.emitted import foreign_code
from emission.package import files_of
from emission.parts import LIBRARY


def foreign(code: str) -> str:
    return foreign_code(ast.parse(code))


@pytest.mark.parametrize("path", [path for path in files_of(LIBRARY) if path.endswith(".py")])
def test_every_emitted_module_passes(path: str) -> None:
    assert foreign(files_of(LIBRARY)[path]) == ""


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "from os import system",
        "from subprocess import run",
        "exec('1')",
        "__import__('os')",
        "x = open('f')",
        "x = field(default=open('f'))",
        "x = [y for y in z]",
        "x = lambda: 1",
        "x = f'{y}'",
        "x = y if z else w",
        "if 1: pass",
        "while True: pass",
        "try:\n    pass\nfinally:\n    pass",
        "class A(metaclass=print('x')): pass",
        "class A(print('x')): pass",
        "@print\ndef f(): pass",
        "@print('x')\ndef f(): pass",
        "def f(x=print('x')): pass",
        "def f(*, x=check('x')): pass",
        "class A:\n    x: int = check(1)",
        "class A:\n    x: int = op.X()",
        "SERVICE = self.send()",
        "x = at.open('f')",
        "x = m.__class__",
        "x = ().__class__",
        "x = __builtins__",
        "x = a.b.c",
        "x: int = field(ge=1)(2)",
        "del x",
        "global x",
        "assert x",
        "raise x",
        "print('x')",
        "x = 'a' + 'b'",
        "x = 10 ** 10",
        "def f():\n    eval('1')",
        "def f():\n    return m.thing()",
        "def f():\n    yield 1",
        "async def f():\n    async with x: pass",
        "x = *y,",
        "x = (y := 1)",
    ],
)
def test_anything_else_is_found(code: str) -> None:
    assert foreign(code).startswith("line ")


def test_the_message_says_what_and_where() -> None:
    assert foreign("x = 1\ny = open('f')") == "line 2: open is called"
