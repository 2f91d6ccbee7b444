"""One table of an errata file → one erratum."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docbind.errata.findings import invalid
from docbind.errata.keys import KEYS, ROUTE, RULES
from docbind.errata.lines import Block
from docbind.errata.words import PARTS, place_of, type_of
from docbind.model.diagnostic import Diagnostic, Outcome
from docbind.model.erratum import (
    Address,
    BoundIs,
    Erratum,
    Fact,
    FieldAdded,
    FieldIs,
    FieldMoved,
    FieldRemoved,
    FieldRenamed,
    MediaTypeIs,
    OperationAdded,
    OperationLeftOut,
    Part,
    PatternIs,
    Place,
    RequiredIs,
    ResponseAdded,
    Statement,
    StatusIs,
    TypeIs,
    ValuesAre,
    Waived,
)
from docbind.model.spec import Carrier, Evidence

BOUNDS = ("minimum", "maximum", "min_length", "max_length", "min_items", "max_items")
FACTS = ("required", *BOUNDS, "pattern", "values", "more_values", "waive")
WHERE = ("operation", "page", "structure", "only")

VERBS: dict[str, tuple[str, ...]] = {
    "add_operation": ("title", "description", "status"),
    "leave_out": ("operation", "page"),
    "add": (*WHERE, "type", "description", *FACTS),
    "field": (*WHERE, "type", *FACTS, "rename", "move", "remove"),
    "response": ("operation", "page", "status", "media_type"),
    "media_type": ("operation", "page"),
}
"""The key that tells what an erratum is about, first match first, and the keys that may stand beside it."""

DEFAULT_STATUS = 200


def erratum(table: object, path: str, block: Block) -> Outcome[Erratum | None]:
    """The erratum that a table states; None where something in it is wrong, because its intent is lost then."""
    if not isinstance(table, dict):
        problem = invalid("an erratum is no table", block.span(path), "An erratum begins with the line [[erratum]].")
        return Outcome(value=None, diagnostics=(problem,))
    problems = [_unfit(key, path, block) for key in table if key not in KEYS or not KEYS[key].accepts(table[key])]
    if "reason" not in table:
        problems.append(
            invalid("the erratum has no `reason`", block.span(path), "Say why, for those who read it later.")
        )
    if problems:
        return Outcome(value=None, diagnostics=tuple(problems))
    fault = _fault(table)
    if fault is not None:
        words, remedy, key = fault
        return Outcome(value=None, diagnostics=(invalid(words, block.span(path, key), remedy),))
    # The line of the reason, because that is the line that messages show.
    reason = block.span(path, "reason")
    span = replace(reason, last_line=max(reason.first_line, block.span(path).last_line))
    evidence = Evidence(quote=table["reason"], carrier=Carrier.ERRATUM, span=span)
    return Outcome(value=Erratum(address=_address(table), statements=tuple(_statements(table)), evidence=evidence))


def _unfit(key: str, path: str, block: Block) -> Diagnostic:
    where = block.span(path, key)
    if key in KEYS:
        return invalid(f"`{key}` must be {KEYS[key].words}", where, f"Correct `{key}`.")
    near = difflib.get_close_matches(key[:80], KEYS, n=1)
    remedy = f"Did you mean `{near[0]}`?" if near else f"The keys are {', '.join(KEYS)}."
    return invalid(f"`{key[:80]}` is no key of an erratum", where, remedy)


def _fault(table: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """What is wrong with keys that are right one by one: words, remedy, and the key in question."""
    verb = next((key for key in VERBS if key in table), "")
    if not verb:
        return "the erratum does not say what it corrects", f"Set one of {', '.join(VERBS)}.", ""
    stray = next((key for key in table if key not in (verb, "reason", *VERBS[verb])), "")
    if stray:
        return f"`{stray}` says nothing beside `{verb}`", f"Beside it may stand {', '.join(VERBS[verb])}.", stray
    if verb != "add_operation" and not {"operation", "page", "structure"} & table.keys():
        return "the erratum does not say where", "Set `operation`, `page` or `structure`.", ""
    if {"values", "more_values"} <= table.keys():
        return "`values` are all values, so that `more_values` say nothing", "Keep one of them.", "more_values"
    match verb:
        case "field":
            return _field_fault(table)
        case "add":
            return _added_fault(table)
        case "response" if not {"status", "media_type"} & table.keys():
            return "the erratum does not say what of the response is otherwise", "Set `status` or `media_type`.", ""
        case _:
            return None


def _field_fault(table: Mapping[str, Any]) -> tuple[str, str, str] | None:
    said = table.keys() & {"type", *FACTS, "rename", "move", "remove"}
    if not said:
        return (
            "the erratum says nothing of the field",
            f"Set one of type, {', '.join(FACTS)}, rename, move, remove.",
            "",
        )
    if len(said & {"rename", "move", "remove"}) > 1:
        return "a field is renamed, moved or removed, not several of these", "Write two errata.", ""
    if "remove" in said and len(said) > 1:
        return "a removed field has no other facts", "Remove the other keys.", "remove"
    for key in ("field", "move") if "move" in table else ("field",):
        fault = _place_fault(table, key)
        if fault is not None:
            return fault
    return _type_fault(table)


def _added_fault(table: Mapping[str, Any]) -> tuple[str, str, str] | None:
    place = _place(table, "add")
    if place is not None and place.part is Part.RESPONSE and not place.path and not place.header:
        stray = next((key for key in ("only", "description", "structure", *FACTS) if key in table), "")
        if stray:
            return f"`{stray}` says nothing of a whole response", "Remove it.", stray
        return _type_fault(table)
    if "waive" in table:
        return "a field that is added has no rule to waive", "Remove `waive`.", "waive"
    if "type" not in table:
        return "an added field has no `type`", f"Set it: {KEYS['type'].words}.", ""
    return _place_fault(table, "add") or _type_fault(table)


def _place_fault(table: Mapping[str, Any], key: str) -> tuple[str, str, str] | None:
    place = _place(table, key)
    if place is not None and place.path:
        return None
    if "structure" in table:
        return f"`{key}` names no field of the structure", "Write its name, such as `size` or `volume.size`.", key
    return f"`{key}` names no field", f"Begin with {', '.join(PARTS)} or response 200; then comes the field.", key


def _type_fault(table: Mapping[str, Any]) -> tuple[str, str, str] | None:
    if "type" in table and type_of(table["type"]) is None:
        return f"`type` must be {KEYS['type'].words}", "Correct `type`.", "type"
    return None


def _place(table: Mapping[str, Any], key: str) -> Place | None:
    return place_of(table[key], in_structure="structure" in table)


def _address(table: Mapping[str, Any]) -> Address:
    route = ROUTE.fullmatch(table.get("operation", ""))
    return Address(
        method=route[1] if route else "",
        path=route[2] if route else "",
        page=table.get("page", ""),
        structure=table.get("structure", ""),
        alone=table.get("only", False),
    )


def _statements(table: Mapping[str, Any]) -> list[Statement]:
    """What the table states, in the order in which it is applied."""
    if "add_operation" in table:
        route = ROUTE.fullmatch(table["add_operation"])
        method, path = (route[1], route[2]) if route else ("", "")
        title = table.get("title", f"{method.capitalize()} {path}")
        summary = table.get("description", "")
        status = table.get("status", DEFAULT_STATUS)
        return [OperationAdded(method=method, path=path, title=title, summary=summary, status=status)]
    if "leave_out" in table:
        return [OperationLeftOut()]
    if "add" in table:
        return [_added(table)]
    if "field" in table:
        return _of_field(table)
    found: list[Statement] = []
    if "media_type" in table:
        found.append(MediaTypeIs(status=table.get("response"), media_type=table["media_type"]))
    if "status" in table:
        found.append(StatusIs(was=table["response"], status=table["status"]))
    return found


def _added(table: Mapping[str, Any]) -> Statement:
    place = _place(table, "add")
    assert place is not None
    if not place.path:
        return ResponseAdded(status=place.status, type=type_of(table["type"]) if "type" in table else None)
    return FieldAdded(
        place=place, type=_type(table["type"]), facts=tuple(_facts(table)), text=table.get("description", "")
    )


def _of_field(table: Mapping[str, Any]) -> list[Statement]:
    place = _place(table, "field")
    assert place is not None
    found: list[Statement] = []
    facts = [*([_type(table["type"])] if "type" in table else []), *_facts(table)]
    if facts:
        found.append(FieldIs(place=place, facts=tuple(facts)))
    if "rename" in table:
        found.append(FieldRenamed(place=place, name=table["rename"]))
    if "move" in table:
        to = _place(table, "move")
        assert to is not None
        found.append(FieldMoved(place=place, to=to))
    if "remove" in table:
        found.append(FieldRemoved(place=place))
    return found


def _type(words: str) -> TypeIs:
    found = type_of(words)
    assert found is not None
    return TypeIs(type=found, words=words)


def _facts(table: Mapping[str, Any]) -> list[Fact]:
    found: list[Fact] = []
    if "required" in table:
        found.append(RequiredIs(required=table["required"]))
    found += [BoundIs(rule=RULES[key], limit=table[key]) for key in BOUNDS if key in table]
    if "pattern" in table:
        found.append(PatternIs(regex=table["pattern"]))
    found += [
        ValuesAre(values=tuple(table[key]), more=key == "more_values")
        for key in ("values", "more_values")
        if key in table
    ]
    found += [Waived(rule=RULES[name]) for name in table.get("waive", ())]
    return found
