"""What emitted classes and methods say, on a service with something of everything."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace

import pytest

from docbind.dialect.prose import FIELD_OPENINGS, IDLE_SENTENCES, SUMMARY_OPENINGS, Opening
from docbind.model.names import LockAlias, LockEntry, LockKind, NameLock
from docbind.model.progress import AsyncJob, JobProgress
from docbind.model.spec import (
    REQUIRED,
    Constraint,
    Default,
    Direction,
    Field,
    Items,
    Kind,
    Length,
    ListOf,
    MapOf,
    ModelRef,
    OneOf,
    Operation,
    Pattern,
    Range,
    Response,
    Scalar,
    TypeRef,
    Unknown,
)
from docbind.stages.link import recognised
from docbind.stages.name import name
from emission.building import (
    INFO,
    NUMBER,
    TEXT,
    body,
    evidence,
    field,
    model,
    named,
    operation,
    path,
    query,
    response,
    span,
    spec,
)
from emission.package import files_of
from emission.parts import CONDITION, LIBRARY

FILES = files_of(LIBRARY)


def file(name: str) -> str:
    return FILES[f"shelf/{name}"]


def statement(path: str, name: str, text: str = "") -> str:
    """The source of a class or function, or of `Class.method`, without what is left of it."""
    source = text or file(path)
    found: ast.AST = ast.parse(source)
    for part in name.split("."):
        found = next(node for node in ast.walk(found) if getattr(node, "name", "") == part)
    return ast.get_source_segment(source, found) or ""


# --- operations --------------------------------------------------------------------------------------------------------


def test_a_list_operation() -> None:
    assert statement("operations.py", "ListBooks") == '''class ListBooks(PagedRequest[m.ListBooksResponse, m.Book]):
    """Query the books of a shelf.

    The newest come first.
    """

    method = "GET"
    uri = "/v1/{project_id}/books"
    responses = {200: m.ListBooksResponse, 400: m.ErrorBody}
    paging = Paging(style="marker", cursor="marker", size="limit", items="books", next="next_marker")

    marker: str | None = at.query(default=None)
    """Marker."""

    limit: int | None = at.query(default=None)
    """Limit."""

    x_trace: str | None = at.header(default=None, wire="X-Trace")
    """X trace."""'''


def test_a_query_whose_list_stands_below_an_object_moves_a_member_of_its_body() -> None:
    shelves = (
        model("query", "", field("offset", NUMBER), field("limit", NUMBER), root=True),
        model("answer", "", field("data", ModelRef("found")), direction=Direction.RESPONSE, root=True),
        model("found", "Found", field("items", ListOf(ModelRef("book"))), direction=Direction.RESPONSE),
        model("book", "Book", field("title"), direction=Direction.RESPONSE),
    )
    querying = operation(
        "Querying Books",
        method="POST",
        uri="/v1/books/action",
        request=body(ModelRef("query")),
        responses=(response(200, ModelRef("answer")),),
    )
    files = files_of(recognised(spec(querying, models=shelves)))
    declared = statement("", "ListBooks", files["shelf/operations.py"])
    assert "(PagedRequest[m.ListBooksResponse, m.Book])" in declared
    assert 'paging = Paging(style="offset", cursor="offset", size="limit", items="data.items")' in declared
    assert "offset: int | None = at.body(default=None)" in declared
    for client, pager in (("Shelf", "Pager"), ("AsyncShelf", "AsyncPager")):
        method = statement("", f"{client}.list_books", files["shelf/client.py"])
        assert method.startswith("def ") and f"-> {pager}[m.ListBooksResponse, m.Book]:" in method


@pytest.mark.parametrize(
    ("title", "answered", "listed"),
    [
        ("Querying Books", ModelRef("answer"), True),
        ("Querying Books", ListOf(ModelRef("book")), True),
        ("Querying a Book", ModelRef("answer"), False),
    ],
)
def test_a_list_without_paging_is_a_pager_of_one_page(title: str, answered: TypeRef, listed: bool) -> None:
    shelves = (
        model("answer", "", field("books", ListOf(ModelRef("book"))), direction=Direction.RESPONSE, root=True),
        model("book", "Book", field("title"), direction=Direction.RESPONSE),
    )
    reading = operation(title, uri="/v1/books", responses=(response(200, answered),))
    files = files_of(recognised(spec(reading, models=shelves)))
    operations, client = files["shelf/operations.py"], files["shelf/client.py"]
    of_object = isinstance(answered, ModelRef)
    items = 'items="books"' if of_object else ""
    assert (f"paging = Paging({items})" in operations) is listed
    page = "m.ListBooksResponse" if of_object else "list[m.Book]"
    assert (f"-> Pager[{page}, m.Book]:" in client and f"-> AsyncPager[{page}, m.Book]:" in client) is listed
    assert (f"`Pager[{page}, m.Book]`" in files["shelf/reference.md"]) is listed


def test_a_cursor_in_a_body_that_is_one_argument_moves() -> None:
    shelves = (
        model("query", "", field("shelf"), field("offset", NUMBER), field("limit", NUMBER), root=True),
        model("answer", "", field("books", ListOf(ModelRef("book"))), direction=Direction.RESPONSE, root=True),
        model("book", "Book", field("title"), direction=Direction.RESPONSE),
    )
    querying = operation(
        "Querying Books",
        path("shelf"),
        method="POST",
        uri="/v1/{shelf}/books",
        request=body(ModelRef("query")),
        responses=(response(200, ModelRef("answer")),),
    )
    declared = statement("", "ListBooks", files_of(recognised(spec(querying, models=shelves)))["shelf/operations.py"])
    assert "at.whole_body(" in declared
    assert 'paging = Paging(style="offset", cursor="offset", size="limit", items="books")' in declared


def test_the_fields_of_a_body_are_members_with_their_rules() -> None:
    written = statement("operations.py", "AddBook")
    assert "title: str = at.body(min_length=1, max_length=64)" in written
    assert "pages: int | None = at.body(default=None, ge=1)" in written
    assert 'genre: Literal["novel", "poem"] | str | None = at.body(default=None, one_of=("novel", "poem"))' in written
    assert 'isbn: str | None = at.body(default=None, pattern="[0-9-]+")' in written
    assert (
        "authors: Convertible[list[m.Author] | None, Sequence[m.Author | JsonObject]] = at.body(\n"
        "        default=None, min_items=1, max_items=3\n"
        "    )"
    ) in written
    assert "labels: dict[str, str] | None = at.body(default=None)" in written
    assert 'class_: str | None = at.body(default=None, wire="class")' in written
    assert 'secret_note: str | None = at.body(default=None, wire="secretNote", secret=True)' in written


def test_a_body_that_stays_whole() -> None:
    assert "body: Convertible[m.Book, JsonObject] = at.whole_body()" in statement("operations.py", "MoveBook")
    assert 'body: AsyncUploadable = at.whole_body(media_type="application/octet-stream")' in statement(
        "operations.py", "UploadCover"
    )
    assert (
        "body: Convertible[list[m.Author] | None, Sequence[m.Author | JsonObject]] = at.whole_body(default=None)"
        in statement("operations.py", "SetLabels")
    )


@pytest.mark.parametrize(
    ("rows", "declared"),
    [
        (
            (field("grace"), field("reason")),
            "body: Convertible[m.DeleteThingRequest | None, JsonObject] = at.whole_body(default=None)",
        ),
        (
            (field("grace"), field("reason", presence=REQUIRED)),
            "body: Convertible[m.DeleteThingRequest, JsonObject] = at.whole_body()",
        ),
    ],
)
def test_a_whole_body_of_which_no_member_is_needed_may_be_left_out(rows: tuple[Field, ...], declared: str) -> None:
    deleting = operation(
        "Deleting a Thing", query("grace"), method="DELETE", request=body(ModelRef("root")), responses=(response(204),)
    )
    written = files_of(spec(deleting, models=(model("root", "", *rows, root=True),)))["shelf/operations.py"]
    assert declared in written


def test_xml_without_a_known_root_element_is_text_in_requests_and_bytes_in_answers() -> None:
    structure = model("root", "", field("a"), field("b"), root=True)
    service = spec(
        operation(
            "Adding a Thing",
            method="PUT",
            request=body(ModelRef("root"), "application/xml"),
            responses=(
                Response(status=200, text="", headers=(), body=body(ModelRef("root"), "application/xml"), span=span()),
            ),
        ),
        models=(structure,),
    )
    written = files_of(service)["shelf/operations.py"]
    assert "class AddThing(Request[bytes]):" in written and "responses = {200: bytes}" in written
    assert 'body: str = at.whole_body(media_type="application/xml")' in written
    assert "class" not in files_of(service)["shelf/models.py"], "no structure that nothing uses"
    assert [finding.code for finding in name(service, NameLock()).diagnostics] == ["body-as-text"]


def test_answers_of_different_types_are_a_union() -> None:
    assert "class GetStatistics(Request[dict[str, Any] | None]):" in file("operations.py")


def test_without_a_documented_success_the_answer_is_anything() -> None:
    written = statement("operations.py", "UploadCover")
    assert "class UploadCover(Request[Any])" in written
    assert "responses = {200: Any}" in written


# --- models ------------------------------------------------------------------------------------------------------------


def test_members_of_requests_are_strict_and_those_of_answers_are_not() -> None:
    assert "title: str = field(min_length=1, max_length=64)" in statement("models.py", "Book")
    answered = statement("models.py", "ListBooksResponse")
    assert "size: int | None = field(default=None)" in answered
    assert '"""From 0 to 100."""' in answered, "a rule that is not enforced is documented"


def test_a_structure_says_what_its_holders_say_of_it() -> None:
    assert statement("models.py", "Book").startswith(
        'class Book(Model):\n    """The books.\n\n    Source: page.rst:7\n    """'
    )
    assert '"""What Shelf Service answers when it refuses a request.' in statement("models.py", "ErrorBody")


