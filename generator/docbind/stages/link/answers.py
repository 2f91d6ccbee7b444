"""What a success of an operation carries."""

from __future__ import annotations

from collections.abc import Mapping

from docbind.model.spec import ListOf, Model, ModelRef, Operation, TypeRef
from docbind.unpacking import content


def success_body(operation: Operation, models: Mapping[str, Model]) -> Model | None:
    """The structure that the first success with one carries, as the page has it: that of an XML document holds its
    root element.
    """
    for response in operation.responses:
        if response.is_success and response.body is not None and isinstance(response.body.type, ModelRef):
            return models.get(response.body.type.id)
    return None


def success_content(operation: Operation, models: Mapping[str, Model]) -> TypeRef | None:
    """What the first success carries that is a structure or a list, as callers see it: of an XML document, what its
    root element holds.
    """
    bodies = (response.body for response in operation.responses if response.is_success)
    types = (content(body, models) for body in bodies if body is not None)
    return next((type_ref for type_ref in types if isinstance(type_ref, ModelRef | ListOf)), None)
