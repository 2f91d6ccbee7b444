"""What is emitted for pages in the style of S3: arguments and structures for documents, and answers made of headers."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docbind.model.names import NameLock
from docbind.stages.name import name
from emission.package import files_of, write_package
from s3.cupboard import INFO, PUT_LABEL, page, service, table

HOST = "Host: jarname.cupboard.example.com"
HEADERS = "Header|Type|Mandatory|Description"

PUT = page(
    {
        "Request Syntax": PUT_LABEL
        + """
    <LabelConfiguration>
        <Writer><Id>id</Id></Writer>
        <Line><Text>text</Text></Line>
    </LabelConfiguration>
""",
        "Request Headers": table(HEADERS, "Content-MD5|String|Yes|Digest of the body.", "x-ink|String|No|The ink."),
        "Request Elements": table(
            "Element|Type|Mandatory|Description",
            "LabelConfiguration|XML|Yes|The label.",
            "Writer|XML|Yes|Who writes.",
            "Id|String|Yes|Who it is.",
            "Line|XML|No|The lines, of which there may be at most 100 lines.",
            "Text|String|Yes|Its words.",
        ),
        "Response Syntax": "\n    HTTP/1.1 200 OK\n    Date: date\n",
        "Sample Response": "\n    HTTP/1.1 200 OK\n    Server: cupboard\n    Date: today\n",
    },
    title="Creating a Label",
)

GET = page(
    {
        "Request Syntax": f"\n    GET /?label HTTP/1.1\n    {HOST}\n",
        "Response Syntax": """
    HTTP/1.1 200 OK

    <LabelConfiguration><Writer><Id>id</Id></Writer><Line><Text>text</Text></Line></LabelConfiguration>
""",
        "Response Elements": table(
            "Element|Type|Description",
            "LabelConfiguration|XML|The label.",
            "Writer|XML|Who writes.",
            "Id|Integer|Who it is.",
            "Line|XML|The lines, at most 100 lines.",
            "Text|String|Its words.",
        ),
        "Sample Response": """
    HTTP/1.1 200 OK

    <LabelConfiguration xmlns="http://cupboard.example.com/">
        <Writer><Id>7</Id></Writer>
        <Line><Text>plum</Text></Line>
        <Line><Text>2026</Text></Line>
    </LabelConfiguration>
