"""Names that an emitted class may not use as they are; the generator reads them from here and appends one underscore.

Only the standard library is imported, and nothing of this package, so that the file can be loaded alone.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from types import MappingProxyType

ANNOTATION_NAMES = frozenset(
    {"Any", "Literal", "None", "at", "bool", "bytes", "dict", "field", "float", "int", "list", "m", "str"}
)
"""Names that stand in annotations and specifiers: a member of the same name would hide them in its class."""

_RESERVED = frozenset(keyword.kwlist) | ANNOTATION_NAMES

MODEL_NAMES = _RESERVED | {"extra", "from_dict", "self", "to_dict"}
"""For the members of models: keywords, names of annotations, public attributes of `Model`."""

ARGUMENT_NAMES = (
    _RESERVED
    | {"method", "paging", "progress", "responses", "uri"}
    | {"extra_body", "extra_headers", "extra_query", "op", "options", "scope_project_id", "self"}
)
"""For the members of operations, which are arguments of the client's methods too: also the public attributes of `Request`,
and the options that never give way."""

CLIENT_NAMES = _RESERVED | {
    "close",
    "download",
    "exchange",
    "op",
    "paginate",
    "send",
    "service",
    "stream",
    "wait",
    "wait_until",
    "wait_until_gone",
    "with_options",
}
"""For the methods of clients: also the public attributes of `Client` and `AsyncClient`."""

WAITER_PREFIX = "wait_until_"
"""How the methods of clients begin that wait for a documented state; no operation's does."""

MODULE_NAMES = frozenset({*keyword.kwlist, "_core", "auth", "errors", "hooks", "testing", "NULL", "replace"})
"""For the packages of services: what else stands in the root package."""

CLIENT_HEADERS = frozenset(
    {
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "date",
        "host",
        "transfer-encoding",
        "x-auth-token",
        "x-domain-id",
        "x-project-id",
        "x-sdk-content-sha256",
        "x-sdk-date",
        "x-security-token",
    }
)
"""Headers that belong to the client, in lower case: they never become arguments, and a caller may not set them."""

OPTIONS_WITHOUT: Mapping[frozenset[str], str] = MappingProxyType(
    {
        frozenset(): "CallOptions",
        frozenset({"timeout"}): "OptionsWithoutTimeout",
        frozenset({"validate"}): "OptionsWithoutValidate",
        frozenset({"project_id"}): "OptionsWithoutProject",
        frozenset({"timeout", "validate"}): "ExtraOptions",
        frozenset({"timeout", "project_id"}): "ExtraOptions",
        frozenset({"validate", "project_id"}): "ExtraOptions",
        frozenset({"timeout", "validate", "project_id"}): "ExtraOptions",
    }
)
"""The type of `**options` by the arguments that are called like an option and so take its place."""
