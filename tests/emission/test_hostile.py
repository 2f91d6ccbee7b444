"""Text of the pages in every slot, each trying to become code: nothing is ever run, everything compiles, every wire name is kept."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docbind.emitted import foreign_code
from docbind.model.spec import (
    Default,
    Example,
    ExampleKind,
    Field,
    JsonObject,
    Length,
    ListOf,
    ModelRef,
    OneOf,
    Pattern,
    Presence,
    PresenceKind,
    ServiceSpec,
    Unknown,
)
from emission.building import TEXT, body, evidence, field, header, model, operation, path, query, response, span, spec
from emission.package import files_of

CANARY = "__import__('pathlib').Path('CANARY').touch()"
PAYLOADS = [
    f'"""\n{CANARY}\n"""',
    f"'''\n{CANARY}\n'''",
    f'"; {CANARY}; "',
    f"'; {CANARY}; '",
    f'\\"""; {CANARY}; """\\',
    f'\\"; {CANARY}; \\"',
    f"\r{CANARY}\r",
    f"\x0b{CANARY}\x1c{CANARY}\x85{CANARY}\u2028{CANARY}",
    f"{{{{ {CANARY} }}}}{{% if 1 %}}{{# #}}",
    f"{{0.__class__}}%s${{x}}{CANARY}",
    f">>> {CANARY}",
    f"# -*- coding: utf-7 -*-\n{CANARY}",
    f"\u202e{CANARY}\u2066",
    f"\x00\ud800{CANARY}",
    f"]: {CANARY} = field()\nx: list[",
    f"a, b={CANARY}",
    "|`*_<script>[x](y)\n\n# z",
    "\\",
    '"',
    '""',
    "",
    " ",
]


def service(text: str, wire: str) -> ServiceSpec:
    """A service with `text` wherever the pages give text, and `wire` wherever they give a name."""
    quote = replace(evidence("x"), quote=text, span=span(1, f"{wire}/{text}.rst"))

    def hostile(name: str) -> Field:
        constraints = (
            Length(minimum=1, maximum=2, evidence=quote),
            OneOf(values=(text, wire, "plain"), evidence=quote),
            Pattern(regex=text, evidence=quote),
        )
        presence = Presence(kind=PresenceKind.CONDITIONAL, words=text)
        return field(
            name, TEXT, *constraints, text=text, presence=presence, default=Default(value=text, evidence=quote)
        )

    inner = model("inner", wire, hostile(wire), field("plain", Unknown(text), text=text))
    root = model("root", "", hostile(wire), field("inner", ListOf(ModelRef("inner")), text=text), root=True)
    answer = model("answer", text, hostile(wire))
    example = Example(
        kind=ExampleKind.REQUEST,
        status=0,
        title=text,
        method="POST",
        url=text,
        text=text,
        has_value=True,
        value=JsonObject(members=((wire, text),)),
        span=span(),
    )
    return spec(
        operation(
            text,
            path(wire, text=text),
            query(f"q{wire}"),
            header(f"h{wire}"),
            method="POST",
            uri=f"/v1/{{{wire}}}/{wire}",
            label=text,
            folder=(text, wire),
            summary=text,
            request=body(ModelRef("root"), text or "application/json"),
            responses=(replace(response(200, ModelRef("answer")), text=text), response(400, ListOf(Unknown(text)))),
            examples=(example,),
            deprecated=True,
            page=f"{wire}/{text}.rst",
        ),
        operation(f"Creating {text}", method="PUT", label=f"2{text}", request=body(ModelRef("inner"))),
        models=(inner, root, answer),
    )


def wire_names(text: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | {
        node.target.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def assert_harmless(text: str, wire: str) -> None:
    files = files_of(service(text, wire))
    for name, written in files.items():
        assert written.isascii() and "\r" not in written and "\x00" not in written
        if name.endswith(".py"):
            tree = ast.parse(written)
            compile(tree, name, "exec")
            assert foreign_code(tree) == ""
            assert "__import__" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        elif name.endswith(".json"):
            json.loads(written)
    assert wire in wire_names(files["shelf/operations.py"])
    assert wire in wire_names(files["shelf/models.py"])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_text(payload: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert_harmless(payload, "plain_name")
    assert_harmless("Plain text.", payload)
    assert_harmless(payload, payload)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["False", "NONE", "true", "Creating None", "Any", "Literal", "Progress"])
def test_titles_that_mean_something_to_python_are_names_all_the_same(title: str) -> None:
    assert_harmless(title, "plain_name")
    assert_harmless(title, title)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_stays_text(text: str, wire: str) -> None:
    assert_harmless(text, wire)


@pytest.mark.parametrize(
    "name",
    [
        "self",
        "cls",
        "None",
        "True",
        "class",
        "at",
        "m",
        "op",
        "field",
        "Any",
        "str",
        "int",
        "list",
        "dict",
        "method",
        "uri",
        "responses",
    ],
)
def test_names_that_the_code_itself_uses_are_members_all_the_same(name: str) -> None:
    assert_harmless("Text.", name)
