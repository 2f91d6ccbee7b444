"""Real references, built and called: what an operation changes is named by its caller, never by the client.

Which segment of a path names what is changed is told here by how the paths of a service hang together, apart from the
words that the generator knows. Where the references lie and which are taken is as in `test_every_operation`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from inspect import Parameter, signature
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import httpx2
import pytest

from built import BuiltOperation, BuiltService, built
from trials import arguments, trials

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SAMPLE = (
    "cloud-container-engine",
    "cloud-trace-service",
    "data-ingestion-service",
    "identity-access-management",
    "object-storage-service",
    "scalable-file-service",
)
SERVICES = sorted(path.name for path in CORPUS.glob("*/")) if os.environ.get("DOCBIND_WHOLE_CORPUS") == "1" else SAMPLE
CHANGING = ("DELETE", "PATCH", "POST", "PUT")
OWN, OTHER = "the-client-s-own-project", "another-project-of-the-client"

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the references of the corpus do not lie beside this checkout"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="session", params=SERVICES)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltService]:
    name = str(request.param)
    with built(CORPUS / name, tmp_path_factory.mktemp(name), f"targets_{name.replace('-', '_')}") as found:
        yield found


class Wire:
    """A client of a project; its service answers every call with an error and remembers what was called."""

    def __init__(self, service: BuiltService, project_id: str) -> None:
        self.requests: list[httpx2.Request] = []
        self.errors = service.root_module("errors")
        self.client = service.client(
            auth=service.credentials,
            endpoint="https://service.example.com",
            project_id=project_id,
            validate="off",
            max_attempts=1,
            transport=httpx2.MockTransport(self._answer),
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(418)

    def call(self, operation: BuiltOperation, given: dict[str, object]) -> None:
        answer = getattr(self.client, operation.method)(**given)
        if hasattr(answer, "page"):
            answer.page()

    def segments(self, operation: BuiltOperation, given: dict[str, object]) -> list[str]:
        """The path that a call goes to, part by part."""
        with pytest.raises(self.errors.ApiError):
            self.call(operation, given)
        return self.requests.pop().url.raw_path.decode().partition("?")[0].split("/")


def changing(service: BuiltService) -> list[BuiltOperation]:
    return [one for one in service.operations if one.request.method in CHANGING]


def given(operation: BuiltOperation) -> dict[str, object]:
    """Arguments for all that an operation declares."""
    return arguments(operation, next(trials(operation)), typed=True)


# --- paths ---------------------------------------------------------------------------------------------------------------


def test_r43_nothing_is_changed_that_nobody_named(service: BuiltService) -> None:
    one, two = Wire(service, OWN), Wire(service, OTHER)
    wrong = []
    for operation in changing(service):
        values = given(operation)
        sent, again = one.segments(operation, values), two.segments(operation, values)
        uri = operation.request.uri.partition("?")[0].split("/")
        for index, (left, right) in enumerate(zip(sent, again, strict=True)):
            if left != right and not is_scope(service, uri, index):
                wrong.append(f"{operation}: {operation.request.method} {operation.request.uri}, part {index}")
    assert wrong == []


def is_scope(service: BuiltService, uri: list[str], index: int) -> bool:
    """Whether the part of a path only says where all the rest of it lies."""
    before, rest = uri[index - 1], uri[index + 1 :]
    if not rest or uri[index] in uri[:index]:
        return False
    if re.fullmatch(r"projects?|tenants?", before):
        # Only a resource of its own lies in a project: one that the service keeps there, and elsewhere not.
        collections = kept_behind(service, "/".join(uri[index - 1 : index + 1]))
        return "" not in collections and rest[0] in collections
    return re.fullmatch(r"v\d[\w.]*|\{\w+\}|[a-z]{2,5}|[a-z]+[^s/]", before, re.IGNORECASE) is not None


@cache
def kept_behind(service: BuiltService, item: str) -> frozenset[str]:
    """The collections behind an item whose own items are read or changed there; an empty name where the item itself
    is.
    """
    found = set()
    for operation in service.operations:
        _, there, rest = operation.request.uri.partition(item)
        match re.sub(r"\{\w+\}", "*", rest).split("/"):
            case ["" | "*"] if there:
                found.add("")
            case ["", collection, "*"]:
                found.add(collection)
            case _:
                pass
    return frozenset(found)


def test_r43_every_part_of_a_path_is_asked_for(service: BuiltService) -> None:
    """Leaving one out is an error of Python's, and None, nothing and blanks are refused before anything is sent."""
    wire, errors = Wire(service, OWN), service.root_module("errors")
    wrong = []
    for operation in changing(service):
        values = given(operation)
        declared = signature(getattr(service.client, operation.method)).parameters
        for wire_name, keyword in {**operation.placed("path"), **operation.placed("host")}.items():
            if declared[keyword].default is not declared[keyword].empty:
                wrong.append(f"{operation}: {keyword} has a default")
            with pytest.raises(TypeError, match=keyword):
                wire.call(operation, {name: value for name, value in values.items() if name != keyword})
            for nothing in (None, "", *((" ",) if wire_name.lower().endswith("id") else ())):
                with pytest.raises((errors.InvalidArgument, errors.ValidationError)):
                    wire.call(operation, {**values, keyword: nothing})
    assert wrong == []
    assert wire.requests == []


