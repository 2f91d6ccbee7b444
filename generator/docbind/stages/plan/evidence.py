"""`evidence.json`: where the pages state each rule that requests are checked against, by class and wire name."""

from __future__ import annotations

from collections.abc import Sequence

from docbind.literals import JsonText, json_lines
from docbind.model.diagnostic import SourceSpan
from docbind.model.package import DataFile
from docbind.model.spec import (
    Corrected,
    Direction,
    Evidence,
    Field,
    Items,
    JsonObject,
    JsonValue,
    Length,
    OneOf,
    Pattern,
    Range,
)
from docbind.stages.plan.annotations import rules
from docbind.stages.plan.prepared import Prepared
from docbind.stages.plan.service import Service

RULE_NAMES = {
    "ge": "minimum",
    "gt": "minimum",
    "le": "maximum",
    "lt": "maximum",
    "min_length": "min_length",
    "max_length": "max_length",
    "min_items": "min_items",
    "max_items": "max_items",
    "pattern": "pattern",
    "one_of": "one_of",
}
"""What a violation calls the rule of a keyword."""

KEYWORD_CONSTRAINTS = {
    "ge": Range,
    "gt": Range,
    "le": Range,
    "lt": Range,
    "min_length": Length,
    "max_length": Length,
    "min_items": Items,
    "max_items": Items,
    "pattern": Pattern,
    "one_of": OneOf,
}

CORRECTED_RULES = {Corrected.TYPE: "type", Corrected.PRESENCE: "required"}
"""What a violation calls the rule behind a fact that has evidence of its own only where an erratum states it."""


def evidence_file(service: Service, operations: Sequence[Prepared]) -> DataFile:
    """One line for each class and member that is checked before sending, sorted."""
    entries: dict[str, JsonValue] = {}
    for prepared in operations:
        name = prepared.names.class_name
        entries[name] = JsonObject(members=(("", _place(prepared.operation.span, "", service)),))
        for argument in prepared.arguments:
            entries[f"{name}.{argument.wire}"] = _entry(argument.field, argument.span, service)
    for model, model_names in service.models:
        if model.direction is Direction.RESPONSE:
            continue
        entries[model_names.class_name] = JsonObject(members=(("", _place(model.span, "", service)),))
        for field in model.fields:
            entries.setdefault(f"{model_names.class_name}.{field.wire_name}", _entry(field, field.span, service))
    text: JsonText = json_lines(tuple(sorted(entries.items())))
    return DataFile(path=f"{service.info.module}/evidence.json", text=text, pages=tuple(sorted(service.pages)))


def _entry(field: Field | None, span: SourceSpan, service: Service) -> JsonObject:
    corrections = {one.fact: one.evidence for one in field.corrections} if field is not None else {}
    whole = corrections.get(Corrected.FIELD) or corrections.get(Corrected.PLACE)
    members: list[tuple[str, JsonValue]] = [("", _place(span, whole.quote if whole is not None else "", service))]
    members += [
        (rule, _place(corrections[fact].span, corrections[fact].quote, service))
        for fact, rule in CORRECTED_RULES.items()
        if fact in corrections
    ]
    for keyword, _ in rules(field) if field is not None else ():
        evidence = _evidence(field, keyword)
        if evidence is not None:
            members.append((RULE_NAMES[keyword], _place(evidence.span, evidence.quote, service)))
    return JsonObject(members=tuple(sorted(members)))


def _evidence(field: Field | None, keyword: str) -> Evidence | None:
    """The evidence of the constraint that gave the keyword: the first of its kind that bounds this side."""
    for constraint in field.constraints if field is not None else ():
        if isinstance(constraint, KEYWORD_CONSTRAINTS[keyword]) and _bounds(constraint, keyword):
            return constraint.evidence
    return None


def _bounds(constraint: object, keyword: str) -> bool:
    match constraint:
        case (
            Length(minimum=minimum, maximum=maximum)
            | Range(minimum=minimum, maximum=maximum)
            | Items(minimum=minimum, maximum=maximum)
        ):
            return (minimum if keyword in ("ge", "gt", "min_length", "min_items") else maximum) is not None
        case _:
            return True


def _place(span: SourceSpan, quote: str, service: Service) -> JsonValue:
    return (service.page(span), span.first_line, quote)
