"""Bodies: XML whose nesting the template shows, and whose facts the rows state."""

from __future__ import annotations

import pytest

from docbind.model.diagnostic import Severity
from docbind.model.spec import Body, Kind, Model, ModelRef, PresenceKind, Scalar, Unknown
from s3.cupboard import PUT_LABEL, body, findings, fragment, operation, page, service, table, told

TEMPLATE = PUT_LABEL + """
    <LabelConfiguration>
        <Writer>
            <Id>id</Id>
        </Writer>
        <Lines>
            <Line>
                <Id>id</Id>
                <Text>text</Text>
            </Line>
        </Lines>
    </LabelConfiguration>
"""


def model_of(found: Body | None, *texts: str) -> Model:
    assert found is not None
    assert isinstance(found.type, ModelRef)
    return {model.id: model for model in service(*texts).value.models}[found.type.id]


def test_the_template_tells_the_nesting_and_the_rows_the_facts() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table(
                "Element|Type|Mandatory (Yes/No)|Description",
                "Writer|XML|Yes|Who writes.",
                "Id|String|Yes|Who it is.",
                "Lines|XML|No|What is written.",
                "Line|XML|No|One line of it.",
                "Id|Integer|No|Its number.",
                "Text|String|No|Its words.",
            ),
        }
    )
    assert body(text) == {
        "Writer": "object!",
        "Writer.Id": "string!",
        "Lines": "object",
        "Lines.Line": "list of object",
        "Lines.Line[].Id": "integer",
        "Lines.Line[].Text": "string",
    }
    assert told(text) == []


def test_a_body_that_no_row_describes_has_the_name_of_its_root_element() -> None:
    text = page({"Request Syntax": TEMPLATE, "Request Elements": table("Element|Description", "Text|The words.")})
    request = operation(text).request
    model = model_of(request, text)
    assert request is not None
    assert (request.media_type, model.name) == ("application/xml", "LabelConfiguration")
    assert [field.wire_name for field in model.fields] == ["Writer", "Lines"]


def test_a_root_element_that_a_row_describes_is_the_only_field_of_a_body_without_a_name() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table(
                "Element|Description|Mandatory", "LabelConfiguration|The whole. // Type: container|Yes"
            ),
        }
    )
    model = model_of(operation(text).request, text)
    assert (model.name, [field.wire_name for field in model.fields]) == ("", ["LabelConfiguration"])
    assert body(text)["LabelConfiguration.Lines.Line[].Text"] == "string"


def test_a_root_element_with_nothing_but_text_is_a_field() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL
            + "\n    <?xml version='1.0'?>\n    <Colour xmlns='http://x.example.com/'>red</Colour>\n",
            "Request Elements": table("Element|Description|Mandatory", "Colour|The colour. // Type: string|Yes"),
        }
    )
    assert body(text) == {"Colour": "string!"}


def test_an_element_without_a_row_is_kept_and_noted() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table("Element|Description", "Text|The words. // Type: string"),
        }
    )
    assert body(text)["Writer.Id"] == "string"
    (note,) = (finding for finding in findings(text) if finding.code == "element-without-row")
    assert note.severity is Severity.NOTE
    assert "(Writer, Id, Lines, Line)" in note.message


def test_type_and_parent_in_lines_of_the_description_are_no_part_of_its_text() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Request Elements": table(
                "Element|Description|Mandatory",
                "Labels|All of it. // Type: container // Parent: none // Child: Count|Yes",
                "Count|How many. // Type: integer // Parent: Labels|No",
            ),
        }
    )
    assert body(text) == {"Labels": "object!", "Labels.Count": "integer"}
    assert [field.text for model in service(text).value.models for field in model.fields] == ["All of it.", "How many."]


