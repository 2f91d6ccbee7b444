"""What emitted code may consist of: the templates' own constructs and nothing else."""

from __future__ import annotations

import ast

import pytest

from docbind.emitted import foreign_code, foreign_text, problem_of
from docbind.literals import Annotation, Docstring, Identifier, PyLiteral
from docbind.model.package import AssignmentPlan, ClassModule, ClassPlan
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
        "def f():\n    del x",
        "def f():\n    try:\n        return self.send()\n    finally:\n        del x.y",
        "def f():\n    try:\n        return self.send()\n    finally:\n        del x\n        del y",
        "def f():\n    try:\n        return self.send()\n    except x:\n        del y",
        "def f():\n    try:\n        x = 1\n    finally:\n        del x",
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


# --- texts -------------------------------------------------------------------------------------------------------------


def module_of(docstring: str, value: str) -> ClassModule:
    """The plan of a module with one class that has one attribute."""
    attribute = AssignmentPlan(name=Identifier("uri"), value=PyLiteral(value))
    bed = ClassPlan(
        name=Identifier("Bed"),
        base=Annotation("Model"),
        docstring=Docstring(docstring),
        attributes=(attribute,),
        members=(),
    )
    return ClassModule(
        path="models.py", docstring=Docstring('"""Beds."""'), imports=(), classes=(bed,), aliases=(), pages=()
    )


PLANNED = module_of('"""One bed."""', '"/beds"')
TEXT = '"""Beds."""\n\n\nclass Bed(Model):\n    """One bed."""\n\n    uri = "/beds"\n'


def test_a_module_of_nothing_but_its_plan_is_fine() -> None:
    assert problem_of(TEXT, PLANNED) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (TEXT.replace("/beds", "/bed"), "nobody planned the text '/bed'"),
        (TEXT.replace('"/beds"', '("/beds" "x")'), "nobody planned the text '/bedsx'"),
        (TEXT.replace("One bed.", "One bed. "), "nobody planned the text 'One bed. '"),
        (TEXT.replace("/beds", "/b\\x65d"), "nobody planned the text '/bed'"),
        (TEXT.replace('"/beds"', "print('/beds')"), "print is called"),
        (TEXT.replace('"/beds"', '"/beds'), "it does not compile"),
        (TEXT + "    uri = \0", "it does not compile"),
        (TEXT + "    type X = int", "it does not compile"),
        (TEXT + "    return 1", "it does not compile"),
    ],
)
def test_a_module_with_a_text_that_is_not_of_its_plan_is_caught(changed: str, said: str) -> None:
    assert said in problem_of(changed, PLANNED)


@pytest.mark.parametrize("word", ['x: Literal["a"] | str = "b"', "{\"a\": 'b'}", 'field(one_of=("a", "b"))'])
def test_texts_are_known_from_expressions_and_from_parameters(word: str) -> None:
    assert foreign_text(ast.parse('x = ("a", "b")'), [word]) == ""
    assert foreign_text(ast.parse('x = "c"'), [word]) == "line 1: nobody planned the text 'c'"