def field_line(found: Field, direction: Direction = Direction.REQUEST) -> str:
    """The declaration of one field of a request's structure, without line breaks."""
    structure = model("one", "Thing", found, direction=direction)
    service = spec(
        operation("Adding Things", method="POST", request=body(ListOf(ModelRef("one")))), models=(structure,)
    )
    tree = ast.parse(files_of(service)["shelf/models.py"])
    member = next(node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign))
    return ast.unparse(member)


@pytest.mark.parametrize(
    ("type_ref", "expected"),
    [
        (TEXT, "str"),
        (NUMBER, "int"),
        (Scalar(Kind.LONG), "int"),
        (Scalar(Kind.NUMBER), "float"),
        (Scalar(Kind.BOOLEAN), "bool"),
        (Scalar(Kind.BINARY), "bytes"),
        (ListOf(ListOf(TEXT)), "list[list[str]]"),
        (
            MapOf(ListOf(ModelRef("one"))),
            "Convertible[dict[str, list[Thing]], Mapping[str, Sequence[Thing | JsonObject]]]",
        ),
        (Unknown("Object"), "dict[str, Any]"),
        (Unknown("JSON dictionary"), "dict[str, Any]"),
        (Unknown("Array"), "list[Any]"),
        (Unknown("Array of objects"), "list[dict[str, Any]]"),
        (Unknown(""), "Any"),
        (Unknown("__import__('os')"), "Any"),
        (ModelRef("nowhere"), "dict[str, Any]"),
    ],
)
def test_types(type_ref: TypeRef, expected: str) -> None:
    assert field_line(field("a", type_ref, presence=REQUIRED)) == f"a: {expected} = field()"


