"""What emitted Python may consist of. A file that holds anything else is not written: so a hole in `literals` cannot become code in somebody's repository.

Three looks, each at the finished text: its kinds of code and the names that are called, its string literals, and whether the oldest supported Python compiles it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

OLDEST_PYTHON = (3, 11)
"""Whose grammar emitted code keeps to."""

NODES: tuple[type[ast.AST], ...] = (
    *(
        ast.Module,
        ast.ImportFrom,
        ast.alias,
        ast.ClassDef,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.arguments,
        ast.arg,
        ast.If,
    ),
    *(ast.Expr, ast.Assign, ast.AnnAssign, ast.Return, ast.Await, ast.Call, ast.keyword),
    *(
        ast.Constant,
        ast.Name,
        ast.Attribute,
        ast.Subscript,
        ast.Tuple,
        ast.List,
        ast.Dict,
        ast.BinOp,
        ast.BitOr,
        ast.UnaryOp,
        ast.USub,
    ),
    *(ast.Load, ast.Store, ast.Try, ast.Delete, ast.Del),
)
IMPORTED_MODULES = frozenset({"__future__", "collections.abc", "typing"})
"""What may be imported from beside the package itself."""

DECLARING_CALLS = frozenset({"field", "Paging", "Progress", "Service", "deprecated", "lazy_exports"})
SPECIFIERS = frozenset({"host", "path", "query", "header", "body", "form", "whole_body"})
METHOD_CALLS = frozenset({"self.send", "self.paginate", "self.wait_until"})
OWNERS = frozenset({"at", "m", "op", "self"})
"""What may stand before a dot."""

DUNDERS = frozenset(
    {
        *("__all__", "__bodiless__", "__dir__", "__getattr__", "__host__", "__media_type__", "__name__", "__open__"),
        *("__root__", "__undocumented__"),
    }
)


def problem_of(text: str, plan: object) -> str:
    """What is wrong with the text of a module that was made from `plan`; empty where there is nothing.

    `plan` is a dataclass whose texts are the words that the module consists of.
    """
    try:
        tree = ast.parse(text, feature_version=OLDEST_PYTHON)
        compile(tree, "<emitted>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return f"it does not compile: {error}"
    return foreign_code(tree) or foreign_text(tree, words_of(plan))


def words_of(plan: object) -> Iterator[str]:
    """Every text that a plan holds, at any depth."""
    match plan:
        case str():
            yield plan
        case tuple():
            for item in plan:
                yield from words_of(item)
        case _ if is_dataclass(plan):
            for member in fields(plan):
                yield from words_of(getattr(plan, member.name))


def foreign_text(tree: ast.Module, words: Iterable[str]) -> str:
    """Which string literal of a module is in none of the words that it was made from, and where; empty where there is none.

    A literal that was cut short or ran on into the code around it is a text that nobody planned.
    """
    planned = {text for word in words if "'" in word or '"' in word for text in _literals(word)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in planned:
            return f"line {node.lineno}: nobody planned the text {node.value[:40]!r}"
    return ""


def _literals(word: str) -> Iterator[str]:
    """The string literals of an expression, or of a parameter with its annotation and default."""
    for shape in (word, f"def _({word}): ..."):
        try:
            tree = ast.parse(shape)
        except (SyntaxError, ValueError):
            continue
        yield from (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        return


def foreign_code(tree: ast.Module) -> str:
    """What in a module does not belong there, and where; empty where there is nothing."""
    forgetting = [node.finalbody[0] for node in ast.walk(tree) if isinstance(node, ast.Try) and _forgets(node)]
    for node in ast.walk(tree):
        problem = _problem(node)
        if isinstance(node, ast.Delete) and node not in forgetting:
            problem = "something is deleted"
        if problem:
            return f"line {getattr(node, 'lineno', 0)}: {problem}"
    for statement in _at_import(tree):
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and _called(node) not in DECLARING_CALLS and not _is_specifier(node):
                return f"line {node.lineno}: {ast.unparse(node.func)} is called on import"
    return ""


def _problem(node: ast.AST) -> str:
    if not isinstance(node, NODES):
        return f"{type(node).__name__} is no part of emitted code"
    match node:
        case ast.ImportFrom(module=module, level=0) if module not in IMPORTED_MODULES:
            return f"{module} is imported"
        case ast.If(test=test) if not (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"):
            return "a condition"
        case ast.Try() if not _forgets(node):
            return "a try that does more than forget names at its end"
        case ast.Name(id=name) if name.startswith("__") and name not in DUNDERS:
            return f"the name {name}"
        case ast.Attribute(value=value, attr=attribute) if not (
            isinstance(value, ast.Name) and value.id in OWNERS
        ) or attribute.startswith("_"):
            return f"the attribute {attribute}"
        case ast.Call() if not _is_known(node):
            return f"{ast.unparse(node.func)} is called"
        case _:
            return ""


def _forgets(node: ast.Try) -> bool:
    """Whether a statement is tried for nothing but to forget names when it ends."""
    match node:
        case ast.Try(body=[ast.Return() | ast.Expr()], handlers=[], orelse=[], finalbody=[ast.Delete(targets=targets)]):
            return all(isinstance(target, ast.Name) for target in targets)
        case _:
            return False


def _is_known(node: ast.Call) -> bool:
    called = _called(node)
    return called in DECLARING_CALLS | METHOD_CALLS | {"check"} or _is_specifier(node) or called.startswith("op.")


def _is_specifier(node: ast.Call) -> bool:
    owner, _, name = _called(node).partition(".")
    return owner == "at" and name in SPECIFIERS


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
        case _:
            return ""


def _at_import(tree: ast.Module) -> list[ast.stmt | ast.expr]:
    """Everything that runs when the module is imported: all but the bodies of functions."""
    found: list[ast.stmt | ast.expr] = []
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        statement = waiting.pop()
        match statement:
            case ast.ClassDef():
                found += [
                    *statement.bases,
                    *(keyword.value for keyword in statement.keywords),
                    *statement.decorator_list,
                ]
                waiting += statement.body
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                defaults = [default for default in statement.args.kw_defaults if default is not None]
                found += [*statement.decorator_list, *statement.args.defaults, *defaults]
            case _:
                found.append(statement)
    return found
