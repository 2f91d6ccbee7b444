"""What each change of the pages means for callers: one pair of small pages per rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from changes.states import Row, changes, page, table, told

NAME: Row = ("name", "Yes", "String", "Its name.")
SIZE: Row = ("size", "No", "Integer", "How large it is.\n\nMinimum: **1**\n\nMaximum: **10**")
SOIL: Row = ("soil", "No", "String", "What it is made of.\n\nEnumeration values:\n\n-  **sand**\n-  **clay**")
CROP = "Table 2 Crop\n"


def inner(*rows: Row) -> str:
    return table("Crop", rows, ("Parameter", "Mandatory", "Type", "Description"))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Two states of one page, and all that is to be said of them."""

    name: str
    old: str
    new: str
    said: tuple[str, ...] = field(default=())


def sized(words: str, presence: str = "No") -> str:
    return page(request=(NAME, ("size", presence, "Integer", f"How large it is.\n\n{words}")))


def soiled(*values: str) -> str:
    listed = "\n".join(f"-  **{value}**" for value in values)
    return page(request=(NAME, ("soil", "No", "String", f"What it is made of.\n\nEnumeration values:\n\n{listed}")))


def kept(type_words: str, name: str = "kept") -> str:
    return page(response=(("id", "String", "Its ID."), (name, type_words, "What is kept of it.")))


def sent(type_words: str) -> str:
    return page(request=(NAME, ("kept", "No", type_words, "What is kept of it.")))


