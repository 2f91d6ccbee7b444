"""The committed SDK in `generated/`: it is what the pages give, strictly typed and formatted, and true to the documented examples."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import otc
import pytest
from otc.functiongraph import models as m
from otc.functiongraph.validators import check_configure_asynchronous_execution_notification

from command import GENERATED, PROJECT, SPECS, docbind
from documented import NO_BODY, DocumentedOperation, documented_operations
from emitted import PACKAGE, SERVICES, as_json, keyword_of, method_name, operations, same_json

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
    # The pages of object storage have a layout of their own, see `test_object_storage`.
    assert set(SERVICES) == {"obs"} | {one.service for one in OPERATIONS} != {"obs"}


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports_and_its_hints_resolve(name: str) -> None:
    module = importlib.import_module(name)
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == name:
            get_type_hints(value)


@pytest.mark.parametrize("version", ["3.11", "3.14"])
def test_mypy_strict(version: str, tmp_path: Path) -> None:
    """For the oldest Python and a recent one, for which mypy knows more of what a structure has, as `__replace__`."""
    checked(
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        f"--python-version={version}",
        "--config-file",
        "",
        "--cache-dir",
        str(tmp_path),
        "otc",
        folder=GENERATED,
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
    whole = json.loads((PACKAGE / operation.service / "examples.json").read_text(encoding="utf-8"))
    kept: dict[str, Any] = whole[name]
    return kept


def shown(operation: DocumentedOperation) -> str:
    return operation.name


@pytest.mark.parametrize("operation", OPERATIONS, ids=shown)
def test_every_documented_example_is_kept_as_it_stands_on_its_page(operation: DocumentedOperation) -> None:
    kept = examples(operation)
    assert [(one["source"], one["url"], one.get("body", NO_BODY)) for one in kept["requests"]] == [
        ([operation.page, one.line], one.target, one.body) for one in operation.requests
    ]
    assert [(one["source"], one["status"], one.get("body")) for one in kept["responses"]] == [
        ([operation.page, one.line], one.status, one.body) for one in operation.responses
    ]


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
        assert check(payload, path=path_values(emitted), query=dict(example.query)) == ()


def path_values(emitted: type[Any]) -> dict[str, object]:
    """A value for every placeholder of an operation's URI, the first one of those that are listed."""
    hints = get_type_hints(emitted)
    names = [name for name in re.findall(r"{([^{}]+)}", emitted.uri) if name != "project_id"]
    return {name: next(listed_values(hints[keyword_of(emitted, name)]), "any") for name in names}


def listed_values(annotation: Any) -> Iterator[object]:
    for kind in get_args(annotation):
        if get_origin(kind) is Literal:
            yield from get_args(kind)


def words(text: str) -> set[str]:
    """The words and numbers of a text that say something."""
    return set(re.findall(r"[^\W_]\w*", text)) - {"the", "a", "of", "to", "is", "value", "Value"}


@pytest.mark.parametrize("service", SERVICES)
def test_evidence_stands_where_it_is_said_to_stand(service: str) -> None:
    pages = {path.name: path.read_text(encoding="utf-8").split("\n") for path in (SPECS / service).rglob("*.rst")}
    evidence = json.loads((PACKAGE / service / "evidence.json").read_text(encoding="utf-8"))
    assert evidence
    for subject, rules in evidence.items():
        wire_name = subject.partition(".")[2]
        for rule, (page, line, quote) in rules.items():
            # A bucket is named by the host, which stands below the request line.
            text, below = pages[page][line - 1 : line + 1]
            if quote:
                assert words(quote) & words(text), f"{subject} {rule}: {quote!r} is not at {page}:{line}: {text}"
            elif wire_name and (service, wire_name) != ("obs", "body"):  # octets, which no word of a page is for
                assert wire_name in f"{text}\n{below}", f"{subject} is not at {page}:{line}: {text}"


# --- the rules of one operation, and answers that no page foresees -----------------------------------------------------


def test_a_validator_reports_every_broken_rule_with_its_source() -> None:
    broken = {
        "max_async_event_age_in_seconds": 0,
        "max_async_retry_attempts": 4,
        "destination_config": {"on_failure": {"destination": "OBX"}},
        "enable_async_status": True,
    }
    found = check_configure_asynchronous_execution_notification(broken, path={"function_urn": "urn:fss:eu-de:x"})
    page = "configuring_asynchronous_execution_notification.rst"
    assert sorted((one.path, one.rule, str(one.source)) for one in found) == [
        (
            "destination_config.on_failure.destination",
            "one_of",
            f'{page}:88 ("Enumeration values: OBS, SMN, FunctionGraph")',
        ),
        ("enable_async_status", "unknown", f"{page}:16"),
        ("max_async_event_age_in_seconds", "minimum", f'{page}:48 ("Value range: 1s to 86,400s.")'),
        ("max_async_retry_attempts", "maximum", f'{page}:54 ("Value range: 0-3.")'),
    ]
    messages = {one.path: one.message for one in found}
    assert "did you mean 'OBS'?" in messages["destination_config.on_failure.destination"]
    assert "did you mean 'enable_async_status_log'?" in messages["enable_async_status"]


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
