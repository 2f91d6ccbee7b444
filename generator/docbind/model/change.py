"""What differs between two states of a service's pages, and what each difference means for those who call it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from docbind.model.diagnostic import SourceSpan
from docbind.model.page import Page
from docbind.model.spec import ServiceSpec


class Impact(IntEnum):
    """What a change asks of callers: nothing, nothing unless they want what is new, or to change their code."""

    DOC_ONLY = 1
    NON_BREAKING = 2
    BREAKING = 3


class ChangeKind(Enum):
    """What changed. The values stand in JSON and never move."""

    SERVICE_ADDED = "service-added"
    SERVICE_REMOVED = "service-removed"
    OPERATION_ADDED = "operation-added"
    OPERATION_REMOVED = "operation-removed"
    OPERATION_DEPRECATED = "operation-deprecated"
    OPERATION_REINSTATED = "operation-reinstated"
    METHOD_CHANGED = "method-changed"
    PATH_CHANGED = "path-changed"
    ALIAS_ADDED = "alias-added"
    ALIAS_REMOVED = "alias-removed"
    URI_NOTATION = "uri-notation"
    PARAM_ADDED = "param-added"
    PARAM_REMOVED = "param-removed"
    PARAM_RENAMED = "param-renamed"
    PARAM_RELOCATED = "param-relocated"
    PARAM_DEPRECATED = "param-deprecated"
    PARAM_REINSTATED = "param-reinstated"
    MARK_CHANGED = "mark-changed"
    MANDATORY_TIGHTENED = "mandatory-tightened"
    MANDATORY_LOOSENED = "mandatory-loosened"
    MANDATORY_STATED = "mandatory-stated"
    TYPE_CHANGED = "type-changed"
    TYPE_STATED = "type-stated"
    TYPE_NOTATION = "type-notation"
    ENUM_VALUE_ADDED = "enum-value-added"
    ENUM_VALUE_REMOVED = "enum-value-removed"
    CONSTRAINT_ADDED = "constraint-added"
    CONSTRAINT_REMOVED = "constraint-removed"
    CONSTRAINT_CHANGED = "constraint-changed"
    DEFAULT_CHANGED = "default-changed"
    MEDIA_TYPE_CHANGED = "media-type-changed"
    BODY_ADDED = "body-added"
    BODY_REMOVED = "body-removed"
    RESPONSE_ADDED = "response-added"
    RESPONSE_REMOVED = "response-removed"
    STRUCTURE_ADDED = "structure-added"
    STRUCTURE_REMOVED = "structure-removed"
    PAGE_ADDED = "page-added"
    PAGE_REMOVED = "page-removed"
    PAGE_MOVED = "page-moved"
    DESCRIPTION_CHANGED = "description-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `operation` is METHOD and path, empty where the change belongs to none.

    `where` is the part of the message: `path`, `query`, `header`, `request`, `response`, `response header`; `structure` for a table that no operation
    refers to. `status` is that of the response, 0 for the answer to any error. `path` is the dotted wire path of the field, as `export fields` writes it.
    `old` and `new` are what was and what is, in few words; `span` is the place in the new pages, for a field that went its operation's; or in the old pages, where
    the new ones have no such page.
    """

    kind: ChangeKind
    impact: Impact
    service: str
    span: SourceSpan
    operation: str = ""
    where: str = ""
    status: int | None = None
    path: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of a service. `pages` are those of its pages whose text the other state does not have."""

    spec: ServiceSpec
    pages: tuple[Page, ...]
