"""Which operations ask for a project: those that are about one."""

from __future__ import annotations

import pytest

from docbind.model.names import LockKind
from docbind.model.spec import Operation
from emission.building import named, operation, path, query, spec
from emission.package import files_of


def asked(method: str, uri: str, *others: str) -> bool:
    """Whether an operation, beside others of its service, has its project as an argument."""
    more = [operation(f"Another {index}", path("project_id"), uri=other) for index, other in enumerate(others)]
    names = named(spec(about(method, uri), *more))
    return names.operations["one"].parameters == ("project_id",)


def about(method: str, uri: str) -> Operation:
    return operation("Doing Something", path("project_id"), method=method, uri=uri, label="one")


@pytest.mark.parametrize(
    ("method", "uri"),
    [
        ("DELETE", "/v3/projects/{project_id}"),
        ("GET", "/v3-ext/projects/{project_id}"),
        ("PATCH", "/v2/tenants/{project_id}.json"),
        ("POST", "/v1/projects/{project_id}:undelete"),
        ("DELETE", "/v1/{project_id}"),
        ("PUT", "/v3/projects/{project_id}/groups/{group_id}/roles/{role_id}"),
        ("HEAD", "/v3.0/OS-AGENCY/projects/{project_id}/agencies/{agency_id}/roles/{role_id}"),
        ("POST", "/v4/projects/{project_id}/members"),
        ("POST", "/v1/projects/{project_id}/action"),
        ("POST", "/v1/projects/{project_id}/freeze"),
        ("PUT", "/v3/projects/{project_id}/tags/{tag}"),
        ("PUT", "/v1/projects/{project_id}/quotas"),
        ("DELETE", "/v2.0/quotas/{project_id}"),
        ("GET", "/v2.0/quotas/{project_id}/default"),
        ("GET", "/v2.1/{project_id}/os-quota-sets/{project_id}/detail"),
    ],
)
def test_a_project_that_the_path_is_about_is_an_argument(method: str, uri: str) -> None:
    assert asked(method, uri)


@pytest.mark.parametrize(
    ("method", "uri"),
    [
        ("DELETE", "/v1/{project_id}/books/{book_id}"),
        ("POST", "/v1/{project_id}/books"),
        ("PUT", "/v1/{project_id}/quotas"),
        ("POST", "/library/v1/{project_id}/books"),
        ("DELETE", "/v2/{engine}/{project_id}/instances/{instance_id}"),
        ("DELETE", "/api/v3/projects/{project_id}/shelves/{shelf_id}"),
        ("POST", "/api/v3/projects/{project_id}/shelves"),
        ("GET", "/api/v3/projects/{project_id}/quotas"),
    ],
)
def test_a_project_that_the_path_lies_in_is_the_clients(method: str, uri: str) -> None:
    assert not asked(method, uri)


def test_what_lies_behind_a_project_that_the_service_keeps_is_of_that_project() -> None:
    assert asked("DELETE", "/v4/projects/{project_id}/issues/{issue_id}", "/v4/projects/{project_id}")
    assert not asked("DELETE", "/v4/projects/{project_id}/issues/{issue_id}", "/v4/projects")
    assert not asked("DELETE", "/v4/projects/{project_id}/issues/{issue_id}", "/quotas/projects/{project_id}")
    assert not asked("DELETE", "/v1/{project_id}/issues/{issue_id}", "/v1/{project_id}")


def test_the_lock_knows_the_argument() -> None:
    (entry,) = named(spec(about("DELETE", "/v3/projects/{project_id}"))).lock.entries
    assert entry.kind is LockKind.METHOD
    assert entry.members == (("project_id", ""),)


def test_a_project_in_the_path_and_another_one_in_the_query_are_two_arguments() -> None:
    service = spec(
        operation(
            "Copying Rights",
            path("project_id"),
            query("project_id"),
            method="PUT",
            uri="/v3/{project_id}/quotas/{project_id}",
            label="one",
        )
    )
    found = named(service).operations["one"]
    assert found.parameters == ("project_id_path", "project_id")
    assert found.wires == (("project_id", "project_id_path"),)
    module = next(text for name, text in files_of(service).items() if name.endswith("/operations.py"))
    assert 'uri = "/v3/{project_id}/quotas/{project_id_path}"' in module