@pytest.mark.parametrize(
    "parent", ["Labels.Front", "Front", "Front or Back", "Back, Front", "Labels.Back \\| Labels.Front", "the Front."]
)
def test_a_stated_parent_places_what_the_template_leaves_out(parent: str) -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL + "\n    <Labels>\n        <Front><Text>words</Text></Front>\n    </Labels>\n",
            "Request Elements": table(
                "Element|Description",
                "Front|The front. // Type: container",
                "Text|Its words. // Type: string",
                "Back|The back. // Type: container // Parent: Labels",
                f"Colour|Its colour. // Type: string // Parent: {parent.replace('|', '/')}",
            ),
        }
    )
    assert body(text)["Front.Colour"] == "string"
    assert ("Back.Colour" in body(text)) == ("Back" in parent)
    assert told(text) == []


def test_a_dotted_name_says_where_the_element_stands() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL
            + "\n    <Labels>\n        <Prefix>p</Prefix>\n        <Back/>\n    </Labels>\n",
            "Request Elements": table(
                "Element|Description", "Back|The back. // Type: container", "Back. Prefix|Its prefix."
            ),
        }
    )
    assert body(text)["Back.Prefix"] == "string"


def test_a_parent_may_name_its_children() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL + "\n    <Labels>\n        <Front/>\n    </Labels>\n",
            "Request Elements": table(
                "Element|Description",
                "Front|Front is the parent node of Colour and Text. // Type: XML",
                "Text|Words. // Type: string",
                "Colour|Red or not. // Type: boolean",
            ),
        }
    )
    assert body(text) == {"Front": "object", "Front.Text": "string", "Front.Colour": "boolean"}


def test_samples_place_what_the_template_leaves_out_and_only_what_a_row_describes() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table("Element|Description", "Colour|Its colour. // Type: string"),
            "Sample Request": PUT_LABEL
            + "\n    <LabelConfiguration><Writer><Colour>red</Colour><Mood>good</Mood></Writer></LabelConfiguration>\n",
        }
    )
    assert body(text)["Writer.Colour"] == "string"
    assert "Writer.Mood" not in body(text)


def test_a_row_that_nothing_places_is_reported_and_left_out() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table(
                "Element|Description", "Text|The words.", "Colour|The colour.", "Glue|The glue. // Parent: Paper"
            ),
        }
    )
    outcome = fragment(text)
    lost = [finding for finding in outcome.diagnostics if finding.code == "element-unplaced"]
    assert [finding.severity for finding in lost] == [Severity.WARNING, Severity.WARNING]
    assert "'Glue'" in lost[1].message and "Paper" in lost[1].message
    assert [(one.emitted, one.reported) for one in outcome.value.account.tables] == [(1, 2)]


def test_the_template_is_believed_about_a_parent() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table("Element|Description", "Text|The words. // Type: string // Parent: Writer"),
        }
    )
    assert "Writer.Text" not in body(text)
    assert "element-contradicted" in told(text)


def test_the_template_is_believed_about_a_structure() -> None:
    text = page(
        {"Request Syntax": TEMPLATE, "Request Elements": table("Element|Type|Description", "Lines|String|All lines.")}
    )
    assert body(text)["Lines"] == "object"
    assert "element-contradicted" in told(text)


def test_an_element_at_a_place_of_which_its_row_does_not_speak_has_no_stated_presence() -> None:
    text = page(
        {
            "Request Syntax": TEMPLATE,
            "Request Elements": table(
                "Element|Description|Mandatory", "Id|Number of a line. // Type: integer // Parent: Line|Yes"
            ),
        }
    )
    assert body(text)["Lines.Line[].Id"] == "integer!"
    assert body(text)["Writer.Id"] == "integer"