""",
    },
    title="Obtaining a Label",
    label="jar_02",
)

COLOUR = page(
    {
        "Request Syntax": PUT_LABEL.replace("label", "colour") + "\n    <Colour>red</Colour>\n",
        "Request Elements": table("Element|Type|Mandatory|Description", "Colour|String|Yes|The colour."),
        "Sample Request": PUT_LABEL.replace("label", "colour") + "\n    <Colour>red</Colour>\n",
    },
    title="Painting a Jar",
    label="jar_03",
)

FILL = page(
    {
        "Request Syntax": f"\n    PUT /ObjectName HTTP/1.1\n    {HOST}\n\n    <object Content>\n",
        "Request Headers": table(HEADERS, "x-jar-meta-\\*|String|No|A note of your own, of up to 5 characters."),
        "Response Headers": table("Header|Type|Description", "x-jar-version|Integer|The version."),
        "Sample Response": '\n    HTTP/1.1 200 OK\n    ETag: "abc"\n    Date: today\n    Content-Length: 0\n    x-jar-version: 3\n',
    },
    title="Filling a Jar",
    label="jar_04",
)

LOOK = page(
    {
        "Request Syntax": f"\n    HEAD /ObjectName HTTP/1.1\n    {HOST}\n",
        "Response Headers": table("Header|Type|Description", "x-jar-version|Integer|The version."),
        "Response Syntax": "\n    HTTP/1.1 200 OK\n    Content-Length: length\n    Server: server\n",
    },
    title="Looking at a Jar",
    label="jar_05",
)

CUPBOARD = replace(
    service(PUT, GET, COLOUR, FILL, LOOK).value, info=replace(INFO, hosts=("cupboard",), catalog_types=("cupboard",))
)


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("cupboard")
    write_package(folder, "cupboard_sdk", CUPBOARD)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("cupboard_sdk.cupboard")
    sys.path.remove(str(folder))


@pytest.fixture
def fake(sdk: Any) -> Any:
    return importlib.import_module("cupboard_sdk.testing").Documented(sdk.Cupboard)


def arguments(method: Any) -> list[str]:
    return [one for one in inspect.signature(method).parameters if one not in ("self", "options")]


def test_the_elements_of_the_root_are_arguments_and_the_digest_is_the_clients(sdk: Any) -> None:
    assert arguments(sdk.Cupboard.create_label) == ["writer", "x_ink", "line"]
    written = files_of(CUPBOARD)
    assert '__root__ = "LabelConfiguration"' in written["cupboard/operations.py"]
    assert '__media_type__ = "application/xml"' in written["cupboard/operations.py"]
    assert [one.code for one in name(CUPBOARD, NameLock()).diagnostics] == []


def test_a_body_in_xml_is_sent_and_recorded(sdk: Any, fake: Any) -> None:
    m = sdk.models
    assert fake.client.create_label(writer=m.Writer(id="me"), line=[m.Line(text="a<b"), {"text": "c"}]) is None
    (call,) = fake.calls
    assert call.body == {"Writer": {"Id": "me"}, "Line": [{"Text": "a<b"}, {"Text": "c"}]}
    assert call.query == {"label": ""}
    assert call.headers["content-md5"]


def test_a_body_in_xml_is_checked_as_json_is(sdk: Any, fake: Any) -> None:
    errors = importlib.import_module("cupboard_sdk.errors")
    with pytest.raises(errors.ValidationError, match=r"Line\[1\].Text: required, but not given \[page_0.rst:\d+\]"):
        fake.client.create_label(writer={"Id": "me"}, line=[sdk.models.Line(text="a"), {}])
    (violation,) = sdk.validators.check_create_label({"Writer": {}})
    assert violation.path == "Writer.Id"


def test_an_answer_in_xml_is_the_content_of_its_root(sdk: Any, fake: Any) -> None:
    label = fake.client.get_label()
    assert type(label).__name__ == "GetLabelResponse"
    assert (label.writer.id, [line.text for line in label.line]) == (7, ["plum", "2026"])
    fake.answers[sdk.operations.GetLabel] = 200, {"Writer": {"Id": 8}, "New": "n"}
    other = fake.client.get_label()
    assert (other.writer.id, other.line, other.extra) == (8, [], {"New": "n"})


def test_a_root_element_with_nothing_but_text_is_the_argument(sdk: Any, fake: Any) -> None:
    fake.client.paint_jar(colour="red")
    assert fake.calls[0].body == {"Colour": "red"}
    assert fake.calls[0].query == {"colour": ""}


def test_what_only_tells_operations_apart_is_no_argument_of_a_method(sdk: Any) -> None:
    assert arguments(sdk.Cupboard.paint_jar) == ["colour"]
    assert arguments(sdk.Cupboard.get_label) == []
    assert sdk.operations.GetLabel().label == "", "it is a member of the request, which sends it"


def test_an_answer_without_a_body_is_its_own_headers(sdk: Any, fake: Any) -> None:
    filled = fake.client.fill_jar(object_name="j", body=b"jam", metadata={"colour": "red"})
    assert (filled.x_jar_version, filled.etag) == (3, '"abc"')
    assert fake.calls[0].headers["x-jar-meta-colour"] == "red"
    assert not hasattr(filled, "content_length") and not hasattr(filled, "date")


def test_the_answer_to_a_head_tells_of_the_content_and_of_what_was_noted(sdk: Any, fake: Any) -> None:
    fake.answers[sdk.operations.LookAtJar] = 200, {
        "x-jar-version": 4,
        "x-jar-meta-*": {"colour": "red"},
        "Content-Length": 5,
    }
    looked = fake.client.look_at_jar(object_name="j")
    assert (looked.x_jar_version, looked.metadata, looked.content_length) == (4, {"colour": "red"}, 5)
    assert not hasattr(looked, "server")


def test_two_roots_that_no_page_knows_stay_text() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Request Elements": table(
                "Element|Type|Mandatory|Description", "Front|String|No|One.", "Back|String|No|Two."
            ),
        }
    )
    written = files_of(service(text).value)["cupboard/operations.py"]
    assert "__root__" not in written
    assert 'body: str = at.whole_body(media_type="application/xml")' in written
    assert [one.code for one in name(service(text).value, NameLock()).diagnostics] == ["body-as-text"]


def test_strict_types_hold_in_what_is_emitted(tmp_path: Path) -> None:
    write_package(tmp_path, "cupboard_sdk", CUPBOARD)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(tmp_path / "cupboard_sdk")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout
