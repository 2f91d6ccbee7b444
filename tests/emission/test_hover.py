"""What editors show of a method: each of its arguments on a line of its own, whatever its page says of them."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from pathlib import Path

import pytest

from docbind.model.spec import Field, ModelRef
from emission.building import body, field, model, operation, spec
from emission.package import write_package
from hovering import language_server

WIDE = "word " * 19
TEXTS = (
    "The size. It may be:\n\n- small: one\n- large: two",
    "The size.\n\n- small: one, of which the text is so long that it does not fit into one line of the docstring, as here",
    "The size.\n\n- small: it is.\n  - very\n- large: not.",
    "- small\n- large",
    "1. small\n2. large",
    *(
        f"{WIDE[: 5 * count]} {mark} {WIDE}"
        for count in range(13, 19)
        for mark in ("-", "*", "+", "10.", "2)", "#", ">", "|")
    ),
    f"{WIDE[:80]} 2001:: {WIDE} 2001::",
    "Default 10.",
    "For details, see Table 4.",
    "",
)
FIELDS: tuple[Field, ...] = tuple(
    one
    for number, text in enumerate(TEXTS)
    for one in (field(f"field_{number}", text=text), field(f"next_{number}", text="What comes next."))
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = model("made", "", *FIELDS, root=True)
    adding = operation("Adding a Thing", method="POST", request=body(ModelRef("made")))
    folder = tmp_path_factory.mktemp("hover")
    write_package(folder, "hover_sdk", spec(adding, models=(made,)))
    return folder


def test_r44_editors_show_every_argument(package: Path) -> None:
    program = shutil.which("basedpyright-langserver", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("basedpyright-langserver is not installed")
    with language_server(program, package) as server:
        shown = server.shown(package / "hover_sdk/shelf/client.py")["add_thing"].partition("Raises:")[0]
    told = re.findall(r"^(?:&nbsp;){4}([\w\\]+): \S", shown, re.MULTILINE)
    assert [name.replace("\\", "") for name in told] == [*(one.wire_name for one in FIELDS), "options"]


def test_r44_no_line_of_an_entry_begins_like_a_list(package: Path) -> None:
    method = next(
        node
        for node in ast.walk(ast.parse((package / "hover_sdk/shelf/client.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "add_thing"
    )
    entries = (ast.get_docstring(method) or "").partition("Args:\n")[2].partition("\n\n")[0].split("\n")
    assert [line for line in entries if re.match(r"\s*(?:[-*+|>]|#+|\d+[.)])(?:\s|$)", line)] == []
    assert {len(line) - len(line.lstrip()) for line in entries} == {4, 8}


def test_r44_nothing_that_only_makes_sense_on_the_page_is_shown(package: Path) -> None:
    for file in (package / "hover_sdk/shelf").rglob("*.py"):
        written = file.read_text(encoding="utf-8")
        assert re.findall(r"Table \d|Not described|None\.$", written, re.MULTILINE) == []
