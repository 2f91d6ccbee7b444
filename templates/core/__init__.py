"""The run time of the package: models, validation, clients. What emitted modules import is listed here; nothing is imported before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import at
    from .client import AsyncClient, Client
    from .declare import field
    from .deprecation import deprecated
    from .model import Model
    from .options import (
        CallOptions,
        ExtraOptions,
        OptionsWithoutProject,
        OptionsWithoutTimeout,
        OptionsWithoutValidate,
    )
    from .paging import AsyncPager, Pager
    from .plain import Convertible, JsonObject
    from .request import JobRequest, PagedRequest, Paging, Progress, R, Request, StatefulRequest
    from .service import Service
    from .structure import NULL, replace
    from .uploads import AsyncUploadable, Upload, Uploadable
    from .validation import check, check_structure
    from .violation import Violation
else:
    from .lazy import lazy_exports

    __getattr__, __dir__ = lazy_exports(
        __name__,
        modules=("at",),
        names={
            "AsyncClient": "client",
            "AsyncPager": "paging",
            "AsyncUploadable": "uploads",
            "CallOptions": "options",
            "Client": "client",
            "Convertible": "plain",
            "ExtraOptions": "options",
            "JobRequest": "request",
            "JsonObject": "plain",
            "Model": "model",
            "NULL": "structure",
            "OptionsWithoutProject": "options",
            "OptionsWithoutTimeout": "options",
            "OptionsWithoutValidate": "options",
            "PagedRequest": "request",
            "Pager": "paging",
            "Paging": "request",
            "Progress": "request",
            "R": "request",
            "Request": "request",
            "Service": "service",
            "StatefulRequest": "request",
            "Upload": "uploads",
            "Uploadable": "uploads",
            "Violation": "violation",
            "check": "validation",
            "check_structure": "validation",
            "deprecated": "deprecation",
            "field": "declare",
            "replace": "structure",
        },
    )

__all__ = [
    "NULL",
    "AsyncClient",
    "AsyncPager",
    "AsyncUploadable",
    "CallOptions",
    "Client",
    "Convertible",
    "ExtraOptions",
    "JobRequest",
    "JsonObject",
    "Model",
    "OptionsWithoutProject",
    "OptionsWithoutTimeout",
    "OptionsWithoutValidate",
    "PagedRequest",
    "Pager",
    "Paging",
    "Progress",
    "R",
    "Request",
    "Service",
    "StatefulRequest",
    "Upload",
    "Uploadable",
    "Violation",
    "at",
    "check",
    "check_structure",
    "deprecated",
    "field",
    "replace",
]
