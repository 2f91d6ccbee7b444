"""PackagePlan × templates → GeneratedFiles. The only module with jinja2 and black.

Templates get finished words and only loop over them. Every Python file is formatted by black, parsed again, and held to a short list of what generated code may
contain: whatever the pages say, nothing else can reach the output.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache
from typing import assert_never

import black
from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
from docbind.model.spec import ServiceInfo
from docbind.resources import template_folder
from docbind.stages.plan.packages import package_init

STYLE = black.Mode(target_versions={black.TargetVersion.PY311}, line_length=LINE_LENGTH)


def render(plan: PackagePlan) -> tuple[GeneratedFile, ...]:
    """The files of one service. Raises `AssertionError` where a file would hold code that no template means: a bug, never the pages' fault."""
    return tuple(_file(file, plan.scope) for file in plan.files)
