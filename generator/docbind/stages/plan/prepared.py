"""What several files say about an operation, worked out once: its arguments and its answer."""

from __future__ import annotations

from dataclasses import dataclass

from docbind.model.names import OperationNames
from docbind.model.spec import Operation
from docbind.stages.plan.answers import Answer, answer
from docbind.stages.plan.arguments import Argument, arguments
from docbind.stages.plan.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One operation with everything that its class, methods, evidence and reference share."""

    operation: Operation
    names: OperationNames
    arguments: tuple[Argument, ...]
    answer: Answer


def prepared(service: Service) -> tuple[Prepared, ...]:
    """The operations of a service, sorted by name."""
    return tuple(
        Prepared(
            operation=operation,
            names=names,
            arguments=arguments(operation, names, service),
            answer=answer(operation, names, service),
        )
        for operation, names in service.operations
    )
