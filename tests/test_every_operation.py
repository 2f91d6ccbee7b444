"""Real references, built and used: every operation is called with its documented examples, through the emitted client and without a network.

Where an answer or a validator departs from an example because its page contradicts itself, that is put down to the page; whatever is left is a defect of this program.
The references are no part of the project; they are read where a checkout of them lies beside it. `DOCBIND_WHOLE_CORPUS=1` takes all services instead of three of
different dialects.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from built import BuiltOperation, BuiltService, built
from trials import (
    BUCKET,
    NO_BODY,
    PROJECT_ID,
    Trial,
    arguments,
    as_json,
    query_values,
    same,
    sent_as_documented,
    trials,
)

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SAMPLE = ("elastic-volume-service", "function-graph", "virtual-private-cloud")
SERVICES = sorted(path.name for path in CORPUS.glob("*/")) if os.environ.get("DOCBIND_WHOLE_CORPUS") == "1" else SAMPLE

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the references of the corpus do not lie beside this checkout"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="session", params=SERVICES)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltService]:
    name = str(request.param)
    with built(CORPUS / name, tmp_path_factory.mktemp(name), f"built_{name.replace('-', '_')}") as found:
        yield found


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Any:
    """Prints a line of figures though the test passes."""

    def print_line(service: BuiltService, words: str) -> None:
        with capsys.disabled():
            print(f"\n{service.name}: {words}")

    return print_line


class Wire:
    """A client whose service answers as it is told, and remembers the last request."""

    def __init__(self, service: BuiltService) -> None:
        self.answer = httpx2.Response(200, json={})
        self.request: httpx2.Request | None = None
        self.client = service.client(
            auth=service.credentials,
            endpoint="https://service.example.com",
            project_id=PROJECT_ID,
            validate="off",
            transport=httpx2.MockTransport(self._answer),
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.request = request
        return self.answer

    def call(self, operation: BuiltOperation, given: dict[str, object]) -> Any:
        """What the method answers; of a list, its first page."""
        answer = getattr(self.client, operation.method)(**given)
        return answer.page() if hasattr(answer, "page") else answer

    def sent(self, operation: BuiltOperation, given: dict[str, object]) -> httpx2.Request:
        """The request of a call. What it gives back is no matter: the answer fits no operation."""
        self.request = None
        self.answer = httpx2.Response(418)
        with pytest.raises(Exception, match="status 418"):
            self.call(operation, given)
        assert self.request is not None
        return self.request


# --- requests ------------------------------------------------------------------------------------------------------------


def test_every_request_is_sent_as_documented(service: BuiltService, show: Any) -> None:
    wire, defects, sent = Wire(service), list[str](), 0
    for operation in service.operations:
        page = uri_lines(operation)
        for trial in trials(operation):
            for typed in (True, False):
                request = wire.sent(operation, arguments(operation, trial, typed=typed))
                differences = sent_as_documented(operation, trial, request, page)
                defects += [f"{operation}, line {trial.line}: {one}" for one in differences]
            sent += 1
    show(service, f"{len(service.operations)} operations, {sent} requests sent, {len(defects)} not as documented")
    assert defects == []


def uri_lines(operation: BuiltOperation) -> str:
    """What stands where the page of an operation states its method and path, which may be two items of a list."""
    name, line = operation.source
    (page,) = (path for path in service_pages(operation.service) if f"/{path.as_posix()}".endswith(f"/{name}"))
    return "\n".join(page.read_text(encoding="utf-8").split("\n")[max(line - 5, 0) : line + 6])


def service_pages(service: BuiltService) -> list[Path]:
    return sorted(service.pages.rglob("*.rst"))


# --- validators ----------------------------------------------------------------------------------------------------------

"""What pages write where a caller puts a value of his own, or a secret."""


@pytest.fixture(scope="session")
def verdicts() -> dict[str, Counter[str]]:
    """Service → how many documented requests its validators accept and refuse."""
    return {}


def test_validators_judge_every_documented_request(
    service: BuiltService, verdicts: dict[str, Counter[str]], show: Any
) -> None:
    counts = verdicts.setdefault(service.name, Counter())
    rules = Counter[str]()
    for operation in service.operations:
        for trial in trials(operation):
            if trial.line == 0:
                continue
            violations = checked(operation, trial)
            counts["refused" if violations else "accepted"] += 1
            rules.update(str(violation.rule) for violation in violations)
    words = ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items()))
    show(service, f"{counts['accepted']} of {counts.total()} request examples pass the validators ({words or 'all'})")
    assert rules.total() >= counts["refused"]


def test_validators_accept_most_of_what_the_pages_show(verdicts: dict[str, Counter[str]]) -> None:
    """Pages contradict themselves: numbers in quotation marks, mandatory fields that an example leaves out. It must stay the exception."""
    together = sum(verdicts.values(), Counter[str]())
    if not together:
        pytest.skip("no service was judged in this process")
    assert together["accepted"] >= 0.85 * together.total()


def checked(operation: BuiltOperation, trial: Trial) -> tuple[Any, ...]:
    """What the validator finds in an example. A request made of the same values must break the same rules."""
    path = {wire: text for wire, text in trial.path.items() if wire in operation.placed("path")}
    host = {"host": dict.fromkeys(operation.placed("host"), BUCKET)} if operation.placed("host") else {}
    query = query_values(operation, trial)
    body = None if trial.body is NO_BODY else trial.body
    found: tuple[Any, ...] = operation.check(body, **host, path=path, query=query, header={})
    given = arguments(operation, trial, typed=False)
    extras: set[str] = set()
    for option in ("extra_query", "extra_body"):
        names: Any = given.pop(option, ())
        extras |= set(names)
    same_rules = operation.service.root_module("_core").check_structure(operation.request(**given))
    plain = {one for one in found if one.path not in extras}
    # A null that somebody gives as NULL is meant; in plain JSON it is as good as nothing.
    nulls = {name for name, value in body.items() if value is None} if isinstance(body, dict) else set()
    assert {one for one in plain if one.path not in nulls} == set(
        same_rules
    ), f"{operation}: {found} is not {same_rules}"
    outside = {*operation.placed("header"), *(operation.placed("query") if not trial.query else ())}
    return tuple(one for one in found if one.path not in outside)


# --- answers -------------------------------------------------------------------------------------------------------------


def test_every_documented_answer_is_read_and_written_back_without_loss(service: BuiltService, show: Any) -> None:
    wire, defects, known = Wire(service), list[str](), Counter[str]()
    read, contradictions = 0, Counter[str]()
    for operation in service.operations:
        given = arguments(operation, next(trials(operation)), typed=True)
        for example in operation.examples("responses"):
            body = example.get("body", NO_BODY)
            contradiction = contradicted(operation, example["status"], body)
            if contradiction:
                contradictions[contradiction] += 1
                continue
            wire.answer = answered(operation, example)
            difference = difference_of(wire, operation, given, body, known)
            defects += [f"{operation}, line {example['source'][1]}: {difference}"] if difference else []
            read += 1
    names = known["known"] + known["unknown"]
    told = ", ".join(f"{count} where {kind}" for kind, count in sorted(contradictions.items()))
    show(
        service,
        f"{read} answers read, {len(defects)} with loss; of {names} names in them {known['known']} are documented "
        f"({known['known'] / max(names, 1):.1%}); left out are {told or 'none'}",
    )
    assert defects == []


def answered(operation: BuiltOperation, example: dict[str, Any]) -> httpx2.Response:
    """The answer of an example: its JSON, or its text and headers as they came."""
    if "body" in example and "text" not in example:
        return httpx2.Response(example["status"], json=example["body"])
    # How much was sent is another thing than how much would have been.
    travelling = {"transfer-encoding", *(() if operation.request.method == "HEAD" else ("content-length",))}
    headers = {name: one for name, one in example.get("headers", {}).items() if name.lower() not in travelling}
    return httpx2.Response(example["status"], content=example.get("text", "").encode(), headers=headers)


def contradicted(operation: BuiltOperation, status: int, body: object) -> str:
    """How an example contradicts its own page; empty where it does not."""
    documented = operation.request.responses.get(status)
    if status < 200:
        return "the status is not final"
    if status < 400 and documented is None and body not in (NO_BODY, {}):
        return "no table describes the body"
    is_object = hasattr(documented, "from_dict") or str(documented).startswith("dict")
    is_list = str(documented).startswith("list")
    if (is_object and isinstance(body, list)) or (is_list and isinstance(body, dict)):
        return "the table describes another kind of value"
    return ""


def difference_of(
    wire: Wire, operation: BuiltOperation, given: dict[str, object], body: object, known: Counter[str]
) -> str:
    """What is lost of an answer, in words; counts the documented names in it."""
    errors = operation.service.root_module("errors")
    try:
        answer = wire.call(operation, given)
    except errors.ApiError as error:
        if error.status < 400 or error.status != wire.answer.status_code:
            return f"status {wire.answer.status_code} raises {error}"
        documented = operation.request.responses.get(error.status)
        return "" if documented is None or same(as_json(error.details), body) else f"{body} was read as {error.details}"
    except errors.SdkError as error:
        return f"{type(error).__name__}: {error}"
    count_names(answer, known, documented=True)
    if body is NO_BODY or (answer is None and body == {}):
        return ""
    return (
        ""
        if same(as_json(answer), body)
        else f"{json.dumps(body)[:200]} is written back as {json.dumps(as_json(answer))[:200]}"
    )


def count_names(value: Any, known: Counter[str], *, documented: bool) -> None:
    """Count the names that models know, and those that they do not; the keys of a documented map are no names."""
    if hasattr(value, "extra"):
        written = value.to_dict()
        known["unknown"] += len(value.extra)
        known["known"] += len(written) - len(value.extra)
        for inner in value.extra.values():
            count_names(inner, known, documented=False)
        for inner in value.__getstate__()[0].values():
            count_names(inner, known, documented=True)
    elif isinstance(value, dict):
        known["unknown"] += 0 if documented else len(value)
        for inner in value.values():
            count_names(inner, known, documented=documented)
    elif isinstance(value, list):
        for inner in value:
            count_names(inner, known, documented=documented)


def test_the_fake_answers_every_operation_as_its_page_shows(service: BuiltService) -> None:
    fake = service.root_module("testing").Documented(service.client)
    client = fake.client.with_options(validate="off")
    defects = []
    for operation in service.operations:
        shown = [one for one in operation.examples("responses") if 200 <= one["status"] < 300]
        if shown and contradicted(operation, shown[0]["status"], shown[0].get("body", NO_BODY)):
            continue
        given = arguments(operation, next(trials(operation)), typed=True)
        answer = getattr(client, operation.method)(**given)
        answer = answer.page() if hasattr(answer, "page") else answer
        if fake.calls[-1].operation is not operation.request:
            defects.append(f"{operation} is taken for {fake.calls[-1].operation.__name__}")
        elif shown and not same(as_json(answer) or {}, shown[0].get("body") or {}):
            defects.append(f"{operation} answers {json.dumps(as_json(answer))[:200]}")
    assert defects == []


def test_every_list_gives_the_records_that_its_page_shows(service: BuiltService, show: Any) -> None:
    fake = service.root_module("testing").Documented(service.client)
    client = fake.client.with_options(validate="off")
    found_at = service.root_module("_core.walk").found_at
    lists, others, defects = 0, list[str](), list[str]()
    for operation in service.operations:
        paging = getattr(operation.request, "paging", None)
        if paging is None:
            others += [operation.method] if operation.method.startswith("list_") else []
            continue
        lists += 1
        shown = [one for one in operation.examples("responses") if 200 <= one["status"] < 300]
        if not shown or contradicted(operation, shown[0]["status"], shown[0].get("body", NO_BODY)):
            continue
        documented = found_at(shown[0].get("body"), paging.items)
        records = getattr(client, operation.method)(**arguments(operation, next(trials(operation)), typed=True)).all()
        if isinstance(documented, list) and not same(as_json(records), documented):
            defects.append(f"{operation} lists {json.dumps(as_json(records))[:200]}")
    show(service, f"{lists} lists; {len(others)} methods called so answer a response: {', '.join(others) or 'none'}")
    assert defects == []
