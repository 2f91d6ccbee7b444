"""Which operations list, and how they are read page by page: by titles, by the names and words of parameters and
fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docbind.dialect.paging import (
    CURSOR_NAMES,
    KEY_CURSORS,
    KEY_TEXTS,
    LAST_MEMBERS,
    MORE_NAMES,
    MORE_TEXTS,
    NEXT_NAMES,
    NEXT_TEXTS,
    PAGE_COUNTS,
    POSITION_NAMES,
    POSITIONS,
    QUERYING_SEGMENTS,
    QUERYING_TITLES,
    SIZE_NAMES,
    TOGETHER,
    TOTAL_NAMES,
    WHOLE_NAMES,
    WHOLE_TOTALS,
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
from docbind.phrases.names import compact
from docbind.phrases.rows import Phrases
from docbind.phrases.titles import titled_list
from docbind.stages.link.lists import SIDE, FoundList, is_whole_answer, list_of

PAGE_UNIT = re.compile(
    r"\bpage (?:number|no|index)|\bnumber of (?:the )?pages?\b|\bpage\b.{0,40}\bstarts? (?:from|at)\b", re.IGNORECASE
)
FIRST_NUMBER = re.compile(
    r"\b(?:starts? (?:from|at|with)|starting from|minimum(?: value)? (?:is|:)|first page is)\s*\**(\d)\b", re.IGNORECASE
)

_TITLES, _SEGMENTS = Phrases(QUERYING_TITLES), Phrases(QUERYING_SEGMENTS)
_WHOLE, _WHOLE_NAMES, _OF_PAGE = map(Phrases, (WHOLE_TOTALS, WHOLE_NAMES, PAGE_COUNTS))
_MORE, _TOGETHER = map(Phrases, (MORE_TEXTS, TOGETHER))
_POSITIONS, _KEYS, _KEY_TEXTS, _NEXT = map(Phrases, (POSITIONS, KEY_CURSORS, KEY_TEXTS, NEXT_TEXTS))


def paging(operation: Operation, models: Mapping[str, Model]) -> Paging | None:
    """How the operation is read page by page; None where it does not list.

    An operation whose title lists and whose answer is a list has its pages, or else all in a single one. Without such
    a title, only a parameter that moves through the pages, and is called as nothing else is, tells a list.
    """
    said = titled_list(operation.title, operation.method)
    if said is None and operation.method != "GET" and not queries(operation):
        return None
    found = list_of(operation, models, said)
    if found is None:
        return None
    moving = _moving(operation, models, found, lists=said is not None)
    if moving is not None or said is None or not is_whole_answer(found, operation, said):
        return moving
    return _single(operation, models, found)


def _moving(operation: Operation, models: Mapping[str, Model], found: FoundList, *, lists: bool) -> Paging | None:
    """How the operation moves through several pages; None where nothing does. `lists` tells that its title does."""
    moved = _members(operation, models)
    size = _size(moved)
    # A body says much that is no paging: one of its members moves through the pages only beside another that bounds them.
    if operation.method != "GET" and (size is None or not queries(operation)):
        return None
    fields = _scalars(found, models)
    announced = _by_announcement(moved, size, found, fields, models)
    if announced is not None:
        return announced
    for cursor in CURSOR_NAMES:
        field = moved.get(cursor.name)
        if field is None:
            continue
        if cursor.style is not PagingStyle.MARKER:
            return _found(cursor, field, size, found, fields)
        following = _named((*NEXT_NAMES, cursor.name), _numbers(fields))
        if following:
            return _found(cursor, field, size, found, fields, next=following)
        if size is not None and cursor.name == "marker" and isinstance(found.item, ModelRef):
            return _found(cursor, field, size, found, fields, key=_key_in_text(field, found, models))
    return _by_words(moved, size, found, fields, models) if lists else None


def _by_announcement(
    moved: Mapping[str, Field],
    size: Field | None,
    found: FoundList,
    fields: Mapping[str, Field],
    models: Mapping[str, Model],
) -> Paging | None:
    """How a list moves whose answer has a flag for more pages, and the next value of what moves: by its name,
    `NextBook` for `book`, or what the parameter's description says.
    """
    more = next((path for path, field in fields.items() if _is_flag(field) and compact(path) in MORE_NAMES), "")
    if not more:
        return None
    documented = [(field, _named((f"next{key}",), _numbers(fields))) for key, field in moved.items()]
    said = [(field, match[0].group("next")) for field in moved.values() if (match := _NEXT.first(_line(field.text)))]
    pairs = [(field, path) for field, path in documented if path] or said[:1]
    if not pairs:
        return None
    (cursor, following), *others = pairs
    last = [name for name in _item_members(found, models) if compact(name) in LAST_MEMBERS]
    return _found(
        CursorName(name=cursor.wire_name, style=PagingStyle.MARKER, unit="records", start=0),
        cursor,
        size,
        found,
        fields,
        next=following,
        key=last[0] if last and not others and compact(cursor.wire_name) == "marker" else "id",
        more=more,
        also=tuple((field.wire_name, path) for field, path in others),
    )


def _by_words(
    moved: Mapping[str, Field],
    size: Field | None,
    found: FoundList,
    fields: Mapping[str, Field],
    models: Mapping[str, Model],
) -> Paging | None:
    """How a list moves by a parameter whose name alone does not say it."""
    if size is None:
        return None
    for name in POSITION_NAMES:
        field = moved.get(name)
        if field is not None and _POSITIONS.anywhere(_line(field.text)):
            cursor = CursorName(name=name, style=PagingStyle.OFFSET, unit="records", start=0)
            return _found(cursor, field, size, found, fields)
    for field in moved.values():
        key = _KEYS.whole_match(field.wire_name)
        if _flag(fields) and key is not None and _KEY_TEXTS.anywhere(_line(field.text)):
            member = key[0].group("key")
            if member in _item_members(found, models):
                cursor = CursorName(name=field.wire_name, style=PagingStyle.MARKER, unit="records", start=0)
                return _found(cursor, field, size, found, fields, key=member)
    return None


def _single(operation: Operation, models: Mapping[str, Model], found: FoundList) -> Paging:
    """A list whose pages tell no way from one page to the next: what one call answers is all."""
    size = _size(_members(operation, models))
    fields = _scalars(found, models)
    return Paging(
        style=PagingStyle.SINGLE,
        cursor="",
        size=size.wire_name if size is not None else "",
        items=found.path,
        next=_named(NEXT_NAMES, _numbers(fields)),
        total=_total(fields),
        start=0,
        unit="records",
        span=operation.span,
    )


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
        compact(parameter.field.wire_name): parameter.field
        for parameter in operation.parameters
        if parameter.location is Location.QUERY
    }
    body = operation.request.type if operation.method == "POST" and operation.request is not None else None
    members = {
        compact(field.wire_name): field
        for field in (models[body.id].fields if isinstance(body, ModelRef) and body.id in models else ())
        if isinstance(field.type, Scalar)
    }
    elsewhere = {compact(parameter.field.wire_name) for parameter in operation.parameters}
    for key, field in members.items():
        if key not in elsewhere:
            found[key] = field
        else:
            found.pop(key, None)
    return found


def _size(moved: Mapping[str, Field]) -> Field | None:
    return next((moved[compact(name)] for name in SIZE_NAMES if compact(name) in moved), None)


def _found(
    cursor: CursorName,
    field: Field,
    size: Field | None,
    found: FoundList,
    fields: Mapping[str, Field],
    *,
    next: str = "",
    key: str = "id",
    more: str = "",
    also: tuple[tuple[str, str], ...] = (),
) -> Paging:
    unit = "pages" if cursor.unit == "pages" or PAGE_UNIT.search(field.text) else "records"
    stated = FIRST_NUMBER.search(field.text)
    start = int(stated.group(1)) if stated else cursor.start
    total = _total(fields)
    return Paging(
        style=cursor.style,
        cursor=field.wire_name,
        size=size.wire_name if size is not None else "",
        items=found.path,
        next=next,
        key=key,
        total=total,
        count="" if total else _named(TOTAL_NAMES, _numbers(fields)),
        more=more or (_flag(fields) if cursor.style is PagingStyle.MARKER else ""),
        also=also,
        start=start,
        unit=unit,
        together=size is not None and any(_TOGETHER.anywhere(_line(one.text)) for one in (field, size)),
        span=field.span,
    )


def _total(fields: Mapping[str, Field]) -> str:
    """The path of the number of all records: its name or its description says that it counts them all."""
    path = _named(TOTAL_NAMES, _numbers(fields))
    if not path:
        return ""
    text = _line(fields[path].text)
    is_whole = _WHOLE_NAMES.anywhere(path.rpartition(".")[2]) or _WHOLE.anywhere(text)
    return path if is_whole and not _OF_PAGE.anywhere(text) else ""


def _flag(fields: Mapping[str, Field]) -> str:
    """The path of what tells whether there are more pages."""
    return next((path for path, field in fields.items() if _is_flag(field) and _MORE.anywhere(_line(field.text))), "")


def _key_in_text(field: Field, found: FoundList, models: Mapping[str, Model]) -> str:
    """The member of the last item that a marker is: its `id`, or the one ID that the description of the marker names."""
    members = _item_members(found, models)
    named = [
        name
        for name in members
        if name.endswith("_id")
        and re.search(rf"\b{'[ _]'.join(map(re.escape, name.split('_')))}\b", field.text, re.IGNORECASE)
    ]
    return named[0] if len(named) == 1 and "id" not in members else "id"


def _item_members(found: FoundList, models: Mapping[str, Model]) -> tuple[str, ...]:
    """The names of the plain values of an item."""
    model = models.get(found.item.id) if isinstance(found.item, ModelRef) else None
    return tuple(one.wire_name for one in model.fields if isinstance(one.type, Scalar)) if model is not None else ()


def _scalars(found: FoundList, models: Mapping[str, Model]) -> dict[str, Field]:
    """The scalars at the root and one structure down, by their paths; those that stand beside the items come first."""
    paths: dict[str, Field] = {}
    for field in found.root.fields if found.root is not None else ():
        match field.type:
            case Scalar():
                paths[field.wire_name] = field
            case ModelRef(id=identity) if identity in models:
                paths |= _inner(field, models[identity])
            # One object that tells of the list, shown as a list of it: the run time takes the only one.
            case ListOf(item=ModelRef(id=identity)) if identity in models and compact(field.wire_name) in SIDE:
                paths |= _inner(field, models[identity])
            case _:
                continue
    holder = found.path.rpartition(".")[0]
    return dict(sorted(paths.items(), key=lambda pair: pair[0].rpartition(".")[0] != holder))


def _inner(field: Field, model: Model) -> dict[str, Field]:
    return {f"{field.wire_name}.{one.wire_name}": one for one in model.fields if isinstance(one.type, Scalar)}


def _is_flag(field: Field) -> bool:
    return isinstance(field.type, Scalar) and field.type.kind is Kind.BOOLEAN


def _numbers(fields: Mapping[str, Field]) -> Iterator[str]:
    """The paths of what may be a number or a marker."""
    return (path for path, field in fields.items() if not _is_flag(field))


def _named(names: tuple[str, ...], paths: Iterable[str]) -> str:
    """The first path whose last step has the first of the names that any has."""
    known = tuple(paths)
    return next((path for name in names for path in known if compact(path.rpartition(".")[2]) == compact(name)), "")


def _line(text: str) -> str:
    return " ".join(text.split())