RULES = (
    # --- requests: what is sent
    Rule(name="nothing", old=page(), new=page()),
    Rule(
        name="optional parameter comes",
        old=page(),
        new=page(request=(NAME, ("note", "No", "String", "A note."))),
        said=("non-breaking param-added request note  -> String, optional",),
    ),
    Rule(
        name="mandatory parameter comes",
        old=page(),
        new=page(request=(NAME, ("plot", "Yes", "String", "Its plot."))),
        said=("breaking param-added request plot  -> String, mandatory",),
    ),
    Rule(
        name="parameter goes",
        old=page(request=(NAME, ("note", "No", "String", "A note."))),
        new=page(),
        said=("breaking param-removed request note String, optional -> ",),
    ),
    Rule(
        name="parameter is renamed",
        old=page(request=(NAME, ("neighbour_id", "No", "String", "The bed beside it."))),
        new=page(request=(NAME, ("neighbor_id", "No", "String", "The bed beside it."))),
        said=("breaking param-renamed request neighbour_id neighbour_id -> neighbor_id",),
    ),
    Rule(
        name="one digit makes two parameters",
        old=page(request=(NAME, ("address_v4", "No", "String", "Where it is."))),
        new=page(request=(NAME, ("address_v6", "No", "String", "Where it is."))),
        said=(
            "breaking param-removed request address_v4 String, optional -> ",
            "non-breaking param-added request address_v6  -> String, optional",
        ),
    ),
    Rule(
        name="parameter travels elsewhere",
        old=page(request=(NAME, ("note", "No", "String", "A note."))),
        new=page(query=(("note", "No", "String", "A note."),)),
        said=("breaking param-relocated query note request -> query",),
    ),
    Rule(
        name="optional becomes mandatory",
        old=page(request=(NAME, ("note", "No", "String", "A note."))),
        new=page(request=(NAME, ("note", "Yes", "String", "A note."))),
        said=("breaking mandatory-tightened request note optional -> mandatory",),
    ),
    Rule(
        name="mandatory becomes optional",
        old=page(request=(NAME, ("note", "Yes", "String", "A note."))),
        new=page(request=(NAME, ("note", "No", "String", "A note."))),
        said=("non-breaking mandatory-loosened request note mandatory -> optional",),
    ),
    Rule(
        name="type changes",
        old=sent("String"),
        new=sent("Integer"),
        said=("breaking type-changed request kept String -> Integer",),
    ),
    Rule(
        name="one becomes many",
        old=sent("String"),
        new=sent("Array of strings"),
        said=("breaking type-changed request kept String -> Array of strings",),
    ),
    Rule(
        name="type is written otherwise",
        old=sent("String list"),
        new=sent("Array of strings"),
        said=("doc-only type-notation request kept String list -> Array of strings",),
    ),
    Rule(
        name="integers of another width",
        old=sent("Integer"),
        new=sent("Long"),
        said=("doc-only type-notation request kept Integer -> Long",),
    ),
    Rule(
        name="structure says its fields",
        old=sent("Object"),
        new=page(
            request=(NAME, ("kept", "No", "Crop object", "What is kept of it.")),
            more=inner(("weight", "Yes", "Integer", "Its weight.")),
        ),
        said=("non-breaking type-stated request kept Object -> Crop object",),
    ),
    Rule(
        name="value goes",
        old=soiled("sand", "clay"),
        new=soiled("sand"),
        said=("breaking enum-value-removed request soil clay -> ",),
    ),
    Rule(
        name="value comes",
        old=soiled("sand", "clay"),
        new=soiled("sand", "clay", "peat"),
        said=("non-breaking enum-value-added request soil  -> peat",),
    ),
    Rule(
        name="order of values",
        old=soiled("sand", "clay"),
        new=soiled("clay", "sand"),
        said=("doc-only description-changed request soil",),
    ),
    Rule(
        name="upper limit falls",
        old=sized("Minimum: **1**\n\nMaximum: **10**"),
        new=sized("Minimum: **1**\n\nMaximum: **9**"),
        said=("breaking constraint-changed request size 1..10 -> 1..9",),
    ),
    Rule(
        name="upper limit rises",
        old=sized("Minimum: **1**\n\nMaximum: **10**"),
        new=sized("Minimum: **1**\n\nMaximum: **100**"),
        said=("non-breaking constraint-changed request size 1..10 -> 1..100",),
    ),
    Rule(
        name="range moves",
        old=sized("Minimum: **1**\n\nMaximum: **10**"),
        new=sized("Minimum: **5**\n\nMaximum: **100**"),
        said=("breaking constraint-changed request size 1..10 -> 5..100",),
    ),
    Rule(
        name="limit comes",
        old=sized("Any will do."),
        new=sized("Minimum: **1**\n\nMaximum: **10**"),
        said=("breaking constraint-added request size  -> 1..10",),
    ),
    Rule(
        name="limit goes",
        old=sized("Minimum: **1**\n\nMaximum: **10**"),
        new=sized("Any will do."),
        said=("non-breaking constraint-removed request size 1..10 -> ",),
    ),
    Rule(
        name="limit in words widens",
        old=sized("Set it (2 to 14 steps) before you dig."),
        new=sized("Set it (2 to 99 steps) before you dig."),
        said=("non-breaking constraint-changed request size 2..14 -> 2..99",),
    ),
    Rule(
        name="limit in words narrows",
        old=sized("Set it (2 to 14 steps) before you dig."),
        new=sized("Set it (2 to 9 steps) before you dig."),
        said=("breaking constraint-changed request size 2..14 -> 2..9",),
    ),
    Rule(
        name="default changes",
        old=sized("Default: **3**"),
        new=sized("Default: **4**"),
        said=("non-breaking default-changed request size 3 -> 4",),
    ),
    Rule(
        name="default comes",
        old=sized("Any will do."),
        new=sized("Any will do.\n\nDefault: **4**"),
        said=("non-breaking default-changed request size  -> 4",),
    ),
    Rule(
        name="parameter is deprecated",
        old=sized("Any will do."),
        new=sized("Any will do. This parameter is deprecated."),
        said=("non-breaking param-deprecated request size",),
    ),
    Rule(
        name="mandatory field inside a structure comes",
        old=page(
            request=(NAME, ("crop", "No", "Crop object", "What grows.")),
            more=inner(("weight", "No", "Integer", "Its weight.")),
        ),
        new=page(
            request=(NAME, ("crop", "No", "Crop object", "What grows.")),
            more=inner(("weight", "No", "Integer", "Its weight."), ("kind", "Yes", "String", "Its kind.")),
        ),
        said=("breaking param-added request crop.kind  -> String, mandatory",),
    ),
    Rule(
        name="new structure is one change",
        old=page(),
        new=page(
            request=(NAME, ("crop", "No", "Crop object", "What grows.")),
            more=inner(("weight", "Yes", "Integer", "Its weight.")),
        ),
        said=("non-breaking param-added request crop  -> Crop object, optional",),
    ),
    # --- responses: what is read
    Rule(
        name="response field comes",
        old=page(),
        new=kept("String"),
        said=("non-breaking param-added response kept  -> String",),
    ),
    Rule(
        name="response field goes",
        old=kept("String"),
        new=page(),
        said=("breaking param-removed response kept String -> ",),
    ),
    Rule(
        name="response field is renamed",
        old=kept("String", "harvst_time"),
        new=kept("String", "harvest_time"),
        said=("breaking param-renamed response harvst_time harvst_time -> harvest_time",),
    ),
    Rule(
        name="response type changes",
        old=kept("String"),
        new=kept("Long"),
        said=("breaking type-changed response kept String -> Long",),
    ),
    Rule(
        name="response value goes",
        old=page(response=(("soil", "String", "Enumeration values:\n\n-  **sand**\n-  **clay**"),)),
        new=page(response=(("soil", "String", "Enumeration values:\n\n-  **sand**"),)),
        said=("non-breaking enum-value-removed response soil clay -> ",),
    ),
    Rule(
        name="response value comes",
        old=page(response=(("soil", "String", "Enumeration values:\n\n-  **sand**"),)),
        new=page(response=(("soil", "String", "Enumeration values:\n\n-  **sand**\n-  **clay**"),)),
        said=("non-breaking enum-value-added response soil  -> clay",),
    ),
    Rule(
        name="response limit narrows",
        old=page(response=(("size", "Integer", "Its size.\n\nMinimum: **1**\n\nMaximum: **10**"),)),
        new=page(response=(("size", "Integer", "Its size.\n\nMinimum: **1**\n\nMaximum: **9**"),)),
        said=("non-breaking constraint-changed response size 1..10 -> 1..9",),
    ),
    Rule(
        name="another success",
        old=page(normal="200"),
        new=page(normal="202"),
        said=("breaking response-removed response", "non-breaking response-added response"),
    ),
    # --- operations
    Rule(
        name="operation is deprecated",
        old=page(),
        new=page("Adding a Bed (Deprecated)"),
        said=("non-breaking operation-deprecated",),
    ),
    Rule(
        name="path changes",
        old=page(),
        new=page(uri="POST /v2/beds/{garden_id}"),
        said=("breaking path-changed /v1/beds/{garden_id} -> /v2/beds/{garden_id}",),
    ),
    Rule(
        name="method changes",
        old=page(),
        new=page(uri="PUT /v1/beds/{garden_id}"),
        said=("breaking method-changed POST -> PUT",),
    ),
    Rule(
        name="label is reused for another operation",
        old=page(),
        new=page("Listing Tools", "GET /v3/tools"),
        said=("breaking operation-removed", "non-breaking operation-added"),
    ),
    # --- documentation
    Rule(
        name="query string leaves the URI",
        old=page(
            uri="POST /v1/beds/{garden_id}?force={force}", query=(("force", "No", "Boolean", "Whatever is there."),)
        ),
        new=page(query=(("force", "No", "Boolean", "Whatever is there."),)),
        said=("doc-only uri-notation POST /v1/beds/{garden_id}?force={force} -> POST /v1/beds/{garden_id}",),
    ),
    Rule(
        name="placeholder is renamed",
        old=page(),
        new=page(uri="POST /v1/beds/{plot_id}"),
        said=("doc-only uri-notation POST /v1/beds/{garden_id} -> POST /v1/beds/{plot_id}",),
    ),
    Rule(
        name="prose of the page",
        old=page(),
        new=page(prose="This API makes a new bed."),
        said=("doc-only description-changed  -> Adding a Bed",),
    ),
    Rule(
        name="prose of a row",
        old=page(request=(("name", "Yes", "String", "Its name."),)),
        new=page(request=(("name", "Yes", "String", "What it is called."),)),
        said=("doc-only description-changed request name Its name. -> What it is called.",),
    ),
    Rule(name="number of a table", old=page(), new=page().replace("**Table 1**", "**Table 7**")),
    Rule(
        name="lines of a cell",
        old=page(request=(("name", "Yes", "String", "Its name."),)),
        new=page(request=(("name", "Yes", "String", "Its\nname."),)),
    ),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_change_says_what_it_means(rule: Rule, tmp_path: Path) -> None:
    found = changes(tmp_path, {"bed.rst": rule.old}, {"bed.rst": rule.new})
    assert tuple(told(found)) == rule.said


def test_every_change_has_a_place_in_the_new_pages(tmp_path: Path) -> None:
    (found,) = changes(tmp_path, {"bed.rst": sized("Maximum: **9**")}, {"bed.rst": sized("Maximum: **8**")})
    line = (
        sized("Maximum: **8**")
        .split("\n")
        .index(next(line for line in sized("Maximum: **8**").split("\n") if "| size" in line))
        + 1
    )
    assert (found.operation, str(found.span)) == ("POST /v1/beds/{garden_id}", f"garden/bed.rst:{line}")