QUOTE = evidence("so it says")


@pytest.mark.parametrize(
    ("type_ref", "constraint", "expected"),
    [
        (NUMBER, Range(minimum=1, maximum=5, evidence=QUOTE), "ge=1, le=5"),
        (
            NUMBER,
            Range(minimum=1, maximum=5, evidence=QUOTE, exclusive_minimum=True, exclusive_maximum=True),
            "gt=1, lt=5",
        ),
        (Scalar(Kind.NUMBER), Range(minimum=0.5, maximum=None, evidence=QUOTE), "ge=0.5"),
        (Scalar(Kind.NUMBER), Range(minimum=float("nan"), maximum=float("inf"), evidence=QUOTE), ""),
        (TEXT, Range(minimum=1, maximum=5, evidence=QUOTE), ""),
        (TEXT, Length(minimum=0, maximum=5, evidence=QUOTE), "min_length=0, max_length=5"),
        (ListOf(TEXT), Length(minimum=2, maximum=None, evidence=QUOTE), "min_length=2"),
        (NUMBER, Length(minimum=0, maximum=5, evidence=QUOTE), ""),
        (ListOf(TEXT), Items(minimum=1, maximum=9, evidence=QUOTE), "min_items=1, max_items=9"),
        (TEXT, Items(minimum=1, maximum=9, evidence=QUOTE), ""),
        (TEXT, Pattern(regex='"\\d+"', evidence=QUOTE), "pattern='\"\\\\d+\"'"),
        (TEXT, Pattern(regex="(", evidence=QUOTE), ""),
        (Scalar(Kind.BOOLEAN), OneOf(values=(True, False), evidence=QUOTE), ""),
        (TEXT, OneOf(values=("a", 1), evidence=QUOTE), ""),
    ],
)
def test_rules(type_ref: TypeRef, constraint: Constraint, expected: str) -> None:
    assert field_line(field("a", type_ref, constraint)).endswith(
        f"field(default=None{', ' if expected else ''}{expected})"
    )


