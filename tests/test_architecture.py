"""The rules of the house, held against the source: floors, walls, nouns, doors, tables and templates. The data below are the rules; see ARCHITECTURE.md."""

from __future__ import annotations

import ast
import dataclasses
import enum
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from docbind.dialect.findings import FINDINGS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "generator" / "docbind"
TEMPLATES = ROOT / "templates"

FLOORS: dict[str, int] = {
    "docbind.model": 0,
    "docbind.dialect": 1,
    "docbind.literals": 2,
    "docbind.resources": 2,
    "docbind.emitted": 2,
    "docbind.grading": 2,
    "docbind.unpacking": 2,
    "docbind.namelock": 2,
    "docbind.errata": 2,
    "docbind.phrases": 3,
    "docbind.stages": 4,
    "docbind.views": 4,
    "docbind.disk": 5,
    "docbind.workers": 5,
    "docbind.edition": 5,
    "docbind.pipeline": 6,
    "docbind.incremental": 7,
    "docbind.project": 8,
    "docbind.scaffold": 9,
    "docbind.api": 9,
    "docbind.cli": 10,
    "docbind.hatch": 9,
    "docbind": 10,
    "docbind.__main__": 10,
}
"""A module imports from lower floors and from its own room. A stage and a view is a room of its own, so that no stage imports another one."""

EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "docbind.model.package",
        "docbind.literals",
    ): "a plan consists of finished words, and their types are made where the words are",
}
"""Imports up the stairs, or across a floor, with the reason."""

PRINTER = "docbind.views.report"
"""The one view that others may import: it alone knows how the words of a page are shown safely."""

WALLS: dict[str, str] = {
    "docutils": "docbind.stages.read",
    "jinja2": "docbind.stages.render",
    "black": "docbind.stages.render",
    "click": "docbind.cli",
    "hatchling": "docbind.hatch",
}
"""Libraries beside Python's own, and the one module that may import each."""

GATES: dict[str, tuple[str, ...]] = {
    "os": ("docbind.disk", "docbind.workers", "docbind.api"),
    "pathlib": (
        *("docbind.disk", "docbind.resources", "docbind.edition", "docbind.workers"),
        *(
            "docbind.pipeline",
            "docbind.incremental",
            "docbind.project",
            "docbind.scaffold",
            "docbind.api",
            "docbind.hatch",
            "docbind.cli",
        ),
    ),
    **dict.fromkeys(("concurrent", "resource", "signal", "threading"), ("docbind.workers",)),
    "shutil": ("docbind.disk",),
    "subprocess": ("docbind.disk.git",),
    "tempfile": ("docbind.disk",),
    "time": ("docbind.disk.lock",),
    "sys": ("docbind.cli", "docbind.disk", "docbind.edition"),
    **dict.fromkeys(("datetime", "getpass", "locale", "platform", "random", "secrets", "socket", "uuid"), ()),
}
"""Modules of Python that reach the disk, the clock, chance or the machine, and who may: output is a function of the pages alone."""

POSITIONAL: dict[str, str] = {
    **dict.fromkeys(("Plain", "Strong", "Literal", "Link"), "runs of a line of text"),
    **dict.fromkeys(
        ("Scalar", "ListOf", "MapOf", "ModelRef", "Unknown", "JsonObject"),
        "types and values, which are written like terms",
    ),
}
"""Nouns that may be built without keywords."""

MAPPINGS: dict[tuple[str, str], str] = {
    ("Names", "operations"): "names by Operation.id",
    ("Names", "models"): "names by Model.id",
    ("Names", "sections"): "modules by Model.id",
}
"""Members that are no tuple: documented look-up tables, read-only by their type."""

WORDS = ("PyLiteral", "Docstring", "Annotation", "Expression", "Prose", "Markdown", "JsonText")
"""Types of finished text. Together with `Identifier`, which only ever is a decided name, templates print nothing else."""

DOORS: dict[tuple[str, str], str] = {
    ("answers", "PyLiteral(str(status))"): "a number",
    ("clients", "Expression(f'deprecated({message})')"): "the message is a literal",
    (
        "clients",
        "Expression(parameter)",
    ): "decided names, annotations and literals, joined by the callers in this module",
    ("examples", "JsonText(f'{json_text(JsonObject(members=tuple(entries)))}\\n')"): "finished JSON and a line end",
    ("modules", "Expression(name)"): "a decided name",
    (
        "packages",
        "Expression('{' + ', '.join((f'{string(name)}: {string(module)}' for name, module in names.items())) + '}')",
    ): "literals",
    (
        "reference",
        "Markdown(f\"{code_span(f'from .{service.info.module} import {service.info.class_name}, Async{service.info.class_name}, models')}\")",
    ): "finished Markdown",
}
"""Where the stage `plan` declares text to be finished that is no constant, and why nothing of a page gets through unseen. Read what a new one joins before you list it."""

