"""Emits services into folders, as `docbind build` does without its checks of what is there."""

from __future__ import annotations

from pathlib import Path

from docbind.model.names import NameLock
from docbind.model.package import GeneratedFile
from docbind.model.spec import ServiceSpec
from docbind.stages.name import name
from docbind.stages.plan import plan, plan_package
from docbind.stages.render import render, render_package


def files_of(service: ServiceSpec, lock: NameLock | None = None) -> dict[str, str]:
    """The text of every file of a service, by path."""
    return {file.path: file.content.decode("ascii") for file in rendered(service, lock)}


def rendered(service: ServiceSpec, lock: NameLock | None = None) -> tuple[GeneratedFile, ...]:
    names = name(service, lock or NameLock()).value
    return render(plan(service, names))


def write_package(folder: Path, package: str, *services: ServiceSpec, lock: NameLock | None = None) -> Path:
    """Writes a whole package of these services, and gives its folder."""
    root = folder / package
    modules = sorted(service.info.module for service in services)
    files = [
        *render_package(plan_package(modules)),
        *(file for service in services for file in rendered(service, lock)),
    ]
    for file in files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return root
