"""What the operations of one service say against each other and against HTTP."""

from __future__ import annotations

import pytest

from checking.services import found, model, only, operation, row, service, span
from docbind.model.diagnostic import Severity
from docbind.model.spec import ModelRef

ACTION = "/v1/{project_id}/things/{id}/action"


def test_one_path_on_two_pages_is_noted_at_the_second() -> None:
    first = operation(id="a", method="GET", path="/v1/{project_id}/things", line=3)
    second = operation(id="b", method="GET", path="/v1/{tenant_id}/things/", line=4)
    finding = only(service((first, second)))
    assert (finding.code, finding.severity, finding.span, finding.related) == (
        "operation-repeated",
        Severity.NOTE,
        span(4),
        (span(3),),
    )


def test_bodies_with_keys_of_their_own_tell_actions_apart() -> None:
    start = operation(id="start", path=ACTION, sends=ModelRef("start"))
    stop = operation(id="stop", path=ACTION, sends=ModelRef("stop"))
    bare = operation(id="bare", path=ACTION)
    again = operation(id="again", path=ACTION, sends=ModelRef("stop"))
    models = (model("start", row("os-start")), model("stop", row("os-stop")))
    assert found(service((start, stop, bare), *models)) == []
    assert found(service((start, stop, bare, again), *models)) == [("operation-repeated", 3)]


@pytest.mark.parametrize(
    ("method", "codes"), [("GET", ["body-in-get"]), ("HEAD", ["body-in-get"]), ("DELETE", []), ("PUT", [])]
)
def test_a_body_is_odd_where_http_has_none(method: str, codes: list[str]) -> None:
    spec = service((operation(method=method, sends=ModelRef("body")),), model("body", row("name")))
    assert [code for code, _ in found(spec)] == codes