@pytest.mark.parametrize(
    ("type_ref", "values", "annotation"),
    [
        (TEXT, ("a", "b", "a"), "Literal['a', 'b'] | str | None"),
        (NUMBER, (1, 2), "Literal[1, 2] | int | None"),
        (ListOf(TEXT), ("a",), "list[Literal['a'] | str] | None"),
        (TEXT, tuple(f"value {number}" for number in range(30)), "str | None"),
        (TEXT, ("x" * 400,), "str | None"),
    ],
)
def test_enumerations_are_open_and_short(type_ref: TypeRef, values: tuple[str | int, ...], annotation: str) -> None:
    found = field_line(field("a", type_ref, OneOf(values=values, evidence=QUOTE)))
    assert found.startswith(f"a: {annotation} = field(default=None, one_of=(")


# --- descriptions ------------------------------------------------------------------------------------------------------


def described(found: Field) -> str:
    """The docstring of one member, on one line."""
    structure = model("one", "Thing", found)
    service = spec(
        operation("Adding Things", method="POST", request=body(ListOf(ModelRef("one")))), models=(structure,)
    )
    text = files_of(service)["shelf/models.py"]
    docstrings = re.findall(r'^    """(.*?)"""', text, re.MULTILINE | re.DOTALL)
    return " ".join(docstrings[-1].split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Specifies the VPC ID.", "The VPC ID."),
        ("Indicates whether it is on", "Whether it is on."),
        ("Definition\n\nName of it.\n\nConstraints\n\nN/A\n\nRange\n\nNone", "Name of it."),
        (
            "- Definition: Name of it.\n- Constraints: None\n- Range: a to z\n- Default Value: N/A",
            "Name of it. - Range: a to z",
        ),
        ("Details: Name of it.", "Name of it."),
        ("Details of it: Name.", "Details of it: Name."),
        ("- Kind of it.\n- It may be:\n  - a\n  - b", "Kind of it. - It may be: - a - b"),
        ("", "A."),
        ("Kind.\n\n- a: first\n- b: second", "Kind. - a: first - b: second"),
    ],
)
def test_descriptions_as_a_person_would_write_them(text: str, expected: str) -> None:
    assert described(field("a", text=text)) == expected


def test_a_list_that_only_repeats_the_values_is_left_out() -> None:
    found = field("a", TEXT, OneOf(values=("one", "two"), evidence=QUOTE), text="Kind.\n\n- one\n- two")
    assert described(found) == "Kind."


def test_conditions_are_prose() -> None:
    assert described(field("a", text="Name.", presence=CONDITION)) == "Name. Whether it is needed: Yes, if lent is set."


