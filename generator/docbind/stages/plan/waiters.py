"""The methods of clients that wait for a documented state."""

from __future__ import annotations

from docbind.literals import (
    Annotation,
    Expression,
    Identifier,
    Line,
    code_span,
    docstring,
    generic,
    literal,
    prose,
    string,
)
from docbind.model.names import WaiterNames
from docbind.model.package import WaiterPlan
from docbind.stages.plan.service import Service
from docbind.stages.plan.wording import plain


def waiter_method(waiter: WaiterNames, service: Service, definition: Identifier, statement: Expression) -> WaiterPlan:
    """The method of one state, for all operations that document it."""
    state = string(waiter.state)
    return WaiterPlan(
        definition=definition,
        name=Identifier(waiter.method),
        request=generic(Identifier("StatefulRequest"), Annotation("R"), literal((state,))),
        docstring=docstring(_paragraphs(waiter, service), indent=8),
        statement=statement,
        state=state,
    )


def _paragraphs(waiter: WaiterNames, service: Service) -> list[tuple[Line, ...]]:
    shown = [operation for operation, _ in service.operations if operation.id in waiter.operations]
    *front, last = [code_span(f"op.{service.names.operations[operation.id].class_name}") for operation in shown]
    requests = f"{', '.join(front)} or {last}" if front else last
    failed = sorted({state for operation in shown if operation.states for state in operation.states.failed})
    raises = [f"WaitFailed: The state is {', '.join(map(code_span, failed))}."] if failed else []
    entries = {
        "Args:": (
            f"request: What to send again and again: {requests}.",
            "timeout: Seconds for all calls, pauses and logins together; None waits for ever.",
            "options: Settings of these calls alone.",
        ),
        "Returns:": ("The answer that tells the state.",),
        "Raises:": (*raises, "WaitTimeout: The time is over."),
    }
    sections = [
        (Line(text=prose(title)), *(Line(text=prose(line), indent=4, hang=8) for line in lines))
        for title, lines in entries.items()
    ]
    return [plain(f"Wait until the answer to a request tells the state {code_span(waiter.state)}."), *sections]
