"""ServiceSpec → ServiceSpec: leaves out the operations that an emitted client could not carry, and says so. The views show them all the same."""

from __future__ import annotations

from dataclasses import replace

from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.spec import Body, Operation, ServiceSpec

XML = "application/xml"


def admit(spec: ServiceSpec) -> Outcome[ServiceSpec]:
    """The service without operations whose request or success is XML: the run time speaks JSON, forms and bytes."""
    refused = tuple(operation for operation in spec.operations if _speaks_xml(operation))
    if not refused:
        return Outcome(value=spec)
    ids = {operation.id for operation in refused}
    admitted = replace(spec, operations=tuple(operation for operation in spec.operations if operation.id not in ids))
    return Outcome(value=admitted, diagnostics=tuple(_refusal(operation) for operation in refused))


def _speaks_xml(operation: Operation) -> bool:
    answers = (response.body for response in operation.responses if 200 <= response.status < 300)
    return any(_is_xml(body) for body in (operation.request, *answers))


def _is_xml(body: Body | None) -> bool:
    return body is not None and body.media_type == XML


def _refusal(operation: Operation) -> Diagnostic:
    return Diagnostic(
        code="operation-speaks-xml",
        severity=Severity.WARNING,
        message=f"{operation.method} {operation.path} exchanges XML, which emitted clients do not speak; the operation is not emitted",
        span=operation.span,
        help="call it with another client; docbind export fields and spec have its facts",
    )
