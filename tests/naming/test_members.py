"""Wire names → members."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docbind.model.spec import Direction, ModelRef
from docbind.resources import reserved_names
from emission.building import field, model, named, operation, response, spec


def members(*wires: str) -> dict[str, str]:
    structure = model("one", "Thing", *map(field, wires), direction=Direction.RESPONSE)
    names = named(spec(operation("Querying Things", responses=(response(200, ModelRef("one")),)), models=(structure,)))
    return dict(zip(wires, map(str, names.models["one"].members), strict=True))


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("vpc_id", "vpc_id"),
        ("vpcId", "vpc_id"),
        ("VpcID", "vpc_id"),
        ("subnetIDs", "subnet_ids"),
        ("HTTPMethod", "http_method"),
        ("X-Cff-Log-Type", "x_cff_log_type"),
        ("OS-EXT-SRV-ATTR:host", "os_ext_srv_attr_host"),
        ("__os_type", "os_type"),
        ("os.modelarts/workspace.id", "os_modelarts_workspace_id"),
        ("@modelarts:hard", "modelarts_hard"),
        ("24hours", "n24hours"),
        ("ipv6_enable", "ipv6_enable"),
        ("from", "from_"),
        ("list", "list_"),
        ("extra", "extra_"),
        ("to_dict", "to_dict_"),
        ("id", "id"),
        ("name~", "name"),
    ],
)
def test_a_wire_name_s_words_in_snake_case(wire: str, expected: str) -> None:
    assert members(wire) == {wire: expected}


def test_the_one_that_is_spelled_so_keeps_the_name() -> None:
    assert members("foo-bar", "foo_bar", "fooBar", "FooBar", "FOO_BAR", "foo.bar") == {
        "foo-bar": "foo_hyphen_bar",
        "foo_bar": "foo_bar",
        "fooBar": "foo_bar_camel",
        "FooBar": "foo_bar_pascal",
        "FOO_BAR": "foo_bar_upper",
        "foo.bar": "foo_dot_bar",
    }


def test_where_none_is_spelled_so_all_spell_out() -> None:
    assert members("_x", "x_") == {"_x": "underscore_x", "x_": "x_underscore"}


def test_names_that_python_takes_for_equal_are_distinct() -> None:
    found = members(
        "\ufb01le", "file", "\u017fize", "size", "\u212bx", "\u00c5x", "x\u00b2", "x2", "\uff4ename", "nname"
    )
    assert len(set(found.values())) == len(found)
    assert found["file"] == "file"


def test_the_order_of_rows_does_not_matter() -> None:
    wires = ("a-b", "a_b", "aB", "A.b")
    assert members(*wires) == members(*reversed(wires))


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_any_wire_names_give_distinct_identifiers(wires: list[str]) -> None:
    found = members(*wires)
    assert len(set(found.values())) == len(wires)
    for name in found.values():
        assert name.isidentifier() and name.isascii() and name == name.lower()
        assert not name.startswith("_") and not keyword.iskeyword(name)
        assert name not in reserved_names().model_members
