"""Operations → whether one is about a project, which the caller then has to name, or works in the client's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docbind.dialect.targets import CLIENT_PLACEHOLDER, IN_QUESTION, KEPT_PROJECTS, TARGETS
from docbind.model.spec import Operation
from docbind.phrases.rows import Phrases

_TARGETS = Phrases(TARGETS)
_KEPT = Phrases(KEPT_PROJECTS)


def kept_projects(operations: Iterable[Operation]) -> frozenset[str]:
    """The beginnings of paths behind which the service keeps projects: `/v3/projects/`."""
    return frozenset(
        before
        for operation in operations
        for before, after in _places(operation.path)
        if _KEPT.whole(_asked(operation, before, after)) is not None
    )


def is_target(operation: Operation, kept: frozenset[str]) -> bool:
    """Whether the project is what the operation is about, by its path alone or by what else the service does at it."""
    return any(
        before in kept or _TARGETS.whole(_asked(operation, before, after)) is not None
        for before, after in _places(operation.path)
    )


def _places(path: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each placeholder that a client could fill in."""
    parts = path.split(f"{{{CLIENT_PLACEHOLDER}}}")
    for index in range(1, len(parts)):
        yield f"{{{CLIENT_PLACEHOLDER}}}".join(parts[:index]), f"{{{CLIENT_PLACEHOLDER}}}".join(parts[index:])


def _asked(operation: Operation, before: str, after: str) -> str:
    return f"{operation.method} {before}{IN_QUESTION}{after}"
