"""Names of a package that are imported when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_exports(
    package: str, *, modules: Sequence[str], names: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Give the `__getattr__` and `__dir__` of `package`: its submodules `modules`, and `names`, each with the submodule that defines it."""

    def find(name: str) -> object:
        value: object
        if name in names:
            value = getattr(import_module(f"{package}.{names[name]}"), name)
        elif name in modules:
            value = import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=sys.modules[package])
        setattr(sys.modules[package], name, value)
        return value

    def names_of_package() -> list[str]:
        # What a package is made with, as `annotations`, is nothing to complete.
        own = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*own, *modules, *names})

    return find, names_of_package
