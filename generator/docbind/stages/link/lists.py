"""Which list an answer holds: the one of its body, or the one of several that the title or the path names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docbind.dialect.paging import IDLE_LIST_WORDS, NO_RECORDS, SIDE_LISTS
from docbind.literals import words
from docbind.model.spec import ExampleKind, JsonObject, JsonValue, ListOf, Model, ModelRef, Operation, TypeRef
from docbind.phrases.names import compact
from docbind.phrases.titles import TitledList, singular
from docbind.stages.link.answers import success_content

SIDE = frozenset(map(compact, SIDE_LISTS))
"""The names of lists that are not what an operation lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """A list in an answer: its dotted path, which is empty where the body is the list, what it holds, and the
    structure that the body is.
    """

    path: str
    item: TypeRef
    root: Model | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    path: str
    item: TypeRef

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


def list_of(operation: Operation, models: Mapping[str, Model], said: TitledList | None) -> FoundList | None:
    """The list that the operation answers with; None where there is none, or no telling which of several it is.

    It lies at the root of the body, or else below one object of it. Of several, only a title that lists (`said`)
    can choose.
    """
    body = success_content(operation, models)
    if isinstance(body, ListOf):
        return FoundList(path="", item=body.item, root=None)
    root = models.get(body.id) if isinstance(body, ModelRef) else None
    if root is None:
        return None
    candidates = _lists(root, "") or [
        one
        for field in root.fields
        if isinstance(field.type, ModelRef) and field.type.id in models
        for one in _lists(models[field.type.id], f"{field.wire_name}.")
        if isinstance(one.item, ModelRef)
    ]
    chosen = _chosen(_shown(candidates, operation), operation, said)
    return FoundList(path=chosen.path, item=chosen.item, root=root) if chosen is not None else None


def is_whole_answer(found: FoundList, operation: Operation, said: TitledList) -> bool:
    """Whether the answer is about nothing but the list, so that its items are what the operation reads.

    A list of plain values may be one property among others; it is the answer where it stands alone, or where the
    title or the path names it. A list below the root is the answer where the title speaks of listing outright.
    """
    if found.root is None or isinstance(found.item, ModelRef | ListOf):
        return said.outright or "." not in found.path
    others = [field for field in found.root.fields if field.wire_name != found.path]
    side = {compact(name) for name in NO_RECORDS}
    own = _words(found.path.rpartition(".")[2])
    return all(compact(field.wire_name) in side for field in others) or (
        bool(own) and (own <= set(said.words) or own <= set(_collection(operation)))
    )


def _lists(model: Model, above: str) -> list[_Candidate]:
    """The lists of a structure; those of links, and those beside others that tell of the list, are none."""
    found = [
        _Candidate(path=f"{above}{field.wire_name}", item=field.type.item)
        for field in model.fields
        if isinstance(field.type, ListOf) and not compact(field.wire_name).endswith("links")
    ]
    return [one for one in found if compact(one.name) not in SIDE] or found


def _shown(candidates: list[_Candidate], operation: Operation) -> list[_Candidate]:
    """The lists without those of which an example of a success shows a twin: another one of the same structure, with items."""
    answers = [
        example.value
        for example in operation.examples
        if example.kind is ExampleKind.RESPONSE and example.has_value and example.status < 400
    ]
    shown = [one for one in candidates if any(_holds(answer, one.path) for answer in answers)]
    twins = {one.item for one in shown if isinstance(one.item, ModelRef)}
    return [one for one in candidates if one in shown or one.item not in twins]


def _holds(value: JsonValue, path: str) -> bool:
    """Whether a list in an example has items."""
    for name in path.split("."):
        value = dict(value.members).get(name) if isinstance(value, JsonObject) else None
    return isinstance(value, tuple) and bool(value)


def _chosen(candidates: list[_Candidate], operation: Operation, said: TitledList | None) -> _Candidate | None:
    """The list that the title names, else the only one, of structures first, else the one that the path names."""
    titled = [one for one in candidates if said is not None and _says(said.words, one.name)]
    if len(titled) == 1:
        return titled[0]
    left = [one for one in candidates if isinstance(one.item, ModelRef)] or candidates
    if len(left) > 1 and said is not None and not titled:
        left = [one for one in left if _says(_collection(operation), one.name)]
    return left[0] if len(left) == 1 else None


def _says(names: tuple[str, ...], field: str) -> bool:
    """Whether a noun names a field: all words of the field are the noun's, its last one among them."""
    own = _words(field)
    return bool(own) and own <= set(names) and names[-1] in own


def _words(field: str) -> frozenset[str]:
    """The words of a field that tell what it lists."""
    return frozenset(singular(word) for word in words(field)) - IDLE_LIST_WORDS


def _collection(operation: Operation) -> tuple[str, ...]:
    """The words of the collection that the path leads to; none where it leads to one of its things."""
    segment = operation.path.rstrip("/").rpartition("/")[2]
    return () if "{" in segment else tuple(singular(word) for word in words(segment))
