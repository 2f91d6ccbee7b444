"""Structures → classes."""

from __future__ import annotations

import itertools

import pytest

from docbind.model.spec import Direction, Field, ListOf, Model, ModelRef
from emission.building import NUMBER, body, classes, field, model, named, operation, response, spec


def wrapper(identity: str, *references: str, direction: Direction = Direction.REQUEST) -> Model:
    return model(
        identity,
        "",
        *(field(f"{reference}s", ListOf(ModelRef(reference))) for reference in references),
        direction=direction,
        root=True,
    )


def service(
    *structures: Model, sends: dict[str, str] | None = None, answers: dict[str, str] | None = None
) -> dict[str, str]:
    """`sends` and `answers` give the body of the operation with a title."""
    sends, answers = sends or {}, answers or {}
    operations = [
        operation(
            title,
            method="POST",
            label=title,
            uri=f"/{number}",
            request=body(ModelRef(sends[title])) if title in sends else None,
            responses=(response(200, ModelRef(answers[title])),) if title in answers else (),
        )
        for number, title in enumerate(dict.fromkeys([*sends, *answers]))
    ]
    return classes(spec(*operations, models=structures))


@pytest.mark.parametrize(
    ("documented", "expected"),
    [
        ("FuncCode", "FuncCode"),
        ("volume", "Volume"),
        ("os-extended-volumes:volumes_attached", "OsExtendedVolumesVolumesAttached"),
        ("io.k8s.api.core.v1.Pod", "Pod"),
        ("24h", "N24h"),
        ("Model", "AddThingModel"),
        ("Exception", "AddThingException"),
        ("Shelf", "AddThingShelf"),
        ("AddThing", "AddThingAddThing"),
        ("spec", "AddThingSpec"),
        ("\u4e2d", "AddThingInners"),
    ],
)
def test_a_documented_name_in_camel_case(documented: str, expected: str) -> None:
    inner = model("inner", documented, field("a"))
    assert service(inner, wrapper("root", "inner"), sends={"Adding a Thing": "root"})["inner"] == expected


def test_bodies_take_the_name_of_their_operation() -> None:
    found = service(wrapper("answer", direction=Direction.RESPONSE), answers={"Adding a Thing": "answer"})
    assert found == {"answer": "AddThingResponse"}


def test_the_copy_of_requests_keeps_the_name() -> None:
    asked = model("asked", "Volume", field("size", NUMBER))
    given = model("given", "Volume", field("size", NUMBER), field("status"), direction=Direction.RESPONSE)
    found = service(
        *(asked, given, wrapper("send", "asked"), wrapper("answer", "given", direction=Direction.RESPONSE)),
        sends={"Adding a Disk": "send"},
        answers={"Adding a Disk": "answer"},
    )
    assert (found["asked"], found["given"]) == ("Volume", "VolumeResponse")


def variants(*fields: tuple[Field, ...]) -> list[Model]:
    return [model(f"v{number}", "Tag", *row) for number, row in enumerate(fields)]


def test_of_several_shapes_the_most_used_keeps_the_name() -> None:
    one, other = variants((field("key"),), (field("name"),))
    found = service(
        *(one, other, wrapper("a", "v0"), wrapper("b", "v0"), wrapper("c", "v1")),
        sends={"Adding a Disk": "a", "Updating a Disk": "b", "Adding an Image": "c"},
    )
    assert (found["v0"], found["v1"]) == ("Tag", "AddImageTag")


def test_of_equally_used_shapes_none_keeps_the_name() -> None:
    one, other = variants((field("key"),), (field("name"),))
    found = service(
        *(one, other, wrapper("a", "v0"), wrapper("b", "v1")), sends={"Adding a Disk": "a", "Adding an Image": "b"}
    )
    assert (found["v0"], found["v1"]) == ("AddDiskTag", "AddImageTag")


def test_two_shapes_in_one_operation_are_told_apart_by_the_way_to_them() -> None:
    inner, outer = variants((field("key"),), (field("name"), field("more", ModelRef("box"))))
    box = model("box", "Box", field("tag", ModelRef("v0")))
    found = service(inner, outer, box, wrapper("root", "v1"), sends={"Adding a Disk": "root"})
    assert (found["v0"], found["v1"]) == ("AddDiskBoxTag", "AddDiskRequestV1s")


def test_names_do_not_depend_on_the_order_of_structures() -> None:
    structures = [
        *variants((field("key"),), (field("name"),), (field("id"),)),
        wrapper("a", "v0"),
        wrapper("b", "v1", "v2"),
    ]
    sends = {"Adding a Disk": "a", "Adding an Image": "b"}
    outcomes = [service(*order, sends=sends) for order in itertools.permutations(structures)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_a_structure_may_contain_itself() -> None:
    tree = model("tree", "Tree", field("children", ListOf(ModelRef("tree"))))
    assert service(tree, wrapper("root", "tree"), sends={"Planting a Tree": "root"})["tree"] == "Tree"


def test_a_small_service_has_no_sections() -> None:
    tree = model("tree", "Tree", field("name"))
    found = named(
        spec(operation("Planting Trees", method="POST", request=body(ListOf(ModelRef("tree")))), models=(tree,))
    )
    assert not found.sections


def test_a_large_service_has_a_section_for_each_folder_and_one_for_what_they_share() -> None:
    many = [
        model(f"m{number}", f"Thing{number}", field("a"), field("b"), field("shared", ModelRef("shared")))
        for number in range(420)
    ]
    shared = model("shared", "Shared", field("name"))
    operations = [
        operation(
            f"Adding Thing {item.id}",
            method="POST",
            label=item.id,
            uri=f"/{item.id}",
            folder=("s", "apis", ("disk_things", "con", "class")[number % 3]),
            request=body(ListOf(ModelRef(item.id))),
        )
        for number, item in enumerate(many)
    ]
    found = named(spec(*operations, models=(*many, shared))).sections
    assert found["m0"] == "disk_things"
    assert found["shared"] == "shared"
    assert {found["m1"], found["m2"]} == {"apis_con", "apis_class"}, "names that a system or Python keeps for itself"