# --- clients -----------------------------------------------------------------------------------------------------------


def test_a_method_and_its_docstring() -> None:
    written = statement("client.py", "Shelf.move_book")
    assert written == '''def move_book(
        self,
        *,
        title: str,
        body: m.Book | JsonObject,
        **options: Unpack[CallOptions],
    ) -> None:
        """Move a book.

        PUT /v1/{project_id}/books/{title} (page.rst:3)

        Args:
            title: Title.
            body: What is sent, as a whole.
            options: Settings of this call alone.

        Raises:
            ValidationError: An argument breaks a documented rule; nothing was sent.
        """
        try:
            self.send(
                op.MoveBook(
                    title=title,
                    body=body,
                ),
                **options,
            )
        finally:
            # A traceback that tells variables is not to tell secrets.
            del body'''


def test_required_arguments_come_first() -> None:
    signature = statement("client.py", "Shelf.add_book").partition(") ->")[0]
    assert signature.index("title: str,") < signature.index("pages: int | None = None,")


def test_arguments_have_their_rules_in_words() -> None:
    written = statement("client.py", "Shelf.add_book")
    assert "title: The title. 1 to 64 characters." in written
    assert "genre: Kind of book. One of `novel`, `poem`." in written
    assert "lent: Lent." not in written
    assert "The service takes false where it is not given." in written


def test_lists_are_paged_in_both_clients_without_waiting() -> None:
    blocking, asynchronous = statement("client.py", "Shelf.list_books"), statement("client.py", "AsyncShelf.list_books")
    assert "-> Pager[m.ListBooksResponse, m.Book]:" in blocking
    assert "-> AsyncPager[m.ListBooksResponse, m.Book]:" in asynchronous
    assert asynchronous.startswith("def ") and "return self.paginate(" in asynchronous
    assert "BadRequest: Status 400." in blocking and "NotFound: Status 404." in blocking


def test_the_asynchronous_client_awaits() -> None:
    written = statement("client.py", "AsyncShelf.add_book")
    assert written.startswith("async def add_book(") and "return await self.send(" in written


def test_an_argument_called_like_an_option_takes_its_place() -> None:
    written = statement("client.py", "Shelf.upload_cover")
    assert "timeout: int | None = None," in written and "Unpack[OptionsWithoutTimeout]" in written


def test_deprecated_operations_say_so() -> None:
    assert '@deprecated("The service has deprecated this operation (page.rst).")\n    def move_book(' in file(
        "client.py"
    )


def test_errors_of_one_class_share_a_line() -> None:
    found = spec(
        operation("Querying Books", responses=tuple(response(status) for status in (200, 401, 500, 503, 504, 412, 409)))
    )
    written = files_of(found)["shelf/client.py"]
    assert (
        "Unauthorized: Status 401.\n            Conflict: Status 409 or 412.\n            ServerError: Status 500, 503 or 504.\n"
        in written
    )


# --- what a method does, and what comes back ---------------------------------------------------------------------------


def told(title: str, summary: str) -> list[str]:
    """The paragraphs of the docstring of an operation's class."""
    written = statement(
        "", "ListBooks", files_of(spec(operation(title, summary=summary, label="one")))["shelf/operations.py"]
    )
    return [" ".join(paragraph.split()) for paragraph in (ast.get_docstring(ast.parse(written).body[0]) or "").split("\n\n")]  # type: ignore[arg-type]  # it is a class


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("", ["Get books."]),
        ("This API is used to query books. They are many.", ["Query books.", "They are many."]),
        ("This operation (V2) is used by a reader to query books.", ["Query books."]),
        ("Querying all books.", ["Query all books."]),
        ("This operation lists or deletes books.", ["List or delete books."]),
        ("This API modifies, deletes, or adds books on a shelf.", ["Modify, delete, or add books on a shelf."]),
        ("Deleting a shelf will delete its books.", ["Get books.", "Deleting a shelf will delete its books."]),
        (
            "A book is a bundle of sheets. Sheets are thin.",
            ["Get books.", "A book is a bundle of sheets. Sheets are thin."],
        ),
        ("This API is idempotent.", ["Get books.", "This API is idempotent."]),
    ],
)
def test_a_docstring_begins_with_what_the_operation_does(summary: str, expected: list[str]) -> None:
    assert told("Querying Books", summary) == expected


