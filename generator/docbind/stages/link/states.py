"""Which operations show the state of a resource: by the names of their fields, and by the states that are documented."""

from __future__ import annotations

from collections.abc import Mapping

from docbind.dialect.media import XML_MEDIA_TYPES
from docbind.dialect.states import BESIDE_RESOURCE, RESOURCE_STATES, STATE_FIELDS, StateMeaning
from docbind.literals import words
from docbind.model.progress import ResourceStates
from docbind.model.spec import Field, Kind, Model, ModelRef, OneOf, Operation, Response, Scalar
from docbind.phrases.rows import Phrases
from docbind.stages.link.answers import success_body

_FIELDS = tuple(Phrases((row,)) for row in STATE_FIELDS)
_BESIDE = Phrases(BESIDE_RESOURCE)
_STATES = Phrases(RESOURCE_STATES)


def resource_states(operation: Operation, models: Mapping[str, Model]) -> ResourceStates | None:
    """How the answer tells the state of the one resource that is asked for; None where its pages do not say it, or
    not plainly.

    The field stands at the root of the answer, or in the object that is the resource: the only one, or the one that is
    called like a state itself.
    """
    root = success_body(operation, models) if operation.method == "GET" else None
    if root is None or any(_is_document(response) for response in operation.responses):
        return None
    if any(_is_text(field) for field in _telling(root)):
        return _states("", root)
    inner = _resource(root)
    model = models.get(inner.type.id) if inner is not None and isinstance(inner.type, ModelRef) else None
    return _states(f"{inner.wire_name}.", model) if inner is not None and model is not None else None


def _is_document(response: Response) -> bool:
    """Whether a success is an XML document: its callers see it without its root element, or as a text, and no path of
    here would lead anywhere.
    """
    return response.is_success and response.body is not None and response.body.media_type in XML_MEDIA_TYPES


def _resource(root: Model) -> Field | None:
    """The field whose object is the resource of an answer, or holds its state."""
    objects = [field for field in root.fields if isinstance(field.type, ModelRef)]
    called_so = [field for field in objects if _FIELDS[0].whole(_spaced(field.wire_name))]
    if len(called_so) == 1:
        return called_so[0]
    content = [field for field in root.fields if not _BESIDE.whole(_spaced(field.wire_name))]
    return content[0] if len(content) == 1 and content == objects else None


def _telling(model: Model) -> list[Field]:
    """The fields of the first row of `STATE_FIELDS` that has any."""
    for row in _FIELDS:
        found = [field for field in model.fields if row.whole(_spaced(field.wire_name))]
        if found:
            return found
    return []


def _states(way: str, model: Model) -> ResourceStates | None:
    found = [
        ResourceStates(field=f"{way}{field.wire_name}", settled=settled, failed=failed, span=field.span)
        for field in _telling(model)
        if _is_text(field) and "." not in f"{way.rstrip('.')}{field.wire_name}"
        for settled, failed in [(_meaning(field, StateMeaning.SETTLED), _meaning(field, StateMeaning.FAILED))]
        if settled
    ]
    return found[0] if len(found) == 1 else None


def _meaning(field: Field, meaning: StateMeaning) -> tuple[str, ...]:
    """The documented states of one meaning, in the order of the page."""
    values = [value for one in field.constraints if isinstance(one, OneOf) for value in one.values]
    states = [value for value in values if isinstance(value, str)]
    rows = [(state, _STATES.whole(_spaced(state))) for state in dict.fromkeys(states)]
    return tuple(state for state, row in rows if row is not None and row.meaning is meaning)


def _is_text(field: Field) -> bool:
    return isinstance(field.type, Scalar) and field.type.kind is Kind.STRING


def _spaced(name: str) -> str:
    return " ".join(words(name))
