"""Which list operations are read page by page: by the names of their parameters and fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docbind.dialect.paging import (
    CURSOR_NAMES,
    NEXT_NAMES,
    QUERYING_SEGMENTS,
    QUERYING_TITLES,
    SIDE_LISTS,
    SIZE_NAMES,
    TOTAL_NAMES,
    CursorName,
)
from docbind.dialect.titles import VERBS
from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import (
    Field,
    Kind,
    ListOf,
    Location,
    Model,
    ModelRef,
    Operation,
    Scalar,
)
from docbind.phrases.rows import Phrases

PAGE_UNIT = re.compile(
    r"\bpage (?:number|no|index)|\bnumber of (?:the )?pages?\b|\bpage\b.{0,40}\bstarts? (?:from|at)\b", re.IGNORECASE
)
FIRST_NUMBER = re.compile(
    r"\b(?:starts? (?:from|at|with)|starting from|minimum(?: value)? (?:is|:)|first page is)\s*\**(\d)\b", re.IGNORECASE
)

_TITLES, _SEGMENTS = Phrases(QUERYING_TITLES), Phrases(QUERYING_SEGMENTS)


def paging(operation: Operation, models: Mapping[str, Model]) -> Paging | None:
    """How the operation is read page by page, or None where its parameters and response do not say."""
    if operation.method != "GET" and not queries(operation):
        return None
    root = success_body(operation, models)
    if root is None:
        return None
    moved = _members(operation, models)
    size = next((moved[_key(name)].wire_name for name in SIZE_NAMES if _key(name) in moved), "")
    items = _items(root, models)
    # A body says much that is no paging: one of its members moves through the pages only beside another that bounds them.
    if not items or (operation.method != "GET" and not size):
        return None
    fields = _scalars(root, models, beside=items)
    total = _named(TOTAL_NAMES, fields)
    for cursor in CURSOR_NAMES:
        field = moved.get(cursor.name)
        if field is None:
            continue
        following = ""
        if cursor.style is PagingStyle.MARKER:
            following = _named((*NEXT_NAMES, cursor.name), fields)
            if not following and not (size and cursor.name == "marker"):
                continue
        return _found(cursor, field, size, items, following, total)
    return None


def queries(operation: Operation) -> bool:
    """Whether a POST only reads: its title says so, or its path does and the title names no other deed."""
    if operation.method != "POST":
        return False
    title = operation.title.strip()
    if _TITLES.at(title):
        return True
    is_deed = any(
        word in VERBS or word in VERBS.values() or word.endswith("ing") for word in re.findall(r"\w+", title.lower())
    )
    fixed = [segment for segment in operation.path.split("/") if segment and "{" not in segment]
    return bool(fixed) and not is_deed and _SEGMENTS.whole(fixed[-1]) is not None


def _members(operation: Operation, models: Mapping[str, Model]) -> dict[str, Field]:
    """What may move through the pages, by key: parameters of the query, and members of the body of a POST.

    A name that stands in two places of a request says nothing: the run time knows its members by their names.
    """
    found = {
        _key(parameter.field.wire_name): parameter.field
        for parameter in operation.parameters
        if parameter.location is Location.QUERY
    }
    body = operation.request.type if operation.method == "POST" and operation.request is not None else None
    members = {
        _key(field.wire_name): field
        for field in (models[body.id].fields if isinstance(body, ModelRef) and body.id in models else ())
        if isinstance(field.type, Scalar)
    }
    elsewhere = {_key(parameter.field.wire_name) for parameter in operation.parameters}
    for key, field in members.items():
        if key not in elsewhere:
            found[key] = field
        else:
            found.pop(key, None)
    return found


def _found(cursor: CursorName, field: Field, size: str, items: str, following: str, total: str) -> Paging:
    unit = "pages" if cursor.unit == "pages" or PAGE_UNIT.search(field.text) else "records"
    stated = FIRST_NUMBER.search(field.text)
    start = int(stated.group(1)) if stated else cursor.start
    return Paging(
        style=cursor.style,
        cursor=field.wire_name,
        size=size,
        items=items,
        next=following,
        total=total,
        start=start,
        unit=unit,
        span=field.span,
    )


def success_body(operation: Operation, models: Mapping[str, Model]) -> Model | None:
    """The structure that the first success with one carries."""
    for response in operation.responses:
        if response.is_success and response.body is not None and isinstance(response.body.type, ModelRef):
            return models.get(response.body.type.id)
    return None


def _items(root: Model, models: Mapping[str, Model]) -> str:
    """The path of the one list of the response: at its root, preferring lists of structures, else the one list
    of structures below an object of the root.
    """
    lists = _lists(root)
    if lists:
        chosen = [name for name, of_structures in lists if of_structures] or [name for name, _ in lists]
        return chosen[0] if len(chosen) == 1 else ""
    below = [
        f"{field.wire_name}.{name}"
        for field in root.fields
        if isinstance(field.type, ModelRef) and field.type.id in models
        for name, of_structures in _lists(models[field.type.id])
        if of_structures
    ]
    return below[0] if len(below) == 1 else ""


def _lists(model: Model) -> list[tuple[str, bool]]:
    """The lists of a structure by their names, each with whether it holds structures."""
    found = [
        (field.wire_name, isinstance(field.type.item, ModelRef))
        for field in model.fields
        if isinstance(field.type, ListOf) and not _key(field.wire_name).endswith("links")
    ]
    return [(name, holds) for name, holds in found if _key(name) not in SIDE_LISTS] or found


def _scalars(root: Model, models: Mapping[str, Model], beside: str) -> tuple[str, ...]:
    """The paths of the scalars at the root and one structure down; those that stand beside the items come first."""
    paths: list[str] = []
    for field in root.fields:
        match field.type:
            case Scalar(kind=kind) if kind is not Kind.BOOLEAN:
                paths.append(field.wire_name)
            case ModelRef(id=identity) if identity in models:
                paths += [
                    f"{field.wire_name}.{inner.wire_name}"
                    for inner in models[identity].fields
                    if isinstance(inner.type, Scalar) and inner.type.kind is not Kind.BOOLEAN
                ]
            case _:
                continue
    holder = beside.rpartition(".")[0]
    return tuple(sorted(paths, key=lambda path: path.rpartition(".")[0] != holder))


def _named(names: tuple[str, ...], paths: tuple[str, ...]) -> str:
    """The first path whose last step has the first of the names that any has."""
    return next((path for name in names for path in paths if _key(path.rpartition(".")[2]) == _key(name)), "")


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
