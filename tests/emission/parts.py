"""A small service that has something of everything that is emitted."""

from __future__ import annotations

from docbind.model.progress import Paging, PagingStyle
from docbind.model.spec import (
    REQUIRED,
    Default,
    Direction,
    Example,
    ExampleKind,
    Items,
    JsonObject,
    Kind,
    Length,
    ListOf,
    MapOf,
    Mark,
    ModelRef,
    OneOf,
    Pattern,
    Presence,
    PresenceKind,
    Range,
    Scalar,
    Unknown,
)
from emission.building import (
    NUMBER,
    TEXT,
    body,
    evidence,
    field,
    header,
    model,
    operation,
    path,
    query,
    response,
    span,
    spec,
)

BOOK = model(
    "book",
    "Book",
    field(
        "title",
        TEXT,
        Length(minimum=1, maximum=64, evidence=evidence("1 to 64 characters", 21)),
        presence=REQUIRED,
        text="Specifies the title.",
        line=20,
    ),
    field(
        "pages",
        NUMBER,
        Range(minimum=1, maximum=None, evidence=evidence("at least 1", 23)),
        text="Number of pages",
        line=22,
    ),
    field(
        "genre",
        TEXT,
        OneOf(values=("novel", "poem"), evidence=evidence("Options: novel, poem", 25)),
        text="Kind of book.",
        line=24,
    ),
    field("isbn", TEXT, Pattern(regex="[0-9-]+", evidence=evidence("digits and hyphens", 27)), line=26),
    field(
        "authors", ListOf(ModelRef("author")), Items(minimum=1, maximum=3, evidence=evidence("up to 3", 29)), line=28
    ),
    field("labels", MapOf(TEXT), line=30),
    field("extra", Unknown("Object"), line=31),
    field("class", TEXT, line=32),
    field("secretNote", TEXT, marks=(Mark.SECRET,), line=33),
    field("lent", Scalar(Kind.BOOLEAN), default=Default(value=False, evidence=evidence("false by default")), line=34),
    direction=Direction.BOTH,
)
AUTHOR = model(
    "author",
    "author",
    field("name", presence=REQUIRED),
    field("books", ListOf(ModelRef("book"))),
    direction=Direction.BOTH,
)
BOOKS = model(
    "books",
    "",
    field("books", ListOf(ModelRef("book")), text="The books."),
    field("next_marker"),
    field("size", NUMBER, Range(minimum=0, maximum=100, evidence=evidence("0 to 100"))),
    direction=Direction.RESPONSE,
    root=True,
)
ERROR = model("error", "ErrorBody", field("error_code"), field("error_msg"), direction=Direction.RESPONSE, root=True)
ADD = model("add", "", *BOOK.fields, root=True)

EXAMPLE = Example(
    kind=ExampleKind.REQUEST,
    status=0,
    title="A novel",
    method="POST",
    url="/v1/0c4f/books",
    text="",
    has_value=True,
    value=JsonObject(
        members=(("title", "Dune"), ("pages", 412), ("authors", (JsonObject(members=(("name", "Herbert"),)),)))
    ),
    span=span(40),
)

LIBRARY = spec(
    operation(
        "Querying Books",
        query("marker"),
        query("limit", NUMBER),
        header("X-Auth-Token"),
        header("X-Trace"),
        label="list",
        summary="This API is used to query the books of a shelf. The newest come first.",
        responses=(response(200, ModelRef("books")), response(400, ModelRef("error")), response(404)),
        paging=Paging(
            style=PagingStyle.MARKER,
            cursor="marker",
            size="limit",
            items="books",
            next="next_marker",
            total="",
            start=0,
            unit="records",
            span=span(),
        ),
    ),
    operation(
        "Adding a Book",
        method="POST",
        label="add",
        request=body(ModelRef("add")),
        responses=(response(201, ModelRef("book")), response(400, ModelRef("error"))),
        examples=(EXAMPLE,),
    ),
    operation(
        "Moving a Book",
        path("title"),
        method="PUT",
        uri="/v1/{project_id}/books/{title}",
        label="move",
        request=body(ModelRef("book")),
        responses=(response(204),),
        deprecated=True,
    ),
    operation(
        "Uploading a Cover",
        path("title"),
        query("timeout", NUMBER),
        method="PUT",
        uri="/v1/{project_id}/books/{title}/cover",
        label="cover",
        request=body(Scalar(Kind.BINARY), "application/octet-stream"),
    ),
    operation(
        "Querying Statistics",
        label="statistics",
        uri="/v1/{project_id}/statistics",
        responses=(response(200, Unknown("Object")), response(204)),
    ),
    operation(
        "Setting Labels",
        method="POST",
        uri="/v1/{project_id}/labels",
        label="labels",
        request=body(ListOf(ModelRef("author")), required=False),
        responses=(response(200, ListOf(ModelRef("author"))),),
    ),
    models=(BOOK, AUTHOR, BOOKS, ERROR, ADD),
)

CONDITION = Presence(kind=PresenceKind.CONDITIONAL, words="Yes, if lent is set.")