def test_a_title_without_a_verb_does_not_replace_the_description() -> None:
    text = files_of(spec(operation("Books", summary="A book is a bundle of sheets.")))["shelf/operations.py"]
    assert '"""A book is a bundle of sheets."""' in text


JOB = model("job", "", *(field(wire) for wire in ("job_id", "status")), direction=Direction.RESPONSE, root=True)
DEED = operation(
    "Moving a Shelf",
    method="POST",
    responses=(response(200, ModelRef("job")),),
    job=AsyncJob(field="job_id", span=span()),
)
PROGRESS = JobProgress(field="status", until=("DONE",), unless=("FAILED",), names=("jobId",), span=span())


def progress_of(title: str, parameter: str = "jobId") -> Operation:
    uri = f"/v1/{{project_id}}/{title.replace(' ', '-').lower()}/{{{parameter}}}"
    found = replace(PROGRESS, names=(parameter,))
    return operation(title, path(parameter), uri=uri, responses=(response(200, ModelRef("job")),), progress=found)


def test_an_operation_that_tells_how_far_a_job_is_can_be_waited_for() -> None:
    files = files_of(spec(DEED, progress_of("Querying a Job"), models=(JOB,)))
    written = statement("", "GetJob", files["shelf/operations.py"])
    assert written.startswith("class GetJob(JobRequest[m.GetJobResponse]):")
    assert 'progress = Progress(field="status", until=("DONE",), unless=("FAILED",))' in written
    client = files["shelf/client.py"]
    assert "How far the job is; `wait(op.GetJob(...))` waits for its end." in statement("", "Shelf.get_job", client)
    said = " ".join(statement("", "Shelf.move_shelf", client).split())
    assert (
        "An answer whose `job_id` names the job that was started; `wait(op.GetJob(job_id=...))` waits for its end."
        in said
    )


def test_a_job_may_be_asked_for_by_no_more_than_an_id() -> None:
    client = files_of(spec(DEED, progress_of("Querying a Job", "id"), models=(JOB,)))["shelf/client.py"]
    assert "`wait(op.GetJob(id=...))` waits for its end." in " ".join(statement("", "Shelf.move_shelf", client).split())


def test_where_several_operations_tell_how_far_jobs_are_none_is_named() -> None:
    several = (progress_of("Querying a Job"), progress_of("Querying a Bed"))
    client = files_of(spec(DEED, *several, models=(JOB,)))["shelf/client.py"]
    assert "An answer whose `job_id` names the job that was started." in statement("", "Shelf.move_shelf", client)


def test_the_members_of_an_answer_are_named() -> None:
    members = [field(f"m{number}") for number in range(8)]
    several = model("several", "", *members, direction=Direction.RESPONSE, root=True)
    service = spec(operation("Querying a Shelf", responses=(response(200, ModelRef("several")),)), models=(several,))
    client = files_of(service)["shelf/client.py"]
    assert "An answer with `m0`, `m1`, `m2`, `m3`, `m4`, `m5` and 2 more." in statement("", "Shelf.get_shelf", client)


def test_a_parameter_that_can_only_have_one_value_has_it_as_its_default() -> None:
    only = query("list-type", NUMBER, OneOf(values=(2,), evidence=QUOTE))
    only = replace(only, field=replace(only.field, presence=REQUIRED, text="Kind of list."))
    files = files_of(spec(operation("Querying a Shelf", query("after"), only)))
    assert (
        'list_type: Literal[2] | int = at.query(default=2, wire="list-type", one_of=(2,))'
        in files["shelf/operations.py"]
    )
    written = statement("", "Shelf.get_shelf", files["shelf/client.py"])
    assert "list_type: Literal[2] | int = 2," in written
    assert "list_type: Kind of list. Only `2`." in written


# --- the other files ---------------------------------------------------------------------------------------------------


