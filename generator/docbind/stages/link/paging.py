"""Which list operations are read page by page: by the names of their parameters and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docbind.dialect.paging import CURSOR_NAMES, NEXT_NAMES, SIZE_NAMES, TOTAL_NAMES, CursorName
from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import (
    Field,
    Kind,
    ListOf,
    Location,
    Model,
    ModelRef,
    Operation,
    Parameter,
    Scalar,
)

PAGE_UNIT = re.compile(
    r"\bpage (?:number|no|index)|\bnumber of (?:the )?pages?\b|\bpage\b.{0,40}\bstarts? (?:from|at)\b", re.IGNORECASE
)
FIRST_NUMBER = re.compile(
    r"\b(?:starts? (?:from|at|with)|starting from|minimum(?: value)? (?:is|:)|first page is)\s*\**(\d)\b", re.IGNORECASE
)


def paging(operation: Operation, models: Mapping[str, Model]) -> Paging | None:
    """How the operation is read page by page, or None where its parameters and response do not say."""
    if operation.method != "GET":
        return None
    root = success_body(operation, models)
    if root is None:
        return None
    queries = {
        _key(parameter.field.wire_name): parameter
        for parameter in operation.parameters
        if parameter.location is Location.QUERY
    }
    size = next((queries[_key(name)].field.wire_name for name in SIZE_NAMES if _key(name) in queries), "")
    items = _items(root)
    if not items:
        return None
    fields = dict(_scalars(root, models))
    total = next((path for name in TOTAL_NAMES for path in fields if _key(path.rpartition(".")[2]) == _key(name)), "")
    for cursor in CURSOR_NAMES:
        parameter = queries.get(cursor.name)
        if parameter is None:
            continue
        following = ""
        if cursor.style is PagingStyle.MARKER:
            names = (*NEXT_NAMES, cursor.name)
            following = next(
                (path for name in names for path in fields if _key(path.rpartition(".")[2]) == _key(name)), ""
            )
            if not following and not (size and cursor.name == "marker"):
                continue
        return _found(cursor, parameter, size, items, following, total)
    return None


def _found(cursor: CursorName, parameter: Parameter, size: str, items: str, following: str, total: str) -> Paging:
    text = parameter.field.text
    unit = "pages" if cursor.unit == "pages" or PAGE_UNIT.search(text) else "records"
    stated = FIRST_NUMBER.search(text)
    start = int(stated.group(1)) if stated else cursor.start
    return Paging(
        style=cursor.style,
        cursor=parameter.field.wire_name,
        size=size,
        items=items,
        next=following,
        total=total,
        start=start,
        unit=unit,
        span=parameter.field.span,
    )


def success_body(operation: Operation, models: Mapping[str, Model]) -> Model | None:
    """The structure that the first success with one carries."""
    for response in operation.responses:
        if response.is_success and response.body is not None and isinstance(response.body.type, ModelRef):
            return models.get(response.body.type.id)
    return None


def _items(root: Model) -> str:
    """The one list of the response's root, preferring lists of structures."""
    lists = [
        field for field in root.fields if isinstance(field.type, ListOf) and not _key(field.wire_name).endswith("links")
    ]
    structured = [field for field in lists if isinstance(field.type, ListOf) and isinstance(field.type.item, ModelRef)]
    chosen = structured or lists
    return chosen[0].wire_name if len(chosen) == 1 else ""


def _scalars(root: Model, models: Mapping[str, Model]) -> Iterator[tuple[str, Field]]:
    """Scalar fields at the root and one structure down, by dotted path."""
    for field in root.fields:
        match field.type:
            case Scalar(kind=kind) if kind is not Kind.BOOLEAN:
                yield field.wire_name, field
            case ModelRef(id=identity) if identity in models:
                for inner in models[identity].fields:
                    if isinstance(inner.type, Scalar) and inner.type.kind is not Kind.BOOLEAN:
                        yield f"{field.wire_name}.{inner.wire_name}", inner
            case _:
                continue


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
