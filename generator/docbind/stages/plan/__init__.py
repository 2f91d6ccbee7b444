"""ServiceSpec × Names → PackagePlan: everything that is emitted for one service, in finished Python words. Total: it reports nothing, and makes no name."""

from __future__ import annotations

from collections.abc import Sequence

from docbind.model.names import Names
from docbind.model.package import PackagePlan
from docbind.model.spec import ServiceSpec
from docbind.stages.plan.clients import client_module
from docbind.stages.plan.evidence import evidence_file
from docbind.stages.plan.examples import example_file
from docbind.stages.plan.models import model_modules
from docbind.stages.plan.operations import operation_module
from docbind.stages.plan.packages import package_init, service_init
from docbind.stages.plan.prepared import prepared
from docbind.stages.plan.reference import reference_page
from docbind.stages.plan.service import service
from docbind.stages.plan.validators import validator_module
from docbind.unpacking import unpacked

__all__ = ["plan", "plan_package"]


def plan(spec: ServiceSpec, names: Names) -> PackagePlan:
    """The files of one service; `names` are those of the stage before, for the same specification."""
    found = service(unpacked(spec), names)
    operations = prepared(found)
    files = (
        service_init(found),
        operation_module(found, operations),
        *model_modules(found),
        client_module(found, operations),
        validator_module(found),
        evidence_file(found, operations),
        example_file(found),
        reference_page(found, operations),
    )
    return PackagePlan(scope=spec.info.module, files=files)


def plan_package(services: Sequence[str]) -> PackagePlan:
    """The root of a package that holds the modules of these services."""
    return PackagePlan(scope="", files=(package_init(services),))