def test_evidence_names_page_line_and_sentence() -> None:
    entries = json.loads(file("evidence.json"))
    assert entries["AddBook"] == {"": ["page.rst", 3, ""]}
    assert entries["Book.title"] == {
        "": ["page.rst", 20, ""],
        "max_length": ["page.rst", 21, "1 to 64 characters"],
        "min_length": ["page.rst", 21, "1 to 64 characters"],
    }
    assert entries["AddBook.pages"]["minimum"] == ["page.rst", 23, "at least 1"]
    assert entries["MoveBook.body"] == {"": ["page.rst", 5, ""]}
    assert not [
        entry for entry in entries if entry.startswith(("ListBooksResponse", "ErrorBody"))
    ], "answers are not checked"
    assert list(entries) == sorted(entries)


def test_examples_keep_their_bodies() -> None:
    assert json.loads(file("examples.json")) == {
        "AddBook": {
            "requests": [
                {
                    "title": "A novel",
                    "url": "/v1/0c4f/books",
                    "body": {"title": "Dune", "pages": 412, "authors": [{"name": "Herbert"}]},
                    "source": ["page.rst", 40],
                }
            ],
            "responses": [],
        }
    }


def test_the_reference_lists_every_operation_and_structure() -> None:
    written = file("reference.md")
    names = named(LIBRARY)
    assert all(f"| `{found.method}` |" in written for found in names.operations.values())
    assert all(f"| `{found.class_name}` |" in written for found in names.models.values())


def test_pages_of_one_name_are_told_apart() -> None:
    pages = ("s/v1/creating.rst", "s/v2/creating.rst")
    found = spec(
        *(operation("Creating a Book", method="POST", uri=f"/{page}", label=page, page=page) for page in pages)
    )
    entries = json.loads(files_of(found)["shelf/evidence.json"])
    assert sorted(entry[""][0] for name, entry in entries.items() if "." not in name) == [
        "v1/creating.rst",
        "v2/creating.rst",
    ]


def test_every_file_says_where_it_comes_from() -> None:
    for written, text in FILES.items():
        if written.endswith(".py"):
            docstring = ast.get_docstring(ast.parse(text)) or ""
            assert "Generated by docbind from 6 operations of the Shelf Service API reference. Do not edit" in " ".join(
                docstring.split()
            )
    assert "generated by docbind" in file("reference.md")


# --- renames -----------------------------------------------------------------------------------------------------------


def renamed() -> dict[str, str]:
    lock = named(LIBRARY).lock
    aliases = (
        LockAlias(kind=LockKind.METHOD, former="add_book", name="append_book"),
        LockAlias(kind=LockKind.CLASS, former="Book", name="Volume"),
    )
    return files_of(LIBRARY, NameLock(entries=lock.entries, aliases=aliases))


def test_a_former_method_warns_and_leads_to_the_new_one() -> None:
    text = renamed()["shelf/client.py"]
    written = statement("", "Shelf.add_book", text)
    assert '@deprecated("Renamed: call append_book instead.")\n    def add_book(' in text
    assert "op.AppendBook(" in written and "title: str," in written


def test_former_classes_and_functions_stay_importable() -> None:
    files = renamed()
    assert "\nAddBook = AppendBook\n" in files["shelf/operations.py"]
    assert "\ncheck_add_book = check_append_book\n" in files["shelf/validators.py"]
    assert "\nBook = Volume\n" in files["shelf/models.py"]


def test_reserved_names_are_not_emitted() -> None:
    gone = LockEntry(kind=LockKind.METHOD, name="burn_book", key=("POST", "/burn", "burn"), members=(), reserved=True)
    files = files_of(LIBRARY, NameLock(entries=(gone,)))
    assert not any("burn_book" in text for text in files.values())


# --- ends --------------------------------------------------------------------------------------------------------------


def test_a_service_without_operations_still_has_all_files() -> None:
    assert {path.removeprefix("shelf/") for path in files_of(spec())} == {
        *("__init__.py", "client.py", "models.py", "operations.py", "validators.py"),
        *("evidence.json", "examples.json", "reference.md"),
    }


