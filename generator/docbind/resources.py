"""What is shipped beside the generator's modules: the templates, and the names that the run time among them reserves."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast


def template_folder() -> Path:
    """The folder of the templates: `docbind/_templates` where docbind is installed, `templates` beside `generator` in a checkout."""
    installed = Path(__file__).parent / "_templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"


def project_file(name: str) -> str:
    """A file that `docbind init` writes into a project."""
    return (template_folder() / "project" / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedNames:
    """Names that emitted code may not use as they are; see `templates/core/reserved.py`.

    `waiter_prefix` begins the methods that wait for a state; `options_without` gives the type of `**options`.
    """

    model_members: frozenset[str]
    arguments: frozenset[str]
    methods: frozenset[str]
    waiter_prefix: str
    client_headers: frozenset[str]
    options_without: Mapping[frozenset[str], str]


@cache
def reserved_names() -> ReservedNames:
    """The lists of the emitted run time, which are kept there so that its own tests hold them to it."""
    path = template_folder() / "core" / "reserved.py"
    spec = importlib.util.spec_from_file_location("docbind_reserved_names", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return ReservedNames(
        model_members=cast("frozenset[str]", module.MODEL_NAMES),
        arguments=cast("frozenset[str]", module.ARGUMENT_NAMES),
        methods=cast("frozenset[str]", module.CLIENT_NAMES),
        waiter_prefix=cast("str", module.WAITER_PREFIX),
        client_headers=cast("frozenset[str]", module.CLIENT_HEADERS),
        options_without=cast("Mapping[frozenset[str], str]", module.OPTIONS_WITHOUT),
    )
