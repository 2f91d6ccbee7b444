"""What the pages for readers say: every example runs as it stands and prints what stands below it, and every named test is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CLIENT = PROJECT / "docs" / "client.md"
README = PROJECT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMISE = re.compile(r"^\| (R-\d\d) \| .+? \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code with the number of its first line, and what it prints; None where that is not said."""

    line: int
    code: str
    printed: str | None


def blocks(page: Path) -> list[tuple[str, str, int]]:
    """The language, text and first line of every block."""
    text = page.read_text(encoding="utf-8")
    return [(found[1], found[2], text[: found.start()].count("\n") + 2) for found in BLOCK.finditer(text)]


def examples(page: Path) -> Iterator[Example]:
    found = blocks(page)
    for (language, code, line), (next_language, text, _) in zip(found, [*found[1:], ("", "", 0)], strict=True):
        if language == "python":
            yield Example(line, code, text if next_language == "text" else None)


@pytest.fixture
def readers_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the clouds.yaml that the page shows, and nothing of this machine's own settings."""
    for name in ("OS_CLOUD", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE", "OS_REGION_NAME"):
        monkeypatch.delenv(name, raising=False)
    (clouds,) = (text for language, text, _ in blocks(CLIENT) if language == "yaml")
    (tmp_path / "clouds.yaml").write_text(clouds, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("readers_place")
@pytest.mark.parametrize("page", [CLIENT, README], ids=lambda page: page.name)
def test_examples_run_and_print_what_they_say(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "example"}
    shown = list(examples(page))
    assert shown
    for example in shown:
        exec(compile("\n" * (example.line - 1) + example.code, page.name, "exec", dont_inherit=True), names)
        printed = capsys.readouterr().out
        if example.printed is not None:
            assert printed == example.printed, f"{page.name}:{example.line}"


def test_every_promise_names_tests_that_are_there() -> None:
    defined = {
        node.name
        for path in Path(__file__).parents[1].rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    promises = PROMISE.findall(CLIENT.read_text(encoding="utf-8"))
    numbers = [promise for promise, _ in promises]
    assert numbers == sorted(set(numbers))
    assert numbers[:38] == [f"R-{number:02}" for number in range(1, 39)]
    for promise, named in promises:
        tests = re.findall(r"`(test_\w+)`", named)
        assert tests
        assert set(tests) <= defined, promise


def test_every_test_of_a_promise_is_named() -> None:
    text = CLIENT.read_text(encoding="utf-8")
    numbered = {
        name
        for path in Path(__file__).parents[1].rglob("test_*.py")
        for name in re.findall(r"def (test_r\d\d_\w+)", path.read_text(encoding="utf-8"))
    }
    assert {name for name in numbered if f"`{name}`" not in text} == set()