# --- what does not stand in a path ---------------------------------------------------------------------------------------


def test_r43_no_argument_has_a_value_that_could_be_another_one(service: BuiltService) -> None:
    """What is sent where nothing is given is a name without a value, as `?acl`, or the only value that there is.

    A member that is no argument of the method tells what the operation is.
    """
    chosen = []
    for operation in changing(service):
        declared = signature(getattr(service.client, operation.method)).parameters
        hints = get_type_hints(operation.request)
        for member in operation.members:
            default = declared[member.keyword].default if member.keyword in declared else None
            if default in (Parameter.empty, None, ""):
                continue
            if values_of(hints[member.keyword]) != (default,):
                chosen.append(f"{operation}: {member.keyword}={default!r}")
    assert chosen == []


def values_of(annotation: Any) -> tuple[object, ...]:
    """The values that are documented: other texts are in the type too where nobody can be sure that these are all."""
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())


def test_r43_a_removal_from_a_collection_is_asked_what_goes(service: BuiltService) -> None:
    """Where neither path nor host names an item, one argument at least must be given, if there are any at all."""
    silent = []
    for operation in changing(service):
        named = operation.placed("path") or operation.placed("host")
        asked = {**operation.placed("query"), **operation.placed("body"), **operation.placed("whole")}
        if operation.request.method == "DELETE" and asked and not named:
            declared = signature(getattr(service.client, operation.method)).parameters
            if all(declared[keyword].default is not declared[keyword].empty for keyword in asked.values()):
                silent.append(f"{operation}: {operation.request.uri}")
    assert silent == []


# --- what stands in front of the host ------------------------------------------------------------------------------------


def test_r43_what_no_path_names_is_named_by_the_host(service: BuiltService) -> None:
    """A path that says nothing, `/`, leaves it to the host, which then is an argument and not the endpoint's."""
    assert [str(one) for one in changing(service) if named_by(one) == "nothing"] == []


def named_by(operation: BuiltOperation) -> str:
    """Which part of a URL says what an operation acts on: `path` or `host`, where the caller does, a fixed `word` of the
    path, or `nothing`. The client's project and a version are no such words.
    """
    segments = [one for one in operation.request.uri.partition("?")[0].split("/") if one]
    asked = operation.placed("path")
    if any(wire in asked for segment in segments for wire in re.findall(r"\{(\w+)\}", segment)):
        return "path"
    if operation.placed("host"):
        return "host"
    words = [one for one in segments if "{" not in one and not re.fullmatch(r"v\d[\w.]*", one, re.IGNORECASE)]
    return "word" if words else "nothing"


def test_r43_what_pages_show_in_front_of_the_host_is_asked_for(service: BuiltService) -> None:
    """Of the hosts that the pages of a service show, the shortest are the service's own."""
    shown = {one.name: hosts_on_page(one) for one in service.operations}
    own = min((host.count(".") for hosts in shown.values() for host in hosts), default=0)
    silent = [
        str(one)
        for one in changing(service)
        if shown[one.name] and min(host.count(".") for host in shown[one.name]) > own and not one.placed("host")
    ]
    assert silent == []


def hosts_on_page(operation: BuiltOperation) -> list[str]:
    """The hosts of the requests that an operation's page shows."""
    name, _ = operation.source
    (page,) = (path for path in operation.service.pages.rglob("*.rst") if f"/{path.as_posix()}".endswith(f"/{name}"))
    return re.findall(r"^\s*Host: *([\w.-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_r43_the_host_is_that_of_the_argument(service: BuiltService) -> None:
    """Whatever endpoint the client has, two names are two hosts, and each is the one that the call gave."""
    wire = Wire(service, OWN)
    for operation in changing(service):
        for keyword in operation.placed("host").values():
            for name in ("one", "two"):
                with pytest.raises(wire.errors.ApiError):
                    wire.call(operation, {**given(operation), keyword: name})
                assert wire.requests.pop().url.host == f"{name}.service.example.com"