def test_every_file_belongs_to_its_service() -> None:
    from emission.package import rendered

    assert {found.scope for found in rendered(LIBRARY)} == {INFO.module}
    assert all(found.path.startswith(f"{found.scope}/") for found in rendered(LIBRARY))


# --- the tables of the wording -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [SUMMARY_OPENINGS, FIELD_OPENINGS], ids=["summaries", "fields"])
def test_the_first_row_that_claims_an_example_is_its_own(rows: tuple[Opening, ...]) -> None:
    for row in rows:
        assert next(other for other in rows if re.match(other.pattern, row.example, re.IGNORECASE)) is row


@pytest.mark.parametrize("row", IDLE_SENTENCES, ids=lambda row: row.example)
def test_a_pointer_s_row_claims_its_example(row: Opening) -> None:
    assert next(other for other in IDLE_SENTENCES if re.search(other.pattern, row.example)) is row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The table. For details, see Table 3.", "The table."),
        ("See Table 5. It is long.", "It is long."),
        ("The table. For details, see Creating a Table.", "The table. For details, see Creating a Table."),
        ("Routes of Table 3.", "Routes of Table 3."),
        ("The table For details, see Table 3.", "The table."),
        ("Kind.\n\n- Tulip: For details, see Table 3.\n- Rose: red", "Kind. - Tulip - Rose: red"),
        ("Kind (for details, see Table 3).", "Kind."),
        ("If it is set, see Table 3 for details about its fields. It is long.", "It is long."),
        ("If it is set, fill the fields as described in Table 3.", "If it is set, fill the fields."),
        ("One of the fields in this table is needed.", "One of the fields is needed."),
        ("The bed. For details, see Obtaining a Bed ID.", "The bed."),
        ("The bed. For details about how to obtain it, see How to Obtain Beds.", "The bed."),
        (
            "The bed. For details about how to obtain it, see Querying Beds.",
            "The bed. For details about how to obtain it, see Querying Beds.",
        ),
        (
            'The bed. For details, see "Beds" in the Garden User Guide.',
            'The bed. For details, see "Beds" in the Garden User Guide.',
        ),
        ("The bed. See https://example.com/a.b for details.", "The bed. See https://example.com/a.b for details."),
        ("The bed. See the soil field description.", "The bed."),
        ("See Table 3.", "A."),
    ],
)
def test_pointers_to_tables_of_the_page_are_left_out(text: str, expected: str) -> None:
    assert described(field("a", text=text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Definition\n\nThe size.\n\nRange\n\n1-64\n\nDefault Value\n\n10", "The size. Range: 1-64 Default: 10."),
        ("The size. The default value is 10.\n\nDefault value:\n\n10", "The size. The default value is 10."),
        ("Who pays.\n\nValue range\n\nrequester", "Who pays. Range: requester."),
        ("The size.\n\nDefault Value\n\nNone. The newest is taken.", "The size. The newest is taken."),
        ("The size.\n\nDefault Value\n\nThe size is small.", "The size. The size is small."),
        ("The size.\n\nRange\n\n- small: one\n- large: two", "The size. - small: one - large: two"),
        ("The size.\n\nRange\n\nN/A\n\nDefault Value\n\nNone", "The size."),
        ("The size. Options:", "The size."),
        ("The size:", "The size."),
        ("The size.\n\n.", "The size."),
    ],
)
def test_a_label_stays_with_a_mere_value_alone(text: str, expected: str) -> None:
    assert described(field("a", text=text)) == expected


def test_a_default_that_stands_alone_is_told_in_words() -> None:
    default = Default(value=1000, evidence=evidence("1000"))
    assert described(field("a", text="The size.\n\n1000", default=default)) == (
        "The size. The service takes 1000 where it is not given."
    )


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("subnet_id", "Subnet ID."),
        ("vpcIDs", "VPC IDs."),
        ("binding:vif_details", "Binding vif details."),
        ("X-Trace", "X trace."),
    ],
)
def test_a_field_without_words_is_called_by_those_of_its_name(wire: str, expected: str) -> None:
    assert described(field(wire, text="")) == expected
