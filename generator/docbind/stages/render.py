"""PackagePlan × templates → GeneratedFiles. The only module with jinja2 and black.

Templates get finished words and only loop over them. Every Python file is formatted by black, compiled, and held to a short list of what emitted code may
contain and to the texts of its plan: whatever the pages say, nothing else can reach the output.
"""

from __future__ import annotations

import re
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


def render(plan: PackagePlan) -> tuple[GeneratedFile, ...]:
    """The files of one service. Raises `RuntimeError` where a file would hold code that no template means: that is a bug, never the pages' fault."""
    return tuple(_rendered(file, plan.scope) for file in plan.files)


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


def _rendered(plan: FilePlan, scope: str) -> GeneratedFile:
    match plan:
        case ClassModule():
            text = _python("service/classes.py.j2", plan)
        case ClientModule():
            text = _python("service/client.py.j2", plan)
        case ValidatorModule():
            text = _python("service/validators.py.j2", plan)
        case LazyModule():
            text = _python("service/lazy.py.j2", plan)
        case ReferencePage():
            text = _template("service/reference.md.j2").render(plan=plan)
        case DataFile():
            text = plan.text
        case _:
            assert_never(plan)
    return GeneratedFile(path=plan.path, content=text.encode("ascii"), pages=plan.pages, scope=scope)


def _python(template: str, plan: FilePlan) -> str:
    """The finished text of a module."""
    text = _formatted(_template(template).render(plan=plan))
    problem = problem_of(text, plan)
    if problem:
        raise RuntimeError(f"{plan.path}: {problem}; please report this as a bug of docbind")
    return text


def _formatted(text: str) -> str:
    """The text as black has it. Statement by statement: black goes twice over all that it is given where it changes anything, and most statements stay."""
    pieces = (format_str(piece, mode=STYLE).strip("\n") for piece in re.split(r"\n{3,}(?=\S)", text.strip("\n")))
    return "\n\n\n".join(pieces) + "\n"


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
