"""Operations → methods and their classes.

A method is called as its page's title says (`titles`). Of operations of one name, the only one whose title says just this keeps it. The others take, in this order:
the words of the title that the short name leaves out, the parameters that they always have in their query string (`?acl`), the version in their path, the words of
their folders from the inside out, and the words of their path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docbind.dialect.titles import IDLE_FOLDER_WORDS
from docbind.literals import camel_case, digest, snake_case, words
from docbind.model.names import ClassName, MethodName
from docbind.model.progress import PagingStyle
from docbind.model.spec import ListOf, Location, MapOf, Model, ModelRef, OneOf, Operation, PresenceKind
from docbind.resources import reserved_names
from docbind.stages.name.choose import choose, fold
from docbind.stages.name.titles import Answer, TitleWords, path_words, title_words

VERSION = re.compile(r"(?<=/)[vV]\d+(?:[._]\d+)*[A-Za-z0-9]*(?=/|$)")

TAKEN_CLASSES = frozenset(
    {
        *("Any", "JobRequest", "Literal", "Mapping", "Model", "PagedRequest", "Paging", "Progress", "Request"),
        *("AsyncUploadable", "Convertible", "JsonObject", "StatefulRequest", "Uploadable"),
        *("False", "None", "True"),
    }
)
"""Names that the emitted modules import, and those of Python that look like names of classes; an operation of such a name takes a more specific one."""


def method_names(
    operations: tuple[Operation, ...], models: Mapping[str, Model], published: Mapping[str, str], taken: frozenset[str]
) -> dict[str, MethodName]:
    """The method of each operation, by `Operation.id`. `published` names, by id too, are kept; nothing new is called as in `taken`."""
    fresh = {operation.id: _candidates(operation, models) for operation in operations if operation.id not in published}
    exact = {operation.id for operation in operations if _is_exact(operation, models)}

    bare = {operation.id for operation in operations if not _fixed_words(operation)}

    def owner(name: str, rivals: tuple[str, ...]) -> str | None:
        for distinguished in (exact, bare):
            named_so = [rival for rival in rivals if rival in distinguished]
            if len(named_so) == 1:
                return named_so[0]
        return None

    chosen = choose(fresh, taken=taken | frozenset(published.values()), owner=owner)
    return {operation.id: MethodName(published.get(operation.id) or chosen[operation.id]) for operation in operations}


def plain_method_name(operation: Operation, models: Mapping[str, Model]) -> str:
    """What the method would be called if it were the only one."""
    return _candidates(operation, models)[0]


def operation_class(method: str) -> ClassName:
    """The class of a method's operation: `create_function` → `CreateFunction`."""
    return ClassName(camel_case(method.split("_")))


def _said(operation: Operation, models: Mapping[str, Model]) -> TitleWords:
    return title_words(operation.title, method=operation.method, path=operation.path, answer=_answer(operation, models))


def _is_exact(operation: Operation, models: Mapping[str, Model]) -> bool:
    """Whether the short name leaves out nothing of the title."""
    said = _said(operation, models)
    return said.short == said.full


def _candidates(operation: Operation, models: Mapping[str, Model]) -> tuple[str, ...]:
    said = _said(operation, models)
    version = tuple(word for word in words("_".join(VERSION.findall(operation.path)[:1])) if word)
    version = ("_".join(version),) if version else ()
    folders = [words(folder) for folder in reversed(operation.folder)]
    unsaid = [
        tuple(word for word in folder if word not in said.short and word not in IDLE_FOLDER_WORDS) for folder in folders
    ]
    outward = [sum(unsaid[:depth], ()) for depth in range(1, len(unsaid) + 1)]
    forms = [
        said.short,
        said.full,
        (*said.short, *_fixed_words(operation)),
        (*said.short, *version),
        (*said.full, *version),
        *((*said.short, *folder) for folder in outward[:3]),
        *((*said.short, *version, *folder) for folder in outward[:3]),
        (*said.short, operation.method.lower()),
        (*said.short, *path_words(operation.path)),
        (*said.short, operation.method.lower(), *path_words(operation.path)),
        *((*said.short, *folder) for folder in folders),
    ]
    reserved = reserved_names().methods
    waiter = reserved_names().waiter_prefix
    names = [
        f"{name}_" if name in reserved or name.startswith(waiter) else name
        for name in dict.fromkeys(map(snake_case, forms))
        if name
    ]
    free = [name for name in names if fold(name) not in _TAKEN]
    key = f"{operation.method} {operation.path} {operation.id}"
    return (*free, snake_case((*said.short[:5], digest(key))))


def _fixed_words(operation: Operation) -> tuple[str, ...]:
    """The names of the parameters without which the method and path of the operation are another one's: they have one value, and must be sent."""
    fixed = [
        parameter.field.wire_name
        for parameter in operation.parameters
        if parameter.location is Location.QUERY
        and parameter.field.presence.kind is PresenceKind.REQUIRED
        and any(isinstance(rule, OneOf) and len(rule.values) == 1 for rule in parameter.field.constraints)
    ]
    return tuple(word for name in fixed for word in words(name))


_TAKEN = frozenset(map(fold, TAKEN_CLASSES))


def _answer(operation: Operation, models: Mapping[str, Model]) -> Answer:
    if operation.paging is not None and operation.paging.style is not PagingStyle.SINGLE:
        return Answer.PAGES
    bodies = [
        response.body.type for response in operation.responses if response.is_success and response.body is not None
    ]
    for body in bodies:
        if isinstance(body, ListOf | MapOf):
            return Answer.LIST
        if (
            isinstance(body, ModelRef)
            and body.id in models
            and any(isinstance(field.type, ListOf) for field in models[body.id].fields)
        ):
            return Answer.LIST
    return Answer.OTHER if bodies else Answer.UNKNOWN
