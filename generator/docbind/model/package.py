"""What is emitted for one service, in finished Python words: nothing here knows an API word, and templates only loop over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from docbind.literals import Annotation, Docstring, Expression, Identifier, JsonText, Markdown, PyLiteral
from docbind.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedFile:
    """One file to write: `path` is relative to the output folder, with `/`; `pages` are the pages it was made from (empty: from none in particular).

    `scope` is the module of the service that the file belongs to, or empty where it belongs to the whole package: a build of one service prunes only its own.
    """

    path: str
    content: bytes
    pages: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmittedService:
    """All that a build gives for one service: its files, the text of its lock, and what was found on the way. Without `operations` there are no files."""

    files: tuple[GeneratedFile, ...]
    lock: str
    diagnostics: tuple[Diagnostic, ...]
    operations: int


# --- classes ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """`from <module> import <names>`; a name may be renamed (`models as m`)."""

    module: Identifier
    names: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportGroup:
    """Imports without an empty line between them."""

    lines: tuple[ImportPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlan:
    """`<name>: <annotation> = <specifier>` with a docstring below."""

    name: Identifier
    annotation: Annotation
    specifier: Expression
    docstring: Docstring


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """`<name> = <value>`."""

    name: Identifier
    value: PyLiteral | Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """A model, or an operation with its attributes."""

    name: Identifier
    base: Annotation
    docstring: Docstring
    attributes: tuple[AssignmentPlan, ...]
    members: tuple[MemberPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassModule:
    """`models.py`, one section of it, or `operations.py`; `aliases` are former names of its classes."""

    path: str
    docstring: Docstring
    imports: tuple[ImportGroup, ...]
    classes: tuple[ClassPlan, ...]
    aliases: tuple[AssignmentPlan, ...]
    pages: tuple[str, ...]


# --- clients ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPlan:
    """One method of a client: `<definition> <name>(<parameters>) -> <result>` with one statement, `<statement>(op.<operation>(<arguments>), **options)`.

    `forgotten` are the secret ones of its arguments, one group or none: they are deleted when it ends, so that tools which show the variables of a traceback do not show them.
    """

    definition: Identifier
    name: Identifier
    decorators: tuple[Expression, ...]
    parameters: tuple[Expression, ...]
    result: Annotation
    docstring: Docstring
    statement: Expression
    operation: Identifier
    arguments: tuple[Identifier, ...]
    forgotten: tuple[tuple[Identifier, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiterPlan:
    """One method that waits: `<definition> <name>(request: <request>, …)`.

    It has one statement, `<statement>(request, <state>, …)`.
    """

    definition: Identifier
    name: Identifier
    request: Annotation
    docstring: Docstring
    statement: Expression
    state: PyLiteral


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPlan:
    """The blocking or the asynchronous client."""

    name: Identifier
    base: Identifier
    docstring: Docstring
    methods: tuple[MethodPlan, ...]
    waiters: tuple[WaiterPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientModule:
    """`client.py`."""

    path: str
    docstring: Docstring
    imports: tuple[ImportGroup, ...]
    service: Expression
    clients: tuple[ClientPlan, ...]
    pages: tuple[str, ...]


# --- validators ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPlan:
    """One function of `validators.py`; `places` are those outside of the body, each of which has a mapping."""

    name: Identifier
    docstring: Docstring
    operation: Identifier
    places: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatorModule:
    """`validators.py`; `aliases` are former names of its functions."""

    path: str
    docstring: Docstring
    imports: tuple[ImportGroup, ...]
    checks: tuple[CheckPlan, ...]
    aliases: tuple[AssignmentPlan, ...]
    pages: tuple[str, ...]


# --- packages and the rest -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LazyModule:
    """An `__init__.py` that imports nothing before it is used: what type checkers see, and where the names come from at run time."""

    path: str
    docstring: Docstring
    imports: tuple[ImportPlan, ...]
    lazy: Identifier
    modules: PyLiteral
    names: Expression
    exports: PyLiteral
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """One row of `reference.md`."""

    cells: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTable:
    title: Markdown
    header: ReferenceRow
    rule: ReferenceRow
    rows: tuple[ReferenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePage:
    """`reference.md`."""

    path: str
    title: Markdown
    introduction: tuple[Markdown, ...]
    tables: tuple[ReferenceTable, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A JSON file, finished."""

    path: str
    text: JsonText
    pages: tuple[str, ...]


FilePlan: TypeAlias = ClassModule | ClientModule | ValidatorModule | LazyModule | ReferencePage | DataFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """Everything emitted for one service; `scope` is its module, and every path begins with it."""

    scope: str
    files: tuple[FilePlan, ...]