NAMES = ("ClassName", "MemberName", "MethodName", "ModuleName")
"""Types of decided names; only the stage `name` makes them."""

TEMPLATE_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.Include),
    *(nodes.Name, nodes.Getattr, nodes.Const, nodes.Filter),
)
TEMPLATE_FILTERS = {"join"}
"""Templates hold loops, dots and includes."""

LONGEST_FILE = 500
VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "base", "manager", "misc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One source file: its import name, whether it is a package, and its syntax tree."""

    name: str
    package: bool
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[str]:
        """Full names of everything imported; of `from a import b` also `a.b`, where that is a module."""
        home = self.name.split(".") if self.package else self.name.split(".")[:-1]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = home[: len(home) - node.level + 1] if node.level else []
                module = ".".join([*above, *filter(None, [node.module])])
                inner = [f"{module}.{alias.name}" for alias in node.names if f"{module}.{alias.name}" in module_names()]
                yield from inner or [module]


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ("docbind", *path.relative_to(SOURCE).with_suffix("").parts)
        package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if package else parts)
        found.append(Module(name=name, package=package, path=path, tree=ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


@cache
def module_names() -> frozenset[str]:
    files = (path.relative_to(SOURCE).with_suffix("").parts for path in SOURCE.rglob("*.py"))
    return frozenset(".".join(("docbind", *parts)).removesuffix(".__init__") for parts in files)


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def floor(name: str) -> int:
    """The floor of a module: that of the most specific room that holds it. The package's own `__init__` holds nobody else."""
    rooms = [room for room in FLOORS if name == room or (room != "docbind" and is_in(name, room))]
    return FLOORS[max(rooms, key=len)]


def room(name: str) -> str:
    """The room of a module: a part of the package, and of stages and views each one."""
    depth = 3 if name.startswith(("docbind.stages.", "docbind.views.")) else 2
    return ".".join(name.split(".")[:depth])


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


# --- floors and walls --------------------------------------------------------------------------------------------------


def test_every_module_has_a_floor() -> None:
    homeless = [
        name
        for name in module_names()
        if not any(name == room or (room != "docbind" and is_in(name, room)) for room in FLOORS)
    ]
    assert not homeless


def test_imports_go_down_the_stairs() -> None:
    upward = {
        (module.name, target)
        for module in modules()
        for target in module.imports()
        if is_in(target, "docbind") and room(target) != room(module.name) and floor(target) >= floor(module.name)
    }
    views = {(name, target) for name, target in upward if is_in(name, "docbind.views") and target == PRINTER}
    entries = {(name, target) for name, target in upward if FLOORS.get(name) == FLOORS.get(target) == FLOORS["docbind"]}
    assert upward - views - entries == set(EXCEPTIONS), "an import that goes up, or an exception that is none any more"


def test_nothing_imports_the_package_s_own_door() -> None:
    """`docbind` itself is the public API; inside, modules are imported where they are."""
    assert not [module.name for module in modules() if "docbind" in module.imports()]


def test_every_library_has_one_door() -> None:
    strangers = {
        (module.name, top)
        for module in modules()
        for top in {target.split(".")[0] for target in module.imports()}
        if top not in sys.stdlib_module_names and top != "docbind" and not is_in(module.name, WALLS.get(top, "nowhere"))
    }
    assert not strangers


def test_every_library_is_used_where_it_may_be() -> None:
    used = {target.split(".")[0] for module in modules() for target in module.imports()}
    assert set(WALLS) <= used


def test_only_few_reach_the_machine() -> None:
    reached = {
        (module.name, top)
        for module in modules()
        for top in {target.split(".")[0] for target in module.imports()} & set(GATES)
        if not any(is_in(module.name, allowed) for allowed in GATES[top])
    }
    assert not reached


def test_nothing_prints_but_the_command() -> None:
    printing = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) == "print"
    }
    assert not printing


@pytest.mark.parametrize("stage", ["read", "interpret", "link", "correct", "check", "name", "plan", "render"])
def test_a_stage_is_a_function_of_its_module_s_name(stage: str) -> None:
    assert inspect.isfunction(getattr(importlib.import_module(f"docbind.stages.{stage}"), stage))


# --- nouns -------------------------------------------------------------------------------------------------------------


def nouns() -> list[type]:
    names = [module.name for module in modules() if is_in(module.name, "docbind.model")]
    loaded = [importlib.import_module(name) for name in names]
    return [
        value
        for module in loaded
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == module.__name__
    ]


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__name__)
def test_a_noun_never_changes(noun: type) -> None:
    if issubclass(noun, enum.Enum):
        return
    assert dataclasses.is_dataclass(noun)
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]  # typeshed does not know it
    assert "__slots__" in vars(noun)
    keywords_only = all(member.kw_only for member in dataclasses.fields(noun))
    assert keywords_only != (noun.__name__ in POSITIONAL)