@pytest.mark.parametrize(
    ("template", "row"),
    [
        ("<Page><Mark>a</Mark><Mark>b</Mark></Page>", "Mark|A mark. // Type: string"),
        ("<Page><Mark>a</Mark> ... </Page>", "Mark|A mark. // Type: string"),
        ("<Page><Mark>a</Mark></Page>", "Mark|A mark; a page has at most 20 marks. // Type: string"),
        ("<Page><Mark>a</Mark></Page>", "Page|One or more Mark elements. // Type: container"),
        ("<Page><Mark>a</Mark></Page>", "Page|You can add multiple marks. // Type: container"),
        ("<MarkSet><Mark>a</Mark></MarkSet>", "Mark|A mark. // Type: string"),
        ("<OldMarks><Mark>a</Mark></OldMarks>", "Mark|A mark. // Type: string"),
        ("<ListAllMark><Mark>a</Mark></ListAllMark>", "Mark|A mark. // Type: string"),
    ],
)
def test_an_element_that_may_stand_more_than_once_is_a_list(template: str, row: str) -> None:
    text = page(
        {"Request Syntax": f"{PUT_LABEL}\n    {template}\n", "Request Elements": table("Element|Description", row)}
    )
    assert [kind for name, kind in body(text).items() if name.endswith("Mark")] == ["list of string"]


@pytest.mark.parametrize(
    ("template", "row"),
    [
        ("<Page><Mark>...</Mark></Page>", "Mark|A mark. // Type: string"),
        ("<Page><Mark>a</Mark></Page>", "Mark|A mark, if there are multiple marks. // Type: string"),
        ("<Page><Mark>a</Mark></Page>", "Mark|A page has at most 1 mark. // Type: string"),
        ("<Marked><Mark>a</Mark></Marked>", "Mark|A mark of at most 20 characters. // Type: string"),
    ],
)
def test_an_element_that_stands_once_is_no_list(template: str, row: str) -> None:
    text = page(
        {"Request Syntax": f"{PUT_LABEL}\n    {template}\n", "Request Elements": table("Element|Description", row)}
    )
    assert [kind for name, kind in body(text).items() if name.endswith("Mark")] == ["string"]


def test_words_that_count_do_not_speak_of_a_place_beside_one_that_is_shown_repeated() -> None:
    text = page(
        {
            "Request Syntax": f"{PUT_LABEL}\n    <Page><Front><Mark>a</Mark><Mark>b</Mark></Front><Back/></Page>\n",
            "Request Elements": table(
                "Element|Description",
                "Back|The back. // Type: container",
                "Mark|There are at most 20 marks. // Type: string // Parent: Front or Back",
            ),
        }
    )
    assert (body(text)["Front.Mark"], body(text)["Back.Mark"]) == ("list of string", "string")


def test_tables_side_by_side_are_alternatives_and_require_nothing_of_each_other() -> None:
    header = "Element|Description|Mandatory"
    text = page(
        {
            "Request Syntax": PUT_LABEL + "\n    <Seal>\n        <Wax>wax</Wax>\n    </Seal>\n",
            "Request Elements": table(
                header, "Seal|The seal. // Type: container|Yes", "Wax|The wax. // Type: string|Yes", caption="Wax seals"
            )
            + "\n\n"
            + table(
                header,
                "Seal|The seal. // Type: container|Yes",
                "Foil|The foil. // Type: string // Parent: Seal|Yes",
                caption="Foil seals",
            ),
        }
    )
    assert body(text) == {"Seal": "object!", "Seal.Wax": "string", "Seal.Foil": "string"}
    presences = {field.wire_name: field.presence for model in service(text).value.models for field in model.fields}
    assert presences["Foil"].kind is PresenceKind.CONDITIONAL
    assert presences["Foil"].words == "Yes (Foil seals)"


def test_an_element_described_on_another_page_has_that_page_s_rows() -> None:
    described = page(
        {
            "Request Syntax": "\n    GET /?label HTTP/1.1\n",
            "Response Syntax": "\n    HTTP/1.1 200 OK\n\n    <Label><Count>count</Count></Label>\n",
            "Response Elements": ".. _jar_09__elements:\n\n"
            + table(
                "Element|Description",
                "Label|A label. // Type: container",
                "Count|How many. // Type: integer",
                caption="Elements",
            ),
        },
        title="Showing a Label",
        label="jar_09",
    )
    listing = page(
        {
            "Request Syntax": "\n    GET /?labels HTTP/1.1\n",
            "Response Syntax": "\n    HTTP/1.1 200 OK\n\n    <ListLabel><Label><Count>count</Count></Label></ListLabel>\n",
            "Response Elements": table(
                "Element|Description", "Label|See :ref:`Table 1 <jar_09__elements>`. // Type: container"
            ),
        }
    )
    assert body(described, listing, place="response:200") == {"Label": "list of object", "Label[].Count": "integer"}


