"""`examples.json`: the documented examples of each operation, for the fake and for tests."""

from __future__ import annotations

from docbind.literals import JsonText, json_text
from docbind.model.package import DataFile
from docbind.model.spec import Example, ExampleKind, JsonObject, JsonValue, Operation
from docbind.stages.plan.service import Service


def example_file(service: Service) -> DataFile:
    """By class of operation, in the order of the page; operations without examples are left out."""
    entries: list[tuple[str, JsonValue]] = []
    for operation, names in sorted(service.operations, key=lambda pair: pair[1].class_name):
        if operation.examples:
            kinds = (("requests", ExampleKind.REQUEST), ("responses", ExampleKind.RESPONSE))
            lists: list[tuple[str, JsonValue]] = [
                (
                    name,
                    tuple(
                        _example(example, operation, service) for example in operation.examples if example.kind is kind
                    ),
                )
                for name, kind in kinds
            ]
            entries.append((names.class_name, JsonObject(members=tuple(lists))))
    text = JsonText(f"{json_text(JsonObject(members=tuple(entries)))}\n")
    return DataFile(
        path=f"{service.info.module}/examples.json",
        text=text,
        pages=tuple(sorted({operation.span.path for operation, _ in service.operations})),
    )


def _example(example: Example, operation: Operation, service: Service) -> JsonObject:
    members: list[tuple[str, JsonValue]] = []
    if example.kind is ExampleKind.RESPONSE:
        members.append(("status", example.status or _success(operation)))
    members.append(("title", example.title))
    if example.kind is ExampleKind.REQUEST:
        members.append(("url", example.url))
    if example.has_value:
        members.append(("body", example.value))
    elif example.text.lstrip().startswith("<"):
        members.append(("text", example.text))
    if example.headers:
        members.append(("headers", JsonObject(members=example.headers)))
    members.append(("source", (service.page(example.span), example.span.first_line)))
    return JsonObject(members=tuple(members))


def _success(operation: Operation) -> int:
    """The status of an answer that names none."""
    return next((response.status for response in operation.responses if response.is_success), 200)