def test_nouns_inherit_from_nothing_concrete() -> None:
    parents = {base.__name__ for noun in nouns() for base in noun.__bases__}
    assert parents <= {"object", "Enum", "IntEnum", "Generic"}


def test_nouns_hold_nothing_that_changes() -> None:
    mutable = {
        "list",
        "dict",
        "set",
        "bytearray",
        "List",
        "Dict",
        "Set",
        "MutableMapping",
        "Mapping",
        "Sequence",
        "Any",
        "object",
        "Callable",
    }
    held = {
        (noun.__name__, member.name)
        for noun in nouns()
        if dataclasses.is_dataclass(noun)
        for member in dataclasses.fields(noun)
        if mutable & set(re.findall(r"\w+", str(member.type)))
    }
    assert held == set(MAPPINGS)


def test_dialect_is_data() -> None:
    """Tables, and at most functions of one statement that build their rows."""
    control = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match, ast.IfExp, ast.Raise, ast.Lambda)
    dialect = [module for module in modules() if is_in(module.name, "docbind.dialect")]
    assert not [
        (module.name, node.lineno) for module in dialect for node in ast.walk(module.tree) if isinstance(node, control)
    ]
    functions = [node for module in dialect for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]
    assert all(isinstance(function.body[-1], ast.Return) and len(function.body) <= 2 for function in functions)


# --- doors -------------------------------------------------------------------------------------------------------------


def test_finished_words_are_made_of_page_text_by_literals_alone() -> None:
    """Who declares text to be finished without asking `literals`. That nothing else reaches a template is for the type checker to see."""
    doors = {
        (module.name.removeprefix("docbind.stages.plan."), ast.unparse(node))
        for module in modules()
        if module.name != "docbind.literals"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (makes_words(node) or any(isinstance(value, ast.Name) and value.id in WORDS for value in node.args))
    }
    assert doors == set(DOORS)


def makes_words(node: ast.Call) -> bool:
    return called(node) in WORDS and not all(isinstance(value, ast.Constant) for value in node.args)


def test_identifiers_are_made_where_names_are_known() -> None:
    makers = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) == "Identifier"
    }
    assert all(maker == "docbind.literals" or is_in(maker, "docbind.stages.plan") for maker in makers)


def test_what_templates_print_is_finished_words() -> None:
    """Every text of a plan has a type of finished words, but for paths and scopes, which are no text of a file."""
    package = next(module for module in modules() if module.name == "docbind.model.package")
    plans = [
        node
        for node in package.tree.body
        if isinstance(node, ast.ClassDef) and node.name not in ("GeneratedFile", "EmittedService", "PackagePlan")
    ]
    loose = {
        (plan.name, member.target.id)
        for plan in plans
        for member in plan.body
        if isinstance(member, ast.AnnAssign)
        and isinstance(member.target, ast.Name)
        and re.search(r"\b(str|object|Any)\b", ast.unparse(member.annotation))
    }
    assert {member for _, member in loose} <= {"path", "pages"}


def test_names_are_decided_by_the_stage_name_alone() -> None:
    makers = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) in NAMES
    }
    assert all(is_in(maker, "docbind.stages.name") for maker in makers)


# --- findings ----------------------------------------------------------------------------------------------------------


def test_every_code_that_is_given_is_a_finding_and_every_finding_is_given() -> None:
    given = {
        value
        for module in modules()
        if module.name not in ("docbind.dialect.findings", "docbind.dialect.errata_findings")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(value := node.value, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", value)
    }
    stated = {
        keyword.value.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }
    codes = {finding.code for finding in FINDINGS}
    assert len(codes) == len(FINDINGS), "a code is there twice"
    assert stated <= codes, "a code that is no row of dialect/findings.py"
    assert codes <= given, "a row of dialect/findings.py that nothing gives"


# --- templates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.j2")), ids=lambda path: path.name)
def test_templates_hold_loops_dots_and_includes(path: Path) -> None:
    tree = Environment().parse(path.read_text(encoding="utf-8"))
    strange = [type(node).__name__ for node in tree.find_all(nodes.Node) if not isinstance(node, TEMPLATE_NODES)]
    assert not strange
    assert {found.name for found in tree.find_all(nodes.Filter)} <= TEMPLATE_FILTERS
    assert all(loop.test is None and not loop.else_ and not loop.recursive for loop in tree.find_all(nodes.For))


# --- files -------------------------------------------------------------------------------------------------------------


def test_files_can_be_read_in_a_sitting() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in own_files()}
    assert not {path: length for path, length in lengths.items() if length > LONGEST_FILE}


def test_files_are_named_for_what_they_hold() -> None:
    assert not [path for path in own_files() if {path.stem, path.parent.name} & VAGUE_NAMES]


def own_files() -> list[Path]:
    return [path for folder in (SOURCE, TEMPLATES) for path in sorted(folder.rglob("*.py"))]
