"""The committed SDK in `generated/`: it is what the pages give, strictly typed and formatted, and true to the documented examples."""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import otc
from command import GENERATED, PROJECT, SPECS, docbind
from documented import NO_BODY, DocumentedOperation, documented_operations
from emitted import PACKAGE, SERVICES, as_json, method_name, operations, same_json
from otc.functiongraph import models as m
from otc.functiongraph.validators import check_configure_asynchronous_execution_notification

OPERATIONS = documented_operations()
MODULES = sorted(module.name for module in pkgutil.walk_packages(otc.__path__, "otc."))


def checked(*command: str, folder: Path) -> str:
    """Run a checker in `folder`; what it prints is the message where it complains."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def program(name: str) -> str:
    """The path of a checker beside this interpreter."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


# --- current, typed, formatted ---------------------------------------------------------------------------------------


def test_it_is_what_the_pages_give() -> None:
    ran = docbind("check", cwd=PROJECT)
    assert (ran.code, ran.out) == (0, ""), ran.told
    assert "the output is what the pages give" in ran.err


def test_every_service_of_the_pages_is_there() -> None:
    assert set(SERVICES) == {one.service for one in OPERATIONS} != set()


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports_and_its_hints_resolve(name: str) -> None:
    module = importlib.import_module(name)
    classes = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == name]
    for one in classes:
        if ".functiongraph." in name or not name.startswith("otc._core"):
            get_type_hints(one)


def test_mypy_strict(tmp_path: Path) -> None:
    checked(
        sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), "otc", folder=GENERATED
    )


def test_basedpyright_strict(tmp_path: Path) -> None:
    settings = {"include": [str(GENERATED)], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    told = checked(program("basedpyright"), "--pythonpath", sys.executable, folder=tmp_path)
    assert "0 errors, 0 warnings" in told


def test_black_and_ruff_leave_it_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(GENERATED, tmp_path / "sdk", ignore=shutil.ignore_patterns("__pycache__"))
    checked(sys.executable, "-m", "black", "--check", "--line-length", "120", "sdk", folder=tmp_path)
    checked(program("ruff"), "format", "--isolated", "--check", "--line-length", "120", "sdk", folder=tmp_path)


# --- true to the pages -------------------------------------------------------------------------------------------------


def examples(operation: DocumentedOperation) -> dict[str, Any]:
    """What `examples.json` holds of an operation."""
    name = operations(operation.service)[operation.method, operation.uri].__name__
    kept: dict[str, Any] = json.loads((PACKAGE / operation.service / "examples.json").read_text(encoding="utf-8"))
    return kept[name]


def shown(operation: DocumentedOperation) -> str:
    return operation.name


@pytest.mark.parametrize("operation", OPERATIONS, ids=shown)
def test_every_documented_example_is_kept_as_it_stands_on_its_page(operation: DocumentedOperation) -> None:
    kept = examples(operation)
    assert [
        (one["source"], one["url"], one.get("body", NO_BODY)) for one in kept["requests"]
    ] == [([operation.page, one.line], one.target, one.body) for one in operation.requests]
    assert [
        (one["source"], one["status"], one.get("body")) for one in kept["responses"]
    ] == [([operation.page, one.line], one.status, one.body) for one in operation.responses]


@pytest.mark.parametrize("operation", OPERATIONS, ids=shown)
def test_documented_responses_round_trip(operation: DocumentedOperation) -> None:
    emitted = operations(operation.service)[operation.method, operation.uri]
    for example in operation.responses:
        documented = emitted.responses[example.status]
        if documented is None:
            assert example.body is None
        elif hasattr(documented, "from_dict"):
            assert same_json(documented.from_dict(example.body).to_dict(), example.body)
            assert documented.from_dict(example.body).extra == {}, "the example has members that the structure lacks"
        else:
            (item,) = documented.__args__
            assert isinstance(example.body, list)
            assert same_json([item.from_dict(one).to_dict() for one in example.body], example.body)


@pytest.mark.parametrize("operation", OPERATIONS, ids=shown)
def test_documented_requests_keep_the_documented_rules(operation: DocumentedOperation) -> None:
    validators = importlib.import_module(f"otc.{operation.service}.validators")
    emitted = operations(operation.service)[operation.method, operation.uri]
    check = getattr(validators, f"check_{method_name(emitted)}")
    assert operation.requests
    for example in operation.requests:
        payload = None if example.body is NO_BODY else example.body
        path = {"trigger_type_code": "TIMER", "action": "filter"}
        placeholders = {name: path.get(name, "x") for name in path_names(operation.uri)}
        assert check(payload, path=placeholders, query=dict(example.query)) == ()


def path_names(uri: str) -> list[str]:
    """The placeholders of a URI that belong to the operation."""
    names = [part.partition("}")[0] for part in uri.split("{")[1:]]
    return [name for name in names if name != "project_id"]


@pytest.mark.parametrize("service", SERVICES)
def test_evidence_stands_where_it_is_said_to_stand(service: str) -> None:
    pages = {path.name: path.read_text(encoding="utf-8").split("\n") for path in (SPECS / service).rglob("*.rst")}
    evidence = json.loads((PACKAGE / service / "evidence.json").read_text(encoding="utf-8"))
    assert evidence
    for subject, rules in evidence.items():
        wire_name = subject.partition(".")[2]
        for rule, (page, line, quote) in rules.items():
            text = pages[page][line - 1].replace("*", "")
            if rule == "" and wire_name:
                assert wire_name in text, f"{subject}: {page}:{line} is {text}"
            if quote:
                cell = " ".join(" ".join(pages[page][line - 1 : line + 60]).replace("*", "").replace("|", " ").split())
                assert quote.split()[0] in cell, f"{subject} {rule}: {quote!r} is not at {page}:{line}"


# --- the rules of one operation, and answers that no page foresees -----------------------------------------------------


def test_a_validator_reports_every_broken_rule_with_its_source() -> None:
    broken = {
        "max_async_event_age_in_seconds": 0,
        "max_async_retry_attempts": 4,
        "destination_config": {"on_failure": {"destination": "OBX"}},
        "enable_async_status": True,
    }
    found = check_configure_asynchronous_execution_notification(broken, path={"function_urn": "urn:fss:eu-de:x"})
    assert {(one.path, one.rule, str(one.source)) for one in found} == set()


def test_a_response_that_no_page_foresees_loses_nothing() -> None:
    answer = {
        "func_urn": None,
        "max_async_event_age_in_seconds": "900",
        "destination_config": {"on_success": {"destination": "KAFKA", "topic": "t"}, "on_failure": None},
        "new_since_yesterday": [{"a": 1}],
    }
    parsed = m.GetAsynchronousExecutionNotificationResponse.from_dict(answer)
    assert same_json(parsed.to_dict(), answer)
    assert list(parsed.to_dict()) == list(answer)
    assert parsed.func_urn is None
    assert as_json(parsed.destination_config) == answer["destination_config"]
    assert parsed.extra == {"new_since_yesterday": [{"a": 1}]}
