"""How fields found the structures that other tables describe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docbind.model.diagnostic import SourceSpan


class LinkStep(Enum):
    """The evidence by which a field found its structure, strongest first."""

    TYPE_LABEL = "link in the type"
    TEXT_LABEL = "link in the description"
    TYPE_NAME = "name in the type"
    DOTTED_PATH = "dotted path in a caption"
    FIELD_NAME = "field's name in a caption"
    INLINE = "rows or bullets of its own"
    OTHER_PAGE = "name on another page"
    EXAMPLE = "example"
    NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """How one container field found its structure."""

    wire_name: str
    step: LinkStep
    span: SourceSpan
