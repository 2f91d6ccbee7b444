"""One operation of an S3 page: its parameters, bodies and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docbind.dialect.s3 import BodyWord, S3Role
from docbind.model.diagnostic import Diagnostic, Severity, SourceSpan
from docbind.model.page import Page
from docbind.model.spec import (
    REQUIRED,
    UNSTATED,
    Body,
    Carrier,
    Constraint,
    Direction,
    Evidence,
    Field,
    Kind,
    Location,
    OneOf,
    Operation,
    Parameter,
    Reference,
    Response,
    Scalar,
    Struct,
    TypeRef,
    Unknown,
)
from docbind.stages.interpret.operation import is_deprecated
from docbind.stages.interpret.s3.bodies import Origin, body_of
from docbind.stages.interpret.s3.elements import Elements
from docbind.stages.interpret.s3.exchange import Exchange, body_word, examples, is_form
from docbind.stages.interpret.s3.lines import RequestLine
from docbind.stages.interpret.s3.messages import Message
from docbind.stages.interpret.s3.placing import place
from docbind.stages.interpret.s3.rows import ElementRow
from docbind.stages.interpret.s3.tables import ElementTable, Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An operation with what came of its page. `missing` are the rows of elements that found no place in it."""

    operation: Operation
    structs: tuple[Struct, ...]
    missing: tuple[ElementRow, ...]
    diagnostics: tuple[Diagnostic, ...]
