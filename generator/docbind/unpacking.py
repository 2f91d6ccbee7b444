"""What the bodies of operations hold, without what they are packed in: the root element of an XML document, and the
headers that are all there is of an answer.

Pages describe such a document by its root element; those who call want its content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docbind.dialect.answer_headers import is_common
from docbind.dialect.media import XML_MEDIA_TYPES
from docbind.model.spec import (
    Body,
    Direction,
    Field,
    ListOf,
    Location,
    MapOf,
    Model,
    ModelRef,
    Operation,
    Parameter,
    Response,
    ServiceSpec,
    TypeRef,
)

HEADERS_ALONE = "message/http"
"""The media type of what an answer without a body says in its headers."""

DIGEST = "content-md5"
"""A header that is made from the body, by whoever writes it."""


def unpacked(spec: ServiceSpec) -> ServiceSpec:
    """The service as its callers see it.

    The structure of a document is that of its root element's content, whose name it has as its `element`.

    A document whose root element holds a text alone keeps the structure with the one field. Where nobody knows the
    root, the body stays what it is. An answer that never has a body is a structure of its own headers.
    """
    found = _Documents(spec)
    operations = tuple(_operation(operation, found) for operation in spec.operations)
    families = _families(spec.operations)
    answers = tuple(_headers_model(one, families) for one in spec.operations if _tells_by_headers(one))
    return replace(spec, operations=operations, models=(*found.documents(), *answers))


def content(body: Body, models: Mapping[str, Model]) -> TypeRef | None:
    """What a body holds: of an XML document, what its root element does. None where nobody knows the root."""
    model = models.get(body.type.id) if isinstance(body.type, ModelRef) else None
    if body.media_type not in XML_MEDIA_TYPES or (model is not None and (model.name or model.element is not None)):
        return body.type
    only = model.fields[0].type if model is not None and len(model.fields) == 1 else None
    return only if isinstance(only, ModelRef) else None


def is_text(body: Body, models: Mapping[str, Model]) -> bool:
    """Whether a body is XML of which no root element is known, so that it travels as it is."""
    if body.media_type not in XML_MEDIA_TYPES:
        return False
    return not isinstance(body.type, ModelRef) or models[body.type.id].element is None


class _Documents:
    """Which structures are documents, and which stand for others that they only wrap."""

    def __init__(self, spec: ServiceSpec) -> None:
        self.models = {model.id: model for model in spec.models}
        named = (self._structure(body) for operation in spec.operations for body in _bodies(operation))
        self.elements = {model.id: model.name for model in named if model is not None and model.name}
        self.wrappers: set[str] = set()

    def content(self, body: Body) -> Body:
        """The body without its root element."""
        model = self._structure(body)
        if model is None or model.name or len(model.fields) != 1 or isinstance(model.fields[0].type, ListOf):
            return body
        (root,) = model.fields
        if isinstance(root.type, ModelRef) and self.elements.setdefault(root.type.id, root.wire_name) == root.wire_name:
            self.wrappers.add(model.id)
            return replace(body, type=root.type)
        self.elements[model.id] = ""
        return body

    def documents(self) -> tuple[Model, ...]:
        """All structures. A document is called as a body is, by its operation, unless it stands in others too."""
        whole = [model for model in self.models.values() if model.id not in self.wrappers]
        inner = {identity for model in whole for field in model.fields if (identity := _model_in(field.type))}
        return tuple(self._document(model, model.id in inner) for model in self.models.values())

    def _document(self, model: Model, is_inner: bool) -> Model:
        element = self.elements.get(model.id)
        if element is None:
            return model
        return replace(model, element=element) if is_inner else replace(model, name="", root=True, element=element)

    def _structure(self, body: Body) -> Model | None:
        """The structure of a document whose root element was not looked for yet."""
        model = self.models.get(body.type.id) if isinstance(body.type, ModelRef) else None
        fresh = body.media_type in XML_MEDIA_TYPES and model is not None and model.element is None
        return model if fresh else None


def _bodies(operation: Operation) -> Iterator[Body]:
    if operation.request is not None:
        yield operation.request
    yield from (response.body for response in operation.responses if response.is_success and response.body is not None)


def _operation(operation: Operation, found: _Documents) -> Operation:
    request = found.content(operation.request) if operation.request is not None else None
    is_document = request is not None and request.media_type in XML_MEDIA_TYPES
    responses: list[Response] = []
    by_headers = _tells_by_headers(operation)
    for response in operation.responses:
        body = response.body
        if response.is_success and body is not None:
            body = found.content(body)
        elif response.is_success and by_headers:
            body = Body(media_type=HEADERS_ALONE, type=ModelRef(_headers_id(operation)), span=response.span)
        responses.append(replace(response, body=body))
    return replace(
        operation,
        request=request,
        responses=tuple(responses),
        parameters=tuple(one for one in operation.parameters if not (is_document and _is_digest(one))),
    )


def _model_in(type_ref: TypeRef) -> str | None:
    while isinstance(type_ref, ListOf | MapOf):
        type_ref = type_ref.item if isinstance(type_ref, ListOf) else type_ref.value
    return type_ref.id if isinstance(type_ref, ModelRef) else None


def _is_digest(parameter: Parameter) -> bool:
    return parameter.location is Location.HEADER and parameter.field.wire_name.lower() == DIGEST


# --- headers -------------------------------------------------------------------------------------------------------


def _tells_by_headers(operation: Operation) -> bool:
    successes = [response for response in operation.responses if response.is_success]
    return all(response.body is None for response in successes) and next(_own_headers(operation), None) is not None


def _own_headers(operation: Operation) -> Iterator[Field]:
    """The headers of the successes that every answer does not have, once each."""
    seen: set[str] = set()
    for response in operation.responses:
        for field in response.headers if response.is_success else ():
            name = field.wire_name.lower()
            if name not in seen and not is_common(name, operation.method):
                seen.add(name)
                yield field


def _headers_id(operation: Operation) -> str:
    return f"{operation.id}:headers"


def _families(operations: Iterable[Operation]) -> dict[str, dict[str, Field]]:
    """The families of headers by which requests say something of what lies at a path, by path and name."""
    found: dict[str, dict[str, Field]] = {}
    for operation in operations:
        for parameter in operation.parameters:
            if parameter.location is Location.HEADER and isinstance(parameter.field.type, MapOf):
                name = parameter.field.wire_name
                found.setdefault(_shape(operation.path), {}).setdefault(name.lower(), parameter.field)
    return found


def _shape(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _headers_model(operation: Operation, families: Mapping[str, Mapping[str, Field]]) -> Model:
    """The answer.

    One to a HEAD tells what was said in families when its subject was made, also where its page has no row for them.
    """
    fields = {field.wire_name.lower(): field for field in _own_headers(operation)}
    if operation.method == "HEAD":
        fields = {**families.get(_shape(operation.path), {}), **fields}
    spans = (response.span for response in operation.responses if response.is_success)
    return Model(
        id=_headers_id(operation),
        name="",
        owner=operation.id,
        fields=tuple(fields.values()),
        direction=Direction.RESPONSE,
        span=next(spans),
        root=True,
        headers=True,
    )
