"""The title of a page → the name of its method."""

from __future__ import annotations

import re

import pytest

from docbind.dialect.titles import GENERIC_STRUCTURES, IDLE_PHRASES, READING_VERBS, REMARKS, VERBS, Phrase
from docbind.model.spec import Direction, ListOf, ModelRef
from emission.building import TEXT, field, methods, model, operation, response, spec

LIST = model("things", "", field("things", ListOf(TEXT)), direction=Direction.RESPONSE, root=True)
THING = model("thing", "", field("id"), direction=Direction.RESPONSE, root=True)


def method_of(title: str, *, method: str = "GET", answer: str = "") -> str:
    responses = (response(200, ModelRef(answer)),) if answer else ()
    service = spec(operation(title, method=method, label="one", responses=responses), models=(LIST, THING))
    return methods(service)["one"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Creating a Function", "create_function"),
        ("Configuring Asynchronous Execution Notification", "configure_asynchronous_execution_notification"),
        ("Deleting a Function or Function Version", "delete_function_or_function_version"),
        ("Adding or Deleting Tags in Batches", "add_or_delete_tags_in_batches"),
        ("Restarting, Scaling Out, and Scaling In Queues", "restart_scale_out_and_scale_in_queues"),
        ("Batch Deleting Dashboards", "batch_delete_dashboards"),
        ("Updating Max. Instances of a Function", "update_max_instances_of_function"),
        ("Modifying the Code of a Function", "modify_function_code"),
        ("Deleting All Triggers of a Function", "delete_all_triggers_of_function"),
        ("Changing the Number of Reserved Instances", "change_number_of_reserved_instances"),
        ("Canceling Sharing of a Backup", "cancel_sharing_of_backup"),
        ("Creating a ConfigMap", "create_configmap"),
        ("Create a Plug-in", "create_plug_in"),
        ("Updating a Disk (Deprecated)", "update_disk"),
        ("Deleting a Schema (a V3 API)", "delete_schema"),
        ("Deleting a User's Keys", "delete_user_keys"),
        ("Floodlighting a Court", "floodlight_court"),
        ("Truncating an Object", "truncate_object"),
        ("Completing an Upload", "complete_upload"),
        ("Mapping a Port", "map_port"),
        ("Recycling a Disk", "recycle_disk"),
        ("Visiting a Shop", "visit_shop"),
    ],
)
def test_changing_operations_begin_with_their_verb(title: str, expected: str) -> None:
    assert method_of(title, method="POST") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Querying Functions", "list_functions"),
        ("Viewing the Functions of a Project", "list_project_functions"),
        ("Querying the List of Domain Names", "list_domain_names"),
        ("Querying the Cluster List", "list_clusters"),
        ("Obtaining a Policy List", "list_policies"),
        ("Querying the Partition List of a Topic", "list_topic_partitions"),
        ("Listing Node Details", "list_node_details"),
        ("Querying Details About Specified Servers", "list_servers"),
    ],
)
def test_what_answers_with_a_list_is_list(title: str, expected: str) -> None:
    assert method_of(title, answer="things") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Querying the Code of a Function", "get_function_code"),
        ("Querying a Specified Function Template", "get_function_template"),
        ("Querying Tenant Quotas", "get_tenant_quotas"),
        ("Viewing Details of a Listener", "get_listener"),
        ("Querying the Details of a Listener", "get_listener"),
        ("Querying Listener Details", "get_listener"),
        ("Reading the Specified Pod", "get_pod"),
        ("Querying the Status", "get_status"),
        ("Quota Management", "get_quota_management"),
    ],
)
def test_what_answers_with_one_thing_is_get(title: str, expected: str) -> None:
    assert method_of(title, answer="thing") == expected


def test_a_list_in_the_answer_does_not_make_one_thing_several() -> None:
    assert method_of("Querying a Server", answer="things") == "get_server"


def test_without_a_documented_answer_the_plural_decides() -> None:
    assert method_of("Querying Servers") == "list_servers"
    assert method_of("Querying a Server") == "get_server"


@pytest.mark.parametrize("title", ["", "()", "\u670d\u52a1", "!!!"])
def test_a_title_without_words_gives_way_to_the_path(title: str) -> None:
    assert method_of(title, method="DELETE") == "delete_v1_books"


@pytest.mark.parametrize(
    "title", ["Class", "Import", "None", "__import__('os')", "x" * 3000, "1 2 3", "Sending", "a\nb", "\u202eGetting"]
)
def test_any_title_gives_an_identifier(title: str) -> None:
    found = method_of(title, method="POST")
    assert re.fullmatch("[a-z][a-z0-9_]*", found)
    assert len(found) <= 100


@pytest.mark.parametrize("phrase", [*REMARKS, *IDLE_PHRASES], ids=lambda phrase: phrase.example)
def test_a_phrase_is_found_in_its_own_example(phrase: Phrase) -> None:
    assert re.search(phrase.pattern, phrase.example, re.IGNORECASE)


@pytest.mark.parametrize("rows", [REMARKS, IDLE_PHRASES], ids=["remarks", "idle phrases"])
def test_the_first_phrase_that_claims_an_example_is_its_own(rows: tuple[Phrase, ...]) -> None:
    for phrase in rows:
        assert next(row for row in rows if re.search(row.pattern, phrase.example, re.IGNORECASE)) is phrase


def test_no_verb_is_in_two_tables() -> None:
    assert not READING_VERBS & set(VERBS)
    assert all(gerund.endswith("ing") and not verb.endswith("ing") for gerund, verb in VERBS.items())
    assert all(re.fullmatch("[a-z0-9]+", name) for name in GENERIC_STRUCTURES)
