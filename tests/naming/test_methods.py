"""Names of methods that would be equal, and names that something else already has."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from docbind.model.spec import REQUIRED, ModelRef, OneOf
from emission.building import TEXT, body, evidence, field, header, methods, model, named, operation, path, query, spec


def test_versions_in_the_path_tell_equal_titles_apart() -> None:
    service = spec(
        operation("Creating a Rule", method="POST", uri="/v1/rules", label="old"),
        operation("Creating a Rule", method="POST", uri="/v2.0/rules", label="new"),
    )
    assert methods(service) == {"old": "create_rule_v1", "new": "create_rule_v2_0"}


def test_words_that_the_short_name_leaves_out_come_back() -> None:
    service = spec(
        operation("Querying Servers", uri="/v1/servers", label="plain"),
        operation("Querying Details About Servers", uri="/v1/servers/detail", label="details"),
    )
    assert methods(service) == {"plain": "list_servers", "details": "list_details_about_servers"}


def test_folders_tell_apart_what_versions_do_not() -> None:
    service = spec(
        operation("Deleting a Tag", method="DELETE", uri="/v1/a/{key}", folder=("s", "disk_apis"), label="disk"),
        operation("Deleting a Tag", method="DELETE", uri="/v1/b/{key}", folder=("s", "image_apis"), label="image"),
    )
    assert methods(service) == {"disk": "delete_tag_disk", "image": "delete_tag_image"}


def test_paths_tell_apart_what_folders_do_not() -> None:
    service = spec(
        operation("Deleting a Tag", method="DELETE", uri="/v1/disks/{key}", label="disk"),
        operation("Deleting a Tag", method="DELETE", uri="/v1/images/{key}", label="image"),
    )
    assert methods(service) == {"disk": "delete_tag_v1_disks", "image": "delete_tag_v1_images"}


def test_what_a_query_always_has_tells_apart() -> None:
    only = query("list-type", TEXT, OneOf(values=("2",), evidence=evidence("?list-type=2")))
    only = replace(only, field=replace(only.field, presence=REQUIRED))
    service = spec(
        operation("Listing Objects", query("marker"), uri="/", label="first"),
        operation("Listing Objects", only, uri="/", label="second"),
    )
    assert methods(service) == {"first": "list_objects", "second": "list_objects_list_type"}


def test_what_nothing_tells_apart_is_told_apart_without_a_counter() -> None:
    alike = [operation("Deleting a Tag", method="DELETE", label=label) for label in ("a", "b", "c")]
    found = methods(spec(*alike))
    assert len(set(found.values())) == 3
    assert all(re.fullmatch("delete_tag_x[0-9a-f]{10}", name) for name in found.values())


def test_names_do_not_depend_on_the_order_of_pages() -> None:
    operations = [
        operation("Creating a Rule", method="POST", uri="/v1/rules", label="1"),
        operation("Creating a Rule", method="POST", uri="/v2/rules", label="2"),
        operation("Creating a Rule", method="POST", uri="/v2/rules/more", folder=("s", "more"), label="3"),
        operation("Create the Rule", method="POST", uri="/rules", label="4"),
    ]
    outcomes = [methods(spec(*order)) for order in itertools.permutations(operations)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_a_note_says_why_a_name_is_long() -> None:
    from docbind.model.names import NameLock
    from docbind.stages.name import name

    service = spec(
        operation("Creating a Rule", uri="/v1/rules", label="old"),
        operation("Creating a Rule", uri="/v2/rules", label="new"),
    )
    (note,) = name(service, NameLock()).diagnostics
    assert note.code == "name-shared"
    assert "create_rule_v1, create_rule_v2" in note.message


def test_methods_of_the_client_keep_their_names() -> None:
    service = spec(
        operation("Sending", method="POST", label="send"), operation("Importing", method="POST", label="import")
    )
    assert methods(service) == {"send": "send_", "import": "import_"}


def test_classes_of_operations_keep_off_what_their_module_imports() -> None:
    service = spec(operation("Request", method="POST", label="one"), operation("Paging", method="POST", label="two"))
    names = named(service).operations
    assert {"Request", "PagedRequest", "Paging"}.isdisjoint(found.class_name for found in names.values())


# --- arguments ---------------------------------------------------------------------------------------------------------


def test_what_the_client_sends_is_no_argument() -> None:
    service = spec(
        operation(
            "Querying Books",
            path("project_id"),
            header("X-Auth-Token"),
            header("content-TYPE"),
            header("X-Trace"),
            label="one",
        )
    )
    assert named(service).operations["one"].parameters == (None, None, None, "x_trace")


def test_a_path_parameter_without_a_placeholder_is_no_argument() -> None:
    service = spec(operation("Querying Books", path("shelf"), path("row"), uri="/v1/{row}", label="one"))
    assert named(service).operations["one"].parameters == (None, "row")


def test_fields_of_an_object_are_arguments() -> None:
    root = model("root", "", field("from"), field("bookTitle"), root=True)
    found = named(
        spec(operation("Adding a Book", method="POST", label="one", request=body(ModelRef("root"))), models=(root,))
    )
    assert found.operations["one"].fields == ("from_", "book_title")
    assert found.operations["one"].body is None
    assert not found.models, "a body whose fields are arguments needs no class"


def test_a_body_that_has_a_parameter_s_name_stays_whole() -> None:
    root = model("root", "", field("title"), field("pages"), root=True)
    service = spec(
        operation(
            "Moving a Book", path("title"), method="PUT", uri="/{title}", label="one", request=body(ModelRef("root"))
        ),
        models=(root,),
    )
    found = named(service)
    assert (found.operations["one"].fields, found.operations["one"].body) == ((), "body")
    assert found.models["root"].class_name == "MoveBookRequest"


def test_a_parameter_called_body_gives_way_to_the_body() -> None:
    service = spec(operation("Adding Books", query("body"), method="POST", label="one", request=body(ModelRef("gone"))))
    found = named(service).operations["one"]
    assert (found.parameters, found.body) == (("body_",), "body")


def test_a_placeholder_gives_way_to_a_query_of_its_name() -> None:
    service = spec(operation("Querying Books", path("id"), query("id"), uri="/v1/{id}", label="one"))
    found = named(service).operations["one"]
    assert found.parameters == ("id_path", "id")
    assert found.wires == (("id", "id_path"),)
