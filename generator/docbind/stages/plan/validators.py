"""`validators.py`: one function an operation, for those who want no client."""

from __future__ import annotations

from docbind.literals import Identifier, code_span, docstring
from docbind.model.package import CheckPlan, ValidatorModule
from docbind.model.spec import Location, Operation
from docbind.stages.plan.modules import CORE, aliases, header, imports
from docbind.stages.plan.service import Service
from docbind.stages.plan.wording import plain

INTRODUCTION = (
    "Every function takes the JSON body as `payload`; the parameters outside the body are checked where their mapping (by wire name) is given. "
    "It returns all violations at once, an empty tuple where there are none, and raises nothing. A client does not send "
    "a request that has a `refused` one; the others it tells."
)


PLACES = (Identifier("path"), Identifier("query"), Identifier("header"))
HOST = Identifier("host")


def validator_module(service: Service) -> ValidatorModule:
    """One function for every operation, sorted by name."""
    checks = tuple(
        CheckPlan(
            name=Identifier(f"check_{names.method}"),
            docstring=docstring(
                [plain(f"Check a request of {code_span(f'{operation.method} {operation.path}')}.")], indent=4
            ),
            operation=Identifier(names.class_name),
            places=_places(operation),
        )
        for operation, names in service.operations
    )
    needed = (
        [("collections.abc", ["Mapping"]), (CORE, ["Violation", "check"]), (".", ["operations as op"])]
        if checks
        else []
    )
    return ValidatorModule(
        path=f"{service.info.module}/validators.py",
        docstring=header(
            f"The documented rules of {service.info.title} on plain dicts and JSON, for those who want no client.",
            service,
            INTRODUCTION,
        ),
        imports=imports(needed),
        checks=checks,
        aliases=aliases(
            (f"check_{former}", f"check_{names.method}")
            for _, names in service.operations
            for former, _ in names.former
        ),
        pages=tuple(sorted({operation.span.path for operation, _ in service.operations})),
    )


def _places(operation: Operation) -> tuple[Identifier, ...]:
    """Every operation has path, query and header, so that all functions are called alike; the host only where a
    bucket stands there.
    """
    has_host = any(parameter.location is Location.HOST for parameter in operation.parameters)
    return (HOST, *PLACES) if has_host else PLACES