def test_the_bytes_of_an_object_are_a_body() -> None:
    text = page(
        {
            "Request Syntax": "\n    PUT /ObjectName HTTP/1.1\n    Host: h\n    <Optional Additional Header>\n    <object Content>\n"
        }
    )
    request = operation(text).request
    assert request is not None
    assert (request.media_type, request.type) == ("application/octet-stream", Scalar(Kind.BINARY))


def test_a_policy_is_a_json_document_of_any_shape() -> None:
    text = page(
        {
            "Request Syntax": "\n    PUT /?policy HTTP/1.1\n    Host: h\n    Policy written in JSON\n",
            "Sample Request": '\n    PUT /?policy HTTP/1.1\n    Host: h\n\n    {"jars": ["plums"]}\n',
        }
    )
    found = operation(text)
    assert found.request is not None
    assert (found.request.media_type, found.request.type) == ("application/json", Unknown("JSON"))
    assert [example.has_value for example in found.examples] == [True]


def test_elements_of_a_form_are_its_fields() -> None:
    text = page(
        {
            "Request Syntax": '\n    POST / HTTP/1.1\n    Content-Type: multipart/form-data; boundary=9\n\n    --9\n    Content-Disposition: form-data; name="key"\n',
            "Request Elements": table(
                "Element|Type|Mandatory (Yes/No)|Description",
                "key|String|Yes|Its name.",
                "file|Binary or text|Yes|What is in it.",
            ),
        }
    )
    request = operation(text).request
    assert request is not None
    assert request.media_type == "multipart/form-data"
    model = model_of(request, text)
    assert [(field.wire_name, field.type) for field in model.fields] == [
        ("key", Scalar(Kind.STRING)),
        ("file", Scalar(Kind.BINARY)),
    ]


def test_a_head_is_answered_without_a_body_and_its_table_is_reported() -> None:
    text = page(
        {
            "Request Syntax": "\n    HEAD / HTTP/1.1\n",
            "Response Elements": table("Element|Description", "Label|The label."),
        }
    )
    assert [one.body for one in operation(text).responses] == [None]
    assert told(text) == ["element-unplaced"]


def test_response_headers_are_those_of_the_success() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL,
            "Response Headers": table("Header|Description", "x-jar-version|The version. // Type: string"),
            "Error Responses": table("Error Code|Description|HTTP Status Code", "NoSuchJar|None.|404"),
        }
    )
    found = {one.status: [field.wire_name for field in one.headers] for one in operation(text).responses}
    assert found == {200: ["x-jar-version"], 404: []}


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("string, which must follow the rules of jars.", "string"),
        ("Integer. The value counts from 1.", "integer"),
        ("long", "integer"),
        ("date", "string"),
        ("A time string as RFC 2616 has it", "string"),
    ],
)
def test_a_type_may_go_on_in_words(stated: str, kind: str) -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL + "\n    <Page><Mark>m</Mark></Page>\n",
            "Request Elements": table("Element|Description", f"Mark|The mark. // Type: {stated}"),
        }
    )
    assert body(text) == {"Mark": kind}
    assert told(text) == []


def test_a_template_that_is_no_document_is_read_as_far_as_it_goes() -> None:
    text = page(
        {
            "Request Syntax": PUT_LABEL
            + "\n    <Page>\n      <Front>\n        <Mark>m\n      </Front>\n      </Nothing>\n      <Back>\n        ...\n",
            "Request Elements": table("Element|Description", "Mark|The mark. // Type: integer"),
        }
    )
    assert body(text) == {"Front": "object", "Front.Mark": "integer", "Back": "string"}
