"""PackagePlan × templates → GeneratedFiles. The only module with jinja2 and black.

Templates get finished words and only loop over them. Every Python file is formatted by black, compiled, and held to a short list of what emitted code may
contain and to the texts of its plan: whatever the pages say, nothing else can reach the output.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import assert_never

from black import format_str
from black.mode import Mode, TargetVersion
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from docbind.emitted import problem_of
from docbind.literals import LINE_LENGTH
from docbind.model.package import (
    ClassModule,
    ClientModule,
    DataFile,
    FilePlan,
    GeneratedFile,
    LazyModule,
    PackagePlan,
    ReferencePage,
    ValidatorModule,
)
from docbind.resources import template_folder

STYLE = Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)

COPIED = (("core", "_core"), ("package", ""))
"""Folders of the templates whose files are copied byte for byte, and where to."""


@dataclass(slots=True)
class Layout:
    """Statements as black has them, by the digest of what they were before. `known` is from an earlier time; `used` is what this time needed."""

    known: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    def of(self, statement: str) -> str:
        key = hashlib.sha256(statement.encode()).hexdigest()
        text = self.known.get(key)
        if text is None:
            text = format_str(statement, mode=STYLE).strip("\n")
        self.used[key] = text
        return text


def render(plan: PackagePlan, layout: Layout | None = None) -> tuple[GeneratedFile, ...]:
    """The files of one service; what `layout` knows is not formatted again. Raises `RuntimeError` where a file would hold code that no template means: that is a bug, never the pages' fault."""
    layout = layout or Layout()
    return tuple(_rendered(file, plan.scope, layout) for file in plan.files)


def render_package(plan: PackagePlan) -> tuple[GeneratedFile, ...]:
    """The files at the root of the package, with the run time that all services share."""
    copies = [
        GeneratedFile(path=f"{target}/{path.name}".lstrip("/"), content=path.read_bytes())
        for folder, target in COPIED
        for path in sorted((template_folder() / folder).iterdir())
        if path.suffix == ".py" or path.name == "py.typed"
    ]
    marker = GeneratedFile(path="py.typed", content=b"")
    return tuple(sorted((*render(plan), *copies, marker), key=lambda file: file.path))


def _rendered(plan: FilePlan, scope: str, layout: Layout) -> GeneratedFile:
    match plan:
        case ClassModule():
            text = _python("service/classes.py.j2", plan, layout)
        case ClientModule():
            text = _python("service/client.py.j2", plan, layout)
        case ValidatorModule():
            text = _python("service/validators.py.j2", plan, layout)
        case LazyModule():
            text = _python("service/lazy.py.j2", plan, layout)
        case ReferencePage():
            text = _template("service/reference.md.j2").render(plan=plan)
        case DataFile():
            text = plan.text
        case _:
            assert_never(plan)
    return GeneratedFile(path=plan.path, content=text.encode("ascii"), pages=plan.pages, scope=scope)


def _python(template: str, plan: FilePlan, layout: Layout) -> str:
    """The finished text of a module."""
    text = _formatted(_template(template).render(plan=plan), layout)
    problem = problem_of(text, plan)
    if problem:
        raise RuntimeError(f"{plan.path}: {problem}; please report this as a bug of docbind")
    return text


def _formatted(text: str, layout: Layout) -> str:
    """The text as black has it. Statement by statement: black goes twice over all that it is given where it changes anything, and most statements stay."""
    pieces = (_laid_out(piece, layout) for piece in re.split(r"\n{3,}(?=\S)", text.strip("\n")))
    return "\n\n\n".join(pieces) + "\n"


def _laid_out(statement: str, layout: Layout) -> str:
    """A statement at the left margin; of a class whose methods the template parts by form feeds, each method by itself, so that one that changed leaves the others alone."""
    head, *methods = re.split(r"\n*\f\n+", statement)
    parts = [layout.of(head), *(layout.of(f"class _:\n{method}").removeprefix("class _:\n") for method in methods)]
    return "\n\n".join(parts)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(template_folder()),
        undefined=StrictUndefined,
        autoescape=False,  # every value is a finished word of `docbind.literals`, and escaping it for HTML would break it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
